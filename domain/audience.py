"""Whom words are for: ``@第一网格 @党员圈 @3号楼`` read out of what people type."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from domain.circles import (
    KINDS,
    WHOLE_COMMUNITY,
    Circle,
    CircleKind,
    ends_a_word,
    grids_by_name,
    list_grids,
)
from domain.errors import Refusal
from domain.text import fold, normalise

_GAPS = r"\s@,、:+!。;；！？?（）()"
_BETWEEN = re.compile(r"[\s,、·+]*(?=@)")
_AFTER = re.compile(r"[\s,、:]*")
_BEGINS = re.compile(r"(?<![^\s,、+])@")
_WORD = re.compile(rf"[^{_GAPS}]*")
_TEXT = re.compile(rf"@(?:[A-Za-z]\w{{2,31}}(?!\w)|(?=[{_GAPS}]|$))", re.ASCII)
"""A mention of somebody, or a sign that stands alone."""

_SHOWN = 40
_SHOWN_TITLES = 5
_ALIKE = 60
"""How like a title, of 100, what was typed must be for the title to be offered."""


class Audience(BaseModel):
    """Whom something is for: the circles that any of the selectors names.

    Args:
        everyone: all circles.
        grids: the circles of these grids.
        kinds: the circles of these kinds.
        circles: ids of single circles.
    """

    model_config = ConfigDict(frozen=True)

    everyone: bool = False
    grids: tuple[str, ...] = ()
    kinds: tuple[CircleKind, ...] = ()
    circles: tuple[int, ...] = ()

    def matches(self, circle: Circle) -> bool:
        """Whether a circle is among them; that it is active is for the caller to see to."""
        return (
            self.everyone
            or circle.grid in self.grids
            or circle.kind in self.kinds
            or circle.id in self.circles
        )

    def __or__(self, other: "Audience") -> "Audience":
        """Those of either, each selector named once and in the order typed."""
        return Audience(
            everyone=self.everyone or other.everyone,
            grids=tuple(dict.fromkeys(self.grids + other.grids)),
            kinds=tuple(dict.fromkeys(self.kinds + other.kinds)),
            circles=tuple(dict.fromkeys(self.circles + other.circles)),
        )


class _Found(NamedTuple):
    audience: Audience
    end: int


class _Names:
    """What may stand behind an ``@``.

    Args:
        grids: the grids of the config.
        circles: the circles whose titles are known here.
    """

    def __init__(self, grids: Sequence[str], circles: Sequence[Circle]) -> None:
        self._grids = grids
        self._titles: dict[str, str] = {}
        self._exact: dict[str, Audience] = {}
        self._circles: dict[str, Audience] = {}
        for circle in circles:
            name = fold(normalise(circle.title)).strip()
            if name:
                self._titles[name] = circle.title
                one = Audience(circles=(circle.id,))
                self._circles[name] = self._circles.get(name, Audience()) | one
        self._exact |= self._circles
        self._exact |= {name: Audience(kinds=(kind,)) for name, kind in KINDS.items()}
        self._exact |= {name: _of_grid(grid) for name, grid in grids_by_name(grids).items()}
        self._longest = max(map(len, self._exact))

    def at(self, folded: str, start: int) -> _Found | None:
        """The longest name that stands there: one in full, or the beginning of a title.

        Raises:
            Refusal: several titles begin so.
        """
        rest = folded[start : start + self._longest + 1]
        whole = max(
            (name for name in self._exact if rest.startswith(name) and ends_a_word(rest, name)),
            key=len,
            default="",
        )
        begun = max((end for end in _ends(rest) if self._begun(rest[:end])), default=0)
        if begun > len(whole):
            return _Found(self._only(rest[:begun]), start + begun)
        return _Found(self._exact[whole], start + len(whole)) if whole else None

    def unknown(self, words: str, start: int) -> Refusal:
        """The "no" to a name that nothing has, with what could be meant."""
        found = _WORD.match(words, start)
        word = (found[0] if found else "")[:_SHOWN]
        kinds = "、".join(CircleKind)
        near = [
            self._titles[name]
            for name, _, _ in process.extract(
                fold(word), list(self._titles), scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=3
            )
        ]
        grids = list_grids(self._grids)
        if near:
            titles = _listed(near)
            return Refusal(
                "audience-unknown-near", word=word, titles=titles, grids=grids, kinds=kinds
            )
        return Refusal("audience-unknown", word=word, grids=grids, kinds=kinds)

    def _begun(self, word: str) -> list[str]:
        return [name for name in self._circles if name.startswith(word)]

    def _only(self, word: str) -> Audience:
        names = self._begun(word)
        if len(names) > 1:
            titles = _listed([self._titles[name] for name in names])
            raise Refusal("audience-ambiguous", word=word[:_SHOWN], titles=titles)
        return self._circles[names[0]]


def take_leading(
    words: str, grids: Sequence[str], circles: Sequence[Circle]
) -> tuple[Audience | None, int]:
    """Reads the selectors that words begin with: ``@第一网格 @党员圈 今晚停水``.

    A selector is ``@`` and the name of a grid, ``全部`` or ``all``, a kind of circle in Chinese or
    English, or the title of a circle, of which the beginning is enough where no other title has
    it. A title that several circles share means all of them. A Latin name that nothing has is
    taken for a mention of somebody, unless it comes first.

    Args:
        words: what stands after a command.
        grids: the grids of the config.
        circles: the circles whose titles may be named.

    Returns:
        Whom it is for, if the words say so, and how many characters say it, with the gap after.

    Raises:
        Refusal: for an unknown name, and for the beginning of several titles.
    """
    names, told = _Names(grids, circles), fold(normalise(words))
    gap = _BETWEEN.match(told)
    if gap is None:
        return None, 0
    audience, end = _run(names, told, gap.end())
    if audience is None:
        raise names.unknown(told, gap.end() + 1)
    return audience, _past(told, end)


def take_anywhere(
    words: str, grids: Sequence[str], circles: Sequence[Circle]
) -> tuple[Audience | None, str]:
    """Reads the selectors that stand anywhere in words, at the start or after a gap.

    What is read as in :func:`take_leading`; a Latin name that nothing has stays in the words, and
    so does an address such as ``a@b.cn``.

    Args:
        words: what stands after a command.
        grids: the grids of the config.
        circles: the circles whose titles may be named.

    Returns:
        Whom it is for, if the words say so, and the words without it.

    Raises:
        Refusal: for an unknown name, and for the beginning of several titles.
    """
    names, told = _Names(grids, circles), fold(normalise(words))
    audience, left, at = None, "", 0
    while begun := _BEGINS.search(told, at):
        more, end = _run(names, told, begun.start())
        if more is None:
            left, at = left + words[at : begun.end()], begun.end()
            continue
        audience = more if audience is None else audience | more
        left, at = left + words[at : begun.start()], _past(told, end)
    return audience, (left + words[at:]).strip()


def _run(names: _Names, told: str, at: int) -> tuple[Audience | None, int]:
    """The selectors that follow each other from an ``@`` on, and where they end."""
    audience, end = None, at
    while gap := _BETWEEN.match(told, end):
        found = names.at(told, gap.end() + 1)
        if found is None and _TEXT.match(told, gap.end()):
            break
        if found is None:
            raise names.unknown(told, gap.end() + 1)
        audience = found.audience if audience is None else audience | found.audience
        end = found.end
    return audience, end


def _past(told: str, end: int) -> int:
    """Where the words go on after a selector and the gap that follows."""
    gap = _AFTER.match(told, end)
    return gap.end() if gap else end


def _ends(rest: str) -> list[int]:
    """Where words end that a name could end with."""
    return [found.end() for found in _WORD.finditer(rest) if found[0]]


def _of_grid(grid: str) -> Audience:
    return Audience(everyone=True) if grid == WHOLE_COMMUNITY else Audience(grids=(grid,))


def _listed(titles: Sequence[str]) -> str:
    more = "…" if len(titles) > _SHOWN_TITLES else ""
    return "、".join(f"@{title}" for title in titles[:_SHOWN_TITLES]) + more
