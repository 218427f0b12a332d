from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.people import Actor, Person
from domain.reports.model import OPEN_STATES, ReportState, Satisfied, Solved
from domain.stats import (
    Case,
    CategoryCount,
    Outcome,
    Rate,
    Verdict,
    fold,
    grids_of,
    measure,
    next_monday,
    outcome_of,
    read_request,
    this_week,
    week_of,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GRIDS = ("第一网格", "第二网格")
REPORTER, NEIGHBOUR, OTHER = 1, 2, 3


def case(state=ReportState.CLOSED, **facts):
    known = {
        "category": "电梯",
        "created_at": NOW - 10 * HOUR,
        "out_of_scope": False,
        "respond_by": NOW - 8 * HOUR,
        "responded_at": NOW - 9 * HOUR,
        "done_at": NOW - 5 * HOUR,
        "outcome": Outcome(Solved.YES, Satisfied.YES),
    }
    return Case(state=state, **{**known, **facts})


def rated(person_id, detail):
    return Verdict("rate", person_id, detail)


REOPENED = Verdict("reopen", NEIGHBOUR)


def test_the_reporter_decides_how_a_ticket_came_out():
    verdicts = [rated(REPORTER, "partly fairly"), rated(NEIGHBOUR, "yes yes")]
    assert outcome_of(verdicts, REPORTER) == Outcome(Solved.PARTLY, Satisfied.FAIRLY)


def test_where_the_reporter_is_silent_the_last_household_decides():
    verdicts = [rated(NEIGHBOUR, "yes yes"), rated(OTHER, "no no")]
    assert outcome_of(verdicts, REPORTER) == Outcome(Solved.NO, Satisfied.NO)


def test_what_was_said_before_a_reopening_counts_no_more():
    assert outcome_of([rated(REPORTER, "yes yes"), REOPENED], REPORTER) is None
    again = [rated(REPORTER, "yes yes"), REOPENED, rated(NEIGHBOUR, "partly no")]
    assert outcome_of(again, REPORTER) == Outcome(Solved.PARTLY, Satisfied.NO)


def test_an_erased_reporter_decides_nothing():
    assert outcome_of([rated(NEIGHBOUR, "yes fairly")], None) is not None
    assert outcome_of([], None) is None


def test_a_ticket_answered_after_its_time_lowers_the_response_rate():
    numbers = measure([case(), case(responded_at=NOW - 7 * HOUR)], NOW)
    assert numbers.responded == Rate(part=1, whole=2)


def test_a_ticket_answered_at_the_last_moment_is_answered_in_time():
    assert measure([case(responded_at=NOW - 8 * HOUR)], NOW).responded == Rate(part=1, whole=1)


def test_a_ticket_nobody_answered_counts_once_its_time_is_over():
    waiting = {"state": ReportState.WAITING, "responded_at": None, "done_at": None, "outcome": None}
    late = case(**waiting)
    not_yet = case(**waiting | {"respond_by": NOW})
    assert measure([late], NOW).responded == Rate(part=0, whole=1)
    assert measure([not_yet], NOW).responded == Rate(part=0, whole=0)


def test_a_ticket_from_before_there_were_clocks_is_in_no_response_rate():
    assert measure([case(respond_by=None)], NOW).responded == Rate(part=0, whole=0)


def test_out_of_scope_merged_and_withdrawn_tickets_are_only_received():
    numbers = measure(
        [
            case(),
            case(ReportState.REJECTED, out_of_scope=True),
            case(ReportState.MERGED),
            case(ReportState.WITHDRAWN),
        ],
        NOW,
    )
    assert (numbers.received, numbers.counted) == (4, 1)
    assert (numbers.out_of_scope, numbers.merged, numbers.withdrawn) == (1, 1, 1)
    assert numbers.categories == (CategoryCount(category="电梯", count=1, open=0),)
    assert numbers.solved == numbers.responded == Rate(part=1, whole=1)


def test_a_contested_rejection_counts_again_and_other_rejections_always_do():
    contested = case(ReportState.TAKEN, out_of_scope=True, outcome=None)
    refused = case(ReportState.REJECTED, outcome=None)
    assert measure([contested, refused], NOW).counted == 2


def test_partly_solved_is_not_solved_and_fairly_satisfied_is_satisfied():
    partly = case(outcome=Outcome(Solved.PARTLY, Satisfied.FAIRLY))
    numbers = measure([partly, case(), case(outcome=None)], NOW)
    assert numbers.solved == Rate(part=1, whole=2)
    assert numbers.satisfied == Rate(part=2, whole=2)
    assert (numbers.partly, numbers.unrated) == (1, 1)


def test_half_of_the_tickets_were_done_within_the_median():
    done = [case(done_at=NOW - n * HOUR) for n in (9, 8, 1)]
    still_open = case(ReportState.TAKEN, done_at=NOW - 9 * HOUR)
    numbers = measure([*done, still_open], NOW)
    assert numbers.to_resolve == 2 * HOUR
    assert numbers.to_respond == HOUR


def test_nothing_received_gives_empty_numbers():
    numbers = measure([], NOW)
    assert numbers.received == numbers.counted == 0
    assert numbers.solved.percent == "—"
    assert numbers.to_respond is None
    assert numbers.to_resolve is None


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 3, "0.0%"), (2, 3, "66.6%"), (1999, 2000, "99.9%"), (7, 7, "100.0%"), (0, 0, "—")],
)
def test_a_rate_is_never_shown_better_than_it_is(part, whole, percent):
    assert Rate(part=part, whole=whole).percent == percent


def test_categories_come_by_number_and_the_rest_is_added_up():
    cases = [case(category=name) for name in ("停车", "电梯", "电梯", "水", "路")]
    cases.append(case(ReportState.WAITING, category="路", outcome=None))
    categories = measure(cases, NOW).categories
    assert [(c.category, c.count, c.open) for c in categories] == [
        ("电梯", 2, 0),
        ("路", 2, 1),
        ("停车", 1, 0),
        ("水", 1, 0),
    ]
    shown, folded = fold(categories, 2)
    assert folded == 3
    assert [(c.category, c.count, c.open) for c in shown] == [("电梯", 2, 0), ("", 4, 1)]
    assert fold(categories, 4) == (list(categories), 0)


_STATES = st.sampled_from(list(ReportState))
_OUTCOMES = st.none() | st.builds(
    Outcome, st.sampled_from(list(Solved)), st.sampled_from(list(Satisfied))
)
_HOURS = st.integers(0, 400)


@st.composite
def _cases(draw):
    created = NOW - draw(_HOURS) * HOUR
    return Case(
        category=draw(st.sampled_from(["电梯", "停车", "其他"])),
        created_at=created,
        state=draw(_STATES),
        out_of_scope=draw(st.booleans()),
        respond_by=draw(st.none() | st.just(created + 24 * HOUR)),
        responded_at=draw(st.none() | _HOURS.map(lambda hours: created + hours * HOUR)),
        done_at=draw(st.none() | _HOURS.map(lambda hours: created + hours * HOUR)),
        outcome=draw(_OUTCOMES),
    )


@given(st.lists(_cases(), max_size=30))
def test_every_ticket_is_counted_once_and_no_part_exceeds_its_whole(cases):
    numbers = measure(cases, NOW)
    aside = numbers.out_of_scope + numbers.merged + numbers.withdrawn
    assert numbers.received == len(cases) == numbers.counted + aside
    assert sum(c.count for c in numbers.categories) == numbers.counted
    assert sum(c.open for c in numbers.categories) == numbers.open <= numbers.counted
    for rate in (numbers.responded, numbers.solved, numbers.satisfied):
        assert 0 <= rate.part <= rate.whole <= numbers.counted
    assert numbers.solved.part + numbers.partly <= numbers.solved.whole


@given(st.lists(_cases(), max_size=30))
def test_the_order_of_tickets_changes_nothing(cases):
    assert measure(cases, NOW) == measure(cases[::-1], NOW)


@given(st.lists(_cases(), min_size=1, max_size=30))
def test_half_of_them_or_more_took_no_longer_than_the_median(cases):
    numbers = measure(cases, NOW)
    done = [
        c.done_at - c.created_at
        for c in cases
        if c.done_at and c.state in {ReportState.REVIEW, ReportState.CLOSED}
    ]
    assert (numbers.to_resolve is None) == (not done)
    if done:
        within = [length for length in done if length <= numbers.to_resolve]
        assert 2 * len(within) >= len(done)
        assert 2 * len([length for length in done if length < numbers.to_resolve]) < len(done)


def test_open_is_what_somebody_still_has_to_do():
    cases = [case(state) for state in ReportState]
    assert measure(cases, NOW).open == len(OPEN_STATES)


@pytest.mark.parametrize(
    "words", ["上周 @第一网格", "@第一网格 上周", "上周@第一网格", "last week @第一网格"]
)
def test_time_and_grid_may_come_in_either_order(words):
    request = read_request(words, NOW, SHANGHAI, GRIDS)
    assert request.grid == "第一网格"
    assert request.period == week_of(date(2026, 11, 16), SHANGHAI)


def test_either_part_of_a_request_may_be_left_out():
    nothing = read_request("", NOW, SHANGHAI, GRIDS)
    assert (nothing.period, nothing.grid) == (None, None)
    assert read_request("@全部", NOW, SHANGHAI, GRIDS).grid == "*"
    span = read_request("11月1日 - 11月15日", NOW, SHANGHAI, GRIDS).period
    assert span.start == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert span.end == datetime(2026, 11, 15, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("前阵子", "stats-unclear"),
        ("2026-11-15 - 2026-11-01", "stats-unclear"),
        ("@第九网格", "grid-unknown"),
        ("本周 @第一网格 @第二网格", "stats-one-grid"),
    ],
)
def test_what_cannot_be_understood_is_asked_back(words, key):
    with pytest.raises(Refusal) as refusal:
        read_request(words, NOW, SHANGHAI, GRIDS)
    assert refusal.value.text.key == key


def _actor(*grids, admin=False):
    return Actor(person=Person(id=1, name="Ben"), admin=admin, grids=frozenset(grids))


def test_staff_see_their_grids_and_admins_see_all():
    assert grids_of(_actor("第一网格"), None) == {"第一网格"}
    assert grids_of(_actor("第一网格"), "*") == {"第一网格"}
    assert grids_of(_actor("第一网格", "*"), None) == {"*"}
    assert grids_of(_actor(admin=True), None) == {"*"}
    assert grids_of(_actor(admin=True), "第二网格") == {"第二网格"}


def test_nobody_sees_the_numbers_of_a_grid_that_is_not_theirs():
    with pytest.raises(Refusal) as refusal:
        grids_of(_actor("第一网格"), "第二网格")
    assert refusal.value.text.key == "stats-not-yours"


def test_weekly_numbers_come_on_monday_at_half_past_eight():
    sunday = datetime(2026, 11, 29, 15, 59, tzinfo=UTC)
    due, monday = next_monday(sunday, SHANGHAI)
    assert due == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    assert monday == date(2026, 11, 23)


def test_at_half_past_eight_the_next_ones_are_a_week_away():
    now = datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    assert next_monday(now, SHANGHAI)[0] == now + timedelta(days=7)
    assert next_monday(now - timedelta(seconds=1), SHANGHAI)[0] == now


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_weekly_numbers_are_about_the_week_that_ended_last(minutes):
    now = NOW + timedelta(minutes=minutes)
    due, monday = next_monday(now, BERLIN)
    assert now < due <= now + timedelta(days=7, hours=1)
    assert due.astimezone(BERLIN).strftime("%A %H:%M") == "Monday 08:30"
    assert week_of(monday, BERLIN).end == due - timedelta(hours=8, minutes=30)


def test_this_week_has_seven_days_even_on_monday_morning():
    monday = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    week = this_week(monday, SHANGHAI)
    assert (week.start, week.end) == (monday, monday + timedelta(days=7))
    assert this_week(monday - timedelta(seconds=1), SHANGHAI).end == monday
