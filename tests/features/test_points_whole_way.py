"""From the notice of a collection to the points of a household and the sum in the circle."""

import pytest

from tests.support.collecting import a_collection, go_to
from tests.support.points import balance, code_of, ledger


async def _meant_to_come(town):
    """A collection on Saturday that a resident with an address means to come to."""
    ben, ana = await a_collection(town)
    await ana.whispers("/bind 3-2-501")
    await go_to(town, "11-27 19:00")
    await ana.presses("我要来", where=town.circle)
    await go_to(town, "11-28 8:30")
    return ben, ana


async def _arrives_by_the_reminder(ana):
    await ana.presses("我已到场", where=ana.town.circle)
    ana.is_told("checkin-code-in-private", alert=True)


async def _arrives_by_the_list(ana):
    await ana.whispers("/collect")
    await ana.presses("我已到场")


WAYS = [_arrives_by_the_reminder, _arrives_by_the_list]


@pytest.mark.parametrize("arrive", WAYS)
async def test_a_resident_comes_and_the_circle_reads_how_many_did(town, arrive):
    ben, ana = await _meant_to_come(town)
    await arrive(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    ana.sees("checkin-rewarded", stream="有害垃圾", points=10, has=10)
    assert (balance(town), sum(ledger(town).values())) == (10, 0)
    await go_to(town, "11-28 11:00")
    await ben.presses("填写")
    await ben.whispers("15.5公斤")
    ana.sees("collection-summary", where=town.circle)
    assert "来了 1 户" in ana.texts(town.circle)[-1]


async def test_what_staff_count_is_told_rather_than_who_had_a_code(town):
    ben, ana = await _meant_to_come(town)
    await _arrives_by_the_list(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    await go_to(town, "11-28 11:00")
    await ben.presses("填写")
    await ben.whispers("23户 15.5公斤")
    assert "来了 23 户" in ana.texts(town.circle)[-1]


async def test_where_nobody_weighs_anything_those_with_a_code_are_counted(town):
    ben, ana = await a_collection(town)
    await go_to(town, "11-28 9:00")
    await _arrives_by_the_list(ana)
    await ben.whispers(f"/checkin {code_of(ana)}")
    await go_to(town, "11-29 10:00")
    ana.sees("collection-summary", where=town.circle)
    assert "来了 1 户" in ana.texts(town.circle)[-1]
