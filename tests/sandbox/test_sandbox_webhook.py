import asyncio
import json

import pytest

WAIT_SECONDS = 5


class Hook:
    """A web server of the bot's that takes updates, and answers as told."""

    def __init__(self):
        self.requests = asyncio.Queue()
        self.statuses = []

    async def start(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        return self.server.sockets[0].getsockname()[1]

    async def serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = head.split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
        body = json.loads(await reader.readexactly(int(headers["content-length"])))
        status = self.statuses.pop(0) if self.statuses else "200 OK"
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        self.requests.put_nowait((lines[0], headers, body))

    async def next(self):
        return await asyncio.wait_for(self.requests.get(), WAIT_SECONDS)


@pytest.fixture
async def hook():
    hook = Hook()
    hook.port = await hook.start()
    hook.url = f"http://127.0.0.1:{hook.port}/hook?x=1"
    yield hook
    hook.server.close()
    await hook.server.wait_closed()


async def test_updates_go_to_the_webhook_with_its_secret(bot, world, ana, private, hook):
    await bot.result("setWebhook", url=hook.url, secret_token="s3cret")
    world.send(ana.id, private.id, text="one")
    world.send(ana.id, private.id, text="two")
    line, headers, first = await hook.next()
    assert line == "POST /hook?x=1 HTTP/1.1"
    assert headers["x-telegram-bot-api-secret-token"] == "s3cret"
    assert headers["content-type"] == "application/json"
    assert first["message"]["text"] == "one"
    _, _, second = await hook.next()
    assert second["update_id"] == first["update_id"] + 1


async def test_an_update_is_delivered_until_it_is_accepted(bot, world, ana, private, hook):
    hook.statuses = ["500 Internal Server Error", "403 Forbidden"]
    await bot.result("setWebhook", url=hook.url)
    world.send(ana.id, private.id, text="one")
    attempts = [(await hook.next())[2] for _ in range(3)]
    assert attempts[0] == attempts[1] == attempts[2]
    info = await bot.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 403 Forbidden"
    world.send(ana.id, private.id, text="two")
    assert (await hook.next())[2]["message"]["text"] == "two"


async def test_polling_and_webhook_exclude_each_other(bot, world, ana, private, hook):
    await bot.result("setWebhook", url=hook.url)
    body = await bot("getUpdates")
    assert body["error_code"] == 409
    assert body["description"] == (
        "Conflict: can't use getUpdates method while webhook is active;"
        " use deleteWebhook to delete the webhook first"
    )
    await bot.result("deleteWebhook")
    world.send(ana.id, private.id, text="one")
    assert len(await bot.updates()) == 1
    assert await bot.result("getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 1,
    }


async def test_a_webhook_nobody_serves_is_reported(bot, world, ana, private, hook):
    hook.server.close()
    await hook.server.wait_closed()
    await bot.result("setWebhook", url=hook.url, allowed_updates=["message"])
    world.send(ana.id, private.id, text="one")
    info = await bot.result("getWebhookInfo")
    while "last_error_message" not in info:
        info = await bot.result("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    assert (info["pending_update_count"], info["allowed_updates"]) == (1, ["message"])


async def test_pending_updates_can_be_dropped(bot, world, ana, private):
    world.send(ana.id, private.id, text="one")
    await bot.result("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []


@pytest.mark.parametrize("url", ["https://example.com/hook", "http://example.com/hook", "nonsense"])
async def test_only_this_machine_is_delivered_to(bot, url):
    body = await bot("setWebhook", url=url)
    assert body["description"].startswith("Bad Request: bad webhook")
