"""Tickets and people for tests of the rules."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from domain.categories import OTHER, Category
from domain.circles import Circle, CircleKind
from domain.people import Actor, Person
from domain.reports.clocks import Clocks
from domain.reports.lifecycle import Action, apply
from domain.reports.model import Report
from domain.workdays import Length, WorkingTime

SHANGHAI = ZoneInfo("Asia/Shanghai")
CIRCLE = Circle(id=1, chat_id=-100, title="3号楼", kind=CircleKind.NEIGHBOURS, grid="第一网格")

GENERAL = Category(name="垃圾环境", keywords=(), respond=Length(hours=4), resolve=Length(days=2))
LONG = Category(name="房屋修缮", keywords=(), respond=Length(days=1), resolve=Length(days=15))
ALWAYS = Category(
    name="电梯",
    keywords=(),
    around_the_clock=True,
    respond=Length(hours=2),
    resolve=Length(hours=24),
)

CLOCKS = Clocks(
    categories=(GENERAL, LONG, ALWAYS, OTHER),
    working=WorkingTime(
        weekdays=frozenset({1, 2, 3, 4, 5}),
        start=time(9),
        end=time(17),
        zone=SHANGHAI,
        holidays=True,
    ),
    urgent_respond=Length(minutes=30),
    urgent_resolve=Length(hours=2),
)
"""A working day of 8 hours; the urgent have half an hour and two hours."""


def at(words):
    """An instant by the clocks of the community, such as ``2026-11-24 9:00``."""
    day, clock = words.split()
    hour, minute = clock.split(":")
    return datetime.combine(
        datetime.fromisoformat(day).date(), time(int(hour), int(minute)), SHANGHAI
    )


TUESDAY = at("2026-11-24 9:00")


def ticket(**fields):
    """A ticket as it is in the database, without clocks unless given."""
    return Report(
        **{
            "number": 1,
            "circle": CIRCLE,
            "reporter_id": 30,
            "filed_by": 30,
            "body": "楼道有垃圾",
            "category": GENERAL.name,
            "created_at": TUESDAY,
            **fields,
        }
    )


def filed(**fields):
    """A ticket that was just filed."""
    return CLOCKS.started(ticket(**fields))


def step(report, name, *parties, now=TUESDAY, by=20, words="写几个字", **changes):
    """The ticket after a step."""
    action = Action(
        step=name,
        by=frozenset(parties),
        person_id=by,
        person_name=f"P{by}",
        words=words,
        changes=changes,
    )
    return apply(report, action, now, CLOCKS)[0]


def actor(person_id, **more):
    """Somebody with what decides what they may do."""
    return Actor(person=Person(id=person_id, name=f"P{person_id}"), **more)
