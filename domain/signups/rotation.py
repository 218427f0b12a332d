"""Whom to ask when people are missing: those who served least lately come first."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict


class Volunteer(BaseModel):
    """Somebody who has put themselves on a list of the circle before.

    Args:
        person_id: who.
        name: what to call them.
        last: when they last served; none if they never did.
        times: how often they served.
        opted_out: they asked not to be named.
    """

    model_config = ConfigDict(frozen=True)

    person_id: int
    name: str
    last: datetime | None = None
    times: int = 0
    opted_out: bool = False


def fair(volunteers: Iterable[Volunteer], most: int) -> list[Volunteer]:
    """The first of those who may be named, whoever served longest ago or never first.

    Of two who served at the same time, whoever served less often comes first.
    """
    asked = [volunteer for volunteer in volunteers if not volunteer.opted_out]
    return sorted(asked, key=_turn)[:most]


def _turn(volunteer: Volunteer) -> tuple[float, int, int]:
    last = volunteer.last.timestamp() if volunteer.last is not None else 0.0
    return last, volunteer.times, volunteer.person_id
