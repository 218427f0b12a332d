"""办结, 不受理, 退回, 挂起: the steps of workers that need words."""

from datetime import date, datetime, timedelta

from domain.errors import Refusal
from domain.messages import Button, Text, When, text
from domain.permissions import Permission
from domain.reports.lifecycle import Step
from domain.reports.model import Report
from domain.timing import Unclear, read_day
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.reaching import tell
from handlers.reports import cards
from handlers.reports.common import (
    DAILY_AT,
    PICTURE,
    act,
    alert,
    find_for,
    households,
    routes,
    tell_households,
)
from handlers.reports.followup import ask_households
from handlers.reports.words import ask, ask_for_step, asked_about, takes_words
from handlers.reports.workforce import workers

HOLD_DAYS = (1, 3, 7, 15, 30)
OUT_OF_SCOPE = "scope"
HOLD_UNTIL = "hold_until"


@routes.button("report.close", needs=Permission.WORK_ON_REPORTS)
async def close(ctx: Ctx, press: Press) -> None:
    """办结: asks what was done."""
    await ask_for_step(ctx, press.number(0), Step.CLOSE, "ask-close")


@takes_words(Step.CLOSE)
async def close_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """What was done, with a picture if there is one: everybody who had it is told and asked."""
    closed = await act(ctx, found, Step.CLOSE, words=words, photo=answer.photo)
    ctx.reply(text("report-you-closed", number=closed.number))
    await ask_households(ctx, closed, words, answer.photo)


@routes.button("report.reject", needs=Permission.WORK_ON_REPORTS)
async def reject(ctx: Ctx, press: Press) -> None:
    """不受理: asks whether it is no matter of the community, or why else."""
    found = await find_for(ctx, press.number(0), Step.REJECT)
    reasons = {OUT_OF_SCOPE: "btn-reject-scope", "other": "btn-reject-other"}
    rows = [
        [Button(label=text(label), route="report.reject_as", args=(found.number, why))]
        for why, label in reasons.items()
    ]
    ctx.say(ctx.person.id, text("report-reject-why", number=found.number), rows)


@routes.button("report.reject_as", needs=Permission.WORK_ON_REPORTS)
async def reject_as(ctx: Ctx, press: Press) -> None:
    """Asks for the reason that the resident will read."""
    await ask_for_step(ctx, press.number(0), Step.REJECT, "ask-reject", press.word(1))


@takes_words(Step.REJECT)
async def reject_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """The reason goes to everybody who has the trouble; the reporter may object, once."""
    scope = answer.data["extra"] == OUT_OF_SCOPE
    detail = "out_of_scope" if scope else ""
    rejected = await act(ctx, found, Step.REJECT, words=words, detail=detail, out_of_scope=scope)
    ctx.reply(text("report-you-rejected", number=rejected.number))
    reporter, others = await households(ctx, rejected)
    told = text(
        "report-rejected",
        number=rejected.number,
        body=cards.short_body(rejected),
        words=words or PICTURE,
    )
    tell(ctx, others, told)
    if reporter is not None:
        _tell_reporter(ctx, rejected, told)


def _tell_reporter(ctx: Ctx, rejected: Report, told: Text) -> None:
    """It is kept for a reporter whom the bot cannot write to yet."""
    to, card = rejected.reporter_id or 0, cards.talk_card(rejected, "rejected")
    if rejected.contested:
        ctx.say(to, told, card=card)
        return
    button = Button(label=text("btn-contest"), route="report.contest", args=(rejected.number,))
    ctx.say(to, text("report-rejected-contest", told=told), [[button]], card=card)


@routes.button("report.return", needs=Permission.WORK_ON_REPORTS)
async def give_back(ctx: Ctx, press: Press) -> None:
    """退回: asks why."""
    await ask_for_step(ctx, press.number(0), Step.RETURN, "ask-return")


@takes_words(Step.RETURN)
async def return_words(ctx: Ctx, found: Report, _answer: Answer, words: str) -> None:
    """The ticket goes back to who handed it on, with the reason."""
    moved = await act(ctx, found, Step.RETURN, words=words, detail=found.organisation or "")
    ctx.reply(text("report-you-returned", number=moved.number))
    news = text("report-returned", number=moved.number, by=ctx.person.name, words=words)
    await alert(ctx, moved, await workers(ctx, moved), news)


@routes.button("report.hold", needs=Permission.WORK_ON_REPORTS)
async def hold(ctx: Ctx, press: Press) -> None:
    """挂起: asks what it waits for."""
    await ask_for_step(ctx, press.number(0), Step.HOLD, "ask-hold")


@takes_words(Step.HOLD)
async def hold_words(ctx: Ctx, found: Report, _answer: Answer, words: str) -> None:
    """Then asks until when; the words are kept meanwhile."""
    await _ask_until(ctx, found, words or PICTURE)


@takes_words(Step.HOLD, HOLD_UNTIL)
async def hold_until_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """A date as people say it; one that is past or unclear is asked again."""
    day, why = read_day(words, ctx.now, ctx.community.zone), str(answer.data["extra"])
    if isinstance(day, Unclear) or _morning(ctx, day) <= ctx.now:
        ctx.reply(text("hold-until-unclear"))
        await _ask_until(ctx, found, why)
        return
    await _hold(ctx, found, why, _morning(ctx, day))


@routes.button("report.hold_for", needs=Permission.WORK_ON_REPORTS)
async def hold_for(ctx: Ctx, press: Press) -> None:
    """A number of days by button."""
    found, days = await find_for(ctx, press.number(0), Step.HOLD), press.number(1)
    dialog = await asked_about(ctx, found.number)
    if dialog is None or dialog.data["for"] != HOLD_UNTIL or days not in HOLD_DAYS:
        raise Refusal("button-outdated")
    await ctx.uow.dialogs.close(ctx.person.id)
    await _hold(ctx, found, str(dialog.data["extra"]), _morning(ctx, _in_days(ctx, days)))


async def _ask_until(ctx: Ctx, found: Report, why: str) -> None:
    row = [
        Button(
            label=text("btn-days", days=days), route="report.hold_for", args=(found.number, days)
        )
        for days in HOLD_DAYS
    ]
    await ask(ctx, found, HOLD_UNTIL, text("ask-hold-until", number=found.number), why, [row])


def _in_days(ctx: Ctx, days: int) -> date:
    return ctx.now.astimezone(ctx.community.zone).date() + timedelta(days=days)


def _morning(ctx: Ctx, day: date) -> datetime:
    return datetime.combine(day, DAILY_AT, ctx.community.zone)


async def _hold(ctx: Ctx, found: Report, words: str, until: datetime) -> None:
    held = await act(ctx, found, Step.HOLD, words=words, held_until=until)
    when = When(at=until)
    ctx.say(ctx.person.id, text("report-you-held", number=held.number, until=when))
    told = text(
        "report-held", number=held.number, body=cards.short_body(held), words=words, until=when
    )
    await tell_households(ctx, held, told)
