"""What comes to the webhook from others than Telegram, and what is too long from anybody."""

import asyncio
import json

import pytest

from bot.server import BODY_LIMIT, SECRET_HEADER, WEBHOOK_PATH, WebServer

SECRET = "webhook-secret-of-a-town"
PATIENCE = 10
"""Seconds after which a server has surely not answered."""


@pytest.fixture
async def port(town):
    """The webhook of the town's bot, on loopback."""
    app = town.app
    woken = app.dispatcher.wake
    server = WebServer(app.database, town.clock, app.metrics, woken, SECRET, app._find_calendar)
    yield await server.start("127.0.0.1", 0)
    await server.stop()


def _head(*lines, secret=SECRET, path=WEBHOOK_PATH, method="POST"):
    given = [f"{SECRET_HEADER}: {secret}"] if secret else []
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *given, *lines, "", ""]).encode()


async def _answer(port, head, pieces=()):
    """The status of the answer to a request, and how many bytes of its body could be sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = 0
    try:
        async with asyncio.timeout(PATIENCE):
            writer.write(head)
            line = asyncio.ensure_future(reader.readline())
            for piece in pieces:
                if line.done():
                    break
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)
                sent += len(piece)
            return int((await line).split()[1]), sent
    finally:
        writer.close()


def _endless(piece=b"10000\r\n" + b" " * 0x10000 + b"\r\n"):
    while True:
        yield piece


def _kept(town):
    return len(town.rows("SELECT 1 FROM inbox"))


@pytest.mark.parametrize("secret", [None, "wrong", SECRET.upper(), f"{SECRET}x", SECRET[:-1]])
@pytest.mark.parametrize("body", [json.dumps({"update_id": 1}).encode(), b"", b"{"])
async def test_without_the_secret_nothing_is_kept(town, port, secret, body):
    before = _kept(town)
    head = _head(f"Content-Length: {len(body)}", secret=secret)
    assert (await _answer(port, head, [body]))[0] == 403
    assert _kept(town) == before


async def test_without_the_secret_no_body_is_waited_for(port):
    assert (await _answer(port, _head("Content-Length: 999999999", secret=None)))[0] == 403
    assert (await _answer(port, _head("Transfer-Encoding: chunked", secret=None)))[0] == 403


async def test_a_body_without_an_end_is_refused_soon(town, port):
    before = _kept(town)
    status, sent = await _answer(port, _head("Transfer-Encoding: chunked"), _endless())
    assert status == 413
    assert sent < 8 * BODY_LIMIT
    assert _kept(town) == before


async def test_a_body_that_says_it_is_too_long_is_not_waited_for(port):
    assert (await _answer(port, _head(f"Content-Length: {BODY_LIMIT + 1}")))[0] == 413


async def test_a_body_is_no_longer_than_it_says(town, port):
    """What follows is another request, and no valid one."""
    before = _kept(town)
    head = _head("Content-Length: 2")
    status, _ = await _answer(port, head, [b'{}, "update_id": 5}' + b" " * 99])
    assert status in {200, 400}
    rows = town.rows("SELECT payload FROM inbox ORDER BY id")
    assert [payload for (payload,) in rows[before:]] in ([], ["{}"])


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: -1",),
        ("Content-Length: 9" + "9" * 40,),
        ("Content-Length: x",),
        ("Content-Length: 2", "Content-Length: 3"),
        ("Transfer-Encoding: gzip",),
        ("X: " + "x" * 100_000,),
    ],
)
async def test_heads_without_sense_are_refused(town, port, lines):
    before = _kept(town)
    status, _ = await _answer(port, _head(*lines), [b"{}"])
    assert 400 <= status < 600
    assert _kept(town) == before


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "TRACE"])
async def test_other_ways_to_ask_are_refused(port, method):
    assert (await _answer(port, _head(method=method)))[0] == 405


@pytest.mark.parametrize(
    "token", ["0" * 32, "x", "..%2f..%2fetc%2fpasswd", "%00", "'--", "a" * 9999]
)
async def test_a_calendar_that_was_not_given_is_not_there(port, token):
    path = f"/calendar/{token}.ics"
    assert (await _answer(port, _head(secret=None, path=path, method="GET")))[0] in {400, 404}


async def _half(port, head, begun):
    """Whatever is answered to a request whose sender says no more, but still listens."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with asyncio.timeout(PATIENCE):
            writer.write(head + begun)
            writer.write_eof()
            return await reader.read()
    finally:
        writer.close()


@pytest.mark.parametrize("begun", [b"", b"{", b'{"update_id": 7'])
async def test_a_body_whose_rest_never_comes_is_not_kept(town, port, begun):
    before = _kept(town)
    answer = await _half(port, _head("Content-Length: 16"), begun)
    assert b" 200 " not in answer
    assert _kept(town) == before


async def test_what_came_whole_before_the_line_was_half_closed_is_kept(town, port):
    """Telegram is told so, or else delivers it again, which changes nothing."""
    before = _kept(town)
    body = json.dumps({"update_id": 7, "message": {}}).encode()
    for _ in range(2):
        await _half(port, _head(f"Content-Length: {len(body)}"), body)
    assert _kept(town) == before + 1
