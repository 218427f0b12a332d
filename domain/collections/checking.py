"""What to say before a schedule is kept: nothing to hold, overlaps, days that are not ordinary."""

from datetime import datetime, timedelta
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from domain.collections.model import Occurrence, Policy, Schedule
from domain.collections.occurrences import is_holiday, is_known, is_make_up, occurrences
from domain.errors import Refusal

AHEAD = timedelta(days=92)
"""How far from the first collection on overlaps and holidays are looked for."""

SHOWN = 3


class Overlap(BaseModel):
    """Two collections at one place at one time.

    Args:
        other: the schedule that was there before.
        at: when the later of the two begins.
    """

    model_config = ConfigDict(frozen=True)

    other: Schedule
    at: datetime


def upcoming(schedule: Schedule, now: datetime) -> tuple[Occurrence, ...]:
    """The next three collections.

    Raises:
        Refusal: there is none.
    """
    found = tuple(occurrences(schedule, now, limit=SHOWN))
    if not found:
        raise Refusal("collection-no-dates")
    return found


def place_key(place: str) -> str:
    """A place as it is compared: 南门 广场 is 南门广场."""
    return "".join(place.split()).lower()


def first_overlap(schedule: Schedule, other: Schedule, now: datetime) -> Overlap | None:
    """The first time at which two schedules of one place are held together."""
    until = _begins(schedule, now) + AHEAD
    held = [
        *((found.start, found.end, False) for found in occurrences(schedule, now, until=until)),
        *((found.start, found.end, True) for found in occurrences(other, now, until=until)),
    ]
    for (_, end, mine), (start, _, theirs) in pairwise(sorted(held)):
        if mine is not theirs and start < end:
            return Overlap(other=other, at=start)
    return None


class Unusual(BaseModel):
    """What about the days ahead staff may want to decide before they confirm.

    Args:
        holiday: the first day ahead that is a public holiday, held as usual.
        make_up: the first weekend day ahead that is worked, held as usual.
        unknown_year: the first year ahead whose holidays are not published.
    """

    model_config = ConfigDict(frozen=True)

    holiday: Occurrence | None = None
    make_up: Occurrence | None = None
    unknown_year: int | None = None


def unusual(schedule: Schedule, now: datetime) -> Unusual:
    """Looks at the first three months or so of a schedule."""
    ahead = list(occurrences(schedule, now, until=_begins(schedule, now) + AHEAD))
    plain = [found for found in ahead if not found.moved]
    asked = {schedule.holidays, schedule.workdays} != {Policy.KEEP}
    unknown = [found.day.year for found in ahead if not is_known(found.day)]
    return Unusual(
        holiday=next((f for f in plain if is_holiday(f.day)), None),
        make_up=next((f for f in plain if is_make_up(f.day)), None),
        unknown_year=unknown[0] if asked and unknown else None,
    )


def _begins(schedule: Schedule, now: datetime) -> datetime:
    return next((found.start for found in occurrences(schedule, now, limit=1)), now)
