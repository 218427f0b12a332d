"""Fetching at the door: slots, seats, what can happen to a booking."""

from datetime import date, time

import pytest

from domain.bookings import (
    Booking,
    BookingState,
    BookingStep,
    DoorService,
    after,
    by_building,
    free_seat,
    hours,
    open_slots,
    read_floor,
    read_reason,
    read_things,
    service_of,
)
from domain.collections.model import Change, Slot
from domain.collections.occurrences import find
from domain.collections.streams import BUILT_IN
from domain.errors import Refusal
from domain.people import Address
from domain.timing import Span
from tests.support.collecting import SHANGHAI, at, schedule

EARLY = Slot(span=Span(start=time(8), end=time(10)), places=2)
LATE = Slot(span=Span(start=time(10), end=time(12)), places=1)
DAY = date(2026, 9, 5)


def booking(number=1, address="3-2-501", **fields):
    building, unit, room = address.split("-")
    return Booking(
        **{
            "id": number,
            "collection_id": 7,
            "day": DAY,
            "slot": 0,
            "person_id": 30,
            "circle_id": 1,
            "address": Address(building=building, unit=unit, room=room),
            "things": "旧沙发",
            "floor": 5,
            "lift": False,
            **fields,
        }
    )


def test_a_schedule_has_its_own_slots_else_those_of_the_config_for_bulky_things():
    door = DoorService(slots=(LATE,), organisation="物业")
    own = schedule(slots=(EARLY,), organisation="回收公司")
    assert service_of(own, BUILT_IN, door) == ((EARLY,), "回收公司")
    bulky = schedule(streams=("大件垃圾",))
    assert service_of(bulky, BUILT_IN, door) == ((LATE,), "物业")
    assert service_of(schedule(), BUILT_IN, door) == ((), "物业")


def test_nothing_is_fetched_where_nobody_fetches():
    assert service_of(schedule(slots=(EARLY,)), BUILT_IN, DoorService()) == ((), "")


def test_slots_are_open_until_they_are_full_or_have_begun():
    one = schedule(slots=(EARLY, LATE))
    held = find(one, DAY)
    found = open_slots(one, one.slots, held, {0: 1}, at("2026-09-05 7:00"))
    assert [(slot.number, slot.left) for slot in found] == [(0, 1), (1, 1)]
    assert (found[0].start, found[0].end) == (at("2026-09-05 8:00"), at("2026-09-05 10:00"))
    found = open_slots(one, one.slots, held, {1: 1}, at("2026-09-05 8:00"))
    assert found == []


def test_slots_go_with_their_date_when_it_is_moved():
    one = schedule(slots=(EARLY,), changes={DAY: Change(to=date(2026, 9, 6))})
    start, _ = hours(one, find(one, DAY), EARLY)
    assert start.astimezone(SHANGHAI).day == 6


def test_the_first_free_seat_is_given_and_no_other():
    assert free_seat(EARLY, []) == 0
    assert free_seat(EARLY, [0]) == 1
    assert free_seat(EARLY, [1]) == 0
    with pytest.raises(Refusal, match="booking-slot-full"):
        free_seat(EARLY, [0, 1])


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (BookingStep.SET_OUT, BookingState.ON_WAY),
        (BookingStep.TAKE, BookingState.TAKEN),
        (BookingStep.MISS, BookingState.MISSED),
        (BookingStep.REFUSE, BookingState.REFUSED),
        (BookingStep.CANCEL, BookingState.CANCELLED),
        (BookingStep.CALL_OFF, BookingState.CANCELLED),
        (BookingStep.MOVE, BookingState.BOOKED),
    ],
)
def test_a_booking_goes_on_by_steps(step, state):
    moved = after(booking(), step, "太大")
    assert (moved.state, moved.reason) == (state, "太大")
    assert moved.is_open is (state in {BookingState.BOOKED, BookingState.ON_WAY})


@pytest.mark.parametrize("step", list(BookingStep))
@pytest.mark.parametrize("state", ["taken", "missed", "refused", "cancelled"])
def test_what_is_over_stays_over(step, state):
    with pytest.raises(Refusal, match="booking-over"):
        after(booking(state=BookingState(state)), step)


@pytest.mark.parametrize("step", [BookingStep.SET_OUT, BookingStep.MOVE, BookingStep.CANCEL])
def test_somebody_on_the_way_is_not_sent_elsewhere(step):
    with pytest.raises(Refusal, match="booking-over"):
        after(booking(state=BookingState.ON_WAY), step)


@pytest.mark.parametrize(
    ("words", "floor"),
    [
        ("5", 5),
        ("5楼", 5),
        ("第 12 层", 12),
        ("-1", -1),
        ("地下1层", -1),
        ("负二", None),
        ("floor 3", 3),
        ("B1", None),
        ("0", None),
        ("500", None),
        ("-9", None),
        ("", None),
    ],
)
def test_a_floor_is_read(words, floor):
    if floor is None:
        with pytest.raises(Refusal, match="booking-floor-unclear"):
            read_floor(words)
    else:
        assert read_floor(words) == floor


def test_things_and_reasons_are_a_few_words():
    assert read_things(" 旧 沙发 ") == "旧 沙发"
    assert read_reason("是装修垃圾") == "是装修垃圾"
    for read, missing in (
        (read_things, "booking-things-missing"),
        (read_reason, "booking-reason-missing"),
    ):
        with pytest.raises(Refusal, match=missing):
            read("  ")
        with pytest.raises(Refusal, match="booking-words-long"):
            read("长" * 201)


def test_the_round_goes_by_building_then_unit_then_hour():
    found = by_building(
        [
            booking(1, "10-1-101"),
            booking(2, "3-2-501", slot=1),
            booking(3, "3-2-502", slot=0),
            booking(4, "A-1-101"),
            booking(5, "3-1-101"),
        ]
    )
    assert [(building, [one.id for one in group]) for building, group in found] == [
        ("3", [5, 3, 2]),
        ("10", [1]),
        ("A", [4]),
    ]
