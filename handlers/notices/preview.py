"""The preview: what goes out, to whom and when, before anything is sent."""

from collections.abc import Sequence
from datetime import datetime

from domain.circles import Circle
from domain.messages import Button, Edit, Say, Text, When, text
from domain.notices.composing import next_in_series, send_time
from domain.notices.model import Notice
from handlers.audiences import count_people
from handlers.context import Ctx, keyboard
from handlers.notices.common import draft_name, manages, one, titles

SHOWN_CIRCLES = 8
SHOWN_TIMES = 3


async def show_preview(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> None:
    """Show a new preview."""
    words = await _words(ctx, notice, circles)
    attachment = notice.content.attachment
    photo = attachment.file_id if attachment and attachment.kind == "photo" else None
    ctx.put(
        Say(
            to=ctx.person.id,
            text=words,
            buttons=keyboard(_buttons(notice)),
            card=draft_name(notice.id),
            photo=photo,
        )
    )


async def edit_preview(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> None:
    """Show the preview in place of what stood there."""
    words = await _words(ctx, notice, circles)
    ctx.put(
        Edit(
            to=ctx.person.id,
            card=draft_name(notice.id),
            text=words,
            buttons=keyboard(_buttons(notice)),
        )
    )


def when_words(ctx: Ctx, notice: Notice) -> Text:
    """When a notice goes, in full."""
    if notice.recurrence is not None:
        return text("notice-when-repeats", times=next_times(ctx, notice))
    at = departure(ctx, notice)
    return text("notice-when-now") if at is None else text("notice-when-at", at=When(at=at))


def departure(ctx: Ctx, notice: Notice) -> datetime | None:
    """When a notice goes next, once quiet hours have held it; none for now."""
    if notice.recurrence is not None:
        return next_in_series(notice.recurrence, ctx.now)
    wanted = notice.send_at or ctx.now
    at = send_time(wanted, ctx.community.quiet, ctx.community.zone, urgent=notice.urgent)
    return at if at > ctx.now else None


def is_held(ctx: Ctx, notice: Notice) -> bool:
    """Whether quiet hours hold it until the morning."""
    at = departure(ctx, notice)
    if notice.recurrence is not None:
        quiet, zone = ctx.community.quiet, ctx.community.zone
        return at is not None and not notice.urgent and quiet.contains(at, zone)
    return at is not None and at != (notice.send_at or ctx.now)


def next_times(ctx: Ctx, notice: Notice) -> tuple[Text, ...]:
    """The next times of a repeating notice."""
    times, at = [], ctx.now
    for _ in range(SHOWN_TIMES if notice.recurrence else 0):
        if notice.recurrence is not None:
            at = next_in_series(notice.recurrence, at)
        times.append(text("notice-time-line", at=When(at=at)))
    return tuple(times)


async def _words(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> Text:
    attachment, closed = notice.content.attachment, await _closed(ctx, notice)
    return text(
        "notice-preview",
        audience=titles(circles, SHOWN_CIRCLES),
        circles=len(circles),
        people=await count_people(ctx.uow, circles),
        closed="yes" if closed else "no",
        closed_names=titles(closed, SHOWN_CIRCLES),
        when=when_words(ctx, notice),
        quiet="yes" if is_held(ctx, notice) else "no",
        urgent="yes" if notice.urgent else "no",
        file=attachment.kind if attachment else "none",
        body=notice.content.body,
    )


async def _closed(ctx: Ctx, notice: Notice) -> list[Circle]:
    """The circles that are meant as well, but that the bot was removed from."""
    return [
        circle
        for circle in await ctx.uow.circles.all_closed()
        if notice.audience is not None
        and notice.audience.matches(circle)
        and manages(ctx.actor, circle)
    ]


def _buttons(notice: Notice) -> list[list[Button]]:
    return [
        [
            Button(label=text("btn-notice-send"), route="notice.send", args=(notice.id,)),
            Button(label=text("btn-notice-cancel"), route="notice.cancel", args=(notice.id,)),
        ],
        one(text("btn-notice-when"), "notice.postpone", notice.id),
    ]
