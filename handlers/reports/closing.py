"""办结, 不受理, 退回, 挂起: the steps of workers that need words."""

from datetime import date, datetime, timedelta

from domain.errors import Refusal
from domain.messages import Button, When, text
from domain.permissions import Permission
from domain.reports.lifecycle import Step, check
from domain.reports.model import Report
from domain.reports.words import shorten
from domain.timing import Unclear, read_day
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.reports import cards
from handlers.reports.common import (
    DAILY_AT,
    act,
    alert,
    find,
    parties,
    routes,
    tell_households,
    workers,
)
from handlers.reports.followup import ask_households
from handlers.reports.words import ask, ask_for_step, takes_words

HOLD_DAYS = (1, 3, 7, 15, 30)


@routes.button("report.close", needs=Permission.WORK_ON_REPORTS)
async def close(ctx: Ctx, press: Press) -> None:
    """办结: asks what was done."""
    await ask_for_step(ctx, press.number(0), Step.CLOSE)


@takes_words(Step.CLOSE)
async def close_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """What was done, with a picture if there is one: everybody who had it is told and asked."""
    closed = await act(ctx, found, Step.CLOSE, words=words, photo=answer.photo, done_at=ctx.now)
    ctx.reply(text("report-you-closed", number=closed.number))
    await ask_households(ctx, closed, words, answer.photo)
    ctx.say(
        closed.circle.chat_id,
        text("report-closed-group", number=closed.number, words=shorten(words)),
        photo=answer.photo,
    )


@routes.button("report.reject", needs=Permission.WORK_ON_REPORTS)
async def reject(ctx: Ctx, press: Press) -> None:
    """不受理: asks whether it is no matter of the community, or why else."""
    found = await find(ctx, press.number(0))
    check(found, Step.REJECT, await parties(ctx, found))
    rows = [
        [
            Button(
                label=text(f"btn-reject-{why}"), route="report.reject_as", args=(found.number, why)
            )
        ]
        for why in ("scope", "other")
    ]
    ctx.say(ctx.person.id, text("report-reject-why", number=found.number), rows)


@routes.button("report.reject_as", needs=Permission.WORK_ON_REPORTS)
async def reject_as(ctx: Ctx, press: Press) -> None:
    """Asks for the reason that the resident will read."""
    await ask_for_step(ctx, press.number(0), Step.REJECT, extra=press.word(1))


@takes_words(Step.REJECT)
async def reject_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """The reason goes to the reporter, who may object once."""
    scope = answer.data.get("extra") == "scope"
    rejected = await act(
        ctx,
        found,
        Step.REJECT,
        words=words,
        detail="out_of_scope" if scope else "",
        out_of_scope=scope,
    )
    ctx.reply(text("report-you-rejected", number=rejected.number))
    if rejected.reporter_id is not None:
        button = Button(label=text("btn-contest"), route="report.contest", args=(found.number,))
        ctx.say(
            rejected.reporter_id,
            text("report-rejected", number=rejected.number, words=words),
            [] if rejected.contested else [[button]],
            card=cards.talk_card(rejected, "rejected"),
        )


@routes.button("report.return", needs=Permission.WORK_ON_REPORTS)
async def give_back(ctx: Ctx, press: Press) -> None:
    """退回: asks why."""
    await ask_for_step(ctx, press.number(0), Step.RETURN)


@takes_words(Step.RETURN)
async def return_words(ctx: Ctx, found: Report, _answer: Answer, words: str) -> None:
    """The ticket goes back to who took it first, with the reason."""
    moved = await act(ctx, found, Step.RETURN, words=words, detail=found.organisation or "")
    ctx.reply(text("report-you-returned", number=moved.number))
    told = await workers(ctx, moved)
    for person_id in told:
        ctx.say(
            person_id,
            text("report-returned", number=moved.number, by=ctx.person.name, words=words),
        )
    await alert(ctx, moved, told)


@routes.button("report.hold", needs=Permission.WORK_ON_REPORTS)
async def hold(ctx: Ctx, press: Press) -> None:
    """挂起: asks what it waits for."""
    await ask_for_step(ctx, press.number(0), Step.HOLD)


@takes_words(Step.HOLD)
async def hold_words(ctx: Ctx, found: Report, _answer: Answer, words: str) -> None:
    """Then asks until when; the words are kept meanwhile."""
    await ask(ctx, found, "hold_days", text("ask-hold-until", number=found.number), words)
    rows = [
        [
            Button(
                label=text("btn-days", days=days),
                route="report.hold_for",
                args=(found.number, days),
            )
            for days in HOLD_DAYS
        ]
    ]
    ctx.say(ctx.person.id, text("ask-hold-days"), rows)


@takes_words("hold_days")
async def hold_until_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """A date as people say it."""
    day = read_day(words, ctx.now, ctx.community.zone)
    if isinstance(day, Unclear):
        await ask(
            ctx,
            found,
            "hold_days",
            text("ask-hold-until", number=found.number),
            str(answer.data["extra"]),
        )
        return
    await _hold(ctx, found, str(answer.data["extra"]), _morning(ctx, day))


@routes.button("report.hold_for", needs=Permission.WORK_ON_REPORTS)
async def hold_for(ctx: Ctx, press: Press) -> None:
    """A number of days by button."""
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    if dialog is None or dialog.data.get("for") != "hold_days":
        raise Refusal("button-outdated")
    found = await find(ctx, press.number(0))
    if dialog.data["number"] != found.number or press.number(1) not in HOLD_DAYS:
        raise Refusal("button-outdated")
    await ctx.uow.dialogs.close(ctx.person.id)
    day = ctx.now.astimezone(ctx.community.zone).date() + timedelta(days=press.number(1))
    until = _morning(ctx, day)
    await _hold(ctx, found, str(dialog.data["extra"]), until)


def _morning(ctx: Ctx, day: date) -> datetime:
    return datetime.combine(day, DAILY_AT, ctx.community.zone)


async def _hold(ctx: Ctx, found: Report, words: str, until: datetime) -> None:
    held = await act(ctx, found, Step.HOLD, words=words, held_until=until)
    ctx.say(ctx.person.id, text("report-you-held", number=held.number, until=When(at=until)))
    told = text("report-held", number=held.number, words=words, until=When(at=until))
    await tell_households(ctx, held, told)
