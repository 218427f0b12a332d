"""Puts the parts together and runs them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.client import Client
from bot.delivery import Delivery
from bot.dispatcher import Dispatcher, PressAnswer
from bot.i18n import catalogues
from bot.intake import ALLOWED_UPDATES
from bot.limits import Limiter, Limits
from bot.logs import where
from bot.metrics import Metrics
from bot.poller import SLOW_WAIT, Poller
from bot.render import Renderer
from bot.sender import Sender
from bot.server import WEBHOOK_PATH, WebServer
from bot.settings import Settings
from handlers import features
from handlers.housekeeping import plan_housekeeping
from handlers.menus import general_menus
from handlers.routing import RouteTable
from handlers.stats import plan_weekly
from scheduler.wake import Clock, Wake
from storage.database import path_of
from storage.uow import Database

STOP_SECONDS = 9.0
"""How long a stop may take before what is left is cut off; nothing is lost by that."""

RESTART_SECONDS = 1.0
LONGEST_RESTART = 30.0

_log = structlog.get_logger("app")


class App:
    """A bot with all its parts, from opening the database to closing it.

    Args:
        settings: the config.
        clock: the time.
    """

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.community = settings.community_model()
        self.database = Database(path_of(settings.database.url))
        self.metrics = Metrics()
        self.client = Client(
            settings.telegram.secret(),
            settings.telegram.base_url,
            settings.telegram.proxy,
            settings.telegram.answer_seconds,
        )
        self.server = WebServer(
            self.database,
            clock,
            self.metrics,
            self._on_arrival,
            settings.webhook.secret.get_secret_value() if self._uses_webhook() else "",
        )
        self.poller = Poller(self.client, self.database, clock, self.metrics, self._on_arrival)
        self.wake = Wake(self.database, clock, self._on_arrival)
        self._answers: set[asyncio.Task[None]] = set()
        self._stop = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Open the database.

        Raises:
            DatabaseError: it is damaged, or another process has it.
        """
        await self.database.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        with contextlib.suppress(TelegramError):
            await self.client.shutdown()
        await self.database.__aexit__(kind, error, trace)

    async def prepare(self) -> None:
        """Learn the bot's own name from Telegram and build what depends on it.

        Raises:
            TelegramError: Telegram cannot be reached or does not accept the token.
        """
        await self.client.initialize()
        renderer = Renderer(catalogues(), self.community.zone, self.client.username, self.clock.now)
        limits = self.settings.limits
        self.renderer = renderer
        self.routes = RouteTable(features(), self.client.username)
        self.sender = Sender(
            self.database,
            Delivery(self.client, renderer, self.database),
            Limiter(
                Limits(
                    limits.messages_per_second, limits.private_per_second, limits.group_per_minute
                )
            ),
            self.clock,
            self.metrics,
            self._on_arrival,
        )
        self.dispatcher = Dispatcher(
            self.database,
            self.routes,
            self.community,
            self.clock,
            self.metrics,
            self._answer_press,
            self._on_commit,
        )
        now = self.clock.now()
        async with self.database.transaction() as uow:
            await uow.outbox.put(general_menus(self.routes), now)
            await plan_housekeeping(uow, now, self.community.zone)
            await plan_weekly(uow, now, self.community.zone)
        await self.sender.start()

    async def run(self) -> None:
        """Run until ``stop``; then finish what is in hand."""
        if not await self._prepare_patiently():
            return
        await self._choose_mode()
        loops = [
            asyncio.ensure_future(self._keep("dispatcher", self.dispatcher.run)),
            asyncio.ensure_future(self._keep("sender", self.sender.run)),
            asyncio.ensure_future(self._keep("wake", self.wake.run)),
        ]
        if not self._uses_webhook():
            loops.append(asyncio.ensure_future(self._keep("poller", self.poller.run)))
        await self._serve()
        _log.info("running", bot=self.client.username, mode=self.settings.telegram.mode)
        await self._stop.wait()
        await self._wind_down(loops)

    def stop(self) -> None:
        """Take nothing new and end soon."""
        self._stop.set()

    async def settle(self) -> None:
        """Fetch, fire, handle and send until nothing is left to do now.

        This is the bot without its loops: the same steps, one after the other.
        """
        busy = True
        while busy:
            fetched = await self.poller.step(0)
            await self.wake.fire()
            handled = await self.dispatcher.drain()
            sent = await self.sender.drain()
            while self._answers:
                await asyncio.wait(self._answers)
            busy = bool(fetched or handled or sent)

    def clock_moved(self) -> None:
        """Look at every deadline again: the clock was moved."""
        self.wake.nudge()
        self.dispatcher.wake()
        self.sender.wake()

    async def _prepare_patiently(self) -> bool:
        """Prepare, however long Telegram cannot be reached.

        Returns:
            Whether it is ready, and not told to stop before.
        """
        wait = RESTART_SECONDS
        while not self._stop.is_set():
            try:
                await self.prepare()
            except InvalidToken:
                _log.error("Telegram does not accept the token; ask @BotFather")
                wait = SLOW_WAIT
            except TelegramError as error:
                _log.warning("Telegram cannot be reached", reason=error.message)
                wait = min(wait * 2, LONGEST_RESTART)
            else:
                return True
            await self._pause(wait)
        return False

    async def _choose_mode(self) -> None:
        """Tell Telegram how updates are to come."""
        webhook = self.settings.webhook
        while not self._stop.is_set():
            try:
                if self._uses_webhook():
                    await self.client.set_webhook(
                        webhook.public_url.rstrip("/") + WEBHOOK_PATH,
                        secret_token=webhook.secret.get_secret_value(),
                        allowed_updates=ALLOWED_UPDATES,
                    )
                else:
                    await self.client.delete_webhook()
            except TelegramError as error:
                _log.warning("Telegram did not take the mode", reason=error.message)
                await self._pause(RESTART_SECONDS)
            else:
                return

    async def _serve(self) -> None:
        webhook, health = self.settings.webhook, self.settings.health
        if self._uses_webhook():
            await self.server.start(webhook.listen, webhook.port)
        elif health.port:
            await self.server.start(health.listen, health.port)

    async def _keep(self, name: str, loop: Callable[[], Awaitable[None]]) -> None:
        """Run a loop again when it fails, slower each time; a full disk may have room tomorrow."""
        wait = RESTART_SECONDS
        while not self._stop.is_set():
            try:
                await loop()
            except Exception as error:  # noqa: BLE001 - whatever it was, the bot goes on
                _log.error("a part failed and is started again", part=name, error=where(error))
                await self._pause(wait)
                wait = min(wait * 2, LONGEST_RESTART)
            else:
                return

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    async def _wind_down(self, loops: list[asyncio.Task[None]]) -> None:
        """Stop fetching, finish the batch and the sends in hand, within the time for a stop."""
        _log.info("stopping")
        await self.server.stop()
        *finishing, poller = loops if not self._uses_webhook() else [*loops, None]
        if poller is not None:
            poller.cancel()
        self.dispatcher.stop()
        self.sender.stop()
        self.wake.stop()
        waiting = [*finishing, *self._answers]
        _, late = await asyncio.wait(waiting, timeout=STOP_SECONDS)
        for task in late:
            task.cancel()
        everything = [*waiting, *([poller] if poller else [])]
        await asyncio.gather(*everything, return_exceptions=True)
        _log.info("stopped", unfinished=len(late))

    def _uses_webhook(self) -> bool:
        return self.settings.telegram.mode == "webhook"

    def _on_arrival(self) -> None:
        self.dispatcher.wake()

    def _on_commit(self) -> None:
        self.sender.wake()
        self.dispatcher.wake()
        self.wake.nudge()

    def _answer_press(self, answer: PressAnswer) -> None:
        task = asyncio.ensure_future(self._send_answer(answer))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _send_answer(self, answer: PressAnswer) -> None:
        """Answer a press; Telegram drops presses after a while, so this is tried once."""
        toast = answer.toast
        words = self.renderer.toast(toast.text, answer.lang) if toast.text else None
        try:
            await self.client.answer_callback_query(
                answer.callback_id, text=words, show_alert=toast.alert
            )
        except TelegramError as error:
            _log.warning("a press was not answered", reason=error.message)
