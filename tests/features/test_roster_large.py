"""A whole community at once, with everything in it that goes wrong in lists."""

from benchmarks.bench_roster import HOUSEHOLDS, PLANTED, planted
from domain.roster import Reason
from tests.features.test_roster import files, households, sends


async def test_of_three_thousand_households_exactly_the_forty_wrong_ones_are_named(town):
    content, wrong = planted(HOUSEHOLDS)
    assert len(wrong) == len(PLANTED) == 40
    assert set(wrong.values()) == set(Reason)
    await sends(town.admin, content)
    (sheets,) = files(town.admin)
    head, *rows = sheets["Sheet"]
    assert head[:4] == ["行号", "哪里不对", "序号", "楼栋"]
    assert [row[0] for row in rows] == sorted(wrong)
    assert all(row[1] for row in rows)
    numbers = [str(row[2]) for row in rows]
    assert numbers == [str(number - 2) for number in sorted(wrong)], "each with its own cells"
    right = HOUSEHOLDS - len(wrong)
    await town.admin.presses(f"跳过错误行，只导入 {right} 户")
    assert len(households(town)) == right
    town.admin.sees("roster-done", new=right, changed=0, same=0, skipped=40, strangers=0)
    await sends(town.admin, content)
    assert f"新增 0 户，有变化 0 户，没变 {right} 户。" in town.admin.texts()[-2]
