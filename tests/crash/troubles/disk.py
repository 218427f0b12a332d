"""What befalls the database: no room, no right to write, somebody else who writes or reads."""

import asyncio
import contextlib
import resource
import shutil
import sqlite3
import subprocess

SMALL = 256 * 1024 * 1024
"""Bytes: a disk with less room than this is one that was made to be filled."""

ROOM_FOR_LINES = 32 * 1024

CHUNK = b"\0" * 65536


class _ForAWhile:
    """Something befalls the database, and is over again.

    Args:
        seconds: for how long at most.
    """

    of_process = True

    def __init__(self, seconds=10.0):
        self._longest = seconds

    async def strike(self, village, chance):
        with self.befalls(village):
            await asyncio.sleep(chance.uniform(1, self._longest))

    def befalls(self, village):
        """What holds while it lasts."""
        raise NotImplementedError


class FullDisk(_ForAWhile):
    """No more room."""

    name = "disk full"

    def befalls(self, village):
        return full(village)


class ReadOnlyDatabase(_ForAWhile):
    """The files of the database cannot be written to."""

    name = "database read-only"

    def befalls(self, village):
        return read_only(village)


class LongReader(_ForAWhile):
    """Another program reads a snapshot, so that the log cannot be folded."""

    name = "long reader"

    def befalls(self, village):
        return reading(village)


class LockedDatabase:
    """Another program begins to write and takes its time, once or several times in a row.

    Args:
        lengths: seconds, of which each time takes one.
        times: how often.
    """

    name = "database is locked"
    of_process = True

    def __init__(self, lengths=(1.0, 6.0, 10.0), times=3):
        self._lengths = lengths
        self._times = times

    async def strike(self, village, chance):
        for _ in range(chance.randint(1, self._times)):
            async with locked(village):
                await asyncio.sleep(chance.choice(self._lengths))
            await asyncio.sleep(chance.random())


@contextlib.contextmanager
def small_disk(folder, size):
    """A file system of its own at a folder, with room for so many bytes.

    Raises:
        PermissionError: nothing may be mounted here.
    """
    folder.mkdir(exist_ok=True)
    _may("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _may("umount", "--lazy", str(folder))


@contextlib.contextmanager
def full(village):
    """No room: for anything on a small disk, else for the files of this process to grow."""
    if shutil.disk_usage(village.database.parent).free < SMALL:
        with _filled(village.database.parent):
            yield
    else:
        with _capped(village):
            yield


@contextlib.contextmanager
def read_only(village):
    """Not even root writes to the files of the database; where that cannot be, none can grow.

    The index of the log, ``-shm``, is left out: the process writes to it as to memory, so where it
    cannot, the system ends the process (SIGBUS), which is as ``kill -9``.
    """
    files = [str(file) for file in village.database_files()]
    try:
        _may("chattr", "+i", *files)
    except PermissionError:
        with _capped(village):
            yield
        return
    try:
        yield
    finally:
        _may("chattr", "-i", *files)


@contextlib.asynccontextmanager
async def locked(village):
    """Another connection holds the lock of whoever writes."""
    other = await asyncio.to_thread(
        sqlite3.connect,
        village.database,
        isolation_level=None,
        check_same_thread=False,
        timeout=60,
    )
    try:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        yield
        other.rollback()
    finally:
        await asyncio.to_thread(other.close)


@contextlib.contextmanager
def reading(village):
    """Another connection holds on to how the database was."""
    other = sqlite3.connect(f"{village.database.as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM inbox").fetchone()
        yield
    finally:
        other.close()


@contextlib.contextmanager
def _filled(folder):
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(CHUNK) > 0:
                continue
        yield
    finally:
        ballast.unlink(missing_ok=True)


@contextlib.contextmanager
def _capped(village):
    """The limit that the system puts on the size of files stands in for the size of the disk.

    The log of the process still fits in it.
    """
    pid, size = village.process.pid, village.process.log.stat().st_size + ROOM_FOR_LINES
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def _may(*words):
    try:
        subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - constant words and a path of the test's own
    except (OSError, subprocess.CalledProcessError) as error:
        raise PermissionError(f"{words[0]} may not be used here") from error
