"""Collections: set up by staff, told to the circles, summed up at the end."""

import pytest

from tests.support.collecting import WORDS, a_collection, go_to


async def test_a_preview_shows_dates_circles_and_reminders_before_anything_is_posted(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await ben.whispers(f"{WORDS} 物品=废旧电池,过期药品")
    preview = ben.texts()[-1]
    assert "第 1 次：11月28日（周六）09:00-11:00" in preview
    assert "第 3 次：12月12日（周六）09:00-11:00" in preview
    assert "✅ 收：废旧电池、过期药品" in preview
    assert "🔔 11月27日（周五）19:00" in preview
    assert "🔔 11月28日（周六）08:30" in preview
    assert "1 个圈，约 2 人：3号楼邻里圈" in preview
    assert ben.buttons() == ["确认", "取消"]
    ana.sees_not("collection-notice")


async def test_a_confirmed_schedule_is_posted_in_its_circles_and_in_no_others(town):
    other = await town.add_circle("9号楼邻里圈", "第二网格 邻里圈")
    ben, ana = await a_collection(town)
    ben.sees("collection-begun", number=1, circles=1)
    ana.sees("collection-notice", where=town.circle)
    assert ana.buttons(town.circle) == ["我要来", "加入日历"]
    assert not any("回收" in words for words in ana.texts(other))


async def test_confirmed_twice_it_is_posted_once(town):
    ben = await town.steward("Ben")
    await ben.whispers(WORDS)
    (confirm,) = [data for label, data in _buttons(ben) if label == "确认"]
    await ben.presses("确认")
    before = len(ben.texts(town.circle))
    await ben.forges(confirm)
    ben.is_told("button-outdated")
    assert len(ben.texts(town.circle)) == before


async def test_a_dropped_schedule_is_gone(town):
    ben = await town.steward("Ben")
    await ben.whispers(WORDS)
    (confirm,) = [data for label, data in _buttons(ben) if label == "确认"]
    await ben.presses("取消")
    ben.sees("collection-dropped")
    await ben.forges(confirm)
    ben.is_told("button-outdated")
    await ben.whispers("/collections")
    ben.sees("collections-none")


async def test_the_command_alone_says_how(town):
    ben = await town.steward("Ben")
    await ben.whispers("/定点")
    ben.sees("collection-howto", grid="第一网格")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("有害垃圾 每周六 9:00-11:00 南门", "collection-audience-missing"),
        ("有害垃圾 每周六 9:00-11:00 南门 @第二网格", "audience-not-yours"),
        ("厨余 每周六 9:00-11:00 南门 @第一网格", "collection-stream-unknown"),
        ("有害垃圾 11月23日 9:00-11:00 南门 @第一网格", "time-which"),
        ("有害垃圾 11月24日 8:00-8:30 南门 @第一网格", "collection-no-dates"),
    ],
)
async def test_what_cannot_be_is_refused_in_plain_words(town, words, key):
    ben = await town.steward("Ben")
    await ben.whispers(f"/collection {words}")
    ben.sees(key)


async def test_residents_cannot_set_up_collections(town):
    ana = await town.resident("Ana")
    await ana.whispers(WORDS)
    ana.sees("no-permission")


async def test_an_overlap_at_one_place_is_warned_of(town):
    ben, _ = await a_collection(town)
    await ben.whispers("/collection 大件垃圾 每月第一个周六 10:00-12:00 南门 广场 @第一网格")
    assert "⚠️ 这个地方 12月5日（周六）10:00 已经有 #1 有害垃圾，时间撞上了。" in ben.texts()[-1]


async def test_holidays_that_nobody_knows_yet_are_spoken_of(town):
    ben = await town.steward("Ben")
    await ben.whispers(f"{WORDS} 节假日=顺延 起=2037-01-01 止=2037-03-01")
    assert "法定节假日：顺延到节后" in ben.texts()[-1]
    assert "2037 年的放假安排还没有" in ben.texts()[-1]


async def test_after_the_end_staff_enter_what_came_of_it_and_the_circle_reads_it(town):
    ben, ana = await a_collection(town)
    await go_to(town, "11-28 11:00")
    ben.sees("collection-ask-tally")
    await ben.presses("填写")
    await ben.whispers("很多")
    ben.sees("collection-tally-unclear", given="很多")
    await ben.whispers("23户 15.5公斤")
    ben.sees("collection-tally-kept", circles=1)
    said = ana.texts(town.circle)[-1]
    assert "来了 23 户" in said
    assert "有害垃圾：15.5 公斤" in said
    assert "下一次：12月5日（周六）09:00-11:00" in said


async def test_numbers_entered_again_change_the_summary_and_no_second_one_is_posted(town):
    ben, ana = await a_collection(town)
    await go_to(town, "11-28 11:00")
    await ben.answers("23户", "11月28日")
    posted = len(ana.texts(town.circle))
    await ben.answers("24户 3公斤", "11月28日")
    assert len(ana.texts(town.circle)) == posted
    assert "来了 24 户" in ana.texts(town.circle)[-1]


async def test_whoever_came_is_thanked_even_if_nobody_weighed_anything(town):
    _, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await go_to(town, "11-28 11:00")
    ana.sees_not("collection-summary", where=town.circle)
    await go_to(town, "11-29 10:00")
    ana.sees("collection-summary", where=town.circle)


async def test_nothing_is_entered_before_it_has_begun_nor_by_strangers_to_it(town):
    ben, ana = await a_collection(town)
    await ben.forges("1|collection.tally|1|20261128")
    ben.is_told("collection-date-gone")
    eve = await town.steward("Eve", grid="第二网格")
    await go_to(town, "11-28 11:00")
    await eve.whispers("/collections")
    await eve.forges("1|collection.tally|1|20261128")
    eve.is_told("collection-gone", number=1)
    await ana.whispers("/help")
    await ana.forges("1|collection.tally|1|20261128")
    ana.is_told("no-permission")


async def test_the_notice_always_shows_the_next_date(town):
    _, ana = await a_collection(town)
    assert "下一次：11月28日" in _notice(ana)
    await go_to(town, "11-28 11:00")
    assert "下一次：12月5日" in _notice(ana)


async def test_a_schedule_of_one_date_ends_by_itself(town):
    words = "/collection 大件垃圾 12月5日 9:00-11:00 南门 @第一网格"
    ben, ana = await a_collection(town, words)
    await go_to(town, "12-06 12:00")
    assert "已经结束" in _notice(ana)
    await ben.whispers("/collections")
    ben.sees("collections-none")
    await ana.whispers("/collect")
    ana.sees("collect-none")
    waiting = "SELECT COUNT(*) FROM schedules WHERE kind LIKE 'coll%' AND state = 'waiting'"
    assert town.rows(waiting) == [(0,)]


async def test_it_all_works_in_english(town):
    await town.admin.types("/lang en", where=town.circle)
    ben, ana = await town.steward("Ben", lang="en"), await town.resident("Ana", lang="en")
    await ben.whispers("/collection hazardous every Saturday 9:00-11:00 South Gate @第一网格")
    await ben.presses("确认 Confirm")
    assert "every Saturday 09:00-11:00" in ana.texts(town.circle)[-1]
    assert "Bring: batteries, expired medicine" in ana.texts(town.circle)[-1]
    await ana.whispers("/collect")
    ana.sees("collect-list", lang="en")


def _notice(human):
    return next(
        words for words in human.texts(human.group) if "回收" in words and "登记" not in words
    )


def _buttons(human):
    rows = [
        row
        for message in human.town.world.messages(human.id)
        for row in message.data.get("reply_markup", {}).get("inline_keyboard", [])
    ]
    return [(button["text"], button.get("callback_data")) for row in rows for button in row]
