"""Residents with plausible names and addresses, the same ones in every sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sandbox.world import World

_SURNAMES: Final = (
    "张 刘 杨 黄 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢"
).split()
_GIVEN: Final = (
    "秀兰 建华 桂英 志强 丽 军 敏 静 洋 艳 勇 杰 娟 涛 明 超 秀珍 霞 平 刚 桂兰 芳 雪梅 晓东 玉兰"
    " 海燕 国庆 春梅 德顺 凤英 卫国 小红 子涵 雨桐 浩然 欣怡 宇航 佳琪 俊杰 思远 文博 诗涵 梓萱"
    " 淑珍 永福 宝华 新民 爱华 红梅 立新 金凤 长江 冬梅 振国 玉梅 瑞雪 嘉怡 晨曦 一鸣 天佑"
).split()
_STORY_BUILDING: Final = 3
_STORY_PEOPLE: Final = (
    ("赵德顺", 1, 102, "zh-hans"),
    ("王秀英", 3, 501, "zh-hans"),
    ("刘洋", 3, 602, "zh-hans"),
    ("孙丽华", 3, 401, "zh-hans"),
    ("Anna Novak", 2, 301, "en"),
)
_STORY_COLORS: Final = ("ochre", "brick", "sky", "plum", "teal")
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


def draw_households(world: World, building: int) -> list[Household]:
    """Bring four to six residents of a building into the world, the future captain first."""
    if building == _STORY_BUILDING:
        people = list(_STORY_PEOPLE)
        colors = _STORY_COLORS
    else:
        people = list(_draw(building))
        colors = ("",) * len(people)
    return [
        _move_in(world, building, place, person, color)
        for place, (person, color) in enumerate(zip(people, colors, strict=True))
    ]


def _draw(building: int) -> Iterator[tuple[str, int, int, str]]:
    for place in range(4 + building % 3):
        number = building * 6 + place
        name = _SURNAMES[number * 5 % len(_SURNAMES)] + _GIVEN[number * 7 % len(_GIVEN)]
        floor = 1 + number * 11 % _FLOORS
        yield name, 1 + number % _UNITS, floor * 100 + 1 + number % _FLATS_PER_FLOOR, "zh-hans"


def _move_in(
    world: World, building: int, place: int, person: tuple[str, int, int, str], color: str
) -> Household:
    name, unit, room, language = person
    role = f"居民 · {building}号楼{unit}单元{room}" if place else f"楼长 · {building}号楼"
    user = world.add_user(name, language_code=language, title=role, color=color)
    return Household(user.id, name, building, unit, room)
