"""The ledger, gifts and orders as a file for staff."""

from domain.messages import Sheet, SheetCell, Spreadsheet, Text, When, text
from domain.permissions import Permission
from domain.points import Account, AccountKind
from handlers.context import Ctx
from handlers.households import home
from handlers.incoming import Press
from handlers.points.common import routes, what
from handlers.routing import Where

MOST = 3000
"""Movements, orders and changes of stock in one file: about a year of a community, and little
enough to be kept in a message."""

Rows = tuple[tuple[SheetCell, ...], ...]

_MOVEMENTS = (
    "points-col-number",
    "points-col-at",
    "points-col-account",
    "points-col-points",
    "points-col-what",
    "points-col-by",
    "points-col-reverses",
)
_GIFTS = ("points-col-gift", "points-col-price", "points-col-stock", "points-col-kept")
_ORDERS = (
    "points-col-number",
    "points-col-at",
    "points-col-household",
    "points-col-gift",
    "points-col-price",
    "points-col-state",
    "points-col-ended",
    "points-col-by",
)
_STOCK = (
    "points-col-at",
    "points-col-gift",
    "points-col-change",
    "points-col-cause",
    "points-col-by",
)


@routes.button("points.export", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def export(ctx: Ctx, _press: Press) -> None:
    """Every entry of the newest movements, the gifts, the orders and the changes of stock."""
    await ctx.uow.audit.add("points.export", ctx.person.id, "all", ctx.now)
    ctx.answer(text("points-export-coming"))
    day = ctx.now.astimezone(ctx.community.zone).date()
    ctx.put(
        Spreadsheet(
            to=ctx.person.id,
            filename=f"points-{day.isoformat()}.xlsx",
            sheets=(
                _sheet("points-sheet-movements", _MOVEMENTS, await _movements(ctx)),
                _sheet("points-sheet-gifts", _GIFTS, await _gifts(ctx)),
                _sheet("points-sheet-orders", _ORDERS, await _orders(ctx)),
                _sheet("points-sheet-stock", _STOCK, await _stock(ctx)),
            ),
            caption=text("points-export-caption", most=MOST),
        )
    )


def _sheet(title: str, columns: tuple[str, ...], rows: Rows) -> Sheet:
    return Sheet(title=text(title), header=tuple(text(column) for column in columns), rows=rows)


async def _movements(ctx: Ctx) -> Rows:
    return tuple(
        (
            posted.id,
            When(at=posted.at),
            _account(entry.account),
            entry.amount,
            what(posted),
            posted.by,
            posted.movement.reverses or "",
        )
        for posted in await ctx.uow.points.latest(MOST)
        for entry in posted.movement.entries
    )


async def _gifts(ctx: Ctx) -> Rows:
    return tuple(
        (counted.gift.name, counted.gift.price, counted.gift.stock, counted.kept)
        for counted in await ctx.uow.gifts.all()
    )


async def _orders(ctx: Ctx) -> Rows:
    return tuple(
        (
            order.id,
            When(at=order.created_at),
            home(order.household),
            order.gift,
            order.price,
            text("points-order-state", state=order.state),
            When(at=order.ended_at) if order.ended_at else "",
            order.ended_by,
        )
        for order in await ctx.uow.gifts.latest_orders(MOST)
    )


async def _stock(ctx: Ctx) -> Rows:
    return tuple(
        (
            When(at=change.at),
            change.gift,
            change.change,
            text("points-stock-cause", cause=change.cause),
            change.by,
        )
        for change in await ctx.uow.gifts.stock_changes(MOST)
    )


def _account(account: Account) -> Text:
    match account.kind:
        case AccountKind.COMMUNITY:
            return text("points-account-community")
        case AccountKind.GIFTS:
            return text("points-account-gifts")
        case AccountKind.PARTNER:
            return text("verbatim", word=account.key)
        case AccountKind.RESERVED:
            return text("points-account-reserved", household=home(account.key))
        case AccountKind.HOUSEHOLD:
            return home(account.key)
