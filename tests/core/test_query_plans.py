"""The statements of every step use an index, however much waits or has been."""

import random
import re
from datetime import UTC, datetime, timedelta

import pytest

from domain.codes import NewCode
from domain.messages import Edit, Menu, Priority, Say, text
from storage.inbox import Arrival

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SCAN = re.compile(
    r"SCAN (?!.*USING (COVERING )?INDEX)(?!.*CONSTANT ROW)(?!\(?subquery)(?!(?:waiting|turns)$)"
)
"""A table that is read whole; what a statement has put aside itself, a thousand rows at most, is
none."""

NEW_CODE = NewCode(
    purpose="gift", subject="1", person_id=1, code_hash="x", created_at=NOW, expires_at=NOW
)


@pytest.fixture
async def plans(database):
    """Runs an act in a transaction and answers with the plans of its statements."""

    async def plans_of(act):
        seen = []
        async with database.transaction() as uow:
            await uow.outbox._connection.set_trace_callback(seen.append)
            await act(uow)
            await uow.outbox._connection.set_trace_callback(None)
            lines = []
            for sql in seen:
                rows = await uow.outbox._all(f"EXPLAIN QUERY PLAN {sql}")
                lines += [(sql, row["detail"]) for row in rows]
        return lines

    return plans_of


async def _row(uow):
    await uow.outbox.put([Say(to=1, text=text("x"), card="c")], NOW)
    return (await uow.outbox.ready(NOW))[0].read()


STEPS = {
    "inbox put": lambda uow: uow.inbox.put(
        [Arrival(source="telegram", dedup_key="1", lane=1, payload="{}")], NOW
    ),
    "inbox next batch": lambda uow: uow.inbox.next_batch(NOW, 32),
    "inbox next due": lambda uow: uow.inbox.next_due(NOW),
    "inbox backlog": lambda uow: uow.inbox.backlog(),
    "inbox handled": lambda uow: uow.inbox.handled([(1, "x")], NOW),
    "inbox move lane": lambda uow: uow.inbox.move_lane(1, 2),
    "inbox prune": lambda uow: uow.inbox.prune(NOW),
    "outbox put": lambda uow: uow.outbox.put(
        [
            Say(to=1, text=text("x")),
            Edit(to=1, card="c", text=text("x")),
            Menu(to=1, audience="person", commands=()),
        ],
        NOW,
    ),
    "outbox ready": lambda uow: uow.outbox.ready(NOW),
    "outbox next due": lambda uow: uow.outbox.next_due(NOW),
    "outbox backlog": lambda uow: uow.outbox.backlog(),
    "outbox release": lambda uow: uow.outbox.release(1),
    "outbox recent": lambda uow: uow.outbox.recent(NOW),
    "outbox prune": lambda uow: uow.outbox.prune(NOW),
    "schedules take due": lambda uow: uow.schedules.take_due(NOW, 10),
    "schedules next due": lambda uow: uow.schedules.next_due(),
    "schedules cancel": lambda uow: uow.schedules.cancel("k", "s"),
    "circle members": lambda uow: uow.circles.members(1),
    "circles count people": lambda uow: uow.circles.count_people([1, 2, 3]),
    "codes with hash": lambda uow: uow.codes.with_hash("gift", "x"),
    "codes replace": lambda uow: uow.codes.replace(NEW_CODE),
    "codes wrong since": lambda uow: uow.codes.wrong_since(1, NOW),
    "codes erase person": lambda uow: uow.codes.erase_person(1),
    "codes prune": lambda uow: uow.codes.prune(NOW),
}


@pytest.mark.parametrize("step", STEPS)
async def test_no_statement_of_a_step_reads_a_whole_table(plans, step):
    lines = await plans(STEPS[step])
    assert lines
    assert [(sql, plan) for sql, plan in lines if SCAN.search(plan)] == []


async def test_no_statement_of_recording_reads_a_whole_table(plans):
    async def record(uow):
        row = await _row(uow)
        await uow.outbox.claim(row)
        await uow.outbox.sent(row, 1, NOW)
        await uow.outbox.hold(row, "x", NOW)
        await uow.outbox.retry(row, "unknown", "x", NOW, timedelta())
        await uow.outbox.recover()

    lines = await plans(record)
    assert [(sql, plan) for sql, plan in lines if SCAN.search(plan)] == []


async def test_a_step_looks_at_few_rows_even_when_very_many_wait_and_have_been(database):
    many = 20_000
    chance = random.Random(1)  # noqa: S311 - a seed that replays is the point
    arrivals = [
        Arrival(source="telegram", dedup_key=str(n), lane=chance.randrange(500), payload="{}")
        for n in range(many)
    ]
    says = [
        Say(to=chance.randrange(1, 500), text=text("x"), priority=chance.choice(list(Priority)))
        for _ in range(many)
    ]
    async with database.transaction() as uow:
        await uow.inbox.put(arrivals, NOW)
        await uow.outbox.put(says, NOW)
        for table in ("inbox", "outbox"):
            state = "handled" if table == "inbox" else "sent"
            await uow.inbox._run(f"UPDATE {table} SET state = '{state}' WHERE id % 2 = 0")  # noqa: S608 - constants

    steps = 0

    def count():
        nonlocal steps
        steps += 1

    async with database.transaction() as uow:
        await uow.inbox._connection.set_progress_handler(count, 100)
        await uow.inbox.next_batch(NOW, 32)
        await uow.outbox.ready(NOW)
        await uow.inbox.next_due(NOW)
        await uow.outbox.next_due(NOW)
        await uow.inbox._connection.set_progress_handler(None, 100)
    assert steps * 100 < 100_000, "instructions of SQLite's machine; a scan would take millions"
