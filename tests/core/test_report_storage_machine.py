"""Random people at random times on one ticket in the database: what is kept is what was meant."""

import asyncio
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.dispatcher import Dispatcher
from bot.metrics import Metrics
from bot.settings import build
from domain.circles import CircleKind
from domain.errors import Refusal
from domain.people import Actor, Person
from domain.reports.lifecycle import TRANSITIONS, Step, possible
from domain.reports.model import Report
from handlers import features
from handlers.context import NOBODY, Ctx
from handlers.incoming import DueNow, Place
from handlers.reports.common import act, find, parties, plan
from handlers.routing import RouteTable
from scheduler.fire import fire_due
from storage.migrate import upgrade
from storage.rows import to_ms
from storage.uow import Database
from tests.support.tickets import TUESDAY

GRID = frozenset({"第一网格"})
BEN, CAI, LI, ANA = (Person(id=n, name=f"P{n}") for n in (20, 21, 40, 30))
ACTORS = (
    Actor(person=BEN, grids=GRID),
    Actor(person=CAI, grids=GRID),
    Actor(person=LI, organisations=frozenset({"物业"})),
    Actor(person=ANA),
)
"""Two of the staff, a partner, and the reporter; the clock acts when time goes by."""

CATEGORIES = ("垃圾环境", "电梯", "房屋修缮")
CHANGES = {
    Step.TRANSFER: st.sampled_from(
        [{"target_id": 21, "organisation": None}, {"target_id": None, "organisation": "物业"}]
    ),
    Step.HOLD: st.integers(1, 30).map(lambda days: {"held_until": TUESDAY + timedelta(days=days)}),
    Step.CLASSIFY: st.builds(
        lambda name, urgent: {"category": name, "urgent": urgent},
        st.sampled_from(CATEGORIES),
        st.booleans(),
    ),
}
SETTINGS = build(
    {
        "telegram": {"token": "42:machine"},
        "community": {"name": "滨河社区", "grids": ["第一网格"], "admins": [1]},
    },
    "machine",
)
COMMUNITY = SETTINGS.community_model()


class Clock:
    """Shows what it was set to."""

    def __init__(self, at):
        self.at = at

    def now(self):
        return self.at


@cache
def _empty():
    """A database with the schema of today and nothing in it, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        upgrade(path)
        return path.read_bytes()


class Kept(RuleBasedStateMachine):
    """One ticket, the repositories and the handlers of deadlines; no network."""

    def __init__(self):
        super().__init__()
        self.clock = Clock(TUESDAY)
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "kept.db"
        path.write_bytes(_empty())
        self.runner = asyncio.Runner()
        self.database = Database(path)
        self.routes = RouteTable(features(), "kept_bot")
        self.dispatcher = Dispatcher(
            self.database,
            self.routes,
            COMMUNITY,
            self.clock,
            Metrics(),
            lambda _: None,
            lambda: None,
        )
        self.runner.run(self.database.__aenter__())

    def teardown(self):
        self.runner.run(self.database.__aexit__())
        self.runner.close()
        self.folder.cleanup()

    @initialize(category=st.sampled_from(CATEGORIES), urgent=st.booleans())
    def it_is_filed(self, category, urgent):
        self.report = self.runner.run(self._file(category, urgent=urgent))

    @rule(data=st.data(), who=st.sampled_from(ACTORS))
    def somebody_does_what_they_can(self, data, who):
        self.runner.run(self._act(data, who))

    @rule(minutes=st.one_of(st.integers(1, 600), st.integers(1, 9 * 24 * 60)))
    def time_goes_by_and_what_is_due_happens(self, minutes):
        self.clock.at += timedelta(minutes=minutes)
        self.report = self.runner.run(self._fire())

    @invariant()
    def the_ticket_that_is_loaded_is_the_one_that_was_saved(self):
        if hasattr(self, "report"):
            assert self.runner.run(self._loaded()) == self.report

    @invariant()
    def what_waits_is_what_the_rules_say(self):
        if not hasattr(self, "report"):
            return
        wanted = {
            (due.kind, to_ms(self._by_day(due.at)))
            for due in COMMUNITY.clocks.deadlines(self.report)
        }
        rows = self.runner.run(self._schedules())
        waiting = {(kind, due) for kind, due, state in rows if state == "waiting"}
        ended = {(kind, due) for kind, due, state in rows if state in {"fired", "lapsed"}}
        daily = {row for row in waiting if row[0] == "report.resolve_daily"}
        assert waiting - daily == wanted - ended
        assert len(daily) <= 1
        if daily:
            assert self.report.resolve_due <= self.clock.now()
        if self.report.resolve_due is not None and self.report.resolve_due <= self.clock.now():
            assert daily or waiting

    async def _file(self, category, *, urgent):
        async with self.database.transaction() as uow:
            for person in (BEN, CAI, LI, ANA):
                await uow._connection.execute(
                    "INSERT INTO people (id, name) VALUES (?, ?)", (person.id, person.name)
                )
            circle = await uow.circles.map(-100, "3号楼", CircleKind.NEIGHBOURS, "第一网格", None)
            await uow.partners.add(LI.id, "物业", self.clock.now())
            ticket = Report(
                number=0,
                circle=circle,
                reporter_id=ANA.id,
                filed_by=ANA.id,
                body="坏了",
                photos=("a", "b"),
                category=category,
                urgent=urgent,
                created_at=self.clock.now(),
            )
            filed = await uow.reports.file(COMMUNITY.clocks.started(ticket))
            await uow.report_people.join(filed.number, ANA.id, self.clock.now())
            await plan(self._ctx(uow, ACTORS[3]), filed)
            return filed

    async def _act(self, data, who):
        async with self.database.transaction() as uow:
            ctx = self._ctx(uow, who)
            by = await parties(ctx, self.report)
            can = [name for name in possible(self.report, by) if name is not Step.MERGE]
            if not can:
                await self._is_refused(ctx, by, data.draw(st.sampled_from([*TRANSITIONS])))
                return
            name = data.draw(st.sampled_from(can))
            changes = data.draw(CHANGES.get(name, st.just({})))
            self.report = await act(ctx, self.report, name, by=by, words="写几个字", **changes)

    async def _is_refused(self, ctx, by, name):
        try:
            await act(ctx, self.report, name, by=by, words="写几个字")
        except Refusal:
            return
        raise AssertionError(f"{name} was not refused")

    async def _fire(self):
        while True:
            fired, _ = await fire_due(self.database, self.clock.now())
            handled = await self.dispatcher.drain()
            assert fired == handled
            if not fired:
                break
        async with self.database.transaction() as uow:
            failed = await uow._connection.execute_fetchall(
                "SELECT payload, error FROM inbox WHERE error IS NOT NULL"
            )
        assert not list(failed)
        return await self._loaded()

    async def _loaded(self):
        async with self.database.transaction() as uow:
            return await find(self._ctx(uow, NOBODY), self.report.number)

    async def _schedules(self):
        async with self.database.transaction() as uow:
            return await uow._connection.execute_fetchall(
                "SELECT kind, due_at, state FROM schedules WHERE subject = '1'"
            )

    def _ctx(self, uow, who):
        place = Place(chat_id=who.person.id, private=True)
        event = DueNow(place=place, kind="", subject="")
        return Ctx(uow, self.clock.now(), COMMUNITY, self.routes, event, who, None)

    def _by_day(self, at):
        return at if self.report.urgent else COMMUNITY.quiet.end_after(at, COMMUNITY.zone)


Kept.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
test_a_ticket_in_the_database_whatever_people_do = Kept.TestCase
