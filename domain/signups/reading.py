"""From what was typed to a sign-up: numbers, times, shifts, questions and conditions."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.circles import CircleKind
from domain.errors import Refusal
from domain.signups import options as o
from domain.signups.model import (
    MOST_QUESTIONS,
    MOST_SHIFTS,
    Conditions,
    Question,
    QuestionKind,
    Shift,
    Signup,
)
from domain.timing import Moment, Span, Unclear, moments_at, read_day, read_moment, read_span

LONGEST_TITLE = 60
LONGEST_PLACE = 40
LONGEST_QUESTION = 60
LONGEST_LABEL = 20
MOST_SEATS = 10_000
PARTY = 10
"""How large a party may be where 带人 says no number."""

_SHOWN = 30
_ONE_DAY = timedelta(days=1)
_COUNT = re.compile(r"(\d{1,6})\s*(?:人|个|位|名|户|people|seats)?", re.ASCII)
_OWN_SEATS = re.compile(
    r"\s*(?:[*x×]\s*(\d{1,5})|[(（]\s*(\d{1,5})\s*[人位名]?\s*[)）]|\s(\d{1,5})\s*[人位名])\s*$"
)
_QUESTION = re.compile(r"(?P<words>.+?)\s*(?:[(（](?P<kind>[^()（）]+)[)）])?\s*", re.DOTALL)
_BETWEEN_CHOICES = re.compile(r"\s*[/|]\s*")
_NUMBER_WORDS = {"数字", "数", "number", "#"}
_YES = {"是", "可以", "可", "行", "yes", "y", "true", "1"}
_NO = {"否", "不", "不可以", "不行", "no", "n", "false", "0"}
_KINDS = {
    "邻里圈": CircleKind.NEIGHBOURS,
    "党员圈": CircleKind.PARTY,
    "党员": CircleKind.PARTY,
    "社团圈": CircleKind.CLUB,
    "社团": CircleKind.CLUB,
    "团购圈": CircleKind.GROUP_BUY,
    "团购": CircleKind.GROUP_BUY,
    "party": CircleKind.PARTY,
    "club": CircleKind.CLUB,
    "neighbours": CircleKind.NEIGHBOURS,
}
_ADDRESS = {"绑定住址", "住址", "绑定", "绑定地址", "address", "bound"}
_HOUSEHOLD = {"一户一位", "一户一人", "一户一份", "每户一位", "每户一人", "每户一份", "household"}


class When(BaseModel):
    """When something is: a day, and the time of its beginning and end as far as they were said."""

    model_config = ConfigDict(frozen=True)

    day: date
    starts: Moment | None = None
    ends: Moment | None = None


def read_signup(fields: Mapping[str, str], now: datetime, zone: ZoneInfo) -> Signup | Unclear:
    """The sign-up that these options describe, or the time in them that has to be asked back.

    The day of the shifts is that of 时间, else the one that the title begins with.

    Args:
        fields: what was typed, by the names of ``domain.signups.options``.
        now: aware instant.
        zone: whose wall clock is meant.

    Raises:
        Refusal: for what cannot be read; it names the option and shows how.
    """
    closes = read_moment(fields[o.UNTIL], now, zone) if fields.get(o.UNTIL) else None
    if isinstance(closes, Unclear):
        return closes
    when = read_when(fields[o.WHEN], now, zone) if fields.get(o.WHEN) else None
    if isinstance(when, Unclear):
        return when
    title = _title(fields)
    day = when.day if when else _leading_day(title, now, zone)
    shifts = _shifts(fields, when, day, zone)
    return _checked(
        Signup(
            title=title,
            place=_short(fields.get(o.PLACE, ""), LONGEST_PLACE),
            closes_at=closes.instant if closes else None,
            over_at=_over_at(shifts, day, zone),
            party_max=_party(fields.get(o.PARTY, "")),
            waiting_max=_count(fields, o.WAITING),
            public=_flag(fields, o.NAMES, otherwise=True),
            weekly=_flag(fields, o.WEEKLY, otherwise=False),
            conditions=_conditions(fields.get(o.FOR, "")),
            questions=_questions(fields.get(o.ASK, "")),
            shifts=shifts,
        ),
        now,
    )


LONGEST_SPAN = 60
"""Characters; nobody says a part of a day in more, and each place where it may begin is tried."""


def read_when(words: str, now: datetime, zone: ZoneInfo) -> When | Unclear:
    """A day with a span of it, or a moment, or only a day: 周六 8:00-10:00, 明天9点, 12月5日."""
    told = words.strip()
    for cut in range(max(0, len(told) - LONGEST_SPAN), len(told)):
        span = read_span(told[cut:])
        if isinstance(span, Span):
            return _day_and_span(told[:cut].strip(" ,的"), span, now, zone)
    moment = read_moment(told, now, zone)
    if isinstance(moment, Moment):
        return When(day=moment.wall.date(), starts=moment)
    day = read_day(told, now, zone)
    return When(day=day) if isinstance(day, date) else moment


def shifted(signup: Signup, days: int, zone: ZoneInfo) -> Signup:
    """The same sign-up so many days later by the wall clock, as if nobody had signed up yet."""

    def later(at: datetime | None) -> datetime | None:
        if at is None:
            return None
        wall = Moment.at(at, zone).wall + days * _ONE_DAY
        return moments_at(wall, zone)[0].instant

    shifts = tuple(
        s.model_copy(update={"starts": later(s.starts), "ends": later(s.ends)})
        for s in signup.shifts
    )
    return signup.model_copy(
        update={
            "number": 0,
            "shifts": shifts,
            "closes_at": later(signup.closes_at),
            "over_at": later(signup.over_at),
        }
    )


def moved(signup: Signup, when: When, zone: ZoneInfo) -> Signup:
    """The sign-up on another day or at another time; shifts keep their time of the day."""
    if len(signup.shifts) == 1 and when.starts is not None:
        first = signup.shifts[0]
        ends = when.ends.instant if when.ends else None
        if ends is None and first.starts is not None and first.ends is not None:
            ends = when.starts.instant + (first.ends - first.starts)
        shifts: tuple[Shift, ...] = (
            first.model_copy(update={"starts": when.starts.instant, "ends": ends}),
        )
    else:
        shifts = tuple(_on_day(shift, when.day, zone) for shift in signup.shifts)
    return signup.model_copy(update={"shifts": shifts, "over_at": _over_at(shifts, when.day, zone)})


def _on_day(shift: Shift, day: date, zone: ZoneInfo) -> Shift:
    span = read_span(shift.label)
    if not isinstance(span, Span) and shift.starts is not None and shift.ends is not None:
        start, end = (Moment.at(at, zone).wall.time() for at in (shift.starts, shift.ends))
        span = Span(start=start, end=end)
    if not isinstance(span, Span):
        return shift
    starts, ends = _bounds(day, span, zone)
    return shift.model_copy(update={"starts": starts.instant, "ends": ends.instant})


def _day_and_span(words: str, span: Span, now: datetime, zone: ZoneInfo) -> When | Unclear:
    day = read_day(words, now, zone) if words else Moment.at(now, zone).wall.date()
    if isinstance(day, Unclear):
        candidates = tuple(_bounds(m.wall.date(), span, zone)[0] for m in day.candidates)
        return day.model_copy(update={"candidates": candidates})
    starts, ends = _bounds(day, span, zone)
    return When(day=day, starts=starts, ends=ends)


def _bounds(day: date, span: Span, zone: ZoneInfo) -> tuple[Moment, Moment]:
    last = day + _ONE_DAY if span.overnight else day
    return (
        moments_at(datetime.combine(day, span.start), zone)[0],
        moments_at(datetime.combine(last, span.end), zone)[0],
    )


def _over_at(shifts: tuple[Shift, ...], day: date | None, zone: ZoneInfo) -> datetime | None:
    """The end of the last shift; where no hour is known, the end of the day."""
    ends = [shift.ends or shift.starts for shift in shifts]
    known = [at for at in ends if at is not None]
    if known:
        return max(known)
    if day is None:
        return None
    return moments_at(datetime.combine(day + _ONE_DAY, time()), zone)[0].instant


def _leading_day(title: str, now: datetime, zone: ZoneInfo) -> date | None:
    """The day that a title begins with, if it can be read in one way only."""
    for end in range(len(title), 0, -1):
        day = read_day(title[:end], now, zone)
        if isinstance(day, date):
            return day
    return None


def _title(fields: Mapping[str, str]) -> str:
    title = " ".join(fields.get(o.TITLE, "").split())
    if not title:
        raise Refusal("signup-no-title")
    return _short(title, LONGEST_TITLE)


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    if len(words) > most:
        raise Refusal("signup-too-long", word=words[:_SHOWN], most=most)
    return words


def _count(fields: Mapping[str, str], name: str) -> int | None:
    words = fields.get(name, "").strip()
    if not words or (name == o.SEATS and words in {"不限", "no limit", "any"}):
        return None
    found = _COUNT.fullmatch(words)
    if not found or int(found[1]) > MOST_SEATS or (name == o.SEATS and int(found[1]) == 0):
        raise Refusal("signup-number-unclear", given=words[:_SHOWN])
    return int(found[1])


def _flag(fields: Mapping[str, str], name: str, *, otherwise: bool) -> bool:
    words = fields.get(name, "").strip().lower()
    if not words:
        return otherwise
    if words not in _YES | _NO:
        raise Refusal("signup-yes-or-no", given=words[:_SHOWN])
    return words in _YES


def _party(words: str) -> int:
    """带人=是, or how many may come together at most."""
    words = words.strip().lower()
    if not words or words in _NO:
        return 1
    if words in _YES - {"1"}:
        return PARTY
    found = _COUNT.fullmatch(words)
    if not found or not 1 < int(found[1]) <= MOST_SEATS:
        raise Refusal("signup-party-unclear", given=words[:_SHOWN])
    return int(found[1])


def _conditions(words: str) -> Conditions:
    found = Conditions()
    for word in re.split(r"[,、;；+]\s*|\s+", words.strip().lower()) if words.strip() else ():
        if word in _KINDS:
            found = found.model_copy(update={"kind": _KINDS[word]})
        elif word in _ADDRESS:
            found = found.model_copy(update={"address": True})
        elif word in _HOUSEHOLD:
            found = found.model_copy(update={"household": True})
        else:
            raise Refusal("signup-condition-unclear", given=word[:_SHOWN])
    return found


def _questions(words: str) -> tuple[Question, ...]:
    parts = [part.strip() for part in re.split(r"[;；\n]", words) if part.strip()]
    if len(parts) > MOST_QUESTIONS:
        raise Refusal("signup-too-many-questions", most=MOST_QUESTIONS)
    return tuple(_question(part) for part in parts)


def _question(part: str) -> Question:
    """``几个孩子(数字)``, ``口味(甜/咸)``, or any words for an answer in words."""
    found = _QUESTION.fullmatch(_short(part, LONGEST_QUESTION))
    kind = found["kind"] if found else None
    if found is None or kind is None:
        return Question(words=part)
    if kind.strip().lower() in _NUMBER_WORDS:
        return Question(words=found["words"], kind=QuestionKind.NUMBER)
    choices = tuple(dict.fromkeys(c for c in _BETWEEN_CHOICES.split(kind.strip()) if c))
    if len(choices) > 1:
        return Question(words=found["words"], kind=QuestionKind.CHOICE, choices=choices)
    return Question(words=part)


def _shifts(
    fields: Mapping[str, str], when: When | None, day: date | None, zone: ZoneInfo
) -> tuple[Shift, ...]:
    seats, words = _count(fields, o.SEATS), fields.get(o.SHIFTS, "")
    parts = [part.strip() for part in re.split(r"[,、;；\n]", words) if part.strip()]
    if len(parts) > MOST_SHIFTS:
        raise Refusal("signup-too-many-shifts", most=MOST_SHIFTS)
    if not parts:
        starts = when.starts.instant if when and when.starts else None
        ends = when.ends.instant if when and when.ends else None
        return (Shift(seats=seats, starts=starts, ends=ends),)
    shifts = tuple(_shift(i, part, seats, day, zone) for i, part in enumerate(parts))
    if len({shift.label for shift in shifts}) < len(shifts):
        raise Refusal("signup-shift-twice")
    return shifts


def _shift(position: int, part: str, seats: int | None, day: date | None, zone: ZoneInfo) -> Shift:
    own = _OWN_SEATS.search(part)
    if own:
        seats, part = int(own[1] or own[2] or own[3]), part[: own.start()]
    label = _short(part, LONGEST_LABEL)
    if not label or seats == 0:
        raise Refusal("signup-shift-unclear")
    span = read_span(label)
    if not isinstance(span, Span) or day is None:
        return Shift(position=position, label=label, seats=seats)
    starts, ends = _bounds(day, span, zone)
    return Shift(
        position=position, label=label, seats=seats, starts=starts.instant, ends=ends.instant
    )


def _checked(signup: Signup, now: datetime) -> Signup:
    """The sign-up, if it makes sense as a whole.

    Raises:
        Refusal: it is over already, it closes after it has begun, or every week has no day.
    """
    if signup.over_at is not None and signup.over_at <= now:
        raise Refusal("signup-over-already")
    ends = signup.ends or signup.over_at
    if signup.closes_at is not None and ends is not None and signup.closes_at > ends:
        raise Refusal("signup-closes-late")
    if signup.weekly and signup.over_at is None and signup.closes_at is None:
        raise Refusal("signup-weekly-needs-time")
    return signup
