"""What every part of the reports feature does: find a ticket, move it, plan its deadlines."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from domain.errors import Refusal
from domain.messages import Text
from domain.people import Person
from domain.reports.lifecycle import Action, Event, Party, Step, apply, check, parties_of
from domain.reports.model import Report
from handlers.context import Ctx
from handlers.reaching import tell
from handlers.reports.cards import refresh_residents
from handlers.reports.worker_cards import refresh_workers, send_to_workers
from handlers.routing import Routes
from storage.schedules import Due

DAILY_AT = time(9, 0)
KINDS = "report."
PICTURE = "📷"
"""Stands for the words where a picture came without any."""

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


async def find_for(ctx: Ctx, number: int, step: Step) -> Report:
    """A ticket for which a step is possible now, by this person.

    Raises:
        Refusal: there is none, or the step is not theirs, or not possible now.
    """
    found = await find(ctx, number)
    check(found, step, await parties(ctx, found))
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
    by: frozenset[Party] | None = None,
    words: str = "",
    detail: str = "",
    photo: str | None = None,
    **changes: Any,  # noqa: ANN401 - fields of the ticket that follow from the step
) -> Report:
    """Take a ticket one step on, with its event, its deadlines and all its cards.

    Raises:
        Refusal: the step is not theirs, or not possible now.
    """
    by = await parties(ctx, report) if by is None else by
    action = _action(ctx, step, by, words or (PICTURE if photo else ""), changes)
    moved, event = apply(report, action, ctx.now, ctx.community.clocks)
    event = event.model_copy(update={"detail": detail, "photo": photo})
    if moved == report:
        await ctx.uow.reports.add_event(moved.number, event)
    else:
        await keep(ctx, moved, event)
    return moved


def _action(
    ctx: Ctx, step: Step, by: frozenset[Party], words: str, changes: dict[str, Any]
) -> Action:
    return Action(
        step=step,
        by=by,
        person_id=ctx.person.id or None,
        person_name=ctx.person.name,
        words=words,
        changes=changes,
    )


async def keep(ctx: Ctx, moved: Report, event: Event | None) -> None:
    """Save a ticket, plan what comes due for it, and bring its cards up to date."""
    await ctx.uow.reports.save(moved, event)
    await plan(ctx, moved)
    await refresh_residents(ctx, moved)
    await refresh_workers(ctx, moved)


async def plan(ctx: Ctx, report: Report) -> None:
    """Set the deadlines of a ticket in the place of those it had."""
    await ctx.uow.schedules.replace(KINDS, str(report.number), dues_of(ctx, report))


def dues_of(ctx: Ctx, report: Report) -> list[Due]:
    """What comes due for a ticket; but for urgent ones, nothing does at night."""
    dues = [
        Due(
            kind=deadline.kind,
            subject=str(report.number),
            due_at=_by_day(ctx, report, deadline.at),
            expires_at=deadline.until,
            lane=report.circle.chat_id,
        )
        for deadline in ctx.community.clocks.deadlines(report)
    ]
    if report.resolve_due is not None and report.resolve_due <= ctx.now:
        dues.append(daily_reminder(ctx, report))
    return dues


def daily_reminder(ctx: Ctx, report: Report) -> Due:
    """The next morning's reminder of a ticket that is overdue."""
    zone = ctx.community.zone
    local = ctx.now.astimezone(zone)
    today = datetime.combine(local.date(), DAILY_AT, zone)
    due = today if today > local else today + timedelta(days=1)
    return Due(
        kind="report.resolve_daily",
        subject=str(report.number),
        due_at=due,
        lane=report.circle.chat_id,
    )


def _by_day(ctx: Ctx, report: Report, at: datetime) -> datetime:
    return at if report.urgent else ctx.community.quiet.end_after(at, ctx.community.zone)


async def alert(ctx: Ctx, report: Report, people: Sequence[int], news: Text | None = None) -> None:
    """Send a ticket as a direct message to people who can act on it, under what has happened."""
    await ctx.uow.report_people.alerted(report.number, people)
    await send_to_workers(ctx, report, people, news)


async def households(ctx: Ctx, report: Report) -> tuple[Person | None, list[Person]]:
    """The reporter, and those who joined."""
    people = await ctx.uow.report_people.households(report.number)
    reporter = next((person for person in people if person.id == report.reporter_id), None)
    return reporter, [person for person in people if person.id != report.reporter_id]


async def tell_households(ctx: Ctx, report: Report, words: Text) -> None:
    """Everybody who has the trouble hears it in private, where the bot may write to them.

    The others see the group's card change.
    """
    tell(ctx, await ctx.uow.report_people.households(report.number), words)
