import re
import tomllib
from itertools import takewhile
from pathlib import Path
from typing import get_args

import pytest

from bot.settings import ConfigError, Settings, build
from bot.settings.sections import LimitsSection

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"
TOKEN = "123456789:an-example"
_OPTIONAL = re.compile(r"^# (?=\w+ = |\[\[)", re.MULTILINE)
"""A key or a section that is off unless somebody takes the mark away."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _words():
    return EXAMPLE.read_text(encoding="utf-8")


def test_the_example_only_lacks_a_token():
    found = tomllib.loads(_words())
    with pytest.raises(ConfigError, match=r"token or token_file must be given"):
        build(found, "example")
    found["telegram"]["token"] = TOKEN
    assert build(found, "example").telegram.secret() == TOKEN


def test_the_example_has_every_key_and_no_other():
    found = tomllib.loads(_OPTIONAL.sub("", _words()))
    keys = {section: _keys_of(values) for section, values in found.items()}
    assert keys == {name: _fields_of(field) for name, field in Settings.model_fields.items()}


def _keys_of(values):
    """The keys of a section, or of each of several sections of one name."""
    return set(values[0] if isinstance(values, list) else values)


def _fields_of(field):
    """The keys that a section may have; several sections of one name are a tuple of models."""
    several = get_args(field.annotation)
    return set((several[0] if several else field.annotation).model_fields)


def test_the_example_shows_what_holds_without_it():
    found = tomllib.loads(_words())
    found["telegram"]["token"] = TOKEN
    shown = build(found, "example")
    plain = build({"telegram": {"token": TOKEN}, "community": _own(found)}, "example")
    assert shown == plain


def _own(found):
    """What every community fills in for itself."""
    return {key: found["community"][key] for key in ("name", "grids", "admins")}


def test_every_key_is_explained_in_both_languages():
    lines = _words().splitlines()
    keys = [n for n, line in enumerate(lines) if re.match(r"(# )?\w+ = ", line)]
    for n in keys:
        above = list(takewhile(lambda line: line.startswith("#"), reversed(lines[:n])))
        assert any(_CHINESE.search(line) for line in above), lines[n]
        assert any(not _CHINESE.search(line) for line in above), lines[n]


@pytest.mark.parametrize(
    ("given", "taken"),
    [({}, (60, 15)), ({"group_per_minute": 100}, (300, 75)), ({"group_per_minute": 1}, (3, 1))],
)
def test_what_is_taken_of_a_person_grows_with_what_may_be_said_in_a_group(given, taken):
    residents = LimitsSection.model_validate(given).allowances().residents
    assert (residents.in_all, residents.in_groups) == taken


def test_what_is_taken_of_a_person_can_be_set():
    given = {"group_per_minute": 100, "commands_per_minute": 7}
    assert LimitsSection.model_validate(given).commands_per_minute == 7
