"""Circles with people, a sandbox that enforces Telegram's limits, and the bot that serves them."""

import asyncio
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sandbox import Call, Sandbox
from storage.migrate import upgrade

ROOT = Path(__file__).parents[1]
ZONE = ZoneInfo("Asia/Shanghai")
GRID = "第一网格"
ADMIN = 123456789
CIRCLES, PEOPLE_PER_CIRCLE = 1000, 3
GIVE_UP_SECONDS = 300.0
PROGRAM = (sys.executable, "-m", "bot")
WORDS = "今晚8点停水，请储水"

CONFIG = """
[telegram]
token = "{token}"
base_url = "{url}"
[database]
url = "sqlite:///{database}"
[community]
name = "滨河社区"
grids = ["{grid}"]
admins = [{admin}]
quiet_hours = "{quiet}"
[health]
port = 0
[log]
level = "warning"
"""


class Record(list[Call]):
    """The calls that Telegram saw, each with the second at which it was answered."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self.copies: Counter[int] = Counter()
        """How often the notice was sent to each group."""
        self._news = asyncio.Event()

    def append(self, call: Call) -> None:
        """Keep a call and tell who waits."""
        super().append(call)
        self.seconds.append(time.monotonic())
        if call.method == "sendMessage" and call.ok and WORDS in call.params["text"]:
            chat = int(call.params["chat_id"])
            self.copies[chat] += chat < 0
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return once something holds, looking again at each call.

        Raises:
            TimeoutError: it does not for minutes.
        """
        async with asyncio.timeout(GIVE_UP_SECONDS):
            while not holds():
                self._news.clear()
                await self._news.wait()

    def of(self, *methods: str) -> list[tuple[float, Call]]:
        """The calls of some methods that were carried out, with their seconds."""
        both = zip(self.seconds, self, strict=True)
        return [(at, call) for at, call in both if call.method in methods and call.ok]

    def answered(self, chat: int, since: int) -> bool:
        """Whether something was said in a chat after so many calls."""
        return any(c.method == "sendMessage" and c.params["chat_id"] == chat for c in self[since:])

    def refusals(self) -> int:
        """How often the bot was told to slow down."""
        return sum(call.error_code == 429 for call in self)


@dataclass
class Town:
    """A sandbox with people in it and the bot that serves them.

    Args:
        folder: where the database, the config and the log are.
    """

    folder: Path
    groups: dict[int, int] = field(default_factory=dict)
    people: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sandbox = Sandbox(enforce_limits=True, privacy=False)
        self.world = self.sandbox.world
        self.record = Record()
        self.sandbox.api.calls = self.record
        self._bot: asyncio.subprocess.Process | None = None

    async def open(self, circles: int, people_per_circle: int) -> None:
        """Fill the sandbox and the database, and start the sandbox; the first is its captain."""
        await self.sandbox.start()
        self.world.add_user("王主任", user_id=ADMIN, language_code="zh-hans")
        self.world.private_chat(ADMIN)
        rows = []
        for number in range(1, circles + 1):
            names = [f"居民{number}-{n}" for n in range(people_per_circle)]
            here = [self.world.add_user(name, language_code="zh-hans").id for name in names]
            for person in here:
                self.world.private_chat(person)
            people = [ADMIN, *here]
            chat = self.world.add_group(
                f"{number}号圈", people, kind="group" if number == 1 else "supergroup"
            )
            self.world.add_bot(chat.id, ADMIN, as_admin=True)
            self.groups[chat.id] = number
            self.people += here
            rows.append((number, chat.id, here))
        self.world.updates.clear()
        self._fill(rows)
        self._configure()

    def _fill(self, rows: Sequence[tuple[int, int, list[int]]]) -> None:
        upgrade(self.folder / "town.db")
        with closing(sqlite3.connect(self.folder / "town.db")) as connection, connection:
            everybody = [(ADMIN, "王主任")]
            everybody += [(p, self.world.user(p).name) for _, _, here in rows for p in here]
            connection.executemany(
                "INSERT INTO people (id, name, reach) VALUES (?, ?, 'open')", everybody
            )
            connection.executemany(
                "INSERT INTO circles (id, chat_id, title, kind, grid) VALUES (?, ?, ?, ?, ?)",
                [(number, chat, f"{number}号圈", "邻里圈", GRID) for number, chat, _ in rows],
            )
            members = [
                (n, person, int(person == here[0])) for n, _, here in rows for person in here
            ]
            members += [(number, ADMIN, 0) for number, _, _ in rows]
            connection.executemany(
                "INSERT INTO members (circle_id, person_id, captain) VALUES (?, ?, ?)", members
            )
            connection.execute("ANALYZE")

    def _configure(self) -> None:
        far = (datetime.now(ZONE).hour + 12) % 24
        quiet = f"{far:02}:00-{far:02}:01"
        token, url, database = self.sandbox.token, self.sandbox.url, self.folder / "town.db"
        words = CONFIG.format(
            token=token, url=url, database=database, grid=GRID, admin=ADMIN, quiet=quiet
        )
        (self.folder / "config.toml").write_text(words, encoding="utf-8")

    async def start_bot(self) -> None:
        """A process of the bot."""
        with (self.folder / "bot.log").open("ab") as log:
            command = (*PROGRAM, "run", "--config", str(self.folder / "config.toml"))
            self._bot = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, stdout=log, stderr=log
            )

    async def kill_bot(self, number: int = signal.SIGKILL) -> None:
        """End the process, as ``kill -9`` would unless told."""
        if self._bot is not None and self._bot.returncode is None:
            self._bot.send_signal(number)
            await self._bot.wait()

    async def close(self) -> None:
        """Stop everything."""
        await self.kill_bot(signal.SIGTERM)
        await self.sandbox.stop()

    async def button(self, label: str, chat: int) -> tuple[int, str]:
        """The first button with this label in a chat, once it is there: its message and data."""
        await self.record.until(lambda: bool(self._buttons(label, chat)))
        return self._buttons(label, chat)[0]

    def _buttons(self, label: str, chat: int) -> list[tuple[int, str]]:
        return [
            (message.message_id, button["callback_data"])
            for message in self.world.messages(chat)
            for row in message.data.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if button["text"] == label
        ]

    async def send_to_all(self) -> float:
        """The admin sends a notice to all circles; answers with the second of the confirmation."""
        self.world.send(ADMIN, ADMIN, f"/notice @全部 {WORDS}")
        self.world.press(ADMIN, ADMIN, *await self.button("确认发送", ADMIN))
        return time.monotonic()

    def reached(self) -> int:
        """How many groups have the notice."""
        return sum(1 for chat, times in self.record.copies.items() if times and chat in self.groups)
