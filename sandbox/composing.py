import re

from sandbox.entities import Formatted, in_order, utf16_length, with_found_entities
from sandbox.errors import bad_request
from sandbox.markup import parse_html
from sandbox.model import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""UTF-16 units of a message's text and of a caption, after entities are parsed (Bot API)."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TRIMMED = " \n"


def compose(source: str, parse_mode: str | None, entities: list[Json] | None) -> Formatted:
    """What Telegram makes of a text: markup parsed, ends trimmed, links and commands found.

    Raises:
        ApiError: if the markup or the list of entities is not acceptable.
    """
    text = source.replace("\r", "")
    if _LONE_SURROGATE.search(text):
        raise bad_request("strings must be encoded in UTF-8")
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        formatted = parse_html(text)
    else:
        formatted = Formatted(text, in_order(_checked(entities or [])))
    return with_found_entities(_trimmed(formatted))


def _trimmed(formatted: Formatted) -> Formatted:
    text = _CONTROL.sub(" ", formatted.text)
    kept = text.strip(_TRIMMED)
    if kept == formatted.text:
        return formatted
    if not formatted.entities:
        return Formatted(kept, [])
    cut = len(text) - len(text.lstrip(_TRIMMED))
    end = utf16_length(kept)
    entities = []
    for entity in formatted.entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            entities.append(entity | {"offset": start, "length": stop - start})
    return Formatted(kept, entities)


def _checked(entities: list[Json]) -> list[Json]:
    for entity in entities:
        numbers = (entity.get("offset"), entity.get("length"))
        if not isinstance(entity.get("type"), str) or not all(type(n) is int for n in numbers):
            raise bad_request("can't parse MessageEntity")
    return entities
