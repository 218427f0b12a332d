"""更正 and 撤回: every copy changes, and only those are asked again who had confirmed."""

import pytest

from sandbox.faults import Fault
from tests.support.due import go_on_to, times_told
from tests.support.notices import (
    WATER,
    card,
    cards,
    marked,
    sends,
    three_circles,
    watches,
    writes,
)
from tests.support.town import picture

NEW = "今晚9点停水，请储水"
AGAIN = "notice-ask-corrected"


async def a_notice(town, *names, words=f"/notice {WATER}", **more):
    ana = await town.captain("Ana")
    people = [await town.resident(name, **more) for name in names]
    await ana.types(words)
    return ana, *people


async def corrects(human, words=NEW):
    await human.presses("✏️ 更正")
    await human.whispers(words)
    await human.presses("确认更正")


async def withdraws(human):
    await human.presses("🗑 撤回")
    await human.presses("确定撤回")


async def test_every_copy_is_edited_and_marked_with_the_time(town):
    chats = await three_circles(town)
    await sends(town.admin, f"/notice @全部 {WATER}")
    await town.passes(minutes=30)
    await town.admin.presses("✏️ 更正")
    town.admin.sees("notice-correct-ask", body=WATER)
    await town.admin.whispers(NEW)
    town.admin.sees("notice-correct-preview", body=NEW)
    assert WATER in card(town).text
    await town.admin.presses("确认更正")
    town.admin.sees("notice-correct-done", body=NEW, quiet="no")
    for chat in chats:
        (message,) = cards(town, chat)
        assert message.text.startswith(f"📢 通知 · ✏️ 更正于 11月24日（周二）09:30\n{NEW}\n")
        assert "收到" in [button.text for button in message.buttons]


async def test_only_those_are_asked_again_who_had_confirmed_the_old_words(town):
    ana, zoe, yan = await a_notice(town, "Zoe", "Yan")
    shy, quiet = (
        await town.resident("小明", started=False),
        await town.resident("小红", started=False),
    )
    for human in (zoe, shy):
        await human.presses("收到", where=town.circle)
    await corrects(ana)
    zoe.sees(AGAIN, circle="3号楼邻里圈", body=NEW, where=zoe.id)
    assert times_told(yan, AGAIN) == 0
    (call,) = [words for words in town.admin.texts(town.circle) if "再按一次" in words]
    assert shy.name in call
    assert quiet.name not in call
    assert "0/4" in card(town).text
    await zoe.presses("收到")
    zoe.is_told("notice-seen")
    assert "1/4" in card(town).text


async def test_a_second_correction_asks_those_too_who_never_answered_the_first(town):
    ana, zoe, yan = await a_notice(town, "Zoe", "Yan")
    await zoe.presses("收到", where=town.circle)
    await corrects(ana)
    await yan.presses("收到", where=town.circle)
    await corrects(ana, "今晚10点停水")
    for human in (zoe, yan):
        human.sees(AGAIN, body="今晚10点停水", where=human.id)


async def test_who_was_told_by_phone_comes_back_to_the_captains_list_and_is_not_asked(town):
    ana, zoe = await a_notice(town, "Zoe")
    await ana.presses("☎️ 记录电话/上门通知")
    await ana.presses("Zoe")
    await ana.presses("📞 打了电话")
    assert "1/1" in card(town).text
    await corrects(ana)
    assert times_told(zoe, AGAIN) == 0
    assert "0/1" in card(town).text
    assert "Zoe" in await watches(town, ana)


async def test_a_correction_can_be_left(town):
    ana, _ = await a_notice(town, "Zoe")
    await ana.presses("✏️ 更正")
    await ana.whispers(NEW)
    _, yes = ana._button("确认更正", ana.id)
    await ana.presses("不改了")
    ana.sees("notice-correct-dropped", where=ana.id)
    await ana.forges(yes)
    ana.is_told("button-outdated", alert=True)
    await ana.presses("✏️ 更正")
    await ana.whispers("取消")
    ana.sees("cancelled", where=ana.id)
    assert WATER in card(town).text
    assert "更正" not in card(town).text


async def test_a_second_press_on_correct_changes_nothing_more(town):
    ana, zoe = await a_notice(town, "Zoe")
    await ana.presses("✏️ 更正")
    await ana.whispers(NEW)
    _, yes = ana._button("确认更正", ana.id)
    await ana.presses("确认更正")
    await zoe.presses("收到", where=town.circle)
    await ana.forges(yes)
    ana.is_told("button-outdated", alert=True)
    assert "1/1" in card(town).text


async def test_a_correction_is_made_of_words_that_fit(town):
    ana, _ = await a_notice(town, "Zoe")
    await ana.presses("✏️ 更正")
    await ana.shows(where=ana.id)
    ana.sees("notice-correct-words", where=ana.id)
    await ana.whispers("水" * 3001)
    ana.sees("notice-too-long", where=ana.id)
    await ana.whispers(NEW)
    await ana.presses("确认更正")
    assert NEW in card(town).text


async def test_the_words_under_a_picture_are_corrected_with_their_formatting(town):
    ana = await town.captain("Ana")
    await ana.shows(f"/notice {WATER}")
    await ana.presses("✏️ 更正")
    await writes(ana, "<b>今晚9点</b>停水", where=ana.id)
    assert ("bold", "今晚9点") in marked(town.world.messages(ana.id)[-1])
    await ana.presses("确认更正")
    (message,) = cards(town)
    assert "photo" in message.data
    assert ("bold", "今晚9点") in marked(message)


async def test_copies_that_have_not_left_go_with_the_new_words(town):
    _, same, _ = await three_circles(town)
    town.sandbox.faults.add(Fault("sendMessage", "server_error", same, times=3))
    await sends(town.admin, f"/notice @全部 {WATER}")
    await corrects(town.admin)
    for _ in range(6):
        await town.passes(seconds=30)
    (message,) = cards(town, same)
    assert NEW in message.text
    assert "edit_date" not in message.data


async def test_a_notice_that_waits_for_its_time_is_corrected_without_a_mark(town):
    ben = await town.steward("Ben")
    await sends(ben, f"/notice @第一网格 明天9点 {WATER}")
    await ben.whispers("/notices")
    await ben.presses("1")
    await corrects(ben)
    await go_on_to(town, "25 9:00")
    assert card(town).text.startswith(f"📢 通知\n{NEW}\n")


async def test_at_night_copies_change_at_once_and_people_are_asked_in_the_morning(town):
    ana, zoe = await a_notice(town, "Zoe")
    await zoe.presses("收到", where=town.circle)
    await go_on_to(town, "24 23:00")
    await corrects(ana)
    ana.sees("notice-correct-done", body=NEW, quiet="yes", where=ana.id)
    assert NEW in card(town).text
    assert times_told(zoe, AGAIN) == 0
    await town.restart()
    await go_on_to(town, "25 7:00")
    assert times_told(zoe, AGAIN) == 1


async def test_who_confirmed_the_correction_at_night_is_not_asked_in_the_morning(town):
    ana, zoe = await a_notice(town, "Zoe")
    await zoe.presses("收到", where=town.circle)
    await go_on_to(town, "24 23:00")
    await corrects(ana)
    await zoe.presses("收到", where=town.circle)
    await go_on_to(town, "25 7:00")
    assert times_told(zoe, AGAIN) == 0


async def test_nobody_is_asked_in_the_morning_for_what_was_taken_back_at_night(town):
    ana, zoe = await a_notice(town, "Zoe")
    await zoe.presses("收到", where=town.circle)
    await go_on_to(town, "24 23:00")
    await corrects(ana)
    await withdraws(ana)
    await go_on_to(town, "25 7:00")
    assert times_told(zoe, AGAIN) == 0


async def test_an_urgent_correction_asks_at_night_too(town):
    ana, zoe = await a_notice(town, "Zoe", words=f"/notice! {WATER}")
    await zoe.presses("收到", where=town.circle)
    await go_on_to(town, "24 23:00")
    await corrects(ana)
    assert times_told(zoe, AGAIN) == 1


async def test_taken_back_within_two_days_it_is_deleted_everywhere(town):
    chats = await three_circles(town)
    await sends(town.admin, f"/notice @全部 {WATER}")
    await town.passes(hours=47)
    await town.admin.presses("🗑 撤回")
    town.admin.sees("notice-withdraw-sure", gist=WATER, circles=3)
    await town.admin.presses("确定撤回")
    town.admin.sees("notice-withdrawn", gist=WATER)
    assert not any(cards(town, chat) for chat in chats)
    assert "已撤回" in await watches(town, town.admin)
    assert "✏️ 更正" not in town.admin.buttons()


@pytest.mark.parametrize("picture_of", [None, picture()])
async def test_taken_back_later_it_is_struck_through_without_buttons(town, picture_of):
    ana = await town.captain("Ana")
    if picture_of:
        await ana.shows(f"/notice {WATER}")
    else:
        await ana.types(f"/notice {WATER}")
    await town.passes(hours=49)
    await withdraws(ana)
    (message,) = cards(town)
    assert message.text == f"📢 {WATER}（已撤回）"
    assert ("strikethrough", WATER) in marked(message)
    assert not message.buttons


async def test_copies_that_have_not_left_do_not_leave_after_it_was_taken_back(town):
    _, same, _ = await three_circles(town)
    town.sandbox.faults.add(Fault("sendMessage", "server_error", same, times=3))
    await sends(town.admin, f"/notice @全部 {WATER}")
    before = town.world.chat(same).last_message_id
    await withdraws(town.admin)
    for _ in range(6):
        await town.passes(seconds=30)
    assert town.world.chat(same).last_message_id == before


async def test_a_copy_of_which_nobody_knows_whether_it_left_is_deleted_too(town):
    _, same, _ = await three_circles(town)
    town.sandbox.faults.add(Fault("sendMessage", "drop_before", same, times=2))
    await sends(town.admin, f"/notice @全部 {WATER}")
    assert not cards(town, same)
    await withdraws(town.admin)
    for _ in range(6):
        await town.passes(seconds=30)
    assert not cards(town, same)


async def test_questions_in_private_end_with_it(town):
    ana, zoe = await a_notice(town, "Zoe")
    await ana.presses("🔔 提醒未读")
    await withdraws(ana)
    zoe.sees("notice-asked-withdrawn", gist=WATER, where=zoe.id)
    assert "收到" not in zoe.buttons()


async def test_a_second_press_on_take_back_says_that_it_is_gone(town):
    ana, _ = await a_notice(town, "Zoe")
    await ana.presses("🗑 撤回")
    _, yes = ana._button("确定撤回", ana.id)
    await ana.presses("确定撤回")
    await ana.forges(yes)
    ana.is_told("notice-gone", alert=True)
