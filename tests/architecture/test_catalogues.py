import ast
import re

import pytest

from bot.i18n import LANGUAGES
from domain.permissions import Role
from domain.reports import TRANSITIONS, ReportState, Step
from handlers import features
from tests.architecture.source import ROOT, modules, short
from tests.support.catalogue import messages

TALKERS = ("bot", "domain", "handlers")
MAKERS = {"text": 0, "Refusal": 0}
"""What makes a text, and where among its arguments the id stands."""

_MENU = [route for routes in features() for route in routes.all if route.kind == "command"]

FAMILIES = {
    "btn-{step}": list(TRANSITIONS),
    "event-{event.step}": list(Step),
    "help-{route.name}": [route.name for route in _MENU if route.menu],
    "help-{command}": [route.name for route in _MENU if route.menu],
    "help-about-{feature}": {route.feature for route in _MENU if route.menu},
    "lang-{code}": LANGUAGES,
    "role-{highest}": list(Role),
    "role-{holders(needed)[0]}": [role for role in Role if role is not Role.STRANGER],
    "state-{filed.state}": list(ReportState),
    # A ticket that is taken already has a refusal of its own.
    "state-{report.state}": [s for s in ReportState if s is not ReportState.TAKEN],
}
"""The ids that are put together, as they stand in the source, and what may stand in the hole."""

CATALOGUES = sorted((ROOT / "bot" / "locales").rglob("*.ftl"))

MARKS = {"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "u"}
"""The ones we use of Telegram's (https://core.telegram.org/bots/api#html-style)."""

_TAG = re.compile(r"<(/?)([\w-]+)[^>]*>")
_HOLE = re.compile(r"\{.*\}")


def _calls():
    """Every text that is made: where, the id, and the values it is given."""
    for module in modules(*TALKERS):
        for name, call in module.calls():
            if name in MAKERS and call.args:
                values = {word.arg for word in call.keywords} - {"start"}
                for key in _ids(call.args[0]):
                    yield f"{module.name}:{call.lineno}", key, values


def _ids(value):
    """The ids that an expression can name; none for a variable, whose ids stand elsewhere."""
    match value:
        case ast.Constant():
            return [value.value]
        case ast.IfExp():
            return [*_ids(value.body), *_ids(value.orelse)]
        case ast.JoinedStr():
            return _family(value)
        case _:
            return []


def _family(value):
    pattern = ast.unparse(value)[2:-1]
    assert pattern in FAMILIES, f"say in FAMILIES what may stand in the hole of {pattern}"
    return [_HOLE.sub(str(word), pattern) for word in FAMILIES[pattern]]


def _families_in_use():
    return {
        ast.unparse(node)[2:-1]
        for module in modules(*TALKERS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.JoinedStr)
    }


def test_all_languages_have_the_same_texts_with_the_same_values():
    first, *others = (messages(lang) for lang in LANGUAGES)
    for other in others:
        assert other == first


def test_every_text_that_is_used_is_in_the_catalogues():
    known = messages(LANGUAGES[0])
    assert not [(where, key) for where, key, _ in _calls() if key not in known]


def test_every_text_in_the_catalogues_is_used():
    literal = {words for module in modules(*TALKERS) for words in module.strings()}
    made = {_HOLE.sub(str(w), pattern) for pattern, words in FAMILIES.items() for w in words}
    assert not set(messages(LANGUAGES[0])) - literal - made


def test_every_text_gets_the_values_it_uses():
    known = messages(LANGUAGES[0])
    missing = [
        (where, key, name)
        for where, key, values in _calls()
        for name in known[key][1]
        if name not in values
    ]
    assert not missing


def test_no_family_of_ids_is_kept_that_nobody_uses():
    assert set(FAMILIES) <= _families_in_use()


@pytest.mark.parametrize("path", CATALOGUES, ids=short)
def test_a_mark_ends_on_the_line_where_it_begins(path):
    """A long text is cut at line ends, and a mark that spans two would be cut in half."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert not [(number, line) for number, line in lines if _left_open(line)]


@pytest.mark.parametrize("path", CATALOGUES, ids=short)
def test_telegram_knows_every_mark(path):
    used = {tag for _, tag in _TAG.findall(path.read_text(encoding="utf-8"))}
    assert used <= MARKS


def _left_open(line):
    waiting = []
    for closing, tag in _TAG.findall(line):
        if not closing:
            waiting.append(tag)
        elif not waiting or waiting.pop() != tag:
            return True
    return bool(waiting)
