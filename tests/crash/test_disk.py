"""The disk is full, read-only or locked for a while, under reports, presses and a notice."""

import contextlib
import socket

import pytest

from tests.crash.errands import Errands, ready
from tests.crash.process import Village
from tests.crash.troubles import disk

ROOM = 12 * 1024 * 1024
"""Bytes on the small disk: enough for the database and its log."""

FULL = "the disk is full; make room"
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
    assert (await ready(port))[0]
    assert "Traceback" not in process.words()
    assert await process.stop() == 0


async def test_a_full_disk_that_gets_room_again(cramped, port):
    await survives(cramped, port, disk.full, FULL)


async def test_files_that_may_not_grow_any_more(village, port):
    await survives(village, port, disk.full, FAILING)


async def test_a_database_that_is_read_only_for_a_while(village, port):
    await survives(village, port, disk.read_only, FAILING)
