"""What an organiser does with the orders: look at them, tick them off, take a list along."""

from collections.abc import Sequence

from domain.errors import Refusal
from domain.groupbuy.model import Buyer, GroupBuy
from domain.groupbuy.money import yuan
from domain.groupbuy.rules import by_building, order_words, owed
from domain.messages import Button, Sheet, SheetCell, Spreadsheet, Text, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.groupbuy.cards import Rows, noted, who
from handlers.groupbuy.common import find_managed, refresh_orders, refresh_panels, routes
from handlers.incoming import Press
from handlers.routing import Where
from storage.groupbuy.orders import Tick

PAGE = 8
"""Households on one page: two buttons for each still fit on a phone."""


@routes.button("groupbuy.list", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def list_orders(ctx: Ctx, press: Press) -> None:
    """The orders with 已付 and 已取 to tick."""
    buy = await find_managed(ctx, press.number(0))
    words, buttons = await _page(ctx, buy, press.number(1))
    ctx.say(ctx.person.id, words, buttons, card=_card(buy))


@routes.button("groupbuy.page", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def turn_page(ctx: Ctx, press: Press) -> None:
    """Another page of them."""
    buy = await find_managed(ctx, press.number(0))
    await _show_page(ctx, buy, press.number(1))


@routes.button("groupbuy.paid", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def paid(ctx: Ctx, press: Press) -> None:
    """已付: a household has paid its organiser, or has not after all."""
    await _tick(ctx, press, Tick.PAID)


@routes.button("groupbuy.collected", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def collected(ctx: Ctx, press: Press) -> None:
    """已取: a household has got its goods, or has not after all."""
    await _tick(ctx, press, Tick.COLLECTED)


@routes.button("groupbuy.pickup_list", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def pickup_list(ctx: Ctx, press: Press) -> None:
    """The orders by building, as a message and as a file."""
    buy = await find_managed(ctx, press.number(0))
    buyers = await ctx.uow.groupbuy_orders.buyers(buy.number)
    if not buyers:
        raise Refusal("groupbuy-nobody-ordered")
    await ctx.uow.audit.add("groupbuy.list", ctx.person.id, str(buy.number), ctx.now)
    lines = [line for group in by_building(buyers) for line in _building(buy, *group)]
    ctx.say(ctx.person.id, text("groupbuy-pickup-list", title=buy.title, lines=tuple(lines)))
    caption = text("groupbuy-file", title=buy.title, households=len(buyers))
    filename = f"groupbuy-{buy.number}.xlsx"
    sheets = (_households(buy, buyers), _goods(buy))
    ctx.put(Spreadsheet(to=ctx.person.id, filename=filename, sheets=sheets, caption=caption))


async def _tick(ctx: Ctx, press: Press, tick: Tick) -> None:
    """Set a tick to what the button showed, so that pressing it twice does no harm."""
    buy = await find_managed(ctx, press.number(0))
    buyer_id, value = press.number(1), press.number(2)
    by = ctx.person.id if value else None
    if not await ctx.uow.groupbuy_orders.tick(buy.number, buyer_id, tick, by, ctx.now):
        raise Refusal("groupbuy-order-gone")
    await ctx.uow.audit.add(f"groupbuy.{tick}", ctx.person.id, f"{buyer_id}:{value}", ctx.now)
    await _show_page(ctx, buy, press.number(3))
    await refresh_panels(ctx, buy, await ctx.uow.groupbuy_orders.buyers(buy.number))
    await refresh_orders(ctx, buy, buyer_id)
    ctx.answer(text("done"))


async def _show_page(ctx: Ctx, buy: GroupBuy, page: int) -> None:
    words, buttons = await _page(ctx, buy, page)
    ctx.edit(ctx.person.id, _card(buy), words, buttons)


async def _page(ctx: Ctx, buy: GroupBuy, page: int) -> tuple[Text, Rows]:
    groups = by_building(await ctx.uow.groupbuy_orders.buyers(buy.number))
    buyers = [buyer for _, group in groups for buyer in group]
    if not buyers:
        raise Refusal("groupbuy-nobody-ordered")
    last = (len(buyers) - 1) // PAGE
    page = min(max(page, 0), last)
    shown = buyers[page * PAGE : (page + 1) * PAGE]
    numbered = list(enumerate(shown, page * PAGE + 1))
    words = text(
        "groupbuy-orders",
        title=buy.title,
        households=len(buyers),
        paid=sum(buyer.paid for buyer in buyers),
        collected=sum(buyer.collected for buyer in buyers),
        page=page + 1,
        pages=last + 1,
        lines=tuple(_line(buy, number, buyer) for number, buyer in numbered),
    )
    rows = [_ticks(buy, number, buyer, page) for number, buyer in numbered]
    return words, [*rows, _turns(buy, page, last)]


def _line(buy: GroupBuy, number: int, buyer: Buyer) -> Text:
    return text(
        "groupbuy-order-line",
        number=number,
        who=who(buyer.name, buyer.address),
        order=order_words(buyer, buy.items),
        total=owed(buyer, buy.items),
        note=noted(buyer.note),
    )


def _ticks(buy: GroupBuy, number: int, buyer: Buyer, page: int) -> list[Button]:
    paid = text("btn-groupbuy-paid-on" if buyer.paid else "btn-groupbuy-paid-off", number=number)
    got = text(
        "btn-groupbuy-collected-on" if buyer.collected else "btn-groupbuy-collected-off",
        number=number,
    )
    own = (buy.number, buyer.id)
    return [
        Button(label=paid, route="groupbuy.paid", args=(*own, int(not buyer.paid), page)),
        Button(label=got, route="groupbuy.collected", args=(*own, int(not buyer.collected), page)),
    ]


def _turns(buy: GroupBuy, page: int, last: int) -> list[Button]:
    back = Button(
        label=text("btn-groupbuy-back"), route="groupbuy.page", args=(buy.number, page - 1)
    )
    on = Button(label=text("btn-groupbuy-on"), route="groupbuy.page", args=(buy.number, page + 1))
    return [*([back] if page else []), *([on] if page < last else [])]


def _building(buy: GroupBuy, building: str, buyers: Sequence[Buyer]) -> list[Text]:
    """A building of the pick-up list: what goes there, and its households."""
    return [
        text("groupbuy-building", building=building) if building else text("groupbuy-no-building"),
        text("groupbuy-building-goods", goods=_together(buy, buyers)),
        *(
            text(
                "groupbuy-pickup-line",
                who=who(buyer.name, buyer.address),
                order=order_words(buyer, buy.items),
                total=owed(buyer, buy.items),
                paid=_yes(value=buyer.paid),
                collected=_yes(value=buyer.collected),
                note=noted(buyer.note),
            )
            for buyer in buyers
        ),
    ]


def _together(buy: GroupBuy, buyers: Sequence[Buyer]) -> str:
    sums = {
        item.id: sum(buyer.quantities.get(item.id, 0) for buyer in buyers) for item in buy.items
    }
    return order_words(Buyer(household="", name="", quantities=sums), buy.items)


def _households(buy: GroupBuy, buyers: Sequence[Buyer]) -> Sheet:
    columns = ("building", "address", "name")
    header = (
        *(text("groupbuy-column", column=column) for column in columns),
        *(text("groupbuy-column-goods", name=item.name, unit=item.unit) for item in buy.items),
        *(
            text("groupbuy-column", column=column)
            for column in ("total", "paid", "collected", "note")
        ),
    )
    rows = tuple(
        _row(buy, building, buyer) for building, group in by_building(buyers) for buyer in group
    )
    return Sheet(title=text("groupbuy-sheet-households"), header=header, rows=rows)


def _row(buy: GroupBuy, building: str, buyer: Buyer) -> tuple[SheetCell, ...]:
    return (
        building,
        buyer.address,
        buyer.name or text("nobody"),
        *(buyer.quantities.get(item.id, 0) or "" for item in buy.items),
        owed(buyer, buy.items),
        text("groupbuy-tick", on=_yes(value=buyer.paid)),
        text("groupbuy-tick", on=_yes(value=buyer.collected)),
        buyer.note,
    )


def _goods(buy: GroupBuy) -> Sheet:
    columns = ("name-of-goods", "unit", "price", "ordered", "total")
    rows = tuple(
        (item.name, item.unit, yuan(item.price), item.ordered, yuan(item.ordered * item.price))
        for item in buy.items
    )
    header = tuple(text("groupbuy-column", column=column) for column in columns)
    return Sheet(title=text("groupbuy-sheet-goods"), header=header, rows=rows)


def _card(buy: GroupBuy) -> str:
    return f"groupbuy:{buy.number}:orders"


def _yes(*, value: bool) -> str:
    return "yes" if value else "no"
