"""SQLite finds notices, copies and receipts by index, however many there have been."""

from datetime import UTC, datetime

import pytest

from domain.messages import Formatted
from domain.notices.model import Content, Notice
from domain.people import Person
from storage.migrate import upgrade
from storage.uow import Database

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NOTICE = Notice(id=7, author_id=1, content=Content(body=Formatted(words="停水")), created_at=NOW)
ADMINS = frozenset({1})
ANA = Person(id=30, name="Ana")

ASKED = {
    "a notice": lambda uow: uow.notices.find(7),
    "what changed of it": lambda uow: uow.notices.save(NOTICE),
    "those of some circles": lambda uow: uow.notices.in_circles([1, 2], 10),
    "those that wait": lambda uow: uow.notices.waiting(),
    "who follows one": lambda uow: uow.notices.watchers(7, 1),
    "drafts to forget": lambda uow: uow.notices.prune(NOW),
    "what somebody sent": lambda uow: uow.notices.held_on(1),
    "an author to forget": lambda uow: uow.notices.erase_person(1),
    "a copy": lambda uow: uow.notice_copies.find(7, 1),
    "all copies": lambda uow: uow.notice_copies.of(7),
    "what became of them": lambda uow: uow.notice_copies.follow(7, "notice:7"),
    "a press": lambda uow: uow.notice_receipts.add(NOTICE, 1, 30, NOW),
    "the count of a circle": lambda uow: uow.notice_receipts.count(NOTICE, 1, ADMINS),
    "the counts of all": lambda uow: uow.notice_receipts.by_circle(NOTICE, ADMINS),
    "the roster": lambda uow: uow.notice_receipts.roster(NOTICE, 1, ADMINS),
    "who had confirmed": lambda uow: uow.notice_receipts.had_confirmed(NOTICE, 1),
    "who was asked": lambda uow: uow.notice_receipts.with_card("notice-ask:7", [ANA]),
    "what somebody confirmed": lambda uow: uow.notice_receipts.held_on(30),
    "a neighbour to forget": lambda uow: uow.notice_receipts.erase_person(30),
}


@pytest.fixture
async def database(tmp_path):
    upgrade(tmp_path / "plans.db")
    async with Database(tmp_path / "plans.db") as opened:
        yield opened


@pytest.mark.parametrize("name", ASKED)
async def test_nothing_reads_a_whole_table(database, name):
    statements = []
    async with database.transaction() as uow:
        await uow._connection.execute("PRAGMA defer_foreign_keys = ON")
        await uow._connection.set_trace_callback(statements.append)
        await ASKED[name](uow)
        await uow._connection.set_trace_callback(None)
        plans = [await uow.notices._all(f"EXPLAIN QUERY PLAN {sql}") for sql in statements]
        await uow.notices._run("DELETE FROM notice_receipts")
    lines = [row["detail"] for plan in plans for row in plan]
    tables = [line for line in lines if line.startswith(("SCAN", "SEARCH"))]
    assert tables or name == "a press"
    assert not [line for line in tables if line.startswith("SCAN") and "USING" not in line]
