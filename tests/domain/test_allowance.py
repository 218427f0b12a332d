"""One person's minute: what is taken in it, and what is not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.allowance import RESERVE, Allowance, Allowances, Way, judge

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FEW = Allowance(in_all=3, in_groups=2)


def after(seconds):
    return NOW + timedelta(seconds=seconds)


def run(*steps, count=None):
    """The verdicts on several (seconds, way), one after the other."""
    verdicts = []
    for seconds, way, *urgent in steps:
        verdicts.append(judge(count, after(seconds), FEW, way, urgent=bool(urgent)))
        count = verdicts[-1].count
    return verdicts


def waits(verdicts):
    return [verdict.wait for verdict in verdicts]


@pytest.mark.parametrize("way", [Way.PRESS, Way.PRIVATE])
def test_as_many_as_are_allowed_are_taken_and_the_next_waits_until_the_minute_is_over(way):
    verdicts = run((0, way), (1, way), (2, way), (3, way), (59.5, way), (60, way))
    assert waits(verdicts) == [0, 0, 0, 57, 1, 0]


def test_fewer_are_taken_in_groups_where_each_is_answered():
    assert waits(run((0, Way.GROUP), (1, Way.GROUP), (2, Way.GROUP))) == [0, 0, 58]


def test_what_the_person_was_told_stays_true_wherever_they_go_on():
    group, private = Way.GROUP, Way.PRIVATE
    assert waits(run((0, group), (0, group), (10, group), (20, private))) == [0, 0, 50, 40]


def test_somebody_is_told_once_in_a_minute_and_again_in_the_next_one():
    full = [(0, Way.PRIVATE)] * 3
    verdicts = run(*full, (1, Way.PRIVATE), (2, Way.PRIVATE), (3, Way.GROUP))
    assert [verdict.tell for verdict in verdicts] == [False] * 3 + [True, False, False]
    again = run(*[(60, Way.PRIVATE)] * 4, count=verdicts[-1].count)
    assert [verdict.tell for verdict in again] == [False] * 3 + [True]


def test_presses_are_not_told_of_in_words_and_leave_the_telling_to_the_first_message():
    full = [(0, Way.PRESS)] * 3
    verdicts = run(*full, (1, Way.PRESS), (1, Way.PRESS), (2, Way.PRIVATE), (3, Way.PRIVATE))
    assert [verdict.tell for verdict in verdicts[3:]] == [False, False, True, False]
    assert [verdict.first for verdict in verdicts] == [False] * 3 + [True] + [False] * 3


def test_what_tells_of_danger_is_taken_beyond_the_allowance_but_not_for_ever():
    full = [(0, Way.PRIVATE)] * 4
    urgent = [(1, Way.GROUP, True)] * (RESERVE + 1)
    verdicts = run(*full, *urgent, (2, Way.PRIVATE))
    assert waits(verdicts) == [0] * 3 + [60] + [0] * RESERVE + [59, 58]
    assert not any(verdict.tell for verdict in verdicts[4:])


def test_what_tells_of_danger_counts_as_anything_else_while_there_is_room():
    verdicts = run((0, Way.PRIVATE, True))
    assert (verdicts[0].count.taken, verdicts[0].count.urgent) == (1, 0)


def test_a_clock_set_back_bars_nobody_for_longer():
    verdicts = run(*[(0, Way.PRIVATE)] * 4, (-3600, Way.PRIVATE), (-3599, Way.PRIVATE))
    assert waits(verdicts) == [0, 0, 0, 60, 0, 0]


def test_a_row_that_was_held_up_counts_in_the_minute_that_runs():
    assert waits(run(*[(0, Way.PRIVATE)] * 3, (-20, Way.PRIVATE))) == [0, 0, 0, 60]


STEPS = st.lists(st.tuples(st.integers(0, 200), st.sampled_from(list(Way))), max_size=60)


@given(STEPS)
def test_no_minute_takes_more_than_is_allowed_and_nobody_who_is_told_to_wait_waits_in_vain(steps):
    count, taken = None, {}
    for seconds, way in sorted(steps, key=lambda step: step[0]):
        verdict = judge(count, after(seconds), FEW, way)
        if not verdict.wait:
            taken.setdefault(verdict.count.began, []).append(way)
        later = after(seconds + verdict.wait)
        assert not judge(verdict.count, later, FEW, Way.PRIVATE).wait or not verdict.wait
        count = verdict.count
    for ways in taken.values():
        assert len(ways) <= FEW.in_all
        assert ways.count(Way.GROUP) <= FEW.in_groups


def test_who_works_here_may_take_forty_tickets_in_two_minutes_and_so_may_anybody_press():
    for allowance in (Allowances().workers, Allowances().residents):
        count = None
        for n in range(40):
            verdict = judge(count, after(3 * n), allowance, Way.PRESS)
            assert not verdict.wait
            count = verdict.count
