"""The quick form of the soak: a few seconds of everything, with a seed that does not change."""

import pytest

from tests.crash.soak import Conduct, Soak
from tests.crash.troubles import telegram
from tests.crash.troubles.process import Kill

SEED = 20261125


@pytest.mark.parametrize("seed", [SEED])
async def test_some_seconds_of_people_and_troubles_break_no_promise(tmp_path, seed):
    troubles = (*telegram.QUICK, Kill())
    conduct = Conduct(seed, seconds=4, people=8, troubles=troubles, between=0.7)
    told = []
    outcome = await Soak(tmp_path, tmp_path, conduct, told.append).run()
    assert not outcome.broken, "\n".join([*outcome.summary, *outcome.broken])
    assert len(outcome.routes) > 20, "people did little of what can be done"


def test_the_same_seed_draws_the_same():
    first, again = (Conduct(SEED, 1, 1, ()).chance("plan") for _ in range(2))
    other = Conduct(SEED + 1, 1, 1, ()).chance("plan")
    drawn = [first.random() for _ in range(5)]
    assert drawn == [again.random() for _ in range(5)]
    assert drawn != [other.random() for _ in range(5)]
