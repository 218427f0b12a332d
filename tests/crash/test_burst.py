"""``kill -9`` in the middle of a burst loses nothing and repeats next to nothing."""

import asyncio
import random
from collections import Counter

import pytest

LOTS = 5
LOT = 60
ALL = LOTS * LOT
SENDS_PER_REPORT = 3
"""The confirmation in the group and the alerts to two stewards."""


@pytest.mark.parametrize("seed", [20261124])
async def test_four_kills_in_a_burst_of_300_reports_lose_nothing_and_repeat_one_message_each(
    village, seed
):
    chance = random.Random(seed)  # noqa: S311 - a seed that replays is the point
    bodies = [f"第{number}件事" for number in range(ALL)]
    for lot in range(LOTS):
        for body in bodies[lot * LOT : (lot + 1) * LOT]:
            human = chance.choice(village.residents)
            village.world.send(human.id, human.group, f"/report {body}")
        process = await village.run()
        if lot < LOTS - 1:
            moment = village.sends() + chance.randrange(1, LOT * SENDS_PER_REPORT)
            await village.until(lambda at=moment: village.sends() >= at, f"{moment} sends")
            for _ in range(chance.randrange(100)):
                await asyncio.sleep(0)  # a little later, between two steps of the bot
            await process.kill()
    await village.until(lambda: _all_said(village, bodies), "all confirmed and alerted")
    assert await process.stop() == 0

    assert village.select("SELECT number, body FROM reports ORDER BY number") == [
        (number, body) for number, body in enumerate(_in_order_of_arrival(village), start=1)
    ]
    assert sorted(_in_order_of_arrival(village)) == sorted(bodies)
    assert village.select("SELECT DISTINCT state FROM inbox") == [("handled",)]
    assert village.select("SELECT DISTINCT state FROM outbox WHERE kind = 'say'") == [("sent",)]
    repeated = sum((_said(village) - Counter(_promised(village, bodies))).values())
    assert repeated <= LOTS - 1, f"{repeated} messages went twice in {LOTS - 1} kills"


def _chats(village):
    return sorted({human.group for human in village.residents})


def _in_order_of_arrival(village):
    return [row[0] for row in village.select("SELECT body FROM reports ORDER BY number")]


def _promised(village, bodies):
    """(kind of chat, body) of every message that is owed."""
    owed = [("group", body) for body in bodies]
    return owed + [(steward.id, body) for steward in village.stewards for body in bodies]


def _said(village):
    """How often each of them was said."""
    found = Counter()
    for chat in _chats(village):
        found.update(("group", body) for body in map(_body, village.said(chat)) if body)
    for steward in village.stewards:
        found.update((steward.id, body) for body in map(_body, village.said(steward.id)) if body)
    return found


def _all_said(village, bodies):
    return village.sends() >= ALL * SENDS_PER_REPORT and not (
        Counter(_promised(village, bodies)) - _said(village)
    )


def _body(message):
    _, _, rest = message.text.partition("第")
    return f"第{rest.partition('件事')[0]}件事" if "件事" in rest else None
