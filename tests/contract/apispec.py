"""Checks calls and objects against the published description of the Bot API."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

DESCRIPTION = json.loads((Path(__file__).parent / "bot-api" / "bot-api.json").read_text())
METHODS: dict[str, dict] = DESCRIPTION["methods"]
TYPES: dict[str, dict] = DESCRIPTION["types"]
VERSION: str = DESCRIPTION["version"]

_ARRAY = "Array of "
_JSON_TYPES = (dict, list)
_ATTACHMENT = "attach://"


def check_call(method: str, params: Mapping[str, object]) -> list[str]:
    """What is wrong with a call: its method, the names, presence and types of its parameters.

    Values may be decoded, or strings as they stand in a form. A file may be any object that is
    neither JSON nor a string.

    Returns:
        One sentence per mistake; empty if the call is as described.
    """
    description = METHODS.get(method)
    if description is None:
        return [f"{method}: there is no such method"]
    fields = {field["name"]: field for field in description.get("fields", [])}
    problems = [
        f"{method}.{name}: required but missing"
        for name, field in fields.items()
        if field["required"] and name not in params
    ]
    for name, value in params.items():
        if name not in fields:
            problems.append(f"{method}.{name}: there is no such parameter")
        else:
            problems += _check_parameter(f"{method}.{name}", fields[name]["types"], value)
    return problems


def check_object(type_name: str, value: object) -> list[str]:
    """What is wrong with an object of the API: missing, unknown or mistyped fields.

    Returns:
        One sentence per mistake; empty if the object is as described.
    """
    return _check(type_name, type_name, value)


def check_result(method: str, value: object) -> list[str]:
    """What is wrong with the result of a method.

    Returns:
        One sentence per mistake; empty if the result is as described.
    """
    return _check_any(method, METHODS[method]["returns"], value)


def _check_parameter(where: str, types: list[str], value: object) -> list[str]:
    if "InputFile" in types and not isinstance(value, (str, *_JSON_TYPES, int, float)):
        return []
    problems = _check_any(where, types, value)
    if problems and isinstance(value, str):
        try:
            decoded = json.loads(value)
        except ValueError:
            return problems
        return _check_any(where, types, decoded)
    return problems


def _check_any(where: str, types: list[str], value: object) -> list[str]:
    """The mistakes of the type that fits best."""
    found = [_check(where, type_name, value) for type_name in types]
    return min(found, key=len)


def _check(where: str, type_name: str, value: object) -> list[str]:
    if type_name.startswith(_ARRAY):
        return _check_array(where, type_name.removeprefix(_ARRAY), value)
    if type_name in _SCALARS:
        fits = _SCALARS[type_name](value)
        return [] if fits else [f"{where}: {value!r} is no {type_name}"]
    if type_name == "InputFile":
        fits = isinstance(value, str) and value.startswith(_ATTACHMENT)
        return [] if fits else [f"{where}: {value!r} is no InputFile"]
    if not isinstance(value, dict):
        return [f"{where}: {value!r} is no {type_name}"]
    description = TYPES[type_name]
    if "subtypes" in description:
        return _check_subtypes(where, description["subtypes"], value)
    return _check_fields(where, description.get("fields", []), value)


def _check_array(where: str, item_type: str, value: object) -> list[str]:
    if not isinstance(value, list):
        return [f"{where}: {value!r} is no array of {item_type}"]
    problems = []
    for index, item in enumerate(value):
        problems += _check(f"{where}[{index}]", item_type, item)
    return problems


def _check_subtypes(where: str, subtypes: list[str], value: dict) -> list[str]:
    """Check as the one subtype that the object claims to be by its `type`, `status` or shape."""
    return min((_check(where, name, value) for name in subtypes), key=len)


def _check_fields(where: str, fields: list[dict], value: dict) -> list[str]:
    known = {field["name"]: field for field in fields}
    problems = [
        f"{where}.{name}: required but missing"
        for name, field in known.items()
        if field["required"] and name not in value
    ]
    for name, part in value.items():
        if name in known:
            problems += _check_any(f"{where}.{name}", known[name]["types"], part)
        else:
            problems.append(f"{where}.{name}: there is no such field")
    return problems


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_SCALARS: dict[str, Callable[[object], bool]] = {
    "Integer": _is_integer,
    "Float": lambda value: _is_integer(value) or isinstance(value, float),
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
}
