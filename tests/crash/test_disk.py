"""The disk is full, read-only or locked for a while, under reports, presses and a notice."""

import asyncio
import contextlib
import re
import socket
import sqlite3

import pytest

from bot.cli import main
from storage.migrate import known
from tests.crash.errands import Errands, ready
from tests.crash.process import OFTEN, PATIENCE, Village
from tests.crash.troubles import disk

ROOM = 12 * 1024 * 1024
"""Bytes on the small disk: enough for the database and its log."""

FULL = "the disk is full; make room"
LOCKED = "locked"
FAILING = "the disk does not take or give what it should"


@pytest.fixture
def port():
    """A free port for the bot's health."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
async def cramped(tmp_path):
    """A community whose bot has a small disk of its own; its logs are elsewhere."""
    with contextlib.ExitStack() as stack:
        try:
            folder = stack.enter_context(disk.small_disk(tmp_path / "disk", ROOM))
        except PermissionError as error:
            pytest.skip(f"{error}; the limit on the size of files is tested instead")
        made = Village(folder)
        made.logs = tmp_path
        await made.open()
        yield made
        await made.close()


async def unready(port, reason):
    """The bot says that it is not ready, and why."""
    is_ready, words = await ready(port)
    assert not is_ready
    assert reason in words


async def becomes_ready(port):
    """All parts are at work again; a failed one waits before it is started anew."""
    async with asyncio.timeout(PATIENCE):
        while not (await ready(port))[0]:  # noqa: ASYNC110 - what happens in another process
            await asyncio.sleep(OFTEN)


async def survives(village, port, trouble, reason):
    """What is asked while it lasts is done after it, once; log and readyz say what it is."""
    village.write_config(health=port)
    errands = Errands(village)
    await errands.begin()
    errands.ask()
    with trouble(village):
        errands.ask()
        errands.press()
        process = village.process
        await village.until(lambda: reason in process.words(), f"{reason!r} is in the log")
        await unready(port, reason)
    errands.ask(3)
    await errands.done(repeats=2)
    await becomes_ready(port)
    assert "Traceback" not in process.words()
    assert await process.stop() == 0


async def test_a_full_disk_that_gets_room_again(cramped, port):
    await survives(cramped, port, disk.full, FULL)


async def test_files_that_may_not_grow_any_more(village, port):
    await survives(village, port, disk.full, FAILING)


async def test_a_database_that_is_read_only_for_a_while(village, port):
    await survives(village, port, disk.read_only, FAILING)


async def test_a_process_that_is_killed_on_a_full_disk_is_followed_by_one_that_waits(cramped):
    errands = Errands(cramped)
    await errands.begin()
    errands.ask()
    with disk.full(cramped):
        errands.ask()
        errands.press()
        await cramped.process.kill()
        process = await cramped.run()
        await cramped.until(lambda: FULL in process.words(), "the next one says so too")
    await errands.done(repeats=2)
    assert await process.stop() == 0


async def test_a_start_on_a_full_disk_is_refused_in_words_and_works_once_there_is_room(cramped):
    with disk.full(cramped):
        refused = await cramped.run()
        assert await refused.ended() == 1
        assert "full" in refused.words()
        assert not {"restore", "Traceback"} & set(re.findall(r"\w+", refused.words()))
    errands = Errands(cramped)
    await errands.begin()
    await errands.done()


async def test_a_backup_on_a_full_disk_leaves_nothing_half_done(cramped, capsys):
    folder = cramped.folder / "backups"
    with disk.full(cramped):
        assert main(["backup", str(folder / "copy.db"), "--config", str(cramped.config)]) == 1
    assert "full" in capsys.readouterr().err
    assert not list(folder.iterdir())
    assert main(["backup", str(folder / "copy.db"), "--config", str(cramped.config)]) == 0


async def test_a_restore_and_an_upgrade_on_a_full_disk_leave_the_database_as_it_is(
    cramped, tmp_path, capsys
):
    copy = tmp_path / "copy.db"
    config = ["--config", str(cramped.config)]
    assert main(["backup", str(copy), *config]) == 0
    with contextlib.closing(sqlite3.connect(cramped.database)) as older:
        older.execute("DELETE FROM _yoyo_migration WHERE migration_id = ?", [known()[-1]])
        older.commit()
    before = cramped.database.read_bytes()
    with disk.full(cramped):
        for words in (["restore", str(copy)], ["db", "upgrade"]):
            assert main([*words, *config]) == 1
            assert "full" in capsys.readouterr().err
            assert cramped.database.read_bytes() == before
    assert not list(cramped.folder.glob("*.part*"))
    assert main(["restore", str(copy), *config]) == 0


async def test_a_file_that_is_read_only_at_the_start_is_refused_in_words(village):
    with disk.read_only(village):
        refused = await village.run()
        assert await refused.ended() == 1
        assert "town.db cannot be written to" in refused.words()
        assert "Traceback" not in refused.words()


async def test_a_start_while_another_program_writes_for_longer_than_anybody_waits(village, port):
    village.write_config(health=port)
    errands = Errands(village)
    errands.ask()
    async with disk.locked(village):
        process = await village.run()
        await village.until(lambda: LOCKED in process.words(), "the log says that it is locked")
        await unready(port, LOCKED)
    await errands.done()
    await becomes_ready(port)
    assert await process.stop() == 0


async def test_another_program_that_writes_while_people_ask_and_the_bot_is_stopped(village):
    errands = Errands(village)
    await errands.begin()
    process = village.process
    async with disk.locked(village):
        errands.ask()
        errands.press()
        await asyncio.sleep(1)
    await errands.done()
    async with disk.locked(village):
        assert await process.stop() == 0


async def test_a_reader_of_an_old_snapshot_holds_up_nobody(village):
    errands = Errands(village)
    await errands.begin()
    with disk.reading(village):
        errands.ask()
        errands.press()
        await errands.done()
        assert await village.process.stop() == 0  # the log cannot be folded then, nor is it lost
    assert village.select("SELECT COUNT(*) FROM reports") == [(6,)]
