import pytest

from domain.errors import Refusal
from domain.messages import text
from domain.reports.words import MAX_LENGTH, check_body, shorten


def test_a_report_on_one_line():
    assert shorten("电梯坏了\n  3单元") == "电梯坏了 3单元"


def test_a_long_report_is_cut_where_the_line_ends():
    assert shorten("长" * 60) == "长" * 60
    assert shorten("长" * 61) == "长" * 59 + "…"
    assert shorten("一二三四", 3) == "一二…"


def test_the_words_of_a_report_are_tidied_at_both_ends_only():
    assert check_body("\n 电梯\n坏了 ") == "电梯\n坏了"


def test_more_than_a_message_can_show_is_refused():
    assert check_body("长" * MAX_LENGTH) == "长" * MAX_LENGTH
    with pytest.raises(Refusal) as refusal:
        check_body("长" * (MAX_LENGTH + 1))
    assert refusal.value.text == text("report-too-long", length=3001, allowed=3000)
