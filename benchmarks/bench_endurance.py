"""What memory a long run takes, and how soon the bot is there with many deadlines to keep.

    python -m benchmarks.bench_endurance

Most of the updates are talk in groups, as in life; one in fifty is a report.
"""

import asyncio
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.bots import Community
from benchmarks.figures import Figure, median, options, show, verdict

UPDATES = 100_000
WARM = 10_000
LOT = 500
REPORT_EVERY = 50
HELP_EVERY = 10
SCHEDULES = 10_000
STARTS = 5
FLAT = 1.1
START_SECONDS = 2.0
START_MEGABYTES = 120.0


async def endure(town: Community, updates: int) -> dict[int, float]:
    """Megabytes in memory after how many updates."""
    await town.open()
    await town.start_bot()
    await town.seen.until(lambda: bool(town.seen.first_poll))
    found = {0: town.memory()}
    for number in range(1, updates + 1):
        who, group = town.people[number % len(town.people)]
        if number % REPORT_EVERY == 0:
            town.report(number)
        elif number % HELP_EVERY == 0:
            town.world.send(who, who, "/help")
        else:
            town.world.send(who, group, f"今天天气不错 {number}")
        if number % LOT == 0:
            await town.seen.until(lambda: len(town.world.updates) == 0)
            town.forget()
        if number % WARM == 0:
            await asyncio.sleep(1)
            found[number] = town.memory()
            print(f"{number:,} updates: {found[number]:.1f} MB", flush=True)
    return found


async def start(town: Community) -> tuple[float, float]:
    """Seconds from the start of the process to its first poll, and its megabytes then."""
    await town.open()
    later = datetime.now(UTC) + timedelta(days=1)
    with closing(sqlite3.connect(town.database)) as connection, connection:
        connection.executemany(
            "INSERT INTO schedules (kind, subject, due_at) VALUES ('report.resolve_overdue', ?, ?)",
            [
                (str(n), round((later + timedelta(seconds=n)).timestamp() * 1000))
                for n in range(SCHEDULES)
            ],
        )
    began = time.monotonic()
    await town.start_bot()
    await town.seen.until(lambda: bool(town.seen.first_poll))
    return town.seen.first_poll - began, town.memory()


def main() -> None:
    """Measure, print."""
    parser = options("Measure memory over a long run, and the start.")
    parser.add_argument("--updates", type=int, default=UPDATES)
    args = parser.parse_args()
    starts = [asyncio.run(_start_once()) for _ in range(STARTS)]
    figures = [
        Figure(
            f"start to first poll, {SCHEDULES:,} deadlines, s",
            median([seconds for seconds, _ in starts]),
            at_most=START_SECONDS,
        ),
        Figure("memory then, MB", median([size for _, size in starts]), at_most=START_MEGABYTES),
    ]
    found = asyncio.run(_endure_once(args.updates))
    figures += [Figure(f"memory after {number:,} updates, MB", found[number]) for number in found]
    flat = found[max(found)] / found[WARM]
    figures.append(Figure(f"after {max(found):,} to after {WARM:,}", flat, at_most=FLAT))
    show(f"start and {args.updates:,} updates", figures, args.json, starts=starts)
    verdict(figures)


async def _start_once() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        town = Community(Path(folder), "ours")
        try:
            return await start(town)
        finally:
            await town.close()


async def _endure_once(updates: int) -> dict[int, float]:
    with tempfile.TemporaryDirectory() as folder:
        town = Community(Path(folder), "ours")
        try:
            return await endure(town, updates)
        finally:
            await town.close()


if __name__ == "__main__":
    main()
