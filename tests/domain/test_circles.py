import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.circles import (
    WHOLE_COMMUNITY,
    Circle,
    CircleKind,
    CircleSummary,
    by_grid,
    code_of,
    list_grids,
    pick,
    read_grid,
    read_setup,
    some_grid,
)
from domain.errors import Refusal

GRIDS = ("第一网格", "第二网格")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", (None, None)),
        ("第一网格", ("第一网格", None)),
        ("党员圈", (None, CircleKind.PARTY)),
        ("第二网格 团购圈", ("第二网格", CircleKind.GROUP_BUY)),
        ("团购圈 第二网格", ("第二网格", CircleKind.GROUP_BUY)),
        ("第二网格,社团圈", ("第二网格", CircleKind.CLUB)),
        ("第二网格、社团圈", ("第二网格", CircleKind.CLUB)),
        ("第二网格社团圈", ("第二网格", CircleKind.CLUB)),
        ("  第一网格   第一网格 ", ("第一网格", None)),
        ("全部", (WHOLE_COMMUNITY, None)),
        ("ALL neighbor circle", (WHOLE_COMMUNITY, CircleKind.NEIGHBOURS)),
        ("第一网格 group buy", ("第一网格", CircleKind.GROUP_BUY)),
    ],
)
def test_a_setup_is_read_in_any_order_and_with_any_gap(words, expected):
    assert read_setup(words, GRIDS) == expected


def test_grids_may_have_spaces_capitals_and_full_width_digits_and_begin_alike():
    grids = ("Grid 1", "Grid 12", "第１网格", "第１网格甲")
    assert read_setup("grid 12 club", grids) == ("Grid 12", CircleKind.CLUB)
    assert read_setup("Grid 1", grids) == ("Grid 1", None)
    assert read_setup("第1网格甲", grids) == ("第１网格甲", None)
    assert read_grid("第1网格", grids) == "第１网格"


@pytest.mark.parametrize(
    ("words", "word"),
    [("第九网格", "第九网格"), ("第一网格 火星圈", "火星圈"), ("allotment", "allotment")],
)
def test_a_word_that_is_neither_is_named_with_what_is_allowed(words, word):
    with pytest.raises(Refusal) as refusal:
        read_setup(words, GRIDS)
    assert refusal.value.text.key == "setup-unknown-word"
    assert refusal.value.text.args["word"] == word
    assert refusal.value.text.args["grids"] == "第一网格、第二网格、全部"


@pytest.mark.parametrize("words", ["第一网格 第二网格", "第一网格 全部", "党员圈 社团圈"])
def test_two_of_one_sort_are_asked_back(words):
    with pytest.raises(Refusal) as refusal:
        read_setup(words, GRIDS)
    assert refusal.value.text.key == "setup-too-many"


@pytest.mark.parametrize("words", ["", "第一", "第一网格 第二网格", "第一网格邻里圈"])
def test_one_grid_is_one_grid(words):
    with pytest.raises(Refusal) as refusal:
        read_grid(words, GRIDS)
    assert refusal.value.text.key == "grid-unknown"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(words):
    try:
        grid, kind = read_setup(words, GRIDS)
    except Refusal:
        return
    assert grid in {None, WHOLE_COMMUNITY, *GRIDS}
    assert kind is None or kind in CircleKind


def test_there_is_always_a_grid_to_show():
    assert some_grid(GRIDS) == "第一网格"
    assert some_grid(()) == WHOLE_COMMUNITY
    assert list_grids(()) == WHOLE_COMMUNITY


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, unique=True))
def test_a_word_is_found_again_by_its_short_name(words):
    for word in words:
        assert pick(code_of(word), tuple(words)) == word
        assert len(code_of(word)) == 8


def test_a_short_name_of_nothing_is_out_of_date():
    with pytest.raises(Refusal) as refusal:
        pick("00000000", GRIDS)
    assert refusal.value.text.key == "button-outdated"


def test_circles_are_grouped_as_the_config_has_their_grids():
    circles = [
        _summary("书画社", None),
        _summary("10号楼", "第二网格"),
        _summary("2号楼", "第二网格"),
        _summary("老楼", "从前的网格"),
        _summary("1号楼", "第一网格"),
    ]
    groups = [(grid, [s.circle.title for s in group]) for grid, group in by_grid(circles, GRIDS)]
    assert groups == [
        ("第一网格", ["1号楼"]),
        ("第二网格", ["2号楼", "10号楼"]),
        ("从前的网格", ["老楼"]),
        (None, ["书画社"]),
    ]


@given(st.lists(st.text(max_size=10)))
def test_any_titles_can_be_put_in_order(titles):
    groups = by_grid([_summary(title, "第一网格") for title in titles], GRIDS)
    assert sum(len(group) for _, group in groups) == len(titles)


def _summary(title, grid):
    circle = Circle(id=1, chat_id=-1, title=title, kind=CircleKind.NEIGHBOURS, grid=grid)
    return CircleSummary(circle=circle, members=0, captains=())
