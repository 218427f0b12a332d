import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import normalise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("０１２３４５６７８９", "0123456789"),
        ("／报修　３单元，电梯坏了！", "/报修 3单元,电梯坏了!"),
        ("＠第一网格 ＃12 人数＝6", "@第一网格 #12 人数=6"),
        ("9：00－11：00", "9:00-11:00"),
        ("14:00～16:00", "14:00~16:00"),
        ("a\u00a0b\u2003c\u202fd\u3000e", "a b c d e"),
        ("「停水」。一、二（三）？", "「停水」。一、二（三）？"),
        ("第一行\n第二行\t", "第一行\n第二行\t"),
    ],
)
def test_full_width_signs_become_their_half_width_twins(typed, read):
    assert normalise(typed) == read


@given(st.text())
def test_normalising_twice_changes_nothing_more_and_keeps_positions(text):
    once = normalise(text)
    assert normalise(once) == once
    assert len(once) == len(text)
