"""How a group-buy goes on by itself and ends: reminders, the deadline, closing, cancelling."""

from datetime import datetime, timedelta

from domain.errors import Refusal
from domain.groupbuy.model import GroupBuy, GroupBuyState, Pickup
from domain.groupbuy.reading import read_pickup
from domain.messages import Button, Lasting, Priority, Say, text
from domain.permissions import Permission
from handlers.asking import settled
from handlers.context import Ctx, keyboard
from handlers.groupbuy.cards import pickup_line
from handlers.groupbuy.common import KINDS, find, find_managed, refresh, refresh_orders, routes
from handlers.groupbuy.telling import tell_buyers
from handlers.incoming import Answer, DueNow, Press
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.schedules import Due

REMIND_BEFORE = timedelta(hours=2)
TOO_SHORT_TO_REMIND = timedelta(hours=4)
PICKUP_BEFORE = timedelta(hours=1)
PICKUP_LASTS = timedelta(hours=3)
"""After that a reminder to pick up that could not be sent would only confuse."""

ENDABLE = {GroupBuyState.OPEN, GroupBuyState.CLOSED}
LONGEST_REASON = 200


async def plan(ctx: Ctx, buy: GroupBuy) -> None:
    """Set what comes due for a group-buy; none of it at night but the deadline itself."""
    dues = []
    if buy.state is GroupBuyState.OPEN and buy.deadline is not None:
        dues.append(_due(buy, "deadline", buy.deadline, None))
        remind = _by_day(ctx, buy.deadline - REMIND_BEFORE)
        if buy.deadline - ctx.now > TOO_SHORT_TO_REMIND and remind < buy.deadline:
            dues.append(_due(buy, "remind", remind, buy.deadline))
    if buy.state in ENDABLE and buy.pickup.at is not None:
        at = min(_by_day(ctx, buy.pickup.at - PICKUP_BEFORE), buy.pickup.at)
        told_anyway = buy.state is GroupBuyState.OPEN and buy.deadline and at <= buy.deadline
        if at > ctx.now and not told_anyway:
            dues.append(_due(buy, "pickup", at, buy.pickup.at + PICKUP_LASTS))
    await ctx.uow.schedules.replace(KINDS, str(buy.number), dues)


@routes.due("groupbuy.remind", needs=Permission.PUBLIC)
async def remind(ctx: Ctx, due: DueNow) -> None:
    """The groups hear that the deadline is near."""
    buy = await find(ctx, int(due.subject))
    if buy.state is not GroupBuyState.OPEN or buy.deadline is None:
        return
    households = await ctx.uow.groupbuy_orders.count(buy.number)
    left = Lasting(seconds=int((buy.deadline - ctx.now).total_seconds()))
    label = text("btn-groupbuy-mine")
    button = Button(label=label, start=f"run-groupbuy-{buy.number}")
    for circle in buy.circles:
        ctx.put(
            Say(
                to=circle.chat_id,
                text=text("groupbuy-soon-over", title=buy.title, left=left, households=households),
                buttons=keyboard([[button]]),
                thread=circle.thread,
                until=buy.deadline,
                priority=Priority.CARD,
            )
        )


@routes.due("groupbuy.deadline", needs=Permission.PUBLIC)
async def deadline(ctx: Ctx, due: DueNow) -> None:
    """The time to order is over."""
    buy = await find(ctx, int(due.subject))
    if buy.state is GroupBuyState.OPEN:
        await _end_ordering(ctx, buy)


@routes.due("groupbuy.pickup", needs=Permission.PUBLIC)
async def pick_up(ctx: Ctx, due: DueNow) -> None:
    """Households that have not picked up yet hear when and where."""
    buy = await find(ctx, int(due.subject))
    if buy.state in ENDABLE:
        await tell_buyers(ctx, buy, "groupbuy-pick-up", waiting=True, pickup=pickup_line(buy))


@routes.button("groupbuy.close", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def ask_to_close(ctx: Ctx, press: Press) -> None:
    """Asks once more, saying what follows."""
    buy = await _find_open(ctx, press.number(0))
    key = "groupbuy-close-sure" if buy.succeeds else "groupbuy-close-fails"
    sure = Button(label=text("btn-groupbuy-close-yes"), route="groupbuy.closed", args=(buy.number,))
    ctx.say(ctx.person.id, text(key, title=buy.title), [[sure]])


@routes.button("groupbuy.closed", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def close(ctx: Ctx, press: Press) -> None:
    """Ends ordering before the deadline, or where there is none."""
    buy = await _find_open(ctx, press.number(0))
    await _end_ordering(ctx, buy)
    ctx.answer(text("done"))


@routes.button("groupbuy.cancel", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def ask_to_cancel(ctx: Ctx, press: Press) -> None:
    """Asks why."""
    buy = await _find_endable(ctx, press.number(0))
    await _ask(ctx, "groupbuy.cancel", buy)
    ctx.say(ctx.person.id, text("groupbuy-ask-reason", title=buy.title))


@routes.step("groupbuy.cancel", needs=Permission.ORGANISE_GROUP_BUY)
async def cancel(ctx: Ctx, answer: Answer) -> None:
    """Cancels it; everybody who ordered hears why."""
    buy = await _find_endable(ctx, int(answer.data["number"] or 0))
    reason = " ".join(answer.body.split())[:LONGEST_REASON]
    if not reason:
        raise Refusal("groupbuy-ask-reason", title=buy.title)
    await ctx.uow.dialogs.close(ctx.person.id)
    await _end(ctx, buy, GroupBuyState.CANCELLED, reason)
    await tell_buyers(ctx, buy, "groupbuy-cancelled-you", reason=reason)
    _announce(ctx, buy, "groupbuy-announce-cancelled")
    ctx.reply(text("groupbuy-cancelled", title=buy.title))


@routes.button("groupbuy.move", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def ask_to_move(ctx: Ctx, press: Press) -> None:
    """Asks when and where the goods are handed out now."""
    buy = await _find_endable(ctx, press.number(0))
    await _ask(ctx, "groupbuy.move", buy)
    ctx.say(ctx.person.id, text("groupbuy-ask-move", title=buy.title))


@routes.step("groupbuy.move", needs=Permission.ORGANISE_GROUP_BUY)
async def move(ctx: Ctx, answer: Answer) -> None:
    """Another time or place to pick up; everybody who ordered hears it."""
    buy = await _find_endable(ctx, int(answer.data["number"] or 0))
    said, until, place = read_pickup(answer.body, ctx.now, ctx.community.zone)
    at = None if said is None else settled(said)
    if at is not None and buy.state is GroupBuyState.OPEN and buy.deadline and at < buy.deadline:
        raise Refusal("groupbuy-pickup-early")
    await ctx.uow.dialogs.close(ctx.person.id)
    await ctx.uow.groupbuys.set_pickup(buy.number, Pickup(at=at, until=until, place=place))
    buy = await find(ctx, buy.number)
    await plan(ctx, buy)
    await refresh(ctx, buy)
    await refresh_orders(ctx, buy)
    await tell_buyers(ctx, buy, "groupbuy-moved-you", pickup=pickup_line(buy))
    ctx.reply(text("groupbuy-moved", pickup=pickup_line(buy)))


async def _end_ordering(ctx: Ctx, buy: GroupBuy) -> None:
    """It has come about or has not, and everybody who ordered hears which."""
    if buy.succeeds:
        buy = await _end(ctx, buy, GroupBuyState.CLOSED)
        pickup = pickup_line(buy) if buy.pickup.at or buy.pickup.place else text("groupbuy-wait")
        await tell_buyers(ctx, buy, "groupbuy-succeeded-you", pickup=pickup)
        _announce(ctx, buy, "groupbuy-announce-closed")
    else:
        buy = await _end(ctx, buy, GroupBuyState.FAILED)
        await tell_buyers(ctx, buy, "groupbuy-failed-you")
        _announce(ctx, buy, "groupbuy-announce-failed")
    if buy.organiser_id is not None:
        key = "groupbuy-closed-organiser" if buy.succeeds else "groupbuy-failed-organiser"
        row = [
            Button(label=text("btn-groupbuy-list"), route="groupbuy.list", args=(buy.number, 0)),
            Button(
                label=text("btn-groupbuy-pickup-list"),
                route="groupbuy.pickup_list",
                args=(buy.number,),
            ),
        ]
        ctx.say(buy.organiser_id, text(key, title=buy.title), [row])


async def _end(ctx: Ctx, buy: GroupBuy, state: GroupBuyState, reason: str = "") -> GroupBuy:
    await ctx.uow.groupbuys.move_to(buy.number, state, reason)
    moved = await find(ctx, buy.number)
    await plan(ctx, moved)
    await refresh(ctx, moved)
    await refresh_orders(ctx, moved)
    return moved


def _announce(ctx: Ctx, buy: GroupBuy, key: str) -> None:
    """One line in every group, so that who looks there knows too."""
    for circle in buy.circles:
        said = text(key, title=buy.title, number=buy.number)
        ctx.put(Say(to=circle.chat_id, text=said, thread=circle.thread, priority=Priority.CARD))


async def _ask(ctx: Ctx, route: str, buy: GroupBuy) -> None:
    question = Dialog(route=route, data={"number": buy.number})
    await ctx.uow.dialogs.open(ctx.person.id, question, ctx.now)


async def _find_open(ctx: Ctx, number: int) -> GroupBuy:
    buy = await find_managed(ctx, number)
    if buy.state is not GroupBuyState.OPEN:
        raise Refusal("groupbuy-not-open", number=number)
    return buy


async def _find_endable(ctx: Ctx, number: int) -> GroupBuy:
    buy = await find_managed(ctx, number)
    if buy.state not in ENDABLE:
        raise Refusal("groupbuy-over", number=number)
    return buy


def _due(buy: GroupBuy, kind: str, at: datetime, until: datetime | None) -> Due:
    lane = buy.circles[0].chat_id if buy.circles else 0
    return Due(
        kind=f"{KINDS}{kind}", subject=str(buy.number), due_at=at, expires_at=until, lane=lane
    )


def _by_day(ctx: Ctx, at: datetime) -> datetime:
    return ctx.community.quiet.end_after(at, ctx.community.zone)
