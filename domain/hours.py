"""Hours of volunteers: a ledger of minutes that is only ever added to."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from domain.errors import Refusal
from domain.text import normalise
from domain.timing import Period, moments_at

MINUTES = 60
LONGEST_SHIFT = 24 * MINUTES
LONGEST_REASON = 200

_LENGTH = re.compile(
    r"(?:(?P<hours>[0-9]{1,2}(?:\.[0-9])?) ?(?:个(?P<and_half>半)小时|个?小时|hours?|hrs?|h))?"
    r"(?P<half>半(?:个?小时)?)? ?"
    r"(?:(?P<minutes>[0-9]{1,4}) ?(?:分钟?|minutes?|mins?|m))?(?=[\s,:。]|$)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?P<minutes>[0-9]{1,4})(?=[\s,:。]|$)")
_NONE = re.compile(r"(?:没来|缺席|absent)(?=[\s,:。]|$)", re.IGNORECASE)
_REFERENCE = re.compile(r"#? ?(?P<id>[0-9]{1,12})(?:\s+(?P<rest>.+))?", re.DOTALL)
_YEAR = re.compile(r"(?P<year>20[0-9]{2}) ?年?")


class EntryKind(StrEnum):
    """Why there is an entry."""

    ATTENDANCE = "attendance"
    CORRECTION = "correction"


class Volunteer(BaseModel):
    """Who served: somebody with Telegram, or a neighbour by name and address.

    Args:
        household: as a person's household is written (3-2-501); may be empty.
    """

    model_config = ConfigDict(frozen=True)

    person_id: int | None = None
    name: str = ""
    household: str = ""


class Attendance(BaseModel):
    """What a roll call says of one volunteer in one shift.

    Args:
        signup_id: the sign-up that the shift belongs to.
        circle_id: the circle in which it was, for who may see and correct it.
        title: what it was, as the volunteer will read it.
        shift_at: when the shift began.
        minutes: how long they served; 0 for who did not come after all.
        recorded_by: who called the roll.
        shift: which of several shifts that begin at the same time.
    """

    model_config = ConfigDict(frozen=True)

    volunteer: Volunteer
    signup_id: int
    circle_id: int | None
    title: str
    shift_at: datetime
    minutes: int = Field(ge=0)
    recorded_by: int | None
    shift: int = 0


class HoursEntry(BaseModel):
    """One line of the ledger; no line is ever changed.

    Args:
        root: the first entry of the same volunteer in the same shift; none for the first itself.
        minutes: what it adds to the balance, or takes from it.
        total: what the shift counts from then on; the balance is the sum of the latest totals.
        points: what it adds to the points, or takes from them.
        reason: why, for a correction.
        recorded_name: the name of who recorded it.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    root: int | None
    kind: EntryKind
    volunteer: Volunteer
    signup_id: int
    circle_id: int | None
    title: str
    shift_at: datetime
    minutes: int
    total: int
    points: int
    reason: str = ""
    shift: int = 0
    recorded_by: int | None = None
    recorded_name: str = ""
    recorded_at: datetime

    @property
    def first(self) -> int:
        """The entry that the shift is known by."""
        return self.root or self.id


class Balance(BaseModel):
    """What a volunteer has served in some stretch of time."""

    model_config = ConfigDict(frozen=True)

    minutes: int = 0
    points: int = 0


class YearLine(BaseModel):
    """What one volunteer served in a year.

    Args:
        shifts: how many there were that count.
    """

    model_config = ConfigDict(frozen=True)

    volunteer: Volunteer
    minutes: int
    points: int
    shifts: int


class Correction(BaseModel):
    """What an organiser wants a shift to count.

    Args:
        minutes: the whole of the shift, not the difference.
        reason: why.
    """

    model_config = ConfigDict(frozen=True)

    minutes: int
    reason: str


def points_for(minutes: int, per_hour: int) -> int:
    """The points that some minutes are worth; a part of a point is not given."""
    return minutes * per_hour // MINUTES


def year_of(year: int, zone: ZoneInfo) -> Period:
    """A calendar year as the clocks of a zone have it."""
    start, end = (moments_at(datetime(one, 1, 1), zone)[0].instant for one in (year, year + 1))  # noqa: DTZ001 - a wall-clock time of the zone
    return Period(start=start, end=end)


def sum_up(entries: Iterable[HoursEntry]) -> list[YearLine]:
    """What each volunteer served, who served most first; who had their data erased are one."""
    served: dict[tuple[int | None, str, str], list[HoursEntry]] = {}
    for entry in entries:
        who = entry.volunteer
        key = (who.person_id, "", "") if who.person_id else (None, who.household, who.name)
        served.setdefault(key, []).append(entry)
    lines = [
        YearLine(
            volunteer=own[-1].volunteer,
            minutes=sum(entry.minutes for entry in own),
            points=sum(entry.points for entry in own),
            shifts=sum(total > 0 for total in {e.first: e.total for e in own}.values()),
        )
        for own in served.values()
    ]
    return sorted(lines, key=lambda line: (-line.minutes, line.volunteer.name))


def read_correction(words: str) -> Correction:
    """What a shift really was: ``90分钟 提前走了``, ``1小时30分 记错了``, ``没来 点错了``.

    Args:
        words: as typed.

    Raises:
        Refusal: there is no length, no reason, or the length is more than a day.
    """
    words = normalise(words).strip()
    minutes, end = _read_length(words)
    reason = " ".join(words[end:].strip(" ,:。").split())[:LONGEST_REASON]
    if minutes is None:
        raise Refusal("hours-correct-unclear")
    if not reason:
        raise Refusal("hours-correct-why")
    if minutes > LONGEST_SHIFT:
        raise Refusal("hours-correct-too-long")
    return Correction(minutes=minutes, reason=reason)


def read_request(words: str) -> tuple[int | None, str]:
    """What ``/hours 12 90分钟 提前走了`` is about: the entry, and the words on it; none without."""
    found = _REFERENCE.fullmatch(words.strip())
    return (int(found["id"]), found["rest"] or "") if found else (None, words)


def read_year(words: str) -> int | None:
    """The year that ``/hours 2026`` names."""
    found = _YEAR.fullmatch(words.strip())
    return int(found["year"]) if found else None


def _read_length(words: str) -> tuple[int | None, int]:
    if found := _NONE.match(words):
        return 0, found.end()
    found = _LENGTH.match(words)
    if found and found[0]:
        half = MINUTES // 2 if found["half"] or found["and_half"] else 0
        hours = round(float(found["hours"] or 0) * MINUTES)
        return hours + half + int(found["minutes"] or 0), found.end()
    found = _ALONE.match(words)
    return (int(found["minutes"]), found.end()) if found else (None, 0)
