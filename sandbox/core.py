import asyncio
import time
from collections.abc import Callable
from typing import Any, Protocol

from sandbox.bot_api import BotApi, Call
from sandbox.clock import Clock
from sandbox.delivery import Delivery
from sandbox.events import Events
from sandbox.faults import FaultPlan
from sandbox.limits import RateLimits
from sandbox.listener import Listener
from sandbox.model import User
from sandbox.page_api import page_app
from sandbox.server import Gateway
from sandbox.world import World


class Story(Protocol):
    """What the 演示 button plays."""

    async def start(self) -> None:
        """Begin; returns at once."""

    async def stop(self) -> None:
        """End, wherever it is."""


class Sandbox:
    """A local Telegram: the Bot API for one bot, and a page where people talk to it.

    Args:
        clock: the time in it; a running one if None.
        token: the bot's token; the number before the colon is the bot's id.
        username: the bot's, without the @.
        name: the bot's, as people see it.
        enforce_limits: whether more messages than Telegram allows are refused with 429.
        privacy: whether the bot has privacy mode on, Telegram's default.
        monotonic: source of seconds for the limits.

    Raises:
        ValueError: if the token does not begin with a number.
    """

    def __init__(  # noqa: PLR0913 - each is a switch of its own, with a default
        self,
        *,
        clock: Clock | None = None,
        token: str = "42:sandbox",  # noqa: S107 - opens nothing but this sandbox
        username: str = "linliquan_bot",
        name: str = "邻里圈",
        enforce_limits: bool = False,
        privacy: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock or Clock()
        self.token = token
        bot = User(int(token.partition(":")[0]), name, username, is_bot=True)
        self.events = Events()
        self.world = World(self.clock, bot, privacy=privacy, emit=self.publish)
        self.api = BotApi(self.world, token, RateLimits(monotonic) if enforce_limits else None)
        self.focus: list[int] = []
        self.story: Story | None = None
        self.url = ""
        self._stopping = asyncio.Event()
        self._listener: Listener | None = None
        self._delivery: asyncio.Task[None] | None = None
        self.clock.on_change(self._publish_clock)

    @property
    def calls(self) -> list[Call]:
        """Every request the bot made, oldest first."""
        return self.api.calls

    @property
    def faults(self) -> FaultPlan:
        """What is going to go wrong."""
        return self.api.faults

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve, inside the running event loop; `url` then says where.

        Raises:
            OSError: if the address is taken.
        """
        self._stopping.clear()
        self.world.updates.open()
        self._listener = Listener(Gateway(self.api, page_app(self), self._stopping))
        bound = await self._listener.start(host, port)
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{bound}"
        delivery = Delivery(self.world.updates, self.clock)
        self._delivery = asyncio.create_task(delivery.run())

    async def stop(self) -> None:
        """Stop at once, whatever is waiting."""
        if self._listener is None or self._delivery is None:
            return
        if self.story is not None:
            await self.story.stop()
        self._stopping.set()
        self.world.updates.close()
        self.events.close()
        await self._listener.stop()
        self._listener = None
        self._delivery.cancel()
        await asyncio.gather(self._delivery, return_exceptions=True)

    def publish(self, event: dict[str, Any]) -> None:
        """Tell every open page of an event; see the page's interface for the kinds."""
        self.events.publish(event)

    def _publish_clock(self) -> None:
        now, offset = self.clock.now(), self.clock.offset
        self.publish(
            {"type": "clock", "now": now.isoformat(), "offset_seconds": int(offset.total_seconds())}
        )
