"""The double-entry ledger: accounts, and movements whose entries sum to zero."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, PositiveInt, model_validator

from domain.errors import Refusal
from domain.people import Address


class AccountKind(StrEnum):
    """Whose points an account holds, in the order in which points go."""

    COMMUNITY = "community"
    PARTNER = "partner"
    HOUSEHOLD = "household"
    RESERVED = "reserved"
    GIFTS = "gifts"


NEVER_NEGATIVE = (AccountKind.HOUSEHOLD, AccountKind.RESERVED)
"""Nobody spends what they do not have; who gives points out is below zero by what they gave."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Account(_Frozen):
    """An account.

    Args:
        kind: what it is for.
        key: the household or the partner organisation; empty where there is only one of its kind.
    """

    kind: AccountKind
    key: str = ""


COMMUNITY = Account(kind=AccountKind.COMMUNITY)
"""Gives out the community's points."""

GIFTS = Account(kind=AccountKind.GIFTS)
"""Takes in the points of gifts that were handed over."""


def household(key: str) -> Account:
    """The points that a household can spend."""
    return Account(kind=AccountKind.HOUSEHOLD, key=key)


def reserved(key: str) -> Account:
    """The points of a household that gifts are kept for."""
    return Account(kind=AccountKind.RESERVED, key=key)


def issuer(organisation: str) -> Account:
    """Who gives points out: a partner organisation on its own account, or else the community."""
    return Account(kind=AccountKind.PARTNER, key=organisation) if organisation else COMMUNITY


class MovementKind(StrEnum):
    """Why points move."""

    CHECKIN = "checkin"
    BOOKING = "booking"
    HOURS = "hours"
    GRANT = "grant"
    MOVE = "move"
    RESERVE = "reserve"
    CANCEL = "cancel"
    EXPIRE = "expire"
    REDEEM = "redeem"
    RETURN = "return"
    REVERSAL = "reversal"


EARNED = (
    MovementKind.CHECKIN,
    MovementKind.BOOKING,
    MovementKind.HOURS,
    MovementKind.GRANT,
)
"""What counts in the ranking, and what can be reversed; a gift has its own way back."""


class Entry(_Frozen):
    """One side of a movement: points into an account, or out of it where negative."""

    account: Account
    amount: int


class Movement(_Frozen):
    """Points that go from some accounts to others; once posted it is never changed.

    Args:
        kind: why.
        entries: two or more, on different accounts; they sum to zero.
        words: what it was for, in the words that people used.
        source_key: what caused it; no cause moves points twice.
        by_id: who did it, where a person did.
        reverses: the movement that it takes back.
    """

    kind: MovementKind
    entries: tuple[Entry, ...]
    words: str = ""
    source_key: str | None = None
    by_id: int | None = None
    reverses: int | None = None

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        accounts = {entry.account for entry in self.entries}
        amounts = [entry.amount for entry in self.entries]
        if len(accounts) < len(self.entries) or 0 in amounts or not amounts or sum(amounts) != 0:
            raise ValueError("entries are on different accounts, not zero, and sum to zero")
        return self


class Posted(_Frozen):
    """A movement of the ledger.

    Args:
        by: the name of who did it; empty where nobody did or they are forgotten.
        taken_back: a later movement reverses it.
    """

    id: int
    at: datetime
    movement: Movement
    by: str = ""
    taken_back: bool = False

    def amount_on(self, account: Account) -> int:
        """What it brought to an account."""
        return sum(entry.amount for entry in self.movement.entries if entry.account == account)


class Award(_Frozen):
    """Points that a household has earned.

    Args:
        household: as ``Person.household`` names it.
        points: how many.
        kind: for what sort of deed.
        words: for what, in a few words of the language of the community.
        source_key: the deed; no deed is rewarded twice.
        by_id: who saw to it, where a person did.
        issuer: the partner organisation that gives the points; empty for the community.
    """

    household: str
    points: PositiveInt
    kind: MovementKind
    words: str
    source_key: str
    by_id: int | None = None
    issuer: str = ""

    @property
    def movement(self) -> Movement:
        """From the account of who gives to that of the household."""
        return Movement(
            kind=self.kind,
            entries=transfer(issuer(self.issuer), household(self.household), self.points),
            words=self.words,
            source_key=self.source_key,
            by_id=self.by_id,
        )


def transfer(source: Account, target: Account, points: int) -> tuple[Entry, Entry]:
    """The two sides of points that go from one account to another."""
    return Entry(account=source, amount=-points), Entry(account=target, amount=points)


def is_address(key: str) -> bool:
    """Whether a household is an address, and not a person or a name."""
    return key.count("-") == len(Address.model_fields) - 1 and ":" not in key


def moved_in(person: str, home: str, balances: Mapping[Account, int]) -> Movement | None:
    """What a person earned before they had an address goes to their household; none if nothing.

    Args:
        person: the account that they had by themselves.
        home: the household that they are of now.
        balances: of the accounts of the person.
    """
    pairs = ((household(person), household(home)), (reserved(person), reserved(home)))
    entries = [
        entry
        for source, target in pairs
        if balances.get(source)
        for entry in transfer(source, target, balances[source])
    ]
    return Movement(kind=MovementKind.MOVE, entries=tuple(entries)) if entries else None


def reversal(posted: Posted, words: str, by_id: int) -> Movement:
    """Takes back what a household had got by mistake.

    Args:
        posted: the movement.
        words: why.
        by_id: who takes it back.

    Raises:
        Refusal: it is of another sort, it was taken back before, or no reason is given.
    """
    if posted.movement.kind not in EARNED:
        raise Refusal("points-not-reversible")
    if posted.taken_back:
        raise Refusal("points-reversed-before")
    if not words.strip():
        raise Refusal("points-reason-missing")
    return Movement(
        kind=MovementKind.REVERSAL,
        entries=tuple(
            Entry(account=entry.account, amount=-entry.amount) for entry in posted.movement.entries
        ),
        words=words.strip(),
        by_id=by_id,
        reverses=posted.id,
    )


def affordable(movement: Movement, balances: Mapping[Account, int]) -> Movement:
    """The movement, if no household spends what it does not have.

    Args:
        movement: what is to be posted.
        balances: of the accounts that it touches; none is a balance of zero.

    Raises:
        Refusal: a household has too few points.
    """
    for entry in movement.entries:
        has = balances.get(entry.account, 0)
        if entry.account.kind in NEVER_NEGATIVE and has + entry.amount < 0:
            raise Refusal("points-too-few", has=has, needed=-entry.amount)
    return movement
