from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.timing import Span, Unclear, read_span

WORDS = ["从", "上午", "晚上", "中午", "8点", "9点半", "9", "9:00", "24:00", "25:00", "9am", "次日"]
PARTS = st.sampled_from([*WORDS, "-", "到", "to", " ", "(next day)"])
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("9:00-11:00", "09:00", "11:00"),
        ("１４：００～１６：００", "14:00", "16:00"),
        ("上午9点到11点", "09:00", "11:00"),
        ("9点–11点半", "09:00", "11:30"),
        ("从9点至5点", "09:00", "17:00"),
        ("9-11点", "09:00", "11:00"),
        ("8点-10点", "08:00", "10:00"),
        ("上午9点到1点", "09:00", "13:00"),
        ("下午2点到5点", "14:00", "17:00"),
        ("晚上8点到10点", "20:00", "22:00"),
        ("晚上10点到2点", "22:00", "02:00"),
        ("中午到下午3点", "12:00", "15:00"),
        ("9am-11am", "09:00", "11:00"),
        ("9-11am", "09:00", "11:00"),
        ("from 9:00 to 17:00", "09:00", "17:00"),
        ("20:00-24:00", "20:00", "00:00"),
        ("22:00-次日6:00", "22:00", "06:00"),
        ("22:00-06:00 (next day)", "22:00", "06:00"),
    ],
)
def test_a_span_is_understood(said, start, end):
    assert read_span(said) == Span(start=start, end=end)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("9:00", "unreadable"),
        ("9:00-", "unreadable"),
        ("9:00-11:00前", "unreadable"),
        ("随时", "unreadable"),
        ("7点到9点", "morning-or-evening"),
        ("5点到10点", "morning-or-evening"),
        ("上午-下午", "no-time"),
        ("9:00-25:00", "impossible"),
        ("11:00-9:00", "wrong-order"),
        ("9:00-9:00", "wrong-order"),
    ],
)
def test_a_span_without_one_reading_is_asked_back(said, reason):
    assert read_span(said) == Unclear(reason=reason)


def test_a_span_past_midnight_knows_it():
    assert Span(start=time(22), end=time(6)).overnight
    assert not Span(start=time(9), end=time(11)).overnight


@given(CLOCK, CLOCK)
def test_a_span_on_the_24_hour_clock_is_read_or_asked_back_as_the_wrong_way_round(start, end):
    minutes = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)
    span = read_span(f"{start:%H:%M}-{end:%H:%M}")
    if start < end or end == time() or 0 < minutes <= 12 * 60:
        assert span == Span(start=start, end=end)
    else:
        assert span == Unclear(reason="wrong-order")


@given(st.one_of(st.lists(PARTS, max_size=6).map("".join), st.text(max_size=30)))
def test_reading_any_text_gives_a_span_or_a_question(text):
    assert isinstance(read_span(text), Span | Unclear)
