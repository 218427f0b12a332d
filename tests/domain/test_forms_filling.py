from datetime import timedelta
from decimal import Decimal

import pytest

from domain.errors import Refusal
from domain.forms.defining import faults_of, guess_kind, looks_sensitive
from domain.forms.filling import (
    flags_of,
    next_question,
    notes_before,
    place_of,
    previous_question,
    relevant,
    reusable,
    tidy,
)
from domain.forms.model import Definition, Form, FormState, Kind
from domain.forms.requests import (
    check_times,
    pick_template,
    read_request,
    usual_deadline,
    usual_erasure,
)
from domain.forms.templates import DEFAULT_TEMPLATES, RENOVATION, RETURNING
from tests.support.forms import NOW, SHANGHAI, TODAY, choices, definition, question

CAR = definition(
    question("has", Kind.ONE, choices=choices("yes", "no")),
    question("note", Kind.NOTE, relevant="${has} = 'yes'"),
    question("plate", relevant="${has} = 'yes'"),
    question("why", relevant="${plate} = 'none'"),
    question("phone", Kind.MOBILE),
)


def _names(questions):
    return [one.name for one in questions]


def test_a_question_is_asked_only_where_it_is_relevant():
    assert _names(relevant(CAR, {"has": "no"}, TODAY)) == ["has", "phone"]
    assert _names(relevant(CAR, {"has": "yes"}, TODAY)) == ["has", "plate", "phone"]


def test_what_was_answered_to_a_question_no_longer_asked_counts_no_more():
    values = {"has": "no", "plate": "none", "why": "x", "phone": ""}
    assert _names(relevant(CAR, values, TODAY)) == ["has", "phone"]
    assert tidy(CAR, values, TODAY) == {"has": "no", "phone": ""}


def test_the_way_goes_forth_and_back():
    assert next_question(CAR, {}, TODAY).name == "has"
    assert next_question(CAR, {"has": "yes"}, TODAY).name == "plate"
    assert next_question(CAR, {"has": "no", "phone": ""}, TODAY) is None
    assert previous_question(CAR, {"has": "yes"}, TODAY, "plate").name == "has"
    assert previous_question(CAR, {}, TODAY, "has") is None
    assert previous_question(CAR, {}, TODAY, "").name == "phone", "before the last look"


def test_a_note_stands_before_its_question():
    assert _names(notes_before(CAR, {"has": "yes"}, TODAY, "plate")) == ["note"]
    assert _names(notes_before(CAR, {"has": "no"}, TODAY, "plate")) == []
    assert _names(notes_before(CAR, {"has": "yes"}, TODAY, "why")) == []
    assert notes_before(CAR, {}, TODAY, "gone") == ()


def test_people_are_told_how_far_they_are():
    assert place_of(CAR, {"has": "yes"}, TODAY, "plate") == (2, 3)
    assert place_of(CAR, {}, TODAY, "gone") == (1, 2)


def test_earlier_answers_are_offered_where_they_still_fit():
    form = definition(
        question("a", label="手机号码", kind=Kind.MOBILE),
        question("b", label="住哪", kind=Kind.ONE, choices=choices("x", "y")),
        question("c", label="名字"),
        question("d", label="别的"),
        question("e", label="几个", kind=Kind.SEVERAL, choices=choices("x", "y")),
        question("f", label="备注"),
        question("g", label="必填", required=True),
    )
    earlier = {
        "手机号码": (Kind.MOBILE, "138"),
        "住哪": (Kind.ONE, "gone"),
        "名字": (Kind.INTEGER, "3"),
        "几个": (Kind.SEVERAL, "x y"),
        "备注": (Kind.TEXT, ""),
        "必填": (Kind.TEXT, ""),
    }
    assert reusable(form, earlier) == {"a": "138", "e": "x y", "f": ""}


def test_what_is_odd_by_itself_is_flagged():
    form = definition(question("n", Kind.INTEGER, most=Decimal(8)))
    assert flags_of(form, {"n": "9"}, other_person=True) == ("range", "other-person")
    assert flags_of(form, {"n": "8"}, other_person=False) == ()
    assert flags_of(form, {}, other_person=False) == ()


@pytest.mark.parametrize("template", DEFAULT_TEMPLATES, ids=lambda template: template.title)
def test_a_form_that_comes_with_the_bot_can_be_asked(template):
    assert faults_of(template) == ()
    assert len(template.asked) >= 6


def test_the_four_forms_are_there():
    titles = [template.title for template in DEFAULT_TEMPLATES]
    assert titles == ["返京登记", "住户信息", "疫苗接种", "装修备案"]


def test_a_picture_is_asked_for_only_who_moves_walls():
    values = {"walls": "c2"}
    assert "plan" in _names(relevant(RENOVATION, values, TODAY))
    assert "plan" not in _names(relevant(RENOVATION, {"walls": "c1"}, TODAY))


def test_every_fault_of_a_form_is_named():
    form = definition(
        question("a", Kind.ONE),
        question("a", constraint=". ~ 3"),
        question("b", relevant="${later} = 1"),
        question("c", Kind.SEVERAL, choices=(*choices("x", "x"), *choices("has space"))),
        question("d", Kind.ONE, choices=choices(*(f"n{n}" for n in range(41)))),
        question("later", constraint=". > ${later}"),
    )
    assert [fault.key for fault in faults_of(form)] == [
        "form-fault-choices",
        "form-fault-twice",
        "form-fault-expression",
        "form-fault-unknown",
        "form-fault-choice-names",
        "form-fault-choices",
    ]
    many = definition(*(question(f"q{n}") for n in range(61)))
    assert [fault.key for fault in faults_of(many)] == ["form-fault-too-many"]
    assert [fault.key for fault in faults_of(definition())] == ["form-fault-empty"]


def test_the_words_of_a_question_tell_that_it_is_sensitive():
    assert looks_sensitive("联系电话")
    assert looks_sensitive("Mobile phone")
    assert not looks_sensitive("车牌号")
    assert guess_kind("身份证号码") is Kind.IDENTITY
    assert guess_kind("您的手机号") is Kind.MOBILE
    assert guess_kind("家里几口人") is None


def test_a_question_knows_itself():
    assert CAR.question("plate").name == "plate"
    assert CAR.question("gone") is None
    assert question(kind=Kind.MOBILE).is_sensitive
    assert not question().is_sensitive


def test_a_form_takes_answers_until_its_deadline():
    form = Form(
        id=1,
        definition=CAR,
        circle_ids=(1,),
        created_by=1,
        opened_at=NOW,
        closes_at=usual_deadline(CAR, NOW, SHANGHAI),
        erases_at=NOW,
    )
    assert form.takes_answers(NOW)
    assert not form.takes_answers(form.closes_at)
    assert not form.model_copy(update={"state": FormState.CLOSED}).takes_answers(NOW)


def test_what_is_asked_for_is_read_from_one_line():
    request = read_request("返京登记 截止=12月5日 20:00 清除=12月31日")
    assert (request.words, request.closes, request.erases) == (
        "返京登记",
        "12月5日 20:00",
        "12月31日",
    )
    assert read_request("deadline=Sunday 20:00 返京登记").closes == "Sunday 20:00 返京登记"
    assert read_request("返京登记").closes == ""
    with pytest.raises(Refusal):
        read_request("返京登记 截止=周五 截止=周六")


def test_a_template_is_found_by_the_beginning_of_its_name():
    assert pick_template("返京", DEFAULT_TEMPLATES) is RETURNING
    assert pick_template("返京登记", DEFAULT_TEMPLATES) is RETURNING
    assert pick_template("", DEFAULT_TEMPLATES) is None
    assert pick_template("车辆", DEFAULT_TEMPLATES) is None


def test_the_usual_times_follow_from_the_form():
    closes = usual_deadline(RETURNING, NOW, SHANGHAI)
    assert closes.astimezone(SHANGHAI).isoformat() == "2026-12-01T20:00:00+08:00"
    assert (usual_erasure(RETURNING, closes) - closes).days == 30


@pytest.mark.parametrize(
    ("closes", "erases", "key"),
    [
        (-1, 5, "form-deadline-past"),
        (400, 500, "form-open-too-long"),
        (5, 5, "form-erased-too-early"),
        (5, 4000, "form-kept-too-long"),
    ],
)
def test_times_that_cannot_be_are_refused(closes, erases, key):
    with pytest.raises(Refusal) as refusal:
        check_times(NOW + timedelta(days=closes), NOW + timedelta(days=erases), NOW)
    assert refusal.value.text.key == key


def test_times_that_can_be_pass():
    check_times(NOW + timedelta(days=1), NOW + timedelta(days=2), NOW)


def test_a_definition_survives_the_database():
    assert Definition.model_validate_json(RENOVATION.model_dump_json()) == RENOVATION
