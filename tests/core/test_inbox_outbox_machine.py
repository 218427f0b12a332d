"""Inbox and outbox under any order of events, held against a plain model of what they promise."""

import asyncio
import shutil
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from operator import itemgetter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.messages import Edit, Menu, Priority, Say, text
from storage.inbox import DEDUP_WINDOW, MAX_ATTEMPTS, SHARE, Arrival
from storage.migrate import upgrade
from storage.outbox import LONGEST_WAIT
from storage.uow import Database

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
LONGEST_BACK_OFF = timedelta(seconds=30)
ALIVE = {"waiting", "unknown", "sending"}

jumps = st.sampled_from(
    [
        timedelta(seconds=1),
        timedelta(seconds=10),
        timedelta(minutes=2),
        timedelta(hours=-1),
        DEDUP_WINDOW + timedelta(hours=1),
    ]
)


@cache
def _empty():
    path = Path(tempfile.mkdtemp(prefix="linliquan-machine-")) / "empty.db"
    upgrade(path)
    return path


class _Machine(RuleBasedStateMachine):
    """A real database and a clock that jumps."""

    def __init__(self):
        super().__init__()
        self.now = START
        self.folder = Path(tempfile.mkdtemp(prefix="linliquan-machine-"))
        shutil.copy(_empty(), self.folder / "machine.db")
        self.runner = asyncio.Runner()
        self.database = Database(self.folder / "machine.db")
        self.runner.run(self.database.__aenter__())

    def do(self, act):
        """One transaction."""

        async def transaction():
            async with self.database.transaction() as uow:
                return await act(uow)

        return self.runner.run(transaction())

    def table(self, name):
        rows = self.do(lambda uow: uow.outbox._all(f"SELECT * FROM {name} ORDER BY id"))  # noqa: S608 - a constant
        return [dict(row) for row in rows]

    @rule(by=jumps)
    def clock_jumps(self, by):
        self.now += by

    def teardown(self):
        self.runner.run(self.database.__aexit__())
        self.runner.close()
        shutil.rmtree(self.folder)

    def _past(self, row, longest):
        """Whether a row need not wait, or seems to wait so long that the clock was set back."""
        wait = row["not_before"] - round(self.now.timestamp() * 1000)
        return wait <= 0 or wait > longest / timedelta(milliseconds=1)


class InboxMachine(_Machine):
    """What arrives is handled once, in order within its chat, or ends dead or quarantined."""

    def __init__(self):
        super().__init__()
        self.seen = {}  # key → when it counted as new
        self.accepted = 0
        self.attempts = Counter()
        self.done = {}  # id → how it ended

    @rule(
        keys=st.lists(st.integers(1, 6), min_size=1, max_size=4), lane=st.sampled_from([1, 2, -3])
    )
    def arrives(self, keys, lane):
        arrivals = [
            Arrival(source="telegram", dedup_key=str(key), lane=lane, payload="{}") for key in keys
        ]
        for key in keys:
            if key not in self.seen or self.seen[key] < self.now - DEDUP_WINDOW:
                self.seen[key] = self.now
                self.accepted += 1
        self.do(lambda uow: uow.inbox.put(arrivals, self.now))

    @rule(lane=st.sampled_from([1, 2]))
    def arrives_without_a_number(self, lane):
        one = Arrival(source="schedule", dedup_key=None, lane=lane, payload="{}")
        self.accepted += 1
        self.do(lambda uow: uow.inbox.put([one], self.now))

    @rule(limit=st.integers(1, 20), data=st.data())
    def a_batch_is_handled(self, limit, data):
        batch = self.do(lambda uow: uow.inbox.next_batch(self.now, limit))
        assert [row.id for row in batch] == self._expected()[:limit]
        blocked = set()
        for row in batch:
            if row.lane in blocked:
                continue
            end = data.draw(st.sampled_from(["handled", "handled", "failed", "quarantined"]))
            if end == "failed":
                blocked.add(row.lane)
                self.attempts[row.id] += 1
                dead = self.do(lambda uow, r=row: uow.inbox.failed(r, "LookupError", self.now))
                assert dead == (self.attempts[row.id] == MAX_ATTEMPTS)
                if dead:
                    self.done[row.id] = "dead"
                continue
            if end == "quarantined":
                self.do(lambda uow, r=row: uow.inbox.quarantine(r.id, "unreadable", self.now))
            self.do(lambda uow, r=row: uow.inbox.handled([(r.id, "route")], self.now))
            self.done[row.id] = end

    @rule(data=st.data())
    def a_group_moves(self, data):
        old, new = data.draw(st.permutations([1, 2, -3]))[:2]
        self.do(lambda uow: uow.inbox.move_lane(old, new))

    @invariant()
    def nothing_disappears_and_every_end_is_the_one_it_was_given(self):
        rows = self.table("inbox")
        assert len(rows) == self.accepted
        pending = {row["id"] for row in rows if row["state"] == "pending"}
        assert {row["id"]: row["state"] for row in rows if row["id"] not in pending} == self.done
        assert self.do(lambda uow: uow.inbox.backlog()).depth == len(pending)

    @invariant()
    def what_must_wait_has_a_time_to_wait_for(self):
        due = self.do(lambda uow: uow.inbox.next_due(self.now))
        waits = [row for row in self.table("inbox") if row["state"] == "pending"]
        assert self._expected() or not waits or due > self.now

    def _expected(self):
        pending = [row for row in self.table("inbox") if row["state"] == "pending"]
        blocked, ready = set(), []
        for row in pending:
            if not self._past(row, LONGEST_BACK_OFF):
                blocked.add(row["lane"])
            if row["lane"] not in blocked:
                ready.append(row)
        before = Counter()
        for row in ready:
            before[row["lane"]] += 1
            row["yields"] = before[row["lane"]] > SHARE
        return [row["id"] for row in sorted(ready, key=itemgetter("yields", "id"))]


chats = st.sampled_from([1, 2, -3])
cards = st.sampled_from(["a", "b"])
priorities = st.sampled_from(list(Priority))


class OutboxMachine(_Machine):
    """What is put is sent in order, one at a time per chat, or ends with a reason."""

    def __init__(self):
        super().__init__()
        self.flights = []
        self.puts = Counter()
        self.words = 0
        self.newest = {}  # (chat, card) → words it should show
        self.shown = {}  # (chat, card) → words it shows
        self.lost = set()  # cards that Telegram refused once

    def _text(self):
        self.words += 1
        return text("verbatim", word=str(self.words))

    def _put(self, message):
        self.puts[message.kind] += 1
        self.do(lambda uow: uow.outbox.put([message], self.now))

    @rule(chat=chats, priority=priorities)
    def says(self, chat, priority):
        self._put(Say(to=chat, text=self._text(), priority=priority))

    @rule(chat=chats, card=cards, priority=priorities)
    def shows_a_card(self, chat, card, priority):
        if (chat, card) not in self.newest:
            say = Say(to=chat, text=self._text(), card=card, priority=priority)
            self.newest[chat, card] = say.text
            self._put(say)

    @rule(chat=chats, card=cards)
    def edits_a_card(self, chat, card):
        if (chat, card) in self.newest:
            edit = Edit(to=chat, card=card, text=self._text())
            self.newest[chat, card] = edit.text
            self._put(edit)

    @rule(chat=st.sampled_from([1, 2]))
    def changes_a_menu(self, chat):
        self._put(Menu(to=chat, audience="person", commands=("help",)))

    @rule()
    def claims(self):
        row = self._claim()
        expected = self._ready()
        assert (row.id if row else None) == (expected[0] if expected else None)
        if row is not None:
            self.do(lambda uow: uow.outbox.claim(row))
            self.flights.append(row)

    @precondition(lambda self: self.flights)
    @rule(data=st.data(), wait=st.integers(0, 300))
    def lands(self, data, wait):
        row = self.flights.pop(data.draw(st.integers(0, len(self.flights) - 1)))
        ends = ["sent", "sent", "waiting", "unknown", "dead"]
        if isinstance(row.message, Say):
            ends += ["more", "held"]
        self._land(row, data.draw(st.sampled_from(ends)), timedelta(seconds=wait))

    @rule()
    def the_process_ends_and_another_begins(self):
        gone = len(self.flights)
        self.flights.clear()
        assert self.do(lambda uow: uow.outbox.recover()) == gone

    @rule(chat=chats)
    def a_chat_opens(self, chat):
        self.do(lambda uow: uow.outbox.release(chat))

    @rule(wait=st.integers(1, 100))
    def the_limits_let_a_chat_wait(self, wait):
        row = self._claim()
        if row is not None:
            self.do(lambda uow: uow.outbox.postpone(row, self.now, timedelta(seconds=wait)))
            again = self._claim()
            assert again is None or again.chat_id != row.chat_id

    @invariant()
    def nothing_that_was_said_disappears(self):
        rows = self.table("outbox")
        assert Counter(r["kind"] for r in rows)["say"] == self.puts["say"]
        for row in rows:
            assert (row["finished_at"] is None) == (row["state"] in ALIVE | {"held"})
            assert row["error"] or row["state"] not in {"dead", "dropped", "held", "unknown"}

    @invariant()
    def at_most_one_message_of_a_chat_is_on_its_way(self):
        sending = [row for row in self.table("outbox") if row["state"] == "sending"]
        assert sorted(row["id"] for row in sending) == sorted(row.id for row in self.flights)
        assert max(Counter(row["chat_id"] for row in sending).values(), default=0) <= 1

    @invariant()
    def at_most_one_edit_of_a_card_waits(self):
        waiting = [
            (row["chat_id"], row["card"])
            for row in self.table("outbox")
            if row["state"] == "waiting" and row["kind"] in {"edit", "menu"}
        ]
        assert len(waiting) == len(set(waiting))

    @invariant()
    def what_must_wait_has_a_time_to_wait_for(self):
        due = self.do(lambda uow: uow.outbox.next_due(self.now))
        waits = [r for r in self.table("outbox") if r["state"] in {"waiting", "unknown"}]
        free = [r for r in waits if r["chat_id"] not in {f.chat_id for f in self.flights}]
        assert self._ready() or not free or due > self.now

    def teardown(self):
        """Once every chat is open and Telegram takes everything, everything goes."""
        for chat in (1, 2, -3):
            self.do(lambda uow, chat=chat: uow.outbox.release(chat))
        for row in self.flights:
            self._land(row, "sent", timedelta())
        self.now += timedelta(days=1)
        while row := self._claim():
            self.do(lambda uow, row=row: uow.outbox.claim(row))
            self._land(row, "sent", timedelta())
        states = Counter(row["state"] for row in self.table("outbox"))
        assert set(states) <= {"sent", "dead", "dropped"}
        for card, words in self.newest.items():
            assert card in self.lost or self.shown[card] == words
        super().teardown()

    def _claim(self):
        ready = self.do(lambda uow: uow.outbox.ready(self.now))
        return ready[0].read() if ready else None

    def _land(self, row, end, wait):
        """What the sender's recording does with each outcome."""
        card = (row.chat_id, getattr(row.message, "card", None))
        if end == "sent" and isinstance(row.message, Edit) and row.card_message_id is None:
            end = "dropped"  # there is no card to edit
        match end:
            case "sent":
                if not isinstance(row.message, Menu):
                    self.shown[card] = row.message.text
                self.do(lambda uow: uow.outbox.sent(row, row.id, self.now))
            case "more":
                self.do(lambda uow: uow.outbox.next_part(row))
            case "held":
                self.do(lambda uow: uow.outbox.hold(row, "Forbidden", self.now))
            case "waiting" | "unknown":
                self.do(lambda uow: uow.outbox.retry(row, end, "a reason", self.now, wait))
            case _:
                if end == "dead":
                    self.lost.add(card)
                self.do(lambda uow: uow.outbox.give_up(row, end, "a reason", self.now))

    def _ready(self):
        """Ids that may go, the most urgent first: of each chat its first, if it need not wait."""
        rows = self.table("outbox")
        busy = {row["chat_id"] for row in rows if row["state"] == "sending"}
        waiting = [row for row in rows if row["state"] in {"waiting", "unknown"}]
        waiting.sort(key=lambda row: (row["priority"], row["id"]))
        first = {}
        for row in waiting:
            first.setdefault(row["chat_id"], row)
        return [
            row["id"]
            for row in waiting
            if first[row["chat_id"]] is row
            and row["chat_id"] not in busy
            and self._past(row, LONGEST_WAIT)
        ]


TestInbox = InboxMachine.TestCase
TestOutbox = OutboxMachine.TestCase
TestInbox.settings = TestOutbox.settings = settings(max_examples=25, stateful_step_count=30)
