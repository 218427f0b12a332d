"""Times that were said unclearly are asked back in words that can be typed."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.i18n import LANGUAGES, catalogues
from bot.render import Renderer
from domain.errors import Refusal
from domain.timing import (
    Moment,
    Reason,
    Span,
    Unclear,
    read_day,
    read_moment,
    read_span,
    split_leading_moment,
)
from handlers.asking import ask_back, clear, settled

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
RENDERER = Renderer(catalogues(), SHANGHAI, "the_bot", lambda: NOW)


def _asked(outcome, settle, lang="zh"):
    with pytest.raises(Refusal) as caught:
        settle(outcome)
    return RENDERER.words(caught.value.text, lang).split("\n")


def test_a_time_that_is_clear_is_an_instant():
    assert settled(read_moment("明天9点", NOW, SHANGHAI)) == datetime(2026, 11, 25, 1, tzinfo=UTC)


def test_a_day_or_a_span_that_is_clear_is_that():
    assert clear(read_day("12月5日", NOW, SHANGHAI)) == date(2026, 12, 5)
    assert isinstance(clear(read_span("9:00-11:00")), Span)


def test_an_hour_of_which_both_halves_of_the_day_are_ahead_is_asked_back_with_both():
    outcome = read_moment("明天8点", NOW, SHANGHAI)
    asked = _asked(outcome, settled)
    assert asked[0].startswith("是上午还是下午")
    assert asked[2:] == ["• 11月25日（周三）08:00", "• 11月25日（周三）20:00"]
    english = _asked(outcome, settled, "en")
    assert english[2:] == ["• Wed 25 Nov 08:00", "• Wed 25 Nov 20:00"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_listed_can_be_typed_back(lang):
    for line in _asked(read_moment("明天8点", NOW, SHANGHAI), settled, lang)[2:]:
        typed = line.removeprefix("• ")
        assert isinstance(read_moment(typed, NOW, SHANGHAI), Moment), typed
        assert isinstance(split_leading_moment(f"{typed} 停水", NOW, SHANGHAI)[0], Moment), typed
    for line in _asked(read_day("周二", NOW, SHANGHAI), clear, lang)[2:]:
        assert isinstance(read_day(line.removeprefix("• "), NOW, SHANGHAI), date), line


def test_a_day_is_asked_back_without_an_hour():
    assert _asked(read_day("周二", NOW, SHANGHAI), clear)[2:] == [
        "• 11月24日（周二）",
        "• 12月1日（周二）",
    ]
    assert _asked(read_day("周二", NOW, SHANGHAI), clear, "en")[3] == "• Tue 1 Dec"


def test_a_day_of_another_year_is_said_with_its_year():
    unclear = Unclear(reason=Reason.PAST, candidates=(Moment.at(NOW.replace(year=2027), SHANGHAI),))
    assert _asked(unclear, clear)[2:] == ["• 2027年11月24日（周三）"]
    assert _asked(unclear, clear, "en")[2:] == ["• Wed 24 Nov 2027"]


def test_what_could_be_anything_is_asked_back_without_a_list():
    assert len(_asked(read_moment("改天", NOW, SHANGHAI), settled)) == 1


def test_of_very_many_candidates_the_first_are_listed():
    many = tuple(Moment.at(NOW.replace(hour=hour), SHANGHAI) for hour in range(12))
    assert len(_asked(Unclear(reason=Reason.NO_TIME, candidates=many), settled)) == 8


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_of_its_own(reason, lang):
    said = {RENDERER.words(ask_back(Unclear(reason=other)), lang) for other in Reason}
    assert len(said) == len(Reason)
    assert RENDERER.words(ask_back(Unclear(reason=reason)), lang)
