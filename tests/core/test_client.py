"""What is asked of Telegram beyond the library's own methods."""

import asyncio

import pytest
from telegram.error import TelegramError

from bot.client import Client


async def saying_to(answer):
    """Send a message to a server that gives this answer; what came of it."""

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(answer)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    client = Client("42:x", f"http://127.0.0.1:{port}", "", 5)
    for request in client._request:
        await request.initialize()
    try:
        return await client.say(1, "hello")
    finally:
        for request in client._request:
            await request.shutdown()
        server.close()
        await server.wait_closed()


async def test_of_a_sent_message_only_its_number_is_read():
    assert await saying_to(b'{"ok":true,"result":{"message_id":7,"date":"nonsense"}}') == 7


@pytest.mark.parametrize("result", [b"true", b"{}", b'{"message_id":"7"}'])
async def test_an_answer_without_a_number_is_no_answer(result):
    with pytest.raises(TelegramError, match="Invalid server response"):
        await saying_to(b'{"ok":true,"result":' + result + b"}")
