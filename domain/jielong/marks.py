"""The number that a line of a 接龙 begins with, in any of the ways people write it."""

import re
import unicodedata
from typing import NamedTuple

from domain.text import normalise
from domain.timing.numerals import CHINESE_NUMBER, number

_LARGEST = 500
"""No list of neighbours is longer, so a larger number is something else: a room or a price."""
_NEAR = 5
"""How far a number without a sign after it may run ahead of the one before."""

_NOT_A_MARK = (
    r"(?:[年月日号点时分]|单元|栋|幢|座|楼|室|层|期|元|块|毛|折|人|个|位|名|口|份|板|箱|盒|袋|包|斤|公斤"
    r"|瓶|桶|罐|条|只|件|[-/:~]|[+*]|%|大\d)"
)
_ADDRESS = r"(?:\d{1,3}[-/#]\d|\d{3,4}(?!\d|元|块))"

_KEYCAPS = re.compile("((?:[0-9]\ufe0f?\u20e3)+|\U0001f51f)[.、,:)\\s]*")
_NUMBER = rf"(\d{{1,3}}(?!\d)|{CHINESE_NUMBER})"
_SURE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(\d{1,3})(?:[)、,\]。;]|\.(?=\D|$|" + _ADDRESS + r")|:(?!\d)|-(?!\d)|[—–]+)[.、:,)\s]*",
        rf"第{_NUMBER}[位名号个][.、:,)\s]*",
        r"(?:no[.:]? ?|#)(\d{1,3})(?!\d)[.、:,)\s]*",
        rf"[(\[]{_NUMBER}[)\]][.、:,\s]*",
    )
)
"""Nothing but a list begins so."""
_BARE = re.compile(rf"(\d{{1,3}})(?! ?{_NOT_A_MARK})(?: +|(?=[\u3400-\u9fff]))")
_CHINESE = re.compile(rf"({CHINESE_NUMBER})[、.:)]\s*")
_SIGNS = re.compile(
    "(?=[①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛❶-❿])|(?<![0-9\ufe0f\u20e3])(?=(?:[0-9]\ufe0f?\u20e3)+)"
)
_BULLET = re.compile(r"(?:[-*•·●○▪■□◆◇►▶☑✔✅👉🙋]|--+>)\ufe0f? *(?=[^\s\-*])")


class Mark(NamedTuple):
    """A number in front of a line.

    Args:
        number: its value; none for a bullet.
        body: what follows.
        sure: nothing but a list looks so; a bullet or 一、 may as well begin a remark.
    """

    number: int | None
    body: str
    sure: bool


def read_mark(raw: str, spelt: str, last: int | None) -> Mark | None:
    """The number that a line begins with, or none.

    Args:
        raw: the line as typed, without space around it.
        spelt: the same in one spelling, in which a keycap is a mere digit.
        last: the number before it.
    """
    if found := _KEYCAPS.match(normalise(raw)):
        digits = re.sub(r"[^0-9]", "", found[1]) or "10"
        return Mark(int(digits), raw[found.end() :], sure=True)
    if spelt and (value := _in_one_sign(spelt[0])):
        return Mark(value, spelt[1:].lstrip(".、,:) "), sure=True)
    return _read_sure(spelt, last) or _read_doubtful(spelt)


def _read_sure(spelt: str, last: int | None) -> Mark | None:
    for form in _SURE:
        if (found := form.match(spelt)) and (value := _value(found[1])) <= _LARGEST:
            return Mark(value, spelt[found.end() :], sure=True)
    if (found := _BARE.match(spelt)) and _follows(int(found[1]), last):
        return Mark(int(found[1]), spelt[found.end() :], sure=True)
    return None


def _read_doubtful(spelt: str) -> Mark | None:
    if found := _CHINESE.match(spelt):
        return Mark(number(found[1]), spelt[found.end() :], sure=False)
    if found := _BULLET.match(spelt):
        return Mark(None, spelt[found.end() :], sure=False)
    return None


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else number(word)


def split_marks(raw: str) -> list[str]:
    """The entries of a line that lost its line breaks: ``1.王阿姨 2.李叔``, ``①王阿姨②李叔``."""
    line = raw.strip()
    if len(_SIGNS.findall(line)) > 1 and _SIGNS.match(line):
        return [piece for piece in _SIGNS.split(line) if piece.strip()]
    start = re.match(r"(\d{1,3})[.、)）](?=\D)", line)
    if not start:
        return [line]
    pieces, rest, value = [], line, int(start[1])
    while found := re.search(rf"(?<=[\s;,。；，])(?={value + 1}[.、)）] *[^\d\s])", rest):
        pieces.append(rest[: found.start()])
        rest, value = rest[found.start() :], value + 1
    return [*pieces, rest]


def _in_one_sign(char: str) -> int | None:
    """The value of ①, ⑵, ⒊, ❹ and the like."""
    if unicodedata.category(char) != "No":
        return None
    value = unicodedata.numeric(char)
    return int(value) if value.is_integer() else None


def _follows(value: int, last: int | None) -> bool:
    return value == 1 or (last is not None and value <= last + _NEAR)
