"""Who ordered how much in a group-buy, and what was paid for and handed out."""

import sqlite3
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.groupbuy.model import Buyer
from domain.people import Person
from storage.mapping import HOUSEHOLD, person_of
from storage.rows import Repository, from_ms, to_ms


class Tick(StrEnum):
    """What an organiser ticks off for a household."""

    PAID = "paid"
    COLLECTED = "collected"


class Asked(BaseModel):
    """For which household an order is.

    Args:
        household: what it is counted by.
        person_id: who of it ordered; none where a neighbour without Telegram was entered.
        name: of a neighbour without Telegram.
        address: the same.
        note: the same.
    """

    model_config = ConfigDict(frozen=True)

    household: str
    person_id: int | None = None
    name: str = ""
    address: str = ""
    note: str = ""


class GroupBuyOrders(Repository):
    """The groupbuy_buyers, groupbuy_people and groupbuy_orders tables."""

    async def order(self, number: int, asked: Asked, item_id: int, quantity: int) -> bool:
        """Have a household have so many units of some goods, where there are enough.

        The count of the goods is changed first, and only where it stays within the stock, so that
        the last unit goes to one household whoever asks at the same time.

        Args:
            number: the group-buy.
            asked: for whom.
            item_id: which goods.
            quantity: how many units they have from now on; 0 for none.

        Returns:
            Whether there were enough.
        """
        buyer_id = await self._buyer_id(number, asked)
        held = await self._held(buyer_id, item_id)
        taken = await self._run(
            "UPDATE groupbuy_items SET ordered = ordered + :delta WHERE id = :item"
            " AND number = :number AND (:delta <= 0 OR stock IS NULL OR ordered + :delta <= stock)",
            {"item": item_id, "number": number, "delta": quantity - held},
        )
        if not taken:
            return False
        if quantity:
            await self._keep(number, asked, item_id, quantity)
        elif buyer_id is not None:
            await self._give_back(buyer_id, item_id)
        return True

    async def find(self, number: int, asked: Asked) -> Buyer | None:
        """The order of a household."""
        found = await self.buyers(number, await self._buyer_id(number, asked) or 0)
        return found[0] if found else None

    async def buyers(self, number: int, buyer_id: int | None = None) -> list[Buyer]:
        """The households that ordered, or one of them, first come first."""
        which = {"number": number, "buyer": buyer_id}
        one = "" if buyer_id is None else " AND b.id = :buyer"
        rows = await self._all(
            f"SELECT b.*, p.name AS person_name, {HOUSEHOLD} AS home, p.room"
            " FROM groupbuy_buyers AS b LEFT JOIN groupbuy_people AS g ON g.buyer_id = b.id"
            " LEFT JOIN people AS p ON p.id = g.person_id"
            f" WHERE b.number = :number{one} ORDER BY b.id, g.person_id",
            which,
        )
        orders = await self._all(
            "SELECT o.* FROM groupbuy_buyers AS b JOIN groupbuy_orders AS o ON o.buyer_id = b.id"
            f" WHERE b.number = :number{one}",
            which,
        )
        quantities: dict[int, dict[int, int]] = {}
        for order in orders:
            quantities.setdefault(order["buyer_id"], {})[order["item_id"]] = order["quantity"]
        firsts: dict[int, sqlite3.Row] = {}
        for row in rows:
            firsts.setdefault(row["id"], row)
        return [_buyer(row, quantities.get(row["id"], {})) for row in firsts.values()]

    async def count(self, number: int) -> int:
        """How many households ordered."""
        count: int = await self._value(
            "SELECT COUNT(*) FROM groupbuy_buyers WHERE number = :number", {"number": number}
        )
        return count

    async def people_by_buyer(
        self, number: int, buyer_id: int | None = None
    ) -> list[tuple[int, Person, int | None]]:
        """Everybody with Telegram who ordered: for which order, who, and a circle to call them in.

        There is no circle for who has left all that share the group-buy.

        Args:
            number: the group-buy.
            buyer_id: only the people of this order.
        """
        one = "" if buyer_id is None else " AND g.buyer_id = :buyer"
        rows = await self._all(
            "SELECT g.buyer_id, p.*, (SELECT MIN(m.circle_id) FROM members AS m"
            "  JOIN groupbuy_circles AS c ON c.circle_id = m.circle_id AND c.number = g.number"
            "  WHERE m.person_id = g.person_id) AS home_circle"
            " FROM groupbuy_people AS g JOIN people AS p ON p.id = g.person_id"
            f" WHERE g.number = :number{one} ORDER BY g.buyer_id, p.id",
            {"number": number, "buyer": buyer_id},
        )
        return [(row["buyer_id"], person_of(row), row["home_circle"]) for row in rows]

    async def tick(
        self, number: int, buyer_id: int, tick: Tick, by: int | None, now: datetime
    ) -> bool:
        """Tick something off for a household, or take the tick back where ``by`` is none.

        Returns:
            Whether there is such a household.
        """
        return bool(
            await self._run(
                f"UPDATE groupbuy_buyers SET {tick}_by = :by, {tick}_at = :at"
                " WHERE number = :number AND id = :buyer",
                {
                    "number": number,
                    "buyer": buyer_id,
                    "by": by,
                    "at": None if by is None else to_ms(now),
                },
            )
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What a person ordered as it is kept, to show it to them."""
        rows = await self._all(
            "SELECT g.number, g.title, i.name, o.quantity, i.unit, i.price, b.paid_at,"
            " b.collected_at FROM groupbuy_people AS p"
            " JOIN groupbuy_buyers AS b ON b.id = p.buyer_id"
            " JOIN groupbuys AS g ON g.number = p.number"
            " JOIN groupbuy_orders AS o ON o.buyer_id = b.id"
            " JOIN groupbuy_items AS i ON i.id = o.item_id"
            " WHERE p.person_id = :person ORDER BY g.number, i.id",
            {"person": person_id},
        )
        return [
            dict(row) | {key: _iso(row[key]) for key in ("paid_at", "collected_at")} for row in rows
        ]

    async def erase_person(self, person_id: int) -> None:
        """Forget who ordered: what is still open goes back, what is over stays as a number."""
        rows = await self._all(
            "SELECT p.buyer_id, g.state, b.paid_at, (SELECT COUNT(*) FROM groupbuy_people AS o"
            "  WHERE o.buyer_id = p.buyer_id) AS people"
            " FROM groupbuy_people AS p JOIN groupbuys AS g ON g.number = p.number"
            " JOIN groupbuy_buyers AS b ON b.id = p.buyer_id WHERE p.person_id = :person",
            {"person": person_id},
        )
        await self._run(
            "DELETE FROM groupbuy_people WHERE person_id = :person", {"person": person_id}
        )
        for row in rows:
            if row["people"] > 1:
                continue
            if row["state"] == "open" and row["paid_at"] is None:
                await self._give_all_back(row["buyer_id"])
            else:
                await self._run(
                    "UPDATE groupbuy_buyers SET household = 'x' || id, name = '', address = '',"
                    " note = '' WHERE id = :buyer",
                    {"buyer": row["buyer_id"]},
                )
        for tick in Tick:
            await self._run(
                f"UPDATE groupbuy_buyers SET {tick}_by = 0 WHERE {tick}_by = :person",
                {"person": person_id},
            )

    async def _buyer_id(self, number: int, asked: Asked) -> int | None:
        """The order that a person has, even if they have moved since; else their household's."""
        buyer: int | None = await self._value(
            "SELECT COALESCE((SELECT buyer_id FROM groupbuy_people"
            "  WHERE number = :number AND person_id = :person),"
            " (SELECT id FROM groupbuy_buyers WHERE number = :number AND household = :household))",
            {"number": number, "person": asked.person_id, "household": asked.household},
        )
        return buyer

    async def _held(self, buyer_id: int | None, item_id: int) -> int:
        held: int | None = await self._value(
            "SELECT quantity FROM groupbuy_orders WHERE buyer_id = :buyer AND item_id = :item",
            {"buyer": buyer_id, "item": item_id},
        )
        return held or 0

    async def _keep(self, number: int, asked: Asked, item_id: int, quantity: int) -> None:
        buyer_id = await self._buyer_id(number, asked)
        if buyer_id is None:
            buyer_id = await self._value(
                "INSERT INTO groupbuy_buyers (number, household, name, address, note)"
                " VALUES (:number, :household, :name, :address, :note) RETURNING id",
                {"number": number, **asked.model_dump(exclude={"person_id"})},
            )
        if asked.person_id is not None:
            await self._run(
                "INSERT INTO groupbuy_people (number, person_id, buyer_id)"
                " VALUES (:number, :person, :buyer) ON CONFLICT (number, person_id) DO NOTHING",
                {"number": number, "person": asked.person_id, "buyer": buyer_id},
            )
        await self._run(
            "INSERT INTO groupbuy_orders (buyer_id, item_id, quantity)"
            " VALUES (:buyer, :item, :quantity)"
            " ON CONFLICT (buyer_id, item_id) DO UPDATE SET quantity = excluded.quantity",
            {"buyer": buyer_id, "item": item_id, "quantity": quantity},
        )

    async def _give_back(self, buyer_id: int, item_id: int) -> None:
        """Take goods out of an order; an order of nothing is none."""
        await self._run(
            "DELETE FROM groupbuy_orders WHERE buyer_id = :buyer AND item_id = :item",
            {"buyer": buyer_id, "item": item_id},
        )
        if not await self._value(
            "SELECT 1 FROM groupbuy_orders WHERE buyer_id = :buyer LIMIT 1", {"buyer": buyer_id}
        ):
            await self._forget(buyer_id)

    async def _give_all_back(self, buyer_id: int) -> None:
        orders = await self._all(
            "DELETE FROM groupbuy_orders WHERE buyer_id = :buyer RETURNING item_id, quantity",
            {"buyer": buyer_id},
        )
        await self._many(
            "UPDATE groupbuy_items SET ordered = ordered - :quantity WHERE id = :item_id",
            [dict(order) for order in orders],
        )
        await self._forget(buyer_id)

    async def _forget(self, buyer_id: int) -> None:
        for table, column in (("groupbuy_people", "buyer_id"), ("groupbuy_buyers", "id")):
            await self._run(f"DELETE FROM {table} WHERE {column} = :buyer", {"buyer": buyer_id})


def asks(person: Person) -> Asked:
    """An order of somebody with Telegram, for their household."""
    return Asked(household=person.household, person_id=person.id)


def _iso(ms: int | None) -> str | None:
    return None if ms is None else from_ms(ms).isoformat()


def _buyer(row: sqlite3.Row, quantities: dict[int, int]) -> Buyer:
    known = row["person_name"] is not None
    return Buyer.model_construct(
        id=row["id"],
        household=row["household"],
        name=row["person_name"] if known else row["name"],
        address=row["home"] if known and row["room"] is not None else row["address"],
        note=row["note"],
        quantities=quantities,
        paid=row["paid_at"] is not None,
        collected=row["collected_at"] is not None,
        by_telegram=known,
    )
