"""The simple expressions of XLSForm: constraints and relevance (https://xlsform.org/en/#constraints).

Known are ``.``, ``${question}``, numbers, texts in quotes, ``= != < <= > >=``, ``and``, ``or``,
parentheses, ``not()``, ``selected()``, ``count-selected()``, ``regex()``, ``string-length()``,
``today()``, ``date()``, ``true()`` and ``false()``. Anything else is refused by name.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeVar

Size = TypeVar("Size", Decimal, date)

Value = str | bool | Decimal | date
"""What an expression can come to."""

LONGEST_MATCHED = 100
"""Characters of an answer that a regular expression is held against, so that it always ends."""

MOST_REPEATS = 3
"""Repeats without an end in one regular expression, for the same reason."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\"|‘[^’]*’|“[^”]*”)"
    r"|\$\{\s*(?P<question>[^}\s]+)\s*\}"
    r"|(?P<sign><=|>=|!=|=|<|>|\(|\)|,|-|\.(?!\d))|(?P<word>[A-Za-z][A-Za-z-]*))"
)
_COMPARE: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}
_ARGUMENTS = {
    "not": 1,
    "selected": 2,
    "count-selected": 1,
    "regex": 2,
    "string-length": 1,
    "today": 0,
    "date": 1,
    "true": 0,
    "false": 0,
}


class ExpressionError(ValueError):
    """An expression that is not understood; the message is the part that is not."""


@dataclass(frozen=True)
class Scope:
    """What an expression can look at.

    Args:
        values: the answers by question.
        today: the day in the community.
        answer: the answer that a constraint is about.
    """

    values: Mapping[str, str]
    today: date
    answer: str = ""


Rule = Callable[[Scope], Value]


@dataclass(frozen=True)
class Expression:
    """A rule with the questions that it looks at."""

    rule: Rule
    questions: frozenset[str]

    def holds(self, scope: Scope) -> bool:
        """Whether it is fulfilled."""
        return _truth(self.rule(scope))


@lru_cache(maxsize=2048)
def read_expression(words: str) -> Expression:
    """An expression as it is written in a workbook or the config.

    Raises:
        ExpressionError: that quotes what is not understood.
    """
    reader = _Reader(_tokens(words))
    rule = reader.either()
    if reader.left():
        raise ExpressionError(reader.left())
    return Expression(rule, frozenset(reader.questions))


def _tokens(words: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position, end = 0, len(words.rstrip())
    while position < end:
        found = _TOKEN.match(words, position)
        if found is None:
            raise ExpressionError(words[position:].strip()[:20])
        kind = str(found.lastgroup)
        value = found[kind]
        tokens.append((kind, value[1:-1] if kind == "text" else value))
        position = found.end()
    return tokens


class _Reader:
    """Reads tokens by recursive descent: or, and, comparison, operand."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._next = 0
        self.questions: set[str] = set()

    def left(self) -> str:
        """The token that comes next, or nothing at the end."""
        return self._tokens[self._next][1] if self._next < len(self._tokens) else ""

    def either(self) -> Rule:
        """Terms joined by ``or``."""
        rules = [self._both()]
        while self._take("word", "or"):
            rules.append(self._both())
        return rules[0] if len(rules) == 1 else lambda scope: any(_truth(r(scope)) for r in rules)

    def _both(self) -> Rule:
        rules = [self._comparison()]
        while self._take("word", "and"):
            rules.append(self._comparison())
        return rules[0] if len(rules) == 1 else lambda scope: all(_truth(r(scope)) for r in rules)

    def _comparison(self) -> Rule:
        left = self._operand()
        sign = self.left()
        if sign not in _COMPARE or not self._take("sign", sign):
            return left
        right = self._operand()
        return lambda scope: _compare(left(scope), sign, right(scope))

    def _operand(self) -> Rule:
        if self._take("sign", "("):
            inner = self.either()
            self._expect(")")
            return inner
        minus = self._take("sign", "-")
        kind, value = self._any()
        if kind == "number":
            number = Decimal(value) * (-1 if minus else 1)
            return lambda _scope: number
        if minus:
            raise ExpressionError("-")
        return self._simple(kind, value)

    def _simple(self, kind: str, value: str) -> Rule:
        if kind == "text":
            return lambda _scope: value
        if kind == "question":
            self.questions.add(value)
            return lambda scope: scope.values.get(value, "")
        if (kind, value) == ("sign", "."):
            return lambda scope: scope.answer
        if kind == "word" and value in _ARGUMENTS:
            return self._call(value)
        raise ExpressionError(value)

    def _call(self, name: str) -> Rule:
        self._expect("(")
        pattern = self._tokens[self._next :]
        arguments: list[Rule] = []
        while not self._take("sign", ")"):
            if arguments:
                self._expect(",")
                pattern = self._tokens[self._next :]
            arguments.append(self.either())
        if len(arguments) != _ARGUMENTS[name]:
            raise ExpressionError(f"{name}()")
        if name == "regex":
            return _matcher(arguments[0], pattern[0])
        return _function(name, arguments)

    def _any(self) -> tuple[str, str]:
        if self._next >= len(self._tokens):
            raise ExpressionError("…")
        self._next += 1
        return self._tokens[self._next - 1]

    def _take(self, kind: str, value: str) -> bool:
        if self._next < len(self._tokens) and self._tokens[self._next] == (kind, value):
            self._next += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._take("sign", sign):
            raise ExpressionError(self.left() or sign)


def _function(name: str, arguments: list[Rule]) -> Rule:
    calls: dict[str, Callable[[Scope], Value]] = {
        "not": lambda scope: not _truth(arguments[0](scope)),
        "selected": lambda scope: str(arguments[1](scope)) in str(arguments[0](scope)).split(),
        "count-selected": lambda scope: Decimal(len(str(arguments[0](scope)).split())),
        "string-length": lambda scope: Decimal(len(str(arguments[0](scope)))),
        "today": lambda scope: scope.today,
        "date": lambda scope: _day(arguments[0](scope)) or "",
        "true": lambda _scope: True,
        "false": lambda _scope: False,
    }
    return calls[name]


def _matcher(subject: Rule, written: tuple[str, str]) -> Rule:
    kind, words = written
    if kind != "text":
        raise ExpressionError("regex()")
    check_pattern(words)
    pattern = re.compile(words, re.ASCII)
    return lambda scope: (
        pattern.fullmatch(text) is not None
        if len(text := str(subject(scope))) <= LONGEST_MATCHED
        else False
    )


_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
_REPEAT = re.compile(r"[*+?]|\{\d*,?\d*\}")


def check_pattern(words: str) -> None:
    """Refuse a regular expression that could take for ever, or that is none.

    A repeated group must not repeat or choose within itself, nothing refers back, and no more
    than a few repeats are without an end. What is left takes at most as many steps as the cube of
    the length of the answer.

    Raises:
        ExpressionError: that quotes it.
    """
    try:
        re.compile(words)
    except re.error as error:
        raise ExpressionError(words[:20]) from error
    bare = re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "x", re.sub(r"\\[^1-9]", "x", words))
    if "\\" in bare or "(?" in re.sub(r"\(\?:", "(", bare):
        raise ExpressionError(words[:20])
    if len(_ENDLESS.findall(bare)) > MOST_REPEATS or _has_repeat_in_repeat(bare):
        raise ExpressionError(words[:20])


def _has_repeat_in_repeat(bare: str) -> bool:
    starts: list[int] = []
    for place, sign in enumerate(bare):
        if sign == "(":
            starts.append(place + 1)
        elif sign == ")":
            inside = bare[starts.pop() : place].removeprefix("?:")
            choosing = "|" in inside or _REPEAT.search(inside)
            if choosing and _ENDLESS.match(bare, place + 1):
                return True
            if choosing and re.match(r"\{", bare[place + 1 :]):
                return True
    return False


def _truth(value: Value) -> bool:
    return bool(value)


def _compare(left: Value, sign: str, right: Value) -> bool:
    """Numbers and dates by their size, anything else only as the same or another text.

    A question without an answer is neither smaller nor larger than anything.
    """
    order = _order(_number(left), _number(right))
    if order is None:
        order = _order(_day(left), _day(right))
    if order is not None:
        return _COMPARE[sign](order)
    if sign in {"=", "!="}:
        return _COMPARE[sign](int(str(left) != str(right)))
    return False


def _order(left: Size | None, right: Size | None) -> int | None:
    """-1, 0 or 1 for smaller, equal and larger; none where one of them is missing."""
    if left is None or right is None:
        return None
    return (left > right) - (left < right)


def _number(value: Value) -> Decimal | None:
    if isinstance(value, bool | date):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(value: Value) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
