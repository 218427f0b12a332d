"""The bot's HTTP server acknowledges nothing before it is kept and tells the truth of health."""

import asyncio
import json
import sqlite3
from datetime import timedelta

import httpx
import pytest

from bot.bootstrap import App
from bot.server import BODY_LIMIT, SECRET_HEADER, WEBHOOK_PATH, WebServer, _bind
from bot.settings import build
from tests.core.conftest import accepted
from tests.support.calls import watch

SECRET = "webhook-secret-of-a-town"


@pytest.fixture
async def hook(town):
    """The webhook of the town's bot, served on loopback."""
    app = town.app
    server = WebServer(
        app.database,
        town.clock,
        app.metrics,
        app.dispatcher.wake,
        SECRET,
        app._find_calendar,
    )
    port = await server.start("127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client
    await server.stop()


def update_of(town, human, words, number=10**12):
    said = town.world.send(human.id, human.group, words)
    town.world.updates.clear()  # it comes by the webhook, and not by polling
    return {"update_id": number, "message": said.data}


async def deliver(hook, body, secret=SECRET):
    headers = {SECRET_HEADER: secret.encode()} if secret is not None else {}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await hook.post(WEBHOOK_PATH, content=content, headers=headers)


@pytest.mark.parametrize("secret", [None, "", "wrong", f"{SECRET}2", "密"])
async def test_an_update_without_the_secret_is_refused_and_not_kept(desk, hook, secret):
    before = len(await desk.rows("inbox"))
    assert (await deliver(hook, {"update_id": 1}, secret)).status_code == 403
    assert len(await desk.rows("inbox")) == before


async def test_an_update_is_acknowledged_only_once_it_is_kept(town, desk, hook):
    ana = await town.resident("Ana")
    update = update_of(town, ana, "/report 电梯坏了")
    await desk.read_only(on=True)
    assert (await deliver(hook, update)).status_code == 503
    await desk.read_only(on=False)
    assert (await desk.rows("inbox"))[-1]["dedup_key"] != str(update["update_id"])
    assert (await deliver(hook, update)).status_code == 200
    assert (await desk.rows("inbox"))[-1]["dedup_key"] == str(update["update_id"])
    await town.settle()
    assert accepted(ana, 1, "电梯坏了")


async def test_an_update_that_is_delivered_again_changes_nothing(town, desk, hook):
    ana = await town.resident("Ana")
    update = update_of(town, ana, "/report 电梯坏了")
    answers = await asyncio.gather(*(deliver(hook, update) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    await town.settle()
    assert (await deliver(hook, update)).status_code == 200
    await town.settle()
    assert len(await desk.rows("reports")) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"[" * 99_999, 400),
    ],
)
async def test_garbage_is_refused(desk, hook, body, status):
    before = len(await desk.rows("inbox"))
    assert (await deliver(hook, body)).status_code == status
    assert len(await desk.rows("inbox")) == before


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_larger_than_any_update_is_refused(hook, chunked):
    async def pieces():
        for _ in range(BODY_LIMIT // 65536 + 1):
            yield b" " * 65536

    content = pieces() if chunked else b" " * (BODY_LIMIT + 1)
    answer = await hook.post(WEBHOOK_PATH, content=content, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 413


async def test_an_object_that_is_no_update_is_kept_and_set_aside(town, desk, hook):
    assert (await deliver(hook, {"hello": "world"})).status_code == 200
    await town.settle()
    assert (await desk.rows("inbox"))[-1]["state"] == "quarantined"


async def test_without_a_secret_there_is_no_webhook(town):
    server = WebServer(town.app.database, town.clock, town.app.metrics, lambda: None, "")
    assert WEBHOOK_PATH not in {route.path for route in server.app.routes}


async def test_health_answers_as_long_as_the_database_does(town, hook):
    assert (await hook.get("/healthz")).status_code == 200
    await town.stop_bot()
    assert (await hook.get("/healthz")).status_code == 503


@pytest.fixture
async def polling(town):
    """The health pages of a bot that polls."""
    app = town.app
    server = WebServer(app.database, town.clock, app.metrics, lambda: None, "")
    port = await server.start("127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client
    await server.stop()


async def test_a_bot_that_has_not_polled_for_two_minutes_is_not_ready(town, polling):
    await town.settle()
    assert (await polling.get("/readyz")).json()["ready"] is True
    town.clock.advance(timedelta(seconds=121))
    answer = await polling.get("/readyz")
    assert (answer.status_code, answer.json()["fetching"]) == (503, False)
    await town.settle()
    assert (await polling.get("/readyz")).status_code == 200


async def test_a_bot_that_leaves_commands_unhandled_is_not_ready(town, polling):
    ana = await town.resident("Ana")
    town.world.send(ana.id, ana.id, "/mine")
    await town.app.poller.step(0)
    town.clock.advance(timedelta(seconds=121))
    await town.app.poller.step(0)
    answer = await polling.get("/readyz")
    assert (answer.status_code, answer.json()["inbox"]) == (503, 1)
    assert answer.json()["oldest_seconds"] == 121
    await town.settle()
    assert (await polling.get("/readyz")).status_code == 200


async def test_a_bot_that_cannot_write_is_not_ready_and_says_why(desk, polling):
    await desk.read_only(on=True)
    answer = await polling.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert "read-only" in answer.json()["reason"]
    await desk.read_only(on=False)
    assert (await polling.get("/readyz")).status_code == 200


async def test_whoever_asks_for_health_is_not_kept_waiting(town, polling, monkeypatch):
    monkeypatch.setattr("bot.server.PATIENCE", 0.05)
    async with town.app.database.transaction():
        answer = await polling.get("/readyz")
    assert answer.status_code == 503
    assert "busy" in answer.json()["reason"]


async def test_a_bot_is_not_ready_while_a_part_of_it_waits_to_be_started_again(town):
    await town.settle()
    app = town.app
    server = WebServer(
        app.database, town.clock, app.metrics, lambda: None, "", halted=app._why_halted
    )
    port = await server.start("127.0.0.1", 0)
    failed = asyncio.Event()

    async def part():
        if not failed.is_set():
            failed.set()
            raise sqlite3.OperationalError("it is full only for what is larger than a probe")

    kept = asyncio.ensure_future(app._keep(part))
    await failed.wait()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        answer = await client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["reason"] == "a part failed and is started again"
        await kept
        assert (await client.get("/readyz")).status_code == 200
    await server.stop()


async def test_the_figures_tell_of_queues_sends_and_the_last_poll(town, polling):
    ana = await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    town.world.send(ana.id, ana.id, "/mine")
    await town.app.poller.step(0)
    town.clock.advance(timedelta(seconds=7))
    page = (await polling.get("/metrics")).text
    figures = dict(line.rsplit(" ", 1) for line in page.splitlines() if line[0] != "#")
    assert figures['linliquan_queue_depth{queue="inbox"}'] == "1.0"
    assert figures['linliquan_queue_oldest_seconds{queue="inbox"}'] == "7.0"
    assert figures['linliquan_queue_depth{queue="outbox"}'] == "0.0"
    assert float(figures['linliquan_sends_total{result="sent"}']) > 3
    assert figures['linliquan_handler_seconds_count{route="report"}'] == "1.0"
    polled = float(figures["linliquan_last_poll_timestamp_seconds"])
    assert town.clock.now().timestamp() - polled == pytest.approx(7, abs=1)
    assert str(ana.id) not in page


async def test_a_stop_does_not_wait_for_a_request_that_never_ends(town):
    server = WebServer(town.app.database, town.clock, town.app.metrics, lambda: None, SECRET)
    port = await server.start("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST {WEBHOOK_PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n"
        "Content-Length: 100\r\n\r\n{".encode()
    )
    await writer.drain()
    async with asyncio.timeout(8):
        await server.stop()
    assert await reader.read() is not None
    writer.close()


async def test_a_bot_in_webhook_mode_hears_and_answers(town):
    ana = await town.resident("Ana")
    await town.stop_bot()
    with _bind("127.0.0.1", 0) as probe:
        port = probe.getsockname()[1]
    values = town.settings().model_dump()
    values["telegram"] |= {"mode": "webhook", "token": town.sandbox.token}
    values["webhook"] = {
        "port": port,
        "public_url": f"http://127.0.0.1:{port}",
        "secret": SECRET,
    }
    async with App(build(values, "webhook"), town.clock) as app:
        running, calls = asyncio.ensure_future(app.run()), watch(town.sandbox)
        town.world.send(ana.id, ana.group, "/report 电梯坏了")
        await calls.until(lambda: accepted(ana, 1, "电梯坏了"), 20)
        app.stop()
        await running
