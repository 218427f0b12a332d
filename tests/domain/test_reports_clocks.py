from datetime import timedelta

import pytest

from domain.reports.lifecycle import Party, Step
from domain.reports.model import ReportState
from tests.support.tickets import (
    ALWAYS,
    CLOCKS,
    GENERAL,
    LONG,
    TUESDAY,
    at,
    filed,
    step,
    ticket,
)

S, R, C = Party.STAFF, Party.REPORTER, Party.CLOCK


def _hours(hours):
    return timedelta(hours=hours)


def _working(first, second):
    """Working time between two instants."""
    return CLOCKS.working.between(first, second)


def _deadlines(report):
    return {due.kind.removeprefix("report."): due.at for due in CLOCKS.deadlines(report)}


FROM_FILING = {
    "within a day": (GENERAL, "2026-11-24 9:00", "2026-11-24 13:00", "2026-11-25 17:00"),
    "over night": (GENERAL, "2026-11-24 16:00", "2026-11-25 12:00", "2026-11-26 16:00"),
    "after work": (GENERAL, "2026-11-24 20:00", "2026-11-25 13:00", "2026-11-26 17:00"),
    "at the weekend": (GENERAL, "2026-11-28 10:00", "2026-11-30 13:00", "2026-12-01 17:00"),
    "into a worked Saturday": (
        GENERAL, "2026-02-13 16:00", "2026-02-14 12:00", "2026-02-24 16:00",
    ),
    "in the holidays": (GENERAL, "2026-02-17 10:00", "2026-02-24 13:00", "2026-02-25 17:00"),
    "a long matter": (LONG, "2026-11-24 9:00", "2026-11-24 17:00", "2026-12-14 17:00"),
    "day and night": (ALWAYS, "2026-11-28 22:00", "2026-11-29 0:00", "2026-11-29 22:00"),
}  # fmt: skip


@pytest.mark.parametrize(("category", "when", "respond", "resolve"), FROM_FILING.values(),
                         ids=FROM_FILING)  # fmt: skip
def test_both_clocks_run_from_filing_in_the_time_of_the_category(category, when, respond, resolve):
    report = filed(category=category.name, created_at=at(when))
    assert report.respond_due == at(respond)
    assert report.resolve_due == at(resolve)


@pytest.mark.parametrize("category", [GENERAL, LONG, ALWAYS])
def test_an_urgent_one_has_the_same_short_time_around_the_clock_whatever_it_is(category):
    report = filed(category=category.name, urgent=True, created_at=at("2026-11-28 23:00"))
    assert report.respond_due == at("2026-11-28 23:30")
    assert report.resolve_due == at("2026-11-29 1:00")


def test_a_category_that_the_config_has_no_more_counts_as_other():
    report = filed(category="早就没了")
    assert (report.respond_due, report.resolve_due) == (
        at("2026-11-24 17:00"),
        at("2026-12-02 17:00"),
    )


def test_taking_it_ends_the_first_and_leaves_the_second():
    taken = step(filed(), Step.TAKE, S, now=at("2026-11-24 11:00"))
    assert taken.respond_due is None
    assert taken.responded_at == at("2026-11-24 11:00")
    assert taken.resolve_due == at("2026-11-25 17:00")


def test_by_when_they_had_to_react_stays_known():
    taken = step(filed(), Step.TAKE, S, now=at("2026-11-27 11:00"))
    assert taken.respond_by == at("2026-11-24 13:00")


def test_only_the_first_reaction_counts():
    replied = step(filed(), Step.REPLY, S, now=at("2026-11-24 10:00"))
    taken = step(replied, Step.TAKE, S, now=at("2026-11-24 11:00"))
    assert (replied.state, replied.respond_due) == (ReportState.WAITING, None)
    assert taken.responded_at == at("2026-11-24 10:00")


def test_an_answer_of_the_reporter_is_no_reaction():
    assert step(filed(), Step.ANSWER, R).respond_due == at("2026-11-24 13:00")


# Hold.


def _taken():
    return step(filed(), Step.TAKE, S, now=at("2026-11-24 10:00"))


def _held(when="2026-11-24 12:00"):
    until = at("2026-11-27 9:00")
    return step(_taken(), Step.HOLD, S, now=at(when), held_until=until)


def test_on_hold_the_second_clock_stands_still():
    assert (_held().resolve_due, _held().resolve_from) == (None, None)


def test_on_hold_the_first_clock_runs_on():
    waiting = filed()
    held = CLOCKS.after(waiting, waiting.model_copy(update={"state": ReportState.HELD}), TUESDAY)
    assert held.respond_due == at("2026-11-24 13:00")
    assert "respond_overdue" in _deadlines(held)


def test_afterwards_it_has_exactly_what_was_left():
    resumed = step(_held(), Step.RESUME, C, now=at("2026-11-27 10:00"))
    assert resumed.resolve_due == at("2026-11-30 15:00")
    assert _working(at("2026-11-27 10:00"), resumed.resolve_due) == _hours(16 - 3)


def test_a_hold_outside_working_hours_changes_nothing():
    resumed = step(_held("2026-11-24 20:00"), Step.RESUME, S, now=at("2026-11-25 7:00"))
    assert resumed.resolve_due == _taken().resolve_due


def test_several_holds_add_up():
    once = step(_held(), Step.RESUME, S, now=at("2026-11-25 10:00"))
    twice = step(once, Step.HOLD, S, now=at("2026-11-25 15:00"))
    resumed = step(twice, Step.RESUME, S, now=at("2026-11-27 10:00"))
    assert _working(at("2026-11-27 10:00"), resumed.resolve_due) == _hours(16 - 3 - 5)


def test_held_while_overdue_it_comes_back_overdue():
    back = at("2026-11-30 9:00")
    resumed = step(_held("2026-11-26 12:00"), Step.RESUME, S, now=back)
    assert resumed.resolve_due == back
    assert resumed.resolve_used == 19 * 3600
    assert "resolve_warn" not in _deadlines(resumed)


def test_handing_on_what_is_on_hold_starts_the_clock_again():
    moved = step(_held(), Step.TRANSFER, S, now=at("2026-11-27 10:00"), organisation="物业")
    assert moved.resolve_due == at("2026-11-30 15:00")


def test_a_ticket_from_before_there_were_clocks_gets_one_when_it_comes_back_from_hold():
    held = step(ticket(state="taken"), Step.HOLD, S)
    assert (held.resolve_due, held.resolve_used) == (None, 0)
    assert step(held, Step.RESUME, S).resolve_due == at("2026-11-25 17:00")


# A new start.


def test_reopening_starts_a_new_second_clock_and_no_first():
    closed = step(_taken(), Step.CLOSE, S, now=at("2026-11-25 9:00"))
    again = step(closed, Step.REOPEN, R, now=at("2026-11-30 9:00"))
    assert again.resolve_due == at("2026-12-01 17:00")
    assert (again.resolve_used, again.respond_due) == (0, None)


def test_contesting_starts_a_new_second_clock_and_no_first():
    rejected = step(_taken(), Step.REJECT, S, now=at("2026-11-25 9:00"))
    again = step(rejected, Step.CONTEST, R, now=at("2026-11-30 9:00"))
    assert again.resolve_due == at("2026-12-01 17:00")
    assert (again.resolve_used, again.respond_due) == (0, None)


def test_what_was_closed_on_hold_has_its_whole_time_when_it_is_reopened():
    closed = step(_held(), Step.CLOSE, S, now=at("2026-11-25 9:00"))
    again = step(closed, Step.REOPEN, R, now=at("2026-11-30 9:00"))
    assert again.resolve_due == at("2026-12-01 17:00")


@pytest.mark.parametrize("name", [Step.CLOSE, Step.REJECT, Step.MERGE, Step.WITHDRAW])
def test_what_is_over_has_no_running_clock(name):
    over = step(filed(), name, S, R)
    assert (over.respond_due, over.resolve_due, over.resolve_from) == (None, None, None)
    assert not {"respond_overdue", "resolve_overdue", "hold_over"} & set(_deadlines(over))


# Another category.


def test_another_category_counts_from_where_the_clocks_began():
    changed = step(filed(), Step.CLASSIFY, S, now=at("2026-11-24 12:00"), category=LONG.name)
    assert changed.respond_due == at("2026-11-24 17:00")
    assert changed.resolve_due == at("2026-12-14 17:00")


def test_what_became_urgent_may_be_overdue_at_once():
    changed = step(filed(), Step.CLASSIFY, S, now=at("2026-11-24 12:00"), urgent=True)
    assert changed.respond_due == at("2026-11-24 9:30")
    assert changed.resolve_due == at("2026-11-24 11:00")


def test_another_category_does_not_change_by_when_they_had_to_react_once_they_have():
    assert step(_taken(), Step.CLASSIFY, S, category=LONG.name).respond_by == _taken().respond_by


def test_the_time_used_before_a_hold_is_used_in_another_category_too():
    resumed = step(_held(), Step.RESUME, S, now=at("2026-11-27 10:00"))
    changed = step(resumed, Step.CLASSIFY, S, now=at("2026-11-27 12:00"), category=LONG.name)
    assert _working(at("2026-11-27 10:00"), changed.resolve_due) == _hours(15 * 8 - 3)


def test_a_category_changed_on_hold_counts_from_the_day_it_goes_on():
    changed = step(_held(), Step.CLASSIFY, S, now=at("2026-11-25 9:00"), category=LONG.name)
    assert changed.resolve_due is None
    resumed = step(changed, Step.RESUME, S, now=at("2026-11-27 10:00"))
    assert _working(at("2026-11-27 10:00"), resumed.resolve_due) == _hours(15 * 8 - 3)


def test_the_same_category_again_changes_nothing():
    assert step(filed(), Step.CLASSIFY, S, category=GENERAL.name) == filed()


def test_a_ticket_from_before_there_were_clocks_gets_none_with_a_new_category():
    changed = step(ticket(), Step.CLASSIFY, S, category=LONG.name)
    assert (changed.respond_by, changed.resolve_due) == (None, None)


# What comes due.


def test_what_comes_due_for_a_new_ticket():
    assert _deadlines(filed()) == {
        "respond_warn": at("2026-11-24 12:00"),
        "respond_overdue": at("2026-11-24 13:00"),
        "resolve_warn": at("2026-11-25 13:00"),
        "resolve_overdue": at("2026-11-25 17:00"),
    }


def test_a_reminder_is_worth_nothing_once_the_time_is_over():
    closed = step(_taken(), Step.CLOSE, S, now=TUESDAY)
    until = {due.kind: due.until for r in (filed(), closed) for due in CLOCKS.deadlines(r)}
    assert {kind: over for kind, over in until.items() if over} == {
        "report.respond_warn": at("2026-11-24 13:00"),
        "report.resolve_warn": at("2026-11-25 17:00"),
        "report.ask_again": at("2026-12-01 9:00"),
    }


def test_three_quarters_are_of_the_working_time():
    report = filed(created_at=at("2026-11-27 15:00"))
    due = _deadlines(report)
    assert due["respond_warn"] == at("2026-11-30 10:00")
    assert _working(report.created_at, due["resolve_warn"]) == _hours(12)


def test_three_quarters_do_not_count_a_hold():
    resumed = step(_held(), Step.RESUME, C, now=at("2026-11-27 10:00"))
    assert _deadlines(resumed) == {
        "resolve_warn": at("2026-11-30 11:00"),
        "resolve_overdue": at("2026-11-30 15:00"),
    }


def test_nobody_is_reminded_again_after_a_hold():
    resumed = step(_held("2026-11-25 14:00"), Step.RESUME, C, now=at("2026-11-27 10:00"))
    assert set(_deadlines(resumed)) == {"resolve_overdue"}


def test_what_comes_due_for_a_taken_ticket():
    assert set(_deadlines(_taken())) == {"resolve_warn", "resolve_overdue"}


def test_on_hold_only_its_end_comes_due():
    assert _deadlines(_held()) == {"hold_over": at("2026-11-27 9:00")}


def test_a_closed_ticket_is_asked_about_and_then_closed_unrated():
    done = at("2026-11-25 9:00")
    closed = step(_taken(), Step.CLOSE, S, now=done)
    assert _deadlines(closed) == {
        "ask_again": at("2026-11-27 9:00"),
        "unrated": at("2026-12-02 9:00"),
    }


@pytest.mark.parametrize("name", [Step.RATE, Step.EXPIRE])
def test_nothing_comes_due_for_a_rated_or_expired_one(name):
    closed = step(_taken(), Step.CLOSE, S)
    assert _deadlines(step(closed, name, R, C)) == {}


def test_a_ticket_from_before_there_were_clocks_has_none():
    assert _deadlines(ticket()) == {}
    assert _deadlines(ticket(state="review")) == {}
