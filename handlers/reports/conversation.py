"""Worker and reporter write to each other through the bot; no phone numbers are exchanged."""

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.people import Reach
from domain.permissions import Permission
from domain.reports.lifecycle import Party, Step
from domain.reports.model import Report
from domain.reports.words import check_body
from handlers.context import Ctx
from handlers.entry import YIELDS
from handlers.incoming import Answer, Comeback, Message, Press
from handlers.reports import cards
from handlers.reports.common import act, find, find_for, parties, routes
from handlers.reports.words import (
    ask,
    ask_for_step,
    asked_about,
    expect_answer,
    take_words,
    takes_words,
)
from handlers.reports.worker_cards import reporter_name
from handlers.reports.workforce import partner_ids, workers

WORKERS = frozenset({Party.STAFF, Party.TARGET})


@routes.button("report.reply", needs=Permission.WORK_ON_REPORTS)
async def reply(ctx: Ctx, press: Press) -> None:
    """回复: asks what to tell the reporter."""
    found = await find_for(ctx, press.number(0), Step.REPLY)
    if found.reporter_id is None:
        raise Refusal("report-reporter-gone", number=found.number)
    await ask(ctx, found, Step.REPLY, text("ask-reply", number=found.number))


@routes.button("report.answer", needs=Permission.PUBLIC)
async def answer_button(ctx: Ctx, press: Press) -> None:
    """The reporter answers what they were told."""
    await ask_for_step(ctx, press.number(0), Step.ANSWER, "ask-answer")


@routes.comeback("report", needs=Permission.PUBLIC)
async def comeback(ctx: Ctx, message: Comeback) -> None:
    """An answer to any message about a ticket goes to the other side.

    If the bot has just asked something about that very ticket, it answers the question.
    """
    found = await find(ctx, int(message.card.split(":")[1]))
    asked = await asked_about(ctx, found.number)
    if asked is not None and YIELDS not in asked.data:
        await take_words(ctx, Answer(**dict(message), data=asked.data))
        return
    words = check_body(message.body)
    if not words and not message.photo:
        raise Refusal("report-needs-words")
    by = await parties(ctx, found)
    carry = to_reporter if by & WORKERS and Party.REPORTER not in by else to_workers
    await ctx.uow.report_drafts.keep_album(
        message.place.chat_id, message.album, number=found.number
    )
    await carry(ctx, found, message, words)


@takes_words(Step.REPLY)
async def reply_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """The words of 回复."""
    await to_reporter(ctx, found, answer, words)


@takes_words(Step.ANSWER)
async def answer_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """The words of the reporter, who may go on writing."""
    await to_workers(ctx, found, answer, words)
    if YIELDS in answer.data:
        await expect_answer(ctx, found, ctx.person.id)


async def to_reporter(ctx: Ctx, found: Report, message: Message, words: str) -> None:
    """Carry a worker's words and picture to the reporter, whose next words are their answer."""
    if found.reporter_id is None:
        raise Refusal("report-reporter-gone", number=found.number)
    moved = await act(ctx, found, Step.REPLY, words=words, photo=message.photo)
    ctx.say(
        found.reporter_id,
        text("report-told", number=moved.number, by=ctx.person.name, words=words),
        [[Button(label=text("btn-answer"), route="report.answer", args=(moved.number,))]],
        card=_talk(ctx, moved, message),
        photo=message.photo,
    )
    await expect_answer(ctx, moved, found.reporter_id)
    ctx.reply(text(await _reached(ctx, moved), number=moved.number))


async def to_workers(ctx: Ctx, found: Report, message: Message, words: str) -> None:
    """Carry a resident's words and picture to whoever has the ticket."""
    moved = await act(ctx, found, Step.ANSWER, words=words, photo=message.photo)
    button = Button(label=text("btn-reply"), route="report.reply", args=(moved.number,))
    partners = await partner_ids(ctx, moved)
    for person_id in await workers(ctx, moved):
        name = _name(ctx, moved, for_partner=person_id in partners)
        who = cards.neighbour_or_reporter(moved, ctx.person)
        ctx.say(
            person_id,
            text("report-answered", number=moved.number, who=who, name=name, words=words),
            [[button]],
            card=_talk(ctx, moved, message),
            photo=message.photo,
        )
    ctx.reply(text("report-answer-sent", number=moved.number))


async def _reached(ctx: Ctx, moved: Report) -> str:
    """What to tell the worker: whether the reporter has it, or will have it once they can."""
    reporter = await ctx.uow.people.find(moved.reporter_id or 0)
    reached = reporter is None or reporter.reach is Reach.OPEN
    return "report-reply-sent" if reached else "report-reply-waits"


def _name(ctx: Ctx, report: Report, *, for_partner: bool) -> str | Text:
    if ctx.person.id == report.reporter_id:
        return reporter_name(report, ctx.person, for_partner=for_partner)
    return ctx.person.name


def _talk(ctx: Ctx, report: Report, message: Message) -> str:
    return cards.talk_card(report, f"{ctx.person.id}-{message.message_id}")
