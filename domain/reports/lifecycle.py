"""The life of a ticket: one table of what may happen, by whom, from where to where.

The states are those of Beijing's 接诉即办: 待接单 → 处理中 → 待回访 → 已办结, with 已转派, 挂起,
已合并, 不受理 and 已撤回 aside.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.messages import Text, text
from domain.people import Actor
from domain.permissions import Permission
from domain.reports.clocks import Clocks
from domain.reports.model import OPEN_STATES, Report, ReportState


class Step(StrEnum):
    """What can happen to a ticket."""

    FILE = "file"
    TAKE = "take"
    REPLY = "reply"
    ANSWER = "answer"
    TRANSFER = "transfer"
    RETURN = "return"
    HOLD = "hold"
    RESUME = "resume"
    CLOSE = "close"
    REJECT = "reject"
    CONTEST = "contest"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    RATE = "rate"
    REOPEN = "reopen"
    EXPIRE = "expire"
    CLASSIFY = "classify"


class Party(StrEnum):
    """What a person is to a ticket.

    ``STAFF`` serve the grid of its circle; a ``TARGET`` is whom it was handed to, a colleague or
    the people of a partner organisation.
    """

    STAFF = "staff"
    TARGET = "target"
    REPORTER = "reporter"
    HOUSEHOLD = "household"
    CLOCK = "clock"


class Transition(BaseModel):
    """One row of the table.

    Args:
        sources: the states from which it may happen.
        target: the state it leads to; none leaves the state as it is.
        parties: who may.
        words: words must be given.
        responds: counts as staff's reaction, which ends the clock to respond.
    """

    model_config = ConfigDict(frozen=True)

    sources: frozenset[ReportState]
    target: ReportState | None
    parties: frozenset[Party]
    words: bool = False
    responds: bool = False


_S, _P = ReportState, Party
_STAFF = frozenset({_P.STAFF})
_WORKERS = frozenset({_P.STAFF, _P.TARGET})
_HOUSEHOLDS = frozenset({_P.REPORTER, _P.HOUSEHOLD})
_OPEN = OPEN_STATES


def _row(
    sources: frozenset[ReportState] | set[ReportState],
    target: ReportState | None,
    parties: frozenset[Party] | set[Party],
    *,
    words: bool = False,
    responds: bool = False,
) -> Transition:
    return Transition(
        sources=frozenset(sources),
        target=target,
        parties=frozenset(parties),
        words=words,
        responds=responds,
    )


TRANSITIONS: dict[Step, Transition] = {
    Step.TAKE: _row({_S.WAITING, _S.TRANSFERRED}, _S.TAKEN, _WORKERS, responds=True),
    Step.REPLY: _row(_OPEN | {_S.REVIEW}, None, _WORKERS, words=True, responds=True),
    Step.ANSWER: _row(_OPEN | {_S.REVIEW}, None, _HOUSEHOLDS, words=True),
    Step.TRANSFER: _row(_OPEN, _S.TRANSFERRED, _STAFF, responds=True),
    Step.RETURN: _row({_S.TRANSFERRED, _S.TAKEN}, _S.TAKEN, {_P.TARGET}, words=True),
    Step.HOLD: _row({_S.TAKEN}, _S.HELD, _STAFF, words=True),
    Step.RESUME: _row({_S.HELD}, _S.TAKEN, _STAFF | {_P.CLOCK}),
    Step.CLOSE: _row(_OPEN, _S.REVIEW, _WORKERS, words=True, responds=True),
    Step.REJECT: _row({_S.WAITING, _S.TAKEN}, _S.REJECTED, _STAFF, words=True, responds=True),
    Step.CONTEST: _row({_S.REJECTED}, _S.WAITING, {_P.REPORTER}, words=True),
    Step.MERGE: _row({_S.WAITING, _S.TAKEN}, _S.MERGED, _STAFF, responds=True),
    Step.WITHDRAW: _row(_OPEN, _S.WITHDRAWN, {_P.REPORTER}),
    Step.RATE: _row({_S.REVIEW}, _S.CLOSED, _HOUSEHOLDS),
    Step.REOPEN: _row({_S.REVIEW}, _S.TAKEN, _HOUSEHOLDS, words=True),
    Step.EXPIRE: _row({_S.REVIEW}, _S.CLOSED, {_P.CLOCK}),
    Step.CLASSIFY: _row(_OPEN, None, _STAFF | {_P.REPORTER}),
}
"""Everything that may happen to a ticket; whatever is not here is refused."""

_NOBODYS: dict[str, Any] = {"owner_id": None, "owner_name": ""}
_NOT_HANDED_ON: dict[str, Any] = {
    "target_id": None,
    "organisation": None,
    "handed_by_id": None,
    "handed_by_name": "",
}


class Action(BaseModel):
    """Something that somebody wants to happen.

    Args:
        step: what.
        by: the parties of whoever acts.
        person_id: who; none for the clock.
        person_name: their name, for the ticket's card.
        words: what they say.
        changes: fields of the ticket that follow from the step itself, such as whom a transfer
            goes to.
    """

    model_config = ConfigDict(frozen=True)

    step: Step
    by: frozenset[Party]
    person_id: int | None = None
    person_name: str = ""
    words: str = ""
    changes: dict[str, Any] = {}


class Event(BaseModel):
    """One step in the life of a ticket; events are added and never changed.

    Args:
        at: when.
        person_id: who; none for the clock.
        words: what was said.
        detail: what the step was about besides, such as an organisation or a rating.
        photo: a Telegram file id.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    person_id: int | None
    person_name: str = ""
    step: Step
    source: ReportState | None
    target: ReportState
    words: str = ""
    detail: str = ""
    photo: str | None = None


def parties_of(report: Report, actor: Actor, *, household: bool = False) -> frozenset[Party]:
    """What a person is to a ticket, now: whoever left the staff or the partner is neither.

    Args:
        report: the ticket.
        actor: the person.
        household: they joined it with 我家也是.
    """
    person_id = actor.person.id
    is_staff = actor.may(Permission.HANDLE_REPORTS, report.circle)
    found = {
        Party.STAFF: is_staff,
        Party.TARGET: (is_staff and report.target_id == person_id)
        or report.organisation in actor.organisations,
        Party.REPORTER: report.reporter_id == person_id,
        Party.HOUSEHOLD: household,
    }
    return frozenset(party for party, holds in found.items() if holds)


def possible(report: Report, by: frozenset[Party]) -> tuple[Step, ...]:
    """What somebody can make happen to the ticket as it stands."""
    return tuple(
        step
        for step, row in TRANSITIONS.items()
        if by & row.parties and _is_time_for(report, step, row)
    )


def check(report: Report, step: Step, by: frozenset[Party]) -> Transition:
    """The row of the table for a step that may happen now.

    Raises:
        Refusal: they may not, or the ticket is past that step; it says what is possible now.
    """
    row = TRANSITIONS[step]
    if not by & row.parties:
        raise Refusal("report-not-yours-to-do", number=report.number, who=_who(row))
    if report.state is ReportState.TAKEN and step is Step.TAKE:
        raise Refusal("report-already-taken", number=report.number, owner=report.owner_name)
    if not _is_time_for(report, step, row):
        raise Refusal(
            "report-not-now", number=report.number, state=state_text(report), can=_can(report, by)
        )
    return row


def apply(report: Report, action: Action, now: datetime, clocks: Clocks) -> tuple[Report, Event]:
    """The ticket after a step, and the event that records it.

    Raises:
        Refusal: as for ``check``; or words are needed and none were given.
    """
    row = check(report, action.step, action.by)
    words = action.words.strip()
    if row.words and not words:
        raise Refusal("report-needs-words")
    target = _target(report, action.step, row)
    facts = {**action.changes, **_facts(report, action, now), "state": target}
    if row.responds and report.responded_at is None:
        facts["responded_at"] = now
    if target is not ReportState.HELD:
        facts["held_until"] = None
    event = Event(
        at=now,
        person_id=action.person_id,
        person_name=action.person_name,
        step=action.step,
        source=report.state,
        target=target,
        words=words,
    )
    return clocks.after(report, report.model_copy(update=facts), now), event


def state_text(report: Report) -> Text:
    """Where a ticket stands, in words."""
    if report.state is ReportState.TRANSFERRED and report.organisation:
        return text("state-transferred-to", owner=report.organisation)
    return text(f"state-{report.state}", owner=report.owner_name)


def _target(report: Report, step: Step, row: Transition) -> ReportState:
    """A ticket that nobody has ever taken waits again when it comes back."""
    if step is Step.RETURN and report.first_owner_id is None:
        return ReportState.WAITING
    return row.target or report.state


def _facts(report: Report, action: Action, now: datetime) -> dict[str, Any]:
    """What follows from a step: who has the ticket, what is counted, what is noted."""
    facts: dict[str, Any] = {}
    match action.step:
        case Step.TAKE:
            kept = {} if Party.TARGET in action.by else _NOT_HANDED_ON
            facts = _taken_by(report, action) | kept
        case Step.TRANSFER:
            by = {"handed_by_id": action.person_id, "handed_by_name": action.person_name}
            facts = _NOBODYS | by | {"handovers": report.handovers + 1}
        case Step.RETURN if report.first_owner_id is not None:
            by = {"owner_id": report.handed_by_id, "owner_name": report.handed_by_name}
            facts = by | _NOT_HANDED_ON
        case Step.RETURN:
            facts = _NOT_HANDED_ON
        case Step.CLOSE:
            taken = _taken_by(report, action) if report.owner_id is None else {}
            facts = taken | {"done_at": now}
        case Step.REOPEN:
            facts = {"reopenings": report.reopenings + 1, "done_at": None}
        case Step.CONTEST:
            facts = _NOBODYS | _NOT_HANDED_ON | {"contested": True, "out_of_scope": False}
    return facts


def _taken_by(report: Report, action: Action) -> dict[str, Any]:
    owner = {"owner_id": action.person_id, "owner_name": action.person_name}
    if report.first_owner_id is not None:
        return owner
    return owner | {
        "first_owner_id": action.person_id,
        "first_owner_name": action.person_name,
    }


def _is_time_for(report: Report, step: Step, row: Transition) -> bool:
    return report.state in row.sources and not (step is Step.CONTEST and report.contested)


def _can(report: Report, by: frozenset[Party]) -> Text:
    steps = possible(report, by)
    names = tuple(text(f"step-{step}") for step in steps)
    return text("report-can", steps=names) if names else text("report-can-nothing")


def _who(row: Transition) -> Text:
    order = (Party.STAFF, Party.REPORTER, Party.TARGET)
    return text(f"party-{next((party for party in order if party in row.parties), Party.STAFF)}")
