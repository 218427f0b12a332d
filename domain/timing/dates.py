"""Calendar dates as people write them: 12月5日（周六）, 2026-12-05, Sat 5 Dec."""

import re
from dataclasses import dataclass
from datetime import date

from domain.timing.numerals import CHINESE_YEAR, NUMBER, number
from domain.timing.scanning import pattern

WEEK_ZH = "(?:周|星期|礼拜)"
WEEKDAY_ZH = "[一二三四五六日天]"
WEEKDAY_EN = (
    "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    "|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)

_WEEKDAYS = {"日": 6, "天": 6} | {char: index for index, char in enumerate("一二三四五六")}
_WEEKDAYS |= {str(index + 1): index for index in range(7)}
_WEEKDAYS |= {
    name: index for index, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name.lower(): index for index, name in enumerate(MONTHS_EN, start=1)}
_MONTH_EN = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR_WORDS = {"去": -1, "今": 0, "明": 1}
_DAY_EN = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR_EN = r"(?:,? (?P<year>[12]\d{3})\b(?!:))?"
_YEAR_ZH = rf"(?:(?P<year>[12]\d{{3}}|{CHINESE_YEAR}|[去今明])年 ?)?"
_LEAD_EN = rf"(?:on )?(?:(?P<weekday>{WEEKDAY_EN})\b,? )?"

_FORMS = tuple(
    pattern(form)
    for form in (
        r"(?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])",
        rf"{_YEAR_ZH}(?P<month>{NUMBER}) ?月 ?(?P<day>{NUMBER}) ?[日号]",
        rf"{_LEAD_EN}(?P<month>{_MONTH_EN}) (?P<day>{_DAY_EN})\b(?!:){_YEAR_EN}",
        rf"{_LEAD_EN}(?P<day>{_DAY_EN}) (?P<month>{_MONTH_EN})\b{_YEAR_EN}",
    )
)
_WEEKDAY_AFTER = pattern(rf" ?(?:[(（]{WEEK_ZH}({WEEKDAY_ZH})[)）]|{WEEK_ZH}({WEEKDAY_ZH}))")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written, which need not exist.

    Attributes:
        year: None when it was left out.
        weekday: 0 for Monday; None when it was left out.
    """

    year: int | None
    month: int
    day: int
    weekday: int | None = None

    def in_year(self, year: int) -> date | None:
        """Gives the date in a year, or None where that year does not have it."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def weekday_of(word: str) -> int:
    """Gives the number of a weekday, 0 for Monday, from 六, 6, Sat or Saturday."""
    return _WEEKDAYS[word[:3].lower()]


def scan_written(text: str, pos: int, this_year: int) -> tuple[Written, int] | None:
    """Reads a date at a position of a normalised text.

    Args:
        text: Normalised text.
        pos: Where to start.
        this_year: The year that 今年 means.

    Returns:
        The date and where it ends, or None where there is none.
    """
    match = next(filter(None, (form.match(text, pos) for form in _FORMS)), None)
    if match is None:
        return None
    groups = match.groupdict()
    weekday, end = groups.get("weekday"), match.end()
    if after := _WEEKDAY_AFTER.match(text, end):
        weekday, end = after[1] or after[2], after.end()
    written = Written(
        year=_year(groups.get("year"), this_year),
        month=_month(match["month"]),
        day=number(re.sub("[a-z]+", "", match["day"].lower())),
        weekday=None if weekday is None else weekday_of(weekday),
    )
    return written, end


def _year(word: str | None, this_year: int) -> int | None:
    if word in _YEAR_WORDS:
        return this_year + _YEAR_WORDS[word]
    return None if word is None else number(word)


def _month(word: str) -> int:
    return _MONTHS.get(word[:3].lower()) or number(word)
