"""The evening before, and dates that staff moved or cancelled."""

from datetime import date

from domain.bookings import Booking, BookingStep, after
from domain.collections.model import Schedule
from domain.collections.occurrences import find as find_occurrence
from domain.messages import text
from domain.permissions import Permission
from handlers.bookings import cards, common, rounds
from handlers.bookings.common import EVENING, routes
from handlers.context import Ctx
from handlers.incoming import DueNow


@routes.due(EVENING, needs=Permission.PUBLIC)
async def evening(ctx: Ctx, due: DueNow) -> None:
    """Residents are reminded; who fetches gets the list."""
    schedule, day = await _date(ctx, due)
    occurrence = find_occurrence(schedule, day) if schedule else None
    if schedule is None or occurrence is None:
        return
    if common.evening_of(schedule, occurrence) > ctx.now:
        await common.plan_evening(ctx, schedule, occurrence)
        return
    for booking in await ctx.uow.bookings.of_day(schedule.id, day):
        if booking.is_open:
            when = common.when(ctx, schedule, booking)
            ctx.say(booking.person_id, text("booking-tomorrow", when=when, things=booking.things))
    people = [person.id for person in await common.fetchers(ctx, schedule)]
    await rounds.send_list(ctx, schedule, day, people)


@routes.due("booking.date_changed", needs=Permission.PUBLIC)
async def date_changed(ctx: Ctx, due: DueNow) -> None:
    """Staff moved a date, or cancelled it: everybody with a booking on it is told."""
    schedule, day = await _date(ctx, due)
    subject = due.subject
    stored = await ctx.uow.collections.any(int(subject.partition(":")[0]))
    if stored is None:
        return
    held = find_occurrence(stored, day) if schedule else None
    open_ones = [b for b in await ctx.uow.bookings.of_day(stored.id, day) if b.is_open]
    for booking in open_ones:
        await (_called_off if held is None else _moved)(ctx, stored, booking)
    if held is not None and open_ones:
        await common.plan_evening(ctx, stored, held)
    if open_ones:
        key = "round-date-off" if held is None else "round-date-moved"
        for person in await common.fetchers(ctx, stored):
            ctx.say(person.id, text(key, number=len(open_ones), place=stored.place))


async def _called_off(ctx: Ctx, schedule: Schedule, booking: Booking) -> None:
    cancelled = after(booking, BookingStep.CALL_OFF)
    await ctx.uow.bookings.save(cancelled)
    cards.refresh(ctx, schedule, cancelled)
    ctx.say(booking.person_id, text("booking-called-off", things=booking.things))


async def _moved(ctx: Ctx, schedule: Schedule, booking: Booking) -> None:
    cards.refresh(ctx, schedule, booking)
    when = common.when(ctx, schedule, booking)
    ctx.say(booking.person_id, text("booking-date-moved", things=booking.things, when=when))


async def _date(ctx: Ctx, due: DueNow) -> tuple[Schedule | None, date]:
    """The schedule, if it still holds, and the original day."""
    collection_id, _, day = due.subject.partition(":")
    return await ctx.uow.collections.find(int(collection_id)), date.fromisoformat(day)
