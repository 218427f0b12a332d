"""A private address at which calendar programs find a circle's collections, in webhook mode."""

import secrets

from domain.errors import Refusal
from domain.messages import Button, text
from domain.permissions import Permission
from domain.staff import TOKEN_BYTES, hash_token
from handlers.collections.common import routes
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.routing import Where

CALENDARS = "/calendar/"


def subscribe_buttons(ctx: Ctx) -> list[list[Button]]:
    """A button for each circle whose address the actor may hand out, where there can be any."""
    if not ctx.community.calendar_url:
        return []
    circles = [m.circle for m in ctx.actor.memberships]
    return [
        [
            Button(
                label=text("btn-subscribe", circle=circle.title),
                route="collection.subscribe",
                args=(circle.id,),
            )
        ]
        for circle in circles
        if ctx.actor.may(Permission.SHARE_CALENDAR, circle)
    ]


@routes.button("collection.subscribe", needs=Permission.SHARE_CALENDAR, where=Where.PRIVATE)
async def subscribe(ctx: Ctx, press: Press) -> None:
    """The address of a circle's calendar; a second one is made only if that is really wanted."""
    circle_id = press.number(0)
    if await ctx.uow.collections.has_address(circle_id):
        again = Button(
            label=text("btn-new-address"), route="collection.new_address", args=(circle_id,)
        )
        ctx.say(ctx.person.id, text("calendar-address-exists"), [[again]])
        return
    await _issue(ctx, circle_id)


@routes.button("collection.new_address", needs=Permission.SHARE_CALENDAR, where=Where.PRIVATE)
async def new_address(ctx: Ctx, press: Press) -> None:
    """换一个地址: the old one ends."""
    await _issue(ctx, press.number(0))


async def _issue(ctx: Ctx, circle_id: int) -> None:
    circle = await ctx.uow.circles.find(circle_id)
    if circle is None or not ctx.community.calendar_url:
        raise Refusal("button-outdated")
    ctx.actor.require(Permission.SHARE_CALENDAR, circle)
    token = secrets.token_hex(TOKEN_BYTES)
    await ctx.uow.collections.set_address(circle_id, hash_token(token), ctx.now)
    await ctx.uow.audit.add("calendar.address", ctx.person.id, str(circle_id), ctx.now)
    address = f"{ctx.community.calendar_url}{CALENDARS}{token}.ics"
    said = text("calendar-address", circle=circle.title, address=address)
    ctx.say(ctx.person.id, said, fleeting=True)
