"""Steps that need words: a tap asks for them in private, the answer takes the step."""

from collections.abc import Awaitable, Callable, Sequence

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.reports.lifecycle import Step, check
from domain.reports.model import Report
from domain.reports.words import check_body
from handlers.context import Ctx
from handlers.entry import YIELDS
from handlers.incoming import Answer, Press
from handlers.reports.common import find, find_for, parties, routes
from storage.dialogs import Dialog

ASK = "report.words"

After = Callable[[Ctx, Report, Answer, str], Awaitable[None]]

_TAKERS: dict[str, tuple[Step, After]] = {}
"""What takes the words, by what was asked for; each part of the feature adds its own."""


def takes_words(step: Step, name: str = "") -> Callable[[After], After]:
    """Register the function that takes the words for a step.

    Args:
        step: must be possible when the words come.
        name: what was asked for, if a step asks for more than one thing.
    """

    def add(function: After) -> After:
        _TAKERS[name or step] = (step, function)
        return function

    return add


async def ask(
    ctx: Ctx,
    report: Report,
    name: str,
    question: Text,
    extra: str = "",
    rows: Sequence[Sequence[Button]] = (),
) -> None:
    """Ask a person for words about a ticket, in private.

    Args:
        ctx: of the person.
        report: the ticket.
        name: what the words are for.
        question: what to ask.
        extra: handed to whoever takes the words.
        rows: buttons that answer in place of words.
    """
    data: dict[str, str | int | None] = {"number": report.number, "for": name, "extra": extra}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ASK, data=data), ctx.now)
    args = (report.number, name)
    drop = Button(label=text("btn-never-mind"), route="report.never_mind", args=args)
    ctx.say(ctx.person.id, question, [*rows, [drop]])


async def ask_for_step(ctx: Ctx, number: int, step: Step, key: str, extra: str = "") -> None:
    """Ask for the words of a step, if it is possible now.

    Raises:
        Refusal: it is not theirs, or not possible now.
    """
    found = await find_for(ctx, number, step)
    await ask(ctx, found, step, text(key, number=number), extra)


async def asked_about(ctx: Ctx, number: int) -> Dialog | None:
    """The open question, if it is about this ticket."""
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    if dialog is None or dialog.route != ASK or dialog.data["number"] != number:
        return None
    return dialog


async def expect_answer(ctx: Ctx, report: Report, person_id: int) -> None:
    """Let a person answer by simply writing, unless the bot has asked them something else."""
    asked = await ctx.uow.dialogs.current(person_id, ctx.now)
    if asked is None or YIELDS in asked.data:
        data = {"number": report.number, "for": Step.ANSWER, "extra": "", YIELDS: 1}
        await ctx.uow.dialogs.open(person_id, Dialog(route=ASK, data=data), ctx.now)


@routes.step(ASK, needs=Permission.PUBLIC)
async def take_words(ctx: Ctx, answer: Answer) -> None:
    """The words came: the question is closed, and the step taken if it is still possible."""
    found = await find(ctx, int(answer.data["number"] or 0))
    step, after = _TAKERS[str(answer.data["for"])]
    words = check_body(answer.body)
    try:
        check(found, step, await parties(ctx, found))
    except Refusal as refusal:
        await ctx.uow.dialogs.close(ctx.person.id)
        ctx.reply(refusal.text)
        return
    if not words and not answer.photo:
        raise Refusal("report-needs-words")
    await ctx.uow.dialogs.close(ctx.person.id)
    await remember_album(ctx, answer, found)
    await after(ctx, found, answer, words)


async def remember_album(ctx: Ctx, message: Answer, found: Report) -> None:
    """Further pictures that were sent with these words belong to the same ticket."""
    await ctx.uow.report_drafts.keep_album(
        message.place.chat_id, message.album, number=found.number
    )


@routes.button("report.never_mind", needs=Permission.PUBLIC)
async def never_mind(ctx: Ctx, press: Press) -> None:
    """The question is dropped, if it is still the one that is open."""
    dialog = await asked_about(ctx, press.number(0))
    if dialog is None or dialog.data["for"] != press.word(1):
        raise Refusal("button-outdated")
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.answer(text("cancelled"))
