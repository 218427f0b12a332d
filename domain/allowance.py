"""How much of one person is taken in a minute, so that nobody can starve a building."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

MINUTE = timedelta(minutes=1)

RESERVE = 10
"""Messages that tell of danger are taken beyond the allowance, so many in a minute."""


class Way(Enum):
    """How something was given to the bot."""

    PRESS = auto()
    PRIVATE = auto()
    GROUP = auto()


@dataclass(frozen=True)
class Allowance:
    """What is taken of one person in a minute.

    Args:
        in_all: commands, messages in private and presses together.
        in_groups: of these, commands typed in groups. Each is answered there, and Telegram lets
            a bot say 20 things a minute in a group
            (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
    """

    in_all: int
    in_groups: int


@dataclass(frozen=True)
class Allowances:
    """What is taken of whom.

    Args:
        residents: of those who have no work to do here.
        workers: of captains, staff, partners and admins.
    """

    residents: Allowance = Allowance(in_all=60, in_groups=15)
    workers: Allowance = Allowance(in_all=200, in_groups=200)


@dataclass(frozen=True)
class Count:
    """What one person gave the bot in a minute of theirs.

    Args:
        began: when the first of it came.
        taken: how much was taken.
        in_groups: how many commands of it were typed in groups.
        urgent: how much was taken beyond the allowance, as it told of danger.
        over: it was too much, and nothing more is taken in this minute.
        told: they have been told so.
    """

    began: datetime
    taken: int = 0
    in_groups: int = 0
    urgent: int = 0
    over: bool = False
    told: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether an instant is in this minute; where a clock was set back, it is not for long."""
        return abs(at - self.began) < MINUTE


@dataclass(frozen=True)
class Verdict:
    """Whether something is taken.

    Args:
        count: how the person stands now.
        wait: seconds until something is taken again; 0 where this was taken.
        first: this is the first in the minute that was not taken.
        tell: the person is to be told so in words of their own; a press is always answered.
    """

    count: Count
    wait: int = 0
    first: bool = False
    tell: bool = False


def judge(
    count: Count | None, at: datetime, allowance: Allowance, way: Way, *, urgent: bool = False
) -> Verdict:
    """Take something or not.

    Once it was too much, nothing is taken until the minute is over, so that what the person was
    told stays true; what tells of danger is.

    Args:
        count: how the person stood; none if nothing is known of them.
        at: when it arrived.
        allowance: theirs.
        way: how it was given.
        urgent: it tells of danger.
    """
    held = count if count is not None and count.holds(at) else Count(began=at)
    full = held.taken >= allowance.in_all
    full_there = way is Way.GROUP and held.in_groups >= allowance.in_groups
    if not (held.over or full or full_there):
        in_groups = held.in_groups + (way is Way.GROUP)
        return Verdict(replace(held, taken=held.taken + 1, in_groups=in_groups))
    if urgent and held.urgent < RESERVE:
        return Verdict(replace(held, urgent=held.urgent + 1))
    tell = way is not Way.PRESS and not held.told
    return Verdict(
        replace(held, over=True, told=held.told or tell),
        wait=math.ceil((held.began + MINUTE - max(at, held.began)).total_seconds()),
        first=not held.over,
        tell=tell,
    )
