"""A group-buy as its organiser types it: goods, prices and options, in one line or several."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.groupbuy.model import Goal, Item, Offer
from domain.groupbuy.money import read_yuan
from domain.text import normalise
from domain.timing import Moment, Reason, Unclear, read_moment, split_leading_moment

MOST_ITEMS = 8
"""More goods than this have no room for their buttons on a phone."""
LONGEST_NAME = 30
LONGEST_TITLE = 60
LONGEST_NOTE = 300
MOST_UNITS = 100_000
DEAREST = 10_000_000
"""A hundred thousand 元, in 分: what costs more is a slip of the finger."""
DEFAULT_UNIT = "份"
SEPARATOR = "、"

_KEYS = {
    "标题": "title",
    "title": "title",
    "库存": "stock",
    "stock": "stock",
    "起购": "least",
    "起订": "least",
    "min": "least",
    "限购": "most",
    "max": "most",
    "limit": "most",
    "每户": "each",
    "each": "each",
    "截止": "deadline",
    "deadline": "deadline",
    "until": "deadline",
    "成团": "goal",
    "goal": "goal",
    "取货": "pickup",
    "提货": "pickup",
    "pickup": "pickup",
    "pick-up": "pickup",
    "公开": "public",
    "public": "public",
    "说明": "note",
    "note": "note",
}
_AS_TYPED = {"title", "note"}
"""Shown to people as they are, with the signs of the keyboard they were typed on."""
_YES = {"是", "yes", "y", "公开", "on"}
_NO = {"否", "不", "no", "n", "不公开", "off"}

_OPTION = re.compile(
    rf"(?:^|(?<=[\s,，]))(?P<key>{'|'.join(sorted(_KEYS, key=len, reverse=True))}) ?[=:] ?",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"(?:^|(?<=[\s,，]))(?P<key>[^\W\d]{1,10}) ?= ?")
_AMOUNT = r"(?P<{}>\d{{1,7}}(?:\.\d{{1,2}})?)(?![\d.])"
_UNIT = r"(?P<{}>\d{{0,4}}(?:[\u4e00-\u9fff]{{1,3}}|[a-z]{{1,12}}))"
_PRICE = re.compile(
    rf"(?:[¥￥] ?{_AMOUNT.format('a1')}(?: ?(?:元|块))?(?: ?[/每一] ?{_UNIT.format('u1')})?"
    rf"|{_AMOUNT.format('a2')} ?(?:元|块钱?|yuan\b|rmb\b)"
    rf"(?: ?(?:[/每一]|per ) ?{_UNIT.format('u2')})?"
    rf"|{_AMOUNT.format('a3')} ?/ ?{_UNIT.format('u3')})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*(?P<words>[（(][^（()）]{1,20}[)）])")
_COUNT = re.compile(r"(?P<number>\d{1,6})(?![\d.])[^\s\d=,，]{0,3}(?=[\s,，]|$)")
_RANGE = re.compile(r"(?P<low>\d{1,6}) ?[-~到至] ?(?P<high>\d{1,6})[^\s\d=,，]{0,3}(?=[\s,，]|$)")
_GOAL = re.compile(
    r"(?P<number>\d{1,7}(?:\.\d{1,2})?)(?![\d.])(?: ?(?P<unit>元|块|yuan\b))?[^\s\d,，]{0,3}"
)
_WORD = re.compile(r"[^\s,，]+")
_UNTIL = re.compile(r"(?P<from>.*?\d{1,2}:\d{2}) ?[-~—–到至] ?(?P<to>\d{1,2}:\d{2})(?P<rest>.*)")
_AROUND = " \t,，、.。:"


@dataclass
class _Draft:
    now: datetime
    zone: ZoneInfo
    title: str = ""
    items: list[Item] = field(default_factory=list)
    deadline: Moment | Unclear | None = None
    pickup_at: Moment | Unclear | None = None
    pickup_until: str = ""
    pickup_place: str = ""
    goal: Goal = field(default_factory=Goal)
    public: bool = False
    note: str = ""

    def change_item(self, **changes: int) -> None:
        """Say something of the goods named last."""
        if not self.items:
            raise Refusal("groupbuy-option-early")
        self.items[-1] = self.items[-1].model_copy(update=changes)


def read_offer(words: str, now: datetime, zone: ZoneInfo) -> Offer:
    """A group-buy out of ``鸡蛋 25元/板 库存=40 限购=5 截止=周五20:00 成团=20份 取货=南门``.

    Goods stand with their prices; what follows them up to the next goods and is 库存, 起购, 限购
    or 每户 is about them. Every option has an English twin. Lines may be broken anywhere between.

    Args:
        words: what stands after the command.
        now: aware instant.
        zone: in which times are meant.

    Raises:
        Refusal: it says what is missing or not understood.
    """
    draft = _Draft(now, zone)
    for line in re.split(r"[\n;；]", words):
        _read_line(draft, line.strip())
    if not draft.items:
        raise Refusal("groupbuy-no-goods")
    return _checked(draft)


def looks_like_an_offer(words: str) -> bool:
    """Whether words that nobody marked as a command name a price, as in 团购 鸡蛋 25元/板."""
    return _PRICE.search(normalise(words)) is not None


def _read_line(draft: _Draft, typed: str) -> None:
    line = normalise(typed)
    found = list(_OPTION.finditer(line))
    starts = [option.start() for option in found] + [len(line)]
    _read_goods(draft, line[: starts[0]])
    for option, end in zip(found, starts[1:], strict=True):
        name = _KEYS[option["key"].lower()]
        said = typed if name in _AS_TYPED else line
        value = said[option.end() : end].strip(_AROUND)
        if not value:
            raise Refusal("groupbuy-option-empty", option=option["key"])
        rest = _READERS[name](draft, value, option["key"])
        _read_goods(draft, rest)


def _read_goods(draft: _Draft, words: str) -> None:
    at = 0
    for found in _PRICE.finditer(words):
        _add_item(draft, words[at : found.start()].strip(_AROUND), found)
        at = found.end()
        if bracket := _BRACKET.match(words, at):
            at = bracket.end()
            item = draft.items[-1]
            draft.items[-1] = item.model_copy(update={"name": item.name + bracket["words"]})
    rest = words[at:].strip(_AROUND)
    if not rest:
        return
    if unknown := _UNKNOWN.search(rest):
        raise Refusal("groupbuy-option-unknown", option=unknown["key"])
    if draft.items or draft.title:
        raise Refusal("groupbuy-no-price", goods=rest[:LONGEST_NAME])
    draft.title = rest


def _add_item(draft: _Draft, name: str, found: re.Match[str]) -> None:
    amount = next(filter(None, (found["a1"], found["a2"], found["a3"])))
    unit = next(filter(None, (found["u1"], found["u2"], found["u3"])), DEFAULT_UNIT)
    price = read_yuan(amount)
    if not name:
        raise Refusal("groupbuy-no-name", price=found[0].strip())
    if unknown := _UNKNOWN.search(name):
        raise Refusal("groupbuy-option-unknown", option=unknown["key"])
    if not 0 < price <= DEAREST:
        raise Refusal("groupbuy-bad-price", goods=name[:LONGEST_NAME])
    draft.items.append(Item(name=name[:LONGEST_NAME], unit=unit, price=price))


def _title(draft: _Draft, value: str, _key: str) -> str:
    draft.title = value
    return ""


def _note(draft: _Draft, value: str, _key: str) -> str:
    draft.note = value[:LONGEST_NOTE]
    return ""


def _stock(draft: _Draft, value: str, key: str) -> str:
    number, rest = _count(value, key)
    draft.change_item(stock=number)
    return rest


def _least(draft: _Draft, value: str, key: str) -> str:
    number, rest = _count(value, key)
    draft.change_item(least=number)
    return rest


def _most(draft: _Draft, value: str, key: str) -> str:
    number, rest = _count(value, key)
    draft.change_item(most=number)
    return rest


def _each(draft: _Draft, value: str, key: str) -> str:
    if found := _RANGE.match(value):
        draft.change_item(least=int(found["low"]), most=int(found["high"]))
        return value[found.end() :]
    return _most(draft, value, key)


def _deadline(draft: _Draft, value: str, _key: str) -> str:
    moment, rest = split_leading_moment(value, draft.now, draft.zone)
    if moment is None:
        moment, rest = read_moment(value, draft.now, draft.zone), ""
    draft.deadline = moment
    return rest


def _goal(draft: _Draft, value: str, key: str) -> str:
    found = _GOAL.match(value)
    if not found:
        raise Refusal("groupbuy-option-number", option=key)
    if found["unit"]:
        draft.goal = Goal(fen=read_yuan(found["number"]))
    else:
        draft.goal = Goal(portions=int(float(found["number"])))
    return value[found.end() :]


def _pickup(draft: _Draft, value: str, _key: str) -> str:
    read = read_pickup(value, draft.now, draft.zone)
    draft.pickup_at, draft.pickup_until, draft.pickup_place = read
    return ""


def read_pickup(
    words: str, now: datetime, zone: ZoneInfo
) -> tuple[Moment | Unclear | None, str, str]:
    """When and where goods are handed out: ``周六16:00-18:00 南门``.

    Returns:
        The time, if the words begin with one; the wall-clock time at which it ends, which may be
        empty; the place, which may be empty.
    """
    value, until = " ".join(normalise(words).split()), ""
    if found := _UNTIL.fullmatch(value):
        until, value = found["to"], f"{found['from']} {found['rest'].strip()}"
    moment, place = _leading_time(value, now, zone)
    return moment, until, place.strip(_AROUND)[:LONGEST_TITLE]


def _leading_time(value: str, now: datetime, zone: ZoneInfo) -> tuple[Moment | Unclear | None, str]:
    """The time at the start and the place after it; a day without an hour is asked back."""
    moment, rest = split_leading_moment(value, now, zone)
    if moment is not None:
        return moment, rest
    first = value.partition(" ")[0]
    day = read_moment(first, now, zone)
    if isinstance(day, Unclear) and day.reason is Reason.UNREADABLE:
        return None, value
    return day, value[len(first) :]


def _public(draft: _Draft, value: str, key: str) -> str:
    found = _WORD.match(value)
    word = found[0].lower() if found else ""
    if word not in _YES | _NO:
        raise Refusal("groupbuy-option-yes-no", option=key)
    draft.public = word in _YES
    return value[len(word) :]


def _count(value: str, key: str) -> tuple[int, str]:
    found = _COUNT.match(value)
    if not found or not 0 < int(found["number"]) <= MOST_UNITS:
        raise Refusal("groupbuy-option-number", option=key)
    return int(found["number"]), value[found.end() :]


_READERS: dict[str, Callable[[_Draft, str, str], str]] = {
    "title": _title,
    "note": _note,
    "stock": _stock,
    "least": _least,
    "most": _most,
    "each": _each,
    "deadline": _deadline,
    "goal": _goal,
    "pickup": _pickup,
    "public": _public,
}
"""Each takes the value of an option and gives back what does not belong to it."""


def _checked(draft: _Draft) -> Offer:
    names = [item.name for item in draft.items]
    if len(names) > MOST_ITEMS:
        raise Refusal("groupbuy-too-many-goods", allowed=MOST_ITEMS)
    for item in draft.items:
        if names.count(item.name) > 1:
            raise Refusal("groupbuy-goods-twice", goods=item.name)
        roof = min(item.most or MOST_UNITS, item.stock or MOST_UNITS)
        if item.least > roof:
            raise Refusal("groupbuy-least-too-much", goods=item.name, least=item.least, most=roof)
    deadline, pickup = draft.deadline, draft.pickup_at
    if (
        isinstance(deadline, Moment)
        and isinstance(pickup, Moment)
        and pickup.instant < deadline.instant
    ):
        raise Refusal("groupbuy-pickup-early")
    return Offer(
        title=(draft.title or SEPARATOR.join(names))[:LONGEST_TITLE],
        items=tuple(draft.items),
        deadline=deadline,
        pickup_at=pickup,
        pickup_until=draft.pickup_until,
        pickup_place=draft.pickup_place,
        goal=draft.goal,
        public=draft.public,
        note=draft.note,
    )
