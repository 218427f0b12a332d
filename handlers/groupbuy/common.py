"""What every part of the group-buys does: find one, say who may, keep the cards up to date."""

from collections.abc import Sequence

from domain.errors import Refusal
from domain.groupbuy.model import Buyer, GroupBuy
from domain.groupbuy.reading import looks_like_an_offer
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.groupbuy.cards import (
    group_buttons,
    group_words,
    mine_buttons,
    mine_words,
    panel_buttons,
    panel_words,
)
from handlers.routing import Routes
from storage.groupbuy.orders import asks

KINDS = "groupbuy."

routes = Routes("groupbuy")


def is_meant(words: str) -> bool:
    """Whether 团购 without a slash is the command: alone, with a number, or with a price."""
    return not words or words.removeprefix("#").isdecimal() or looks_like_an_offer(words)


def card(buy: GroupBuy) -> str:
    """The name of the card in the groups."""
    return f"groupbuy:{buy.number}"


def mine_card(buy: GroupBuy) -> str:
    """The name of the card with one's own order, in private."""
    return f"groupbuy:{buy.number}:mine"


def panel_card(buy: GroupBuy) -> str:
    """The name of an organiser's card, in private."""
    return f"groupbuy:{buy.number}:panel"


def draft_card(buy: GroupBuy) -> str:
    """The name of the preview in private."""
    return f"groupbuy:{buy.number}:draft"


async def find(ctx: Ctx, number: int) -> GroupBuy:
    """A group-buy by its number.

    Raises:
        Refusal: there is none.
    """
    found = await ctx.uow.groupbuys.find(number)
    if found is None:
        raise Refusal("groupbuy-unknown", number=number)
    return found


def manages(ctx: Ctx, buy: GroupBuy) -> bool:
    """Whether somebody may run it: its organiser, and who may open one in all of its circles."""
    if ctx.person.id == buy.organiser_id:
        return True
    return bool(buy.circles) and all(
        ctx.actor.may(Permission.ORGANISE_GROUP_BUY, circle) for circle in buy.circles
    )


async def find_managed(ctx: Ctx, number: int) -> GroupBuy:
    """A group-buy that somebody may run.

    Raises:
        Refusal: there is none, or it is not theirs.
    """
    found = await find(ctx, number)
    if not manages(ctx, found):
        raise Refusal("groupbuy-not-yours")
    return found


async def find_shared(ctx: Ctx, number: int) -> GroupBuy:
    """A group-buy of a circle that somebody is in.

    Raises:
        Refusal: there is none, or it is others'.
    """
    found = await find(ctx, number)
    own = {membership.circle.id for membership in ctx.actor.memberships}
    if not own & {circle.id for circle in found.circles}:
        raise Refusal("groupbuy-not-in-circle")
    return found


async def own_order(ctx: Ctx, buy: GroupBuy) -> Buyer | None:
    """The order of this person's household."""
    return await ctx.uow.groupbuy_orders.find(buy.number, asks(ctx.person))


async def refresh(ctx: Ctx, buy: GroupBuy) -> None:
    """Bring the cards in the groups, and of who runs it, up to date."""
    buyers = await ctx.uow.groupbuy_orders.buyers(buy.number)
    words, buttons = group_words(buy, buyers), group_buttons(buy)
    for circle in buy.circles:
        ctx.edit(circle.chat_id, card(buy), words, buttons)
    await refresh_panels(ctx, buy, buyers)


async def refresh_panels(ctx: Ctx, buy: GroupBuy, buyers: Sequence[Buyer]) -> None:
    """Bring the private cards of its organiser, and of who runs it just now, up to date."""
    for person_id in {buy.organiser_id, ctx.person.id} - {None, 0}:
        if person_id and await ctx.uow.outbox.has_card(person_id, panel_card(buy)):
            ctx.edit(person_id, panel_card(buy), panel_words(buy, buyers), panel_buttons(buy))


async def refresh_orders(ctx: Ctx, buy: GroupBuy, buyer_id: int | None = None) -> None:
    """Bring the cards with people's own orders up to date: of all households, or of one."""
    buyers = {b.id: b for b in await ctx.uow.groupbuy_orders.buyers(buy.number, buyer_id)}
    for of, person, _ in await ctx.uow.groupbuy_orders.people_by_buyer(buy.number, buyer_id):
        buyer = buyers.get(of)
        if buyer and await ctx.uow.outbox.has_card(person.id, mine_card(buy)):
            words = mine_words(buy, buyer, address=str(person.address or ""))
            ctx.edit(person.id, mine_card(buy), words, mine_buttons(buy, buyer))
