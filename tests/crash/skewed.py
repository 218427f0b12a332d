"""Runs the bot on a clock that can be set: the machine's, and so many seconds as a file says.

python skewed.py FILE WORDS...: WORDS are those of ``linliquan``.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.executors import base as executors
from apscheduler.schedulers import base as schedulers

from bot import cli
from scheduler import wake


def skew(file):
    """Whatever asks for the time of day is told the skewed one."""

    class Skewed(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(seconds=float(file.read_text()))

    for module in (cli, wake, schedulers, executors):
        module.datetime = Skewed


if __name__ == "__main__":
    skew(Path(sys.argv[1]))
    raise SystemExit(cli.main(sys.argv[2:]))
