"""The ledger in the database: what its last guards refuse, and that all is found by index."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.gifts import Gift, OrderState
from domain.people import Address, Person
from domain.points import (
    COMMUNITY,
    Award,
    Entry,
    Movement,
    MovementKind,
    household,
    reserved,
    transfer,
)
from domain.timing import Period
from storage.gifts import Ordering
from storage.migrate import upgrade
from storage.points import Arriving, LedgerError
from storage.uow import Database

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ANA = household("3-2-501")
SCAN = re.compile(r"SCAN (?!.*USING (COVERING )?INDEX)(?!.*CONSTANT ROW)(?!\(?subquery)")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("points") / "empty.db"
    upgrade(path)
    return path.read_bytes()


@pytest.fixture
async def uow(tmp_path, empty):
    path = tmp_path / "points.db"
    path.write_bytes(empty)
    async with Database(path) as database, database.transaction() as opened:
        yield opened


def award(points, key, **more):
    facts = {"household": "3-2-501", "kind": MovementKind.HOURS, "words": "守桶"}
    return Award(points=points, source_key=key, **{**facts, **more})


async def test_a_deed_is_rewarded_once_whatever_it_is_worth_the_second_time(uow):
    assert await uow.points.award(award(10, "hours:7"), NOW) is True
    assert await uow.points.award(award(99, "hours:7", household="5-1-101"), NOW) is False
    assert await uow.points.balance("3-2-501") == 10
    assert await uow.points.balance("5-1-101") == 0


async def test_a_partner_has_an_account_of_its_own(uow):
    await uow.points.award(award(10, "booking:1", issuer="绿源"), NOW)
    await uow.points.award(award(5, "booking:2"), NOW)
    totals = {t.account.key or t.account.kind: t.points for t in await uow.points.totals()}
    assert totals == {"community": -5, "household": 15, "绿源": -10}


@pytest.mark.parametrize(
    "entries",
    [
        (Entry(account=COMMUNITY, amount=-10), Entry(account=ANA, amount=11)),
        (Entry(account=ANA, amount=10),),
    ],
)
async def test_the_database_itself_refuses_what_does_not_sum_to_zero(uow, entries):
    crooked = Movement.model_construct(
        kind=MovementKind.GRANT,
        entries=entries,
        words="",
        source_key=None,
        by_id=None,
        reverses=None,
    )
    with pytest.raises(LedgerError, match="does not balance"):
        await uow.points.post(crooked, NOW)


async def test_the_database_itself_refuses_a_debt(uow, monkeypatch):
    monkeypatch.setattr("storage.points.ledger.affordable", lambda movement, _: movement)
    spent = Movement(kind=MovementKind.RESERVE, entries=transfer(ANA, reserved("3-2-501"), 1))
    with pytest.raises(LedgerError):
        await uow.points.post(spent, NOW)


async def test_a_stock_below_none_is_refused_by_its_table(uow):
    gift = await uow.gifts.save(Gift(id=0, name="毛巾", price=10, stock=1), 1, 20, NOW)
    for source in ("1:1", "1:2"):
        ordering = Ordering(
            gift=gift,
            account_id=await uow.points.account_id("3-2-501"),
            person_id=30,
            source=source,
            expires_at=NOW + timedelta(days=7),
        )
        if source == "1:1":
            await uow.gifts.order(ordering, NOW)
        else:
            with pytest.raises(Exception, match="CHECK constraint failed"):
                await uow.gifts.order(ordering, NOW)


async def test_an_order_ends_once(uow):
    await _filled(uow)
    order = await uow.gifts.order_by_id(1)
    cancelled = order.model_copy(update={"state": OrderState.CANCELLED})
    assert await uow.gifts.end(cancelled, 30, NOW) is True
    assert await uow.gifts.end(cancelled, 30, NOW) is False
    assert (await uow.gifts.find(1)).stock == 20


async def test_who_comes_twice_or_has_moved_since_has_one_visit(uow):
    first = await _arrives(uow, "p30")
    again = await _arrives(uow, "3-2-501")
    assert first == again
    assert await uow.visits.count(7, date(2026, 11, 24)) == 1
    assert await uow.visits.count(7, date(2026, 11, 25)) == 0


@pytest.mark.parametrize("key", ["5-1-101", "p99", "gone:3"])
async def test_nobody_lives_in_a_household_of_nobody(uow, key):
    assert await uow.people.of_household(key) == []


async def test_who_is_erased_by_themselves_leaves_an_order_that_can_expire(uow):
    person = Person(id=30, name="")
    await _filled(uow, person.household)
    await uow.points.erase_person(30)
    await uow.gifts.erase_person(30)
    order = await uow.gifts.order_by_id(1)
    assert order.household.startswith("gone:")
    assert order.person_id is None
    kept = reserved(order.household)
    assert (await uow.points.balances([kept]))[kept] == 50


async def _arrives(uow, key):
    arriving = Arriving(
        collection=7,
        day=date(2026, 11, 24),
        account_id=await uow.points.account_id(key),
        person_id=30,
        by_id=20,
    )
    return await uow.visits.arrive(arriving, NOW)


async def _filled(uow, key="3-2-501"):
    """Points, a gift and an order for it."""
    await uow.points.award(award(60, "deed:1", household=key), NOW)
    gift = await uow.gifts.save(Gift(id=0, name="洗衣液", price=50, stock=20), 20, 20, NOW)
    ordering = Ordering(
        gift=gift,
        account_id=await uow.points.account_id(key),
        person_id=30,
        source="1:1",
        expires_at=NOW + timedelta(days=7),
    )
    await uow.gifts.order(ordering, NOW)
    kept = transfer(household(key), reserved(key), 50)
    await uow.points.post(Movement(kind=MovementKind.RESERVE, entries=kept), NOW)


async def _redeems(uow):
    order = await uow.gifts.order_by_id(1)
    await uow.gifts.end(order.model_copy(update={"state": OrderState.CANCELLED}), 20, NOW)


STEPS = {
    "award": lambda uow: uow.points.award(award(10, "deed:2"), NOW),
    "balance": lambda uow: uow.points.balance("3-2-501"),
    "history": lambda uow: uow.points.history("3-2-501", 10),
    "find": lambda uow: uow.points.find(1),
    "caused": lambda uow: uow.points.caused(["deed:1", "deed:2"]),
    "earned": lambda uow: uow.points.earned(Period(start=NOW, end=NOW + timedelta(days=30))),
    "taking part": lambda uow: uow.points.taking_part(),
    "take part": lambda uow: uow.points.take_part("3-2-501", ranked=True),
    "move in": lambda uow: uow.move_in("p30", "3-2-501", NOW),
    "held on": lambda uow: uow.points.held_on(Person(id=30, name="")),
    "erase": lambda uow: uow.points.erase_person(30),
    "arrive": lambda uow: _arrives(uow, "3-2-501"),
    "count visits": lambda uow: uow.visits.count(7, date(2026, 11, 24)),
    "erase visits": lambda uow: uow.visits.erase_person(30),
    "visits held on": lambda uow: uow.visits.held_on(30),
    "gift by name": lambda uow: uow.gifts.named("洗衣液"),
    "ordered": lambda uow: uow.gifts.ordered("1:1"),
    "orders of": lambda uow: uow.gifts.orders_of("3-2-501"),
    "redeem": _redeems,
    "gifts held on": lambda uow: uow.gifts.held_on(30),
    "erase gifts": lambda uow: uow.gifts.erase_person(30),
    "of household": lambda uow: uow.people.of_household("3-2-501"),
}


@pytest.mark.parametrize("step", STEPS)
async def test_no_step_reads_a_whole_table(uow, step):
    await _filled(uow)
    await uow.people.bind(30, Address(building="3", unit="2", room="501"))
    seen = []
    await uow._connection.set_trace_callback(seen.append)
    await STEPS[step](uow)
    await uow._connection.set_trace_callback(None)
    assert seen
    for sql in seen:
        plan = await uow.points._all(f"EXPLAIN QUERY PLAN {sql}")
        assert not [row["detail"] for row in plan if SCAN.search(row["detail"])], sql


FEW = 2000
"""Instructions of SQLite's machine; a scan of what the tests below keep would take far more."""


async def test_the_newest_are_read_from_the_end(uow):
    for n in range(600):
        await uow.points.award(award(1, f"deed:{n}"), NOW)
    latest, steps = await _counted(uow, uow.points.latest(2))
    assert [posted.id for posted in latest] == [600, 599]
    assert steps < FEW


async def test_the_ranking_of_a_month_does_not_read_what_came_before(uow):
    for n in range(600):
        await uow.points.award(award(1, f"deed:{n}", household=f"3-2-{n}"), NOW)
    later = NOW + timedelta(days=40)
    await uow.points.award(award(1, "deed:new"), later)
    month = Period(start=later, end=later + timedelta(days=30))
    earned, steps = await _counted(uow, uow.points.earned(month))
    assert [(one.household, one.points) for one in earned] == [("3-2-501", 1)]
    assert steps < FEW


async def _counted(uow, asked):
    """What is read, and how many instructions of SQLite's machine that takes."""
    hundreds = 0

    def count():
        nonlocal hundreds
        hundreds += 1

    await uow._connection.set_progress_handler(count, 100)
    found = await asked
    await uow._connection.set_progress_handler(None, 100)
    return found, hundreds * 100


async def test_a_balance_is_summed_up_in_an_index_that_holds_the_amounts(uow):
    plan = await uow.points._all(
        "EXPLAIN QUERY PLAN SELECT COALESCE(SUM(e.amount), 0) FROM point_accounts AS a"
        " JOIN point_entries AS e ON e.account_id = a.id WHERE a.kind = 'household' AND a.key = 'x'"
    )
    assert [row["detail"] for row in plan] == [
        "SEARCH a USING COVERING INDEX sqlite_autoindex_point_accounts_1 (kind=? AND key=?)",
        "SEARCH e USING PRIMARY KEY (account_id=?)",
    ]
