"""A resident's own bookings: seen, moved, cancelled."""

from domain.bookings import Booking, BookingStep, after
from domain.collections.occurrences import find as find_occurrence
from domain.errors import Refusal
from domain.messages import Button, text
from domain.permissions import Permission
from handlers.bookings import cards, common, rounds
from handlers.bookings.common import routes
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.routing import Where

_NEEDS = Permission.BOOK_AT_THE_DOOR


async def show_all(ctx: Ctx) -> None:
    """Show every booking of the actor for which somebody still comes."""
    for booking in await ctx.uow.bookings.open_of(ctx.person.id):
        schedule = await ctx.uow.collections.any(booking.collection_id)
        if schedule is not None:
            cards.show(ctx, schedule, booking)


@routes.button("booking.cancel", needs=_NEEDS, where=Where.PRIVATE)
async def cancel(ctx: Ctx, press: Press) -> None:
    """取消预约: really?"""
    booking = await _own(ctx, press.number(0))
    after(booking, BookingStep.CANCEL)
    yes = Button(label=text("btn-cancel-yes"), route="booking.cancel_yes", args=(booking.id,))
    ctx.reply(text("booking-cancel-sure", number=booking.id, things=booking.things), [[yes]])


@routes.button("booking.cancel_yes", needs=_NEEDS, where=Where.PRIVATE)
async def cancel_yes(ctx: Ctx, press: Press) -> None:
    """The booking is cancelled, its place free, and who fetches knows."""
    booking = after(await _own(ctx, press.number(0)), BookingStep.CANCEL)
    await ctx.uow.bookings.save(booking)
    schedule = await common.schedule_of(ctx, booking.collection_id)
    cards.refresh(ctx, schedule, booking)
    ctx.reply(text("booking-cancelled", number=booking.id))
    await rounds.changed(ctx, schedule, booking, "round-cancelled")


@routes.button("booking.move", needs=_NEEDS, where=Where.PRIVATE)
async def move(ctx: Ctx, press: Press) -> None:
    """改时间: to which slot?"""
    booking = await _own(ctx, press.number(0))
    after(booking, BookingStep.MOVE)
    schedule = await common.schedule_of(ctx, booking.collection_id)
    found = [
        slot
        for slot in await common.offered(ctx, schedule)
        if (slot.day, slot.number) != (booking.day, booking.slot)
    ]
    if not found:
        raise Refusal("booking-no-other")
    rows = [
        [
            Button(
                label=common.slot_label(slot),
                route="booking.move_to",
                args=(booking.id, common.pack_day(slot.day), slot.number),
            )
        ]
        for slot in found
    ]
    ctx.reply(text("booking-ask-slot"), rows)


@routes.button("booking.move_to", needs=_NEEDS, where=Where.PRIVATE)
async def move_to(ctx: Ctx, press: Press) -> None:
    """The booking has another slot, and who fetches knows."""
    booking = after(await _own(ctx, press.number(0)), BookingStep.MOVE)
    schedule = await common.schedule_of(ctx, booking.collection_id)
    found = await common.offered(ctx, schedule)
    chosen = common.slot_at(found, press.word(1), press.number(2))
    occurrence = None if chosen is None else find_occurrence(schedule, chosen.day)
    if chosen is None or occurrence is None:
        raise Refusal("booking-slot-gone")
    slots, _ = common.service(ctx, schedule)
    await ctx.uow.bookings.move(booking, chosen.day, chosen.number, slots[chosen.number])
    moved = booking.model_copy(update={"day": chosen.day, "slot": chosen.number})
    await common.plan_evening(ctx, schedule, occurrence)
    cards.refresh(ctx, schedule, moved)
    ctx.reply(text("booking-moved", when=common.when(ctx, schedule, moved)))
    await rounds.changed(ctx, schedule, moved, "round-moved", was=booking)


async def _own(ctx: Ctx, booking_id: int) -> Booking:
    booking = await common.find(ctx, booking_id)
    if booking.person_id != ctx.person.id:
        raise Refusal("booking-gone", number=booking_id)
    return booking
