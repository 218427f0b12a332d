"""What is collected: streams of waste, with what belongs to each and what does not."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from domain.text import normalise

_BETWEEN = " \t\n,、;·+和及"


class Stream(BaseModel):
    """One kind of waste that is collected by itself.

    Args:
        name: what people call it.
        key: for the built-in ones, the end of the catalogue ids of its texts; empty for those of
            the config, whose words are shown as they stand there.
        aliases: other words that people type for it.
        takes: what belongs to it.
        refuses: what people bring by mistake.
        bulky: it can be fetched at the door.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    key: str = ""
    aliases: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    bulky: bool = False


HAZARDOUS = Stream(
    name="有害垃圾",
    key="hazardous",
    aliases=("有害", "hazardous waste", "hazardous"),
)
"""The red bin of the four that are sorted in China (GB/T 19095-2019, 生活垃圾分类标志)."""

BULKY = Stream(
    name="大件垃圾",
    key="bulky",
    aliases=("大件", "bulky waste", "bulky"),
    bulky=True,
)

BUILT_IN = (HAZARDOUS, BULKY)


def with_built_in(streams: Sequence[Stream]) -> tuple[Stream, ...]:
    """The streams of the config and the built-in ones that it does not replace by its own."""
    named = {stream.name for stream in streams}
    return (*(stream for stream in BUILT_IN if stream.name not in named), *streams)


def named(name: str, streams: Sequence[Stream]) -> Stream:
    """The stream of a name; one that the config has no more keeps its name and nothing else."""
    return next((stream for stream in streams if stream.name == name), Stream(name=name))


def split_streams(words: str, streams: Sequence[Stream]) -> tuple[tuple[Stream, ...], str]:
    """The streams that a text begins with, and the rest.

    Args:
        words: what was typed, with full-width signs read as half-width.
        streams: those there are.
    """
    known = {
        normalise(word).lower(): stream
        for stream in streams
        for word in (stream.name, *stream.aliases)
    }
    found: list[Stream] = []
    rest = words.strip(_BETWEEN)
    while name := max((n for n in known if _begins(rest, n)), key=len, default=""):
        if known[name] not in found:
            found.append(known[name])
        rest = rest[len(name) :].strip(_BETWEEN)
    return tuple(found), rest


def _begins(words: str, name: str) -> bool:
    following = words[len(name) : len(name) + 1]
    ends = not (name[-1].isascii() and following.isascii() and following.isalnum())
    return words.lower().startswith(name) and ends
