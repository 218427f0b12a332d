from domain.forms.model import Kind, Per
from domain.forms.xlsform import NOT_SAID, read_xlsform

SURVEY = (
    (
        "type",
        "name",
        "label::English (en)",
        "label::中文 (zh)",
        "hint",
        "required",
        "constraint",
        "constraint_message",
        "relevant",
        "sensitive",
    ),
    ("text", "plate", "Plate", "车牌号", "例如 京A", "yes", "regex(., '[A-Z0-9]{6}')", "看一下"),
    ("select_one yes_no", "electric", "Electric?", "新能源？", "", "TRUE"),
    ("select_multiple colours", "colour", "Colours", "颜色"),
    ("integer", "seats", "Seats", "几座", "", "", ". > 0", "", "${electric} = 'yes'"),
    ("decimal", "length", "Length", "车长"),
    ("date", "bought", "Bought", "哪天买的"),
    ("image", "photo", "Photo", "照片"),
    ("note", "thanks", "Thanks", "谢谢"),
    ("mobile", "phone", "Phone", "手机"),
    ("text", "contact", "Contact", "联系电话", "", "no", "", "", "", ""),
    ("text", "secret", "Secret", "暗号", "", "", "", "", "", "yes"),
)
CHOICES = (
    ("list name", "name", "label"),
    ("yes_no", "yes", "是"),
    ("yes_no", "no", "不是"),
    ("colours", "red", "红"),
    ("colours", "blue", ""),
)
SETTINGS = (("form_title", "purpose", "per", "version"), ("车辆登记", "安排车位", "person", "3"))


def _read(survey=SURVEY, choices=CHOICES, title="表", **more):
    return read_xlsform({"survey": survey, "choices": choices, **more}, title)


def _keys(texts):
    return [text.key for text in texts]


def test_every_type_of_the_field_becomes_a_question():
    reading = _read(settings=SETTINGS)
    form = reading.definition
    assert reading.wrong == []
    assert [question.kind for question in form.questions] == [
        Kind.TEXT,
        Kind.ONE,
        Kind.SEVERAL,
        Kind.INTEGER,
        Kind.DECIMAL,
        Kind.DATE,
        Kind.PHOTO,
        Kind.NOTE,
        Kind.MOBILE,
        Kind.TEXT,
        Kind.TEXT,
    ]
    assert (form.title, form.purpose, form.per) == ("车辆登记", "安排车位", Per.PERSON)


def test_a_question_has_all_that_its_row_says():
    form = _read().definition
    plate, electric, colour, seats = form.questions[:4]
    assert (plate.label, plate.hint, plate.required) == ("车牌号", "例如 京A", True)
    assert (plate.constraint, plate.constraint_message) == ("regex(., '[A-Z0-9]{6}')", "看一下")
    assert electric.required
    assert [choice.label for choice in electric.choices] == ["是", "不是"]
    assert [choice.label for choice in colour.choices] == ["红", "blue"]
    assert seats.relevant == "${electric} = 'yes'"


def test_what_asks_for_a_phone_is_sensitive_even_if_nobody_says_so():
    form = _read().definition
    assert form.question("contact").is_sensitive
    assert form.question("secret").is_sensitive
    assert not form.question("plate").is_sensitive


def test_title_and_purpose_are_asked_for_where_the_workbook_is_silent():
    reading = _read(title="车辆")
    assert reading.definition.title == "车辆"
    assert reading.definition.purpose == NOT_SAID
    assert reading.needs_purpose
    assert not _read(settings=SETTINGS).needs_purpose


def test_what_the_form_can_do_without_is_named():
    survey = (
        ("type", "name", "label", "label::English", "appearance", "relevant"),
        ("start", "start"),
        ("begin group", "g", "一组"),
        ("text", "plate", "车牌号", "Plate", "multiline"),
        ("text", "other", "别的", "Other", "multiline"),
        ("end group",),
    )
    choices = (("list_name", "name", "label", "image"), ("l", "a", "甲", "a.png"))
    reading = _read(survey, choices, settings=SETTINGS, 说明=(("随便",),))
    assert reading.wrong == []
    assert [(text.key, *text.args.values()) for text in reading.left_out] == [
        ("xlsform-sheet", "说明"),
        ("xlsform-setting", "version"),
        ("xlsform-column", "choices", "image"),
        ("xlsform-type", 2, "start"),
        ("xlsform-type", 3, "begin group"),
        ("xlsform-column", "survey", "appearance"),
        ("xlsform-column", "survey", "label::english"),
        ("xlsform-type", 6, "end group"),
    ]


def test_what_would_change_the_meaning_makes_it_wrong():
    survey = (
        ("type", "name", "label", "required", "relevant", "choice_filter", "constraint"),
        ("geopoint", "where", "在哪"),
        ("select_one gone", "a", "甲"),
        ("select_one yes_no or_other", "b", "乙"),
        ("select_one", "b2", "乙"),
        ("text", "", "没名字"),
        ("text", "c", "丙", "maybe"),
        ("begin group", "g", "组", "", "${c} = 1"),
        ("select_one yes_no", "d", "丁", "", "", "x = 1"),
        ("text", "e", "长" * 201),
        ("", "f", "没类型"),
        ("text", "h", "算术", "", "", "", ". + 1 > 2"),
    )
    choices = (*CHOICES, ("", "x", "没名单"))
    reading = _read(survey, choices)
    assert _keys(reading.wrong) == [
        "xlsform-choice",
        "xlsform-wrong-type",
        "xlsform-no-list",
        "xlsform-wrong-type",
        "xlsform-wrong-type",
        "xlsform-incomplete",
        "xlsform-flag",
        "xlsform-wrong-type",
        "xlsform-wrong-column",
        "xlsform-too-long",
        "xlsform-wrong-type",
        "form-fault-expression",
    ]


def test_a_workbook_without_a_survey_is_no_form():
    reading = read_xlsform({"Sheet1": ((),)}, "表")
    assert _keys(reading.wrong) == ["xlsform-no-survey"]
    assert reading.definition is None
    assert _keys(read_xlsform({"survey": ()}, "表").wrong) == ["form-fault-empty"]


def test_a_word_for_per_that_is_none_is_named():
    settings = (("form_title", "per"), ("表", "everybody"))
    reading = _read(settings=settings)
    assert _keys(reading.left_out) == ["xlsform-setting", "xlsform-column"]
    assert reading.definition.per is Per.HOUSEHOLD


def test_without_a_chinese_label_the_first_language_counts():
    survey = (("type", "name", "label::fr", "label::en"), (" ",), ("text", "a", "Un", "One"))
    assert _read(survey).definition.questions[0].label == "Un"
