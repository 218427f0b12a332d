"""The process is killed, stopped and held still under reports, presses and a notice."""

import random

import pytest

from tests.crash.errands import Errands
from tests.crash.troubles.process import KillTwice, Restart, Stall


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
