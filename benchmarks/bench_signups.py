"""500 people press 报名 for 100 seats, 50 a second, against a Telegram that enforces its limits.

The sandbox runs here, the bot in a process of its own. Measured from outside, as people see it:
how long each press waits for its answer, when the card was right after the last press, and how
many edits a minute it took. What happened is counted from the database.
"""

import asyncio
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, options, show, verdict
from sandbox import Call, Sandbox
from sandbox.acting import open_stage
from sandbox.model import Message

ROOT = Path(__file__).parents[1]
ADMIN = 123456789
GROUP_PER_MINUTE = 20
ANSWER_SECONDS = 1.0
CARD_SECONDS = 5.0
PATIENCE = 60.0

CONFIG = """
[telegram]
token = "{token}"
base_url = "{url}"
[database]
url = "sqlite:///{database}"
[community]
name = "滨河社区"
grids = ["第一网格"]
admins = [{admin}]
[log]
level = "error"
"""


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Args:
        presses: how many people pressed.
        pressed_in: seconds from the first press to the last.
        median_ms: half of the presses were answered within that.
        slowest_ms: all of them were.
        card_s: seconds from the last press until the card was right.
        edits: edits of the card from the first press on.
        refused: how often Telegram refused a call, as for too many.
        seated: people with a seat, in the database.
        waiting: people in the queue.
        in_order: the queue is in the order in which the bot was handed the presses.
    """

    presses: int
    pressed_in: float
    median_ms: float
    slowest_ms: float
    card_s: float
    edits: int
    refused: int
    seated: int
    waiting: int
    in_order: bool

    def list(self, seats: int) -> list[Figure]:
        """The same, held against what is promised."""
        minutes = max((self.pressed_in + self.card_s) / 60, 1)
        return [
            Figure("pressed in, s", self.pressed_in),
            Figure("answer, median ms", self.median_ms),
            Figure("answer, slowest ms", self.slowest_ms, at_most=ANSWER_SECONDS * 1000),
            Figure("card right after the last, s", self.card_s, at_most=CARD_SECONDS),
            Figure("edits of the card", self.edits, at_most=GROUP_PER_MINUTE * minutes),
            Figure("refused calls", self.refused, at_most=0),
            Figure("wrongly seated", abs(self.seated - seats), at_most=0),
            Figure("wrongly waiting", abs(self.waiting - self.presses + seats), at_most=0),
            Figure("in the order of the presses", self.in_order, at_least=1),
        ]


@asynccontextmanager
async def running(sandbox: Sandbox, folder: Path) -> AsyncIterator[None]:
    """The bot in a process of its own while the block runs."""
    config = folder / "config.toml"
    words = CONFIG.format(
        token=sandbox.token, url=sandbox.url, database=folder / "bench.db", admin=ADMIN
    )
    config.write_text(words, encoding="utf-8")
    with (folder / "bot.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            "--config",
            str(config),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
        try:
            yield
        finally:
            process.terminate()
            await process.wait()


async def open_signup(sandbox: Sandbox, people: int, seats: int) -> tuple[int, Message, list[int]]:
    """The admin registers a group and opens a sign-up in it.

    Returns:
        The group, the card, and who is in the group.
    """
    world = sandbox.world
    world.add_user("王主任", user_id=ADMIN)
    users = [world.add_user(f"居民{number:03}").id for number in range(people)]
    group = world.add_group("3号楼邻里圈", [ADMIN, *users]).id
    world.add_bot(group, by=ADMIN, as_admin=True)
    async with open_stage(sandbox, PATIENCE) as stage:
        await stage.starts(ADMIN)
        await stage.asks(ADMIN, group, "/setup 第一网格 邻里圈", hears="已登记")
        card = await stage.asks(ADMIN, group, f"/signup 领票 人数={seats}", hears="领票")
    return group, card, users


async def press_all(
    sandbox: Sandbox, group: int, card: Message, users: list[int], rate: float
) -> dict[str, float]:
    """Everybody presses 报名, so many a second; when each did, by the id of the press."""
    data = next(button.data for button in card.buttons if button.text == "报名")
    pressed, began = {}, time.perf_counter()
    for number, user in enumerate(users):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        query = sandbox.world.press(user, group, card.message_id, data)
        pressed[query] = time.perf_counter()
    return pressed


class Watch:
    """Notes when the bot answered each press, and how often it edited the card."""

    def __init__(self, sandbox: Sandbox, group: int) -> None:
        self._group = group
        self.answered: dict[str, float] = {}
        self.edits = 0
        self.refused = 0
        self._calls = sandbox.api.calls
        sandbox.api.calls = self

    def append(self, call: Call) -> None:
        """A call of the bot, as the sandbox records it."""
        now = time.perf_counter()
        self._calls.append(call)
        if call.method == "answerCallbackQuery":
            self.answered.setdefault(str(call.params["callback_query_id"]), now)
        elif call.method == "editMessageText" and int(call.params["chat_id"]) == self._group:
            self.edits += 1
        self.refused += not call.ok and call.method != "getUpdates"

    def __iter__(self) -> Iterator[Call]:
        """All calls."""
        return iter(self._calls)


async def measure(people: int, seats: int, rate: float, folder: Path) -> Figures:
    """One burst."""
    sandbox = Sandbox(enforce_limits=True, privacy=False)
    await sandbox.start()
    try:
        async with running(sandbox, folder):
            group, card, users = await open_signup(sandbox, people, seats)
            watch = Watch(sandbox, group)
            began = time.perf_counter()
            pressed = await press_all(sandbox, group, card, users, rate)
            last = time.perf_counter()
            right = await until_right(
                sandbox, group, card, f"{seats}/{seats} · 候补 {people - seats}"
            )
            async with asyncio.timeout(PATIENCE):
                while not pressed.keys() <= watch.answered.keys():  # noqa: ASYNC110 - calls have no event
                    await asyncio.sleep(0.05)
    finally:
        await sandbox.stop()
    waits = [(watch.answered[query] - at) * 1000 for query, at in pressed.items()]
    seated, waiting, in_order = count(folder / "bench.db", users)
    return Figures(
        presses=people,
        pressed_in=round(last - began, 1),
        median_ms=round(statistics.median(waits), 1),
        slowest_ms=round(max(waits), 1),
        card_s=round(right - last, 1),
        edits=watch.edits,
        refused=watch.refused,
        seated=seated,
        waiting=waiting,
        in_order=in_order,
    )


async def until_right(sandbox: Sandbox, group: int, card: Message, words: str) -> float:
    """When the card showed the last numbers."""
    async with open_stage(sandbox, PATIENCE) as stage:
        await stage.hears_change(group, card, words)
    return time.perf_counter()


def count(database: Path, users: list[int]) -> tuple[int, int, bool]:
    """Who is seated and who waits, from the database."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as reader:
        rows = reader.execute(
            "SELECT person_id, seats FROM signup_entries WHERE ended_at IS NULL ORDER BY queued"
        ).fetchall()
    seated = sum(seats for _, seats in rows)
    return seated, sum(not seats for _, seats in rows), [person for person, _ in rows] == users


def main() -> None:
    """Measure, print."""
    parser = options("Measure a rush for the seats of a sign-up.")
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--seats", type=int, default=100)
    parser.add_argument("--rate", type=float, default=50, help="presses a second")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(args.people, args.seats, args.rate, Path(folder)))
    figures = found.list(args.seats)
    show(f"{args.people} people press for {args.seats} seats", figures, args.json)
    verdict(figures)


if __name__ == "__main__":
    main()
