import math
from collections import deque
from collections.abc import Callable

from sandbox.errors import too_many_requests

OVERALL_PER_SECOND = 30
PRIVATE_PER_SECOND = 1
PRIVATE_BURST = 5
GROUP_PER_MINUTE = 20
"""Telegram's published limits (Bots FAQ); the burst is what passes in practice."""
_MINUTE = 60.0


class _Bucket:
    """Refills at a steady rate up to its capacity; each message takes one."""

    def __init__(self, capacity: float, per_second: float, now: float) -> None:
        self._capacity = capacity
        self._rate = per_second
        self._level = capacity
        self._at = now

    def wait(self, now: float) -> float:
        """Seconds until a message may pass; 0 if one may now."""
        self._level = min(self._capacity, self._level + (now - self._at) * self._rate)
        self._at = now
        return max(0.0, (1 - self._level) / self._rate)

    def take(self, _: float) -> None:
        self._level -= 1


class _Window:
    """At most so many messages in any stretch of so many seconds."""

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._passed: deque[float] = deque()

    def wait(self, now: float) -> float:
        while self._passed and self._passed[0] <= now - self._seconds:
            self._passed.popleft()
        if len(self._passed) < self._limit:
            return 0.0
        return self._passed[0] + self._seconds - now

    def take(self, now: float) -> None:
        self._passed.append(now)


class RateLimits:
    """Telegram's limits on messages and edits.

    Who goes beyond one is told to wait, and refused until that time is over, as by Telegram.

    Args:
        monotonic: the source of time in seconds.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._overall = _Bucket(OVERALL_PER_SECOND, OVERALL_PER_SECOND, monotonic())
        self._chats: dict[int, _Bucket | _Window] = {}
        self._refused_until: dict[int | None, float] = {}

    def check(self, chat_id: int, *, is_private: bool) -> None:
        """Count one message.

        Raises:
            ApiError: 429, if it is one too many.
        """
        now = self._monotonic()
        self._check_penalty(None, now)
        self._check_penalty(chat_id, now)
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = (
                _Bucket(PRIVATE_BURST, PRIVATE_PER_SECOND, now)
                if is_private
                else _Window(GROUP_PER_MINUTE, _MINUTE)
            )
        self._refuse_if(self._overall.wait(now), None, now)
        self._refuse_if(chat.wait(now), chat_id, now)
        self._overall.take(now)
        chat.take(now)

    def _check_penalty(self, key: int | None, now: float) -> None:
        until = self._refused_until.get(key, 0.0)
        if now < until:
            raise too_many_requests(math.ceil(until - now))

    def _refuse_if(self, wait: float, key: int | None, now: float) -> None:
        if wait > 0:
            retry_after = math.ceil(wait)
            self._refused_until[key] = now + retry_after
            raise too_many_requests(retry_after)
