"""Composing a notice: where, by whom, for whom, with what, and what the preview says."""

import pytest

from sandbox.markup import parse_html
from tests.support.notices import WATER, card, cards, marked, sends, three_circles, writes
from tests.support.town import picture


async def test_a_captain_posts_in_their_circle_in_one_line(town):
    ana, ben = await town.captain("Ana"), await town.resident("Ben")
    await ana.types(f"/notice {WATER}")
    ben.sees("notice-card", urgent="no", body=WATER, confirmed=0, total=1)
    assert "收到" in ben.buttons(town.circle)
    assert "楼长 Ana" in card(town).text


@pytest.mark.parametrize("words", ["/通知 {}", "通知 {}", "/通知{}", "/notice@linliquan_bot {}"])
async def test_the_command_has_a_chinese_name_with_or_without_the_slash(town, words):
    ana = await town.captain("Ana")
    await ana.types(words.format(WATER))
    assert card(town).text.startswith(f"📢 通知\n{WATER}")


async def test_staff_of_the_grid_post_in_a_circle_in_the_communitys_name(town):
    ben = await town.steward("Ben")
    town.world.join(town.circle, ben.id)
    await ben.types(f"/notice {WATER}", where=town.circle)
    assert "滨河社区 Ben" in card(town).text


async def test_a_resident_may_not_and_is_told_who_may(town):
    ana = await town.resident("Ana")
    await ana.types(f"/notice {WATER}")
    ana.sees("no-permission", where=town.circle)
    await ana.types(f"通知 {WATER}")
    assert not cards(town)
    assert not town.rows("SELECT 1 FROM notices")


async def test_the_command_alone_says_how_with_an_example(town):
    ana = await town.captain("Ana")
    await ana.types("/notice")
    ana.sees("notice-howto", where=town.circle)
    await ana.whispers("/notice")
    ana.sees("notice-howto-private", grid="第一网格", where=ana.id)


@pytest.mark.parametrize(
    ("selectors", "circles", "people"),
    [
        ("@第一网格", 2, 3),
        ("@全部", 3, 4),
        ("@党员圈", 1, 2),
        ("@邻里圈", 2, 3),
        ("@党员先锋", 1, 2),
        ("@5号楼", 1, 1),
        ("@党员圈 @5号楼邻里圈", 2, 2),
        ("@第一网格、@党员圈", 3, 4),
        ("＠第一网格　", 2, 3),
    ],
)
async def test_an_audience_is_shown_with_its_circles_and_people_before_it_goes(
    town, selectors, circles, people
):
    _, _, party = await three_circles(town)
    for name, circle in (("Ana", None), ("Bea", None), ("Cem", party)):
        await town.resident(name, circle=circle)
    await town.admin.whispers(f"/notice {selectors} {WATER}")
    town.admin.sees("notice-preview", circles=circles, people=people, body=WATER, urgent="no")
    assert not cards(town)
    await town.admin.presses("确认发送")
    town.admin.sees("notice-sending", circles=circles)
    assert len(town.rows("SELECT 1 FROM notice_copies")) == circles


async def test_a_second_press_on_send_sends_nothing_more(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    _, data = ben._button("确认发送", ben.id)
    await ben.presses("确认发送")
    await ben.forges(data)
    ben.is_told("notice-settled", alert=True)
    assert len(cards(town)) == 1


async def test_cancel_sends_nothing_and_a_later_press_on_send_neither(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice @第一网格 {WATER}")
    _, data = ben._button("确认发送", ben.id)
    await ben.presses("取消")
    ben.sees("notice-cancelled", gist=WATER)
    await ben.forges(data)
    ben.is_told("notice-settled", alert=True)
    assert not cards(town)


async def test_who_names_nobody_is_asked_and_chooses_by_button(town):
    await three_circles(town)
    await town.admin.whispers(f"/notice {WATER}")
    town.admin.sees("notice-for-whom")
    labels = town.admin.buttons()
    assert {"第一网格", "第二网格", "党员圈", "3号楼邻里圈", "全部", "取消"} <= set(labels)
    await town.admin.presses("第二网格")
    town.admin.sees("notice-preview", circles=1, audience="党员先锋", body=WATER)
    await town.admin.presses("确认发送")
    assert not cards(town)


async def test_of_two_choices_the_last_one_holds_and_is_what_the_preview_says(town):
    _, same, party = await three_circles(town)
    await town.admin.whispers(f"/notice {WATER}")
    chosen = {label: town.admin._button(label, town.admin.id)[1] for label in ("全部", "党员圈")}
    for data in chosen.values():
        await town.admin.forges(data)
    town.admin.sees("notice-preview", circles=1, audience="党员先锋", body=WATER)
    await town.admin.presses("确认发送")
    assert [len(cards(town, chat)) for chat in (town.circle, same, party)] == [0, 0, 1]
    await town.admin.forges(chosen["全部"])
    town.admin.is_told("notice-settled", alert=True)


async def test_a_grid_that_was_chosen_by_button_includes_circles_that_come_later(town):
    await three_circles(town)
    await town.admin.whispers(f"/notice 明天9点 {WATER}")
    await town.admin.presses("第一网格")
    await town.admin.presses("确认发送")
    later = await town.add_circle("7号楼邻里圈")
    await town.passes(hours=24)
    assert len(cards(town, later)) == 1


async def test_a_choice_that_was_never_offered_is_refused(town):
    await three_circles(town)
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice {WATER}")
    await town.admin.whispers("/notice 别的")
    all_of_them = town.admin._button("全部", town.admin.id)[1].replace("|2|", "|1|")
    await ben.forges(all_of_them)
    ben.is_told("button-outdated", alert=True)


async def test_where_there_is_no_circle_yet_that_is_said(town):
    far = await town.steward("Far", grid="第三网格")
    await far.whispers(f"/notice {WATER}")
    far.sees("notice-no-circles")


async def test_staff_choose_among_their_own_circles_only(town):
    await three_circles(town)
    ben = await town.steward("Ben")
    await ben.whispers(f"/notice {WATER}")
    labels = ben.buttons()
    assert {"第一网格", "3号楼邻里圈", "5号楼邻里圈"} <= set(labels)
    assert not {"全部", "第二网格", "党员先锋"} & set(labels)


async def test_the_question_for_whom_can_be_called_off(town):
    await three_circles(town)
    await town.admin.whispers(f"/notice {WATER}")
    await town.admin.presses("取消")
    town.admin.sees("notice-cancelled", gist=WATER)


async def test_a_captain_of_one_circle_is_not_asked_for_whom(town):
    ana = await town.captain("Ana")
    await ana.whispers(f"/notice {WATER}")
    ana.sees("notice-preview", circles=1, body=WATER, where=ana.id)
    await ana.presses("确认发送")
    assert len(cards(town)) == 1


async def test_an_audience_that_is_not_theirs_is_refused(town):
    await three_circles(town)
    ben, ana = await town.steward("Ben"), await town.captain("Ana")
    await ben.whispers(f"/notice @第二网格 {WATER}")
    ben.sees("audience-not-yours", named="@第二网格")
    await ana.whispers(f"/notice @全部 {WATER}")
    ana.sees("audience-not-yours", named="@全部", where=ana.id)
    assert not town.rows("SELECT 1 FROM notices")


async def test_an_audience_typed_in_a_group_leads_to_the_private_chat(town):
    await three_circles(town)
    town.world.join(town.circle, (ben := await town.steward("Ben")).id)
    await ben.types(f"/notice @第一网格 {WATER}", where=town.circle)
    ben.sees("notice-audience-in-private", where=town.circle)
    await ben.types(f"/notice @3号楼邻里圈 {WATER}", where=town.circle)
    assert len(cards(town)) == 1


async def test_a_picture_carries_the_notice_under_it(town):
    ana = await town.captain("Ana")
    await ana.shows(f"/notice {WATER}")
    (message,) = cards(town)
    assert "photo" in message.data
    assert WATER in message.text
    assert "收到" in [button.text for button in message.buttons]


async def test_a_file_carries_the_notice_under_it(town):
    ben = await town.steward("Ben")
    await ben.whispers(None, document=("安排.pdf", b"x"), caption=f"/notice @第一网格 {WATER}")
    ben.sees("notice-preview", file="document")
    await ben.presses("确认发送")
    assert card(town).data["document"]["file_name"] == "安排.pdf"


async def test_a_message_that_is_answered_becomes_the_notice(town):
    ana, ben = await town.captain("Ana"), await town.resident("Ben")
    said = await ben.shows(WATER)
    await ana.types("/notice", reply_to=said.message_id)
    assert WATER in card(town).text
    assert "photo" in card(town).data
    assert "楼长 Ana" in card(town).text


async def test_in_private_an_answered_message_becomes_it_too_with_time_and_audience(town):
    ben = await town.steward("Ben")
    said = await writes(ben, f"<b>{WATER}</b>", where=ben.id)
    await ben.whispers("/notice! @第一网格 明天9点", reply_to=said.message_id)
    ben.sees("notice-preview", urgent="yes", body=WATER, when="11月25日（周三）09:00")
    await ben.presses("确认发送")
    await town.passes(hours=24)
    assert ("bold", WATER) in marked(card(town))


@pytest.mark.parametrize("words", ["/notice!", "/notice 明天9点", "/notice @第一网格"])
async def test_a_notice_without_words_is_asked_for(town, words):
    ben = await town.steward("Ben")
    await ben.whispers(words)
    ben.sees("notice-empty")
    assert not town.rows("SELECT 1 FROM notices")


async def test_what_is_too_long_is_refused_with_its_length(town):
    ben = await town.steward("Ben")
    await ben.whispers("/notice @第一网格 " + "水" * 3001)
    ben.sees("notice-too-long", length=3001, allowed=3000)
    await ben.whispers(None, photo=picture(), caption="/notice @第一网格 " + "水" * 801)
    ben.sees("notice-too-long-caption", length=801, allowed=800)


async def test_the_longest_notice_still_fits_one_message_with_all_around_it(town):
    ben = await town.steward("Ben")
    await sends(ben, "/notice! @第一网格 " + "水" * 3000)
    assert len(cards(town)) == 1
    assert "收到" in [button.text for button in card(town).buttons]


@pytest.mark.parametrize(
    "before",
    ["/notice ", "/notice! ", "/notice @第一网格 ", "/notice! @第一网格 明天9点 ", "/通知！ "],
)
async def test_formatting_is_kept_whatever_stands_before_it(town, before):
    ben = await town.steward("Ben")
    words = "😀 <b>今晚<i>8点</i></b>，见<a href='https://a.example/'>公告</a> 👨‍👩‍👧 <u>谢谢</u>"
    await writes(ben, before + words, where=ben.id)
    await ben.presses("确认发送")
    await town.passes(hours=25)
    assert [mark for mark in marked(card(town)) if mark[1] not in {"通知", "紧急通知", "0/0"}] == [
        ("bold", "今晚8点"),
        ("italic", "8点"),
        ("text_link", "公告"),
        ("underline", "谢谢"),
    ]


async def test_formatting_of_a_caption_is_kept(town):
    ana = await town.captain("Ana")
    formatted = parse_html("/notice 😀 <b>停水</b>")
    await ana.shows(formatted.text, entities=formatted.entities)
    assert ("bold", "停水") in marked(card(town))


async def test_signs_of_html_stay_as_they_were_typed(town):
    ana = await town.captain("Ana")
    await ana.types("/notice 水费 < 5 元 & 电费 <b>10</b> 元")
    assert "水费 < 5 元 & 电费 <b>10</b> 元" in card(town).text
