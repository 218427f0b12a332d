"""Neighbour circles: which group serves whom."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.text import normalise

Found = TypeVar("Found")


class CircleKind(StrEnum):
    """What a circle is for; the value is the word that people type."""

    NEIGHBOURS = "邻里圈"
    PARTY = "党员圈"
    CLUB = "社团圈"
    GROUP_BUY = "团购圈"


class Circle(BaseModel):
    """One Telegram group, mapped to a neighbour circle.

    Args:
        id: ours; stays when Telegram gives the group a new chat id.
        grid: the grid it belongs to, or none for the whole community.
        active: false once the bot was removed from the group.
        thread: the forum topic for notices, where the group has topics and one was chosen.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    chat_id: int
    title: str
    kind: CircleKind
    grid: str | None
    lang: str = "zh"
    active: bool = True
    thread: int | None = None


class CircleSummary(BaseModel):
    """A line of ``/circles``."""

    model_config = ConfigDict(frozen=True)

    circle: Circle
    members: int
    captains: tuple[str, ...]


WHOLE_COMMUNITY = "全部"
"""What people type for the whole community, where others type the name of a grid."""

_ALL = {WHOLE_COMMUNITY: WHOLE_COMMUNITY, "all": WHOLE_COMMUNITY}

KINDS = {str(kind): kind for kind in CircleKind} | {
    "neighbour circle": CircleKind.NEIGHBOURS,
    "neighbor circle": CircleKind.NEIGHBOURS,
    "neighbours": CircleKind.NEIGHBOURS,
    "neighbors": CircleKind.NEIGHBOURS,
    "party members' circle": CircleKind.PARTY,
    "party circle": CircleKind.PARTY,
    "party": CircleKind.PARTY,
    "club circle": CircleKind.CLUB,
    "club": CircleKind.CLUB,
    "group-buy circle": CircleKind.GROUP_BUY,
    "group-buy": CircleKind.GROUP_BUY,
    "group buy": CircleKind.GROUP_BUY,
}
"""What people type for a kind, in lower case."""

_BETWEEN = " \t\n,、·+"
_SHOWN = 40


def read_setup(words: str, grids: Sequence[str]) -> tuple[str | None, CircleKind | None]:
    """What ``/setup 第一网格 邻里圈`` asks for; either part may be left out.

    Args:
        words: what stands after the command, with full-width signs read as half-width.
        grids: the grids of the config.

    Returns:
        The grid (``全部`` for the whole community) and the kind, as far as given.

    Raises:
        Refusal: for a word that is neither a grid nor a kind, and for two of one sort.
    """
    found: dict[type, str | CircleKind] = {}
    known = grids_by_name(grids) | KINDS
    rest = words.strip(_BETWEEN)
    while rest:
        value, left = _leading(rest, known)
        if value is None:
            raise Refusal(
                "setup-unknown-word",
                word=rest.split()[0][:_SHOWN],
                grids=list_grids(grids),
                kinds="、".join(CircleKind),
                grid=some_grid(grids),
            )
        if found.setdefault(type(value), value) != value:
            raise Refusal("setup-too-many", first=found[type(value)], second=value)
        rest = left.strip(_BETWEEN)
    grid, kind = found.get(str), found.get(CircleKind)
    return grid, CircleKind(kind) if kind else None


def read_grid(words: str, grids: Sequence[str]) -> str:
    """The one grid that is named; ``全部`` for the whole community.

    Raises:
        Refusal: that lists the grids of the config.
    """
    wanted = words.strip(_BETWEEN)
    grid, left = _leading(wanted, grids_by_name(grids))
    if grid is None or left.strip(_BETWEEN):
        raise Refusal("grid-unknown", word=wanted[:_SHOWN], grids=list_grids(grids))
    return grid


def list_grids(grids: Sequence[str]) -> str:
    """What may be typed for a grid."""
    return "、".join((*grids, WHOLE_COMMUNITY))


def some_grid(grids: Sequence[str]) -> str:
    """A grid to show in an example."""
    return grids[0] if grids else WHOLE_COMMUNITY


def by_grid(
    circles: Iterable[CircleSummary], grids: Sequence[str]
) -> list[tuple[str | None, list[CircleSummary]]]:
    """Circles grouped by grid, as the config orders them; the whole community's come last.

    Within a grid they go by title, the numbers in it by value, so that building 2 is before 10.
    """
    groups: dict[str | None, list[CircleSummary]] = {}
    for summary in sorted(circles, key=lambda summary: _natural(summary.circle.title)):
        groups.setdefault(summary.circle.grid, []).append(summary)
    order = {grid: place for place, grid in enumerate(grids)}
    return sorted(
        groups.items(),
        key=lambda group: (group[0] is None, order.get(group[0] or "", len(order)), group[0] or ""),
    )


def grids_by_name(grids: Sequence[str]) -> dict[str, str]:
    """What people type for a grid, in lower case; ``全部`` or ``all`` for the whole community."""
    return {normalise(grid).lower(): grid for grid in grids} | _ALL


def _leading(words: str, known: Mapping[str, Found]) -> tuple[Found | None, str]:
    """The longest known name that the words begin with, and what is left of them.

    A name may hold spaces, and Chinese names may follow each other without one.
    """
    begun = [name for name in known if words.lower().startswith(name) and ends_a_word(words, name)]
    if not begun:
        return None, words
    name = max(begun, key=len)
    return known[name], words[len(name) :]


def ends_a_word(words: str, name: str) -> bool:
    """Whether the name is not just the beginning of a longer Latin word or number."""
    following = words[len(name) : len(name) + 1]
    return not (name[-1].isascii() and following.isascii() and following.isalnum())


def _natural(title: str) -> list[tuple[int, str]]:
    parts = re.split(r"([0-9]+)", title)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def code_of(word: str) -> str:
    """A short name for a word of the config, to fit into a button."""
    return hashlib.sha256(word.encode()).hexdigest()[:8]


def pick(code: str, words: tuple[str, ...]) -> str:
    """The word behind a short name.

    Raises:
        Refusal: the config has no such word any more.
    """
    for word in words:
        if code_of(word) == code:
            return word
    raise Refusal("button-outdated")
