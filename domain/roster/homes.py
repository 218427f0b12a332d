"""Which circle a household belongs to."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.circles import Circle, CircleKind
from domain.people import ADDRESS_PART, Address, read_part
from domain.roster.cells import clean

FEWEST_BOUND = 2
"""Neighbours that must have bound a building for it to be known by them as their circle's."""

_AND = r"\s*[-~—–至到、,和及&/]\s*"
_LIST = rf"{ADDRESS_PART}(?:(?:{_AND})(?:{ADDRESS_PART}))*"
_BUILDINGS = re.compile(
    rf"(?<![0-9A-Za-z零〇一二两三四五六七八九十百])"
    rf"(?:(?P<buildings>{_LIST})\s*(?:号?楼|[栋幢座]|#楼?|号院)"
    rf"|(?:building|bldg\.?|block)s?\s*(?P<numbered>{_LIST}))"
    rf"(?:\s*(?P<units>{_LIST})\s*(?:单元|门))?",
    re.IGNORECASE,
)
_PIECES = re.compile(rf"({_AND})")
_TO = re.compile(r"[-~—–至到]")
_MOST = 60
"""Buildings that one circle can have by its title; 1-300 is no range of buildings."""

Key = tuple[str, str]
"""A building and a unit of it; an empty unit stands for all."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Circles by what is known of their buildings.

    Args:
        titled: by what the titles of the groups say.
        bound: by where the members of the circles live.
        told: the one circle that somebody named for all households of a list.
    """

    titled: Mapping[Key, int] = field(default_factory=dict)
    bound: Mapping[str, int] = field(default_factory=dict)
    told: int | None = None

    def of(self, address: Address, known: int | None = None) -> int | None:
        """The circle of a household, or none if nothing tells it.

        Args:
            address: where it is.
            known: the circle that it has; only one that was told goes before that.
        """
        return (
            self.told
            or known
            or self.titled.get((address.building, address.unit))
            or self.titled.get((address.building, ""))
            or self.bound.get(address.building)
        )


def read_homes(
    circles: Sequence[Circle],
    bound: Iterable[tuple[str, int, int]],
    told: int | None = None,
) -> Homes:
    """Which circle has which buildings, where that is plain.

    Args:
        circles: the circles; only those of neighbours have buildings.
        bound: a building, a circle of neighbours, and how many of its members live there.
        told: the one circle that somebody named.
    """
    claims: dict[Key, set[int]] = {}
    for circle in circles:
        if circle.kind is CircleKind.NEIGHBOURS:
            for key in buildings_of(circle.title):
                claims.setdefault(key, set()).add(circle.id)
    titled = {key: next(iter(ids)) for key, ids in claims.items() if len(ids) == 1}
    return Homes(titled=titled, bound=_by_members(bound), told=told)


def buildings_of(title: str) -> tuple[Key, ...]:
    """The buildings and units that the title of a group names: 3号楼, 1-4号楼, 5号楼2单元."""
    found: list[Key] = []
    for match in _BUILDINGS.finditer(clean(title)):
        buildings = _spread(match["buildings"] or match["numbered"])
        units = _spread(match["units"]) if match["units"] else [""]
        found.extend((building, unit) for building in buildings for unit in units)
    return tuple(dict.fromkeys(found))


def covers(keys: Iterable[Key], address: Address) -> bool:
    """Whether a household is in one of some buildings or units."""
    return bool({(address.building, ""), (address.building, address.unit)} & set(keys))


def _spread(words: str) -> list[str]:
    """1-3、5 as 1, 2, 3 and 5."""
    first, *rest = _PIECES.split(words)
    found = [read_part(first)]
    for between, word in zip(rest[::2], rest[1::2], strict=True):
        part = read_part(word)
        if _TO.search(between):
            found.extend(_up_to(found[-1], part))
        found.append(part)
    return found


def _up_to(first: str, last: str) -> list[str]:
    """What lies between two numbers."""
    if not (first.isdecimal() and last.isdecimal() and int(last) - int(first) < _MOST):
        return []
    return [str(n) for n in range(int(first) + 1, int(last))]


def _by_members(bound: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """Buildings of which most bound neighbours are in one circle."""
    votes: dict[str, Counter[int]] = {}
    for building, circle_id, count in bound:
        votes.setdefault(building, Counter())[circle_id] += count
    found: dict[str, int] = {}
    for building, counts in votes.items():
        (leader, most), *others = counts.most_common(2)
        if most >= FEWEST_BOUND and all(most > 2 * count for _, count in others):
            found[building] = leader
    return found
