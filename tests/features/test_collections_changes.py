"""Staff skip a date, move it, add one, end it: what was posted changes, they who come are told."""

import pytest

from tests.support.collecting import a_collection, go_to


async def manages(ben, number=1):
    await ben.whispers("/collections")
    await ben.presses(f"#{number} 有害垃圾")


async def skips(ben, label="11月28日（周六）09:00-11:00", reason="下雨"):
    await manages(ben)
    await ben.presses("跳过一次")
    await ben.presses(label)
    await ben.presses(reason)


async def moves(ben, to, label="11月28日（周六）09:00-11:00"):
    await manages(ben)
    await ben.presses("改期")
    await ben.presses(label)
    await ben.whispers(to)
    await ben.presses("确认")


async def test_a_schedule_shows_its_dates_and_how_many_come(town):
    ben, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await manages(ben)
    assert "• 11月28日（周六）09:00-11:00 · 1 户要来" in ben.texts()[-1]
    assert ben.buttons()[-4:] == ["跳过一次", "改期", "加一天", "结束"]


async def test_a_skipped_date_changes_what_was_posted_and_tells_whoever_comes(town):
    ben, ana = await a_collection(town)
    bob = await town.resident("Bob", started=False)
    await go_to(town, "11-27 19:00")
    for human in (ana, bob):
        await human.presses("我要来", where=town.circle)
    await skips(ben)
    ana.sees("collection-off", place="南门广场")
    reminder = next(words for words in ana.texts(town.circle) if "这次取消" in words)
    assert "🚫 11月28日（周六）这次取消：下雨" in reminder
    notice = ana.texts(town.circle)[2]
    assert "下一次：12月5日" in notice
    assert "🚫 11月28日（周六）这次取消：下雨" in notice
    assert ana.texts(town.circle)[-1].startswith("Bob\n🚫")
    assert "Ana" not in ana.texts(town.circle)[-1]


async def test_nobody_is_reminded_of_a_cancelled_date_nor_asked_about_it(town):
    ben, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await skips(ben)
    said = len(ana.texts(town.circle))
    await go_to(town, "11-27 19:00")
    await go_to(town, "11-28 8:30")
    await go_to(town, "11-29 10:00")
    assert len(ana.texts(town.circle)) == said
    ben.sees_not("collection-ask-tally")
    await go_to(town, "12-04 19:00")
    ana.sees("collection-tomorrow", where=town.circle)


async def test_a_moved_date_is_reminded_of_at_its_new_time(town):
    ben, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await moves(ben, "11月29日 14:00-16:00 下雨")
    ana.sees("collection-on", place="南门广场")
    assert "原定 11月28日（周六），下雨" in ana.texts(town.circle)[2]
    await go_to(town, "11-28 12:00")
    ana.sees_not("collection-tomorrow", where=town.circle)
    await go_to(town, "11-28 19:00")
    ana.sees("collection-tomorrow", where=town.circle)
    assert "11月29日（周日）14:00-16:00" in ana.texts(town.circle)[-1]
    await go_to(town, "11-29 13:30")
    ana.sees("collection-soon", where=town.circle)


async def test_a_date_moved_after_the_reminder_changes_it(town):
    ben, ana = await a_collection(town)
    await go_to(town, "11-27 19:00")
    await moves(ben, "12月2日")
    ana.sees("collection-later", where=town.circle)
    ana.sees_not("collection-tomorrow", where=town.circle)
    await ana.presses("我要来", where=town.circle)
    ana.is_told("collection-you-come")
    ana.sees("collection-later", where=town.circle)


async def test_the_new_time_is_said_back_in_full_before_anything_happens(town):
    ben, ana = await a_collection(town)
    await manages(ben)
    await ben.presses("改期")
    await ben.presses("11月28日（周六）09:00-11:00")
    await ben.whispers("随便")
    ben.sees("collection-date-unclear")
    await ben.whispers("11月23日")
    ben.sees("time-which")
    await ben.whispers("11月28日 9:00-11:00")
    ben.sees("collection-same-time")
    await ben.whispers("11月29日")
    assert ben.texts()[-1] == "改到 11月29日（周日）09:00-11:00，对吗？"
    ana.sees_not("collection-on")
    await ben.presses("不改了")
    await ben.whispers("11月30日")
    assert "下一次：11月28日" in ana.texts(town.circle)[2]


async def test_a_date_is_added(town):
    ben, ana = await a_collection(town)
    await manages(ben)
    await ben.presses("加一天")
    await ben.whispers("11月25日 14:00-16:00")
    await ben.presses("确认")
    assert "下一次：11月25日（周三）14:00-16:00" in ana.texts(town.circle)[2]
    await go_to(town, "11-25 13:30")
    await go_to(town, "11-27 19:00")
    ana.sees("collection-tomorrow", where=town.circle)


async def test_the_end_of_a_schedule_is_told_and_nothing_follows(town):
    ben, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await manages(ben)
    await ben.presses("结束")
    ben.sees("collection-end-sure")
    await ben.presses("真的结束")
    ben.sees("collection-you-ended", number=1)
    assert "已经结束" in ana.texts(town.circle)[2]
    ana.sees("collection-off")
    said = len(ana.texts(town.circle))
    await go_to(town, "12-05 12:00")
    assert len(ana.texts(town.circle)) == said
    await ben.forges("1|collection.end_yes|1")
    ben.is_told("collection-gone", number=1)


async def test_the_schedules_of_other_grids_are_none_of_ones_business(town):
    await a_collection(town)
    eve = await town.steward("Eve", grid="第二网格")
    await eve.whispers("/collections")
    eve.sees("collections-none")
    await eve.forges("1|collection.end_yes|1")
    eve.is_told("not-your-grid")


@pytest.mark.parametrize("route", ["skip_day|1|20261128", "move_day|1|20261128", "date_yes|1"])
async def test_an_old_button_gets_a_word(town, route):
    ben, _ = await a_collection(town)
    await go_to(town, "11-28 11:00")
    await ben.forges(f"1|collection.{route}")
    assert town.world.toasts(ben.id)[-1].show_alert


async def test_confirming_before_a_day_was_named_asks_for_it(town):
    ben, _ = await a_collection(town)
    await manages(ben)
    await ben.presses("加一天")
    await ben.forges("1|collection.date_yes|1")
    ben.is_told("collection-date-unclear")


async def test_nothing_is_left_to_skip_once_all_is_over(town):
    words = "/collection 有害垃圾 11月28日 9:00-11:00 南门 @第一网格"
    ben, _ = await a_collection(town, words)
    await go_to(town, "11-28 12:00")
    await manages(ben)
    await ben.presses("跳过一次")
    ben.is_told("collection-date-gone")


async def test_many_schedules_are_shown_page_by_page(town):
    ben = await town.steward("Ben")
    for hour in range(8, 18):
        await ben.whispers(f"/collection 有害垃圾 每天 {hour}:00-{hour}:30 南门 @第一网格")
        await ben.presses("确认")
    await ben.whispers("/collections")
    assert ben.texts()[-1].startswith("回收安排（10 个）\n#1 ")
    await ben.presses("后面 »")
    assert "#10 有害垃圾" in ben.texts()[-1]
    await ben.presses("« 前面")
    assert "#10 有害垃圾" not in ben.texts()[-1]
