"""What a list would change of the households that are known already."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.people import Address
from domain.roster.homes import Homes
from domain.roster.model import Column, Entry, Household

_FIELDS = {
    Column.HEAD: "head",
    Column.PHONE: "phone",
    Column.PEOPLE: "people",
    Column.NOTE: "note",
}
CIRCLE = "circle_id"


@dataclass(frozen=True, slots=True)
class Change:
    """A household that the list knows differently.

    Args:
        before: as it is known.
        after: as the list says.
        fields: what differs; ``circle_id`` where it comes to another circle.
    """

    before: Household
    after: Household
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a list over would do.

    Args:
        new: households that were not known.
        changed: those that it knows differently.
        same: how many it knows as they are.
        absent: known ones in the buildings of the list that it does not mention; they stay.
    """

    new: tuple[Household, ...]
    changed: tuple[Change, ...]
    same: int
    absent: tuple[Address, ...]

    @property
    def households(self) -> tuple[Household, ...]:
        """What is to be written."""
        return (*self.new, *(change.after for change in self.changed))

    @property
    def homeless(self) -> tuple[Household, ...]:
        """What is to be written although nobody knows to which circle it belongs."""
        return tuple(h for h in self.households if h.circle_id is None)

    def mark(self) -> str:
        """A short name that another plan surely does not have, to see whether it still holds."""
        parts = [
            *(household.model_dump_json() for household in self.new),
            *(f"{c.before.model_dump_json()}{c.after.model_dump_json()}" for c in self.changed),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def compare(entries: Sequence[Entry], known: Iterable[Household], homes: Homes) -> Plan:
    """What taking over the rows of a list would change.

    A row says nothing about what has no column in its sheet; an empty cell says that there is
    nothing.

    Args:
        entries: the rows.
        known: the households of their buildings, at least.
        homes: which circle a household belongs to.
    """
    before = {household.address: household for household in known}
    new: list[Household] = []
    changed: list[Change] = []
    same = 0
    for entry in entries:
        old = before.get(entry.household.address)
        if old is None:
            home = homes.of(entry.household.address)
            new.append(entry.household.model_copy(update={CIRCLE: home}))
        elif differing := _differing(entry, old, homes):
            after = old.model_copy(update=differing)
            changed.append(Change(old, after, tuple(differing)))
        else:
            same += 1
    return Plan(tuple(new), tuple(changed), same, _absent(entries, before))


def _differing(entry: Entry, old: Household, homes: Homes) -> dict[str, object]:
    found: dict[str, object] = {
        name: said
        for column, name in _FIELDS.items()
        if column in entry.columns
        and (said := getattr(entry.household, name)) != getattr(old, name)
    }
    home = homes.of(old.address, old.circle_id)
    if home != old.circle_id:
        found[CIRCLE] = home
    return found


def _absent(entries: Sequence[Entry], before: Mapping[Address, Household]) -> tuple[Address, ...]:
    listed = {entry.household.address for entry in entries}
    buildings = {address.building for address in listed}
    return tuple(a for a in before if a.building in buildings and a not in listed)
