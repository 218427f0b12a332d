"""The process is killed, stopped and held still under reports, presses and a notice."""

import random

import pytest

from tests.crash.errands import Errands
from tests.crash.troubles.process import LONGEST_STALL, KillTwice, Restart, Stall

IN_FLIGHT = 4
"""Messages that wait for an answer when the process is held still, at most, with these errands."""


class Longest(random.Random):
    """Chance by which everything takes as long as it may."""

    def uniform(self, _shortest, longest):
        return longest


@pytest.mark.parametrize(
    ("trouble", "repeats"),
    [(KillTwice(), 4), (Restart(), 0), (Stall(2.0), 0)],
    ids=lambda value: getattr(value, "name", ""),
)
async def test_everything_asked_around_it_happens_once_and_is_said(village, trouble, repeats):
    errands = Errands(village)
    await errands.begin()
    await errands.during(trouble, random.Random(8))  # noqa: S311 - a seed that replays is the point
    await errands.done(repeats)
    assert await village.process.stop() == 0


async def test_standing_still_for_twenty_seconds_loses_nothing(village):
    """Longer than the bot waits for an answer: what was under way may be said once more."""
    errands = Errands(village)
    await errands.begin()
    await errands.during(Stall(LONGEST_STALL), Longest())
    await errands.done(IN_FLIGHT)
    process = village.process
    assert await process.stop() == 0
    assert "Traceback" not in process.words()
