"""Random neighbours on one list in the database, through the handlers and with restarts."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.dispatcher import Dispatcher
from bot.metrics import Metrics
from domain.circles import CircleKind
from domain.errors import Refusal
from domain.people import Address, Reach
from domain.signups.options import split_options
from domain.signups.reading import read_signup
from handlers import features
from handlers.context import Ctx
from handlers.incoming import Place, Press
from handlers.routing import RouteTable
from handlers.signups.opening import publish
from scheduler.fire import fire_due
from storage.people import Profile
from storage.uow import Database
from tests.core.test_report_storage_machine import COMMUNITY, Clock, _empty
from tests.support.tickets import TUESDAY

CAPTAIN = 1
PEOPLE = range(20, 28)
"""Two of each household."""

LINES = (
    "守桶 人数=2 时间=周四 8:00-10:00 带人=3",
    "守桶 人数=3 时间=周三 20:00-21:00 带人=2 资格=一户一位",
    "守桶 人数=1 时段=8:00-10:00,10:00-12:00 时间=周四 候补上限=2 带人=2",
    "聚餐 人数=2 带人=是 资格=一户一位 公开名单=否",
)
SHIFTS = st.integers(0, 1)
OWN = ("accept", "decline", "whole", "partly", "less", "stay")


def _sum_of(table):
    return f"SELECT person_id, SUM(minutes) AS minutes FROM {table} GROUP BY person_id"  # noqa: S608 - a constant


class Kept(RuleBasedStateMachine):
    """One list, the handlers of its buttons and of its deadlines; no network."""

    def __init__(self):
        super().__init__()
        self.clock = Clock(TUESDAY)
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "kept.db"
        self.runner = asyncio.Runner()
        self.routes = RouteTable(features(), "kept_bot")
        self.order = {}
        self.signup = None

    def teardown(self):
        self.runner.run(self.database.__aexit__())
        self.runner.close()
        self.folder.cleanup()

    @initialize(line=st.sampled_from(LINES))
    def it_is_opened(self, line):
        self._open_database(_empty())
        self.signup = self.runner.run(self._publish(line))

    @rule(people=st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True), shift=SHIFTS)
    def some_join(self, people, shift):
        for who in people:
            self._taps(who, "join", shift)

    @rule(who=st.sampled_from(PEOPLE), shift=SHIFTS)
    def somebody_brings_one_more(self, who, shift):
        self._taps(who, "more", shift)

    @rule(data=st.data())
    def somebody_leaves(self, data):
        entries = self._entries()
        if entries:
            entry = data.draw(st.sampled_from(entries))
            self._taps(entry["person_id"], "leave", entry["shift"])

    @rule(data=st.data(), action=st.sampled_from(OWN))
    def somebody_taps_on_their_own_card(self, data, action):
        entries = self._entries()
        offered = [entry for entry in entries if entry["offered"]]
        among = offered if offered and action in {"accept", "decline"} else entries
        if among:
            entry = data.draw(st.sampled_from(among))
            args = (entry["number"], entry["party"])
            self.runner.run(self._press(entry["person_id"], f"signup.{action}", args))

    @rule(data=st.data(), mark=st.sampled_from(["present", "absent", "excused"]))
    def the_captain_calls_the_roll(self, data, mark):
        seated = [entry for entry in self._entries() if entry["seats"]]
        if seated:
            entry = data.draw(st.sampled_from(seated))
            self.runner.run(self._press(CAPTAIN, "signup.mark", (entry["number"], mark, 0)))

    @rule(minutes=st.one_of(st.integers(1, 130), st.integers(1, 130), st.integers(1, 12 * 60)))
    def time_goes_by_and_what_is_due_happens(self, minutes):
        self.clock.at += timedelta(minutes=minutes)
        self.runner.run(self._fire())

    @rule()
    def the_process_begins_anew(self):
        self.runner.run(self.database.__aexit__())
        self._open_database()

    @invariant()
    def no_more_seats_are_given_than_there_are(self):
        if self.signup is None:
            return
        taken = Counter()
        for entry in self._entries():
            taken[entry["shift"]] += entry["seats"] + entry["offered"]
        for shift in self.signup.shifts:
            assert taken[shift.position] <= shift.seats

    @invariant()
    def everybody_is_on_it_once_and_one_of_each_household_where_that_is_asked(self):
        if self.signup is None:
            return
        entries = self._entries()
        places = [(entry["person_id"], entry["shift"]) for entry in entries]
        assert len(places) == len(set(places))
        if self.signup.conditions.household:
            households = [entry["household"] for entry in entries]
            assert len(households) == len(set(households))

    @invariant()
    def the_order_of_the_queue_is_kept(self):
        """Who waited before somebody else still does, unless they asked to be queued anew."""
        if self.signup is None:
            return
        waiting = [
            entry for entry in self._entries() if entry["party"] > entry["seats"] + entry["offered"]
        ]
        order = {entry["number"]: entry["queued"] for entry in waiting}
        for number, queued in order.items():
            before = self.order.get(number)
            assert before is None or queued == before or queued > max(self.order.values())
        self.order = order

    @invariant()
    def nobody_waits_for_a_seat_that_is_free_and_that_they_fit(self):
        if self.signup is None:
            return
        for shift in self.signup.shifts:
            if self.signup.begun(shift, self.clock.now()):
                continue
            here = [entry for entry in self._entries() if entry["shift"] == shift.position]
            free = shift.seats - sum(entry["seats"] + entry["offered"] for entry in here)
            for entry in here:
                missing = entry["party"] - entry["seats"] - entry["offered"]
                if missing and not entry["offered"]:
                    assert (missing if entry["whole"] else 1) > free

    @invariant()
    def the_ledger_of_hours_is_the_sum_of_the_attendances(self):
        if self.signup is None:
            return
        sums = [
            {
                row["person_id"]: row["minutes"]
                for row in self._rows(_sum_of(table))
                if row["minutes"]
            }
            for table in ("hours_entries", "signup_attendance")
        ]
        assert sums[0] == sums[1]

    @invariant()
    def every_offer_has_its_deadline(self):
        if self.signup is None:
            return
        due = {
            row["subject"]
            for row in self._rows(
                "SELECT subject FROM schedules"
                " WHERE kind = 'signup.offer_over' AND state = 'waiting'"
            )
        }
        for entry in self._entries():
            assert not entry["offered"] or str(entry["number"]) in due

    def _open_database(self, content=None):
        if content is not None:
            self.path.write_bytes(content)
        self.database = Database(self.path)
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

    def _taps(self, who, action, shift):
        shift = min(shift, len(self.signup.shifts) - 1)
        self.runner.run(self._press(who, f"signup.{action}", (self.signup.number, shift)))

    async def _publish(self, line):
        async with self.database.transaction() as uow:
            circle = await uow.circles.map(-100, "3号楼", CircleKind.NEIGHBOURS, "第一网格", None)
            for person in (CAPTAIN, *PEOPLE):
                profile = Profile(id=person, name=f"P{person}", username=None, lang="zh")
                await uow.people.meet(profile)
                await uow.people.set_reach(person, Reach.OPEN)
                await uow.circles.join(circle.id, person)
                home = Address(building="1", unit="1", room=str(person // 2))
                await uow.people.bind(person, home)
            await uow.circles.set_captain(circle.id, CAPTAIN, captain=True)
            ctx = await self._ctx(uow, CAPTAIN)
            signup = read_signup(split_options(line), self.clock.now(), COMMUNITY.zone)
            return await publish(ctx, signup, [circle])

    async def _press(self, who, route, args):
        async with self.database.transaction() as uow:
            ctx = await self._ctx(uow, who)
            words = tuple(map(str, args))
            press = ctx.event.model_copy(update={"args": words})
            try:
                async with uow.savepoint():
                    await self.routes.named("button", route).handler(ctx, press)
            except Refusal:
                return
            await uow.outbox.put(ctx.out, self.clock.now())

    async def _fire(self):
        while True:
            fired, _ = await fire_due(self.database, self.clock.now())
            handled = await self.dispatcher.drain()
            assert fired == handled
            if not fired:
                break
        assert not await self._all("SELECT error FROM inbox WHERE error IS NOT NULL")

    async def _ctx(self, uow, who):
        actor = await uow.people.actor(who, frozenset())
        event = Press(
            place=Place(chat_id=-100, private=False), callback_id="1", data="", message_id=1
        )
        return Ctx(uow, self.clock.now(), COMMUNITY, self.routes, event, actor, None)

    def _entries(self):
        return self._rows("SELECT * FROM signup_entries WHERE ended_at IS NULL ORDER BY queued")

    def _rows(self, sql):
        return self.runner.run(self._all(sql))

    async def _all(self, sql):
        async with self.database.transaction() as uow:
            return list(await uow._connection.execute_fetchall(sql))


Kept.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
test_a_list_in_the_database_whatever_people_do = Kept.TestCase
