"""``/collect``: where and when the next collections are, and a calendar of them."""

import re
from collections.abc import Sequence

from domain.collections.model import Occurrence, Schedule
from domain.errors import Refusal
from domain.messages import Button, Calendar, Text, text
from domain.permissions import Permission
from handlers.collections import cards, words
from handlers.collections.common import pack_day, routes
from handlers.collections.subscribing import subscribe_buttons
from handlers.context import Ctx
from handlers.incoming import Command
from handlers.on_the_day import offers
from handlers.routing import nothing

CARD = "collect:"
MOST_SHOWN = 6
FILE = "collections.ics"
_NUMBER = re.compile(r"[0-9]{1,12}")

Held = tuple[Schedule, Occurrence]


@routes.command("collect", "回收", needs=Permission.PUBLIC, plainly=nothing)
async def collect(ctx: Ctx, command: Command) -> None:
    """The next times and places of this circle, or of all of one's own, with a calendar file.

    A schedule that is named by its number, as by the button in a group, is shown to anybody.
    """
    only = int(command.words) if _NUMBER.fullmatch(command.words) else 0
    found = await _held(ctx, only)
    if not found:
        ctx.reply(text("collect-none"))
        return
    said, rows = await _list(ctx, found, private=command.place.private)
    numbers = f"{command.message_id}:{only}"
    ctx.reply(said, rows, card=f"{CARD}{numbers}" if command.place.private else None)
    ctx.put(
        Calendar(
            to=command.place.chat_id,
            thread=command.place.thread,
            filename=FILE,
            events=tuple(
                event for schedule, _ in found for event in words.events(ctx.community, schedule)
            ),
            caption=text("collect-calendar"),
        )
    )


async def refresh(ctx: Ctx, card: str) -> None:
    """Show a list in private as things are now."""
    only = int(card.split(":")[2])
    found = await _held(ctx, only)
    if found:
        said, rows = await _list(ctx, found, private=True)
        ctx.edit(ctx.person.id, card, said, rows)


async def _held(ctx: Ctx, only: int) -> list[Held]:
    """The schedules that are asked for, each with its next collection.

    Raises:
        Refusal: nobody knows which circle is meant.
    """
    named = await ctx.uow.collections.find(only) if only else None
    schedules = [named] if named else await _of_the_circles(ctx)
    held = [(s, found) for s in schedules if (found := cards.next_one(ctx, s)) is not None]
    return sorted(held, key=lambda one: (one[1].start, one[0].id))


async def _of_the_circles(ctx: Ctx) -> list[Schedule]:
    circles = [ctx.circle] if ctx.circle else [m.circle for m in ctx.actor.memberships]
    if not circles:
        raise Refusal("not-in-a-circle")
    return await ctx.uow.collections.of_circles([circle.id for circle in circles])


async def _list(
    ctx: Ctx, found: Sequence[Held], *, private: bool
) -> tuple[Text, list[list[Button]]]:
    blocks, rows = [], []
    for schedule, occurrence in found[:MOST_SHOWN]:
        blocks.append(_block(ctx, schedule, occurrence))
        rows.append(await _buttons(ctx, schedule, occurrence, private=private))
        rows.append(offers(schedule.id, occurrence.day) if _is_today(ctx, occurrence) else [])
    more = len(found) - len(blocks)
    if more > 0:
        blocks.append(text("collect-more", count=more))
    if private:
        rows += subscribe_buttons(ctx)
    return text("collect-list", blocks=tuple(blocks)), rows


def _block(ctx: Ctx, schedule: Schedule, occurrence: Occurrence) -> Text:
    lines = (
        *words.rule(schedule),
        *words.moved(schedule, occurrence),
        text("collection-place", place=schedule.place),
        *words.taken(ctx.community, schedule),
    )
    what, when = words.what(ctx.community, schedule), words.when(occurrence)
    return text("collect-block", what=what, when=when, lines=lines)


async def _buttons(
    ctx: Ctx, schedule: Schedule, occurrence: Occurrence, *, private: bool
) -> list[Button]:
    args = (schedule.id, pack_day(occurrence.day))
    name = words.stream_name(words.streams_of(ctx.community, schedule)[0])
    coming = private and await ctx.uow.collections.comes(schedule.id, occurrence.day, ctx.person.id)
    if coming:
        row = [Button(label=text("btn-stay", what=name), route="collection.stay", args=args)]
    else:
        row = [Button(label=text("btn-come-to", what=name), route="collection.come", args=args)]
    if words.at_the_door(ctx.community, schedule):
        row.append(_book(schedule, private=private))
    return row


def _book(schedule: Schedule, *, private: bool) -> Button:
    """预约大件 asks in private; from the group it leads there."""
    if private:
        return Button(label=text("btn-book"), route="booking.start", args=(schedule.id,))
    return Button(label=text("btn-book"), start=f"{cards.BOOK}{schedule.id}")


def _is_today(ctx: Ctx, occurrence: Occurrence) -> bool:
    zone = ctx.community.zone
    return occurrence.start.astimezone(zone).date() == ctx.now.astimezone(zone).date()
