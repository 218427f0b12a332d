"""``/collections``: the schedules that staff look after, and what can be done to each."""

from domain.collections.changing import open_dates
from domain.collections.model import Occurrence, Schedule
from domain.messages import Button, Text, text
from domain.permissions import Permission
from handlers.collections import cards, words
from handlers.collections.common import find_managed, manages, routes
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.routing import Where, nothing

DATES_SHOWN = 4
PAGE = 8


@routes.command(
    "collections",
    "回收安排",
    needs=Permission.MANAGE_COLLECTIONS,
    where=Where.PRIVATE,
    plainly=nothing,
)
async def collections(ctx: Ctx, command: Command) -> None:
    """The schedules of one's grids, each with the next date and a button."""
    words_, rows = await _list(ctx, 0, command.message_id)
    ctx.reply(words_, rows, card=_list_card(command.message_id))


@routes.button("collection.page", needs=Permission.MANAGE_COLLECTIONS, where=Where.PRIVATE)
async def page(ctx: Ctx, press: Press) -> None:
    """Another page of the list."""
    asked = press.number(1)
    said, rows = await _list(ctx, press.number(0), asked)
    ctx.edit(ctx.person.id, _list_card(asked), said, rows)


@routes.button("collection.open", needs=Permission.MANAGE_COLLECTIONS, where=Where.PRIVATE)
async def open_schedule(ctx: Ctx, press: Press) -> None:
    """One schedule, with what can be done to it."""
    schedule = await find_managed(ctx, press.number(0))
    said, rows = await detail(ctx, schedule)
    ctx.say(ctx.person.id, said, rows, card=detail_card(schedule))


@routes.button("collection.back", needs=Permission.MANAGE_COLLECTIONS, where=Where.PRIVATE)
async def back(ctx: Ctx, press: Press) -> None:
    """不改了: the card of the schedule as it was, and no question is open."""
    schedule = await find_managed(ctx, press.number(0))
    await ctx.uow.dialogs.close(ctx.person.id)
    await show(ctx, schedule)


async def show(ctx: Ctx, schedule: Schedule) -> None:
    """Bring the card of a schedule up to date."""
    said, rows = await detail(ctx, schedule)
    ctx.edit(ctx.person.id, detail_card(schedule), said, rows)


async def detail(ctx: Ctx, schedule: Schedule) -> tuple[Text, list[list[Button]]]:
    """What a schedule is, its next dates and who means to come."""
    circles = await ctx.uow.collections.circles(schedule.id)
    dates = [
        line
        for occurrence in open_dates(schedule, ctx.now, DATES_SHOWN)
        for line in await _date(ctx, schedule, occurrence)
    ]
    lines = (
        *words.rule(schedule),
        text("collection-place", place=schedule.place),
        *words.taken(ctx.community, schedule),
        *words.policies(schedule),
        *cards.news(ctx, schedule),
        text("collection-circles", circles=len(circles), titles=words.titles(circles)),
        text("collection-ahead"),
        *dates,
    )
    what = words.what(ctx.community, schedule)
    said = text("collection-detail", number=schedule.id, what=what, lines=lines)
    return said, _actions(schedule)


def detail_card(schedule: Schedule) -> str:
    """The card of a schedule in the private chat of staff."""
    return f"manage:{schedule.id}"


async def _date(ctx: Ctx, schedule: Schedule, occurrence: Occurrence) -> list[Text]:
    comers = await ctx.uow.collections.comers(schedule.id, occurrence.day)
    households = {person.household for people in comers.values() for person in people}
    line = text("collection-ahead-line", when=words.when(occurrence), count=len(households))
    return [line, *words.moved(schedule, occurrence)]


def _actions(schedule: Schedule) -> list[list[Button]]:
    args = (schedule.id,)
    return [
        [
            Button(label=text("btn-skip"), route="collection.skip", args=args),
            Button(label=text("btn-move"), route="collection.move", args=args),
        ],
        [
            Button(label=text("btn-add"), route="collection.add", args=args),
            Button(label=text("btn-end"), route="collection.end", args=args),
        ],
    ]


async def _list(ctx: Ctx, first: int, asked: int) -> tuple[Text, list[list[Button]]]:
    own = [s for s in await ctx.uow.collections.all_active() if await manages(ctx, s)]
    if not own:
        return text("collections-none"), []
    shown = own[first : first + PAGE]
    lines = tuple(_line(ctx, schedule) for schedule in shown)
    rows = [
        [
            Button(
                label=text("btn-schedule", number=s.id, what=words.what(ctx.community, s)),
                route="collection.open",
                args=(s.id,),
            )
        ]
        for s in shown
    ]
    return text("collections-list", count=len(own), lines=lines), [
        *rows,
        _turning(first, len(own), asked),
    ]


def _turning(first: int, count: int, asked: int) -> list[Button]:
    pages = {"btn-earlier": first - PAGE, "btn-later": first + PAGE}
    return [
        Button(label=text(label), route="collection.page", args=(at, asked))
        for label, at in pages.items()
        if 0 <= at < count
    ]


def _line(ctx: Ctx, schedule: Schedule) -> Text:
    coming = cards.next_one(ctx, schedule)
    following = (
        text("collections-over")
        if coming is None
        else text("collections-next", when=words.when(coming))
    )
    return text(
        "collections-line",
        number=schedule.id,
        what=words.what(ctx.community, schedule),
        place=schedule.place,
        next=following,
    )


def _list_card(asked: int) -> str:
    return f"collections:{asked}"
