"""Writes the tables that a message holds as a spreadsheet file (XLSX)."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot import sheets
from domain.messages import Day, Sheet, SheetCell, Text, When

Words = Callable[[Text], str]

NARROWEST, WIDEST = 6, 50
_MOMENT_WIDTH, _DAY_WIDTH = 17, 11
_LONGEST_NUMBER = 15
"""Digits that a number of a spreadsheet keeps (Excel specifications and limits)."""


def write(tables: Sequence[Sheet], words: Words, zone: ZoneInfo) -> bytes:
    """The file, each table on a sheet of its own under a header that stays in sight.

    Args:
        tables: at least one.
        words: finds the words of a text, without marks.
        zone: whose wall-clock times stand in the cells.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tables.xlsx"
        book = sheets.Book(path)
        try:
            for table in tables:
                _add(book, table, words, zone)
        finally:
            book.close()
        return path.read_bytes()


def _add(book: sheets.Book, table: Sheet, words: Words, zone: ZoneInfo) -> None:
    rows = [[_cell(value, words, zone) for value in row] for row in table.rows]
    header = [words(heading) for heading in table.header]
    columns = [
        (heading, _width([heading, *(row[place] for row in rows if place < len(row))]))
        for place, heading in enumerate(header)
    ]
    sheet = sheets.Sheet(book, words(table.title), columns)
    for row in rows:
        sheet.add(row)


def _cell(value: SheetCell, words: Words, zone: ZoneInfo) -> sheets.Cell:
    match value:
        case When():
            return value.at.astimezone(zone).replace(tzinfo=None)
        case Day():
            return value.day
        case Text():
            return words(value)
        case int() if len(str(abs(value))) > _LONGEST_NUMBER:
            return str(value)
        case _:
            return value


def _width(cells: Sequence[sheets.Cell]) -> int:
    """Wide enough for the longest line, Chinese characters counted as two, within reason."""
    longest = max(map(_cell_width, cells), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _cell_width(cell: sheets.Cell) -> int:
    match cell:
        case datetime():
            return _MOMENT_WIDTH
        case date():
            return _DAY_WIDTH
        case str():
            return max(map(_line_width, cell.splitlines()), default=0)
        case _:
            return len(str(cell))


def _line_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
