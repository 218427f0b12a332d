"""What the config says of points, and what a visit to a collection brings."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from pydantic import AwareDatetime, BaseModel, ConfigDict, PositiveInt

from domain.errors import Refusal
from domain.messages import When
from domain.points.ledger import (
    COMMUNITY,
    Award,
    Movement,
    MovementKind,
    household,
    transfer,
)

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
        desk: where gifts are handed out.
    """

    rewards: tuple[Reward, ...]
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


def rewards_for(streams: Collection[str], rules: PointsRules) -> tuple[Reward, ...]:
    """What some streams are rewarded with."""
    return tuple(reward for reward in rules.rewards if reward.stream in streams)


def rewards_at(site: Site, rules: PointsRules) -> tuple[Reward, ...]:
    """The streams of a collection that are rewarded.

    Raises:
        Refusal: none is.
    """
    found = rewards_for(site.streams, rules)
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


def award_for(visit: Visit, home: str, reward: Reward, by_id: int) -> Award:
    """What a household gets for what it brought: each stream once a visit.

    Args:
        visit: the visit.
        home: the household that gets it; of an address that was bound since, the new one.
        reward: for what.
        by_id: who saw it.
    """
    return Award(
        household=home,
        points=reward.points,
        kind=MovementKind.CHECKIN,
        words=reward.stream,
        source_key=brought_key(visit.id, reward.stream),
        by_id=by_id,
        issuer=reward.issuer,
    )


def award_at_the_door(collection: int, day: date, home: str, reward: Reward, by_id: int) -> Award:
    """What a household gets for what was fetched from it: each stream once a date.

    Args:
        collection: the schedule on one of whose dates it was fetched.
        day: the date.
        home: the household at whose door it was.
        reward: for what.
        by_id: who fetched it.
    """
    return Award(
        household=home,
        points=reward.points,
        kind=MovementKind.BOOKING,
        words=reward.stream,
        source_key=f"door:{collection}:{day.isoformat()}:{home}:{reward.stream}",
        by_id=by_id,
        issuer=reward.issuer,
    )


def brought_key(visit_id: int, stream: str) -> str:
    """Names the deed of bringing a stream."""
    return f"checkin:{visit_id}:{stream}"


class Service(_Frozen):
    """What a shift of a volunteer is worth, and what became of that in the ledger so far.

    Args:
        household: of the volunteer, as ``Person.household`` names it.
        words: what the shift was.
        source_key: the entry of the ledger of hours that this is about.
        worth: points for the whole shift, as its hours stand now.
        given: points that the shift has brought so far.
        has: the balance of the household.
        by_id: who recorded the hours, where a person did.
    """

    household: str
    words: str
    source_key: str
    worth: int
    given: int
    has: int
    by_id: int | None


def settle_service(service: Service) -> Movement | None:
    """Brings what a shift has given to what it is worth; none where it is that already.

    Of what was given too much, no more is taken back than the household still has.
    """
    missing = max(service.worth - service.given, -service.has)
    if not missing:
        return None
    return Movement(
        kind=MovementKind.HOURS,
        entries=transfer(COMMUNITY, household(service.household), missing),
        words=service.words,
        source_key=service.source_key,
        by_id=service.by_id,
    )


def service_key(entry_id: int) -> str:
    """Names an entry of the ledger of hours."""
    return f"hours:{entry_id}"
