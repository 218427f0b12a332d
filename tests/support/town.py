"""A town of people who use the real bot through a sandbox Telegram; its clock stands still."""

import sqlite3
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bootstrap import App
from bot.settings import build
from sandbox import Clock, Sandbox
from storage import rotation
from storage.migrate import upgrade
from tests.contract.apispec import check_call
from tests.support.catalogue import pattern

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC) - timedelta(hours=8)
ADMIN_ID = 123456789
GRIDS = ("第一网格", "第二网格", "第三网格")
UNLIMITED = 1e6


@cache
def _empty_database():
    """A database with the schema of today, made once for all towns."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        upgrade(path)
        return path.read_bytes()


class Human:
    """Somebody with Telegram."""

    def __init__(self, town, user, group):
        self.town = town
        self.id = user.id
        self.name = user.name
        self.group = group

    async def types(self, words, *, where=None, **more):
        """Send a message: to their group unless told, as a resident would."""
        message = self.town.world.send(self.id, self._chat(where), words, **more)
        await self.town.settle()
        return message

    async def whispers(self, words, **more):
        """Send a message to the bot in private."""
        return await self.types(words, where=self.id, **more)

    async def shows(self, caption="", *, number=1, where=None, **more):
        """Send a picture: to their group unless told; each number is a picture of its own."""
        return await self.types(
            None, where=where, photo=picture(number), caption=caption or None, **more
        )

    async def answers(self, words, beginning, **more):
        """Answer the newest message of the bot in private that begins so."""
        said = [m for m in self.town.world.messages(self.id) if m.text.startswith(beginning)]
        return await self.whispers(words, reply_to=said[-1].message_id, **more)

    async def opens(self, payload=""):
        """Open the private chat and press START."""
        self.town.world.start(self.id, payload)
        await self.town.settle()

    async def presses(self, label, *, where=None):
        """Press the newest button with this label, in private unless told."""
        chat = self.id if where is None else where
        message_id, data = self._button(label, chat)
        self.town.world.press(self.id, chat, message_id, data)
        await self.town.settle()

    async def forges(self, data, *, where=None):
        """Press a button that the bot never showed."""
        chat = self.id if where is None else where
        bot = self.town.world.bot.id
        said = [m for m in self.town.world.messages(chat) if m.sender_id == bot]
        message_id = said[-1].message_id
        self.town.world.press(self.id, chat, message_id, data)
        await self.town.settle()

    def photos(self, where=None):
        """The pictures that the bot showed, by file id: in private unless told."""
        chat, bot = self.id if where is None else where, self.town.world.bot.id
        said = [m for m in self.town.world.messages(chat) if m.sender_id == bot]
        return [m.data["photo"][-1]["file_id"] for m in said if "photo" in m.data]

    def texts(self, where=None):
        """What the bot said, oldest first: in private unless told."""
        chat = self.id if where is None else where
        bot = self.town.sandbox.world.bot.id
        return [m.text for m in self.town.world.messages(chat) if m.sender_id == bot]

    def sees(self, key, *, where=None, lang="zh", **args):
        """Somewhere they can read, the bot said this; values that are not given may be anything."""
        expected = pattern(self.town.app.renderer, key, lang, args)
        seen = self._readable(where)
        assert any(expected.fullmatch(words) for words in seen), f"{key} not among {seen}"

    def sees_not(self, key, *, where=None, lang="zh", **args):
        """The bot said no such thing where they can read."""
        expected = pattern(self.town.app.renderer, key, lang, args)
        seen = self._readable(where)
        assert not any(expected.fullmatch(words) for words in seen), f"{key} is among {seen}"

    def is_told(self, key, *, lang="zh", alert=None, **args):
        """The newest short answer to a press says this."""
        expected = pattern(self.town.app.renderer, key, lang, args)
        toast = self.town.world.toasts(self.id)[-1]
        assert expected.fullmatch(toast.text or ""), f"{key} is not {toast.text!r}"
        assert alert is None or toast.show_alert is alert

    def menu(self, where=None):
        """The names of the commands that Telegram shows them, in private unless told."""
        world = self.town.world
        chat = world.private_chat(self.id) if where is None else world.chat(where)
        return [line["command"] for line in world.menus.shown(world.user(self.id), chat)]

    def is_told_nothing(self):
        """The newest answer to a press only ended the button's waiting."""
        assert not self.town.world.toasts(self.id)[-1].text

    def buttons(self, where=None):
        """The labels of all buttons in a chat, oldest message first."""
        return [label for label, _, _ in self._buttons(self.id if where is None else where)]

    def _readable(self, where):
        if where is not None:
            return self.texts(where)
        return self.texts() + (self.texts(self.group) if self.group else [])

    def _button(self, label, chat):
        for found, message_id, data in reversed(self._buttons(chat)):
            if found == label:
                return message_id, data
        raise AssertionError(f"no button {label} among {self.buttons(chat)}")

    def _buttons(self, chat):
        return [
            (button["text"], message.message_id, button.get("callback_data") or button.get("url"))
            for message in self.town.world.messages(chat)
            for row in message.data.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]

    def _chat(self, where):
        if where is not None:
            return where
        return self.group or self.id


ANSWER_SECONDS = 10
"""How long the bot waits for an answer: longer than a busy machine may hold one up.

Time stands still in a town, so what was given up for lost would not be tried again.
"""


class Town:
    """The whole of it: sandbox, bot, people."""

    def __init__(self, folder, answer_seconds=ANSWER_SECONDS):
        self.folder = folder
        self.answer_seconds = answer_seconds
        self.clock = Clock(frozen_at=START)
        self.sandbox = Sandbox(clock=self.clock, privacy=False)
        self.world = self.sandbox.world
        self.limits = {
            "messages_per_second": UNLIMITED,
            "private_per_second": UNLIMITED,
            "group_per_minute": UNLIMITED,
        }
        self.sections = {}
        self._stack = AsyncExitStack()

    async def open(self):
        """Start the sandbox and the bot; set up a first circle."""
        await self.sandbox.start()
        (self.folder / "town.db").write_bytes(_empty_database())
        rotation.make(self.folder / "town.key")
        await self.start_bot()
        user = self.world.add_user("王主任", user_id=ADMIN_ID, language_code="zh-hans")
        self.admin = Human(self, user, None)
        await self.admin.opens()
        self.circle = await self.add_circle("3号楼邻里圈")

    async def start_bot(self):
        """A new process of the bot on the same database."""
        self.app = await self._stack.enter_async_context(App(self.settings(), self.clock))
        await self.app.prepare()
        await self.settle()

    async def stop_bot(self):
        """The process ends; what was under way stays as it was."""
        await self._stack.aclose()

    async def restart(self):
        """The process ends and a new one begins."""
        await self.stop_bot()
        await self.start_bot()

    async def close(self):
        """Stop everything and hold every call against the description of the Bot API."""
        await self._stack.aclose()
        await self.sandbox.stop()
        wrong = [
            f"{call.method}: {problem}"
            for call in self.sandbox.calls
            for problem in check_call(call.method, call.params)
        ]
        assert not wrong, wrong

    def settings(self):
        """The config of this town's bot."""
        return build(
            {
                "telegram": {
                    "token": self.sandbox.token,
                    "base_url": self.sandbox.url,
                    "answer_seconds": self.answer_seconds,
                },
                "database": {"url": f"sqlite:///{self.folder / 'town.db'}"},
                "registration": {"key_file": str(self.folder / "town.key")},
                "community": {"name": "滨河社区", "grids": list(GRIDS), "admins": [ADMIN_ID]},
                "limits": self.limits,
                **self.sections,
            },
            "town",
        )

    async def settle(self):
        """Let the bot do all that it can do now."""
        await self.app.settle()

    async def passes(self, **length):
        """Let time go by, e.g. ``hours=2``."""
        self.clock.advance(timedelta(**length))
        await self.settle()

    async def add_group(self, title, members=(), **more):
        """A group with the bot in it that is no circle yet; answers with its chat id."""
        group = self.world.add_group(title, members=[self.admin.id, *members], **more)
        self.world.add_bot(group.id, by=self.admin.id, as_admin=True)
        await self.settle()
        return group.id

    async def add_circle(self, title, setup="第一网格 邻里圈", **more):
        """A group that the admin has mapped; answers with its chat id."""
        chat_id = await self.add_group(title, **more)
        await self.admin.types(f"/setup {setup}", where=chat_id)
        return chat_id

    async def person(self, name, *, lang="zh-hans", started=False):
        """Somebody who is in no circle."""
        human = Human(self, self.world.add_user(name, language_code=lang), None)
        if started:
            await human.opens()
        return human

    async def resident(self, name, *, circle=None, lang="zh-hans", started=True):
        """Somebody who joined a circle's group, the first one unless told."""
        human = await self.person(name, lang=lang, started=started)
        human.group = circle or self.circle
        self.world.join(human.group, human.id)
        await self.settle()
        return human

    async def steward(self, name, *, grid="第一网格", lang="zh-hans"):
        """A community worker who took the admin's invite."""
        human = await self.person(name, lang=lang)
        await human.opens(await self.invite(grid))
        return human

    async def partner(self, name, organisation="物业", *, lang="zh-hans"):
        """Somebody of a partner organisation who took the admin's invite."""
        human = await self.person(name, lang=lang)
        await self.admin.whispers(f"/partner {organisation}")
        await human.opens(_token(self.admin.texts()[-1]))
        return human

    async def captain(self, name, **more):
        """A resident whom the admin made captain."""
        human = await self.resident(name, **more)
        said = await human.types("大家好")
        await self.admin.types("/captain", where=human.group, reply_to=said.message_id)
        return human

    def rows(self, sql, **values):
        """What the database holds, for what nobody is shown."""
        with closing(
            sqlite3.connect(f"file:{self.folder / 'town.db'}?mode=ro", uri=True)
        ) as reader:
            return reader.execute(sql, values).fetchall()

    def audit(self):
        """What was recorded: who did what, oldest first."""
        return self.rows("SELECT action, actor_id FROM audit ORDER BY id")

    async def invite(self, grid):
        """A one-time token for a grid, as the admin gets it."""
        await self.admin.whispers(f"/staff {grid}")
        return _token(self.admin.texts()[-1])


def picture(number=1):
    """A PNG of 3 by 2 pixels, as far as its head says, unlike that of any other number."""
    head = "89504e470d0a1a0a 0000000d49484452 00000003 00000002 0802000000"
    return bytes.fromhex(head) + number.to_bytes(4)


def _token(words):
    return words.split("start=")[1].split()[0]
