"""Tickets of the first version live on in the schema of today."""

import sqlite3
from contextlib import closing
from importlib.resources import as_file, files

import pytest
from yoyo import get_backend, read_migrations

from domain.reports.lifecycle import Step
from domain.reports.model import ReportState
from storage.migrate import applied, known, upgrade
from storage.rows import from_ms
from storage.uow import Database

FIRST = "0001_foundation"
AT = 1_795_000_000_000

OLD = """
INSERT INTO people (id, name) VALUES (20, 'Ben');
INSERT INTO people (id, name, building, unit, room) VALUES
    (10, 'Ana', '3', '2', '501'), (11, 'Bob', '3', '2', '501'), (12, 'Cleo', '3', '2', '502');
INSERT INTO circles (id, chat_id, title, kind, grid)
    VALUES (1, -100, '3号楼', '邻里圈', '第一网格');
INSERT INTO reports
    (number, circle_id, reporter_id, filed_by, body, photo, state, owner_id, created_at)
    VALUES (1, 1, 10, 10, '电梯坏了', 'photo-1', 'taken', 20, 1795000000000),
           (2, 1, NULL, 11, '灯不亮', NULL, 'waiting', NULL, 1795000000000),
           (3, 1, 11, 11, '漏水', NULL, 'closed', 20, 1795000000000);
INSERT INTO report_events (number, at, person_id, step, from_state, to_state, note)
    VALUES (1, 1795000000000, 10, 'file', NULL, 'waiting', ''),
           (1, 1795000000001, 20, 'take', 'waiting', 'taken', ''),
           (3, 1795000000000, 11, 'file', NULL, 'waiting', ''),
           (3, 1795000000001, 20, 'close', 'taken', 'closed', '修好了');
INSERT INTO report_households (number, person_id, at)
    VALUES (1, 10, 1795000000000), (1, 11, 1795000000005),
           (1, 12, 1795000000006), (3, 11, 1795000000000);
INSERT INTO report_alerts (number, person_id) VALUES (1, 20);
"""


@pytest.fixture
def path(tmp_path):
    """A database of the first version, brought up to date."""
    made = tmp_path / "old.db"
    with as_file(files("storage") / "migrations") as folder:
        backend = get_backend(f"sqlite:///{made}")
        backend.apply_migrations(read_migrations(str(folder)).filter(lambda m: m.id == FIRST))
        backend.connection.close()
    with closing(sqlite3.connect(made)) as connection:
        connection.executescript(OLD)
    assert applied(made) == {FIRST}
    assert upgrade(made) == [name for name in known() if name != FIRST]
    return made


async def test_a_ticket_keeps_its_photo_its_owner_and_its_households(path):
    async with Database(path) as database, database.transaction() as uow:
        found = await uow.reports.find(1)
        people = await uow.report_people.households(1)
    assert (found.body, found.photos, found.state) == (
        "电梯坏了",
        ("photo-1",),
        ReportState.TAKEN,
    )
    assert (found.owner_id, found.owner_name, found.first_owner_name) == (20, "Ben", "Ben")
    assert found.households == 2
    assert [person.name for person in people] == ["Ana", "Bob", "Cleo"]
    assert found.created_at == from_ms(AT)


async def test_it_has_no_clocks_as_there_were_none(path):
    async with Database(path) as database, database.transaction() as uow:
        found = await uow.reports.find(1)
    assert (found.respond_by, found.resolve_due, found.resolve_used) == (None, None, 0)


async def test_a_ticket_whose_reporter_had_their_data_erased_is_still_of_one_household(path):
    async with Database(path) as database, database.transaction() as uow:
        found = await uow.reports.find(2)
    assert (found.reporter_id, found.first_owner_id, found.households) == (None, None, 1)


async def test_the_history_is_as_it_was(path):
    async with Database(path) as database, database.transaction() as uow:
        events = await uow.reports.events(3)
    assert [(e.step, e.words, e.person_name) for e in events] == [
        (Step.FILE, "", "Bob"),
        (Step.CLOSE, "修好了", "Ben"),
    ]


async def test_open_tickets_are_in_the_list_and_closed_ones_are_not(path):
    async with Database(path) as database, database.transaction() as uow:
        found = await uow.reports.burning(frozenset({"第一网格"}), frozenset(), 10, 0)
        similar = await uow.reports.open_similar(1, "其他", 10)
    assert [report.number for report in found] == [1, 2]
    assert [number for number, _ in similar] == [2, 1]


async def test_who_was_alerted_still_gets_the_changes(path):
    async with Database(path) as database, database.transaction() as uow:
        alerts = await uow.report_people.alerts(1)
    assert [person.name for person in alerts] == ["Ben"]
