"""What comes due: reminders, missing people, the deadline, the end, and the next week."""

from tests.support.due import go_on_to
from tests.support.signups import DUTY, all_join, card, opened, residents, seats


def _times(human, beginning):
    return sum(words.startswith(beginning) for words in human.texts())


async def test_everybody_with_a_seat_is_reminded_the_day_and_the_hour_before(town):
    await opened(town, DUTY)
    ana, ben, dan = await residents(town, "Ana", "Ben", "Dan")
    eve = await town.resident("Eve", lang="en")
    await all_join(town, (ana,))
    await eve.presses("报名", where=town.circle)
    await all_join(town, (ben, dan))
    await go_on_to(town, "27 18:00")
    ana.sees("signup-remind-day", where=ana.id)
    assert "11月28日（周六）08:00\n📍 南门" in ana.texts()[-1]
    eve.sees("signup-remind-day", where=eve.id, lang="en")
    ben.sees_not("signup-remind-day")
    await go_on_to(town, "28 7:00")
    ana.sees("signup-remind-hour", where=ana.id)
    eve.sees("signup-remind-hour", where=eve.id, lang="en")
    ben.sees_not("signup-remind-hour")
    await go_on_to(town, "28 9:00")
    assert _times(ana, "还有一个小时") == 1
    assert _times(ana, "明天记得") == 1


async def test_who_cannot_be_written_to_is_reminded_by_one_mention_in_the_group(town):
    await opened(town, DUTY)
    people = [await town.resident(name, started=False) for name in ("Ana", "Ben")]
    await all_join(town, people)
    await go_on_to(town, "27 18:00")
    calls = [w for w in people[0].texts(town.circle) if "有消息告诉您" in w]
    assert len(calls) == 1
    assert "Ana" in calls[0]
    assert "Ben" in calls[0]


async def test_an_early_shift_reminds_in_the_night_only_if_it_is_too_late_by_morning(town):
    await opened(town, "/signup 早市 人数=2 时间=周六 7:30-9:00")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await go_on_to(town, "28 6:30")
    ana.sees_not("signup-remind-hour")
    await go_on_to(town, "28 7:00")
    ana.sees("signup-remind-hour", where=ana.id)


async def test_what_was_missed_while_the_bot_was_off_is_not_said_too_late(town):
    await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await go_on_to(town, "28 8:00")
    ana.sees_not("signup-remind-day")
    ana.sees_not("signup-remind-hour")
    states = town.rows("SELECT DISTINCT state FROM schedules WHERE kind LIKE 'signup.remind%'")
    assert states == [("lapsed",)]


async def test_a_change_of_time_moves_the_reminders(town):
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await cai.presses("更改")
    await cai.presses("时间")
    await cai.whispers("周日 9:00-11:00")
    await go_on_to(town, "27 18:00")
    ana.sees_not("signup-remind-day")
    await go_on_to(town, "28 18:00")
    ana.sees("signup-remind-day", where=ana.id)


async def test_people_missing_the_evening_before_are_asked_for_with_whose_turn_it_is(town):
    cai = await opened(town, "/signup 旧班 人数=9 时间=周三 8:00-10:00")
    ana, ben, dan, eve, fay = await residents(town, "Ana", "Ben", "Dan", "Eve", "Fay")
    await all_join(town, (ana, ben, dan, eve))
    await go_on_to(town, "25 8:30")
    await cai.presses("点名")
    for name in ("Ana", "Dan"):
        await cai.presses(f"{name} 到场")
    await cai.types(DUTY)
    await cai.types("/signup 别的 人数=1")
    await dan.presses("报名", where=town.circle)
    await ben.forges("1|signup.opt|out", where=town.circle)
    ben.is_told("signup-opted-out")
    await go_on_to(town, "27 18:00")
    ana.sees("signup-short-names", free=2, names="Eve、Ana、Dan", where=town.circle)
    cai.sees("signup-short-names", where=cai.id)
    assert not any("Fay" in words for words in fay.texts(town.circle))
    await fay.presses("报名", where=town.circle)
    fay.is_told("signup-joined")


async def test_without_volunteers_the_number_alone_is_said_in_the_language_of_the_group(town):
    cai = await opened(town, DUTY)
    await cai.types("/lang en")
    await go_on_to(town, "27 18:00")
    cai.sees("signup-short", free=2, where=town.circle, lang="en")


async def test_who_opted_out_is_not_named_until_they_opt_in_again(town):
    await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.forges("1|signup.opt|out", where=town.circle)
    await ana.whispers("/signup")
    await ana.presses("缺人时可以点我的名")
    ana.is_told("signup-opted-in")
    assert town.rows("SELECT * FROM signup_optouts") == []


async def test_a_full_shift_asks_for_nobody(town):
    await opened(town, DUTY)
    people = await residents(town, "Ana", "Ben")
    await all_join(town, people)
    await go_on_to(town, "27 18:00")
    people[0].sees_not("signup-short")


async def test_shortly_before_the_start_a_free_seat_is_given_without_asking(town):
    await opened(town, DUTY)
    people = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, people)
    await go_on_to(town, "28 7:00")
    await people[0].presses("取消报名", where=town.circle)
    people[0].is_told("signup-left-late")
    people[2].sees("signup-seated", seats=1, where=people[2].id)
    assert [name for name, *_ in seats(town)] == ["Ben", "Dan"]


async def test_after_the_start_nobody_moves_up_or_leaves(town):
    cai = await opened(town, DUTY)
    people = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, people)
    await go_on_to(town, "28 8:00")
    await people[0].forges("1|signup.leave|1|0", where=town.circle)
    people[0].is_told("signup-has-begun", alert=True)
    assert [row[2] for row in seats(town)] == [1, 1, 0]
    assert cai.buttons(town.circle)


async def test_leaving_in_the_last_day_is_marked_and_the_organiser_hears(town):
    cai = await opened(town, DUTY)
    ana, ben = await residents(town, "Ana", "Ben")
    await all_join(town, (ana, ben))
    await go_on_to(town, "27 7:00")
    await ben.presses("取消报名", where=town.circle)
    ben.is_told("signup-left")
    await go_on_to(town, "27 8:01")
    await ana.presses("取消报名", where=town.circle)
    ana.is_told("signup-left-late")
    cai.sees("signup-left-late-told", name="Ana", where=cai.id)
    rows = town.rows("SELECT late FROM signup_entries ORDER BY number")
    assert rows == [(1,), (0,)]


async def test_at_its_end_the_card_has_no_buttons_and_the_organiser_is_asked_for_the_roll(town):
    cai = await opened(town, DUTY)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await go_on_to(town, "28 10:00")
    cai.sees("signup-over-told", title="守桶", where=cai.id)
    assert "已结束" in card(cai)
    assert cai.buttons(town.circle) == []
    await cai.presses("点名")
    await cai.presses("Ana 到场")
    assert town.rows("SELECT mark, minutes FROM signup_attendance") == [("present", 120)]


async def test_a_weekly_one_opens_afresh_with_nobody_on_it(town):
    cai = await opened(town, f"{DUTY} 截止=周五20:00 每周")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await go_on_to(town, "28 10:00")
    assert "12月5日（周六）08:00-10:00" in card(cai)
    assert "12月4日（周五）20:00 截止" in card(cai)
    assert "已报 0/2" in card(cai)
    assert seats(town, 2) == []
    await ana.presses("报名", where=town.circle)
    assert [name for name, *_ in seats(town, 2)] == ["Ana"]
    await go_on_to(town, "12-05 10:00")
    assert town.rows("SELECT COUNT(*) FROM signups") == [(3,)]


async def test_weeks_that_the_bot_was_off_are_left_out(town):
    await opened(town, f"{DUTY} 每周")
    await go_on_to(town, "12-16 12:00")
    assert town.rows("SELECT COUNT(*) FROM signups") == [(2,)]
    ((starts,),) = town.rows("SELECT starts_at FROM signup_shifts WHERE signup = 2")
    assert starts > town.clock.now().timestamp() * 1000


async def test_a_weekly_one_is_stopped(town):
    cai = await opened(town, f"{DUTY} 每周")
    await cai.presses("下周起不再开")
    cai.is_told("signup-weekly-stopped")
    await go_on_to(town, "28 10:00")
    assert town.rows("SELECT COUNT(*) FROM signups") == [(1,)]


async def test_a_week_that_is_cancelled_does_not_end_a_weekly_one(town):
    cai = await opened(town, f"{DUTY} 每周")
    await cai.presses("取消活动")
    await cai.whispers("下雨")
    cai.sees("signup-cancelled-weekly", where=cai.id)
    await go_on_to(town, "28 10:00")
    cai.sees_not("signup-over-told")
    assert "12月5日（周六）08:00-10:00" in card(cai)
    assert "取消" not in card(cai)


async def test_a_weekly_one_that_is_cancelled_and_stopped_opens_no_more(town):
    cai = await opened(town, f"{DUTY} 每周")
    await cai.presses("取消活动")
    await cai.whispers("不办了")
    await cai.presses("下周起不再开")
    await go_on_to(town, "28 10:00")
    assert town.rows("SELECT COUNT(*) FROM signups") == [(1,)]


async def test_missing_people_of_a_closed_one_are_told_to_the_organiser_alone(town):
    cai = await opened(town, f"{DUTY} 截止=周四20:00")
    await go_on_to(town, "27 18:00")
    cai.sees("signup-short", free=2, where=cai.id)
    cai.sees_not("signup-short", where=town.circle)


async def test_an_offer_ends_silently_with_what_it_is_for(town):
    cai = await opened(town, DUTY)
    people = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, people)
    await people[0].presses("取消报名", where=town.circle)
    await cai.presses("取消活动")
    await cai.whispers("下雨")
    await people[2].presses("我来")
    people[2].is_told("signup-is-over", alert=True)
    await town.passes(hours=3)
    people[2].sees_not("signup-offer-lapsed")


async def test_the_seat_of_somebody_who_had_their_data_erased_is_passed_on(town):
    cai = await opened(town, "/signup 守桶 人数=1 问=忌口")
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("不吃辣")
    await ben.presses("报名", where=town.circle)
    await ana.whispers("/me")
    ana.sees("me", signups=1)
    await ana.presses("导出我的资料")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    await town.passes(seconds=1)
    ben.sees("signup-offer", where=ben.id)
    assert town.rows("SELECT * FROM signup_answers") == []
    assert "Ana" not in card(cai)
    assert town.rows("SELECT name, household FROM signup_entries WHERE number = 1") == [("", "")]


async def test_a_restart_loses_nobody_and_no_deadline(town):
    await opened(town, "/signup 守桶 人数=1 时间=周六 8:00-10:00")
    people = await residents(town, "Ana", "Ben", "Dan")
    await all_join(town, people)
    await people[0].presses("取消报名", where=town.circle)
    await town.restart()
    assert [row[:1] + row[2:] for row in seats(town)] == [("Ben", 0, 1), ("Dan", 0, 0)]
    await town.passes(hours=2)
    people[2].sees("signup-offer", where=people[2].id)
