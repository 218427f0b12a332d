"""When things happen in the 演示."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sandbox.play import Play

ZONE: Final = ZoneInfo("Asia/Shanghai")
_SATURDAY: Final = 5
_OPENS: Final = time(9, 0)


def saturday(play: Play) -> datetime:
    """When the collection of the story begins: the same for all scenes of one performance.

    That is the first Saturday that leaves time for the evening before.
    """
    now = play.stage.sandbox.clock.now().astimezone(ZONE)
    first = play.cards.get("collection")
    since = now if first is None else datetime.fromtimestamp(first.data["date"], ZONE)
    day = since.date() + timedelta(days=2)
    day += timedelta(days=(_SATURDAY - day.weekday()) % 7)
    return datetime.combine(day, _OPENS, ZONE)


def forward(play: Play, to: datetime) -> None:
    """Let time go on, if it has not yet come that far."""
    clock = play.stage.sandbox.clock
    clock.advance(max(to - clock.now(), timedelta()))
