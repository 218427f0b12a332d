"""Old buttons, second taps and late taps: each gets an answer, and nothing changes."""

from datetime import UTC, datetime

from tests.support.due import go_on_to
from tests.support.signups import all_join, card, opened, residents, seats

BEGUN = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
"""Half past eight on Saturday."""


async def test_buttons_that_name_what_there_is_not(town):
    await opened(town)
    (ana,) = await residents(town, "Ana")
    await ana.forges("1|signup.join|99|0", where=town.circle)
    ana.is_told("signup-unknown", alert=True)
    await ana.forges("1|signup.join|1|7", where=town.circle)
    ana.is_told("button-outdated", alert=True)
    await ana.forges("1|signup.join|1", where=town.circle)
    ana.is_told("button-outdated", alert=True)


async def test_an_offer_is_seen_and_taken_on_ones_own_card_too(town):
    await opened(town, "/signup 守桶 人数=1 时段=上午 带人=2")
    ana, ben = await residents(town, "Ana", "Ben")
    await all_join(town, (ana, ben), "报名 上午")
    await ben.whispers("/signup 1")
    assert "在候补，第 1 位" in ben.texts()[-1]
    await ana.presses("取消报名", where=town.circle)
    await ben.whispers("/signup 1")
    assert "有 1 个空位留到 11月24日（周二）11:00" in ben.texts()[-1]
    await ben.presses("我来")
    assert "已报上，1 位" in ben.texts()[-1]
    await ben.presses("我来")
    ben.is_told("signup-joined-before")


async def test_a_party_with_some_seats_sees_both_on_its_card(town):
    await opened(town, "/signup 采摘 人数=1 带人=2")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.presses("+1", where=town.circle)
    await ana.presses("来几个算几个")
    await ana.whispers("/signup 1")
    assert "（一共 2 位，已有 1 个位子）" in ana.texts()[-1]
    await ana.presses("−1")
    assert seats(town) == [("Ana", 1, 1, 0)]


async def test_nobody_takes_an_offer_nor_brings_fewer_once_it_has_begun(town):
    await opened(town, "/signup 守桶 人数=1 时间=周六 8:00-10:00 带人=2")
    ana, ben = await residents(town, "Ana", "Ben")
    await all_join(town, (ana, ben))
    await ana.presses("取消报名", where=town.circle)
    town.clock.advance(BEGUN - town.clock.now())
    await ben.presses("我来")
    assert town.world.toasts(ben.id)[-1].show_alert
    assert [row[2] for row in seats(town)] in ([], [0])
    await ben.forges("1|signup.less|2")
    assert town.world.toasts(ben.id)[-1].show_alert


async def test_conditions_stand_on_the_card(town):
    cai = await opened(town, "/signup 领米 资格=绑定住址 每周 截止=周五20:00")
    assert "要先绑定住址" in card(cai)
    assert "每周一次" in card(cai)
    assert "已报 0 人" in card(cai)
    await cai.presses("名单")
    assert "领米 0 人" in cai.texts()[-1]


async def test_a_deadline_that_was_moved_closes_nothing(town):
    cai = await opened(town)
    await cai.presses("截止报名")
    await go_on_to(town, "27 20:00")
    cai.sees_not("signup-closed-told")


async def test_words_for_the_organiser_are_needed_and_not_too_long(town):
    cai = await opened(town)
    await cai.presses("取消活动")
    await cai.shows("", where=cai.id)
    cai.sees("signup-needs-words", where=cai.id)
    await cai.whispers("雨" * 201)
    cai.sees("signup-too-long", where=cai.id)
    await cai.forges("1|signup.change_what|1|names")
    cai.is_told("button-outdated", alert=True)


async def test_a_state_that_waits_for_answers_or_for_a_yes_is_in_the_list(town):
    cai = await opened(town, "/signup 聚餐 人数=1 问=忌口")
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    await cai.presses("名单")
    assert "Ana · 还没答完问题" in cai.texts()[-1]
    await ben.presses("报名", where=town.circle)
    await ana.presses("取消报名", where=town.circle)
    await cai.presses("名单")
    assert "Ben · 等 TA 确认" in cai.texts()[-1]


async def test_a_group_that_the_bot_was_removed_from_is_left_out(town):
    other = await town.add_circle("5号楼邻里圈")
    ben = await town.steward("Ben")
    await ben.whispers("/signup 守桶 人数=2 @第一网格")
    await ben.presses("确认")
    town.world.remove_bot(other, by=town.admin.id)
    await town.settle()
    ana = await town.resident("Ana")
    await ana.presses("报名", where=town.circle)
    assert "已报 1/2" in card(ana)
    await ben.presses("取消活动")
    await ben.whispers("下雨")
    ana.sees("signup-cancelled", where=town.circle)
