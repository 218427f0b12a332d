"""Sending: confirmed, due, stopped; what goes out and what follows from it."""

from collections.abc import Sequence
from datetime import timedelta

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, Edit, Pin, Priority, Say, Text, text
from domain.notices.ladder import CALL_AFTER, OVER_AFTER, REMIND_AFTER
from domain.notices.model import Count, Notice, NoticeState
from domain.permissions import Permission
from handlers.audiences import choose
from handlers.context import Ctx, keyboard
from handlers.incoming import Press
from handlers.notices.cards import author_of, card_words, group_buttons
from handlers.notices.common import card_name, draft_name, find_own, routes
from handlers.notices.following import start_following
from handlers.notices.preview import departure, edit_preview, is_held, when_words
from handlers.routing import Where
from storage.schedules import Due

DUE = "notice.due"
REMIND = "notice.remind_due"
CALL = "notice.call_due"
OVER = "notice.over_due"

LADDER_LATEST = timedelta(hours=12)
"""A step of the ladder that was missed by more is left out."""


@routes.button("notice.send", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def confirm(ctx: Ctx, press: Press) -> None:
    """确认发送: at once or at its time; a second press changes nothing."""
    notice = await find_own(ctx, press.number(0))
    if notice.state is not NoticeState.DRAFT or notice.audience is None:
        raise Refusal("notice-settled")
    circles = await choose(ctx, notice.audience)
    if notice.send_at is not None and notice.send_at <= ctx.now:
        later = notice.model_copy(update={"send_at": None})
        await ctx.uow.notices.save(later)
        await edit_preview(ctx, later, circles)
        ctx.answer(text("notice-time-passed"), alert=True)
        return
    await schedule_or_send(ctx, notice, circles)


async def schedule_or_send(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> None:
    """Let a notice go now, or keep it for its time; whoever wrote it is told which."""
    at = departure(ctx, notice)
    if at is None:
        await send(ctx, notice, circles)
        if ctx.place.private:
            words = text("notice-sending", circles=len(circles))
            ctx.put(Edit(to=ctx.person.id, card=draft_name(notice.id), text=words))
        return
    waiting = notice.model_copy(update={"state": NoticeState.SCHEDULED, "send_at": at})
    await ctx.uow.notices.save(waiting)
    await plan(ctx, waiting)
    await say_waiting(ctx, waiting, quiet=is_held(ctx, notice))


async def say_waiting(ctx: Ctx, notice: Notice, *, quiet: bool = False) -> None:
    """Tell when a notice will go, with 取消 and 改期."""
    words = text("notice-waits", when=when_words(ctx, notice), quiet="yes" if quiet else "no")
    buttons = waiting_buttons(notice)
    if isinstance(ctx.event, Press):
        ctx.edit(ctx.place.chat_id, draft_name(notice.id), words, buttons)
    else:
        ctx.reply(words, buttons, card=draft_name(notice.id))
    await repeat_in_group(ctx, notice, words, buttons)


async def repeat_in_group(
    ctx: Ctx, notice: Notice, words: Text, buttons: Sequence[Sequence[Button]] = ()
) -> None:
    """Say the same in the circle in which the notice was typed, if it was typed in one."""
    circles = notice.audience.circles if notice.audience else ()
    for circle_id in circles:
        circle = await ctx.uow.circles.find(circle_id)
        card = draft_name(notice.id)
        if circle is None or circle.chat_id == ctx.place.chat_id:
            continue
        if await ctx.uow.outbox.has_card(circle.chat_id, card):
            ctx.edit(circle.chat_id, card, words, buttons)


def waiting_buttons(notice: Notice) -> list[list[Button]]:
    """What can be done with a notice until it goes."""
    return [
        [
            Button(label=text("btn-notice-cancel"), route="notice.cancel", args=(notice.id,)),
            Button(label=text("btn-notice-when"), route="notice.postpone", args=(notice.id,)),
        ]
    ]


async def plan(ctx: Ctx, notice: Notice) -> None:
    """Set the deadline of a waiting notice, in place of any other."""
    if notice.send_at is not None:
        due = Due(kind=DUE, subject=str(notice.id), due_at=notice.send_at)
        await ctx.uow.schedules.replace(DUE, str(notice.id), [due])


async def send(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> Notice:
    """Put a notice into the outbox for every circle, with all that follows from it."""
    sent = notice.model_copy(
        update={
            "state": NoticeState.SENT,
            "send_at": notice.send_at or ctx.now,
            "sent_at": ctx.now,
            "circles": len(circles),
        }
    )
    await ctx.uow.notices.save(sent)
    await ctx.uow.notice_copies.add(sent.id, circles)
    await ctx.uow.audit.add("notice.send", sent.author_id, str(sent.id), ctx.now)
    await _post(ctx, sent, circles)
    await _plan_ladder(ctx, sent, circles)
    await start_following(ctx, sent, circles)
    return sent


async def _post(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> None:
    priority, card = _priority(notice), card_name(notice.id)
    author = await author_of(ctx, notice)
    counts = await ctx.uow.notice_receipts.by_circle(notice, ctx.community.admins)
    for circle in circles:
        words = card_words(ctx, notice, circle, author, counts.get(circle.id, Count()))
        ctx.put(
            Say(
                to=circle.chat_id,
                text=words,
                buttons=keyboard(group_buttons(notice)),
                card=card,
                thread=circle.thread,
                attachment=notice.content.attachment,
                priority=priority,
            )
        )
        if notice.urgent:
            ctx.put(Pin(to=circle.chat_id, card=card, priority=priority))


def _priority(notice: Notice) -> Priority:
    """A single circle gets it as promptly as an answer."""
    if notice.circles == 1:
        return Priority.REPLY
    return Priority.URGENT if notice.urgent else Priority.BROADCAST


async def _plan_ladder(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> None:
    """Urgent notices go up a ladder, circle by circle, and are unpinned when they are over."""
    if not notice.urgent:
        return
    steps = [
        Due(
            kind=kind,
            subject=f"{notice.id}:{circle.id}",
            due_at=ctx.now + after,
            expires_at=ctx.now + after + LADDER_LATEST,
        )
        for kind, after in ((REMIND, REMIND_AFTER), (CALL, CALL_AFTER))
        for circle in circles
    ]
    over = Due(kind=OVER, subject=str(notice.id), due_at=ctx.now + OVER_AFTER)
    await ctx.uow.schedules.add(*steps, over)
