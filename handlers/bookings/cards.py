"""The card of a booking in the private chat of whoever made it."""

from domain.bookings import Booking, BookingState
from domain.collections.model import Schedule
from domain.messages import Button, Text, text
from handlers.bookings import common
from handlers.context import Ctx


def show(ctx: Ctx, schedule: Schedule, booking: Booking) -> None:
    """Show a booking to whoever made it, with buttons to change it."""
    ctx.reply(_words(ctx, schedule, booking), _buttons(booking), card=_card(booking))


def refresh(ctx: Ctx, schedule: Schedule, booking: Booking) -> None:
    """Bring the card up to date."""
    ctx.edit(booking.person_id, _card(booking), _words(ctx, schedule, booking), _buttons(booking))


def _card(booking: Booking) -> str:
    return f"booking:{booking.id}"


def _words(ctx: Ctx, schedule: Schedule, booking: Booking) -> Text:
    return text(
        "booking-card",
        number=booking.id,
        state=text(f"booking-state-{booking.state}"),
        about=common.about(booking),
        when=common.when(ctx, schedule, booking),
        address=str(booking.address),
    )


def _buttons(booking: Booking) -> list[list[Button]]:
    """What can be changed: nothing once somebody is on the way."""
    if booking.state is not BookingState.BOOKED:
        return []
    args = (booking.id,)
    return [
        [
            Button(label=text("btn-book-move"), route="booking.move", args=args),
            Button(label=text("btn-book-cancel"), route="booking.cancel", args=args),
        ]
    ]
