from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Refusal
from domain.hours import (
    EntryKind,
    HoursEntry,
    Volunteer,
    YearLine,
    points_for,
    read_correction,
    read_request,
    read_year,
    sum_up,
    year_of,
)

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
ANA, BEN = Volunteer(person_id=1, name="Ana"), Volunteer(name="王阿姨", household="3-2-501")


def entry(number, volunteer, minutes, total, root=None, points=0):
    return HoursEntry(
        id=number,
        root=root,
        kind=EntryKind.ATTENDANCE if root is None else EntryKind.CORRECTION,
        volunteer=volunteer,
        signup_id=1,
        circle_id=1,
        title="守桶",
        shift_at=NOON,
        minutes=minutes,
        total=total,
        points=points,
        recorded_at=NOON,
    )


@pytest.mark.parametrize(
    ("words", "minutes", "reason"),
    [
        ("90分钟 提前走了", 90, "提前走了"),
        ("1小时30分，记错了", 90, "记错了"),
        ("1.5小时 提前走了", 90, "提前走了"),
        ("1个半小时 提前走了", 90, "提前走了"),
        ("2小时半 多守了一会儿", 150, "多守了一会儿"),
        ("2小时 晚到", 120, "晚到"),
        ("半小时 晚到", 30, "晚到"),
        ("45 晚到", 45, "晚到"),
        ("没来 点错了", 0, "点错了"),
        ("0 点错了", 0, "点错了"),
        ("2h30m left early", 150, "left early"),
        ("1 hour  came\nlate", 60, "came late"),
        ("absent wrong name", 0, "wrong name"),
    ],
)
def test_a_correction_says_how_long_it_was_and_why(words, minutes, reason):
    read = read_correction(words)
    assert (read.minutes, read.reason) == (minutes, reason)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "hours-correct-unclear"),
        ("提前走了", "hours-correct-unclear"),
        ("90分钟", "hours-correct-why"),
        ("90分钟，", "hours-correct-why"),
        ("25小时 通宵", "hours-correct-too-long"),
    ],
)
def test_a_correction_without_length_or_reason_is_asked_back(words, key):
    with pytest.raises(Refusal) as refused:
        read_correction(words)
    assert refused.value.text.key == key


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        ("", (None, "")),
        ("#12", (12, "")),
        ("12 90分钟 提前走了", (12, "90分钟 提前走了")),
        ("随便", (None, "随便")),
    ],
)
def test_words_after_the_command_name_an_entry(words, request_):
    assert read_request(words) == request_


def test_a_year_may_be_named():
    assert [read_year("2025"), read_year("2025年"), read_year("12"), read_year("")] == [
        2025,
        2025,
        None,
        None,
    ]


def test_a_year_begins_at_midnight_of_the_community():
    year = year_of(2026, ZoneInfo("Asia/Shanghai"))
    assert (year.start, year.end) == (
        datetime(2025, 12, 31, 16, tzinfo=UTC),
        datetime(2026, 12, 31, 16, tzinfo=UTC),
    )


def test_part_of_a_point_is_not_given():
    assert [points_for(90, 10), points_for(119, 1), points_for(120, 0)] == [15, 1, 0]


def test_a_year_is_summed_up_by_volunteer():
    entries = [
        entry(1, ANA, 60, 60, points=10),
        entry(2, BEN, 120, 120),
        entry(3, ANA, 30, 30),
        entry(4, ANA, -30, 0, root=3),
        entry(5, Volunteer(), 10, 10),
    ]
    assert sum_up(entries) == [
        YearLine(volunteer=BEN, minutes=120, points=0, shifts=1),
        YearLine(volunteer=ANA, minutes=60, points=10, shifts=1),
        YearLine(volunteer=Volunteer(), minutes=10, points=0, shifts=1),
    ]
    assert entries[3].first == 3
