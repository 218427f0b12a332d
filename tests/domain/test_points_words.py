from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Refusal
from domain.points import (
    Earned,
    Grant,
    HouseholdAsked,
    RankingAsked,
    by_building,
    by_household,
    month_of,
    read_points,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
EARNED = [
    Earned(household="3-2-501", points=30),
    Earned(household="3-2-502", points=30),
    Earned(household="3-1-101", points=50),
    Earned(household="5-1-101", points=70),
    Earned(household="10-1-101", points=0),
    Earned(household="p30", points=200),
]


@pytest.mark.parametrize("words", ["排行", "排行榜", "排名", "rank", "Ranking"])
def test_the_ranking_of_this_month_is_asked_for(words):
    assert read_points(words) == RankingAsked()


@pytest.mark.parametrize("words", ["排行 上月", "排行榜上个月", "ranking last month"])
def test_the_ranking_of_last_month_is_asked_for(words):
    assert read_points(words) == RankingAsked(back=1)


@pytest.mark.parametrize("words", ["3-2-501", "3号楼2单元501室"])
def test_a_household_is_asked_for(words):
    assert read_points(words) == HouseholdAsked(household="3-2-501")


@pytest.mark.parametrize(
    "words",
    [
        "3-2-501 +10 交废电池",
        "3-2-501 +10分 交废电池",
        "3-2-501+10积分,交废电池",
        "3号楼2单元501 + 10 交废电池",
        "3-2-501 +10 points: 交废电池",
    ],
)
def test_points_are_given_by_hand(words):
    assert read_points(words) == Grant(household="3-2-501", points=10, words="交废电池")


def test_a_long_reason_is_cut():
    assert read_points("3-2-501 +10 " + "长" * 100).words == "长" * 60


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("什么是积分", "points-howto"),
        ("我家 +10 交废电池", "points-howto"),
        ("3-2-501 +0 交废电池", "points-grant-size"),
        ("3-2-501 +1001 交废电池", "points-grant-size"),
        ("3-2-501 +10", "points-grant-why"),
        ("3-2-501 +10分  ", "points-grant-why"),
    ],
)
def test_what_cannot_be_meant_is_refused(words, key):
    with pytest.raises(Refusal) as refused:
        read_points(words)
    assert refused.value.text.key == key


def test_a_month_is_one_of_the_community():
    now = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)
    december, november = month_of(now, SHANGHAI), month_of(now, SHANGHAI, 1)
    assert december.start == november.end == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert november.start == datetime(2026, 10, 31, 16, tzinfo=UTC)


def test_only_households_that_take_part_are_ranked_and_ties_share_a_place():
    takes_part = {"3-2-501", "3-2-502", "5-1-101", "10-1-101"}
    places = by_household(EARNED, takes_part)
    assert [(p.place, p.household, p.building, p.unit, p.points) for p in places] == [
        (1, "5-1-101", "5", "1", 70),
        (2, "3-2-501", "3", "2", 30),
        (2, "3-2-502", "3", "2", 30),
    ]


def test_who_comes_after_a_tie_has_the_place_that_is_left():
    places = by_household(EARNED, {"3-2-501", "3-2-502", "5-1-101", "3-1-101"})
    assert [place.place for place in places] == [1, 2, 3, 3]


def test_buildings_are_ranked_by_what_their_households_earned():
    places = by_building(EARNED)
    assert [(p.place, p.building, p.households, p.points) for p in places] == [
        (1, "3", 3, 110),
        (2, "5", 1, 70),
    ]
