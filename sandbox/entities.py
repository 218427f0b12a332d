import re
from typing import Any, NamedTuple

_TOP_LEVEL = "com|org|net|cn|io|me|dev|app|info|gov|edu|co|cc|top|xyz|site|online|hk|tw|uk|de|jp|ru"
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"'，。！？、；：（）「」]+"
    rf"|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:{_TOP_LEVEL})(?![\w-])(?:/[^\s<>\"'，。！？、；：（）「」]*)?)"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>])/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<!\w)@[a-z0-9_]{4,32}(?!\w))"
    r"|(?P<hashtag>(?<![\w#])#\w{1,256}(?![\w#]))"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d -]{7,16}\d(?!\w))",
    re.IGNORECASE,
)
_MAY_HOLD_ANY = re.compile(r"[./@#+]")
_URL_TAIL = ".,:;!?)]}"
_OPAQUE = frozenset({"pre", "code", "text_link", "text_mention"})


class Formatted(NamedTuple):
    """Plain text with its MessageEntity objects, whose offsets count UTF-16 units."""

    text: str
    entities: list[dict[str, Any]]


def utf16_length(text: str) -> int:
    """The length of `text` as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> list[dict[str, Any]]:
    """The entities Telegram sees in plain text: commands, mentions, links, hashtags and so on.

    A command ends at a character that is no letter: `/report电梯` is none, as on Telegram, and
    `/报修` neither. Phone numbers are recognised in their international form alone.
    """
    if not _MAY_HOLD_ANY.search(text):
        return []
    wide = utf16_length(text) != len(text)
    found = []
    for match in _FOUND.finditer(text):
        kind, value, start = str(match.lastgroup), match.group(), match.start()
        if kind == "url":
            value = value.rstrip(_URL_TAIL)
        if kind == "hashtag" and value[1:].isdecimal():
            continue
        offset = utf16_length(text[:start]) if wide else start
        length = utf16_length(value) if wide else len(value)
        found.append({"type": kind, "offset": offset, "length": length})
    return found


def with_found_entities(formatted: Formatted) -> Formatted:
    """Add what `find_entities` sees, except inside code and links that are marked already."""
    found = find_entities(formatted.text)
    if not found:
        return formatted
    opaque = [entity for entity in formatted.entities if entity["type"] in _OPAQUE]
    kept = [entity for entity in found if not any(_overlap(entity, other) for other in opaque)]
    return Formatted(formatted.text, in_order(formatted.entities + kept))


def in_order(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entities as Telegram lists them: by place, the outer before the inner."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
