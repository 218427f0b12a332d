"""Circles, their members and their captains."""

from collections.abc import Sequence

from domain.circles import Circle, CircleKind, CircleSummary
from domain.people import ALL_GRIDS, Address, Person
from storage.mapping import CIRCLE_COLUMNS, circle_of, person_of
from storage.rows import Repository, named


class Circles(Repository):
    """The circles and members tables."""

    async def by_chat(self, chat_id: int) -> Circle | None:
        """The circle that a group is mapped to, also by the chat id it had before an upgrade."""
        row = await self._one(
            f"SELECT {CIRCLE_COLUMNS} FROM circles AS c"
            " WHERE chat_id = :chat OR former_chat_id = :chat ORDER BY chat_id <> :chat LIMIT 1",
            {"chat": chat_id},
        )
        return None if row is None else circle_of(row)

    async def find(self, circle_id: int) -> Circle | None:
        """A circle by our own id."""
        row = await self._one(
            f"SELECT {CIRCLE_COLUMNS} FROM circles AS c WHERE id = :id", {"id": circle_id}
        )
        return None if row is None else circle_of(row)

    async def all_active(self) -> list[Circle]:
        """The circles that the bot is in, by id."""
        rows = await self._all(
            f"SELECT {CIRCLE_COLUMNS} FROM circles AS c WHERE active = 1 ORDER BY c.id"
        )
        return [circle_of(row) for row in rows]

    async def all_closed(self) -> list[Circle]:
        """The circles that the bot was removed from, by id."""
        rows = await self._all(
            f"SELECT {CIRCLE_COLUMNS} FROM circles AS c WHERE active = 0 ORDER BY c.id"
        )
        return [circle_of(row) for row in rows]

    async def map(
        self, chat_id: int, title: str, kind: CircleKind, grid: str | None, thread: int | None
    ) -> Circle:
        """Map a group to a circle, or change what it is mapped to.

        Args:
            chat_id: the group.
            title: its name.
            kind: what the circle is for.
            grid: the grid it belongs to; none for the whole community.
            thread: the forum topic for notices.
        """
        await self._run(
            "INSERT INTO circles (chat_id, title, kind, grid, thread)"
            " VALUES (:chat, :title, :kind, :grid, :thread)"
            " ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, kind = excluded.kind,"
            " grid = excluded.grid, thread = excluded.thread, active = 1",
            {"chat": chat_id, "title": title, "kind": kind, "grid": grid, "thread": thread},
        )
        circle = await self.by_chat(chat_id)
        if circle is None:
            raise RuntimeError("the database did not keep the circle that was written")
        return circle

    async def rename(self, chat_id: int, title: str) -> None:
        """Follow a new title of the group."""
        await self._run(
            "UPDATE circles SET title = :title WHERE chat_id = :chat AND title <> :title",
            {"chat": chat_id, "title": title},
        )

    async def set_active(self, chat_id: int, *, active: bool) -> bool:
        """Record that the bot was removed from a group, or is back.

        Returns:
            Whether that is news.
        """
        changed = await self._run(
            "UPDATE circles SET active = :active WHERE chat_id = :chat AND active <> :active",
            {"chat": chat_id, "active": int(active)},
        )
        return bool(changed)

    async def set_language(self, circle_id: int, lang: str) -> None:
        """Choose the language in which the bot speaks to the group."""
        await self._run(
            "UPDATE circles SET lang = :lang WHERE id = :id", {"id": circle_id, "lang": lang}
        )

    async def move(self, old_chat: int, new_chat: int) -> None:
        """Follow a group to the new chat id that its upgrade gave it."""
        await self._run(
            "UPDATE circles SET chat_id = :new, former_chat_id = :old, active = 1"
            " WHERE chat_id = :old AND NOT EXISTS (SELECT 1 FROM circles WHERE chat_id = :new)",
            {"old": old_chat, "new": new_chat},
        )

    async def join(self, circle_id: int, person_id: int) -> bool:
        """Count a person as a member.

        Returns:
            Whether they were not one before.
        """
        added = await self._run(
            "INSERT INTO members (circle_id, person_id) VALUES (:circle, :person)"
            " ON CONFLICT (circle_id, person_id) DO NOTHING",
            {"circle": circle_id, "person": person_id},
        )
        return bool(added)

    async def leave(self, circle_id: int, person_id: int) -> bool:
        """Count a person as a member no longer.

        Returns:
            Whether they were a captain, which ends with it.
        """
        captain = await self._value(
            "DELETE FROM members WHERE circle_id = :circle AND person_id = :person"
            " RETURNING captain",
            {"circle": circle_id, "person": person_id},
        )
        return bool(captain)

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The circles of a person as they are kept, to show them to them."""
        rows = await self._all(
            "SELECT c.title, c.grid, c.kind, c.active, m.captain FROM members AS m"
            " JOIN circles AS c ON c.id = m.circle_id WHERE m.person_id = :person ORDER BY c.id",
            {"person": person_id},
        )
        return [dict(row) for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Count a person as a member of no circle."""
        await self._run("DELETE FROM members WHERE person_id = :person", {"person": person_id})

    async def set_captain(self, circle_id: int, person_id: int, *, captain: bool) -> bool:
        """Appoint or dismiss a captain.

        Returns:
            Whether that changed anything.
        """
        changed = await self._run(
            "UPDATE members SET captain = :captain"
            " WHERE circle_id = :circle AND person_id = :person AND captain <> :captain",
            {"circle": circle_id, "person": person_id, "captain": int(captain)},
        )
        return bool(changed)

    async def captains(self, circle_id: int) -> list[Person]:
        """The captains of a circle."""
        rows = await self._all(
            "SELECT p.* FROM members AS m JOIN people AS p ON p.id = m.person_id"
            " WHERE m.circle_id = :circle AND m.captain = 1 ORDER BY p.id",
            {"circle": circle_id},
        )
        return [person_of(row) for row in rows]

    async def members(self, circle_id: int) -> list[Person]:
        """The members of a circle, by id."""
        rows = await self._all(
            "SELECT p.* FROM members AS m JOIN people AS p ON p.id = m.person_id"
            " WHERE m.circle_id = :circle ORDER BY m.person_id",
            {"circle": circle_id},
        )
        return [person_of(row) for row in rows]

    async def at_address(self, circle_id: int, address: Address) -> list[Person]:
        """The members of a circle who live at an address, by id."""
        rows = await self._all(
            "SELECT p.* FROM people AS p JOIN members AS m ON m.person_id = p.id"
            " WHERE m.circle_id = :circle AND p.building = :building AND p.unit = :unit"
            " AND p.room = :room ORDER BY p.id",
            {"circle": circle_id, **address.model_dump()},
        )
        return [person_of(row) for row in rows]

    async def count_people(self, circle_ids: Sequence[int]) -> int:
        """How many people are members of any of some circles.

        Args:
            circle_ids: at most 30,000, as SQLite takes 32,766 values in a statement
                (https://sqlite.org/limits.html).
        """
        if not circle_ids:
            return 0
        listed, names = named("c", circle_ids)
        count: int = await self._value(
            f"SELECT COUNT(DISTINCT person_id) FROM members WHERE circle_id IN ({listed})", names
        )
        return count

    async def summaries(self, grids: frozenset[str]) -> list[CircleSummary]:
        """The circles of some grids (``*`` for all) with their members counted."""
        circles = await self._all(f"SELECT {CIRCLE_COLUMNS} FROM circles AS c ORDER BY c.id")
        counts = await self._all("SELECT circle_id, COUNT(*) AS n FROM members GROUP BY circle_id")
        captains = await self._all(
            "SELECT m.circle_id, p.name FROM members AS m JOIN people AS p ON p.id = m.person_id"
            " WHERE m.captain = 1 ORDER BY p.id"
        )
        members = {row["circle_id"]: row["n"] for row in counts}
        named: dict[int, list[str]] = {}
        for row in captains:
            named.setdefault(row["circle_id"], []).append(row["name"])
        return [
            CircleSummary(
                circle=circle_of(row),
                members=members.get(row["circle_id"], 0),
                captains=tuple(named.get(row["circle_id"], ())),
            )
            for row in circles
            if ALL_GRIDS in grids or row["grid"] in grids
        ]
