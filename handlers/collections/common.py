"""What every part of the collections feature does: find a schedule, plan it, know its circles."""

from datetime import date

from domain.circles import Circle
from domain.collections.model import Occurrence, Schedule
from domain.collections.occurrences import find as find_occurrence
from domain.collections.steps import next_step_at
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Permission
from handlers.audiences import choose
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.routing import Routes
from storage.schedules import Due

STEP = "collection.step"

routes = Routes("collections")


async def find(ctx: Ctx, schedule_id: int) -> Schedule:
    """A schedule that holds.

    Raises:
        Refusal: there is none, or it has ended.
    """
    found = await ctx.uow.collections.find(schedule_id)
    if found is None:
        raise Refusal("collection-gone", number=schedule_id)
    return found


async def find_managed(ctx: Ctx, schedule_id: int) -> Schedule:
    """A schedule that the actor may change.

    Raises:
        Refusal: there is none, it has ended, or is not theirs.
    """
    found = await find(ctx, schedule_id)
    if not await manages(ctx, found):
        raise Refusal("not-your-grid")
    return found


async def manages(ctx: Ctx, schedule: Schedule) -> bool:
    """Whether a schedule is the actor's: they set it up, or serve all grids that it is for."""
    if ctx.actor.admin or schedule.created_by == ctx.person.id:
        return True
    circles = await ctx.uow.collections.circles(schedule.id)
    return bool(circles) and all(ctx.actor.serves(circle.grid) for circle in circles)


def pack_day(day: date) -> str:
    """A day as buttons carry it."""
    return f"{day:%Y%m%d}"


def day_of(press: Press, position: int) -> date:
    """The day that a button carries.

    Raises:
        Refusal: it carries none, as a forged or old one.
    """
    word = press.word(position)
    try:
        return date.fromisoformat(f"{word[:4]}-{word[4:6]}-{word[6:]}")
    except ValueError:
        raise Refusal("button-outdated") from None


async def occurrence_of(ctx: Ctx, schedule: Schedule, day: date) -> Occurrence:
    """The collection of an original day that is not over yet.

    Raises:
        Refusal: it is over or cancelled.
    """
    found = find_occurrence(schedule, day)
    if found is None or found.end <= ctx.now:
        raise Refusal("collection-date-gone")
    return found


async def plan(ctx: Ctx, schedule: Schedule) -> bool:
    """Set the one deadline of a schedule: the next thing to do around its collections.

    Returns:
        Whether there is any.
    """
    done = await ctx.uow.collections.done_until(schedule.id)
    at = next_step_at(schedule, done)
    dues = [] if at is None else [due_of(schedule).model_copy(update={"due_at": at})]
    await ctx.uow.schedules.replace(STEP, str(schedule.id), dues)
    await ctx.uow.schedules.forget_past(STEP, str(schedule.id))
    return bool(dues)


def due_of(schedule: Schedule) -> Due:
    """The deadline of a schedule, but for when it is."""
    return Due(
        kind=STEP,
        subject=str(schedule.id),
        due_at=schedule.changed_at,
        lane=schedule.created_by,
    )


async def creator(ctx: Ctx, schedule: Schedule) -> Actor | None:
    """Whoever set a schedule up, if they may still manage collections."""
    actor = await ctx.uow.people.actor(schedule.created_by, ctx.community.admins)
    allowed = actor is not None and actor.may(Permission.MANAGE_COLLECTIONS, None)
    return actor if allowed else None


async def circles_now(ctx: Ctx, schedule: Schedule) -> list[Circle]:
    """The circles that a schedule is for as things are today; groups set up later are in.

    Where whoever set it up addresses nobody any more, those of the last time are taken.
    """
    actor = await creator(ctx, schedule)
    chosen = await _chosen(ctx, schedule, actor) if actor else []
    if not chosen:
        kept = await ctx.uow.collections.circles(schedule.id)
        return [circle for circle in kept if circle.active]
    await ctx.uow.collections.set_circles(schedule.id, [circle.id for circle in chosen])
    return chosen


async def _chosen(ctx: Ctx, schedule: Schedule, actor: Actor) -> list[Circle]:
    try:
        return await choose(ctx, schedule.audience, actor=actor)
    except Refusal:
        return []


async def keepers(ctx: Ctx, schedule: Schedule) -> list[int]:
    """Who is asked about a schedule: whoever set it up, else staff of its grids, else admins."""
    if await creator(ctx, schedule) is not None:
        return [schedule.created_by]
    grids = {circle.grid for circle in await ctx.uow.collections.circles(schedule.id)}
    staff = {person.id for grid in grids for person in await ctx.uow.staff.of_grid(grid)}
    return sorted(staff or ctx.community.admins)
