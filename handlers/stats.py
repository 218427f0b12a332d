"""Statistics and exports: for staff, of their grids."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.messages import (
    Bar,
    Chart,
    Figure,
    Lasting,
    Outgoing,
    Priority,
    Say,
    Text,
    Workbook,
    text,
)
from domain.people import ALL_GRIDS, Reach
from domain.permissions import Permission
from domain.reports.lifecycle import state_text
from domain.reports.model import Report
from domain.reports.words import shorten
from domain.stats import (
    CategoryCount,
    Rate,
    Statistics,
    fold,
    grids_of,
    measure,
    next_monday,
    read_request,
    this_week,
    week_of,
)
from domain.timing import Period
from handlers.context import Ctx
from handlers.incoming import Command, DueNow
from handlers.routing import Routes, Where
from storage.schedules import Due
from storage.uow import UnitOfWork

WEEKLY = "stats.weekly"

OLDEST = 5
MOST_CATEGORIES = 10
"""Lines of categories in the text and bars in the chart; the rest is added up in the last."""

BODY_LENGTH = 24

MOST_EXPORTED = 100_000
"""Tickets in one file, which keeps it well below the 50 MB that a bot may send
(https://core.telegram.org/bots/api#senddocument)."""

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

routes = Routes("stats")


@routes.command("stats", "统计", needs=Permission.SEE_STATISTICS, where=Where.PRIVATE)
async def stats(ctx: Ctx, command: Command) -> None:
    """``/stats 上月 @第一网格`` shows the numbers; alone, this week's of all their grids."""
    zone = ctx.community.zone
    request = read_request(command.words, ctx.now, zone, ctx.community.grids)
    grids = grids_of(ctx.actor, request.grid)
    period = request.period or this_week(ctx.now, zone)
    ctx.put(*await _report(ctx, ctx.person.id, grids, period, Priority.REPLY))


@routes.command("export", "导出", needs=Permission.SEE_STATISTICS, where=Where.PRIVATE)
async def export(ctx: Ctx, command: Command) -> None:
    """``/export 上月 @第一网格`` sends tickets and events as a file; alone, all of them."""
    request = read_request(command.words, ctx.now, ctx.community.zone, ctx.community.grids)
    grids = grids_of(ctx.actor, request.grid)
    period = request.period or Period(start=_BEGINNING, end=ctx.now + timedelta(seconds=1))
    count = await _countable(ctx, grids, period)
    dates = "all" if request.period is None else _iso(period, ctx.community.zone)
    subject = " ".join((dates, *sorted(grids)))
    await ctx.uow.audit.add("reports.export", ctx.person.id, subject, ctx.now)
    days = text("export-ever") if request.period is None else _days(ctx, period)
    ctx.reply(text("export-coming", count=count))
    ctx.put(
        Workbook(
            to=ctx.person.id,
            filename=f"reports-{dates}.xlsx",
            grids=tuple(sorted(grids)),
            start=period.start,
            end=period.end,
            caption=text("export-caption", place=_place(grids), days=days, count=count),
        )
    )


async def _countable(ctx: Ctx, grids: frozenset[str], period: Period) -> int:
    """How many tickets a file would hold.

    Raises:
        Refusal: none, or too many for one file.
    """
    count = await ctx.uow.stats.count(grids, period)
    if count == 0:
        raise Refusal("export-none")
    if count > MOST_EXPORTED:
        raise Refusal("export-too-many", count=count, allowed=MOST_EXPORTED)
    return count


async def plan_weekly(uow: UnitOfWork, now: datetime, zone: ZoneInfo) -> None:
    """Set the next weekly statistics, if they are not set yet; they lapse when the week is over."""
    due, monday = next_monday(now, zone)
    week = timedelta(days=7)
    await uow.schedules.add(
        Due(kind=WEEKLY, subject=monday.isoformat(), due_at=due, expires_at=due + week)
    )


@routes.due(WEEKLY, needs=Permission.PUBLIC)
async def weekly(ctx: Ctx, due: DueNow) -> None:
    """Every Monday: last week's numbers to all staff who can be written to."""
    period = week_of(date.fromisoformat(due.subject), ctx.community.zone)
    made: dict[frozenset[str], Sequence[Outgoing]] = {}
    for member in await ctx.uow.staff.all():
        if member.person.reach is not Reach.OPEN:
            continue
        grids = frozenset({ALL_GRIDS}) if ALL_GRIDS in member.grids else frozenset(member.grids)
        if grids not in made:
            made[grids] = await _report(ctx, 0, grids, period, Priority.BROADCAST)
        ctx.put(*(message.model_copy(update={"to": member.person.id}) for message in made[grids]))
    await plan_weekly(ctx.uow, ctx.now, ctx.community.zone)


async def _report(
    ctx: Ctx, to: int, grids: frozenset[str], period: Period, priority: Priority
) -> Sequence[Outgoing]:
    """The numbers as text, and as a picture where there is something to draw."""
    numbers = measure(await ctx.uow.stats.cases(grids, period), ctx.now)
    oldest = await ctx.uow.stats.oldest_open(grids, OLDEST)
    place, days = _place(grids), _days(ctx, period)
    sections = (*_sections(numbers), _oldest(oldest, ctx.now))
    words = Say(
        to=to, text=text("stats", place=place, days=days, sections=sections), priority=priority
    )
    if not numbers.counted:
        return (words,)
    chart = _chart(numbers, place, days)
    return words, chart.model_copy(update={"to": to, "priority": priority})


def _sections(numbers: Statistics) -> tuple[Text, ...]:
    if not numbers.received:
        return (text("stats-nothing"),)
    return (
        text(
            "stats-received",
            received=numbers.received,
            done=numbers.counted - numbers.open,
            open=numbers.open,
        ),
        *_aside(numbers),
        *_rates(numbers),
        *_medians(numbers),
        *_categories(numbers),
    )


def _aside(numbers: Statistics) -> tuple[Text, ...]:
    if numbers.received == numbers.counted:
        return ()
    return (
        text(
            "stats-aside",
            out_of_scope=numbers.out_of_scope,
            merged=numbers.merged,
            withdrawn=numbers.withdrawn,
        ),
    )


def _rates(numbers: Statistics) -> tuple[Text, ...]:
    responded, solved, satisfied = numbers.responded, numbers.solved, numbers.satisfied
    return (
        text(
            "stats-responded",
            percent=responded.percent,
            part=responded.part,
            whole=responded.whole,
        ),
        text(
            "stats-solved",
            percent=solved.percent,
            part=solved.part,
            whole=solved.whole,
            partly=numbers.partly,
        ),
        text(
            "stats-satisfied",
            percent=satisfied.percent,
            part=satisfied.part,
            whole=satisfied.whole,
            unrated=numbers.unrated,
        ),
    )


def _medians(numbers: Statistics) -> tuple[Text, ...]:
    found = {
        "stats-to-respond": numbers.to_respond,
        "stats-to-resolve": numbers.to_resolve,
    }
    return tuple(
        text(key, length=Lasting(seconds=int(length.total_seconds())))
        for key, length in found.items()
        if length is not None
    )


def _categories(numbers: Statistics) -> tuple[Text, ...]:
    shown, folded = fold(numbers.categories, MOST_CATEGORIES)
    if not shown:
        return ()
    lines = tuple(
        text("stats-category", name=_name(c, folded), count=c.count, open=c.open) for c in shown
    )
    return (text("stats-categories", lines=lines),)


def _name(category: CategoryCount, folded: int) -> Text:
    if not category.category:
        return text("stats-others", count=folded)
    return text("verbatim", word=category.category)


def _oldest(reports: Sequence[Report], now: datetime) -> Text:
    if not reports:
        return text("stats-none-open")
    lines = tuple(
        text(
            "stats-oldest-line",
            number=report.number,
            body=shorten(report.body, BODY_LENGTH),
            circle=report.circle.title,
            age=Lasting(seconds=max(0, int((now - report.created_at).total_seconds()))),
            state=state_text(report),
        )
        for report in reports
    )
    return text("stats-oldest", count=len(lines), lines=lines)


def _chart(numbers: Statistics, place: Text, days: Text) -> Chart:
    shown, folded = fold(numbers.categories, MOST_CATEGORIES)
    return Chart(
        to=0,
        title=place,
        subtitle=days,
        figures=(
            _figure(text("stats-figure-responded"), numbers.responded),
            _figure(text("stats-figure-solved"), numbers.solved),
            _figure(text("stats-figure-satisfied"), numbers.satisfied),
        ),
        series=(text("stats-series-done"), text("stats-series-open")),
        bars=tuple(
            Bar(
                label=_name(category, folded), parts=(category.count - category.open, category.open)
            )
            for category in shown
        ),
        caption=text("stats-chart"),
    )


def _figure(label: Text, rate: Rate) -> Figure:
    note = text("stats-figure-note", part=rate.part, whole=rate.whole)
    return Figure(value=rate.percent, label=label, note=note)


def _place(grids: frozenset[str]) -> Text:
    if ALL_GRIDS in grids:
        return text("stats-everywhere")
    return text("verbatim", word="、".join(sorted(grids)))


def _bounds(period: Period, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last day of a period."""
    last = period.end - timedelta(microseconds=1)
    return period.start.astimezone(zone).date(), last.astimezone(zone).date()


def _iso(period: Period, zone: ZoneInfo) -> str:
    first, last = _bounds(period, zone)
    return f"{first}-{last}"


def _days(ctx: Ctx, period: Period) -> Text:
    """A period in words; with the year where it is not the running one."""
    first, last = _bounds(period, ctx.community.zone)
    this_year = ctx.now.astimezone(ctx.community.zone).year
    key = "stats-day" if first.year == last.year == this_year else "stats-day-of-year"
    named = [text(key, year=d.year, month=d.month, day=d.day) for d in (first, last)]
    return named[0] if first == last else text("stats-days", first=named[0], last=named[1])
