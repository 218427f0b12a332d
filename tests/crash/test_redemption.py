"""The process is killed while a gift is ordered or handed over, and while an invite is taken."""

import signal

import pytest

from tests.support.points import balance, code_of, endow, ledger, neighbour

COMMITS = [
    f"{when} the {what} commit" for what in ("inbox", "handler") for when in ("before", "after")
]
"""What happens around sending is the same for every command, and tested with reports."""

KEPT = {"community:": -60, "household:3-2-501": 10, "reserved:3-2-501": 50}
FETCHED = {"community:": -60, "household:3-2-501": 10, "gifts:": 50}


async def _asked(village):
    """Somebody has been asked whether they want the last piece."""
    await village.start_bot()
    ana = await neighbour(village, "Ana")
    await endow(village, "3-2-501", 60)
    await village.admin.whispers("/gifts 洗衣液 50分 1件")
    await ana.whispers("/gifts")
    await ana.presses("兑换 洗衣液 · 50 分")
    return ana


@pytest.mark.parametrize("point", COMMITS)
async def test_an_order_takes_one_piece_and_its_points_once(village, point):
    ana = await _asked(village)
    await village.stop_bot()
    message_id, data = ana._button("确认兑换", ana.id)
    village.world.press(ana.id, ana.id, message_id, data)

    assert await (await village.run(point=point)).ended() == -signal.SIGKILL
    await village.start_bot()
    village.world.press(ana.id, ana.id, message_id, data)
    await village.settle()

    assert village.select("SELECT state FROM gift_orders") == [("kept",)]
    assert village.select("SELECT stock FROM gifts") == [(0,)]
    assert ledger(village) == KEPT
    await village.admin.whispers(f"/redeem {code_of(ana)}")
    assert ledger(village) == FETCHED


@pytest.mark.parametrize("point", COMMITS[2:])
async def test_a_gift_is_handed_over_once(village, point):
    ana = await _asked(village)
    await ana.presses("确认兑换")
    await village.stop_bot()
    for _ in range(2):
        village.world.send(village.admin.id, village.admin.id, f"/redeem {code_of(ana)}")

    assert await (await village.run(point=point)).ended() == -signal.SIGKILL
    await village.start_bot()

    assert village.select("SELECT state FROM gift_orders") == [("redeemed",)]
    assert ledger(village) == FETCHED
    assert balance(village) == 10
    said = [m.text for m in village.said(village.admin.id)]
    assert sum("请把洗衣液交给" in words for words in said) == 1
    assert sum("已经用过了" in words for words in said) == 1


@pytest.mark.parametrize("point", COMMITS)
async def test_an_invite_is_taken_once_however_often_it_is_played(village, point):
    await village.start_bot()
    token = await village.invite("第二网格")
    fay, gus = await village.person("Fay"), await village.person("Gus")
    await village.stop_bot()
    for human in (fay, gus, fay):
        village.world.start(human.id, token)

    assert await (await village.run(point=point)).ended() == -signal.SIGKILL
    await village.start_bot()
    await gus.opens(token)

    grids = "SELECT person_id FROM staff WHERE grid = '第二网格'"
    assert village.select(grids) == [(fay.id,)]
    fay.sees("staff-welcome")
    gus.sees("invite-used")
    refused = "SELECT actor_id FROM audit WHERE action = 'staff.refused' ORDER BY id"
    assert sorted(village.select(refused)) == sorted([(gus.id,), (fay.id,), (gus.id,)])
