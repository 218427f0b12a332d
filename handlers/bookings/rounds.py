"""The round of who fetches: the list by building, and what became of each booking."""

from collections.abc import Iterable
from datetime import date

from domain.bookings import Booking, BookingStep, after, by_building, read_reason
from domain.collections.model import Schedule
from domain.collections.occurrences import ONE_DAY, occurrences
from domain.collections.occurrences import find as find_occurrence
from domain.errors import Refusal
from domain.messages import Button, Sheet, SheetCell, Spreadsheet, Text, When, text
from domain.permissions import Permission
from handlers.bookings import cards, common
from handlers.bookings.common import routes
from handlers.context import Ctx
from handlers.incoming import Answer, Command, Press
from handlers.rewarding import reward_fetched
from handlers.routing import Where, nothing
from storage.dialogs import Dialog

ASK = "booking.reason"
DATES_LISTED = 3
_NEEDS = Permission.FETCH_AT_THE_DOOR
_COLUMNS = (
    "round-column-number",
    "round-column-building",
    "round-column-unit",
    "round-column-room",
    "round-column-from",
    "round-column-things",
    "round-column-floor",
    "round-column-lift",
    "round-column-state",
)


@routes.command("rounds", "上门清单", needs=_NEEDS, where=Where.PRIVATE, plainly=nothing)
async def rounds(ctx: Ctx, _command: Command) -> None:
    """What is to be fetched on the next dates, as messages and spreadsheets."""
    listed = False
    for schedule in await ctx.uow.collections.all_active():
        if not await _fetches(ctx, schedule):
            continue
        for occurrence in occurrences(schedule, ctx.now - ONE_DAY, limit=DATES_LISTED):
            listed |= await send_list(ctx, schedule, occurrence.day, [ctx.person.id])
    if not listed:
        ctx.reply(text("round-empty"))


async def send_list(ctx: Ctx, schedule: Schedule, day: date, people: Iterable[int]) -> bool:
    """Send the list of one date as message and spreadsheet.

    Returns:
        Whether anything is on it.
    """
    bookings = await ctx.uow.bookings.of_day(schedule.id, day)
    if not bookings:
        return False
    said, rows = _list(ctx, schedule, day, bookings)
    book = _spreadsheet(ctx, schedule, day, bookings)
    for person_id in people:
        ctx.say(person_id, said, rows, card=_list_card(schedule, day))
        ctx.put(book.model_copy(update={"to": person_id}))
    return True


async def changed(
    ctx: Ctx, schedule: Schedule, booking: Booking, key: str, *, was: Booking | None = None
) -> None:
    """Tell who fetches of a change to a list that they have already."""
    days = [day for day in {booking.day, (was or booking).day} if _is_listed(ctx, schedule, day)]
    if not days:
        return
    news = text(
        key,
        number=booking.id,
        address=str(booking.address),
        about=common.about(booking),
        when=common.when(ctx, schedule, booking),
    )
    for person in await common.fetchers(ctx, schedule):
        ctx.say(person.id, news)
    for day in sorted(days):
        await _refresh_list(ctx, schedule, day)


def _is_listed(ctx: Ctx, schedule: Schedule, day: date) -> bool:
    """Whether the list of a date has gone out."""
    occurrence = find_occurrence(schedule, day)
    return occurrence is not None and common.evening_of(schedule, occurrence) <= ctx.now


@routes.button("booking.open", needs=_NEEDS, where=Where.PRIVATE)
async def open_booking(ctx: Ctx, press: Press) -> None:
    """One booking, with its picture and what can be done."""
    schedule, booking = await _job(ctx, press.number(0))
    words, rows = _job_words(ctx, schedule, booking), _job_buttons(booking)
    ctx.say(ctx.person.id, words, rows, card=_job_card(booking), photo=booking.photo)


@routes.button("booking.set_out", needs=_NEEDS, where=Where.PRIVATE)
async def set_out(ctx: Ctx, press: Press) -> None:
    """出发了: the resident hears that somebody is on the way."""
    await _step(ctx, press.number(0), BookingStep.SET_OUT)


@routes.button("booking.take", needs=_NEEDS, where=Where.PRIVATE)
async def take(ctx: Ctx, press: Press) -> None:
    """已取: the household has its points for it."""
    schedule, taken = await _step(ctx, press.number(0), BookingStep.TAKE)
    await reward_fetched(ctx, schedule, taken)


@routes.button("booking.miss", needs=_NEEDS, where=Where.PRIVATE)
async def miss(ctx: Ctx, press: Press) -> None:
    """未遇到."""
    await _step(ctx, press.number(0), BookingStep.MISS)


@routes.button("booking.refuse", needs=_NEEDS, where=Where.PRIVATE)
async def refuse(ctx: Ctx, press: Press) -> None:
    """拒收: asks why."""
    _, booking = await _job(ctx, press.number(0))
    after(booking, BookingStep.REFUSE)
    dialog = Dialog(route=ASK, data={"booking": booking.id})
    await ctx.uow.dialogs.open(ctx.person.id, dialog, ctx.now)
    ctx.reply(text("booking-ask-reason", number=booking.id))


@routes.step(ASK, needs=_NEEDS)
async def reason_words(ctx: Ctx, answer: Answer) -> None:
    """The reason came."""
    reason = read_reason(answer.body)
    await _step(ctx, int(answer.data["booking"] or 0), BookingStep.REFUSE, reason)
    await ctx.uow.dialogs.close(ctx.person.id)


async def _step(
    ctx: Ctx, booking_id: int, step: BookingStep, reason: str = ""
) -> tuple[Schedule, Booking]:
    schedule, booking = await _job(ctx, booking_id)
    moved = after(booking, step, reason)
    await ctx.uow.bookings.save(moved)
    await ctx.uow.audit.add(f"booking.{step}", ctx.person.id, str(moved.id), ctx.now)
    ctx.edit(ctx.person.id, _job_card(moved), _job_words(ctx, schedule, moved), _job_buttons(moved))
    ctx.answer(text("round-done", number=moved.id))
    ctx.say(
        moved.person_id,
        text(f"booking-now-{moved.state}", number=moved.id, things=moved.things, reason=reason),
    )
    cards.refresh(ctx, schedule, moved)
    await _refresh_list(ctx, schedule, moved.day)
    return schedule, moved


async def _job(ctx: Ctx, booking_id: int) -> tuple[Schedule, Booking]:
    """A booking that the actor's organisation fetches.

    Raises:
        Refusal: there is none, or others fetch it.
    """
    booking = await common.find(ctx, booking_id)
    schedule = await ctx.uow.collections.any(booking.collection_id)
    if schedule is None or not await _fetches(ctx, schedule):
        raise Refusal("booking-gone", number=booking_id)
    return schedule, booking


async def _fetches(ctx: Ctx, schedule: Schedule) -> bool:
    """Whether the actor fetches for a schedule, or looks after it."""
    _, organisation = common.service(ctx, schedule)
    if organisation in ctx.actor.organisations or ctx.actor.admin:
        return True
    circles = await ctx.uow.collections.circles(schedule.id)
    return bool(circles) and all(ctx.actor.serves(circle.grid) for circle in circles)


async def _refresh_list(ctx: Ctx, schedule: Schedule, day: date) -> None:
    bookings = await ctx.uow.bookings.of_day(schedule.id, day)
    said, rows = _list(ctx, schedule, day, bookings)
    people = {person.id for person in await common.fetchers(ctx, schedule)} | {ctx.person.id}
    for person_id in sorted(people - {0}):
        ctx.edit(person_id, _list_card(schedule, day), said, rows)


def _list(
    ctx: Ctx, schedule: Schedule, day: date, bookings: list[Booking]
) -> tuple[Text, list[list[Button]]]:
    lines, rows = [], []
    for building, group in by_building(bookings):
        lines.append(text("round-building", building=building, count=len(group)))
        for booking in group:
            lines.append(_line(ctx, schedule, booking))
            if booking.is_open:
                label = text("btn-job", number=booking.id, address=str(booking.address))
                rows.append([Button(label=label, route="booking.open", args=(booking.id,))])
    when = _date(schedule, day)
    said = text("round-list", when=when, place=schedule.place, lines=tuple(lines))
    return said, rows


def _line(ctx: Ctx, schedule: Schedule, booking: Booking) -> Text:
    return text(
        "round-line",
        number=booking.id,
        address=str(booking.address),
        hours=_hours(ctx, schedule, booking),
        about=common.about(booking),
        state=text(f"booking-state-{booking.state}"),
    )


def _date(schedule: Schedule, day: date) -> Text:
    occurrence = find_occurrence(schedule, day)
    if occurrence is None:
        return text("booking-no-time")
    return text("round-date", when=When(at=occurrence.start))


def _hours(ctx: Ctx, schedule: Schedule, booking: Booking) -> str:
    span = common.span_of(ctx, schedule, booking)
    if span is None:
        return "—"
    start, end = (at.astimezone(schedule.zone) for at in span)
    return f"{start:%H:%M}-{end:%H:%M}"


def _spreadsheet(ctx: Ctx, schedule: Schedule, day: date, bookings: list[Booking]) -> Spreadsheet:
    rows = tuple(
        _row(ctx, schedule, booking) for _, group in by_building(bookings) for booking in group
    )
    sheet = Sheet(
        title=text("round-sheet"), header=tuple(text(column) for column in _COLUMNS), rows=rows
    )
    caption = text("round-caption", when=_date(schedule, day))
    return Spreadsheet(to=0, filename=f"rounds-{day}.xlsx", sheets=(sheet,), caption=caption)


def _row(ctx: Ctx, schedule: Schedule, booking: Booking) -> tuple[SheetCell, ...]:
    address = booking.address
    return (
        booking.id,
        address.building,
        address.unit,
        address.room,
        _hours(ctx, schedule, booking),
        booking.things,
        booking.floor,
        text("round-yes" if booking.lift else "round-no"),
        text(f"booking-state-{booking.state}"),
    )


def _job_words(ctx: Ctx, schedule: Schedule, booking: Booking) -> Text:
    return text(
        "round-job",
        number=booking.id,
        state=text(f"booking-state-{booking.state}"),
        address=str(booking.address),
        about=common.about(booking),
        when=common.when(ctx, schedule, booking),
    )


def _job_buttons(booking: Booking) -> list[list[Button]]:
    if not booking.is_open:
        return []
    args = (booking.id,)
    out = Button(label=text("btn-set-out"), route="booking.set_out", args=args)
    return [
        [out] if booking.state == "booked" else [],
        [
            Button(label=text("btn-taken"), route="booking.take", args=args),
            Button(label=text("btn-missed"), route="booking.miss", args=args),
            Button(label=text("btn-refused"), route="booking.refuse", args=args),
        ],
    ]


def _job_card(booking: Booking) -> str:
    return f"job:{booking.id}"


def _list_card(schedule: Schedule, day: date) -> str:
    return f"round:{schedule.id}:{day}"
