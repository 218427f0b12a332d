"""What staff do to a schedule: skip a date, move it, add one, end it."""

from collections.abc import Callable
from datetime import date, time

from domain.collections import changing
from domain.collections.model import Occurrence, Schedule
from domain.collections.occurrences import find as find_occurrence
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.timing import Dated, Span, split_leading_dated
from handlers.asking import clear
from handlers.collections import managing, words
from handlers.collections.common import day_of, find_managed, pack_day, routes
from handlers.collections.telling import announce, tell_end
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.routing import Where
from storage.dialogs import Dialog

ASK = "collection.date_words"
NO_REASON = "none"
_NEEDS = Permission.MANAGE_COLLECTIONS


@routes.button("collection.skip", needs=_NEEDS, where=Where.PRIVATE)
async def skip(ctx: Ctx, press: Press) -> None:
    """跳过一次: which date?"""
    schedule = await find_managed(ctx, press.number(0))
    _choose_date(ctx, schedule, text("collection-skip-which"), _to_skip)


@routes.button("collection.skip_day", needs=_NEEDS, where=Where.PRIVATE)
async def skip_day(ctx: Ctx, press: Press) -> None:
    """The date was chosen: the reason is the confirmation."""
    schedule = await find_managed(ctx, press.number(0))
    occurrence = changing.open_date(schedule, day_of(press, 1), ctx.now)
    rows = [
        [
            Button(
                label=words.reason(reason if reason in changing.REASONS else ""),
                route="collection.skip_yes",
                args=(schedule.id, pack_day(occurrence.day), reason),
            )
        ]
        for reason in (*changing.REASONS, NO_REASON)
    ]
    said = text("collection-skip-why", when=words.when(occurrence))
    ctx.edit(ctx.person.id, managing.detail_card(schedule), said, [*rows, _back(schedule)])


@routes.button("collection.skip_yes", needs=_NEEDS, where=Where.PRIVATE)
async def skip_yes(ctx: Ctx, press: Press) -> None:
    """The date is cancelled."""
    schedule = await find_managed(ctx, press.number(0))
    day, reason = day_of(press, 1), press.word(2)
    before = changing.open_date(schedule, day, ctx.now)
    reason = reason if reason in changing.REASONS else ""
    changed = changing.skip(schedule, day, reason, ctx.now)
    await announce(ctx, changed, before, None)


@routes.button("collection.move", needs=_NEEDS, where=Where.PRIVATE)
async def move(ctx: Ctx, press: Press) -> None:
    """改期: which date?"""
    schedule = await find_managed(ctx, press.number(0))
    _choose_date(ctx, schedule, text("collection-move-which"), _to_move)


@routes.button("collection.move_day", needs=_NEEDS, where=Where.PRIVATE)
async def move_day(ctx: Ctx, press: Press) -> None:
    """The date was chosen: when instead?"""
    schedule = await find_managed(ctx, press.number(0))
    occurrence = changing.open_date(schedule, day_of(press, 1), ctx.now)
    await _ask(ctx, schedule, occurrence.day)
    said = text("collection-move-when", when=words.when(occurrence))
    ctx.edit(ctx.person.id, managing.detail_card(schedule), said, [_back(schedule)])


@routes.button("collection.add", needs=_NEEDS, where=Where.PRIVATE)
async def add(ctx: Ctx, press: Press) -> None:
    """加一天: when?"""
    schedule = await find_managed(ctx, press.number(0))
    await _ask(ctx, schedule, None)
    card = managing.detail_card(schedule)
    ctx.edit(ctx.person.id, card, text("collection-add-when"), [_back(schedule)])


@routes.step(ASK, needs=_NEEDS)
async def date_words(ctx: Ctx, answer: Answer) -> None:
    """The new time came; it is said back in full, and done once that is confirmed."""
    schedule = await find_managed(ctx, int(answer.data["id"] or 0))
    dated, rest = split_leading_dated(answer.body, ctx.now, schedule.zone)
    if dated is None:
        raise Refusal("collection-date-unclear")
    to, reason = clear(dated), changing.read_reason(rest)
    day = answer.data["day"]
    _, found = _apply(ctx, schedule, None if day is None else str(day), to, reason)
    data = {**answer.data, **_pack(to), "reason": reason}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ASK, data=data), ctx.now)
    yes = Button(label=text("btn-confirm"), route="collection.date_yes", args=(schedule.id,))
    key = "collection-add-sure" if day is None else "collection-move-sure"
    card = managing.detail_card(schedule)
    ctx.reply(text(key, when=words.when(found)), [[yes], _back(schedule)], card=card)


@routes.button("collection.date_yes", needs=_NEEDS, where=Where.PRIVATE)
async def date_yes(ctx: Ctx, press: Press) -> None:
    """确认: the date is moved, or added."""
    schedule = await find_managed(ctx, press.number(0))
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    if dialog is None or dialog.route != ASK or dialog.data.get("id") != schedule.id:
        raise Refusal("button-outdated")
    if "to" not in dialog.data:
        raise Refusal("collection-date-unclear")
    day = dialog.data["day"]
    before = None if day is None else find_occurrence(schedule, date.fromisoformat(str(day)))
    to, reason = _unpack(dialog.data), str(dialog.data["reason"])
    changed, after = _apply(ctx, schedule, None if day is None else str(day), to, reason)
    await ctx.uow.dialogs.close(ctx.person.id)
    await announce(ctx, changed, before, after)


@routes.button("collection.end", needs=_NEEDS, where=Where.PRIVATE)
async def end(ctx: Ctx, press: Press) -> None:
    """结束: really?"""
    schedule = await find_managed(ctx, press.number(0))
    yes = Button(label=text("btn-end-yes"), route="collection.end_yes", args=(schedule.id,))
    said = text("collection-end-sure", what=words.what(ctx.community, schedule))
    ctx.edit(ctx.person.id, managing.detail_card(schedule), said, [[yes], _back(schedule)])


@routes.button("collection.end_yes", needs=_NEEDS, where=Where.PRIVATE)
async def end_yes(ctx: Ctx, press: Press) -> None:
    """The schedule ends now."""
    schedule = await find_managed(ctx, press.number(0))
    await ctx.uow.collections.end(schedule.id)
    await ctx.uow.audit.add("collection.end", ctx.person.id, str(schedule.id), ctx.now)
    await tell_end(ctx, schedule)
    said = text("collection-you-ended", number=schedule.id)
    ctx.edit(ctx.person.id, managing.detail_card(schedule), said)


def _choose_date(
    ctx: Ctx, schedule: Schedule, said: Text, button: Callable[[Schedule, Occurrence], Button]
) -> None:
    dates = changing.open_dates(schedule, ctx.now, managing.DATES_SHOWN)
    if not dates:
        raise Refusal("collection-date-gone")
    rows = [[button(schedule, occurrence)] for occurrence in dates]
    ctx.edit(ctx.person.id, managing.detail_card(schedule), said, [*rows, _back(schedule)])


def _to_skip(schedule: Schedule, occurrence: Occurrence) -> Button:
    args = (schedule.id, pack_day(occurrence.day))
    label = text("btn-date", when=words.when(occurrence))
    return Button(label=label, route="collection.skip_day", args=args)


def _to_move(schedule: Schedule, occurrence: Occurrence) -> Button:
    args = (schedule.id, pack_day(occurrence.day))
    label = text("btn-date", when=words.when(occurrence))
    return Button(label=label, route="collection.move_day", args=args)


def _back(schedule: Schedule) -> list[Button]:
    return [Button(label=text("btn-back"), route="collection.back", args=(schedule.id,))]


async def _ask(ctx: Ctx, schedule: Schedule, day: date | None) -> None:
    data = {"id": schedule.id, "day": None if day is None else day.isoformat()}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ASK, data=data), ctx.now)


def _apply(
    ctx: Ctx, schedule: Schedule, day: str | None, to: Dated, reason: str
) -> tuple[Schedule, Occurrence]:
    """The schedule after a date is moved, or added, and that date."""
    if day is None:
        changed, original = changing.add(schedule, to, ctx.now), to.day
    else:
        original = date.fromisoformat(day)
        changed = changing.move(schedule, original, to, reason, ctx.now)
    return changed, changing.open_date(changed, original, ctx.now)


def _pack(to: Dated) -> dict[str, str]:
    span = "" if to.span is None else f"{to.span.start:%H:%M}-{to.span.end:%H:%M}"
    return {"to": to.day.isoformat(), "span": span}


def _unpack(data: dict[str, str | int | None]) -> Dated:
    start, _, end = str(data["span"]).partition("-")
    span = Span(start=time.fromisoformat(start), end=time.fromisoformat(end)) if end else None
    return Dated(day=date.fromisoformat(str(data["to"])), span=span)
