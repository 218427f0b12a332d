"""Worker and reporter write to each other through the bot; no phone numbers are exchanged."""

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.reports.lifecycle import Party, Step
from domain.reports.model import Report
from domain.reports.words import check_body
from handlers.context import Ctx
from handlers.incoming import Answer, Comeback, Message, Press
from handlers.reports import cards
from handlers.reports.common import act, find, parties, routes, workers
from handlers.reports.words import ASK, ask_for_step, takes_words
from storage.dialogs import Dialog


@routes.button("report.reply", needs=Permission.WORK_ON_REPORTS)
async def reply(ctx: Ctx, press: Press) -> None:
    """回复: asks what to tell the reporter."""
    await ask_for_step(ctx, press.number(0), Step.REPLY)


@routes.button("report.answer", needs=Permission.PUBLIC)
async def answer_button(ctx: Ctx, press: Press) -> None:
    """The reporter answers what they were told."""
    await ask_for_step(ctx, press.number(0), Step.ANSWER)


@routes.comeback("report", needs=Permission.PUBLIC)
async def comeback(ctx: Ctx, message: Comeback) -> None:
    """An answer to any message about a ticket goes to the other side."""
    found = await find(ctx, int(message.card.split(":")[1]))
    words = check_body(message.body)
    if not words and not message.photo:
        raise Refusal("report-needs-words")
    by = await parties(ctx, found)
    if by & {Party.STAFF, Party.HANDLER} and not by & {Party.REPORTER}:
        await to_reporter(ctx, found, message, words)
    else:
        await to_workers(ctx, found, message, words)


@takes_words(Step.REPLY)
async def reply_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """The words of 回复."""
    await to_reporter(ctx, found, answer, words)


@takes_words(Step.ANSWER)
async def answer_words(ctx: Ctx, found: Report, answer: Answer, words: str) -> None:
    """The words of the reporter."""
    await to_workers(ctx, found, answer, words)


async def to_reporter(ctx: Ctx, found: Report, message: Message, words: str) -> None:
    """Carry a worker's words and picture to the reporter, whose next words are their answer."""
    if found.reporter_id is None:
        raise Refusal("report-reporter-gone")
    moved = await act(ctx, found, Step.REPLY, words=words, photo=message.photo)
    ctx.say(
        found.reporter_id,
        text("report-told", number=moved.number, by=ctx.person.name, words=words),
        [[Button(label=text("btn-answer"), route="report.answer", args=(moved.number,))]],
        card=cards.talk_card(moved, f"{message.message_id}"),
        photo=message.photo,
    )
    await _expect_answer(ctx, moved, found.reporter_id)
    ctx.reply(text("report-reply-sent", number=moved.number))


async def to_workers(ctx: Ctx, found: Report, message: Message, words: str) -> None:
    """Carry the reporter's words and picture to whoever has the ticket."""
    moved = await act(ctx, found, Step.ANSWER, words=words, photo=message.photo)
    button = Button(label=text("btn-reply"), route="report.reply", args=(moved.number,))
    for person_id in await workers(ctx, moved):
        ctx.say(
            person_id,
            text("report-answered", number=moved.number, name=_name(ctx, moved), words=words),
            [[button]],
            card=cards.talk_card(moved, f"{message.message_id}"),
            photo=message.photo,
        )
    ctx.reply(text("report-answer-sent", number=moved.number))


async def _expect_answer(ctx: Ctx, moved: Report, person_id: int) -> None:
    """People answer by simply writing; that works unless the bot has asked them something else."""
    if await ctx.uow.dialogs.current(person_id, ctx.now) is None:
        data: dict[str, str | int | None] = {"number": moved.number, "for": Step.ANSWER}
        await ctx.uow.dialogs.open(person_id, Dialog(route=ASK, data=data), ctx.now)


def _name(ctx: Ctx, report: Report) -> str | Text:
    return text("anonymous-name", name=ctx.person.name) if report.anonymous else ctx.person.name
