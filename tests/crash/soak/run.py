"""The random driver: people do things, troubles strike, and in the end the promises are checked."""

import asyncio
import random
import time
from contextlib import suppress

from tests.crash.soak import account, deeds, invariants, talking
from tests.crash.soak.conduct import (
    ACTS_PER_SECOND,
    SETTLING,
    STRICT_ACTS_PER_SECOND,
    STRICT_SETTLING,
)
from tests.crash.soak.conversations import BEGUN_BY
from tests.crash.soak.diary import Diary
from tests.crash.soak.settlement import Settlement

QUIET = 1.0
"""Seconds that nothing may wait, for it to count as settled."""

MINUTE = 60.0

ROUTES = "SELECT DISTINCT route FROM inbox WHERE route IS NOT NULL"

WAITING = (
    "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'pending')"
    " + (SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'unknown', 'sending'))"
    " + (SELECT COUNT(*) FROM schedules WHERE state = 'waiting' AND due_at < ?)"
)


class Soak:
    """One run.

    Args:
        folder: for the database and the config.
        logs: a folder for what the processes write.
        conduct: how it goes.
        tell: takes a line about what goes on.
    """

    def __init__(self, folder, logs, conduct, tell):
        self.village = Settlement(folder, conduct.people, strict=conduct.strict)
        self.village.logs = logs
        self.world = self.village.world
        self.diary = Diary()
        self.conduct = conduct
        self.busy = set()
        self._tell = tell
        self._failed = []
        self._talks = set()
        self._routes = set()

    async def run(self):
        """All of it, from the first day to the reckoning."""
        try:
            await self.village.open()
            self.village.set_clock(0)
            await self.village.run()
            over = asyncio.Event()
            manager = asyncio.create_task(self._manage(over))
            try:
                await self._live()
                await self._settle()
                self._hold_against(invariants.ALL)
                await self._let_time_go_by()
            finally:
                over.set()
                await manager
            self._expect_running()
            await self.village.process.stop()
            return self._outcome()
        finally:
            await self.village.close()

    async def _manage(self, over):
        """Start the bot again whenever it has ended, as a service manager would."""
        ended = None
        while not await _happens(over, self.conduct.restart_after):
            newest = self.village.process
            if newest is ended:
                await self.village.run()
            ended = newest if newest.returncode is not None else None

    def _expect_running(self):
        process = self.village.process
        if not self._is_alive():
            self._failed.append(f"it does not run any more: {process.log.name}")

    async def _live(self):
        """People act while troubles strike; after the given time both stop."""
        of_process = [t for t in self.conduct.troubles if t.of_process]
        of_telegram = [t for t in self.conduct.troubles if not t.of_process]
        stop = asyncio.Event()
        striking = [
            asyncio.create_task(self._trouble(name, troubles, stop))
            for name, troubles in (("process", of_process), ("telegram", of_telegram))
            if troubles
        ]
        try:
            await self._act(time.monotonic() + self.conduct.seconds)
        finally:
            stop.set()
            await self._stop_talking()
            await asyncio.gather(*striking)

    async def _act(self, end):
        """One deed after the other, each with a chance of its own."""
        plan, people = self.conduct.chance("plan"), self.village.people
        rate = STRICT_ACTS_PER_SECOND if self.conduct.strict else ACTS_PER_SECOND
        number, minute = 0, time.monotonic() + MINUTE
        while time.monotonic() < end:
            who, pause = plan.choice(people), plan.expovariate(rate)
            self._do(who, self.conduct.chance(f"deed {number}"))
            number += 1
            await asyncio.sleep(min(pause, 5 / rate))
            if time.monotonic() >= minute:
                minute += MINUTE
                self._tell(f"{self.diary.deeds.total()} deeds; {account.counts_of(self.village)}")

    def begin(self, conversation, who, chance):
        """Let somebody carry out a conversation while others do other things."""
        talk = asyncio.create_task(talking.carry_out(self, conversation, who, chance))
        self._talks.add(talk)

    async def _stop_talking(self):
        """Whoever is not through yet leaves it at that."""
        for talk in self._talks:
            talk.cancel()
        for came in await asyncio.gather(*self._talks, return_exceptions=True):
            if isinstance(came, Exception):
                self._failed.append(f"a conversation: {came!r}")

    def _do(self, who, chance):
        if who.id in self.busy:
            self.diary.deeds["are busy"] += 1
            return
        choices = deeds.DEEDS[who.role]
        deed = chance.choices([d for _, d in choices], [weight for weight, _ in choices])[0]
        if who.role in BEGUN_BY and chance.random() < self.conduct.talking:
            deed = deeds.converse
        try:
            deed(self, who, chance)
        except ValueError:
            self.diary.deeds["could not"] += 1
        else:
            self.diary.deeds[deed.__name__] += 1

    async def _trouble(self, name, troubles, stop):
        """One trouble of a kind after the other, until told to stop."""
        chance = self.conduct.chance(name)
        while not stop.is_set():
            wait = min(chance.expovariate(1 / self.conduct.between), 4 * self.conduct.between)
            if await _happens(stop, wait):
                return
            trouble = chance.choice(troubles)
            self.diary.struck[trouble.name] += 1
            try:
                if trouble.of_process:
                    await self.village.until(self._is_alive, "the bot was started again")
                await trouble.strike(self.village, random.Random(chance.random()))  # noqa: S311 - as above
            except (AssertionError, TimeoutError) as error:
                self._failed.append(f"{trouble.name}: {error!r}")

    def _is_alive(self):
        return self.village.process.returncode is None

    async def _settle(self):
        """Nothing goes wrong any more, everybody can be written to; wait until all is done."""
        self.village.sandbox.faults.clear()
        for chat in list(self.world.chats.values()):
            if chat.is_private and chat.status(self.world.bot.id) == "kicked":
                self.world.start(chat.id)
        end = time.monotonic() + (STRICT_SETTLING if self.conduct.strict else SETTLING)
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < QUIET and time.monotonic() < end:
            await asyncio.sleep(QUIET / 5)
            if self._waits():
                quiet_since = time.monotonic()

    async def _let_time_go_by(self):
        """What has its time days later comes due, and must hold as well."""
        for length in self.conduct.later:
            self.village.skip(length)
            await self._settle()
            self._hold_against(invariants.LASTING)

    def _hold_against(self, promises):
        """Write down what is broken and was not before, and what has been at work so far."""
        evidence = account.evidence_of(self.village, self.diary)
        found = invariants.broken(evidence, promises)
        self._failed += [line for line in found if line not in self._failed]
        self._routes |= {route for (route,) in evidence.select(ROUTES)}

    def _waits(self):
        """Whether anything is left to fetch, to handle, to say, or is due."""
        now = int(self.village.clock.now().timestamp() * 1000)
        return len(self.world.updates) > 0 or self.village.select(WAITING, now) != [(0,)]

    def _outcome(self):
        broken = [*self._failed, *account.ended_by_themselves(self.village.processes)]
        routes = sorted(self._routes)
        summary = account.summary_of(self.village, self.diary, routes)
        return account.Outcome(broken, summary, routes=routes)


async def _happens(event, seconds):
    """Whether something happens within so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
