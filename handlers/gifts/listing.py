"""``/gifts``: what there is, for residents to order and for staff to look after."""

from domain.gifts import Gift
from domain.messages import Button, Text, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.gifts.common import routes
from handlers.gifts.stock import restock
from handlers.incoming import Command, Press
from handlers.routing import Where


@routes.command("gifts", "礼品", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def gifts(ctx: Ctx, command: Command) -> None:
    """The gifts, each with 兑换 where the points reach; with words, staff say what there is."""
    if command.words or command.photo:
        ctx.actor.require(Permission.MANAGE_POINTS, None)
        await restock(ctx, command)
        return
    await _show(ctx)


@routes.button("gifts.list", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def list_(ctx: Ctx, _press: Press) -> None:
    """The gifts, from the page of one's points."""
    await _show(ctx)


async def _show(ctx: Ctx) -> None:
    manages = ctx.may(Permission.MANAGE_POINTS)
    buttons = [[Button(label=text("btn-manage-gifts"), route="gifts.manage")]] if manages else []
    offered = [counted.gift for counted in await ctx.uow.gifts.all() if counted.gift.offered]
    if not offered:
        ctx.reply(text("gifts-none-staff" if manages else "gifts-none"), buttons)
        return
    has = await ctx.uow.points.balance(ctx.person.household)
    lines = tuple(_line(gift, has) for gift in offered)
    orders = [[_order_button(gift)] for gift in offered if gift.stock and gift.price <= has]
    ctx.reply(
        text("gifts-list", points=has, lines=lines, desk=ctx.community.points.desk),
        [*orders, *buttons],
    )


def _line(gift: Gift, has: int) -> Text:
    return text(
        "gifts-line",
        name=gift.name,
        price=gift.price,
        stock=gift.stock,
        missing=max(gift.price - has, 0),
    )


def _order_button(gift: Gift) -> Button:
    label = text("btn-order", name=gift.name, price=gift.price)
    return Button(label=label, route="gift.ask", args=(gift.id,))
