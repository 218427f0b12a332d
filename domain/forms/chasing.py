"""Who is missing, and how often they may be reminded."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.timing import QuietHours


class Target(BaseModel):
    """A household or person that is to answer.

    Args:
        subject: the household ("3-2-501") or person ("p<id>").
        home: the address; empty if it is not known.
        name: of the one person it is, where there is no room to name.
        reachable: whom the bot may write to there, by id.
    """

    model_config = ConfigDict(frozen=True)

    subject: str
    home: str = ""
    name: str = ""
    reachable: tuple[int, ...] = ()


class Expected(BaseModel):
    """The households or people that are to answer in a circle.

    Args:
        targets: each of them.
        complete: they come from an imported roster, so that whoever else answers is odd; else they
            are only who is known from the group, and more may turn up.
    """

    model_config = ConfigDict(frozen=True)

    targets: tuple[Target, ...] = ()
    complete: bool = False

    @property
    def subjects(self) -> frozenset[str]:
        """The households or people by themselves."""
        return frozenset(target.subject for target in self.targets)


class Progress(BaseModel):
    """How far a circle is: done of total; strangers answered but are in no roster."""

    model_config = ConfigDict(frozen=True)

    done: int
    total: int
    strangers: int = 0


class ChasePolicy(BaseModel):
    """How often the bot reminds.

    Args:
        most: reminders to one household or person, for one form.
        apart: at least so long between two of them.
    """

    model_config = ConfigDict(frozen=True)

    most: int = 3
    apart: timedelta = timedelta(days=2)


class Reminded(BaseModel):
    """How often and when somebody was reminded of a form."""

    model_config = ConfigDict(frozen=True)

    times: int
    last: datetime


def progress_of(expected: Expected, answered: Iterable[str]) -> Progress:
    """Counts; where the list is not complete, whoever answers belongs to it."""
    given = frozenset(answered)
    if not expected.complete:
        return Progress(done=len(given), total=len(expected.subjects | given))
    strangers = given - expected.subjects
    return Progress(
        done=len(given) - len(strangers), total=len(expected.subjects), strangers=len(strangers)
    )


def missing(expected: Expected, answered: Iterable[str]) -> tuple[Target, ...]:
    """Who is expected and has not answered, by building, unit and room."""
    given = frozenset(answered)
    left = [target for target in expected.targets if target.subject not in given]
    return tuple(sorted(left, key=lambda target: (in_order(target.home), target.name)))


def in_order(home: str) -> tuple[tuple[int, str], ...]:
    """Sorts 3-2-501 before 3-10-101, and those without an address last."""
    parts = re.findall(r"\d+|[^\d-]+", home) or [chr(0x10FFFF)]
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in parts)


def by_unit(targets: Iterable[Target]) -> dict[tuple[str, str], list[Target]]:
    """Those of each building and unit; without an address under ("", "")."""
    groups: dict[tuple[str, str], list[Target]] = {}
    for target in targets:
        building, unit, _ = parts_of(target.home)
        groups.setdefault((building, unit), []).append(target)
    return groups


def parts_of(home: str) -> tuple[str, str, str]:
    """Building, unit and room of an address; all empty where there is none."""
    building, unit, room = (*home.split("-", 2), "", "")[:3]
    return building, unit, room


def count_buildings(
    expected: Expected, answered: Iterable[tuple[str, str]]
) -> list[tuple[str, int, int]]:
    """Building, done and total, building by building; "" where there is no address.

    Args:
        expected: who is to answer.
        answered: household or person, and address, of each answer.
    """
    given = dict(answered)
    homes = {target.subject: target.home for target in expected.targets}
    counted = set(homes) if expected.complete else set(homes) | set(given)
    totals: dict[str, int] = {}
    done: dict[str, int] = {}
    for subject in counted:
        building = parts_of(given.get(subject) or homes.get(subject, ""))[0]
        totals[building] = totals.get(building, 0) + 1
        done[building] = done.get(building, 0) + (subject in given)
    return [(name, done[name], totals[name]) for name in sorted(totals, key=in_order)]


def may_be_reminded(reminded: Reminded | None, policy: ChasePolicy, now: datetime) -> bool:
    """Whether one more reminder is within what was promised."""
    if reminded is None:
        return policy.most > 0
    return reminded.times < policy.most and now - reminded.last >= policy.apart


def to_remind(
    targets: Iterable[Target],
    reminded: Mapping[str, Reminded],
    policy: ChasePolicy,
    now: datetime,
) -> list[Target]:
    """Those of the missing who may be reminded now."""
    return [t for t in targets if may_be_reminded(reminded.get(t.subject), policy, now)]


def next_round(after: datetime, policy: ChasePolicy, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    """When the bot reminds by itself the next time; never at night."""
    return quiet.end_after(after + policy.apart, zone)
