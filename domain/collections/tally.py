"""What came of a collection: how many households, and how much of each stream."""

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from domain.collections.streams import Stream
from domain.errors import Refusal
from domain.text import normalise

MOST_HOUSEHOLDS = 100_000
HEAVIEST = 1_000_000_000
"""Grams; a thousand tonnes are a slip of the finger."""

_NUMBER = r"([0-9]{1,7}(?:\.[0-9]{1,3})?)"
_HOUSEHOLDS = re.compile(r"([0-9]{1,6})\s*(?:户|households?\b)", re.IGNORECASE)
_WEIGHT = re.compile(
    rf"{_NUMBER}\s*(千克|公斤|kilos?\b|kg\b|斤|克|grams?\b|g\b)?(?![0-9.])", re.IGNORECASE
)
_GRAMS = {"斤": 500, "克": 1, "g": 1, "gram": 1, "grams": 1}
_KILO = 1000


class Tally(BaseModel):
    """What staff entered after a collection.

    Args:
        households: how many came; none where nobody counted.
        grams: weight by name of stream.
    """

    model_config = ConfigDict(frozen=True)

    households: int | None = None
    grams: Mapping[str, int] = {}


def read_tally(words: str, streams: Sequence[Stream]) -> Tally:
    """Reads ``23户 有害垃圾15.5公斤 大件垃圾200公斤``; one stream need not be named.

    A weight without a unit is in kilograms.

    Raises:
        Refusal: there is neither a number of households nor a weight, or more than was asked.
    """
    told = normalise(words).strip()
    counted = _HOUSEHOLDS.search(told)
    rest = told if counted is None else told[: counted.start()] + " " + told[counted.end() :]
    grams: dict[str, int] = {}
    left = rest
    for stream in streams:
        found = _weight_of(stream, left, alone=len(streams) == 1)
        if found is not None:
            grams[stream.name] = _grams(found)
            left = left[: found.start()] + " " + left[found.end() :]
    households = int(counted[1]) if counted else None
    too_much = (households or 0) > MOST_HOUSEHOLDS or max(grams.values(), default=0) > HEAVIEST
    if too_much or _WEIGHT.search(left) or (households is None and not grams):
        raise Refusal("collection-tally-unclear", given=told[:40], stream=streams[0].name)
    return Tally(households=households, grams=grams)


def _weight_of(stream: Stream, words: str, *, alone: bool) -> re.Match[str] | None:
    names = "|".join(re.escape(name) for name in (stream.name, *stream.aliases))
    optional = "?" if alone else ""
    return re.search(rf"(?:(?:{names})\s*:?\s*){optional}{_WEIGHT.pattern}", words, re.IGNORECASE)


def _grams(found: re.Match[str]) -> int:
    return round(float(found[1]) * _GRAMS.get((found[2] or "").lower(), _KILO))
