"""Answers as they come: in words, as a picture, by button."""

from domain.errors import Refusal
from domain.forms.filling import previous_question
from domain.forms.model import Form, Kind, Question, Values
from domain.forms.reading import check_constraint, read_answer, shown
from domain.messages import Edit, text
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.forms.asking import ask, go_on
from handlers.forms.common import question_at, routes
from handlers.forms.drafts import STEP, earlier_answers, own_draft, question_card, today_of
from handlers.forms.questions import question_buttons, question_text
from handlers.incoming import Answer, Comeback, Message, Press
from handlers.routing import Where
from storage.forms import Draft


@routes.step(STEP, needs=Permission.FILL_FORMS)
async def answer(ctx: Ctx, message: Answer) -> None:
    """An answer in words or a picture."""
    await _take(ctx, message, int(message.data["draft"] or 0))


@routes.comeback("form", needs=Permission.FILL_FORMS)
async def comeback(ctx: Ctx, message: Comeback) -> None:
    """A reply to a question is an answer to the one that waits."""
    ctx.forget = True
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    if dialog is None or dialog.route != STEP:
        raise Refusal("form-no-question")
    await _take(ctx, message, int(dialog.data["draft"] or 0))


async def _take(ctx: Ctx, message: Message, draft_id: int) -> None:
    form, draft = await own_draft(ctx, draft_id)
    question = form.definition.question(draft.asked)
    if question is None:
        await ask(ctx, form, draft)
        return
    if message.album and message.photo and question.kind is not Kind.PHOTO:
        return
    try:
        value = _read(ctx, question, message, draft.content.values)
    except Refusal as refusal:
        await ask(ctx, form, draft, before=refusal.text)
        return
    await go_on(ctx, form, draft, question, value)


def _read(ctx: Ctx, question: Question, message: Message, values: Values) -> str:
    if question.kind is Kind.PHOTO:
        if message.photo is None:
            raise Refusal("form-needs-photo")
        return message.photo
    value = read_answer(question, message.body, ctx.now, ctx.community.zone)
    check_constraint(question, value, values, today_of(ctx))
    return value


@routes.button("reg.pick", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def pick(ctx: Ctx, press: Press) -> None:
    """One choice by button; of several, it is ticked or unticked."""
    form, draft, question = await _pressed(ctx, press)
    place = press.number(2)
    if not 0 <= place < len(question.choices):
        raise Refusal("button-outdated")
    chosen = question.choices[place].name
    if question.kind is Kind.SEVERAL:
        await _tick(ctx, form, draft, question, chosen)
        return
    check_constraint(question, chosen, draft.content.values, today_of(ctx))
    _show_chosen(ctx, form, draft, question, chosen)
    await go_on(ctx, form, draft, question, chosen)


async def _tick(ctx: Ctx, form: Form, draft: Draft, question: Question, chosen: str) -> None:
    ticked = draft.content.values.get(question.name, "").split()
    now_ticked = [name for name in ticked if name != chosen]
    if chosen not in ticked:
        now_ticked.append(chosen)
    value = " ".join(c.name for c in question.choices if c.name in now_ticked)
    values = {**draft.content.values, question.name: value}
    content = draft.content.model_copy(update={"values": values})
    draft = await ctx.uow.form_drafts.keep(draft.model_copy(update={"content": content}), ctx.now)
    ctx.put(
        Edit(
            to=ctx.person.id,
            card=question_card(form, draft, question),
            text=question_text(ctx, form, draft, question, None),
            buttons=keyboard(await question_buttons(ctx, form, draft, question)),
            fleeting=True,
        )
    )


@routes.button("reg.ticked", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def ticked(ctx: Ctx, press: Press) -> None:
    """选好了: what is ticked is the answer."""
    form, draft, question = await _pressed(ctx, press)
    value = draft.content.values.get(question.name, "")
    if question.required and not value:
        raise Refusal("form-tick-one")
    check_constraint(question, value, draft.content.values, today_of(ctx))
    _show_chosen(ctx, form, draft, question, value)
    await go_on(ctx, form, draft, question, value)


@routes.button("reg.skip", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def skip(ctx: Ctx, press: Press) -> None:
    """跳过, where the form allows it."""
    form, draft, question = await _pressed(ctx, press)
    if question.required:
        raise Refusal("form-required")
    await go_on(ctx, form, draft, question, "")


@routes.button("reg.reuse", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def reuse(ctx: Ctx, press: Press) -> None:
    """与上次相同: the earlier answer to this question, held against its rules again."""
    form, draft, question = await _pressed(ctx, press)
    value = (await earlier_answers(ctx, form, draft)).get(question.name, "")
    if not value:
        raise Refusal("form-nothing-earlier")
    check_constraint(question, value, draft.content.values, today_of(ctx))
    _show_chosen(ctx, form, draft, question, value)
    await go_on(ctx, form, draft, question, value)


@routes.button("reg.back", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def back(ctx: Ctx, press: Press) -> None:
    """上一步: asks the question before; its answer is kept until there is a new one."""
    form, draft = await own_draft(ctx, press.number(0))
    question = previous_question(form.definition, draft.content.values, today_of(ctx), draft.asked)
    if question is None:
        raise Refusal("form-first-question")
    await ask(ctx, form, draft.model_copy(update={"asked": question.name}))


async def _pressed(ctx: Ctx, press: Press) -> tuple[Form, Draft, Question]:
    """The draft and the question of a button.

    Raises:
        Refusal: another question waits by now.
    """
    form, draft = await own_draft(ctx, press.number(0))
    question = question_at(form.definition, press.number(1))
    if draft.asked != question.name:
        raise Refusal("form-answered-before")
    return form, draft, question


def _show_chosen(ctx: Ctx, form: Form, draft: Draft, question: Question, value: str) -> None:
    """The question keeps its words and shows what was chosen, without buttons."""
    words = text(
        "form-chosen", question=question.label, answer=shown(question, value, full=False) or "—"
    )
    card = question_card(form, draft, question)
    ctx.put(Edit(to=ctx.person.id, card=card, text=words, fleeting=True))
