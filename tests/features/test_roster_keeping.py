"""Which circle households belong to, addresses that no list has, exports."""

import pytest

from tests.features.test_roster import GOOD, HEAD, WRONG, files, households, sends
from tests.support.tables import workbook

OTHER = [[5, 1, 101, "孙"], [5, 1, 102, "周"]]


@pytest.fixture
async def ben(town):
    return await town.steward("Ben")


async def imports(human, rows, caption="/roster"):
    await sends(human, workbook([HEAD, *rows]), caption=caption)
    await human.presses("确认")


def homes(town):
    """The title of the circle of each household."""
    return town.rows(
        "SELECT c.title FROM households AS h LEFT JOIN circles AS c ON c.id = h.circle_id"
        " ORDER BY h.building, h.unit, h.room"
    )


async def test_a_building_that_nobody_knows_is_named_and_can_be_given_a_circle(town, ben):
    club = await town.add_circle("阳光家园", "第一网格 邻里圈")
    await sends(ben, workbook([HEAD, *GOOD[:1], *OTHER]))
    assert "还不知道归哪个圈的有 2 户（5 号楼）" in ben.texts()[-1]
    await ben.presses("确认")
    assert homes(town) == [("3号楼邻里圈",), (None,), (None,)]
    await ben.whispers("/roster")
    assert "还没有圈（5 号楼）：2 户，已绑定 0 户" in ben.texts()[-1]
    await ben.whispers("/roster 5号楼 @阳光家园")
    ben.sees("roster-settled", count=2, circle="阳光家园")
    assert homes(town)[1:] == [("阳光家园",)] * 2
    assert club
    assert ("roster.settle", ben.id) in town.audit()


async def test_a_circle_that_is_named_gets_all_households_of_the_list(town, ben):
    await town.add_circle("阳光家园", "第一网格 邻里圈")
    await imports(ben, [*GOOD[:1], *OTHER], "/roster @阳光家园")
    assert homes(town) == [("阳光家园",)] * 3
    await ben.whispers("/roster @3号楼邻里圈")
    ben.sees("roster-waiting", circle="3号楼邻里圈")
    await sends(ben, workbook([HEAD, *OTHER]), caption=None)
    assert "5-1-101：所属的圈" in ben.texts()[-1]
    await ben.presses("确认")
    assert homes(town)[1:] == [("3号楼邻里圈",)] * 2


async def test_neighbours_who_bound_a_building_tell_its_circle(town, ben):
    other = await town.add_circle("阳光家园", "第一网格 邻里圈")
    for name, room in (("Ana", "101"), ("Eva", "102")):
        neighbour = await town.resident(name, circle=other)
        await neighbour.whispers(f"/bind 5-1-{room}")
    await imports(ben, OTHER)
    assert homes(town) == [("阳光家园",)] * 2


@pytest.mark.parametrize("words", ["@第一网格", "@党员之家"])
async def test_a_list_goes_to_one_circle_of_neighbours(town, ben, words):
    await town.add_circle("1号楼")
    await town.add_circle("党员之家", "第一网格 党员圈")
    await ben.whispers(f"/roster {words}")
    ben.sees("roster-one-circle")


async def test_circles_of_another_grid_are_not_touched(town, ben):
    await town.add_circle("5号楼邻里圈", "第二网格 邻里圈")
    await sends(ben, workbook([HEAD, *GOOD, *OTHER]))
    ben.sees("roster-not-yours", circles="5号楼邻里圈")
    assert not households(town)
    assert not town.rows("SELECT * FROM files")
    await ben.whispers("/roster @5号楼邻里圈")
    ben.sees("audience-not-yours")
    await imports(town.admin, [*GOOD, *OTHER])
    assert len(households(town)) == 5
    await ben.whispers("/roster 删除 5-1-101")
    ben.sees("roster-not-yours")
    await ben.whispers("/roster 5号楼 @3号楼邻里圈")
    ben.sees("roster-not-yours")
    await ben.whispers("/roster")
    assert "5号楼" not in ben.texts()[-1]


async def test_a_household_that_is_no_more_is_taken_off(town, ben):
    await imports(ben, GOOD)
    await ben.whispers("/户表 删除 3号楼1单元101")
    ben.sees("roster-removed", address="3-1-101")
    assert len(households(town)) == 2
    await ben.whispers("/roster remove 3-1-101")
    ben.sees("roster-no-such-household")
    await ben.whispers("/roster 删除 那一户")
    ben.sees("bind-unclear")


async def test_what_is_not_understood_shows_how_to(town, ben):
    for words in ("你好", "5号楼", "@3号楼邻里圈 那栋"):
        await ben.whispers(f"/roster {words}")
        assert ben.texts()[-1].startswith("导入住户名单：")
    await ben.whispers("/roster 9号楼 @3号楼邻里圈")
    ben.sees("roster-no-such-building")
    assert not households(town)


async def test_the_export_and_the_template_can_be_sent_in_again(town, ben):
    await ben.whispers("/roster")
    assert "导出户表" not in ben.buttons()
    await ben.presses("要一张空表来填")
    ben.sees("roster-template")
    (template,) = files(ben)
    assert template["户表"][0] == ["楼", "单元", "室", "户主", "电话", "人数", "备注"]
    await imports(ben, [*GOOD, *OTHER, [10, 1, 101], [2, 1, 101]])
    await ben.whispers("/roster")
    await ben.presses("导出户表")
    ben.sees("roster-exported", count=7)
    assert files(ben)[-1] == {
        "3号楼邻里圈": [
            ["楼", "单元", "室", "户主", "电话", "人数", "备注"],
            ["3", "1", "101", "王秀英", "13812345678", 2, None],
            ["3", "1", "102", "李建国", "13987654321", 4, "空巢老人"],
            ["3", "2", "201", None, None, None, None],
        ],
        "还没有圈": [
            ["楼", "单元", "室", "户主", "电话", "人数", "备注"],
            ["2", "1", "101", None, None, None, None],
            ["5", "1", "101", "孙", None, None, None],
            ["5", "1", "102", "周", None, None, None],
            ["10", "1", "101", None, None, None, None],
        ],
    }
    assert ("roster.export", ben.id) in town.audit()
    outbox = town.rows("SELECT payload FROM outbox WHERE kind = 'spreadsheet'")
    assert outbox == [("{}",)] * 2, "what a file held is kept no longer than it takes to send it"


async def test_an_export_of_nothing_is_refused(ben):
    await ben.whispers("/roster")
    await ben.forges("1|roster.export")
    ben.is_told("roster-empty", alert=True)


@pytest.fixture
async def captain(town, ben):
    await imports(ben, GOOD)
    return await town.captain("Cap")


async def test_an_address_that_no_list_has_is_put_to_the_captain(town, captain):
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-1-101")
    assert "是我们楼的" not in captain.buttons()
    await ana.whispers("/bind 3-9-999")
    captain.sees("roster-claim", name="Ana", address="3-9-999", circle="3号楼邻里圈")
    ana.sees("roster-claim-asked", address="3-9-999")
    await captain.presses("是我们楼的")
    captain.sees("roster-claim-added", address="3-9-999", by="Cap")
    ana.sees("roster-claim-yes", address="3-9-999")
    assert households(town)[-1][:4] == ("3", "9", "999", "")
    assert ("roster.ours", captain.id) in town.audit()
    await ana.whispers("/bind")
    ana.sees("bind-shown", address="3-9-999")


async def test_an_address_that_is_not_theirs_is_asked_for_again(town, captain):
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-9-999")
    await captain.presses("不是")
    captain.sees("roster-claim-denied", address="3-9-999", by="Cap")
    ana.sees("roster-claim-no", address="3-9-999")
    assert len(households(town)) == 3
    await ana.whispers("/bind")
    ana.sees("bind-howto")


async def test_the_other_captain_sees_what_was_answered(town, captain):
    other, ana = await town.captain("Other"), await town.resident("Ana")
    await ana.whispers("/bind 3-9-999")
    message, data = other._button("不是", other.id)
    await captain.presses("是我们楼的")
    other.sees("roster-claim-added", address="3-9-999", by="Cap")
    await other.forges(data)
    other.is_told("roster-claim-over", alert=True)
    await ana.whispers("/bind")
    ana.sees("bind-shown", address="3-9-999")
    assert message


async def test_an_answer_about_an_address_that_was_changed_is_too_late(town, captain):
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-9-999")
    _, first = captain._button("不是", captain.id)
    await ana.whispers("/bind 3-1-102")
    await captain.forges(first)
    captain.is_told("roster-claim-over", alert=True)
    await ana.whispers("/bind 3-9-998")
    await captain.forges(first)
    captain.is_told("roster-claim-over", alert=True)
    await ana.presses("删掉住址")
    await captain.presses("是我们楼的")
    captain.is_told("roster-claim-over", alert=True)
    assert len(households(town)) == 3


async def test_a_captain_answers_only_for_their_own_circle(town, captain):
    other = await town.add_circle("5号楼邻里圈")
    stranger, ana = await town.captain("Eva", circle=other), await town.resident("Ana")
    await ana.whispers("/bind 3-9-999")
    _, data = captain._button("是我们楼的", captain.id)
    await stranger.whispers("/help")
    await stranger.forges(data)
    stranger.is_told("no-permission", alert=True)
    assert len(households(town)) == 3


async def test_without_a_captain_the_staff_is_asked_and_if_nobody_can_be_told_it_waits(town, ben):
    await imports(ben, GOOD)
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-9-999")
    ben.sees("roster-claim", name="Ana", address="3-9-999")
    town.world.block(ben.id)
    await town.settle()
    await ana.whispers("/bind 3-9-998")
    cap = await town.captain("Cap", started=False)
    await ana.whispers("/bind 3-9-997")
    await cap.opens()
    cap.sees("roster-claim", name="Ana", address="3-9-997")
    await ben.opens()
    ben.sees("roster-claim", name="Ana", address="3-9-998")


async def test_bindings_older_than_the_list_are_looked_at_with_it_and_only_once(town, ben):
    captain, ana = await town.captain("Cap"), await town.resident("Ana")
    await ana.whispers("/bind 3-9-999")
    eva = await town.resident("Eva")
    await eva.whispers("/bind 4-1-101")
    assert not captain.buttons()
    await sends(ben, workbook([HEAD, *GOOD, *WRONG]))
    await ben.presses("跳过错误行，只导入 3 户")
    assert not captain.buttons(), "rows that were left out may be theirs"
    await imports(ben, [*GOOD, [3, 2, 202]])
    ben.sees("roster-done", new=1, changed=0, same=3, skipped=0, strangers=1)
    captain.sees("roster-claim", name="Ana", address="3-9-999")
    captain.sees_not("roster-claim", name="Eva", address="4-1-101")
    ana.sees_not("roster-claim-asked")
    await imports(ben, [[3, 2, 203]])
    ben.sees("roster-done", new=1, changed=0, same=0, skipped=0, strangers=0)
    assert captain.buttons().count("是我们楼的") == 1


async def test_a_circle_without_a_list_has_nothing_to_compare_with(town, captain):
    other = await town.add_circle("5号楼邻里圈")
    ana = await town.resident("Ana", circle=other)
    await ana.whispers("/bind 5-1-101")
    loner = await town.person("Loner", started=True)
    await loner.whispers("/bind 3-9-999")
    assert "是我们楼的" not in captain.buttons()


async def test_who_is_erased_is_asked_about_no_longer(town, captain):
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-9-999")
    await ana.whispers("/me")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    await captain.presses("是我们楼的")
    captain.is_told("roster-claim-over", alert=True)
    assert not town.rows("SELECT * FROM household_claims")


async def test_an_address_that_was_taken_back_at_once_is_put_to_nobody(town, captain):
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-1-101")
    message, erase = ana._button("删掉住址", ana.id)
    town.world.send(ana.id, ana.id, "/bind 3-9-999")
    town.world.press(ana.id, ana.id, message, erase)
    await town.settle()
    town.world.send(ana.id, ana.id, "/bind 3-9-998")
    await ana.whispers("/bind 3-1-102")
    assert "是我们楼的" not in captain.buttons()


async def test_two_neighbours_of_one_missing_household_are_both_right(town, captain):
    ana, eva = await town.resident("Ana"), await town.resident("Eva")
    await ana.whispers("/bind 3-9-999")
    await eva.whispers("/bind 3-9-999")
    await captain.presses("是我们楼的")
    eva.sees("roster-claim-yes", address="3-9-999")
    captain._button("是我们楼的", captain.id)
    await captain.presses("是我们楼的")
    ana.sees("roster-claim-yes", address="3-9-999")
    assert len(households(town)) == 4
