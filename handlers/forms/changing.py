"""修改: one answer at a time, before or after it was handed in."""

from domain.errors import Refusal
from domain.forms.filling import relevant
from domain.forms.model import Form
from domain.messages import Button, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.forms.asking import ask
from handlers.forms.common import place_of_question, question_at, routes
from handlers.forms.drafts import own_draft, today_of
from handlers.forms.finishing import last_look
from handlers.incoming import Press
from handlers.routing import Where
from storage.forms import Draft


@routes.button("reg.change", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def change(ctx: Ctx, press: Press) -> None:
    """Which answer is to be changed?"""
    form, draft = await own_draft(ctx, press.number(0))
    offer_change(ctx, form, draft)


@routes.button("reg.change_one", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def change_one(ctx: Ctx, press: Press) -> None:
    """Asks that one question again; the others keep their answers."""
    form, draft = await own_draft(ctx, press.number(0))
    question = question_at(form.definition, press.number(1))
    if question not in relevant(form.definition, draft.content.values, today_of(ctx)):
        raise Refusal("button-outdated")
    await ask(ctx, form, draft.model_copy(update={"asked": question.name}))


@routes.button("reg.look", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def look(ctx: Ctx, press: Press) -> None:
    """Back to the last look."""
    form, draft = await own_draft(ctx, press.number(0))
    await last_look(ctx, form, draft)


def offer_change(ctx: Ctx, form: Form, draft: Draft) -> None:
    """A button for each question that was asked."""
    rows = [
        [
            Button(
                label=text("verbatim", word=question.label),
                route="reg.change_one",
                args=(draft.id, place_of_question(form.definition, question)),
            )
        ]
        for question in relevant(form.definition, draft.content.values, today_of(ctx))
    ]
    back = [Button(label=text("btn-form-no-change"), route="reg.look", args=(draft.id,))]
    ctx.say(ctx.person.id, text("form-change-which"), [*rows, back])
