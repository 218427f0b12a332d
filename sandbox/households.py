"""Residents with plausible names and addresses, the same ones in every sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sandbox.world import World

_SURNAMES: Final = "张刘杨黄吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢"
_GIVEN_NAMES: Final = (
    "秀兰 建华 桂英 志强 丽 军 敏 静 洋 艳 勇 杰 娟 涛 明 超 秀珍 霞 平 刚 桂兰 芳 雪梅 晓东 玉兰"
    " 海燕 国庆 春梅 德顺 凤英 卫国 小红 子涵 雨桐 浩然 欣怡 宇航 佳琪 俊杰 思远 文博 诗涵 梓萱"
    " 淑珍 永福 宝华 新民 爱华 红梅 立新 金凤 长江 冬梅 振国 玉梅 瑞雪 嘉怡 晨曦 一鸣 天佑"
)
_STORY_BUILDING: Final = 3
_CHINESE: Final = "zh-hans"
_UNITS: Final = 4
_FLOORS: Final = 17
_FLATS_PER_FLOOR: Final = 3


@dataclass(frozen=True, slots=True)
class Household:
    """A resident and where they live.

    Args:
        user: their user id.
        room: floor and flat, 501 for the first flat of the fifth floor.
    """

    user: int
    name: str
    building: int
    unit: int
    room: int

    @property
    def address(self) -> str:
        """As typed after `/bind`."""
        return f"{self.building}-{self.unit}-{self.room}"


@dataclass(frozen=True, slots=True)
class _Newcomer:
    name: str
    unit: int
    room: int
    language: str = _CHINESE
    color: str = ""


_STORY_PEOPLE: Final = (
    _Newcomer("赵德顺", 1, 102, color="ochre"),
    _Newcomer("王秀英", 3, 501, color="brick"),
    _Newcomer("刘洋", 3, 602, color="sky"),
    _Newcomer("孙丽华", 3, 401, color="plum"),
    _Newcomer("Anna Novak", 2, 301, "en", color="teal"),
)


def draw_households(world: World, building: int) -> list[Household]:
    """Bring four to six residents of a building into the world, the future captain first."""
    people = _STORY_PEOPLE if building == _STORY_BUILDING else tuple(_draw(building))
    captain, *residents = people
    return [
        _move_in(world, building, captain, f"楼长 · {building}号楼"),
        *(
            _move_in(world, building, each, f"居民 · {building}号楼{each.unit}单元{each.room}")
            for each in residents
        ),
    ]


def _draw(building: int) -> Iterator[_Newcomer]:
    given = _GIVEN_NAMES.split()
    for place in range(4 + building % 3):
        number = building * 6 + place
        name = _SURNAMES[number * 5 % len(_SURNAMES)] + given[number * 7 % len(given)]
        floor = 1 + number * 11 % _FLOORS
        flat = 1 + number % _FLATS_PER_FLOOR
        yield _Newcomer(name, 1 + number % _UNITS, floor * 100 + flat)


def _move_in(world: World, building: int, person: _Newcomer, role: str) -> Household:
    user = world.add_user(
        person.name, language_code=person.language, title=role, color=person.color
    )
    return Household(user.id, person.name, building, person.unit, person.room)
