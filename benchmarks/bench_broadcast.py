"""A notice to 1,000 groups within Telegram's limits: ours, and the ways that most would take.

    python -m benchmarks.bench_broadcast

Each runs as a process of its own against a sandbox that enforces the limits and counts what it
refuses; they take turns. Our bot answers residents' commands meanwhile, which are within the same
limits; the others do nothing else. A round of the three takes about two minutes.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bots import ROOT, Seen
from benchmarks.figures import Figure, median, options, show, verdict
from benchmarks.notice_town import CIRCLES, PEOPLE_PER_CIRCLE, Town
from sandbox import Sandbox

ROUNDS = 5
LIMIT_SECONDS = 33.4
"""What 1,000 messages take at the 30 a second that Telegram allows (Bots FAQ)."""

TOLERANCE = 1.03
COMMANDS_PER_CIRCLE = 0.02
ANSWER_SECONDS = 1.0
WAYS = {"ours": "ours", "limiter": "AIORateLimiter", "pause": "sleep(0.04) loop"}

Round = dict[str, float]


async def ours(circles: int) -> Round:
    """The bot, from the confirmation of the sender to the last group, commands in between."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        try:
            await town.open(circles, PEOPLE_PER_CIRCLE)
            await town.start_bot()
            began = await town.send_to_all()
            waits = await _commands_meanwhile(town, limit_of(circles))
            await town.record.until(lambda: town.reached() == circles)
        finally:
            await town.close()
            print((town.folder / "bot.log").read_text("utf-8"), end="", file=sys.stderr)
    said = town.record.of("sendMessage", "editMessageText")
    to_groups = [at for at, call in said if int(call.params["chat_id"]) in town.groups]
    return {
        "seconds": to_groups[-1] - began,
        "refusals": town.record.refusals(),
        "until the first has it": to_groups[0] - began,
        "median answer": statistics.median(waits),
        "slowest answer": max(waits),
    }


async def _commands_meanwhile(town: Town, seconds: float) -> list[float]:
    """Commands of residents, spread over the time of the sending; answers with their waits."""
    commands = max(1, round(len(town.groups) * COMMANDS_PER_CIRCLE))
    waits = []
    for number, person in enumerate(town.people[1 :: len(town.people) // commands][:commands]):
        asked = time.monotonic()
        before = len(town.record)
        town.world.send(person, person, ("/me", "/help")[number % 2])
        await town.record.until(lambda: town.record.answered(person, before))  # noqa: B023 - awaited here
        waits.append(town.record.seconds[-1] - asked)
        await asyncio.sleep(max(0.0, seconds / commands - (time.monotonic() - asked)))
    return waits


async def peer(how: str, circles: int) -> Round:
    """A script that does nothing else, from its first message to its last."""
    sandbox = Sandbox(enforce_limits=True, privacy=False)
    sandbox.api.calls = seen = Seen()
    await sandbox.start()
    try:
        admin = sandbox.world.add_user("王主任").id
        groups = [sandbox.world.add_group(f"{n}号圈", [admin]) for n in range(circles)]
        for group in groups:
            sandbox.world.add_bot(group.id, admin)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "chats"
            file.write_text("\n".join(str(group.id) for group in groups), "ascii")
            given = (sandbox.token, sandbox.url, how, str(file))
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.peer_broadcast", *given, cwd=ROOT
            )
            await process.wait()
    finally:
        await sandbox.stop()
    reached = {chat for _, chat, _ in seen.sends}
    assert len(reached) == circles, f"only {len(reached)} groups were reached"
    return {"seconds": seen.sends[-1][0] - seen.first_send, "refusals": seen.refused}


def limit_of(circles: int) -> float:
    """The least seconds that so many messages take."""
    return LIMIT_SECONDS * circles / CIRCLES


def measure(circles: int, rounds: int) -> dict[str, list[Round]]:
    """All rounds, the ways taking turns."""
    found: dict[str, list[Round]] = {way: [] for way in WAYS}
    for turn in range(rounds):
        for way, name in WAYS.items():
            one = asyncio.run(ours(circles) if way == "ours" else peer(way, circles))
            found[way].append(one)
            print(f"{turn + 1}/{rounds} {name}: {one['seconds']:.1f} s", flush=True)
    return found


def figures_of(found: dict[str, list[Round]], circles: int) -> list[Figure]:
    """Medians of each way, and what must be reached."""
    middle = {
        way: {fact: median([one[fact] for one in rounds]) for fact in rounds[0]}
        for way, rounds in found.items()
    }
    figures = []
    for way, name in WAYS.items():
        seconds, mine = middle[way]["seconds"], way == "ours"
        most = TOLERANCE if mine else None
        figures += [
            Figure(f"{name}, s", seconds),
            Figure(f"{name}, times the limit", seconds / limit_of(circles), at_most=most),
            Figure(f"{name}, refusals (429)", middle[way]["refusals"], at_most=0 if mine else None),
        ]
    answer = middle["ours"]
    return [
        *figures,
        Figure("ours: refusals in the worst round", _worst(found, "refusals"), at_most=0),
        Figure("ours: until the first has it, s", answer["until the first has it"]),
        Figure("ours: answer to a command meanwhile, s", answer["median answer"]),
        Figure("ours: slowest answer, s", answer["slowest answer"], at_most=ANSWER_SECONDS),
    ]


def _worst(found: dict[str, list[Round]], fact: str) -> float:
    return max(one[fact] for one in found["ours"])


def main() -> None:
    """Measure, print."""
    parser = options("Measure a notice to many groups.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--circles", type=int, default=CIRCLES)
    args = parser.parse_args()
    found = measure(args.circles, args.rounds)
    figures = figures_of(found, args.circles)
    limit = f"limit {limit_of(args.circles):.1f} s"
    title = f"broadcast to {args.circles:,} groups, {limit}, {args.rounds} rounds"
    show(title, figures, args.json, rounds=found)
    verdict(figures)


if __name__ == "__main__":
    main()
