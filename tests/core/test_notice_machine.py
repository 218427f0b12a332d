"""Neighbours at random on one notice: households are counted, and never more than there are."""

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.audience import Audience
from domain.errors import Refusal
from domain.messages import Formatted
from domain.notices.model import Content, Notice, NoticeState, by_household, missing
from domain.people import Address
from handlers.incoming import Place, Press
from handlers.notices.correcting import correct
from handlers.notices.receipts import seen
from handlers.notices.recording import record
from storage.migrate import upgrade
from storage.uow import Database
from tests.support.context import ADMIN, NOW, context, found, meet

CAPTAIN = 10
PEOPLE = st.integers(11, 16)
ADDRESSES = st.none() | st.sampled_from(["501", "502"]).map(
    lambda room: Address(building="3", unit="2", room=room)
)


@cache
def _empty():
    """A database with the schema of today and nothing in it, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        upgrade(path)
        return path.read_bytes()


class Confirming(RuleBasedStateMachine):
    """One notice in one circle; a model of sets beside the database."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "kept.db"
        path.write_bytes(_empty())
        self.runner = asyncio.Runner()
        self.database = Database(path)
        self.runner.run(self.database.__aenter__())
        self.version = 1
        self.out = True
        self.members = {CAPTAIN}
        self.homes = {}
        self.confirmed = {}

    def teardown(self):
        self.runner.run(self.database.__aexit__())
        self.runner.close()
        self.folder.cleanup()

    def run(self, act):
        """Do something in a transaction of its own."""

        async def in_transaction():
            async with self.database.transaction() as uow:
                return await act(uow)

        return self.runner.run(in_transaction())

    def presses(self, handler, person_id, *args):
        """Somebody presses a button in private; answers with whether they were let."""

        async def press(uow):
            actor = await uow.people.actor(person_id, frozenset({ADMIN}))
            ctx = context(uow, actor)
            ctx.event = Press(
                place=Place(chat_id=person_id, private=True),
                callback_id="1",
                data="",
                message_id=None,
                args=tuple(map(str, args)),
            )
            try:
                async with uow.savepoint():
                    await handler(ctx, ctx.event)
            except Refusal:
                return False
            return True

        return self.run(press)

    @initialize()
    def begins(self):
        async def begin(uow):
            circle = await found(uow, 100, "3号楼")
            await meet(uow, CAPTAIN, circles=[circle], captain=True)
            for person_id in range(11, 17):
                await meet(uow, person_id)
            notice = Notice(
                author_id=CAPTAIN,
                state=NoticeState.SENT,
                content=Content(body=Formatted(words="停水")),
                audience=Audience(circles=(circle.id,)),
                created_at=NOW,
                sent_at=NOW,
                circles=1,
            )
            kept = await uow.notices.add(notice)
            await uow.notice_copies.add(kept.id, [circle])
            return circle, kept.id

        self.circle, self.notice_id = self.run(begin)

    @rule(person=PEOPLE)
    def joins(self, person):
        self.run(lambda uow: uow.circles.join(self.circle.id, person))
        self.members.add(person)

    @rule(person=PEOPLE)
    def leaves(self, person):
        self.run(lambda uow: uow.circles.leave(self.circle.id, person))
        self.members.discard(person)

    @rule(person=PEOPLE, address=ADDRESSES)
    def moves(self, person, address):
        self.run(lambda uow: uow.people.bind(person, address))
        self.homes[person] = None if address is None else str(address)

    @rule(person=PEOPLE | st.just(CAPTAIN))
    def presses_seen(self, person):
        let = self.presses(seen, person, self.notice_id, self.circle.id)
        assert let == (self.out and person in self.members)
        if let:
            self.confirmed[person] = self.version

    @rule(person=PEOPLE)
    def is_called(self, person):
        absent = person in self.members and self.home(person) not in self.seen_homes()
        let = self.presses(record, CAPTAIN, self.notice_id, self.circle.id, person, "phone")
        assert let == (self.out and absent)
        if let:
            mates = {m for m in self.members if self.home(m) == self.home(person)}
            self.confirmed |= dict.fromkeys(mates, self.version)

    @precondition(lambda self: self.out)
    @rule()
    def is_corrected(self):
        async def has_new_words(uow):
            notice = await uow.notices.find(self.notice_id)
            words = Formatted(words=f"停水{self.version}")
            await uow.notices.save(notice.model_copy(update={"pending": words}))

        self.run(has_new_words)
        assert self.presses(correct, CAPTAIN, self.notice_id)
        assert not self.presses(correct, CAPTAIN, self.notice_id)
        self.version += 1

    @rule()
    def is_taken_back_or_not(self):
        async def turns(uow):
            notice = await uow.notices.find(self.notice_id)
            state = NoticeState.WITHDRAWN if self.out else NoticeState.SENT
            await uow.notices.save(notice.model_copy(update={"state": state}))

        self.run(turns)
        self.out = not self.out

    def home(self, person):
        return self.homes.get(person) or person

    def seen_homes(self):
        return {
            self.home(person)
            for person, version in self.confirmed.items()
            if version == self.version and person in self.members
        }

    @invariant()
    def counts_households(self):
        if not hasattr(self, "notice_id"):
            return

        async def read(uow):
            notice = await uow.notices.find(self.notice_id)
            count = await uow.notice_receipts.count(notice, self.circle.id, frozenset({ADMIN}))
            everywhere = await uow.notice_receipts.by_circle(notice, frozenset({ADMIN}))
            roster = await uow.notice_receipts.roster(notice, self.circle.id, frozenset({ADMIN}))
            return count, everywhere, by_household(roster)

        count, everywhere, households = self.run(read)
        reached = {p for p in self.members if p != CAPTAIN or self.seen_by(p)}
        assert count.confirmed == len(self.seen_homes())
        assert count.total == len({self.home(person) for person in reached})
        assert count.confirmed <= count.total
        assert everywhere.get(self.circle.id, count) == count
        assert len(households) == count.total
        assert len(missing(households)) == count.total - count.confirmed

    def seen_by(self, person):
        return self.confirmed.get(person) == self.version


TestConfirming = Confirming.TestCase
TestConfirming.settings = settings(max_examples=25, stateful_step_count=30)
