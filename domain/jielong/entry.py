"""What stands behind the number of one entry: who, where, how many, of what, and a note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.jielong.amounts import GAP, read_goods, take, take_people
from domain.jielong.model import Wanted
from domain.jielong.persons import SEVERAL, TITLED, is_person
from domain.jielong.spelling import without_pictures

_LONGEST = 120
"""Characters of an entry; what is longer is prose, and would take long to search."""
_WIDEST_NAME = 32
"""In Latin letters; a Chinese character is as wide as two."""
_ANY_UNIT = {"", "份", "个"}
"""Measures that say nothing of the goods: 张三2份 is more likely a person than a food."""

_STRUCK = re.compile("[\u0335\u0336]|~~")
_CANCELLED = re.compile(
    r"[❌✖✗✘❎🚫]|\*(?=\s*$)"
    r"|(?:不来|来不了|不去|去不了|不参加|参加不了|不要|不订|不买|不报)了?(?=[\s,.。;!)\]]|$)"
    r"|已?划掉|划去|作废|已?取消(?:报名)?了?|已?退出了?|请假"
    r"|can'?t (?:come|make it)|cancel(?:led|ed)?\b",
    re.IGNORECASE,
)
_JOIN = r"(?:[-/#—–]|号楼|[栋幢座楼#号])"
_ADDRESS = re.compile(
    r"(?<![\d.])(?:"
    rf"[a-z]?\d{{1,3}}[a-z]?{_JOIN} ?\d{{1,2}}(?:[-/#—–]|单元|门) ?[a-z]?\d{{2,5}}[a-z]?[室号户]?"
    r"|\d{1,3}(?:号楼|[栋幢座]) ?\d{2,5}[室号]?"
    r"|\d{1,2}单元 ?\d{3,4}[室号]?"
    r"|\d{1,3}[-#]\d{3,4}室?"
    r"|\d{1,3}(?:号楼|[栋幢座])(?!\d)"
    r"|\d{3,4}(?:室|(?![\d.元块月年日:])))",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
_MONEY = re.compile(r"(?:共计?|合计|总共|一共)?\d+(?:\.\d+)?(?:元|块钱?)|¥ ?\d+(?:\.\d+)?")
_BRACKETS = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?")
_LABEL = re.compile(
    r"(?:姓名|名字|房号|地址|门牌|电话|手机|人数|数量|份数|备注|name|room|tel|note) ?: ?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,、;/|+&·。]+|:(?!\d)")
_TALK = re.compile("大家|各位|请|谢谢|欢迎|麻烦|注意|如果|如有|以上|本群|本次")
"""How a line begins that speaks to everybody and enters nobody."""
_JOINTS = re.compile("[、&和与]")
_AROUND = " ,.、;:!。…·-—–_=~@#*'\"“”‘’<>《》|/+)(\\[]"
_SIGNS_UP = re.compile(r"(?<=.)(?:报名|参加|接龙|预订|预定)$")
_ASKS = re.compile(r"^(?:要|订|来|买|各|共)")


@dataclass(frozen=True)
class Body:
    """One entry without its number.

    Args:
        named: the name is there, and not only an address in its place.
    """

    name: str
    count: int
    note: str
    address: str
    wanted: tuple[Wanted, ...]
    cancelled: bool
    named: bool


@dataclass(frozen=True)
class _Part:
    """What one stretch of an entry says, in or out of brackets."""

    addresses: list[str]
    kept: list[str]
    count: int | None
    told: list[str | Wanted]


def read_body(body: str, items: Sequence[str] = ()) -> Body | None:
    """An entry, or none where nobody can be made out in it.

    Args:
        body: what follows the number, in one spelling.
        items: goods that are known by name, to part them from a name they are glued to.
    """
    if len(body) > _LONGEST:
        return None
    words = _CANCELLED.sub(GAP, _STRUCK.sub("", body))
    outside, inside = _BRACKETS.sub(GAP, words), _BRACKETS.findall(words)
    several = SEVERAL.match(outside)
    together = several[0] if several else ""
    outer = _read_part(_part_names(outside[len(together) :].strip(), items))
    inner = [_read_part(first or second) for first, second in inside]
    parts = [outer, *inner]
    addresses = [address for part in parts for address in part.addresses]
    name, told = (together, outer.told) if together else _find_name(outer.told, bool(addresses))
    who = name or next(iter(addresses), "")
    if not _is_readable(who):
        return None
    wanted, notes = _sort([*told, *(one for part in inner for one in part.told)])
    notes += [kept for part in parts for kept in part.kept]
    counts = [part.count for part in parts if part.count]
    nameless = sum(goods.number for goods in wanted if not goods.item)
    return Body(
        name=who,
        count=max([len(_JOINTS.split(together)), *counts] if together or counts else [nameless, 1]),
        note="，".join(dict.fromkeys(notes)),
        address=next(iter(addresses), ""),
        wanted=tuple(wanted),
        cancelled=words != body,
        named=bool(name),
    )


def _read_part(words: str) -> _Part:
    phones, rest = take(_PHONE, _LABEL.sub(GAP, words))
    addresses, rest = take(_ADDRESS, rest)
    money, rest = take(_MONEY, rest)
    people = take_people(rest)
    told: list[str | Wanted] = []
    for token in _BETWEEN.split(without_pictures(people.rest)):
        _add(told, token.strip(_AROUND))
    kept = [*people.said, *(found[0] for found in (*phones, *money))]
    return _Part([found[0] for found in addresses], kept, people.count, told)


def _add(told: list[str | Wanted], token: str) -> None:
    """Add a word to what was told; a surname joins the Latin name before it."""
    goods = read_goods(token)
    if goods:
        told.extend(goods[0])
        token = goods[1].strip(_AROUND)
    before = told[-1] if told else None
    if isinstance(before, str) and before[:1].isupper() and token[:1].isupper() and token.isascii():
        told[-1] = f"{before} {token}"
    elif token:
        told.append(token)


def _part_names(words: str, items: Sequence[str]) -> str:
    """Words with a gap after a name that what is wanted is glued to: 王阿姨鸡蛋2板."""
    for item in items:
        words = words.replace(item, f"{GAP}{item}")
    titled = TITLED.match(words)
    return words if titled is None else f"{titled[0].rstrip('要订来')}{GAP}{words[titled.end() :]}"


def _find_name(
    told: list[str | Wanted],
    has_address: bool,  # noqa: FBT001 - private, and said by name
) -> tuple[str, list[str | Wanted]]:
    """Who it is, and what was told but for that.

    A word that looks like a name goes before one that does not; 张三2份 is a person and 鸡蛋2板 is
    not.
    """
    for place, one in enumerate(told):
        if isinstance(one, str) and is_person(_signed(one)):
            return _signed(one), told[:place] + told[place + 1 :]
    first = told[0] if told else ""
    if isinstance(first, Wanted) and first.item and first.unit in _ANY_UNIT:
        name = _signed(first.item)
        likely = is_person(name) or not has_address
        if likely:
            return name, [first.model_copy(update={"item": ""}), *told[1:]]
    words = [place for place, one in enumerate(told) if isinstance(one, str)]
    if words and (words[0] == 0 or not has_address):
        return _signed(str(told[words[0]])), told[: words[0]] + told[words[0] + 1 :]
    return "", told


def _signed(word: str) -> str:
    return _SIGNS_UP.sub("", word)


def _sort(told: list[str | Wanted]) -> tuple[list[Wanted], list[str]]:
    """Goods and notes; a number alone belongs to the word before it: 鸡蛋 2板."""
    wanted: list[Wanted] = []
    notes: list[str] = []
    before: str | Wanted | None = None
    for one in told:
        if isinstance(one, str):
            notes.append(one)
        elif one.item or not isinstance(before, str):
            wanted.append(one.model_copy(update={"item": _ASKS.sub("", one.item)}))
        else:
            wanted.append(one.model_copy(update={"item": _ASKS.sub("", notes.pop())}))
        before = one
    return wanted, notes


def _is_readable(name: str) -> bool:
    width = sum(1 if char.isascii() else 2 for char in name)
    if width > _WIDEST_NAME or _TALK.match(name) or name[-1:] in {"?", "？"}:
        return False
    return any(char.isalnum() for char in name)
