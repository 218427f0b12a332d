"""Days of a recurrence in Chinese: 每周一、三、五, 隔周三, 每月第一个周日."""

import re

from domain.timing.clock import Daypart
from domain.timing.dates import WEEK_ZH, WEEKDAY_ZH
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
from domain.timing.numerals import NUMBER, number
from domain.timing.recurrence import Frequency
from domain.timing.scanning import DASH, pattern

_AND = " ?[、,和及] ?"
_RANGE = rf"{WEEKDAY_ZH} ?(?:到|至|{DASH}) ?{WEEK_ZH}?{WEEKDAY_ZH}"
_LIST = rf"{WEEKDAY_ZH}(?:(?:{_AND})?{WEEK_ZH}?{WEEKDAY_ZH})*"
_WEEKDAYS = rf"(?P<days>{_RANGE}|{_LIST})"
_NTH = rf"(?:第?{NUMBER}个?|最后一?个)"
_ONE_NTH = pattern(rf"最后|{NUMBER}")
_PARTS = {"早": Daypart.MORNING, "晚": Daypart.EVENING}


def _daily(match: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.DAILY, part=_PARTS.get(match[1]))


def _every_other_day(_: re.Match[str]) -> DayRule | Reason:
    return every_so_many(2, Frequency.DAILY)


def _every_days(match: re.Match[str]) -> DayRule | Reason:
    return every_so_many(number(match["n"]), Frequency.DAILY)


def _leaving_out(_: re.Match[str]) -> DayRule | Reason:
    return Reason.WHICH_INTERVAL


def _workdays(_: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.WEEKLY, weekdays=WORKDAYS)


def _weekend(_: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.WEEKLY, weekdays=WEEKEND)


def _weekly(match: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.WEEKLY, weekdays=weekdays_in(match["days"]))


def _every_other_week(match: re.Match[str]) -> DayRule | Reason:
    return every_so_many(2, Frequency.WEEKLY, weekdays_in(match["days"]))


def _every_weeks(match: re.Match[str]) -> DayRule | Reason:
    return every_so_many(number(match["n"]), Frequency.WEEKLY, weekdays_in(match["days"]))


def _last_day(_: re.Match[str]) -> DayRule | Reason:
    return DayRule(Frequency.MONTHLY, month_days=(-1,))


def _month_weekday(match: re.Match[str]) -> DayRule | Reason:
    nths = {-1 if nth == "最后" else number(nth) for nth in _nths(match["nths"])}
    return monthly_on_weekday(nths, match["day"])


def _nths(text: str) -> list[str]:
    return _ONE_NTH.findall(text.replace("最后一", "最后"))


def _month_dates(match: re.Match[str]) -> DayRule | Reason:
    return monthly_on_dates(match["days"])


FORMS: tuple[Form, ...] = tuple(
    (pattern(form), read)
    for form, read in (
        ("每[天日]|天天|每([早晚])", _daily),
        ("隔天|每隔[一1] ?天", _every_other_day),
        (rf"每(?P<n>{NUMBER}) ?天", _every_days),
        (rf"每隔{NUMBER} ?(?:天|个?{WEEK_ZH}(?:的?{WEEK_ZH}?{_WEEKDAYS}))", _leaving_out),
        ("(?:每个?|每逢)?工作日", _workdays),
        (rf"(?:每个?|每逢)?(?:{WEEK_ZH}末|双休日)", _weekend),
        (rf"(?:每个?|每逢){WEEK_ZH}{_WEEKDAYS}", _weekly),
        (rf"{WEEK_ZH}(?P<days>{_RANGE})", _weekly),
        (rf"(?:隔|每隔[一1]?)个?{WEEK_ZH}的?{WEEK_ZH}?{_WEEKDAYS}", _every_other_week),
        (rf"每(?P<n>{NUMBER}) ?个?{WEEK_ZH}的?{WEEK_ZH}?{_WEEKDAYS}", _every_weeks),
        ("每个?月(?:的?最后一天|底)", _last_day),
        (
            rf"每个?月的?(?P<nths>{_NTH}(?:{_AND}{_NTH})*) ?{WEEK_ZH}(?P<day>{WEEKDAY_ZH})",
            _month_weekday,
        ),
        (
            rf"每个?月的?(?P<days>{NUMBER}[日号]?(?:{_AND}{NUMBER}[日号]?)*)(?<=[日号])",
            _month_dates,
        ),
    )
)
