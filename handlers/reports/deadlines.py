"""What comes due for a ticket; a clock that stands still or a ticket that is over never alerts."""

from collections.abc import Iterable

from domain.messages import Text, text
from domain.permissions import Permission
from domain.reports.lifecycle import Party, Step
from domain.reports.model import Report, ReportState
from domain.reports.words import shorten
from handlers.context import Ctx
from handlers.incoming import DueNow
from handlers.reports import cards
from handlers.reports.common import act, daily_reminder, routes, staff_on_call, workers
from handlers.reports.followup import ask_again

CLOCK = frozenset({Party.CLOCK})


@routes.due("report.respond_warn", needs=Permission.PUBLIC)
async def respond_warn(ctx: Ctx, due: DueNow) -> None:
    """Most of the time to react is gone: those on call are reminded."""
    found = await _find(ctx, due)
    if found is not None and found.respond_due is not None:
        await _remind(ctx, found, "report-respond-warn", await staff_on_call(ctx, found.circle))


@routes.due("report.respond_overdue", needs=Permission.PUBLIC)
async def respond_overdue(ctx: Ctx, due: DueNow) -> None:
    """Nobody reacted in time: all of the grid hear of it."""
    found = await _find(ctx, due)
    if found is not None and found.respond_due is not None and found.respond_due <= ctx.now:
        entries = await ctx.uow.duty.of_grid(found.circle.grid)
        everyone = [entry.person_id for entry in entries] or sorted(ctx.community.admins)
        await _remind(ctx, found, "report-respond-overdue", everyone)


@routes.due("report.resolve_warn", needs=Permission.PUBLIC)
async def resolve_warn(ctx: Ctx, due: DueNow) -> None:
    """Most of the time to solve it is gone: its owner is reminded."""
    found = await _find(ctx, due)
    if found is not None and found.resolve_due is not None:
        await _remind(ctx, found, "report-resolve-warn", await workers(ctx, found))


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
    found = await _find(ctx, due)
    if found is None or found.state is not ReportState.HELD:
        return
    if found.held_until is not None and found.held_until <= ctx.now:
        moved = await act(ctx, found, Step.RESUME, by=CLOCK, held_until=None)
        await _remind(ctx, moved, "report-hold-over", await workers(ctx, moved))


@routes.due("report.ask_again", needs=Permission.PUBLIC)
async def second_question(ctx: Ctx, due: DueNow) -> None:
    """Two days without an answer: ask once more."""
    found = await _find(ctx, due)
    if found is not None and found.state is ReportState.REVIEW:
        await ask_again(ctx, found)


@routes.due("report.unrated", needs=Permission.PUBLIC)
async def unrated(ctx: Ctx, due: DueNow) -> None:
    """A week without an answer: closed as 未评价."""
    found = await _find(ctx, due)
    if found is not None and found.state is ReportState.REVIEW:
        await act(ctx, found, Step.EXPIRE, by=CLOCK)


async def _overdue(ctx: Ctx, due: DueNow) -> None:
    found = await _find(ctx, due)
    if found is None or found.resolve_due is None or found.resolve_due > ctx.now:
        return
    people = {*await workers(ctx, found), *ctx.community.admins}
    await _remind(ctx, found, "report-resolve-overdue", sorted(people))
    await ctx.uow.schedules.add(daily_reminder(ctx, found))


async def _find(ctx: Ctx, due: DueNow) -> Report | None:
    return await ctx.uow.reports.find(int(due.subject))


async def _remind(ctx: Ctx, found: Report, key: str, people: Iterable[int]) -> None:
    words: Text = text(
        key, number=found.number, body=shorten(found.body), circle=found.circle.title
    )
    for person_id in people:
        ctx.say(person_id, words, cards.number_buttons([found]))
