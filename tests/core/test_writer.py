"""The connection that writes waits for other processes and for the disk, and holds up nobody."""

import asyncio
import math
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import aiosqlite
import pytest

from storage import writer
from storage.database import is_trouble

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def handed_over(monkeypatch):
    """The commits that were handed to the thread that waits for the disk."""
    commits, inner = [], aiosqlite.Connection.commit

    async def commit(connection):
        commits.append(connection)
        await inner(connection)

    monkeypatch.setattr(aiosqlite.Connection, "commit", commit)
    return commits


@pytest.fixture
def slow_disk(monkeypatch):
    """A disk on which every flush takes longer than it may."""
    monkeypatch.setattr(writer, "SLOW_FLUSH", -1.0)


@pytest.fixture
def fast_disk(monkeypatch):
    """A disk on which none does."""
    monkeypatch.setattr(writer, "SLOW_FLUSH", math.inf)


async def level(uow):
    return await uow.audit._value("PRAGMA synchronous")


async def test_a_transaction_waits_for_another_process_and_others_go_on(database):
    began = asyncio.Event()

    async def writes():
        began.set()
        async with database.transaction() as uow:
            return await uow.audit._value("SELECT COUNT(*) FROM audit")

    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.ensure_future(writes())
        await began.wait()
        await asyncio.sleep(0)
        assert not waiting.done()
        other.execute("COMMIT")
    assert await waiting == 0


async def test_a_process_that_writes_for_ever_is_reported_as_trouble(database, monkeypatch):
    monkeypatch.setattr(writer, "BUSY_SECONDS", 0)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            async with database.transaction():
                pass
    assert is_trouble(caught.value)
    async with database.transaction():  # and the next one is served again
        pass


@pytest.mark.usefixtures("slow_disk")
async def test_what_was_changed_is_on_the_disk_when_the_transaction_ends(database, handed_over):
    async with database.transaction() as uow:
        await uow.audit.add("test", None, "x", NOW)
        full = await level(uow)
    assert full == 2
    assert len(handed_over) == 1


@pytest.mark.usefixtures("fast_disk")
async def test_a_fast_disk_is_waited_for_at_once(database, handed_over):
    async with database.transaction() as uow:
        await uow.audit.add("test", None, "x", NOW)
        full = await level(uow)
    assert full == 2
    assert handed_over == []
    with closing(sqlite3.connect(database.path)) as other:
        assert other.execute("SELECT subject FROM audit").fetchall() == [("x",)]


async def test_one_slow_flush_sends_the_next_ones_to_the_thread_and_fast_ones_bring_them_back(
    database, handed_over, monkeypatch
):
    async def changes():
        async with database.transaction() as uow:
            await uow.audit.add("test", None, "x", NOW)
        return len(handed_over)

    database._connection._flush_seconds.append(60.0)
    monkeypatch.setattr(writer, "SLOW_FLUSH", 59.0)
    assert [await changes() for _ in range(writer.FLUSHES)] == list(range(1, writer.FLUSHES + 1))
    assert await changes() == writer.FLUSHES, "the slow one is forgotten"


@pytest.mark.usefixtures("slow_disk")
async def test_a_transaction_that_changed_nothing_does_not_wait_for_the_disk(database, handed_over):
    async with database.transaction() as uow:
        await uow.audit._value("SELECT COUNT(*) FROM audit")
    assert handed_over == []
    assert not database._connection.in_transaction


@pytest.mark.usefixtures("slow_disk")
async def test_what_need_not_be_flushed_is_there_at_once_and_for_every_process(
    database, handed_over
):
    async with database.transaction(flushed=False) as uow:
        await uow.audit.add("test", None, "x", NOW)
        normal = await level(uow)
    assert normal == 1
    assert handed_over == []
    with closing(sqlite3.connect(database.path)) as other:
        assert other.execute("SELECT subject FROM audit").fetchall() == [("x",)]


@pytest.mark.usefixtures("slow_disk")
async def test_after_one_that_is_not_flushed_the_next_is_again(database, handed_over):
    async with database.transaction(flushed=False) as uow:
        await uow.audit.add("test", None, "first", NOW)
    async with database.transaction() as uow:
        await uow.audit.add("test", None, "second", NOW)
        full = await level(uow)
    assert full == 2
    assert len(handed_over) == 1
