"""One connection, many tasks: transactions stay whole, apart and in order."""

import asyncio
import contextlib
import sqlite3
from datetime import UTC, datetime

import aiosqlite
import pytest

from domain.messages import Say, text
from storage import writer
from storage.database import DatabaseBusyError, is_trouble
from storage.uow import Database
from storage.writer import Writer

NOW = datetime(2026, 11, 24, tzinfo=UTC)


async def _count(uow):
    return await uow.audit._value("SELECT COUNT(*) FROM audit")


async def _add(uow, words="x"):
    await uow.audit.add("test", None, words, NOW)


async def _subjects(database):
    async with database.transaction() as uow:
        rows = await uow.audit._all("SELECT subject FROM audit ORDER BY id")
    return [row["subject"] for row in rows]


async def test_overlapping_transactions_that_read_and_then_write_lose_no_update(database):
    async def count_on():
        async with database.transaction() as uow:
            seen = await _count(uow)
            await asyncio.sleep(0)  # every other task gets its chance to slip in
            await _add(uow, str(seen))

    await asyncio.gather(*(count_on() for _ in range(200)))
    assert await _subjects(database) == [str(n) for n in range(200)]


async def test_a_statement_of_another_task_waits_for_the_open_transaction(database):
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def fails():
        async with database.transaction() as uow:
            await _add(uow, "undone")
            inside.set()
            await go_on.wait()
            raise LookupError

    async def works():
        await inside.wait()
        async with database.transaction() as uow:
            assert await _count(uow) == 0
            await _add(uow, "kept")

    first, second = asyncio.ensure_future(fails()), asyncio.ensure_future(works())
    await inside.wait()
    await asyncio.sleep(0)
    assert not second.done()
    go_on.set()
    with pytest.raises(LookupError):
        await first
    await second
    assert await _subjects(database) == ["kept"]


@pytest.mark.parametrize(
    ("connection", "method"), [(Writer, "begin"), (aiosqlite.Connection, "commit")]
)
async def test_a_task_cancelled_while_it_begins_or_commits_leaves_no_transaction_open(
    database, monkeypatch, connection, method
):
    reached, inner = asyncio.Event(), getattr(connection, method)

    def slowly(used, **more):
        async def act():
            reached.set()
            await asyncio.sleep(0)
            return await inner(used, **more)

        return act()

    async def works():
        async with database.transaction() as uow:
            if method == "commit":
                await _add(uow, "whole")

    monkeypatch.setattr(writer, "SLOW_FLUSH", -1.0)  # a slow disk is waited for in the thread
    with monkeypatch.context() as patched:
        patched.setattr(connection, method, slowly)
        task = asyncio.ensure_future(works())
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert not database._connection.in_transaction
    assert await _subjects(database) == (["whole"] if method == "commit" else [])


async def test_a_task_cancelled_in_the_body_is_rolled_back_before_the_next_begins(database):
    inside = asyncio.Event()

    async def hangs():
        async with database.transaction() as uow:
            await _add(uow, "undone")
            inside.set()
            await asyncio.Event().wait()

    async def follows():
        async with database.transaction() as uow:
            assert await _count(uow) == 0
            await _add(uow, "kept")

    task = asyncio.ensure_future(hangs())
    await inside.wait()
    following = asyncio.ensure_future(follows())
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await following
    assert await _subjects(database) == ["kept"]


async def test_a_task_cancelled_at_any_await_leaves_all_or_nothing(database):
    async def works(words):
        async with database.transaction() as uow:
            await _add(uow, words)
            async with uow.savepoint():
                await _add(uow, words)

    for steps in range(120):
        task = asyncio.ensure_future(works(str(steps)))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        assert (await _subjects(database)).count(str(steps)) in {0, 2}


async def test_a_savepoint_undoes_its_own_part_and_no_other(database):
    async with database.transaction() as uow:
        await _add(uow, "before")
        with contextlib.suppress(LookupError):
            async with uow.savepoint():
                await _add(uow, "undone")
                raise LookupError
        async with uow.savepoint():
            await _add(uow, "after")
    assert await _subjects(database) == ["before", "after"]


async def test_a_disk_that_is_full_inside_a_savepoint_is_reported_as_such(database):
    async with database.transaction() as uow:
        pages = await uow.audit._value("PRAGMA page_count")
        await uow.audit._run(f"PRAGMA max_page_count = {pages}")
    say = Say(to=1, text=text("x", words="长" * 100_000))

    async def fill_the_disk():
        async with database.transaction() as uow, uow.savepoint():
            await uow.outbox.put([say], NOW)

    with pytest.raises(sqlite3.OperationalError) as caught:
        await fill_the_disk()
    assert is_trouble(caught.value)
    assert await _subjects(database) == []


async def test_closing_ends_the_connection_and_its_thread(tmp_path):
    path = tmp_path / "other.db"
    async with Database(path) as other:
        thread = other._connection._thread
        assert thread.is_alive()
    thread.join(timeout=10)
    assert not thread.is_alive()
    async with Database(path):  # and the lock is free again
        pass


async def test_a_transaction_on_a_closed_database_is_refused(tmp_path):
    closed = Database(tmp_path / "closed.db")
    with pytest.raises(RuntimeError):
        await closed.transaction().__aenter__()


async def test_a_second_opening_of_the_same_file_is_refused_by_name(database):
    second = Database(database.path)
    with pytest.raises(DatabaseBusyError, match=r"another copy of the bot .* core\.db"):
        await second.__aenter__()
