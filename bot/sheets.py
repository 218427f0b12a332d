"""Tables in a spreadsheet file (XLSX).

XlsxWriter, as it is kept up and keeps rows on disk rather than in memory; it is imported by the
first export, not at the start of the bot. Every text is written as a text cell, never as a
formula, and one that a spreadsheet could take for a formula once it is edited carries the mark
that Excel itself sets for a leading apostrophe.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | datetime | None

SHEET_ROWS = 1_048_576
"""Rows of a sheet (Excel specifications and limits); what does not fit goes to a further sheet."""

CELL_LENGTH = 32_767
"""Characters of a cell (Excel specifications and limits)."""

NAME_LENGTH = 31
"""Characters in the name of a sheet (Excel, as above)."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a text begins with that some spreadsheet takes for a formula
(https://owasp.org/www-community/attacks/CSV_Injection)."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Book:
    """A file that grows.

    Args:
        path: where; rows wait in files beside it until it is closed.
    """

    def __init__(self, path: Path) -> None:
        import xlsxwriter  # noqa: PLC0415 - only who exports pays for it

        self._book = xlsxwriter.Workbook(
            path, {"constant_memory": True, "tmpdir": str(path.parent)}
        )
        self.heading = self._book.add_format({"bold": True, "bottom": 1})
        self.moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self.guarded = self._book.add_format({"num_format": "@", "quote_prefix": True})
        self._names: set[str] = set()

    def begin(self, title: str) -> "Worksheet":
        """A new empty sheet, called by its title as far as Excel lets it be."""
        told = _NOT_IN_NAMES.sub(" ", title).strip("' ") or "1"
        name, count = told[:NAME_LENGTH].strip("' "), 1
        while name.lower() in self._names:
            count += 1
            end = f" {count}"
            name = told[: NAME_LENGTH - len(end)] + end
        self._names.add(name.lower())
        return self._book.add_worksheet(name)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


class Sheet:
    """A table under a frozen header that goes on in a further sheet where one is full.

    Args:
        book: the file.
        title: its name.
        columns: heading and width of each column, in letters.
    """

    def __init__(self, book: Book, title: str, columns: Sequence[tuple[str, int]]) -> None:
        self._book = book
        self._title = title
        self._columns = columns
        self._sheet = self._begin()

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a row."""
        if self._row >= SHEET_ROWS:
            self._sheet = self._begin()
        for column, cell in enumerate(cells):
            self._put(column, cell)
        self._row += 1

    def _begin(self) -> "Worksheet":
        sheet = self._book.begin(self._title)
        sheet.freeze_panes(1, 1)
        for column, (heading, width) in enumerate(self._columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, _text(heading), self._book.heading)
        self._row = 1
        return sheet

    def _put(self, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                return
            case int():
                self._sheet.write_number(self._row, column, cell)
            case datetime():
                self._sheet.write_datetime(self._row, column, cell, self._book.moment)
            case date():
                self._sheet.write_datetime(self._row, column, cell, self._book.day)
            case _:
                guard = self._book.guarded if cell.startswith(DANGEROUS) else None
                self._sheet.write_string(self._row, column, _text(cell), guard)


def _text(words: str) -> str:
    return _NOT_IN_XML.sub("", words)[:CELL_LENGTH]
