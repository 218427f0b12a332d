"""Tables that a message holds become a file that a spreadsheet opens."""

import io
from datetime import UTC, date, datetime
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from pydantic import ValidationError

from bot import sheets, spreadsheets
from domain.messages import Day, Sheet, Spreadsheet, When, text

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
WALL = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - cells hold wall-clock times


def _words(said):
    return "/".join([said.key, *map(str, said.args.values())])


def _sheet(*rows, title="表", header=("A", "B")):
    return Sheet(title=text(title), header=tuple(map(text, header)), rows=rows)


def _write(*tables):
    content = spreadsheets.write(tables, _words, SHANGHAI)
    return content, openpyxl.load_workbook(io.BytesIO(content))


def _rows(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_every_kind_of_cell_can_be_read_back():
    day = Day(day=date(2026, 12, 5))
    table = _sheet(
        ("张三", 7, When(at=AT), day, text("x", n=1), ""),
        ("", -1, "007", "一行\n两行", "龘😀", 10**18),
        header=("A", "B", "C", "D", "E", "F"),
    )
    _, book = _write(table)
    sheet = book.worksheets[0]
    assert _rows(sheet) == [
        ("A", "B", "C", "D", "E", "F"),
        ("张三", 7, WALL, datetime(2026, 12, 5), "x/1", None),  # noqa: DTZ001 - as above
        (None, -1, "007", "一行\n两行", "龘😀", str(10**18)),
    ]
    assert sheet["C2"].number_format == "yyyy-mm-dd hh:mm"
    assert sheet["D2"].number_format == "yyyy-mm-dd"
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "B2"


TEXTS = ["=1+1", "+86 138", "-5度", "@SUM(A1)", "\t=1", "{=1+1}", "http://example.org/", "'=1"]


@pytest.mark.parametrize("words", TEXTS)
def test_a_text_stays_the_text_it_is_and_never_becomes_a_formula(words):
    content, book = _write(_sheet((words, 1), header=(words, "B"), title=words))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)
    assert cell.quotePrefix is (words[0] in "=+-@\t")
    assert book.worksheets[0]["A1"].data_type == "s"
    with ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_what_no_file_can_hold_is_left_out():
    _, book = _write(_sheet(("a\x00b\x0bc\uffff", "长" * 40_000)))
    assert _rows(book.worksheets[0])[1] == ("abc", "长" * 32_767)


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("名单", "名单", "名单"), ["名单", "名单 2", "名单 3"]),
        (("List", "LIST"), ["List", "LIST 2"]),
        (("a/b:c*[d]?\\e",), ["a b c  d   e"]),
        (("'引'", "''", " "), ["引", "1", "1 2"]),
        (("长" * 40, "长" * 40), ["长" * 31, "长" * 29 + " 2"]),
    ],
)
def test_a_sheet_is_called_by_its_title_as_far_as_excel_lets_it_be(titles, names):
    _, book = _write(*(_sheet(title=title) for title in titles))
    assert [sheet.title for sheet in book.worksheets] == names


def test_columns_are_as_wide_as_what_stands_in_them_within_reason():
    table = _sheet(
        ("x", "十个汉字宽二十格的列", When(at=AT), Day(day=date(2026, 1, 1)), "长" * 99),
        header=("A", "B", "C", "D", "E"),
    )
    _, book = _write(table)
    widths = [book.worksheets[0].column_dimensions[name].width for name in "ABCDE"]
    assert [round(width) for width in widths] == [7, 23, 20, 14, 51]


def test_a_full_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(sheets, "SHEET_ROWS", 3)
    _, book = _write(_sheet(*((n, "") for n in range(5))))
    assert [sheet.title for sheet in book.worksheets] == ["表", "表 2", "表 3"]
    assert [row[0] for sheet in book.worksheets for row in _rows(sheet)[1:]] == list(range(5))
    assert {sheet["A1"].value for sheet in book.worksheets} == {"A"}


def test_a_row_that_fails_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    def fail(_text):
        raise OSError("no words")

    with pytest.raises(OSError, match="no words"):
        spreadsheets.write([_sheet()], fail, SHANGHAI)
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_any_table_is_not_asked_for():
    with pytest.raises(ValidationError):
        Spreadsheet(to=1, filename="x.xlsx", sheets=(), caption=text("done"))


async def test_a_spreadsheet_goes_to_whoever_asked_in_their_language(town, desk):
    ana = await town.resident("Ana", lang="en")
    table = Sheet(
        title=text("kind-party"),
        header=(text("role-captain"), text("done")),
        rows=(("Ana", When(at=AT)), (text("nobody"), 2)),
    )
    caption = text("verbatim", word="<list>")
    await desk.put(Spreadsheet(to=ana.id, filename="名单.xlsx", sheets=(table,), caption=caption))
    await desk.sends()
    said = town.world.messages(ana.id)[-1]
    assert said.data["caption"] == "<list>"
    document = said.data["document"]
    assert document["file_name"] == "名单.xlsx"
    content = town.world.files.get(document["file_id"]).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.title == "party members' circle"
    assert _rows(sheet) == [
        ("captain", "Done"),
        ("Ana", WALL),
        ("a resident who had their data erased", 2),
    ]


async def test_a_spreadsheet_waits_for_a_person_whom_the_bot_cannot_write_to_yet(town, desk):
    ana = await town.resident("Ana", started=False)
    table = _sheet(title="done", header=("done",))
    file = Spreadsheet(to=ana.id, filename="x.xlsx", sheets=(table,), caption=text("done"))
    await desk.put(file)
    await desk.sends()
    assert await desk.state() == "held"
    await ana.opens()
    assert any("document" in message.data for message in town.world.messages(ana.id))
