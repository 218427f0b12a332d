"""The real bot as a process of its own, and the town that it serves."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
from pathlib import Path

from sandbox import Clock, Sandbox
from tests.support.calls import watch
from tests.support.town import ADMIN_ID, Town

ROOT = Path(__file__).parents[2]
DRIVER = Path(__file__).with_name("driver.py")
SKEWED = Path(__file__).with_name("skewed.py")
PATIENCE = 40
"""Seconds after which something that should have happened is a failure."""

OFTEN = 0.1
"""Seconds between two looks at what the bot does besides calling Telegram."""

CONFIG = """
[telegram]
token = "{token}"
base_url = "{url}"
answer_seconds = 2
[database]
url = "sqlite:///{database}"
[community]
name = "滨河社区"
grids = ["第一网格", "第二网格", "第三网格"]
admins = [{admin}]
[registration]
key_file = "{key}"
[limits]
{limits}
[health]
port = {health}
"""

UNLIMITED = """\
messages_per_second = 100000
private_per_second = 100000
group_per_minute = 100000
"""


class Process:
    """One run of the bot."""

    def __init__(self, running, log):
        self._running = running
        self.log = log

    @property
    def pid(self):
        """Its number."""
        return self._running.pid

    def words(self):
        """What it has logged."""
        return self.log.read_text(encoding="utf-8")

    async def ended(self):
        """The exit code, once it has ended by itself; minus the signal if one ended it."""
        async with asyncio.timeout(PATIENCE):
            return await self._running.wait()

    async def kill(self):
        """``kill -9``."""
        self.signal(signal.SIGKILL)
        return await self.ended()

    async def stop(self):
        """SIGTERM, as a service manager sends it."""
        self.signal(signal.SIGTERM)
        return await self.ended()

    @property
    def returncode(self):
        """The exit code, or none while it runs; minus the signal if one ended it."""
        return self._running.returncode

    def signal(self, number):
        if self._running.returncode is None:
            self._running.send_signal(number)


class Village(Town):
    """A town whose bot was set up once and then runs in processes that can be killed.

    Attributes:
        telegram: where the processes find the Bot API, if not at the sandbox itself.
    """

    def __init__(self, folder):
        super().__init__(folder, answer_seconds=10)
        self.clock = Clock()
        self.sandbox = Sandbox(clock=self.clock, privacy=False)
        self.calls = watch(self.sandbox)
        self.world = self.sandbox.world
        self.database = folder / "town.db"
        self.config = folder / "config.toml"
        self.pace = UNLIMITED
        self.telegram = None
        self.logs = folder
        self.offset = folder / "clock"
        self.key = folder / "town.key"
        self.breaks = []
        self._processes = []

    async def open(self):
        """Two circles in one grid, three residents in each, two stewards; the bot is stopped."""
        await super().open()
        second = await self.add_circle("5号楼邻里圈")
        self.residents = [
            await self.resident(name, circle=circle)
            for circle in (self.circle, second)
            for name in ("小赵", "小钱", "小孙")
        ]
        self.stewards = [await self.steward("陈姐"), await self.steward("李哥")]
        await self.stop_bot()
        self.write_config()

    def write_config(self, health=0):
        """The config of the processes."""
        words = CONFIG.format(
            token=self.sandbox.token,
            url=self.telegram or self.sandbox.url,
            database=self.database,
            key=self.key,
            admin=ADMIN_ID,
            limits=self.pace,
            health=health,
        )
        self.config.write_text(words, encoding="utf-8")

    async def close(self):
        """Stop everything; requests that a kill cut in half cannot be held against the Bot API."""
        for process in self._processes:
            await process.kill()
        await self.stop_bot()
        await self.sandbox.stop()

    async def run(self, *words, point=None, passage=1):
        """Start ``linliquan`` with some words, ``run`` if none.

        With a point, the process kills itself at that point's passage of this number.
        """
        script = ["-m", "bot"] if point is None else [str(DRIVER), point, str(passage)]
        if self.offset.exists():
            script = [str(SKEWED), str(self.offset)]
        log = self.logs / f"process-{len(self._processes)}.log"
        with log.open("wb") as file:
            running = await asyncio.create_subprocess_exec(
                sys.executable,
                *script,
                *(words or ("run",)),
                "--config",
                str(self.config),
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=file,
                stderr=asyncio.subprocess.STDOUT,
            )
        process = Process(running, log)
        self._processes.append(process)
        self.note_break()
        return process

    def note_break(self):
        """A send before this call of the bot's may not have been noted, as it was interrupted."""
        self.breaks.append(len(self.calls))

    def set_clock(self, seconds):
        """Set the clock of the processes ahead of the town's; before a start, let it be set."""
        fresh = self.offset.with_suffix(".new")
        fresh.write_text(str(self.clock.offset.total_seconds() + seconds))
        fresh.replace(self.offset)

    def skip(self, length):
        """Let time go by at once, for the people and for the processes."""
        self.clock.advance(length)
        self.set_clock(0.0)

    def database_files(self):
        """The files that hold the data at the moment; the third, ``-shm``, is shared memory."""
        log = self.database.with_name(self.database.name + "-wal")
        return [file for file in (self.database, log) if file.exists()]

    @property
    def process(self):
        """The newest process of the bot."""
        return self._processes[-1]

    @property
    def processes(self):
        """All of them, oldest first."""
        return tuple(self._processes)

    async def until(self, holds, what):
        """Wait until something holds, looking whenever the bot has called Telegram, and often."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    with contextlib.suppress(TimeoutError):
                        await self.calls.until(holds, OFTEN)
        except TimeoutError:
            raise AssertionError(f"in {PATIENCE} s not: {what}\n{self.last_words()}") from None

    def last_words(self):
        """The end of the newest process's log, for the report of a failure."""
        return self.process.words()[-3000:]

    def said(self, chat_id):
        """What the bot wrote in a chat, oldest first."""
        return [m for m in self.world.messages(chat_id) if m.sender_id == self.world.bot.id]

    def said_everywhere(self):
        """(chat, words) of everything the bot wrote to the people of this town."""
        people = [self.admin, *self.residents, *self.stewards]
        chats = {human.id for human in people} | {human.group for human in self.residents}
        return [(chat, message.text) for chat in sorted(chats) for message in self.said(chat)]

    def sends(self):
        """How many messages the bot has sent, as Telegram sees it."""
        return sum(1 for call in self.calls if call.method == "sendMessage" and call.ok)

    def select(self, sql, *values):
        """Rows of the database, read from outside."""
        with contextlib.closing(
            sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)
        ) as c:
            return c.execute(sql, values).fetchall()
