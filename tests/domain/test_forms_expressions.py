import time

import pytest

from domain.forms.expressions import (
    LONGEST_MATCHED,
    ExpressionError,
    Scope,
    check_pattern,
    read_expression,
)
from tests.support.forms import TODAY


def _holds(words, answer="", **values):
    return read_expression(words).holds(Scope(values=values, today=TODAY, answer=answer))


@pytest.mark.parametrize(
    ("words", "answer", "values", "holds"),
    [
        (". >= 0 and . <= 120", "120", {}, True),
        (". >= 0 and . <= 120", "121", {}, False),
        (". > -5", "-4", {}, True),
        (". < 2.5", "2.5", {}, False),
        ("${q} = 'yes'", "", {"q": "yes"}, True),
        ("${q} = 'yes'", "", {}, False),
        ("${q} != 'yes'", "", {"q": "no"}, True),
        ('${q} = “yes” or ${p} = "no"', "", {"p": "no"}, True),
        ("not(${q} = 'yes') and true()", "", {"q": "no"}, True),
        ("false() or ( ${a} = 1 and ${b} = 2.0 )", "", {"a": "1", "b": "2"}, True),
        ("selected(${q}, 'b')", "", {"q": "a b"}, True),
        ("selected(${q}, 'c')", "", {"q": "a b"}, False),
        ("count-selected(.) <= 2", "a b", {}, True),
        ("string-length(.) = 3", "abc", {}, True),
        ("regex(., '[A-Z]\\d{4}')", "G1234", {}, True),
        ("regex(., '[A-Z]\\d{4}')", "G12345", {}, False),
        (". <= today()", "2026-11-24", {}, True),
        (". <= today()", "2026-11-25", {}, False),
        (". >= date('2026-01-01')", "2025-12-31", {}, False),
        (". >= ${start}", "2026-12-02", {"start": "2026-12-01"}, True),
        (". > 5", "", {}, False),
        (". < 5", "many", {}, False),
        (". < 5", "nan", {}, False),
        ("date(.) = ''", "soon", {}, True),
        ("${q}", "", {"q": "x"}, True),
        ("today() = '2026-11-24'", "", {}, True),
        ("true() = 'True'", "", {}, True),
    ],
)
def test_an_expression_is_read_as_in_xlsform(words, answer, values, holds):
    assert _holds(words, answer, **values) is holds


def test_an_expression_knows_the_questions_it_looks_at():
    assert read_expression("${a} = 1 or selected(${b}, 'x')").questions == {"a", "b"}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (". + 1 > 2", "+ 1 > 2"),
        ("pulldata('a', 'b') = 1", "pulldata"),
        (". >", "…"),
        ("(. > 1", ")"),
        (". > 1 .", "."),
        ("regex(., ${pattern})", "regex()"),
        ("selected(${a})", "selected()"),
        ("- 'x' = 1", "-"),
        (". > 1 and", "…"),
        ("regex(., '(a+)+')", "(a+)+"),
        ("not .", "."),
    ],
)
def test_what_is_not_understood_is_quoted(words, part):
    with pytest.raises(ExpressionError) as error:
        read_expression(words)
    assert str(error.value) == part


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+", "(a|b)*", "(a|aa){2,}", "(a?){9}", r"(a)\1", "(?=a)b", "a*b*c*d*", "[", "((a*))*"],
)
def test_a_pattern_that_could_take_for_ever_is_refused(pattern):
    with pytest.raises(ExpressionError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [r"1[3-9]\d{9}", r"(?:京|津)[A-Z][A-Z0-9]{5,6}", "[^)(]*", r"(ab)+", r"\(\d+\)", "[]a]+"],
)
def test_a_pattern_of_the_field_is_taken(pattern):
    check_pattern(pattern)


def test_a_pattern_always_ends_soon():
    rule = read_expression("regex(., '[a-z]*[a-z]*[a-z]*1')")
    began = time.perf_counter()
    assert not rule.holds(Scope(values={}, today=TODAY, answer="a" * LONGEST_MATCHED))
    assert not rule.holds(Scope(values={}, today=TODAY, answer="1" * (LONGEST_MATCHED + 1)))
    assert time.perf_counter() - began < 1
