"""滨河社区: the people and groups of the sandbox, and how they move in."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any, Final

from sandbox.acting import Stage, open_stage
from sandbox.core import Sandbox
from sandbox.households import Household, draw_households
from sandbox.model import User
from sandbox.world import World

GRIDS: Final = ("第一网格", "第二网格", "第三网格")
ADMIN_ID: Final = 123456789
WHOLE: Final = "全部"
BUILDINGS: Final = 28
FRESH_BUILDING: Final = 28
STORY_BUILDING: Final = 3

_NEIGHBOURS: Final = "邻里圈"
_PARTNER_NAME: Final = "赵师傅"
PARTNER: Final = "物业"

_STAFF_NAMES: Final = ("李敏", "周涛", "何雨欣", "马晓燕", "高鹏", "林静")
_PARTY: Final = ("滨河社区党员圈", "银龄党员学习圈")
_CLUBS: Final = ("书画社", "广场舞队", "太极拳队", "滨河合唱团", "亲子阅读社")
_FORUM: Final = "书画社"
_TOPICS: Final = ("作品欣赏", "活动安排")
_SHOPPING: Final = "生鲜团购群"

_GREETING: Final = "我是{building}号楼的{name}，楼里有什么事，大家在群里说一声。"
_TALK: Final = (
    "大家好，我住{unit}单元，以后请多关照。",
    "楼下快递柜又满了，麻烦大家早点取件。",
    "谁家的橘猫跑到三楼来了？很亲人 🐈",
    "今天风大，阳台上的花盆记得收一收。",
    "早上七点四十，有没有一起拼车去地铁站的？",
    "谢谢昨天帮我抬冰箱的那位师傅！",
    "门口新开的早点铺不错，豆浆很香。",
    "地下车库东边的灯不亮了，走路当心。",
    "孩子的童车不骑了，哪家需要可以来拿。",
    "周末想把楼道打扫一下，有人一起吗？",
    "捡到一串钥匙，挂着小熊，放在门卫室了。",
)


@dataclass(frozen=True, slots=True)
class Circle:
    """One group.

    Args:
        chat: its chat id.
        grid: the grid it belongs to, or 全部 for the whole community.
        captain: who will be captain; none for a circle that has no building.
        residents: the other people in it.
    """

    chat: int
    title: str
    kind: str
    grid: str
    captain: Household | None = None
    residents: tuple[Household, ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """Who and what there is, by role.

    Args:
        admin: the admin's user id.
        staff: who looks after each grid.
        partner: who mends things for the partner organisation.
        circles: the groups that get registered.
        fresh: the group left to the newcomer.
        resident: the one who reports in the story.
    """

    admin: int
    staff: dict[str, User]
    partner: User
    circles: tuple[Circle, ...]
    fresh: Circle
    resident: Household

    @property
    def story_circle(self) -> Circle:
        """The building where the story happens."""
        return next(circle for circle in self.circles if self.resident in circle.residents)

    @property
    def captain(self) -> Household:
        """The captain of the building where the story happens."""
        if self.story_circle.captain is None:
            raise LookupError("the building of the story has no captain")
        return self.story_circle.captain

    @property
    def neighbour(self) -> Household:
        """Who lives near the one who reports."""
        return self.story_circle.residents[1]

    @property
    def story_staff(self) -> User:
        """Who looks after the building where the story happens."""
        return self.staff[self.story_circle.grid]

    @property
    def focus(self) -> list[int]:
        """The people that the page opens first."""
        return [self.resident.user, self.story_staff.id, self.admin]


def populate(world: World, *, admin_id: int = ADMIN_ID, grids: Sequence[str] = GRIDS) -> Town:
    """Bring the people and groups into the world, the bot an admin of each group.

    Args:
        world: where; still empty.
        admin_id: user id of the admin, as in the bot's config.
        grids: names of the grids, as in the bot's config.
    """
    admin = world.add_user("陈建国", user_id=admin_id, title="管理员 · 滨河社区", color="indigo").id
    names = islice(cycle(_STAFF_NAMES), len(grids))
    staff = {
        grid: world.add_user(name, title=f"社工 · {grid}", color="leaf")
        for grid, name in zip(grids, names, strict=True)
    }
    partner = world.add_user(_PARTNER_NAME, title=f"师傅 · {PARTNER}", color="ochre")
    buildings = [
        _building(world, number, _grid_of(number, grids), admin, staff)
        for number in range(1, BUILDINGS + 1)
    ]
    story = buildings[STORY_BUILDING - 1]
    fresh = buildings[FRESH_BUILDING - 1]
    registered = [circle for circle in buildings if circle is not fresh]
    clubs = _clubs(world, [admin, *(each.id for each in staff.values())], registered)
    return Town(admin, staff, partner, (*registered, *clubs), fresh, story.residents[0])


def _grid_of(building: int, grids: Sequence[str]) -> str:
    """Neighbouring buildings share a grid; the fresh one is in the grid of the story."""
    placed_as = STORY_BUILDING if building == FRESH_BUILDING else building
    return grids[(placed_as - 1) * len(grids) // BUILDINGS]


def _building(world: World, number: int, grid: str, admin: int, staff: dict[str, User]) -> Circle:
    captain, *residents = draw_households(world, number)
    members = [admin, staff[grid].id, captain.user, *(resident.user for resident in residents)]
    fresh = number == FRESH_BUILDING
    title = f"{number}号楼{_NEIGHBOURS}"
    chat = world.add_group(title, members, kind="group" if fresh else "supergroup").id
    world.add_bot(chat, by=admin, as_admin=True)
    return Circle(chat, title, _NEIGHBOURS, grid, captain, tuple(residents))


def _clubs(world: World, officials: list[int], buildings: Sequence[Circle]) -> list[Circle]:
    captains = [circle.captain for circle in buildings if circle.captain]
    residents = [resident for circle in buildings for resident in circle.residents]
    plan = [(title, "党员圈", captains[offset::2]) for offset, title in enumerate(_PARTY)]
    plan += [(title, "社团圈", residents[offset::11]) for offset, title in enumerate(_CLUBS)]
    plan += [(_SHOPPING, "团购圈", residents[::8])]
    return [_club(world, title, kind, officials, people) for title, kind, people in plan]


def _club(
    world: World, title: str, kind: str, officials: list[int], people: Sequence[Household]
) -> Circle:
    members = [*officials, *(person.user for person in people)]
    chat = world.add_group(title, members, is_forum=title == _FORUM).id
    if title == _FORUM:
        for topic in _TOPICS:
            world.create_topic(chat, officials[0], topic)
    world.add_bot(chat, by=officials[0], as_admin=True)
    return Circle(chat, title, kind, WHOLE, residents=tuple(people))


async def settle_in(sandbox: Sandbox, town: Town, *, patience: float = 15.0) -> None:
    """Let the people set up their community with the bot, as people would.

    The admin registers the groups and invites the staff and the partner, the staff appoint the
    captains, the residents introduce themselves and leave their address. One group stays for the
    newcomer.

    Args:
        sandbox: started, with a bot that answers.
        town: as `populate` made it.
        patience: seconds to wait for any one answer of the bot.

    Raises:
        TimeoutError: if the bot leaves somebody without an answer.
    """
    async with open_stage(sandbox, patience) as stage:
        moving = _MovingIn(stage, town)
        outcome = ("", "")
        try:
            await stage.starts(town.admin)
            await moving.together("正在登记群", "Registering groups", moving.registrations())
            await moving.together("邻居们正在搬进来", "Neighbours move in", moving.arrivals())
        except TimeoutError as problem:
            outcome = (f"布置没有做完：{problem}", f"The setting-up broke off: {problem}")
            raise
        finally:
            moving.tell(*outcome, running=False)


class _MovingIn:
    def __init__(self, stage: Stage, town: Town) -> None:
        self._stage = stage
        self._town = town

    def tell(self, words: str, words_en: str, *, running: bool = True) -> None:
        """Show on the page how far it is."""
        event = {"type": "story", "kind": "settling", "running": running}
        self._stage.sandbox.publish(event | {"text": words, "text_en": words_en})

    async def together(
        self, words: str, words_en: str, steps: Sequence[Coroutine[Any, Any, None]]
    ) -> None:
        """Take steps side by side; the first that fails ends them all."""
        done = 0

        async def counted(step: Coroutine[Any, Any, None]) -> None:
            nonlocal done
            await step
            done += 1
            self.tell(f"{words} {done}/{len(steps)}", f"{words_en} {done}/{len(steps)}")

        tasks = [asyncio.create_task(counted(step)) for step in steps]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def registrations(self) -> list[Coroutine[Any, Any, None]]:
        """What the admin does: register each group, and invite who is to work with them."""
        return [*(self._register(circle) for circle in self._town.circles), self._invite()]

    def arrivals(self) -> list[Coroutine[Any, Any, None]]:
        """What comes once there are circles and staff: captains and residents."""
        for place in range(2):
            self._talk(self._town.fresh, place)
        return [
            self._move_in(circle, circle.captain)
            for circle in self._town.circles
            if circle.captain is not None
        ]

    async def _register(self, circle: Circle) -> None:
        command = f"/setup {circle.grid} {circle.kind}"
        await self._stage.asks(self._town.admin, circle.chat, command, hears="已登记")
        if circle.captain is None:
            self._talk(circle, 0)

    async def _invite(self) -> None:
        admin = self._town.admin
        for grid, user in self._town.staff.items():
            invitation = await self._stage.asks(admin, admin, f"/staff {grid}", hears=grid)
            await self._stage.starts(user.id, self._stage.link(invitation))
        invitation = await self._stage.asks(admin, admin, f"/partner {PARTNER}", hears=PARTNER)
        await self._stage.starts(self._town.partner.id, self._stage.link(invitation))

    async def _move_in(self, circle: Circle, captain: Household) -> None:
        """People speak in the group first: that is how the bot learns who lives there."""
        await self._stage.starts(captain.user)
        line = _GREETING.format(building=captain.building, name=captain.name)
        greeting = self._stage.says(captain.user, circle.chat, line)
        self._talk(circle, 0)
        staff = self._town.staff[circle.grid]
        await self._stage.asks(staff.id, circle.chat, "/captain", reply_to=greeting)
        self._talk(circle, 1)
        resident = circle.residents[0]
        await self._stage.starts(resident.user)
        await self._stage.asks(resident.user, resident.user, f"/bind {resident.address}")

    def _talk(self, circle: Circle, place: int) -> None:
        resident = circle.residents[place]
        line = _TALK[(resident.building * 2 + place) % len(_TALK)]
        self._stage.says(resident.user, circle.chat, line.format(unit=resident.unit))
