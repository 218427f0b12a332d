"""Our bot and the one that most would write, in the same run, on the same work.

    python -m benchmarks.bench_peers --part burst

Each bot is a process of its own; the sandbox is a third. The two take turns, and what is shown are
medians. With ``--part kill`` both are killed in the middle of a burst, to see what is lost.
"""

import asyncio
import math
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bots import Community, Which
from benchmarks.figures import Figure, median, options, percentile, show, verdict

BURST = 2000
ROUNDS = 5
PER_SECOND = 30
STEADY_SECONDS = 10
SETTLE_SECONDS = 1.0
WARM_UP = 60
"""Commands before the pace counts as steady; the very first one is shown by itself.

What a process does for the first time, it does slowly, and whoever comes within the next moments
waits as well: of 300 commands that alone would be the slowest hundredth.
"""
KILL_AT = 0.4
BOTH: tuple[Which, Which] = ("ours", "peer")

Round = dict[str, float]


async def burst(town: Community, count: int) -> Round:
    """A burst of reports that waits when the bot starts."""
    for number in range(count):
        town.report(number)
    await town.start_bot()
    await town.seen.until(lambda: bool(town.seen.first_update))
    before = town.processor_seconds()
    await town.seen.until(lambda: len(town.seen.sends) >= 2 * count)
    processor = town.processor_seconds() - before
    await town.end_bot()
    answered, alerted, _ = town.said(count)
    ended = town.seen.sends[-1][0]
    return {
        "reports a second": count / (ended - town.seen.first_update),
        "processor, ms a report": processor / count * 1000,
        "tickets lost": count - town.tickets(),
        "messages lost": 2 * count - answered - alerted,
    }


async def steady(town: Community, count: int) -> Round:
    """Reports at a steady pace; how long the group waits for its answer."""
    count += WARM_UP
    await town.start_bot()
    await town.seen.until(lambda: bool(town.seen.first_poll))
    await asyncio.sleep(SETTLE_SECONDS)
    asked: dict[int, float] = {}
    began = time.monotonic()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number / PER_SECOND - time.monotonic()))
        asked[number] = time.monotonic()
        town.report(number)
    await town.seen.until(lambda: len(town.seen.sends) >= 2 * count)
    await town.end_bot()
    groups = set(town.groups)
    heard = {_number(words): at for at, chat, words in town.seen.sends if chat in groups}
    waits = {number: (heard[number] - asked[number]) * 1000 for number in heard}
    steadily = [wait for number, wait in waits.items() if number >= WARM_UP]
    return {
        "p50, ms": median(steadily),
        "p99, ms": percentile(steadily, 0.99),
        "first of all, ms": waits.get(0, math.inf),
        "unanswered": count - len(waits),
    }


async def kill(town: Community, count: int) -> Round:
    """A burst in which the bot is killed once and started again."""
    for number in range(count):
        town.report(number)
    await town.start_bot()
    await town.seen.until(lambda: len(town.seen.sends) >= KILL_AT * 2 * count)
    await town.end_bot()
    await town.start_bot()
    await town.seen.until(lambda: _all_said(town, count), patience=20)
    await town.end_bot()
    answered, alerted, twice = town.said(count)
    return {
        "tickets lost": count - town.tickets(),
        "messages lost": 2 * count - answered - alerted,
        "messages twice": twice,
    }


def _all_said(town: Community, count: int) -> bool:
    """Whether every group was answered and staff alerted of all; what came twice counts once."""
    if len(town.seen.sends) < 2 * count:
        return False
    answered, alerted, _ = town.said(count)
    return answered + alerted == 2 * count


def _number(words: str) -> int:
    return int(words.partition("件事。")[0].rpartition("第")[2])


PARTS = {"burst": burst, "latency": steady, "kill": kill}


async def once(part: str, which: Which, count: int) -> Round:
    """One round of one bot in a community of its own."""
    with tempfile.TemporaryDirectory() as folder:
        town = Community(Path(folder), which)
        try:
            await town.open()
            return await PARTS[part](town, count)
        except BaseException:
            print((Path(folder) / "bot.log").read_text("utf-8")[-3000:], file=sys.stderr)
            raise
        finally:
            await town.close()


def measure(part: str, rounds: int, count: int) -> dict[Which, list[Round]]:
    """All rounds, the bots taking turns."""
    found: dict[Which, list[Round]] = {"ours": [], "peer": []}
    for turn in range(rounds):
        for which in BOTH if turn % 2 == 0 else BOTH[::-1]:
            found[which].append(asyncio.run(once(part, which, count)))
            print(
                f"{part} {turn + 1}/{rounds} {which}:",
                ", ".join(f"{name} {value:.2f}" for name, value in found[which][-1].items()),
                flush=True,
            )
    return found


def figures_of(part: str, found: dict[Which, list[Round]]) -> list[Figure]:
    """Medians, and what must be reached."""
    middle = {
        which: {name: median([r[name] for r in found[which]]) for name in found[which][0]}
        for which in BOTH
    }
    figures = [
        Figure(f"{which}: {name}", middle[which][name]) for name in middle["ours"] for which in BOTH
    ]
    ours, peer = middle["ours"], middle["peer"]
    if part == "burst":
        ratio = ours["reports a second"] / peer["reports a second"]
        figures.append(Figure("reports a second, ours to the peer's", ratio, at_least=1.0))
    if part == "latency":
        figures.append(
            Figure("p99, ours to the peer's", ours["p99, ms"] / peer["p99, ms"], at_most=1.5)
        )
        figures.append(Figure("ours: worst unanswered", _worst(found, "unanswered"), at_most=0))
        return figures
    lost = ("tickets lost", "messages lost")
    worst = [Figure(f"ours: {name}, worst round", _worst(found, name), at_most=0) for name in lost]
    return [*figures, *worst]


def _worst(found: dict[Which, list[Round]], name: str) -> float:
    return max(one[name] for one in found["ours"])


def main() -> None:
    """Measure, print."""
    parser = options("Measure our bot against a conventional one.")
    parser.add_argument("--part", choices=sorted(PARTS), help="only this one")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--reports", type=int, default=BURST, help="how many a burst has")
    args = parser.parse_args()
    all_figures: list[Figure] = []
    for part in [args.part] if args.part else PARTS:
        count = PER_SECOND * STEADY_SECONDS if part == "latency" else args.reports
        found = measure(part, args.rounds, count)
        figures = figures_of(part, found)
        show(f"{part}, {count} reports, {args.rounds} rounds", figures, args.json, rounds=found)
        all_figures += figures
    verdict(all_figures)


if __name__ == "__main__":
    main()
