"""What a tap and a page need is found by index, however many group-buys and hours there are."""

import re

import pytest

from domain.groupbuy.model import GroupBuyState, Pickup
from domain.hours import Attendance, Correction, Volunteer
from domain.timing import Period
from storage.groupbuy.orders import Tick, asks
from storage.uow import Database
from tests.core.test_groupbuy_machine import prepared
from tests.support.context import NOW
from tests.support.empty import put_empty

SCAN = re.compile(r"SCAN (?!.*USING (COVERING )?INDEX)(?!.*CONSTANT ROW)(?!\(?subquery)")


@pytest.fixture
async def uow(tmp_path):
    path = tmp_path / "plans.db"
    put_empty(path)
    async with Database(path) as database, database.transaction() as made:
        yield made


async def _plans(uow, act):
    seen = []
    await uow._connection.set_trace_callback(seen.append)
    await act()
    await uow._connection.set_trace_callback(None)
    lines = []
    for sql in seen:
        rows = await uow.groupbuys._all(f"EXPLAIN QUERY PLAN {sql}")
        lines += [(sql, row["detail"]) for row in rows]
    assert lines
    return [(sql, plan) for sql, plan in lines if SCAN.search(plan)]


async def test_no_statement_of_a_group_buy_reads_a_whole_table(uow):
    buy = await prepared(uow)
    ana = await uow.people.find(2)
    circles, eggs = [circle.id for circle in buy.circles], buy.items[0].id

    async def act():
        orders, buys = uow.groupbuy_orders, uow.groupbuys
        await orders.order(buy.number, asks(ana), eggs, 2)
        await orders.find(buy.number, asks(ana))
        await orders.buyers(buy.number)
        await orders.people_by_buyer(buy.number)
        await orders.people_by_buyer(buy.number, 1)
        await orders.count(buy.number)
        await orders.tick(buy.number, 1, Tick.PAID, 1, NOW)
        await orders.held_on(2)
        await orders.order(buy.number, asks(ana), eggs, 0)
        await buys.find(buy.number)
        await buys.open_in(circles)
        await buys.of_organiser(1, 5)
        await buys.waiting_for(2)
        await buys.move_to(buy.number, GroupBuyState.CLOSED)
        await buys.set_pickup(buy.number, Pickup())
        await buys.keep_paste(buy.number, 1, "x", NOW)
        await buys.take_paste(1, 1)
        await buys.prune(NOW)

    assert await _plans(uow, act) == []


async def test_no_statement_of_the_ledger_reads_a_whole_table(uow):
    await prepared(uow)
    served = Attendance(
        volunteer=Volunteer(person_id=2),
        signup_id=1,
        circle_id=1,
        title="守桶",
        shift_at=NOW,
        minutes=60,
        recorded_by=1,
    )

    async def act():
        entry = await uow.hours.record(served, NOW)
        await uow.hours.correct(entry, Correction(minutes=30, reason="x"), 1, NOW)
        await uow.hours.find(entry.id)
        await uow.hours.balance(2)
        await uow.hours.balance(2, NOW)
        await uow.hours.latest(2, 10)
        await uow.hours.recorded_in([1], 10)
        await uow.hours.of_year(frozenset({"第一网格"}), Period(start=NOW, end=NOW))
        await uow.hours.claim(Volunteer(name="x", household="3-2-501"), 2)

    assert await _plans(uow, act) == []
