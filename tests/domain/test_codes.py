"""Six-digit codes: how they are typed, and which are good."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.codes import (
    GUESSING_TIME,
    WRONG_AT_MOST,
    Code,
    Wrong,
    barred_until,
    digits_of,
    hash_code,
    judge,
    read_code,
)

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HASH = hash_code("gift", "306218")


def code(number=1, *, code_hash=HASH, created=0, expires=10, used=None):
    return Code(
        id=number,
        purpose="gift",
        subject="7",
        person_id=1,
        code_hash=code_hash,
        created_at=NOW + timedelta(minutes=created),
        expires_at=NOW + timedelta(minutes=expires),
        used_at=None if used is None else NOW + timedelta(minutes=used),
    )


@pytest.mark.parametrize(
    "words", ["306218", " 306 218 ", "３０６２１８", "306-218", "30 62 18", "306　218", "306·218"]
)
def test_six_digits_are_read_however_they_are_typed(words):
    assert read_code(words) == "306218"


@pytest.mark.parametrize("words", ["", "30621", "3062180", "码 306218", "三〇六二一八", "٣٠٦٢١٨"])
def test_what_is_not_six_digits_is_no_code(words):
    assert read_code(words) is None


def test_a_small_number_has_six_digits_too():
    assert digits_of(7) == "000007"
    assert read_code(digits_of(999_999)) == "999999"


def test_a_code_says_nothing_about_another_purpose():
    assert hash_code("gift", "306218") != hash_code("visit", "306218")


def test_a_live_code_is_good_until_the_moment_it_runs_out():
    assert judge([code()], HASH, NOW) == code()
    last = NOW + timedelta(minutes=10)
    assert judge([code()], HASH, last - timedelta(microseconds=1)) == code()
    assert judge([code()], HASH, last) is Wrong.EXPIRED


def test_a_used_code_is_not_good_again():
    assert judge([code(used=1)], HASH, NOW + timedelta(minutes=2)) is Wrong.USED


def test_nothing_is_known_of_digits_that_nobody_was_given():
    assert judge([], HASH, NOW) is Wrong.UNKNOWN
    assert judge([code(code_hash="x")], HASH, NOW) is Wrong.UNKNOWN


def test_digits_that_come_round_again_mean_the_live_code_and_else_the_latest():
    used, expired, live = code(1, used=1), code(2, created=20, expires=30), code(3, expires=99)
    late = NOW + timedelta(minutes=40)
    assert judge([used, expired, live], HASH, late) == live
    assert judge([used, expired], HASH, late) is Wrong.EXPIRED
    assert judge([expired, code(4, created=31, expires=60, used=32)], HASH, late) is Wrong.USED


def test_whoever_guesses_wrong_five_times_waits_until_the_first_of_them_is_long_ago():
    wrong = [NOW + timedelta(minutes=n) for n in range(WRONG_AT_MOST)]
    now = NOW + timedelta(minutes=5)
    assert barred_until(wrong[1:], now) is None
    assert barred_until(wrong, now) == NOW + GUESSING_TIME
    assert barred_until(wrong[::-1], now) == NOW + GUESSING_TIME
    assert barred_until(wrong, NOW + GUESSING_TIME) is None
    assert barred_until([*wrong, now], now) == wrong[1] + GUESSING_TIME
