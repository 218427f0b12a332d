"""Who lives in the soak, and the bot that serves them."""

import time
from dataclasses import dataclass

from sandbox.limits import RateLimits
from tests.crash.process import Village
from tests.support.forms import identity_of, phone_of
from tests.support.points import COLLECTION, endow
from tests.support.town import Human, Town

CIRCLES = (
    ("5号楼邻里圈", "第一网格 邻里圈", "supergroup"),
    ("7号楼邻里圈", "第二网格 邻里圈", "group"),
    ("党员先锋", "第二网格 党员圈", "group"),
)
"""Beside 3号楼邻里圈; basic groups can be upgraded."""

STAFF = (("陈姐", "第一网格"), ("李哥", "第一网格"), ("何姐", "第二网格"), ("马姐", "全部"))
PRICE = 5
AT_THE_DOOR = (
    "/collection 大件垃圾 每天 8:00-20:00 西门 @全部"
    " 上门=8:00-12:00x9,12:00-16:00x9,16:00-20:00x9 单位=物业"
)


@dataclass(eq=False)
class Villager:
    """Somebody of the soak.

    Args:
        role: ``resident``, ``captain``, ``staff``, ``partner``, ``admin`` or ``stranger``.
        number: by which address, phone and identity differ from everybody else's.
    """

    human: Human
    role: str
    number: int

    @property
    def id(self):
        """As Telegram knows them."""
        return self.human.id

    @property
    def name(self):
        """As Telegram shows it; nobody else has the same."""
        return self.human.name

    @property
    def address(self):
        """Their own; two by two live together."""
        home = self.number // 2
        return f"{61 + home % 7}-{1 + home % 3}-{7001 + home}"

    @property
    def phone(self):
        """Their own."""
        return phone_of(70_000_000 + self.number)

    @property
    def identity(self):
        """Their own."""
        return identity_of(self.number)


class Settlement(Village):
    """Four circles in two grids with everybody in them.

    Args:
        folder: for the database, the config and the logs.
        people: how many residents.
        strict: whether Telegram's real limits hold, for the bot and in the sandbox.
    """

    def __init__(self, folder, people, *, strict):
        super().__init__(folder)
        self.people = []
        self.strict = strict
        self._residents = people
        if strict:
            self.pace = "messages_per_second = 30"

    async def open(self):
        """Everybody settles in with the bot in this process; then it is stopped."""
        await Town.open(self)
        circles = [self.circle]
        for title, setup, kind in CIRCLES:
            circles.append(await self.add_circle(title, setup, kind=kind))
        self._add(self.admin, "admin")
        for name, grid in STAFF:
            self._add(await self.steward(name, grid=grid), "staff")
        self._add(await self.partner("刘工"), "partner")
        for number, circle in enumerate(circles):
            self._add(await self.captain(f"楼长{number}", circle=circle), "captain")
        for number in range(self._residents):
            await self._resident(number, circles[number % len(circles)])
        for name in ("路人甲", "路人乙"):
            self._add(await self.person(name), "stranger")
        await self._prepare()
        await self.stop_bot()
        self.write_config()
        if self.strict:
            self.sandbox.api.limits = RateLimits(time.monotonic)

    async def _resident(self, number, circle):
        """Every fifth has never opened the private chat, every seventh reads English."""
        made = await self.resident(
            f"居民{number}<i>&👨‍👩‍👧</i>" if number % 6 == 5 else f"居民{number}号",
            circle=circle,
            lang="en" if number % 7 == 6 else "zh-hans",
            started=number % 5 != 4,
        )
        villager = self._add(made, "resident")
        if number % 5 != 4:
            await made.whispers(f"/bind {villager.address}")

    async def _prepare(self):
        """Collections all day and at the door, gifts, points to spend, a form, and group-buys."""
        admin = self.admin
        for collection in (COLLECTION.replace("8:00-22:00", "0:00-23:59"), AT_THE_DOOR):
            await admin.whispers(collection)
            await admin.presses("确认")
        for gift in ("毛巾", "洗衣液"):
            await admin.whispers(f"/gifts {gift} {PRICE}分 {self._residents}件")
        for villager in self.people:
            if villager.role == "resident" and villager.number % 5 != 4:
                await endow(self, villager.address, 4 * PRICE)
        await admin.whispers("/form 返京登记 @全部 截止=周日20:00")
        await admin.presses("确认")
        for villager in self.people:
            if villager.role == "captain":
                await villager.human.types(f"/groupbuy 苹果 30元/箱 库存={self._residents}")
                await villager.human.presses("发布", where=villager.human.group)

    def _add(self, human, role):
        number = sum(villager.role == role for villager in self.people)
        offset = ("resident", "captain", "staff", "partner", "admin", "stranger").index(role)
        villager = Villager(human, role, number + 10_000 * offset)
        self.people.append(villager)
        return villager

    def groups(self, villager):
        """The chat ids of the groups somebody is in now."""
        return [
            chat.id
            for chat in self.world.chats.values()
            if not chat.is_private and chat.migrated_to is None and chat.has(villager.id)
        ]
