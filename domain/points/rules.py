"""What the config says of points, and what a visit to a collection brings."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, NonNegativeInt, PositiveInt

from domain.errors import Refusal
from domain.points.ledger import Award, MovementKind


class Stream(BaseModel):
    """A sort of waste that is rewarded.

    Args:
        name: as in the schedules of collections.
        points: what a household gets for it, once a date.
        issuer: the partner organisation that gives them; empty for the community.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    points: PositiveInt
    issuer: str = ""


class PointsRules(BaseModel):
    """The points part of the config.

    Args:
        streams: what is rewarded.
        per_hour: points for an hour of volunteer work; 0 for none.
        desk: where gifts are handed out.
    """

    model_config = ConfigDict(frozen=True)

    streams: tuple[Stream, ...]
    per_hour: NonNegativeInt
    desk: str


class Visit(BaseModel):
    """A household that came to a collection.

    Args:
        id: ours.
        collection: the collection.
        day: its date.
        household: as ``Person.household`` names it.
        person_id: who came; none once they are forgotten.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    collection: int
    day: date
    household: str
    person_id: int | None


def rewarded_streams(rules: PointsRules, taken: Sequence[str]) -> tuple[Stream, ...]:
    """The streams of a collection that are rewarded.

    Args:
        rules: what the config says.
        taken: names of the streams that the collection takes.

    Raises:
        Refusal: none is.
    """
    found = tuple(stream for stream in rules.streams if stream.name in taken)
    if not found:
        raise Refusal("checkin-not-rewarded", streams="、".join(taken) or "—")
    return found


def require_today(day: date, today: date) -> None:
    """Who is on site is so on the day of the collection.

    Raises:
        Refusal: the date is over, or not yet come.
    """
    if day != today:
        raise Refusal("checkin-day-over" if day < today else "checkin-not-yet")


def reward(visit: Visit, stream: Stream, by_id: int) -> Award:
    """What a household gets for what it brought: once for each collection, date and stream.

    Args:
        visit: the household, the collection and the date.
        stream: what it brought.
        by_id: who saw it.
    """
    return Award(
        household=visit.household,
        points=stream.points,
        kind=MovementKind.CHECKIN,
        words=stream.name,
        source_key=source_key(visit, stream.name),
        by_id=by_id,
        issuer=stream.issuer,
    )


def source_key(visit: Visit, stream: str) -> str:
    """Names the deed of bringing a stream to a collection."""
    return f"checkin:{visit.collection}:{visit.day.isoformat()}:{visit.household}:{stream}"
