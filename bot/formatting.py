"""Telegram's formatting of a text: read from a message, written as HTML."""

import html
from collections.abc import Iterable

import telegram
from telegram.constants import MessageEntityType as Kind

from domain.messages import Formatted, Mark

_ONE_UNIT = 0xFFFF
"""The last character that UTF-16 holds in one unit."""

_TAGS = {
    Kind.BOLD: "b",
    Kind.ITALIC: "i",
    Kind.UNDERLINE: "u",
    Kind.STRIKETHROUGH: "s",
    Kind.SPOILER: "tg-spoiler",
    Kind.CODE: "code",
    Kind.PRE: "pre",
    Kind.BLOCKQUOTE: "blockquote",
    Kind.EXPANDABLE_BLOCKQUOTE: "blockquote",
}
"""The kinds that are kept; links are too, and Telegram finds the others, such as addresses of the
web, in the plain words again (https://core.telegram.org/bots/api#html-style)."""


def read_marks(words: str, entities: Iterable[telegram.MessageEntity]) -> tuple[Mark, ...]:
    """The formatting of a message, in characters where Telegram counts UTF-16 units."""
    kept = [entity for entity in entities if entity.type in _TAGS or entity.url]
    places = _places(words) if kept else []
    return tuple(
        Mark(
            kind=entity.type,
            start=places[entity.offset],
            end=places[entity.offset + entity.length],
            url=entity.url or "",
        )
        for entity in kept
        if 0 <= entity.offset < entity.offset + entity.length < len(places)
    )


def to_html(text: Formatted) -> str:
    """Words with their formatting in Telegram's HTML.

    Where two marks cross, the inner one ends with the outer one.
    """
    return _inside(text.words, sorted(text.marks, key=_outer_first), 0, len(text.words))


def _inside(words: str, marks: list[Mark], start: int, end: int) -> str:
    """The HTML of one stretch; ``marks`` are those that begin in it, the outer ones first."""
    written: list[str] = []
    at = start
    while marks:
        mark, *marks = marks
        stop = min(mark.end, end)
        if mark.start < at or stop <= mark.start:
            continue
        within = [inner for inner in marks if inner.start < stop]
        marks = marks[len(within) :]
        written.append(html.escape(words[at : mark.start], quote=False))
        written.append(_tagged(mark, _inside(words, within, mark.start, stop)))
        at = stop
    written.append(html.escape(words[at:end], quote=False))
    return "".join(written)


def _tagged(mark: Mark, inner: str) -> str:
    if mark.url:
        return f'<a href="{html.escape(mark.url)}">{inner}</a>'
    tag = _TAGS[Kind(mark.kind)]
    return f"<{tag}>{inner}</{tag}>"


def _outer_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _places(words: str) -> list[int]:
    """Which character each UTF-16 unit belongs to, with the end of the text last."""
    units = (1 if ord(char) <= _ONE_UNIT else 2 for char in words)
    return [*(at for at, count in enumerate(units) for _ in range(count)), len(words)]
