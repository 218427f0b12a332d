from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.circles import Circle


class ReportState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    TRANSFERRED = "transferred"
    HELD = "held"
    REVIEW = "review"
    CLOSED = "closed"
    MERGED = "merged"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset(
    {ReportState.WAITING, ReportState.TAKEN, ReportState.TRANSFERRED, ReportState.HELD}
)
"""States in which somebody still has to do something about the trouble."""


class Solved(StrEnum):
    """What a household says of the outcome."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Satisfied(StrEnum):
    """How content a household is with how it was handled."""

    YES = "yes"
    FAIRLY = "fairly"
    NO = "no"


class Report(BaseModel):
    """A ticket.

    Args:
        number: what people call it (#12); one series for the community.
        reporter_id: whose report it is; none once they had their data erased.
        filed_by: who typed it in, often the reporter.
        photos: Telegram file ids.
        category: the name of a category of the config.
        urgent: its clocks run day and night.
        owner_id: who is to act on it now.
        first_owner_id: who took it first, and stays named whatever happens later (首接负责).
        organisation: the partner organisation that has it or is asked to take it.
        target_id: the colleague who is asked to take it.
        handed_by_id: the member of staff who handed it on, to whom it comes back.
        handovers: how often it was handed on.
        reopenings: how often a household said that it is not solved.
        contested: the reporter has objected to a rejection, which can be done once.
        out_of_scope: rejected as no matter of the community, which the rates leave aside.
        merged_into: the ticket that it was merged into.
        held_until: when a ticket on hold comes back by itself.
        respond_by: by when staff must react, or had to; none for tickets older than clocks.
        resolve_from: since when the clock to solve it runs: from filing, from its last re-opening
            or from when it came back from hold; none while it stands still.
        resolve_used: seconds of working time that had counted before.
        resolve_due: when it must be solved; none while its clock stands still.
        responded_at: when staff first reacted.
        done_at: when it was last called done.
        households: how many households have the trouble, the reporter's among them.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    circle: Circle
    reporter_id: int | None
    filed_by: int
    body: str
    photos: tuple[str, ...] = ()
    category: str
    urgent: bool = False
    anonymous: bool = False
    state: ReportState = ReportState.WAITING
    owner_id: int | None = None
    owner_name: str = ""
    first_owner_id: int | None = None
    first_owner_name: str = ""
    organisation: str | None = None
    target_id: int | None = None
    handed_by_id: int | None = None
    handed_by_name: str = ""
    handovers: int = 0
    reopenings: int = 0
    contested: bool = False
    out_of_scope: bool = False
    merged_into: int | None = None
    held_until: datetime | None = None
    respond_by: datetime | None = None
    resolve_from: datetime | None = None
    resolve_used: int = 0
    resolve_due: datetime | None = None
    responded_at: datetime | None = None
    done_at: datetime | None = None
    households: int = 1
    created_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about the trouble."""
        return self.state in OPEN_STATES

    @property
    def respond_due(self) -> datetime | None:
        """By when staff must react; none once they have, and once nobody has to any more."""
        return self.respond_by if self.is_open and self.responded_at is None else None
