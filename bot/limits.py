"""How fast we may send, kept by us so that Telegram need not refuse.

The figures are Telegram's own:
https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from collections import deque
from dataclasses import dataclass, field

PRIVATE_BURST = 3
"""How many messages may follow each other to one person before the pace of one a second holds."""

CATCH_UP_SECONDS = 0.8
"""How much of the time lost to a busy machine is made up for.

Without this the pace of a long broadcast would be that of its slowest moments.
"""

SECOND = 1.005
"""A second and a little, as messages do not all take equally long to arrive.

No stretch of this length has more messages than the overall limit, also while lost time is made up
for.
"""

MINUTE = 61.0
"""A minute and a little, as the clocks at both ends of the line differ."""

HEADROOM = 0.999
"""We keep just under the overall limit for the same reason."""

EDIT_SHARE = 0.75
"""What edits of cards may take of a group's minute, evenly spaced; the rest is left for answers.

At 20 a minute a card that many press is right within 4 seconds.
"""

LEAST_WAIT = 0.001
"""Shorter waits than the database's clock can tell are none."""

SWEEP = 1000
"""Chats remembered above which those are dropped that nothing was sent to lately."""

SPREAD = 5.0
"""Refusals of two chats within so many seconds mean that the bot as a whole is too fast."""


@dataclass(frozen=True)
class Limits:
    """Messages that may be sent in a time.

    Args:
        messages_per_second: to all chats together.
        private_per_second: to one person; a short burst passes.
        group_per_minute: to one group.
    """

    messages_per_second: float = 30
    private_per_second: float = 1
    group_per_minute: float = 20


@dataclass
class _Pace:
    """Even spacing that lets a short burst pass: the generic cell rate algorithm."""

    interval: float
    burst: int
    due: float = 0.0

    def wait(self, now: float) -> float:
        return max(0.0, self.due - self.interval * (self.burst - 1) - now)

    def take(self, now: float) -> None:
        self.due = max(self.due, now) + self.interval

    def idle(self, now: float) -> bool:
        return self.due <= now


@dataclass
class _Window:
    """At most so many in any stretch of so many seconds."""

    limit: int
    seconds: float = MINUTE
    taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        self._forget(now)
        if len(self.taken) < self.limit:
            return 0.0
        return max(0.0, self.taken[len(self.taken) - self.limit] + self.seconds - now)

    def take(self, now: float) -> None:
        self._forget(now)
        self.taken.append(now)

    def idle(self, now: float) -> bool:
        self._forget(now)
        return not self.taken

    def _forget(self, now: float) -> None:
        while self.taken and self.taken[0] <= now - self.seconds:
            self.taken.popleft()


class _Onward:
    """A time that goes on when the clock it is read from is set back."""

    def __init__(self) -> None:
        self._last = float("-inf")
        self._behind = 0.0

    def at(self, now: float) -> float:
        seconds = now + self._behind
        if seconds < self._last:
            self._behind += self._last - seconds
        self._last = now + self._behind
        return self._last


class Limiter:
    """Says how long a message must wait; times are seconds on any one clock.

    A clock that is set back makes nothing wait longer: time goes on from where it was.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._time = _Onward()
        rate = limits.messages_per_second
        spacing = 60 / (limits.group_per_minute * EDIT_SHARE)
        self._edit_seconds = spacing if spacing >= LEAST_WAIT else 0.0
        self._overall = (
            _Pace(1 / (rate * HEADROOM), burst=max(1, int(rate * CATCH_UP_SECONDS))),
            _Window(max(1, int(rate)), seconds=SECOND),
        )
        self._chats: dict[int, _Pace | _Window] = {}
        self._paused: dict[int, float] = {}
        self._edits: dict[int, float] = {}
        self._all_paused = 0.0
        self._last_refusal = (0, float("-inf"))
        self._sweep_above = SWEEP

    def overall_wait(self, now: float) -> float:
        """Seconds until any message may go."""
        now = self._time.at(now)
        return max(self._all_paused - now, *(limit.wait(now) for limit in self._overall))

    def chat_wait(self, chat_id: int, now: float, *, edit: bool = False) -> float:
        """Seconds until a message to this chat, or an edit, may go, the overall limit aside."""
        now = self._time.at(now)
        paused = self._paused.get(chat_id, 0.0) - now
        edited = self._edits.get(chat_id, 0.0) - now if edit else 0.0
        chat = self._chats.get(chat_id)
        return max(paused, edited, chat.wait(now) if chat else 0.0, 0.0)

    def take(self, chat_id: int, now: float, *, edit: bool = False, ahead: float = 0.0) -> None:
        """Count a message or an edit.

        Args:
            chat_id: where it goes.
            now: the time.
            edit: whether it is an edit.
            ahead: seconds from now until it is sent.
        """
        now = self._time.at(now) + ahead
        if edit and chat_id < 0:
            self._edits[chat_id] = now + self._edit_seconds
        for limit in self._overall:
            limit.take(now)
        if chat_id not in self._chats:
            self._chats[chat_id] = self._new_chat(chat_id)
        self._chats[chat_id].take(now)
        self._sweep(now)

    def refused(self, chat_id: int, retry_after: float, now: float) -> None:
        """Heed a 429: that chat rests, and when two chats are refused in a row, all do."""
        now = self._time.at(now)
        self._paused[chat_id] = now + retry_after
        other, at = self._last_refusal
        if other != chat_id and now - at < SPREAD:
            self._all_paused = max(self._all_paused, now + retry_after)
        self._last_refusal = (chat_id, now)
        self._sweep(now)

    def rest(self, seconds: float, now: float) -> None:
        """Let no message go for a time: Telegram cannot be reached, or refuses the bot itself."""
        self._all_paused = max(self._all_paused, self._time.at(now) + seconds)

    def _sweep(self, now: float) -> None:
        """Drop chats that nothing was sent to lately, so that memory stays flat."""
        if len(self._chats) + len(self._paused) <= self._sweep_above:
            return
        self._chats = {chat: pace for chat, pace in self._chats.items() if not pace.idle(now)}
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}
        self._edits = {chat: until for chat, until in self._edits.items() if until > now}
        self._sweep_above = max(SWEEP, 2 * (len(self._chats) + len(self._paused)))

    def _new_chat(self, chat_id: int) -> _Pace | _Window:
        if chat_id > 0:
            rate = self._limits.private_per_second
            return _Pace(1 / rate, burst=max(PRIVATE_BURST, int(rate)))
        return _Window(max(1, int(self._limits.group_per_minute)))
