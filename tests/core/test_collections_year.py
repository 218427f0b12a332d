"""A year of reminders, through the scheduler and the handlers, against an independent reader.

The whole year of 200 schedules in 34 circles is ``benchmarks/bench_collections.py --year``; this
is the same with few, so that it runs with every change.
"""

import random

import pytest

from benchmarks.bench_collections import BEGIN, YEAR, community, draw, expected, run_year


@pytest.mark.parametrize("seed", [1, 2])
async def test_exactly_the_reminders_of_the_year_are_sent_whenever_the_bot_restarts(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311 - a seed that replays is the point
    drawn = [draw(chance, number) for number in range(1, 40)]
    few = [one for one in drawn if one.rule.frequency != "daily"][:3]
    schedules = [one.model_copy(update={"id": number}) for number, one in enumerate(few, 1)]
    desk, downs = await run_year(tmp_path / "year.db", 3, schedules, chance, restarts=8)
    wanted = expected(schedules, 3, downs)
    assert len(wanted) > 100
    assert (desk.sent, desk.twice) == (wanted, [])
    assert desk.clock.at == BEGIN + YEAR
    assert community().remind_always
