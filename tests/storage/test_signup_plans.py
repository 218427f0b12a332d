"""SQLite finds what a press of 报名 needs by index: nobody waits for a scan."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from domain.signups.model import Entry, Shift, Signup
from storage.migrate import upgrade
from storage.uow import Database

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SIGNUP = Signup(number=7, title="守桶", shifts=(Shift(seats=2),))
ENTRY = Entry(number=9, signup=7, person_id=30, queued=5)

WANTED = {
    "a sign-up": (lambda uow: uow.signups.find(7), "INTEGER PRIMARY KEY"),
    "its circles": (lambda uow: uow.signups.circles(7), "signup_circles"),
    "how full it is": (lambda uow: uow.signup_entries.rooms(SIGNUP), "signup_entries_room"),
    "somebody's own entries": (
        lambda uow: uow.signup_entries.of_person(7, 30),
        "signup_entries_person",
    ),
    "an entry of the household": (
        lambda uow: uow.signup_entries.household_is_on(7, "3-2-501"),
        "signup_entries_sole",
    ),
    "the end of the queue": (
        lambda uow: uow.signup_entries.requeue(ENTRY),
        "signup_entries_queued",
    ),
    "a place in the queue": (lambda uow: uow.signup_entries.place(ENTRY), "signup_entries_queue"),
    "the queue": (lambda uow: uow.signup_entries.queue(7, 0), "signup_entries_queue"),
    "the last who got a seat": (lambda uow: uow.signup_lists.newest(7, 5), "signup_entries_seated"),
    "what else somebody is on": (
        lambda uow: uow.signup_entries.other_shifts(30, 8, NOW),
        "signup_entries_of_person",
    ),
    "everybody on it": (lambda uow: uow.signup_lists.all(7), "signup_entries_"),
    "the open ones of a circle": (
        lambda uow: uow.signups.of_circles([1], ["open"], 8),
        "signup_circles_circle",
    ),
    "the roll": (lambda uow: uow.signup_attendance.marks(7), "signup_attendance_signup"),
}

SORTED = {"the queue", "the last who got a seat"}
"""Those that come out of the index in the order wanted."""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("plans") / "signups.db"
    upgrade(made)
    return made


@pytest.mark.parametrize("name", WANTED)
async def test_it_is_found_by_index(path, name):
    ask, index = WANTED[name]
    statements = set()
    async with Database(path) as database, database.transaction() as uow:
        await uow._connection.set_trace_callback(statements.add)
        await ask(uow)
        await uow._connection.set_trace_callback(None)
    lines = _plan(path, statements)
    assert any(index in line for line in lines), lines
    assert not [line for line in lines if line.startswith("SCAN") and "USING" not in line]
    if name in SORTED:
        assert not [line for line in lines if "ORDER BY" in line]


def _plan(path, statements):
    """How SQLite runs what was asked of sign-ups."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            row[3]
            for statement in sorted(statements)
            if "signup" in statement and statement.startswith(("SELECT", "UPDATE", "INSERT"))
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]
