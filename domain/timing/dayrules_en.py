"""Days of a recurrence in English: every Saturday, first Sunday of each month."""

import re

from domain.timing.clock import Daypart
from domain.timing.dates import WEEKDAY_EN
from domain.timing.dayrules import (
    WEEKEND,
    WORKDAYS,
    DayRule,
    Form,
    every_so_many,
    monthly_on_dates,
    monthly_on_weekday,
    weekdays_in,
)
from domain.timing.model import Reason
from domain.timing.recurrence import Frequency
from domain.timing.scanning import DASH, pattern

_AND = "(?:,? and |, ?)"
_RANGE = rf"{WEEKDAY_EN} ?(?:{DASH}|\bto\b) ?{WEEKDAY_EN}\b"
_LIST = rf"{WEEKDAY_EN}\b(?:{_AND}{WEEKDAY_EN}\b)*"
_WEEKDAYS = rf"(?P<days>{_RANGE}|{_LIST})"
_PLURALS = rf"(?P<days>{WEEKDAY_EN}s\b(?:{_AND}{WEEKDAY_EN}s\b)*)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_NTH = rf"(?:{'|'.join(_ORDINALS)}|\d(?:st|nd|rd|th))"
_NTHS = rf"(?P<nths>{_NTH}(?:{_AND}(?:the )?{_NTH})*)"
_ONE_NTH = pattern(rf"{'|'.join(_ORDINALS)}|\d")
_DATE = r"\d{1,2}(?:st|nd|rd|th)"
_DATES = rf"(?P<days>{_DATE}(?:{_AND}(?:the )?{_DATE})*)"
_OF_MONTH = r"(?:of|in) (?:each|every|the) month\b"
_PARTS = {"morning": Daypart.FORENOON, "evening": Daypart.EVENING}


def _daily(match: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.DAILY, part=_PARTS.get((match[1] or "").lower()))


def _every_days(match: re.Match[str]) -> DayRule | Reason:
    return every_so_many(int(match["n"] or 2), Frequency.DAILY)


def _workdays(_: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.WEEKLY, weekdays=WORKDAYS)


def _weekend(_: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.WEEKLY, weekdays=WEEKEND)


def _weekly(match: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.WEEKLY, weekdays=weekdays_in(match["days"]))


def _every_weeks(match: re.Match[str]) -> DayRule | Reason:
    return every_so_many(int(match["n"] or 2), Frequency.WEEKLY, weekdays_in(match["days"]))


def _last_day(_: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.MONTHLY, month_days=(-1,))


def _month_weekday(match: re.Match[str]) -> DayRule | Reason:
    nths = {_ORDINALS.get(nth.lower()) or int(nth) for nth in _ONE_NTH.findall(match["nths"])}
    return monthly_on_weekday(nths, match["day"])


def _month_dates(match: re.Match[str]) -> DayRule | Reason:
    return monthly_on_dates(match["days"])


FORMS: tuple[Form, ...] = tuple(
    (pattern(form), read)
    for form, read in (
        (r"daily\b|(?:every|each) (?:day|(morning|evening))\b", _daily),
        (r"every (?:other day|(?P<n>\d{1,2}) days)\b", _every_days),
        (r"(?:every |each |on )?weekdays?\b", _workdays),
        (r"(?:every |each |on )?weekends?\b", _weekend),
        (rf"(?:every |each |weekly on ){_WEEKDAYS}", _weekly),
        (rf"(?:on )?{_PLURALS}", _weekly),
        (
            rf"every (?:other (?:week on )?|(?P<n>\d{{1,2}}) weeks on ){_WEEKDAYS}",
            _every_weeks,
        ),
        (rf"(?:on )?(?:the )?last day {_OF_MONTH}", _last_day),
        (
            rf"(?:on )?(?:the )?{_NTHS} (?P<day>{WEEKDAY_EN}) {_OF_MONTH}",
            _month_weekday,
        ),
        (rf"(?:on )?(?:the )?{_DATES} {_OF_MONTH}", _month_dates),
        (rf"(?:monthly|every month) on the {_DATES}\b", _month_dates),
    )
)
