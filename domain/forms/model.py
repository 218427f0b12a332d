"""What a registration form is: its questions, and for whom."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

LONGEST_ANSWER = 500
"""Characters of an answer in words."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Kind(StrEnum):
    """What a question is answered with.

    The values are the type words of XLSForm where it has one
    (https://xlsform.org/en/#question-types).
    """

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    ONE = "select_one"
    SEVERAL = "select_multiple"
    PHOTO = "image"
    NOTE = "note"
    MOBILE = "mobile"
    IDENTITY = "identity"


PERSONAL = frozenset({Kind.MOBILE, Kind.IDENTITY})
"""Answers of these kinds are sensitive whatever the form says."""

NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL})
SELECTS = frozenset({Kind.ONE, Kind.SEVERAL})


class Per(StrEnum):
    """Who gives one answer: each household, or each person."""

    HOUSEHOLD = "household"
    PERSON = "person"


class Choice(_Frozen):
    """One of the answers to choose from.

    Args:
        name: what is kept.
        label: what people read.
    """

    name: str
    label: str


class Question(_Frozen):
    """One question of a form.

    Args:
        name: by which expressions and earlier answers know it, unique in its form.
        label: the question itself.
        kind: what it is answered with.
        required: it cannot be skipped.
        hint: a line of help under the question.
        constraint: an expression that an answer must fulfil; ``.`` is the answer.
        constraint_message: what is said to an answer that does not.
        relevant: an expression that tells whether the question is asked.
        sensitive: its answer is shown masked, and every look at it in full is recorded.
        choices: for the two kinds that choose.
        earliest: the first day that a date may be.
        latest: the last day that a date may be.
        least: a smaller number is taken, and shown to staff as odd.
        most: a larger number is taken, and shown to staff as odd.
    """

    name: str = Field(min_length=1, max_length=40)
    label: str = Field(min_length=1, max_length=200)
    kind: Kind
    required: bool = False
    hint: str = Field(default="", max_length=200)
    constraint: str = Field(default="", max_length=300)
    constraint_message: str = Field(default="", max_length=200)
    relevant: str = Field(default="", max_length=300)
    sensitive: bool = False
    choices: tuple[Choice, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def is_sensitive(self) -> bool:
        """Whether its answer is shown masked."""
        return self.sensitive or self.kind in PERSONAL

    def label_of(self, name: str) -> str:
        """What people read for a choice that was kept."""
        return next((choice.label for choice in self.choices if choice.name == name), name)


class Definition(_Frozen):
    """A form before anybody is asked to fill it in.

    Args:
        title: what people call it.
        purpose: what the answers are for, shown before the first question.
        per: one answer for each household, or for each person.
        questions: in the order in which they are asked.
        open_days: how long it is open unless told.
        keep_days: after that many days from the deadline the answers are erased unless told.
    """

    title: str = Field(min_length=1, max_length=40)
    purpose: str = Field(min_length=1, max_length=300)
    per: Per = Per.HOUSEHOLD
    questions: tuple[Question, ...] = ()
    open_days: int = Field(default=7, ge=1, le=365)
    keep_days: int = Field(default=30, ge=1, le=3650)

    def question(self, name: str) -> Question | None:
        """A question by its name."""
        return next((q for q in self.questions if q.name == name), None)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that want an answer; notes do not."""
        return tuple(q for q in self.questions if q.kind is not Kind.NOTE)


class FormState(StrEnum):
    """Where a form is in its life."""

    OPEN = "open"
    CLOSED = "closed"
    ERASED = "erased"


class Form(_Frozen):
    """A form that people fill in.

    Args:
        id: ours.
        definition: what is asked.
        circle_ids: whom it is for.
        created_by: who made it.
        opened_at: since when.
        closes_at: until then answers can be given and changed.
        erases_at: then the answers are erased.
        state: where it is in its life.
        columns: names of questions and of the fixed columns in the order of the superior office;
            none for all of them in their own order.
        headings: what stands over these columns.
    """

    id: int
    definition: Definition
    circle_ids: tuple[int, ...]
    created_by: int
    opened_at: datetime
    closes_at: datetime
    erases_at: datetime
    state: FormState = FormState.OPEN
    columns: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def takes_answers(self, now: datetime) -> bool:
        """Whether it may still be filled in."""
        return self.state is FormState.OPEN and now < self.closes_at


class AnswerState(StrEnum):
    """Where an answer is in its checking."""

    PENDING = "pending"
    PASSED = "passed"
    RETURNED = "returned"


Values = dict[str, str]
"""Answers by the name of the question; an empty one was skipped."""


class Content(_Frozen):
    """What is sealed of an answer.

    Args:
        values: the answers.
        name: whom a helper filled it in for.
        reason: why it was sent back.
    """

    values: Values = {}
    name: str = ""
    reason: str = ""


class Submission(_Frozen):
    """The current answer of a household or person.

    Args:
        id: ours.
        form_id: of which form.
        circle_id: where it counts.
        subject: the household ("3-2-501") or person ("p<id>") it is of.
        home: the address; empty if it is not known.
        person_id: who filled it in; none once they had their data erased.
        proxy: a captain or staff filled it in for a neighbour.
        version: 1 for the first, one more with each change.
        state: where it is in its checking.
        returned: the question that is asked again.
        flags: what was odd about it when it came.
        at: when this version came.
        content: what was answered.
    """

    id: int
    form_id: int
    circle_id: int
    subject: str
    home: str
    person_id: int | None
    proxy: bool
    version: int
    state: AnswerState
    returned: str
    flags: tuple[str, ...]
    at: datetime
    content: Content
