"""What a report is about, and whether its words tell of danger.

The config replaces both tables; the ones here are for a residential community. The times are those
of Beijing's hotline: 2 hours for what is urgent, 24 hours for utilities, 7 days for most matters,
15 days for long ones.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.text import normalise
from domain.workdays import AROUND_THE_CLOCK, Calendar, Length

Word = Annotated[str, Field(min_length=1)]


class Category(BaseModel):
    """A kind of report.

    Args:
        name: what people call it.
        keywords: words that tell of it.
        organisation: the partner whose matter it is; empty for the staff of the grid.
        urgent: everybody hears at once, and its times run around the clock.
        around_the_clock: its times run day and night although it is not urgent.
        respond: how soon somebody must answer.
        resolve: how soon it must be solved.
    """

    model_config = ConfigDict(frozen=True)

    name: Word
    keywords: tuple[Word, ...] = ()
    organisation: str = ""
    urgent: bool = False
    around_the_clock: bool = False
    respond: Length
    resolve: Length

    def calendar(self, working: Calendar) -> Calendar:
        """Gives the calendar in which its times run.

        Args:
            working: the working hours of the community.
        """
        return AROUND_THE_CLOCK if self.urgent or self.around_the_clock else working


class Danger(BaseModel):
    """Words of danger and whom to call.

    Args:
        words: what people write; ``*`` between two parts stands for up to eight signs within a
            clause (燃气*味).
        call: the numbers to call, the first one first.
    """

    model_config = ConfigDict(frozen=True)

    words: tuple[Annotated[str, Field(pattern=r"^[^*]+(?:\*+[^*]+)*$")], ...]
    call: tuple[Word, ...] = Field(min_length=1)


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split("、"))


URGENT_RESPOND = Length(minutes=30)
"""How soon somebody must answer what is urgent, whatever its category."""
URGENT_RESOLVE = Length(hours=2)
"""How soon something urgent must be solved, whatever its category."""

_TWO_HOURS = Length(hours=2)
_DAY_AND_NIGHT = Length(hours=24)
_DAY = Length(days=1)
_WEEK = Length(days=7)
_LONG = Length(days=15)

OTHER = Category(name="其他", respond=_DAY, resolve=_WEEK)
"""What is in no other category; it exists whatever the config says."""

DEFAULT_CATEGORIES: tuple[Category, ...] = (
    Category(
        name="安全消防",
        keywords=_words(
            "消防、消防通道、灭火器、火灾、起火、着火、失火、冒烟、安全通道、疏散通道、触电、漏电",
            "飞线、飞线充电、楼道充电、入户充电、电动车上楼、电瓶、高空抛物、高空坠物、井盖",
            "电线裸露、电线掉、塌、燃气泄漏、煤气泄漏、燃气味、煤气味、天然气味、漏气、小偷、被盗",
            "被偷、打架、fire、smoke、gas leak、smell gas、stolen",
        ),
        urgent=True,
        respond=URGENT_RESPOND,
        resolve=URGENT_RESOLVE,
    ),
    Category(
        name="电梯",
        keywords=_words(
            "电梯、困人、轿厢、梯门、elevator、the lift",
        ),
        around_the_clock=True,
        respond=_TWO_HOURS,
        resolve=_DAY_AND_NIGHT,
    ),
    Category(
        name="水电气热",
        keywords=_words(
            "停水、没水、断水、来水、水压、水质、水费、水表、自来水、热水、停气、没气、断气、燃气",
            "煤气、停电、没电、断电、跳闸、电压、电费、电表、天然气、暖气、供暖、供热、停暖、没暖",
            "不热、no water、water supply、power cut、no power、outage、heating",
        ),
        around_the_clock=True,
        respond=_TWO_HOURS,
        resolve=_DAY_AND_NIGHT,
    ),
    Category(
        name="漏水堵塞",
        keywords=_words(
            "漏水、渗水、漏雨、滴水、跑水、冒水、爆管、水管破、水管裂、水管爆、积水、返水、反水",
            "污水、地漏、堵了、堵住、下水道、下水管、马桶、化粪池、leak、flooded、blocked drain",
            "sewage",
        ),
        around_the_clock=True,
        respond=_TWO_HOURS,
        resolve=_DAY_AND_NIGHT,
    ),
    Category(
        name="垃圾环境",
        keywords=_words(
            "垃圾、卫生、清扫、打扫、保洁、臭味、很臭、太臭、恶臭、异味、脏、蚊子、蟑螂、老鼠",
            "烟头、小广告、杂物、堆物、绿化、杂草、树枝、落叶、树挡、抽烟、油烟、烧烤、garbage",
            "rubbish、trash、smelly",
        ),
        respond=_DAY,
        resolve=_WEEK,
    ),
    Category(
        name="噪音扰民",
        keywords=_words(
            "噪音、噪声、扰民、太吵、很吵、好吵、吵死、吵得、吵人、睡不着、装修、施工、电钻、敲墙",
            "砸墙、跺脚、广场舞、音响、唱歌、noise、noisy、too loud",
        ),
        respond=_DAY,
        resolve=_WEEK,
    ),
    Category(
        name="停车",
        keywords=_words(
            "停车、车位、乱停、僵尸车、挪车、堵车、堵路、堵门口、车库、道闸、充电、车棚、自行车",
            "parking、parked",
        ),
        respond=_DAY,
        resolve=_WEEK,
    ),
    Category(
        name="公共设施",
        keywords=_words(
            "路灯、楼道灯、声控灯、感应灯、灯不亮、灯坏、门禁、单元门、大门、对讲、监控、摄像头",
            "健身器材、滑梯、秋千、长椅、凉亭、路面、地砖、台阶、扶手、栏杆、围墙、信箱、快递柜",
            "晾衣、street light、playground",
        ),
        respond=_DAY,
        resolve=_WEEK,
    ),
    Category(
        name="宠物",
        keywords=_words(
            "遛狗、狗叫、狗屎、狗粪、不牵绳、没牵绳、流浪狗、流浪猫、养狗、宠物、大型犬、barking",
            "stray",
        ),
        respond=_DAY,
        resolve=_WEEK,
    ),
    Category(
        name="邻里矛盾",
        keywords=_words(
            "邻居、隔壁、吵架、矛盾、纠纷、调解、争执、骂人、占用楼道、占楼道、neighbour",
            "neighbor、dispute",
        ),
        respond=_DAY,
        resolve=_LONG,
    ),
    Category(
        name="房屋修缮",
        keywords=_words(
            "违建、违章、私搭、乱建、搭棚、承重墙、群租、外墙、墙皮、屋顶、楼顶、防水、保温层",
            "加装电梯、旧改、改造、维修基金、产权",
        ),
        respond=_DAY,
        resolve=_LONG,
    ),
    Category(
        name="物业服务",
        keywords=_words(
            "物业费、物业不、物业没、物业态度、保安、门岗、收费、涨价、退款、业委会、property fee",
            "security guard",
        ),
        respond=_DAY,
        resolve=_LONG,
    ),
    OTHER,
)

DEFAULT_DANGERS: tuple[Danger, ...] = (
    Danger(
        words=_words(
            "起火、起了火、起大火、着火、着了火、着大火、着起火、失火、火灾、烧起来、烧着了、火花",
            "火苗、爆炸、冒烟、冒黑烟、冒白烟、冒着烟、起烟、冒出*烟、烟*冒出、浓烟、全是烟",
            "都是烟、烧焦*味、焦糊味、on fire、caught fire、there is a fire、smoke coming",
            "smoke in the、explosion",
        ),
        call=("119",),
    ),
    Danger(
        words=_words(
            "漏燃气、漏煤气、漏天然气、漏气、气*泄漏、气*泄露、气漏、燃气*漏了、煤气*漏了",
            "天然气*漏了、气罐*漏、燃气管*漏、煤气管*漏、天然气管*漏、燃气*味、煤气*味、天然气*味",
            "气体报警器*响、燃气报警器*响、闻到*燃气、闻到*煤气、闻到*天然气、一股*燃气",
            "一股*煤气、一股*天然气、gas leak、gas is leaking、leaking gas、smell gas",
            "smell of gas、gas smell",
        ),
        call=("119", "12345"),
    ),
    Danger(
        words=_words(
            "困人、被困、困住、困在、困着、困了*人、困进、困电梯、关在*电梯、关电梯、卡在*电梯",
            "卡电梯里、电梯*出不来、里面还有人、孩*卡在、孩*锁在、老人*锁在、电梯*坠、trapped",
            "stuck in the lift、stuck in the elevator",
        ),
        call=("119", "12345"),
    ),
    Danger(
        words=_words(
            "触电、漏电、电到人、被电了、被电倒、electric shock、electrocuted",
        ),
        call=("120", "119"),
    ),
    Danger(
        words=_words(
            "晕倒、晕过去、晕在、昏倒、昏过去、昏迷、不省人事、没有意识、没意识、失去意识、叫不醒",
            "没有呼吸、没呼吸、没有心跳、没心跳、倒地不起、人倒在地、摔倒*起不来、心梗、心脏病发",
            "心脏病犯、中风了、抽搐、大出血、流血不止、喘不上气、中毒、一氧化碳、摔伤、砸伤",
            "砸到人、砸到了人、撞伤、撞到人、车祸、咬伤、烫伤、unconscious、fainted、passed out",
            "not breathing、heart attack",
        ),
        call=("120",),
    ),
    Danger(
        words=_words(
            "坠落、坠楼、坠下、跳楼、轻生、自杀、割腕、从*摔下、从*掉下来、从*跌下、从*跳下、溺水",
            "落水了、人落水、孩子落水、掉河里、掉水里、人掉进、人掉到、孩掉进、孩掉到、孩子掉进",
            "孩子掉到、fell from、jump off",
        ),
        call=("120", "110", "119"),
    ),
    Danger(
        words=_words(
            "打架、打起来、斗殴、殴打、挨打、打人了、在打人、动手打、家暴、持刀、拿刀、拿着刀",
            "拿了*刀、菜刀、动刀子、动了刀、砍人、行凶、抢劫、绑架、入室盗、入室抢、撬门、闯进*家",
            "救命、are fighting、with a knife、burglary、robbery",
        ),
        call=("110", "120"),
    ),
)

_NOTHING_FOUND = (0, -1)
_GAP = r"[^，。！？；：、,.!?;:\n没未无]{0,8}?"
_DENIED = re.compile(
    r"(?<![是有会])(?:没有?|未|无|不|不是|不再|并非)"
    r"(?:任何)?(?:有?人员?|发生|出现|造成)?[被再]?$"
    r"|(?:容易|防止|避免|以免|预防|谨防|万一)$"
    r"|\b(?:no|not|nobody|no one|nobody is|no one is|isn't|is not|never)(?: an?)? $"
)
_ASKED = re.compile(r"了?[吧吗么嘛?？]")
_HARMLESS = re.compile(r"隐患|报警[器装]|演[习练]|(?<=电)(?:保护|开关)|(?<=困)[扰难惑]")
_BEFORE = 16
"""How many signs before a word are read for a denial: as many as the longest has."""


def find_category(name: str, categories: Sequence[Category]) -> Category | None:
    """Gives the category of that name, or None where there is none (any more).

    其他 is there in any case.
    """
    return next((category for category in (*categories, OTHER) if category.name == name), None)


def guess(body: str, categories: Sequence[Category]) -> Category:
    """Gives the category that the words of a report tell most of, or 其他.

    The one whose keywords fill most of the text wins. Among equals it is the one named last:
    Chinese names the place first and then what is wrong there (电梯里有垃圾).
    """
    told = _plain(body)
    other = next((category for category in categories if category.name == OTHER.name), OTHER)
    weighed = [(_weigh(told, category), category) for category in categories]
    weight, best = max(weighed, key=itemgetter(0), default=(_NOTHING_FOUND, other))
    return best if weight > _NOTHING_FOUND else other


def _weigh(told: str, category: Category) -> tuple[int, int]:
    """The length of all keywords that were found, and where the last of them stands."""
    found = [
        (len(word), told.rfind(word)) for word in map(_keyword, category.keywords) if word in told
    ]
    if not found:
        return _NOTHING_FOUND
    return sum(length for length, _ in found), max(place for _, place in found)


def danger_in(body: str, dangers: Sequence[Danger]) -> Danger | None:
    """Gives the danger that a report tells of, if any.

    A word that is denied right before it (没有困人, 不着火了) does not count, but one that is asked
    about does (有没有困人, 不是着火了吧): a false alarm is cheaper than a missed one.

    Returns:
        The words that were found and all numbers to call, in the order of the table.
    """
    told = _plain(body)
    found = [
        (words, danger)
        for danger in dangers
        for word in danger.words
        if _beginning(word) in told and (words := _alarming(told, word))
    ]
    if not found:
        return None
    return Danger(
        words=_unique(words for words, _ in found),
        call=_unique(number for _, danger in found for number in danger.call),
    )


def _alarming(told: str, word: str) -> str:
    matches = _pattern(word).finditer(told)
    return next((match[0] for match in matches if not _is_harmless(match)), "")


def _is_harmless(match: re.Match[str]) -> bool:
    told, start, end = match.string, match.start(), match.end()
    if _HARMLESS.match(told, end):
        return True
    before = told[max(0, start - _BEFORE) : start]
    return _DENIED.search(before) is not None and _ASKED.match(told, end) is None


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(_written(word))


def _written(word: str) -> str:
    return _GAP.join(map(re.escape, _plain(word).split("*")))


@lru_cache(maxsize=1024)
def _beginning(word: str) -> str:
    """What is told before the first gap; of most reports this says at once that they are none."""
    return _plain(word).partition("*")[0]


@lru_cache(maxsize=4096)
def _keyword(word: str) -> str:
    return _plain(word)


def _plain(words: str) -> str:
    return normalise(words).lower()


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
