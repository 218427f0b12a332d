"""预约大件: what, from which floor, when and where to, one question at a time."""

from collections.abc import Awaitable, Callable
from datetime import date

from domain.bookings import Request, read_floor, read_things
from domain.collections.model import Schedule
from domain.collections.occurrences import find as find_occurrence
from domain.errors import Refusal
from domain.messages import Between, Button, Text, text
from domain.people import Address, read_address
from domain.permissions import Permission
from domain.text import normalise
from handlers.bookings import cards, common, own, rounds
from handlers.bookings.common import routes
from handlers.context import Ctx
from handlers.incoming import Answer, Command, Press
from handlers.routing import Where
from storage.dialogs import Dialog

ASK = "booking.answer"
NO_PHOTO = ""
MOST_WAITING = 3
"""Bookings of one person at a time, so that there are places for others."""

Data = dict[str, str | int | None]
_NEEDS = Permission.BOOK_AT_THE_DOOR


@routes.command("book", "预约大件", needs=_NEEDS, where=Where.PRIVATE)
async def book(ctx: Ctx, command: Command) -> None:
    """One's own bookings, and the way to another."""
    await own.show_all(ctx)
    offers = await _offers(ctx)
    wanted = [s for s in offers if command.words == str(s.id)] or offers
    if not wanted:
        raise Refusal("booking-none")
    if len(wanted) == 1:
        await _begin(ctx, wanted[0])
        return
    rows = [
        [Button(label=text("verbatim", word=s.place), route="booking.start", args=(s.id,))]
        for s in wanted
    ]
    ctx.reply(text("booking-which"), rows)


@routes.button("booking.start", needs=_NEEDS, where=Where.PRIVATE)
async def start(ctx: Ctx, press: Press) -> None:
    """The schedule was chosen."""
    offers = await _offers(ctx)
    chosen = next((s for s in offers if s.id == press.number(0)), None)
    if chosen is None:
        raise Refusal("booking-none")
    await _begin(ctx, chosen)


@routes.step(ASK, needs=_NEEDS)
async def take_answer(ctx: Ctx, answer: Answer) -> None:
    """An answer in words or a picture; the next question follows."""
    data: Data = dict(answer.data)
    take = _TAKERS.get(str(data["ask"]))
    if take is None:
        raise Refusal("booking-press-please")
    take(ctx, data, answer)
    await _go_on(ctx, data)


@routes.button("booking.no_photo", needs=_NEEDS, where=Where.PRIVATE)
async def no_photo(ctx: Ctx, _press: Press) -> None:
    """没有照片."""
    await _answer(ctx, "photo", photo=NO_PHOTO)


@routes.button("booking.lift", needs=_NEEDS, where=Where.PRIVATE)
async def lift(ctx: Ctx, press: Press) -> None:
    """有电梯 or 没有电梯."""
    await _answer(ctx, "lift", lift=int(press.word(0) == "1"))


@routes.button("booking.slot", needs=_NEEDS, where=Where.PRIVATE)
async def slot(ctx: Ctx, press: Press) -> None:
    """The slot was chosen."""
    await _answer(ctx, "slot", day=press.word(0), slot=press.number(1))


@routes.button("booking.drop", needs=_NEEDS, where=Where.PRIVATE)
async def drop(ctx: Ctx, _press: Press) -> None:
    """不约了."""
    await _data(ctx)
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.reply(text("booking-dropped"))


@routes.button("booking.confirm", needs=_NEEDS, where=Where.PRIVATE)
async def confirm(ctx: Ctx, _press: Press) -> None:
    """确认预约: the seat is taken, or another slot is asked for if it has just gone."""
    data = await _data(ctx, "confirm")
    schedule = await common.schedule_of(ctx, int(data["collection"] or 0))
    found = await common.offered(ctx, schedule)
    chosen = common.slot_at(found, str(data["day"]), int(data["slot"] or 0))
    if chosen is None:
        del data["day"], data["slot"]
        ctx.reply(text("booking-slot-gone"))
        await _go_on(ctx, data)
        return
    slots, _ = common.service(ctx, schedule)
    booking = await ctx.uow.bookings.add(
        _request(ctx, data, chosen.day), slots[chosen.number], ctx.now
    )
    await ctx.uow.dialogs.close(ctx.person.id)
    occurrence = find_occurrence(schedule, chosen.day)
    if occurrence is not None:
        await common.plan_evening(ctx, schedule, occurrence)
    cards.show(ctx, schedule, booking)
    await rounds.changed(ctx, schedule, booking, "round-new")


async def _offers(ctx: Ctx) -> list[Schedule]:
    """The schedules of the person's circles at which something can be booked."""
    circles = [m.circle.id for m in ctx.actor.memberships]
    schedules = await ctx.uow.collections.of_circles(circles)
    return [s for s in schedules if await common.offered(ctx, s)]


async def _begin(ctx: Ctx, schedule: Schedule) -> None:
    waiting = len(await ctx.uow.bookings.open_of(ctx.person.id))
    if waiting >= MOST_WAITING:
        raise Refusal("booking-too-many", count=waiting)
    address = ctx.person.address
    data: Data = {"collection": schedule.id}
    if address is not None:
        data["address"] = str(address)
    await _go_on(ctx, data)


async def _answer(ctx: Ctx, asked: str, **fields: str | int) -> None:
    """A button answered the question that is open."""
    await _go_on(ctx, {**await _data(ctx, asked), **fields})


async def _data(ctx: Ctx, asked: str = "") -> Data:
    """What is known so far.

    Raises:
        Refusal: nothing is being booked, or another question is open.
    """
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    if dialog is None or dialog.route != ASK or (asked and dialog.data["ask"] != asked):
        raise Refusal("button-outdated")
    return dict(dialog.data)


async def _go_on(ctx: Ctx, data: Data) -> None:
    """Ask the first question that is still open, or show what will be booked."""
    asked = next((name for name in _QUESTIONS if name not in data), "confirm")
    data["ask"] = asked
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ASK, data=data), ctx.now)
    ask = _QUESTIONS.get(asked, _confirmation)
    said, rows = await ask(ctx, data)
    never_mind = Button(label=text("btn-book-drop"), route="booking.drop")
    ctx.reply(said, [*rows, [never_mind]])


async def _ask_things(_ctx: Ctx, _data: Data) -> tuple[Text, list[list[Button]]]:
    return text("booking-ask-things"), []


async def _ask_photo(_ctx: Ctx, _data: Data) -> tuple[Text, list[list[Button]]]:
    return text("booking-ask-photo"), [
        [Button(label=text("btn-no-photo"), route="booking.no_photo")]
    ]


async def _ask_floor(_ctx: Ctx, _data: Data) -> tuple[Text, list[list[Button]]]:
    return text("booking-ask-floor"), []


async def _ask_lift(_ctx: Ctx, _data: Data) -> tuple[Text, list[list[Button]]]:
    return text("booking-ask-lift"), [
        [
            Button(label=text("btn-lift"), route="booking.lift", args=("1",)),
            Button(label=text("btn-no-lift"), route="booking.lift", args=("0",)),
        ]
    ]


async def _ask_slot(ctx: Ctx, data: Data) -> tuple[Text, list[list[Button]]]:
    schedule = await common.schedule_of(ctx, int(data["collection"] or 0))
    found = await common.offered(ctx, schedule)
    if not found:
        raise Refusal("booking-none")
    rows = [
        [
            Button(
                label=common.slot_label(slot),
                route="booking.slot",
                args=(common.pack_day(slot.day), slot.number),
            )
        ]
        for slot in found
    ]
    return text("booking-ask-slot"), rows


async def _ask_address(_ctx: Ctx, _data: Data) -> tuple[Text, list[list[Button]]]:
    return text("booking-ask-address"), []


async def _confirmation(ctx: Ctx, data: Data) -> tuple[Text, list[list[Button]]]:
    schedule = await common.schedule_of(ctx, int(data["collection"] or 0))
    found = await common.offered(ctx, schedule)
    chosen = common.slot_at(found, str(data["day"]), int(data["slot"] or 0))
    if chosen is None:
        raise Refusal("booking-slot-gone")
    said = text(
        "booking-confirm",
        things=str(data["things"]),
        floor=int(data["floor"] or 0),
        lift="yes" if data["lift"] else "no",
        when=Between(start=chosen.start, end=chosen.end),
        address=str(data["address"]),
    )
    yes = Button(label=text("btn-book-confirm"), route="booking.confirm")
    return said, [[yes]]


def _take_things(_ctx: Ctx, data: Data, answer: Answer) -> None:
    if answer.photo:
        data["photo"] = answer.photo
    if answer.body or not answer.photo:
        data["things"] = read_things(answer.body)


def _take_photo(_ctx: Ctx, data: Data, answer: Answer) -> None:
    if not answer.photo:
        raise Refusal("booking-photo-please")
    data["photo"] = answer.photo


def _take_floor(_ctx: Ctx, data: Data, answer: Answer) -> None:
    data["floor"] = read_floor(normalise(answer.body))


def _take_address(_ctx: Ctx, data: Data, answer: Answer) -> None:
    data["address"] = str(read_address(normalise(answer.body)))


def _request(ctx: Ctx, data: Data, day: date) -> Request:
    building, unit, room = str(data["address"]).split("-")
    return Request(
        collection_id=int(data["collection"] or 0),
        day=day,
        slot=int(data["slot"] or 0),
        person_id=ctx.person.id,
        circle_id=ctx.actor.memberships[0].circle.id,
        address=Address(building=building, unit=unit, room=room),
        things=str(data["things"]),
        photo=str(data["photo"]) or None,
        floor=int(data["floor"] or 0),
        lift=bool(data["lift"]),
    )


Ask = Callable[[Ctx, Data], Awaitable[tuple[Text, list[list[Button]]]]]
_QUESTIONS: dict[str, Ask] = {
    "things": _ask_things,
    "photo": _ask_photo,
    "floor": _ask_floor,
    "lift": _ask_lift,
    "slot": _ask_slot,
    "address": _ask_address,
}
"""In the order in which they are asked; what is known already is not."""

_TAKERS: dict[str, Callable[[Ctx, Data, Answer], None]] = {
    "things": _take_things,
    "photo": _take_photo,
    "floor": _take_floor,
    "address": _take_address,
}
