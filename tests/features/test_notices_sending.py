"""Sending: figures, pins, topics, and the groups that cannot be written to."""

import pytest

from sandbox.faults import Fault
from tests.support.due import go_on_to
from tests.support.notices import WATER, card, cards, sends, three_circles, watches


def pinned(town, chat=None):
    """The texts that are pinned in a group."""
    group = town.world.chat(chat or town.circle)
    return [town.world.message(group.id, number).text for number in group.pinned]


async def slows_down(town, per_second=1):
    """From now on messages go one by one, as time goes by."""
    await town.passes(minutes=2)
    town.limits |= {"messages_per_second": per_second}
    await town.restart()


async def test_the_sender_follows_the_figures_on_a_card(town):
    await three_circles(town)
    ana = await town.resident("Ana")
    await sends(town.admin, f"/notice @全部 {WATER}")
    words = await watches(town, town.admin)
    assert words.startswith(
        f"📣 「{WATER}」 · 已发\n🟩🟩🟩🟩🟩🟩🟩🟩🟩🟩\n送达 3/3 个圈\n✅ 收到 0/1 户"
    )
    await ana.presses("收到", where=town.circle)
    assert "✅ 收到 1/1 户" in await watches(town, town.admin)


async def test_a_notice_to_one_circle_is_followed_in_full(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends(ben, f"/notice @第一网格 {WATER}")
    words = await watches(town, ben)
    assert "3号楼邻里圈 · 11月24日（周二）09:00 发出" in words
    assert "Ana" in words
    await ana.presses("收到", where=town.circle)
    assert "🎉" in await watches(town, ben)


async def test_each_captain_gets_a_card_of_their_own_circle(town):
    _, same, _ = await three_circles(town)
    cap = await town.captain("Cap")
    ana, zoe = await town.resident("Ana"), await town.resident("Zoe", circle=same)
    await sends(town.admin, f"/notice @全部 {WATER}")
    words = await watches(town, cap)
    assert "3号楼邻里圈" in words
    assert "正在发" not in words
    assert ana.name in words
    assert zoe.name not in words
    assert "✏️ 更正" not in cap.buttons()


async def test_an_urgent_notice_is_pinned_without_a_sound_and_unpinned_after_a_day(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice! {WATER}")
    assert [words.startswith("🚨") for words in pinned(town)] == [True]
    (call,) = [call for call in town.sandbox.calls if call.method == "pinChatMessage"]
    assert call.params["disable_notification"]
    await town.passes(hours=23)
    assert pinned(town)
    await town.passes(hours=1)
    assert not pinned(town)


async def test_an_ordinary_notice_is_not_pinned(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice {WATER}")
    assert not pinned(town)


async def test_where_the_bot_may_not_pin_the_notice_stands_without(town):
    town.world.demote_bot(town.circle, by=town.admin.id)
    ana = await town.captain("Ana")
    await ana.types(f"/notice! {WATER}")
    assert len(cards(town)) == 1
    assert not pinned(town)
    assert not town.rows("SELECT 1 FROM outbox WHERE state = 'dead'")
    await town.passes(hours=25)
    assert not town.rows("SELECT 1 FROM outbox WHERE state = 'dead'")


async def test_an_urgent_notice_that_is_over_is_unpinned_at_once(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice! {WATER}")
    await ana.presses("📌 结束，取消置顶")
    ana.is_told("notice-over-done")
    assert not pinned(town)
    assert len(cards(town)) == 1
    await town.passes(minutes=1)
    assert "📌 结束，取消置顶" not in ana.buttons()


async def test_an_urgent_notice_that_is_taken_back_is_unpinned(town):
    ana = await town.captain("Ana")
    await ana.types(f"/notice! {WATER}")
    await ana.presses("🗑 撤回")
    await ana.presses("确定撤回")
    assert not pinned(town)


async def test_a_group_that_the_bot_was_removed_from_is_named_with_the_reason(town):
    _, same, _ = await three_circles(town)
    town.world.remove_bot(same, by=town.admin.id)
    town.world.updates._pending.clear()
    await sends(town.admin, f"/notice @全部 {WATER}")
    words = await watches(town, town.admin)
    assert "送达 2/3 个圈 · 失败 1" in words
    assert "⚠️ 5号楼邻里圈：我不在群里，或者没有发言的权限" in words


async def test_what_waits_for_such_a_group_arrives_when_the_bot_is_back(town):
    _, same, _ = await three_circles(town)
    town.world.remove_bot(same, by=town.admin.id)
    town.world.updates._pending.clear()
    await sends(town.admin, f"/notice @全部 {WATER}")
    await town.passes(minutes=1)
    town.world.add_bot(same, by=town.admin.id, as_admin=True)
    await town.settle()
    assert len(cards(town, same)) == 1
    await town.admin.whispers("/notices")
    await town.admin.presses("1")
    assert "送达 3/3 个圈" in town.admin.texts()[-1]


async def test_a_group_known_to_be_closed_is_named_before_anything_is_sent(town):
    _, same, _ = await three_circles(town)
    town.world.remove_bot(same, by=town.admin.id)
    await town.settle()
    await town.admin.whispers(f"/notice @全部 {WATER}")
    words = town.admin.texts()[-1]
    assert "2 个圈" in words
    assert "⚠️ 发不到：5号楼邻里圈（我不在群里）" in words


async def test_a_captain_of_a_closed_group_still_sees_what_became_of_their_notice(town):
    ana = await town.captain("Ana")
    town.world.remove_bot(town.circle, by=town.admin.id)
    town.world.updates._pending.clear()
    await sends(ana, f"/notice {WATER}")
    assert "我不在群里" in await watches(town, ana)


async def test_a_group_that_fails_for_a_minute_is_shown_as_tried_again_and_then_gets_it(town):
    _, same, _ = await three_circles(town)
    town.sandbox.faults.add(Fault("sendMessage", "server_error", same, times=5))
    await sends(town.admin, f"/notice @全部 {WATER}")
    await town.passes(seconds=3)
    words = town.admin.texts()[-1]
    assert "送达 2/3 个圈 · 待发 1" in words
    assert "⚠️ 5号楼邻里圈：暂时发不出去，我在重试" in words
    for _ in range(6):
        await town.passes(seconds=30)
    assert len(cards(town, same)) == 1
    words = await watches(town, town.admin)
    assert "送达 3/3 个圈\n" in words
    assert "⚠️" not in words


async def test_a_single_group_that_fails_for_a_minute_ends_as_sent_on_the_captains_card(town):
    ana = await town.captain("Ana")
    town.sandbox.faults.add(Fault("sendMessage", "server_error", town.circle, times=3))
    await ana.types(f"/notice {WATER}")
    await town.passes(seconds=3)
    assert "我在重试" in ana.texts()[-1]
    for _ in range(6):
        await town.passes(seconds=30)
    assert "发出" in await watches(town, ana)


async def test_a_group_that_was_upgraded_meanwhile_gets_it_under_its_new_id(town):
    old = await town.add_circle("老群", kind="group")
    new = town.world.upgrade(old)
    town.world.updates._pending.clear()
    await sends(town.admin, f"/notice @老群 {WATER}")
    assert len(cards(town, new)) == 1
    zoe = await town.resident("Zoe", circle=new)
    await zoe.presses("收到", where=new)
    zoe.is_told("notice-seen")
    assert "发出" in await watches(town, town.admin)


async def test_what_has_not_left_can_be_stopped_and_only_that(town):
    chats = await three_circles(town)
    people = [await town.resident(str(chat), circle=chat) for chat in chats]
    await town.admin.whispers(f"/notice! @全部 {WATER}")
    await slows_down(town)
    await town.admin.presses("确认发送")
    while not any(cards(town, chat) for chat in chats):
        await town.passes(seconds=1)
    await town.admin.presses("⏹ 停止发送")
    left = [chat for chat in chats if cards(town, chat)]
    assert len(left) in {1, 2}
    town.admin.is_told("notice-stopped", count=3 - len(left), alert=True)
    for _ in range(20):
        await town.passes(seconds=1)
    assert [chat for chat in chats if cards(town, chat)] == left
    words = await watches(town, town.admin)
    assert words.startswith(f"📣 「{WATER}」 · 已停止发送")
    assert f"送达 {len(left)}/3 个圈 · 停发 {3 - len(left)}" in words
    assert f"✅ 收到 0/{len(left)} 户" in words
    assert "⏹ 停止发送" not in town.admin.buttons()
    await town.passes(hours=2)
    for _ in range(10):
        await town.passes(seconds=1)
    asked = [human for human, chat in zip(people, chats, strict=True) if len(human.texts()) > 1]
    assert [human.group for human in asked] == left


async def test_what_has_left_already_cannot_be_stopped(town):
    await three_circles(town)
    await sends(town.admin, f"/notice @全部 {WATER}")
    _, data = town.admin._button("⏹ 停止发送", town.admin.id)
    await town.admin.forges(data)
    town.admin.is_told("notice-stopped", count=0)
    await town.passes(minutes=1)
    assert "⏹ 停止发送" not in town.admin.buttons()


async def test_a_notice_goes_to_the_topic_that_was_chosen_for_it(town):
    forum = await town.add_group("大圈", is_forum=True)
    thread = town.world.create_topic(forum, town.admin.id, "通知")
    await town.admin.types("/setup 第一网格 邻里圈", where=forum, thread_id=thread)
    await sends(town.admin, f"/notice @大圈 {WATER}")
    assert card(town, forum).thread_id == thread
    zoe = await town.resident("Zoe", circle=forum, started=False)
    await town.passes(minutes=1)
    await town.admin.presses("🔔 提醒未读")
    called = town.world.messages(forum)[-1]
    assert "Zoe" in called.text
    assert called.thread_id == thread
    await zoe.presses("收到", where=forum)
    assert "1/1" in card(town, forum).text


async def test_a_topic_that_was_removed_does_not_keep_the_notice(town):
    forum = await town.add_group("大圈", is_forum=True)
    thread = town.world.create_topic(forum, town.admin.id, "通知")
    await town.admin.types("/setup 第一网格 邻里圈", where=forum, thread_id=thread)
    town.world.delete_topic(forum, town.admin.id, thread)
    await sends(town.admin, f"/notice @大圈 {WATER}")
    assert card(town, forum).thread_id is None


async def test_an_answer_to_a_command_is_not_kept_waiting_by_a_broadcast(town):
    for number in range(12):
        await town.add_circle(f"{number + 20}号楼")
    ana = await town.resident("Ana")
    await town.admin.whispers(f"/notice @全部 {WATER}")
    await slows_down(town, per_second=3)
    await town.admin.presses("确认发送")
    await town.passes(seconds=1)
    await ana.whispers("/help")
    await town.passes(seconds=0.4)
    await town.passes(seconds=0.4)
    ana.sees("help", where=ana.id)
    assert len(town.rows("SELECT 1 FROM outbox WHERE kind = 'say' AND state = 'waiting'")) > 3


@pytest.mark.parametrize("hour", ["24 20:30", "24 23:30"])
async def test_the_pin_of_an_urgent_notice_ends_a_day_later_over_midnight_and_restarts(town, hour):
    ana = await town.captain("Ana")
    await go_on_to(town, hour)
    await ana.types(f"/notice! {WATER}")
    await town.restart()
    await town.passes(hours=23)
    assert pinned(town)
    await town.passes(hours=1)
    assert not pinned(town)
