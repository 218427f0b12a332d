from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.timing import (
    Frequency,
    Recurrence,
    Unclear,
    read_recurrence,
    say_recurrence,
    split_leading_recurrence,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
ZONES = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK])
WEDNESDAY = datetime(2026, 12, 2, 10, 0, tzinfo=SHANGHAI)
VOCABULARY = """
每天 每晚 隔天 每隔一天 每隔两周 每3天 每0天 每周 每 两 隔周 周 一 三、五 六 日 至 到 - 工作日 周末
每月 5日 5号、20号 32日 第一个 第六个 最后一个 周日 最后一天
9:00 9:00-11:00 9点 8点 晚上8点到10点 晚上12点 25:00 次日 上午
every other week weekdays weekends Saturday Saturdays Mon, Wed and to Fri daily day 2 weeks on the
first last 6th 5th Sunday of each month at 9 9am-11am
"""
SAID = st.lists(st.sampled_from(VOCABULARY.split()), max_size=6).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def hours(draw):
    """Start and end, each within what a span may be."""
    start = draw(st.none() | CLOCK)
    if start is None or draw(st.booleans()):
        return {"start": start}
    length = draw(st.integers(1, 12 * 60))
    end = (datetime.combine(date(2026, 1, 1), start) + timedelta(minutes=length)).time()
    return {"start": start, "end": end}


@st.composite
def recurrences(draw):
    kind = draw(st.sampled_from(["daily", "weekly", "dates", "weekday"]))
    if kind == "daily":
        days = {"frequency": Frequency.DAILY, "interval": draw(st.integers(1, 30))}
    elif kind == "weekly":
        days = {
            "frequency": Frequency.WEEKLY,
            "interval": draw(st.integers(1, 10)),
            "weekdays": draw(WEEKDAYS),
        }
    elif kind == "dates":
        dates = draw(st.just({-1}) | st.sets(st.integers(1, 31), min_size=1, max_size=5))
        days = {"frequency": Frequency.MONTHLY, "month_days": tuple(sorted(dates))}
    else:
        nths = draw(st.sets(st.sampled_from([-1, 1, 2, 3, 4, 5]), min_size=1, max_size=3))
        days = {
            "frequency": Frequency.MONTHLY,
            "weekdays": (draw(st.integers(0, 6)),),
            "nths": tuple(sorted(nths)),
        }
    return Recurrence(**days, **draw(hours()), zone=draw(ZONES))


def next_starts(recurrence, after=WEDNESDAY, limit=3):
    zone = recurrence.zone
    starts = (start for start, _ in recurrence.occurrences(after, limit=limit))
    return [f"{start.astimezone(zone):%m-%d %H:%M}" for start in starts]


@pytest.mark.parametrize(
    ("said", "zh", "en", "starts"),
    [
        ("每天", "每天", "every day", ["12-03 00:00", "12-04 00:00", "12-05 00:00"]),
        ("daily at 9am", "每天 09:00", "every day 09:00", ["12-03 09:00"]),
        ("每天晚上8点", "每天 20:00", "every day 20:00", ["12-02 20:00", "12-03 20:00"]),
        ("每晚八点半", "每天 20:30", "every day 20:30", ["12-02 20:30"]),
        ("every morning at 8", "每天 08:00", "every day 08:00", ["12-03 08:00"]),
        ("隔天 9:00", "每2天 09:00", "every other day 09:00", None),
        ("每隔一天9点", "每2天 09:00", "every other day 09:00", None),
        ("every 3 days", "每3天", "every 3 days", None),
        (
            "每周六 9:00-11:00",
            "每周六 09:00-11:00",
            "every Saturday 09:00-11:00",
            ["12-05 09:00", "12-12 09:00", "12-19 09:00"],
        ),
        (
            "every Saturday 9:00-11:00",
            "每周六 09:00-11:00",
            "every Saturday 09:00-11:00",
            ["12-05 09:00"],
        ),
        ("Saturdays 9am to 11am", "每周六 09:00-11:00", "every Saturday 09:00-11:00", None),
        ("每周五19:00", "每周五 19:00", "every Friday 19:00", ["12-04 19:00", "12-11 19:00"]),
        (
            "每个星期天上午9点到11点半",
            "每周日 09:00-11:30",
            "every Sunday 09:00-11:30",
            ["12-06 09:00"],
        ),
        (
            "每周一三五",
            "每周一、三、五",
            "every Monday, Wednesday and Friday",
            ["12-04 00:00", "12-07 00:00", "12-09 00:00"],
        ),
        ("每周一、三、五", "每周一、三、五", "every Monday, Wednesday and Friday", None),
        ("每周五和周一", "每周一、五", "every Monday and Friday", None),
        ("every Mon, Wed and Fri", "每周一、三、五", "every Monday, Wednesday and Friday", None),
        ("工作日", "每周一至五", "every Monday to Friday", ["12-03 00:00", "12-04 00:00"]),
        ("weekdays 9:00", "每周一至五 09:00", "every Monday to Friday 09:00", None),
        (
            "周一至周五 9点-17点",
            "每周一至五 09:00-17:00",
            "every Monday to Friday 09:00-17:00",
            None,
        ),
        ("every Fri-Mon", "每周一、五、六、日", "every Monday, Friday, Saturday and Sunday", None),
        ("每周末", "每周六、日", "every Saturday and Sunday", ["12-05 00:00", "12-06 00:00"]),
        ("on weekends", "每周六、日", "every Saturday and Sunday", None),
        ("隔周三", "隔周三", "every other Wednesday", ["12-16 00:00", "12-30 00:00"]),
        ("每两周三", "隔周三", "every other Wednesday", None),
        ("every other Wednesday", "隔周三", "every other Wednesday", None),
        ("every other week on Wed", "隔周三", "every other Wednesday", None),
        ("每3周的周六", "每3周周六", "every 3 weeks on Saturday", None),
        ("every 3 weeks on Sat", "每3周周六", "every 3 weeks on Saturday", None),
        ("每月5日", "每月5日", "the 5th of every month", ["12-05 00:00", "01-05 00:00"]),
        ("每月5号、20号", "每月5日、20日", "the 5th and 20th of every month", None),
        ("the 1st, 22nd and 31st of each month", "每月1日、22日、31日", None, None),
        ("monthly on the 5th", "每月5日", "the 5th of every month", None),
        ("每月最后一天", "每月最后一天", "the last day of every month", ["12-31 00:00"]),
        ("last day of the month", "每月最后一天", "the last day of every month", None),
        (
            "每月第一个周日",
            "每月第一个周日",
            "the first Sunday of every month",
            ["12-06 00:00", "01-03 00:00", "02-07 00:00"],
        ),
        ("first Sunday of each month", "每月第一个周日", "the first Sunday of every month", None),
        ("每月最后一个周五", "每月最后一个周五", "the last Friday of every month", ["12-25 00:00"]),
        ("每月第一、三个周六 9-11点", "每月第一个、第三个周六 09:00-11:00", None, ["12-05 09:00"]),
        (
            "the 2nd and last Friday of every month at 9:00",
            "每月最后一个、第二个周五 09:00",
            "the last and second Friday of every month 09:00",
            ["12-11 09:00", "12-25 09:00"],
        ),
        (
            "每周六22:00-6:00",
            "每周六 22:00-次日06:00",
            "every Saturday 22:00-06:00 (next day)",
            ["12-05 22:00"],
        ),
        ("每周六20:00-24:00", "每周六 20:00-24:00", "every Saturday 20:00-24:00", None),
    ],
)
def test_a_recurrence_is_understood_and_said_back_in_both_languages(said, zh, en, starts):
    recurrence = read_recurrence(said, SHANGHAI)
    assert say_recurrence(recurrence, "zh") == zh
    assert en is None or say_recurrence(recurrence, "en") == en
    assert starts is None or next_starts(recurrence, limit=len(starts)) == starts


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "unreadable"),
        ("经常", "unreadable"),
        ("每周", "unreadable"),
        ("每月15", "unreadable"),
        ("每周六 南门广场", "unreadable"),
        ("每天7点", "morning-or-evening"),
        ("每周六7点到9点", "morning-or-evening"),
        ("每天上午", "no-time"),
        ("每晚", "no-time"),
        ("每天上午到下午", "no-time"),
        ("每天25:00", "impossible"),
        ("每天25:00-26:00", "impossible"),
        ("每月32日", "impossible"),
        ("每月第六个周日", "impossible"),
        ("每0天", "impossible"),
        ("every 0 weeks on Sat", "impossible"),
        ("每周六晚上12点", "which-day"),
        ("每周六晚上1点", "which-day"),
        ("每周六11:00-9:00", "wrong-order"),
        ("每隔两天", "which-interval"),
        ("每隔两周周三", "which-interval"),
    ],
)
def test_a_recurrence_without_one_reading_is_asked_back(said, reason):
    assert read_recurrence(said, SHANGHAI) == Unclear(reason=reason)


@pytest.mark.parametrize(
    ("text", "said", "rest"),
    [
        ("每周六 9:00-11:00 南门广场 @第一网格", "每周六 09:00-11:00", "南门广场 @第一网格"),
        ("　每周五１９：００　开会，请准时", "每周五 19:00", "开会，请准时"),
        ("每周六 9点集合", "每周六", "9点集合"),
        ("隔周三", "隔周三", ""),
        ("每周五开会", None, "每周五开会"),
        ("开会 每周五", None, "开会 每周五"),
    ],
)
def test_a_recurrence_parted_from_the_text_leads_it(text, said, rest):
    outcome, left = split_leading_recurrence(text, SHANGHAI)
    assert (outcome and say_recurrence(outcome, "zh"), left) == (said, rest)


def test_a_leading_recurrence_without_one_reading_is_asked_back_with_the_text():
    unclear = Unclear(reason="morning-or-evening")
    assert split_leading_recurrence("每天7点 晨练", SHANGHAI) == (unclear, "晨练")


@pytest.mark.parametrize(
    ("zone", "said", "after", "occurrences"),
    [
        (
            BERLIN,
            "每天 02:30-03:00",
            "2026-03-28 12:00",
            [("03-29 01:30", "03-29 02:00"), ("03-30 00:30", "03-30 01:00")],
        ),
        (
            BERLIN,
            "每天 02:30",
            "2026-10-24 12:00",
            [("10-25 00:30", "10-25 00:30"), ("10-26 01:30", "10-26 01:30")],
        ),
        (
            NEW_YORK,
            "every Sunday 1:30-9:00",
            "2026-10-31 12:00",
            [("11-01 05:30", "11-01 14:00"), ("11-08 06:30", "11-08 14:00")],
        ),
        (
            SHANGHAI,
            "每天 22:00-6:00",
            "2026-03-28 12:00",
            [("03-28 14:00", "03-28 22:00"), ("03-29 14:00", "03-29 22:00")],
        ),
        (
            BERLIN,
            "每天",
            "2026-10-24 12:00",
            [("10-24 22:00", "10-25 23:00"), ("10-25 23:00", "10-26 23:00")],
        ),
        (
            ZoneInfo("Pacific/Apia"),
            "every day 9:00",
            "2011-12-28 23:00",
            [("12-29 19:00", "12-29 19:00"), ("12-30 19:00", "12-30 19:00")],
        ),
    ],
)
def test_occurrences_keep_the_wall_clock_when_clocks_change(zone, said, after, occurrences):
    at = datetime.fromisoformat(after).replace(tzinfo=zone)
    found = read_recurrence(said, zone).occurrences(at, limit=2)
    assert [tuple(f"{edge:%m-%d %H:%M}" for edge in pair) for pair in found] == occurrences


def test_occurrences_start_after_one_instant_and_before_the_other():
    saturdays = read_recurrence("每周六 9:00-11:00", SHANGHAI)
    first, second, third = (start for start, _ in saturdays.occurrences(WEDNESDAY, limit=3))
    assert [start for start, _ in saturdays.occurrences(first, until=third)] == [second]


def test_an_interval_is_counted_from_the_day_given():
    every_other = read_recurrence("隔周三 9:00", SHANGHAI)
    assert next_starts(every_other.anchored(date(2026, 12, 9))) == [
        "12-09 09:00",
        "12-23 09:00",
        "01-06 09:00",
    ]
    every_third = read_recurrence("每3天", SHANGHAI).anchored(date(2027, 1, 1))
    assert next_starts(every_third) == ["12-05 00:00", "12-08 00:00", "12-11 00:00"]


def test_a_month_without_the_day_is_left_out():
    assert next_starts(read_recurrence("每月31日", SHANGHAI)) == [
        "12-31 00:00",
        "01-31 00:00",
        "03-31 00:00",
    ]


def test_occurrences_end_with_the_calendar():
    last_month = datetime(9999, 12, 20, tzinfo=SHANGHAI)
    assert list(read_recurrence("每月15号", SHANGHAI).occurrences(last_month)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"frequency": "daily", "weekdays": (1,)},
        {"frequency": "weekly"},
        {"frequency": "monthly", "weekdays": (1,)},
        {"frequency": "monthly", "month_days": (1,), "interval": 2},
        {"frequency": "monthly", "month_days": (0,)},
        {"frequency": "monthly", "weekdays": (1,), "nths": (0,)},
        {"frequency": "daily", "end": "09:00"},
        {"frequency": "daily", "interval": 0},
    ],
)
def test_a_rule_that_fits_no_calendar_cannot_be_made(fields):
    with pytest.raises(ValidationError):
        Recurrence(**fields, zone=SHANGHAI)


@given(recurrences())
def test_a_recurrence_said_back_or_stored_is_the_same_recurrence(recurrence):
    for lang in ("zh", "en"):
        assert read_recurrence(say_recurrence(recurrence, lang), recurrence.zone) == recurrence
    assert Recurrence.model_validate_json(recurrence.model_dump_json()) == recurrence


@given(
    recurrences(),
    st.datetimes(
        datetime.fromisoformat("2024-01-01"),
        datetime.fromisoformat("2030-01-01"),
        timezones=st.just(UTC),
    ),
)
@settings(max_examples=60)
def test_occurrences_rise_and_fall_on_the_days_of_the_rule(recurrence, after):
    found = list(recurrence.occurrences(after, limit=12))
    assert all(first[0] < second[0] for first, second in pairwise([(after, after), *found]))
    assert all(start <= end for start, end in found)
    assert len(found) == 12
    for start, _ in found:
        assert is_day_of(recurrence, start.astimezone(recurrence.zone).date())


def is_day_of(recurrence, day):
    """The rule said once more, without dateutil."""
    if recurrence.frequency is Frequency.DAILY:
        return (day - recurrence.anchor).days % recurrence.interval == 0
    if recurrence.frequency is Frequency.WEEKLY:
        weeks = (day - recurrence.anchor).days // 7
        return day.weekday() in recurrence.weekdays and weeks % recurrence.interval == 0
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if recurrence.month_days:
        return day.day in recurrence.month_days or (-1 in recurrence.month_days and day == last)
    nth = (day.day - 1) // 7 + 1
    nths = {nth, -1} if day + timedelta(days=7) > last else {nth}
    return day.weekday() in recurrence.weekdays and bool(nths & set(recurrence.nths))


@given(recurrences())
@settings(max_examples=30)
def test_no_day_of_the_rule_is_left_out(recurrence):
    first = date(2027, 1, 1)
    all_days = (first + timedelta(days=step) for step in range(120))
    expected = [day for day in all_days if is_day_of(recurrence, day)]
    assert list(islice(recurrence.days(first), len(expected))) == expected


@given(st.one_of(SAID, st.text(max_size=30)), ZONES)
@settings(max_examples=300)
def test_reading_any_text_gives_a_recurrence_or_a_question(text, zone):
    assert isinstance(read_recurrence(text, zone), Recurrence | Unclear)
    _, rest = split_leading_recurrence(text, zone)
    assert text.endswith(rest)
