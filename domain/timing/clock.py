"""Times of the day as people say them: 晚上七点一刻, 18:30, 9am."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.timing.numerals import CHINESE_NUMBER, NUMBER, number
from domain.timing.scanning import pattern

HOUR = 60
DAY = 24 * HOUR
WAKING = range(6 * HOUR, 21 * HOUR)
"""Minutes of the day in which a neighbourhood does things: an hour said without 早 or 晚 is
looked for here. It holds one reading of 1 to 5 and of 9 to 12, and two of 6, 7 and 8."""

_NOON = 12
_LAST_HOUR = 24
_QUARTER = 15


class Daypart(StrEnum):
    """A part of the day that tells which hours are meant."""

    AM = "am"
    PM = "pm"
    SMALL_HOURS = "small-hours"
    MORNING = "morning"
    FORENOON = "forenoon"
    NOON = "noon"
    AFTERNOON = "afternoon"
    DUSK = "dusk"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day with its possible readings.

    Attributes:
        minutes: Minutes since the day began, one per reading, from 1440 on the next day; none
            when there is no such time. For a part of the day alone, usual times in it.
        bare: Said without a part of the day, so that both halves of the day are readings.
        vague: Only a part of the day.
        exact: Names an hour, where 中午 does not.
        part: The part of the day that was said.
    """

    minutes: tuple[int, ...]
    bare: bool = False
    vague: bool = False
    exact: bool = True
    part: Daypart | None = None


USUAL = Clock(minutes=(9 * HOUR, 15 * HOUR, 19 * HOUR), vague=True, exact=False)
"""Offered when a day was said without an hour."""

_WORDS = {
    "凌晨": Daypart.SMALL_HOURS,
    "清晨": Daypart.MORNING,
    "清早": Daypart.MORNING,
    "早晨": Daypart.MORNING,
    "早上": Daypart.MORNING,
    "早": Daypart.MORNING,
    "上午": Daypart.FORENOON,
    "中午": Daypart.NOON,
    "正午": Daypart.NOON,
    "下午": Daypart.AFTERNOON,
    "午后": Daypart.AFTERNOON,
    "傍晚": Daypart.DUSK,
    "晚上": Daypart.EVENING,
    "晚间": Daypart.EVENING,
    "晚": Daypart.EVENING,
    "夜里": Daypart.NIGHT,
    "夜间": Daypart.NIGHT,
    "半夜": Daypart.NIGHT,
    "深夜": Daypart.NIGHT,
    "午夜": Daypart.NIGHT,
    "morning": Daypart.FORENOON,
    "afternoon": Daypart.AFTERNOON,
    "evening": Daypart.EVENING,
    "night": Daypart.EVENING,
}

_AFTER_NOON = {hour: (hour + 12,) for hour in range(1, 12)} | {h: (h,) for h in range(12, 24)}
_AFTER_MIDNIGHT = {hour: (hour, hour + 24) for hour in range(5)}

_HOURS: Mapping[Daypart, Mapping[int, tuple[int, ...]]] = {
    Daypart.AM: {12: (0,)} | {hour: (hour,) for hour in range(1, 12)},
    Daypart.PM: {12: (12,)} | {hour: (hour + 12,) for hour in range(1, 12)},
    Daypart.SMALL_HOURS: {12: (0,)} | {hour: (hour,) for hour in range(7)},
    Daypart.MORNING: {hour: (hour,) for hour in range(1, 12)},
    Daypart.FORENOON: {hour: (hour,) for hour in range(1, 13)},
    Daypart.NOON: {hour: (hour,) for hour in range(10, 15)} | {1: (13,), 2: (14,)},
    Daypart.AFTERNOON: _AFTER_NOON,
    Daypart.DUSK: {hour: (hour + 12,) for hour in range(4, 9)}
    | {hour: (hour,) for hour in range(16, 21)},
    Daypart.EVENING: _AFTER_MIDNIGHT
    | {hour: (hour + 12,) for hour in range(5, 12)}
    | {hour: (hour,) for hour in range(17, 25)}
    | {12: (24,)},
    Daypart.NIGHT: _AFTER_MIDNIGHT
    | {hour: (hour + 12,) for hour in range(9, 12)}
    | {hour: (hour,) for hour in range(21, 24)}
    | {12: (0, 24), 24: (24,)},
}
"""Per part of the day, what an hour said in it means; 24 and more are on the next day."""

_USUAL_HOURS: Mapping[Daypart, tuple[int, ...]] = {
    Daypart.SMALL_HOURS: (1, 3, 5),
    Daypart.MORNING: (7, 8, 9),
    Daypart.FORENOON: (9, 10, 11),
    Daypart.AFTERNOON: (14, 15, 16),
    Daypart.DUSK: (17, 18, 19),
    Daypart.EVENING: (19, 20, 21),
    Daypart.NIGHT: (22, 23, 24),
}

_PART = pattern(
    r"(?:in the )?(?P<part>(?:morning|afternoon|evening|night)\b|"
    + "|".join(word for word in _WORDS if not word.isascii())
    + ")"
)
_NAMED = pattern(r"(?:at )?(?:(?P<noon>noon\b|中午|正午)|midnight\b|午夜)")
_DIGITAL = pattern(r"(?:at )?(\d{1,2}):(\d{2})(?!:?\d)(?: ?([ap]m)\b)?")
_MERIDIEM = pattern(r"(?:at )?(\d{1,2})() ?([ap]m)\b")
_SPOKEN = pattern(
    rf"({NUMBER}) ?[点时](?:钟|整|(?P<half>半)|(?P<quarters>[一三13])刻|"
    rf"(?P<minutes>(?:\d{{1,2}}|{CHINESE_NUMBER})(?=分)|\d{{2}}|"
    r"[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])分?)?"
)
_O_CLOCK = pattern(r"(?:at )?(\d{1,2}) ?o'clock\b|at (\d{1,2})\b(?!:)")


def clock_of(hour: int, minute: int, part: Daypart | None, *, spoken: bool) -> Clock:
    """Gives the readings of an hour and a minute.

    Args:
        hour: 0 to 24, as said.
        minute: 0 to 59.
        part: The part of the day said with it.
        spoken: Said as on a dial (8点), where the half of the day is open, not written as on a
            24-hour clock (8:00).
    """
    if minute >= HOUR or hour * HOUR + minute > DAY:
        hours: tuple[int, ...] = ()
    elif part is not None:
        hours = _HOURS[part].get(hour, ())
    elif spoken and 1 <= hour <= _NOON:
        hours = hour, hour + 12
    else:
        hours = (hour,)
    bare = part is None and len(hours) > 1
    return Clock(minutes=tuple(h * HOUR + minute for h in hours), bare=bare, part=part)


def part_alone(part: Daypart) -> Clock:
    """Gives usual times in a part of the day; 中午 alone is twelve o'clock."""
    if part is Daypart.NOON:
        return Clock(minutes=(_NOON * HOUR,), exact=False, part=part)
    minutes = tuple(hour * HOUR for hour in _USUAL_HOURS[part])
    return Clock(minutes=minutes, vague=True, exact=False, part=part)


def scan_clock(text: str, pos: int, said: Daypart | None = None) -> tuple[Clock, int] | None:
    """Reads a time of the day at a position of a normalised text.

    Args:
        text: Normalised text.
        pos: Where to start.
        said: The part of the day already read, as in 今晚.

    Returns:
        The time and where it ends, or None where there is none.
    """
    part, start = said, pos
    if match := _PART.match(text, pos):
        part, start = _WORDS[match["part"].lower()], match.end()
        start += text.startswith(" ", start)
    if found := _scan_hour(text, start, part):
        return found
    if match_named := _NAMED.match(text, pos):
        return _named(match_named), match_named.end()
    return (part_alone(part), match.end()) if match and part else None


def _scan_hour(text: str, pos: int, part: Daypart | None) -> tuple[Clock, int] | None:
    if match := _DIGITAL.match(text, pos) or _MERIDIEM.match(text, pos):
        hour, minute, meridiem = match.groups()
        part = Daypart(meridiem.lower()) if meridiem else part
        return clock_of(int(hour), int(minute or 0), part, spoken=False), match.end()
    if match := _SPOKEN.match(text, pos):
        return clock_of(number(match[1]), _spoken_minute(match), part, spoken=True), match.end()
    if match := _O_CLOCK.match(text, pos):
        return clock_of(int(match[1] or match[2]), 0, part, spoken=True), match.end()
    return None


def _spoken_minute(match: re.Match[str]) -> int:
    if match["half"]:
        return HOUR // 2
    if match["quarters"]:
        return number(match["quarters"]) * _QUARTER
    return number(match["minutes"] or "0")


def _named(match: re.Match[str]) -> Clock:
    if match["noon"]:
        return part_alone(Daypart.NOON)
    return Clock(minutes=(0, DAY), exact=False)
