"""Files that people send: nothing is downloaded or unfolded that is more than was allowed."""

import io
import zipfile

import openpyxl
import pytest

from bot import tables
from bot.request import LARGEST_ANSWER
from domain.errors import Refusal
from tests.support.tables import workbook

HEAD = ["楼栋", "单元", "室", "户主"]
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024 * 1024

FOLDED = b'<!DOCTYPE w [<!ENTITY a "%s">]>' % (b"x" * 290)
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _changed(content, name, change, size=None):
    """A workbook with one part of it changed, which may say that it is smaller than it is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            data = change(old.read(part)) if part == name else old.read(part)
            new.writestr(part, data, zipfile.ZIP_DEFLATED)
        if size is not None:
            new.getinfo(name).file_size = size
    return stream.getvalue()


def _with_entities(xml, head, times):
    """A sheet whose one cell names an entity so often."""
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>' % (b"&a;" * times)
    begin, end = xml.index(b"<sheetData"), xml.index(b"</sheetData>")
    return head + xml[:begin] + b"<sheetData>" + cell + xml[end:]


def _refused(content, name="户表.xlsx"):
    with pytest.raises(Refusal) as caught:
        tables.read(name, content)
    return caught.value.text.key


@pytest.mark.parametrize(("head", "times"), [(FOLDED, 3_000_000), (FOLDED, 1), (OUTSIDE, 1)])
def test_xml_that_defines_entities_is_not_read(head, times):
    """9 MB of XML, a file of 12 kB, would fill 2 GB; one that names a file would show it."""
    content = _changed(workbook([HEAD]), SHEET, lambda xml: _with_entities(xml, head, times))
    assert len(content) < MEGABYTE
    assert _refused(content) == "file-damaged"


def test_openpyxl_has_the_library_that_refuses_entities():
    assert openpyxl.DEFUSEDXML


def test_a_part_that_says_it_is_small_is_read_no_further_than_it_says():
    bomb = _changed(workbook([HEAD]), SHEET, lambda xml: xml + b" " * (60 * MEGABYTE), size=500)
    assert len(bomb) < MEGABYTE
    assert _refused(bomb) == "file-damaged"


@pytest.mark.parametrize("name", ["户表.exe", "户表.zip", "户表.docx", "户表.xlsx.js", "../x.html"])
async def test_a_file_that_is_no_table_by_its_name_is_not_downloaded(town, name):
    ben = await town.steward("Ben")
    await ben.types(None, where=ben.id, document=(name, workbook([HEAD])), caption="/roster")
    ben.sees("file-wrong-kind")
    assert "getFile" not in {call.method for call in town.sandbox.calls}


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03", b"%PDF-1.7\x00", b"\x7fELF\x02\x01\x00"])
async def test_a_file_that_is_no_table_but_by_its_name_is_refused(town, content):
    ben = await town.steward("Ben")
    await ben.types(None, where=ben.id, document=("户表.xlsx", content), caption="/roster")
    ben.sees("file-wrong-kind")


async def test_a_file_that_says_it_is_too_big_is_not_downloaded(town):
    ben = await town.steward("Ben")
    big = ("户表.csv", b"x" * (6 * MEGABYTE))
    await ben.types(None, where=ben.id, document=big, caption="/roster")
    ben.sees("file-too-big", megabytes=5)
    assert "getFile" not in {call.method for call in town.sandbox.calls}


@pytest.mark.parametrize("size", [6 * MEGABYTE, LARGEST_ANSWER + MEGABYTE])
async def test_a_file_that_is_bigger_than_it_says_is_not_read(town, monkeypatch, size):
    """A Bot API server of one's own sends files of any size."""
    monkeypatch.setattr("sandbox.methods.media.DOWNLOAD_LIMIT", 2 * size)
    ben = await town.steward("Ben")
    message = town.world.send(ben.id, ben.id, document=("户表.csv", b"x" * size), caption="/roster")
    message.data["document"]["file_size"] = 10
    await town.settle()
    ben.sees("file-too-big", megabytes=5)
    assert not town.rows("SELECT 1 FROM files")
