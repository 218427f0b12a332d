"""Puts the parts together and runs them."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from types import TracebackType
from typing import Any, Self

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.client import Client
from bot.delivery import Delivery
from bot.dispatcher import Dispatcher, PressAnswer
from bot.folding import Folding
from bot.i18n import catalogues
from bot.intake import ALLOWED_UPDATES
from bot.limits import Limiter, Limits
from bot.logs import where
from bot.metrics import Metrics
from bot.outcomes import reason_of
from bot.poller import SLOW_WAIT, Poller
from bot.render import Renderer
from bot.sender import Sender
from bot.server import WEBHOOK_PATH, WebServer
from bot.settings import Settings
from bot.subscriptions import Page, Subscriptions
from handlers import features
from handlers.housekeeping import plan_housekeeping
from handlers.menus import general_menus
from handlers.routing import RouteTable
from handlers.stats import plan_weekly
from scheduler.wake import Clock, Wake
from storage.cipher import Cipher, KeyMissingError
from storage.database import is_trouble, path_of, trouble_of
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
        key_file = settings.registration.key_file
        self.database = Database(path_of(settings.database.url), Cipher.from_file(key_file))
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
            self._find_calendar,
            self._why_halted,
        )
        self.poller = Poller(self.client, self.database, clock, self.metrics, self._on_arrival)
        self.wake = Wake(self.database, clock, self._on_arrival)
        self.folding = Folding(self.database)
        self._answers: set[asyncio.Task[None]] = set()
        self._halted: dict[Callable[[], Awaitable[None]], str] = {}
        self._stop = asyncio.Event()
        self._prepared = False

    async def __aenter__(self) -> Self:
        """Open the database.

        Raises:
            DatabaseError: it is damaged, or another process has it, or something in it is
                sealed and the key that opens it is missing.
        """
        await self.database.__aenter__()
        try:
            await self._check_key()
        except BaseException:
            await self.database.__aexit__(None, None, None)
            raise
        return self

    async def _check_key(self) -> None:
        try:
            async with self.database.snapshot() as uow:  # it may be locked for a while
                await uow.keys.check()
        except KeyMissingError as error:
            raise KeyMissingError(
                "answers or households are sealed, but their key"
                f" {self.settings.registration.key_file} is not there; bring back your copy of it"
            ) from error

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
            Delivery(self.client, renderer, self.database, self.community.file_limit),
            Limiter(
                Limits(
                    limits.messages_per_second, limits.private_per_second, limits.group_per_minute
                )
            ),
            self.clock,
            self.metrics,
            self._on_arrival,
            self.folding.quiet,
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
        self._prepared = True

    async def run(self) -> None:
        """Run until ``stop``; then finish what is in hand.

        Raises:
            OSError: the port is taken.
        """
        await self._serve()
        try:
            if await self._unless_stopped(self._get_ready()):
                await self._work()
        finally:
            await self.server.stop()

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
        if self._prepared:
            self.dispatcher.wake()
            self.sender.wake()

    async def _unless_stopped(self, work: Coroutine[Any, Any, None]) -> bool:
        """Do something that may take for ever, such as waiting for Telegram, until told to stop.

        Returns:
            Whether it was done.
        """
        task = asyncio.ensure_future(work)
        stop = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
        for pending in (task, stop):
            if not pending.done():
                pending.cancel()
        done = not task.cancelling()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        return done

    async def _get_ready(self) -> None:
        """Prepare and tell Telegram how updates are to come, however long it cannot be reached."""
        wait = RESTART_SECONDS
        while True:
            try:
                await self.prepare()
                await self._choose_mode()
            except InvalidToken:
                _log.error("Telegram does not accept the token; ask @BotFather")
                wait = SLOW_WAIT
            except TelegramError as error:
                _log.warning("Telegram cannot be reached", reason=reason_of(error))
                wait = min(wait * 2, LONGEST_RESTART)
            except Exception as error:
                if not is_trouble(error):
                    raise
                _complain(error)
                wait = min(wait * 2, LONGEST_RESTART)
            else:
                return
            await asyncio.sleep(wait)

    async def _choose_mode(self) -> None:
        """Ask for deliveries in webhook mode; the poller removes a webhook that is in its way."""
        webhook = self.settings.webhook
        if self._uses_webhook():
            await self.client.set_webhook(
                webhook.public_url.rstrip("/") + WEBHOOK_PATH,
                secret_token=webhook.secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )

    async def _work(self) -> None:
        """Run the parts until told to stop."""
        parts = [self.dispatcher.run, self.sender.run, self.wake.run, self.folding.run]
        loops = [asyncio.ensure_future(self._keep(part)) for part in parts]
        poller = None
        if not self._uses_webhook():
            poller = asyncio.ensure_future(self._keep(self.poller.run))
        _log.info("running", bot=self.client.username, mode=self.settings.telegram.mode)
        await self._stop.wait()
        _log.info("stopping")
        if poller is not None:
            poller.cancel()
        in_time = await self._wind_down(loops)
        await asyncio.gather(*loops, *([poller] if poller else []), return_exceptions=True)
        _log.info("stopped", in_time=in_time)

    async def _serve(self) -> None:
        webhook, health = self.settings.webhook, self.settings.health
        if self._uses_webhook():
            await self.server.start(webhook.listen, webhook.port)
        elif health.port:
            await self.server.start(health.listen, health.port)

    async def _keep(self, part: Callable[[], Awaitable[None]]) -> None:
        """Run a part again when it fails, slower each time; a full disk may have room tomorrow."""
        loop = asyncio.get_running_loop()
        wait = RESTART_SECONDS
        while not self._stop.is_set():
            began = loop.time()
            try:
                await part()
            except Exception as error:  # noqa: BLE001 - whatever it was, the bot goes on
                self._halted[part] = _complain(error)
            else:
                return
            if loop.time() - began > LONGEST_RESTART:
                wait = RESTART_SECONDS
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), wait)
            del self._halted[part]
            wait = min(wait * 2, LONGEST_RESTART)

    def _why_halted(self) -> str:
        return "; ".join(sorted(set(self._halted.values())))

    async def _wind_down(self, loops: list[asyncio.Task[None]]) -> bool:
        """Finish the batch and the sends in hand.

        Returns:
            Whether that could be done within the time for a stop; the rest is cut off.
        """
        self.dispatcher.stop()
        self.sender.stop()
        self.wake.stop()
        self.folding.stop()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await asyncio.gather(self.server.stop(), *loops)
                while self._answers:
                    await asyncio.wait(self._answers)
        except TimeoutError:
            return False
        return True

    async def _find_calendar(self, token: str) -> Page | None:
        return await Subscriptions(self.database, self.community, self.renderer).page(token)

    def _uses_webhook(self) -> bool:
        return self.settings.telegram.mode == "webhook"

    def _on_arrival(self) -> None:
        if self._prepared:
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
        try:
            words = self.renderer.toast(toast.text, answer.lang) if toast.text else None
            url = self.renderer.deep_link(toast.start) if toast.start else None
            await self.client.answer_callback_query(
                answer.callback_id, text=words, show_alert=toast.alert, url=url
            )
        except TelegramError as error:
            _log.warning("a press was not answered", reason=reason_of(error))
        except Exception as error:  # noqa: BLE001 - nothing waits for this answer
            _log.error("a press was not answered", reason=where(error))


def _complain(error: Exception) -> str:
    """Say why a part failed: in words where it is the disk, with the place where it is not.

    Returns:
        The reason, for whoever asks whether the bot is ready.
    """
    if is_trouble(error):
        reason = trouble_of(error)
        _log.error("the database cannot be written", reason=reason, error=where(error))
        return reason
    message = "a part failed and is started again"
    _log.error(message, error=where(error))
    return message
