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
from domain.reports.model import Report, ReportState


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
    """What a person is to a ticket."""

    STAFF = "staff"
    HANDLER = "handler"
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
_WORKERS = frozenset({_P.STAFF, _P.HANDLER})
_HOUSEHOLDS = frozenset({_P.REPORTER, _P.HOUSEHOLD})
_OPEN = frozenset({_S.WAITING, _S.TAKEN, _S.TRANSFERRED, _S.HELD})


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
    Step.TAKE: _row({_S.WAITING, _S.TRANSFERRED}, _S.TAKEN, {_P.STAFF, _P.TARGET}, responds=True),
    Step.REPLY: _row(_OPEN | {_S.REVIEW}, None, _WORKERS, words=True, responds=True),
    Step.ANSWER: _row(_OPEN | {_S.REVIEW}, None, _HOUSEHOLDS, words=True),
    Step.TRANSFER: _row(_OPEN, _S.TRANSFERRED, _WORKERS, responds=True),
    Step.RETURN: _row({_S.TRANSFERRED, _S.TAKEN}, _S.TAKEN, {_P.TARGET}, words=True),
    Step.HOLD: _row({_S.TAKEN}, _S.HELD, _WORKERS, words=True),
    Step.RESUME: _row({_S.HELD}, _S.TAKEN, _WORKERS | {_P.CLOCK}),
    Step.CLOSE: _row(_OPEN, _S.REVIEW, _WORKERS, words=True, responds=True),
    Step.REJECT: _row({_S.WAITING, _S.TAKEN}, _S.REJECTED, _WORKERS, words=True, responds=True),
    Step.CONTEST: _row({_S.REJECTED}, _S.WAITING, {_P.REPORTER}, words=True),
    Step.MERGE: _row({_S.WAITING, _S.TAKEN}, _S.MERGED, {_P.STAFF}, responds=True),
    Step.WITHDRAW: _row(_OPEN, _S.WITHDRAWN, {_P.REPORTER}),
    Step.RATE: _row({_S.REVIEW}, _S.CLOSED, _HOUSEHOLDS),
    Step.REOPEN: _row({_S.REVIEW}, _S.TAKEN, _HOUSEHOLDS, words=True),
    Step.EXPIRE: _row({_S.REVIEW}, _S.CLOSED, {_P.CLOCK}),
    Step.CLASSIFY: _row(_OPEN, None, _WORKERS | {_P.REPORTER}),
}
"""Everything that may happen to a ticket; whatever is not here is refused."""


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
    """What a person is to a ticket.

    Args:
        report: the ticket.
        actor: the person.
        household: they joined it with 我家也是.
    """
    person_id = actor.person.id
    asked = report.target_id == person_id or (
        report.organisation is not None and report.organisation in actor.organisations
    )
    found = {
        Party.STAFF: actor.may(Permission.HANDLE_REPORTS, report.circle),
        Party.HANDLER: report.owner_id == person_id or asked,
        Party.TARGET: asked,
        Party.REPORTER: report.reporter_id == person_id,
        Party.HOUSEHOLD: household,
    }
    return frozenset(party for party, holds in found.items() if holds)


def possible(report: Report, by: frozenset[Party]) -> tuple[Step, ...]:
    """What somebody can make happen to the ticket as it stands."""
    return tuple(
        step
        for step, row in TRANSITIONS.items()
        if report.state in row.sources and by & row.parties and _allowed(report, step)
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
    if report.state not in row.sources or not _allowed(report, step):
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
    changed = report.model_copy(update={**action.changes, "state": target})
    if row.responds and report.responded_at is None:
        changed = changed.model_copy(update={"responded_at": now, "respond_due": None})
    changed = _with_owner(report, changed, action)
    changed = clocks.after(report, changed, now)
    if action.step is Step.CLASSIFY:
        changed = clocks.reclassified(changed)
    event = Event(
        at=now,
        person_id=action.person_id,
        person_name=action.person_name,
        step=action.step,
        source=report.state,
        target=target,
        words=words,
    )
    return changed, event


def state_text(report: Report) -> Text:
    """Where a ticket stands, in words."""
    if report.state is ReportState.TRANSFERRED and report.organisation:
        return text("state-transferred-to", owner=report.organisation)
    return text(f"state-{report.state}", owner=report.owner_name)


def _target(report: Report, step: Step, row: Transition) -> ReportState:
    """A ticket that nobody owned goes back to waiting when it is returned or re-opened."""
    if row.target is None:
        return report.state
    if step in {Step.RETURN, Step.REOPEN} and report.first_owner_id is None:
        return ReportState.WAITING
    return row.target


def _with_owner(report: Report, changed: Report, action: Action) -> Report:
    """Who is to act next, and who took it first."""
    nobody: dict[str, Any] = {"owner_id": None, "owner_name": ""}
    asked = {"target_id": report.target_id, "organisation": report.organisation}
    match action.step:
        case Step.TAKE:
            kept = asked if Party.TARGET in action.by else dict.fromkeys(asked)
            return changed.model_copy(update={**_taken_by(report, action), **kept})
        case Step.CLOSE if report.owner_id is None:
            return changed.model_copy(update=_taken_by(report, action))
        case Step.TRANSFER:
            return changed.model_copy(update={**nobody, "handovers": report.handovers + 1})
        case Step.RETURN:
            first = {"owner_id": report.first_owner_id, "owner_name": report.first_owner_name}
            return changed.model_copy(update={**first, **dict.fromkeys(asked)})
        case Step.CONTEST:
            return changed.model_copy(update={**nobody, **dict.fromkeys(asked)})
        case _:
            return changed


def _taken_by(report: Report, action: Action) -> dict[str, Any]:
    owner = {"owner_id": action.person_id, "owner_name": action.person_name}
    if report.first_owner_id is None:
        owner |= {
            "first_owner_id": action.person_id,
            "first_owner_name": action.person_name,
        }
    return owner


def _allowed(report: Report, step: Step) -> bool:
    """What the state alone does not tell."""
    if step is Step.CONTEST:
        return not report.contested
    if step is Step.RETURN:
        return report.handovers > 0
    return True


def _can(report: Report, by: frozenset[Party]) -> Text:
    steps = possible(report, by)
    names = tuple(text(f"step-{step}") for step in steps)
    return text("report-can", steps=names) if names else text("report-can-nothing")


def _who(row: Transition) -> Text:
    order = (Party.REPORTER, Party.TARGET, Party.HANDLER, Party.STAFF)
    return text(f"party-{next((p for p in order if p in row.parties), Party.STAFF)}")
