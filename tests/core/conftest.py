import io
from datetime import timedelta

import pytest

from bot import logs
from domain.messages import Say, text
from storage.migrate import upgrade
from storage.uow import Database


@pytest.fixture
def answer_seconds():
    """Short, as many of these tests wait for an answer that never comes."""
    return 1


@pytest.fixture
async def database(tmp_path):
    """The database of a bot, open for writing and empty."""
    path = tmp_path / "core.db"
    upgrade(path)
    async with Database(path) as opened:
        yield opened


@pytest.fixture
def log():
    """What the process writes about its work, as JSON lines."""
    stream = io.StringIO()
    logs.set_up("info", "json", ("42:sandbox",), stream)
    return stream


@pytest.fixture
def desk(town):
    """The outbox of the town's bot, by hand."""
    return Desk(town)


def accepted(human, number, body="", *, where=None):
    """Whether the bot confirmed a report: in the group unless told."""
    chat = human.group if where is None else where
    return any(f"#{number} " in words and body in words for words in human.texts(chat))


class Desk:
    """Puts messages into the outbox and looks at what became of them."""

    def __init__(self, town):
        self.town = town

    async def put(self, *messages):
        async with self.town.app.database.transaction() as uow:
            await uow.outbox.put(messages, self.town.clock.now())

    async def says(self, human, words, **more):
        """Put one message to a person and let the bot do what it can."""
        await self.put(Say(to=human.id, text=text("verbatim", word=words), **more))
        await self.sends()

    async def sends(self):
        """Let the sender, and no other part, do what it can now."""
        await self.town.app.sender.drain()

    async def later(self, seconds):
        """Let time go by for the sender."""
        self.town.clock.advance(timedelta(seconds=seconds))
        await self.sends()

    async def rows(self, table="outbox"):
        async with self.town.app.database.transaction() as uow:
            return await uow.outbox._all(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 - the name is a constant

    async def state(self):
        """The state of the newest message."""
        return (await self.rows())[-1]["state"]

    def calls(self, method="sendMessage"):
        """Requests that the sandbox saw, whatever became of them."""
        return [call for call in self.town.sandbox.calls if call.method == method]

    async def read_only(self, *, on):
        """Let every write fail, as on a disk that went bad, or succeed again."""
        await self.town.app.database._connection.execute(f"PRAGMA query_only = {int(on)}")
