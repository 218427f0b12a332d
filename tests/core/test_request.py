import asyncio
import json
import socket
from contextlib import asynccontextmanager

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.request import (
    NeverLeftError,
    Request,
    ServerError,
    TooLongError,
    environment_proxy,
)

OK = b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"ok":true}'


@asynccontextmanager
async def listening(serve):
    """A server on loopback that does with each connection what it is told; answers with its URL."""
    tasks = set()

    async def accept(reader, writer):
        tasks.add(asyncio.current_task())
        try:
            await serve(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


@asynccontextmanager
async def pool(*, answer_seconds=5.0, proxy=""):
    request = Request(2, answer_seconds, proxy)
    await request.initialize()
    try:
        yield request
    finally:
        await request.shutdown()


def saying(answer, heard=None):
    async def serve(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        length = [
            line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
        ]
        body = await reader.readexactly(int(length[0].split(b":")[1])) if length else b""
        if heard is not None:
            heard.append((head, body))
        writer.write(answer)
        await writer.drain()

    return serve


def data(**parameters):
    return RequestData([RequestParameter(name, value, None) for name, value in parameters.items()])


async def test_parameters_go_as_json_and_the_answer_comes_back():
    heard = []
    async with listening(saying(OK, heard)) as port, pool() as request:
        answer = await request.do_request(
            f"http://127.0.0.1:{port}/x", "POST", data(chat_id=1, text="停水")
        )
    assert answer == (200, b'{"ok":true}')
    assert json.loads(heard[0][1]) == {"chat_id": 1, "text": "停水"}


async def test_where_nobody_listens_nothing_has_left():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/x"
        async with pool() as request:
            with pytest.raises(NeverLeftError):
                await request.do_request(url, "POST", data(a=1))


async def test_an_answer_without_an_end_is_not_read_for_ever():
    async def endless(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"100000\r\n" + b" " * 0x100000 + b"\r\n")
            await writer.drain()

    async with listening(endless) as port, pool() as request:
        with pytest.raises(TooLongError):
            await request.do_request(f"http://127.0.0.1:{port}/x", "GET")


async def test_an_answer_that_does_not_come_in_time_is_a_time_out():
    async def never(reader, _writer):
        await reader.read()

    async with listening(never) as port, pool(answer_seconds=0.05) as request:
        with pytest.raises(TimedOut):
            await request.do_request(f"http://127.0.0.1:{port}/x", "POST", data(a=1))
        with pytest.raises(TimedOut):
            await request.do_request(
                f"http://127.0.0.1:{port}/x", "POST", data(a=1), read_timeout=0.01
            )


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", b"?\r\n"]
)
async def test_a_line_that_breaks_off_leaves_it_open_what_happened(answer):
    async with listening(saying(answer)) as port, pool() as request:
        with pytest.raises(NetworkError) as caught:
            await request.do_request(f"http://127.0.0.1:{port}/x", "POST", data(a=1))
    assert type(caught.value) is NetworkError


async def test_a_failure_that_telegram_admits_is_told_from_one_of_a_proxy():
    told = b'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 12\r\n\r\n{"ok":false}'
    async with listening(saying(told)) as port, pool() as request:
        with pytest.raises(ServerError):
            await request.do_request(f"http://127.0.0.1:{port}/x", "POST", data(a=1))
    page = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\n<h1>"
    async with listening(saying(page)) as port, pool() as request:
        code, _ = await request.do_request(f"http://127.0.0.1:{port}/x", "POST", data(a=1))
    assert code == 502


async def test_an_http_proxy_is_asked_instead():
    heard = []
    async with (
        listening(saying(OK, heard)) as port,
        pool(proxy=f"http://127.0.0.1:{port}") as request,
    ):
        with pytest.raises(NetworkError):
            await request.do_request("https://api.telegram.example/x", "POST", data(a=1))
    assert heard[0][0].startswith(b"CONNECT api.telegram.example:443")


async def test_a_socks_proxy_is_asked_instead():
    heard = []

    async def refuse(reader, writer):
        heard.append(await reader.readexactly(3))
        writer.write(b"\x05\xff")
        await writer.drain()

    async with listening(refuse) as port, pool(proxy=f"socks5://127.0.0.1:{port}") as request:
        with pytest.raises(NetworkError):
            await request.do_request("https://api.telegram.example/x", "POST", data(a=1))
    assert heard == [b"\x05\x01\x00"]


async def test_a_pool_that_is_not_open_says_so():
    with pytest.raises(RuntimeError):
        await Request(1, 1, "").do_request("http://127.0.0.1:1/x", "POST")


@pytest.mark.parametrize("payload", [b"{", b"[]", b"\xff"])
def test_an_answer_that_is_not_the_object_that_telegram_promises_is_refused(payload):
    with pytest.raises(TelegramError):
        Request.parse_json_payload(payload)


@pytest.mark.parametrize(
    ("address", "proxy"),
    [
        ("https://api.telegram.org", "http://127.0.0.1:3128"),
        ("https://bot.example.org", ""),
        ("http://127.0.0.1:8081", ""),
    ],
)
def test_the_environment_names_the_proxy_where_the_config_names_none(monkeypatch, address, proxy):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    monkeypatch.setenv("no_proxy", "example.org")
    assert environment_proxy(address) == proxy
