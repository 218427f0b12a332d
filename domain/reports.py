"""A report and its life as a ticket."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import text
from domain.people import Actor
from domain.permissions import Permission

MAX_LENGTH = 3000
SHORT_LENGTH = 60


class ReportState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


class Step(StrEnum):
    """What can be done to a ticket."""

    FILE = "file"
    TAKE = "take"
    CLOSE = "close"
    JOIN = "join"


class Report(BaseModel):
    """A ticket.

    Args:
        number: what people call it (#12); one series for the community.
        reporter_id: whose report it is; none once they had their data erased.
        filed_by: who typed it in, often the reporter.
        owner_id: the staff member who took it first.
        households: how many households have it, the reporter's among them.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    circle: Circle
    reporter_id: int | None
    filed_by: int
    body: str
    photo: str | None = None
    anonymous: bool = False
    state: ReportState
    owner_id: int | None = None
    owner_name: str = ""
    households: int = 1
    created_at: datetime


class Transition(BaseModel):
    """One row of the table of a ticket's life."""

    model_config = ConfigDict(frozen=True)

    step: Step
    sources: frozenset[ReportState]
    target: ReportState
    needs: Permission


TRANSITIONS: dict[Step, Transition] = {
    row.step: row
    for row in (
        Transition(
            step=Step.TAKE,
            sources=frozenset({ReportState.WAITING}),
            target=ReportState.TAKEN,
            needs=Permission.HANDLE_REPORTS,
        ),
        Transition(
            step=Step.CLOSE,
            sources=frozenset({ReportState.WAITING, ReportState.TAKEN}),
            target=ReportState.CLOSED,
            needs=Permission.HANDLE_REPORTS,
        ),
    )
}


def advance(report: Report, step: Step, actor: Actor) -> ReportState:
    """The state that a step leads to.

    Raises:
        Refusal: the actor may not, or the ticket is past that step.
    """
    row = TRANSITIONS[step]
    actor.require(row.needs, report.circle)
    if report.state in row.sources:
        return row.target
    if report.state is ReportState.TAKEN:
        raise Refusal("report-already-taken", number=report.number, owner=report.owner_name)
    raise Refusal("report-not-now", number=report.number, state=text(f"state-{report.state}"))


def possible_steps(report: Report) -> tuple[Step, ...]:
    """What staff can do with the ticket as it stands, in the order of the buttons."""
    return tuple(step for step, row in TRANSITIONS.items() if report.state in row.sources)


def shorten(body: str, length: int = SHORT_LENGTH) -> str:
    """The first words of a report on one line, for lists and for the group."""
    line = " ".join(body.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def check_body(body: str) -> str:
    """The words of a report, tidied.

    Raises:
        Refusal: longer than a message that can still be shown whole with its heading.
    """
    words = body.strip()
    if len(words) > MAX_LENGTH:
        raise Refusal("report-too-long", length=len(words), allowed=MAX_LENGTH)
    return words
