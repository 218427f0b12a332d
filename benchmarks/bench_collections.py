"""What many schedules of collections cost, and whether every reminder of a year is sent.

    python -m benchmarks.bench_collections            # the wake-ups: 10 schedules against 10,000
    python -m benchmarks.bench_collections --year     # 200 schedules in 34 circles, for a year

Both go the way of the real bot: deadlines in the database, the scheduler that fires them, the
dispatcher, the handlers, the outbox. Only nothing is sent. The year is held against what an
independent reader finds in the calendar files of the same schedules.
"""

import asyncio
import random
import tempfile
import time as stopwatch
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import structlog

from benchmarks.figures import Figure, median, options, show, verdict
from bot.calendars import write
from bot.dispatcher import Dispatcher
from bot.metrics import Metrics
from bot.settings import build
from domain.audience import Audience
from domain.circles import CircleKind
from domain.collections.calendar import events_of
from domain.collections.model import Change, Policy, Schedule
from domain.collections.occurrences import originals
from domain.collections.steps import next_step_at
from domain.community import Community
from domain.messages import text
from domain.timing import Recurrence, Span, Stretch, read_recurrence
from handlers import features
from handlers.collections.common import due_of
from handlers.routing import RouteTable
from scheduler.fire import fire_due
from storage.migrate import upgrade
from storage.people import Profile
from storage.uow import Database, UnitOfWork

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEGIN = datetime(2025, 9, 30, 16, tzinfo=UTC)
"""From the first of October 2025 on a year of public holidays is known."""

YEAR = timedelta(days=365)
ADMIN = 1
GRIDS = ("第一网格", "第二网格", "第三网格")
RULES = ("每周六", "每周日", "每周三、日", "隔周三", "每月第一个周日", "每月5日", "每3天", "每天")
EVENING = time(19, 0)
SHORTLY = timedelta(minutes=30)
DOWN_HOURS = 40
SHOWN = 5
WARM_UP = 10
FEW, MANY, WAKES = 10, 10_000, 60
MOST = 1.3

Reminder = tuple[int, int, str, str]
"""Chat, schedule, original day, and which of the two reminders."""


@dataclass
class Clock:
    """A time that goes on when told."""

    at: datetime = BEGIN

    def now(self) -> datetime:
        """The present instant."""
        return self.at


@dataclass
class Desk:
    """The bot without Telegram.

    Args:
        path: the database.
        clock: the time.
        sent: the reminders that were put into the outbox.
        twice: those that were put there a second time.
    """

    path: Path
    clock: Clock = field(default_factory=Clock)
    sent: set[Reminder] = field(default_factory=set)
    twice: list[Reminder] = field(default_factory=list)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[Database, Dispatcher]]:
        """A process of the bot."""
        async with Database(self.path) as database:
            dispatcher = Dispatcher(
                database,
                RouteTable(features(), "the_bot"),
                community(),
                self.clock,
                Metrics(),
                lambda _: None,
                lambda: None,
            )
            yield database, dispatcher

    async def read_outbox(self, database: Database) -> None:
        """Take note of the reminders in the outbox, and empty it."""
        async with database.transaction() as uow:
            run = uow.outbox._all  # noqa: SLF001 - only here is an outbox read as a whole
            rows = await run("DELETE FROM outbox RETURNING chat_id, kind, card")
            await run("DELETE FROM inbox WHERE state = 'handled'")
        for row in rows:
            parts = (row["card"] or "").split(":")
            if row["kind"] == "say" and parts[-1] in {"eve", "soon"}:
                reminder = (row["chat_id"], int(parts[1]), parts[2], parts[3])
                if reminder in self.sent:
                    self.twice.append(reminder)
                self.sent.add(reminder)


def community() -> Community:
    """The community as the config has it: every circle is reminded, and nobody sleeps."""
    settings = build(
        {
            "telegram": {"token": "42:sandbox"},
            "community": {"name": "x", "grids": GRIDS, "admins": [ADMIN], "quiet_hours": ""},
            "collections": {"remind_always": True},
        },
        "bench",
    )
    return settings.community_model()


def draw(chance: random.Random, number: int) -> Schedule:
    """A schedule with a rule, policies, exceptions and changes, all drawn."""
    first = BEGIN.astimezone(SHANGHAI).date() + timedelta(days=chance.randrange(40))
    hour = chance.randrange(8, 20)
    span = Span(start=time(hour), end=time(hour + 2, 30))
    words = f"{chance.choice(RULES)} {span.start:%H:%M}-{span.end:%H:%M}"
    rule = read_recurrence(words, SHANGHAI)
    assert isinstance(rule, Recurrence)
    schedule = Schedule(
        id=number,
        streams=("有害垃圾",),
        place=f"{number}号点",
        audience=chance.choice([Audience(everyone=True), Audience(grids=(chance.choice(GRIDS),))]),
        rule=rule.anchored(first),
        span=span,
        zone=SHANGHAI,
        first=first,
        last=chance.choice([None, first + timedelta(days=200)]),
        extra=(first + timedelta(days=chance.randrange(300)),),
        exceptions=(_stretch(first + timedelta(days=chance.randrange(300)), chance.randrange(9)),),
        holidays=chance.choice(list(Policy)),
        workdays=chance.choice(list(Policy)),
        created_by=ADMIN,
        changed_at=BEGIN,
    )
    days = [day for day, _ in zip(originals(schedule, first), range(12), strict=False)]
    changes = {day: _change(chance, day) for day in chance.sample(days, min(2, len(days)))}
    return schedule.model_copy(update={"changes": changes})


def _stretch(first: date, length: int) -> Stretch:
    return Stretch(first=first, last=first + timedelta(days=length))


def _change(chance: random.Random, day: date) -> Change:
    moved = day + timedelta(days=chance.randrange(1, 20))
    return Change(to=chance.choice([None, moved]), reason="rain")


async def fill(path: Path, circles: int, schedules: Iterable[Schedule]) -> None:
    """Circles of all grids, and schedules that hold."""
    upgrade(path)
    async with Database(path) as database, database.transaction() as uow:
        await uow.people.meet(Profile(id=ADMIN, name="Chen", username=None, lang="zh"))
        for number in range(1, circles + 1):
            grid = GRIDS[number % len(GRIDS)]
            await uow.circles.map(-number, f"{number}号楼", CircleKind.NEIGHBOURS, grid, None)
        for schedule in schedules:
            await _keep(uow, schedule)


async def _keep(uow: UnitOfWork, schedule: Schedule) -> None:
    kept = await uow.collections.keep_draft(schedule, BEGIN)
    assert kept == schedule.id
    await uow.collections.begin(kept, BEGIN)
    at = next_step_at(schedule, BEGIN)
    if at is not None:
        await uow.schedules.add(due_of(schedule).model_copy(update={"due_at": at}))


async def run_year(
    path: Path, circles: int, schedules: list[Schedule], chance: random.Random, restarts: int
) -> tuple[Desk, list[tuple[datetime, datetime]]]:
    """A year of the bot, with restarts at random moments and time in which it is down.

    Returns:
        What was sent, and when the bot was down.
    """
    await fill(path, circles, schedules)
    desk, end = Desk(path), BEGIN + YEAR
    starts = sorted(BEGIN + YEAR * chance.random() for _ in range(restarts))
    downs = [(at, at + timedelta(hours=chance.uniform(0, DOWN_HOURS))) for at in starts]
    for down, up in [*downs, (end, end)]:
        if desk.clock.at < down:
            async with desk.open() as (database, dispatcher):
                await _run_until(desk, database, dispatcher, down)
        desk.clock.at = max(desk.clock.at, up)
    return desk, downs


async def _run_until(
    desk: Desk, database: Database, dispatcher: Dispatcher, until: datetime
) -> None:
    while True:
        _, due = await fire_due(database, desk.clock.at)
        await dispatcher.drain()
        await desk.read_outbox(database)
        _, due = await fire_due(database, desk.clock.at)
        if due is None or due >= until:
            desk.clock.at = until
            return
        desk.clock.at = max(due, desk.clock.at)


def expected(
    schedules: list[Schedule], circles: int, downs: list[tuple[datetime, datetime]]
) -> set[Reminder]:
    """The reminders that an independent reader of our calendar files wants sent."""
    chats = {grid: [-n for n in range(1, circles + 1) if GRIDS[n % 3] == grid] for grid in GRIDS}
    wanted: set[Reminder] = set()
    for schedule in schedules:
        audience = schedule.audience
        grids = GRIDS if audience.everyone else audience.grids
        for day, start in _held(schedule):
            for kind, due in _reminders(start):
                if _awake_in(due, start, downs):
                    wanted |= {
                        (chat, schedule.id, day, kind) for grid in grids for chat in chats[grid]
                    }
    return wanted


def _held(schedule: Schedule) -> list[tuple[str, datetime]]:
    """Original day and start of every collection of the year and the days after."""
    content = write(events_of(schedule, text("x"), text("x")), lambda said: said.key, host="bench")
    until = BEGIN + YEAR + timedelta(days=2)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(BEGIN, until)
    held = []
    for event in found:
        alone = str(event["UID"]).partition("@")[0].split("-")[2:]
        named = date.fromisoformat(alone[0]) if alone else event["RECURRENCE-ID"].dt.date()
        held.append((named.isoformat(), event["DTSTART"].dt.astimezone(UTC)))
    return held


def _reminders(start: datetime) -> list[tuple[str, datetime]]:
    before = start.astimezone(SHANGHAI).date() - timedelta(days=1)
    evening = datetime.combine(before, EVENING, SHANGHAI).astimezone(UTC)
    return [("eve", evening), ("soon", start - SHORTLY)]


def _awake_in(due: datetime, start: datetime, downs: list[tuple[datetime, datetime]]) -> bool:
    """Whether the bot runs at some moment from when a reminder is due until the start."""
    if not BEGIN < due < BEGIN + YEAR:
        return False
    at = due
    for down, up in downs:
        if down <= at < up:
            at = up
    return at < min(start, BEGIN + YEAR)


async def wake_ms(schedules: int, *, wakes: int, folder: Path) -> float:
    """How long a wake-up takes: one schedule is due, its reminder goes to one circle.

    Args:
        schedules: how many there are.
        wakes: how many wake-ups the figure is the median of.
        folder: for the database.
    """
    path = folder / f"{schedules}.db"
    chance = random.Random(1)  # noqa: S311 - a seed that replays is the point
    drawn = (_plain(chance, number) for number in range(1, schedules + 1))
    await fill(path, 3, drawn)
    desk, took = Desk(path), []
    async with desk.open() as (database, dispatcher):
        while len(took) < wakes + WARM_UP:
            _, due = await fire_due(database, desk.clock.at)
            assert due is not None
            desk.clock.at = due
            began = stopwatch.perf_counter()
            await fire_due(database, desk.clock.at)
            await dispatcher.drain()
            took.append((stopwatch.perf_counter() - began) * 1000)
            await desk.read_outbox(database)
    return median(took[WARM_UP:])


def _plain(chance: random.Random, number: int) -> Schedule:
    """A weekly schedule whose steps fall on minutes of their own, so that one is due at a time."""
    start = time(chance.randrange(6, 20), chance.randrange(60))
    span = Span(start=start, end=start.replace(hour=start.hour + 2))
    rule = read_recurrence(f"每周六 {span.start:%H:%M}-{span.end:%H:%M}", SHANGHAI)
    assert isinstance(rule, Recurrence)
    first = BEGIN.date() + timedelta(days=number % 3000)
    return Schedule(
        id=number,
        streams=("有害垃圾",),
        place=f"{number}号点",
        audience=Audience(grids=GRIDS[:1]),
        rule=rule,
        span=span,
        zone=SHANGHAI,
        first=first,
        created_by=ADMIN,
        changed_at=BEGIN,
    )


async def year(schedules: int, circles: int, restarts: int) -> list[Figure]:
    """A year of reminders, held against the calendar files."""
    chance = random.Random(6)  # noqa: S311 - a seed that replays is the point
    drawn = [draw(chance, number) for number in range(1, schedules + 1)]
    with tempfile.TemporaryDirectory() as folder:
        began = stopwatch.perf_counter()
        desk, downs = await run_year(Path(folder) / "y.db", circles, drawn, chance, restarts)
        took = stopwatch.perf_counter() - began
    wanted = expected(drawn, circles, downs)
    missing, extra = wanted - desk.sent, desk.sent - wanted
    print(f"missing {sorted(missing)[:SHOWN]}, too many {sorted(extra)[:SHOWN]}")
    return [
        Figure("the year took, s", took),
        Figure("reminders wanted", len(wanted)),
        Figure("missing", len(missing), at_most=0),
        Figure("too many", len(extra), at_most=0),
        Figure("sent twice", len(desk.twice), at_most=0),
    ]


async def wake_ups(many: int, wakes: int) -> list[Figure]:
    """A wake-up among a few schedules and among many."""
    with tempfile.TemporaryDirectory() as folder:
        among_few = await wake_ms(FEW, wakes=wakes, folder=Path(folder))
        among_many = await wake_ms(many, wakes=wakes, folder=Path(folder))
    return [
        Figure(f"a wake-up among {FEW} schedules, ms", among_few),
        Figure(f"a wake-up among {many:,}, ms", among_many),
        Figure("ratio", among_many / among_few, at_most=MOST),
    ]


def main() -> None:
    """Measure, print."""
    parser = options("Measure what many schedules of collections cost.")
    parser.add_argument("--year", action="store_true", help="simulate a year and compare")
    parser.add_argument("--schedules", type=int, default=200, help="how many the year has")
    parser.add_argument("--circles", type=int, default=34, help="how many the year has")
    parser.add_argument("--restarts", type=int, default=25, help="how many the year has")
    parser.add_argument("--many", type=int, default=MANY, help="schedules among which it wakes up")
    parser.add_argument("--wakes", type=int, default=WAKES, help="how many a median is of")
    args = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    if args.year:
        figures = asyncio.run(year(args.schedules, args.circles, args.restarts))
        title = f"{args.schedules} schedules, {args.circles} circles, {args.restarts} restarts"
    else:
        figures = asyncio.run(wake_ups(args.many, args.wakes))
        title = f"wake-ups among {FEW} and {args.many:,} schedules"
    show(title, figures, args.json)
    verdict(figures)


if __name__ == "__main__":
    main()
