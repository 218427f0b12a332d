"""Runs the bot and kills it, as ``kill -9`` would, at a named point.

python driver.py POINT PASSAGE WORDS...: at the PASSAGE-th time that POINT is passed, the process
ends without another instruction; WORDS are those of ``linliquan``.
"""

import functools
import os
import signal
import sys

from bot import sender
from bot.cli import main
from bot.client import Client
from bot.delivery import Delivery
from bot.poller import Poller
from storage.inbox import Inbox
from storage.writer import Writer

POINTS = (
    "before the fetch",
    "after the fetch",
    "before the inbox commit",
    "after the inbox commit",
    "before the handler commit",
    "after the handler commit",
    "before the send",
    "after the send",
    "before the recording of the send",
    "after the recording of the send",
    "before the offset advance",
    "after the offset advance",
)


class Bomb:
    """Goes off at one passage of one point."""

    def __init__(self, point, passage):
        self._point = point
        self._left = passage
        self.commits = set()

    def passes(self, point):
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def around_fetch(self):
        inner = Client.fetch

        async def fetch(*args, **more):
            self.passes("before the fetch")
            updates = await inner(*args, **more)
            if updates:
                self.passes("after the fetch")
            return updates

        Client.fetch = fetch

    def around_send(self):
        inner = Delivery.deliver

        async def deliver(delivery, row):
            if row.message.kind != "say":
                return await inner(delivery, row)
            self.passes("before the send")
            outcome = await inner(delivery, row)
            self.passes("after the send")
            return outcome

        Delivery.deliver = deliver

    def marks(self, owner, name, what, counts=lambda *_: True):
        """The commit that follows this coroutine function is the one of ``what``."""
        inner = getattr(owner, name)

        @functools.wraps(inner)
        async def outer(*args, **more):
            result = await inner(*args, **more)
            if counts(*args):
                self.commits.add(what)
            return result

        setattr(owner, name, outer)

    def around_commits(self):
        inner = Writer.commit

        async def commit(connection):
            mine, self.commits = self.commits, set()
            for what in mine:
                self.passes(f"before {what}")
            await inner(connection)
            for what in mine:
                self.passes(f"after {what}")

        Writer.commit = commit

    def around_offset(self):
        inner = Poller._advance

        def advance(poller, updates, now):
            self.passes("before the offset advance")
            inner(poller, updates, now)
            self.passes("after the offset advance")

        Poller._advance = advance


def arm(point, passage):
    if point not in POINTS:
        raise SystemExit(f"there is no point {point!r}")
    bomb = Bomb(point, passage)
    bomb.around_fetch()
    bomb.around_send()
    bomb.marks(Inbox, "put", "the inbox commit")
    bomb.marks(Inbox, "handled", "the handler commit")
    bomb.marks(sender, "record", "the recording of the send", counts=_is_of_words)
    bomb.around_commits()
    bomb.around_offset()


def _is_of_words(_uow, row, *_):
    return row.message.kind == "say"


if __name__ == "__main__":
    arm(sys.argv[1], int(sys.argv[2]))
    raise SystemExit(main(sys.argv[3:]))
