"""A client that goes away in the middle of a request has asked for nothing."""

import asyncio

from sandbox import Sandbox


async def test_a_request_cut_short_takes_no_effect():
    sandbox = Sandbox()
    await sandbox.start()
    try:
        ana = sandbox.world.add_user("Ana")
        sandbox.world.start(ana.id)
        host, _, port = sandbox.url.removeprefix("http://").rpartition(":")
        _, writer = await asyncio.open_connection(host, int(port))
        body = f"chat_id={ana.id}&text=half".encode()
        head = (
            f"POST /bot{sandbox.token}/sendMessage HTTP/1.1\r\nHost: x\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body) + 40}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        reader, other = await asyncio.open_connection(host, int(port))
        other.write(f"GET /bot{sandbox.token}/getMe HTTP/1.0\r\n\r\n".encode())
        assert b'"ok"' in await reader.read()
        other.close()
        await other.wait_closed()
        assert [call.method for call in sandbox.calls] == ["getMe"]
    finally:
        await sandbox.stop()
