"""What somebody is filling in, and what is known of it."""

from datetime import date

from domain.errors import Refusal
from domain.forms.filling import reusable
from domain.forms.model import AnswerState, Form, Question, Values
from handlers.context import Ctx
from handlers.entry import FORGETS
from handlers.forms.common import find_form, place_of_question
from storage.dialogs import Dialog
from storage.forms import Draft

STEP = "reg.answer"


async def own_draft(ctx: Ctx, draft_id: int) -> tuple[Form, Draft]:
    """What the actor is filling in; whatever they send about it is not kept.

    Raises:
        Refusal: it was handed in or given up, or the form takes no answers any more.
    """
    ctx.forget = True
    draft = await ctx.uow.form_drafts.find(draft_id, ctx.person.id)
    if draft is None:
        raise Refusal("form-draft-gone")
    form = await find_form(ctx, draft.form_id)
    current = await ctx.uow.form_answers.current(form.id, draft.subject)
    mending = current is not None and current.state is AnswerState.RETURNED
    if not form.takes_answers(ctx.now) and not mending:
        raise Refusal("form-closed", title=form.definition.title)
    return form, draft


async def expect(ctx: Ctx, draft: Draft) -> None:
    """The next words in private are an answer, and are not kept as they came."""
    data: dict[str, str | int | None] = {"draft": draft.id, FORGETS: 1}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=STEP, data=data), ctx.now)


async def earlier_answers(ctx: Ctx, form: Form, draft: Draft) -> Values:
    """What can be offered again; nobody is offered what they answered for a neighbour."""
    if draft.proxy:
        return {}
    return reusable(form.definition, await ctx.uow.form_answers.earlier(ctx.person.id))


def question_card(form: Form, draft: Draft, question: Question) -> str:
    """The message of a question, which its buttons change."""
    return f"form:{draft.id}:{place_of_question(form.definition, question)}"


def today_of(ctx: Ctx) -> date:
    """The day in the community."""
    return ctx.now.astimezone(ctx.community.zone).date()
