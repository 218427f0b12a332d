"""``python -m tests.crash.soak --minutes 10 --seed 7``: exit code 1 if a promise was broken."""

import argparse
import asyncio
import contextlib
import secrets
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from bot import logs
from tests.crash.soak import Conduct, Soak, is_strict
from tests.crash.troubles import telegram
from tests.crash.troubles.clock import ClockJump, DayGoesBy
from tests.crash.troubles.disk import (
    FullDisk,
    LockedDatabase,
    LongReader,
    ReadOnlyDatabase,
    small_disk,
)
from tests.crash.troubles.process import Kill, KillTwice, Restart, Stall

TROUBLES = (
    *telegram.TROUBLES,
    Kill(),
    KillTwice(),
    Restart(),
    Stall(),
    FullDisk(),
    ReadOnlyDatabase(),
    LockedDatabase(),
    LongReader(),
    ClockJump(),
    DayGoesBy(),
)

DISK = 200 * 1024 * 1024
"""Bytes of the small disk that is filled up; where none can be made, the files cannot grow."""


def main():
    """Run it and say how it went."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--people", type=int, default=24, help="how many residents")
    parser.add_argument("--keep", type=Path, help="a folder for the database and the logs")
    wanted = parser.parse_args()
    # Whoever cuts a run short, be it timeout or CI, must not leave a mounted disk or a process.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    strict = is_strict(wanted.seed)
    limits = "Telegram's limits" if strict else "no limits"
    say(f"seed {wanted.seed}: {wanted.minutes:g} minutes, {wanted.people} residents, {limits}")
    conduct = Conduct(wanted.seed, wanted.minutes * 60, wanted.people, TROUBLES, strict=strict)
    # Told to end, it ends as by Ctrl-C: the bot is stopped and the small disk taken away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        where = wanted.keep or Path(folder)
        where.mkdir(parents=True, exist_ok=True)
        logs.set_up("error", "text", ("42:sandbox",))
        outcome = soak(where, conduct)
    for line in [*outcome.summary, *(f"BROKEN {sentence}" for sentence in outcome.broken)]:
        say(line)
    say(f"{len(outcome.broken)} broken, seed {wanted.seed}" if outcome.broken else "ok")
    return 1 if outcome.broken else 0


def soak(folder, conduct):
    """Run it, with the database on a small disk where one can be made."""
    with contextlib.ExitStack() as stack:
        disk = folder / "disk"
        try:
            stack.enter_context(small_disk(disk, DISK))
        except PermissionError as error:
            say(f"{error}; the limit on the size of files stands in for a full disk")
        outcome = asyncio.run(Soak(disk, folder, conduct, say).run())
        if outcome.broken:
            shutil.copytree(disk, folder / "kept", dirs_exist_ok=True)
        return outcome


def say(line):
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
