"""Random people answer, move, are sent back and are reminded until the day of erasure."""

import asyncio
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.dispatcher import Dispatcher
from bot.metrics import Metrics
from bot.settings import build
from domain.circles import CircleKind
from domain.forms.chasing import missing
from domain.forms.filling import flags_of
from domain.forms.model import Content, FormState, Kind
from domain.people import Address, Reach
from handlers import features
from handlers.context import NOBODY, Ctx
from handlers.forms.deadlines import plan_deadlines
from handlers.incoming import DueNow, Place
from handlers.routing import RouteTable
from scheduler.fire import fire_due
from storage.cipher import Cipher, new_key
from storage.forms import Draft
from storage.forms.people import subject_of
from storage.people import Profile
from storage.uow import Database
from tests.core.test_report_storage_machine import Clock, _empty
from tests.support.forms import NOW, definition, phone_of, question

COMMUNITY = build(
    {
        "telegram": {"token": "42:machine"},
        "community": {"name": "滨河社区", "grids": ["第一网格"], "admins": [1]},
    },
    "machine",
).community_model()
FORM = definition(
    question("phone", Kind.MOBILE, required=True),
    question("people", Kind.INTEGER, required=True, most=8),
)
PEOPLE = (31, 32, 33, 34)
CAPTAIN = 31
ADDRESSES = (None, "3-1-101", "3-1-102", "3-2-201")
OPEN, KEPT = timedelta(days=7), timedelta(days=20)

people = st.sampled_from(PEOPLE)
addresses = st.sampled_from(ADDRESSES)
numbers = st.integers(0, 5)


class Registered(RuleBasedStateMachine):
    """One form in one circle; the repositories, the deadlines and a model of what must hold."""

    def __init__(self):
        super().__init__()
        self.clock = Clock(NOW)
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "forms.db"
        self.path.write_bytes(_empty())
        self.runner = asyncio.Runner()
        self.database = Database(self.path, Cipher((new_key(),)))
        self.routes = RouteTable(features(), "form_bot")
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
        self.current, self.versions = {}, {}

    def teardown(self):
        self._run(self._fold())
        kept = b"".join(path.read_bytes() for path in self.path.parent.glob("forms.db*"))
        self.runner.run(self.database.__aexit__())
        self.runner.close()
        self.folder.cleanup()
        assert not any(phone_of(n).encode() in kept for n in range(6))

    @initialize()
    def opens(self):
        self._run(self._open())

    @rule(person=people, address=addresses)
    def moves(self, person, address):
        self._run(self._bind(person, address))

    @rule(person=people, number=numbers, count=st.integers(1, 12))
    def answers(self, person, number, count):
        self._run(self._answer(person, None, number, count))

    @rule(address=st.sampled_from(ADDRESSES[1:]), number=numbers)
    def is_helped(self, address, number):
        self._run(self._answer(CAPTAIN, address, number, 1))

    @rule(person=people)
    def begins(self, person):
        self._run(self._begin(person))

    @precondition(lambda self: self.current)
    @rule(data=st.data())
    def is_sent_back(self, data):
        subject = data.draw(st.sampled_from(sorted(self.current)))
        self._run(self._send_back(subject))

    @precondition(lambda self: self.current)
    @rule(data=st.data())
    def passes(self, data):
        subject = data.draw(st.sampled_from(sorted(self.current)))
        self._run(self._pass(subject))

    @rule(hours=st.sampled_from([1, 9, 24, 50, 24 * 8]))
    def time_goes_by(self, hours):
        self.clock.at += timedelta(hours=hours)
        self._run(self._catch_up())

    @invariant()
    def one_answer_of_each_household_counts(self):
        rows = self._rows(
            "SELECT subject, version, state, person_id FROM form_answers WHERE current = 1"
        )
        assert {
            row["subject"]: (row["version"], row["state"], row["person_id"]) for row in rows
        } == {
            subject: (version, state, person)
            for subject, (version, state, person, _) in self.current.items()
        }
        assert len(rows) == len(self.current)

    @invariant()
    def what_was_answered_can_be_read_again(self):
        for subject, (_, _, _, values) in self.current.items():
            assert self._run(self._values(subject)) == values

    @invariant()
    def versions_are_without_a_gap_and_gone_with_the_erasure(self):
        rows = self._rows("SELECT subject, version FROM form_answers ORDER BY subject, version")
        found = {}
        for row in rows:
            found.setdefault(row["subject"], []).append(row["version"])
        assert found == {
            subject: list(range(1, count + 1)) for subject, count in self.versions.items() if count
        }

    @invariant()
    def nothing_outlives_the_day_of_erasure(self):
        if not hasattr(self, "form") or self.clock.at < self.form.erases_at:
            return
        for table in ("form_answers", "form_drafts", "form_numbers", "form_reminders"):
            assert not self._rows(f"SELECT 1 FROM {table}"), table  # noqa: S608 - constants

    @invariant()
    def the_chase_list_is_the_roster_without_the_answers(self):
        if not hasattr(self, "form"):
            return
        left, roster = self._run(self._missing())
        assert left == roster - set(self.current)

    @invariant()
    def nobody_is_reminded_more_often_than_promised(self):
        rows = self._rows("SELECT times FROM form_reminders")
        assert all(row["times"] <= COMMUNITY.chase.most for row in rows)

    @invariant()
    def numbers_are_found_for_answers_that_count_only(self):
        rows = self._rows(
            "SELECT 1 FROM form_numbers AS n JOIN form_answers AS a ON a.id = n.answer_id"
            " WHERE a.current = 0"
        )
        assert not rows

    def _run(self, work):
        return self.runner.run(work)

    def _rows(self, sql):
        async def read():
            async with self.database.transaction() as uow:
                return await uow.forms._all(sql)

        return self._run(read())

    async def _fold(self):
        await self.database.fold(empty=True)

    async def _open(self):
        async with self.database.transaction() as uow:
            circle = await uow.circles.map(-100, "3号楼", CircleKind.NEIGHBOURS, "第一网格", None)
            for person in PEOPLE:
                await uow.people.meet(
                    Profile(id=person, name=f"P{person}", username=None, lang="zh")
                )
                await uow.circles.join(circle.id, person)
            await uow.people.set_reach(32, Reach.OPEN)
            self.form = await uow.forms.add(
                FORM,
                [circle.id],
                created_by=1,
                opened_at=NOW,
                closes_at=NOW + OPEN,
                erases_at=NOW + KEPT,
            )
            self.circle = circle
            await plan_deadlines(self._ctx(uow), self.form)

    def _ctx(self, uow):
        event = DueNow(place=Place(chat_id=0, private=False), kind="", subject="")
        return Ctx(
            uow=uow,
            now=self.clock.at,
            community=COMMUNITY,
            routes=self.routes,
            event=event,
            actor=NOBODY,
            circle=None,
        )

    async def _bind(self, person, address):
        parts = None
        if address is not None:
            building, unit, room = address.split("-")
            parts = Address(building=building, unit=unit, room=room)
        async with self.database.transaction() as uow:
            await uow.people.bind(person, parts)

    async def _draft(self, uow, person, address, values):
        who = await uow.people.find(person)
        return Draft(
            form_id=self.form.id,
            circle_id=self.circle.id,
            person_id=person,
            subject=address or subject_of(FORM.per, who),
            home=address or str(who.address or ""),
            proxy=address is not None,
            content=Content(values=values),
        )

    async def _begin(self, person):
        async with self.database.transaction() as uow:
            form = await uow.forms.find(self.form.id)
            if form.takes_answers(self.clock.at):
                draft = await self._draft(uow, person, None, {"phone": phone_of(person % 6)})
                await uow.form_drafts.keep(draft, self.clock.at)

    async def _answer(self, person, address, number, count):
        values = {"phone": phone_of(number), "people": str(count)}
        async with self.database.transaction() as uow:
            form = await uow.forms.find(self.form.id)
            draft = await self._draft(uow, person, address, values)
            if not form.takes_answers(self.clock.at):
                return
            draft = await uow.form_drafts.keep(draft, self.clock.at)
            flags = flags_of(FORM, values, other_person=False)
            made = await uow.form_answers.submit(form, draft, flags, self.clock.at)
            await uow.form_drafts.drop(draft.id)
        if address is None:
            for subject, (_, _, by, _) in list(self.current.items()):
                if by == person and not self._proxied(subject):
                    del self.current[subject]
        self.versions[draft.subject] = self.versions.get(draft.subject, 0) + 1
        self.current[draft.subject] = (self.versions[draft.subject], "pending", person, values)
        self.proxied = getattr(self, "proxied", {}) | {draft.subject: draft.proxy}
        assert made.version == self.versions[draft.subject]

    def _proxied(self, subject):
        return getattr(self, "proxied", {}).get(subject, False)

    async def _send_back(self, subject):
        async with self.database.transaction() as uow:
            answer = await uow.form_answers.current(self.form.id, subject)
            changed = await uow.form_answers.send_back(answer, "phone", "错了", 1, self.clock.at)
        version, state, person, values = self.current[subject]
        assert changed is (state != "returned")
        self.current[subject] = (version, "returned", person, values)

    async def _pass(self, subject):
        async with self.database.transaction() as uow:
            answer = await uow.form_answers.current(self.form.id, subject)
            passed = await uow.form_answers.pass_all([answer.id], 1, self.clock.at)
        version, state, person, values = self.current[subject]
        assert passed == (state == "pending")
        if passed:
            self.current[subject] = (version, "passed", person, values)

    async def _values(self, subject):
        async with self.database.transaction() as uow:
            answer = await uow.form_answers.current(self.form.id, subject)
        return None if answer is None else answer.content.values

    async def _missing(self):
        async with self.database.transaction() as uow:
            expected = await uow.form_people.expected(FORM.per, self.circle.id, frozenset({1}))
            answered = await uow.form_answers.answered(self.form.id)
        given = [subject for of_circle in answered.values() for subject, _ in of_circle]
        return {target.subject for target in missing(expected, given)}, expected.subjects

    async def _catch_up(self):
        await fire_due(self.database, self.clock.at)
        await self.dispatcher.drain()
        if self.clock.at >= self.form.erases_at:
            self.current, self.versions = {}, {}
        async with self.database.transaction() as uow:
            form = await uow.forms.find(self.form.id)
        expected = FormState.OPEN
        if self.clock.at >= self.form.closes_at:
            expected = FormState.CLOSED
        if self.clock.at >= self.form.erases_at:
            expected = FormState.ERASED
        assert form.state is expected


TestRegistered = Registered.TestCase
TestRegistered.settings = settings(max_examples=15, stateful_step_count=20)
