"""Hands the oldest inbox rows to their handlers, each in one transaction with its effects."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.counts import Counts
from bot.intake import MalformedError, read
from bot.logs import where
from bot.metrics import Metrics
from domain.community import Community
from domain.errors import Refusal
from domain.messages import Button, Language, Say, Toast, text
from handlers.context import Ctx
from handlers.entry import FORGETS, open_context, routes_of
from handlers.incoming import Event, Fetched, Press
from handlers.limiting import admit
from handlers.routing import RouteTable
from scheduler.wake import Clock
from storage.database import is_trouble
from storage.inbox import InboxRow
from storage.uow import Database, UnitOfWork

BATCH = 32
"""How many rows share a commit at most."""

IDLE_SECONDS = 5.0

LIMITED = "limited"
"""Where a route would be named: it was refused, as its sender gave the bot too much to do."""

_log = structlog.get_logger("dispatcher")


@dataclass(frozen=True)
class PressAnswer:
    """The short answer to a press, worthless when late and therefore not kept."""

    callback_id: str
    toast: Toast
    lang: Language


@dataclass(frozen=True)
class _Done:
    """An inbox row that was dealt with."""

    row: InboxRow
    route: str
    seconds: float
    answer: PressAnswer | None = None
    forget: bool = False


class Dispatcher:
    """Handles what arrived, in order within each chat.

    Args:
        database: where inbox and outbox are.
        routes: who takes what.
        community: what the config says.
        clock: the time.
        metrics: counts and times.
        answer_press: sends the short answer to a press, right after the commit.
        on_commit: told after every commit.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - it joins these parts and holds no other
        self,
        database: Database,
        routes: RouteTable,
        community: Community,
        clock: Clock,
        metrics: Metrics,
        answer_press: Callable[[PressAnswer], None],
        on_commit: Callable[[], None],
    ) -> None:
        self._database = database
        self._routes = routes
        self._community = community
        self._clock = clock
        self._metrics = metrics
        self._answer_press = answer_press
        self._on_commit = on_commit
        self._counts = Counts()
        self._news = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Look again: something was put into the inbox."""
        self._news.set()

    def stop(self) -> None:
        """Take no further batch."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Handle until told to stop."""
        while not self._stopping:
            self._news.clear()
            if await self.step():
                await asyncio.sleep(0)  # the answers go out before more is handled
            else:
                await self._rest()

    async def drain(self) -> int:
        """Handle everything that may be handled now.

        Returns:
            How many rows were dealt with.
        """
        total = 0
        while count := await self.step():
            total += count
        return total

    async def step(self) -> int:
        """Handle one batch in one transaction; if a row fails, each row in one of its own.

        Returns:
            How many rows were dealt with.
        """
        now = self._clock.now()
        rows: list[InboxRow] = []
        try:
            async with self._database.transaction() as uow:
                rows = await uow.inbox.next_batch(now, BATCH)
                done = await self._handle_all(uow, rows, now)
        except Exception as error:
            if not rows or is_trouble(error):
                raise
            if len(rows) == 1:
                await self._failed(rows[0], error, now)
            else:
                await self._handle_each(rows, now)
        else:
            self._committed(done)
        return len(rows)

    async def _handle_all(
        self, uow: UnitOfWork, rows: list[InboxRow], now: datetime
    ) -> list[_Done]:
        self._counts.begin()
        done = [await self._handle(uow, row, now) for row in rows]
        if done:
            await uow.inbox.handled([(item.row.id, item.route) for item in done], now)
            await uow.inbox.forget([item.row.id for item in done if item.forget])
        return done

    async def _handle_each(self, rows: list[InboxRow], now: datetime) -> None:
        """A row that fails holds up its own chat until it is tried again, and no other."""
        blocked: set[int] = set()
        for row in rows:
            if row.lane in blocked:
                continue
            try:
                async with self._database.transaction() as uow:
                    done = await self._handle_all(uow, [row], now)
            except Exception as error:
                if is_trouble(error):
                    raise
                blocked.add(row.lane)
                await self._failed(row, error, now)
            else:
                self._committed(done)

    async def _handle(self, uow: UnitOfWork, row: InboxRow, now: datetime) -> _Done:
        began = time.perf_counter()
        try:
            event = read(row)
        except MalformedError as error:
            await uow.inbox.quarantine(row.id, str(error), now)
            self._metrics.failures.labels("quarantined").inc()
            _log.error("quarantined", inbox=row.id, update=row.dedup_key, reason=str(error))
            return _Done(row, "quarantined", time.perf_counter() - began)
        if event is None:
            return _Done(row, "ignored", time.perf_counter() - began)
        ctx = await open_context(uow, event, self._community, self._routes, now)
        limited = self._limits(ctx, row)
        route = LIMITED if limited else await self._run_route(ctx)
        await uow.outbox.put(ctx.out, now)
        answer = None
        if isinstance(event, Press):
            answer = PressAnswer(event.callback_id, ctx.toast, ctx.person.lang)
        return _Done(row, route, time.perf_counter() - began, answer, ctx.forget or limited)

    def _limits(self, ctx: Ctx, row: InboxRow) -> bool:
        """Count what came of a person, or of a group's admins who hide behind it.

        Returns:
            Whether it was too much and is refused.
        """
        who = ctx.person.id or ctx.place.chat_id
        verdict = admit(ctx, self._counts.of(who), row.received_at)
        if verdict is None:
            return False
        self._counts.put(who, verdict.count)
        if verdict.first:
            _log.warning("limited", person=who, chat=row.lane, seconds=verdict.wait)
        return verdict.wait > 0

    async def _run_route(self, ctx: Ctx) -> str:
        """Run the handlers of an event; a refusal undoes them and is told to the person."""
        name = "none"
        try:
            async with ctx.uow.savepoint():
                for route, event in await routes_of(ctx):
                    name = route.name
                    ctx.event = event
                    await route.handler(ctx, event)
        except Refusal as refusal:
            ctx.out.clear()
            if isinstance(ctx.event, Fetched):
                await ctx.uow.files.forget(ctx.event.file)
            _tell_refusal(ctx, refusal)
        return name

    def _committed(self, done: list[_Done]) -> None:
        if not done:
            return
        self._counts.keep(self._clock.now())
        for item in done:
            if item.answer is not None:
                self._answer_press(item.answer)
        self._on_commit()
        for item in done:
            self._metrics.handled.labels(item.route).observe(item.seconds)
            _log.info(
                "handled",
                inbox=item.row.id,
                source=item.row.source,
                update=item.row.dedup_key,
                chat=item.row.lane,
                route=item.route,
                ms=round(item.seconds * 1000, 1),
            )

    async def _failed(self, row: InboxRow, error: Exception, now: datetime) -> None:
        reason = type(error).__name__
        async with self._database.transaction() as uow:
            dead = await uow.inbox.failed(row, reason, now)
            if dead:
                await _forget_answer(uow, row, now)
                await uow.outbox.put(self._apologies(row), now)
        result = "dead" if dead else "retried"
        self._metrics.failures.labels(result).inc()
        _log.error(
            "failed",
            inbox=row.id,
            update=row.dedup_key,
            chat=row.lane,
            result=result,
            error=where(error),
        )
        self._on_commit()

    def _apologies(self, row: InboxRow) -> list[Say]:
        alerts = [
            Say(to=admin, text=text("error-alert", reference=row.id))
            for admin in sorted(self._community.admins)
        ]
        if row.lane == 0 or not (row.source == "telegram" or isinstance(read(row), Fetched)):
            return alerts
        return [Say(to=row.lane, text=text("error-apology", reference=row.id)), *alerts]

    async def _rest(self) -> None:
        now = self._clock.now()
        async with self._database.transaction() as uow:
            due = await uow.inbox.next_due(now)
        seconds = min(IDLE_SECONDS, (due - now).total_seconds()) if due else IDLE_SECONDS
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0.001)):
                await self._news.wait()


async def _forget_answer(uow: UnitOfWork, row: InboxRow, now: datetime) -> None:
    """What failed is kept for a person to look at, but for an answer that is personal."""
    dialog = await uow.dialogs.current(row.lane, now)
    if dialog is not None and FORGETS in dialog.data:
        await uow.inbox.forget([row.id])


def _tell_refusal(ctx: Ctx, refusal: Refusal) -> None:
    event: Event = ctx.event
    if isinstance(event, Press):
        ctx.answer(refusal.text, alert=True)
    elif event.sender is not None or isinstance(event, Fetched):
        way_on = Button(label=text("btn-open-private"), start=refusal.start)
        ctx.reply(refusal.text, [[way_on]] if refusal.start else [])
