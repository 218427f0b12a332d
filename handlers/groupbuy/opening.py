"""Opening a group-buy: in one line or guided, always by way of a preview."""

from datetime import datetime, timedelta

from domain.audience import take_anywhere
from domain.circles import Circle
from domain.errors import Refusal
from domain.groupbuy.model import GroupBuy, GroupBuyState, Offer, Pickup
from domain.groupbuy.reading import read_offer
from domain.messages import Button, Priority, Say, text
from domain.permissions import Permission
from domain.timing import Moment, Unclear
from handlers.asking import settled
from handlers.audiences import addressable, choose
from handlers.context import Ctx, keyboard
from handlers.groupbuy.cards import Rows, draft_words, group_buttons, group_words
from handlers.groupbuy.common import card, draft_card, find, is_meant, routes
from handlers.groupbuy.ending import plan
from handlers.groupbuy.guide import ask
from handlers.groupbuy.ordering import line, link, show, show_open, show_panel
from handlers.incoming import Command, Press
from handlers.routing import Where

GUIDED = {"新", "开团", "new"}
LONGEST_NUMBER = 12
MOST_TO_CHOOSE = 8
"""Circles that have buttons to choose from; who serves more names them with @."""


@routes.command("groupbuy", "团购", needs=Permission.ORDER_GOODS, plainly=is_meant)
async def groupbuy(ctx: Ctx, command: Command) -> None:
    """``/groupbuy 鸡蛋 25元/板 …`` opens one, ``/groupbuy 3`` shows one, alone it lists them."""
    words = command.words.removeprefix("#").strip()
    if not words:
        await show_open(ctx)
    elif words.isdecimal() and len(words) <= LONGEST_NUMBER:
        await _show(ctx, int(words))
    elif words.lower() in GUIDED:
        await _guide(ctx)
    else:
        await preview(ctx, command.raw)


@routes.button("groupbuy.new", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def new(ctx: Ctx, _press: Press) -> None:
    """开团: asks for one thing after the other."""
    await ask(ctx, "goods", "")


async def preview(ctx: Ctx, words: str) -> None:
    """Show what would be opened, and where."""
    ctx.actor.require(Permission.ORGANISE_GROUP_BUY, ctx.circle)
    circles, rest = await _named_circles(ctx, words)
    offer = read_offer(rest, ctx.now, ctx.community.zone)
    ids = [circle.id for circle in circles]
    buy = await ctx.uow.groupbuys.add(_draft(ctx, offer), ids, ctx.now)
    name = draft_card(buy) if ctx.place.private else card(buy)
    ctx.reply(draft_words(buy), await _draft_buttons(ctx, buy), card=name)


@routes.button("groupbuy.toggle", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def toggle(ctx: Ctx, press: Press) -> None:
    """Adds a circle to those that will share it, or takes it out."""
    buy = await _own_draft(ctx, press.number(0))
    circle_id = press.number(1)
    if circle_id not in {circle.id for circle in await addressable(ctx)}:
        raise Refusal("button-outdated")
    chosen = {circle.id for circle in buy.circles} ^ {circle_id}
    await ctx.uow.groupbuys.set_circles(buy.number, sorted(chosen))
    buy = await find(ctx, buy.number)
    buttons = await _draft_buttons(ctx, buy)
    ctx.edit(ctx.person.id, draft_card(buy), draft_words(buy), buttons)


@routes.button("groupbuy.publish", needs=Permission.ORGANISE_GROUP_BUY)
async def publish(ctx: Ctx, press: Press) -> None:
    """Opens it: its card goes to all of its circles."""
    buy = await _own_draft(ctx, press.number(0))
    if not buy.circles:
        raise Refusal("groupbuy-no-circle")
    if not all(ctx.actor.may(Permission.ORGANISE_GROUP_BUY, circle) for circle in buy.circles):
        raise Refusal("not-your-grid")
    if buy.deadline is not None and buy.deadline <= ctx.now:
        raise Refusal("groupbuy-deadline-past")
    await ctx.uow.groupbuys.move_to(buy.number, GroupBuyState.OPEN)
    buy = await find(ctx, buy.number)
    await plan(ctx, buy)
    _post(ctx, buy)
    await show_panel(ctx, buy)
    ctx.answer(text("groupbuy-published"))


@routes.button("groupbuy.discard", needs=Permission.ORGANISE_GROUP_BUY)
async def discard(ctx: Ctx, press: Press) -> None:
    """Drops it before anybody could order."""
    buy = await _own_draft(ctx, press.number(0))
    await ctx.uow.groupbuys.drop(buy.number)
    name = draft_card(buy) if ctx.place.private else card(buy)
    ctx.edit(ctx.place.chat_id, name, text("groupbuy-discarded"))


def _post(ctx: Ctx, buy: GroupBuy) -> None:
    """The card in every circle; a preview in a group turns into it."""
    name, words, buttons = card(buy), group_words(buy, ()), group_buttons(buy)
    for circle in buy.circles:
        if circle.chat_id == ctx.place.chat_id:
            ctx.edit(circle.chat_id, name, words, buttons)
            continue
        ctx.put(
            Say(
                to=circle.chat_id,
                text=words,
                buttons=keyboard(buttons),
                card=name,
                thread=circle.thread,
                priority=Priority.CARD,
            )
        )
    if ctx.place.chat_id not in {circle.chat_id for circle in buy.circles}:
        done = text("groupbuy-published-in", circles="、".join(c.title for c in buy.circles))
        place_card = draft_card(buy) if ctx.place.private else name
        ctx.edit(ctx.place.chat_id, place_card, done)


async def _show(ctx: Ctx, number: int) -> None:
    """In private all of it, in a group the way there."""
    if ctx.place.private:
        await show(ctx, number)
        return
    buy = await find(ctx, number)
    if ctx.circle not in buy.circles:
        raise Refusal("groupbuy-unknown", number=number)
    ctx.reply(line(buy), [[link(ctx, buy)]])


async def _guide(ctx: Ctx) -> None:
    ctx.actor.require(Permission.ORGANISE_GROUP_BUY, ctx.circle)
    if not ctx.place.private:
        raise Refusal("go-private", start="run-groupbuy-new")
    await ask(ctx, "goods", "")


async def _named_circles(ctx: Ctx, words: str) -> tuple[list[Circle], str]:
    """The circles that share it: those named with @, else this one, else the only one there is."""
    allowed = await addressable(ctx)
    audience, rest = take_anywhere(words, ctx.community.grids, allowed)
    if audience is not None:
        return await choose(ctx, audience), rest
    if ctx.circle is not None:
        return [ctx.circle], rest
    return (allowed if len(allowed) == 1 else []), rest


def _draft(ctx: Ctx, offer: Offer) -> GroupBuy:
    deadline = _instant(offer.deadline)
    if deadline is not None and deadline <= ctx.now + timedelta(minutes=1):
        raise Refusal("groupbuy-deadline-past")
    return GroupBuy(
        title=offer.title,
        organiser_id=ctx.person.id,
        items=offer.items,
        deadline=deadline,
        pickup=Pickup(
            at=_instant(offer.pickup_at), until=offer.pickup_until, place=offer.pickup_place
        ),
        goal=offer.goal,
        public=offer.public,
        note=offer.note,
    )


def _instant(said: Moment | Unclear | None) -> datetime | None:
    return None if said is None else settled(said)


async def _own_draft(ctx: Ctx, number: int) -> GroupBuy:
    """A group-buy that this person is about to open.

    Raises:
        Refusal: it is somebody else's, or open already, or was dropped.
    """
    buy = await ctx.uow.groupbuys.find(number)
    if buy is None:
        raise Refusal("button-outdated")
    if buy.organiser_id != ctx.person.id:
        raise Refusal("groupbuy-not-yours")
    if buy.state is not GroupBuyState.DRAFT:
        raise Refusal("groupbuy-published-before")
    return buy


async def _draft_buttons(ctx: Ctx, buy: GroupBuy) -> Rows:
    number = (buy.number,)
    decide = [
        Button(label=text("btn-groupbuy-publish"), route="groupbuy.publish", args=number),
        Button(label=text("btn-groupbuy-discard"), route="groupbuy.discard", args=number),
    ]
    return [*await _circle_buttons(ctx, buy), decide]


async def _circle_buttons(ctx: Ctx, buy: GroupBuy) -> Rows:
    """One for each circle to choose, in private, where there is a choice."""
    allowed = await addressable(ctx) if ctx.place.private else []
    if not 1 < len(allowed) <= MOST_TO_CHOOSE:
        return []
    chosen = {circle.id for circle in buy.circles}
    return [
        [
            Button(
                label=text(
                    "btn-groupbuy-circle-on" if c.id in chosen else "btn-groupbuy-circle-off",
                    circle=c.title,
                ),
                route="groupbuy.toggle",
                args=(buy.number, c.id),
            )
        ]
        for c in allowed
    ]
