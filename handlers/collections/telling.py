"""After a change: what was posted is edited, and they who meant to come are told."""

from domain.circles import Circle
from domain.collections.model import Occurrence, Schedule
from domain.messages import Text, text
from handlers.collections import cards, managing, words
from handlers.collections.common import circles_now, plan
from handlers.context import Ctx
from handlers.reaching import call_out, tell
from storage.schedules import Due

CHANGED = "booking.date_changed"
"""Tells who fetches at the door that a date is another, or none any more."""


async def announce(
    ctx: Ctx, changed: Schedule, before: Occurrence | None, after: Occurrence | None
) -> None:
    """Keep a change of one date and tell everybody of it.

    Args:
        ctx: of whoever changed it.
        changed: the schedule as it is now.
        before: the collection as it was; none for a date that was added.
        after: as it is now; none where it is cancelled.
    """
    await ctx.uow.collections.save(changed)
    await ctx.uow.collections.set_done(changed.id, ctx.now)
    await plan(ctx, changed)
    await ctx.uow.audit.add("collection.change", ctx.person.id, str(changed.id), ctx.now)
    circles = await circles_now(ctx, changed)
    cards.refresh_notices(ctx, changed, circles)
    if before is not None:
        await _tell_comers(ctx, changed, before, after, circles)
        subject = f"{changed.id}:{before.day}"
        await ctx.uow.schedules.add(Due(kind=CHANGED, subject=subject, due_at=ctx.now))
    await managing.show(ctx, changed)
    ctx.answer(text("collection-changed"))


async def tell_end(ctx: Ctx, schedule: Schedule) -> None:
    """The notices say that it is over; they who meant to come are told."""
    coming = cards.next_one(ctx, schedule)
    circles = await ctx.uow.collections.circles(schedule.id)
    said = text("collection-ended", what=words.what(ctx.community, schedule), place=schedule.place)
    for circle in circles:
        ctx.edit(circle.chat_id, cards.notice_card(schedule), said)
    await ctx.uow.schedules.replace("collection.", str(schedule.id), [])
    if coming is not None:
        await _tell_comers(ctx, schedule, coming, None, circles)
        subject = f"{schedule.id}:{coming.day}"
        await ctx.uow.schedules.add(Due(kind=CHANGED, subject=subject, due_at=ctx.now))


async def _tell_comers(
    ctx: Ctx,
    schedule: Schedule,
    before: Occurrence,
    after: Occurrence | None,
    circles: list[Circle],
) -> None:
    comers = await ctx.uow.collections.comers(schedule.id, before.day)
    news = _news(ctx, schedule, before, after)
    for circle in circles:
        coming = comers.get(circle.id, [])
        await _refresh_reminder(ctx, schedule, before, after, circle)
        unreached = tell(ctx, coming, news)
        call_out(ctx, circle, unreached, "collection-called", news=news)


def _news(ctx: Ctx, schedule: Schedule, before: Occurrence, after: Occurrence | None) -> Text:
    what, was = words.what(ctx.community, schedule), words.when(before)
    change = schedule.changes.get(before.day)
    why = words.reason(change.reason if change else "")
    if after is None:
        return text("collection-off", what=what, was=was, place=schedule.place, reason=why)
    now = words.when(after)
    return text("collection-on", what=what, was=was, when=now, place=schedule.place, reason=why)


async def _refresh_reminder(
    ctx: Ctx, schedule: Schedule, before: Occurrence, after: Occurrence | None, circle: Circle
) -> None:
    """The reminder of the evening before, where it was posted already."""
    card = cards.day_card(schedule, before, "eve")
    if not await ctx.uow.outbox.has_card(circle.chat_id, card):
        return
    if after is None:
        said = cards.cancelled(ctx, schedule, words.skipped(schedule, before.day))
        ctx.edit(circle.chat_id, card, said)
        return
    comers = await ctx.uow.collections.comers(schedule.id, before.day)
    said, rows = cards.reminder(ctx, schedule, after, comers.get(circle.id, []))
    ctx.edit(circle.chat_id, card, said, rows)
