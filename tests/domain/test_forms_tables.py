from domain.forms.model import AnswerState, Content, Kind
from domain.forms.tables import (
    BLANK,
    Wording,
    all_columns,
    match_headings,
    read_headings,
    rows_of,
)
from domain.forms.templates import RETURNING
from tests.support.forms import (
    IDENTITY,
    PHONE,
    SHANGHAI,
    choices,
    definition,
    question,
    submission,
)

FORM = definition(
    question("name", label="户主姓名"),
    question("phone", Kind.MOBILE, label="手机号码"),
    question("id", Kind.IDENTITY, label="证件"),
    question("home", Kind.ONE, label="自住还是租住？", choices=choices("own", "rent")),
    question("plan", Kind.PHOTO, label="照片"),
)
WORDING = Wording(
    states={state: state.value for state in AnswerState}, photo="有照片", zone=SHANGHAI
)
VALUES = {"name": "李安", "phone": PHONE, "id": IDENTITY, "home": "own", "plan": "file"}


def test_headings_of_the_superior_office_find_their_questions():
    headings = (
        "序号",
        "楼号",
        "单元",
        "室",
        "姓名",
        "联系电话",
        "身份证号",
        "自住还是租住",
        "备注",
    )
    assert match_headings(headings, FORM) == (
        "@number",
        "@building",
        "@unit",
        "@room",
        "name",
        "phone",
        "id",
        "home",
        BLANK,
    )


def test_a_question_stands_in_one_column_only():
    assert match_headings(("手机号码", "联系电话"), FORM) == ("phone", BLANK)
    assert match_headings(("姓名", "户主"), FORM) == ("name", BLANK)
    assert match_headings(("电话",), definition(question("a"))) == (BLANK,)
    assert match_headings(("备注",), definition()) == (BLANK,)


def test_a_built_in_form_fits_a_common_table():
    headings = ("姓名", "身份证号码", "联系方式", "登记时间", "核对")
    assert match_headings(headings, RETURNING) == ("name", "identity", "phone", "@at", "@state")


def test_headings_are_read_as_people_paste_them():
    assert read_headings("序号，姓名，电话") == ("序号", "姓名", "电话")
    assert read_headings("序号\t姓名\t联系 电话") == ("序号", "姓名", "联系 电话")
    assert read_headings("序号 姓名") == ("序号", "姓名")
    assert read_headings(" ") == ()


def test_rows_are_masked_unless_wanted_in_full():
    given = [submission(1, content=Content(values=VALUES, name="张奶奶"))]
    columns = ("@number", "@address", "@name", "name", "phone", "id", "home", "plan", "@state")
    masked = list(rows_of(given, FORM, columns, WORDING, full=False))
    assert masked == [
        (
            "1",
            "3-2-501",
            "张奶奶",
            "李安",
            "138****1234",
            "1101**********002X",
            "选own",
            "有照片",
            "pending",
        )
    ]
    assert list(rows_of(given, FORM, ("phone", "id"), WORDING, full=True)) == [(PHONE, IDENTITY)]


def test_rows_go_by_address_and_what_is_not_there_is_empty():
    given = [
        submission(2, home="3-10-101", content=Content(values={"name": "乙"})),
        submission(1, content=Content(values={"name": "甲"})),
        submission(3, home="", subject="p3", content=Content(values={"name": "丙", "home": ""})),
    ]
    columns = ("@number", "@building", "@unit", "@room", "name", "home", "gone", BLANK, "@at")
    rows = list(rows_of(given, FORM, columns, WORDING, full=False))
    assert rows[0] == ("1", "3", "2", "501", "甲", "", "", "", "2026-11-24 09:01")
    assert [row[4] for row in rows] == ["甲", "乙", "丙"]
    assert rows[2][:4] == ("3", "", "", "")


def test_all_columns_are_ours_and_every_question():
    assert all_columns(FORM) == (
        "@number",
        "@address",
        "@name",
        "name",
        "phone",
        "id",
        "home",
        "plan",
        "@state",
        "@at",
    )
