"""Neighbour circles: which group serves whom."""

import hashlib
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal


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
    """

    model_config = ConfigDict(frozen=True)

    id: int
    chat_id: int
    title: str
    kind: CircleKind
    grid: str | None
    lang: str = "zh"
    active: bool = True


class CircleSummary(BaseModel):
    """A line of ``/circles``."""

    model_config = ConfigDict(frozen=True)

    circle: Circle
    members: int
    captains: tuple[str, ...]


WHOLE_COMMUNITY = "全部"


def read_setup(words: str, grids: tuple[str, ...]) -> tuple[str | None, CircleKind | None]:
    """What ``/setup 第一网格 邻里圈`` asks for; either part may be left out.

    Args:
        words: what stands after the command.
        grids: the grids of the config.

    Returns:
        The grid (``全部`` for the whole community) and the kind, as far as given.

    Raises:
        Refusal: for a word that is neither a grid nor a kind.
    """
    grid: str | None = None
    kind: CircleKind | None = None
    for word in words.split():
        if word in grids or word == WHOLE_COMMUNITY:
            grid = word
        elif word in set(CircleKind):
            kind = CircleKind(word)
        else:
            raise Refusal(
                "setup-unknown-word", word=word, grids="、".join(grids), kinds="、".join(CircleKind)
            )
    return grid, kind


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
