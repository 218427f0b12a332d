"""What every part of the bookings feature does: find, know the hours, who fetches, what is said."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.bookings import Booking, OpenSlot, hours, open_slots, service_of
from domain.collections.model import Occurrence, Schedule, Slot
from domain.collections.occurrences import ONE_DAY, occurrences
from domain.collections.occurrences import find as find_occurrence
from domain.collections.steps import StepKind, steps_of
from domain.errors import Refusal
from domain.messages import Between, Text, text
from domain.people import Person
from handlers.context import Ctx
from handlers.routing import Routes
from storage.schedules import Due

EVENING = "booking.evening"
DATES_OFFERED = 4
SLOTS_OFFERED = 10

routes = Routes("bookings")


async def find(ctx: Ctx, booking_id: int) -> Booking:
    """A booking by its number.

    Raises:
        Refusal: there is none.
    """
    found = await ctx.uow.bookings.find(booking_id)
    if found is None:
        raise Refusal("booking-gone", number=booking_id)
    return found


async def schedule_of(ctx: Ctx, collection_id: int) -> Schedule:
    """The schedule that something is booked at.

    Raises:
        Refusal: it has ended.
    """
    found = await ctx.uow.collections.find(collection_id)
    if found is None:
        raise Refusal("booking-none")
    return found


def service(ctx: Ctx, schedule: Schedule) -> tuple[tuple[Slot, ...], str]:
    """The slots of a schedule, and who fetches."""
    return service_of(schedule, ctx.community.streams, ctx.community.door)


async def offered(ctx: Ctx, schedule: Schedule) -> list[OpenSlot]:
    """The slots that can still be booked, soonest first."""
    slots, _ = service(ctx, schedule)
    found: list[OpenSlot] = []
    for occurrence in occurrences(schedule, ctx.now - ONE_DAY, limit=DATES_OFFERED):
        taken = await ctx.uow.bookings.taken(schedule.id, occurrence.day)
        found += open_slots(schedule, slots, occurrence, taken, ctx.now)
    return sorted(found, key=lambda slot: slot.start)[:SLOTS_OFFERED]


def slot_label(slot: OpenSlot) -> Text:
    """A slot with how many places are left."""
    return text("btn-slot", when=Between(start=slot.start, end=slot.end), left=slot.left)


def pack_day(day: date) -> str:
    """A day as buttons carry it."""
    return f"{day:%Y%m%d}"


def slot_at(found: Sequence[OpenSlot], day: str, number: int) -> OpenSlot | None:
    """The slot that a button names, if it is still open."""
    return next(
        (slot for slot in found if pack_day(slot.day) == day and slot.number == number), None
    )


def when(ctx: Ctx, schedule: Schedule, booking: Booking) -> Text:
    """The hours of a booking; only that there are none where its date is cancelled."""
    span = span_of(ctx, schedule, booking)
    if span is None:
        return text("booking-no-time")
    return text("booking-time", when=Between(start=span[0], end=span[1]))


def span_of(ctx: Ctx, schedule: Schedule, booking: Booking) -> tuple[datetime, datetime] | None:
    """When somebody comes for a booking; none where its date is cancelled."""
    slots, _ = service(ctx, schedule)
    occurrence = find_occurrence(schedule, booking.day)
    if occurrence is None or booking.slot >= len(slots):
        return None
    return hours(schedule, occurrence, slots[booking.slot])


async def plan_evening(ctx: Ctx, schedule: Schedule, occurrence: Occurrence) -> None:
    """Set the reminder of the evening before; once for all bookings of a date."""
    evening = evening_of(schedule, occurrence)
    if evening > ctx.now:
        subject = f"{schedule.id}:{occurrence.day}"
        due = Due(kind=EVENING, subject=subject, due_at=evening, expires_at=occurrence.end)
        await ctx.uow.schedules.replace(EVENING, subject, [due])


def evening_of(schedule: Schedule, occurrence: Occurrence) -> datetime:
    """When everybody is reminded and who fetches gets the list."""
    steps = steps_of(schedule, occurrence)
    return next(step.at for step in steps if step.kind is StepKind.EVENING)


async def fetchers(ctx: Ctx, schedule: Schedule) -> list[Person]:
    """The people who fetch at the door for a schedule."""
    _, organisation = service(ctx, schedule)
    return await ctx.uow.partners.of(organisation)


def about(booking: Booking) -> Text:
    """What is to be fetched and from where in the house, in one line."""
    return text(
        "booking-about",
        things=booking.things,
        floor=booking.floor,
        lift="yes" if booking.lift else "no",
    )
