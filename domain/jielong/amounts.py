"""How many people come along, and how much of which goods is wanted."""

import re
from dataclasses import dataclass

from domain.jielong.model import Wanted
from domain.timing.numerals import CHINESE_NUMBER, number

GAP = ", "
"""What stands in place of words that were taken out of a line."""

_NUM = rf"(?<![\d.])(?:\d{{1,3}}(?![\d.])|[俩仨]|{CHINESE_NUMBER})"
_ODD_NUMBERS = {"俩": 2, "仨": 3}
_HEAD = (
    r"(?:个 ?(?:大人|小孩|孩子|人)|[人位口名]"
    r"|people\b|persons?\b|pax\b|adults?\b|kids?\b|child(?:ren)?\b)"
)
_UNIT = (
    r"(?:公斤|千克|kg|份|板|箱|盒|袋|包|斤|瓶|桶|罐|条|只|件|捆|把|根|串|套|提|打|筐|篮|颗|束|盆|朵|扎|棵|株|碗|枚|双|听|壶|支"
    r"|卷|个(?!半)|boxes\b|box\b|bags?\b|trays?\b|cartons?\b|bottles?\b|packs?\b)"
)
_COMPANION = (
    r"(?:女娃|男娃|娃娃|娃|宝宝|宝贝|孩子|小孩|小朋友|儿子|女儿|闺女|老公|老婆|老伴|老头|爱人|先生|太太|朋友"
    r"|家人|家属|孙子|孙女|外孙女|外孙|爸妈|爸爸|妈妈|爷爷|奶奶|同事|邻居|kids?\b|child\b|children\b|wife\b"
    r"|husband\b|friend\b)"
)

_FAMILY = re.compile(rf"(?:一家|全家)({_NUM})口?人?|家里({_NUM})口人?")
_SIZES = re.compile(rf"({_NUM}) ?大 ?({_NUM}) ?小")
_HEADS = re.compile(rf"(?:一共|总共|合计|共|我们|我家)?({_NUM}) ?{_HEAD}", re.IGNORECASE)
_PLUS = re.compile(rf"(?:\+|加) ?({_NUM}) ?{_HEAD}?(?! ?{_UNIT})", re.IGNORECASE)
_ALONG = re.compile(
    rf"(?:[带携和跟与及+]|with |and )(?:着|上|我|他|她|a |my |her |his )?"
    rf"({_NUM})? ?[个位名]?(?:小|大)?{_COMPANION}",
    re.IGNORECASE,
)
_ALONG_ONLY = re.compile(rf"带 ?({_NUM}) ?[个人](?! ?{_COMPANION})")

_GOODS = re.compile(
    rf"(?P<item>[^\d,;()+*:]*?) ?[*x:=]? ?(?P<number>{_NUM}) ?(?P<unit>{_UNIT})", re.IGNORECASE
)
_GOODS_AFTER = re.compile(
    rf"(?P<number>{_NUM}) ?(?P<unit>{_UNIT})(?:的)?(?P<item>[^\d,;()+*:\s]+?)"
    rf"(?={_NUM} ?{_UNIT}|$)",
    re.IGNORECASE,
)
_TIMES = re.compile(rf"(?P<item>[^\d,;()+*:]*?) ?[*x] ?(?P<number>{_NUM})$", re.IGNORECASE)
_BARE = re.compile(r"(?P<item>[^\d.]*?)(?<![\d.])(?P<number>[12]?\d|30)$")
"""A larger number without a measure is a price or an age."""


@dataclass(frozen=True)
class People:
    """How many come.

    Args:
        count: as far as it is said.
        said: the words on companions, which are worth keeping.
        rest: the line without the numbers.
    """

    count: int | None
    said: tuple[str, ...]
    rest: str


def take_people(words: str) -> People:
    """The people that a line speaks of: 2人, +1, 一家三口, 2大1小, 带娃."""
    plus, rest = take(_PLUS, words)
    with_number, rest = take(_ALONG_ONLY, rest)
    along, rest = take(_ALONG, rest)
    family, rest = take(_FAMILY, rest)
    sizes, rest = take(_SIZES, rest)
    heads, rest = take(_HEADS, rest)
    told = [_value(word) for found in (*family, *sizes, *heads) for word in found.groups() if word]
    more = sum(_value(found[1]) for found in (*plus, *with_number))
    brought = sum(_value(found[1] or "1") for found in along)
    said = tuple(found[0].strip("+ ") for found in along)
    if told:
        return People(sum(told) + more, said, rest)
    return People(1 + more + brought if more + brought else None, said, rest)


def read_goods(token: str) -> tuple[list[Wanted], str] | None:
    """The quantities of a word, and what is left of it; none where it names no number.

    鸡蛋2板, 2板鸡蛋, 鸡蛋2板牛奶1箱, 鸡蛋*2, 鸡蛋2, 2份, 2.
    """
    for form in (_GOODS_AFTER, _GOODS):
        found = list(form.finditer(token))
        if found and found[0].start() == 0:
            return [_wanted(match) for match in found], token[found[-1].end() :]
    if match := _TIMES.fullmatch(token) or _BARE.fullmatch(token):
        return [_wanted(match)], ""
    return None


def take(form: re.Pattern[str], words: str) -> tuple[list[re.Match[str]], str]:
    """All that has a form, and the words without it."""
    return list(form.finditer(words)), form.sub(GAP, words)


def _wanted(match: re.Match[str]) -> Wanted:
    unit = match.groupdict().get("unit") or ""
    return Wanted(item=match["item"].strip(), number=_value(match["number"]), unit=unit)


def _value(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return _ODD_NUMBERS.get(word) or number(word)
