from sandbox.clock import Clock
from sandbox.updates import Update, UpdateQueue
from sandbox.webhook import Webhook, deliver

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0


class Delivery:
    """Brings updates to the webhook, one at a time, each until it is accepted.

    Telegram uses several connections, but also keeps the order within a chat; one connection
    keeps it everywhere, and the pauses between attempts are shorter than Telegram's.
    """

    def __init__(self, updates: UpdateQueue, clock: Clock) -> None:
        self._updates = updates
        self._clock = clock
        self._failures = 0

    async def run(self) -> None:
        """Deliver until the queue is closed."""
        while not self._updates.closed:
            webhook, update = self._updates.webhook, self._updates.first()
            if webhook is None or update is None:
                self._failures = 0
                await self._updates.wait()
            else:
                await self._try(webhook, update)

    async def _try(self, webhook: Webhook, update: Update) -> None:
        error = await deliver(webhook, update)
        if error is None:
            self._updates.drop(update)
            self._failures = 0
            return
        webhook.last_error = error
        webhook.last_error_at = int(self._clock.now().timestamp())
        pause = min(_FIRST_PAUSE * 2**self._failures, _LONGEST_PAUSE)
        self._failures += 1
        await self._updates.pause(pause)
