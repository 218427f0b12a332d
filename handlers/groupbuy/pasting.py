"""Orders that an organiser enters for others: a pasted 接龙, or one line for a neighbour."""

from domain.errors import Refusal
from domain.groupbuy.model import GroupBuy
from domain.groupbuy.rules import Pasted, PastedOrders, check_open, has_room, read_pasted
from domain.jielong import read_jielong
from domain.messages import Button, Text, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.groupbuy.cards import noted, who
from handlers.groupbuy.common import find, find_managed, refresh, refresh_orders, routes
from handlers.incoming import Answer, Press
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.groupbuy.orders import Asked

LINES_SHOWN = 40


@routes.button("groupbuy.paste", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def ask_for_list(ctx: Ctx, press: Press) -> None:
    """Asks for the list, or for the line of one neighbour."""
    buy = await find_managed(ctx, press.number(0))
    check_open(buy, ctx.now)
    question = Dialog(route="groupbuy.paste", data={"number": buy.number})
    await ctx.uow.dialogs.open(ctx.person.id, question, ctx.now)
    ctx.say(ctx.person.id, text("groupbuy-ask-list", goods=buy.items[0].name))


@routes.step("groupbuy.paste", needs=Permission.ORGANISE_GROUP_BUY)
async def take_list(ctx: Ctx, answer: Answer) -> None:
    """Shows what was understood of it before anything is entered."""
    buy = await find_managed(ctx, int(answer.data["number"] or 0))
    check_open(buy, ctx.now)
    read = _read(buy, answer.body)
    if not read.orders:
        raise Refusal("groupbuy-list-unread", goods=buy.items[0].name)
    await ctx.uow.dialogs.close(ctx.person.id)
    paste = await ctx.uow.groupbuys.keep_paste(buy.number, ctx.person.id, answer.body, ctx.now)
    buttons = [
        Button(label=text("btn-groupbuy-enter"), route="groupbuy.enter", args=(paste,)),
        Button(label=text("btn-groupbuy-discard"), route="groupbuy.forget", args=(paste,)),
    ]
    ctx.reply(_read_words(buy, read), [buttons], card=_card(paste))


@routes.button("groupbuy.enter", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def enter(ctx: Ctx, press: Press) -> None:
    """Enters the list: each household has from now on what it says there."""
    paste_id = press.number(0)
    paste = await ctx.uow.groupbuys.take_paste(paste_id, ctx.person.id)
    if paste is None:
        raise Refusal("button-outdated")
    buy = await find_managed(ctx, paste[0])
    check_open(buy, ctx.now)
    orders = _read(buy, paste[1]).orders
    failed = [order for order in orders if not await _enter(ctx, buy.number, order)]
    buy = await find(ctx, buy.number)
    await refresh(ctx, buy)
    await refresh_orders(ctx, buy)
    short = tuple(_order_line(buy, order) for order in failed)
    entered = text("groupbuy-entered", households=len(orders) - len(failed))
    words = text("groupbuy-entered-short", entered=entered, lines=short) if short else entered
    ctx.edit(ctx.person.id, _card(paste_id), words)


@routes.button("groupbuy.forget", needs=Permission.ORGANISE_GROUP_BUY, where=Where.PRIVATE)
async def forget(ctx: Ctx, press: Press) -> None:
    """Drops the list."""
    paste_id = press.number(0)
    if await ctx.uow.groupbuys.take_paste(paste_id, ctx.person.id) is None:
        raise Refusal("button-outdated")
    ctx.edit(ctx.person.id, _card(paste_id), text("groupbuy-discarded"))


async def _enter(ctx: Ctx, number: int, order: Pasted) -> bool:
    """Enter one household, all of its goods or none.

    Returns:
        Whether there was enough left, and its order was not paid for yet.
    """
    buy, asked = await find(ctx, number), _asked(order)
    before = await ctx.uow.groupbuy_orders.find(number, asked)
    if before is not None and (before.paid or before.collected):
        return False
    held = before.quantities if before else {}
    items = [(item, order.quantities[item.id]) for item in buy.items if item.id in order.quantities]
    if not all(has_room(item, held.get(item.id, 0), wanted) for item, wanted in items):
        return False
    for item, wanted in items:
        await ctx.uow.groupbuy_orders.order(number, asked, item.id, wanted)
    return True


def _asked(order: Pasted) -> Asked:
    """For a neighbour by their address, else by their name."""
    household = order.address or f"n{order.name}"
    return Asked(household=household, **order.model_dump(exclude={"quantities"}))


def _read(buy: GroupBuy, words: str) -> PastedOrders:
    """A list, or one line without a number."""
    names = [item.name for item in buy.items]
    found = read_jielong(words, names)
    if not found.entries and "\n" not in words.strip():
        found = read_jielong(f"1. {words.strip()}", names)
    return read_pasted(found, buy.items)


def _read_words(buy: GroupBuy, read: PastedOrders) -> Text:
    lines = [_order_line(buy, order) for order in read.orders[:LINES_SHOWN]]
    unread = tuple(text("verbatim", word=line) for line in read.unread)
    return text(
        "groupbuy-list-read",
        households=len(read.orders),
        lines=tuple(lines),
        more=max(0, len(read.orders) - LINES_SHOWN),
        unread=text("groupbuy-list-unread-lines", count=len(unread), lines=unread)
        if unread
        else text("groupbuy-list-all-read"),
    )


def _order_line(buy: GroupBuy, order: Pasted) -> Text:
    goods = "、".join(
        f"{item.name} {order.quantities[item.id]}{item.unit}"
        for item in buy.items
        if item.id in order.quantities
    )
    named = who(order.name, order.address)
    return text("groupbuy-list-line", who=named, order=goods, note=noted(order.note))


def _card(paste_id: int) -> str:
    return f"groupbuy:paste:{paste_id}"
