"""``/points``: what a household has, how it came about, and what it is good for."""

from domain.gifts import Order
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.points import (
    Grant,
    HouseholdAsked,
    RankingAsked,
    by_household,
    month_of,
    read_points,
)
from handlers.context import Ctx
from handlers.incoming import Command
from handlers.points.books import give, show_household
from handlers.points.common import entry_line, routes
from handlers.points.ranking import show_ranking
from handlers.routing import Where

ENTRIES = 10
GIFTS = 5


@routes.command("points", "积分", needs=Permission.EARN_POINTS, where=Where.PRIVATE)
async def points(ctx: Ctx, command: Command) -> None:
    """One's own points; with 排行 the ranking; with an address what staff want of it."""
    if not command.words:
        await _show(ctx)
        return
    asked = read_points(command.words)
    if isinstance(asked, RankingAsked):
        await show_ranking(ctx, asked.back, command.message_id, anew=True)
        return
    ctx.actor.require(Permission.MANAGE_POINTS, None)
    match asked:
        case HouseholdAsked():
            await show_household(ctx, asked.household)
        case Grant():
            await give(ctx, asked, command.message_id)


async def _show(ctx: Ctx) -> None:
    key = ctx.person.household
    has = await ctx.uow.points.balance(key)
    orders = await ctx.uow.gifts.orders_of(key)
    sections = (
        *([text("points-reserved", points=sum(o.price for o in orders))] if orders else []),
        *([] if ctx.person.address else [text("points-no-address")]),
        *(await _place(ctx)),
        *(await _history(ctx, key)),
        *_orders(ctx, orders),
        *(await _within_reach(ctx, has)),
    )
    ctx.reply(text("points-shown", points=has, sections=sections), _buttons(ctx, orders))


def _buttons(ctx: Ctx, orders: list[Order]) -> list[list[Button]]:
    again = [
        [Button(label=text("btn-code-again", name=order.gift), route="gift.code", args=(order.id,))]
        for order in orders
    ]
    look = [
        Button(label=text("btn-gifts"), route="gifts.list"),
        Button(label=text("btn-ranking"), route="points.ranking"),
    ]
    manages = ctx.may(Permission.MANAGE_POINTS)
    books = [[Button(label=text("btn-books"), route="points.books")]] if manages else []
    return [*again, look, *books]


async def _place(ctx: Ctx) -> list[Text]:
    """One's own place in the ranking of this month, for who takes part."""
    takes_part = await ctx.uow.points.taking_part()
    if ctx.person.household not in takes_part:
        return []
    earned = await ctx.uow.points.earned(month_of(ctx.now, ctx.community.zone))
    places = by_household(earned, takes_part)
    mine = [place for place in places if place.household == ctx.person.household]
    return [text("points-place", place=p.place, households=len(places)) for p in mine]


async def _history(ctx: Ctx, key: str) -> list[Text]:
    history = await ctx.uow.points.history(key, ENTRIES)
    if not history:
        return [text("points-nothing-yet")]
    lines = tuple(entry_line(ctx, posted, key) for posted in history)
    return [text("points-history", lines=lines)]


def _orders(ctx: Ctx, orders: list[Order]) -> list[Text]:
    if not orders:
        return []
    lines = tuple(
        text("points-order", gift=order.gift, day=_day(ctx, order), price=order.price)
        for order in orders
    )
    return [text("points-orders", lines=lines, desk=ctx.community.points.desk)]


def _day(ctx: Ctx, order: Order) -> str:
    wall = order.expires_at.astimezone(ctx.community.zone)
    return f"{wall.month}-{wall.day}"


async def _within_reach(ctx: Ctx, has: int) -> list[Text]:
    """The dearest gifts that the points reach for, or the one that is nearest."""
    offered = [c.gift for c in await ctx.uow.gifts.all() if c.gift.offered and c.gift.stock]
    affordable = [gift for gift in offered if gift.price <= has]
    if affordable:
        names = "、".join(f"{g.name}（{g.price}）" for g in reversed(affordable[-GIFTS:]))
        return [text("points-within-reach", gifts=names)]
    if offered:
        nearest = offered[0]
        return [text("points-nearly", gift=nearest.name, missing=nearest.price - has)]
    return []
