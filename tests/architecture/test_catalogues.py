import ast
import re

import pytest

from bot.i18n import LANGUAGES, Catalogue
from domain.bookings import BookingState
from domain.codes import Wrong
from domain.collections.changing import REASONS
from domain.collections.model import Policy
from domain.collections.streams import BUILT_IN
from domain.forms.checking import Oddity
from domain.forms.model import AnswerState, Kind, Per
from domain.forms.tables import FIXED
from domain.notices.model import CopyState, NoticeState
from domain.permissions import Role
from domain.points import MovementKind
from domain.reports.lifecycle import Party, Step
from domain.reports.model import ReportState
from domain.roster import Reason as Mistake
from domain.roster.comparing import CIRCLE
from domain.signups.model import Mark
from domain.timing import Reason
from handlers import features
from handlers.notices.recording import WAYS
from handlers.roster.common import COLUMNS as ROSTER_COLUMNS
from handlers.signups.drafting import QUESTIONS, TOGGLES
from handlers.signups.fulllist import COLUMNS
from tests.architecture.source import ROOT, modules, short
from tests.support.catalogue import messages

TALKERS = ("bot", "domain", "handlers")
MAKERS = {"text", "Refusal"}
"""What makes a text, its id first."""

_MENU = [route for routes in features() for route in routes.all if route.kind == "command"]

FAMILIES = {
    "btn-signup-edit-": [*QUESTIONS],
    "btn-signup-toggle-": [*TOGGLES],
    "booking-now-": [state for state in BookingState if state not in {"booked", "cancelled"}],
    "booking-state-": list(BookingState),
    "code-": list(Wrong),
    "collection-reason-": REASONS,
    "event-": list(Step),
    "form-column-": [column.removeprefix("@") for column in FIXED],
    "form-kind-": list(Kind),
    "form-per-": list(Per),
    "form-state-": list(AnswerState),
    "help-": [route.name for route in _MENU if route.menu],
    "help-about-": sorted({route.feature for route in _MENU if route.menu}),
    "lang-": LANGUAGES,
    "btn-notice-": WAYS,
    "notice-copy-": [CopyState.WAITING, CopyState.STOPPED],
    "notice-gist-": ["photo", "document"],
    "notice-state-": list(NoticeState),
    "policy-": [policy.name.lower() for policy in Policy],
    "points-for-": list(MovementKind),
    "party-": [Party.REPORTER, Party.STAFF, Party.TARGET],
    "role-": list(Role),
    "signup-column-": COLUMNS,
    "signup-mark-": list(Mark),
    "form-odd-": list(Oddity),
    "roster-column-": ROSTER_COLUMNS,
    "roster-field-": [*ROSTER_COLUMNS[3:], CIRCLE],
    "roster-why-": list(Mistake),
    "state-": list(ReportState),
    "step-": list(Step),
    "stream-": [stream.key for stream in BUILT_IN],
    "stream-refuses-": [stream.key for stream in BUILT_IN],
    "stream-takes-": [stream.key for stream in BUILT_IN],
    "time-": list(Reason),
}
"""The ids that are put together: how they begin, and what may follow."""

CATALOGUES = sorted((ROOT / "bot" / "locales").rglob("*.ftl"))

MARKS = {"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "u"}
"""The ones we use of Telegram's (https://core.telegram.org/bots/api#html-style)."""

_TAG = re.compile(r"<(/?)([\w-]+)[^>]*>")


def _texts_made():
    """Every text that is made: where, by which expression, and with which values."""
    for module in modules(*TALKERS):
        for name, call in module.calls():
            if name in MAKERS and call.args:
                values = {word.arg for word in call.keywords}
                yield f"{module.name}:{call.lineno}", call.args[0], values


def _literal(value):
    """The ids that stand in an expression as they are; none for a variable."""
    match value:
        case ast.Constant():
            return [value.value]
        case ast.IfExp():
            return [*_literal(value.body), *_literal(value.orelse)]
        case _:
            return []


def _family(value):
    """The ids that an f-string can become."""
    if not isinstance(value, ast.JoinedStr):
        return []
    beginning = value.values[0].value if isinstance(value.values[0], ast.Constant) else ""
    assert beginning in FAMILIES, f"say in FAMILIES what may follow in {ast.unparse(value)}"
    assert len(value.values) == 2, f"an id ends with its hole, unlike {ast.unparse(value)}"
    return [f"{beginning}{word}" for word in FAMILIES[beginning]]


def test_all_languages_have_the_same_texts_with_the_same_values():
    first, *others = (messages(lang) for lang in LANGUAGES)
    for other in others:
        assert other == first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_found_and_read_by_itself(lang):
    catalogue = Catalogue(lang)
    for key, (_, variables) in messages(lang).items():
        assert catalogue.format(key, dict.fromkeys(variables, "1"))


def test_no_id_is_in_two_catalogues_of_a_language():
    for lang in LANGUAGES:
        ids = [
            found
            for path in CATALOGUES
            if path.parent.name == lang
            for found in re.findall(r"(?m)^([a-z][\w-]*) =", path.read_text(encoding="utf-8"))
        ]
        assert len(ids) == len(set(ids))


def test_every_text_that_is_used_is_in_the_catalogues():
    known = messages(LANGUAGES[0])
    missing = [
        (where, key)
        for where, value, _ in _texts_made()
        for key in (*_literal(value), *_family(value))
        if key not in known
    ]
    assert not missing


def test_every_text_in_the_catalogues_is_used():
    literal = {words for module in modules(*TALKERS) for words in module.strings()}
    made = {f"{beginning}{word}" for beginning, words in FAMILIES.items() for word in words}
    assert not set(messages(LANGUAGES[0])) - literal - made


def test_every_text_gets_the_values_it_uses():
    known = messages(LANGUAGES[0])
    missing = [
        (where, key, name)
        for where, value, values in _texts_made()
        for key in _literal(value)
        for name in known[key][1] - values
    ]
    assert not missing


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
