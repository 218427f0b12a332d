"""Which days a recurrence falls on, as either language says it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from domain.timing.clock import Daypart
from domain.timing.dates import WEEKDAY_EN, WEEKDAY_ZH, weekday_of
from domain.timing.model import Reason
from domain.timing.numerals import NUMBER, number
from domain.timing.recurrence import Frequency
from domain.timing.scanning import DASH, pattern

WEEKEND = (5, 6)
WORKDAYS = (0, 1, 2, 3, 4)

_A_WEEK = 7
_LONGEST_MONTH = 31
_MOST_OF_ONE_WEEKDAY = 5
_NUMBER = pattern(NUMBER)
_WEEKDAY = pattern(rf"{WEEKDAY_EN}|{WEEKDAY_ZH}")
_TO = pattern(rf"到|至|{DASH}|\bto\b")


class DayRule(NamedTuple):
    """The days of a recurrence, and the part of the day that its words carry."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    part: Daypart | None = None


Form = tuple[re.Pattern[str], Callable[[re.Match[str]], DayRule | Reason]]


def weekdays_in(text: str) -> tuple[int, ...]:
    """Gives the weekdays of a list (一、三、五) or a range (Monday to Friday)."""
    named = [weekday_of(word) for word in _WEEKDAY.findall(text)]
    if _TO.search(text):
        first, last = named
        length = (last - first) % _A_WEEK + 1
        named = [(first + step) % _A_WEEK for step in range(length)]
    return tuple(sorted(set(named)))


def every_so_many(
    interval: int, frequency: Frequency, weekdays: tuple[int, ...] = ()
) -> DayRule | Reason:
    """Gives a rule with an interval; none can be zero."""
    if interval < 1:
        return Reason.IMPOSSIBLE
    return DayRule(frequency, interval=interval, weekdays=weekdays)


def monthly_on_dates(text: str) -> DayRule | Reason:
    """Gives the rule for a list of days of the month."""
    days = {number(day) for day in _NUMBER.findall(text)}
    if not days <= set(range(1, _LONGEST_MONTH + 1)):
        return Reason.IMPOSSIBLE
    return DayRule(Frequency.MONTHLY, month_days=tuple(sorted(days)))


def monthly_on_weekday(nths: set[int], weekday: str) -> DayRule | Reason:
    """Gives the rule for the first, third or last (-1) of a weekday in each month."""
    if not nths <= {-1, *range(1, _MOST_OF_ONE_WEEKDAY + 1)}:
        return Reason.IMPOSSIBLE
    return DayRule(Frequency.MONTHLY, weekdays=(weekday_of(weekday),), nths=tuple(sorted(nths)))
