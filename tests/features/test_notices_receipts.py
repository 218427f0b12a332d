"""收到: who is counted, against whom, and what the captain's list shows."""

import pytest

from tests.support.due import times_told
from tests.support.notices import WATER, binds, card, cards, sends, three_circles, watches


def count(town, chat=None):
    """What the last line of the newest notice says."""
    return card(town, chat).text.split("\n")[-1]


async def a_notice(town, *names):
    ana = await town.captain("Ana")
    people = [await town.resident(name) for name in names]
    await ana.types(f"/notice {WATER}")
    return ana, *people


async def test_a_press_is_counted_and_thanked(town):
    _, zoe, _ = await a_notice(town, "Zoe", "Yan")
    await zoe.presses("收到", where=town.circle)
    zoe.is_told("notice-seen")
    assert count(town) == "✅ 收到 1/2 户（没绑住址的按人算）"


async def test_a_second_press_counts_no_more_and_says_so(town):
    _, zoe, _ = await a_notice(town, "Zoe", "Yan")
    for _ in range(2):
        await zoe.presses("收到", where=town.circle)
    zoe.is_told("notice-seen-before")
    assert count(town).startswith("✅ 收到 1/2")


async def test_households_are_counted_where_addresses_are_bound_and_people_otherwise(town):
    _, zoe, yan, xia = await a_notice(town, "Zoe", "Yan", "Xia")
    await binds(zoe, "3-2-501")
    await binds(yan, "3-2-501")
    await zoe.presses("收到", where=town.circle)
    assert count(town) == "✅ 收到 1/2 户（没绑住址的按人算）"
    await yan.presses("收到", where=town.circle)
    yan.is_told("notice-seen")
    assert count(town).startswith("✅ 收到 1/2")
    await binds(xia, "3-2-502")
    await xia.presses("收到", where=town.circle)
    assert count(town) == "✅ 收到 2/2 户"


async def test_who_only_works_there_is_not_counted(town):
    ben, pan = await town.steward("Ben"), await town.partner("Pan")
    for worker in (ben, pan):
        town.world.join(town.circle, worker.id)
    await a_notice(town, "Zoe")
    assert "0/1" in count(town)


async def test_staff_who_live_there_are_counted(town):
    ben = await town.steward("Ben")
    town.world.join(town.circle, ben.id)
    await binds(ben, "3-2-501")
    await a_notice(town, "Zoe")
    assert "0/2" in count(town)


async def test_who_joins_later_is_counted_and_who_leaves_is_not(town):
    _, zoe, yan = await a_notice(town, "Zoe", "Yan")
    await zoe.presses("收到", where=town.circle)
    await town.resident("Xia")
    town.world.leave(town.circle, zoe.id)
    await town.settle()
    await yan.presses("收到", where=town.circle)
    assert "1/2" in count(town)


async def test_the_button_in_private_counts_for_its_circle_and_ends_the_question(town):
    ana, zoe, _ = await a_notice(town, "Zoe", "Yan")
    await town.passes(minutes=1)
    await ana.presses("🔔 提醒未读")
    await zoe.presses("收到")
    zoe.is_told("notice-seen")
    assert "1/2" in count(town)
    assert zoe.texts()[-1].startswith("✅")
    assert "收到" not in zoe.buttons()


async def test_a_forged_button_of_a_notice_of_another_circle_counts_nothing(town):
    _, same, _ = await three_circles(town)
    zoe = await town.resident("Zoe")
    await sends(town.admin, f"/notice @5号楼邻里圈 {WATER}")
    await sends(town.admin, "/notice @3号楼邻里圈 别的")
    _, data = town.admin._button("收到", same)
    await zoe.forges(data, where=town.circle)
    zoe.is_told("button-outdated", alert=True)
    (circle,) = town.rows("SELECT id FROM circles WHERE chat_id = :chat", chat=same)[0]
    await zoe.forges(f"{data}|{circle}")
    zoe.is_told("button-outdated", alert=True)
    assert not town.rows("SELECT 1 FROM notice_receipts")


@pytest.mark.parametrize("data", ["1|notice.seen", "1|notice.seen|x", "1|notice.seen|99|1"])
async def test_a_button_that_makes_no_sense_says_so(town, data):
    _, zoe = await a_notice(town, "Zoe")
    await zoe.forges(data, where=town.circle)
    zoe.is_told("button-outdated", alert=True)


async def test_who_is_in_no_circle_cannot_confirm(town):
    await a_notice(town)
    zoe = await town.person("Zoe", started=True)
    await zoe.forges("1|notice.seen|1|1")
    zoe.is_told("not-in-a-circle", alert=True)


async def test_a_button_of_a_notice_that_was_taken_back_says_so(town):
    ana, zoe = await a_notice(town, "Zoe")
    _, data = zoe._button("收到", town.circle)
    await ana.presses("🗑 撤回")
    await ana.presses("确定撤回")
    await zoe.forges(data, where=town.circle)
    zoe.is_told("notice-gone", alert=True)


async def test_many_presses_cost_few_edits_and_the_card_ends_right(town):
    people = [await town.resident(f"R{number}", started=False) for number in range(30)]
    await a_notice(town)
    town.limits |= {"group_per_minute": 20}
    await town.passes(minutes=2)
    await town.restart()
    before = len(town.sandbox.calls)
    number, data = people[0]._button("收到", town.circle)
    for human in people:
        town.world.press(human.id, town.circle, number, data)
    await town.settle()
    for _ in range(5):
        await town.passes(seconds=1)
    edits = [
        call
        for call in list(town.sandbox.calls)[before:]
        if call.method == "editMessageText" and call.params["chat_id"] == town.circle
    ]
    assert len(edits) <= 3
    assert "30/30" in count(town)
    assert all(times for times in (len(town.world.toasts(human.id)) for human in people))


async def test_the_captains_list_goes_by_building_and_unit(town):
    ana, *people = await a_notice(town, "Zoe", "Yan", "Xia", "Wu")
    for human, address in zip(people, ("3-2-501", "3-1-1001", "3-1-102"), strict=False):
        await binds(human, address)
    words = await watches(town, ana, minutes=0)
    words = await watches(town, ana)
    assert words.split("\n")[2:] == [
        "✅ 收到 0/4 户",
        "⬜ 还没收到的 4 户：",
        "• 3-1：102（Xia）、1001（Yan）",
        "• 3-2：501（Zoe）",
        "• 没绑住址：Wu",
    ]


async def test_whole_list_names_who_has_and_who_has_not(town):
    ana, zoe, _ = await a_notice(town, "Zoe", "Yan")
    await binds(zoe, "3-2-501")
    await zoe.presses("收到", where=town.circle)
    await town.passes(minutes=1)
    await ana.presses("📄 全部名单")
    ana.sees("notice-roster", confirmed=1, done="• 3-2-501 Zoe", missing=1, where=ana.id)
    assert "• 没绑住址：Yan" in ana.texts()[-1]
    assert ("notice.roster", ana.id) in town.audit()


async def test_an_empty_list_says_nobody(town):
    ana, _ = await a_notice(town, "Zoe")
    await ana.presses("📄 全部名单")
    ana.sees("notice-roster", confirmed=0, done="（没有）", where=ana.id)


async def test_forty_households_fit_the_card_and_more_are_counted(town):
    people = [await town.resident(f"住户{number}", started=False) for number in range(65)]
    for number, human in enumerate(people):
        town.world.send(human.id, human.id, text=f"/bind 3-{number % 4 + 1}-{number + 101}")
    await town.settle()
    ana = await town.captain("Ana")
    await ana.types(f"/notice {WATER}")
    words = await watches(town, ana)
    assert "0/65" in words
    assert words.split("\n")[-1] == "还有 5 户，请看「全部名单」。"
    await ana.presses("📄 全部名单")
    assert all(human.name in ana.texts()[-1] for human in people)


async def test_a_list_longer_than_a_message_comes_whole_in_several(town):
    long = "很长的名字" * 12
    people = [await town.resident(f"{number}{long}", started=False) for number in range(75)]
    ana = await town.captain("Ana")
    await ana.types(f"/notice {WATER}")
    assert len(await watches(town, ana)) <= 4096
    before = len(ana.texts())
    await ana.presses("📄 全部名单")
    whole = "".join(ana.texts()[before:])
    assert [human.name for human in people if human.name not in whole] == []
    assert len(ana.texts()) - before > 1


async def test_names_and_addresses_of_who_is_missing_stay_out_of_the_group(town):
    _, zoe = await a_notice(town, "Zoe")
    await binds(zoe, "3-2-501")
    await zoe.presses("收到", where=town.circle)
    said = " ".join(zoe.texts(town.circle))
    assert "3-2-501" not in said
    assert "Zoe" not in said


async def test_who_had_themselves_erased_is_counted_no_more_and_their_press_is_forgotten(town):
    ana, zoe, _ = await a_notice(town, "Zoe", "Yan")
    await zoe.presses("收到", where=town.circle)
    await zoe.whispers("/me")
    await zoe.presses("删除我的资料")
    await zoe.presses("确定删除")
    assert not town.rows("SELECT 1 FROM notice_receipts")
    words = await watches(town, ana)
    assert "Zoe" not in words


async def test_an_author_who_had_themselves_erased_leaves_what_was_read_and_sends_no_more(town):
    ana, zoe = await a_notice(town, "Zoe")
    await ana.types(f"/notice 明天9点 {WATER}")
    await ana.whispers("/me")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    await town.passes(hours=26)
    assert len(cards(town)) == 1
    await zoe.presses("收到", where=town.circle)
    zoe.is_told("notice-seen")
    assert "—— 滨河社区" in card(town).text
    assert times_told(ana, "notice-not-sent") == 0


async def test_english_for_a_person_and_for_an_english_circle(town):
    ana = await town.captain("Ana", lang="en")
    zoe = await town.resident("Zoe", lang="en")
    await ana.types("/lang en", where=town.circle)
    await ana.types("/notice No water tonight from 8")
    zoe.sees("notice-card", lang="en", body="No water tonight from 8", unit="mixed")
    await zoe.presses("Got it", where=town.circle)
    zoe.is_told("notice-seen", lang="en")
    words = await watches(town, ana)
    assert "Everybody has seen it" in words
    ben = await town.steward("Ben", lang="en")
    await ben.whispers("/notice @第一网格 tomorrow 9:00 No water")
    ben.sees("notice-preview", lang="en", body="No water", circles=1, people=3)
    await ben.presses("Send")
    ben.sees("notice-waits", lang="en", when="Wed 25 Nov 09:00")
