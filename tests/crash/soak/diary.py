"""What people did, written down to be held against what came of it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """Words with a mark.

    Args:
        who: the id of who typed them.
        chat: where.
        message_id: of the message.
        words: as typed.
    """

    who: int
    chat: int
    message_id: int
    words: str


@dataclass(frozen=True)
class Pressed:
    """A button somebody pressed.

    Args:
        who: the id of who did.
        chat: where.
        data: what the button carried.
        message_id: of the message that it stood under.
    """

    who: int
    chat: int
    data: str
    message_id: int = 0


@dataclass
class Diary:
    """All of it.

    Args:
        said: by mark.
        pressed: by the id of the callback query.
        erased: ids of people who may have had the bot forget them.
        routes: how often which button was pressed, by its route.
        deeds: how often what was done.
        struck: how often which trouble struck.
        begun: how often which conversation was begun.
        ended: how often it came to its end.
    """

    said: dict[str, Said] = field(default_factory=dict)
    pressed: dict[str, Pressed] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    routes: Counter = field(default_factory=Counter)
    deeds: Counter = field(default_factory=Counter)
    struck: Counter = field(default_factory=Counter)
    begun: Counter = field(default_factory=Counter)
    ended: Counter = field(default_factory=Counter)
