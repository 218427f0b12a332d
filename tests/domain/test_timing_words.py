from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.timing import (
    Moment,
    Period,
    QuietHours,
    Unclear,
    parse_range,
    say_duration,
    say_moment,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
ZONES = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK])
INSTANTS = st.datetimes(
    datetime.fromisoformat("2020-01-01"),
    datetime.fromisoformat("2035-01-01"),
    timezones=st.just(UTC),
)
WEDNESDAY = datetime(2026, 12, 2, 10, 0, tzinfo=SHANGHAI)


def at(wall, zone=SHANGHAI):
    return datetime.fromisoformat(wall).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("instant", "zone", "zh", "en"),
    [
        (at("2026-12-05 19:30"), SHANGHAI, "12月5日（周六）19:30", "Sat 5 Dec 19:30"),
        (at("2026-12-06 09:00"), SHANGHAI, "12月6日（周日）09:00", "Sun 6 Dec 09:00"),
        (at("2027-01-05 09:00"), SHANGHAI, "2027年1月5日（周二）09:00", "Tue 5 Jan 2027 09:00"),
        (at("2026-12-05 19:30"), BERLIN, "12月5日（周六）12:30", "Sat 5 Dec 12:30"),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            BERLIN,
            "10月25日（周日）02:30（UTC+2）",
            "Sun 25 Oct 02:30 (UTC+2)",
        ),
        (
            datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
            NEW_YORK,
            "11月1日（周日）01:30（UTC-5）",
            "Sun 1 Nov 01:30 (UTC-5)",
        ),
        (
            datetime(2026, 4, 4, 15, 15, tzinfo=UTC),
            ZoneInfo("Australia/Lord_Howe"),
            "4月5日（周日）01:45（UTC+10:30）",
            "Sun 5 Apr 01:45 (UTC+10:30)",
        ),
    ],
)
def test_a_moment_is_said_with_date_and_weekday(instant, zone, zh, en):
    assert say_moment(instant, zone, "zh", WEDNESDAY) == zh
    assert say_moment(Moment.at(instant, zone), zone, "en", WEDNESDAY) == en


def test_a_moment_is_said_without_its_year_where_the_present_is_not_given():
    assert say_moment(at("2027-01-05 09:00"), SHANGHAI, "en") == "Tue 5 Jan 09:00"


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        (timedelta(), "不到1分钟", "less than a minute"),
        (timedelta(seconds=59), "不到1分钟", "less than a minute"),
        (timedelta(minutes=1), "1分钟", "1 minute"),
        (timedelta(hours=2), "2小时", "2 hours"),
        (timedelta(hours=1, minutes=30, seconds=20), "1小时30分钟", "1 hour 30 minutes"),
        (timedelta(days=3), "3天", "3 days"),
        (timedelta(days=1, minutes=5), "1天", "1 day"),
        (timedelta(days=1, hours=1, minutes=5), "1天1小时", "1 day 1 hour"),
    ],
)
def test_a_duration_is_said_in_its_two_largest_units(length, zh, en):
    assert say_duration(length, "zh") == zh
    assert say_duration(length, "en") == en


def test_a_wait_is_said_as_lying_ahead():
    assert say_duration(timedelta(hours=2), "zh", ahead=True) == "2小时后"
    assert say_duration(timedelta(hours=2), "en", ahead=True) == "in 2 hours"


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        say_duration(timedelta(seconds=-1), "zh")


@pytest.mark.parametrize(
    ("said", "first", "end"),
    [
        ("今天", "2026-12-02", "2026-12-03"),
        ("today", "2026-12-02", "2026-12-03"),
        ("昨日", "2026-12-01", "2026-12-02"),
        ("yesterday", "2026-12-01", "2026-12-02"),
        ("本周", "2026-11-30", "2026-12-07"),
        ("This week", "2026-11-30", "2026-12-07"),
        ("上周", "2026-11-23", "2026-11-30"),
        ("上个星期", "2026-11-23", "2026-11-30"),
        ("last week", "2026-11-23", "2026-11-30"),
        ("本月", "2026-12-01", "2027-01-01"),
        ("this month", "2026-12-01", "2027-01-01"),
        ("上月", "2026-11-01", "2026-12-01"),
        ("上个月", "2026-11-01", "2026-12-01"),
        ("last month", "2026-11-01", "2026-12-01"),
        ("今年", "2026-01-01", "2027-01-01"),
        ("last year", "2025-01-01", "2026-01-01"),
        ("近7天", "2026-11-26", "2026-12-03"),
        ("最近三十天", "2026-11-03", "2026-12-03"),
        ("last 30 days", "2026-11-03", "2026-12-03"),
        ("11月", "2026-11-01", "2026-12-01"),
        ("12月份", "2026-12-01", "2027-01-01"),
        ("2025年11月", "2025-11-01", "2025-12-01"),
        ("2026-11", "2026-11-01", "2026-12-01"),
        ("11月15日", "2026-11-15", "2026-11-16"),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-16"),
        ("2026-11-01～2026-11-15", "2026-11-01", "2026-11-16"),
        ("11月1日-11月15日", "2026-11-01", "2026-11-16"),
        ("11月1日到15日", "2026-11-01", "2026-11-16"),
        ("2025年11月1日至15日", "2025-11-01", "2025-11-16"),
        ("12月20日-1月10日", "2025-12-20", "2026-01-11"),
        ("去年12月20日-1月10日", "2025-12-20", "2026-01-11"),
        ("12月20日到21日", "2025-12-20", "2025-12-22"),
        ("Nov 1 - Nov 15", "2026-11-01", "2026-11-16"),
        ("Nov 1-15", "2026-11-01", "2026-11-16"),
    ],
)
def test_a_stretch_of_days_is_understood(said, first, end):
    assert parse_range(said, WEDNESDAY, SHANGHAI) == Period(start=at(first), end=at(end))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "unreadable"),
        ("最近", "unreadable"),
        ("11月1日-", "unreadable"),
        ("11月1日起", "unreadable"),
        ("11月1日-15日前", "unreadable"),
        ("13月", "impossible"),
        ("2月30日", "impossible"),
        ("2月30日-3月5日", "impossible"),
        ("2月1日-2月30日", "impossible"),
        ("近0天", "impossible"),
        ("2026-11-15..2026-11-01", "wrong-order"),
        ("11月15日-1日", "wrong-order"),
    ],
)
def test_a_stretch_of_days_that_makes_no_sense_is_asked_back(said, reason):
    assert parse_range(said, WEDNESDAY, SHANGHAI) == Unclear(reason=reason)


def test_a_stretch_of_days_is_as_long_as_its_days_when_clocks_change():
    period = parse_range("2026-10-25", WEDNESDAY, BERLIN)
    assert period.end - period.start == timedelta(hours=25)


VOCABULARY = "本周 上 月 近 7天 11月 1日 31日 - 到 .. 2026-11-01 2026 Nov 1 last week"
SAID = st.lists(st.sampled_from(VOCABULARY.split()), max_size=5).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)


@given(st.one_of(SAID, st.text(max_size=30)), INSTANTS, ZONES)
@settings(max_examples=200)
def test_reading_any_text_gives_a_period_or_a_question(text, now, zone):
    period = parse_range(text, now, zone)
    assert isinstance(period, Unclear) or period.start < period.end


@pytest.mark.parametrize(
    ("hours", "wall", "quiet", "ends"),
    [
        ("22:00-07:00", "2026-12-02 21:59", False, "2026-12-02 21:59"),
        ("22:00-07:00", "2026-12-02 22:00", True, "2026-12-03 07:00"),
        ("22:00-07:00", "2026-12-03 00:00", True, "2026-12-03 07:00"),
        ("22:00-07:00", "2026-12-03 06:59", True, "2026-12-03 07:00"),
        ("22:00-07:00", "2026-12-03 07:00", False, "2026-12-03 07:00"),
        ("12:00-14:00", "2026-12-02 13:00", True, "2026-12-02 14:00"),
        ("12:00-14:00", "2026-12-02 14:00", False, "2026-12-02 14:00"),
        ("22:00-00:00", "2026-12-02 23:00", True, "2026-12-03 00:00"),
        ("", "2026-12-02 23:00", False, "2026-12-02 23:00"),
    ],
)
def test_quiet_hours_hold_until_their_end(hours, wall, quiet, ends):
    quiet_hours = QuietHours.parse(hours)
    assert quiet_hours.contains(at(wall), SHANGHAI) is quiet
    assert quiet_hours.end_after(at(wall), SHANGHAI) == at(ends)


def test_quiet_hours_follow_the_clock_of_their_zone_when_it_changes():
    quiet_hours = QuietHours.parse("22:00-02:30")
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert quiet_hours.end_after(at("2026-10-24 23:00", BERLIN), BERLIN) == first
    assert quiet_hours.end_after(first + timedelta(minutes=45), BERLIN) == second
    skipped = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert quiet_hours.end_after(at("2026-03-28 23:00", BERLIN), BERLIN) == skipped


@pytest.mark.parametrize("text", ["22-7", "22:00", "25:00-07:00", "22:00-22:00", "每晚"])
def test_wrong_quiet_hours_are_refused_with_the_right_form(text):
    with pytest.raises(ValueError, match="22:00-07:00"):
        QuietHours.parse(text)


@pytest.mark.parametrize(
    "fields", [{"start": time(22)}, {"end": time(7)}, {"start": time(7), "end": time(7)}]
)
def test_half_or_endless_quiet_hours_cannot_be_made(fields):
    with pytest.raises(ValidationError):
        QuietHours(**fields)


@given(st.sampled_from(["22:00-07:00", "12:00-14:00", "00:00-06:00"]), INSTANTS, ZONES)
def test_the_end_of_quiet_hours_is_never_quiet_nor_past(hours, instant, zone):
    quiet_hours = QuietHours.parse(hours)
    end = quiet_hours.end_after(instant, zone)
    assert end >= instant
    assert not quiet_hours.contains(end, zone)
