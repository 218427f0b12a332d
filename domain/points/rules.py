"""What the config says of points, and what a visit to a collection brings."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, NonNegativeInt, PositiveInt

from domain.errors import Refusal
from domain.messages import When
from domain.points.ledger import Award, MovementKind
from domain.timing import moments_at

EARLY = timedelta(minutes=30)
"""So long before a collection begins, and after it has ended, people who stand there count."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Reward(_Frozen):
    """What a household gets for bringing a stream to a collection.

    Args:
        stream: its name, as in the schedules of collections.
        points: how many, once a date.
        issuer: the partner organisation that gives them; empty for the community.
    """

    stream: str
    points: PositiveInt
    issuer: str = ""


class PointsRules(_Frozen):
    """The points part of the config.

    Args:
        rewards: what is rewarded.
        per_hour: points for an hour of volunteer work; 0 for none.
        desk: where gifts are handed out.
    """

    rewards: tuple[Reward, ...]
    per_hour: NonNegativeInt
    desk: str


class Site(_Frozen):
    """One date of a collection, as far as points are concerned.

    Args:
        collection: its schedule.
        day: the date that names it, even where it was moved to another day.
        streams: what is taken.
        start: when it begins.
        end: when it ends.
    """

    collection: int
    day: date
    streams: tuple[str, ...]
    start: AwareDatetime
    end: AwareDatetime


class Visit(_Frozen):
    """A household that came to a collection.

    Args:
        id: ours; all that is brought to one date of one collection is one visit.
        household: as ``Person.household`` named it then.
        person_id: who came; none once they are forgotten.
    """

    id: int
    collection: int
    day: date
    household: str
    person_id: int | None


def whole_day(collection: int, day: date, rules: PointsRules, zone: ZoneInfo) -> Site:
    """A collection of which no more is known than its date: all day, and all that is rewarded."""
    start, end = (
        moments_at(datetime.combine(on, time()), zone)[0].instant
        for on in (day, day + timedelta(days=1))
    )
    streams = tuple(reward.stream for reward in rules.rewards)
    return Site(collection=collection, day=day, streams=streams, start=start, end=end)


def rewards_at(site: Site, rules: PointsRules) -> tuple[Reward, ...]:
    """The streams of a collection that are rewarded.

    Raises:
        Refusal: none is.
    """
    found = tuple(reward for reward in rules.rewards if reward.stream in site.streams)
    if not found:
        raise Refusal("checkin-not-rewarded", streams="、".join(site.streams) or "—")
    return found


def require_open(site: Site, now: datetime) -> None:
    """People are on site around the hours of the collection.

    Raises:
        Refusal: it is over, or not yet on.
    """
    if now < site.start - EARLY:
        raise Refusal("checkin-not-yet", begins=When(at=site.start))
    if now >= site.end + EARLY:
        raise Refusal("checkin-over")


def award_for(visit: Visit, household: str, reward: Reward, by_id: int) -> Award:
    """What a household gets for what it brought: each stream once a visit.

    Args:
        visit: the visit.
        household: who gets it; of an address that was bound since, the new one.
        reward: for what.
        by_id: who saw it.
    """
    return Award(
        household=household,
        points=reward.points,
        kind=MovementKind.CHECKIN,
        words=reward.stream,
        source_key=brought_key(visit.id, reward.stream),
        by_id=by_id,
        issuer=reward.issuer,
    )


def brought_key(visit_id: int, stream: str) -> str:
    """Names the deed of bringing a stream."""
    return f"checkin:{visit_id}:{stream}"
