"""What comes due around a collection; each schedule has one deadline, the next one."""

from collections.abc import Awaitable, Callable, Mapping

from domain.circles import Circle
from domain.collections.model import Occurrence, Schedule
from domain.collections.steps import Step, StepKind, steps_between
from domain.collections.tally import Tally
from domain.people import Person
from domain.permissions import Permission
from handlers.collections import cards
from handlers.collections.common import STEP, circles_now, due_of, plan, routes
from handlers.collections.tallying import ask_for_tally, post_summary
from handlers.context import Ctx
from handlers.incoming import DueNow
from handlers.on_the_day import offers
from storage.schedules import Due

Comers = Mapping[int, list[Person]]
Act = Callable[[Ctx, Schedule, Occurrence, list[Circle]], Awaitable[None]]


@routes.due(STEP, needs=Permission.PUBLIC)
async def step(ctx: Ctx, due: DueNow) -> None:
    """Does all that is due around the collections of a schedule, and plans what comes next.

    A reminder that downtime has made pointless is passed over, with a record.
    """
    schedule = await ctx.uow.collections.find(int(due.subject))
    if schedule is None:
        return
    steps = steps_between(schedule, await ctx.uow.collections.done_until(schedule.id), ctx.now)
    if await _waits_for_morning(ctx, schedule, steps):
        return
    circles = await circles_now(ctx, schedule)
    for one in steps:
        if one.is_late(ctx.now):
            await ctx.uow.schedules.lapse(_record(schedule, one))
        else:
            await _ACTS[one.kind](ctx, schedule, one.occurrence, circles)
    await ctx.uow.collections.set_done(schedule.id, ctx.now)
    if not await plan(ctx, schedule):
        await ctx.uow.collections.end(schedule.id)


async def _waits_for_morning(ctx: Ctx, schedule: Schedule, steps: list[Step]) -> bool:
    """Puts off reminders of the evening that are so late that people sleep, if there is time."""
    morning = ctx.community.quiet.end_after(ctx.now, ctx.community.zone)
    ahead = [one for one in steps if not one.is_late(ctx.now)]
    early = all(one.kind is StepKind.EVENING and one.occurrence.start > morning for one in ahead)
    if not ahead or not early or morning <= ctx.now:
        return False
    later = due_of(schedule).model_copy(update={"due_at": morning})
    await ctx.uow.schedules.replace(STEP, str(schedule.id), [later])
    return True


async def _evening(
    ctx: Ctx, schedule: Schedule, occurrence: Occurrence, circles: list[Circle]
) -> None:
    comers = await ctx.uow.collections.comers(schedule.id, occurrence.day)
    for circle in circles:
        said = cards.reminder(ctx, schedule, occurrence, comers.get(circle.id, []))
        card = cards.day_card(schedule, occurrence, "eve")
        cards.post(ctx, circle, card, said, until=occurrence.start)


async def _soon(
    ctx: Ctx, schedule: Schedule, occurrence: Occurrence, circles: list[Circle]
) -> None:
    """Only where somebody means to come, unless the config wants it everywhere."""
    comers = await ctx.uow.collections.comers(schedule.id, occurrence.day)
    for circle in circles:
        coming = comers.get(circle.id, [])
        if coming or ctx.community.remind_always:
            said = cards.soon(ctx, schedule, occurrence, coming)
            card = cards.day_card(schedule, occurrence, "soon")
            offered = [offers(schedule.id, occurrence.day)]
            cards.post(ctx, circle, card, (said, offered), until=occurrence.start)


async def _over(
    ctx: Ctx, schedule: Schedule, occurrence: Occurrence, circles: list[Circle]
) -> None:
    """Staff are asked what came of it; the notice shows the next date."""
    await ask_for_tally(ctx, schedule, occurrence)
    cards.refresh_notices(ctx, schedule, circles)


async def _summary(
    ctx: Ctx, schedule: Schedule, occurrence: Occurrence, circles: list[Circle]
) -> None:
    """Nobody weighed anything: those who came, or meant to, are thanked all the same."""
    comers = await ctx.uow.collections.comers(schedule.id, occurrence.day)
    came = await ctx.uow.visits.count(schedule.id, occurrence.day)
    known = await ctx.uow.collections.tally(schedule.id, occurrence.day)
    if known is None and (comers or came):
        await post_summary(ctx, schedule, occurrence, Tally(), circles)


_ACTS: Mapping[StepKind, Act] = {
    StepKind.EVENING: _evening,
    StepKind.SOON: _soon,
    StepKind.OVER: _over,
    StepKind.SUMMARY: _summary,
}


def _record(schedule: Schedule, one: Step) -> Due:
    subject = f"{schedule.id}:{one.occurrence.day}:{one.kind}"
    return due_of(schedule).model_copy(
        update={"subject": subject, "due_at": one.at, "expires_at": one.occurrence.start}
    )
