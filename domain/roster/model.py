"""What a household is, and what can be wrong with a row of a list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.people import Address


class Column(StrEnum):
    """What a column of a list is about."""

    BUILDING = "building"
    UNIT = "unit"
    ROOM = "room"
    ADDRESS = "address"
    HEAD = "head"
    PHONE = "phone"
    PEOPLE = "people"
    NOTE = "note"


class Household(BaseModel):
    """One household.

    Args:
        address: where; no two households have the same.
        head: whose name stands for it.
        phone: its numbers, a 、 between two.
        people: how many live there; none if nobody says.
        note: whatever else the list says.
        circle_id: the circle that it belongs to, if that is known.
    """

    model_config = ConfigDict(frozen=True)

    address: Address
    head: str = ""
    phone: str = ""
    people: int | None = None
    note: str = ""
    circle_id: int | None = None


def by_address(households: Iterable[Household]) -> list[Household]:
    """Households in the order in which people look for them: building 2 before 10."""
    return sorted(households, key=lambda household: order_of(household.address))


def order_of(address: Address) -> list[tuple[int, int, str]]:
    """What addresses are sorted by: numbers by their value, and before letters."""
    parts = (address.building, address.unit, address.room)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


class Reason(StrEnum):
    """What is wrong with a row."""

    NO_BUILDING = "no-building"
    NO_UNIT = "no-unit"
    NO_ROOM = "no-room"
    UNREADABLE = "unreadable"
    DATE = "date"
    CONFLICT = "conflict"
    IMPOSSIBLE = "impossible"
    DUPLICATE = "duplicate"
    BROKEN = "broken"
    HEAD_NUMBER = "head-number"
    PHONE_SHORT = "phone-short"
    PHONE_LONG = "phone-long"
    PHONE_START = "phone-start"
    PHONE_LETTERS = "phone-letters"
    PHONE_ROUNDED = "phone-rounded"
    PEOPLE_WORDS = "people-words"
    PEOPLE_RANGE = "people-range"
    TOO_LONG = "too-long"


class AddressError(Exception):
    """A row does not say where its household is.

    Args:
        reason: why not.
        given: what stands there.
    """

    def __init__(self, reason: Reason, given: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.given = given


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a row.

    Args:
        reason: what.
        given: what stands there; for a duplicate the address.
        sheet: where the same address stood before.
        row: the number of that row.
    """

    reason: Reason
    given: str
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be taken over.

    Args:
        sheet: the name of its sheet.
        row: its number in the sheet, from one.
        household: what it says.
        columns: what it can say something about, however little it says.
    """

    sheet: str
    row: int
    household: Household
    columns: frozenset[Column]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be taken over.

    Args:
        sheet: the name of its sheet.
        row: its number in the sheet, from one.
        cells: as they stand there, with what the rows above say for it filled in.
        problems: everything that is wrong with it.
    """

    sheet: str
    row: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says.

    Args:
        entries: the rows that are right, in their order.
        wrong: the rows that are not.
        headings: of each sheet that was read, by its name.
        unused: headings that say nothing about a household.
        unread: names of the sheets in which nothing stands over the columns.
    """

    entries: tuple[Entry, ...]
    wrong: tuple[Wrong, ...]
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
