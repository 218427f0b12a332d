"""Who may do what with a notice, whatever button they have kept; the list of notices."""

import pytest

from tests.support.notices import WATER, binds, card, cards, sends, three_circles, watches

FOLLOWED = [
    "🔔 提醒未读",
    "☎️ 记录电话/上门通知",
    "📄 全部名单",
    "✏️ 更正",
    "🗑 撤回",
    "📌 结束，取消置顶",
    "🔁 再发一次",
]


async def buttons_of(town, human):
    """What every button of a notice that is out carries."""
    await town.passes(minutes=1)
    return {label: human._button(label, human.id)[1] for label in FOLLOWED}


async def an_urgent_notice(town):
    cap = await town.captain("Cap")
    zoe = await town.resident("Zoe")
    await cap.types(f"/notice! {WATER}")
    return cap, zoe, await buttons_of(town, cap)


async def is_refused(human, buttons, key):
    """None of the buttons does anything but say why not."""
    before = human.texts()
    for data in buttons.values():
        await human.forges(data)
        human.is_told(key, alert=True)
    assert human.texts() == before


async def test_a_resident_may_press_none_of_them(town):
    _, zoe, buttons = await an_urgent_notice(town)
    await is_refused(zoe, buttons, "no-permission")


async def test_another_circles_captain_and_another_grids_staff_may_press_none(town):
    _, _, party = await three_circles(town)
    _, _, buttons = await an_urgent_notice(town)
    captain = await town.captain("Other", circle=party)
    staff = await town.steward("Far", grid="第二网格")
    for other in (captain, staff):
        await is_refused(other, buttons, "notice-not-yours")
    assert WATER in card(town).text


async def test_a_captain_who_was_removed_may_press_none_of_their_own(town):
    cap, _, buttons = await an_urgent_notice(town)
    await is_removed(town, cap)
    await is_refused(cap, buttons, "no-permission")


async def test_a_captain_who_went_to_another_circle_lets_go_of_the_old_one(town):
    _, _, party = await three_circles(town)
    cap, _, buttons = await an_urgent_notice(town)
    await is_removed(town, cap)
    town.world.join(party, cap.id)
    said = await cap.types("大家好", where=party)
    await town.admin.types("/captain", where=party, reply_to=said.message_id)
    await is_refused(cap, buttons, "notice-not-yours")


async def is_removed(town, captain):
    await town.admin.types("/captain", where=town.circle)
    await town.admin.presses(f"移除 {captain.name}", where=town.circle)


async def test_a_card_of_somebody_who_left_office_shows_no_more_news(town):
    cap, zoe, _ = await an_urgent_notice(town)
    await is_removed(town, cap)
    before = await watches(town, cap)
    await binds(zoe, "3-2-501")
    await zoe.presses("收到", where=town.circle)
    assert await watches(town, cap) == before


async def test_staff_of_the_grid_and_admins_may_press_all_of_them(town):
    ben = await town.steward("Ben")
    _, _, buttons = await an_urgent_notice(town)
    for human in (ben, town.admin):
        for data in buttons.values():
            await human.forges(data)
            toast = town.world.toasts(human.id)[-1]
            assert not toast.show_alert or "提醒" in toast.text, toast.text
    await ben.presses("确定撤回")
    assert not cards(town)


async def test_a_draft_of_somebody_else_is_not_to_be_sent_or_put_off(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    for label in ("确认发送", "取消", "改期"):
        await mia.forges(ben._button(label, ben.id)[1])
        mia.is_told("notice-not-yours", alert=True)
    assert not cards(town)


async def test_a_captain_of_one_of_many_circles_reminds_and_records_but_does_not_correct(town):
    await three_circles(town)
    cap, zoe = await town.captain("Cap"), await town.resident("Zoe")
    await sends(town.admin, f"/notice @全部 {WATER}")
    await town.passes(minutes=1)
    shown = cap.buttons()
    assert {"🔔 提醒未读", "☎️ 记录电话/上门通知", "📄 全部名单"} <= set(shown)
    assert not {"✏️ 更正", "🗑 撤回", "⏹ 停止发送"} & set(shown)
    await cap.presses("🔔 提醒未读")
    zoe.sees("notice-ask", where=zoe.id)
    await cap.forges(town.admin._button("✏️ 更正", town.admin.id)[1])
    cap.is_told("notice-not-yours", alert=True)


async def test_the_list_shows_what_waits_first_then_what_went_with_figures(town):
    ben, zoe = await town.steward("Ben"), await town.resident("Zoe")
    await sends(ben, f"/notice @第一网格 {WATER}")
    await zoe.presses("收到", where=town.circle)
    await sends(ben, "/notice @第一网格 明天9点 大扫除")
    await ben.whispers("/notices")
    lines = ben.texts()[-1].split("\n")
    assert lines[1] == "1. ⏰ 11月25日（周三）09:00 发 · 大扫除"
    assert lines[2] == f"2. 11月24日（周二）09:00 · {WATER} · 1/1"
    await ben.presses("2")
    assert ben.texts()[-1].startswith(f"📋 「{WATER}」")


@pytest.mark.parametrize("words", ["/notices", "/通知记录", "通知记录"])
async def test_an_empty_list_says_how_to_begin(town, words):
    ben = await town.steward("Ben")
    await ben.whispers(words)
    ben.sees("notices-none", grid="第一网格")


async def test_each_sees_the_notices_of_their_circles_and_what_they_themselves_plan(town):
    _, _, party = await three_circles(town)
    cap, far = await town.captain("Cap"), await town.steward("Far", grid="第二网格")
    await sends(town.admin, f"/notice @第一网格 {WATER}")
    await sends(town.admin, "/notice @第一网格 明天9点 大扫除")
    await sends(far, "/notice @党员先锋 学习")
    await cap.whispers("/notices")
    assert WATER in cap.texts()[-1]
    assert "大扫除" not in cap.texts()[-1]
    assert "学习" not in cap.texts()[-1]
    await far.whispers("/notices")
    assert WATER not in far.texts()[-1]
    assert cards(town, party)


@pytest.mark.parametrize("number", ["1", "2"])
async def test_a_forged_number_opens_nothing_of_others(town, number):
    far = await town.steward("Far", grid="第二网格")
    await sends(town.admin, f"/notice @第一网格 {WATER}")
    await sends(town.admin, "/notice @第一网格 明天9点 大扫除")
    await far.forges(f"1|notice.open|{number}")
    far.is_told("notice-not-yours", alert=True)


async def test_residents_have_no_list(town):
    zoe = await town.resident("Zoe")
    await zoe.whispers("/notices")
    zoe.sees("no-permission", where=zoe.id)


async def test_a_picture_without_words_is_called_by_what_it_is(town):
    ana = await town.captain("Ana")
    await ana.shows("/notice")
    assert "photo" in card(town).data
    await ana.whispers("/notices")
    assert "一张图片" in ana.texts()[-1]


async def test_a_long_notice_is_cut_in_lists_and_whole_in_the_group(town):
    ana = await town.captain("Ana")
    words = "今晚停水" * 20
    await ana.types(f"/notice {words}")
    assert words in card(town).text
    await ana.whispers("/notices")
    assert "今晚停水" * 6 + "…" in ana.texts()[-1]


async def test_a_button_of_a_notice_that_never_was_says_so(town):
    await town.admin.forges("1|notice.open|99")
    town.admin.is_told("button-outdated", alert=True)
