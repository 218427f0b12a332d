"""Forms of one's own: from a dialogue, and from a workbook of the field."""

from tests.support.registering import opens_form
from tests.support.tables import workbook


async def _guided(ben):
    """A form of three questions, made step by step."""
    await ben.whispers("/form @第一网格 截止=周日20:00")
    await ben.presses("✏️ 自己做一张")
    await ben.whispers("车辆登记")
    await ben.whispers("统计车辆，安排车位")
    await ben.presses("一户一份")
    await ben.whispers("车牌号")
    await ben.presses("文字")
    await ben.presses("再加一题")
    await ben.whispers("是新能源车吗？")
    await ben.presses("选一个")
    await ben.whispers("是，不是")
    await ben.presses("再加一题")
    await ben.whispers("车主手机号码")


async def test_a_form_is_made_in_a_dialogue(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await _guided(ben)
    ben.sees("form-guide-added", place=3, question="车主手机号码")
    assert "🔒 保密" in ben.buttons(), "a mobile number is sensitive by itself"
    await ben.presses("做好了")
    words = ben.texts()[-1]
    assert "1. 车牌号（文字）" in words
    assert "3. 车主手机号码（手机号）🔒" in words
    await ben.presses("确认")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers("京A12345")
    await ana.presses("不是")
    assert "3/3　车主手机号码" in ana.texts()[-1]


async def test_a_question_of_the_dialogue_can_be_changed_or_taken_away(town):
    ben = await town.steward("Ben")
    await _guided(ben)
    await ben.presses("☑️ 必填")
    await ben.presses("删掉这题")
    ben.sees("form-guide-undone")
    ben.sees("form-guide-label", place=3)
    await ben.whispers("备注")
    await ben.presses("文字")
    await ben.presses("☑️ 必填")
    await ben.presses("⬜ 保密")
    await ben.presses("做好了")
    assert "3. 备注（文字，可跳过）🔒" in ben.texts()[-1]


async def test_the_dialogue_explains_what_it_cannot_take(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form @第一网格")
    await ben.presses("✏️ 自己做一张")
    await ben.whispers("长" * 41)
    ben.sees("form-words-length", allowed=40)
    await ben.whispers("车辆登记")
    await ben.whispers("统计车辆")
    await ben.presses("一人一份")
    await ben.whispers("颜色")
    await ben.presses("选几个")
    await ben.whispers("红")
    ben.sees("form-guide-choices-again", allowed=40, length=60)


async def test_a_form_without_questions_is_not_sent_out(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form @第一网格")
    await ben.presses("✏️ 自己做一张")
    await ben.whispers("车辆登记")
    await ben.whispers("统计车辆")
    await ben.presses("一人一份")
    await ben.whispers("请带好行驶证")
    await ben.presses("说明")
    await ben.presses("做好了")
    ben.sees("form-faults")


async def test_forged_presses_of_the_dialogue_change_nothing(town):
    ben = await town.steward("Ben")
    await ben.forges("1|form.kind|text")
    ben.is_told("form-plan-gone", alert=True)
    await _guided(ben)
    for data in ("1|form.kind|geopoint", "1|form.per|village", "1|form.toggle|erased"):
        await ben.forges(data)
        ben.is_told("button-outdated", alert=True)


SURVEY = [
    ["type", "name", "label", "required", "relevant", "appearance"],
    ["start", "start", "", "", "", ""],
    ["text", "plate", "车牌号", "yes", "", "numbers"],
    ["select_one yes_no", "electric", "新能源车？", "yes", "", ""],
    ["integer", "range", "续航多少公里", "", "${electric} = 'yes'", ""],
]
CHOICES = [["list_name", "name", "label"], ["yes_no", "yes", "是"], ["yes_no", "no", "不是"]]


async def test_a_workbook_of_the_field_becomes_a_form(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await ben.whispers("/form @第一网格 截止=周日20:00")
    await ben.presses("📎 用 XLSForm 表格")
    ben.sees("xlsform-ask")
    book = workbook(("survey", SURVEY), ("choices", CHOICES))
    await ben.whispers(None, document=("车辆.xlsx", book))
    left_out = next(words for words in ben.texts() if words.startswith("这些我用不上"))
    assert "第 2 行的 start" in left_out
    assert "「appearance」" in left_out
    ben.sees("xlsform-purpose", title="车辆")
    await ben.whispers("安排车位")
    assert "1. 车牌号（文字）" in ben.texts()[-1]
    await ben.presses("确认")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers("京A12345")
    await ana.presses("是")
    assert "3/3　续航多少公里" in ana.texts()[-1]


async def test_a_workbook_may_come_with_the_command(town):
    ben = await town.steward("Ben")
    settings = [["form_title", "purpose"], ["车辆登记", "安排车位"]]
    book = workbook(("survey", SURVEY[:1] + SURVEY[2:3]), ("settings", settings))
    await ben.whispers(None, document=("车辆.xlsx", book), caption="/form")
    ben.sees("form-for-whom", title="车辆登记")


async def test_everything_wrong_in_a_workbook_is_named(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form @第一网格")
    await ben.presses("📎 用 XLSForm 表格")
    survey = [*SURVEY, ["geopoint", "where", "在哪", "", "", ""], ["text", "", "无名", "", "", ""]]
    await ben.whispers(
        None, document=("车辆.xlsx", workbook(("survey", survey), ("choices", CHOICES)))
    )
    words = ben.texts()[-1]
    assert words.startswith("这个表格还不能用，有 2 处要改")
    assert "第 6 行的 geopoint" in words
    assert "第 7 行缺 name 或 label" in words
    await ben.whispers("算了")
    ben.sees("xlsform-no-file")
