"""A sign-up, its shifts and who is on its list."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.circles import CircleKind
from domain.people import Address

MOST_QUESTIONS = 5
MOST_SHIFTS = 12
LATE = 24
"""Hours before the start from which leaving is marked as late."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class SignupState(StrEnum):
    """How far a sign-up is."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    OVER = "over"


class QuestionKind(StrEnum):
    """What an answer may be."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"


class Question(_Frozen):
    """Something that everybody who signs up is asked in private."""

    words: str
    kind: QuestionKind = QuestionKind.TEXT
    choices: tuple[str, ...] = ()


class Shift(_Frozen):
    """A part of a sign-up with seats of its own; a sign-up without shifts has one, unlabelled.

    Args:
        position: from 0, in the order in which they were given.
        label: as it was typed, such as 8:00-10:00.
        seats: how many people there is room for; none for any number.
        starts: when it begins, where that is known.
        ends: when it ends, where that is known.
    """

    position: int = 0
    label: str = ""
    seats: int | None = None
    starts: datetime | None = None
    ends: datetime | None = None

    @property
    def minutes(self) -> int:
        """How long it takes; 0 where that is not known."""
        if self.starts is None or self.ends is None:
            return 0
        return round((self.ends - self.starts).total_seconds() / 60)


class Conditions(_Frozen):
    """Who may sign up.

    Args:
        kind: only people in a circle of this kind.
        address: only people who have bound an address.
        household: one of each household.
    """

    kind: CircleKind | None = None
    address: bool = False
    household: bool = False


class Signup(_Frozen):
    """A list that people put themselves on.

    Args:
        number: ours.
        title: what it is for.
        organiser_id: who opened it; none once they had their data erased.
        place: where it is.
        closes_at: until when people may sign up.
        over_at: when it is over, as far as is known.
        party_max: how many people of a household may come with one entry.
        waiting_max: how many entries may wait; none for any number.
        public: the group sees names.
        weekly: a fresh one opens every week.
        reason: why it was cancelled.
    """

    number: int = 0
    title: str
    organiser_id: int | None = None
    state: SignupState = SignupState.OPEN
    place: str = ""
    closes_at: datetime | None = None
    over_at: datetime | None = None
    party_max: int = 1
    waiting_max: int | None = None
    public: bool = True
    weekly: bool = False
    conditions: Conditions = Conditions()
    questions: tuple[Question, ...] = ()
    shifts: tuple[Shift, ...]
    reason: str = ""

    @property
    def starts(self) -> datetime | None:
        """When the first shift begins."""
        return min((s.starts for s in self.shifts if s.starts is not None), default=None)

    @property
    def ends(self) -> datetime | None:
        """When the last shift ends; of one whose end is not known, when it begins."""
        known = [s.ends or s.starts for s in self.shifts]
        return max((at for at in known if at is not None), default=None)

    def shift(self, position: int) -> Shift | None:
        """A shift by its position, if there is such a one."""
        return self.shifts[position] if 0 <= position < len(self.shifts) else None

    def joinable(self, shift: Shift, now: datetime) -> bool:
        """Whether people may put themselves on the list of a shift."""
        return (
            self.state is SignupState.OPEN
            and (self.closes_at is None or now < self.closes_at)
            and not self.begun(shift, now)
            and (self.over_at is None or now < self.over_at)
        )

    def begun(self, shift: Shift, now: datetime) -> bool:
        """Whether a shift has begun, after which nobody moves up any more."""
        begins = shift.starts if shift.starts is not None else self.over_at
        return begins is not None and begins <= now


class Entry(_Frozen):
    """Somebody on the list of a shift.

    Args:
        number: ours.
        signup: number of the sign-up.
        shift: position of the shift.
        person_id: who; none for a neighbour without Telegram.
        name: what to call them.
        address: where they live, as far as it is known.
        party: how many people want to come.
        seats: how many of them have a seat.
        offered: how many seats are kept for them until they answer.
        offered_until: until when they are.
        whole: either all of them come or none.
        queued: who has the smaller number waits longer.
        asking: they have not answered the questions yet.
        unconfirmed: time or place have changed since they last said that they come.
        stands_for_id: whose place they took over.
    """

    number: int = 0
    signup: int = 0
    shift: int = 0
    person_id: int | None = None
    name: str = ""
    address: Address | None = None
    party: int = 1
    seats: int = 0
    offered: int = 0
    offered_until: datetime | None = None
    whole: bool = True
    queued: int = 0
    asking: bool = False
    unconfirmed: bool = False
    stands_for_id: int | None = None

    @property
    def missing(self) -> int:
        """How many of the party have no seat, nor the offer of one."""
        return self.party - self.seats - self.offered

    @property
    def waits(self) -> bool:
        """Whether they are in the queue."""
        return self.missing > 0


class Mark(StrEnum):
    """What the roll-call says of somebody."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    REPLACED = "replaced"


class Attendance(_Frozen):
    """What became of an entry; the ledger of hours is derived from these.

    Args:
        entry: number of the entry.
        minutes: for how long they served; 0 unless they were there.
        stand_in_id: who took their place.
    """

    entry: int
    signup: int
    shift: int
    person_id: int | None
    household: str
    seats: int
    mark: Mark
    minutes: int = 0
    stand_in_id: int | None = None
