"""Which reports may be about the same matter.

Two reports are compared in three respects: where (3单元, 5号楼, 东门), what (电梯, 灯, 水管) and
what is said about it. Different places or things make different matters, however alike the words.
Where one report says less than the other, the rest decides; whoever reports has the last word.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from domain.text import normalise
from domain.timing.numerals import NUMBER, number

THRESHOLD = 0.6
"""How alike two reports must be, from 0 to 1; set by the pairs in the tests."""

_PART = 0.9
"""How alike a short report is to a longer one that has all its words."""
_SHORTEST_PART = 2
_ENOUGH = 300
"""How many signs of a report are read: a long one says first what it is about."""

_MANY = rf"{NUMBER}(?:[、,和跟及]{NUMBER})*"
_ADDRESS = re.compile(r"(?<!\d)(\d{1,2})-(\d)-(\d{3,4})(?!\d)")
_PLACES = re.compile(
    r"(?=[\d零〇一二两三四五六七八九十第a-z地负东西南北左右楼车屋天走过大花绿])(?:"
    rf"第?(?P<单元>{_MANY})个?单元"
    rf"|第?(?P<栋>{_MANY}|[a-z])(?:号楼|号?[栋幢座])"
    rf"|第?(?P<层>(?:地下|负|b){NUMBER}|{_MANY}(?=[层楼]))[层楼]?"
    r"|(?<!\d)(?P<室>\d{3,4})(?![\d年元块度米次个])[室号户]?"
    rf"|(?<![月\d])(?P<号>{_MANY})号"
    r"|(?P<侧>[东西南北](?=[门侧边区头口])|[左右](?=[边侧手])|楼[上下])"
    r"|(?P<处>(?:地下)?车库|地库|楼[顶道]|屋顶|天台|走廊|过道|楼梯间|大堂|花园|绿化带))"
)
_DATE = re.compile(r"\d{1,2}月(?:\d{1,2}[号日]?)?")
_MARKS = re.compile(rf"([a-z]*\d[a-z\d]*)|第({NUMBER})")
_NUMBER = re.compile(rf"\d+|{NUMBER}")
_SAME_PLACES = {
    "地库": "车库",
    "地下车库": "车库",
    "屋顶": "楼顶",
    "天台": "楼顶",
    "走廊": "楼道",
    "过道": "楼道",
    "楼梯间": "楼道",
}
_AMOUNTS = re.compile(
    rf"(?:{NUMBER}|[几半多])[多几]?个?(?:天|小时|钟头|分钟|星期|月|次|盏|点|年|日)"
)

_SAME_WORDS = {
    "坏": "故障 失灵 不能用 不好用 用不了 不好使 坏掉 不动 停运 罢工 没反应 打不开 刷不开 不亮 "
    "出问题 broken",
    "停水": "没水 没有水 断水",
    "停电": "没电 没有电 断电",
    "停气": "没气 没有气 断气",
    "停暖": "不热 没暖气 没有暖气 没供暖 不供暖",
    "漏水": "渗水 滴水 漏雨 跑水 冒水",
    "堵": "堵塞 不通 堵住 堵死",
    "吵": "噪音太大 噪音大 噪音很大 噪音 噪声 扰民 声音大 声音太大",
    "臭": "异味 味道大 味道太大 难闻",
    "电动车": "电瓶车 电驴",
    "监控": "摄像头 探头",
    "大门": "正门",
    "厕所": "卫生间 洗手间",
    "灯": "声控灯 感应灯",
    "垃圾": "垃圾桶",
    "清": "收 清理 打扫 清扫",
    "电梯": "elevator lift",
}
_MEANINGS = {said: meant for meant, words in _SAME_WORDS.items() for said in words.split()}
_THINGS = (
    "电梯 路灯 灯 门禁 单元门 大门 门 窗 监控 对讲 水管 下水道 马桶 空调 停水 停电 停气 停暖 "
    "漏水 积水 热水 暖气 垃圾 杂物 杂草 快递柜 健身器材 井盖 路面 围墙 栏杆 车位 停车费 物业费 "
    "充电桩 飞线 道闸 狗 猫 老鼠 蟑螂 蚊子 装修 广场舞 抽烟 油烟 消防通道 灭火器 违建 保安 客服 "
    "streetlight"
)
_FILLERS = (
    "您好 你好 请问 请 麻烦 师傅 物业 我们 我家 咱们 家里 小区 这边 这里 里面 里 怎么 能不能 可以 "
    "管管 尽快 来 修 一下 一点 一直 又 还 也 都 就 很 太 好 了 的 地 得 啊 呢 吧 吗 呀 在 有 是 被 "
    "把 个 有人 没人 人 今天 昨天 昨晚 现在 已经 经常 老是 总是 天天 the again is"
)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


_SAID = _any_of(_MEANINGS)
_THING = _any_of(_THINGS.split())
_NOISE = re.compile(rf"{_any_of(_FILLERS.split()).pattern}|[\W_]+")


class _Matter(NamedTuple):
    """What a report comes down to.

    Attributes:
        marks: other numbers that it names, and words with digits in them.
        places: by kind (单元, 栋 …), the places that it names.
        things: the things that it names.
        rest: the letters of all that it says about them.
        words: all but the places, without what says nothing.
        letters: the same in alphabetical order, for texts that say things in another order.
    """

    places: dict[str, frozenset[str]]
    marks: frozenset[str]
    things: frozenset[str]
    rest: frozenset[str]
    words: str
    letters: str


def similar(
    body: str, candidates: Sequence[tuple[int, str]], limit: int = 3
) -> list[tuple[int, float]]:
    """Finds the reports that may be about the same matter.

    Args:
        body: the new report.
        candidates: numbers and words of other reports.
        limit: how many to give at most.

    Returns:
        Their numbers and how alike they are, from `THRESHOLD` to 1, the most alike first; among
        equals as they were given.
    """
    matter = _read(body)
    scored = ((index, _likeness(matter, _read(words))) for index, words in candidates)
    found = [(index, score) for index, score in scored if score >= THRESHOLD]
    return sorted(found, key=lambda pair: -pair[1])[:limit]


def _likeness(one: _Matter, other: _Matter) -> float:
    if not one.words or not other.words or _apart(one, other):
        return 0
    score = fuzz.ratio(one.letters, other.letters)
    if min(len(one.words), len(other.words)) >= _SHORTEST_PART:
        score = max(score, _PART * fuzz.partial_ratio(one.words, other.words))
    return score / 100


def _apart(one: _Matter, other: _Matter) -> bool:
    if one.things and other.things and one.things.isdisjoint(other.things):
        return True
    if not (one.marks <= other.marks or other.marks <= one.marks):
        return True
    if one.rest and other.rest and one.rest.isdisjoint(other.rest):
        return True
    shared = one.places.keys() & other.places.keys()
    return any(one.places[kind].isdisjoint(other.places[kind]) for kind in shared)


@lru_cache(maxsize=2048)
def _read(body: str) -> _Matter:
    """What a report comes down to; an open one is read again with each new one of its circle."""
    places: dict[str, frozenset[str]] = {}

    def take(match: re.Match[str]) -> str:
        kind = str(match.lastgroup)
        places[kind] = places.get(kind, frozenset()) | _names(match[kind])
        return " "

    text = _ADDRESS.sub(r"\1号楼\2单元\3室", normalise(body[:_ENOUGH]).lower())
    text = _AMOUNTS.sub("", _PLACES.sub(take, _DATE.sub("", text)))
    numbers = {found[0] or _digits(found[1]) for found in _MARKS.findall(text)}
    marks = frozenset(numbers | places.get("室", frozenset()))
    text = _SAID.sub(lambda match: _MEANINGS[match[0]], text)
    things = frozenset(_THING.findall(text))
    if "电梯" in things:
        places.pop("层", None)
    words = _NOISE.sub("", text)
    rest = frozenset(_THING.sub("", words))
    return _Matter(places, marks, things, rest, words, "".join(sorted(words)))


def _digits(chinese: str) -> str:
    return str(number(chinese))


@lru_cache(maxsize=1024)
def _names(place: str) -> frozenset[str]:
    """The numbers in the name of a place, as digits, or the name itself."""
    found = _NUMBER.findall(place)
    if not found:
        return frozenset({_SAME_PLACES.get(place, place)})
    below = "-" if place[0] in "地负b" else ""
    return frozenset(below + (one if one.isascii() else str(number(one))) for one in found)
