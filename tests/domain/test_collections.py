"""When collections are: rule, extra days, exceptions, public holidays, what staff decide."""

from datetime import date, time, timedelta

import pytest
from pydantic import ValidationError

from domain.collections.changing import add, move, open_date, open_dates, read_reason, skip
from domain.collections.checking import first_overlap, place_key, unusual, upcoming
from domain.collections.model import Change, Policy
from domain.collections.occurrences import find, occurrences
from domain.collections.steps import StepKind, next_step_at, steps_between, steps_of
from domain.errors import Refusal
from domain.timing import Dated, Span, Stretch
from tests.support.collecting import MORNING, NOW, at, schedule, shown

AFTERNOON = Span(start=time(14), end=time(16))


def days(one, since="2026-09-01 8:00", limit=4, **more):
    return shown(occurrences(one, at(since), limit=limit, **more))


def one_day(day, *others):
    return (Stretch(first=day, last=day), *others)


def test_a_weekly_collection_has_its_days_one_after_the_other():
    assert days(schedule()) == ["09-05 09:00", "09-12 09:00", "09-19 09:00", "09-26 09:00"]


def test_only_what_begins_after_the_instant_and_before_the_end_is_given():
    found = occurrences(schedule(), at("2026-09-05 9:00"), until=at("2026-09-19 9:00"))
    assert shown(found) == ["09-12 09:00"]


def test_a_collection_begins_and_ends_where_it_is_said_to():
    one = schedule(first=date(2026, 9, 10), last=date(2026, 9, 19))
    assert days(one) == ["09-12 09:00", "09-19 09:00"]


def test_extra_days_stand_among_the_others_also_before_the_first_and_after_the_last():
    extra = (date(2026, 9, 3), date(2026, 9, 16), date(2026, 9, 19), date(2026, 10, 7))
    one = schedule(first=date(2026, 9, 12), last=date(2026, 9, 19), extra=extra)
    assert days(one, limit=9) == [
        "09-03 09:00",
        "09-12 09:00",
        "09-16 09:00",
        "09-19 09:00",
        "10-07 09:00",
    ]


def test_exceptions_leave_out_single_days_and_ranges_but_no_extra_day():
    exceptions = one_day(date(2026, 9, 5), Stretch(first=date(2026, 9, 12), last=date(2026, 9, 20)))
    one = schedule(exceptions=exceptions, extra=(date(2026, 9, 19),))
    assert days(one, limit=3) == ["09-19 09:00", "09-26 09:00", "10-03 09:00"]


def test_single_days_need_no_rule():
    one = schedule(None, extra=(date(2026, 9, 8), date(2027, 3, 1)))
    assert days(one) == ["09-08 09:00", "03-01 09:00"]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy.KEEP, ["09-26 09:00", "10-03 09:00", "10-10 09:00"]),
        (Policy.CANCEL, ["10-10 09:00", "10-17 09:00", "10-24 09:00"]),
        (Policy.LATER, ["09-28 09:00", "10-08 09:00", "10-10 09:00"]),
        (Policy.EARLIER, ["09-24 09:00", "09-30 09:00", "10-10 09:00"]),
    ],
)
def test_public_holidays_go_by_the_policy(policy, expected):
    """25–27 September and 1–7 October 2026 are free; 20 September and 10 October are worked."""
    assert days(schedule(holidays=policy), "2026-09-21 8:00", limit=3) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy.CANCEL, ["10-03 09:00", "10-17 09:00"]),
        (Policy.LATER, ["10-03 09:00", "10-11 09:00"]),
        (Policy.EARLIER, ["10-03 09:00", "10-09 09:00"]),
    ],
)
def test_weekend_days_that_are_worked_go_by_a_policy_of_their_own(policy, expected):
    assert days(schedule(workdays=policy), "2026-09-28 8:00", limit=2) == expected


def test_a_collection_that_is_put_off_to_a_day_that_has_one_falls_together_with_it():
    daily = schedule("每天 9:00-11:00", holidays=Policy.LATER)
    assert days(daily, "2026-09-30 8:00", limit=3) == ["09-30 09:00", "10-08 09:00", "10-09 09:00"]


def test_two_of_one_holiday_that_go_to_one_day_are_held_once():
    one = schedule("每周一、三 9:00-11:00", holidays=Policy.EARLIER)
    held = list(occurrences(one, at("2026-09-30 10:00"), limit=2))
    assert shown(held) == ["10-12 09:00", "10-14 09:00"]
    friday = schedule("每周五、六 9:00-11:00", holidays=Policy.LATER)
    assert days(friday, "2026-09-30 8:00", limit=2) == ["10-08 09:00", "10-09 09:00"]


def test_what_staff_moved_out_of_a_holiday_leaves_the_place_to_the_next():
    changes = {date(2026, 10, 2): Change(to=date(2026, 9, 29))}
    friday = schedule("每周五、六 9:00-11:00", holidays=Policy.LATER, changes=changes)
    held = list(occurrences(friday, at("2026-09-28 12:00"), limit=2))
    assert [one.day for one in held] == [date(2026, 10, 2), date(2026, 10, 3)]
    assert shown(held) == ["09-29 09:00", "10-08 09:00"]


def test_a_holiday_of_another_policy_does_not_take_the_place():
    both = schedule("每天 9:00-11:00", holidays=Policy.CANCEL, workdays=Policy.LATER)
    assert find(both, date(2026, 10, 10)) is None


def test_years_whose_holidays_are_not_known_are_ordinary():
    one = schedule(holidays=Policy.CANCEL)
    assert find(one, date(2040, 10, 6)) is not None


def test_staff_can_skip_and_move_a_date_also_far_away():
    changes = {
        date(2026, 9, 5): Change(to=None),
        date(2026, 9, 12): Change(to=date(2027, 2, 2), span=AFTERNOON, reason="rain"),
    }
    one = schedule(changes=changes)
    assert days(one, limit=2) == ["09-19 09:00", "09-26 09:00"]
    (moved,) = occurrences(one, at("2027-02-01 8:00"), limit=1)
    assert (moved.day, moved.moved, moved.reason) == (date(2026, 9, 12), True, "rain")
    assert shown([moved]) == ["02-02 14:00"]


def test_a_moved_date_is_found_long_after_the_last_one():
    one = schedule(
        None, extra=(date(2026, 9, 8),), changes={date(2026, 9, 8): Change(to=date(2028, 1, 3))}
    )
    assert days(one) == ["01-03 09:00"]


def test_a_change_of_a_day_that_is_none_changes_nothing():
    one = schedule(changes={date(2026, 9, 6): Change(to=date(2026, 9, 7))})
    assert days(one, limit=1) == ["09-05 09:00"]


@pytest.mark.parametrize(
    "fields", [{"rule": None}, {"last": date(2026, 8, 1)}, {"streams": ()}, {"place": ""}]
)
def test_a_schedule_that_cannot_be_is_refused(fields):
    with pytest.raises(ValidationError):
        schedule(**fields)


def test_every_collection_has_its_steps_in_order():
    (first,) = occurrences(schedule(), NOW, limit=1)
    kinds = [(step.kind, step.at) for step in steps_of(schedule(), first)]
    assert kinds == [
        (StepKind.EVENING, at("2026-09-04 19:00")),
        (StepKind.SOON, at("2026-09-05 8:30")),
        (StepKind.OVER, at("2026-09-05 11:00")),
        (StepKind.SUMMARY, at("2026-09-06 10:00")),
    ]


def test_one_deadline_at_a_time_leads_through_all_steps():
    one, now, seen = schedule("每天 20:00-21:00", last=date(2026, 9, 3)), NOW, []
    while (due := next_step_at(one, now)) is not None:
        seen += [(step.kind, step.occurrence.day.day) for step in steps_between(one, now, due)]
        now = due
    assert seen == [
        ("evening", 2),
        ("soon", 1),
        ("over", 1),
        ("summary", 1),
        ("evening", 3),
        ("soon", 2),
        ("over", 2),
        ("summary", 2),
        ("soon", 3),
        ("over", 3),
        ("summary", 3),
    ]


def test_a_reminder_is_late_once_the_collection_has_begun_and_the_end_never_is():
    (first,) = occurrences(schedule(), NOW, limit=1)
    steps = steps_of(schedule(), first)
    late = [step.is_late(first.start) for step in steps]
    assert late == [True, True, False, False]
    assert not steps[0].is_late(first.start - timedelta(seconds=1))


def test_staff_see_the_dates_that_they_can_change_soonest_first():
    changes = {date(2026, 9, 5): Change(to=date(2026, 9, 13))}
    found = open_dates(schedule(changes=changes), at("2026-09-12 10:00"), 3)
    assert shown(found) == ["09-12 09:00", "09-13 09:00", "09-19 09:00"]


def test_a_date_is_skipped_with_a_reason_and_the_revision_rises():
    one = skip(schedule(), date(2026, 9, 5), "rain", NOW)
    assert one.changes[date(2026, 9, 5)].reason == "rain"
    assert (one.revision, days(one, limit=1)) == (1, ["09-12 09:00"])
    with pytest.raises(Refusal, match="collection-date-gone"):
        skip(one, date(2026, 9, 5), "", NOW)


@pytest.mark.parametrize(
    ("to", "refused"),
    [
        (
            Dated(day=date(2026, 9, 1), span=Span(start=time(8), end=time(8, 30))),
            "collection-date-gone",
        ),
        (
            Dated(day=date(2026, 9, 1), span=Span(start=time(8), end=time(12))),
            "collection-time-past",
        ),
        (Dated(day=date(2026, 9, 5)), "collection-same-time"),
    ],
)
def test_a_date_cannot_be_moved_into_the_past_or_to_where_it_is(to, refused):
    with pytest.raises(Refusal, match=refused):
        move(schedule(), date(2026, 9, 5), to, "", NOW)


def test_a_moved_date_keeps_its_name_and_can_be_moved_again():
    one = move(
        schedule(), date(2026, 9, 5), Dated(day=date(2026, 9, 6), span=AFTERNOON), "rain", NOW
    )
    one = move(one, date(2026, 9, 5), Dated(day=date(2026, 9, 7)), "rain", NOW)
    assert shown([open_date(one, date(2026, 9, 5), NOW)]) == ["09-07 09:00"]


def test_a_date_is_added_and_a_skipped_one_taken_back():
    one = add(schedule(), Dated(day=date(2026, 9, 9), span=AFTERNOON), NOW)
    assert days(one, limit=2) == ["09-05 09:00", "09-09 14:00"]
    one = add(skip(one, date(2026, 9, 5), "", NOW), Dated(day=date(2026, 9, 5)), NOW)
    assert days(one, limit=1) == ["09-05 09:00"]
    plain = add(schedule(), Dated(day=date(2026, 9, 10)), NOW)
    assert (plain.extra, plain.changes) == ((date(2026, 9, 10),), {})


def test_a_holiday_that_is_cancelled_can_be_held_all_the_same():
    one = add(schedule(holidays=Policy.CANCEL), Dated(day=date(2026, 10, 3)), NOW)
    found = find(one, date(2026, 10, 3))
    assert found is not None
    assert not found.moved


@pytest.mark.parametrize(
    ("to", "refused"),
    [
        (Dated(day=date(2026, 9, 5)), "collection-has-date"),
        (Dated(day=date(2030, 9, 5)), "collection-date-far"),
        (
            Dated(day=date(2026, 9, 1), span=Span(start=time(8), end=time(12))),
            "collection-time-past",
        ),
    ],
)
def test_a_date_is_not_added_twice_nor_far_ahead_nor_in_the_past(to, refused):
    with pytest.raises(Refusal, match=refused):
        add(schedule(), to, NOW)


def test_a_reason_is_a_few_words():
    assert read_reason("  下雨  了 ") == "下雨 了"
    with pytest.raises(Refusal, match="collection-reason-long"):
        read_reason("雨" * 61)


def test_the_preview_shows_three_dates_and_refuses_none():
    assert len(upcoming(schedule(), NOW)) == 3
    with pytest.raises(Refusal, match="collection-no-dates"):
        upcoming(schedule(exceptions=one_day(date(2026, 9, 5)), last=date(2026, 9, 6)), NOW)


def test_two_collections_at_one_place_and_time_are_noticed():
    other = schedule("每月第二个周六 10:30-12:00")
    overlap = first_overlap(schedule(), other, NOW)
    assert overlap is not None
    assert overlap.at == at("2026-09-12 10:30")
    assert first_overlap(schedule(), schedule("每周六 11:00-12:00"), NOW) is None
    assert first_overlap(schedule(), schedule("每周日 9:00-11:00"), NOW) is None
    assert place_key("南门 广场") == place_key("南门广场")


def test_days_that_are_not_ordinary_are_pointed_out():
    found = unusual(schedule(), at("2026-09-10 8:00"))
    assert found.holiday is not None
    assert found.make_up is not None
    assert (found.holiday.day, found.make_up.day) == (date(2026, 9, 26), date(2026, 10, 10))
    assert found.unknown_year is None
    ahead = unusual(schedule(holidays=Policy.CANCEL), at("2035-12-20 8:00"))
    assert (ahead.holiday, ahead.make_up, ahead.unknown_year) == (None, None, 2035)


def test_hours_are_usual_unless_said():
    assert schedule().span == MORNING


def test_a_schedule_that_begins_far_ahead_is_looked_at_from_there():
    late = schedule(first=date(2035, 9, 1), holidays=Policy.CANCEL)
    assert unusual(late, NOW).unknown_year == 2035
    overlap = first_overlap(late, schedule("每周六 10:00-12:00"), NOW)
    assert overlap is not None
    assert overlap.at == at("2035-09-01 10:00")
