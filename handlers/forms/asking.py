"""The next question, or the last look after the last one."""

from domain.forms.filling import is_asked, next_question, tidy
from domain.forms.model import Form, Question
from domain.messages import Say, Text
from handlers.context import Ctx, keyboard
from handlers.forms.drafts import expect, question_card, today_of
from handlers.forms.finishing import last_look
from handlers.forms.questions import question_buttons, question_text
from storage.forms import Draft


async def ask(ctx: Ctx, form: Form, draft: Draft, *, before: Text | None = None) -> None:
    """Ask the question that waits, or the next one; after the last comes the last look.

    Args:
        ctx: of whoever fills it in.
        form: the form.
        draft: as far as it is.
        before: what is said above the question, such as why an answer was not taken.
    """
    values, today = draft.content.values, today_of(ctx)
    question = form.definition.question(draft.asked)
    if question is None or not is_asked(question, values, today):
        question = next_question(form.definition, values, today)
    if question is None:
        await last_look(ctx, form, draft)
        return
    asked = draft.model_copy(update={"asked": question.name})
    draft = await ctx.uow.form_drafts.keep(asked, ctx.now)
    await expect(ctx, draft)
    await _say(ctx, form, draft, question, before)


async def _say(ctx: Ctx, form: Form, draft: Draft, question: Question, before: Text | None) -> None:
    buttons = await question_buttons(ctx, form, draft, question)
    ctx.put(
        Say(
            to=ctx.person.id,
            text=question_text(ctx, form, draft, question, before),
            buttons=keyboard(buttons),
            card=question_card(form, draft, question),
            fleeting=True,
        )
    )


async def go_on(ctx: Ctx, form: Form, draft: Draft, question: Question, value: str) -> None:
    """Keep an answer and ask the next question."""
    values = tidy(form.definition, {**draft.content.values, question.name: value}, today_of(ctx))
    content = draft.content.model_copy(update={"values": values})
    await ask(ctx, form, draft.model_copy(update={"content": content, "asked": ""}))
