"""Who gets a seat: joining, parties that grow, the queue, and what may be offered to whom."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.signups.model import LATE, Entry, Shift
from domain.timing import QuietHours


class Room(BaseModel):
    """How full a shift is.

    Args:
        seats: how many there are; none for any number.
        taken: how many are taken or offered to somebody.
        seated: how many are taken.
        waiting: how many entries are in the queue.
    """

    model_config = ConfigDict(frozen=True)

    seats: int | None
    taken: int = 0
    seated: int = 0
    waiting: int = 0

    def has(self, wanted: int) -> bool:
        """Whether so many seats are free."""
        return self.seats is None or self.taken + wanted <= self.seats

    @property
    def free(self) -> int | None:
        """How many seats are free; none for any number. Never negative, as seats can be cut."""
        return None if self.seats is None else max(0, self.seats - self.taken)


class Growth(StrEnum):
    """How a party gets one larger."""

    SEATED = "seated"
    """There is a seat for the new one."""
    WAITS = "waits"
    """They wait anyway, from now on for one seat more."""
    ASK = "ask"
    """There is none: they choose whether all come or as many as can."""


class Grant(NamedTuple):
    """Seats for an entry that has waited."""

    entry: Entry
    seats: int


def join(room: Room, entry: Entry, waiting_max: int | None) -> Entry:
    """A new entry with its seats, or with none where it has to wait.

    Raises:
        Refusal: it would have to wait, and nobody may wait any more.
    """
    if room.has(entry.party):
        return entry.model_copy(update={"seats": entry.party})
    part = 0 if entry.whole else room.free or 0
    _check_queue(room, waiting_max)
    return entry.model_copy(update={"seats": part})


def grow(room: Room, entry: Entry, party_max: int) -> Growth:
    """What it takes to let one more person come with an entry.

    Raises:
        Refusal: so many are not allowed, or they have an offer to answer first.
    """
    if entry.party >= party_max:
        raise Refusal("signup-party-full", most=party_max)
    if entry.offered:
        raise Refusal("signup-answer-first")
    if entry.waits:
        return Growth.WAITS
    return Growth.SEATED if room.has(1) else Growth.ASK


def grown(entry: Entry, growth: Growth) -> Entry:
    """The entry with one person more, who is seated or waits as was found."""
    seats = entry.seats + (growth is Growth.SEATED)
    return entry.model_copy(update={"party": entry.party + 1, "seats": seats})


def split(room: Room, entry: Entry, waiting_max: int | None, *, whole: bool) -> Entry:
    """One more wants to come and there is no seat: all or nothing, or as many as can.

    For "all or nothing" the seats that they have become free, and the party waits as one.

    Raises:
        Refusal: nobody may wait any more.
    """
    _check_queue(room, waiting_max)
    seats = 0 if whole else entry.seats
    return entry.model_copy(update={"party": entry.party + 1, "seats": seats, "whole": whole})


def shrunk(entry: Entry) -> Entry:
    """The entry with one person fewer; a seat becomes free unless somebody of them waited.

    Raises:
        Refusal: only one is left, who leaves by leaving, or they have an offer to answer first.
    """
    if entry.offered:
        raise Refusal("signup-answer-first")
    if entry.party == 1:
        raise Refusal("signup-party-one")
    party = entry.party - 1
    return entry.model_copy(update={"party": party, "seats": min(entry.seats, party)})


def promote(room: Room, queue: Iterable[Entry]) -> list[Grant]:
    """Whom the free seats go to: each time the first in the queue whose whole party fits.

    Args:
        room: how full it is.
        queue: who waits, the longest first.
    """
    grants, free = [], room.free
    for entry in queue:
        wanted = 0 if entry.offered else entry.missing
        if free is not None:
            wanted = (wanted if wanted <= free else 0) if entry.whole else min(wanted, free)
            free -= wanted
        if wanted:
            grants.append(Grant(entry, wanted))
    return grants


def seated(entry: Entry, seats: int) -> Entry:
    """The entry with so many seats more, without asking."""
    return entry.model_copy(update={"seats": entry.seats + seats})


def offered(entry: Entry, seats: int, until: datetime) -> Entry:
    """The entry with so many seats kept for it."""
    return entry.model_copy(update={"offered": seats, "offered_until": until})


def accepted(entry: Entry) -> Entry:
    """The entry with the seats that were kept for it.

    Raises:
        Refusal: nothing is.
    """
    if not entry.offered:
        raise Refusal("signup-offer-gone")
    return entry.model_copy(
        update={"seats": entry.seats + entry.offered, "offered": 0, "offered_until": None}
    )


def declined(entry: Entry) -> Entry | None:
    """The entry without the offer: with the seats it had before, or none left of it.

    Raises:
        Refusal: nothing was offered.
    """
    if not entry.offered:
        raise Refusal("signup-offer-gone")
    if not entry.seats:
        return None
    return entry.model_copy(update={"party": entry.seats, "offered": 0, "offered_until": None})


def confirm_until(
    shift: Shift, now: datetime, within: timedelta, quiet: QuietHours, zone: ZoneInfo
) -> datetime | None:
    """Until when an offer is to be answered; none where it is seated at once.

    Nobody has to answer at night. Nobody is asked when the start is so near that the next in the
    queue could not be asked after them.

    Args:
        shift: what is offered.
        now: aware instant.
        within: how long people have.
        quiet: the hours in which nobody is disturbed.
        zone: whose clocks tell when they are.
    """
    until = quiet.end_after(quiet.end_after(now, zone) + within, zone)
    if shift.starts is not None and until + within > shift.starts:
        return None
    return until


def is_late(shift: Shift, entry: Entry, now: datetime) -> bool:
    """Whether leaving now leaves the others in the lurch: a seat given up in the last 24 hours."""
    if shift.starts is None or not entry.seats:
        return False
    return shift.starts - now < timedelta(hours=LATE)


def _check_queue(room: Room, waiting_max: int | None) -> None:
    if waiting_max is not None and room.waiting >= waiting_max:
        raise Refusal("signup-queue-full" if waiting_max else "signup-full")
