"""Hours of volunteers are worth points, where the config says so."""

import pytest

from tests.support.points import balance, endow, ledger
from tests.support.signups import DUTY, all_join, opened, residents


@pytest.fixture
async def generous(town):
    """A community that gives ten points for an hour."""
    town.sections["hours"] = {"points_per_hour": 10}
    await town.restart()
    return town


async def _served(town):
    """A resident who was there for two hours, and the captain who called the roll."""
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.whispers("/bind 3-2-501")
    await all_join(town, [ana])
    await cai.presses("点名")
    await cai.presses("Ana 到场")
    return ana, cai


async def test_who_was_there_gets_points_once(generous):
    ana, cai = await _served(generous)
    assert balance(generous) == 20
    await cai.forges("1|signup.mark|1|present|0")
    assert balance(generous) == 20
    await ana.whispers("/points")
    assert "+20　志愿服务：" in ana.texts()[-1]


async def test_a_correction_moves_points_too(generous):
    _, cai = await _served(generous)
    await cai.whispers("/hours 1 90分钟 提前走了")
    assert balance(generous) == 15
    await cai.whispers("/hours 1 没来 点错了")
    assert balance(generous) == 0
    assert sum(ledger(generous).values()) == 0


async def test_what_is_spent_already_is_not_asked_back(generous):
    ana, cai = await _served(generous)
    await generous.admin.whispers("/gifts 毛巾 15分 1件")
    await ana.whispers("/gifts")
    await ana.presses("兑换 毛巾 · 15 分")
    await ana.presses("确认兑换")
    await cai.whispers("/hours 1 没来 点错了")
    assert ledger(generous) == {"community:": -15, "reserved:3-2-501": 15}


async def test_a_neighbour_without_telegram_is_credited_at_their_address(generous):
    cai = await opened(generous, DUTY)
    for words in ("张奶奶 3-2-501", "李爷爷"):
        await cai.presses("加一位邻居")
        await cai.whispers(words)
    await cai.presses("点名")
    await cai.presses("其余的都到场")
    assert ledger(generous) == {"community:": -20, "household:3-2-501": 20}


async def test_where_hours_are_worth_nothing_nothing_moves(town):
    await _served(town)
    await endow(town, "3-2-501", 1)
    assert ledger(town) == {"community:": -1, "household:3-2-501": 1}
