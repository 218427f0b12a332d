"""What comes due for a ticket; a clock that stands still or a ticket that is over never alerts."""

from collections.abc import Iterable

from domain.messages import text
from domain.permissions import Permission
from domain.reports.lifecycle import Party, Step
from domain.reports.model import Report, ReportState
from handlers.context import Ctx
from handlers.incoming import DueNow
from handlers.reports.cards import number_buttons, short_body
from handlers.reports.common import act, daily_reminder, find, routes
from handlers.reports.followup import ask_again
from handlers.reports.workforce import workers

CLOCK = frozenset({Party.CLOCK})


@routes.due("report.respond_warn", needs=Permission.PUBLIC)
async def respond_warn(ctx: Ctx, due: DueNow) -> None:
    """Most of the time to react is gone: those on call are reminded."""
    found = await _ticket(ctx, due)
    if found.respond_due is not None:
        _remind(ctx, found, "report-respond-warn", await workers(ctx, found))


@routes.due("report.respond_overdue", needs=Permission.PUBLIC)
async def respond_overdue(ctx: Ctx, due: DueNow) -> None:
    """Nobody reacted in time: all of the grid hear of it, on duty or not."""
    found = await _ticket(ctx, due)
    if found.respond_due is not None and found.respond_due <= ctx.now:
        staff = [person.id for person in await ctx.uow.staff.of_grid(found.circle.grid)]
        everyone = staff or sorted(ctx.community.admins)
        _remind(ctx, found, "report-respond-overdue", everyone)


@routes.due("report.resolve_warn", needs=Permission.PUBLIC)
async def resolve_warn(ctx: Ctx, due: DueNow) -> None:
    """Most of the time to solve it is gone: its owner is reminded."""
    found = await _ticket(ctx, due)
    if found.resolve_due is not None:
        _remind(ctx, found, "report-resolve-warn", await workers(ctx, found))


@routes.due("report.resolve_overdue", needs=Permission.PUBLIC)
async def resolve_overdue(ctx: Ctx, due: DueNow) -> None:
    """It should have been solved: its owner and the admins hear of it."""
    await _overdue(ctx, due)


@routes.due("report.resolve_daily", needs=Permission.PUBLIC)
async def resolve_daily(ctx: Ctx, due: DueNow) -> None:
    """And again every morning, until it is."""
    await _overdue(ctx, due)


@routes.due("report.hold_over", needs=Permission.PUBLIC)
async def hold_over(ctx: Ctx, due: DueNow) -> None:
    """The day has come that a ticket was put on hold for: it goes on."""
    found = await _ticket(ctx, due)
    if found.held_until is not None and found.held_until <= ctx.now:
        moved = await act(ctx, found, Step.RESUME, by=CLOCK)
        _remind(ctx, moved, "report-hold-over", await workers(ctx, moved))


@routes.due("report.ask_again", needs=Permission.PUBLIC)
async def second_question(ctx: Ctx, due: DueNow) -> None:
    """Two days without an answer: ask once more."""
    found = await _ticket(ctx, due)
    if found.state is ReportState.REVIEW:
        await ask_again(ctx, found)


@routes.due("report.unrated", needs=Permission.PUBLIC)
async def unrated(ctx: Ctx, due: DueNow) -> None:
    """A week without an answer: closed as 未评价."""
    found = await _ticket(ctx, due)
    if found.state is ReportState.REVIEW:
        await act(ctx, found, Step.EXPIRE, by=CLOCK)


async def _overdue(ctx: Ctx, due: DueNow) -> None:
    found = await _ticket(ctx, due)
    if found.resolve_due is not None and found.resolve_due <= ctx.now:
        people = {*await workers(ctx, found), *ctx.community.admins}
        _remind(ctx, found, "report-resolve-overdue", sorted(people))
        await ctx.uow.schedules.add(daily_reminder(ctx, found))


async def _ticket(ctx: Ctx, due: DueNow) -> Report:
    return await find(ctx, int(due.subject))


def _remind(ctx: Ctx, found: Report, key: str, people: Iterable[int]) -> None:
    words = text(key, number=found.number, body=short_body(found), circle=found.circle.title)
    for person_id in people:
        ctx.say(person_id, words, number_buttons([found]))
