import asyncio
from datetime import UTC, datetime

import httpx
import pytest

from sandbox import Clock, Sandbox

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class BotClient:
    """The bot's side: calls methods as any HTTP client would, and gives the answer's JSON."""

    def __init__(self, sandbox, http):
        self.sandbox = sandbox
        self.http = http

    async def __call__(self, method, **params):
        response = await self.http.post(self.address(method), json=params)
        return response.json()

    async def result(self, method, **params):
        body = await self(method, **params)
        assert body["ok"], body
        return body["result"]

    async def updates(self, *, offset=0, **params):
        return await self.result("getUpdates", offset=offset, **params)

    def address(self, method, token=None):
        return f"{self.sandbox.url}/bot{token or self.sandbox.token}/{method}"


@pytest.fixture
def clock():
    return Clock(frozen_at=NOW)


@pytest.fixture
async def sandbox(clock):
    running = Sandbox(clock=clock)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def http():
    async with httpx.AsyncClient(timeout=10) as client:
        yield client


@pytest.fixture
def bot(sandbox, http):
    return BotClient(sandbox, http)


@pytest.fixture
def world(sandbox):
    return sandbox.world


@pytest.fixture
def ana(world):
    return world.add_user("Ana", username="ana_li")


@pytest.fixture
def ben(world):
    return world.add_user("Ben")


@pytest.fixture
def group(world, ana, ben):
    """A supergroup of Ana and Ben with the bot in it as a plain member."""
    chat = world.add_group("3号楼邻里圈", members=[ana.id, ben.id])
    world.add_bot(chat.id, by=ana.id)
    world.updates.clear()
    return chat


@pytest.fixture
def private(world, ana):
    """Ana's chat with the bot."""
    world.start(ana.id)
    world.updates.clear()
    return world.chat(ana.id)


@pytest.fixture
def png():
    """A picture of 3 by 2 pixels, as far as its head says."""
    return bytes.fromhex("89504e470d0a1a0a 0000000d49484452 00000003 00000002 0802000000")


@pytest.fixture
def until():
    """Wait, a turn of the loop at a time, until something is so."""

    async def wait(is_so):
        async with asyncio.timeout(5):
            while not is_so():  # noqa: ASYNC110 - any condition, few of which have an event
                await asyncio.sleep(0)

    return wait
