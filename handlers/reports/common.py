"""What every part of the reports feature does: find a ticket, move it, plan its deadlines."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from domain.circles import Circle
from domain.duty import on_call
from domain.errors import Refusal
from domain.messages import Text
from domain.people import Reach
from domain.reports.lifecycle import Action, Event, Party, Step, apply, parties_of
from domain.reports.model import Report
from handlers.context import Ctx
from handlers.reports import cards
from handlers.routing import Routes
from storage.schedules import Due

DAILY_AT = time(9, 0)
KINDS = "report."

routes = Routes("reports")


async def find(ctx: Ctx, number: int) -> Report:
    """A ticket by its number.

    Raises:
        Refusal: there is none.
    """
    found = await ctx.uow.reports.find(number)
    if found is None:
        raise Refusal("report-unknown", number=number)
    return found


async def parties(ctx: Ctx, report: Report) -> frozenset[Party]:
    """What the actor is to a ticket."""
    household = await ctx.uow.report_people.is_household(report.number, ctx.person.id)
    return parties_of(report, ctx.actor, household=household)


async def act(  # noqa: PLR0913 - each further fact of a step is named at the call
    ctx: Ctx,
    report: Report,
    step: Step,
    *,
    words: str = "",
    detail: str = "",
    photo: str | None = None,
    by: frozenset[Party] | None = None,
    **changes: Any,  # noqa: ANN401 - fields of the ticket that follow from the step
) -> Report:
    """Take a ticket one step on, with its event, its deadlines and all its cards.

    Raises:
        Refusal: the step is not theirs, or not possible now.
    """
    action = Action(
        step=step,
        by=await parties(ctx, report) if by is None else by,
        person_id=ctx.person.id or None,
        person_name=ctx.person.name,
        words=words or ("📷" if photo else ""),
        changes=changes,
    )
    moved, event = apply(report, action, ctx.now, ctx.community.clocks)
    await keep(ctx, moved, event.model_copy(update={"detail": detail, "photo": photo}))
    return moved


async def keep(ctx: Ctx, moved: Report, event: Event | None) -> None:
    """Save a ticket, plan what comes due for it, and bring its cards up to date."""
    await ctx.uow.reports.save(moved, event)
    await plan(ctx, moved)
    await cards.refresh(ctx, moved)


async def plan(ctx: Ctx, report: Report) -> None:
    """Set the deadlines of a ticket; but for urgent ones, none comes due at night."""
    dues = [
        Due(
            kind=deadline.kind,
            subject=str(report.number),
            due_at=_by_day(ctx, report, deadline.at),
        )
        for deadline in ctx.community.clocks.deadlines(report)
    ]
    if report.resolve_due is not None and report.resolve_due <= ctx.now:
        dues.append(daily_reminder(ctx, report))
    await ctx.uow.schedules.replace(KINDS, str(report.number), dues)


def daily_reminder(ctx: Ctx, report: Report) -> Due:
    """The next morning's reminder of a ticket that is overdue."""
    zone = ctx.community.zone
    local = ctx.now.astimezone(zone)
    today = datetime.combine(local.date(), DAILY_AT, zone)
    due = today if today > local else today + timedelta(days=1)
    return Due(kind="report.resolve_daily", subject=str(report.number), due_at=due)


def _by_day(ctx: Ctx, report: Report, at: datetime) -> datetime:
    return at if report.urgent else ctx.community.quiet.end_after(at, ctx.community.zone)


async def staff_on_call(ctx: Ctx, circle: Circle) -> list[int]:
    """Who gets what happens in a circle: staff on duty, else all of the grid, else the admins."""
    called = on_call(await ctx.uow.duty.of_grid(circle.grid))
    return called or sorted(ctx.community.admins)


async def workers(ctx: Ctx, report: Report) -> list[int]:
    """Who is to act on a ticket now: its owner, whom it was handed to, or staff on call."""
    if report.owner_id is not None:
        return [report.owner_id]
    if report.organisation is not None:
        people = await ctx.uow.partners.of(report.organisation)
        if people:
            return [person.id for person in people]
    if report.target_id is not None:
        return [report.target_id]
    return await staff_on_call(ctx, report.circle)


async def alert(
    ctx: Ctx, report: Report, people: Sequence[int], organisation: str | None = None
) -> None:
    """Send a ticket as a direct message to people who can act on it."""
    await ctx.uow.report_people.alerted(report.number, people, organisation)
    for person_id in people:
        await cards.send_to_worker(ctx, report, person_id, organisation)


async def tell_households(ctx: Ctx, report: Report, words: Text) -> None:
    """The reporter and those who joined hear it in private where the bot may write to them.

    A reporter whom it may not write to hears it in the group, unless they wished to stay unnamed.
    """
    for person in await ctx.uow.report_people.households(report.number):
        if person.reach is Reach.OPEN:
            ctx.say(person.id, words)
        elif person.id == report.reporter_id and not report.anonymous:
            cards.say_in_group(ctx, report, words, person)
