"""Telegram's HTML, parsed with the rules and the error texts of its own parser (TDLib)."""

import re
from typing import Any, NamedTuple, NoReturn

from sandbox.entities import Formatted, in_order, utf16_length
from sandbox.errors import bad_request

_SPACE = " \t\r\n\0\v"
_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LAST_CHARACTER = 0x10FFFF
_TAG_NAME = re.compile(rf"[^{re.escape(_SPACE)}>]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{re.escape(_SPACE)}=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACES = re.compile(rf"[{re.escape(_SPACE)}]*")
_USER_LINK = re.compile(r"tg://user\?id=([0-9]+)$")


class _OpenTag(NamedTuple):
    name: str
    argument: str
    offset: int
    start: int


def parse_html(source: str) -> Formatted:
    """Turn HTML into plain text and entities.

    Raises:
        ApiError: with Telegram's words, where a tag is unknown, unclosed or misplaced.
    """
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._units = 0
        self._open: list[_OpenTag] = []
        self._entities: list[dict[str, Any]] = []

    def parse(self) -> Formatted:
        while (tag := self._source.find("<", self._at)) >= 0:
            self._append(decode(self._source[self._at : tag]))
            self._at = tag
            if self._source.startswith("</", tag):
                self._end_tag()
            else:
                self._start_tag()
        self._append(decode(self._source[self._at :]))
        if self._open:
            name = self._open[-1].name
            _fail(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return Formatted(self._text, in_order(self._entities))

    def _append(self, text: str) -> None:
        self._text += text
        self._units += utf16_length(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group()

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _byte(self, position: int) -> int:
        return len(self._source[:position].encode("utf-8", "surrogatepass"))

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._take(_TAG_NAME).lower()
        if not self._peek():
            _fail(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _TYPES:
            _fail(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        argument = self._attributes(name, begin)
        if name == "span" and argument != "spoiler":
            where = self._byte(begin)
            _fail(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self._open.append(_OpenTag(name, argument, self._units, len(self._text)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._take(_SPACES)
            if self._peek() == ">":
                self._at += 1
                return argument
            attribute = self._take(_ATTRIBUTE_NAME).lower()
            where = self._byte(begin)
            if not attribute:
                if not self._peek():
                    _fail(f'Unclosed start tag "{tag}" at byte offset {where}')
                _fail(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            value = self._attribute_value(tag, where)
            argument = _argument(tag, attribute, value) or argument

    def _attribute_value(self, tag: str, where: int) -> str:
        self._take(_SPACES)
        if self._peek() == "=":
            self._at += 1
            self._take(_SPACES)
            value = self._quoted() if self._peek() in {'"', "'"} else self._token()
        else:
            value = ""
        if not self._peek():
            _fail(f'Unclosed start tag "{tag}" at byte offset {where}')
        return value

    def _quoted(self) -> str:
        quote = self._peek()
        end = self._source.find(quote, self._at + 1)
        if end < 0:
            end = len(self._source)
        value = self._source[self._at + 1 : end]
        self._at = min(end + 1, len(self._source))
        return decode(value)

    def _token(self) -> str:
        begin = self._at
        value = self._take(_NAME_TOKEN).lower()
        if self._peek() not in set(_SPACE) | {">", ""}:
            _fail(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return value

    def _end_tag(self) -> None:
        begin = self._at
        where = self._byte(begin)
        if not self._open:
            _fail(f"Unexpected end tag at byte offset {where}")
        self._at += 2
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACES)
        if self._peek() != ">":
            _fail(f"Unclosed end tag at byte offset {where}")
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            _fail(
                f"Unmatched end tag at byte offset {where},"
                f' expected "</{tag.name}>", found "</{name}>"'
            )
        if self._units > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: dict[str, Any] = {
            "type": _TYPES[tag.name],
            "offset": tag.offset,
            "length": self._units - tag.offset,
        }
        if tag.name == "a":
            link = _link(tag.argument or self._text[tag.start :])
            if link is None:
                return
            entity |= link
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = tag.argument
        elif tag.name == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "code" and tag.argument:
            entity["language"] = tag.argument
        elif tag.name == "pre":
            entity |= self._language_of(entity)
        self._entities.append(entity)

    def _language_of(self, block: dict[str, Any]) -> dict[str, Any]:
        """Merge `<pre><code class="language-…">` into one block, as Telegram does."""
        for inner in self._entities:
            same = inner["offset"] == block["offset"] and inner["length"] == block["length"]
            if inner["type"] == "code" and same:
                self._entities.remove(inner)
                return {"language": inner["language"]} if "language" in inner else {}
        return {}


def decode(text: str) -> str:
    """Replace the character references that Telegram knows; leave all others as they are."""
    return _CHARACTER.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < _LAST_CHARACTER else match.group()


def _argument(tag: str, attribute: str, value: str) -> str:
    if tag == "a" and attribute == "href":
        return value
    if tag == "code" and attribute == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and attribute == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if tag == "tg-emoji" and attribute == "emoji-id":
        return value
    return "1" if tag == "blockquote" and attribute == "expandable" else ""


def _link(address: str) -> dict[str, Any] | None:
    if match := _USER_LINK.match(address):
        return {"type": "text_mention", "user": int(match.group(1))}
    if "." not in address and not address.startswith("tg://"):
        return None
    return {"url": address if "://" in address else f"http://{address}"}


def _fail(reason: str) -> NoReturn:
    raise bad_request(f"can't parse entities: {reason}")
