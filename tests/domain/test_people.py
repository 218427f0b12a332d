import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.circles import Circle, CircleKind
from domain.errors import Refusal
from domain.people import Actor, Address, Person, names_apart, read_address, tidy_name
from domain.permissions import Permission
from domain.text import normalise


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3-2-501", "3-2-501"),
        (" 3 - 2 - 501 ", "3-2-501"),
        ("03-02-0501", "3-2-501"),
        ("3 2 501", "3-2-501"),
        ("3/2/501", "3-2-501"),
        ("3、2、501", "3-2-501"),
        ("3，2，501", "3-2-501"),
        ("3#2-501", "3-2-501"),
        ("３－２－５０１", "3-2-501"),
        ("3—2—501", "3-2-501"),
        ("3号楼2单元501室", "3-2-501"),
        ("3号楼 2单元 501", "3-2-501"),
        ("3号楼-2单元-501", "3-2-501"),
        ("3楼2单元501户", "3-2-501"),
        ("3栋2门501号", "3-2-501"),
        ("3幢2号门501。", "3-2-501"),
        ("三号楼二单元五零一", "3-2-501"),
        ("三号楼二单元五〇一室", "3-2-501"),
        ("十二号楼一单元1203", "12-1-1203"),
        ("二十三号楼十单元六〇二", "23-10-602"),
        ("二十号楼两单元101", "20-2-101"),
        ("A座2单元12b", "A-2-12B"),
        ("b1-1-12", "B1-1-12"),
        ("5号楼甲单元302", "5-甲-302"),
        ("7号楼东门301", "7-东-301"),
        ("Building 3, unit 2, room 501", "3-2-501"),
        ("bldg. 3 unit 2 flat 5A", "3-2-5A"),
    ],
)
def test_an_address_is_read_as_people_write_it(words, expected):
    assert str(read_address(normalise(words))) == expected


@pytest.mark.parametrize(
    "words",
    ["3-501", "32501", "三号楼", "3 unit 2", "我家", "3-2-501-7", "3--", "3-2-1234567", "x" * 5000],
)
def test_what_cannot_be_told_apart_is_asked_back(words):
    with pytest.raises(Refusal) as refusal:
        read_address(words)
    assert refusal.value.text.key == "bind-unclear"
    assert len(refusal.value.text.args["given"]) <= 40


part = st.integers(1, 9999).map(str)


@given(part, part, part)
def test_an_address_is_read_back_from_how_it_is_shown(building, unit, room):
    address = Address(building=building, unit=unit, room=room)
    assert read_address(str(address)) == address


@given(st.text(max_size=80))
def test_whatever_is_typed_is_an_address_or_refused(words):
    try:
        address = read_address(normalise(words))
    except Refusal:
        return
    assert all(address.model_dump().values())
    assert "|" not in str(address)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("王芳", "王芳"),
        ("  Ana   Li ", "Ana Li"),
        ("Ana\n\nLi", "Ana Li"),
        ("\u202eevil", "evil"),
        ("A\u200bB", "AB"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("❤️", "❤️"),
        ("<b>&", "<b>&"),
        ("", "someone"),
        ("\u3164\u200d", "someone"),
        ("مريم", "\u2068مريم\u2069"),
    ],
)
def test_a_name_can_stand_in_any_line(name, expected):
    assert tidy_name(name, "someone") == expected


@given(st.text(max_size=130))
def test_no_name_is_empty_breaks_a_line_or_turns_it_round(name):
    tidy = tidy_name(name, "someone")
    assert tidy.strip()
    assert "\n" not in tidy
    assert not {"LRE", "RLE", "LRO", "RLO", "PDF"} & {unicodedata.bidirectional(c) for c in tidy}
    assert tidy_name(tidy, "someone") == tidy


def test_people_of_one_name_are_told_apart():
    people = [
        Person(id=7_000_001_234, name="王芳"),
        Person(id=2, name="王芳", username="fang"),
        Person(id=30_000, name="李敏"),
        Person(id=40_005, name="王芳"),
    ]
    assert names_apart(people) == {
        7_000_001_234: "王芳（…1234）",
        2: "王芳（@fang）",
        30_000: "李敏",
        40_005: "王芳（…0005）",
    }


def test_who_may_not_is_told_what_is_missing():
    elsewhere = Circle(id=1, chat_id=-1, title="x", kind=CircleKind.CLUB, grid="第二网格")
    stranger = Actor(person=Person(id=1, name="Zoe"))
    steward = Actor(person=Person(id=2, name="Ben"), grids=frozenset({"第一网格"}))
    assert _refused(stranger, Permission.REPORT, None) == ("not-in-a-circle", None)
    assert _refused(stranger, Permission.SEE_CIRCLES, None) == ("no-permission", "role-staff")
    assert _refused(steward, Permission.HANDLE_REPORTS, elsewhere) == ("not-your-grid", None)
    assert _refused(steward, Permission.MANAGE_STAFF, None) == ("no-permission", "role-admin")
    steward.require(Permission.HANDLE_REPORTS, None)


def _refused(actor, permission, circle):
    with pytest.raises(Refusal) as refusal:
        actor.require(permission, circle)
    who = refusal.value.text.args.get("who")
    return refusal.value.text.key, who.key if who else None
