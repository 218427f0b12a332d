from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.workdays import (
    AROUND_THE_CLOCK,
    KNOWN_YEARS,
    Length,
    WorkingTime,
    read_length,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NOTHING = timedelta(0)
WEEK = frozenset({1, 2, 3, 4, 5})
OFFICE = WorkingTime(weekdays=WEEK, start=time(9), end=time(17, 30), zone=SHANGHAI, holidays=True)
EVERY_DAY = frozenset(range(1, 8))


def at(text, zone=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hours(number):
    return timedelta(hours=number)


HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]
SPANS = st.lists(st.sampled_from(HALF_HOURS), min_size=2, max_size=2, unique=True).map(sorted)
CALENDARS = st.one_of(
    st.just(AROUND_THE_CLOCK),
    st.builds(
        lambda span, **rest: WorkingTime(start=span[0], end=span[1], **rest),
        span=SPANS,
        weekdays=st.frozensets(st.integers(1, 7), min_size=1),
        zone=st.sampled_from(
            [
                SHANGHAI,
                BERLIN,
                ZoneInfo("America/Sao_Paulo"),
                ZoneInfo("Australia/Lord_Howe"),
                ZoneInfo("America/St_Johns"),
            ]
        ),
        holidays=st.booleans(),
    ),
)
INSTANTS = st.datetimes(
    min_value=datetime.fromisoformat("2009-01-01"),
    max_value=datetime.fromisoformat("2011-12-31"),
    timezones=st.just(UTC),
)
LENGTHS = st.timedeltas(min_value=NOTHING, max_value=timedelta(days=3))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-11-24", True),
        ("2026-11-28", False),
        ("2026-10-01", False),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-02-14", True),
        ("2026-02-15", False),
        ("2026-02-23", False),
    ],
)
def test_public_holidays_are_free_and_days_that_make_up_for_them_are_worked(day, worked):
    assert OFFICE.is_workday(date.fromisoformat(day)) is worked


def test_a_holiday_frees_a_weekend_that_is_worked_otherwise():
    every_day = OFFICE.model_copy(update={"weekdays": EVERY_DAY})
    assert every_day.is_workday(date(2026, 11, 28))
    assert not every_day.is_workday(date(2026, 10, 3))


def test_without_holidays_the_weekdays_alone_decide():
    plain = OFFICE.model_copy(update={"holidays": False})
    assert plain.is_workday(date(2026, 10, 1))
    assert not plain.is_workday(date(2026, 10, 10))


@pytest.mark.parametrize("year", [2003, KNOWN_YEARS.stop, 2099])
def test_in_a_year_without_known_holidays_the_weekdays_alone_decide(year):
    days = [date(year, 10, day) for day in range(1, 15)]
    assert [OFFICE.is_workday(day) for day in days] == [day.isoweekday() in WEEK for day in days]


def test_the_holidays_of_the_years_that_we_promise_are_known():
    assert 2026 in KNOWN_YEARS
    assert 2003 not in KNOWN_YEARS


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-24 10:00", hours(2), "2026-11-24 12:00"),
        ("2026-11-24 07:00", hours(2), "2026-11-24 11:00"),
        ("2026-11-24 17:00", hours(1), "2026-11-25 09:30"),
        ("2026-11-27 17:00", hours(1), "2026-11-30 09:30"),
        ("2026-11-27 17:00", hours(0.5), "2026-11-27 17:30"),
        ("2026-11-28 12:00", hours(1), "2026-11-30 10:00"),
        ("2026-09-30 17:00", hours(1), "2026-10-08 09:30"),
        ("2026-10-09 17:00", hours(1), "2026-10-10 09:30"),
        ("2026-11-28 12:00", hours(0), "2026-11-28 12:00"),
        ("2026-11-24 10:00", 7 * OFFICE.day_length, "2026-12-03 10:00"),
        ("2026-12-30 10:00", 7 * OFFICE.day_length, "2027-01-08 10:00"),
    ],
)
def test_a_deadline_counts_working_time_only(start, length, end):
    deadline = OFFICE.add(at(start), length)
    assert deadline == at(end)
    assert deadline.tzinfo is UTC


@pytest.mark.parametrize(
    ("first", "second", "passed"),
    [
        ("2026-11-24 10:00", "2026-11-24 12:00", hours(2)),
        ("2026-11-24 06:00", "2026-11-24 23:00", hours(8.5)),
        ("2026-11-24 18:00", "2026-11-25 08:00", hours(0)),
        ("2026-11-24 17:00", "2026-11-25 10:00", hours(1.5)),
        ("2026-11-27 10:00", "2026-11-30 10:00", hours(8.5)),
        ("2026-09-30 17:30", "2026-10-08 09:00", hours(0)),
        ("2026-11-24 12:00", "2026-11-24 10:00", -hours(2)),
    ],
)
def test_only_working_time_counts_between_two_instants(first, second, passed):
    assert OFFICE.between(at(first), at(second)) == passed


@pytest.mark.parametrize(
    ("asked", "opening"),
    [
        ("2026-11-24 10:00", "2026-11-24 10:00"),
        ("2026-11-24 08:59", "2026-11-24 09:00"),
        ("2026-11-24 17:30", "2026-11-25 09:00"),
        ("2026-11-27 20:00", "2026-11-30 09:00"),
        ("2026-09-30 20:00", "2026-10-08 09:00"),
    ],
)
def test_the_next_opening_is_now_or_when_work_begins_again(asked, opening):
    found = OFFICE.next_opening(at(asked))
    assert found == at(opening)
    assert found.tzinfo is UTC


def night_shift(start, end):
    return WorkingTime(
        weekdays=EVERY_DAY,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        zone=BERLIN,
        holidays=False,
    )


@pytest.mark.parametrize(
    ("day", "passed"), [("2026-03-28", 4), ("2026-03-29", 3), ("2026-10-25", 5)]
)
def test_the_hour_that_clocks_skip_or_repeat_is_counted_as_it_passes(day, passed):
    night = night_shift("01:00", "05:00")
    midnight = at(day, BERLIN)
    assert night.between(midnight, midnight + timedelta(days=1)) == hours(passed)


def test_working_hours_that_clocks_skip_do_not_count():
    night = night_shift("02:30", "03:15")
    start = at("2026-03-29 00:00", BERLIN)
    assert night.between(start, at("2026-03-30 00:00", BERLIN)) == NOTHING
    assert night.next_opening(start) == at("2026-03-30 02:30", BERLIN)
    assert night.add(start, timedelta(minutes=10)) == at("2026-03-30 02:40", BERLIN)


def test_a_working_day_is_as_long_as_its_hours():
    assert OFFICE.day_length == hours(8.5)
    assert AROUND_THE_CLOCK.day_length == hours(24)


def test_around_the_clock_every_hour_counts():
    start = at("2026-10-03 23:00")
    end = AROUND_THE_CLOCK.add(start, hours(30))
    assert end == at("2026-10-05 05:00")
    assert AROUND_THE_CLOCK.next_opening(start) == start
    assert {end.tzinfo, AROUND_THE_CLOCK.next_opening(start).tzinfo} == {UTC}


def test_around_the_clock_the_change_of_clocks_is_not_time():
    start = at("2026-03-28 12:00", BERLIN)
    assert AROUND_THE_CLOCK.between(start, at("2026-03-29 12:00", BERLIN)) == hours(23)
    assert AROUND_THE_CLOCK.add(start, hours(24)) == at("2026-03-29 13:00", BERLIN)


@given(CALENDARS, INSTANTS, LENGTHS)
def test_as_much_time_passes_until_a_deadline_as_was_given(calendar, start, length):
    assert calendar.between(start, calendar.add(start, length)) == length


@given(CALENDARS, INSTANTS, LENGTHS)
def test_a_deadline_is_the_first_instant_at_which_the_time_has_passed(calendar, start, length):
    deadline = calendar.add(start, length)
    if length:
        assert calendar.between(start, deadline - timedelta(microseconds=1)) < length
    else:
        assert deadline == start


@given(CALENDARS, INSTANTS, LENGTHS, LENGTHS)
def test_two_lengths_in_a_row_are_their_sum(calendar, start, first, second):
    in_a_row = calendar.add(calendar.add(start, first), second)
    assert in_a_row == calendar.add(start, first + second)


@given(CALENDARS, INSTANTS, LENGTHS, LENGTHS)
def test_a_longer_or_later_length_never_ends_earlier(calendar, start, wait, length):
    deadline = calendar.add(start, length)
    assert calendar.add(start, length + wait) >= deadline
    assert calendar.add(start + wait, length) >= deadline


@given(CALENDARS, INSTANTS, LENGTHS, LENGTHS)
def test_time_between_instants_adds_up_in_any_order(calendar, first, wait, further):
    second, third = first + wait, first + further
    total = calendar.between(first, second) + calendar.between(second, third)
    assert total == calendar.between(first, third)


@given(CALENDARS, INSTANTS)
def test_no_time_counts_before_the_next_opening_and_some_right_after(calendar, start):
    opening = calendar.next_opening(start)
    assert opening >= start
    assert calendar.between(start, opening) == NOTHING
    moment = timedelta(microseconds=1)
    assert calendar.between(opening, opening + moment) == moment


@pytest.mark.parametrize("calendar", [OFFICE, AROUND_THE_CLOCK])
def test_a_negative_length_is_refused(calendar):
    with pytest.raises(ValueError, match="negative"):
        calendar.add(at("2026-11-24 10:00"), -hours(1))


def test_a_year_is_counted_at_once():
    start = at("2025-06-01 12:00")
    begun = perf_counter()
    for _ in range(10):
        OFFICE.between(start, OFFICE.add(start, 250 * OFFICE.day_length))
    assert perf_counter() - begun < 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": frozenset()},
        {"weekdays": frozenset({0})},
        {"weekdays": frozenset({8})},
        {"start": time(17, 30)},
        {"start": time(18)},
        {"start": time(9, tzinfo=UTC)},
        {"end": time(17, tzinfo=UTC)},
    ],
)
def test_working_hours_without_sense_are_refused(wrong):
    with pytest.raises(ValidationError):
        WorkingTime.model_validate(OFFICE.model_dump() | wrong)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("30m", Length(minutes=30)),
        ("2h", Length(hours=2)),
        ("24H", Length(hours=24)),
        (" 7d ", Length(days=7)),
        ("15d", Length(days=15)),
        ("1d 4h", Length(days=1, hours=4)),
        ("1h30m", Length(hours=1, minutes=30)),
    ],
)
def test_a_length_in_the_config_is_understood(words, length):
    assert read_length(words) == length


@pytest.mark.parametrize(
    "words", ["", "7", "d", "0h", "0d0m", "-2h", "2.5h", "2h 1d", "两天", "２h", "2 h", "1000d"]
)
def test_a_length_in_no_form_that_we_know_is_refused(words):
    with pytest.raises(ValueError, match='looks like "30m", "2h" or "7d"'):
        read_length(words)


def test_no_time_at_all_is_no_length():
    with pytest.raises(ValidationError, match="longer than nothing"):
        Length()


def test_a_day_is_a_working_day_or_a_whole_one():
    length = Length(days=2, hours=3, minutes=15)
    assert length.on(OFFICE) == timedelta(hours=20, minutes=15)
    assert length.on(AROUND_THE_CLOCK) == timedelta(days=2, hours=3, minutes=15)
