"""Schedules of collections, who comes to them, what came of them."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from domain.circles import Circle
from domain.collections.checking import place_key
from domain.collections.model import Schedule
from domain.collections.tally import Tally
from domain.people import Person
from storage.mapping import CIRCLE_COLUMNS, circle_of, person_of
from storage.rows import Repository, from_ms, to_ms


class Collections(Repository):
    """The tables of collections."""

    async def keep_draft(self, schedule: Schedule, now: datetime) -> int:
        """Keep a schedule that nobody has confirmed yet.

        Returns:
            Its id.
        """
        return int(
            await self._value(
                "INSERT INTO collections (place, payload, done_until, created_at)"
                " VALUES (:place, :payload, :now, :now) RETURNING id",
                {**_columns(schedule), "now": to_ms(now)},
            )
        )

    async def draft(self, schedule_id: int) -> Schedule | None:
        """A schedule that waits to be confirmed."""
        return await self._find(schedule_id, "draft")

    async def find(self, schedule_id: int) -> Schedule | None:
        """A schedule that holds."""
        return await self._find(schedule_id, "active")

    async def any(self, schedule_id: int) -> Schedule | None:
        """A schedule that holds or has held."""
        return await self._find(schedule_id, "active", "ended")

    async def _find(self, schedule_id: int, *states: str) -> Schedule | None:
        row = await self._one(
            "SELECT id, state, payload FROM collections WHERE id = :id", {"id": schedule_id}
        )
        return None if row is None or row["state"] not in states else _schedule(row)

    async def begin(self, schedule_id: int, now: datetime) -> bool:
        """Let a draft hold from now on.

        Returns:
            Whether it was one.
        """
        return bool(
            await self._run(
                "UPDATE collections SET state = 'active', done_until = :now"
                " WHERE id = :id AND state = 'draft'",
                {"id": schedule_id, "now": to_ms(now)},
            )
        )

    async def drop_draft(self, schedule_id: int) -> bool:
        """Forget a draft.

        Returns:
            Whether there was one.
        """
        return bool(
            await self._run(
                "DELETE FROM collections WHERE id = :id AND state = 'draft'", {"id": schedule_id}
            )
        )

    async def prune_drafts(self, before: datetime) -> None:
        """Forget what nobody confirmed in time."""
        await self._run(
            "DELETE FROM collections WHERE state = 'draft' AND created_at < :before",
            {"before": to_ms(before)},
        )

    async def end(self, schedule_id: int) -> bool:
        """Let a schedule hold no longer.

        Returns:
            Whether it did until now.
        """
        return bool(
            await self._run(
                "UPDATE collections SET state = 'ended' WHERE id = :id AND state = 'active'",
                {"id": schedule_id},
            )
        )

    async def save(self, schedule: Schedule) -> None:
        """Keep what changed about a schedule."""
        await self._run(
            "UPDATE collections SET payload = :payload, place = :place WHERE id = :id",
            {**_columns(schedule), "id": schedule.id},
        )

    async def done_until(self, schedule_id: int) -> datetime:
        """Up to when everything due around the collections of a schedule is done."""
        ms = await self._value(
            "SELECT done_until FROM collections WHERE id = :id", {"id": schedule_id}
        )
        return from_ms(ms)

    async def set_done(self, schedule_id: int, until: datetime) -> None:
        """Record that everything due up to an instant is done."""
        await self._run(
            "UPDATE collections SET done_until = :until WHERE id = :id",
            {"id": schedule_id, "until": to_ms(until)},
        )

    async def at_place(self, place: str) -> list[Schedule]:
        """The schedules that hold at one place."""
        rows = await self._all(
            "SELECT id, payload FROM collections WHERE place = :place AND state = 'active'"
            " ORDER BY id",
            {"place": place_key(place)},
        )
        return [_schedule(row) for row in rows]

    async def all_active(self) -> list[Schedule]:
        """Every schedule that holds."""
        rows = await self._all(
            "SELECT id, payload FROM collections WHERE state = 'active' ORDER BY id"
        )
        return [_schedule(row) for row in rows]

    async def of_circles(self, circle_ids: Sequence[int]) -> list[Schedule]:
        """The schedules that hold for any of some circles."""
        found: dict[int, Schedule] = {}
        for circle_id in circle_ids:
            rows = await self._all(
                "SELECT s.id, s.payload FROM collection_circles AS c"
                " JOIN collections AS s ON s.id = c.collection_id"
                " WHERE c.circle_id = :circle AND s.state = 'active'",
                {"circle": circle_id},
            )
            found |= {row["id"]: _schedule(row) for row in rows}
        return [found[schedule_id] for schedule_id in sorted(found)]

    async def set_circles(self, schedule_id: int, circle_ids: Sequence[int]) -> None:
        """Keep for which circles a schedule is."""
        who = {"collection": schedule_id}
        await self._run("DELETE FROM collection_circles WHERE collection_id = :collection", who)
        await self._many(
            "INSERT INTO collection_circles (circle_id, collection_id)"
            " VALUES (:circle, :collection)",
            [{**who, "circle": circle_id} for circle_id in circle_ids],
        )

    async def circles(self, schedule_id: int) -> list[Circle]:
        """The circles that a schedule is for, as they were last looked up."""
        rows = await self._all(
            f"SELECT {CIRCLE_COLUMNS} FROM collection_circles AS x"
            " JOIN circles AS c ON c.id = x.circle_id"
            " WHERE x.collection_id = :collection ORDER BY c.id",
            {"collection": schedule_id},
        )
        return [circle_of(row) for row in rows]

    async def come(self, schedule_id: int, day: date, person_id: int, circle_id: int) -> bool:
        """Record that somebody means to come.

        Returns:
            Whether that is news.
        """
        added = await self._run(
            "INSERT INTO collection_comers (collection_id, day, person_id, circle_id)"
            " VALUES (:collection, :day, :person, :circle)"
            " ON CONFLICT (collection_id, day, person_id) DO NOTHING",
            {
                "collection": schedule_id,
                "day": day.isoformat(),
                "person": person_id,
                "circle": circle_id,
            },
        )
        return bool(added)

    async def stay_away(self, schedule_id: int, day: date, person_id: int) -> int | None:
        """Record that somebody does not come after all.

        Returns:
            The circle in which they had said so, if they had.
        """
        circle = await self._value(
            "DELETE FROM collection_comers"
            " WHERE collection_id = :collection AND day = :day AND person_id = :person"
            " RETURNING circle_id",
            {"collection": schedule_id, "day": day.isoformat(), "person": person_id},
        )
        return None if circle is None else int(circle)

    async def comes(self, schedule_id: int, day: date, person_id: int) -> bool:
        """Whether somebody means to come."""
        return bool(
            await self._value(
                "SELECT 1 FROM collection_comers"
                " WHERE collection_id = :collection AND day = :day AND person_id = :person",
                {"collection": schedule_id, "day": day.isoformat(), "person": person_id},
            )
        )

    async def comers(self, schedule_id: int, day: date) -> dict[int, list[Person]]:
        """Who means to come to a collection, by circle."""
        rows = await self._all(
            "SELECT p.*, k.circle_id FROM collection_comers AS k"
            " JOIN people AS p ON p.id = k.person_id"
            " WHERE k.collection_id = :collection AND k.day = :day ORDER BY p.id",
            {"collection": schedule_id, "day": day.isoformat()},
        )
        found: dict[int, list[Person]] = {}
        for row in rows:
            found.setdefault(row["circle_id"], []).append(person_of(row))
        return found

    async def tally(self, schedule_id: int, day: date) -> Tally | None:
        """What staff entered after a collection."""
        row = await self._one(
            "SELECT households, weights FROM collection_tallies"
            " WHERE collection_id = :collection AND day = :day",
            {"collection": schedule_id, "day": day.isoformat()},
        )
        if row is None:
            return None
        return Tally(households=row["households"], grams=json.loads(row["weights"]))

    async def enter_tally(
        self, schedule_id: int, day: date, tally: Tally, person_id: int | None
    ) -> None:
        """Keep what came of a collection; entered again, the newest counts."""
        await self._run(
            "INSERT INTO collection_tallies (collection_id, day, households, weights, entered_by)"
            " VALUES (:collection, :day, :households, :weights, :person)"
            " ON CONFLICT (collection_id, day) DO UPDATE SET households = excluded.households,"
            " weights = excluded.weights, entered_by = excluded.entered_by",
            {
                "collection": schedule_id,
                "day": day.isoformat(),
                "households": tally.households,
                "weights": json.dumps(dict(tally.grams), ensure_ascii=False),
                "person": person_id,
            },
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """To which collections a person said they would come, to show it to them."""
        rows = await self._all(
            "SELECT collection_id, day FROM collection_comers WHERE person_id = :person"
            " ORDER BY day, collection_id",
            {"person": person_id},
        )
        return [dict(row) for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget that a person meant to come anywhere, and what they entered."""
        who = {"person": person_id}
        await self._run("DELETE FROM collection_comers WHERE person_id = :person", who)
        await self._run(
            "UPDATE collection_tallies SET entered_by = NULL WHERE entered_by = :person", who
        )

    async def set_address(self, circle_id: int, token_hash: str, now: datetime) -> None:
        """Keep the subscription address of a circle's calendar; an earlier one ends."""
        await self._run(
            "INSERT INTO calendar_addresses (circle_id, token_hash, created_at)"
            " VALUES (:circle, :hash, :now)"
            " ON CONFLICT (circle_id) DO UPDATE SET token_hash = excluded.token_hash,"
            " created_at = excluded.created_at",
            {"circle": circle_id, "hash": token_hash, "now": to_ms(now)},
        )

    async def has_address(self, circle_id: int) -> bool:
        """Whether a circle's calendar has an address."""
        return bool(
            await self._value(
                "SELECT 1 FROM calendar_addresses WHERE circle_id = :circle",
                {"circle": circle_id},
            )
        )

    async def at_address(self, token_hash: str) -> Circle | None:
        """The circle whose calendar is at an address."""
        row = await self._one(
            f"SELECT {CIRCLE_COLUMNS} FROM calendar_addresses AS a"
            " JOIN circles AS c ON c.id = a.circle_id WHERE a.token_hash = :hash",
            {"hash": token_hash},
        )
        return None if row is None else circle_of(row)


def _columns(schedule: Schedule) -> dict[str, object]:
    return {"place": place_key(schedule.place), "payload": schedule.model_dump_json()}


def _schedule(row: sqlite3.Row) -> Schedule:
    schedule = Schedule.model_validate_json(row["payload"])
    return schedule.model_copy(update={"id": row["id"]})
