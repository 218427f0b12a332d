"""SQLite finds tickets by index: none of what people wait for reads the whole table."""

from datetime import timedelta

import pytest

from benchmarks.bench_reports import BUSY_RESIDENT, NOW, fill, plans
from domain.timing import Period
from storage.uow import Database

GRID = frozenset({"第一网格"})
ALL = frozenset({"*"})
PARTNER = frozenset({"物业"})
NONE = frozenset()

WANTED = {
    "a ticket": (lambda uow: uow.reports.find(7), "INTEGER PRIMARY KEY"),
    "its history": (lambda uow: uow.reports.events(7), "report_events_number"),
    "its households": (lambda uow: uow.report_people.households(7), "report_households"),
    "one's own": (lambda uow: uow.reports.of_reporter(BUSY_RESIDENT, 10), "reports_reporter"),
    "how many of one's own are open": (
        lambda uow: uow.reports.open_of_reporter(BUSY_RESIDENT),
        "reports_reporter",
    ),
    "what burns in a grid": (lambda uow: uow.reports.burning(GRID, NONE, 9, 0), "reports_open"),
    "what burns everywhere": (
        lambda uow: uow.reports.burning(ALL, NONE, 9, 0),
        "reports_open_burning",
    ),
    "what burns at a partner": (
        lambda uow: uow.reports.burning(NONE, PARTNER, 9, 0),
        "reports_organisation",
    ),
    "what burns in a grid and at a partner": (
        lambda uow: uow.reports.burning(GRID, PARTNER, 9, 0),
        "reports_open",
    ),
    "the same trouble": (
        lambda uow: uow.reports.open_similar(1, "电梯", 200),
        "reports_open_similar",
    ),
    "what it may be merged into": (lambda uow: uow.reports.open_in_circle(1, 9), "reports_open"),
    "its deadlines": (lambda uow: uow.schedules.replace("report.", "7", []), "schedules_subject"),
    "what is due": (lambda uow: uow.schedules.take_due(NOW, 10), "schedules_due"),
}

SORTED = {"what burns everywhere", "what burns at a partner", "the same trouble"}
"""Those that come out of the index in the order wanted."""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("plans") / "many.db"
    fill(made, tickets=3000, open_tickets=300)
    return made


@pytest.mark.parametrize("name", WANTED)
async def test_it_is_found_by_index(path, name):
    ask, index = WANTED[name]
    lines = await _plan(path, ask)
    assert any(index in line for line in lines), lines
    assert not [line for line in lines if line.startswith("SCAN") and "USING" not in line]
    if name in SORTED:
        assert not [line for line in lines if "ORDER BY" in line]


@pytest.mark.parametrize("grids", [GRID, ALL], ids=["a grid", "all grids"])
async def test_the_numbers_of_a_week_do_not_read_what_came_before(path, grids):
    week = Period(start=NOW - timedelta(days=7), end=NOW)
    lines = await _plan(path, lambda uow: uow.stats.cases(grids, week))
    assert not [line for line in lines if line.startswith("SCAN")]


async def _plan(path, ask):
    """How SQLite looks for what is asked."""
    statements = set()
    async with Database(path) as database, database.transaction() as uow:
        await uow._connection.set_trace_callback(statements.add)
        await ask(uow)
    return [line for plan in plans(path, statements).values() for line in plan]
