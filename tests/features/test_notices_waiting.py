"""Notices with a time: read back, held by quiet hours, put off, called off, missed."""

from datetime import timedelta

import pytest

from tests.support.due import go_on_to
from tests.support.notices import WATER, card, cards, sends, three_circles


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("明天9点", "11月25日（周三）09:00"),
        ("12月5日19:30", "12月5日（周六）19:30"),
        ("12 月 5 日 19:30", "12月5日（周六）19:30"),
        ("１２月５日１９：３０", "12月5日（周六）19:30"),
        ("周五20:00", "11月27日（周五）20:00"),
        ("2026-12-05 19:30", "12月5日（周六）19:30"),
        ("2小时后", "11月24日（周二）11:00"),
        ("tomorrow 9:00", "11月25日（周三）09:00"),
    ],
)
async def test_a_time_in_front_is_read_back_with_date_and_weekday(town, said, understood):
    ana = await town.captain("Ana")
    await ana.types(f"/notice {said} {WATER}")
    ana.sees("notice-waits", when=understood, quiet="no", where=town.circle)
    assert {"取消", "改期"} <= set(ana.buttons(town.circle))
    assert not cards(town)


async def test_it_goes_at_its_time(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 明天9点 {WATER}")
    ben.sees("notice-preview", when="11月25日（周三）09:00", quiet="no", body=WATER)
    await ben.presses("确认发送")
    ben.sees("notice-waits", when="11月25日（周三）09:00")
    await go_on_to(town, "25 8:59")
    assert not cards(town)
    await go_on_to(town, "25 9:00")
    assert WATER in card(town).text


@pytest.mark.parametrize("said", ["今天8:00", "周二20:00"])
async def test_a_time_past_or_unclear_is_asked_back_and_nothing_kept(town, said):
    ana = await town.captain("Ana")
    await ana.types(f"/notice {said} {WATER}")
    ana.sees("time-which", where=town.circle)
    assert not town.rows("SELECT 1 FROM notices")


async def test_quiet_hours_hold_a_notice_until_morning_and_that_is_said(town):
    ana = await town.captain("Ana")
    await go_on_to(town, "24 23:00")
    await ana.types(f"/notice {WATER}")
    ana.sees("notice-waits", when="11月25日（周三）07:00", quiet="yes", where=town.circle)
    await go_on_to(town, "25 6:59")
    assert not cards(town)
    await go_on_to(town, "25 7:00")
    assert len(cards(town)) == 1


async def test_quiet_hours_are_said_in_the_preview_too(town):
    ben = await town.steward("Ben")
    await go_on_to(town, "24 23:00")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    ben.sees("notice-preview", when="11月25日（周三）07:00", quiet="yes", body=WATER)
    await ben.presses("确认发送")
    ben.sees("notice-waits", when="11月25日（周三）07:00", quiet="yes")


async def test_a_preview_that_is_confirmed_only_in_the_morning_goes_at_once(town):
    ben = await town.steward("Ben")
    await go_on_to(town, "24 23:00")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    await go_on_to(town, "25 9:00")
    await ben.presses("确认发送")
    assert len(cards(town)) == 1


async def test_a_time_in_quiet_hours_moves_to_the_morning_and_that_is_said(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 今晚23:30 {WATER}")
    ben.sees("notice-preview", when="11月25日（周三）07:00", quiet="yes", body=WATER)
    await go_on_to(town, "24 23:00")
    await ben.whispers(f"/notice @第一网格 明天9点 {WATER}")
    ben.sees("notice-preview", when="11月25日（周三）09:00", quiet="no", body=WATER)


@pytest.mark.parametrize("command", ["/notice!", "/notice !", "/通知!", "/通知！", "通知！"])
async def test_an_urgent_notice_passes_the_quiet_hours(town, command):
    ana = await town.captain("Ana")
    await go_on_to(town, "24 23:00")
    await ana.types(f"{command} {WATER}")
    assert card(town).text.startswith(f"🚨 紧急通知\n{WATER}")


async def test_a_time_that_passed_before_the_press_is_asked_again(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 10:00 {WATER}")
    await go_on_to(town, "24 10:30")
    await ben.presses("确认发送")
    ben.is_told("notice-time-passed", alert=True)
    assert not cards(town)
    await ben.presses("确认发送")
    assert len(cards(town)) == 1


async def test_a_waiting_notice_is_put_off(town):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 明天9点 {WATER}")
    await ben.presses("改期")
    ben.sees("notice-when-ask", gist=WATER)
    await ben.whispers("后天10点")
    ben.sees("notice-waits", when="11月26日（周四）10:00", quiet="no")
    await go_on_to(town, "25 9:00")
    assert not cards(town)
    await go_on_to(town, "26 10:00")
    assert len(cards(town)) == 1


async def test_an_unclear_new_time_is_asked_back_until_it_is_clear(town):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 明天9点 {WATER}")
    await ben.presses("改期")
    for words in ("晚点吧", "昨天9点"):
        await ben.whispers(words)
    await ben.whispers("明天10点")
    ben.sees("notice-waits", when="11月25日（周三）10:00")


async def test_a_new_time_can_be_left(town):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 明天9点 {WATER}")
    await ben.presses("改期")
    await ben.whispers("取消")
    ben.sees("cancelled")
    await go_on_to(town, "25 9:00")
    assert len(cards(town)) == 1


async def test_a_preview_gets_a_time_by_button(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    await ben.presses("改期")
    await ben.whispers("明天9点")
    ben.sees("notice-preview", when="11月25日（周三）09:00", body=WATER)
    assert not cards(town)


async def test_who_composed_in_the_group_puts_off_in_private_and_the_group_sees_it(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 明天9点 {WATER}")
    await ana.presses("改期", where=town.circle)
    ana.is_told("notice-see-private")
    await ana.whispers("后天10点")
    ana.sees("notice-waits", when="11月26日（周四）10:00", where=ana.id)
    said = [m for m in town.world.messages(town.circle) if m.text.startswith("⏰")]
    assert [m.text for m in said] == ["⏰ 好，到时候发：11月26日（周四）10:00"]


async def test_who_never_opened_the_private_chat_is_told_to(town):
    ana = await town.captain("Ana", started=False)
    await ana.types(f"/notice 明天9点 {WATER}")
    await ana.presses("改期", where=town.circle)
    ana.is_told("notice-open-private", alert=True)


async def test_a_waiting_notice_is_called_off_in_the_group(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 明天9点 {WATER}")
    await ana.presses("取消", where=town.circle)
    ana.sees("notice-cancelled", gist=WATER, where=town.circle)
    await go_on_to(town, "25 9:00")
    assert not cards(town)


async def test_residents_do_not_press_the_buttons_of_a_waiting_notice(town):
    ana, zoe = await town.captain("Ana"), await town.resident("Zoe")
    cap = await town.captain("Cap")
    await ana.types(f"/notice 明天9点 {WATER}")
    for label in ("取消", "改期"):
        await zoe.presses(label, where=town.circle)
        zoe.is_told("no-permission", alert=True)
        await cap.presses(label, where=town.circle)
        cap.is_told("notice-not-yours", alert=True)
    await go_on_to(town, "25 9:00")
    assert len(cards(town)) == 1


async def test_a_restart_and_a_short_downtime_lose_nothing(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 明天9点 {WATER}")
    await town.restart()
    await go_on_to(town, "25 8:00")
    await town.stop_bot()
    town.clock.advance(timedelta(hours=4))
    await town.start_bot()
    assert len(cards(town)) == 1


async def test_after_a_long_downtime_the_author_is_asked_and_decides(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 明天9点 {WATER}")
    await town.stop_bot()
    town.clock.advance(timedelta(hours=24 + 13))
    await town.start_bot()
    assert not cards(town)
    ana.sees("notice-missed", body=WATER, where=ana.id)
    await town.passes(hours=10)
    await ana.presses("确认发送")
    assert len(cards(town)) == 1


async def test_a_missed_notice_can_be_let_go(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 明天9点 {WATER}")
    await town.stop_bot()
    town.clock.advance(timedelta(hours=24 + 13))
    await town.start_bot()
    await ana.presses("取消")
    ana.sees("notice-cancelled", gist=WATER, where=ana.id)
    assert not cards(town)


async def test_a_missed_notice_is_kept_for_a_week_however_long_ago_it_was_written(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 12月8日9:00 {WATER}")
    await go_on_to(town, "12-07 9:00")
    await town.stop_bot()
    town.clock.advance(timedelta(days=2))
    await town.start_bot()
    await town.passes(days=2)
    await ana.presses("确认发送")
    assert len(cards(town)) == 1


async def test_a_draft_that_nobody_sends_is_forgotten_after_a_while(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    for _ in range(9):
        await town.passes(days=1)
    assert not town.rows("SELECT 1 FROM notices")
    await ben.presses("确认发送")
    ben.is_told("button-outdated", alert=True)


@pytest.mark.parametrize("label", ["取消", "改期"])
async def test_a_button_of_a_notice_that_went_changes_nothing(town, label):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 明天9点 {WATER}")
    _, data = ben._button(label, ben.id)
    await go_on_to(town, "25 9:00")
    await ben.forges(data)
    ben.is_told("notice-settled", alert=True)
    assert len(cards(town)) == 1


async def test_a_time_that_is_said_after_it_went_changes_nothing(town):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 12:00 {WATER}")
    await ben.presses("改期")
    await go_on_to(town, "24 12:00")
    await ben.whispers("明天9点")
    ben.sees("notice-settled")
    await go_on_to(town, "25 9:00")
    assert len(cards(town)) == 1


async def test_a_downtime_that_ends_in_quiet_hours_holds_it_until_morning(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 今天21:00 {WATER}")
    await town.stop_bot()
    town.clock.advance(timedelta(hours=14))
    await town.start_bot()
    assert not cards(town)
    await go_on_to(town, "25 7:00")
    assert len(cards(town)) == 1


async def test_what_an_author_scheduled_who_left_office_does_not_go_and_they_hear_why(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 明天9点 {WATER}")
    await town.admin.types("/captain", where=town.circle)
    await town.admin.presses("移除 Ana", where=town.circle)
    await go_on_to(town, "25 9:00")
    assert not cards(town)
    ana.sees("notice-not-sent", gist=WATER, repeats="no", where=ana.id)


async def test_staff_who_were_removed_before_the_press_on_send_send_nothing(town):
    await three_circles(town)
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    _, data = ben._button("确认发送", ben.id)
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Ben")
    await ben.forges(data)
    ben.is_told("no-permission", alert=True)
    assert not cards(town)
