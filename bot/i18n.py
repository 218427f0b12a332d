"""The catalogues: every text in Chinese and in English."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource, resolver

from domain.messages import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")
DEFAULT: Language = "zh"


resolver.MAX_PART_LENGTH = 1_000_000
"""The library refuses values of more than 2500 characters, to be safe from catalogues of strangers.
Ours are our own, and a long list or report is cut into messages only once it is in words."""


class MissingTextError(Exception):
    """A text or one of its values is missing from a catalogue."""


_ENTRY = re.compile(r"(?m)^(?P<key>[a-z][\w-]*) *=")
"""How a text begins: alone in the first column (https://projectfluent.org/fluent/guide/text.html)."""


class Catalogue:
    """All texts of one language, each read when it is first said.

    Reading all of them would take half a second of every start.
    """

    def __init__(self, lang: str) -> None:
        self._bundle = FluentBundle([lang], use_isolating=False)
        self._unread: dict[str, str] = {}
        for file in (files("bot") / "locales" / lang).iterdir():
            if file.name.endswith(".ftl"):
                self._unread |= _entries(file.read_text(encoding="utf-8"))

    def format(self, key: str, args: Mapping[str, Any]) -> str:
        """A text with its values.

        Raises:
            MissingTextError: the text, or a value that it uses, is not there.
        """
        self._read(key)
        if not self._bundle.has_message(key):
            raise MissingTextError(f"no text {key}")
        message = self._bundle.get_message(key)
        if message.value is None:
            raise MissingTextError(f"text {key} is empty")
        words, errors = self._bundle.format_pattern(message.value, dict(args))
        if errors:
            raise MissingTextError(f"text {key}: {errors[0]}")
        return str(words)

    def _read(self, key: str) -> None:
        """Read a text if it is not read yet; in two threads at once this does no harm."""
        words = self._unread.get(key)
        if words is not None:
            self._bundle.add_resource(FluentResource(words))
            self._unread.pop(key, None)


def _entries(words: str) -> dict[str, str]:
    """The texts of a file, unread, by their ids."""
    begins = list(_ENTRY.finditer(words))
    ends = [entry.start() for entry in begins[1:]] + [len(words)]
    return {
        entry["key"]: words[entry.start() : end] for entry, end in zip(begins, ends, strict=True)
    }


@cache
def catalogues() -> Mapping[Language, Catalogue]:
    """The catalogues of all languages, read once per process."""
    return {lang: Catalogue(lang) for lang in LANGUAGES}


def language_of(code: str | None) -> Language:
    """The catalogue for a Telegram language code such as ``zh-hans``; Chinese unless told."""
    if not code:
        return DEFAULT
    return "zh" if code.lower().startswith("zh") else "en"
