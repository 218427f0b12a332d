"""The catalogues: every text in Chinese and in English."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax import ast

from domain.messages import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
DEFAULT: Language = "zh"


resolver.MAX_PART_LENGTH = 1_000_000
"""The library refuses values of more than 2500 characters, to be safe from catalogues of strangers.
Ours are our own, and a long list or report is cut into messages only once it is in words."""


class MissingTextError(Exception):
    """A text or one of its values is missing from a catalogue."""


class Catalogue:
    """All texts of one language."""

    def __init__(self, lang: str) -> None:
        self._plain = cache(lambda key: self._format(key, {}))
        self._bundle = FluentBundle([lang], use_isolating=False)
        folder = files("bot") / "locales" / lang
        for file in sorted(folder.iterdir(), key=lambda item: item.name):
            if file.name.endswith(".ftl"):
                resource = FluentResource(file.read_text(encoding="utf-8"))
                self._bundle.add_resource(resource)
                if any(isinstance(entry, ast.Junk) for entry in resource.body):
                    junk = next(e for e in resource.body if isinstance(e, ast.Junk))
                    raise MissingTextError(f"{lang}/{file.name} cannot be read: {junk.content}")

    def format(self, key: str, args: Mapping[str, Any]) -> str:
        """A text with its values.

        Raises:
            MissingTextError: the text, or a value that it uses, is not there.
        """
        if not args:
            return self._plain(key)
        return self._format(key, args)

    def _format(self, key: str, args: Mapping[str, Any]) -> str:
        if not self._bundle.has_message(key):
            raise MissingTextError(f"no text {key}")
        message = self._bundle.get_message(key)
        if message.value is None:
            raise MissingTextError(f"text {key} is empty")
        words, errors = self._bundle.format_pattern(message.value, dict(args))
        if errors:
            raise MissingTextError(f"text {key}: {errors[0]}")
        return str(words)


@cache
def catalogues() -> Mapping[Language, Catalogue]:
    """The catalogues of all languages, read once per process."""
    return {lang: Catalogue(lang) for lang in LANGUAGES}


def language_of(code: str | None) -> Language:
    """The catalogue for a Telegram language code such as ``zh-hans``; Chinese unless told."""
    if not code:
        return DEFAULT
    return "zh" if code.lower().startswith("zh") else "en"
