"""The calendar of a circle, for programs that fetch it again and again from a private address."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from bot import calendars
from bot.render import Renderer
from domain.community import Community
from domain.messages import Language, Text
from domain.staff import hash_token
from handlers.collections.words import events
from storage.uow import Database


@dataclass(frozen=True)
class Page:
    """A calendar as it is served.

    Args:
        content: the file.
        etag: changes when the content does.
    """

    content: bytes
    etag: str


class Subscriptions:
    """Finds and writes calendars.

    Args:
        database: where the addresses and schedules are.
        community: what streams there are.
        renderer: finds the words.
    """

    def __init__(self, database: Database, community: Community, renderer: Renderer) -> None:
        self._database = database
        self._community = community
        self._renderer = renderer

    async def page(self, token: str) -> Page | None:
        """The calendar at an address; none where there is no such address (any more).

        It holds times and places, and nothing of anybody.
        """
        async with self._database.snapshot() as uow:
            circle = await uow.collections.at_address(hash_token(token))
            if circle is None:
                return None
            schedules = await uow.collections.of_circles([circle.id])
        found = [event for schedule in schedules for event in events(self._community, schedule)]
        words = self._words_in("en" if circle.lang == "en" else "zh")
        host = f"{self._renderer.bot_username}.t.me"
        content = await asyncio.to_thread(
            calendars.write, found, words, host=host, name=circle.title
        )
        return Page(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')

    def _words_in(self, lang: Language) -> Callable[[Text], str]:
        return lambda text: self._renderer.plain(text, lang)
