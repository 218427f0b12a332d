"""Single days with their hours at the start of a text, lists of days, spans said back."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.timing import (
    Dated,
    Reason,
    Span,
    Stretch,
    Unclear,
    read_stretches,
    say_span,
    split_leading_dated,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "day", "span", "rest"),
    [
        ("12月5日 9:00-11:00 下雨", date(2026, 12, 5), (9, 11), "下雨"),
        ("12月5日", date(2026, 12, 5), None, ""),
        (" 明天上午9点到11点，下雨", date(2026, 11, 25), (9, 11), "下雨"),
        ("Dec 6 14:00-16:00 rain", date(2026, 12, 6), (14, 16), "rain"),
        ("今天", TODAY, None, ""),
    ],
)
def test_a_day_with_or_without_hours_is_split_off(words, day, span, rest):
    hours = span and Span(start=time(span[0]), end=time(span[1]))
    assert split_leading_dated(words, NOW, SHANGHAI) == (Dated(day=day, span=hours), rest)


@pytest.mark.parametrize("words", ["南门广场", "12月5日开始"])
def test_a_text_that_starts_with_no_day_stays_whole(words):
    assert split_leading_dated(words, NOW, SHANGHAI) == (None, words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("2月30日 9:00-11:00", Reason.IMPOSSIBLE),
        ("11月23日", Reason.PAST),
        ("12月5日 7点到9点", Reason.MORNING_OR_EVENING),
    ],
)
def test_what_is_unclear_is_asked_back(words, reason):
    found, _ = split_leading_dated(words, NOW, SHANGHAI)
    assert isinstance(found, Unclear)
    assert found.reason is reason


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12月25日", [((12, 25), (12, 25))]),
        ("12月25日,2月1日-2月10日", [((12, 25), (12, 25)), ((2, 1), (2, 10))]),
        ("12月30日至1月3日、11月24日", [((12, 30), (1, 3)), ((11, 24), (11, 24))]),
        ("2026-12-05..2026-12-06,", [((12, 5), (12, 6))]),
    ],
)
def test_a_list_of_days_and_ranges_is_read(words, expected):
    found = read_stretches(words, TODAY)
    shown = [((s.first.month, s.first.day), (s.last.month, s.last.day)) for s in found]
    assert shown == expected
    assert all(stretch.first >= TODAY for stretch in found)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", Reason.UNREADABLE),
        ("圣诞", Reason.UNREADABLE),
        ("12月5日开始", Reason.UNREADABLE),
        ("2月30日", Reason.IMPOSSIBLE),
        ("2026-12-06..2026-12-05", Reason.WRONG_ORDER),
        ("12月5日-圣诞", Reason.UNREADABLE),
        ("12月5日（周一）", Reason.WEEKDAY_MISMATCH),
        ("2026-02-29", Reason.IMPOSSIBLE),
    ],
)
def test_a_list_with_a_slip_is_asked_back(words, reason):
    assert read_stretches(words, TODAY) == Unclear(reason=reason)


def test_a_stretch_holds_its_days():
    stretch = Stretch(first=date(2026, 12, 1), last=date(2026, 12, 3))
    assert date(2026, 12, 3) in stretch
    assert date(2026, 12, 4) not in stretch


@pytest.mark.parametrize(
    ("hours", "zh", "en"),
    [
        ((9, 11), "12月5日（周六）09:00-11:00", "Sat 5 Dec 09:00-11:00"),
        ((22, 30), "12月5日（周六）22:00-次日06:00", "Sat 5 Dec 22:00-06:00 (next day)"),
    ],
)
def test_a_span_is_said_with_its_date(hours, zh, en):
    midnight = datetime(2026, 12, 4, 16, tzinfo=UTC).timestamp()
    start, end = (datetime.fromtimestamp(midnight + hour * 3600, UTC) for hour in hours)
    assert say_span(start, end, SHANGHAI, "zh") == zh
    assert say_span(start, end, SHANGHAI, "en") == en
