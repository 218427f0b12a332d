"""Whom a person may address, and how many that are."""

from collections.abc import Sequence

from domain.audience import Audience
from domain.circles import WHOLE_COMMUNITY, Circle
from domain.errors import Refusal
from domain.people import Actor
from handlers.context import Ctx
from storage.uow import UnitOfWork

SHOWN = 5
"""How many selectors are shown of those that somebody may use."""


async def addressable(ctx: Ctx, *, actor: Actor | None = None) -> list[Circle]:
    """The active circles that somebody may address, by id; their titles may be named.

    Admins address all, staff those of the grids they serve (those of the whole community if they
    serve all grids), captains those that they captain.

    Args:
        ctx: of whoever asks.
        actor: who addresses them, where it is not who acts now, as with deadlines.
    """
    actor = actor or ctx.actor
    captained = _captained(actor)
    return [
        circle
        for circle in await ctx.uow.circles.all_active()
        if actor.admin or actor.serves(circle.grid) or circle.id in captained
    ]


async def choose(ctx: Ctx, audience: Audience, *, actor: Actor | None = None) -> list[Circle]:
    """The active circles that an audience names, by id.

    A kind of circle means those of that kind that are the person's own; a grid or everyone must
    be theirs as a whole.

    Args:
        ctx: of whoever asks.
        audience: as read from their words.
        actor: who addresses them, where it is not who acts now, as with deadlines.

    Raises:
        Refusal: it names what is not theirs to address, or no circle at all.
    """
    actor = actor or ctx.actor
    allowed = await addressable(ctx, actor=actor)
    if not (hints := _listed(_own(ctx, actor, allowed))):
        raise Refusal("audience-none-yours")
    if foreign := await _foreign(ctx, audience, actor, allowed):
        raise Refusal("audience-not-yours", named=_listed(foreign), allowed=hints)
    chosen = [circle for circle in allowed if audience.matches(circle)]
    if not chosen:
        raise Refusal("audience-empty", allowed=hints)
    return chosen


async def count_people(uow: UnitOfWork, circles: Sequence[Circle]) -> int:
    """How many people there are in some circles, each counted once."""
    return await uow.circles.count_people([circle.id for circle in circles])


async def _foreign(
    ctx: Ctx, audience: Audience, actor: Actor, allowed: Sequence[Circle]
) -> list[str]:
    """What an audience names that is not theirs; a circle that is gone is nobody's."""
    if actor.admin:
        return []
    everyone = [WHOLE_COMMUNITY] if audience.everyone and not actor.serves(None) else []
    grids = [grid for grid in audience.grids if not actor.serves(grid)]
    own = {circle.id for circle in allowed}
    others = set(audience.circles) - own
    active = await ctx.uow.circles.all_active() if others else []
    return [*everyone, *grids, *(circle.title for circle in active if circle.id in others)]


def _own(ctx: Ctx, actor: Actor, allowed: Sequence[Circle]) -> list[str]:
    """The selectors that somebody may use."""
    whole = actor.admin or actor.serves(None)
    names = [WHOLE_COMMUNITY] if whole else []
    names += [grid for grid in ctx.community.grids if actor.admin or actor.serves(grid)]
    captained = _captained(actor)
    return names + [circle.title for circle in allowed if circle.id in captained]


def _listed(names: Sequence[str]) -> str:
    more = "…" if len(names) > SHOWN else ""
    return "、".join(f"@{name}" for name in names[:SHOWN]) + more


def _captained(actor: Actor) -> set[int]:
    return {membership.circle.id for membership in actor.memberships if membership.captain}
