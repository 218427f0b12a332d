from datetime import timedelta
from zoneinfo import ZoneInfo

from domain.forms.chasing import (
    ChasePolicy,
    Expected,
    Progress,
    Reminded,
    Target,
    by_unit,
    count_buildings,
    in_order,
    may_be_reminded,
    missing,
    next_round,
    parts_of,
    progress_of,
    to_remind,
)
from domain.forms.checking import Oddity, cases_of, plain
from domain.forms.model import AnswerState
from domain.timing import QuietHours
from tests.support.forms import NOW, SHANGHAI, submission

HOMES = ("3-10-101", "3-2-501", "3-2-502", "12-1-1A")
ROSTER = Expected(
    targets=(*(Target(subject=h, home=h) for h in HOMES), Target(subject="p7", name="张三")),
    complete=True,
)
GROUP = ROSTER.model_copy(update={"complete": False})
POLICY = ChasePolicy(most=2, apart=timedelta(days=2))


def test_progress_counts_the_roster_and_names_strangers():
    assert progress_of(ROSTER, ["3-2-501", "9-9-999"]) == Progress(done=1, total=5, strangers=1)


def test_without_a_roster_whoever_answers_belongs_to_it():
    assert progress_of(GROUP, ["3-2-501", "9-9-999"]) == Progress(done=2, total=6)


def test_who_is_missing_comes_by_building_unit_and_room():
    left = missing(ROSTER, ["3-2-502"])
    assert [target.home or target.name for target in left] == [
        "3-2-501",
        "3-10-101",
        "12-1-1A",
        "张三",
    ]
    groups = by_unit(left)
    assert list(groups) == [("3", "2"), ("3", "10"), ("12", "1"), ("", "")]


def test_rooms_are_sorted_as_people_count():
    homes = ["3-2-501", "3-2-1001", "A-1-1", "3-2-501B", "12-1-1", ""]
    assert sorted(homes, key=in_order) == [
        "3-2-501",
        "3-2-501B",
        "3-2-1001",
        "12-1-1",
        "A-1-1",
        "",
    ]
    assert parts_of("3-2-501") == ("3", "2", "501")
    assert parts_of("") == ("", "", "")


def test_buildings_are_counted_from_the_roster_or_from_who_is_known():
    answered = [("3-2-501", "3-2-501"), ("9-9-9", "9-9-9")]
    assert count_buildings(ROSTER, answered) == [("3", 1, 3), ("12", 0, 1), ("", 0, 1)]
    assert count_buildings(GROUP, answered) == [
        ("3", 1, 3),
        ("9", 1, 1),
        ("12", 0, 1),
        ("", 0, 1),
    ]


def test_nobody_is_reminded_too_often_or_too_soon():
    once = Reminded(times=1, last=NOW)
    assert may_be_reminded(None, POLICY, NOW)
    assert not may_be_reminded(None, ChasePolicy(most=0), NOW)
    assert not may_be_reminded(once, POLICY, NOW + timedelta(days=1))
    assert may_be_reminded(once, POLICY, NOW + timedelta(days=2))
    assert not may_be_reminded(Reminded(times=2, last=NOW), POLICY, NOW + timedelta(days=9))
    due = to_remind(ROSTER.targets, {"3-2-501": once}, POLICY, NOW)
    assert "3-2-501" not in {target.subject for target in due}
    assert len(due) == 4


def test_the_next_round_waits_for_the_morning():
    quiet = QuietHours.parse("22:00-07:00")
    late = NOW.replace(hour=23)
    at = next_round(late, POLICY, quiet, ZoneInfo("Asia/Shanghai"))
    assert at.astimezone(SHANGHAI).isoformat() == "2026-11-27T07:00:00+08:00"


def test_odd_answers_come_first_and_are_not_passed_with_the_rest():
    found = [
        submission(1),
        submission(2, flags=("range",)),
        submission(3, subject="9-9-9"),
        submission(4, state=AnswerState.PASSED),
        submission(5),
    ]
    expected = {1: Expected(targets=tuple(_target(n) for n in (1, 2, 5)), complete=True)}
    cases = cases_of(found, expected, frozenset({2, 5}))
    assert [(case.submission.id, case.oddities) for case in cases] == [
        (2, (Oddity.DUPLICATE, Oddity.RANGE)),
        (3, (Oddity.ROSTER,)),
        (5, (Oddity.DUPLICATE,)),
        (1, ()),
    ]
    assert [case.submission.id for case in plain(cases)] == [1]


def test_without_a_roster_no_household_is_a_stranger():
    assert cases_of([submission(1)], {}, frozenset())[0].oddities == ()
    assert cases_of([submission(1)], {1: GROUP}, frozenset())[0].oddities == ()


def _target(number):
    return Target(subject=submission(number).subject)
