"""The list goes out, cell by cell as it was answered."""

import csv
import io

from openpyxl import load_workbook

from tests.support.forms import identity_of, phone_of
from tests.support.registering import filled_by, fills_in, opens_form, sends_out
from tests.support.tables import workbook

HEADINGS = (
    "序号",
    "住址",
    "替谁填的",
    "返京人姓名",
    "身份证号码",
    "手机号码",
    "一共几个人返京？",
    "从哪里回来？",
    "哪天到北京？",
    "怎么回来的？",
    "车次或航班号",
    "需要社区帮忙吗？",
    "核对",
    "登记时间",
)


def _row(number, address, *, full=False):
    identity, phone = identity_of(number), phone_of(number)
    if not full:
        identity, phone = f"1101{'*' * 10}{identity[-4:]}", f"139****{phone[-4:]}"
    return (
        str(number),
        address,
        None,
        f"人{number}",
        identity,
        phone,
        "3",
        "河北省保定市",
        "2026-11-20",
        "汽车",
        None,
        None,
        "待核",
        "2026-11-24 09:00",
    )


async def _answered(town, count=2):
    ben = await town.steward("Ben")
    await sends_out(ben)
    for number in range(1, count + 1):
        human = await town.resident(f"R{number}")
        await fills_in(human, f"3-1-10{number}", filled=filled_by(number))
    return ben


def _sent(human):
    """The newest file that the bot sent somebody: its name and what it holds."""
    message = [m for m in human.town.world.messages(human.id) if "document" in m.data][-1]
    document = message.data["document"]
    return document["file_name"], human.town.world.files.get(document["file_id"]).content


def _cells(content):
    sheet = load_workbook(io.BytesIO(content)).active
    return sheet.title, list(sheet.iter_rows(values_only=True))


async def test_a_workbook_holds_every_answer_masked(town):
    ben = await _answered(town)
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    assert ben.buttons()[-5:] == [
        "XLSX",
        "CSV",
        "🔓 XLSX 完整号码",
        "🔓 CSV 完整号码",
        "按上级的表头排",
    ]
    await ben.presses("XLSX")
    name, content = _sent(ben)
    assert name == "返京登记.xlsx"
    title, rows = _cells(content)
    assert title == "返京登记"
    assert rows == [HEADINGS, _row(1, "3-1-101"), _row(2, "3-1-102")]
    assert ("form.export", ben.id) in town.audit()


async def test_who_has_the_right_gets_it_in_full(town):
    ben = await _answered(town, 1)
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("🔓 XLSX 完整号码")
    assert _cells(_sent(ben)[1])[1] == [HEADINGS, _row(1, "3-1-101", full=True)]
    assert town.rows("SELECT subject FROM audit WHERE action = 'form.export'") == [
        ("1:xlsx:full:1",)
    ]


async def test_a_captain_gets_it_masked_and_cannot_forge_more(town):
    cap = await town.captain("老王")
    await _answered(town, 1)
    await cap.whispers("/forms")
    await cap.presses("📄 导出")
    assert "🔓 XLSX 完整号码" not in cap.buttons()
    await cap.forges("1|forms.file|1|xlsx|1")
    cap.is_told("form-export-not-full", alert=True)
    await cap.presses("CSV")
    words = _sent(cap)[1].decode("utf-8-sig")
    assert phone_of(1) not in words
    assert "139****0001" in words


async def test_a_csv_says_the_same_as_the_workbook(town):
    ben = await _answered(town, 1)
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("CSV")
    name, content = _sent(ben)
    assert name == "返京登记.csv"
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert [tuple(cell or None for cell in row) for row in rows] == [HEADINGS, _row(1, "3-1-101")]


async def test_an_answer_that_looks_like_a_formula_is_harmless(town):
    ben = await town.steward("Ben")
    await sends_out(ben)
    ana = await town.resident("Ana")
    await fills_in(ana, "3-1-101", filled=("=1+1", *filled_by(1)[1:]))
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("CSV")
    assert "'=1+1" in _sent(ben)[1].decode("utf-8-sig")
    await ben.presses("XLSX")
    cell = load_workbook(io.BytesIO(_sent(ben)[1])).active.cell(2, 4)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


async def test_the_columns_of_the_superior_office_are_remembered(town):
    ben = await _answered(town, 1)
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("按上级的表头排")
    await ben.whispers("序号，姓名，联系电话，楼号，单元，房号，备注")
    kept = ben.texts()[-1]
    assert "联系电话 ← 手机号码" in kept
    assert "备注（空着）" in kept
    await ben.presses("📄 导出")
    await ben.presses("🔓 XLSX 完整号码")
    assert _cells(_sent(ben)[1])[1] == [
        ("序号", "姓名", "联系电话", "楼号", "单元", "房号", "备注"),
        ("1", "人1", phone_of(1), "3", "1", "101", None),
    ]
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    ben.sees("form-export-official", title="返京登记")
    await ben.presses("换表头")
    await ben.presses("用回自带的表头")
    await ben.presses("XLSX")
    assert _cells(_sent(ben)[1])[1][0] == HEADINGS


async def test_the_heading_row_is_found_in_the_table_of_the_office(town):
    ben = await _answered(town, 1)
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("按上级的表头排")
    table = workbook([["返京人员登记表"], ["填报单位："], ["序号", "姓名", "身份证号", "电话"]])
    await ben.whispers(None, document=("上级.xlsx", table))
    assert "身份证号 ← 身份证号码" in ben.texts()[-1]
    await ben.presses("📄 导出")
    await ben.presses("XLSX")
    assert _cells(_sent(ben)[1])[1][0] == ("序号", "姓名", "身份证号", "电话")


async def test_headings_that_fit_nothing_are_not_taken(town):
    ben = await _answered(town, 1)
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("按上级的表头排")
    await ben.whispers("甲，乙")
    ben.sees("form-columns-none-known")
    await ben.whispers("，" * 3)
    ben.sees("form-columns-unclear")


async def test_the_outbox_holds_no_answer_of_an_export(town):
    ben = await _answered(town, 1)
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("🔓 XLSX 完整号码")
    payload = town.rows("SELECT payload FROM outbox WHERE kind = 'form_export'")[0][0]
    assert phone_of(1) not in payload
    assert "人1" not in payload


async def test_who_has_begun_but_not_handed_in_is_not_exported(town):
    ben = await _answered(town, 1)
    ana = await town.resident("Ana")
    await opens_form(ana, "3-1-109")
    await ana.presses("开始填写")
    await ana.whispers("没交的人")
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("CSV")
    assert "没交的人" not in _sent(ben)[1].decode("utf-8-sig")
