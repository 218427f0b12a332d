"""What the limiter promises, whatever is asked of it and whatever the clock does."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.limits import MINUTE, SWEEP, Limiter, Limits
from tests.support.pacing import most_within

START = 1_790_000_000.0
HOUR = 3600.0
GROUP = -1001
PERSON = 7001

pauses = st.floats(min_value=0, max_value=90, allow_nan=False)


def send_as_soon_as_allowed(limiter, chat_id, now):
    """Wait as told, then send; answers with the time of the send."""
    while wait := max(limiter.overall_wait(now), limiter.chat_wait(chat_id, now)):
        now += wait + 1e-9
    limiter.take(chat_id, now)
    return now


@given(st.lists(st.tuples(st.integers(1, 60), st.booleans(), pauses), min_size=1, max_size=150))
def test_about_30_go_in_any_second_and_never_more_over_a_longer_time(wishes):
    limiter, now, times = Limiter(Limits()), START, []
    for chat, is_group, pause in wishes:
        now = send_as_soon_as_allowed(limiter, -chat if is_group else chat, now + pause / 90)
        times.append(now)
    assert most_within(times, 1) <= 30
    assert all(most_within(times, seconds) <= 30 * seconds + 24 for seconds in (2, 5, 20))


@given(st.lists(pauses, min_size=1, max_size=90))
def test_never_more_than_20_go_to_a_group_in_any_minute(waits):
    limiter, now, times = Limiter(Limits()), START, []
    for pause in waits:
        now = send_as_soon_as_allowed(limiter, GROUP, now + pause / 10)
        times.append(now)
    assert most_within(times, 60) <= 20


def test_a_person_gets_a_short_burst_and_then_one_message_a_second():
    limiter, now, times = Limiter(Limits()), START, []
    for _ in range(10):
        now = send_as_soon_as_allowed(limiter, PERSON, now)
        times.append(now)
    assert times[2] - times[0] < 0.2
    assert all(0.9 < later - earlier < 1.1 for earlier, later in pairwise(times[3:]))


def test_a_thousand_groups_are_served_at_nearly_the_full_rate():
    limiter, now = Limiter(Limits()), START
    for group in range(1000):
        now = send_as_soon_as_allowed(limiter, -group - 1, now)
    assert now - START <= 1000 / 30 * 1.03


@given(st.integers(1, 5000), st.integers(0, 10_000))
def test_a_refused_chat_rests_as_long_as_told_and_others_do_not(retry_after, elapsed):
    limiter = Limiter(Limits())
    limiter.refused(GROUP, retry_after, START)
    assert limiter.chat_wait(GROUP, START + elapsed) == max(0, retry_after - elapsed)
    assert limiter.chat_wait(PERSON, START + elapsed) == 0
    assert limiter.overall_wait(START + elapsed) == 0


def test_two_chats_refused_in_a_row_let_everyone_rest():
    limiter = Limiter(Limits())
    limiter.refused(GROUP, 7, START)
    limiter.refused(PERSON, 9, START + 1)
    assert limiter.overall_wait(START + 1) == 9


def test_one_chat_refused_again_and_again_lets_nobody_else_rest():
    limiter = Limiter(Limits())
    for second in range(5):
        limiter.refused(GROUP, 30, START + second)
    assert limiter.overall_wait(START + 5) == 0


def test_a_shorter_refusal_does_not_cut_a_longer_rest_of_everyone():
    limiter = Limiter(Limits())
    limiter.rest(60, START)
    limiter.refused(GROUP, 1, START)
    limiter.refused(PERSON, 1, START)
    assert limiter.overall_wait(START) == 60


@given(st.lists(st.tuples(st.sampled_from([GROUP, PERSON, 8]), pauses), max_size=40))
def test_a_clock_set_back_an_hour_lets_nothing_wait_longer(sends):
    limiter, now = Limiter(Limits()), START
    for chat, pause in sends:
        now = send_as_soon_as_allowed(limiter, chat, now + pause / 10)
    limiter.refused(8, 25, now)
    before = [limiter.chat_wait(chat, now) for chat in (GROUP, PERSON, 8)]
    overall = limiter.overall_wait(now)
    after = [limiter.chat_wait(chat, now - HOUR) for chat in (GROUP, PERSON, 8)]
    assert after == pytest.approx(before)
    assert limiter.overall_wait(now - HOUR) == pytest.approx(overall)
    assert limiter.chat_wait(8, now - HOUR + 25) == pytest.approx(0, abs=1e-6)


@given(st.lists(st.floats(-HOUR, HOUR), min_size=1, max_size=12))
def test_however_often_the_clock_jumps_no_wait_exceeds_what_the_limits_need(jumps):
    limiter, now = Limiter(Limits()), START
    for jump in jumps:
        for _ in range(25):
            limiter.take(GROUP, now)
        now += jump
        for chat, longest in ((GROUP, MINUTE), (PERSON, 0)):
            assert 0 <= limiter.chat_wait(chat, now) <= longest
        assert limiter.overall_wait(now) <= math.ceil(25 * len(jumps) / 29)


def test_memory_stays_flat_however_many_chats_there_are():
    limiter, now = Limiter(Limits(messages_per_second=1e6)), START
    for chat in range(20 * SWEEP):
        now += 0.1
        limiter.take(chat + 1, now)
        limiter.refused(-chat - 1, 1, now)
    assert len(limiter._chats) + len(limiter._paused) <= 2 * SWEEP


def test_memory_of_a_busy_group_is_one_window():
    limiter, now = Limiter(Limits(group_per_minute=1e6)), START
    for _ in range(5000):
        now += 1
        limiter.take(GROUP, now)
    assert len(limiter._chats[GROUP].taken) <= MINUTE + 1


def test_edits_in_a_group_keep_their_distance_and_leave_room_for_answers():
    limiter = Limiter(Limits())
    limiter.take(-1, 0.0, edit=True)
    assert limiter.chat_wait(-1, 0.5, edit=True) == pytest.approx(3.5)
    assert limiter.chat_wait(-1, 0.5) == 0
    assert limiter.chat_wait(-2, 0.5, edit=True) == 0
    limiter.take(42, 0.0, edit=True)
    assert limiter.chat_wait(42, 0.5, edit=True) == 0


def test_a_card_that_is_edited_all_the_time_leaves_five_of_the_minute_for_answers():
    limiter, edits = Limiter(Limits()), 0
    for tenth in range(600):
        if limiter.chat_wait(-1, tenth / 10, edit=True) == 0:
            limiter.take(-1, tenth / 10, edit=True)
            edits += 1
    assert edits == 15


def test_what_is_claimed_ahead_of_its_time_counts_from_then_and_moves_no_clock():
    limiter = Limiter(Limits(messages_per_second=1))
    limiter.take(PERSON, START, ahead=0.05)
    assert limiter.overall_wait(START) == pytest.approx(1.05, abs=0.01)
    limiter.refused(GROUP, 10, START)
    assert limiter.chat_wait(GROUP, START) == 10
