"""记录电话/上门通知: a captain writes down whom they have told themselves."""

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.notices.model import Copy, Household, Notice, missing
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.notices.cards import households_of
from handlers.notices.common import find, managed_copy, one, routes
from handlers.notices.receipts import confirmed
from handlers.routing import Where

A_PAGE = 8
WAYS = ("phone", "visit")


@routes.button("notice.record", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def choose_household(ctx: Ctx, press: Press) -> None:
    """The households that have not confirmed, as buttons."""
    notice, copy = await _copy(ctx, press)
    page = press.number(2)
    words, buttons = await _page(ctx, notice, copy, page)
    card = _card(notice, copy)
    if await _is_open(ctx, press, card):
        ctx.edit(ctx.person.id, card, words, buttons)
    else:
        ctx.say(ctx.person.id, words, buttons, card=card)


@routes.button("notice.record_one", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def choose_way(ctx: Ctx, press: Press) -> None:
    """How was this household told?"""
    notice, copy = await _copy(ctx, press)
    household = await _household(ctx, notice, copy, press.number(2))
    args = (notice.id, copy.circle.id, press.number(2))
    ways = [
        Button(label=text(f"btn-notice-{way}"), route="notice.recorded", args=(*args, way))
        for way in WAYS
    ]
    back = one(text("btn-notice-back"), "notice.record", notice.id, copy.circle.id, 0)
    words = text("notice-record-how", household=_label(household))
    ctx.edit(ctx.person.id, _card(notice, copy), words, [ways, back])


@routes.button("notice.recorded", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def record(ctx: Ctx, press: Press) -> None:
    """Written down for everybody of the household, with who did it."""
    notice, copy = await _copy(ctx, press)
    household = await _household(ctx, notice, copy, press.number(2))
    way = press.word(3)
    if way not in WAYS:
        raise Refusal("button-outdated")
    for person in household.people:
        await ctx.uow.notice_receipts.add(
            notice, copy.circle.id, person.id, ctx.now, by_id=ctx.person.id, how=way
        )
    ctx.answer(text("notice-recorded", household=_label(household)))
    await confirmed(ctx, notice, copy.circle, household.people)
    words, buttons = await _page(ctx, notice, copy, 0)
    ctx.edit(ctx.person.id, _card(notice, copy), words, buttons)


async def _page(ctx: Ctx, notice: Notice, copy: Copy, page: int) -> tuple[Text, list[list[Button]]]:
    absent = missing(await households_of(ctx, notice, copy.circle))
    if not absent:
        return text("notice-record-none", circle=copy.circle.title), []
    last = (len(absent) - 1) // A_PAGE
    page = min(max(page, 0), last)
    shown = absent[page * A_PAGE : (page + 1) * A_PAGE]
    rows = [
        one(
            text("verbatim", word=_label(household)),
            "notice.record_one",
            notice.id,
            copy.circle.id,
            household.people[0].id,
        )
        for household in shown
    ]
    turns = [
        Button(label=text(label), route="notice.record", args=(notice.id, copy.circle.id, to))
        for label, to in (("btn-notice-earlier", page - 1), ("btn-notice-further", page + 1))
        if 0 <= to <= last
    ]
    return text("notice-record", circle=copy.circle.title, missing=len(absent)), [*rows, turns]


async def _copy(ctx: Ctx, press: Press) -> tuple[Notice, Copy]:
    notice = await find(ctx, press.number(0))
    if not notice.is_out:
        raise Refusal("notice-gone")
    return notice, await managed_copy(ctx, notice, press.number(1))


async def _household(ctx: Ctx, notice: Notice, copy: Copy, person_id: int) -> Household:
    """The household of a person, if it has not confirmed.

    Raises:
        Refusal: it has by now, or moved away.
    """
    for household in missing(await households_of(ctx, notice, copy.circle)):
        if any(person.id == person_id for person in household.people):
            return household
    raise Refusal("notice-record-before")


async def _is_open(ctx: Ctx, press: Press, card: str) -> bool:
    """Whether the press stands under the list itself, rather than under a card that leads to it."""
    if press.message_id is None:
        return False
    return await ctx.uow.outbox.card_of(ctx.place.chat_id, press.message_id) == card


def _label(household: Household) -> str:
    names = "、".join(person.name for person in household.people)
    address = household.people[0].address
    return f"{address} {names}" if address else names


def _card(notice: Notice, copy: Copy) -> str:
    return f"notice-record:{notice.id}:{copy.circle.id}"
