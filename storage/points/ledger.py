"""The ledger of points: accounts, movements and their entries; rows are only ever added."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.people import Person
from domain.points import (
    EARNED,
    NEVER_NEGATIVE,
    Account,
    AccountKind,
    Award,
    Earned,
    Entry,
    Movement,
    MovementKind,
    Posted,
    affordable,
    household,
    moved_in,
    reserved,
)
from domain.timing import Period
from storage.mapping import HOUSEHOLD
from storage.rows import Repository, from_ms, named, to_ms

_GUARDED = ", ".join(f"'{kind}'" for kind in NEVER_NEGATIVE)
_EARNED = ", ".join(f"'{kind}'" for kind in EARNED)

_TAKEN_BACK = "EXISTS (SELECT 1 FROM point_movements AS r WHERE r.reverses = m.id)"

_POSTED = (
    "SELECT m.*, e.amount, a.kind AS account_kind, a.key AS account_key,"
    f" COALESCE(p.name, '') AS by_name, {_TAKEN_BACK} AS taken_back"
    " FROM point_movements AS m JOIN point_entries AS e ON e.movement_id = m.id"
    " JOIN point_accounts AS a ON a.id = e.account_id"
    " LEFT JOIN people AS p ON p.id = m.by_id"
)


class LedgerError(Exception):
    """The ledger would not be right any more; the transaction must not be committed."""


class Total(BaseModel):
    """What all accounts of a kind hold together; partners one by one.

    Args:
        account: the kind, with the name of a partner.
        accounts: how many there are that were ever used.
        points: the sum.
    """

    model_config = ConfigDict(frozen=True)

    account: Account
    accounts: int
    points: int


class Points(Repository):
    """The point_accounts, point_movements and point_entries tables.

    A balance is the sum of an account's entries, which its index holds side by side.
    """

    async def award(self, award: Award, now: datetime) -> bool:
        """Give a household what it has earned.

        Returns:
            Whether the deed had not been rewarded before.
        """
        return await self.post(award.movement, now) is not None

    async def post(self, movement: Movement, now: datetime) -> int | None:
        """Add a movement with its entries.

        Returns:
            Its number, or none where its cause has moved points before.

        Raises:
            Refusal: a household has too few points.
            LedgerError: the entries do not sum to zero, or an account is below zero.
        """
        number = await self._value(
            "INSERT INTO point_movements (at, kind, words, source_key, by_id, reverses)"
            " VALUES (:at, :kind, :words, :source_key, :by_id, :reverses)"
            " ON CONFLICT DO NOTHING RETURNING id",
            {**movement.model_dump(exclude={"entries"}), "at": to_ms(now)},
        )
        if number is None:
            return None
        accounts = [entry.account for entry in movement.entries]
        affordable(movement, await self.balances(a for a in accounts if a.kind in NEVER_NEGATIVE))
        await self._open(accounts)
        await self._many(
            "INSERT INTO point_entries (movement_id, account_id, amount)"
            " SELECT :movement, id, :amount FROM point_accounts WHERE kind = :kind AND key = :key",
            [
                {"movement": number, "amount": e.amount, **e.account.model_dump()}
                for e in movement.entries
            ],
        )
        await self._check(number, len(movement.entries))
        return int(number)

    async def caused(self, source_keys: Sequence[str]) -> frozenset[str]:
        """Which of some causes have moved points already."""
        listed, names = named("k", source_keys)
        rows = await self._all(
            f"SELECT source_key FROM point_movements WHERE source_key IN ({listed})", names
        )
        return frozenset(row["source_key"] for row in rows)

    async def given(self, source_keys: Sequence[str]) -> int:
        """What some causes have brought to households, all together."""
        listed, names = named("k", source_keys)
        return int(
            await self._value(
                "SELECT COALESCE(SUM(e.amount), 0) FROM point_movements AS m"
                " JOIN point_entries AS e ON e.movement_id = m.id"
                " JOIN point_accounts AS a ON a.id = e.account_id"
                f" WHERE m.source_key IN ({listed})"
                f" AND a.kind = '{AccountKind.HOUSEHOLD}'",
                names,
            )
        )

    async def _open(self, accounts: Iterable[Account]) -> None:
        await self._many(
            "INSERT INTO point_accounts (kind, key) VALUES (:kind, :key)"
            " ON CONFLICT (kind, key) DO NOTHING",
            [account.model_dump() for account in accounts],
        )

    async def _check(self, movement: int, entries: int) -> None:
        """The last guard, over what the database really holds now."""
        row = await self._one(
            "SELECT COUNT(*) AS entries, SUM(e.amount) AS total,"
            f" SUM(CASE WHEN a.kind IN ({_GUARDED}) AND (SELECT SUM(o.amount)"
            "  FROM point_entries AS o WHERE o.account_id = e.account_id) < 0"
            "  THEN 1 ELSE 0 END) AS below"
            " FROM point_entries AS e JOIN point_accounts AS a ON a.id = e.account_id"
            " WHERE e.movement_id = :movement",
            {"movement": movement},
        )
        if row is None or (row["entries"], row["total"], row["below"]) != (entries, 0, 0):
            raise LedgerError(f"movement {movement} does not balance")

    async def account_id(self, key: str) -> int:
        """The number of a household's account, opened if need be."""
        await self._open([household(key)])
        return int(
            await self._value(
                "SELECT id FROM point_accounts WHERE kind = 'household' AND key = :key",
                {"key": key},
            )
        )

    async def has_account(self, key: str) -> bool:
        """Whether a household has ever had to do with points."""
        return bool(
            await self._value(
                "SELECT 1 FROM point_accounts WHERE kind = 'household' AND key = :key",
                {"key": key},
            )
        )

    async def balance(self, key: str) -> int:
        """The points that a household can spend."""
        account = household(key)
        return (await self.balances([account]))[account]

    async def balances(self, accounts: Iterable[Account]) -> dict[Account, int]:
        """What some accounts hold."""
        return {
            account: await self._value(
                "SELECT COALESCE(SUM(e.amount), 0) FROM point_accounts AS a"
                " JOIN point_entries AS e ON e.account_id = a.id"
                " WHERE a.kind = :kind AND a.key = :key",
                account.model_dump(),
            )
            for account in accounts
        }

    async def history(self, key: str, limit: int) -> list[Posted]:
        """What moved the points that a household can spend, the newest first."""
        rows = await self._all(
            f"{_POSTED} WHERE m.id IN (SELECT h.movement_id FROM point_entries AS h"
            "  JOIN point_accounts AS o ON o.id = h.account_id"
            "  WHERE o.kind = 'household' AND o.key = :key"
            "  ORDER BY h.movement_id DESC LIMIT :limit)"
            " ORDER BY m.id DESC, e.amount",
            {"key": key, "limit": limit},
        )
        return _posted(rows)

    async def latest(self, limit: int) -> list[Posted]:
        """The newest movements of the whole ledger, the newest first."""
        rows = await self._all(
            f"{_POSTED} WHERE m.id IN"
            " (SELECT id FROM point_movements ORDER BY id DESC LIMIT :limit)"
            " ORDER BY m.id DESC, e.amount",
            {"limit": limit},
        )
        return _posted(rows)

    async def find(self, number: int) -> Posted | None:
        """A movement by its number."""
        rows = await self._all(f"{_POSTED} WHERE m.id = :id ORDER BY e.amount", {"id": number})
        return next(iter(_posted(rows)), None)

    async def totals(self) -> list[Total]:
        """What the accounts of each kind hold together; partners one by one."""
        rows = await self._all(
            "SELECT a.kind, CASE WHEN a.kind = 'partner' THEN a.key ELSE '' END AS name,"
            " COUNT(DISTINCT e.account_id) AS accounts, COALESCE(SUM(e.amount), 0) AS points"
            " FROM point_accounts AS a LEFT JOIN point_entries AS e ON e.account_id = a.id"
            " GROUP BY a.kind, name ORDER BY a.kind, name"
        )
        return [
            Total(
                account=Account(kind=AccountKind(row["kind"]), key=row["name"]),
                accounts=row["accounts"],
                points=row["points"],
            )
            for row in rows
        ]

    async def earned(self, period: Period) -> list[Earned]:
        """What each household earned in a stretch of time, without what was taken back."""
        rows = await self._all(
            "SELECT a.kind, a.key, SUM(e.amount) AS points FROM point_movements AS m"
            " JOIN point_entries AS e ON e.movement_id = m.id"
            " JOIN point_accounts AS a ON a.id = e.account_id"
            f" WHERE m.at >= :start AND m.at < :end AND m.kind IN ({_EARNED}) AND NOT {_TAKEN_BACK}"
            " GROUP BY a.id",
            {"start": to_ms(period.start), "end": to_ms(period.end)},
        )
        # Asked for households alone, SQLite would look through all that these have ever moved.
        return [
            Earned.model_construct(household=row["key"], points=row["points"])
            for row in rows
            if row["kind"] == AccountKind.HOUSEHOLD
        ]

    async def taking_part(self) -> frozenset[str]:
        """The households that want to be seen in the ranking."""
        rows = await self._all("SELECT key FROM point_accounts WHERE ranked = 1")
        return frozenset(row["key"] for row in rows)

    async def take_part(self, key: str, *, ranked: bool) -> None:
        """Show a household in the ranking, or not."""
        await self._open([household(key)])
        await self._run(
            "UPDATE point_accounts SET ranked = :ranked WHERE kind = 'household' AND key = :key",
            {"key": key, "ranked": int(ranked)},
        )

    async def move_in(self, alone: str, home: str, now: datetime) -> None:
        """Bring what a person earned before they had an address to their household."""
        balances = await self.balances((household(alone), reserved(alone)))
        movement = moved_in(alone, home, balances)
        if movement is not None:
            await self.post(movement, now)

    async def held_on(self, person: Person) -> dict[str, object]:
        """The points of a person's household as they are kept, to show them to them."""
        rows = await self._all(
            "SELECT m.id, m.at, m.kind, m.words, a.kind AS account, e.amount"
            " FROM point_accounts AS a JOIN point_entries AS e ON e.account_id = a.id"
            " JOIN point_movements AS m ON m.id = e.movement_id"
            f" WHERE a.kind IN ({_GUARDED}) AND a.key = :key ORDER BY m.id",
            {"key": person.household},
        )
        entries = [{**dict(row), "at": from_ms(row["at"]).isoformat()} for row in rows]
        return {"household": person.household, "entries": entries}

    async def erase_person(self, person_id: int) -> None:
        """Forget who a person was; the sums stay, also those of their own account.

        The account of a household is forgotten with the last person of that address.
        """
        alone = Person(id=person_id, name="").household
        home = await self._value(
            f"SELECT {HOUSEHOLD} FROM people AS p WHERE p.id = :person AND NOT EXISTS"
            " (SELECT 1 FROM people AS o WHERE o.building = p.building AND o.unit = p.unit"
            "  AND o.room = p.room AND o.id <> p.id)",
            {"person": person_id},
        )
        for key in {alone, home or alone}:
            found = await self._value(
                f"SELECT MIN(id) FROM point_accounts WHERE kind IN ({_GUARDED}) AND key = :key",
                {"key": key},
            )
            await self._run(
                "UPDATE point_accounts SET key = :gone, ranked = 0"
                f" WHERE kind IN ({_GUARDED}) AND key = :key",
                {"key": key, "gone": f"gone:{found}"},
            )
        await self._run(
            "UPDATE point_movements SET by_id = NULL WHERE by_id = :person", {"person": person_id}
        )


def _posted(rows: Sequence[sqlite3.Row]) -> list[Posted]:
    """Rows of ``_POSTED``, in which each movement stands once for every entry."""
    entries: dict[int, list[Entry]] = {}
    for row in rows:
        account = Account(kind=AccountKind(row["account_kind"]), key=row["account_key"])
        entry = Entry(account=account, amount=row["amount"])
        entries.setdefault(row["id"], []).append(entry)
    heads = {row["id"]: row for row in rows}
    return [
        Posted(
            id=number,
            at=from_ms(row["at"]),
            movement=Movement(
                kind=MovementKind(row["kind"]),
                entries=tuple(entries[number]),
                words=row["words"],
                source_key=row["source_key"],
                by_id=row["by_id"],
                reverses=row["reverses"],
            ),
            by=row["by_name"],
            taken_back=bool(row["taken_back"]),
        )
        for number, row in heads.items()
    ]
