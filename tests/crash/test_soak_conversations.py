"""The invariants of what takes several steps find what they are there to find."""

import io

import openpyxl
import pytest

from tests.crash.soak import invariants
from tests.crash.soak.diary import Pressed
from tests.crash.soak.evidence import words_in
from tests.crash.soak.invariants import conversations, delivery, privacy
from tests.crash.spoiled import IDENTITY, OTHER_IDENTITY, PHONE, Town


@pytest.fixture
def town(tmp_path):
    return Town(tmp_path)


def answer_forgotten(town):
    town.hands_in(7)


def answer_twice(town):
    town.hands_in(7)
    town.answer(1)
    town.answer(2)


def answer_nobody_gave(town):
    town.answer()


def answer_of_another(town):
    town.answer(identity=OTHER_IDENTITY)


def booking(town, state, *recorded):
    home = {"building": "61", "unit": "1", "room": "7001", "things": "沙发", "floor": 1, "lift": 1}
    place = {"collection_id": 1, "day": "2026-12-01", "slot": 0, "seat": 0, "circle_id": 1}
    town.row("bookings", id=1, person_id=town.ana, state=state, created_at=0, **place, **home)
    for action in recorded:
        town.recorded(action, 1)


def booking_taken_by_nobody(town):
    booking(town, "taken")


def booking_taken_and_missed(town):
    booking(town, "taken", "booking.take", "booking.miss")


def booking_taken_twice(town):
    booking(town, "taken", "booking.take", "booking.take")


def booking_nobody_made(town):
    booking(town, "booked")


def order(town, state, *recorded):
    times = {"created_at": 0, "expires_at": 0}
    town.row("gift_orders", id=1, gift_id=1, price=5, account_id=1, state=state, source="", **times)
    for action in recorded:
        town.recorded(action, 1)


def code_used_twice(town):
    for _ in range(2):
        town.recorded("code.use", "gift:1")


def gift_handed_over_twice(town):
    order(town, "redeemed", "gift.redeem", "gift.redeem")


def gift_handed_over_unrecorded(town):
    order(town, "redeemed")


def gift_taken_back_and_not(town):
    order(town, "returned", "gift.redeem")


def offered_for_nothing(data):
    def spoil(town):
        town.shows(data)

    return spoil


def gift_offered_back_that_is_kept(town):
    order(town, "kept")
    town.shows("1|gift.return|1")


def repeated_for_no_reason(town):
    town.promised("sent", message_id=1)
    town.says(town.ana, "hello", message_id=1)
    town.says(town.ana, "hello", message_id=2)
    town.evidence.interruptions = 1


def repeated_before_the_last(town):
    repeated_for_no_reason(town)
    town.promised("sent", message_id=3)
    town.says(town.ana, "bye", message_id=3)
    town.evidence.breaks = (0, 3)


def identity_to_a_neighbour(town):
    town.says(town.ben, IDENTITY)


def identity_to_staff_of_another_grid(town):
    town.row("staff", person_id=town.ben, grid="二", since=0)
    town.says(town.ben, IDENTITY)


def identity_in_the_clear(town):
    town.promised("sent", payload=IDENTITY)


def phone_in_a_file(town):
    town.sends_file(town.group, "list.csv", f"\ufeffAna,{PHONE}".encode())


def phone_in_a_workbook(town):
    town.sends_file(town.group, "list.xlsx", workbook("Ana", PHONE))


def workbook(*cells):
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Name", None])
    book.create_sheet().append(cells)
    book.save(content)
    return content.getvalue()


FAILURES = [
    (conversations.every_answer_handed_in_is_kept, answer_forgotten),
    (conversations.every_answer_handed_in_is_kept, answer_twice),
    (conversations.every_answer_handed_in_is_kept, answer_nobody_gave),
    (conversations.answers_are_of_whoever_gave_them, answer_of_another),
    (conversations.bookings_end_once, booking_taken_by_nobody),
    (conversations.bookings_end_once, booking_taken_and_missed),
    (conversations.bookings_end_once, booking_taken_twice),
    (conversations.bookings_end_once, booking_nobody_made),
    (conversations.codes_are_used_once, code_used_twice),
    (conversations.codes_are_used_once, gift_handed_over_twice),
    (conversations.codes_are_used_once, gift_handed_over_unrecorded),
    (conversations.codes_are_used_once, gift_taken_back_and_not),
    (conversations.what_is_offered_is_there, gift_offered_back_that_is_kept),
    *(
        (conversations.what_is_offered_is_there, offered_for_nothing(f"1|{route}|7"))
        for route in conversations.OFFERED
    ),
    (delivery.every_repeat_has_a_cause, repeated_for_no_reason),
    (delivery.every_repeat_has_a_cause, repeated_before_the_last),
    (privacy.identity_numbers_are_for_few, identity_to_a_neighbour),
    (privacy.identity_numbers_are_for_few, identity_to_staff_of_another_grid),
    (privacy.identity_numbers_are_for_few, identity_in_the_clear),
    (privacy.nothing_personal_gets_about, phone_in_a_file),
    (privacy.nothing_personal_gets_about, phone_in_a_workbook),
]


@pytest.mark.parametrize(
    ("holds", "spoil"), FAILURES, ids=[f"{h.__name__}-{s.__name__}" for h, s in FAILURES]
)
def test_what_is_wrong_is_found(town, holds, spoil):
    assert holds(town.evidence) == []
    spoil(town)
    town.look_again()
    assert holds(town.evidence)


def test_what_was_carried_to_its_end_breaks_nothing(town):
    town.hands_in(7)
    town.hands_in(8, words="还没提交")
    town.answer()
    booking(town, "missed", "booking.miss")
    confirmed = Pressed(town.ana, town.ana, "1|booking.confirm")
    town.evidence.diary.pressed["confirmed"] = confirmed
    order(town, "returned", "gift.redeem", "gift.return")
    for data in ("1|booking.cancel|1", "1|gift.return|1", "1|gift.cancel|1"):
        town.shows(data)
    found = [holds(town.evidence) for holds in conversations.ALL]
    assert found == [[]] * len(conversations.ALL)


def test_what_went_last_before_an_interruption_may_go_again(town):
    repeated_for_no_reason(town)
    town.evidence.breaks = (2,)
    town.promised("sent", message_id=3)
    town.says(town.ana, "bye", message_id=3)
    assert delivery.every_repeat_has_a_cause(town.evidence) == []


def test_the_parts_of_a_long_text_are_no_repeats(town):
    town.promised("sent", part=1, message_id=2)
    town.says(town.ana, "long", message_id=1)
    town.says(town.ana, "text", message_id=2)
    assert delivery.every_repeat_has_a_cause(town.evidence) == []


def test_staff_of_the_grid_read_the_identity_numbers_of_their_people(town):
    town.row("staff", person_id=town.ben, grid="一", since=0)
    for reader in (town.ana, town.ben):
        town.says(reader, IDENTITY)
    assert privacy.identity_numbers_are_for_few(town.evidence) == []


def test_a_file_of_any_kind_is_read():
    assert words_in("a.xlsx", workbook("Ana", 3)) == "Name\nAna\t3"
    assert words_in("a.ics", "SUMMARY:有害垃圾".encode()) == "SUMMARY:有害垃圾"


def test_days_later_what_came_in_may_be_forgotten(town):
    town.world.send(town.ana, town.group, "lost")
    assert invariants.broken(town.evidence)
    assert invariants.broken(town.evidence, invariants.LASTING) == []
