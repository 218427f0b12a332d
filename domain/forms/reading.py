"""What people answer, read as what their question wants, and shown again."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.forms.expressions import Scope, read_expression
from domain.forms.identity import (
    mask_identity,
    mask_mobile,
    mask_words,
    read_identity,
    read_mobile,
)
from domain.forms.model import LONGEST_ANSWER, Kind, Question, Values
from domain.text import normalise
from domain.timing import read_day
from domain.timing.model import Unclear

_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2})"
)
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_AGO = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "大前天": 3}
_INTEGER = re.compile(r"[-+]?\d{1,12}")
_DECIMAL = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,6})?")
_UNITS = re.compile(
    r"\s*(?:口人|口|人|个|岁|户|只|辆|条|间|平方米|平米|平方|平|㎡|米|元|块|针|次|天)$"
)


def read_answer(  # noqa: PLR0911 - one line per kind of answer
    question: Question, words: str, now: datetime, zone: ZoneInfo
) -> str:
    """An answer in words in the one form in which it is kept.

    Args:
        question: what was asked; not one that is answered with a picture or by buttons only.
        words: what was typed.
        now: for days such as 昨天.
        zone: where it is typed.

    Raises:
        Refusal: that says what is wrong, without repeating what was typed.
    """
    told = " ".join(normalise(words).split())
    if not told:
        raise Refusal("form-needs-words")
    today = now.astimezone(zone).date()
    match question.kind:
        case Kind.TEXT:
            return _text(words)
        case Kind.INTEGER:
            return _number(told, _INTEGER, "form-bad-integer")
        case Kind.DECIMAL:
            return _number(told, _DECIMAL, "form-bad-decimal")
        case Kind.DATE:
            return _within(question, _day(told, now, zone)).isoformat()
        case Kind.MOBILE:
            return read_mobile(told)
        case Kind.IDENTITY:
            return read_identity(told, today)
        case Kind.ONE:
            return _chosen(question, told)
        case Kind.SEVERAL:
            names = [_chosen(question, part) for part in re.split(r"[,、;；\s]+", told) if part]
            return " ".join(c.name for c in question.choices if c.name in names)
        case _:
            raise Refusal("form-needs-photo")


def check_constraint(question: Question, value: str, values: Values, today: date) -> None:
    """Hold an answer against the rule that the form has for it.

    Raises:
        Refusal: with the words of the form, if it has any.
    """
    if not question.constraint:
        return
    scope = Scope(values=values, today=today, answer=value)
    if read_expression(question.constraint).holds(scope):
        return
    if question.constraint_message:
        raise Refusal("form-against-rule", message=question.constraint_message)
    raise Refusal("form-against-some-rule")


def is_unusual(question: Question, value: str) -> bool:
    """Whether a number is outside of what the form calls usual."""
    if not value or (question.least is None and question.most is None):
        return False
    number = Decimal(value)
    too_small = question.least is not None and number < question.least
    too_large = question.most is not None and number > question.most
    return too_small or too_large


def shown(question: Question, value: str, *, full: bool) -> str:
    """An answer as people read it; a sensitive one is masked unless it is wanted in full."""
    if not value or question.kind is Kind.PHOTO:
        return value
    if question.kind in {Kind.ONE, Kind.SEVERAL}:
        names = value.split() if question.kind is Kind.SEVERAL else [value]
        words = "、".join(question.label_of(name) for name in names)
    else:
        words = value
    if full or not question.is_sensitive:
        return words
    match question.kind:
        case Kind.MOBILE:
            return mask_mobile(value)
        case Kind.IDENTITY:
            return mask_identity(value)
        case _:
            return mask_words(words)


def _text(words: str) -> str:
    told = words.strip()
    if len(told) > LONGEST_ANSWER:
        raise Refusal("form-too-long", length=len(told), allowed=LONGEST_ANSWER)
    return told


def _number(told: str, form: re.Pattern[str], refusal: str) -> str:
    bare = _UNITS.sub("", told).replace(" ", "")
    if not form.fullmatch(bare) or not bare.isascii():
        raise Refusal(refusal)
    number = Decimal(bare)
    return format(number, "f") if number else "0"


def _day(told: str, now: datetime, zone: ZoneInfo) -> date:
    written = _DATE.fullmatch(told)
    if written:
        found = _existing(*(int(part) for part in written.groups() if part))
        if found is None:
            raise Refusal("form-no-such-day")
        return found
    today = now.astimezone(zone).date()
    if told.lower() in _AGO:
        return today - timedelta(days=_AGO[told.lower()])
    this_year = _MONTH_DAY.fullmatch(told)
    if this_year:
        return _nearest(int(this_year[1]), int(this_year[2]), today)
    day_read = read_day(told, now, zone)
    if isinstance(day_read, Unclear):
        raise Refusal("form-bad-date")
    return day_read


def _nearest(month: int, day: int, today: date) -> date:
    """The day of that name that is closest to today, past or to come; it is shown with its year."""
    years = range(today.year - 1, today.year + 2)
    found = [one for one in (_existing(year, month, day) for year in years) if one]
    if not found:
        raise Refusal("form-no-such-day")
    return min(found, key=lambda one: abs(one - today))


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _within(question: Question, day: date) -> date:
    if question.earliest is not None and day < question.earliest:
        raise Refusal("form-too-early", day=question.earliest.isoformat())
    if question.latest is not None and day > question.latest:
        raise Refusal("form-too-late", day=question.latest.isoformat())
    return day


def _chosen(question: Question, told: str) -> str:
    """A choice that was typed: its label, or its number in the list."""
    wanted = told.casefold()
    for place, choice in enumerate(question.choices, 1):
        if wanted in {choice.label.casefold(), str(place)}:
            return choice.name
    raise Refusal("form-press-a-choice")
