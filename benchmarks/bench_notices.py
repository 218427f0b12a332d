"""What kills do to a notice that is on its way, and how 500 presses are taken.

    python -m benchmarks.bench_notices --part kills

The bot runs as a process of its own, at Telegram's limits, against a sandbox that enforces them;
nothing is hastened, so the whole takes about three minutes.
"""

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure, options, show, verdict
from benchmarks.notice_town import ADMIN, CIRCLES, PEOPLE_PER_CIRCLE, WORDS, Town
from sandbox import Fault

KILLS = 3
OUTAGE_SECONDS = 60.0
PRESSES = 500
PRESSES_PER_SECOND = 50
EDITS_PER_MINUTE = 20


async def kills(town: Town, circles: int) -> list[Figure]:
    """Three kills while a notice is on its way, and three groups with trouble of their own."""
    await town.open(circles, PEOPLE_PER_CIRCLE)
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
        wanted = chance.randrange(
            circles // KILLS * kill + circles // 33, circles // KILLS * (kill + 1)
        )
        await town.record.until(lambda: town.reached() >= wanted)  # noqa: B023 - awaited here
        await asyncio.sleep(chance.random() / 30)
        await town.kill_bot()
        await town.start_bot()
    await town.record.until(lambda: town.reached() >= circles - 3)
    end = town.record.seconds[-1]
    copies = town.record.copies
    await town.record.until(lambda: copies[new] > 0 and copies[failing] > 0)
    healed = town.record.seconds[-1]
    named = f"{town.groups[removed]}号圈：我不在群里"
    await town.record.until(lambda: any(named in m.text for m in town.world.messages(ADMIN)))
    wanted_groups = {*town.groups, new} - {moved, removed}
    return [
        Figure(f"{circles} circles with {KILLS} kills, s", end - began),
        Figure("not reached", sum(1 for chat in wanted_groups if not copies[chat]), 0),
        Figure("sent twice", sum(copies[chat] - 1 for chat in wanted_groups), KILLS),
        Figure("refused for speed (429)", town.record.refusals(), 0),
        Figure("sent to the failing group after, s", healed - began, 2 * OUTAGE_SECONDS + 10),
    ]


async def presses(town: Town, count: int) -> list[Figure]:
    """Everybody of a large circle presses 收到 within a few seconds."""
    await town.open(1, count + 1)
    (group,) = town.groups
    captain, *residents = town.people
    await town.start_bot()
    town.world.send(captain, group, f"/notice {WORDS}")
    found = await town.button("收到", group)
    chance = random.Random(4)  # noqa: S311 - a seed that replays is the point
    began = time.monotonic()
    pressed = {}
    moments = sorted(chance.random() * count / PRESSES_PER_SECOND for _ in residents)
    for moment, person in zip(moments, residents, strict=True):
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        query = town.world.press(person, group, *found)
        pressed[query] = time.monotonic()
    last = time.monotonic()
    right = f"收到 {count}/"
    await town.record.until(lambda: right in town.world.message(group, found[0]).text)
    settled = town.record.seconds[-1] - last
    await town.record.until(lambda: len(town.record.of("answerCallbackQuery")) >= count)
    answers = town.record.of("answerCallbackQuery")
    waits = [at - pressed[call.params["callback_query_id"]] for at, call in answers]
    edits = [
        at for at, call in town.record.of("editMessageText") if call.params["chat_id"] == group
    ]
    with closing(sqlite3.connect(town.folder / "town.db")) as connection:
        counted = connection.execute("SELECT COUNT(*) FROM notice_receipts").fetchone()[0]
    return [
        Figure(f"{count} presses in, s", last - began),
        Figure("answer, median s", statistics.median(waits)),
        Figure("answer, slowest s", max(waits), 1.0),
        Figure("counted wrongly", abs(count - counted), 0),
        Figure("card right after the last, s", settled, 5.0),
        Figure("edits of the card, in a minute", len(edits), EDITS_PER_MINUTE),
        Figure("refused for speed (429)", town.record.refusals(), 0),
    ]


PARTS = {"kills": (kills, CIRCLES), "presses": (presses, PRESSES)}
"""Each with how many circles, or presses, there are."""


async def measure(name: str, count: int) -> list[Figure]:
    """Measure one part in a town of its own."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        try:
            return await PARTS[name][0](town, count)
        finally:
            await town.close()
            print((town.folder / "bot.log").read_text("utf-8"), end="", file=sys.stderr)


def main() -> None:
    """Measure, print."""
    parser = options("Measure what kills do to notices, and how they are confirmed.")
    parser.add_argument("--part", choices=sorted(PARTS), help="only this one")
    parser.add_argument("--count", type=int, help="how many circles, or presses")
    args = parser.parse_args()
    found: list[Figure] = []
    for part in [args.part] if args.part else PARTS:
        count = args.count or PARTS[part][1]
        figures = asyncio.run(measure(part, count))
        show(f"notices: {part}, {count:,}", figures, args.json)
        found += figures
    verdict(found)


if __name__ == "__main__":
    main()
