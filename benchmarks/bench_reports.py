"""How long a database of many tickets lets people wait.

    python -m benchmarks.bench_reports

Every command goes the way of a real one: from the inbox through the dispatcher and the handler to
the commit, with the disk synchronised. What Telegram then takes to show it is not in the figures.
"""

import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import structlog

from benchmarks.figures import Figure, median, options, show, verdict
from bot.dispatcher import Dispatcher
from bot.intake import arrival
from bot.metrics import Metrics
from bot.settings import build
from domain.categories import DEFAULT_CATEGORIES
from domain.similarity import similar
from handlers import features
from handlers.reports.offering import LOOK_AT
from handlers.routing import RouteTable
from storage.migrate import upgrade
from storage.uow import Database

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
HOUR = 3_600_000
GRIDS = tuple(f"第{n}网格" for n in "一二三四五六")
CIRCLES, PEOPLE, WORKERS = 60, 20_000, 12
ADMIN, STAFF, PARTNER = 1, 101, 201
FIRST_RESIDENT = 10_000
BUSY_RESIDENT = FIRST_RESIDENT
LIMIT_MS = 100.0
HALF = 0.5

WHAT = (
    "电梯坏了",
    "电梯有异响",
    "停水了",
    "暖气不热",
    "下水道堵了",
    "路灯不亮",
    "门禁坏了",
    "有人在楼道堆杂物",
    "垃圾没人清",
    "楼上装修太吵",
    "车位被占",
    "有人遛狗不牵绳",
    "墙皮掉了",
    "飞线充电",
    "单元门关不上",
    "对讲没声音",
)
OPEN = ("waiting", "taken", "taken", "transferred", "held")
OVER = ("closed", "closed", "closed", "closed", "review", "merged", "rejected", "withdrawn")


class Clock:
    """A clock that stands still."""

    def now(self) -> datetime:
        """The present instant."""
        return NOW


def ms(at: datetime) -> int:
    """An instant as the database keeps it."""
    return int(at.timestamp() * 1000)


def fill(path: Path, tickets: int, open_tickets: int) -> None:
    """A community with so many tickets; the same every time.

    A fifth of them are of one large circle, and half of those are about the lifts.
    """
    upgrade(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        _people(connection)
        rng = random.Random(1)  # noqa: S311 - the same tickets every time is the point
        still_open = set(rng.sample(range(1, tickets + 1), open_tickets))
        rows = list(_tickets(rng, tickets, still_open))
        _insert(connection, "reports", rows)
        _around(connection, rows)


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    names = list(rows[0])
    marks = ", ".join(f":{name}" for name in names)
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - names of our own
        rows,
    )


def _people(connection: sqlite3.Connection) -> None:
    workers = [*range(STAFF, STAFF + WORKERS), *range(PARTNER, PARTNER + WORKERS), ADMIN]
    people: list[dict[str, object]] = [
        {"id": who, "name": f"工作人员{who}", "reach": "open"} for who in workers
    ]
    residents = range(FIRST_RESIDENT, FIRST_RESIDENT + PEOPLE)
    people += [{"id": who, "name": f"居民{who}", "reach": "open"} for who in residents]
    _insert(connection, "people", people)
    _insert(
        connection,
        "circles",
        [
            {
                "id": n + 1,
                "chat_id": -1000 - n,
                "title": f"{n + 1}号楼邻里圈",
                "kind": "邻里圈",
                "grid": GRIDS[n % len(GRIDS)],
            }
            for n in range(CIRCLES)
        ],
    )
    members = [{"circle_id": who % CIRCLES + 1, "person_id": who} for who in residents]
    _insert(connection, "members", members)
    _insert(
        connection,
        "staff",
        [
            {"person_id": STAFF + n, "grid": GRIDS[n % len(GRIDS)], "since": 0}
            for n in range(WORKERS)
        ],
    )
    partners = range(PARTNER, PARTNER + WORKERS)
    rows = [{"person_id": who, "organisation": "物业", "since": 0} for who in partners]
    _insert(connection, "partners", rows)


def _tickets(rng: random.Random, tickets: int, still_open: set[int]) -> Iterator[dict[str, object]]:
    categories = [category.name for category in DEFAULT_CATEGORIES]
    for number in range(1, tickets + 1):
        created = ms(NOW) - (tickets - number) * HOUR // 10 - HOUR
        state = rng.choice(OPEN if number in still_open else OVER)
        reporter = FIRST_RESIDENT + rng.randrange(PEOPLE)
        if number % 200 == 0:
            reporter = BUSY_RESIDENT
        crowded = number % 5 == 0
        due = created + rng.randrange(1, 200) * HOUR if number in still_open else None
        yield {
            "number": number,
            "circle_id": 1 if crowded else reporter % CIRCLES + 1,
            "reporter_id": reporter,
            "filed_by": reporter,
            "body": f"{rng.randrange(1, 30)}号楼{rng.randrange(1, 6)}单元{rng.choice(WHAT)}",
            "state": state,
            "category": "电梯" if crowded and rng.random() < HALF else rng.choice(categories),
            "owner_id": None if state == "waiting" else STAFF + reporter % WORKERS,
            "organisation": "物业" if state == "transferred" else None,
            "created_at": created,
            "respond_by": created + HOUR,
            "resolve_from": None if due is None else created,
            "resolve_due": due,
            "burning": due or created,
        }


def _around(connection: sqlite3.Connection, rows: list[dict[str, object]]) -> None:
    """The households, the histories and the deadlines of tickets."""
    _insert(
        connection,
        "report_households",
        [
            {"number": row["number"], "person_id": row["reporter_id"], "at": row["created_at"]}
            for row in rows
        ],
    )
    _insert(
        connection,
        "report_events",
        [
            {
                "number": row["number"],
                "at": row["created_at"],
                "person_id": row["reporter_id"],
                "step": step,
                "to_state": row["state"],
                "detail": "yes yes" if step == "rate" else "",
            }
            for row in rows
            for step in ("file", "take", "close", "rate")
        ],
    )
    _insert(
        connection,
        "schedules",
        [
            {
                "kind": "report.resolve_overdue",
                "subject": str(row["number"]),
                "due_at": row["resolve_due"],
            }
            for row in rows
            if row["resolve_due"] is not None
        ],
    )


class Bench:
    """A bot's database and dispatcher, measured.

    Args:
        database: with tickets in it.
        rounds: how often each thing is done.
    """

    def __init__(self, database: Database, rounds: int) -> None:
        settings = build(
            {
                "telegram": {"token": "42:bench"},
                "community": {"name": "滨河社区", "grids": list(GRIDS), "admins": [ADMIN]},
                # The clock stands still, so all rounds of a person are in one minute of theirs.
                "limits": {"commands_per_minute": 10**6, "staff_commands_per_minute": 10**6},
            },
            "bench",
        )
        self.database = database
        self.rounds = rounds
        self.community = settings.community_model()
        self.dispatcher = Dispatcher(
            database,
            RouteTable(features(), "bench_bot"),
            self.community,
            Clock(),
            Metrics(),
            lambda _: None,
            lambda: None,
        )
        self.figures: list[Figure] = []
        self._update_id = 0

    async def command(self, name: str, words: Callable[[int], tuple[int, int, str]]) -> None:
        """Measure a command.

        Args:
            name: what to call it.
            words: gives the sender, the chat and the text, for each round.
        """

        async def once(turn: int) -> None:
            self._update_id += 1
            update = _message(self._update_id, *words(turn))
            async with self.database.transaction() as uow:
                await uow.inbox.put([arrival(update)], NOW)
            assert await self.dispatcher.drain() == 1

        await self.measure(name, once)

    async def measure(self, name: str, once: Callable[[int], Awaitable[object]]) -> None:
        """Do something as often as wanted, and keep how long it took."""
        taken = []
        for turn in range(self.rounds):
            began = time.perf_counter()
            await once(turn)
            taken.append((time.perf_counter() - began) * 1000)
        self.figures += [
            Figure(f"{name}, ms", median(taken), at_most=LIMIT_MS),
            Figure(f"{name}, slowest ms", max(taken)),
        ]

    async def search(self, turn: int) -> None:
        """Look for tickets about the same trouble, in the busiest category of the large circle."""
        async with self.database.transaction() as uow:
            others = await uow.reports.open_similar(1, "电梯", LOOK_AT)
        assert len(others) == LOOK_AT
        similar(f"{turn % 20 + 1}号楼2单元电梯坏了", others)

    async def page(self, offset: int) -> None:
        """A page far down the list of what burns, for an admin."""
        async with self.database.transaction() as uow:
            await uow.reports.burning(frozenset({"*"}), frozenset(), 9, offset)


def _message(update_id: int, sender: int, chat: int, words: str) -> dict[str, object]:
    command = {"type": "bot_command", "offset": 0, "length": len(words.split(maxsplit=1)[0])}
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": int(NOW.timestamp()),
            "from": {"id": sender, "is_bot": False, "first_name": f"居民{sender}"},
            "chat": {"id": chat, "type": "private"}
            if chat > 0
            else {"id": chat, "type": "supergroup", "title": "圈"},
            "text": words,
            "entities": [command],
        },
    }


def _resident(turn: int) -> tuple[int, int]:
    """A resident and the chat of the large circle's group."""
    return FIRST_RESIDENT + (turn + 1) * CIRCLES, -1000


async def run(path: Path, rounds: int) -> tuple[list[Figure], dict[str, list[str]]]:
    """Measure everything.

    Returns:
        The figures, and the plan of every statement on tickets.
    """
    async with Database(path) as database:
        bench = Bench(database, rounds)
        statements: set[str] = set()
        async with database.transaction() as uow:
            await uow._connection.set_trace_callback(statements.add)  # noqa: SLF001 - to see what is run
        await bench.command("/inbox, a grid", lambda _: (STAFF, STAFF, "/inbox"))
        await bench.command("/inbox, all grids", lambda _: (ADMIN, ADMIN, "/inbox"))
        await bench.command("/inbox, a partner", lambda _: (PARTNER, PARTNER, "/inbox"))
        await bench.measure("page 100 of the list", lambda _: bench.page(800))
        await bench.command(
            "/report, filed", lambda turn: (*_resident(turn), f"/report {turn + 31}号楼信箱锁丢了")
        )
        await bench.command(
            "/report, one alike", lambda turn: (*_resident(turn), "/report 3号楼2单元电梯坏了")
        )
        await bench.command(
            "/report, danger", lambda turn: (*_resident(turn), "/report 电梯困人了")
        )
        await bench.measure("search for one alike", bench.search)
        await bench.command(
            "/ticket, with history", lambda turn: (STAFF, STAFF, f"/ticket {500 + 6 * turn}")
        )
        await bench.command("/mine", lambda _: (BUSY_RESIDENT, BUSY_RESIDENT, "/mine"))
    return bench.figures, plans(path, statements)


def plans(path: Path, statements: set[str]) -> dict[str, list[str]]:
    """How SQLite runs what was run on tickets; statements that differ in values count as one."""
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(path)) as connection:
        for statement in sorted(statements):
            of_tickets = "report" in statement or "schedules" in statement
            if not of_tickets or not statement.startswith(("SELECT", "UPDATE")):
                continue
            lines = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
            if lines not in found.values():
                found[statement] = lines
    return found


def main() -> None:
    """Fill, measure, print."""
    parser = options("Measure the bot with many tickets.")
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--open", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--plans", action="store_true", help="also show the query plans")
    args = parser.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        fill(path, args.tickets, args.open)
        figures, found = asyncio.run(run(path, args.rounds))
    title = f"{args.tickets:,} tickets, {args.open:,} open, {args.rounds} rounds"
    show(title, figures, args.json)
    if args.plans:
        for statement, lines in found.items():
            print(f"\n{statement[:300]}", *lines, sep="\n    ")
    verdict(figures)


if __name__ == "__main__":
    main()
