"""A notice to 1,000 groups within Telegram's limits: ours, and the ways that most would take.

    python -m benchmarks.bench_broadcast

Each runs as a process of its own against a sandbox that enforces the limits and counts what it
refuses; they take turns. A round takes some two minutes.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks import bench_notices
from benchmarks.bench_notices import CIRCLES, LIMIT_SECONDS, TOLERANCE, Town
from benchmarks.bots import ROOT, Seen
from benchmarks.figures import Figure, median, options, show, verdict
from sandbox import Sandbox

ROUNDS = 5
WAYS = ("ours", "limiter", "pause")
NAMES = {"ours": "ours", "limiter": "AIORateLimiter", "pause": "sleep(0.04) loop"}

Round = dict[str, float]


async def ours() -> Round:
    """The bot, from the confirmation of the sender to the last group, commands in between."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder))
        try:
            figures = {figure.name: figure.value for figure in await bench_notices.broadcast(town)}
        finally:
            await town.close()
    return {
        "seconds": figures[f"{CIRCLES} circles, s"],
        "refusals": figures["refused for speed (429)"],
    }


async def peer(how: str) -> Round:
    """A script that does nothing else, from its first message to its last."""
    sandbox = Sandbox(enforce_limits=True, privacy=False)
    sandbox.api.calls = seen = Seen()
    await sandbox.start()
    try:
        admin = sandbox.world.add_user("王主任").id
        groups = [sandbox.world.add_group(f"{n}号圈", [admin]) for n in range(CIRCLES)]
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
    assert len(reached) == CIRCLES, f"only {len(reached)} groups were reached"
    return {
        "seconds": seen.sends[-1][0] - seen.first_send,
        "refusals": seen.refused,
    }


def main() -> None:
    """Measure, print."""
    parser = options("Measure a notice to 1,000 groups.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    args = parser.parse_args()
    found: dict[str, list[Round]] = {way: [] for way in WAYS}
    for turn in range(args.rounds):
        for way in WAYS:
            found[way].append(asyncio.run(ours() if way == "ours" else peer(way)))
            print(f"{turn + 1}/{args.rounds} {NAMES[way]}: {found[way][-1]}", flush=True)
    figures = []
    for way in WAYS:
        mine = way == "ours"
        times = median([one["seconds"] for one in found[way]]) / LIMIT_SECONDS
        refusals = median([one["refusals"] for one in found[way]])
        figures += [
            Figure(f"{NAMES[way]}: times the limit", times, at_most=TOLERANCE if mine else None),
            Figure(f"{NAMES[way]}: refusals (429)", refusals, at_most=0 if mine else None),
        ]
    title = f"broadcast to {CIRCLES} groups, limit {LIMIT_SECONDS} s, {args.rounds} rounds"
    show(title, figures, args.json, rounds=found)
    verdict(figures)


if __name__ == "__main__":
    main()
