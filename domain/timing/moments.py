"""A point in time as people say it, alone or at the start of a longer text."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.text import normalise
from domain.timing.clock import HOUR, USUAL, WAKING, Clock, Daypart, part_alone, scan_clock
from domain.timing.dated import one_day
from domain.timing.days import NIGHT_ENDS, ONE_DAY, Days, scan_day
from domain.timing.model import Moment, Reason, Unclear, moments_at
from domain.timing.scanning import DASH, SEPARATOR, pattern
from domain.timing.waits import scan_wait

_SOON = timedelta(hours=3)
"""An hour this near is meant even at night: 9点 said at 20:00."""
_BEFORE_CLOCK = pattern(r"[ ,]*(?:的 ?)?")
_BEFORE_DAY = pattern(r",? ?(?=[a-z])")
_RANGE = pattern(rf" *(?:{DASH}|到|至|(?:to|until)\b)")


class _Phrase(NamedTuple):
    outcome: Moment | Unclear
    end: int
    exact: bool


class _Reading(NamedTuple):
    wall: datetime
    moments: tuple[Moment, ...]


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> Moment | Unclear:
    """Reads a point in time as people say it, in Chinese or English.

    It is always ahead of `now`. What is past, does not exist or can be read in two ways comes
    back as `Unclear`, never guessed. The rules that decide what has one reading:

    - 8:00 is on the 24-hour clock. 8点 without 早 or 晚 is looked for between 06:00 and 21:00, or
      within the next three hours; so 明天9点 is 09:00, 明天3点 is 15:00, and 6, 7 and 8点 are asked
      back while both halves of the day are ahead.
    - 晚上12点 ends the day. 今晚1点 is after the coming midnight; 明晚1点 may be before or after.
    - 周五 is the coming one, 本周五 and 下周五 go by weeks from Monday. 周五 on a Friday is asked
      back, and so is "next Friday" while this week's is still ahead, 今晚 and 明天 before 04:00.
    - 12/5 is the fifth of December, in either language.
    - A date without a year is this year's, next year's where that was over half a year ago.
    - A wall-clock time that the zone's clocks skip or show twice is asked back.

    Args:
        text: What was typed.
        now: Aware instant.
        zone: The zone in which it was said.
    """
    told = normalise(text).strip()
    for phrase in _phrases(told, now, zone):
        if phrase.end == len(told):
            return phrase.outcome
    return Unclear(reason=Reason.UNREADABLE)


def split_leading_moment(
    text: str, now: datetime, zone: ZoneInfo
) -> tuple[Moment | Unclear | None, str]:
    """Splits a text into the time at its very start, if there is one, and the rest unharmed.

    A space, line break, comma or colon must part the time from the text: `明天9点 今晚停水` is
    said tomorrow at nine, `今晚8点停水，请储水` is said now and speaks of tonight. The time must
    name an hour or a wait (2小时后); a text that starts with only a day (`明天 停水`) or with a
    span (`9:00-11:00 停水`) has no time of its own.

    Args:
        text: What was typed after the command.
        now: Aware instant.
        zone: The zone in which it was said.

    Returns:
        The time or None, and the text without it; the whole text where there is no time.
    """
    told = normalise(text)
    start = len(told) - len(told.lstrip())
    for phrase in _phrases(told[start:], now, zone):
        end = start + phrase.end
        parted = SEPARATOR.match(told, end)
        if phrase.exact and parted and not _RANGE.match(told, end):
            return phrase.outcome, text[parted.end() :]
    return None, text


def read_day(text: str, now: datetime, zone: ZoneInfo) -> date | Unclear:
    """Reads a day without an hour, such as 12月5日, today included.

    What has to be asked back names each day by the moment at which it begins.

    Args:
        text: What was typed.
        now: Aware instant.
        zone: The zone in which it was said.
    """
    told, wall = normalise(text).strip(), Moment.at(now, zone).wall
    found = scan_day(told, 0, wall)
    if found is None or found[1] < len(told) or found[0].part:
        return Unclear(reason=Reason.UNREADABLE)
    return one_day(found[0], wall.date(), zone)


def _phrases(text: str, now: datetime, zone: ZoneInfo) -> Iterator[_Phrase]:
    """Gives every time that the text may start with, the longest of each kind first."""
    wall = Moment.at(now, zone).wall
    if waited := scan_wait(text):
        wait, end = waited
        yield _Phrase(_after(wait, now, zone), end, exact=True)
    if dated := scan_day(text, 0, wall):
        days, end = dated
        space = _BEFORE_CLOCK.match(text, end)
        if space and (timed := scan_clock(text, space.end(), days.part)):
            clock, timed_end = timed
            yield _Phrase(_resolve(days, clock, now, zone), timed_end, clock.exact)
        clock = part_alone(days.part) if days.part else USUAL
        yield _Phrase(_resolve(days, clock, now, zone), end, exact=False)
    if timed := scan_clock(text, 0):
        clock, end = timed
        space = _BEFORE_DAY.match(text, end)
        if space and (dated := scan_day(text, space.end(), wall)):
            days, dated_end = dated
            yield _Phrase(_resolve(days, clock, now, zone), dated_end, clock.exact)
        today = Days(dates=(wall.date(),), later=(wall.date() + ONE_DAY,))
        yield _Phrase(_resolve(today, clock, now, zone), end, clock.exact)


def _after(wait: timedelta, now: datetime, zone: ZoneInfo) -> Moment | Unclear:
    instant = (now.astimezone(UTC) + wait).replace(second=0, microsecond=0)
    return Moment.at(instant, zone) if instant > now else Unclear(reason=Reason.PAST)


def _resolve(days: Days, clock: Clock, now: datetime, zone: ZoneInfo) -> Moment | Unclear:
    ahead = _ahead(days.dates, clock, now, zone)
    meant = _plausible(ahead, clock, now)
    later = _plausible(_ahead(days.later, clock, now, zone), clock, now)
    if not days.dates or not clock.minutes:
        return _unclear(Reason.IMPOSSIBLE, later)
    if not meant:
        return _unclear(Reason.PAST, ahead + later)
    if reason := _doubt(days, clock, meant, now.astimezone(zone).hour):
        return _unclear(reason, meant)
    return meant[0].moments[0]


def _ahead(dates: tuple[date, ...], clock: Clock, now: datetime, zone: ZoneInfo) -> list[_Reading]:
    walls = sorted(
        {
            datetime.combine(day, time()) + timedelta(minutes=minutes)
            for day in dates
            for minutes in clock.minutes
        }
    )
    shown = ((wall, moments_at(wall, zone)) for wall in walls)
    readings = (_Reading(wall, tuple(m for m in all_ if m.instant > now)) for wall, all_ in shown)
    return [reading for reading in readings if reading.moments]


def _plausible(readings: list[_Reading], clock: Clock, now: datetime) -> list[_Reading]:
    if not clock.bare:
        return readings
    return [
        reading
        for reading in readings
        if reading.wall.hour * HOUR + reading.wall.minute in WAKING
        or reading.moments[0].instant - now < _SOON
    ]


def _doubt(days: Days, clock: Clock, meant: list[_Reading], hour: int) -> Reason | None:
    if clock.vague:
        return Reason.NO_TIME
    said_tonight = days.tonight and Daypart.EVENING in {days.part, clock.part}
    if days.asked or (said_tonight and hour < NIGHT_ENDS):
        return days.asked or Reason.WHICH_DAY
    if len(meant) > 1:
        return Reason.MORNING_OR_EVENING if clock.bare else Reason.WHICH_DAY
    (reading,) = meant
    if reading.moments[0].wall != reading.wall or len(reading.moments) > 1:
        return Reason.CLOCK_CHANGE
    return None


def _unclear(reason: Reason, readings: list[_Reading]) -> Unclear:
    moments = {moment for reading in readings for moment in reading.moments}
    return Unclear(
        reason=reason, candidates=tuple(sorted(moments, key=lambda moment: moment.instant))
    )
