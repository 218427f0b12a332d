"""Files as people send them."""

import io

import openpyxl


def workbook(*sheets, merge=(), touch=None):
    """A workbook as Excel would save it.

    Args:
        sheets: rows of each sheet; or a name and rows.
        merge: areas of the first sheet that are merged.
        touch: does something more to the book before it is saved.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, 1):
        name, rows = sheet if isinstance(sheet, tuple) else (f"Sheet{number}", sheet)
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    for area in merge:
        book.worksheets[0].merge_cells(area)
    if touch is not None:
        touch(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(content):
    """The sheets of a workbook as an independent reader sees them: name → rows of values."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: [list(row) for row in page.values] for page in book.worksheets}
