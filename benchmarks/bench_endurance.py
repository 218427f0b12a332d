"""How soon the bot is there with many deadlines to keep, and what memory a long run takes.

    python -m benchmarks.bench_endurance

The bot is a process of its own, and the sandbox is outside of it. Its modules are compiled before
anything is measured, as an installation does. Of the updates most are talk in groups that is no
command, as in life; the others are reports, presses under their cards and words in private.

Memory is what is resident. It is shown from the very start, and from the end of a warm-up on: the
first thousands of updates touch what every process touches once, such as texts, statements and
the database's own cache.
"""

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.bots import PATIENCE, Community
from benchmarks.figures import Figure, median, options, show, verdict

UPDATES, WARM = 100_000, 2_000
STRETCHES = 10
"""Into how many a run is cut; memory is taken after each."""

LOT = 250
"""Updates that wait at once, which is what a busy minute brings."""

REPORT_EVERY, PRESS_EVERY, PRIVATE_EVERY = 50, 10, 10
KEPT = 50
"""Messages of a chat that the sandbox keeps, so that it does not fill up itself."""

SCHEDULES = 10_000
STARTS = 5
FLAT = 1.1
START_SECONDS, START_MEGABYTES = 2.0, 120.0
LOOK_SECONDS = 0.002
IDLE_SECONDS = 0.5
DEADLINE = "INSERT INTO schedules (kind, subject, due_at) VALUES ('report.resolve_overdue', ?, ?)"


Measured = TypeVar("Measured")


async def start(town: Community, schedules: int) -> tuple[float, float]:
    """Seconds from the start of the process to its first poll, and its megabytes then."""
    await town.open()
    later = datetime.now(UTC) + timedelta(days=1)
    deadlines = [
        (str(n), round((later + timedelta(seconds=n)).timestamp() * 1000)) for n in range(schedules)
    ]
    with closing(sqlite3.connect(town.database)) as connection, connection:
        connection.executemany(DEADLINE, deadlines)
    began = time.monotonic()
    await _begin(town)
    return time.monotonic() - began, town.memory()


async def _begin(town: Community) -> None:
    """Start the bot, until its first poll is with Telegram."""
    await town.start_bot()
    await _until(lambda: town.world.updates.is_polled)


async def _until(holds: Callable[[], bool]) -> None:
    """Look again and again: the sandbox tells of a poll only once it is over."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - there is nothing to wait for
            await asyncio.sleep(LOOK_SECONDS)


async def endure(town: Community, updates: int, warm: int, stretches: int) -> dict[int, float]:
    """Megabytes in memory after how many updates."""
    await town.open()
    await _begin(town)
    found = {0: town.memory()}
    ends = (warm + (updates - warm) * n // stretches for n in range(stretches + 1))
    sent = 0
    for until in ends:
        while sent < until:
            lot = range(sent, min(sent + LOT, until))
            for number in lot:
                _happens(town, number)
            sent = lot.stop
            await _until(lambda: len(town.world.updates) == 0)
            _forget(town)
        await asyncio.sleep(IDLE_SECONDS)
        found[sent] = town.memory()
        print(f"{sent:,} updates: {found[sent]:.1f} MB", flush=True)
    return found


def _happens(town: Community, number: int) -> None:
    """One update: a report, a press, a word in private, or talk."""
    who, group = town.people[number % len(town.people)]
    if number % REPORT_EVERY == 0:
        town.report(number)
    elif number % PRESS_EVERY == 1 and (found := _button(town, group)) is not None:
        town.world.press(who, group, *found)
    elif number % PRIVATE_EVERY == PRIVATE_EVERY - 1:
        town.world.send(who, who, ("/help", "/mine", "你好")[number % 3])
    else:
        town.world.send(who, group, f"今天天气不错 {number}")


def _button(town: Community, group: int) -> tuple[int, str] | None:
    """The newest button in a group, with the message that it is under."""
    for message in reversed(town.world.messages(group)):
        for button in message.buttons:
            if button.data:
                return message.message_id, button.data
    return None


def _forget(town: Community) -> None:
    """Let the sandbox forget, so that it does not grow with what is measured."""
    town.seen.sends.clear()
    for chat in town.world.chats.values():
        for old in list(chat.messages)[:-KEPT]:
            del chat.messages[old]


async def in_town(measure: Callable[[Community], Awaitable[Measured]]) -> Measured:
    """Measure in a community of its own, and show the log of the bot if that fails."""
    with tempfile.TemporaryDirectory() as folder:
        town = Community(Path(folder), "ours")
        try:
            return await measure(town)
        except BaseException:
            print((town.folder / "bot.log").read_text("utf-8")[-3000:], file=sys.stderr)
            raise
        finally:
            await town.close()


def compiled(folder: str) -> None:
    """Have modules compiled into a folder, as for a process whose installation has done so."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder


def measure_starts(schedules: int, starts: int) -> tuple[list[Figure], list[tuple[float, float]]]:
    """The figures of the start, and the single starts; the first one only compiles."""
    found = [asyncio.run(in_town(lambda town: start(town, schedules))) for _ in range(starts + 1)]
    seconds, sizes = (median(values) for values in zip(*found[1:], strict=True))
    return [
        Figure(f"start to first poll, {schedules:,} deadlines, s", seconds, at_most=START_SECONDS),
        Figure("memory then, MB", sizes, at_most=START_MEGABYTES),
    ], found[1:]


def measure_run(updates: int, warm: int, stretches: int) -> list[Figure]:
    """The figures of a long run."""
    found = asyncio.run(in_town(lambda town: endure(town, updates, warm, stretches)))
    last = found[updates]
    return [
        *(Figure(f"memory after {number:,} updates, MB", found[number]) for number in found),
        Figure(f"after {updates:,} to after {warm:,}", last / found[warm], at_most=FLAT),
        Figure(f"after {updates:,} to the very start", last / found[0]),
    ]


def main() -> None:
    """Measure, print."""
    parser = options("Measure the start, and memory over a long run.")
    parser.add_argument("--updates", type=int, default=UPDATES, help="how many the run has")
    parser.add_argument("--warm", type=int, default=WARM, help="after how many it is warm")
    parser.add_argument("--stretches", type=int, default=STRETCHES, help="into which it is cut")
    parser.add_argument("--schedules", type=int, default=SCHEDULES, help="deadlines at the start")
    parser.add_argument("--rounds", type=int, default=STARTS, help="how many starts")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as modules:
        compiled(modules)
        figures, starts = measure_starts(args.schedules, args.rounds)
        figures += measure_run(args.updates, args.warm, args.stretches)
    title = f"start, {args.rounds} times, and {args.updates:,} updates"
    show(title, figures, args.json, starts=starts)
    verdict(figures)


if __name__ == "__main__":
    main()
