"""Statistics: the three rates that a city judges a community by, and what goes with them.

Counted are the tickets received in a stretch of time. Those that are no matter of the community,
were merged or were withdrawn are left out of everything but the number received, as the city
does (接诉即办: 响应率, 解决率, 满意率).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.people import ALL_GRIDS, Actor
from domain.reports.model import OPEN_STATES, ReportState, Satisfied, Solved
from domain.staff import read_served
from domain.timing import Period, Unclear, moments_at, parse_range

WEEKLY_AT = time(8, 30)
"""When, on Mondays, staff get the statistics of the week before."""

RATE = "rate"
REOPEN = "reopen"

RESIDENTS_STEPS = frozenset(
    {"file", "answer", "contest", "withdraw", "rate", "reopen", "add_photo"}
)
"""Steps that residents take; of an anonymous ticket no export names who took them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a household said of a ticket that was called done."""

    solved: Solved
    satisfied: Satisfied


@dataclass(frozen=True, slots=True)
class Verdict:
    """An event that decides how a ticket came out.

    Args:
        step: ``rate``, or ``reopen`` when a household said that it is not solved.
        person_id: who.
        detail: for a rating, its two words.
    """

    step: str
    person_id: int | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What statistics need to know of one ticket.

    Args:
        respond_by: when staff should have reacted; none for tickets from before there were clocks.
        outcome: how it came out; none until somebody has rated it.
    """

    category: str
    created_at: datetime
    state: ReportState
    out_of_scope: bool
    respond_by: datetime | None
    responded_at: datetime | None
    done_at: datetime | None
    outcome: Outcome | None


class Rate(BaseModel):
    """A part of a whole."""

    model_config = ConfigDict(frozen=True)

    part: int
    whole: int

    @property
    def percent(self) -> str:
        """Percent with one digit, cut off and never rounded up; a dash where there is nothing."""
        if self.whole == 0:
            return "—"
        return "{}.{}%".format(*divmod(self.part * 1000 // self.whole, 10))


class CategoryCount(BaseModel):
    """How many tickets of a category were received, and how many of them are still open."""

    model_config = ConfigDict(frozen=True)

    category: str
    count: int
    open: int


class Statistics(BaseModel):
    """The statistics of a stretch of time.

    Args:
        received: all tickets filed.
        counted: those among them that count.
        open: those that still have to be done.
        out_of_scope: no matter of the community.
        merged: merged into another ticket.
        withdrawn: withdrawn by the reporter.
        categories: the most frequent first.
        responded: reacted to in time, of those whose time was over or that were reacted to.
        solved: called solved, of those rated.
        satisfied: satisfied or fairly so, of those rated.
        partly: called partly solved.
        unrated: closed without a rating.
        to_respond: half were reacted to within this time from filing.
        to_resolve: half of those done were done within this time from filing.
    """

    model_config = ConfigDict(frozen=True)

    received: int
    counted: int
    open: int
    out_of_scope: int
    merged: int
    withdrawn: int
    categories: tuple[CategoryCount, ...]
    responded: Rate
    solved: Rate
    satisfied: Rate
    partly: int
    unrated: int
    to_respond: timedelta | None
    to_resolve: timedelta | None


def outcome_of(verdicts: Sequence[Verdict], reporter_id: int | None) -> Outcome | None:
    """How a ticket came out: its reporter's rating, else the last of another household.

    Args:
        verdicts: its ratings and re-openings, in order; only those after the last re-opening
            speak of how it is now.
        reporter_id: whose ticket it is; none once they had their data erased.
    """
    after = max((i for i, v in enumerate(verdicts) if v.step == REOPEN), default=-1) + 1
    ratings = [verdict for verdict in verdicts[after:] if verdict.step == RATE]
    own = [rating for rating in ratings if rating.person_id == reporter_id]
    decisive = (own or ratings)[-1:]
    if not decisive:
        return None
    return _read_outcome(decisive[0].detail)


@cache
def _read_outcome(detail: str) -> Outcome:
    """The two words of a rating; there are nine pairs of them."""
    solved, satisfied = detail.split()
    return Outcome(solved=Solved(solved), satisfied=Satisfied(satisfied))


def measure(cases: Iterable[Case], now: datetime) -> Statistics:
    """The statistics of tickets, as they stand now."""
    received = list(cases)
    counted = [case for case in received if not _left_out(case)]
    outcomes = [case.outcome for case in counted if case.outcome is not None]
    states = [case.state for case in received]
    return Statistics(
        received=len(received),
        counted=len(counted),
        open=sum(case.state in OPEN_STATES for case in counted),
        out_of_scope=sum(_is_out_of_scope(case) for case in received),
        merged=states.count(ReportState.MERGED),
        withdrawn=states.count(ReportState.WITHDRAWN),
        categories=_by_category(counted),
        responded=_responded(counted, now),
        solved=Rate(part=sum(o.solved is Solved.YES for o in outcomes), whole=len(outcomes)),
        satisfied=Rate(
            part=sum(o.satisfied is not Satisfied.NO for o in outcomes), whole=len(outcomes)
        ),
        partly=sum(o.solved is Solved.PARTLY for o in outcomes),
        unrated=sum(c.state is ReportState.CLOSED and c.outcome is None for c in counted),
        to_respond=_median(c.responded_at - c.created_at for c in counted if c.responded_at),
        to_resolve=_median(
            case.done_at - case.created_at
            for case in counted
            if case.done_at and case.state in {ReportState.REVIEW, ReportState.CLOSED}
        ),
    )


def fold(categories: Sequence[CategoryCount], most: int) -> tuple[list[CategoryCount], int]:
    """The most frequent categories, and under an empty name all others together.

    Args:
        categories: the most frequent first.
        most: how many lines there may be.

    Returns:
        The lines, and how many categories the last of them stands for; 0 if all are shown.
    """
    if len(categories) <= most:
        return list(categories), 0
    shown, rest = list(categories[: most - 1]), categories[most - 1 :]
    others = CategoryCount(
        category="", count=sum(c.count for c in rest), open=sum(c.open for c in rest)
    )
    return [*shown, others], len(rest)


class Request(BaseModel):
    """What ``/stats 上月 @第一网格`` asks for.

    Args:
        period: the stretch of time; none if none is named.
        grid: the grid, ``*`` for all; none if none is named.
    """

    model_config = ConfigDict(frozen=True)

    period: Period | None
    grid: str | None


def read_request(words: str, now: datetime, zone: ZoneInfo, grids: tuple[str, ...]) -> Request:
    """What stands after ``/stats`` or ``/export``; the parts may come in either order.

    Args:
        words: what was typed.
        now: aware instant.
        zone: the zone whose days are meant.
        grids: the grids of the config.

    Raises:
        Refusal: the time cannot be read, or there is no such grid.
    """
    parts = words.replace("@", " @").split()
    named = [part.removeprefix("@") for part in parts if part.startswith("@")]
    told = " ".join(part for part in parts if not part.startswith("@"))
    if len(named) > 1:
        raise Refusal("stats-one-grid")
    period = parse_range(told, now, zone) if told else None
    if isinstance(period, Unclear):
        raise Refusal("stats-unclear", words=told)
    return Request(period=period, grid=read_served(named[0], grids) if named else None)


def grids_of(actor: Actor, asked: str | None) -> frozenset[str]:
    """The grids whose numbers somebody sees; ``*`` for all.

    Args:
        actor: staff or admin.
        asked: the grid they named; none for all that are theirs.

    Raises:
        Refusal: that grid is not theirs.
    """
    theirs = frozenset({ALL_GRIDS}) if actor.admin or ALL_GRIDS in actor.grids else actor.grids
    if asked is None or asked == ALL_GRIDS:
        return theirs
    if ALL_GRIDS not in theirs and asked not in theirs:
        raise Refusal("stats-not-yours", grid=asked, grids="、".join(sorted(theirs)))
    return frozenset({asked})


def next_monday(now: datetime, zone: ZoneInfo) -> tuple[datetime, date]:
    """When the next weekly statistics are due, and the Monday of the week that they are about."""
    local = now.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    due = _at(monday, WEEKLY_AT, zone)
    if due <= now:
        monday += timedelta(days=7)
        due = _at(monday, WEEKLY_AT, zone)
    return due, monday - timedelta(days=7)


def this_week(now: datetime, zone: ZoneInfo) -> Period:
    """The running week, its days to come included."""
    today = now.astimezone(zone).date()
    return week_of(today - timedelta(days=today.weekday()), zone)


def week_of(monday: date, zone: ZoneInfo) -> Period:
    """The week that begins on a Monday."""
    return Period(
        start=_at(monday, time(), zone), end=_at(monday + timedelta(days=7), time(), zone)
    )


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return moments_at(datetime.combine(day, hour), zone)[0].instant


def _is_out_of_scope(case: Case) -> bool:
    """A rejection that was contested stands no more: then the ticket is somebody's to handle."""
    return case.out_of_scope and case.state is ReportState.REJECTED


def _left_out(case: Case) -> bool:
    aside = {ReportState.MERGED, ReportState.WITHDRAWN}
    return case.state in aside or _is_out_of_scope(case)


def _responded(counted: Sequence[Case], now: datetime) -> Rate:
    timed = [(c.respond_by, c.responded_at) for c in counted if c.respond_by is not None]
    settled = [(by, at) for by, at in timed if at is not None or by < now]
    return Rate(
        part=sum(at is not None and at <= by for by, at in settled),
        whole=len(settled),
    )


def _by_category(counted: Sequence[Case]) -> tuple[CategoryCount, ...]:
    counts: dict[str, list[int]] = {}
    for case in counted:
        found = counts.setdefault(case.category, [0, 0])
        found[0] += 1
        found[1] += case.state in OPEN_STATES
    ordered = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(
        CategoryCount(category=name, count=count, open=still) for name, (count, still) in ordered
    )


def _median(lengths: Iterable[timedelta]) -> timedelta | None:
    """The shortest time within which half were done."""
    ordered = sorted(lengths)
    return ordered[(len(ordered) - 1) // 2] if ordered else None
