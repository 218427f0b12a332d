"""A form from an XLSForm workbook, which is what the field uses."""

from domain.errors import Refusal
from domain.forms.model import Definition
from domain.forms.xlsform import read_xlsform
from domain.messages import text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.files import fetch
from handlers.forms.common import routes
from handlers.forms.making import WORKBOOK, go_on
from handlers.incoming import Answer, Fetched, Press
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.forms import FormPlan

PURPOSE = "form.why"
LONGEST_PURPOSE = 300
MOST_NAMED = 20


@routes.button("form.upload", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def ask_workbook(ctx: Ctx, _press: Press) -> None:
    """Asks for the workbook."""
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=WORKBOOK, data={}), ctx.now)
    ctx.say(ctx.person.id, text("xlsform-ask"))


@routes.step(WORKBOOK, needs=Permission.MAKE_FORMS)
async def workbook_sent(ctx: Ctx, message: Answer) -> None:
    """The workbook is fetched and read."""
    if message.document is None:
        raise Refusal("xlsform-no-file")
    fetch(ctx, message.document, WORKBOOK)
    ctx.reply(text("form-columns-reading"))


@routes.file(WORKBOOK, needs=Permission.MAKE_FORMS)
async def workbook_read(ctx: Ctx, fetched: Fetched) -> None:
    """What it holds as a form; everything that is not supported is named."""
    sheets = await ctx.uow.files.take(fetched.file, ctx.person.id, ctx.now) or ()
    title = fetched.name.rpartition(".")[0] or fetched.name
    reading = read_xlsform({sheet.name: sheet.rows for sheet in sheets}, title)
    if reading.wrong or reading.definition is None:
        lines = tuple(reading.wrong[:MOST_NAMED])
        ctx.say(ctx.person.id, text("xlsform-wrong", count=len(reading.wrong), lines=lines))
        return
    if reading.left_out:
        lines = tuple(reading.left_out)
        ctx.say(ctx.person.id, text("xlsform-left-out", lines=lines))
    await ctx.uow.dialogs.close(ctx.person.id)
    plan = await ctx.uow.forms.plan(ctx.person.id) or FormPlan()
    await _go_on(ctx, plan, reading.definition, needs_purpose=reading.needs_purpose)


async def _go_on(ctx: Ctx, plan: FormPlan, definition: Definition, *, needs_purpose: bool) -> None:
    plan = plan.model_copy(update={"definition": definition})
    if not needs_purpose:
        await go_on(ctx, plan)
        return
    await ctx.uow.forms.keep_plan(ctx.person.id, plan, ctx.now)
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=PURPOSE, data={}), ctx.now)
    ctx.say(ctx.person.id, text("xlsform-purpose", title=definition.title))


@routes.step(PURPOSE, needs=Permission.MAKE_FORMS)
async def purpose_given(ctx: Ctx, message: Answer) -> None:
    """What the answers are for, which the workbook did not say."""
    plan = await ctx.uow.forms.plan(ctx.person.id)
    if plan is None or plan.definition is None:
        raise Refusal("form-plan-gone")
    purpose = check_words(message.body, LONGEST_PURPOSE)
    await ctx.uow.dialogs.close(ctx.person.id)
    definition = plan.definition.model_copy(update={"purpose": purpose})
    await go_on(ctx, plan.model_copy(update={"definition": definition}))


def check_words(body: str, longest: int) -> str:
    """Words of a dialogue on one line.

    Raises:
        Refusal: there are none, or too many.
    """
    words = " ".join(body.split())
    if not words or len(words) > longest:
        raise Refusal("form-words-length", allowed=longest)
    return words
