"""What every part of the roster feature uses: whose circles, and tables as they are sent."""

from collections.abc import Iterable, Sequence

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Sheet, Text, text
from domain.roster import Household, by_address
from handlers.context import Ctx
from handlers.routing import Routes

routes = Routes("roster")

MOST_PLACES = 12
"""Buildings that are named in a line; of more, the first."""

COLUMNS = ("building", "unit", "room", "head", "phone", "people", "note")


def check_key(ctx: Ctx) -> None:
    """Refuse to take in names and phones that could not be sealed.

    Raises:
        Refusal: there is no key.
    """
    if not ctx.uow.roster.has_key:
        raise Refusal("roster-no-key")


async def own_circles(ctx: Ctx) -> dict[int, Circle]:
    """The active circles whose households are this person's to keep, by id."""
    actor = ctx.actor
    return {
        circle.id: circle
        for circle in await ctx.uow.circles.all_active()
        if actor.admin or actor.serves(circle.grid)
    }


async def check_own(ctx: Ctx, households: Iterable[Household]) -> None:
    """Refuse to touch households of circles that others keep.

    Those of which nobody knows the circle are everybody's, and so are those of a circle that is
    no more.

    Raises:
        Refusal: it names the circles.
    """
    own = await own_circles(ctx)
    active = {circle.id: circle.title for circle in await ctx.uow.circles.all_active()}
    foreign = {h.circle_id for h in households if h.circle_id in active} - own.keys()
    if foreign:
        named = "、".join(sorted(active[circle_id] for circle_id in foreign if circle_id))
        raise Refusal("roster-not-yours", circles=named)


def places(households: Sequence[Household]) -> str:
    """The buildings of some households, in their order."""
    found = list(dict.fromkeys(h.address.building for h in by_address(households)))
    return "、".join(found[:MOST_PLACES]) + ("…" if len(found) > MOST_PLACES else "")


def table(title: Text, households: Sequence[Household]) -> Sheet:
    """Households as a sheet that can be sent in again as it is."""
    return Sheet(
        title=title,
        header=tuple(text(f"roster-column-{column}") for column in COLUMNS),
        rows=tuple(_row(household) for household in by_address(households)),
    )


def _row(household: Household) -> tuple[str | int, ...]:
    address = household.address
    return (
        address.building,
        address.unit,
        address.room,
        household.head,
        household.phone,
        "" if household.people is None else household.people,
        household.note,
    )
