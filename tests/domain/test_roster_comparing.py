"""What a list would change, and which circle its households belong to."""

import pytest

from domain.circles import Circle, CircleKind
from domain.people import Address
from domain.roster import (
    Column,
    Entry,
    Homes,
    Household,
    buildings_of,
    by_address,
    compare,
    covers,
    read_homes,
)

ALL = frozenset(Column)


def home(room, building="3", unit="2", **more):
    address = Address(building=building, unit=unit, room=str(room))
    return Household(address=address, **more)


def entry(household, columns=ALL):
    return Entry("Sheet1", 2, household, columns)


def circle(number, title, kind=CircleKind.NEIGHBOURS):
    return Circle(id=number, chat_id=-number, title=title, kind=kind, grid=None)


def test_what_is_new_what_differs_and_what_is_as_it_was():
    known = [
        home(501, head="王", phone="1", people=3, note="x", circle_id=7),
        home(502, head="李", circle_id=7),
        home(503, circle_id=7),
        home(101, building="4", circle_id=7),
    ]
    plan = compare(
        [
            entry(home(501, head="王", phone="2", people=3)),
            entry(home(502, head="李")),
            entry(home(504)),
        ],
        known,
        Homes(titled={("3", ""): 7}),
    )
    assert plan.new == (home(504, circle_id=7),)
    (change,) = plan.changed
    assert change.before == known[0]
    assert change.after == home(501, head="王", phone="2", people=3, circle_id=7)
    assert change.fields == ("phone", "note")
    assert plan.same == 1
    assert plan.absent == (known[2].address,), "buildings that the list leaves out are not meant"
    assert plan.households == (home(504, circle_id=7), change.after)
    assert plan.homeless == ()


def test_what_a_list_has_no_column_for_stays_as_it_was():
    known = [home(501, head="王", phone="1", people=3, note="x")]
    where = frozenset({Column.BUILDING, Column.ROOM})
    assert compare([entry(home(501), where)], known, Homes()).same == 1
    change = compare([entry(home(501), where | {Column.PHONE})], known, Homes()).changed[0]
    assert change.fields == ("phone",)
    assert change.after == home(501, head="王", people=3, note="x")


def test_a_household_keeps_its_circle_unless_another_is_named():
    known = [home(501, circle_id=7)]
    assert compare([entry(home(501))], known, Homes(titled={("3", "2"): 8})).same == 1
    change = compare([entry(home(501))], known, Homes(told=9)).changed[0]
    assert (change.fields, change.after.circle_id) == (("circle_id",), 9)


def test_a_household_that_nobody_has_is_said_to_have_no_circle():
    plan = compare([entry(home(501)), entry(home(502))], [home(502)], Homes())
    assert plan.homeless == (home(501),)


def test_the_mark_of_a_plan_changes_with_it():
    one = compare([entry(home(501, head="王"))], [], Homes())
    assert one.mark() == compare([entry(home(501, head="王"))], [], Homes()).mark()
    others = [
        compare([entry(home(501, head="李"))], [], Homes()),
        compare([entry(home(501, head="王"))], [], Homes(told=1)),
        compare([entry(home(501, head="王"))], [home(501)], Homes()),
        compare([entry(home(501, head="王"))], [home(501, note="x")], Homes()),
    ]
    assert len({plan.mark() for plan in (one, *others)}) == 5


def test_what_is_known_best_tells_the_circle():
    homes = Homes(titled={("3", ""): 1, ("3", "2"): 2}, bound={"3": 3, "4": 4}, told=None)
    of = homes.of
    assert of(home(1).address, 9) == 9
    assert of(home(1).address) == 2
    assert of(home(1, unit="1").address) == 1
    assert of(home(1, building="4").address) == 4
    assert of(home(1, building="5").address) is None
    assert Homes(told=8).of(home(1).address, 9) == 8


TITLES = {
    "3号楼邻里圈": [("3", "")],
    "滨河社区三号楼": [("3", "")],
    "３号楼２单元": [("3", "2")],
    "1-3号楼邻里圈": [("1", ""), ("2", ""), ("3", "")],
    "5、7、9栋": [("5", ""), ("7", ""), ("9", "")],
    "1~2号楼、5号楼": [("1", ""), ("2", ""), ("5", "")],
    "8号楼1-2单元": [("8", "1"), ("8", "2")],
    "A座和B座业主群": [("A", ""), ("B", "")],
    "Building 12 neighbours": [("12", "")],
    "A至C座": [("A", ""), ("C", "")],
    "1-300栋": [("1", ""), ("300", "")],
    "阳光团购圈": [],
    "12月5日活动": [],
}


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_a_group_names_its_buildings(title):
    assert list(buildings_of(title)) == TITLES[title]


def test_only_circles_of_neighbours_have_buildings_and_two_for_one_cancel_out():
    homes = read_homes(
        [
            circle(1, "1-2号楼"),
            circle(2, "2号楼"),
            circle(3, "3号楼"),
            circle(4, "4号楼", CircleKind.CLUB),
        ],
        [],
    )
    assert homes.titled == {("1", ""): 1, ("3", ""): 3}


def test_where_most_bound_neighbours_are_is_the_circle_of_a_building():
    bound = [
        *(("1", 1, 2), ("1", 2, 1)),
        *(("2", 1, 5), ("2", 2, 2)),
        ("3", 3, 1),
        ("4", 4, 2),
    ]
    homes = read_homes([], bound, told=5)
    assert homes.bound == {"2": 1, "4": 4}
    assert homes.told == 5


def test_households_are_listed_as_people_look_for_them():
    mixed = [
        home(101, building="10"),
        home("12B", building="A"),
        home(1001, building="2"),
        home(201, building="2", unit="东"),
        home(201, building="2"),
        home(101, building="2", unit="10"),
    ]
    assert [str(h.address) for h in by_address(mixed)] == [
        *("2-2-201", "2-2-1001", "2-10-101", "2-东-201", "10-2-101", "A-2-12B")
    ]


def test_buildings_and_units_cover_their_households():
    keys = [("3", "2"), ("4", "")]
    assert covers(keys, home(1).address)
    assert covers(keys, home(1, building="4").address)
    assert not covers(keys, home(1, unit="1").address)
