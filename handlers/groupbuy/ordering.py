"""What residents do: see what is on offer, and order by taps."""

from collections.abc import Callable

from domain.errors import Refusal
from domain.groupbuy.model import GroupBuy, Item
from domain.groupbuy.rules import (
    check_changeable,
    check_open,
    fewer,
    more,
    order_words,
    owed,
    sold_out,
)
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.reports.words import shorten
from handlers.context import Ctx
from handlers.groupbuy.cards import mine_buttons, mine_words, panel_buttons, panel_words
from handlers.groupbuy.common import (
    find,
    find_shared,
    manages,
    mine_card,
    own_order,
    panel_card,
    refresh,
    refresh_orders,
    routes,
)
from handlers.incoming import Press
from handlers.routing import Where
from storage.groupbuy.orders import asks

TITLE_ON_BUTTON = 16
ORGANISED_SHOWN = 5
"""How many of one's own group-buys are listed, open or not."""


async def show(ctx: Ctx, number: int) -> None:
    """A group-buy in private: to its organiser the panel, to others their order."""
    buy = await find(ctx, number)
    if manages(ctx, buy):
        await show_panel(ctx, buy)
    else:
        await _show_mine(ctx, await find_shared(ctx, number))


async def show_panel(ctx: Ctx, buy: GroupBuy) -> None:
    """The organiser's card, in private."""
    buyers = await ctx.uow.groupbuy_orders.buyers(buy.number)
    words, buttons = panel_words(buy, buyers), panel_buttons(buy)
    ctx.say(ctx.person.id, words, buttons, card=panel_card(buy))


async def show_open(ctx: Ctx) -> None:
    """What may be ordered here, and how one is opened."""
    circles = [ctx.circle] if ctx.circle else [m.circle for m in ctx.actor.memberships]
    found = await ctx.uow.groupbuys.open_in([circle.id for circle in circles])
    organises = ctx.may(Permission.ORGANISE_GROUP_BUY)
    if ctx.circle is None:
        found += await ctx.uow.groupbuys.waiting_for(ctx.person.id)
        found += await ctx.uow.groupbuys.of_organiser(ctx.person.id, ORGANISED_SHOWN)
        found = list({buy.number: buy for buy in found}.values())
    key = "groupbuy-open-howto" if organises else "groupbuy-open"
    lines = tuple(line(buy) for buy in found) or (text("groupbuy-none-open"),)
    rows = [[link(ctx, buy)] for buy in found]
    if organises:
        rows.append([_guide(ctx)])
    ctx.reply(text(key, lines=lines), rows)


@routes.button("groupbuy.show", needs=Permission.ORDER_GOODS, where=Where.PRIVATE)
async def open_from_list(ctx: Ctx, press: Press) -> None:
    """One of those that were listed."""
    await show(ctx, press.number(0))


@routes.button("groupbuy.mine", needs=Permission.ORDER_GOODS, where=Where.PRIVATE)
async def mine(ctx: Ctx, press: Press) -> None:
    """An organiser's own order."""
    await _show_mine(ctx, await find_shared(ctx, press.number(0)))


@routes.button("groupbuy.more", needs=Permission.ORDER_GOODS)
async def one_more(ctx: Ctx, press: Press) -> None:
    """＋: one more for this household."""
    await _change(ctx, press, more)


@routes.button("groupbuy.less", needs=Permission.ORDER_GOODS)
async def one_fewer(ctx: Ctx, press: Press) -> None:
    """−: one fewer for this household."""
    await _change(ctx, press, fewer)


async def _change(ctx: Ctx, press: Press, step: Callable[[Item, int], int]) -> None:
    buy = await find_shared(ctx, press.number(0))
    check_open(buy, ctx.now)
    item = buy.item(press.number(1))
    if item is None:
        raise Refusal("button-outdated")
    before = await own_order(ctx, buy)
    check_changeable(before)
    held = before.quantities.get(item.id, 0) if before else 0
    wanted = step(item, held)
    if not await ctx.uow.groupbuy_orders.order(buy.number, asks(ctx.person), item.id, wanted):
        raise sold_out(item)
    await _answer(ctx, await find(ctx, buy.number))


async def _answer(ctx: Ctx, buy: GroupBuy) -> None:
    """Say what the household has now, and show it on all cards."""
    buyer = await own_order(ctx, buy)
    await refresh(ctx, buy)
    if buyer is not None:
        await refresh_orders(ctx, buy, buyer.id)
        words = text(
            "groupbuy-now",
            order=order_words(buyer, buy.items),
            total=owed(buyer, buy.items),
            hint=text("blank" if ctx.person.address else "groupbuy-bind-hint"),
        )
    else:
        words = text("groupbuy-now-nothing")
        if await ctx.uow.outbox.has_card(ctx.person.id, mine_card(buy)):
            ctx.edit(ctx.person.id, mine_card(buy), _mine_words(ctx, buy), mine_buttons(buy, None))
    ctx.answer(words)


def _mine_words(ctx: Ctx, buy: GroupBuy) -> Text:
    return mine_words(buy, None, address=str(ctx.person.address or ""))


async def _show_mine(ctx: Ctx, buy: GroupBuy) -> None:
    buyer = await own_order(ctx, buy)
    words = mine_words(buy, buyer, address=str(ctx.person.address or ""))
    ctx.say(ctx.person.id, words, mine_buttons(buy, buyer), card=mine_card(buy))


def line(buy: GroupBuy) -> Text:
    """A group-buy in a list."""
    return text("groupbuy-line", number=buy.number, title=buy.title, state=buy.state)


def link(ctx: Ctx, buy: GroupBuy) -> Button:
    """The way to a group-buy, which is in private."""
    label = text("btn-groupbuy-open", number=buy.number, title=shorten(buy.title, TITLE_ON_BUTTON))
    if ctx.place.private:
        return Button(label=label, route="groupbuy.show", args=(buy.number,))
    return Button(label=label, start=f"run-groupbuy-{buy.number}")


def _guide(ctx: Ctx) -> Button:
    label = text("btn-groupbuy-new")
    if ctx.place.private:
        return Button(label=label, route="groupbuy.new")
    return Button(label=label, start="run-groupbuy-new")
