"""What comes due, on a clock that is moved; the town begins on a Tuesday at 9:00.

A report about rubbish has to be met within a working day (by 18:00) and solved within seven (by
Wednesday week, 18:00); one about a lift within 2 and 24 hours, day and night; an urgent one within
half an hour and 2 hours.
"""

from datetime import timedelta

from tests.support.due import (
    ASK_AGAIN,
    DANGER,
    HOLD_OVER,
    LIFT,
    RESOLVE_OVERDUE,
    RESOLVE_WARN,
    RESPOND_OVERDUE,
    RESPOND_WARN,
    RUBBISH,
    a_taken_ticket,
    closes,
    go_by_the_hour_to,
    go_on_to,
    holds,
    reminded,
    state_of,
    times_told,
)

# To respond.


async def test_those_on_call_are_reminded_when_three_quarters_of_the_time_to_respond_are_gone(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    cai = await town.steward("Cai")
    await ben.whispers("/duty on")
    await cai.whispers("/duty off")
    await ana.types(RUBBISH)
    await go_on_to(town, "24 15:44")
    assert reminded(ben) == {}
    await go_on_to(town, "24 15:45")
    assert reminded(ben) == {RESPOND_WARN: 1}
    assert reminded(cai) == {}


async def test_all_of_the_grid_hear_when_nobody_responded_in_time(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    cai = await town.steward("Cai")
    away = await town.steward("Dai", grid="第二网格")
    await ben.whispers("/duty on")
    await cai.whispers("/duty off")
    await ana.types(RUBBISH)
    await go_by_the_hour_to(town, "11-24 18:00")
    assert reminded(ben) == {RESPOND_WARN: 1, RESPOND_OVERDUE: 1}
    assert reminded(cai) == {RESPOND_OVERDUE: 1}
    assert reminded(away) == {}


async def test_where_a_grid_has_no_staff_the_admins_hear(town):
    ana = await town.resident("Ana")
    await ana.types(RUBBISH)
    await go_by_the_hour_to(town, "11-24 18:00")
    assert reminded(town.admin) == {RESPOND_WARN: 1, RESPOND_OVERDUE: 1}


async def test_nobody_is_told_to_respond_once_somebody_has(town):
    _, ben = await a_taken_ticket(town)
    await go_by_the_hour_to(town, "11-24 20:00")
    assert reminded(ben) == {}


async def test_who_is_handed_a_ticket_is_reminded_and_not_who_handed_it_on(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    cai = await town.steward("Cai")
    await ana.types(LIFT)
    await ben.presses("转派")
    await ben.presses("Cai")
    await go_on_to(town, "25 7:00")
    assert reminded(cai) == {RESOLVE_WARN: 1}
    assert reminded(ben) == {}


# To resolve.


async def test_the_owner_is_reminded_when_three_quarters_of_the_time_to_resolve_are_gone(town):
    _, ben = await a_taken_ticket(town)
    cai = await town.steward("Cai")
    await go_on_to(town, "12-01 11:14")
    assert reminded(ben) == {}
    await go_on_to(town, "12-01 11:15")
    assert reminded(ben) == {RESOLVE_WARN: 1}
    assert reminded(cai) == reminded(town.admin) == {}


async def test_owner_and_admins_hear_when_it_is_overdue_and_then_every_morning_at_nine(town):
    _, ben = await a_taken_ticket(town)
    cai = await town.steward("Cai")
    await go_on_to(town, "12-01 12:00")
    await go_on_to(town, "12-02 18:00")
    assert reminded(ben) == {RESOLVE_WARN: 1, RESOLVE_OVERDUE: 1}
    assert reminded(town.admin) == {RESOLVE_OVERDUE: 1}
    await go_by_the_hour_to(town, "12-03 08:59")
    assert times_told(ben, RESOLVE_OVERDUE) == 1
    await go_by_the_hour_to(town, "12-03 09:00")
    assert times_told(ben, RESOLVE_OVERDUE) == times_told(town.admin, RESOLVE_OVERDUE) == 2
    await go_by_the_hour_to(town, "12-06 12:00")
    assert times_told(ben, RESOLVE_OVERDUE) == times_told(town.admin, RESOLVE_OVERDUE) == 5
    assert reminded(cai) == {}


async def test_the_morning_reminders_end_when_it_is_done(town):
    _, ben = await a_taken_ticket(town)
    await go_by_the_hour_to(town, "12-03 10:00")
    await closes(ben)
    before = reminded(ben)
    await go_by_the_hour_to(town, "12-08 10:00")
    assert reminded(ben) == before


async def test_those_on_call_are_reminded_of_the_ticket_of_somebody_who_left(town):
    _, ben = await a_taken_ticket(town)
    cai = await town.steward("Cai")
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Ben")
    await go_on_to(town, "12-01 11:15")
    assert reminded(cai) == {RESOLVE_WARN: 1}
    assert reminded(ben) == {}


# By night.


async def test_what_comes_due_at_night_waits_until_the_quiet_hours_are_over(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await go_on_to(town, "24 21:30")
    await ana.types(LIFT)
    await go_by_the_hour_to(town, "11-25 06:59")
    assert reminded(ben) == {}
    await go_by_the_hour_to(town, "11-25 07:00")
    assert reminded(ben) == {RESPOND_OVERDUE: 1}


async def test_what_is_urgent_is_heard_at_any_hour(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await go_on_to(town, "24 23:00")
    await ana.types(DANGER)
    await go_on_to(town, "24 23:23")
    assert reminded(ben) == {RESPOND_WARN: 1}
    await go_on_to(town, "24 23:30")
    assert reminded(ben) == {RESPOND_WARN: 1, RESPOND_OVERDUE: 1}
    await ben.presses("接单")
    await go_on_to(town, "25 1:00")
    assert times_told(ben, RESOLVE_OVERDUE) == times_told(town.admin, RESOLVE_OVERDUE) == 1


async def test_also_what_is_urgent_is_only_recalled_in_the_morning(town):
    _, ben = await a_taken_ticket(town, DANGER)
    await go_by_the_hour_to(town, "11-25 08:59")
    assert times_told(ben, RESOLVE_OVERDUE) == 1
    await go_by_the_hour_to(town, "11-25 09:00")
    assert times_told(ben, RESOLVE_OVERDUE) == 2


# On hold.


async def test_on_hold_nothing_comes_due_until_the_day_has_come(town):
    _, ben = await a_taken_ticket(town)
    await holds(ben, "15 天")
    await go_by_the_hour_to(town, "12-09 08:59")
    assert reminded(ben) == {}
    await go_by_the_hour_to(town, "12-09 09:00")
    assert reminded(ben) == {HOLD_OVER: 1}
    assert state_of(town) == "taken"


async def test_afterwards_what_was_left_of_the_time_runs_on(town):
    _, ben = await a_taken_ticket(town)
    await holds(ben, "15 天")
    await go_by_the_hour_to(town, "12-09 09:00")
    await go_by_the_hour_to(town, "12-17 17:59")
    assert reminded(ben) == {HOLD_OVER: 1, RESOLVE_WARN: 1}
    await go_by_the_hour_to(town, "12-17 18:00")
    assert times_told(ben, RESOLVE_OVERDUE) == 1


async def test_one_that_was_taken_up_again_before_does_not_come_back_a_second_time(town):
    _, ben = await a_taken_ticket(town)
    await holds(ben)
    await ben.presses("恢复办理")
    await go_by_the_hour_to(town, "11-28 12:00")
    assert reminded(ben) == {}


async def test_a_hold_that_changes_nothing_lets_everything_come_due_once(town):
    _, ben = await a_taken_ticket(town)
    await go_on_to(town, "24 19:00")
    await holds(ben)
    await go_on_to(town, "24 20:00")
    await ben.presses("恢复办理")
    await go_by_the_hour_to(town, "12-02 19:00")
    assert reminded(ben) == {RESOLVE_WARN: 1, RESOLVE_OVERDUE: 1}


# When it is over.


async def test_nothing_comes_due_for_what_was_withdrawn(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.whispers(RUBBISH)
    await ana.presses("撤回")
    await ana.presses("确定撤回")
    await go_by_the_hour_to(town, "12-03 12:00")
    assert state_of(town) == "withdrawn"
    assert reminded(ben) == reminded(town.admin) == {}


async def test_nothing_comes_due_for_what_was_merged(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 大门坏了")
    await ben.presses("接单")
    await _closes_later(ben, ana)
    await go_by_the_hour_to(town, "12-03 12:00")
    assert state_of(town, 2) == "merged"
    told = [words for words in ben.texts() if "过了时间" in words]
    assert told
    assert not any("#2" in words for words in told)


async def _closes_later(ben, ana):
    """A second ticket is merged into the first."""
    await ana.types(RUBBISH)
    await ben.presses("合并")
    await ben.presses("#1 大门坏了")


async def test_nothing_comes_due_for_what_was_rejected(town):
    _, ben = await a_taken_ticket(town)
    await ben.presses("不受理")
    await ben.presses("其他原因")
    await ben.whispers("不是我们的事")
    await go_by_the_hour_to(town, "12-03 12:00")
    assert reminded(ben) == {}


# Afterwards.


async def test_who_has_not_answered_is_asked_again_after_two_days_and_once(town):
    ana, ben = await a_taken_ticket(town)
    await closes(ben)
    await go_by_the_hour_to(town, "11-26 08:59")
    assert times_told(ana, ASK_AGAIN) == 0
    await go_by_the_hour_to(town, "11-26 09:00")
    assert times_told(ana, ASK_AGAIN) == 1
    await go_by_the_hour_to(town, "11-30 09:00")
    assert times_told(ana, ASK_AGAIN) == 1


async def test_who_has_answered_is_not_asked_again(town):
    ana, ben = await a_taken_ticket(town)
    await closes(ben)
    await ana.presses("解决了")
    await ana.presses("满意")
    await go_by_the_hour_to(town, "12-03 12:00")
    assert times_told(ana, ASK_AGAIN) == 0


async def test_after_a_week_without_an_answer_it_is_closed_unrated(town):
    ana, ben = await a_taken_ticket(town)
    await closes(ben)
    await go_by_the_hour_to(town, "12-01 08:59")
    assert state_of(town) == "review"
    await go_by_the_hour_to(town, "12-01 09:00")
    assert state_of(town) == "closed"
    assert town.rows("SELECT step, person_id FROM report_events ORDER BY id DESC LIMIT 1") == [
        ("expire", None)
    ]
    assert reminded(ben) == reminded(ana) == {}


async def test_a_question_of_before_a_reopening_is_not_asked_again(town):
    ana, ben = await a_taken_ticket(town)
    await closes(ben)
    await ana.presses("没解决")
    await ana.whispers("还是很脏")
    await go_by_the_hour_to(town, "12-02 17:00")
    assert times_told(ana, ASK_AGAIN) == 0
    assert state_of(town) == "taken"


# Downtime, restarts, and saving again.


async def test_what_came_due_while_the_bot_was_down_comes_once_and_not_too_late_to_help(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types(RUBBISH)
    await town.stop_bot()
    town.clock.advance(timedelta(days=10))
    await town.start_bot()
    assert reminded(ben) == {RESPOND_OVERDUE: 1, RESOLVE_OVERDUE: 1}
    await town.restart()
    assert reminded(ben) == {RESPOND_OVERDUE: 1, RESOLVE_OVERDUE: 1}


async def test_a_downtime_of_days_gives_one_morning_reminder_and_then_they_go_on(town):
    _, ben = await a_taken_ticket(town)
    await go_on_to(town, "12-02 18:00")
    await town.stop_bot()
    town.clock.advance(timedelta(days=4))
    await town.start_bot()
    assert times_told(ben, RESOLVE_OVERDUE) == 2
    await go_by_the_hour_to(town, "12-07 09:00")
    assert times_told(ben, RESOLVE_OVERDUE) == 3


async def test_a_hold_that_ended_while_the_bot_was_down_ends_when_it_is_back(town):
    _, ben = await a_taken_ticket(town)
    await holds(ben)
    await town.stop_bot()
    town.clock.advance(timedelta(days=5))
    await town.start_bot()
    assert state_of(town) == "taken"
    assert reminded(ben) == {HOLD_OVER: 1}


async def test_what_was_to_be_closed_while_the_bot_was_down_is_closed_when_it_is_back(town):
    ana, ben = await a_taken_ticket(town)
    await closes(ben)
    await town.stop_bot()
    town.clock.advance(timedelta(days=10))
    await town.start_bot()
    assert state_of(town) == "closed"
    assert times_told(ana, ASK_AGAIN) == 0
    lapsed = "SELECT reason FROM schedules WHERE kind = 'report.ask_again' AND state = 'lapsed'"
    assert len(town.rows(lapsed)) == 1


async def test_a_reminder_does_not_come_again_when_the_ticket_goes_on(town):
    ana, ben = await a_taken_ticket(town)
    await go_on_to(town, "12-01 12:00")
    await ben.presses("回复")
    await ben.whispers("明天来清")
    await go_by_the_hour_to(town, "12-02 12:00")
    assert reminded(ben) == {RESOLVE_WARN: 1}
    ana.sees("report-told", number=1, words="明天来清")


async def test_not_even_weeks_later_when_old_deadlines_are_forgotten(town):
    _, ben = await a_taken_ticket(town)
    await go_by_the_hour_to(town, "12-30 10:00")
    before = reminded(ben)
    assert before[RESOLVE_WARN] == 1
    await ben.presses("回复")
    await ben.whispers("还在找人")
    await go_by_the_hour_to(town, "12-30 20:00")
    assert reminded(ben) == before
