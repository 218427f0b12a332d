"""The write-ahead log is folded when nobody waits, and what was forgotten does not stay in it."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.folding import FOLD_AFTER, Folding
from domain.messages import Say, text

NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture
def log_size(database):
    """Bytes of the write-ahead log."""
    wal = database.path.with_name(f"{database.path.name}-wal")
    return lambda: wal.stat().st_size


async def write(database, times=1):
    for _ in range(times):
        async with database.transaction() as uow:
            await uow.audit.add("x", None, "x", NOW)


@pytest.fixture
def folds(database, monkeypatch):
    """What was folded, one after the other: whether the log was emptied."""
    done, inner = asyncio.Queue(), database.fold

    async def fold(*, empty):
        await inner(empty=empty)
        done.put_nowait(empty)

    monkeypatch.setattr(database, "fold", fold)
    return done


async def test_the_log_is_emptied_at_once_and_a_stop_meanwhile_ends_the_folding(
    database, log_size, folds
):
    await write(database)
    assert log_size() > 0
    folding = Folding(database)
    running = asyncio.ensure_future(folding.run())
    await asyncio.sleep(0)
    folding.stop()
    await running
    assert await folds.get() is True
    assert log_size() == 0


async def test_a_log_that_grew_is_folded_at_the_next_quiet_moment_and_not_before(
    database, log_size, folds
):
    folding = Folding(database)
    running = asyncio.ensure_future(folding.run())
    assert await folds.get() is True
    await write(database, FOLD_AFTER - 1)
    folding.quiet()
    for _ in range(5):
        await asyncio.sleep(0)  # it looks, and finds too little
    await write(database)
    assert folds.empty()
    folding.quiet()
    assert await folds.get() is False
    assert database.unfolded == 0
    assert log_size() > 0, "it is written anew from its beginning, not emptied"
    folding.stop()
    await running


async def test_the_sender_tells_when_nothing_is_on_its_way(town, desk):
    ana, told = await town.resident("Ana"), asyncio.Queue()
    sender = town.app.sender
    sender._on_quiet = lambda: told.put_nowait(ana.texts()[-1:])
    await desk.put(Say(to=ana.id, text=text("verbatim", word="hello")))
    running = asyncio.ensure_future(sender.run())
    assert await told.get() == ["hello"]
    sender.stop()
    await running


async def test_whoever_reads_meanwhile_is_not_waited_for(database):
    async with database.snapshot() as reader:
        await reader.audit._all("SELECT * FROM audit")
        await write(database)
        assert await database.fold(empty=True) is False
    assert await database.fold(empty=True) is True


async def test_a_database_that_is_closed_is_not_folded(database):
    await database.__aexit__(None, None, None)
    assert await database.fold(empty=True) is False
    await database.__aenter__()
