"""What the scenes of the 演示 have in common."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from sandbox.acting import Stage
from sandbox.model import Message
from sandbox.seed import Town

READING_SECONDS: Final = 5.0
_TYPING_SECONDS: Final = 1.5


@dataclass(slots=True)
class Play:
    """What a scene works with.

    Args:
        stage: where people act.
        town: who there is.
        pace: how long pauses are; 1 for people who read, 0 for none.
        cards: messages that a later scene comes back to, by a name the scenes agree on.
    """

    stage: Stage
    town: Town
    pace: float
    cards: dict[str, Message] = field(default_factory=dict)

    async def tell(self, words: str, words_en: str, *, at: tuple[int, int] | None = None) -> None:
        """Show a caption and leave time to read it.

        Args:
            words: the caption.
            words_en: the same in English.
            at: the person and the chat to look at.
        """
        event: dict[str, object] = {"type": "story", "kind": "demo", "running": True}
        event |= {"text": words, "text_en": words_en}
        if at is not None:
            event |= {"user": at[0], "chat": at[1]}
        self.stage.sandbox.publish(event)
        await asyncio.sleep(READING_SECONDS * self.pace)

    async def linger(self) -> None:
        """A moment in which the onlooker sees what has changed."""
        await asyncio.sleep(_TYPING_SECONDS * self.pace)


Scene = Callable[[Play], Awaitable[None]]
