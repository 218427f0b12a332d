"""Group-buys and their goods."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime

from domain.circles import Circle
from domain.groupbuy.model import Goal, GroupBuy, GroupBuyState, Item, Pickup
from storage.mapping import CIRCLE_COLUMNS, circle_of
from storage.rows import Repository, from_ms_or_none, named, to_ms, to_ms_or_none

_BUYS = (
    "SELECT g.*, p.name AS organiser_name FROM groupbuys AS g"
    " LEFT JOIN people AS p ON p.id = g.organiser_id"
)


class GroupBuys(Repository):
    """The groupbuys, groupbuy_circles, groupbuy_items and groupbuy_pastes tables."""

    async def add(self, buy: GroupBuy, circles: Sequence[int], now: datetime) -> GroupBuy:
        """Keep a new group-buy with its goods."""
        number = await self._value(
            "INSERT INTO groupbuys (title, organiser_id, state, deadline, pickup_at, pickup_until,"
            " pickup_place, goal_portions, goal_fen, public, note, created_at) VALUES (:title,"
            " :organiser, :state, :deadline, :pickup, :until, :place, :portions, :fen, :public,"
            " :note, :now) RETURNING number",
            {
                "title": buy.title,
                "organiser": buy.organiser_id,
                "state": buy.state,
                "deadline": to_ms_or_none(buy.deadline),
                "pickup": to_ms_or_none(buy.pickup.at),
                "until": buy.pickup.until,
                "place": buy.pickup.place,
                "portions": buy.goal.portions,
                "fen": buy.goal.fen,
                "public": int(buy.public),
                "note": buy.note,
                "now": to_ms(now),
            },
        )
        await self._many(
            "INSERT INTO groupbuy_items (number, name, unit, price, stock, least, most)"
            " VALUES (:number, :name, :unit, :price, :stock, :least, :most)",
            [
                {"number": number, **item.model_dump(exclude={"id", "ordered"})}
                for item in buy.items
            ],
        )
        await self.set_circles(number, circles)
        found = await self.find(number)
        if found is None:
            raise RuntimeError("the database did not keep the group-buy that was written")
        return found

    async def find(self, number: int) -> GroupBuy | None:
        """A group-buy with its goods and circles."""
        row = await self._one(f"{_BUYS} WHERE g.number = :number", {"number": number})
        if row is None:
            return None
        items = await self._all(
            "SELECT * FROM groupbuy_items WHERE number = :number ORDER BY id", {"number": number}
        )
        return _buy(row, items, await self._circles(number))

    async def set_circles(self, number: int, circles: Sequence[int]) -> None:
        """Choose the circles that share a group-buy."""
        await self._run("DELETE FROM groupbuy_circles WHERE number = :n", {"n": number})
        await self._many(
            "INSERT INTO groupbuy_circles (number, circle_id) VALUES (:number, :circle)",
            [{"number": number, "circle": circle} for circle in circles],
        )

    async def move_to(self, number: int, state: GroupBuyState, reason: str = "") -> None:
        """Take a group-buy to another state."""
        await self._run(
            "UPDATE groupbuys SET state = :state, reason = :reason WHERE number = :number",
            {"number": number, "state": state, "reason": reason},
        )

    async def set_pickup(self, number: int, pickup: Pickup) -> None:
        """Hand out the goods at another time or place."""
        await self._run(
            "UPDATE groupbuys SET pickup_at = :at, pickup_until = :until, pickup_place = :place"
            " WHERE number = :number",
            {
                "number": number,
                "at": to_ms_or_none(pickup.at),
                "until": pickup.until,
                "place": pickup.place,
            },
        )

    async def open_in(self, circles: Collection[int]) -> list[GroupBuy]:
        """What may be ordered in any of some circles, oldest first."""
        if not circles:
            return []
        listed, names = named("c", circles)
        rows = await self._all(
            "SELECT DISTINCT g.number FROM groupbuy_circles AS c"
            " JOIN groupbuys AS g ON g.number = c.number"
            f" WHERE c.circle_id IN ({listed}) AND g.state = 'open' ORDER BY g.number",
            names,
        )
        return await self._found(rows)

    async def of_organiser(self, person_id: int, limit: int) -> list[GroupBuy]:
        """The newest group-buys that somebody opened, newest first."""
        rows = await self._all(
            "SELECT number FROM groupbuys WHERE organiser_id = :person AND state <> 'draft'"
            " ORDER BY number DESC LIMIT :limit",
            {"person": person_id, "limit": limit},
        )
        return await self._found(rows)

    async def waiting_for(self, person_id: int) -> list[GroupBuy]:
        """What somebody ordered that is closed and not handed out to them yet, oldest first."""
        rows = await self._all(
            "SELECT g.number FROM groupbuy_people AS p"
            " JOIN groupbuys AS g ON g.number = p.number"
            " JOIN groupbuy_buyers AS b ON b.id = p.buyer_id"
            " WHERE p.person_id = :person AND g.state = 'closed' AND b.collected_at IS NULL"
            " ORDER BY g.number",
            {"person": person_id},
        )
        return await self._found(rows)

    async def drop(self, number: int) -> None:
        """Forget a group-buy that was never opened."""
        which = {"number": number}
        await self._run("DELETE FROM groupbuy_circles WHERE number = :number", which)
        await self._run("DELETE FROM groupbuy_items WHERE number = :number", which)
        await self._run("DELETE FROM groupbuys WHERE number = :number AND state = 'draft'", which)

    async def prune(self, before: datetime) -> None:
        """Forget what was begun before an instant and never opened or confirmed."""
        drafts = await self._all(
            "SELECT number FROM groupbuys WHERE state = 'draft' AND created_at < :before",
            {"before": to_ms(before)},
        )
        for row in drafts:
            await self.drop(row["number"])
        await self._run(
            "DELETE FROM groupbuy_pastes WHERE created_at < :before", {"before": to_ms(before)}
        )

    async def keep_paste(self, number: int, person_id: int, body: str, now: datetime) -> int:
        """Keep a pasted list until it is confirmed."""
        paste: int = await self._value(
            "INSERT INTO groupbuy_pastes (number, person_id, body, created_at)"
            " VALUES (:number, :person, :body, :now) RETURNING id",
            {"number": number, "person": person_id, "body": body, "now": to_ms(now)},
        )
        return paste

    async def take_paste(self, paste_id: int, person_id: int) -> tuple[int, str] | None:
        """The group-buy and the words of a pasted list, which is forgotten with it."""
        row = await self._one(
            "DELETE FROM groupbuy_pastes WHERE id = :id AND person_id = :person"
            " RETURNING number, body",
            {"id": paste_id, "person": person_id},
        )
        return None if row is None else (row["number"], row["body"])

    async def erase_person(self, person_id: int) -> None:
        """Forget who opened a group-buy, and what they pasted."""
        who = {"person": person_id}
        await self._run(
            "UPDATE groupbuys SET organiser_id = NULL WHERE organiser_id = :person", who
        )
        await self._run("DELETE FROM groupbuy_pastes WHERE person_id = :person", who)

    async def _found(self, rows: Sequence[sqlite3.Row]) -> list[GroupBuy]:
        found = [await self.find(row["number"]) for row in rows]
        return [buy for buy in found if buy is not None]

    async def _circles(self, number: int) -> tuple[Circle, ...]:
        rows = await self._all(
            f"SELECT {CIRCLE_COLUMNS} FROM groupbuy_circles AS g"
            " JOIN circles AS c ON c.id = g.circle_id WHERE g.number = :number ORDER BY c.id",
            {"number": number},
        )
        return tuple(circle_of(row) for row in rows)


def _buy(row: sqlite3.Row, items: Sequence[sqlite3.Row], circles: tuple[Circle, ...]) -> GroupBuy:
    return GroupBuy.model_construct(
        number=row["number"],
        title=row["title"],
        organiser_id=row["organiser_id"],
        organiser_name=row["organiser_name"] or "",
        state=GroupBuyState(row["state"]),
        items=tuple(_item(item) for item in items),
        circles=circles,
        deadline=from_ms_or_none(row["deadline"]),
        pickup=Pickup(
            at=from_ms_or_none(row["pickup_at"]),
            until=row["pickup_until"],
            place=row["pickup_place"],
        ),
        goal=Goal(portions=row["goal_portions"], fen=row["goal_fen"]),
        public=bool(row["public"]),
        note=row["note"],
        reason=row["reason"],
    )


def _item(row: sqlite3.Row) -> Item:
    return Item.model_construct(
        id=row["id"],
        name=row["name"],
        unit=row["unit"],
        price=row["price"],
        stock=row["stock"],
        least=row["least"],
        most=row["most"],
        ordered=row["ordered"],
    )
