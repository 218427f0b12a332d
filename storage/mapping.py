"""Rows that several repositories read, as models."""

import sqlite3

from domain.circles import Circle, CircleKind
from domain.people import Address, Person, Reach

CIRCLE_COLUMNS = (
    "c.id AS circle_id, c.chat_id, c.title, c.kind, c.grid, c.lang AS circle_lang, c.active,"
    " c.thread"
)

HOUSEHOLD = (
    "CASE WHEN p.room IS NULL THEN 'p' || p.id"
    " ELSE p.building || '-' || p.unit || '-' || p.room END"
)
"""The household of a row of people called ``p``, as ``domain.people.Person.household`` has it.

An address always holds hyphens, so that none can look like a person without one.
"""


def circle_of(row: sqlite3.Row) -> Circle:
    """A row with ``CIRCLE_COLUMNS`` as a model."""
    return Circle.model_construct(
        id=row["circle_id"],
        chat_id=row["chat_id"],
        title=row["title"],
        kind=CircleKind(row["kind"]),
        grid=row["grid"],
        lang=row["circle_lang"],
        active=bool(row["active"]),
        thread=row["thread"],
    )


def person_of(row: sqlite3.Row) -> Person:
    """A row with the columns of the people table as a model."""
    address = None
    if row["building"] is not None:
        address = Address.model_construct(
            building=row["building"], unit=row["unit"], room=row["room"]
        )
    return Person.model_construct(
        id=row["id"],
        name=row["name"],
        username=row["username"],
        lang=row["lang"],
        reach=Reach(row["reach"]),
        address=address,
    )
