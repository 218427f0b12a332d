"""Gifts, their stock and the orders for them."""

import sqlite3
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.gifts import Gift, Order, OrderState
from storage.rows import Params, Repository, from_ms, from_ms_or_none, to_ms

_ORDER = (
    "SELECT o.*, g.name AS gift_name, a.key AS household, COALESCE(p.name, '') AS ended_by_name"
    " FROM gift_orders AS o JOIN gifts AS g ON g.id = o.gift_id"
    " JOIN point_accounts AS a ON a.id = o.account_id"
    " LEFT JOIN people AS p ON p.id = o.ended_by"
)


class Ordering(BaseModel):
    """An order that is to be kept.

    Args:
        account_id: of the household that pays.
        source: what was pressed; the same press again is the same order.
    """

    model_config = ConfigDict(frozen=True)

    gift: Gift
    account_id: int
    person_id: int
    source: str
    expires_at: datetime


class StockChange(BaseModel):
    """A change of a gift's stock.

    Args:
        cause: ``stock`` where staff said so, else what became of an order.
        by: the name of who did it; empty where nobody did or they are forgotten.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    gift: str
    change: int
    cause: str
    by: str


class GiftCount(BaseModel):
    """A gift, and how many of it are kept for orders."""

    model_config = ConfigDict(frozen=True)

    gift: Gift
    kept: int


class Gifts(Repository):
    """The gifts, gift_stock and gift_orders tables."""

    async def all(self) -> list[GiftCount]:
        """Every gift with its open orders, the cheapest first."""
        rows = await self._all(
            "SELECT g.*, (SELECT COUNT(*) FROM gift_orders AS o"
            "  WHERE o.gift_id = g.id AND o.state = 'kept') AS kept"
            " FROM gifts AS g ORDER BY g.price, g.name"
        )
        return [GiftCount(gift=_gift(row), kept=row["kept"]) for row in rows]

    async def find(self, gift_id: int) -> Gift | None:
        """A gift by our own id."""
        row = await self._one("SELECT * FROM gifts WHERE id = :id", {"id": gift_id})
        return None if row is None else _gift(row)

    async def named(self, name: str) -> Gift | None:
        """A gift by its name."""
        row = await self._one("SELECT * FROM gifts WHERE name = :name", {"name": name})
        return None if row is None else _gift(row)

    async def save(self, gift: Gift, pieces: int, by_id: int, now: datetime) -> Gift:
        """Keep a new gift, or what is new of one.

        Args:
            gift: as it shall be; of its stock only the change counts.
            pieces: how many more there are.
            by_id: who said so.
            now: when.
        """
        gift_id = await self._value(
            "INSERT INTO gifts (name, price, stock, photo, offered)"
            " VALUES (:name, :price, 0, :photo, :offered)"
            " ON CONFLICT (name) DO UPDATE SET price = excluded.price, photo = excluded.photo,"
            " offered = excluded.offered RETURNING id",
            {**gift.model_dump(exclude={"id", "stock"}), "offered": int(gift.offered)},
        )
        if pieces:
            await self._move(int(gift_id), pieces, "stock", by_id, now)
        return gift.model_copy(update={"id": int(gift_id)})

    async def ordered(self, source: str) -> bool:
        """Whether a press has made an order before."""
        return bool(
            await self._value(
                "SELECT 1 FROM gift_orders WHERE source = :source", {"source": source}
            )
        )

    async def order(self, ordering: Ordering, now: datetime) -> Order:
        """Take a piece out of the stock and keep it for a household.

        Raises:
            IntegrityError: there is no piece left, or the same press has made an order before;
                nothing of the transaction is kept.
        """
        order_id = await self._value(
            "INSERT INTO gift_orders (gift_id, price, account_id, person_id, state, source,"
            " created_at, expires_at) VALUES (:gift, :price, :account, :person, 'kept', :source,"
            " :now, :expires) RETURNING id",
            {
                "gift": ordering.gift.id,
                "price": ordering.gift.price,
                "account": ordering.account_id,
                "person": ordering.person_id,
                "source": ordering.source,
                "now": to_ms(now),
                "expires": to_ms(ordering.expires_at),
            },
        )
        await self._move(ordering.gift.id, -1, "order", ordering.person_id, now)
        order = await self.order_by_id(int(order_id))
        if order is None:
            raise RuntimeError("the database did not keep the order that was written")
        return order

    async def end(self, order: Order, by_id: int | None, now: datetime) -> bool:
        """Record how an order ended; the piece goes back unless it was handed over.

        Args:
            order: in its new state.
            by_id: who ended it, where a person did.
            now: when.

        Returns:
            Whether it had not ended so before.
        """
        before = OrderState.REDEEMED if order.state is OrderState.RETURNED else OrderState.KEPT
        changed = await self._run(
            "UPDATE gift_orders SET state = :state, ended_at = :now, ended_by = :by"
            " WHERE id = :id AND state = :before",
            {
                "id": order.id,
                "state": order.state,
                "now": to_ms(now),
                "by": by_id,
                "before": before,
            },
        )
        if changed and order.state is not OrderState.REDEEMED:
            await self._move(order.gift_id, 1, order.state, by_id, now)
        return bool(changed)

    async def _move(
        self, gift_id: int, pieces: int, cause: str, by_id: int | None, now: datetime
    ) -> None:
        """Change a stock; the table itself refuses fewer than none."""
        change: Params = {"gift": gift_id, "change": pieces}
        await self._run("UPDATE gifts SET stock = stock + :change WHERE id = :gift", change)
        await self._run(
            "INSERT INTO gift_stock (gift_id, at, change, cause, by_id)"
            " VALUES (:gift, :at, :change, :cause, :by)",
            {**change, "at": to_ms(now), "cause": cause, "by": by_id},
        )

    async def order_by_id(self, order_id: int) -> Order | None:
        """An order by our own id."""
        row = await self._one(f"{_ORDER} WHERE o.id = :id", {"id": order_id})
        return None if row is None else _order(row)

    async def orders_of(self, household: str) -> list[Order]:
        """What is kept for a household, the oldest first."""
        rows = await self._all(
            f"{_ORDER} WHERE o.account_id = (SELECT id FROM point_accounts"
            "  WHERE kind = 'household' AND key = :key) AND o.state = 'kept' ORDER BY o.id",
            {"key": household},
        )
        return [_order(row) for row in rows]

    async def latest_orders(self, limit: int) -> list[Order]:
        """The newest orders, whatever became of them, the newest first."""
        rows = await self._all(f"{_ORDER} ORDER BY o.id DESC LIMIT :limit", {"limit": limit})
        return [_order(row) for row in rows]

    async def stock_changes(self, limit: int) -> list[StockChange]:
        """The newest changes of any stock, the newest first."""
        rows = await self._all(
            "SELECT s.at, s.change, s.cause, g.name, COALESCE(p.name, '') AS by_name"
            " FROM gift_stock AS s JOIN gifts AS g ON g.id = s.gift_id"
            " LEFT JOIN people AS p ON p.id = s.by_id ORDER BY s.id DESC LIMIT :limit",
            {"limit": limit},
        )
        return [
            StockChange(
                at=from_ms(row["at"]),
                gift=row["name"],
                change=row["change"],
                cause=row["cause"],
                by=row["by_name"],
            )
            for row in rows
        ]

    async def move_in(self, alone: str, home_id: int) -> None:
        """What a person has ordered by themselves belongs to their household from now on.

        Args:
            alone: the household that they were by themselves.
            home_id: the account of the household that they are of now.
        """
        await self._run(
            "UPDATE gift_orders SET account_id = :home WHERE account_id ="
            " (SELECT id FROM point_accounts WHERE kind = 'household' AND key = :alone)",
            {"alone": alone, "home": home_id},
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The orders of a person as they are kept, to show them to them."""
        rows = await self._all(f"{_ORDER} WHERE o.person_id = :id ORDER BY o.id", {"id": person_id})
        return [_order(row).model_dump(mode="json", exclude={"ended_by"}) for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget who ordered, handed out and stocked; what is kept stays kept until it expires."""
        for table, column in (
            ("gift_orders", "person_id"),
            ("gift_orders", "ended_by"),
            ("gift_stock", "by_id"),
        ):
            await self._run(
                f"UPDATE {table} SET {column} = NULL WHERE {column} = :person",
                {"person": person_id},
            )


def _gift(row: sqlite3.Row) -> Gift:
    return Gift.model_construct(
        id=row["id"],
        name=row["name"],
        price=row["price"],
        stock=row["stock"],
        photo=row["photo"],
        offered=bool(row["offered"]),
    )


def _order(row: sqlite3.Row) -> Order:
    return Order.model_construct(
        id=row["id"],
        gift_id=row["gift_id"],
        gift=row["gift_name"],
        price=row["price"],
        household=row["household"],
        person_id=row["person_id"],
        state=OrderState(row["state"]),
        created_at=from_ms(row["created_at"]),
        expires_at=from_ms(row["expires_at"]),
        ended_at=from_ms_or_none(row["ended_at"]),
        ended_by=row["ended_by_name"],
    )
