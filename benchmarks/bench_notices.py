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
CIRCLES = 1000
LIMIT_SECONDS = 33.4
"""What they take at the 30 a second that Telegram allows (Bots FAQ)."""

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

    def refusals(self) -> Figure:
        """How often the bot was told to slow down."""
        return Figure("refused for speed (429)", sum(c.error_code == 429 for c in self), 0)


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


async def broadcast(town: Town) -> list[Figure]:
    """A notice to all circles, while people give commands."""
    await town.open(CIRCLES, PEOPLE_PER_CIRCLE)
    await town.start_bot()
    began = await town.send_to_all()
    waits = await _commands_meanwhile(town)
    await town.record.until(lambda: town.reached() == CIRCLES)
    said = town.record.of("sendMessage", "editMessageText")
    to_groups = [at for at, call in said if int(call.params["chat_id"]) in town.groups]
    end = to_groups[-1]
    in_time = [at for at, _ in said if began <= at <= end]
    return [
        Figure(f"{CIRCLES} circles, s", end - began, LIMIT_SECONDS * TOLERANCE),
        Figure("until the first has it, s", to_groups[0] - began),
        Figure("messages a second, replies and cards too", len(in_time) / (end - began)),
        town.record.refusals(),
        Figure("commands meanwhile", len(waits)),
        Figure("their answer, median s", statistics.median(waits)),
        Figure("their answer, p95 s", sorted(waits)[int(0.95 * len(waits))], 1.0),
    ]


async def _commands_meanwhile(town: Town) -> list[float]:
    """Commands of residents, spread over the time of the sending; answers with their waits."""
    pause = LIMIT_SECONDS / COMMANDS
    waits = []
    for number, person in enumerate(town.people[1 :: len(town.people) // COMMANDS][:COMMANDS]):
        asked = time.monotonic()
        before = len(town.record)
        town.world.send(person, person, ("/me", "/help")[number % 2])
        await town.record.until(lambda: town.record.answered(person, before))  # noqa: B023 - awaited here
        waits.append(town.record.seconds[-1] - asked)
        await asyncio.sleep(max(0.0, pause - (time.monotonic() - asked)))
    return waits


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
        await asyncio.sleep(chance.random() / 30)
        await town.kill_bot()
        await town.start_bot()
    await town.record.until(lambda: town.reached() >= CIRCLES - 3)
    end = town.record.seconds[-1]
    copies = town.record.copies
    await town.record.until(lambda: copies[new] > 0 and copies[failing] > 0)
    healed = town.record.seconds[-1]
    named = f"{town.groups[removed]}号圈：我不在群里"
    await town.record.until(lambda: any(named in m.text for m in town.world.messages(ADMIN)))
    wanted_groups = {*town.groups, new} - {moved, removed}
    return [
        Figure(f"{CIRCLES} circles with {KILLS} kills, s", end - began),
        Figure("not reached", sum(1 for chat in wanted_groups if not copies[chat]), 0),
        Figure("sent twice", sum(copies[chat] - 1 for chat in wanted_groups), KILLS),
        town.record.refusals(),
        Figure("sent to the failing group after, s", healed - began, 2 * OUTAGE_SECONDS + 10),
    ]


async def presses(town: Town) -> list[Figure]:
    """Everybody of a large circle presses 收到 within a few seconds."""
    await town.open(1, PRESSES + 1)
    (group,) = town.groups
    captain, *residents = town.people
    await town.start_bot()
    town.world.send(captain, group, f"/notice {WORDS}")
    found = await town.button("收到", group)
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
        Figure("edits of the card, in a minute", len(edits), EDITS_PER_MINUTE),
        town.record.refusals(),
    ]


PARTS = {"broadcast": broadcast, "kills": kills, "presses": presses}


async def measure(name: str) -> list[Figure]:
    """Measure one part in a town of its own."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        try:
            return await PARTS[name](town)
        finally:
            await town.close()
            print((town.folder / "bot.log").read_text("utf-8"), end="", file=sys.stderr)


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
        table = {part: [asdict(f) | {"ratio": f.ratio} for f in found[part]] for part in found}
        args.json.write_text(json.dumps(table, indent=2) + "\n")
    broken = [
        f"{part}: {figure.name}"
        for part, figures in found.items()
        for figure in figures
        if figure.at_most is not None and figure.value > figure.at_most
    ]
    if broken:
        sys.exit(f"not as promised: {'; '.join(broken)}")


if __name__ == "__main__":
    main()
