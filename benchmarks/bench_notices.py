"""How soon a notice reaches everybody, what kills do to it, and how 500 presses are taken.

    python -m benchmarks.bench_notices --part broadcast

The bot runs as a process of its own, at Telegram's limits, against a sandbox that enforces them;
nothing is hastened, so the whole takes about four minutes.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sandbox import Call, Fault, Sandbox
from storage.migrate import upgrade

ROOT = Path(__file__).parents[1]
ZONE = ZoneInfo("Asia/Shanghai")
GRID = "第一网格"
ADMIN = 123456789
RATE = 30
"""Messages a second that Telegram allows (Bots FAQ)."""

CIRCLES = 1000
LIMIT_SECONDS = 33.4
"""What they take at that rate."""

TOLERANCE = 1.03
PEOPLE_PER_CIRCLE = 3
COMMANDS = 20
KILLS = 3
OUTAGE_SECONDS = 60.0
PRESSES = 500
PRESS_SECONDS = 10.0
EDITS_PER_MINUTE = 20
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


@dataclass(frozen=True)
class Figure:
    """Something measured, held against what was promised.

    Args:
        at_most: what was promised; none for what only informs.
    """

    name: str
    value: float
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """The part of what was promised that it took; above 1 is too much."""
        return round(self.value / self.at_most, 3) if self.at_most else None

    @property
    def kept(self) -> bool:
        """Whether it is as good as promised."""
        return self.at_most is None or self.value <= self.at_most


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
            here = [
                self.world.add_user(f"居民{number}-{n}", language_code="zh-hans").id
                for n in range(people_per_circle)
            ]
            for person in here:
                self.world.private_chat(person)
            kind = "group" if number == 1 else "supergroup"
            chat = self.world.add_group(f"{number}号圈", [ADMIN, *here], kind=kind)
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
        words = CONFIG.format(
            token=self.sandbox.token,
            url=self.sandbox.url,
            database=self.folder / "town.db",
            grid=GRID,
            admin=ADMIN,
            quiet=f"{far:02}:00-{far:02}:01",
        )
        (self.folder / "config.toml").write_text(words, encoding="utf-8")

    async def start_bot(self) -> None:
        """A process of the bot."""
        with (self.folder / "bot.log").open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                *PROGRAM,
                "run",
                "--config",
                str(self.folder / "config.toml"),
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
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

    async def press(self, label: str, person: int, chat: int) -> None:
        """Press a button as soon as it is there."""
        await self.record.until(lambda: self.button(label, chat) is not None)
        found = self.button(label, chat)
        assert found is not None
        self.world.press(person, chat, *found)

    def button(self, label: str, chat: int) -> tuple[int, str] | None:
        """The newest button with this label in a chat: its message and its data."""
        for message in reversed(self.world.messages(chat)):
            for row in message.data.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return message.message_id, button["callback_data"]
        return None

    async def send_to_all(self) -> float:
        """The admin sends a notice to all circles; answers with the second of the confirmation."""
        self.world.send(ADMIN, ADMIN, f"/notice @全部 {WORDS}")
        await self.press("确认发送", ADMIN, ADMIN)
        return time.monotonic()

    def reached(self) -> int:
        """How many groups have the notice."""
        return sum(1 for chat, times in self.record.copies.items() if times and chat in self.groups)

    def errors(self) -> str:
        """What the bot complained of."""
        return (self.folder / "bot.log").read_text(encoding="utf-8")


async def broadcast(town: Town) -> list[Figure]:
    """A notice to all circles, while people give commands."""
    await town.open(CIRCLES, PEOPLE_PER_CIRCLE)
    await town.start_bot()
    began = await town.send_to_all()
    waits = await _commands_meanwhile(town)
    await town.record.until(lambda: town.reached() == CIRCLES)
    end = town.record.seconds[-1]
    said = town.record.of("sendMessage", "editMessageText")
    in_time = [at for at, _ in said if began <= at <= end]
    to_groups = [at for at, call in said if int(call.params["chat_id"]) in town.groups]
    return [
        Figure(f"{CIRCLES} circles, s", end - began, LIMIT_SECONDS * TOLERANCE),
        Figure("until the first has it, s", to_groups[0] - began),
        Figure("messages a second, replies and cards too", len(in_time) / (end - began)),
        Figure("refused for speed (429)", town.record.refusals(), 0),
        Figure("commands meanwhile", len(waits)),
        Figure("their answer, median s", statistics.median(waits)),
        Figure("their answer, p95 s", _p95(waits), 1.0),
    ]


async def _commands_meanwhile(town: Town) -> list[float]:
    """Commands of residents, spread over the time of the sending; answers with their waits."""
    pause = LIMIT_SECONDS / COMMANDS
    waits = []
    for number, person in enumerate(town.people[1 :: len(town.people) // COMMANDS][:COMMANDS]):
        asked = time.monotonic()
        before = len(town.record)
        town.world.send(person, person, ("/me", "/help")[number % 2])
        await town.record.until(lambda: _answered(town, person, before))  # noqa: B023 - awaited here
        waits.append(town.record.seconds[-1] - asked)
        await asyncio.sleep(max(0.0, pause - (time.monotonic() - asked)))
    return waits


def _answered(town: Town, chat: int, since: int) -> bool:
    """Whether something was said in a chat lately."""
    return any(
        call.method == "sendMessage" and call.ok and int(call.params["chat_id"]) == chat
        for call in town.record[since:]
    )


def _p95(waits: Sequence[float]) -> float:
    return sorted(waits)[int(0.95 * len(waits))]


async def kills(town: Town) -> list[Figure]:
    """Three kills while a notice is on its way, and three groups with trouble of their own."""
    await town.open(CIRCLES, PEOPLE_PER_CIRCLE)
    moved, removed, failing = sorted(town.groups, key=town.groups.__getitem__)[:3]
    new = town.world.upgrade(moved)
    town.world.remove_bot(removed, ADMIN)
    town.world.updates.clear()
    town.sandbox.faults.add(Fault("sendMessage", "server_error", failing, times=10**6))
    await town.start_bot()
    began = await town.send_to_all()
    asyncio.get_running_loop().call_later(OUTAGE_SECONDS, town.sandbox.faults.clear)
    chance = random.Random(4)  # noqa: S311 - a seed that replays is the point
    for kill in range(KILLS):
        wanted = chance.randrange(CIRCLES // KILLS * kill + 30, CIRCLES // KILLS * (kill + 1))
        await town.record.until(lambda: town.reached() >= wanted)  # noqa: B023 - awaited here
        await asyncio.sleep(chance.random() / RATE)
        await town.kill_bot()
        await town.start_bot()
    await town.record.until(lambda: town.reached() >= CIRCLES - 3)
    end = town.record.seconds[-1]
    await town.record.until(lambda: town.record.copies[new] > 0)
    await town.record.until(lambda: town.record.copies[failing] > 0)
    healed = town.record.seconds[-1]
    title = f"{town.groups[removed]}号圈"
    await town.record.until(lambda: any(title in m.text for m in town.world.messages(ADMIN)[-3:]))
    wanted_groups = {*town.groups, new} - {moved, removed}
    copies = town.record.copies
    return [
        Figure(f"{CIRCLES} circles with {KILLS} kills, s", end - began),
        Figure("not reached", sum(1 for chat in wanted_groups if not copies[chat]), 0),
        Figure("sent twice", sum(copies[chat] - 1 for chat in wanted_groups), KILLS),
        Figure("refused for speed (429)", town.record.refusals(), 0),
        Figure("re-sent to the group that moved", copies[new], 1),
        Figure("sent to the failing group after, s", healed - began, 2 * OUTAGE_SECONDS + 10),
    ]


async def presses(town: Town) -> list[Figure]:
    """Everybody of a large circle presses 收到 within a few seconds."""
    await town.open(1, PRESSES + 1)
    (group,) = town.groups
    captain, *residents = town.people
    await town.start_bot()
    town.world.send(captain, group, f"/notice {WORDS}")
    await town.record.until(lambda: town.button("收到", group) is not None)
    found = town.button("收到", group)
    assert found is not None
    chance = random.Random(4)  # noqa: S311 - a seed that replays is the point
    began = time.monotonic()
    pressed = {}
    moments = sorted(chance.random() * PRESS_SECONDS for _ in residents)
    for moment, person in zip(moments, residents, strict=True):
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        query = town.world.press(person, group, *found)
        pressed[query] = time.monotonic()
    last = time.monotonic()
    right = f"收到 {PRESSES}/"
    await town.record.until(lambda: right in town.world.message(group, found[0]).text)
    settled = town.record.seconds[-1] - last
    await town.record.until(lambda: len(town.record.of("answerCallbackQuery")) >= PRESSES)
    answers = town.record.of("answerCallbackQuery")
    waits = [at - pressed[call.params["callback_query_id"]] for at, call in answers]
    edits = [
        at for at, call in town.record.of("editMessageText") if call.params["chat_id"] == group
    ]
    with closing(sqlite3.connect(town.folder / "town.db")) as connection:
        counted = connection.execute("SELECT COUNT(*) FROM notice_receipts").fetchone()[0]
    return [
        Figure(f"{PRESSES} presses in, s", last - began),
        Figure("answer, median s", statistics.median(waits)),
        Figure("answer, slowest s", max(waits), 1.0),
        Figure("counted wrongly", abs(PRESSES - counted), 0),
        Figure("card right after the last, s", settled, 5.0),
        Figure("edits of the card", _most_in_a_minute(edits), EDITS_PER_MINUTE),
        Figure("refused for speed (429)", town.record.refusals(), 0),
    ]


def _most_in_a_minute(times: Sequence[float]) -> int:
    return max(sum(1 for at in times if start <= at < start + 60) for start in times)


PARTS = {"broadcast": broadcast, "kills": kills, "presses": presses}


async def measure(name: str) -> list[Figure]:
    """Measure one part in a town of its own."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        try:
            return await PARTS[name](town)
        finally:
            await town.close()
            print(town.errors(), end="", file=sys.stderr)


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description="Measure how notices go out and are confirmed.")
    parser.add_argument("--part", choices=sorted(PARTS), help="only this one")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    args = parser.parse_args()
    found: dict[str, list[Figure]] = {}
    for part in [args.part] if args.part else PARTS:
        load = os.getloadavg()[0]
        found[part] = asyncio.run(measure(part))
        print(f"{part + f' (load {load:.1f})':44}{'measured':>10}{'at most':>10}{'ratio':>8}")
        for figure in found[part]:
            at_most = "" if figure.at_most is None else f"{figure.at_most:.2f}"
            ratio = "" if figure.ratio is None else f"{figure.ratio:.3f}"
            print(f"{figure.name:44}{figure.value:>10.2f}{at_most:>10}{ratio:>8}")
    if args.json:
        figures = {
            part: [asdict(f) | {"ratio": f.ratio} for f in figures]
            for part, figures in found.items()
        }
        args.json.write_text(json.dumps(figures, indent=2) + "\n")
    broken = [f"{part}: {f.name}" for part, figures in found.items() for f in figures if not f.kept]
    if broken:
        sys.exit(f"not as promised: {'; '.join(broken)}")


if __name__ == "__main__":
    main()
