"""Whom words are for, as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.audience import Audience, take_anywhere, take_leading
from domain.circles import Circle, CircleKind
from domain.errors import Refusal

GRIDS = ("第一网格", "第二网格", "North")


def circle(number, title, *, grid="第一网格", kind=CircleKind.NEIGHBOURS):
    return Circle(id=number, chat_id=-number, title=title, kind=kind, grid=grid)


CIRCLES = (
    circle(3, "3号楼邻里圈"),
    circle(4, "4号楼 邻里圈"),
    circle(13, "13号楼邻里圈", grid="第二网格"),
    circle(5, "书画社", grid=None, kind=CircleKind.CLUB),
    circle(6, "书画社 周末班", grid=None, kind=CircleKind.CLUB),
    circle(7, "Book Club 2", grid=None, kind=CircleKind.CLUB),
    circle(8, "7号楼东邻里圈"),
    circle(9, "7号楼西邻里圈"),
    circle(10, "同名圈"),
    circle(11, "同名圈", grid="第二网格"),
    circle(12, " "),
)
EVERYONE = Audience(everyone=True)
FIRST = Audience(grids=("第一网格",))
PARTY = Audience(kinds=(CircleKind.PARTY,))


def of(*numbers):
    return Audience(circles=numbers)


def leading(words):
    audience, end = take_leading(words, GRIDS, CIRCLES)
    return audience, words[end:]


def anywhere(words):
    return take_anywhere(words, GRIDS, CIRCLES)


@pytest.mark.parametrize(
    ("words", "audience", "rest"),
    [
        ("今晚停水", None, "今晚停水"),
        ("", None, ""),
        ("a@b.cn 来信", None, "a@b.cn 来信"),
        ("@全部 今晚停水", EVERYONE, "今晚停水"),
        ("@全部：今晚停水", EVERYONE, "今晚停水"),
        ("＠ALL 今晚停水", EVERYONE, "今晚停水"),
        ("@第一网格\n今晚停水", FIRST, "今晚停水"),
        ("  @第一网格，停水", FIRST, "停水"),
        ("@第一网格居民请注意", FIRST, "居民请注意"),
        ("@north 停水", Audience(grids=("North",)), "停水"),
        ("@党员圈 开会", PARTY, "开会"),
        ("@party members' circle: meet", PARTY, "meet"),
        ("@第一网格 @党员圈 开会", FIRST | PARTY, "开会"),
        ("@第一网格、@党员圈，开会", FIRST | PARTY, "开会"),
        ("@第一网格+@党员圈 +1", FIRST | PARTY, "+1"),
        ("@第一网格@党员圈开会", FIRST | PARTY, "开会"),
        ("@第一网格 @第一网格 开会", FIRST, "开会"),
        ("@3号楼邻里圈 停水", of(3), "停水"),
        ("@3号楼 停水", of(3), "停水"),
        ("@３号楼 停水", of(3), "停水"),
        ("@4号楼 邻里圈 停水", of(4), "停水"),
        ("@4号楼 停水", of(4), "停水"),
        ("@13 停水", of(13), "停水"),
        ("@书画社 停课", of(5), "停课"),
        ("@书画社 周末班 停课", of(6), "停课"),
        ("@书画社 周末有课", of(5), "周末有课"),
        ("@book club 2 meets", of(7), "meets"),
        ("@Book meets", of(7), "meets"),
        ("@同名圈 停水", of(10, 11), "停水"),
        ("@第一网格 @ana_li 请看", FIRST, "@ana_li 请看"),
        ("@第一网格 @ 5元", FIRST, "@ 5元"),
        ("@第一网格 a@b.cn", FIRST, "a@b.cn"),
        ("@全部", EVERYONE, ""),
    ],
)
def test_selectors_are_read_from_the_start_of_words(words, audience, rest):
    assert leading(words) == (audience, rest)


@pytest.mark.parametrize(
    ("words", "audience", "rest"),
    [
        ("今晚停水", None, "今晚停水"),
        ("停水 @第一网格", FIRST, "停水"),
        ("停水 @第一网格 @党员圈 请储水", FIRST | PARTY, "停水 请储水"),
        ("@3号楼 停水 @党员圈", of(3) | PARTY, "停水"),
        ("停水\n＠第一网格", FIRST, "停水"),
        ("问 @ana_li 或 a@b.cn @第一网格", FIRST, "问 @ana_li 或 a@b.cn"),
        ("@ana_li", None, "@ana_li"),
        ("苹果 @ 5元", None, "苹果 @ 5元"),
        ("停水＠第一网格", None, "停水＠第一网格"),
        ("ＡＢＣ @全部", EVERYONE, "ＡＢＣ"),
    ],
)
def test_selectors_are_taken_out_of_words_wherever_they_stand(words, audience, rest):
    assert anywhere(words) == (audience, rest)


@pytest.mark.parametrize("take", [take_leading, take_anywhere])
def test_an_unknown_name_is_answered_with_what_there_is(take):
    with pytest.raises(Refusal) as caught:
        take("@第九王国 停水", GRIDS, ())
    assert caught.value.text.key == "audience-unknown"
    assert caught.value.text.args == {
        "word": "第九王国",
        "grids": "第一网格、第二网格、North、全部",
        "kinds": "邻里圈、党员圈、社团圈、团购圈",
    }


def test_a_misspelt_title_is_answered_with_the_nearest():
    with pytest.raises(Refusal) as caught:
        leading("@3号楼临里圈 停水")
    assert caught.value.text.key == "audience-unknown-near"
    assert caught.value.text.args["titles"].startswith("@3号楼邻里圈")


@pytest.mark.parametrize("words", ["@ana_li 你好", "@ 全部", "@"])
def test_what_comes_first_is_meant_for_somebody_we_know(words):
    with pytest.raises(Refusal) as caught:
        leading(words)
    assert caught.value.text.key.startswith("audience-unknown")


def test_a_second_name_that_is_unknown_is_not_taken_for_text():
    with pytest.raises(Refusal) as caught:
        leading("@第一网格 @第九网格 停水")
    assert caught.value.text.args["word"] == "第九网格"


@pytest.mark.parametrize("take", [leading, anywhere])
def test_the_beginning_of_several_titles_is_asked_back(take):
    with pytest.raises(Refusal) as caught:
        take("@7号楼 停水")
    assert caught.value.text.key == "audience-ambiguous"
    assert caught.value.text.args == {"word": "7号楼", "titles": "@7号楼东邻里圈、@7号楼西邻里圈"}


def test_of_very_many_titles_that_begin_so_a_few_are_shown():
    many = [circle(n, f"8号楼{n}单元") for n in range(1, 9)]
    with pytest.raises(Refusal) as caught:
        take_leading("@8号楼", GRIDS, many)
    assert caught.value.text.args["titles"].count("@") == 5
    assert caught.value.text.args["titles"].endswith("…")


@pytest.mark.parametrize(
    ("audience", "numbers"),
    [
        (Audience(), set()),
        (EVERYONE, {c.id for c in CIRCLES}),
        (Audience(grids=("第二网格",)), {11, 13}),
        (Audience(kinds=(CircleKind.CLUB,)), {5, 6, 7}),
        (of(3), {3}),
        (
            Audience(grids=("第二网格",), kinds=(CircleKind.CLUB,), circles=(3,)),
            {3, 5, 6, 7, 11, 13},
        ),
    ],
)
def test_an_audience_is_all_that_any_selector_names(audience, numbers):
    assert {c.id for c in CIRCLES if audience.matches(c)} == numbers


WORDS = st.text(
    st.sampled_from("@＠,、+: \n3号楼邻里圈第一网格全部党员ana_李İ"), min_size=0, max_size=30
)


@given(words=WORDS)
def test_whatever_is_typed_the_rest_is_an_end_of_it(words):
    try:
        audience, end = take_leading(words, GRIDS, CIRCLES)
        told, left = anywhere(words)
    except Refusal:
        return
    assert 0 <= end <= len(words)
    assert (end > 0) == (audience is not None)
    assert len(left) <= len(words)
    assert audience is None or told is not None
