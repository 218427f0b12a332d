"""Steps that need words: a tap asks for them in private, the answer takes the step."""

from collections.abc import Awaitable, Callable

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.reports.lifecycle import Step, check
from domain.reports.model import Report
from domain.reports.words import check_body
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.reports.common import find, parties, routes
from storage.dialogs import Dialog

ASK = "report.words"

After = Callable[[Ctx, Report, Answer, str], Awaitable[None]]

AFTER: dict[str, After] = {}
"""What takes the words, by what was asked for; each part of the feature adds its own."""


def takes_words(name: str) -> Callable[[After], After]:
    """Register the function that takes the words asked for under a name."""

    def add(function: After) -> After:
        AFTER[name] = function
        return function

    return add


async def ask(ctx: Ctx, report: Report, name: str, question: Text, extra: str = "") -> None:
    """Ask a person for words about a ticket, in private.

    Args:
        ctx: of the person.
        report: the ticket.
        name: what the words are for.
        question: what to ask.
        extra: handed to whoever takes the words.
    """
    data: dict[str, str | int | None] = {"number": report.number, "for": name, "extra": extra}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ASK, data=data), ctx.now)
    drop = Button(label=text("btn-cancel"), route="report.never_mind")
    ctx.say(ctx.person.id, question, [[drop]])


async def ask_for_step(ctx: Ctx, number: int, step: Step, extra: str = "") -> None:
    """Ask for the words of a step, if it is possible now.

    Raises:
        Refusal: it is not theirs, or not possible now.
    """
    found = await find(ctx, number)
    check(found, step, await parties(ctx, found))
    await ask(ctx, found, step, text(f"ask-{step}", number=number), extra)


@routes.step(ASK, needs=Permission.PUBLIC)
async def take_words(ctx: Ctx, answer: Answer) -> None:
    """The words came: the question is closed and the step taken."""
    found = await find(ctx, int(answer.data["number"] or 0))
    words = check_body(answer.body)
    if not words and not answer.photo:
        raise Refusal("report-needs-words")
    await ctx.uow.dialogs.close(ctx.person.id)
    await AFTER[str(answer.data["for"])](ctx, found, answer, words)


@routes.button("report.never_mind", needs=Permission.PUBLIC)
async def never_mind(ctx: Ctx, _press: Press) -> None:
    """The question is dropped."""
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.answer(text("cancelled"))
