"""演示: a story of a few minutes that people play by themselves, scene by scene."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from sandbox import scenes_collections, scenes_forms, scenes_notices, scenes_reports, scenes_signups
from sandbox.acting import open_stage
from sandbox.core import Sandbox
from sandbox.play import READING_SECONDS, Play, Scene
from sandbox.seed import Town

__all__ = ["READING_SECONDS", "SCENES", "Play", "Story"]

SCENES: Final[tuple[Scene, ...]] = (
    *scenes_reports.SCENES,
    *scenes_notices.SCENES,
    *scenes_signups.SCENES,
    *scenes_collections.SCENES,
    *scenes_forms.SCENES,
)


class Story:
    """The story behind the 演示 button.

    Args:
        sandbox: where it plays; started.
        town: its people, settled in.
        scenes: what is shown, in order.
        pace: how long pauses are; 1 for people who read, 0 for none.
        patience: seconds to wait for any one answer of the bot.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        town: Town,
        *,
        scenes: Sequence[Scene] = SCENES,
        pace: float = 1.0,
        patience: float = 15.0,
    ) -> None:
        self._sandbox = sandbox
        self._town = town
        self._scenes = scenes
        self._pace = pace
        self._patience = patience
        self._playing: asyncio.Task[None] | None = None
        self._problem: Exception | None = None

    async def start(self) -> None:
        """Begin; returns at once. A story that plays already goes on."""
        if self._playing is None or self._playing.done():
            self._problem = None
            self._playing = asyncio.create_task(self._play())

    async def stop(self) -> None:
        """End, wherever it is."""
        if self._playing is None:
            return
        self._playing.cancel()
        with suppress(asyncio.CancelledError):
            await self._playing
        self._playing = None

    async def finished(self) -> None:
        """Wait for the end of a story that plays.

        Raises:
            TimeoutError: if it broke off because the bot did not answer.
            ValueError: if it broke off because somebody could not do their part.
        """
        if self._playing is not None:
            await asyncio.shield(self._playing)
        if self._problem is not None:
            raise self._problem

    async def _play(self) -> None:
        ending = {"type": "story", "kind": "demo", "running": False, "text": "", "text_en": ""}
        try:
            async with open_stage(self._sandbox, self._patience) as stage:
                play = Play(stage, self._town, self._pace)
                for scene in self._scenes:
                    await scene(play)
        except (TimeoutError, ValueError) as problem:
            self._problem = problem
            ending["text"] = f"演示停在这里：{problem}"
            ending["text_en"] = f"The story stopped here: {problem}"
        finally:
            self._sandbox.publish(ending)
