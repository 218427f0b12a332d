"""What the parts of this feature share."""

from datetime import date

from domain.collections.occurrences import find as find_occurrence
from domain.errors import Refusal
from domain.messages import Text, text
from domain.points import AccountKind, Entry, Posted, Site, household
from handlers.context import Ctx
from handlers.routing import Routes

routes = Routes("points")


def read_day(words: str) -> date:
    """The date that a button carries.

    Raises:
        Refusal: it is none, as in a forged button.
    """
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Refusal("button-outdated") from None


async def site_of(ctx: Ctx, collection: int, day: date) -> Site:
    """A collection, by its schedule and the original day that names it.

    Raises:
        Refusal: the schedule has ended, the day is none of its days, or it is cancelled.
    """
    schedule = await ctx.uow.collections.find(collection)
    occurrence = None if schedule is None else find_occurrence(schedule, day)
    if schedule is None or occurrence is None:
        raise Refusal("collection-date-gone")
    return Site(
        collection=collection,
        day=day,
        streams=schedule.streams,
        start=occurrence.start,
        end=occurrence.end,
    )


async def require_served(ctx: Ctx, site: Site) -> None:
    """A collection is for the circles of whoever comes.

    Raises:
        Refusal: it is for none of them.
    """
    served = {circle.id for circle in await ctx.uow.collections.circles(site.collection)}
    if served.isdisjoint(member.circle.id for member in ctx.actor.memberships):
        raise Refusal("collection-not-for-you")


def entry_line(ctx: Ctx, posted: Posted, key: str) -> Text:
    """What a movement did to a household, in words."""
    return text(
        "points-entry",
        day=short_day(ctx, posted),
        amount=signed(posted.amount_on(household(key))),
        what=what(posted),
        taken_back="yes" if posted.taken_back else "no",
    )


def what(posted: Posted) -> Text:
    """What a movement was for."""
    return text(f"points-for-{posted.movement.kind}", words=posted.movement.words)


def short_day(ctx: Ctx, posted: Posted) -> str:
    """The day of a movement, short enough for a line of a list."""
    wall = posted.at.astimezone(ctx.community.zone)
    return f"{wall.month}-{wall.day}"


def signed(amount: int) -> str:
    """A number of points with its sign."""
    return f"+{amount}" if amount > 0 else f"−{-amount}"


def side_of(posted: Posted, *kinds: AccountKind) -> Entry | None:
    """The side of a movement that is an account of the first of some kinds that it has."""
    for kind in kinds:
        for entry in posted.movement.entries:
            if entry.account.kind is kind:
                return entry
    return None
