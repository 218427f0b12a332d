"""Words as data: a catalogue id with its values, which are put into words at sending."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.timing import Recurrence

Language = Literal["zh", "en"]


class Frozen(BaseModel):
    """What is said does not change any more."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class When(Frozen):
    """An instant, shown as wall-clock date, weekday and time of the community."""

    at: datetime


class Day(Frozen):
    """A day, shown as date and weekday."""

    day: date


class Lasting(Frozen):
    """A length of time in seconds, shown in words."""

    seconds: int


class Between(Frozen):
    """A span of time, shown as the date and weekday on which it begins, and its hours."""

    start: datetime
    end: datetime


class Regular(Frozen):
    """The days and hours of something that recurs, shown in words: 每周六 09:00-11:00."""

    rule: Recurrence


class DeepLink(Frozen):
    """A link that opens the private chat with the bot.

    Args:
        start: the payload that comes back as ``/start <payload>``; 1-64 characters of
            ``A-Za-z0-9_-`` (https://core.telegram.org/bots/features#deep-linking).
    """

    start: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")


class Mention(Frozen):
    """A person's name that notifies them, even without a username."""

    person_id: int
    name: str


class Mentions(Frozen):
    """Several people's names in one line, each of which notifies."""

    people: tuple[Mention, ...]


class Mark(Frozen):
    """How a stretch of a text is formatted.

    Args:
        kind: name of the entity type (https://core.telegram.org/bots/api#messageentity).
        start: the first character, counted in characters of Python.
        end: the character after the last one.
        url: where a ``text_link`` leads.
    """

    kind: str
    start: int
    end: int
    url: str = ""


class Formatted(Frozen):
    """Words as somebody wrote them, with their formatting."""

    words: str
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int) -> "Formatted":
        """What follows the first so many characters, without space around it."""
        left = self.words[start:].lstrip()
        begin, words = len(self.words) - len(left), left.rstrip()
        moved = (
            mark.model_copy(
                update={
                    "start": max(mark.start - begin, 0),
                    "end": min(mark.end - begin, len(words)),
                }
            )
            for mark in self.marks
        )
        return Formatted(words=words, marks=tuple(m for m in moved if m.start < m.end))


class Text(Frozen):
    """A catalogue id with its values; values may be texts themselves."""

    key: str
    args: "dict[str, Arg]" = {}


Arg = Annotated[
    str
    | int
    | Text
    | When
    | Day
    | Between
    | Regular
    | Lasting
    | DeepLink
    | Mention
    | Mentions
    | Formatted
    | tuple[Text, ...],
    Field(union_mode="left_to_right"),
]
"""No two of these can be taken for each other, so the first that fits is right and the others need
not be tried; the most frequent stand first."""

Text.model_rebuild()


def text(key: str, **args: Arg) -> Text:
    """A text of the catalogue with its values."""
    return Text(key=key, args=args)
