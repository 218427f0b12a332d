"""Writes the answers to a form as a workbook (XLSX) or as text (CSV).

Every answer is a text cell: a spreadsheet rounds an identity number that it takes for a number. One
that a spreadsheet could take for a formula carries Excel's own mark of a leading apostrophe, and in
CSV a real one (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import asyncio
import csv
import io
from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from bot.sheets import DANGEROUS
from domain.forms.export import FormExport
from domain.forms.model import AnswerState, Definition, Form, FormState
from domain.forms.tables import FIXED, Wording, all_columns, rows_of
from domain.messages import Text, text
from storage.uow import UnitOfWork

Row = Sequence[str]
Words = Callable[[Text], str]

_WIDEST = 40
_BYTE_ORDER_MARK = "\ufeff"
"""Excel takes CSV for UTF-8 only with it."""


async def make(uow: UnitOfWork, export: FormExport, words: Words, zone: ZoneInfo) -> bytes | None:
    """The file of an export, read in one snapshot and written off the event loop.

    Args:
        uow: of the snapshot.
        export: what is wanted.
        words: finds the words of a text, without marks.
        zone: whose wall-clock times stand in the cells.

    Returns:
        Nothing once the answers were erased.
    """
    form = await uow.forms.find(export.form_id)
    if form is None or form.state is FormState.ERASED:
        return None
    rows = await uow.form_answers.sealed_rows(form.id, export.circle_ids)
    wording = Wording(
        states={state: words(text(f"form-state-{state}")) for state in AnswerState},
        photo=words(text("form-has-photo")),
        zone=zone,
    )
    columns, headings = _layout(form, words, official=export.official)

    def write() -> bytes:
        opened = uow.form_answers.opened(rows)
        cells = rows_of(opened, form.definition, columns, wording, full=export.full)
        if export.filename.endswith(".csv"):
            return csv_text(headings, cells)
        return xlsx(form.definition.title, headings, cells)

    return await asyncio.to_thread(write)


def caption(export: FormExport) -> Text:
    """The line under the file."""
    title = export.filename.rpartition(".")[0]
    return text("form-export-caption-full" if export.full else "form-export-caption", title=title)


def _layout(form: Form, words: Words, *, official: bool) -> tuple[Row, Row]:
    """The columns, and what stands over them."""
    if official and form.columns:
        return form.columns, form.headings
    columns = all_columns(form.definition)
    return columns, [_heading(form.definition, column, words) for column in columns]


def _heading(definition: Definition, column: str, words: Words) -> str:
    if column in FIXED:
        return words(text(f"form-column-{column.removeprefix('@')}"))
    question = definition.question(column)
    return question.label if question else column


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
