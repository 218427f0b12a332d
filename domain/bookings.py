"""Bulky things fetched at the door: slots, bookings and what becomes of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.collections.model import Occurrence, Schedule, Slot
from domain.collections.streams import Stream, named
from domain.errors import Refusal
from domain.people import Address

LONGEST_THINGS = 200
LONGEST_REASON = 100
HIGHEST_FLOOR = 120
LOWEST_FLOOR = -5


class DoorService(BaseModel):
    """Fetching at the door, as the config has it.

    Args:
        slots: hours and numbers for schedules that name none themselves.
        organisation: who fetches, where the schedule does not say.
    """

    model_config = ConfigDict(frozen=True)

    slots: tuple[Slot, ...] = ()
    organisation: str = ""


class BookingState(StrEnum):
    """How far a booking is."""

    BOOKED = "booked"
    ON_WAY = "on_way"
    TAKEN = "taken"
    MISSED = "missed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class BookingStep(StrEnum):
    """What can happen to a booking."""

    SET_OUT = "set_out"
    TAKE = "take"
    MISS = "miss"
    REFUSE = "refuse"
    CANCEL = "cancel"
    CALL_OFF = "call_off"
    MOVE = "move"


_OPEN = frozenset({BookingState.BOOKED, BookingState.ON_WAY})
_WAITING = frozenset({BookingState.BOOKED})
_STEPS: Mapping[BookingStep, tuple[frozenset[BookingState], BookingState]] = {
    BookingStep.SET_OUT: (_WAITING, BookingState.ON_WAY),
    BookingStep.TAKE: (_OPEN, BookingState.TAKEN),
    BookingStep.MISS: (_OPEN, BookingState.MISSED),
    BookingStep.REFUSE: (_OPEN, BookingState.REFUSED),
    BookingStep.CANCEL: (_WAITING, BookingState.CANCELLED),
    BookingStep.CALL_OFF: (_OPEN, BookingState.CANCELLED),
    BookingStep.MOVE: (_WAITING, BookingState.BOOKED),
}


class Request(BaseModel):
    """What a resident wants fetched.

    Args:
        collection_id: at which schedule.
        day: the original day of the collection.
        slot: position of the slot among those of the schedule.
        person_id: who asks.
        circle_id: the circle they ask as a member of.
        address: where.
        things: what it is.
        photo: Telegram file id of a picture.
        floor: where it stands; below 1 under the ground.
        lift: whether there is a lift.
    """

    model_config = ConfigDict(frozen=True)

    collection_id: int
    day: date
    slot: int
    person_id: int
    circle_id: int
    address: Address
    things: str
    photo: str | None = None
    floor: int
    lift: bool


class Booking(Request):
    """A request that has its seat in a slot.

    Args:
        id: ours.
        state: how far it is.
        reason: why it was refused or cancelled.
    """

    id: int
    state: BookingState = BookingState.BOOKED
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still comes for it."""
        return self.state in _OPEN


class OpenSlot(BaseModel):
    """A slot in which something can still be booked.

    Args:
        day: the original day of the collection.
        number: position of the slot among those of the schedule.
        start: when it begins.
        end: when it ends.
        left: how many places there are.
    """

    model_config = ConfigDict(frozen=True)

    day: date
    number: int
    start: AwareDatetime
    end: AwareDatetime
    left: int


def service_of(
    schedule: Schedule, streams: Sequence[Stream], door: DoorService
) -> tuple[tuple[Slot, ...], str]:
    """The slots of a schedule and who fetches; no slots where it does not fetch at the door."""
    bulky = any(named(name, streams).bulky for name in schedule.streams)
    slots = schedule.slots or (door.slots if bulky else ())
    organisation = schedule.organisation or door.organisation
    return (slots, organisation) if organisation else ((), "")


def hours(schedule: Schedule, occurrence: Occurrence, slot: Slot) -> tuple[datetime, datetime]:
    """When a slot is, on the day on which the collection is held."""
    return schedule.on(occurrence.start.astimezone(schedule.zone).date(), slot.span)


def open_slots(
    schedule: Schedule,
    slots: Sequence[Slot],
    occurrence: Occurrence,
    taken: Mapping[int, int],
    now: datetime,
) -> list[OpenSlot]:
    """The slots of one collection that have a place and have not begun.

    Args:
        schedule: whose.
        slots: those it has.
        occurrence: the collection.
        taken: how many places of each slot are taken.
        now: the present instant.
    """
    found = []
    for number, slot in enumerate(slots):
        start, end = hours(schedule, occurrence, slot)
        left = slot.places - taken.get(number, 0)
        if left > 0 and start > now:
            found.append(
                OpenSlot(day=occurrence.day, number=number, start=start, end=end, left=left)
            )
    return found


def free_seat(slot: Slot, taken: Iterable[int]) -> int:
    """The first free seat of a slot, from 0.

    Raises:
        Refusal: there is none.
    """
    free = set(range(slot.places)) - set(taken)
    if not free:
        raise Refusal("booking-slot-full")
    return min(free)


def after(booking: Booking, step: BookingStep, reason: str = "") -> Booking:
    """The booking after a step.

    Raises:
        Refusal: it is too late for that.
    """
    sources, target = _STEPS[step]
    if booking.state not in sources:
        raise Refusal("booking-over", number=booking.id)
    return booking.model_copy(update={"state": target, "reason": reason})


def read_things(words: str) -> str:
    """What is to be fetched.

    Raises:
        Refusal: nothing, or a story.
    """
    things = _short(words, LONGEST_THINGS)
    if not things:
        raise Refusal("booking-things-missing")
    return things


def read_reason(words: str) -> str:
    """Why something was not taken.

    Raises:
        Refusal: no reason, or a story.
    """
    reason = _short(words, LONGEST_REASON)
    if not reason:
        raise Refusal("booking-reason-missing")
    return reason


def read_floor(words: str) -> int:
    """A floor: 5, 5楼, 5层, -1, 地下1层, floor 5.

    Raises:
        Refusal: it is no floor of a house.
    """
    told = words.strip().lower().replace("地下", "-").replace("负", "-")
    for extra in ("第", "楼", "层", "floor", "f", " "):
        told = told.replace(extra, "")
    below = told.startswith("-")
    digits = told.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        raise Refusal("booking-floor-unclear", given=words[:20])
    floor = -int(digits) if below else int(digits)
    if not LOWEST_FLOOR <= floor <= HIGHEST_FLOOR or floor == 0:
        raise Refusal("booking-floor-unclear", given=words[:20])
    return floor


def by_building(bookings: Iterable[Booking]) -> list[tuple[str, list[Booking]]]:
    """Bookings grouped by building, buildings and rooms by number, for whoever drives round."""
    groups: dict[str, list[Booking]] = {}
    for booking in sorted(bookings, key=_order):
        groups.setdefault(booking.address.building, []).append(booking)
    return list(groups.items())


def _order(booking: Booking) -> tuple[object, ...]:
    address = booking.address
    parts = (address.building, address.unit)
    numbers = tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)
    return (*numbers, booking.slot, address.room, booking.id)


def _short(words: str, allowed: int) -> str:
    """Words in one line, of so many characters at most."""
    told = " ".join(words.split())
    if len(told) > allowed:
        raise Refusal("booking-words-long", allowed=allowed)
    return told
