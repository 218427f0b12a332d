"""The same commands with a thousand and with a million rows of history behind them.

    python -m benchmarks.bench_history

Both databases have as many people and as many open tickets; what differs is what lies behind them
(``benchmarks/past.py``). Every command goes the way of a real one, from the inbox to the commit of
its effects, with the disk synchronised; the two databases take turns.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from benchmarks.figures import Figure, median, options, show, verdict
from benchmarks.past import ADMIN, CIRCLES, GRIDS, GROUP, NOW, RESIDENT, WORKER, fill
from bot.dispatcher import Dispatcher
from bot.intake import arrival
from bot.metrics import Metrics
from bot.settings import build
from handlers import features
from handlers.routing import RouteTable, pack
from storage.uow import Database

FEW, MANY = 1_000, 1_000_000
ROUNDS = 200
MOST = 1.3

Update = dict[str, Any]


class Clock:
    """A clock that stands still."""

    def now(self) -> datetime:
        """The present instant."""
        return NOW


@dataclass(frozen=True)
class Live:
    """What is pressed on: the newest notice and the newest sign-up of the circle."""

    notice: int
    signup: int


class Bench:
    """A bot on one of the two databases, without Telegram.

    Args:
        database: with its history in it.
    """

    def __init__(self, database: Database) -> None:
        settings = build(
            {
                "telegram": {"token": "42:bench"},
                "community": {"name": "滨河社区", "grids": list(GRIDS), "admins": [ADMIN]},
                "limits": {"staff_commands_per_minute": 10**6},
            },
            "bench",
        )
        self._database = database
        self._dispatcher = Dispatcher(
            database,
            RouteTable(features(), "bench_bot"),
            settings.community_model(),
            Clock(),
            Metrics(),
            lambda _: None,
            lambda: None,
        )
        self.live = Live(0, 0)

    async def prepare(self) -> None:
        """Open what people will press on."""
        await self.take(_message(1, ADMIN, GROUP, "/notice 今晚8点停水，请储水"))
        await self.take(_message(2, ADMIN, GROUP, "/signup 周六守桶 人数=500"))
        self.live = Live(
            await self._value("SELECT MAX(id) FROM notices"),
            await self._value("SELECT MAX(number) FROM signups"),
        )

    async def take(self, update: Update) -> float:
        """Milliseconds that an update takes, from the inbox to the commit of its effects."""
        began = time.perf_counter()
        async with self._database.transaction() as uow:
            await uow.inbox.put([arrival(update)], NOW)
        await self._dispatcher.drain()
        taken = (time.perf_counter() - began) * 1000
        async with self._database.transaction() as uow:
            assert not (await uow.inbox.backlog()).depth, f"{update} was not handled"
        return taken

    async def send(self) -> float:
        """Milliseconds that the outbox takes for one message, the call to Telegram aside."""
        began = time.perf_counter()
        async with self._database.transaction() as uow:
            row = (await uow.outbox.ready(NOW))[0].read()
            await uow.outbox.claim(row)
        async with self._database.transaction() as uow:
            await uow.outbox.sent(row, row.id, NOW)
        return (time.perf_counter() - began) * 1000

    async def empty(self) -> None:
        """Have all messages gone, so that none of them is in the way of the next figure."""
        async with self._database.transaction() as uow:
            while ready := await uow.outbox.ready(NOW):
                row = ready[0].read()
                await uow.outbox.sent(row, row.id, NOW)

    async def counts(self) -> tuple[int, int, int]:
        """How many open tickets, receipts of the notice and entries of the sign-up there are."""
        return (
            await self._value("SELECT COUNT(*) FROM reports WHERE state = 'waiting'"),
            await self._value(
                f"SELECT COUNT(*) FROM notice_receipts WHERE notice_id = {self.live.notice}"  # noqa: S608 - a number
            ),
            await self._value(
                f"SELECT COUNT(*) FROM signup_entries WHERE signup = {self.live.signup}"  # noqa: S608 - the same
            ),
        )

    async def _value(self, statement: str) -> int:
        async with self._database.transaction() as uow:
            return int(await uow.outbox._value(statement))  # noqa: SLF001 - counts for the bench alone


Step = Callable[[int, int, Live], Update]
"""Makes the update of a round: number of the update, round, what is pressed on."""

STEPS: dict[str, Step] = {
    "talk in a group": lambda number, turn, _: _message(
        number, RESIDENT + turn, _home(turn), "今天天气不错"
    ),
    "/report": lambda number, turn, _: _message(
        number, RESIDENT + turn, _home(turn), f"/report 第{turn}件事：门口的灯{turn}天没亮"
    ),
    "/mine": lambda number, turn, _: _private(number, RESIDENT + turn, "/mine"),
    "/inbox": lambda number, turn, _: _private(number, _worker(turn), "/inbox"),
    "/ticket": lambda number, turn, _: _private(number, ADMIN, f"/ticket {1 + turn % 50}"),
    "/stats": lambda number, turn, _: _private(number, _worker(turn), "/stats"),
    "/stats of all": lambda number, _turn, _live: _private(number, ADMIN, "/stats"),
    "收到": lambda number, turn, live: _press(
        number, _neighbour(turn), GROUP, pack("notice.seen", (live.notice,))
    ),
    "/signup": lambda number, turn, _: _message(number, _neighbour(turn), GROUP, "/signup"),
    "报名": lambda number, turn, live: _press(
        number, _neighbour(turn), GROUP, pack("signup.join", (live.signup, 0))
    ),
    "/points": lambda number, turn, _: _private(number, RESIDENT + turn, "/points"),
    "/points 排行": lambda number, turn, _: _private(number, RESIDENT + turn, "/points 排行"),
    "/me": lambda number, turn, _: _private(number, RESIDENT + turn, "/me"),
}


def _neighbour(turn: int) -> int:
    """Somebody who lives in the circle of ``GROUP``."""
    return RESIDENT + turn * CIRCLES


def _home(turn: int) -> int:
    """The group of the circle in which a regular lives."""
    return GROUP - turn % CIRCLES


def _worker(turn: int) -> int:
    return WORKER + 1 + turn % len(GRIDS)


def _private(number: int, person: int, words: str) -> Update:
    return _message(number, person, person, words)


def _message(number: int, sender: int, chat: int, words: str) -> Update:
    return {
        "update_id": number,
        "message": _content(number, sender, chat) | {"from": _person(sender), "text": words},
    }


def _press(number: int, sender: int, chat: int, data: str) -> Update:
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": _person(sender),
            "chat_instance": "1",
            "data": data,
            "message": _content(number, sender, chat),
        },
    }


def _content(number: int, sender: int, chat: int) -> Update:
    kind = {"type": "private"} if chat == sender else {"type": "supergroup", "title": "圈"}
    return {"message_id": number, "date": int(NOW.timestamp()), "chat": {"id": chat} | kind}


def _person(sender: int) -> Update:
    name = "王主任" if sender == ADMIN else f"网格员{sender - WORKER}"
    if sender >= RESIDENT:
        name = f"居民{sender - RESIDENT + 1}"
    return {"id": sender, "is_bot": False, "first_name": name}


Taken = tuple[list[float], list[float]]


async def measure(paths: tuple[Path, Path], rounds: int) -> dict[str, Taken]:
    """Every step in both databases, in turns: the milliseconds of each."""
    async with Database(paths[0]) as few, Database(paths[1]) as many:
        benches = (Bench(few), Bench(many))
        for bench in benches:
            await bench.prepare()
            await bench.empty()
        before = [await bench.counts() for bench in benches]
        found: dict[str, Taken] = {}
        for place, step in enumerate(STEPS.values()):
            taken: Taken = ([], [])
            for turn in range(rounds):
                for which in (0, 1) if turn % 2 else (1, 0):
                    update = step((place + 1) * 10**6 + turn, turn, benches[which].live)
                    taken[which].append(await benches[which].take(update))
            found[list(STEPS)[place]] = taken
            if list(STEPS)[place] == "/report":
                found["a message sent"] = await _sent(benches, rounds)
            for bench in benches:
                await bench.empty()
        for bench, old in zip(benches, before, strict=True):
            grown = [new - was for new, was in zip(await bench.counts(), old, strict=True)]
            assert grown == [rounds] * 3, f"not all took effect: {grown}"
    return found


async def _sent(benches: tuple[Bench, Bench], rounds: int) -> Taken:
    """How long the outbox takes for each of the messages that the reports gave rise to."""
    taken: Taken = ([], [])
    for turn in range(rounds):
        for which in (0, 1) if turn % 2 else (1, 0):
            taken[which].append(await benches[which].send())
    return taken


def figures_of(found: dict[str, Taken], rows: int) -> list[Figure]:
    """The medians, and how many times as long the many rows take."""
    figures = []
    for name, taken in found.items():
        few, many = map(median, taken)
        figures += [
            Figure(f"{name}, ms with {FEW:,} rows", few),
            Figure(f"{name}, ms with {rows:,} rows", many),
            Figure(f"{name}, ratio", many / few, at_most=MOST),
        ]
    return figures


def main() -> None:
    """Fill, measure, print."""
    parser = options("Measure commands with much history behind them.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--rows", type=int, default=MANY, help="how many are many")
    args = parser.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory() as folder:
        paths = (Path(folder) / "few.db", Path(folder) / "many.db")
        for path, rows in zip(paths, (FEW, args.rows), strict=True):
            fill(path, rows)
            print(f"{rows:,} rows: {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        found = asyncio.run(measure(paths, args.rounds))
    figures = figures_of(found, args.rows)
    show(f"history of {FEW:,} and {args.rows:,} rows, {args.rounds} rounds", figures, args.json)
    verdict(figures)


if __name__ == "__main__":
    main()
