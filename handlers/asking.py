"""A time that was said unclearly is asked back, with what it could mean."""

from datetime import datetime
from typing import TypeVar

from domain.errors import Refusal
from domain.messages import Day, Text, When, text
from domain.timing import Moment, Unclear

Read = TypeVar("Read")

SHOWN = 6
"""How many of the times that could be meant are listed."""


def settled(outcome: Moment | Unclear) -> datetime:
    """The instant that was read.

    Args:
        outcome: of ``read_moment`` or ``split_leading_moment``.

    Raises:
        Refusal: it asks back, and lists what could be meant in full.
    """
    if isinstance(outcome, Moment):
        return outcome.instant
    raise Refusal.saying(ask_back(outcome))


def clear(outcome: Read | Unclear) -> Read:
    """The day, span of the day, range or recurrence that was read.

    Args:
        outcome: of ``read_day``, ``read_span``, ``parse_range`` or ``read_recurrence``.

    Raises:
        Refusal: it asks back, and lists what could be meant in full.
    """
    if isinstance(outcome, Unclear):
        raise Refusal.saying(ask_back(outcome, days=True))
    return outcome


def ask_back(unclear: Unclear, *, days: bool = False) -> Text:
    """The question back, for where it is asked in a conversation and not refused.

    Args:
        unclear: what was read.
        days: whole days were asked for, so that no hours are shown.
    """
    why = text(f"time-{unclear.reason}")
    shown = unclear.candidates[:SHOWN]
    if not shown:
        return why
    lines = tuple(
        text("time-candidate", at=Day(day=moment.wall.date()) if days else When(at=moment.instant))
        for moment in shown
    )
    return text("time-which", why=why, candidates=lines)
