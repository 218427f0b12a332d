"""Notices where something is long gone, very many, or changed meanwhile."""

import json

import pytest

from tests.support.notices import WATER, cards, sends, three_circles, watches

GONE = ["🔔 提醒未读", "☎️ 记录电话/上门通知", "✏️ 更正", "🗑 撤回"]


async def test_buttons_of_a_notice_that_was_taken_back_say_so(town):
    ana, zoe = await town.captain("Ana"), await town.resident("Zoe")
    await ana.types(f"/notice {WATER}")
    kept = [ana._button(label, ana.id)[1] for label in GONE]
    await ana.presses("🗑 撤回")
    await ana.presses("确定撤回")
    for data in kept:
        await ana.forges(data)
        ana.is_told("notice-gone", alert=True)
    assert len(zoe.texts()) == 1


async def test_a_series_that_ended_is_not_paused_any_more(town):
    ben = await town.steward("Ben")
    await sends(ben, "/notice @第一网格 每周五19:00 请锁好门")
    await ben.whispers("/notices")
    await ben.presses("1")
    _, pause = ben._button("⏸ 暂停", ben.id)
    await ben.presses("取消")
    await ben.forges(pause)
    ben.is_told("notice-settled", alert=True)


async def test_a_question_for_whom_that_was_called_off_can_be_asked_again(town):
    await three_circles(town)
    await town.admin.whispers(f"/notice {WATER}")
    await town.admin.presses("取消")
    await town.admin.presses("🔁 再发一次")
    town.admin.sees("notice-for-whom")
    await town.admin.presses("党员圈")
    town.admin.sees("notice-preview", circles=1, body=WATER)


async def test_a_template_that_left_the_config_between_two_blanks_ends_kindly(town):
    ben = await town.steward("Ben")
    await ben.whispers("/notice")
    await ben.presses("📝 停水")
    town.sections = {"templates": [{"name": "锁门", "text": "请锁好门"}]}
    await town.restart()
    await ben.whispers("明天9点")
    ben.sees("button-outdated")
    assert not town.rows("SELECT 1 FROM notices")


async def test_of_very_many_groups_that_failed_the_first_are_named_and_the_rest_counted(town):
    chats = [await town.add_circle(f"{number}号楼") for number in range(11, 23)]
    for chat in chats:
        town.world.remove_bot(chat, by=town.admin.id)
    town.world.updates._pending.clear()
    await sends(town.admin, f"/notice @全部 {WATER}")
    words = await watches(town, town.admin)
    assert "送达 1/13 个圈 · 失败 12" in words
    assert words.count("⚠️") == 11
    assert words.endswith("⚠️ 还有 2 个圈没发成。")


async def test_the_captains_of_many_circles_get_their_cards_bit_by_bit(town, monkeypatch):
    monkeypatch.setattr("handlers.notices.following.CAPTAINS_AT_ONCE", 1)
    _, same, party = await three_circles(town)
    captains = [await town.captain(f"C{c}", circle=c) for c in (town.circle, same, party)]
    await sends(town.admin, f"/notice @全部 {WATER}")
    for _ in range(5):
        await town.passes(seconds=5)
    for captain in captains:
        assert [words.startswith("📋") for words in captain.texts()].count(True) == 1


async def test_what_is_kept_of_notices_and_receipts_is_shown_to_whom_it_is_about(town):
    ana, zoe = await town.captain("Ana"), await town.resident("Zoe")
    await ana.types(f"/notice {WATER}")
    await zoe.presses("收到", where=town.circle)
    for human in (ana, zoe):
        await human.whispers("/me")
        await human.presses("导出我的资料")
    sent, pressed = _exported(town, ana), _exported(town, zoe)
    assert [WATER in notice["content"] for notice in sent["notices"]] == [True]
    assert [receipt["notice_id"] for receipt in pressed["confirmed_notices"]] == [1]
    assert pressed["notices"] == []


async def test_a_captain_who_never_opened_the_private_chat_posts_and_is_asked_to_open_it(town):
    ana, zoe = await town.captain("Ana", started=False), await town.resident("Zoe")
    await ana.types(f"/notice {WATER}")
    assert len(cards(town)) == 1
    ana.sees("please-start", where=town.circle)
    await zoe.presses("收到", where=town.circle)
    await ana.opens()
    assert "🎉" in await watches(town, ana)


@pytest.mark.parametrize("kick", [True, False])
async def test_a_person_who_blocked_the_bot_is_called_in_the_group(town, kick):
    ana, zoe = await town.captain("Ana"), await town.resident("Zoe")
    await ana.types(f"/notice {WATER}")
    if kick:
        town.world.block(zoe.id)
        await town.settle()
    await ana.presses("🔔 提醒未读")
    ana.is_told("notice-reminded", people=1, private=int(not kick), called=int(kick))


def _exported(town, human):
    document = [m for m in town.world.messages(human.id) if "document" in m.data][-1]
    return json.loads(town.world.files.get(document.file_id).content)
