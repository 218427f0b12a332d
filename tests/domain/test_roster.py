"""Lists of households as people keep them, and every mistake in them named."""

import pytest

from domain.errors import Refusal
from domain.roster import Reason, read_roster
from domain.tables import Sheet

HEAD = ("楼栋", "单元", "室", "户主", "电话", "人数", "备注")


def sheet(*rows, name="Sheet1"):
    return Sheet(name=name, rows=tuple(tuple(map(str, row)) for row in rows))


def read(*rows, name="Sheet1"):
    return read_roster([sheet(*rows, name=name)])


def addresses(reading):
    return [str(entry.household.address) for entry in reading.entries]


def reasons(reading):
    return {wrong.row: [problem.reason for problem in wrong.problems] for wrong in reading.wrong}


def only(reading):
    assert not reading.wrong, reasons(reading)
    (entry,) = reading.entries
    return entry.household


def wrong(*row):
    """What is wrong with a row among right ones."""
    right = [["9", "9", 900 + n, "好"] for n in range(30)]
    reading = read(HEAD, *right, row)
    found = reasons(reading)
    assert set(found) <= {32}
    return found.get(32, [])


LISTS = {
    "columns": [HEAD, [3, 2, 501, "王", "13812345678", 3, "老人"]],
    "words in the cells": [
        ("楼号", "单元号", "房号", "户主姓名", "联系电话", "家庭人口", "备注"),
        ["3号楼", "2单元", "501室", "王", "138 1234 5678", "3口人", "老人"],
    ],
    "Chinese numerals": [
        ("幢", "门", "户号", "业主", "手机", "人口数", "说明"),
        ["三幢", "二门", "五〇一", "王", "138-1234-5678", "三人", "老人"],
    ],
    "full width": [
        ("楼　栋", "单元：", "＊房间（必填）", "姓名", "手机号码", "居住人数", "备注说明"),
        ["３号楼", "２", "０５０１", "王", "＋86 １３８１２３４５６７８", "３", "老人"],
    ],
    "one column": [
        ("序号", "住址", "户主", "联系方式", "人数", "备注"),
        [1, "3号楼2单元501室", "王", "86 13812345678", "3", "老人"],
    ],
    "an estate before it": [
        ("房屋坐落", "产权人", "电话", "人数", "备注"),
        ["幸福路88号滨河小区3号楼2单元501室", "王", "0086-13812345678", "3", "老人"],
    ],
    "an address without its room": [
        ("小区地址", "房号", "业主姓名", "电话", "人数", "备注"),
        ["滨河小区3号楼2单元", "501", "王", "13812345678", "3", "老人"],
    ],
    "unit and room together": [
        ("楼", "房间号", "住户", "电话", "人数", "备注"),
        ["3", "2-501", "王", "13812345678", "3", "老人"],
    ],
    "building and unit together": [
        ("单元", "室", "住户", "电话", "人数", "备注"),
        ["3号楼2单元", "501", "王", "13812345678", "3", "老人"],
    ],
    "all in the room": [
        ("楼栋", "门牌号", "住户姓名", "电话", "人数", "备注"),
        ["3栋", "3-2-501", "王", "13812345678", "3", "老人"],
    ],
    "titles above": [
        ["滨河社区住户信息表"],
        [],
        ["填表日期：2026年12月5号", "", "单位：户"],
        HEAD,
        ["3", "2", "501", "王", "13812345678", "3", "老人"],
    ],
    "the building in a title": [
        ["滨河社区3号楼户表"] * 6,
        ("单元", "室", "户主", "电话", "人数", "备注"),
        ["2", "501", "王", "13812345678", "3", "老人"],
    ],
    "headings in two rows": [
        ("序号", "地址", "地址", "地址", "户主", "联系电话", "人数", "备注"),
        ("序号", "楼", "单元", "室", "户主", "联系电话", "人数", "备注"),
        ["1", "3", "2", "501", "王", "13812345678", "3", "老人"],
    ],
    "English": [
        ("Building No.", "Unit", "Flat", "Name", "Mobile phone", "Number of people", "Remarks"),
        ["Building 3", "unit 2", "room 501", "王", "+86 138 1234 5678", "3", "老人"],
    ],
}


@pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS)
def test_a_list_is_read_whichever_way_it_is_laid_out(rows):
    household = only(read(*rows))
    assert str(household.address) == "3-2-501"
    assert household.model_dump(exclude={"address"}) == {
        "head": "王",
        "phone": "13812345678",
        "people": 3,
        "note": "老人",
        "circle_id": None,
    }


@pytest.mark.parametrize("name", ["3", "3号楼", "三号楼", "滨河3号楼名单", "Building 3"])
def test_the_name_of_a_sheet_tells_the_building(name):
    reading = read(["单元", "室"], ["2", "501"], name=name)
    assert addresses(reading) == ["3-2-501"]


@pytest.mark.parametrize("name", ["Sheet1", "1-3号楼", "1号楼和3号楼", "12月5号"])
def test_a_name_that_tells_no_one_building_tells_none(name):
    assert reasons(read(["单元", "室"], ["2", "501"], name=name)) == {2: [Reason.NO_BUILDING]}


def test_the_building_of_the_sheet_goes_before_a_short_address():
    assert addresses(read(["住址"], ["2单元501"], name="3号楼")) == ["3-2-501"]


def test_every_sheet_is_read_and_those_without_headings_are_named():
    reading = read_roster(
        [
            sheet(HEAD, [1, 1, 101], name="1号楼"),
            sheet(["填表说明"], name="说明"),
            sheet(name="空"),
            sheet(["单元", "室", "身份证号"], [1, 101, "x"], name="2号楼"),
        ]
    )
    assert addresses(reading) == ["1-1-101", "2-1-101"]
    assert reading.unread == ("说明",)
    assert reading.unused == ("身份证号",)
    assert reading.headings == {"1号楼": HEAD, "2号楼": ("单元", "室", "身份证号")}
    assert [(e.sheet, e.row) for e in reading.entries] == [("1号楼", 2), ("2号楼", 2)]


def test_an_empty_cell_under_one_that_is_filled_in_once_per_group_means_the_one_above():
    rows = [["3", "1", 101], ["", "", 102], ["", "2", 201], ["4", "1", 101], ["", "", 102]]
    reading = read(HEAD, *rows)
    assert addresses(reading) == ["3-1-101", "3-1-102", "3-2-201", "4-1-101", "4-1-102"]


def test_a_unit_is_not_carried_into_the_next_building():
    rows = [["3", "1", 101], ["", "", 102], ["4", "", 101], ["", "2", 201], ["", "", 202]]
    reading = read(HEAD, *rows)
    assert addresses(reading) == ["3-1-101", "3-1-102", "4-2-201", "4-2-202"]
    assert reasons(reading) == {4: [Reason.NO_UNIT]}


def test_what_the_rows_above_say_is_filled_into_a_wrong_row():
    reading = read(HEAD[:5], ["3", "1", 101, "王"], ["", "", "10二x"], ["", "", 103])
    (row,) = reading.wrong
    assert row.cells == ("3", "1", "10二x")
    assert (row.sheet, row.row) == ("Sheet1", 3)
    reading = read(("室", "单元", "楼"), ["101", "1", "3"], ["1o!"], ["103"])
    assert reading.wrong[0].cells == ("1o!", "1", "3")


def test_an_empty_cell_in_a_column_that_is_filled_in_was_forgotten():
    assert wrong("", "1", "101") == [Reason.NO_BUILDING]
    assert wrong("9", "", "101") == [Reason.NO_UNIT]


def test_buildings_between_the_rows_are_those_of_the_rows_below():
    reading = read(
        ["单元", "室", "户主"],
        ["1号楼"],
        [1, 101, "王"],
        ["2号楼", "2号楼", "2号楼"],
        [1, 101, "李"],
        ["以下空白", "以下空白", "以下空白"],
        [1, 102, "赵"],
    )
    assert addresses(reading) == ["1-1-101", "2-1-101", "2-1-102"]
    reading = read(HEAD, ["1号楼"], ["", 1, 101], ["2号楼"], ["", 1, 101], ["", "", 102])
    assert addresses(reading) == ["1-1-101", "2-1-101", "2-1-102"]


def test_a_building_without_units_has_unit_one():
    assert addresses(read(["楼", "室"], [3, 501], [3, 502])) == ["3-1-501", "3-1-502"]
    assert addresses(read(["地址"], ["3号楼501室"])) == ["3-1-501"]
    rows = [["3", "2", 501], ["3", "1", 101], ["5", "", 101], ["5", "", 102]]
    assert addresses(read(HEAD, *rows))[-2:] == ["5-1-101", "5-1-102"]


def test_rows_that_say_nothing_about_a_household_are_passed_over():
    reading = read(
        ["序号", *HEAD],
        [1, 3, 2, 501],
        [],
        [2],
        ["序号", *HEAD],
        [3, 3, 2, 502],
        ["", 3, 3],
        ["合计", "", "", "2户"],
        ["说明：空置的也要填"],
    )
    assert addresses(reading) == ["3-2-501", "3-2-502"]
    assert not reading.wrong


def test_three_equal_numbers_are_a_household_and_no_title():
    assert addresses(read(["楼", "单元", "室"], [1, 1, 1])) == ["1-1-1"]


def test_the_head_of_the_household_goes_before_another_name():
    household = only(read(["姓名", "室", "楼", "户主姓名"], ["小王", "501", "3", "老王"]))
    assert household.head == "老王"


def test_what_a_list_has_no_column_for_it_says_nothing_about():
    (entry,) = read(["楼", "室"], [3, 501]).entries
    assert {column.value for column in entry.columns} == {"building", "room"}


@pytest.mark.parametrize("nothing", ["-", "/", "无", "暂无", "N/A", "——"])
def test_words_for_nothing_are_nothing(nothing):
    household = only(read(HEAD, [3, 2, 501, *[nothing] * 4]))
    assert (household.head, household.phone, household.people, household.note) == ("", "", None, "")


PHONES = {
    "138 1234 5678": "13812345678",
    "138-1234-5678／139.8765.4321": "13812345678、13987654321",
    "13812345678、13987654321,13812345678": "13812345678、13987654321",
    "13812345678 13987654321": "13812345678、13987654321",
    "13812345678\n0515-88881234": "13812345678、051588881234",
    "(010)88881234": "01088881234",
    "88881234或8881234": "88881234、8881234",
    "400-810-8888": "4008108888",
    "+852 9123 4567": "+85291234567",
    "8613812345678": "13812345678",
}


@pytest.mark.parametrize("words", PHONES)
def test_phones_are_read_as_people_write_them(words):
    assert only(read(HEAD, [3, 2, 501, "", words])).phone == PHONES[words]


def test_several_columns_of_phones_are_one_list():
    household = only(read(["楼", "室", "手机", "座机"], [3, 501, "13812345678", "88881234"]))
    assert household.phone == "13812345678、88881234"


MISTAKES = {
    ("9", "9", "", "王"): Reason.NO_ROOM,
    ("9", "9", "五百零一"): Reason.UNREADABLE,
    ("九号搂", "9", "101"): Reason.UNREADABLE,
    ("9", "9", "1-2-3-4"): Reason.UNREADABLE,
    ("2009-09-01", "9", "101"): Reason.DATE,
    ("9", "9", "2026-01-02 00:30"): Reason.DATE,
    ("8", "", "9-9-101"): Reason.CONFLICT,
    ("8", "9号楼9单元", "101"): Reason.CONFLICT,
    ("8号", "9", "9-9-101"): Reason.CONFLICT,
    ("9", "9", "0"): Reason.IMPOSSIBLE,
    ("0", "9", "101"): Reason.IMPOSSIBLE,
    ("9", "101", "9"): Reason.IMPOSSIBLE,
    ("9", "9", "900"): Reason.DUPLICATE,
    ("９号楼", "九单元", "0900室"): Reason.DUPLICATE,
    ("9", "#N/A", "101"): Reason.BROKEN,
    ("9", "9", "101", "#REF!"): Reason.BROKEN,
    ("9", "9", "101", "", "#####"): Reason.BROKEN,
    ("9", "9", "101", "13812345678"): Reason.HEAD_NUMBER,
    ("9", "9", "101", "", "1381234567"): Reason.PHONE_SHORT,
    ("9", "9", "101", "", "12345"): Reason.PHONE_SHORT,
    ("9", "9", "101", "", "138123456789"): Reason.PHONE_LONG,
    ("9", "9", "101", "", "12812345678"): Reason.PHONE_START,
    ("9", "9", "101", "", "13812345678(儿子)"): Reason.PHONE_LETTERS,
    ("9", "9", "101", "", "138l2345678"): Reason.PHONE_LETTERS,
    ("9", "9", "101", "", "1.38E+10"): Reason.PHONE_ROUNDED,
    ("9", "9", "101", "", "", "很多"): Reason.PEOPLE_WORDS,
    ("9", "9", "101", "", "", "2.5"): Reason.PEOPLE_WORDS,
    ("9", "9", "101", "", "", "-3"): Reason.PEOPLE_RANGE,
    ("9", "9", "101", "", "", "501"): Reason.PEOPLE_RANGE,
    ("9", "9", "101", "王" * 41): Reason.TOO_LONG,
    ("9", "9", "101", "", "", "", "长" * 501): Reason.TOO_LONG,
}


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: "|".join(row)[:40])
def test_a_mistake_is_named(row):
    assert wrong(*row) == [MISTAKES[row]]


def test_every_reason_is_shown_by_a_test():
    assert set(Reason) == {*MISTAKES.values(), Reason.NO_BUILDING, Reason.NO_UNIT}


def test_everything_that_is_wrong_with_a_row_is_named_at_once():
    found = wrong("9", "9", "900", "123", "1381", "很多")
    assert found == [
        Reason.DUPLICATE,
        Reason.HEAD_NUMBER,
        Reason.PHONE_SHORT,
        Reason.PEOPLE_WORDS,
    ]


def test_a_duplicate_says_where_the_first_one_is_even_if_that_is_wrong_itself():
    reading = read_roster(
        [
            sheet(HEAD, [3, 2, 501, "1", ""], name="甲"),
            sheet(HEAD, [3, 2, 501, "李"], name="乙"),
        ]
    )
    assert not reading.entries
    (problem,) = reading.wrong[1].problems
    assert (problem.given, problem.sheet, problem.row) == ("3-2-501", "甲", 2)


ALONE = {
    "3号楼": Reason.UNREADABLE,
    "我家": Reason.UNREADABLE,
    "2单元501": Reason.NO_BUILDING,
    "501": Reason.NO_BUILDING,
    "3-501": Reason.NO_UNIT,
}


@pytest.mark.parametrize("words", ALONE)
def test_an_address_that_does_not_say_all_is_not_guessed(words):
    assert reasons(read(["住址", "户主"], [words, "王"])) == {2: [ALONE[words]]}


def test_a_unit_and_a_room_in_the_column_of_rooms_are_not_taken_for_a_building():
    assert reasons(read(["房号"], ["2-501"])) == {2: [Reason.NO_BUILDING]}
    assert addresses(read(["房号"], ["2号楼501"])) == ["2-1-501"]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([["王", "李"], ["3", "2"]], "roster-no-headings"),
        ([["姓名", "电话"], ["王", "138"]], "roster-no-headings"),
        ([HEAD], "roster-no-rows"),
        ([HEAD, ["合计"]], "roster-no-rows"),
    ],
)
def test_what_is_no_list_of_households_is_refused(rows, key):
    with pytest.raises(Refusal) as refusal:
        read(*rows)
    assert refusal.value.text.key == key
