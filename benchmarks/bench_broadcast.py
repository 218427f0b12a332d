"""A notice to 1,000 groups within Telegram's limits: ours, and the ways that most would take.

    python -m benchmarks.bench_broadcast

Each runs as a process of its own against a sandbox that enforces the limits and counts what it
refuses; they take turns, and a round of the three takes about two minutes. Ours also keeps the
sender's card of deliveries up to date, which is within the same limits. After the rounds it sends
once more while residents give commands, to see how long these wait; the others could not answer.
"""

import asyncio
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
COMMANDS = 20
ANSWER_SECONDS = 1.0
WAYS = {"ours": "ours", "limiter": "AIORateLimiter", "pause": "sleep(0.04) loop"}

Round = dict[str, float]


async def ours(circles: int, commands: int = 0) -> Round:
    """The bot, from the confirmation of the sender to the last group, commands meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        try:
            await town.open(circles, PEOPLE_PER_CIRCLE)
            await town.start_bot()
            began = await town.send_to_all()
            waits = await _commands_meanwhile(town, commands, limit_of(circles))
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
        "median answer": median(waits or [0.0]),
        "slowest answer": max(waits, default=0.0),
    }


async def _commands_meanwhile(town: Town, commands: int, seconds: float) -> list[float]:
    """Commands of residents, spread over the time of the sending; answers with their waits."""
    waits = []
    for number in range(commands):
        person = town.people[1 + number * (len(town.people) // commands)]
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


def figures_of(found: dict[str, list[Round]], busy: Round, circles: int) -> list[Figure]:
    """Medians of each way, and what must be reached; busy is the round with commands."""
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
    worst = max(one["refusals"] for one in [*found["ours"], busy])
    return [
        *figures,
        Figure("ours: refusals in the worst round", worst, at_most=0),
        Figure("ours: until the first has it, s", middle["ours"]["until the first has it"]),
        Figure("ours with commands meanwhile, s", busy["seconds"]),
        Figure("answer to a command meanwhile, median s", busy["median answer"]),
        Figure("the slowest answer, s", busy["slowest answer"], at_most=ANSWER_SECONDS),
    ]


def main() -> None:
    """Measure, print."""
    parser = options("Measure a notice to many groups.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--circles", type=int, default=CIRCLES)
    parser.add_argument("--commands", type=int, default=COMMANDS, help="in the last round")
    args = parser.parse_args()
    found = measure(args.circles, args.rounds)
    busy = asyncio.run(ours(args.circles, args.commands))
    figures = figures_of(found, busy, args.circles)
    limit = f"limit {limit_of(args.circles):.1f} s"
    title = f"broadcast to {args.circles:,} groups, {limit}, {args.rounds} rounds"
    show(title, figures, args.json, rounds=found)
    verdict(figures)


if __name__ == "__main__":
    main()
