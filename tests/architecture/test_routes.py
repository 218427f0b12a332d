import ast
from importlib import import_module

import pytest

from bot.i18n import LANGUAGES, catalogues
from domain.permissions import Permission, holders
from handlers import features
from handlers.entry import ACCEPT
from handlers.reports.worker_cards import STEPS
from handlers.routing import RouteTable, Where, pack
from tests.architecture.source import modules

TABLE = RouteTable(features(), "the_bot")
COMMANDS = TABLE.commands()
MENU_COMMANDS = [route for route in COMMANDS if route.menu]
BUTTONS = [route for route in TABLE.all if route.kind == "button"]

LARGEST_ID = 2**52
"""Ids of people and chats have at most 52 significant bits (https://core.telegram.org/bots/api#chat)."""

COMMAND_LENGTH = 32
DESCRIPTION_LENGTH = 256
MENU_LENGTH = 100
"""Limits of a menu (https://core.telegram.org/bots/api#botcommand)."""

STEPS_SHOWN = {f"report.{step}" for row in STEPS for step in row}

ROW_MAKER = "handlers.notices.common"
"""Its ``one(label, route, …)`` makes a row of one button."""


def _by_name(route):
    return f"{route.kind} {route.name}"


@pytest.mark.parametrize("route", TABLE.all, ids=_by_name)
def test_a_route_says_who_may(route):
    assert isinstance(route.needs, Permission)
    assert holders(route.needs), "nobody may, so nobody can"


@pytest.mark.parametrize("route", TABLE.all, ids=_by_name)
def test_a_route_has_a_sentence_on_what_it_does(route):
    assert route.handler.__doc__


def test_no_two_routes_of_a_kind_have_one_name():
    names = [(route.kind, route.name) for route in TABLE.all]
    assert len(set(names)) == len(names)


def test_no_two_commands_answer_to_one_word():
    words = [word for route in COMMANDS for word in (route.name, *route.aliases)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("route", COMMANDS, ids=_by_name)
def test_telegram_takes_the_name_of_a_command(route):
    assert route.name.isascii()
    assert route.name.replace("_", "").isalnum()
    assert route.name == route.name.lower()
    assert len(route.name) <= COMMAND_LENGTH


@pytest.mark.parametrize("route", MENU_COMMANDS, ids=_by_name)
def test_a_command_in_the_menu_has_a_chinese_name(route):
    assert any(not alias.isascii() for alias in route.aliases)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("route", MENU_COMMANDS, ids=_by_name)
def test_a_command_in_the_menu_has_a_line_of_help(route, lang):
    words = catalogues()[lang].format(f"help-{route.name}", {})
    assert 0 < len(words) <= DESCRIPTION_LENGTH
    assert "<" not in words, "menus show marks as they are"


def test_the_menu_is_not_longer_than_telegram_shows():
    assert len(MENU_COMMANDS) <= MENU_LENGTH


@pytest.mark.parametrize("route", BUTTONS, ids=_by_name)
def test_a_button_can_carry_its_name_and_two_ids(route):
    assert pack(route.name, (-LARGEST_ID, LARGEST_ID))
    assert "|" not in route.name


@pytest.mark.parametrize("route", TABLE.all, ids=_by_name)
def test_a_route_lives_in_the_file_of_its_feature(route):
    assert _feature(route.handler.__module__) == route.feature


def test_what_only_works_in_a_group_that_is_no_circle_yet_can_be_given_there():
    assert not [r.name for r in COMMANDS if r.unmapped and r.where is Where.PRIVATE]


def test_every_button_that_is_shown_leads_somewhere():
    shown = {name for module in modules("handlers") for name in _button_names(module)}
    taken = {route.name for route in BUTTONS}
    assert shown <= taken
    assert taken <= shown, "nobody is ever shown these"


def test_every_command_that_links_name_exists():
    assert TABLE.named("command", ACCEPT)


def _button_names(module):
    for name, call in module.calls():
        named = [word.value for word in call.keywords if word.arg == "route"]
        if name == "Button" and module.name != ROW_MAKER:
            for value in named:
                yield from _names(module, value)
        if name == "one":
            yield from _names(module, call.args[1])


def _names(module, value):
    """The routes that an expression can name: a word, a constant, or one of a ticket's steps."""
    match value:
        case ast.Constant():
            yield value.value
        case ast.Name():
            yield getattr(import_module(module.name), value.id)
        case ast.JoinedStr():
            assert ast.unparse(value) == "f'report.{step}'", "say here what may stand in the hole"
            yield from STEPS_SHOWN
        case _:
            raise AssertionError(f"{module.name} names a route by {ast.unparse(value)}")


def _feature(module):
    return module.split(".")[1]
