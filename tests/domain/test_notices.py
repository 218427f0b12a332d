"""Notices: what can be sent, households and who of them has confirmed, templates."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Refusal
from domain.messages import Attachment, Formatted
from domain.notices.ladder import ASK_AGAIN_AFTER, may_remind
from domain.notices.model import (
    LONGEST,
    LONGEST_CAPTION,
    Content,
    Notice,
    NoticeState,
    Receipt,
    by_household,
    by_unit,
    check_content,
    missing,
)
from domain.notices.templates import DEFAULT_TEMPLATES, blanks, fill
from domain.people import Address, Person

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PHOTO = Attachment(kind="photo", file_id="f")


def a_receipt(number, address=None, *, at=None, **more):
    home = None
    if address is not None:
        building, unit, room = address.split("-")
        home = Address(building=building, unit=unit, room=room)
    return Receipt(person=Person(id=number, name=f"N{number}", address=home), at=at, **more)


def rooms(households):
    return [str(household.people[0].address) for household in households]


@pytest.mark.parametrize(
    ("state", "out", "waits"),
    [
        (NoticeState.DRAFT, False, False),
        (NoticeState.SCHEDULED, False, True),
        (NoticeState.PAUSED, False, True),
        (NoticeState.SENT, True, False),
        (NoticeState.STOPPED, True, False),
        (NoticeState.CANCELLED, False, False),
        (NoticeState.WITHDRAWN, False, False),
    ],
)
def test_a_notice_is_out_or_waits_or_neither(state, out, waits):
    content = Content(body=Formatted(words="停水"))
    notice = Notice(author_id=1, state=state, content=content, created_at=NOW)
    assert (notice.is_out, notice.waits) == (out, waits)


def test_people_of_one_address_are_one_household_and_others_are_one_each():
    households = by_household(
        [a_receipt(1), a_receipt(2, "3-2-501"), a_receipt(3), a_receipt(4, "3-2-501")]
    )
    assert [[p.id for p in h.people] for h in households] == [[2, 4], [1], [3]]
    assert [household.key for household in households] == ["3-2-501", "p1", "p3"]


def test_households_come_by_building_unit_and_room_as_numbers():
    found = by_household(
        [
            a_receipt(number, address)
            for number, address in enumerate(
                [
                    "10-1-101",
                    "2-1-1001",
                    "2-1-101",
                    "2-1-12B",
                    "2-1-12A",
                    "A-1-5",
                    "2-10-1",
                    "2-2-9",
                ]
            )
        ]
    )
    assert rooms(found) == [
        "A-1-5",
        "2-1-12A",
        "2-1-12B",
        "2-1-101",
        "2-1-1001",
        "2-2-9",
        "2-10-1",
        "10-1-101",
    ]


def test_the_first_confirmation_counts_for_a_household():
    later, first = a_receipt(1, "3-2-501", at=NOW), a_receipt(2, "3-2-501", at=NOW - timedelta(1))
    (household,) = by_household([later, first, a_receipt(3, "3-2-501")])
    assert household.first == first


def test_those_are_missing_of_whose_household_nobody_has_confirmed():
    households = by_household(
        [a_receipt(1, "3-2-501", at=NOW), a_receipt(2, "3-2-501"), a_receipt(3, "3-2-502")]
    )
    assert rooms(missing(households)) == ["3-2-502"]
    assert households[1].first is None


def test_households_are_grouped_by_building_and_unit_and_the_unbound_come_last():
    households = by_household(
        [a_receipt(1), a_receipt(2, "3-2-501"), a_receipt(3, "3-1-101"), a_receipt(4, "3-2-402")]
    )
    groups = [(unit, rooms(group)) for unit, group in by_unit(households)]
    assert groups == [
        ("3-1", ["3-1-101"]),
        ("3-2", ["3-2-402", "3-2-501"]),
        ("", ["None"]),
    ]


@pytest.mark.parametrize(("attachment", "longest"), [(None, LONGEST), (PHOTO, LONGEST_CAPTION)])
def test_a_notice_must_fit_one_message(attachment, longest):
    fits = Content(body=Formatted(words="水" * longest), attachment=attachment)
    assert check_content(fits) is fits
    over = Content(body=Formatted(words="水" * (longest + 1)), attachment=attachment)
    with pytest.raises(Refusal) as refusal:
        check_content(over)
    assert refusal.value.text.args == {"length": longest + 1, "allowed": longest}


def test_a_circle_may_be_reminded_once_a_day():
    assert may_remind(None, NOW)
    assert not may_remind(NOW - ASK_AGAIN_AFTER + timedelta(seconds=1), NOW)
    assert may_remind(NOW - ASK_AGAIN_AFTER, NOW)


def test_blanks_of_a_template_are_asked_once_each_in_their_order():
    words = "{日期}停水，{日期}之后来水。原因：{原因}。{}"
    assert blanks(words) == ("日期", "原因")
    assert fill(words, ("周五", "检修{日期}")) == "周五停水，周五之后来水。原因：检修{日期}。{}"


def test_a_template_without_blanks_stays_as_it_is():
    assert blanks("请锁好门") == ()
    assert fill("请锁好门", ()) == "请锁好门"


def test_the_built_in_templates_have_blanks_to_fill_in():
    assert all(blanks(template.text) for template in DEFAULT_TEMPLATES)
