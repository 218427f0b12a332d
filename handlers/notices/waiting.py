"""Notices that wait for their time: due, put off, paused, called off."""

from domain.audience import Audience
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.notices.composing import (
    TOO_LATE,
    next_in_series,
    repeats_at_an_hour,
    send_time,
)
from domain.notices.model import Notice, NoticeState
from domain.people import Reach
from domain.permissions import Permission
from domain.timing import Recurrence, Unclear, read_moment, read_recurrence
from handlers.asking import ask_back
from handlers.audiences import choose
from handlers.context import NOBODY, Ctx
from handlers.incoming import Answer, DueNow, Press
from handlers.notices.common import draft_name, find, find_own, gist, one, routes
from handlers.notices.preview import departure, is_held, show_preview, when_words
from handlers.notices.sending import (
    DUE,
    plan,
    repeat_in_group,
    say_waiting,
    send,
    waiting_buttons,
)
from handlers.routing import Where
from storage.dialogs import Dialog

STEP = "notice.new_time"


@routes.button("notice.cancel", needs=Permission.SEND_NOTICES)
async def call_off(ctx: Ctx, press: Press) -> None:
    """取消: it does not go."""
    notice = await find_own(ctx, press.number(0))
    if notice.state is not NoticeState.DRAFT and not notice.waits:
        raise Refusal("notice-settled")
    await ctx.uow.schedules.cancel(DUE, str(notice.id))
    await ctx.uow.notices.save(notice.model_copy(update={"state": NoticeState.CANCELLED}))
    words = text("notice-cancelled", gist=gist(notice))
    again = [one(text("btn-notice-again"), "notice.again", notice.id)] if ctx.place.private else []
    ctx.edit(ctx.place.chat_id, draft_name(notice.id), words, again)
    await repeat_in_group(ctx, notice, words)


@routes.button("notice.pause", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def pause(ctx: Ctx, press: Press) -> None:
    """暂停 a repeating notice, or let it go on; its next time is counted from now."""
    notice = await find_own(ctx, press.number(0))
    if notice.recurrence is None or not notice.waits:
        raise Refusal("notice-settled")
    await ctx.uow.schedules.cancel(DUE, str(notice.id))
    if notice.state is NoticeState.SCHEDULED:
        changed = notice.model_copy(update={"state": NoticeState.PAUSED})
    else:
        at = next_in_series(notice.recurrence, ctx.now)
        changed = notice.model_copy(update={"state": NoticeState.SCHEDULED, "send_at": at})
        await plan(ctx, changed)
    await ctx.uow.notices.save(changed)
    ctx.edit(
        ctx.person.id, draft_name(notice.id), series_words(ctx, changed), series_buttons(changed)
    )


@routes.button("notice.postpone", needs=Permission.SEND_NOTICES)
async def ask_for_time(ctx: Ctx, press: Press) -> None:
    """改期: when is it to go? Asked in private."""
    notice = await find_own(ctx, press.number(0))
    if notice.state is not NoticeState.DRAFT and not notice.waits:
        raise Refusal("notice-settled")
    if ctx.person.reach is not Reach.OPEN:
        raise Refusal("notice-open-private")
    dialog = Dialog(route=STEP, data={"notice": notice.id})
    await ctx.uow.dialogs.open(ctx.person.id, dialog, ctx.now)
    ctx.say(ctx.person.id, text("notice-when-ask", gist=gist(notice)))
    if not ctx.place.private:
        ctx.answer(text("notice-see-private"))


@routes.step(STEP, needs=Permission.SEND_NOTICES)
async def take_time(ctx: Ctx, answer: Answer) -> None:
    """The new time, one or again and again; what is unclear is asked back."""
    notice = await find_own(ctx, int(answer.data["notice"] or 0))
    zone = ctx.community.zone
    recurrence = read_recurrence(answer.body, zone)
    if isinstance(recurrence, Recurrence) and repeats_at_an_hour(recurrence):
        await _retime(ctx, notice.model_copy(update={"recurrence": recurrence, "send_at": None}))
        return
    moment = read_moment(answer.body, ctx.now, zone)
    if isinstance(moment, Unclear):
        ctx.reply(ask_back(moment))
        return
    await _retime(ctx, notice.model_copy(update={"recurrence": None, "send_at": moment.instant}))


async def _retime(ctx: Ctx, notice: Notice) -> None:
    await ctx.uow.dialogs.close(ctx.person.id)
    if notice.state is NoticeState.DRAFT:
        await ctx.uow.notices.save(notice)
        await show_preview(ctx, notice, await choose(ctx, notice.audience or Audience()))
        return
    if not notice.waits:
        raise Refusal("notice-settled")
    at = departure(ctx, notice) or ctx.now
    waiting = notice.model_copy(update={"send_at": at, "state": NoticeState.SCHEDULED})
    await ctx.uow.notices.save(waiting)
    await plan(ctx, waiting)
    await say_waiting(ctx, waiting, quiet=is_held(ctx, notice))


@routes.due(DUE, needs=Permission.PUBLIC)
async def due(ctx: Ctx, due_now: DueNow) -> None:
    """The time has come; one that was missed by far is not sent behind anybody's back."""
    notice = await find(ctx, int(due_now.subject))
    if notice.state is not NoticeState.SCHEDULED or notice.send_at is None:
        return
    late = ctx.now - notice.send_at > TOO_LATE
    if notice.recurrence is not None:
        await _repeat(ctx, notice, notice.recurrence, late=late)
    elif late:
        await _ask_author(ctx, notice)
    else:
        await _send_as_author(ctx, notice)


async def _repeat(ctx: Ctx, series: Notice, recurrence: Recurrence, *, late: bool) -> None:
    at = next_in_series(recurrence, ctx.now)
    following = series.model_copy(update={"send_at": at})
    await ctx.uow.notices.save(following)
    await plan(ctx, following)
    if late:
        await ctx.uow.audit.add("notice.lapsed", None, str(series.id), ctx.now)
        return
    once = series.model_copy(
        update={
            "state": NoticeState.SCHEDULED,
            "recurrence": None,
            "series_id": series.id,
            "pending": None,
            "created_at": ctx.now,
        }
    )
    await _send_as_author(ctx, await ctx.uow.notices.add(once))


async def _send_as_author(ctx: Ctx, notice: Notice) -> None:
    """Send it to the circles that its author may still write to; quiet hours hold it."""
    author = await ctx.uow.people.actor(notice.author_id, ctx.community.admins)
    at = send_time(ctx.now, ctx.community.quiet, ctx.community.zone, urgent=notice.urgent)
    if at > ctx.now:
        held = notice.model_copy(update={"send_at": at})
        await ctx.uow.notices.save(held)
        await plan(ctx, held)
        return
    try:
        circles = await choose(ctx, notice.audience or Audience(), actor=author or NOBODY)
    except Refusal as refusal:
        await _give_up(ctx, notice, refusal)
        return
    await send(ctx, notice, circles)


async def _give_up(ctx: Ctx, notice: Notice, refusal: Refusal) -> None:
    """Nobody may send it any more, or there is nobody to send it to; a series pauses then."""
    await ctx.uow.notices.save(notice.model_copy(update={"state": NoticeState.CANCELLED}))
    series = await ctx.uow.notices.find(notice.series_id) if notice.series_id else None
    if series is not None and series.waits:
        await ctx.uow.schedules.cancel(DUE, str(series.id))
        await ctx.uow.notices.save(series.model_copy(update={"state": NoticeState.PAUSED}))
    ctx.say(
        notice.author_id,
        text(
            "notice-not-sent",
            gist=gist(notice),
            why=refusal.text,
            repeats="yes" if series is not None else "no",
        ),
    )


async def _ask_author(ctx: Ctx, notice: Notice) -> None:
    """It was missed while the bot was away: its author decides."""
    late = notice.model_copy(
        update={"state": NoticeState.DRAFT, "send_at": None, "created_at": ctx.now}
    )
    await ctx.uow.notices.save(late)
    await ctx.uow.audit.add("notice.lapsed", None, str(notice.id), ctx.now)
    ctx.say(
        notice.author_id,
        text("notice-missed", when=when_words(ctx, notice), body=notice.content.body),
        [
            [
                Button(label=text("btn-notice-send"), route="notice.send", args=(notice.id,)),
                Button(label=text("btn-notice-cancel"), route="notice.cancel", args=(notice.id,)),
            ]
        ],
        card=draft_name(notice.id),
    )


def series_words(ctx: Ctx, notice: Notice) -> Text:
    """A notice that waits: its words, and when it goes."""
    return text(
        "notice-waiting",
        state=text(f"notice-state-{notice.state}"),
        when=when_words(ctx, notice),
        body=notice.content.body,
    )


def series_buttons(notice: Notice) -> list[list[Button]]:
    """What can be done with one that waits."""
    rows = waiting_buttons(notice)
    rows.append(one(text("btn-notice-correct"), "notice.correct", notice.id))
    if notice.recurrence is not None:
        paused = notice.state is NoticeState.PAUSED
        label = text("btn-notice-resume" if paused else "btn-notice-pause")
        rows.append(one(label, "notice.pause", notice.id))
    return rows
