"""The random driver: people do things, troubles strike, and in the end the promises are checked."""

import asyncio
import random
import re
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from bot.cli import FAILURE
from tests.crash.soak import deeds, invariants
from tests.crash.soak.diary import Diary
from tests.crash.soak.evidence import Evidence, Resident
from tests.crash.soak.settlement import Settlement
from tests.support.catalogue import pattern

ACTS_PER_SECOND = 20.0
STRICT_ACTS_PER_SECOND = 0.8
"""With Telegram's real limits, so that what is owed can be said at all."""

STRICT_SHARE = 0.3
"""How many seeds of all have Telegram's real limits."""

BETWEEN_TROUBLES = 3.0
"""Seconds on average between a trouble and the next of its kind (Telegram's, the process's)."""

SETTLING = 120.0
STRICT_SETTLING = 400.0
"""Seconds within which, once nothing goes wrong any more, all is done that is owed."""

QUIET = 1.0
"""Seconds that nothing may wait, for it to count as settled."""

MINUTE = 60.0

ENDED_AS_TOLD = {0, -signal.SIGKILL, -signal.SIGTERM}

NO_START = re.compile(r"^linliquan: \S", re.MULTILINE)
"""The last words of a process that the disk keeps from starting."""

RESTART_AFTER = 2.5
"""Seconds between two looks of the service manager; what is dead at two of them is started again.

Longer than a trouble that starts the next process takes to do so: no two are to run at a time.
"""

TAKEN = {
    "notice.seen": ("notice-seen",),
    "report.join": ("report-joined", "report-joined-group"),
    "signup.join": ("signup-joined", "signup-waits"),
}
"""The toasts that tell that a press was taken, by the route of the button."""

ROUTES = "SELECT DISTINCT route FROM inbox WHERE route IS NOT NULL"

WAITING = (
    "SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'pending')"
    " + (SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'unknown', 'sending'))"
    " + (SELECT COUNT(*) FROM schedules WHERE state = 'waiting' AND due_at < ?)"
)


CAME_OF_IT = (
    "SELECT 'reports', COUNT(*) FROM reports"
    " UNION ALL SELECT 'households', COUNT(*) FROM report_households"
    " UNION ALL SELECT 'ratings', COUNT(*) FROM report_ratings"
    " UNION ALL SELECT 'notices', COUNT(*) FROM notices WHERE state = 'sent'"
    " UNION ALL SELECT 'receipts', COUNT(*) FROM notice_receipts"
    " UNION ALL SELECT 'sign-up entries', COUNT(*) FROM signup_entries"
    " UNION ALL SELECT 'group-buy orders', COUNT(*) FROM groupbuy_orders"
    " UNION ALL SELECT 'bookings', COUNT(*) FROM bookings"
    " UNION ALL SELECT 'visits', COUNT(*) FROM point_visits"
    " UNION ALL SELECT 'gifts', COUNT(*) FROM gift_orders"
    " UNION ALL SELECT 'answers to forms', COUNT(*) FROM form_answers"
)
"""How much there is of each thing in the end: a promise about what nobody did is easily kept."""


@dataclass(frozen=True)
class Conduct:
    """How a run goes.

    Args:
        seed: by which everybody does the same in the same order.
        seconds: how long people are at it.
        people: how many residents.
        troubles: what goes wrong meanwhile.
        strict: whether Telegram's real limits hold.
        between: seconds from one trouble to the next on average.
        restart_after: seconds between two looks of the service manager.
    """

    seed: int
    seconds: float
    people: int
    troubles: tuple
    strict: bool = False
    between: float = BETWEEN_TROUBLES
    restart_after: float = RESTART_AFTER

    def chance(self, what):
        """The source of randomness for one thing; none disturbs another."""
        return random.Random(f"{self.seed}/{what}")  # noqa: S311 - a seed that replays is the point


@dataclass
class Outcome:
    """What came of a run.

    Args:
        broken: a sentence for each promise that was not kept, with the evidence.
        summary: lines that say what was done.
        routes: the names of what handled something.
    """

    broken: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    routes: list[str] = field(default_factory=list)


def is_strict(seed):
    """Whether a seed has Telegram's real limits."""
    return random.Random(f"{seed}/strict").random() < STRICT_SHARE  # noqa: S311 - as above


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
        self._tell = tell
        self._failed = []

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
            finally:
                over.set()
                await manager
            self._expect_running()
            await self.village.process.stop()
            return self._reckon()
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
                self._tell(self._now())

    def _do(self, who, chance):
        choices = deeds.DEEDS[who.role]
        deed = chance.choices([d for _, d in choices], [weight for weight, _ in choices])[0]
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

    def _waits(self):
        """Whether anything is left to fetch, to handle, to say, or is due."""
        now = int(self.village.clock.now().timestamp() * 1000)
        return len(self.world.updates) > 0 or self.village.select(WAITING, now) != [(0,)]

    def _reckon(self):
        evidence = self._evidence()
        broken = [*self._failed, *self._ended_by_itself(), *invariants.broken(evidence)]
        deeds_done = ", ".join(f"{name} {n}" for name, n in sorted(self.diary.deeds.items()))
        came = ", ".join(f"{what} {n}" for what, n in self.village.select(CAME_OF_IT))
        struck = ", ".join(f"{name} {n}" for name, n in sorted(self.diary.struck.items()))
        routes = sorted(route for (route,) in evidence.select(ROUTES))
        return Outcome(
            broken,
            [
                f"people: {deeds_done}",
                f"troubles: {struck or 'none'}",
                f"the bot: {self._counts()}",
                f"processes: {len(self.village.processes)}",
                f"what came of it: {came}",
                f"{len(routes)} routes: {' '.join(routes)}",
            ],
            routes=routes,
        )

    def _evidence(self):
        return Evidence(
            database=self.village.database,
            sandbox=self.village.sandbox,
            diary=self.diary,
            people={
                villager.id: Resident(villager.name, secrets_of(villager))
                for villager in self.village.people
            },
            logs={
                process.log.name: process.log.read_text(encoding="utf-8", errors="replace")
                for process in self.village.processes
            },
            admins=frozenset({self.village.admin.id}),
            interruptions=len(self.village.processes) - 1 + self.diary.struck["SIGSTOP"],
            patterns={
                route: tuple(
                    pattern(self.village.app.renderer, key, lang, {})
                    for key in keys
                    for lang in ("zh", "en")
                )
                for route, keys in TAKEN.items()
            },
        )

    def _ended_by_itself(self):
        return [
            f"a process ended with {process.returncode}: {process.log.name}"
            for process in self.village.processes
            if not ended_as_told(process)
        ]

    def _now(self):
        return f"{sum(self.diary.deeds.values())} deeds; {self._counts()}"

    def _counts(self):
        calls = Counter(call.method for call in self.village.calls if call.ok)
        return ", ".join(f"{method} {n}" for method, n in calls.most_common(5))


async def _happens(event, seconds):
    """Whether something happens within so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


def ended_as_told(process):
    """Whether it was told to end, or said in words that it cannot start as the disk is."""
    words = process.words()
    could_not_start = (
        process.returncode == FAILURE
        and "event=running" not in words
        and bool(NO_START.search(words))
    )
    return could_not_start or process.returncode in ENDED_AS_TOLD


def secrets_of(villager):
    """Address and numbers of somebody, as they might be written."""
    building, unit, room = villager.address.split("-")
    return (
        villager.address,
        f"{building}号楼{unit}单元{room}",
        villager.phone,
        villager.identity,
    )
