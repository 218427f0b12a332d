"""Schedules, comers and bookings are found by index; a seat is given to one booking at a time."""

import random
import sqlite3
from datetime import UTC, date, datetime, time

import pytest

from benchmarks.bench_collections import BEGIN, draw, fill
from domain.bookings import Request
from domain.collections.model import Slot
from domain.collections.tally import Tally
from domain.people import Address
from domain.timing import Span
from storage.schedules import Due
from storage.uow import Database

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = date(2026, 11, 28)
SLOT = Slot(span=Span(start=time(8), end=time(10)), places=2)
REQUEST = Request(
    collection_id=1,
    day=DAY,
    slot=0,
    person_id=30,
    circle_id=1,
    address=Address(building="3", unit="2", room="501"),
    things="旧沙发",
    floor=5,
    lift=True,
)
DUE = Due(kind="collection.step", subject="7", due_at=NOW)

STEPS = {
    "a schedule": lambda uow: uow.collections.find(7),
    "those of a circle": lambda uow: uow.collections.of_circles([1, 2]),
    "those at a place": lambda uow: uow.collections.at_place("7号点"),
    "all that hold": lambda uow: uow.collections.all_active(),
    "its circles": lambda uow: uow.collections.circles(7),
    "set its circles": lambda uow: uow.collections.set_circles(7, [1]),
    "somebody comes": lambda uow: uow.collections.come(7, DAY, 1, 1),
    "nobody comes": lambda uow: uow.collections.stay_away(7, DAY, 1),
    "who comes": lambda uow: uow.collections.comers(7, DAY),
    "what came of it": lambda uow: uow.collections.tally(7, DAY),
    "enter what came of it": lambda uow: uow.collections.enter_tally(7, DAY, Tally(), 1),
    "what is done": lambda uow: uow.collections.set_done(7, NOW),
    "drafts": lambda uow: uow.collections.prune_drafts(NOW),
    "a calendar": lambda uow: uow.collections.at_address("x"),
    "traces of a person": lambda uow: uow.collections.held_on(1),
    "places taken": lambda uow: uow.bookings.taken(7, DAY),
    "bookings of a day": lambda uow: uow.bookings.of_day(7, DAY),
    "bookings of a person": lambda uow: uow.bookings.open_of(1),
    "a booking": lambda uow: uow.bookings.add(REQUEST, SLOT, NOW),
    "the next deadline": lambda uow: uow.schedules.replace("collection.step", "7", [DUE]),
    "past deadlines": lambda uow: uow.schedules.forget_past("collection.step", "7"),
    "a lapse": lambda uow: uow.schedules.lapse(DUE),
}


@pytest.fixture
async def database(tmp_path):

    chance = random.Random(1)  # noqa: S311 - a seed that replays is the point
    path = tmp_path / "many.db"
    await fill(path, 3, [draw(chance, number) for number in range(1, 300)])
    async with Database(path) as opened:
        yield opened


@pytest.fixture
async def plans_of(database):
    async def plans(ask):
        seen = []
        async with database.transaction() as uow:
            await uow._connection.set_trace_callback(seen.append)
            await ask(uow)
            await uow._connection.set_trace_callback(None)
            return [
                row["detail"]
                for sql in seen
                for row in await uow.outbox._all(f"EXPLAIN QUERY PLAN {sql}")
            ]

    return plans


async def test_no_statement_reads_a_whole_table(plans_of):
    for name, ask in STEPS.items():
        lines = await plans_of(ask)
        scans = [line for line in lines if line.startswith("SCAN") and "USING" not in line]
        assert not scans, name


async def test_the_database_itself_refuses_a_seat_that_is_taken(database):
    async with database.transaction() as uow:
        await uow.bookings.add(REQUEST, SLOT, NOW)
    with pytest.raises(sqlite3.IntegrityError):
        async with database.transaction() as uow:
            await uow.bookings._run(
                "INSERT INTO bookings (collection_id, day, slot, seat, person_id, circle_id,"
                " building, unit, room, things, floor, lift, created_at)"
                " SELECT collection_id, day, slot, seat, 31, circle_id, building, unit, room,"
                " things, floor, lift, created_at FROM bookings"
            )


async def test_a_schedule_is_kept_as_it_is(database):

    drawn = draw(random.Random(1), 1)  # noqa: S311 - a seed that replays is the point
    async with database.transaction() as uow:
        assert await uow.collections.find(1) == drawn
        assert await uow.collections.done_until(1) == BEGIN
