from datetime import date
from decimal import Decimal

import pytest

from domain.errors import Refusal
from domain.forms.identity import (
    check_digit,
    mask_identity,
    mask_mobile,
    mask_words,
    read_identity,
    read_mobile,
)
from domain.forms.model import LONGEST_ANSWER, Kind
from domain.forms.reading import check_constraint, is_unusual, read_answer, shown
from tests.support.forms import (
    IDENTITY,
    NOW,
    PHONE,
    SHANGHAI,
    TODAY,
    choices,
    identity_of,
    question,
)


def _read(kind, words, **more):
    return read_answer(question(kind=kind, **more), words, NOW, SHANGHAI)


def _refused(kind, words, **more):
    with pytest.raises(Refusal) as refusal:
        _read(kind, words, **more)
    return refusal.value.text.key


@pytest.mark.parametrize(
    "words",
    ["13812341234", "138 1234 1234", "138-1234-1234", "+8613812341234", "１３８１２３４１２３４"],
)
def test_a_mobile_number_is_read_however_it_is_written(words):
    assert _read(Kind.MOBILE, words) == PHONE


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("1381234123", "form-bad-mobile-length"),
        ("138123412345", "form-bad-mobile-length"),
        ("12812341234", "form-bad-mobile-prefix"),
        ("一三八", "form-bad-mobile"),
        ("没有", "form-bad-mobile"),
    ],
)
def test_a_mobile_number_that_cannot_be_one_is_explained(words, key):
    assert _refused(Kind.MOBILE, words) == key


def test_an_identity_number_passes_by_its_checksum():
    """The number is the example of GB 11643-1999 itself."""
    assert _read(Kind.IDENTITY, IDENTITY.lower()) == IDENTITY
    assert check_digit(IDENTITY) == "X"
    assert _read(Kind.IDENTITY, "110105 19491231 002x") == IDENTITY


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("110105491231002", "form-old-identity"),
        ("1101051949123100", "form-bad-identity-length"),
        ("110105194912310021", "form-bad-identity-check"),
        ("990105194912310028", "form-bad-identity-digits"),
        ("110105194913310021", "form-bad-identity-digits"),
        ("110105202712310021", "form-bad-identity-digits"),
        ("110105179912310021", "form-bad-identity-digits"),
        ("我的身份证", "form-bad-identity"),
    ],
)
def test_an_identity_number_that_cannot_be_one_is_explained(words, key):
    assert _refused(Kind.IDENTITY, words) == key


def test_every_single_slip_in_an_identity_number_is_noticed():
    for place in range(17):
        for digit in "0123456789":
            wrong = IDENTITY[:place] + digit + IDENTITY[place + 1 :]
            if wrong == IDENTITY:
                continue
            with pytest.raises(Refusal):
                read_identity(wrong, TODAY)


def test_made_up_identity_numbers_of_the_tests_are_right():
    assert all(read_identity(identity_of(n), TODAY) for n in range(0, 1200, 97))
    assert len({identity_of(n) for n in range(1200)}) == 1200


def test_what_is_sensitive_is_masked():
    assert mask_mobile(PHONE) == "138****1234"
    assert mask_identity("110105194912310021") == "1101**********0021"
    assert mask_words("张三") == "张**"
    assert not mask_words("")


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (Kind.TEXT, "  河北省 \n 保定 ", "河北省 \n 保定"),
        (Kind.INTEGER, "3 口人", "3"),
        (Kind.INTEGER, "+３", "3"),
        (Kind.INTEGER, "-0", "0"),
        (Kind.DECIMAL, "65.50平方米", "65.50"),
        (Kind.DECIMAL, "7", "7"),
        (Kind.DATE, "2026-12-05", "2026-12-05"),
        (Kind.DATE, "1956年3月4日", "1956-03-04"),
        (Kind.DATE, "19560304", "1956-03-04"),
        (Kind.DATE, "今天", "2026-11-24"),
        (Kind.DATE, "昨天", "2026-11-23"),
        (Kind.DATE, "11月20日", "2026-11-20"),
        (Kind.DATE, "12.5", "2026-12-05"),
        (Kind.DATE, "1月2日", "2027-01-02"),
    ],
)
def test_an_answer_is_kept_in_one_form(kind, words, value):
    assert _read(kind, words) == value


@pytest.mark.parametrize(
    ("kind", "words", "key"),
    [
        (Kind.TEXT, "  ", "form-needs-words"),
        (Kind.TEXT, "长" * (LONGEST_ANSWER + 1), "form-too-long"),
        (Kind.INTEGER, "三四个", "form-bad-integer"),
        (Kind.INTEGER, "3.5", "form-bad-integer"),
        (Kind.INTEGER, "١٢", "form-bad-integer"),
        (Kind.DECIMAL, "3.5.1", "form-bad-decimal"),
        (Kind.DATE, "2026-13-05", "form-no-such-day"),
        (Kind.DATE, "2月30日", "form-no-such-day"),
        (Kind.DATE, "过几天", "form-bad-date"),
        (Kind.PHOTO, "没有照片", "form-needs-photo"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_explained(kind, words, key):
    assert _refused(kind, words) == key


def test_a_date_keeps_to_its_range():
    bounds = {"earliest": date(2026, 1, 1), "latest": date(2026, 12, 31)}
    assert _read(Kind.DATE, "2026-12-31", **bounds) == "2026-12-31"
    assert _refused(Kind.DATE, "2025-12-31", **bounds) == "form-too-early"
    assert _refused(Kind.DATE, "2027-01-01", **bounds) == "form-too-late"


def test_a_leap_day_is_a_day_in_its_year():
    assert _read(Kind.DATE, "2024-2-29") == "2024-02-29"
    assert _refused(Kind.DATE, "2023-2-29") == "form-no-such-day"


def test_a_choice_may_be_typed_by_its_words_or_its_number():
    one = {"choices": choices("a", "b")}
    assert _read(Kind.ONE, "选b", **one) == "b"
    assert _read(Kind.ONE, "1", **one) == "a"
    assert _refused(Kind.ONE, "都不是", **one) == "form-press-a-choice"
    assert _read(Kind.SEVERAL, "选b、选a", **one) == "a b"


def test_a_rule_of_the_form_is_told_in_its_own_words():
    rule = question(constraint=". >= 0 and . <= 120", constraint_message="请写岁数")
    check_constraint(rule, "80", {}, TODAY)
    check_constraint(question(), "any", {}, TODAY)
    with pytest.raises(Refusal) as refusal:
        check_constraint(rule, "121", {}, TODAY)
    assert refusal.value.text.args["message"] == "请写岁数"
    with pytest.raises(Refusal) as refusal:
        check_constraint(question(constraint=". = 'x'"), "y", {}, TODAY)
    assert refusal.value.text.key == "form-against-some-rule"


def test_a_number_beyond_what_is_usual_is_unusual():
    bounded = question(kind=Kind.INTEGER, least=Decimal(1), most=Decimal(8))
    assert [is_unusual(bounded, value) for value in ("0", "1", "8", "9", "")] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert is_unusual(question(kind=Kind.INTEGER, most=Decimal(8)), "9")
    assert not is_unusual(question(kind=Kind.INTEGER, least=Decimal(1)), "9")
    assert not is_unusual(question(kind=Kind.INTEGER), "9")


def test_an_answer_is_shown_in_words_and_masked_where_it_is_sensitive():
    several = question(kind=Kind.SEVERAL, choices=choices("a", "b"))
    assert shown(several, "a b", full=False) == "选a、选b"
    assert shown(question(kind=Kind.ONE, choices=choices("a")), "gone", full=False) == "gone"
    assert shown(question(kind=Kind.MOBILE), PHONE, full=False) == "138****1234"
    assert shown(question(kind=Kind.MOBILE), PHONE, full=True) == PHONE
    assert shown(question(kind=Kind.IDENTITY), IDENTITY, full=False) == "1101**********002X"
    assert shown(question(sensitive=True), "糖尿病", full=False) == "糖**"
    assert shown(question(kind=Kind.PHOTO), "file", full=False) == "file"
    assert not shown(question(), "", full=False)


def test_a_mobile_number_with_foreign_digits_is_none():
    with pytest.raises(Refusal):
        read_mobile("١٣٨١٢٣٤١٢٣٤")
