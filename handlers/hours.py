"""Hours of volunteers: one's own, corrections by organisers, the yearly list for staff."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.errors import Refusal
from domain.hours import (
    Correction,
    EntryKind,
    HoursEntry,
    Volunteer,
    read_correction,
    read_request,
    read_year,
    sum_up,
    year_of,
)
from domain.messages import Button, Lasting, Priority, Say, Sheet, Spreadsheet, Text, When, text
from domain.people import ALL_GRIDS, Person, Reach
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import Answer, Command, Press
from handlers.routing import Routes, Where
from handlers.serving import credit
from storage.dialogs import Dialog

SHOWN = 10
"""Entries that are listed, one's own or those of an organiser's circles."""

routes = Routes("hours")


@routes.command("hours", "时长", needs=Permission.SEE_OWN_HOURS, where=Where.PRIVATE)
async def hours(ctx: Ctx, command: Command) -> None:
    """One's own hours; ``/hours 2025`` is the list of a year, ``/hours 12 …`` corrects a shift."""
    year = read_year(command.words)
    entry_id, words = read_request(command.words)
    if not command.words:
        await _show_own(ctx)
    elif year is not None:
        await _export(ctx, year)
    elif entry_id is None:
        raise Refusal("hours-howto")
    elif words:
        await _correct(ctx, await _find(ctx, entry_id), read_correction(words))
    else:
        await _show_entry(ctx, await _find(ctx, entry_id))


@routes.button("hours.recent", needs=Permission.CORRECT_HOURS, where=Where.PRIVATE)
async def recent(ctx: Ctx, _press: Press) -> None:
    """The newest shifts of the circles whose hours one may correct."""
    entries = await ctx.uow.hours.recorded_in([c.id for c in await _own_circles(ctx)], SHOWN)
    if not entries:
        raise Refusal("hours-none-recorded")
    latest = [(await ctx.uow.hours.history(entry.first))[-1] for entry in entries]
    buttons = [
        Button(label=text("btn-hours-entry", id=e.first), route="hours.show", args=(e.first,))
        for e in latest
    ]
    rows = [buttons[i : i + 5] for i in range(0, len(buttons), 5)]
    ctx.say(ctx.person.id, text("hours-recent", lines=tuple(map(_shift_line, latest))), rows)


@routes.button("hours.show", needs=Permission.CORRECT_HOURS, where=Where.PRIVATE)
async def show(ctx: Ctx, press: Press) -> None:
    """A shift with all that was recorded of it."""
    await _show_entry(ctx, await _find(ctx, press.number(0)))


@routes.button("hours.correct", needs=Permission.CORRECT_HOURS, where=Where.PRIVATE)
async def ask_to_correct(ctx: Ctx, press: Press) -> None:
    """Asks what a shift really was, and why."""
    entry = await _find(ctx, press.number(0))
    _check_not_own(ctx, entry)
    question = Dialog(route="hours.correct", data={"entry": entry.first})
    await ctx.uow.dialogs.open(ctx.person.id, question, ctx.now)
    ctx.say(ctx.person.id, text("hours-ask", name=_name(entry.volunteer), title=entry.title))


@routes.step("hours.correct", needs=Permission.CORRECT_HOURS)
async def take_correction(ctx: Ctx, answer: Answer) -> None:
    """What the shift really was."""
    entry = await _find(ctx, int(answer.data["entry"] or 0))
    await _correct(ctx, entry, read_correction(answer.body))
    await ctx.uow.dialogs.close(ctx.person.id)


@routes.button("hours.export", needs=Permission.EXPORT_HOURS, where=Where.PRIVATE)
async def export(ctx: Ctx, press: Press) -> None:
    """The list of a year as a file."""
    year = read_year(press.word(0))
    if year is None:
        raise Refusal("button-outdated")
    await _export(ctx, year)
    ctx.answer(text("done"))


async def _show_own(ctx: Ctx) -> None:
    ledger, person, year = ctx.uow.hours, ctx.person.id, _this_year(ctx)
    this_year = await ledger.balance(person, year_of(year, ctx.community.zone).start)
    ever = await ledger.balance(person)
    entries = await ledger.latest(person, SHOWN)
    lines = tuple(_own_line(entry) for entry in entries) or (text("hours-none"),)
    ctx.reply(
        text(
            "hours-own",
            year=_length(this_year.minutes),
            before=_length(ever.minutes - this_year.minutes),
            points=_points(ctx, ever.points),
            lines=lines,
        ),
        _organiser_buttons(ctx, year),
    )


def _organiser_buttons(ctx: Ctx, year: int) -> list[list[Button]]:
    rows = []
    if ctx.may(Permission.CORRECT_HOURS):
        rows.append([Button(label=text("btn-hours-recent"), route="hours.recent")])
    if ctx.may(Permission.EXPORT_HOURS):
        label = text("btn-hours-export", year=str(year))
        rows.append([Button(label=label, route="hours.export", args=(year,))])
    return rows


async def _show_entry(ctx: Ctx, entry: HoursEntry) -> None:
    history = await ctx.uow.hours.history(entry.first)
    button = Button(label=text("btn-hours-correct"), route="hours.correct", args=(entry.first,))
    ctx.reply(
        text(
            "hours-shift",
            shift=_shift_line(history[-1]),
            lines=tuple(_history_line(one) for one in history),
        ),
        [[button]],
    )


async def _correct(ctx: Ctx, entry: HoursEntry, correction: Correction) -> None:
    """Add the correction, and tell who served what their shift counts now, and why."""
    _check_not_own(ctx, entry)
    added = await ctx.uow.hours.correct(
        entry,
        correction,
        ctx.person.id,
        ctx.now,
        points_per_hour=ctx.community.points_per_hour,
    )
    if added is None:
        raise Refusal("hours-same", length=_length(correction.minutes))
    await credit(ctx, added)
    await ctx.uow.audit.add("hours.correct", ctx.person.id, str(added.id), ctx.now)
    told = await _tell(ctx, added)
    ctx.reply(
        text(
            "hours-corrected",
            name=_name(added.volunteer),
            length=_length(added.total),
            told=text("hours-told" if told else "hours-not-told"),
        )
    )


async def _tell(ctx: Ctx, entry: HoursEntry) -> bool:
    """Tell a volunteer of a correction.

    Returns:
        Whether the bot may write to them.
    """
    person = await _person(ctx, entry.volunteer)
    if person is None or person.reach is not Reach.OPEN:
        return False
    words = text(
        "hours-corrected-you",
        title=entry.title,
        at=When(at=entry.shift_at),
        length=_length(entry.total),
        reason=entry.reason,
        by=ctx.person.name,
    )
    ctx.put(Say(to=person.id, text=words, priority=Priority.CARD))
    return True


async def _person(ctx: Ctx, volunteer: Volunteer) -> Person | None:
    return await ctx.uow.people.find(volunteer.person_id) if volunteer.person_id else None


async def _find(ctx: Ctx, entry_id: int) -> HoursEntry:
    """An entry of a circle whose hours this person may correct.

    Raises:
        Refusal: there is none, or it is not theirs.
    """
    ctx.actor.require(Permission.CORRECT_HOURS, None)
    entry = await ctx.uow.hours.find(entry_id)
    if entry is None or not await _is_theirs(ctx, entry):
        raise Refusal("hours-unknown", id=entry_id)
    return entry


async def _is_theirs(ctx: Ctx, entry: HoursEntry) -> bool:
    circle = await ctx.uow.circles.find(entry.circle_id) if entry.circle_id else None
    if circle is None:
        return ctx.actor.admin or ctx.actor.serves(None)
    return ctx.actor.may(Permission.CORRECT_HOURS, circle)


def _check_not_own(ctx: Ctx, entry: HoursEntry) -> None:
    if entry.volunteer.person_id == ctx.person.id:
        raise Refusal("hours-own-correction")


async def _own_circles(ctx: Ctx) -> Sequence[Circle]:
    """The circles whose hours this person may correct."""
    circles = await ctx.uow.circles.all_active()
    return [circle for circle in circles if ctx.actor.may(Permission.CORRECT_HOURS, circle)]


async def _export(ctx: Ctx, year: int) -> None:
    """Send what everybody served in a year in the grids of this person.

    Raises:
        Refusal: they may not, or there is nothing.
    """
    ctx.actor.require(Permission.EXPORT_HOURS, None)
    grids = frozenset({ALL_GRIDS}) if ctx.actor.admin else ctx.actor.grids
    entries = await ctx.uow.hours.of_year(grids, year_of(year, ctx.community.zone))
    if not entries:
        raise Refusal("hours-none-in-year", year=str(year))
    await ctx.uow.audit.add("hours.export", ctx.person.id, str(year), ctx.now)
    sheets = (_summary(entries), _details(entries))
    caption = text("hours-file", year=str(year))
    ctx.put(
        Spreadsheet(to=ctx.person.id, filename=f"hours-{year}.xlsx", sheets=sheets, caption=caption)
    )


def _summary(entries: Sequence[HoursEntry]) -> Sheet:
    """A line for everybody who served."""
    columns = ("name", "household", "shifts", "minutes", "hours", "points")
    rows = tuple(
        (
            _name(line.volunteer),
            line.volunteer.household,
            line.shifts,
            line.minutes,
            f"{line.minutes / 60:.1f}",
            line.points,
        )
        for line in sum_up(entries)
    )
    return Sheet(title=text("hours-sheet-sum"), header=_header(columns), rows=rows)


def _details(entries: Sequence[HoursEntry]) -> Sheet:
    """A line for every entry."""
    columns = ("id", "shift", "title", "name", "household", "minutes", "total", "reason", "by")
    rows = tuple(
        (
            entry.id,
            When(at=entry.shift_at),
            entry.title,
            _name(entry.volunteer),
            entry.volunteer.household,
            entry.minutes,
            entry.total,
            entry.reason,
            entry.recorded_name,
        )
        for entry in entries
    )
    return Sheet(title=text("hours-sheet-entries"), header=_header(columns), rows=rows)


def _header(columns: Sequence[str]) -> tuple[Text, ...]:
    return tuple(text("hours-column", column=column) for column in columns)


def _own_line(entry: HoursEntry) -> Text:
    if entry.kind is EntryKind.CORRECTION:
        return text(
            "hours-line-corrected",
            title=entry.title,
            at=When(at=entry.shift_at),
            length=_length(entry.total),
            reason=entry.reason,
            by=entry.recorded_name or text("nobody"),
        )
    return text(
        "hours-line", title=entry.title, at=When(at=entry.shift_at), length=_length(entry.total)
    )


def _shift_line(entry: HoursEntry) -> Text:
    return text(
        "hours-shift-line",
        id=entry.first,
        name=_name(entry.volunteer),
        title=entry.title,
        at=When(at=entry.shift_at),
        length=_length(entry.total),
    )


def _history_line(entry: HoursEntry) -> Text:
    return text(
        "hours-history-line",
        at=When(at=entry.recorded_at),
        length=_length(entry.total),
        by=entry.recorded_name or text("nobody"),
        reason=text("hours-because", reason=entry.reason) if entry.reason else text("blank"),
    )


def _length(minutes: int) -> Text:
    """A length of time; nothing is said as 0."""
    if minutes == 0:
        return text("hours-zero")
    return text("hours-length", length=Lasting(seconds=minutes * 60))


def _points(ctx: Ctx, points: int) -> Text:
    if not ctx.community.points_per_hour:
        return text("blank")
    return text("hours-points", points=points)


def _name(volunteer: Volunteer) -> str | Text:
    return volunteer.name or text("nobody")


def _this_year(ctx: Ctx) -> int:
    return ctx.now.astimezone(ctx.community.zone).year
