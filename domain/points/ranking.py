"""The ranking of a month: households that take part, and every building."""

from collections.abc import Collection, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict

from domain.timing import Period, moments_at


class Earned(BaseModel):
    """What a household earned in a month, less what was taken back."""

    model_config = ConfigDict(frozen=True)

    household: str
    points: int


class HouseholdPlace(BaseModel):
    """A line of the ranking of households; the room is never part of it.

    Args:
        place: from 1; households with the same points share it.
        household: to find one's own line.
        building: number of the building.
        unit: number of the unit.
        points: what it earned.
    """

    model_config = ConfigDict(frozen=True)

    place: int
    household: str
    building: str
    unit: str
    points: int


class BuildingPlace(BaseModel):
    """A line of the ranking of buildings.

    Args:
        place: from 1; buildings with the same points share it.
        building: its number.
        households: how many of its households earned something.
        points: what they earned.
    """

    model_config = ConfigDict(frozen=True)

    place: int
    building: str
    households: int
    points: int


def month_of(now: datetime, zone: ZoneInfo, back: int = 0) -> Period:
    """A calendar month of the community.

    Args:
        now: an instant in the current one.
        zone: whose months are meant.
        back: how many months before the current one.
    """
    first = now.astimezone(zone).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None
    ) - relativedelta(months=back)
    start, end = (
        moments_at(wall, zone)[0].instant for wall in (first, first + relativedelta(months=1))
    )
    return Period(start=start, end=end)


def by_household(earned: Iterable[Earned], takes_part: Collection[str]) -> list[HouseholdPlace]:
    """The households that take part, the one with the most points first.

    Args:
        earned: what each household earned.
        takes_part: the households that want to be seen; they have an address.
    """
    ranked = _ranked(each for each in earned if each.household in takes_part)
    return [
        HouseholdPlace(
            place=place,
            household=each.household,
            building=each.household.split("-")[0],
            unit=each.household.split("-")[1],
            points=each.points,
        )
        for place, each in ranked
    ]


def by_building(earned: Iterable[Earned]) -> list[BuildingPlace]:
    """The buildings, the one with the most points first; who has no address is of none."""
    households: dict[str, list[int]] = {}
    for each in earned:
        building, dash, _ = each.household.partition("-")
        if dash and each.points > 0:
            households.setdefault(building, []).append(each.points)
    ranked = _ranked(
        Earned(household=building, points=sum(points)) for building, points in households.items()
    )
    return [
        BuildingPlace(
            place=place,
            building=each.household,
            households=len(households[each.household]),
            points=each.points,
        )
        for place, each in ranked
    ]


def _ranked(earned: Iterable[Earned]) -> list[tuple[int, Earned]]:
    """Those with points, each with its place; the same points are the same place."""
    ordered = sorted(
        (each for each in earned if each.points > 0),
        key=lambda each: (-each.points, each.household),
    )
    first: dict[int, int] = {}
    return [(first.setdefault(each.points, number), each) for number, each in enumerate(ordered, 1)]
