"""Writes the answers to a form as a workbook (XLSX) or as text (CSV).

Every answer is a text cell: a spreadsheet rounds an identity number that it takes for a number. One
that a spreadsheet could take for a formula carries Excel's own mark of a leading apostrophe, and in
CSV a real one (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
from collections.abc import Iterable, Sequence

from bot.workbooks import DANGEROUS

Row = Sequence[str]

_WIDEST = 40
_BYTE_ORDER_MARK = "\ufeff"
"""Excel takes CSV for UTF-8 only with it."""


def xlsx(title: str, headings: Row, rows: Iterable[Row]) -> bytes:
    """A workbook with one sheet.

    Args:
        title: name of the sheet.
        headings: its first row.
        rows: the others, all of texts.
    """
    import xlsxwriter  # noqa: PLC0415 - only who exports pays for it

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    heading = book.add_format({"bold": True, "bottom": 1})
    plain = book.add_format({"num_format": "@"})
    guarded = book.add_format({"num_format": "@", "quote_prefix": True})
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.freeze_panes(1, 0)
    for column, words in enumerate(headings):
        sheet.set_column(column, column, min(_WIDEST, max(8, 2 * len(words))))
        sheet.write_string(0, column, words, heading)
    for number, row in enumerate(rows, 1):
        for column, words in enumerate(row):
            if words:
                form = guarded if words.startswith(DANGEROUS) else plain
                sheet.write_string(number, column, words, form)
    book.close()
    return stream.getvalue()


def csv_text(headings: Row, rows: Iterable[Row]) -> bytes:
    """The same as comma-separated values in UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(headings)
    writer.writerows([_guard(words) for words in row] for row in rows)
    return (_BYTE_ORDER_MARK + stream.getvalue()).encode()


def _guard(words: str) -> str:
    return f"'{words}" if words.startswith(DANGEROUS) else words


def _sheet_name(title: str) -> str:
    """A name that Excel takes (Excel specifications and limits)."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "Sheet1"
