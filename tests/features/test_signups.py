"""Opening a sign-up in the group, joining it by a tap, the queue, and the live card."""

import pytest

LINE = "/signup 周六守桶 人数=2 截止=周五20:00"


async def _opened(town, words=LINE):
    cai = await town.captain("Cai")
    await cai.types(words)
    return cai


async def test_a_line_in_the_group_posts_a_card_with_buttons(town):
    cai = await _opened(town)
    card = cai.texts(town.circle)[-1]
    assert card.startswith("📋 周六守桶")
    assert "已报 0/2" in card
    assert "📅 11月28日（周六）" in card
    assert "11月27日（周五）20:00 截止" in card
    assert cai.buttons(town.circle) == ["报名", "取消报名", "看名单"]


@pytest.mark.parametrize(
    "words", ["报名 周六守桶 人数=2", "/接龙 周六守桶 人数＝２", "/报名周六守桶 人数=2"]
)
async def test_the_chinese_names_do_the_same(town, words):
    cai = await _opened(town, words)
    assert "已报 0/2" in cai.texts(town.circle)[-1]


async def test_a_tap_takes_a_seat_and_the_card_shows_it(town):
    cai, ana = await _opened(town), await town.resident("Ana")
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-joined")
    card = cai.texts(town.circle)[-1]
    assert "已报 1/2" in card
    assert "✍️ Ana" in card


async def test_a_second_tap_changes_nothing(town):
    cai, ana = await _opened(town), await town.resident("Ana")
    await ana.presses("报名", where=town.circle)
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-joined-before")
    assert "已报 1/2" in cai.texts(town.circle)[-1]


async def test_who_comes_after_the_last_seat_waits_and_is_told_their_place(town):
    cai = await _opened(town)
    people = [await town.resident(name) for name in ("Ana", "Ben", "Dan", "Eve")]
    for person in people:
        await person.presses("报名", where=town.circle)
    people[1].is_told("signup-joined")
    people[2].is_told("signup-waits", place=1)
    people[3].is_told("signup-waits", place=2)
    assert "已报 2/2 · 候补 2" in cai.texts(town.circle)[-1]
    await people[3].presses("报名", where=town.circle)
    people[3].is_told("signup-waits-before", place=2)


async def test_a_seat_that_is_given_up_is_offered_to_the_first_who_waits(town):
    cai = await _opened(town)
    ana, ben, dan, eve = [await town.resident(name) for name in ("Ana", "Ben", "Dan", "Eve")]
    for person in (ana, ben, dan, eve):
        await person.presses("报名", where=town.circle)
    await ana.presses("取消报名", where=town.circle)
    ana.is_told("signup-left")
    dan.sees("signup-offer", seats=1, where=dan.id)
    eve.sees_not("signup-offer")
    assert "已报 1/2 · 待确认 1 · 候补 1" in cai.texts(town.circle)[-1]
    await dan.presses("我来")
    dan.is_told("signup-accepted")
    assert "已报 2/2 · 候补 1" in cai.texts(town.circle)[-1]


async def test_a_declined_offer_goes_to_the_next(town):
    await _opened(town)
    ana, ben, dan, eve = [await town.resident(name) for name in ("Ana", "Ben", "Dan", "Eve")]
    for person in (ana, ben, dan, eve):
        await person.presses("报名", where=town.circle)
    await ben.presses("取消报名", where=town.circle)
    await dan.presses("不来了")
    dan.is_told("signup-declined")
    eve.sees("signup-offer", where=eve.id)
    await dan.presses("我来")
    dan.is_told("signup-entry-gone", alert=True)


async def test_an_offer_that_is_not_answered_in_time_goes_to_the_next(town):
    await _opened(town)
    ana, ben, dan, eve = [await town.resident(name) for name in ("Ana", "Ben", "Dan", "Eve")]
    for person in (ana, ben, dan, eve):
        await person.presses("报名", where=town.circle)
    await ben.presses("取消报名", where=town.circle)
    await town.passes(hours=1, minutes=59)
    eve.sees_not("signup-offer")
    await town.passes(minutes=1)
    dan.sees("signup-offer-lapsed", where=dan.id)
    eve.sees("signup-offer", where=eve.id)


async def test_who_is_not_on_the_list_cannot_leave_it(town):
    await _opened(town)
    ana = await town.resident("Ana")
    await ana.presses("取消报名", where=town.circle)
    ana.is_told("signup-not-on-list", alert=True)


async def test_a_resident_opens_none(town):
    ana = await town.resident("Ana")
    await ana.types(LINE)
    ana.sees("no-permission")
    before = len(ana.texts(town.circle))
    await ana.types("报名 我要参加")
    assert len(ana.texts(town.circle)) == before


async def test_alone_it_lists_what_is_open_here_with_buttons(town):
    await _opened(town)
    ana = await town.resident("Ana")
    await ana.types("/signup")
    assert "周六守桶" in ana.texts(town.circle)[-1]
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-joined")
    await ana.whispers("/signup")
    await ana.presses("周六守桶")
    assert "您已报上" in ana.texts()[-1]


async def test_alone_where_nothing_is_open_it_says_how(town):
    cai, ana = await town.captain("Cai"), await town.resident("Ana")
    await ana.types("/signup")
    ana.sees("signup-none", where=town.circle)
    await cai.types("接龙")
    cai.sees("signup-howto", where=town.circle)
    await ana.whispers("/signup")
    ana.sees("signup-howto-private", where=ana.id)


async def test_the_organiser_has_a_card_in_private_that_keeps_up(town):
    cai, ana = await _opened(town), await town.resident("Ana")
    assert cai.texts()[-1].startswith("管理")
    assert cai.buttons() == [
        "名单",
        "导出 Excel",
        "加一位邻居",
        "粘贴接龙",
        "截止报名",
        "更改",
        "点名",
        "取消活动",
    ]
    await ana.presses("报名", where=town.circle)
    assert "已报 1/2" in cai.texts()[-1]


async def test_shifts_have_a_row_of_buttons_each(town):
    cai = await _opened(town, "/signup 周六守桶 人数=1 时段=8:00-10:00,10:00-12:00")
    assert cai.buttons(town.circle) == [
        "报名 8:00-10:00",
        "取消报名",
        "报名 10:00-12:00",
        "取消报名",
        "看名单",
    ]
    ana = await town.resident("Ana")
    await ana.presses("报名 10:00-12:00", where=town.circle)
    card = cai.texts(town.circle)[-1]
    assert "8:00-10:00　已报 0/1" in card
    assert "10:00-12:00　已报 1/1" in card
    assert "11月28日（周六）08:00-12:00" in card


async def test_after_the_deadline_nobody_joins(town):
    cai = await _opened(town)
    ana = await town.resident("Ana")
    await town.passes(days=3, hours=12)
    cai.sees("signup-closed-told", seated=0, where=cai.id)
    card = cai.texts(town.circle)[-1]
    assert "已截止" in card
    await ana.forges("1|signup.join|1|0", where=town.circle)
    ana.is_told("signup-is-closed", alert=True)


async def test_what_cannot_be_read_is_asked_back(town):
    cai = await town.captain("Cai")
    await cai.types("/signup 守桶 截止=周二20:00")
    cai.sees("time-which", where=town.circle)
    await cai.types("/signup 守桶 人数=很多")
    cai.sees("signup-number-unclear", where=town.circle)
    assert town.rows("SELECT COUNT(*) FROM signups") == [(0,)]


async def test_the_whole_list_is_read_in_private(town):
    await _opened(town)
    people = [await town.resident(name) for name in ("Ana", "Ben", "Dan")]
    for person in people:
        await person.presses("报名", where=town.circle)
    zoe = await town.resident("Zoe")
    (link,) = [data for label, _, data in zoe._buttons(town.circle) if label == "看名单"]
    await zoe.opens(link.split("start=")[1])
    await zoe.presses("看名单")
    assert "1. Ana\n2. Ben\n候补：\n1. Dan" in zoe.texts()[-1]
    other = await town.add_circle("5号楼邻里圈")
    eve = await town.resident("Eve", circle=other)
    await eve.forges("1|signup.names|1")
    eve.is_told("signup-not-your-circle", alert=True)


async def test_a_list_that_is_not_public_is_not_read_by_residents(town):
    cai = await _opened(town, LINE + " 公开名单=否")
    assert cai.buttons(town.circle) == ["报名", "取消报名"]
    ana = await town.resident("Ana")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("/signup 1")
    assert "看名单" not in ana.buttons()
    await ana.forges("1|signup.names|1")
    ana.is_told("button-outdated", alert=True)
