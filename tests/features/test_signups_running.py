"""What the organiser does from the private card: list, file, close, reopen, change, cancel."""

import io

import openpyxl

from tests.support.signups import DUTY, all_join, card, opened, residents, seats


def _told(human, key, **args):
    human.sees(key, where=human.id, **args)


async def test_the_list_names_everybody_with_what_they_answered_and_who_left(town):
    cai = await opened(town, "/signup 聚餐 人数=1 时间=周六 8:00-10:00 问=忌口")
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("不吃辣")
    await ben.presses("报名", where=town.circle)
    await cai.presses("名单")
    said = cai.texts()[-1]
    assert "聚餐 1/1" in said
    assert "1. Ana · 忌口 不吃辣" in said
    assert "2. Ben · 候补" in said
    await town.passes(days=3)
    await ana.presses("取消报名", where=town.circle)
    await cai.presses("名单")
    assert "取消的：Ana⚠️" in cai.texts()[-1]
    assert [action for action, _ in town.audit()].count("signup.list") == 2


async def test_an_empty_list_says_so(town):
    cai = await opened(town)
    await cai.presses("名单")
    assert "还没有人报名" in cai.texts()[-1]


async def test_bound_addresses_are_for_staff_and_typed_ones_for_the_captain_too(town):
    cai = await opened(town)
    ben = await town.steward("Ben")
    town.world.join(town.circle, ben.id)
    (ana,) = await residents(town, "Ana")
    await ana.whispers("/bind 9-9-901")
    await ana.presses("报名", where=town.circle)
    await cai.presses("加一位邻居")
    await cai.whispers("张奶奶 3-2-501")
    await cai.presses("名单")
    assert "3-2-501" in cai.texts()[-1]
    assert "9-9-901" not in cai.texts()[-1]
    await ben.whispers("/signup")
    await ben.presses("管理")
    await ben.presses("名单")
    assert "9-9-901" in ben.texts()[-1]


async def test_the_same_as_a_file(town):
    cai = await opened(town, "/signup 聚餐 人数=2 问=忌口")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("不吃辣")
    await cai.presses("导出 Excel")
    (file,) = [m.data["document"] for m in town.world.messages(cai.id) if "document" in m.data]
    book = openpyxl.load_workbook(io.BytesIO(town.world.files.get(file["file_id"]).content))
    rows = list(book.worksheets[0].values)
    assert rows[0][:3] == ("时段", "姓名", "住址")
    assert "Ana" in rows[1]
    assert "不吃辣" in rows[1]
    assert ("signup.export", cai.id) in town.audit()


async def test_it_is_closed_and_opened_again(town):
    cai = await opened(town)
    (ana,) = await residents(town, "Ana")
    await cai.presses("截止报名")
    cai.is_told("signup-closed-now")
    assert "已截止" in card(cai)
    assert cai.buttons(town.circle) == ["取消报名", "看名单"]
    await ana.forges("1|signup.join|1|0", where=town.circle)
    ana.is_told("signup-is-closed", alert=True)
    await cai.forges("1|signup.close|1")
    cai.is_told("signup-is-closed", alert=True)
    await cai.presses("重新开放")
    cai.is_told("signup-open-again")
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-joined")
    await cai.forges("1|signup.reopen|1")
    cai.is_told("button-outdated", alert=True)


async def test_opened_again_after_its_deadline_it_has_none(town):
    cai = await opened(town)
    await town.passes(days=3, hours=12)
    await cai.presses("重新开放")
    assert "截止" not in card(cai)
    assert "报名" in cai.buttons(town.circle)


async def test_what_has_begun_is_not_opened_again(town):
    cai = await opened(town, DUTY)
    await cai.presses("截止报名")
    await town.passes(days=3, hours=23, minutes=30)
    await cai.forges("1|signup.reopen|1")
    cai.is_told("signup-has-begun", alert=True)


async def test_everybody_on_the_list_is_told_why_it_is_cancelled(town):
    cai = await opened(town, DUTY)
    ana, ben, dan = await residents(town, "Ana", "Ben", "Dan")
    eve = await town.resident("Eve", lang="en")
    await all_join(town, (ana, ben, dan))
    await eve.presses("报名", where=town.circle)
    await cai.presses("取消活动")
    await cai.whispers("明天下大雨")
    for person in (ana, ben, dan):
        _told(person, "signup-cancelled", title="守桶", reason="明天下大雨")
    _told(eve, "signup-cancelled", title="守桶", reason="明天下大雨", lang="en")
    ana.sees("signup-cancelled", where=town.circle, reason="明天下大雨")
    assert "已取消：明天下大雨" in card(cai)
    assert cai.buttons(town.circle) == []
    _told(cai, "signup-cancelled-done")
    await ana.forges("1|signup.join|1|0", where=town.circle)
    ana.is_told("signup-is-cancelled", alert=True)
    await cai.forges("1|signup.cancel|1")
    cai.is_told("signup-is-over", alert=True)


async def test_who_cannot_be_written_to_is_called_in_the_group_with_a_link(town):
    cai = await opened(town, DUTY)
    ana = await town.resident("Ana", started=False)
    await ana.presses("报名", where=town.circle)
    await cai.presses("取消活动")
    await cai.whispers("下雨")
    ana.sees("signup-news-for", where=town.circle, title="守桶")
    (link,) = [data for label, _, data in ana._buttons(town.circle) if label == "打开私聊"]
    assert link.endswith("?start=run-signup-1")
    await ana.opens("run-signup-1")
    assert "已取消：下雨" in ana.texts()[-1]


async def test_a_list_that_is_not_public_is_not_named_where_somebody_is_called(town):
    cai = await opened(town, f"{DUTY} 公开名单=否")
    ana = await town.resident("Ana", started=False)
    await ana.presses("报名", where=town.circle)
    await cai.presses("更改")
    await cai.presses("地点")
    await cai.whispers("北门")
    ana.sees("signup-news-quietly", where=town.circle)
    ana.sees_not("signup-news-for", where=town.circle)


async def test_another_time_is_told_to_everybody_who_is_asked_again(town):
    cai = await opened(town, DUTY)
    ana, ben = await residents(town, "Ana", "Ben")
    await all_join(town, (ana, ben))
    await cai.presses("更改")
    await cai.presses("时间")
    await cai.whispers("周日 9:00-11:00")
    ana.sees("signup-changed", where=town.circle)
    for person in (ana, ben):
        _told(person, "signup-ask-again")
        assert "11月29日（周日）09:00-11:00" in person.texts()[-1]
    await ana.presses("仍然参加")
    ana.is_told("signup-stays")
    await ben.presses("取消报名")
    ben.is_told("signup-left")
    await cai.presses("名单")
    assert "1. Ana\n" in cai.texts()[-1] + "\n"
    assert seats(town) == [("Ana", 1, 1, 0)]


async def test_who_has_not_confirmed_again_is_marked_in_the_list(town):
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await cai.presses("更改")
    await cai.presses("地点")
    await cai.whispers("北门")
    await cai.presses("名单")
    assert "Ana · 改期后还没确认" in cai.texts()[-1]
    assert "📍 北门" in card(cai)


async def test_a_time_that_is_unclear_or_past_is_asked_again(town):
    cai = await opened(town, DUTY)
    await cai.presses("更改")
    await cai.presses("时间")
    await cai.whispers("周二 8:00-10:00")
    cai.sees("time-which", where=cai.id)
    await cai.whispers("8:00-8:30")
    _told(cai, "signup-over-already")
    await cai.whispers("周日 9:00-11:00")
    _told(cai, "signup-changed-done")


async def test_more_seats_are_offered_to_those_who_wait(town):
    cai = await opened(town)
    people = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, people)
    await cai.presses("更改")
    await cai.presses("人数")
    await cai.whispers("1")
    _told(cai, "signup-seats-taken", taken=2)
    await cai.whispers("3")
    _told(people[2], "signup-offer", seats=1)
    assert "已报 2/3 · 待确认 1" in card(cai)


async def test_the_organiser_never_minds(town):
    cai = await opened(town)
    await cai.presses("取消活动")
    await cai.presses("不写了")
    await cai.whispers("下雨")
    cai.sees("not-a-command")
    assert "已取消" not in card(cai)


async def test_only_who_may_runs_it(town):
    cai = await opened(town)
    other = await town.add_circle("5号楼邻里圈")
    dan = await town.captain("Dan", circle=other)
    await dan.forges("1|signup.list|1")
    dan.is_told("no-permission", alert=True)
    (ana,) = await residents(town, "Ana")
    await ana.forges("1|signup.cancel|1")
    ana.is_told("no-permission", alert=True)
    assert "已取消" not in card(cai)


async def test_a_captain_who_has_not_opened_the_private_chat_is_called_there(town):
    cai = await town.captain("Cai", started=False)
    await cai.types(DUTY)
    cai.sees("signup-news-for", where=town.circle)
    await cai.opens("run-signup-1")
    await cai.whispers("/signup")
    await cai.presses("管理")
    assert "名单" in cai.buttons()
