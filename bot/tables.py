"""Reads the tables that people send: workbooks (XLSX) and text with separators (CSV).

openpyxl in its read-only mode, as it reads row by row and can be stopped; it is imported by the
first file that is read. Whatever a file says of itself, no more is read than the limits here, so
that a small file cannot unfold into one that fills the memory. XML that defines entities is
refused: expat lets them multiply a text by a hundred. openpyxl uses defusedxml where it is there.
"""

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import iterparse

from domain.errors import Refusal
from domain.tables import Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

Rows = list[list[str]]

MOST_UNPACKED = 48 * 1024 * 1024
"""Bytes that the parts of a workbook may have once they are unpacked."""

MOST_PARTS = 1000
MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_CELLS = 600_000
MOST_CHARACTERS = 6_000_000

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDERS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = ("utf-8", "gb18030")
"""What Chinese Excel and WPS write; GB 18030 holds all of GBK and GB 2312."""

_SEPARATORS = ",;\t"
_SAMPLE = 40
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|table|meta)\b", re.IGNORECASE)
_ONLY_ZEROS = re.compile(r"0{2,}")
_PERCENT = re.compile(r"0(?:\.0+)?%")
_LARGEST_EXACT = 10**15


def read(name: str, content: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of a file, in their order.

    Args:
        name: of the file; a text file has no other name for its one sheet.
        content: the file.

    Raises:
        Refusal: it is no table, too long, damaged or empty.
    """
    if content.startswith(_OLD_OFFICE):
        raise Refusal("file-old-kind")
    sheets = _workbook(content) if content.startswith(_ZIP) else [_text(name, content)]
    if not any(sheet.rows for sheet in sheets):
        raise Refusal("file-empty")
    return tuple(sheets)


class _Budget:
    """How much of a file may still be read."""

    def __init__(self) -> None:
        self._rows = MOST_ROWS
        self._cells = MOST_CELLS
        self._characters = MOST_CHARACTERS

    def spend(self, cells: Iterable[str], rows: int = 1) -> None:
        """Count what was read.

        Raises:
            Refusal: it is too much.
        """
        lengths = [len(cell) for cell in cells]
        self._rows -= rows
        self._cells -= len(lengths)
        self._characters -= sum(lengths)
        if len(lengths) > MOST_COLUMNS or min(self._rows, self._cells, self._characters) < 0:
            raise Refusal("file-too-long", rows=MOST_ROWS)


def _gather(rows: Iterable[list[str]], budget: _Budget) -> Rows:
    """Rows without what is empty at the end of each and at the end of all."""
    found: Rows = []
    empty = 0
    for cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            empty += 1
            continue
        budget.spend(cells, rows=empty + 1)
        found.extend([] for _ in range(empty))
        found.append(cells)
        empty = 0
    return found


def _sheet(name: str, rows: Rows) -> Sheet:
    return Sheet.model_construct(name=name, rows=tuple(map(tuple, rows)))


def _workbook(content: bytes) -> list[Sheet]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive)
            return _read_sheets(content, archive)
    except Refusal:
        raise
    except Exception as error:  # openpyxl fails in many ways on files that are not sound
        raise Refusal("file-damaged") from error


def _check_archive(archive: ZipFile) -> None:
    """Refuse what is another kind of file, or would unfold into very much.

    Raises:
        Refusal: it is.
        BadZipFile: it has more parts than any workbook.
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise BadZipFile("too many parts")
    if not any(part.filename.lower().endswith("xl/workbook.xml") for part in parts):
        raise Refusal("file-wrong-kind")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refusal("file-too-long", rows=MOST_ROWS)


def _read_sheets(content: bytes, archive: ZipFile) -> list[Sheet]:
    import openpyxl  # noqa: PLC0415 - only who reads a workbook pays for it

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        budget = _Budget()
        try:
            return [
                _read_sheet(sheet, archive, budget)
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
        finally:
            book.close()


def _read_sheet(sheet: "ReadOnlyWorksheet", archive: ZipFile, budget: _Budget) -> Sheet:
    sheet.reset_dimensions()
    rows = _gather(([_seen(cell) for cell in row] for row in sheet.iter_rows()), budget)
    path = sheet._worksheet_path  # noqa: SLF001 - its read-only mode says nowhere else where a sheet is
    widest = max(map(len, rows), default=0)
    with archive.open(path.lstrip("/")) as part:
        for left, top, right, bottom in _merged(part):
            _fill(rows, (left, top, min(right, widest), bottom), budget)
    return _sheet(sheet.title, rows)


def _seen(cell: Any) -> str:  # noqa: ANN401, PLR0911 - openpyxl's cells have no common type; one line per kind of value
    """What a person sees in a cell."""
    match cell.value:
        case None:
            return ""
        case bool(value):
            return str(value).upper()
        case int(value):
            return _number(value, cell.number_format)
        case float(value):
            return _number(value, cell.number_format)
        case datetime() as value:
            clock = value.time()
            return value.date().isoformat() + (f" {_clock(clock)}" if clock != time() else "")
        case time() as value:
            return _clock(value)
        case value:
            return str(value).strip()


def _number(value: float, shown_as: str) -> str:
    """A number without an exponent: 13812345678, 501, 0501 where the sheet shows it so, 12.5."""
    if _PERCENT.fullmatch(shown_as):
        return f"{value * 100:.10g}%"
    if isinstance(value, float) and not (value.is_integer() and abs(value) < _LARGEST_EXACT):
        return f"{value:.10g}"
    digits = str(int(value))
    return digits.zfill(len(shown_as)) if _ONLY_ZEROS.fullmatch(shown_as) else digits


def _clock(value: time) -> str:
    return value.isoformat("seconds" if value.second else "minutes")


Area = tuple[int, int, int, int]
"""First column, first row, last column, last row; all counted from one."""


def _merged(part: Any) -> Iterator[Area]:  # noqa: ANN401 - an open part of an archive
    """The merged cells of a sheet, which openpyxl's read-only mode passes over."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - only who reads a workbook pays

    for _, element in iterparse(part):
        if element.tag.endswith("}mergeCell"):
            yield range_boundaries(element.attrib["ref"])
        element.clear()


def _fill(rows: Rows, area: Area, budget: _Budget) -> None:
    """Write what stands over merged cells into each of them, as far as there are rows."""
    left, top, right, bottom = area
    if top > len(rows) or left > len(rows[top - 1]):
        return
    value = rows[top - 1][left - 1]
    for row in rows[top - 1 : bottom]:
        budget.spend([value] * (right - left + 1), rows=0)
        row.extend("" for _ in range(right - len(row)))
        row[left - 1 : right] = [value] * (right - left + 1)


def _text(name: str, content: bytes) -> Sheet:
    words = _decoded(content)
    if _MARKUP.match(words):
        raise Refusal("file-old-kind")
    told = _SEPARATOR_LINE.match(words)
    if told:
        words = words[told.end() :]
    separator = told[1] if told else _separator(words)
    try:
        rows = _gather(_parsed(words, separator), _Budget())
    except csv.Error as error:
        raise Refusal("file-damaged") from error
    stem = name.rpartition(".")[0] or name
    return _sheet(stem, [[], *rows] if told else rows)


def _decoded(content: bytes) -> str:
    """The words of a text file.

    Raises:
        Refusal: it is no text.
    """
    marked = [name for mark, name in _BYTE_ORDERS if content.startswith(mark)]
    for encoding in marked or _ENCODINGS:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(words):
            return words
    raise Refusal("file-wrong-kind")


def _separator(words: str) -> str:
    """The sign that cuts most of the first lines into the same number of cells."""
    return max(_SEPARATORS, key=lambda sign: _cuts(words, sign))


def _cuts(words: str, separator: str) -> tuple[int, int]:
    widths: list[int] = []
    try:
        for _, cells in zip(range(_SAMPLE), _parsed(words, separator), strict=False):
            widths.append(len(cells))
    except csv.Error:
        return (0, 0)
    cut = [width for width in widths if width > 1]
    commonest = max(cut, key=cut.count, default=0)
    return (cut.count(commonest), commonest)


def _parsed(words: str, separator: str) -> Iterator[list[str]]:
    for cells in csv.reader(io.StringIO(words, newline=""), delimiter=separator):
        yield [cell.strip() for cell in cells]
