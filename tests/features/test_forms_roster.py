"""With a roster of households the bot knows who is missing, and who is a stranger."""

from tests.support.registering import filled_by, fills_in, sends_out
from tests.support.tables import workbook

ROSTER = [
    ["楼号", "单元", "房号", "户主"],
    ["3", "1", "101", "甲"],
    ["3", "1", "102", "乙"],
    ["3", "2", "201", "丙"],
]


async def _roster(town):
    """A captain, staff, and three households of building 3 in the list."""
    cap, ben = await town.captain("老王"), await town.steward("Ben")
    await cap.whispers("/bind 3-1-101")
    await ben.whispers(None, document=("户表.xlsx", workbook(ROSTER)), caption="/roster")
    await ben.presses("确认")
    return cap, ben


async def test_the_roster_is_the_whole_and_strangers_are_named_apart(town):
    cap, ben = await _roster(town)
    await sends_out(ben)
    assert "已登记 0/3 户" in cap.texts(town.circle)[-1]
    await fills_in(cap)
    ana = await town.resident("Ana")
    await fills_in(ana, "9-9-909", filled=filled_by(1))
    assert "已登记 1/3 户" in cap.texts(town.circle)[-1]
    await ben.whispers("/forms")
    assert "不在户表里 1" in ben.texts()[-1]
    await ben.presses("谁没登记")
    assert "3 号楼 1 单元：102" in ben.texts()[-1]
    assert "3 号楼 2 单元：201" in ben.texts()[-1]
    await ben.presses("核对（2）")
    assert "⚠️ 这一户不在户表里" in ben.texts()[-1]
    assert "9-9-909" in ben.texts()[-1]


async def test_households_that_nobody_has_bound_are_called_in_the_group(town):
    cap, ben = await _roster(town)
    await sends_out(ben)
    await ben.whispers("/forms")
    await ben.presses("📣 提醒")
    ben.is_told("forms-reminded", private=1, groups=1, left=3, alert=True)
    cap.sees("form-reminder", title="返京登记")
    assert "还有 2 户没登记" in cap.texts(town.circle)[-1]
