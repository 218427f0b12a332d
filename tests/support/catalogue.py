"""Texts of the catalogues as patterns, to recognise what people see."""

import html
import re
from functools import cache
from importlib.resources import files

from fluent.syntax import FluentParser, ast, visitor

from bot.i18n import LANGUAGES

_HOLE = "\ue000"


class _Variables(visitor.Visitor):
    def __init__(self):
        self.found = set()

    def visit_VariableReference(self, node):  # noqa: N802 - the library's name
        self.found.add(node.id.name)


@cache
def messages(lang):
    """The texts of a language: id → (file, names of its variables)."""
    found = {}
    for file in sorted((files("bot") / "locales" / lang).iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".ftl"):
            continue
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = (file.name, frozenset(variables.found))
    return found


def pattern(renderer, key, lang, args):
    """A regular expression for a text; values that are not given may be anything."""
    assert lang in LANGUAGES
    _, variables = messages(lang)[key]
    values = {name: renderer._value(value, lang) for name, value in args.items()}
    holes = dict.fromkeys(variables - set(values), _HOLE)
    words = renderer.catalogues[lang].format(key, {**values, **holes})
    plain = html.unescape(re.sub(r"<[^>]+>", "", words))
    return re.compile(re.escape(plain).replace(_HOLE, "(?s:.*)"))
