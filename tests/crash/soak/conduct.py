"""How a run goes: who does how much, what goes wrong, for how long, and by which chance."""

import random
from dataclasses import dataclass
from datetime import timedelta

from tests.crash.troubles.clock import DAY

ACTS_PER_SECOND = 20.0
STRICT_ACTS_PER_SECOND = 0.8
"""With Telegram's real limits, so that what is owed can be said at all."""

TALKING, STRICT_TALKING = 0.05, 0.2
"""The share of what people do that begins a conversation of several steps."""

STRICT_SHARE = 0.3
"""How many seeds of all have Telegram's real limits."""

BETWEEN_TROUBLES = 3.0
"""Seconds on average between a trouble and the next of its kind (Telegram's, the process's)."""

SETTLING = 120.0
STRICT_SETTLING = 400.0
"""Seconds within which, once nothing goes wrong any more, all is done that is owed."""

RESTART_AFTER = 2.5
"""Seconds between two looks of the service manager; what is dead at two of them is started again.

Longer than a trouble that starts the next process takes to do so: no two are to run at a time.
"""

LATER = (DAY, DAY, 7 * DAY)
"""Longer than the bot waits for anything that is done here, such as for a gift to be fetched.

With the days that go by meanwhile it is less than the two weeks after which what was sent is
forgotten, so that it can still be held against what was seen.
"""


@dataclass(frozen=True)
class Conduct:
    """How a run goes.

    Args:
        seed: by which everybody does the same in the same order.
        seconds: how long people are at it.
        people: how many residents.
        troubles: what goes wrong meanwhile.
        strict: whether Telegram's real limits hold.
        between: seconds from one trouble to the next on average.
        restart_after: seconds between two looks of the service manager.
        later: how long goes by after it, each time until all is done that has become due.
    """

    seed: int
    seconds: float
    people: int
    troubles: tuple
    strict: bool = False
    between: float = BETWEEN_TROUBLES
    restart_after: float = RESTART_AFTER
    later: tuple[timedelta, ...] = LATER

    @property
    def talking(self):
        """How often somebody begins a conversation, of all times that they do something."""
        return STRICT_TALKING if self.strict else TALKING

    def chance(self, what):
        """The source of randomness for one thing; none disturbs another."""
        return random.Random(f"{self.seed}/{what}")  # noqa: S311 - a seed that replays is the point


def is_strict(seed):
    """Whether a seed has Telegram's real limits."""
    return random.Random(f"{seed}/strict").random() < STRICT_SHARE  # noqa: S311 - as above
