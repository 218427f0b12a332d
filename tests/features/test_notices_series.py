"""Notices that repeat, templates with blanks, and "as last time"."""

from datetime import timedelta

import pytest

from tests.support.due import go_on_to
from tests.support.notices import WATER, card, cards, sends, three_circles

DOORS = "周末请锁好门"


async def a_series(town, words=f"每周五19:00 {DOORS}"):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 {words}")
    return ben


async def opens(human, number):
    await human.whispers("/notices")
    await human.presses(str(number))


async def test_a_repeating_notice_shows_its_next_times_and_goes_each_time(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 每周五19:00 {DOORS}")
    times = "11月27日（周五）19:00", "12月4日（周五）19:00", "12月11日（周五）19:00"
    assert all(time in ben.texts()[-1] for time in times)
    await ben.presses("确认发送")
    ben.sees("notice-waits")
    await go_on_to(town, "27 19:00")
    assert len(cards(town)) == 1
    await go_on_to(town, "12-04 18:59")
    assert len(cards(town)) == 1
    await go_on_to(town, "12-04 19:00")
    assert len(cards(town)) == 2


async def test_a_captain_sets_up_a_series_in_the_circle(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 每周五19:00 {DOORS}")
    ana.sees("notice-waits", quiet="no", where=town.circle)
    await go_on_to(town, "27 19:00")
    assert DOORS in card(town).text


@pytest.mark.parametrize("said", ["每周五", "每周五 9:00-11:00"])
async def test_a_series_without_one_hour_is_asked_for_it(town, said):
    ana = await town.captain("Ana")
    await ana.types(f"/notice {said} {DOORS}")
    ana.sees("notice-repeats-when", where=town.circle)


async def test_a_series_in_quiet_hours_says_so_and_goes_in_the_morning(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 每周五23:00 {DOORS}")
    ben.sees("notice-preview", quiet="yes")
    await ben.presses("确认发送")
    await go_on_to(town, "27 23:00")
    assert not cards(town)
    await go_on_to(town, "28 7:00")
    assert len(cards(town)) == 1


async def test_a_series_pauses_and_goes_on(town):
    ben = await a_series(town)
    await opens(ben, 1)
    await ben.presses("⏸ 暂停")
    await go_on_to(town, "12-01 9:00")
    assert not cards(town)
    await ben.presses("▶️ 继续")
    await go_on_to(town, "12-04 19:00")
    assert len(cards(town)) == 1


async def test_a_series_gets_another_time(town):
    ben = await a_series(town)
    await opens(ben, 1)
    await ben.presses("改期")
    await ben.whispers("每周六9:00")
    await go_on_to(town, "27 19:00")
    assert not cards(town)
    await go_on_to(town, "28 9:00")
    assert len(cards(town)) == 1


async def test_a_series_becomes_one_notice_by_a_single_time(town):
    ben = await a_series(town)
    await opens(ben, 1)
    await ben.presses("改期")
    await ben.whispers("明天9点")
    for when in ("25 9:00", "27 19:00", "12-04 19:00"):
        await go_on_to(town, when)
    assert len(cards(town)) == 1


async def test_a_correction_of_a_series_changes_what_is_still_to_come(town):
    ben = await a_series(town)
    await go_on_to(town, "27 19:00")
    await opens(ben, 1)
    await ben.presses("✏️ 更正")
    await ben.whispers("周末请锁好门窗")
    await ben.presses("确认更正")
    assert [DOORS in message.text for message in cards(town)] == [True]
    assert "更正" not in card(town).text
    await go_on_to(town, "12-04 19:00")
    assert card(town).text.startswith("📢 通知\n周末请锁好门窗\n")


async def test_a_series_ends(town):
    ben = await a_series(town)
    await go_on_to(town, "27 19:00")
    await opens(ben, 1)
    await ben.presses("取消")
    await go_on_to(town, "12-04 19:00")
    assert len(cards(town)) == 1


async def test_a_series_that_was_missed_while_the_bot_was_away_leaves_that_time_out(town):
    await a_series(town)
    await town.stop_bot()
    town.clock.advance(timedelta(days=5))
    await town.start_bot()
    assert not cards(town)
    await go_on_to(town, "12-04 19:00")
    assert len(cards(town)) == 1


async def test_a_series_whose_author_left_office_pauses_and_they_hear_once(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice 每周五19:00 {DOORS}")
    await town.admin.types("/captain", where=town.circle)
    await town.admin.presses("移除 Ana", where=town.circle)
    for when in ("27 19:00", "12-04 19:00"):
        await go_on_to(town, when)
    assert not cards(town)
    ana.sees("notice-not-sent", gist=DOORS, repeats="yes", where=ana.id)
    assert sum(DOORS in words for words in ana.texts()) == 1


async def test_each_time_counts_its_own_receipts(town):
    await a_series(town)
    ana = await town.resident("Ana")
    await go_on_to(town, "27 19:00")
    await ana.presses("收到", where=town.circle)
    await go_on_to(town, "12-04 19:00")
    first, second = cards(town)
    assert "1/1" in first.text
    assert "0/1" in second.text


async def test_a_template_is_filled_in_blank_by_blank(town):
    ben = await town.steward("Ben")
    await ben.whispers("/notice")
    assert "📝 停水" in ben.buttons()
    await ben.presses("📝 停水")
    ben.sees("notice-blank", blank="哪天几点到几点")
    await ben.whispers("明天9点到11点")
    ben.sees("notice-blank", blank="原因")
    await ben.whispers("管道检修")
    words = "明天9点到11点停水，请您提前储水。原因：管道检修。"
    ben.sees("notice-preview", body=words)
    await ben.presses("确认发送")
    assert words in card(town).text


async def test_a_template_can_be_left_in_between(town):
    ben = await town.steward("Ben")
    await ben.whispers("/notice")
    await ben.presses("📝 停水")
    await ben.whispers("明天9点到11点")
    await ben.whispers("取消")
    ben.sees("cancelled")
    await ben.whispers("管道检修")
    assert not town.rows("SELECT 1 FROM notices")


async def test_a_blank_takes_words_only(town):
    ben = await town.steward("Ben")
    await ben.whispers("/notice")
    await ben.presses("📝 停水")
    await ben.shows(where=ben.id)
    ben.sees("notice-blank-empty")
    await ben.whispers("明天")
    ben.sees("notice-blank", blank="原因")


async def test_templates_come_from_the_config_and_old_buttons_say_so(town):
    ben = await town.steward("Ben")
    await ben.whispers("/notice")
    _, old = ben._button("📝 停水", ben.id)
    town.sections = {"templates": [{"name": "锁门", "text": "天冷了，请锁好门。"}]}
    await town.restart()
    await ben.whispers("/notice")
    assert ben.buttons()[-1] == "📝 锁门"
    await ben.presses("📝 锁门")
    ben.sees("notice-preview", body="天冷了，请锁好门。")
    await ben.forges(old)
    ben.is_told("button-outdated", alert=True)


async def test_a_template_goes_to_the_circles_that_are_chosen_then(town):
    await three_circles(town)
    town.sections = {"templates": [{"name": "锁门", "text": "请锁好门"}]}
    await town.restart()
    await town.admin.whispers("/notice")
    await town.admin.presses("📝 锁门")
    town.admin.sees("notice-for-whom")
    await town.admin.presses("党员圈")
    town.admin.sees("notice-preview", body="请锁好门", circles=1)


async def test_in_a_group_the_command_alone_leads_to_private_for_templates(town):
    ana = await town.captain("Ana")
    await ana.types("/notice")
    assert ana.buttons(town.circle) == ["打开私聊"]


async def test_as_last_time_sends_the_same_to_the_same_once_more(town):
    await three_circles(town)
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 {WATER}")
    await opens(ben, 1)
    await ben.presses("🔁 再发一次")
    ben.sees("notice-preview", body=WATER, circles=2)
    assert len(cards(town)) == 1
    await ben.presses("确认发送")
    assert len(cards(town)) == 2


async def test_as_last_time_takes_the_words_as_they_were_corrected_but_no_mark(town):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 {WATER}")
    await opens(ben, 1)
    await ben.presses("✏️ 更正")
    await ben.whispers("今晚9点停水")
    await ben.presses("确认更正")
    await ben.presses("🔁 再发一次")
    await ben.presses("确认发送")
    assert card(town).text.startswith("📢 通知\n今晚9点停水\n")
