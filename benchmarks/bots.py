"""A community in a sandbox, and the two bots that serve it, each as a process of its own."""

import asyncio
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from benchmarks.bench_reports import WHAT
from sandbox import Call, Sandbox
from storage.migrate import upgrade

ROOT = Path(__file__).parents[1]
ADMIN = 123456789
CIRCLES, GRIDS, RESIDENTS = 40, 10, 50
PATIENCE = 180.0
UNLIMITED = 100_000

Which = Literal["ours", "peer"]

CONFIG = """
[telegram]
token = "{token}"
base_url = "{url}"
[database]
url = "sqlite:///{database}"
[community]
name = "滨河社区"
grids = [{grids}]
admins = [{admin}]
[limits]
messages_per_second = {limit}
private_per_second = {limit}
group_per_minute = {limit}
[health]
port = 0
"""


class Seen(list[Call]):
    """What the bot asked of the sandbox, with the second of each."""

    def __init__(self) -> None:
        super().__init__()
        self.first_update = 0.0
        """When the first update was handed out."""
        self.first_poll = 0.0
        self.first_send = 0.0
        """When the first message was asked for, whatever became of it."""
        self.sends: list[tuple[float, int, str]] = []
        """Second, chat and words of every message."""
        self.refused = 0
        self._news = asyncio.Event()

    def append(self, call: Call) -> None:
        """Note a call."""
        now = time.monotonic()
        if call.method == "sendMessage":
            self.first_send = self.first_send or now
        if call.error_code == 429:
            self.refused += 1
        if call.method == "sendMessage" and call.ok:
            self.sends.append((now, int(call.params["chat_id"]), str(call.params["text"])))
            self._news.set()
        elif call.method == "getUpdates":
            self.first_poll = self.first_poll or now
            if call.result and not self.first_update:
                self.first_update = now
            self._news.set()

    async def until(self, holds: Callable[[], bool], patience: float = PATIENCE) -> bool:
        """Wait until something holds, looking at each call.

        Returns:
            Whether it did in time.
        """
        try:
            async with asyncio.timeout(patience):
                while not holds():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True


@dataclass
class Community:
    """Circles with residents and a member of staff for each grid, known to both bots.

    Args:
        folder: where the databases and the logs are.
        which: the bot that serves it.
    """

    folder: Path
    which: Which
    enforce_limits: bool = False
    circles: int = CIRCLES
    residents: int = RESIDENTS
    groups: list[int] = field(default_factory=list)
    staff: list[int] = field(default_factory=list)
    people: list[tuple[int, int]] = field(default_factory=list)
    """Every resident with the chat of their circle, neighbours far apart."""

    def __post_init__(self) -> None:
        self.sandbox = Sandbox(enforce_limits=self.enforce_limits, privacy=False)
        self.world = self.sandbox.world
        self.seen = Seen()
        self.sandbox.api.calls = self.seen
        self.database = self.folder / f"{self.which}.db"
        self.bot: asyncio.subprocess.Process | None = None

    async def open(self) -> None:
        """Fill the sandbox and the database; the bot does not run yet."""
        await self.sandbox.start()
        self.world.add_user("王主任", user_id=ADMIN)
        self.staff = [self._person(f"网格员{grid}") for grid in range(GRIDS)]
        homes = []
        for circle in range(self.circles):
            here = [self._person(f"居民{circle}-{n}") for n in range(self.residents)]
            group = self.world.add_group(f"{circle + 1}号圈", [ADMIN, *here])
            self.world.add_bot(group.id, ADMIN, as_admin=True)
            self.groups.append(group.id)
            homes.append([(who, group.id) for who in here])
        self.people = [pair for row in zip(*homes, strict=True) for pair in row]
        self.world.updates.clear()
        if self.which == "ours":
            self._know_ours()
        else:
            self._know_peer()

    def _person(self, name: str) -> int:
        who = self.world.add_user(name).id
        self.world.private_chat(who)
        return who

    def _know_ours(self) -> None:
        upgrade(self.database)
        grids = [f"第{n}网格" for n in range(GRIDS)]
        with closing(sqlite3.connect(self.database)) as connection, connection:
            known = [ADMIN, *self.staff, *(who for who, _ in self.people)]
            connection.executemany(
                "INSERT INTO people (id, name, reach) VALUES (?, ?, 'open')",
                [(who, self.world.user(who).name) for who in known],
            )
            connection.executemany(
                "INSERT INTO circles (id, chat_id, title, grid, kind)"
                " VALUES (?, ?, ?, ?, '邻里圈')",
                [
                    (n + 1, group, f"{n + 1}号圈", grids[n % GRIDS])
                    for n, group in enumerate(self.groups)
                ],
            )
            number = {group: n + 1 for n, group in enumerate(self.groups)}
            connection.executemany(
                "INSERT INTO members (circle_id, person_id) VALUES (?, ?)",
                [(number[group], who) for who, group in self.people],
            )
            connection.executemany(
                "INSERT INTO staff (person_id, grid, since) VALUES (?, ?, 0)",
                list(zip(self.staff, grids, strict=True)),
            )
        words = CONFIG.format(
            token=self.sandbox.token,
            url=self.sandbox.url,
            database=self.database,
            grids=", ".join(f'"{grid}"' for grid in grids),
            admin=ADMIN,
            limit=UNLIMITED,
        )
        self.config.write_text(words, "utf-8")

    @property
    def config(self) -> Path:
        """Our bot's config."""
        return self.folder / "config.toml"

    def _know_peer(self) -> None:
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("CREATE TABLE circles (chat_id INTEGER PRIMARY KEY, staff_id INT)")
            connection.executemany(
                "INSERT INTO circles VALUES (?, ?)",
                [(group, self.staff[n % GRIDS]) for n, group in enumerate(self.groups)],
            )

    async def start_bot(self) -> None:
        """A process of the bot."""
        command = [sys.executable, "-m", "bot", "run", "--config", str(self.config)]
        if self.which == "peer":
            peer = [self.sandbox.token, self.sandbox.url, str(self.database)]
            command = [sys.executable, "-m", "benchmarks.peer_bot", *peer]
        with (self.folder / "bot.log").open("ab") as log:
            self.bot = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, stdout=log, stderr=log
            )

    async def end_bot(self, number: int = signal.SIGKILL) -> None:
        """End the process, as ``kill -9`` would unless told."""
        if self.bot is not None and self.bot.returncode is None:
            self.bot.send_signal(number)
            await self.bot.wait()

    async def close(self) -> None:
        """End everything."""
        await self.end_bot()
        await self.sandbox.stop()

    def report(self, number: int) -> None:
        """A resident reports a matter of its own, so that none is like another."""
        who, group = self.people[number % len(self.people)]
        self.world.send(who, group, f"/report {WHAT[number % len(WHAT)]}{mark(number)}")

    def tickets(self) -> int:
        """How many reports are in the database."""
        table = "reports" if self.which == "ours" else "tickets"
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            (count,) = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 - one of two
        return int(count)

    def said(self, count: int) -> tuple[int, int, int]:
        """Of so many reports, how many the group was answered, how many staff was alerted of.

        Returns:
            Both, and how many messages came twice.
        """
        groups, marks = set(self.groups), {mark(number) for number in range(count)}
        told = [(chat in groups, _mark_in(words)) for _, chat, words in self.seen.sends]
        told = [(group, found) for group, found in told if found in marks]
        answered = {found for group, found in told if group}
        alerted = {found for group, found in told if not group}
        return len(answered), len(alerted), len(told) - len(answered) - len(alerted)

    def forget(self) -> None:
        """Forget what was said so far, so that a long run does not fill the sandbox."""
        self.seen.sends.clear()
        for chat in self.world.chats.values():
            chat.messages.clear()

    def memory(self) -> float:
        """Megabytes of the bot that are in memory."""
        if self.bot is None:
            return 0.0
        pages = int(Path(f"/proc/{self.bot.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def processor_seconds(self) -> float:
        """What the bot has used of the processor."""
        if self.bot is None:
            return 0.0
        fields = Path(f"/proc/{self.bot.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def mark(number: int) -> str:
    """What tells one report from another, in words that no other report is like."""
    return f"，第{number}件事。"


def _mark_in(words: str) -> str:
    before, _, _ = words.partition("件事。")
    return f"，第{before.rpartition('第')[2]}件事。"
