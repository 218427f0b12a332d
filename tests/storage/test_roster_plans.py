"""The statements of the roster use an index, however many households there are."""

from datetime import UTC, datetime

import pytest

from domain.people import Address
from storage.migrate import upgrade
from storage.roster import Claim
from storage.uow import Database
from tests.core.test_query_plans import SCAN

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ADDRESS = Address(building="3", unit="2", room="501")

STEPS = {
    "find": lambda uow: uow.roster.find(ADDRESS),
    "of buildings": lambda uow: uow.roster.of_buildings(["3", "4"]),
    "of circle": lambda uow: uow.roster.of_circle(1),
    "of no circle": lambda uow: uow.roster.of_circle(None),
    "has any": lambda uow: uow.roster.has_any(1),
    "remove": lambda uow: uow.roster.remove(ADDRESS),
    "strangers": lambda uow: uow.roster.strangers(["3"]),
    "claim of": lambda uow: uow.roster.claim_of(1),
    "drop claim": lambda uow: uow.roster.drop_claim(1),
    "file read": lambda uow: uow.files.read(1, 1, NOW),
    "file prune": lambda uow: uow.files.prune(NOW),
}


@pytest.mark.parametrize("step", STEPS)
async def test_no_statement_of_a_step_reads_a_whole_table(tmp_path, step):
    path = tmp_path / "plans.db"
    upgrade(path)
    seen = []
    async with Database(path) as database, database.transaction() as uow:
        await uow.roster._connection.set_trace_callback(seen.append)
        await STEPS[step](uow)
        await uow.roster._connection.set_trace_callback(None)
        lines = [
            (sql, row["detail"])
            for sql in seen
            for row in await uow.roster._all(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert lines
    assert [(sql, plan) for sql, plan in lines if SCAN.search(plan)] == []


async def test_a_claim_is_kept_until_it_is_dropped_or_another_takes_its_place(tmp_path):
    path = tmp_path / "claims.db"
    upgrade(path)
    async with Database(path) as database, database.transaction() as uow:
        await uow.circles._run(
            "INSERT INTO circles (id, chat_id, title, kind) VALUES (1, 1, '', '')"
        )
        await uow.people._run("INSERT INTO people (id, name) VALUES (7, 'Ana')")
        claim = Claim(person_id=7, circle_id=1, address=ADDRESS)
        await uow.roster.claim(claim, NOW)
        other = claim.model_copy(update={"address": Address(building="4", unit="1", room="101")})
        await uow.roster.claim(other, NOW)
        assert await uow.roster.claim_of(7) == other
        assert await uow.roster.held_on(7) == other.model_dump()
        await uow.roster.erase_person(7)
        assert await uow.roster.held_on(7) is None


async def test_a_file_that_is_taken_is_gone_and_so_are_those_of_who_is_erased(tmp_path):
    path = tmp_path / "files.db"
    upgrade(path)
    async with Database(path) as database, database.transaction() as uow:
        first = await uow.files.keep(7, (), NOW)
        assert await uow.files.take(first, 7, NOW) == ()
        assert await uow.files.take(first, 7, NOW) is None
        await uow.files.keep(7, (), NOW)
        assert len(await uow.files.held_on(7)) == 1
        await uow.files.erase_person(7)
        assert await uow.files.held_on(7) == []
