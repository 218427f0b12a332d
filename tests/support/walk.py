"""A walk through all that people are shown and asked, each met while it is good."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from domain.messages import Edit, Say
from handlers.routing import unpack
from tests.support.played import ADDRESS, PHONE

OFTEN = 1
"""How many times one button is pressed on the walk, in different states."""

ASKED = 1
"""How many times one question is answered on the walk."""

DEEPEST = 24

ANSWERS = (
    "周六守桶",
    "3",
    "明天9点",
    "周六 9:00-11:00",
    "11月30日",
    "1.5小时",
    ADDRESS,
    PHONE,
    "77-6-333",
    "Joy",
    "11010519491231002X",
    "是，不是",
    "鸡蛋 25元/板",
    "有害垃圾 3公斤",
    "-10 分",
    "#接龙\n1. 王阿姨 1",
    "下周日20:00",
)
"""What is typed until a question is answered, in this order."""

OPENINGS = {
    "ana": "me mine points gifts collect book register signup hours groupbuy lang help bind report",
    "bea": "register points gifts me signup",
    "cai": "notice notices signup groupbuy forms checkin captain collect hours",
    "ben": "inbox captain notices circles collections forms form roster duty gifts points stats"
    " export rounds redeem hours setup collect",
    "joy": "register signup groupbuy book",
    "admin": "staff partner circles",
}
"""The commands that people of the first circle give, in private and in its group."""

FURTHER = (
    ("ana", "ticket 1"),
    ("ana", "ticket 3"),
    ("ana", "register 1"),
    ("bea", "report 电梯有异响"),
    ("joy", "report 路灯坏了"),
    ("cai", "signup 测试"),
    ("cai", "signup 测试 人数=2 时段=8:00-9:00,9:00-10:00"),
    ("cai", "notice 测试"),
    ("cai", "notice 后天9点 测试"),
    ("cai", "groupbuy 米 5元/袋"),
    ("ben", "ticket 2"),
    ("ben", "notice 测试"),
    ("ben", "notice @第一网格 测试"),
    ("ben", "groupbuy 米 5元/袋"),
    ("ben", "collection 有害垃圾 每周六 9:00-11:00 南门 @第一网格"),
    ("ben", "form @第一网格 截止=下周日20:00"),
    ("ben", f"points {ADDRESS}"),
)
"""The same with words."""


@dataclass(frozen=True)
class Shown:
    """A button as somebody is shown it.

    Args:
        route: of the button.
        data: what it carries.
        chat: where it stands.
        viewer: who is shown it; in a group, one of those who are.
    """

    route: str
    data: str
    chat: int
    viewer: Any

    @property
    def where(self):
        """The group, or none in private."""
        return self.chat if self.chat < 0 else None


@dataclass(frozen=True)
class Asked:
    """A question as it waits for somebody's answer in private."""

    dialog: Any
    viewer: Any

    @property
    def kind(self):
        """What is asked, leaving aside of which object."""
        words = [word for word in self.dialog.data.values() if str(word).isalpha()]
        return self.dialog.route, *words


class Walk:
    """The people of the first circle use everything that they come by.

    Args:
        played: the town.
    """

    def __init__(self, played):
        self._played = played
        self._probe = played.probe
        self._pressed = Counter()
        self._asked = Counter()
        self._by_id = {human.id: human for human in played.people.values()}

    async def __aiter__(self) -> AsyncIterator[Shown | Asked]:
        """Every button and question, while the bot is in the state that showed it."""
        async with self._probe.undone():
            for shown in self._standing():
                async for found in self._press(shown, 0):
                    yield found
            bare = [(name, word) for name in OPENINGS for word in OPENINGS[name].split()]
            for name, words in (*bare, *FURTHER):
                human = self._played.people[name]
                for where in (None, self._played.here):
                    async with self._probe.undone():
                        effect = await self._probe.types(human, f"/{words}", where=where)
                        async for found in self._follow(effect, human, 0):
                            yield found

    def _standing(self):
        """The buttons that stand in the chats where the story ended."""
        world = self._played.town.world
        for chat in (*self._by_id, self._played.here):
            for message in world.messages(chat):
                for row in message.data.get("reply_markup", {}).get("inline_keyboard", []):
                    for button in row:
                        if data := button.get("callback_data"):
                            yield from self._seen(chat, unpack(data)[0], data)

    def _seen(self, chat, route, data):
        if chat > 0:
            yield Shown(route, data, chat, self._by_id[chat])
        elif chat == self._played.here:
            for name in ("cai", "bea", "ana", "ben"):
                yield Shown(route, data, chat, self._played.people[name])

    async def _press(self, shown, depth):
        _, args = unpack(shown.data)
        kinds = tuple(arg for arg in args if arg.isalpha())
        key = (shown.route, kinds, shown.where and shown.viewer.name)
        if depth > DEEPEST or self._pressed[key] >= OFTEN:
            return
        self._pressed[key] += 1
        yield shown
        async with self._probe.undone():
            effect = await self._probe.presses(shown.viewer, shown.data, where=shown.where)
            async for found in self._follow(effect, shown.viewer, depth + 1):
                yield found

    async def _follow(self, effect, human, depth):
        """Whatever an effect has put before people."""
        for message in effect.said:
            if not isinstance(message, Say | Edit):
                continue
            for button in (b for row in message.buttons for b in row if b.route):
                data = "|".join(("1", button.route, *map(str, button.args)))
                if message.to in self._by_id or message.to == self._played.here:
                    for shown in self._seen(message.to, button.route, data):
                        async for found in self._press(shown, depth):
                            yield found
        async for found in self._answer(human, depth):
            yield found

    async def _answer(self, human, depth):
        dialog = await self._probe.dialog(human)
        if dialog is None or depth > DEEPEST:
            return
        asked = Asked(dialog, human)
        if self._asked[asked.kind] >= ASKED:
            return
        self._asked[asked.kind] += 1
        yield asked
        for words in ANSWERS:
            async with self._probe.undone():
                effect = await self._probe.types(human, words)
                if effect.changed:
                    async for found in self._follow(effect, human, depth + 1):
                        yield found
