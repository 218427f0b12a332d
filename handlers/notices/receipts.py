"""**收到**: the press, the count, and what it stops."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Edit, Priority, Text, text
from domain.notices.model import Count, Notice
from domain.people import Person
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.incoming import Press
from handlers.notices.cards import author_of, card_words, group_buttons, group_words
from handlers.notices.common import BROADCAST_PACE, ask_name, card_name, find, gist, routes
from handlers.notices.following import news_in


@routes.button("notice.seen", needs=Permission.CONFIRM_NOTICES)
async def seen(ctx: Ctx, press: Press) -> None:
    """收到: counted once; the card follows."""
    notice = await find(ctx, press.number(0))
    circle = await _circle(ctx, notice, press)
    if not notice.is_out:
        raise Refusal("notice-gone")
    added = await ctx.uow.notice_receipts.add(notice, circle.id, ctx.person.id, ctx.now)
    ctx.answer(text("notice-seen" if added else "notice-seen-before"))
    await confirmed(ctx, notice, circle, await _household(ctx, circle))


async def confirmed(ctx: Ctx, notice: Notice, circle: Circle, household: Sequence[Person]) -> None:
    """Make the cards right after a confirmation, and ask that household no more."""
    _edit_group(ctx, notice, circle, await group_words(ctx, notice, circle))
    await news_in(ctx, notice, circle)
    name = ask_name(notice.id)
    for person_id in await ctx.uow.notice_receipts.with_card(name, household):
        ctx.put(Edit(to=person_id, card=name, text=_thanks(notice, circle)))


async def edit_groups(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> None:
    """Make the cards in all groups right."""
    author = await author_of(ctx, notice)
    counts = await ctx.uow.notice_receipts.by_circle(notice, ctx.community.admins)
    for circle in circles:
        count = counts.get(circle.id, Count())
        _edit_group(ctx, notice, circle, card_words(ctx, notice, circle, author, count))
    await news_in(ctx, notice, *circles)


def _edit_group(ctx: Ctx, notice: Notice, circle: Circle, words: Text) -> None:
    """Make the card in a group right; while copies are still going out, after these."""
    out_by = (notice.sent_at or ctx.now) + BROADCAST_PACE * notice.circles
    busy = notice.circles > 1 and ctx.now < out_by
    ctx.put(
        Edit(
            to=circle.chat_id,
            card=card_name(notice.id),
            text=words,
            buttons=keyboard(group_buttons(notice)),
            priority=Priority.BROADCAST if busy else Priority.CARD,
        )
    )


async def _household(ctx: Ctx, circle: Circle) -> list[Person]:
    """Whoever lives where the actor does."""
    if ctx.person.address is None:
        return [ctx.person]
    return await ctx.uow.circles.at_address(circle.id, ctx.person.address)


def _thanks(notice: Notice, circle: Circle) -> Text:
    return text("notice-asked-done", gist=gist(notice), circle=circle.title)


async def _circle(ctx: Ctx, notice: Notice, press: Press) -> Circle:
    """The circle in which it is confirmed: the group's, or in private the one that was asked for.

    Raises:
        Refusal: the notice did not go there, or they are not in it.
    """
    circle = ctx.circle
    if circle is None:
        own = [m.circle for m in ctx.actor.memberships if m.circle.id == press.number(1)]
        circle = own[0] if own else None
    if circle is None or await ctx.uow.notice_copies.find(notice.id, circle.id) is None:
        raise Refusal("button-outdated")
    return circle
