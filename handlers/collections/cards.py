"""The messages about collections that groups see, and the buttons under them."""

from collections.abc import Sequence
from datetime import datetime

from domain.circles import Circle
from domain.collections.model import Occurrence, Schedule
from domain.collections.occurrences import ONE_DAY, occurrences
from domain.collections.tally import Tally
from domain.messages import Button, Edit, Priority, Say, Text, text
from domain.people import Person
from handlers.collections import words
from handlers.collections.common import pack_day
from handlers.context import Ctx, keyboard

Rows = list[list[Button]]

BOOK = "run-book-"
COLLECT = "run-collect-"


def notice_card(schedule: Schedule) -> str:
    """The notice that a schedule was announced with; it always shows the next date."""
    return f"collection:{schedule.id}"


def day_card(schedule: Schedule, occurrence: Occurrence, kind: str) -> str:
    """A message about one collection."""
    return f"collection:{schedule.id}:{occurrence.day}:{kind}"


def next_one(ctx: Ctx, schedule: Schedule) -> Occurrence | None:
    """The collection that comes next, or is going on."""
    ahead = occurrences(schedule, ctx.now - ONE_DAY)
    return next((found for found in ahead if found.end > ctx.now), None)


def notice(ctx: Ctx, schedule: Schedule) -> tuple[Text, Rows]:
    """The notice in a group."""
    coming = next_one(ctx, schedule)
    if coming is None:
        return text(
            "collection-ended", what=words.what(ctx.community, schedule), place=schedule.place
        ), []
    lines = (
        *words.rule(schedule),
        text("collection-next", when=words.when(coming)),
        *words.moved(schedule, coming),
        text("collection-place", place=schedule.place),
        *words.taken(ctx.community, schedule),
        *news(ctx, schedule),
        *_door(ctx, schedule),
    )
    return text(
        "collection-notice", what=words.what(ctx.community, schedule), lines=lines
    ), group_buttons(ctx, schedule, coming)


def reminder(
    ctx: Ctx, schedule: Schedule, occurrence: Occurrence, comers: Sequence[Person]
) -> tuple[Text, Rows]:
    """The reminder on the evening before, also once its collection is at another time."""
    days = _days_ahead(ctx, occurrence)
    key = {0: "collection-today", 1: "collection-tomorrow"}.get(days, "collection-later")
    lines = (
        text("collection-when", when=words.when(occurrence)),
        *words.moved(schedule, occurrence),
        text("collection-place", place=schedule.place),
        *words.taken(ctx.community, schedule),
        *_door(ctx, schedule),
        *_coming(comers),
    )
    said = text(key, what=words.what(ctx.community, schedule), lines=lines)
    return said, group_buttons(ctx, schedule, occurrence)


def soon(ctx: Ctx, schedule: Schedule, occurrence: Occurrence, comers: Sequence[Person]) -> Text:
    """The reminder shortly before."""
    lines = (
        text("collection-when", when=words.when(occurrence)),
        text("collection-place", place=schedule.place),
        *words.taken(ctx.community, schedule),
        *_coming(comers),
    )
    return text("collection-soon", what=words.what(ctx.community, schedule), lines=lines)


def summary(ctx: Ctx, schedule: Schedule, occurrence: Occurrence, tally: Tally) -> Text:
    """What came of a collection."""
    lines = [text("collection-when", when=words.when(occurrence))]
    if tally.households is not None:
        lines.append(text("collection-households", count=tally.households))
    for stream in words.streams_of(ctx.community, schedule):
        if stream.name in tally.grams:
            kilos = f"{tally.grams[stream.name] / 1000:g}"
            lines.append(text("collection-weight", stream=words.stream_name(stream), kilos=kilos))
    coming = next_one(ctx, schedule)
    if coming is not None:
        lines.append(text("collection-next", when=words.when(coming)))
    return text("collection-summary", what=words.what(ctx.community, schedule), lines=tuple(lines))


def cancelled(ctx: Ctx, schedule: Schedule, day_line: Text) -> Text:
    """In place of a reminder, once its collection is cancelled."""
    coming = next_one(ctx, schedule)
    following = () if coming is None else (text("collection-next", when=words.when(coming)),)
    return text(
        "collection-cancelled",
        what=words.what(ctx.community, schedule),
        lines=(day_line, *following),
    )


def group_buttons(ctx: Ctx, schedule: Schedule, occurrence: Occurrence) -> Rows:
    """我要来, 加入日历, and 预约大件 where things are fetched."""
    args = (schedule.id, pack_day(occurrence.day))
    come = Button(label=text("btn-come"), route="collection.come", args=args)
    calendar = Button(label=text("btn-calendar"), start=f"{COLLECT}{schedule.id}")
    rows = [[come, calendar]]
    if words.at_the_door(ctx.community, schedule):
        rows.append([Button(label=text("btn-book"), start=f"{BOOK}{schedule.id}")])
    return rows


def post(
    ctx: Ctx,
    circle: Circle,
    card: str,
    said: tuple[Text, Rows],
    *,
    quietly: bool = False,
    until: datetime | None = None,
) -> None:
    """Put words with buttons into a group, in its topic for notices, behind all that is urgent."""
    ctx.put(
        Say(
            to=circle.chat_id,
            text=said[0],
            buttons=keyboard(said[1]),
            card=card,
            thread=circle.thread,
            priority=Priority.BROADCAST,
            quietly=quietly,
            until=until,
        )
    )


def news(ctx: Ctx, schedule: Schedule) -> tuple[Text, ...]:
    """The dates that were cancelled by hand and are still to come."""
    today = ctx.now.astimezone(schedule.zone).date()
    days = sorted(
        day for day, change in schedule.changes.items() if change.to is None and day >= today
    )
    return tuple(words.skipped(schedule, day) for day in days[: words.SHOWN_DAYS])


def _door(ctx: Ctx, schedule: Schedule) -> tuple[Text, ...]:
    return (text("collection-at-the-door"),) if words.at_the_door(ctx.community, schedule) else ()


def _coming(comers: Sequence[Person]) -> tuple[Text, ...]:
    households = len({person.household for person in comers})
    return (text("collection-coming", count=households),) if households else ()


def _days_ahead(ctx: Ctx, occurrence: Occurrence) -> int:
    zone = ctx.community.zone
    held, today = (at.astimezone(zone).date() for at in (occurrence.start, ctx.now))
    return (held - today).days


def refresh_notices(ctx: Ctx, schedule: Schedule, circles: list[Circle]) -> None:
    """Give what was posted in the groups its present words, after everything more urgent."""
    said, rows = notice(ctx, schedule)
    card = notice_card(schedule)
    ctx.put(
        *(
            Edit(
                to=circle.chat_id,
                card=card,
                text=said,
                buttons=keyboard(rows),
                priority=Priority.BROADCAST,
            )
            for circle in circles
        )
    )
