"""Correcting what was sent, stopping what has not left, taking back what has."""

from domain.errors import Refusal
from domain.messages import Delete, Edit, Formatted, Priority, text
from domain.notices.composing import send_time
from domain.notices.model import CopyState, Notice, NoticeState, check_content
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import Answer, DueNow, Press
from handlers.notices.cards import withdrawn_words
from handlers.notices.chasing import ask, end
from handlers.notices.common import (
    ask_name,
    card_name,
    draft_name,
    find,
    find_own,
    gist,
    one,
    routes,
)
from handlers.notices.following import news_in, refresh
from handlers.notices.receipts import edit_groups
from handlers.reaching import call_out
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.schedules import Due

STEP = "notice.correction"
ASK_AGAIN = "notice.ask_again_due"


@routes.button("notice.correct", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def ask_for_words(ctx: Ctx, press: Press) -> None:
    """更正: what should it say?"""
    notice = await find_own(ctx, press.number(0))
    if not (notice.is_out or notice.waits):
        raise Refusal("notice-gone")
    dialog = Dialog(route=STEP, data={"notice": notice.id})
    await ctx.uow.dialogs.open(ctx.person.id, dialog, ctx.now)
    ctx.say(ctx.person.id, text("notice-correct-ask", body=notice.content.body))


@routes.step(STEP, needs=Permission.SEND_NOTICES)
async def take_words(ctx: Ctx, answer: Answer) -> None:
    """The new words are shown before they go anywhere."""
    notice = await find_own(ctx, int(answer.data["notice"] or 0))
    body = Formatted(words=answer.body, marks=answer.marks).cut(0)
    if not body.words:
        ctx.reply(text("notice-correct-words"))
        return
    check_content(notice.content.model_copy(update={"body": body}))
    await ctx.uow.dialogs.close(ctx.person.id)
    await ctx.uow.notices.save(notice.model_copy(update={"pending": body}))
    ctx.reply(
        text("notice-correct-preview", body=body),
        [
            one(text("btn-notice-correct-yes"), "notice.corrected", notice.id),
            one(text("btn-notice-correct-no"), "notice.uncorrected", notice.id),
        ],
        card=draft_name(notice.id),
    )


@routes.button("notice.uncorrected", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def leave_as_it_is(ctx: Ctx, press: Press) -> None:
    """The correction is dropped."""
    notice = await find_own(ctx, press.number(0))
    await ctx.uow.notices.save(notice.model_copy(update={"pending": None}))
    ctx.edit(ctx.person.id, draft_name(notice.id), text("notice-correct-dropped"))


@routes.button("notice.corrected", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def correct(ctx: Ctx, press: Press) -> None:
    """Every copy is edited, and those who had confirmed the old words are asked again."""
    notice = await find_own(ctx, press.number(0))
    if notice.pending is None:
        raise Refusal("button-outdated")
    corrected = notice.model_copy(
        update={
            "content": notice.content.model_copy(update={"body": notice.pending}),
            "pending": None,
            "version": notice.version + notice.is_out,
            "corrected_at": ctx.now if notice.is_out else None,
        }
    )
    await ctx.uow.notices.save(corrected)
    await ctx.uow.audit.add("notice.correct", ctx.person.id, str(notice.id), ctx.now)
    quiet = await _correct_copies(ctx, corrected) if notice.is_out else False
    words = text("notice-correct-done", body=corrected.content.body, quiet="yes" if quiet else "no")
    ctx.edit(ctx.person.id, draft_name(notice.id), words)


async def _correct_copies(ctx: Ctx, notice: Notice) -> bool:
    """Edit every copy, which makes no sound, and ask again, which waits for the morning.

    Returns:
        Whether it waits.
    """
    copies = await ctx.uow.notice_copies.of(notice.id)
    await edit_groups(ctx, notice, [copy.circle for copy in copies])
    quiet, zone = ctx.community.quiet, ctx.community.zone
    at = send_time(ctx.now, quiet, zone, urgent=notice.urgent)
    if at > ctx.now:
        await ctx.uow.schedules.add(Due(kind=ASK_AGAIN, subject=str(notice.id), due_at=at))
        return True
    await _ask_again(ctx, notice)
    return False


@routes.due(ASK_AGAIN, needs=Permission.PUBLIC)
async def ask_in_the_morning(ctx: Ctx, due: DueNow) -> None:
    """After a correction at night: those who had confirmed the old words are asked again."""
    notice = await find(ctx, int(due.subject))
    if notice.is_out:
        await _ask_again(ctx, notice)


async def _ask_again(ctx: Ctx, notice: Notice) -> None:
    for copy in await ctx.uow.notice_copies.of(notice.id):
        had = await ctx.uow.notice_receipts.had_confirmed(notice, copy.circle.id)
        unreached = ask(ctx, notice, copy, had, "notice-ask-corrected")
        call_out(ctx, copy.circle, unreached, "notice-call-out-corrected", gist=gist(notice))


@routes.button("notice.stop", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def stop(ctx: Ctx, press: Press) -> None:
    """停止发送: what has not left does not leave."""
    notice = await find_own(ctx, press.number(0))
    chats = await ctx.uow.outbox.stop_cards(card_name(notice.id), "stopped by its sender", ctx.now)
    await ctx.uow.notice_copies.follow(notice.id, card_name(notice.id))
    await ctx.uow.notice_copies.stop(notice.id, chats)
    if chats:
        stopped = notice.model_copy(update={"state": NoticeState.STOPPED})
        await ctx.uow.notices.save(stopped)
        await ctx.uow.audit.add("notice.stop", ctx.person.id, str(notice.id), ctx.now)
        await refresh(ctx, stopped, ctx.person.id)
    ctx.answer(text("notice-stopped", count=len(chats)), alert=True)


@routes.button("notice.withdraw", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def ask_to_withdraw(ctx: Ctx, press: Press) -> None:
    """撤回: asked once more."""
    notice = await find_own(ctx, press.number(0))
    if not notice.is_out:
        raise Refusal("notice-gone")
    ctx.say(
        ctx.person.id,
        text("notice-withdraw-sure", gist=gist(notice), circles=notice.circles),
        [one(text("btn-notice-withdraw-yes"), "notice.withdrawn", notice.id)],
        card=draft_name(notice.id),
    )


@routes.button("notice.withdrawn", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def withdraw(ctx: Ctx, press: Press) -> None:
    """Deleted where Telegram still lets us, else struck through; and nobody is asked any more."""
    notice = await find_own(ctx, press.number(0))
    if not notice.is_out:
        raise Refusal("notice-gone")
    await end(ctx, notice)
    gone = notice.model_copy(update={"state": NoticeState.WITHDRAWN, "over": True})
    await ctx.uow.notices.save(gone)
    await ctx.uow.audit.add("notice.withdraw", ctx.person.id, str(notice.id), ctx.now)
    for name in (card_name(notice.id), ask_name(notice.id)):
        await ctx.uow.outbox.stop_cards(name, "withdrawn by its sender", ctx.now)
    await _delete_copies(ctx, gone)
    ctx.edit(ctx.person.id, draft_name(notice.id), text("notice-withdrawn", gist=gist(notice)))
    ctx.answer(text("done"))


async def _delete_copies(ctx: Ctx, notice: Notice) -> None:
    await ctx.uow.notice_copies.follow(notice.id, card_name(notice.id))
    copies = await ctx.uow.notice_copies.of(notice.id)
    for copy in copies:
        if copy.state in {CopyState.SENT, CopyState.WAITING}:
            ctx.put(
                Delete(
                    to=copy.circle.chat_id,
                    card=card_name(notice.id),
                    otherwise=withdrawn_words(notice),
                    priority=Priority.BROADCAST,
                )
            )
        members = await ctx.uow.circles.members(copy.circle.id)
        for person_id in await ctx.uow.notice_receipts.with_card(ask_name(notice.id), members):
            words = text("notice-asked-withdrawn", gist=gist(notice))
            ctx.put(
                Edit(
                    to=person_id, card=ask_name(notice.id), text=words, priority=Priority.BACKGROUND
                )
            )
    await news_in(ctx, notice, *(copy.circle for copy in copies))
