"""What is to be fetched at the door, for whom and when."""

import sqlite3
from datetime import date, datetime

from domain.bookings import Booking, BookingState, Request, free_seat
from domain.collections.model import Slot
from domain.people import Address
from storage.rows import Repository, to_ms


class Bookings(Repository):
    """The bookings table."""

    async def add(self, request: Request, slot: Slot, now: datetime) -> Booking:
        """Give a request a seat in its slot.

        Raises:
            Refusal: the slot is full.
        """
        seat = await self._free_seat(request.collection_id, request.day, request.slot, slot)
        booking_id = await self._value(
            "INSERT INTO bookings (collection_id, day, slot, seat, person_id, circle_id, building,"
            " unit, room, things, photo, floor, lift, created_at)"
            " VALUES (:collection, :day, :slot, :seat, :person, :circle, :building,"
            " :unit, :room, :things, :photo, :floor, :lift, :now) RETURNING id",
            {
                "collection": request.collection_id,
                "day": request.day.isoformat(),
                "slot": request.slot,
                "seat": seat,
                "person": request.person_id,
                "circle": request.circle_id,
                **dict(request.address),
                "things": request.things,
                "photo": request.photo,
                "floor": request.floor,
                "lift": int(request.lift),
                "now": to_ms(now),
            },
        )
        return Booking(id=booking_id, **dict(request))

    async def move(self, booking: Booking, day: date, number: int, slot: Slot) -> None:
        """Give a booking a seat in another slot.

        Raises:
            Refusal: that slot is full.
        """
        seat = await self._free_seat(booking.collection_id, day, number, slot)
        await self._run(
            "UPDATE bookings SET day = :day, slot = :slot, seat = :seat WHERE id = :id",
            {"id": booking.id, "day": day.isoformat(), "slot": number, "seat": seat},
        )

    async def _free_seat(self, collection_id: int, day: date, number: int, slot: Slot) -> int:
        rows = await self._all(
            "SELECT seat FROM bookings WHERE collection_id = :collection AND day = :day"
            " AND slot = :slot AND state <> 'cancelled'",
            {"collection": collection_id, "day": day.isoformat(), "slot": number},
        )
        return free_seat(slot, (row["seat"] for row in rows))

    async def save(self, booking: Booking) -> None:
        """Keep how far a booking is."""
        await self._run(
            "UPDATE bookings SET state = :state, reason = :reason WHERE id = :id",
            {"id": booking.id, "state": booking.state, "reason": booking.reason},
        )

    async def find(self, booking_id: int) -> Booking | None:
        """A booking by its number."""
        row = await self._one("SELECT * FROM bookings WHERE id = :id", {"id": booking_id})
        return None if row is None else _booking(row)

    async def taken(self, collection_id: int, day: date) -> dict[int, int]:
        """How many places of each slot of a collection are taken."""
        rows = await self._all(
            "SELECT slot, COUNT(*) AS n FROM bookings WHERE collection_id = :collection"
            " AND day = :day AND state <> 'cancelled' GROUP BY slot",
            {"collection": collection_id, "day": day.isoformat()},
        )
        return {row["slot"]: row["n"] for row in rows}

    async def of_day(self, collection_id: int, day: date) -> list[Booking]:
        """The bookings of one collection that were not cancelled."""
        rows = await self._all(
            "SELECT * FROM bookings WHERE collection_id = :collection AND day = :day"
            " AND state <> 'cancelled' ORDER BY id",
            {"collection": collection_id, "day": day.isoformat()},
        )
        return [_booking(row) for row in rows]

    async def open_of(self, person_id: int) -> list[Booking]:
        """The bookings of a person for which somebody still comes."""
        rows = await self._all(
            "SELECT * FROM bookings WHERE person_id = :person AND state IN ('booked', 'on_way')"
            " ORDER BY id",
            {"person": person_id},
        )
        return [_booking(row) for row in rows]

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The bookings of a person, to show them to them."""
        rows = await self._all(
            "SELECT id, day, building, unit, room, things, floor, lift, state, reason"
            " FROM bookings WHERE person_id = :person ORDER BY id",
            {"person": person_id},
        )
        return [dict(row) for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget the bookings of a person; nobody comes for them any more."""
        await self._run("DELETE FROM bookings WHERE person_id = :person", {"person": person_id})


def _booking(row: sqlite3.Row) -> Booking:
    return Booking(
        id=row["id"],
        collection_id=row["collection_id"],
        day=date.fromisoformat(row["day"]),
        slot=row["slot"],
        person_id=row["person_id"],
        circle_id=row["circle_id"],
        address=Address(building=row["building"], unit=row["unit"], room=row["room"]),
        things=row["things"],
        photo=row["photo"],
        floor=row["floor"],
        lift=bool(row["lift"]),
        state=BookingState(row["state"]),
        reason=row["reason"],
    )
