"""What stands before the words of a notice: urgency and time; and when it then goes."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.notices.composing import (
    next_in_series,
    repeats_at_an_hour,
    send_time,
    take_timing,
    take_urgency,
)
from domain.timing import Moment, QuietHours, Recurrence, Unclear

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
"""A Tuesday."""
QUIET = QuietHours(start=time(22), end=time(8))


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("words", "urgent", "left"),
    [
        ("! 今晚停水", True, "今晚停水"),
        ("!今晚停水", True, "今晚停水"),
        ("!! 停水!", True, "停水!"),
        ("今晚停水!", False, "今晚停水!"),
        ("", False, ""),
        ("!", True, ""),
    ],
)
def test_an_exclamation_mark_in_front_is_urgent(words, urgent, left):
    found, length = take_urgency(words)
    assert (found, words[length:]) == (urgent, left)


def test_a_time_in_front_is_when_it_goes():
    words = "明天9点 今晚停水"
    timing = take_timing(words, NOW, ZONE)
    assert isinstance(timing.at, Moment)
    assert timing.at.instant == at(25, 9)
    assert words[timing.length :] == "今晚停水"
    assert timing.recurrence is None


def test_a_repeating_time_in_front_is_a_rule():
    words = "每周五19:00 请锁好门"
    timing = take_timing(words, NOW, ZONE)
    assert isinstance(timing.recurrence, Recurrence)
    assert repeats_at_an_hour(timing.recurrence)
    assert words[timing.length :] == "请锁好门"
    assert timing.at is None
    assert next_in_series(timing.recurrence, NOW) == at(27, 19)
    assert next_in_series(timing.recurrence, at(27, 19)) == datetime(2026, 12, 4, 11, tzinfo=UTC)


def test_words_that_only_speak_of_a_time_go_at_once():
    timing = take_timing("今晚8点停水，请储水", NOW, ZONE)
    assert (timing.at, timing.recurrence, timing.length) == (None, None, 0)


def test_an_unclear_time_is_kept_as_unclear():
    timing = take_timing("今天8:00 停水", NOW, ZONE)
    assert isinstance(timing.at, Unclear)


@pytest.mark.parametrize("words", ["每周五 请锁好门", "每周五 9:00-11:00 请锁好门"])
def test_a_whole_day_or_a_span_is_no_hour_to_go_at(words):
    recurrence = take_timing(words, NOW, ZONE).recurrence
    assert isinstance(recurrence, Recurrence)
    assert not repeats_at_an_hour(recurrence)


@pytest.mark.parametrize(
    ("wanted", "urgent", "goes"),
    [
        (at(24, 21, 59), False, at(24, 21, 59)),
        (at(24, 22), False, at(25, 8)),
        (at(25, 0, 30), False, at(25, 8)),
        (at(25, 8), False, at(25, 8)),
        (at(24, 23), True, at(24, 23)),
    ],
)
def test_ordinary_notices_wait_for_the_morning_and_urgent_ones_do_not(wanted, urgent, goes):
    assert send_time(wanted, QUIET, ZONE, urgent=urgent) == goes
