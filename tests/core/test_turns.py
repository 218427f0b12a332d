"""Chats take turns: what one of them sends does not keep the others waiting for all of it."""

import random
from datetime import UTC, datetime

from storage.inbox import SHARE, Arrival
from tests.core.conftest import accepted

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FLOOD, LIMIT = 500, 32


async def arrive(database, lanes):
    arrivals = [Arrival(source="schedule", dedup_key=None, lane=n, payload="{}") for n in lanes]
    async with database.transaction() as uow:
        await uow.inbox.put(arrivals, NOW)


async def batch(database, limit=LIMIT):
    """The rows of the next batch, which is then done with."""
    async with database.transaction() as uow:
        rows = await uow.inbox.next_batch(NOW, limit)
        await uow.inbox.handled([(row.id, "x") for row in rows], NOW)
    return rows


async def drained(database, limit=LIMIT):
    """All that waits, in the order in which it is handled."""
    rows = []
    while found := await batch(database, limit):
        rows += found
    return rows


async def test_a_row_of_another_chat_waits_for_few_of_a_flood(database):
    await arrive(database, [-1] * FLOOD + [-2])
    lanes = [row.lane for row in await drained(database)]
    assert lanes.index(-2) == SHARE
    assert len(lanes) == FLOOD + 1


async def test_what_arrives_while_a_flood_is_handled_waits_for_one_batch_at_most(database):
    await arrive(database, [-1] * FLOOD)
    await batch(database)
    await arrive(database, [-2])
    assert -2 in [row.lane for row in await batch(database)]


async def test_a_flood_alone_is_handled_in_full_batches(database):
    await arrive(database, [-1] * FLOOD)
    assert len(await batch(database)) == LIMIT


async def test_few_rows_of_many_chats_are_handled_as_they_came(database):
    lanes = [n % 20 for n in range(20 * SHARE)]
    await arrive(database, lanes)
    assert [row.lane for row in await drained(database)] == lanes


async def test_the_order_within_a_chat_stays_and_nothing_is_left_out(database):
    chance = random.Random(1)  # noqa: S311 - a seed that replays is the point
    lanes = [chance.choice([1, 1, 1, 1, 1, 2, 3]) for _ in range(400)]
    await arrive(database, lanes)
    rows = await drained(database, limit=11)
    assert sorted(row.id for row in rows) == list(range(1, 401))
    for lane in (1, 2, 3):
        ids = [row.id for row in rows if row.lane == lane]
        assert ids == sorted(ids)


async def test_a_chat_that_must_wait_holds_up_itself_and_no_other(database):
    await arrive(database, [1] * FLOOD + [2])
    async with database.transaction() as uow:
        first, *_ = await uow.inbox.next_batch(NOW, 1)
        await uow.inbox.failed(first, "LookupError", NOW)
    assert [row.lane for row in await drained(database)] == [2]


async def test_a_neighbour_s_report_passes_a_group_that_talks_without_end(town):
    ana, second = await town.resident("Ana"), await town.add_circle("5号楼邻里圈")
    ben = await town.resident("Ben", circle=second)
    for _ in range(60):
        town.world.send(ana.id, town.circle, "今天天气不错")
    town.world.send(ben.id, second, "/report 水管爆了")
    await town.app.poller.step(0)
    await town.app.dispatcher.step()
    await town.app.sender.drain()
    assert accepted(ben, 1, "水管爆了")
