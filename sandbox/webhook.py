import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_ANSWER_SECONDS = 60.0


@dataclass(slots=True)
class Webhook:
    """Where updates are delivered to, and how that went last."""

    url: str
    secret: str | None
    max_connections: int
    last_error_at: int | None = None
    last_error: str | None = None

    def info(self) -> dict[str, Any]:
        """The fields of WebhookInfo that it fills."""
        info: dict[str, Any] = {"url": self.url, "max_connections": self.max_connections}
        if self.last_error is not None:
            info["last_error_date"] = self.last_error_at
            info["last_error_message"] = self.last_error
        return info


async def deliver(webhook: Webhook, update: dict[str, Any]) -> str | None:
    """Post one update; returns what went wrong, in Telegram's words, or None."""
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            status = await _post(webhook, json.dumps(update).encode())
    except TimeoutError:
        return "Connection timed out"
    except OSError:
        return "Connection refused"
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return "Wrong response from the webhook"
    code = status.partition(" ")[0]
    return None if code.startswith("2") else f"Wrong response from the webhook: {status}"


async def _post(webhook: Webhook, body: bytes) -> str:
    parts = urlsplit(webhook.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
    try:
        writer.write(_head(webhook, len(body)) + body)
        await writer.drain()
        status_line = (await reader.readuntil(b"\r\n")).decode("latin-1").strip()
        return status_line.partition(" ")[2]
    finally:
        writer.transport.abort()


def _head(webhook: Webhook, length: int) -> bytes:
    parts = urlsplit(webhook.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"POST {path} HTTP/1.1",
        f"Host: {parts.netloc}",
        "Content-Type: application/json",
        f"Content-Length: {length}",
        "Connection: close",
    ]
    if webhook.secret:
        lines.append(f"X-Telegram-Bot-Api-Secret-Token: {webhook.secret}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
