"""提醒未读, the ladder of an urgent notice, and what is written down after a call or a visit."""

from datetime import timedelta

import pytest

from sandbox.faults import Fault
from tests.support.due import go_on_to, times_told
from tests.support.notices import WATER, binds, card, cards, sends, three_circles, watches

REMIND, OVER = "🔔 提醒未读", "📌 结束，取消置顶"
RECORD = "☎️ 记录电话/上门通知"
ASK, URGENT, CALL = "notice-ask", "notice-ask-urgent", "notice-call-list"


async def a_notice(town, *names, words=f"/notice {WATER}", **more):
    ana = await town.captain("Ana")
    people = [await town.resident(name, **more) for name in names]
    await ana.types(words)
    return ana, *people


def called_out(town):
    return [words for words in town.admin.texts(town.circle) if "请看一下" in words]


async def test_those_who_can_be_written_to_are_reminded_in_private_and_others_by_name(town):
    ana, zoe, yan, xia = await a_notice(town, "Zoe", "Yan", "Xia")
    shy = await town.resident("小明", started=False)
    await xia.presses("收到", where=town.circle)
    await ana.presses(REMIND)
    ana.is_told("notice-reminded", people=3, private=2, called=1, alert=True)
    for human in (zoe, yan):
        human.sees(ASK, circle="3号楼邻里圈", body=WATER, where=human.id)
    assert times_told(xia, ASK) == 0
    (call,) = called_out(town)
    assert "小明" in call
    assert "Zoe" not in call
    assert ("text_mention", shy.id) in [
        (entity["type"], entity.get("user", {}).get("id"))
        for message in town.world.messages(town.circle)
        for entity in message.entities
    ]


async def test_a_circle_is_reminded_once_a_day_at_most(town):
    ana, _ = await a_notice(town, "Zoe")
    await town.resident("小明", started=False)
    for _ in range(2):
        await ana.presses(REMIND)
    ana.is_told("notice-reminded", people=0, rested=1)
    assert len(called_out(town)) == 1
    await town.passes(hours=24)
    await ana.presses(REMIND)
    assert len(called_out(town)) == 2


async def test_when_everybody_has_confirmed_there_is_nobody_to_remind(town):
    ana, zoe = await a_notice(town, "Zoe")
    await zoe.presses("收到", where=town.circle)
    await ana.presses(REMIND)
    ana.is_told("notice-reminded", people=0, rested=0)
    assert times_told(zoe, ASK) == 0
    assert not called_out(town)


async def test_nobody_is_reminded_in_quiet_hours_but_of_what_is_urgent(town):
    ana, zoe = await a_notice(town, "Zoe")
    await go_on_to(town, "24 23:00")
    await ana.presses(REMIND)
    ana.is_told("notice-remind-quiet", alert=True)
    assert times_told(zoe, ASK) == 0
    await ana.types("/notice! 燃气泄漏")
    await ana.presses(REMIND)
    assert times_told(zoe, ASK) == 1


async def test_the_first_press_of_a_household_ends_the_reminders_of_all_of_it(town):
    ana, zoe, yan = await a_notice(town, "Zoe", "Yan")
    for human in (zoe, yan):
        await binds(human, "3-2-501")
    await ana.presses(REMIND)
    assert [times_told(human, ASK) for human in (zoe, yan)] == [1, 1]
    await zoe.presses("收到")
    for human in (zoe, yan):
        human.sees("notice-asked-done", gist=WATER, circle="3号楼邻里圈", where=human.id)
        assert "收到" not in human.buttons()
    await town.passes(hours=24)
    await ana.presses(REMIND)
    assert [times_told(human, ASK) for human in (zoe, yan)] == [0, 0]


async def test_a_press_in_the_group_ends_the_question_in_private_too(town):
    ana, zoe = await a_notice(town, "Zoe")
    await ana.presses(REMIND)
    await zoe.presses("收到", where=town.circle)
    zoe.sees("notice-asked-done", gist=WATER, where=zoe.id)


async def test_a_question_that_has_not_left_yet_is_not_asked_after_the_press(town):
    ana, zoe, yan = await a_notice(town, "Zoe", "Yan")
    for human in (zoe, yan):
        await binds(human, "3-2-501")
    town.sandbox.faults.add(Fault("sendMessage", "server_error", yan.id, times=2))
    await ana.presses(REMIND)
    await zoe.presses("收到")
    for _ in range(5):
        await town.passes(seconds=20)
    assert times_told(yan, ASK) == 0
    yan.sees("notice-asked-done", where=yan.id)


async def test_a_sender_reminds_in_all_circles_at_once_but_not_where_it_never_arrived(town):
    _, same, party = await three_circles(town)
    people = [await town.resident(str(n), circle=c) for n, c in enumerate((None, same, party))]
    town.world.remove_bot(same, by=town.admin.id)
    town.world.updates._pending.clear()
    await sends(town.admin, f"/notice @全部 {WATER}")
    await town.passes(minutes=1)
    await town.admin.presses(REMIND)
    town.admin.is_told("notice-reminded", people=2, private=2)
    assert [times_told(human, ASK) for human in people] == [1, 0, 1]


async def test_two_hours_after_an_urgent_notice_those_missing_are_asked_in_private(town):
    _, zoe, yan = await a_notice(town, "Zoe", "Yan", words=f"/notice! {WATER}")
    await yan.presses("收到", where=town.circle)
    await town.passes(minutes=119)
    assert times_told(zoe, URGENT) == 0
    await town.passes(minutes=1)
    zoe.sees(URGENT, circle="3号楼邻里圈", body=WATER, where=zoe.id)
    assert times_told(yan, URGENT) == 0
    await zoe.presses("收到")
    assert "2/2" in card(town).text


async def test_four_hours_after_it_the_captain_gets_a_call_list(town):
    ana, zoe, yan = await a_notice(town, "Zoe", "Yan", words=f"/notice! {WATER}")
    await binds(zoe, "3-2-501")
    await yan.presses("收到", where=town.circle)
    await town.passes(hours=2)
    assert times_told(ana, CALL) == 0
    await town.passes(hours=2)
    ana.sees(CALL, circle="3号楼邻里圈", missing=1, lines="• 3-2：501（Zoe）", where=ana.id)
    await ana.presses(RECORD)
    ana.sees("notice-record", circle="3号楼邻里圈", missing=1, where=ana.id)


@pytest.mark.parametrize("leaves", ["nobody", "unopened", "blocked"])
async def test_without_a_captain_who_can_be_written_to_staff_of_the_grid_get_it(town, leaves):
    ben, far = await town.steward("Ben"), await town.steward("Far", grid="第二网格")
    await town.resident("Zoe")
    if leaves != "nobody":
        cap = await town.captain("Cap", started=leaves == "blocked")
    if leaves == "blocked":
        town.world.block(cap.id)
    await sends(ben, f"/notice! @第一网格 {WATER}")
    await town.passes(hours=4)
    assert times_told(ben, CALL) == 1
    assert times_told(far, CALL) == 0


async def test_without_captain_and_staff_the_admins_get_it(town):
    await town.resident("Zoe")
    await sends(town.admin, f"/notice! @全部 {WATER}")
    await town.passes(hours=4)
    assert times_told(town.admin, CALL) == 1


async def test_after_everybody_confirmed_the_ladder_goes_no_further(town):
    ana, zoe = await a_notice(town, "Zoe", words=f"/notice! {WATER}")
    await zoe.presses("收到", where=town.circle)
    await town.passes(hours=6)
    assert (times_told(zoe, URGENT), times_told(ana, CALL)) == (0, 0)


@pytest.mark.parametrize("end", [(OVER,), ("🗑 撤回", "确定撤回")])
async def test_what_is_over_or_taken_back_goes_up_no_ladder(town, end):
    ana, zoe = await a_notice(town, "Zoe", words=f"/notice! {WATER}")
    for label in end:
        await ana.presses(label)
    await town.passes(hours=6)
    assert (times_told(zoe, URGENT), times_told(ana, CALL)) == (0, 0)


async def test_an_ordinary_notice_has_no_ladder(town):
    ana, zoe = await a_notice(town, "Zoe")
    await town.passes(hours=6)
    assert (times_told(zoe, URGENT), times_told(ana, CALL)) == (0, 0)


async def test_the_ladder_goes_on_over_midnight_and_a_restart(town):
    await go_on_to(town, "24 21:30")
    ana, zoe = await a_notice(town, "Zoe", words=f"/notice! {WATER}")
    await town.restart()
    await go_on_to(town, "24 23:30")
    assert times_told(zoe, URGENT) == 1
    await town.restart()
    await go_on_to(town, "25 1:30")
    assert times_told(ana, CALL) == 1


@pytest.mark.parametrize(("hours", "asked", "lists"), [(5, 1, 1), (15, 0, 1), (20, 0, 0)])
async def test_steps_missed_by_far_while_the_bot_was_away_are_left_out(town, hours, asked, lists):
    ana, zoe = await a_notice(town, "Zoe", words=f"/notice! {WATER}")
    await town.stop_bot()
    town.clock.advance(timedelta(hours=hours))
    await town.start_bot()
    assert (times_told(zoe, URGENT), times_told(ana, CALL)) == (asked, lists)


async def test_a_correction_does_not_start_the_ladder_again_and_asks_with_the_new_words(town):
    ana, zoe = await a_notice(town, "Zoe", words=f"/notice! {WATER}")
    await ana.presses("✏️ 更正")
    await ana.whispers("今晚9点停水")
    await ana.presses("确认更正")
    await town.passes(hours=2)
    zoe.sees(URGENT, body="今晚9点停水", where=zoe.id)
    assert times_told(zoe, URGENT) == 1


@pytest.mark.parametrize(("label", "how"), [("📞 打了电话", "打过电话"), ("🚪 上了门", "上过门")])
async def test_a_household_that_was_told_is_written_down_with_who_did_it(town, label, how):
    ana, zoe, yan = await a_notice(town, "Zoe", "Yan")
    for human in (zoe, yan):
        await binds(human, "3-2-501")
    await ana.presses(RECORD)
    await ana.presses("3-2-501 Zoe、Yan")
    ana.sees("notice-record-how", household="3-2-501 Zoe、Yan", where=ana.id)
    await ana.presses(label)
    ana.is_told("notice-recorded", household="3-2-501 Zoe、Yan")
    ana.sees("notice-record-none", circle="3号楼邻里圈", where=ana.id)
    assert "1/1" in card(town).text
    await ana.presses("📄 全部名单")
    assert f"• 3-2-501 Zoe（Ana {how}）" in ana.texts()[-1]


async def test_the_way_can_be_left_and_a_household_that_pressed_meanwhile_is_not_overwritten(town):
    ana, zoe, _ = await a_notice(town, "Zoe", "Yan")
    await ana.presses(RECORD)
    await ana.presses("Zoe")
    await ana.presses("‹ 返回")
    ana.sees("notice-record", missing=2, where=ana.id)
    await ana.presses("Zoe")
    await zoe.presses("收到", where=town.circle)
    await ana.presses("📞 打了电话")
    ana.is_told("notice-record-before", alert=True)
    assert town.rows("SELECT how FROM notice_receipts") == [(None,)]


async def test_who_was_called_and_then_presses_is_thanked_and_counted_once(town):
    ana, zoe, _ = await a_notice(town, "Zoe", "Yan")
    await ana.presses(RECORD)
    await ana.presses("Zoe")
    await ana.presses("📞 打了电话")
    await zoe.presses("收到", where=town.circle)
    zoe.is_told("notice-seen-before")
    assert "1/2" in card(town).text


async def test_many_households_are_turned_over_in_pages(town):
    people = [f"住户{number:02}" for number in range(19)]
    ana, *_ = await a_notice(town, *people, started=False)
    await ana.presses(RECORD)
    shown = [label for label in ana.buttons() if label.startswith("住户")]
    assert shown == people[:8]
    await ana.presses("后面 ›")
    await ana.presses("后面 ›")
    shown = [label for label in ana.buttons() if label.startswith("住户")]
    assert shown == people[16:]
    assert "后面 ›" not in ana.buttons()
    await ana.presses("‹ 前面")
    await ana.presses("住户08")
    await ana.presses("🚪 上了门")
    assert "1/19" in card(town).text


@pytest.mark.parametrize(
    "data", ["1|notice.recorded|1|1|{zoe}|sms", "1|notice.record_one|1|99|{zoe}"]
)
async def test_forged_buttons_write_nothing_down(town, data):
    ana, zoe = await a_notice(town, "Zoe")
    await ana.forges(data.format(zoe=zoe.id))
    ana.is_told("button-outdated", alert=True)
    assert not town.rows("SELECT 1 FROM notice_receipts")


async def test_a_staff_member_writes_down_too_and_the_captain_sees_it(town):
    cap, zoe = await town.captain("Cap"), await town.resident("Zoe")
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 {WATER}")
    await ben.presses(RECORD)
    await ben.presses("Zoe")
    await ben.presses("🚪 上了门")
    assert "1/2" in card(town).text
    await watches(town, cap)
    await cap.presses("📄 全部名单")
    assert "• Zoe（Ben 上过门）" in cap.texts()[-1]
    assert len(cards(town)) == 1
    assert zoe.texts()
