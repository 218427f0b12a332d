"""Who may join and who may run a sign-up, what clashes, and when what is due."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.circles import Circle, CircleKind
from domain.errors import Refusal
from domain.messages import text
from domain.people import Actor
from domain.permissions import Permission
from domain.signups.model import Question, QuestionKind, Shift, Signup, SignupState
from domain.timing import Moment, moments_at

EVENING = time(18, 0)
"""When people are reminded on the day before, and missing ones are looked for."""
HOUR_BEFORE = timedelta(hours=1)
LONGEST_ANSWER = 200

REMIND_DAY = "signup.remind_day"
REMIND_HOUR = "signup.remind_hour"
SHORT = "signup.short"
CLOSES = "signup.closes"
OVER = "signup.over"
NEXT = "signup.next"
TIDY = "signup.tidy"

KIND_TEXTS = {
    CircleKind.NEIGHBOURS: "kind-neighbours",
    CircleKind.PARTY: "kind-party",
    CircleKind.CLUB: "kind-club",
    CircleKind.GROUP_BUY: "kind-group-buy",
}
"""Ids of what kinds of circles are called."""

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,2})?", re.ASCII)


class Deadline(NamedTuple):
    """Something that comes due for a sign-up, and by when it is pointless."""

    kind: str
    at: datetime
    until: datetime | None = None
    shift: int | None = None


def check_joinable(signup: Signup, shift: Shift, now: datetime) -> None:
    """Refuse to put anybody on the list where nobody may be put any more.

    Raises:
        Refusal: that says why.
    """
    if signup.joinable(shift, now):
        return
    if signup.state is SignupState.CANCELLED:
        raise Refusal("signup-is-cancelled", title=signup.title)
    over = signup.state is SignupState.OVER or signup.begun(shift, now)
    raise Refusal("signup-has-begun" if over else "signup-is-closed", title=signup.title)


def check_fit(signup: Signup, actor: Actor, circles: Sequence[Circle]) -> None:
    """Refuse whoever does not meet the conditions.

    Raises:
        Refusal: that says which one, and how to meet it.
    """
    mine = {membership.circle.id for membership in actor.memberships}
    if not mine & {circle.id for circle in circles}:
        raise Refusal("signup-not-your-circle")
    kind = signup.conditions.kind
    if kind is not None and all(m.circle.kind is not kind for m in actor.memberships):
        raise Refusal("signup-only-kind", kind=text(KIND_TEXTS[kind]))
    bound = signup.conditions.address or signup.conditions.household
    if bound and actor.person.address is None:
        raise Refusal("signup-needs-address", start="run-bind")


def may_run(actor: Actor, circles: Iterable[Circle]) -> bool:
    """Whether somebody may run a sign-up of these circles: a captain of one, or its staff."""
    return any(actor.may(Permission.OPEN_SIGNUPS, circle) for circle in circles)


def overlapping(shift: Shift, others: Iterable[tuple[str, Shift]]) -> str | None:
    """The title of a sign-up whose shift is at the same time, among those one is on already."""
    if shift.starts is None:
        return None
    ends = shift.ends or shift.starts + HOUR_BEFORE
    for title, other in others:
        if other.starts is None:
            continue
        if other.starts < ends and shift.starts < (other.ends or other.starts + HOUR_BEFORE):
            return title
    return None


def deadlines(signup: Signup, now: datetime, zone: ZoneInfo) -> list[Deadline]:
    """What comes due for a sign-up from now on; of one that is cancelled, only the next week's."""
    found = []
    if signup.closes_at is not None and signup.state is SignupState.OPEN:
        found.append(Deadline(CLOSES, signup.closes_at))
    if signup.state in {SignupState.OPEN, SignupState.CLOSED}:
        for shift in signup.shifts:
            found += _of_shift(shift, zone)
        if signup.over_at is not None:
            found.append(Deadline(OVER, signup.over_at))
    if signup.weekly and (next_at := next_opening(signup)) is not None:
        found.append(Deadline(NEXT, next_at))
    return [deadline for deadline in found if deadline.at > now]


def next_opening(signup: Signup) -> datetime | None:
    """When the sign-up of the following week opens: once this one is over."""
    return signup.over_at or signup.closes_at


def read_answer(question: Question, words: str) -> str:
    """An answer, if it is one to this question.

    Raises:
        Refusal: it is not; the refusal says what is wanted.
    """
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_ANSWER:
        raise Refusal("signup-answer-length", most=LONGEST_ANSWER)
    if question.kind is QuestionKind.NUMBER and not _NUMBER.fullmatch(words):
        raise Refusal("signup-answer-number")
    if question.kind is QuestionKind.CHOICE and words not in question.choices:
        raise Refusal("signup-answer-choice", choices="、".join(question.choices))
    return words


def _of_shift(shift: Shift, zone: ZoneInfo) -> list[Deadline]:
    if shift.starts is None:
        return []
    day = Moment.at(shift.starts, zone).wall.date() - timedelta(days=1)
    evening = moments_at(datetime.combine(day, EVENING), zone)[0].instant
    return [
        Deadline(REMIND_DAY, evening, shift.starts, shift.position),
        Deadline(SHORT, evening, shift.starts, shift.position),
        Deadline(REMIND_HOUR, shift.starts - HOUR_BEFORE, shift.starts, shift.position),
    ]
