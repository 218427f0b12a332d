"""What is odd about an answer, and what is looked at first."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.forms.chasing import Expected
from domain.forms.model import AnswerState, Submission


class Oddity(StrEnum):
    """Why staff should look at an answer."""

    DUPLICATE = "duplicate"
    """Another answer has the same mobile or identity number."""
    RANGE = "range"
    """A number is outside of what is usual."""
    ROSTER = "roster"
    """The household is not in the roster."""
    OTHER_PERSON = "other-person"
    """An earlier version came from somebody else."""


class Case(BaseModel):
    """An answer to be checked, with what is odd about it."""

    model_config = ConfigDict(frozen=True)

    submission: Submission
    oddities: tuple[Oddity, ...] = ()


def cases_of(
    submissions: Iterable[Submission],
    expected: Mapping[int, Expected],
    duplicates: frozenset[int],
) -> list[Case]:
    """The answers that wait to be checked, the odd ones first.

    Args:
        submissions: current answers.
        expected: who is to answer, by circle.
        duplicates: ids of the answers that share a number with another.
    """
    cases = [
        Case(
            submission=submission,
            oddities=_oddities(submission, expected.get(submission.circle_id), duplicates),
        )
        for submission in submissions
        if submission.state is AnswerState.PENDING
    ]
    return sorted(cases, key=lambda case: (not case.oddities, case.submission.id))


def _oddities(
    submission: Submission, expected: Expected | None, duplicates: frozenset[int]
) -> tuple[Oddity, ...]:
    found = [Oddity(flag) for flag in submission.flags]
    if submission.id in duplicates:
        found.insert(0, Oddity.DUPLICATE)
    if expected is not None and expected.complete and submission.subject not in expected.subjects:
        found.append(Oddity.ROSTER)
    return tuple(found)


def plain(cases: Iterable[Case]) -> list[Case]:
    """Those about which nothing is odd, which may be passed all at once."""
    return [case for case in cases if not case.oddities]
