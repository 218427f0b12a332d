import asyncio
import io
from datetime import UTC, datetime
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from bot import sheets, workbooks
from bot.i18n import LANGUAGES, Catalogue
from domain.people import Address
from domain.reports.lifecycle import Step
from domain.reports.model import ReportState, Satisfied, Solved
from domain.stats import Outcome
from storage.stats import EventRow, Page, TicketRow

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
WALL = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - cells hold wall-clock times


def ticket(number=1, **facts):
    known = {
        "created_at": AT,
        "grid": "第一网格",
        "circle": "3号楼邻里圈",
        "category": "电梯",
        "urgent": False,
        "body": "电梯坏了",
        "state": ReportState.WAITING,
        "anonymous": False,
        "reporter": "Ana",
        "address": None,
        "households": 1,
        "first_owner": "",
        "owner": "",
        "organisation": None,
        "handovers": 0,
        "reopenings": 0,
        "respond_by": None,
        "responded_at": None,
        "done_at": None,
        "outcome": None,
        "merged_into": None,
    }
    return TicketRow(number=number, **{**known, **facts})


def event(**facts):
    known = {
        "number": 1,
        "at": AT,
        "person": "Ben",
        "hidden": False,
        "step": "reply",
        "source": ReportState.TAKEN,
        "target": ReportState.TAKEN,
        "words": "",
        "detail": "",
    }
    return EventRow(**{**known, **facts})


def _words(text):
    """The id of a text with its values, so that a test needs no catalogue."""
    return "/".join([text.key, *map(str, text.args.values())])


def _write(*pages):
    async def give():
        for page in pages:
            yield page

    content = asyncio.run(workbooks.write(give(), _words, SHANGHAI))
    return content, openpyxl.load_workbook(io.BytesIO(content))


def _rows(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def test_every_cell_of_a_ticket_can_be_read_back():
    full = ticket(
        7,
        urgent=True,
        state=ReportState.CLOSED,
        address=Address(building="3", unit="2", room="501"),
        households=4,
        first_owner="Ben",
        owner="Cora",
        organisation="物业",
        handovers=2,
        reopenings=1,
        respond_by=AT,
        responded_at=AT,
        done_at=AT,
        outcome=Outcome(Solved.PARTLY, Satisfied.FAIRLY),
        merged_into=3,
    )
    _, book = _write(Page([full, ticket(8, grid=None)], []))
    assert _rows(book.worksheets[0]) == [
        (
            *(7, WALL, "第一网格", "3号楼邻里圈", "电梯", "export-yes", "电梯坏了"),
            *("export-state-name/closed", "Ana", "3-2-501", 4, "Ben", "Cora", "物业", 2, 1),
            *(WALL, WALL, WALL, "export-solved-name/partly", "export-satisfied-name/fairly", 3),
        ),
        (
            *(8, WALL, "stats-everywhere", "3号楼邻里圈", "电梯", None, "电梯坏了"),
            *("export-state-name/waiting", "Ana", None, 1, None, None, None, 0, 0),
            *(None, None, None, None, None, None),
        ),
    ]


def test_whoever_is_anonymous_is_called_so():
    _, book = _write(
        Page(
            [ticket(anonymous=True, reporter=None)],
            [event(person=None, hidden=True), event(person=None), event(person="")],
        )
    )
    assert _rows(book.worksheets[0])[0][8] == "export-anonymous"
    who = [row[2] for row in _rows(book.worksheets[1])]
    assert who == ["export-anonymous", "export-automatic", None]


def test_ratings_and_reasons_are_said_in_words():
    events = [
        event(step="rate", detail="yes fairly"),
        event(step="reject", detail="out_of_scope"),
        event(step="transfer", detail="物业"),
        event(step="file", source=None),
    ]
    _, book = _write(Page([], events))
    rows = _rows(book.worksheets[1])
    assert [row[7] for row in rows] == [
        "export-solved-name/yes · export-satisfied-name/fairly",
        "export-out-of-scope",
        "物业",
        None,
    ]
    assert rows[3][3:6] == ("export-step-name/file", None, "export-state-name/taken")


TEXTS = [
    "=1+1",
    "+86 138",
    "-5度",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://example.org")',
    "{=1+1}",
    "http://example.org/",
    "<b>&amp;</b>",
    "一行\n两行",
    "'=1",
    "007",
    "龘😀",
]


@pytest.mark.parametrize("words", TEXTS)
def test_a_text_stays_the_text_it_is_and_never_becomes_a_formula(words):
    content, book = _write(Page([ticket(body=words)], [event(words=words)]))
    for cell in (book.worksheets[0]["G2"], book.worksheets[1]["G2"]):
        assert cell.value == words
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert cell.quotePrefix is (words[0] in "=+-@\t")
    with ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_full_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(sheets, "SHEET_ROWS", 4)
    pages = [Page([ticket(n), ticket(n + 1)], []) for n in (1, 3, 5, 7)]
    _, book = _write(*pages)
    assert [sheet.title for sheet in book.worksheets] == [
        "export-tickets",
        "export-events",
        "export-tickets 2",
        "export-tickets 3",
    ]
    numbers = [row[0] for i in (0, 2, 3) for row in _rows(book.worksheets[i])]
    assert numbers == list(range(1, 9))
    assert book.worksheets[2]["A1"].value == "export-number"


def test_a_failing_read_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    async def fail():
        yield Page([ticket()], [])
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        asyncio.run(workbooks.write(fail(), _words, SHANGHAI))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_and_state_has_a_name_of_its_own_in_the_file(lang):
    catalogue = Catalogue(lang)
    steps = [catalogue.format("export-step-name", {"step": str(step)}) for step in Step]
    states = [catalogue.format("export-state-name", {"state": str(s)}) for s in ReportState]
    assert len(set(steps)) == len(Step)
    assert not set(steps) & set(Step)
    assert len(set(states)) == len(ReportState)
