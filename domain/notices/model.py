"""Notices, their copies in the circles, and the households that confirm them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.audience import Audience
from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Attachment, Formatted
from domain.people import Person
from domain.timing import Recurrence

LONGEST = 3000
"""Characters of a notice: with the lines around it, it must fit one message, to be edited later."""

LONGEST_CAPTION = 800
"""Characters of a notice under a picture or file, where Telegram allows 1024 in all
(https://core.telegram.org/bots/api#sendphoto)."""


class NoticeState(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PAUSED = "paused"
    SENT = "sent"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class CopyState(StrEnum):
    """What became of a notice in one circle."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    STOPPED = "stopped"


class Content(BaseModel):
    """What is announced.

    Args:
        body: the words, with their formatting.
        attachment: a picture or file that goes with them.
    """

    model_config = ConfigDict(frozen=True)

    body: Formatted
    attachment: Attachment | None = None


class Notice(BaseModel):
    """One notice.

    Args:
        author_id: who sends it.
        urgent: it passes the quiet hours, is pinned and goes up the ladder.
        audience: the circles it is meant for; none while that is still to be chosen.
        version: counts its corrections; a confirmation is of one version.
        pending: the words of a correction that waits to be confirmed.
        send_at: when it is to go, or went.
        sent_at: when it went into the outbox.
        circles: how many circles it went to.
        over: nobody needs to look at it any more, so it is not pinned.
        recurrence: when a repeating one goes; each time it makes a notice of its own.
        series_id: the repeating notice that made it.
    """

    model_config = ConfigDict(frozen=True)

    id: int = 0
    author_id: int
    state: NoticeState = NoticeState.DRAFT
    content: Content
    urgent: bool = False
    audience: Audience | None = None
    version: int = 1
    pending: Formatted | None = None
    created_at: datetime
    send_at: datetime | None = None
    sent_at: datetime | None = None
    corrected_at: datetime | None = None
    circles: int = 0
    over: bool = False
    recurrence: Recurrence | None = None
    series_id: int | None = None

    @property
    def is_out(self) -> bool:
        """Whether it stands in circles."""
        return self.state in {NoticeState.SENT, NoticeState.STOPPED}

    @property
    def waits(self) -> bool:
        """Whether it is still to go, once or again and again."""
        return self.state in {NoticeState.SCHEDULED, NoticeState.PAUSED}


class Copy(BaseModel):
    """A notice in one circle.

    Args:
        error: why it could not be sent, or not yet.
        sent_at: when it was.
    """

    model_config = ConfigDict(frozen=True)

    notice_id: int
    circle: Circle
    state: CopyState = CopyState.WAITING
    error: str | None = None
    sent_at: datetime | None = None


class Count(BaseModel):
    """How many households of how many have confirmed.

    Args:
        bound: all of them have an address; otherwise some are people by themselves.
    """

    model_config = ConfigDict(frozen=True)

    confirmed: int = 0
    total: int = 0
    bound: bool = True


class Receipt(BaseModel):
    """One member of a circle, and whether they have confirmed a notice.

    Args:
        at: when; none if they have not.
        by: who wrote it down for them, after a call or a visit.
        how: ``phone`` or ``visit``, where somebody wrote it down.
    """

    model_config = ConfigDict(frozen=True)

    person: Person
    at: datetime | None = None
    by: str | None = None
    how: str | None = None


class Household(BaseModel):
    """The people of one address in a circle, or one person without one."""

    model_config = ConfigDict(frozen=True)

    receipts: tuple[Receipt, ...]

    @property
    def key(self) -> str:
        """What tells it from other households."""
        return self.receipts[0].person.household

    @property
    def first(self) -> Receipt | None:
        """The first confirmation, if there is one."""
        done = [(receipt.at, receipt) for receipt in self.receipts if receipt.at is not None]
        return min(done, key=lambda pair: pair[0])[1] if done else None

    @property
    def people(self) -> tuple[Person, ...]:
        """Who lives there."""
        return tuple(receipt.person for receipt in self.receipts)


def by_household(receipts: Sequence[Receipt]) -> list[Household]:
    """Members as households, in the order of their addresses; people without one come last."""
    groups: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        groups.setdefault(receipt.person.household, []).append(receipt)
    households = [Household(receipts=tuple(group)) for group in groups.values()]
    return sorted(households, key=_place)


def missing(households: Sequence[Household]) -> list[Household]:
    """Those who have not confirmed."""
    return [household for household in households if household.first is None]


def by_unit(households: Sequence[Household]) -> list[tuple[str, list[Household]]]:
    """Households in groups by building and unit (``3-2``); people without an address under ""."""
    groups: dict[str, list[Household]] = {}
    for household in households:
        address = household.people[0].address
        unit = f"{address.building}-{address.unit}" if address else ""
        groups.setdefault(unit, []).append(household)
    return list(groups.items())


def check_content(content: Content) -> Content:
    """The content, if it can be sent.

    Raises:
        Refusal: it is too long.
    """
    allowed = LONGEST_CAPTION if content.attachment else LONGEST
    length = len(content.body.words)
    if length > allowed:
        key = "notice-too-long-caption" if content.attachment else "notice-too-long"
        raise Refusal(key, length=length, allowed=allowed)
    return content


def _place(household: Household) -> tuple[bool, list[tuple[int, str]], int]:
    person = household.people[0]
    address = person.address
    parts = [address.building, address.unit, address.room] if address else []
    return address is None, [_natural(part) for part in parts], person.id


def _natural(part: str) -> tuple[int, str]:
    """Rooms in the order of their numbers: 101, 1001, 12B."""
    digits = "".join(char for char in part if char.isdecimal())
    return int(digits or 0), part
