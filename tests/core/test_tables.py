"""Files that people send, as rows of words; whatever is in them, it ends soon and is explained."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import tables
from bot.tables import read
from domain.errors import Refusal
from tests.support.tables import workbook

WHOLE = workbook([["楼栋", "单元", "室"], [3, 2, 501]], merge=("A1:B1",))
HEAD = ["楼栋", "单元", "室", "户主"]


def rows_of(content, name="户表.xlsx"):
    return [list(row) for row in read(name, content)[0].rows]


def refused(content, name="户表.xlsx"):
    with pytest.raises(Refusal) as caught:
        read(name, content)
    return caught.value.text.key


def test_numbers_and_dates_are_as_people_see_them():
    def formats(book):
        page = book.active = book.worksheets[0]
        page["A5"] = 501
        page["A5"].number_format = "0000"
        page["B5"] = 0.125
        page["B5"].number_format = "0.0%"

    content = workbook(
        [
            [3, 2.0, 13812345678, 13812345678.0],
            [12.5, 0.1 + 0.2, True, None, "  字 "],
            [datetime(2026, 12, 5), datetime(2026, 12, 5, 19, 30), date(2026, 1, 2)],  # noqa: DTZ001 - cells have no zone
            [time(8, 5), time(8, 5, 30), 1e300, -3.0],
        ],
        touch=formats,
    )
    assert rows_of(content) == [
        ["3", "2", "13812345678", "13812345678"],
        ["12.5", "0.3", "TRUE", "", "字"],
        ["2026-12-05", "2026-12-05 19:30", "2026-01-02"],
        ["08:05", "08:05:30", "1e+300", "-3"],
        ["0501", "12.5%"],
    ]


def test_a_row_keeps_its_number_and_empty_ends_are_left_out():
    content = workbook([HEAD, [], [None, None, 501, None], [], [""]])
    assert rows_of(content) == [HEAD, [], ["", "", "501"]]


def test_what_stands_over_merged_cells_stands_in_each():
    content = workbook(
        [["滨河社区户表"], HEAD, [3, 1, 101, "王"], [None, None, 102, "李"], [None, 2, 201, "张"]],
        merge=("A1:D1", "A3:A5", "B3:B4", "F1:XFD9", "A90:B99"),
    )
    assert rows_of(content) == [
        ["滨河社区户表"] * 4,
        HEAD,
        ["3", "1", "101", "王"],
        ["3", "1", "102", "李"],
        ["3", "2", "201", "张"],
    ]


def test_every_visible_sheet_is_read_and_no_hidden_one():
    def hide(book):
        book.worksheets[1].sheet_state = "hidden"

    content = workbook(("1号楼", [HEAD]), ("字典", [["是"]]), ("2号楼", [HEAD]), touch=hide)
    assert [sheet.name for sheet in read("a.xlsx", content)] == ["1号楼", "2号楼"]


def test_a_sheet_that_says_it_is_smaller_than_it_is_is_read_whole():
    content = _with_part(
        workbook([HEAD, [1, 1, 101, "王"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'ref="A1:D2"', b'ref="A1"'),
    )
    assert rows_of(content) == [HEAD, ["1", "1", "101", "王"]]


TEXT = '楼栋,单元,室,户主\n3,2,501,"王,小明"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_is_read_in_every_encoding_that_tables_are_saved_in(encoding):
    assert rows_of(TEXT.encode(encoding), "3号楼.csv") == [HEAD, ["3", "2", "501", "王,小明"]]
    assert read("3号楼.csv", TEXT.encode(encoding))[0].name == "3号楼"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_cut_where_most_lines_are_cut_alike(separator):
    lines = ["户表 a;b,c", separator.join(HEAD), separator.join(["3", "2", "501", "王"])]
    assert rows_of("\r\n".join(lines).encode(), "户表.csv")[1:] == [HEAD, ["3", "2", "501", "王"]]


def test_the_line_that_tells_excel_the_separator_is_no_row_but_counts():
    assert rows_of(b"sep=;\r\na,b;c\r\n", "a.csv") == [[], ["a,b", "c"]]


def test_text_of_one_column_is_a_table_too():
    assert rows_of("3号楼2单元501室\n".encode(), "a.txt") == [["3号楼2单元501室"]]
    assert read("a", b"x")[0].name == "a"


def test_old_and_locked_workbooks_and_pages_named_xls_are_explained():
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    assert refused(old, "户表.xls") == "file-old-kind"
    assert refused("<html><table><tr><td>楼栋".encode(), "户表.xls") == "file-old-kind"


def test_other_files_are_no_tables():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(other.getvalue()) == "file-wrong-kind"
    assert refused(b"%PDF-1.7\x00\x01", "a.csv") == "file-wrong-kind"
    assert refused(b"\xff\xfe\x00", "a.csv") == "file-wrong-kind"
    assert refused(b"\x89PNG\r\n\x1a\n\x80\xff\xff", "a.csv") == "file-wrong-kind"


def test_broken_files_are_damaged():
    whole = workbook([HEAD])
    assert refused(whole[: len(whole) // 2]) == "file-damaged"
    broken = _with_part(whole, "xl/worksheets/sheet1.xml", lambda _: b"<worksheet><sheetData")
    assert refused(broken) == "file-damaged"
    assert refused(("x" * 200_000).encode(), "a.csv") == "file-damaged"


def test_nothing_is_not_a_table():
    assert refused(workbook([[]])) == "file-empty"
    assert refused(b"", "a.csv") == "file-empty"
    assert refused(b" \n , \n", "a.csv") == "file-empty"


def test_a_small_file_that_unfolds_into_a_large_one_is_not_unfolded():
    bomb = _with_part(
        workbook([HEAD]), "xl/theme/theme1.xml", lambda _: b" " * (tables.MOST_UNPACKED + 1)
    )
    assert len(bomb) < 200_000
    assert refused(bomb) == "file-too-long"


def test_a_workbook_of_very_many_parts_is_not_read():
    stream = io.BytesIO(workbook([HEAD]))
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(tables.MOST_PARTS):
            archive.writestr(f"xl/media/{number}", b"")
    assert refused(stream.getvalue()) == "file-damaged"


@pytest.mark.parametrize(
    "text",
    [
        "x\n" * (tables.MOST_ROWS + 1),
        "\n" * tables.MOST_ROWS + "x",
        "x," * tables.MOST_COLUMNS + "x",
        ("x" * 1000 + "\n") * (tables.MOST_CHARACTERS // 1000 + 1),
    ],
    ids=["rows", "gap", "columns", "characters"],
)
def test_too_much_is_not_read_to_the_end(text):
    assert refused(text.encode(), "a.csv") == "file-too-long"


def test_merged_cells_cannot_repeat_a_text_without_end():
    row = ["字" * 20_000, *[None] * 200, "x"]
    assert refused(workbook([row] * 3, merge=("A1:GS3",))) == "file-too-long"


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes_are_a_table_or_refused(content, beginning):
    with suppress(Refusal):
        assert read("a.csv", beginning + content)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
def test_a_workbook_with_a_fault_in_it_is_read_or_refused(place, fault):
    whole = bytearray(WHOLE)
    place %= len(whole)
    whole[place : place + len(fault)] = fault
    with suppress(Refusal):
        assert read("a.xlsx", bytes(whole))


def _with_part(content, name, change):
    """A workbook with one part of it changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            written = change(data) if part == name else data
            new.writestr(part, written, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
