"""``/register``: the forms open for a person, and the way into one."""

from domain.errors import Refusal
from domain.forms.model import AnswerState, Form, Submission
from domain.messages import Button, Say, Text, text
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.forms.asking import ask
from handlers.forms.common import find_form, home_circle, routes
from handlers.forms.drafts import own_draft
from handlers.forms.entering import enter
from handlers.forms.finishing import whose
from handlers.incoming import Command, Press
from handlers.routing import Where
from storage.forms import Draft
from storage.forms.people import subject_of


def is_number(words: str) -> bool:
    """Whether words are the number of a form or nothing; "登记 一下" is just talk."""
    return not words or words.isdecimal()


@routes.command(
    "register", "登记", needs=Permission.FILL_FORMS, where=Where.PRIVATE, plainly=is_number
)
async def register(ctx: Ctx, command: Command) -> None:
    """``/register`` lists what is open; with one form, or ``/register 12``, it begins."""
    if command.words.isdecimal():
        await enter(ctx, await find_form(ctx, int(command.words[:12])))
        return
    forms = await _open_forms(ctx)
    helped = [draft for draft in await ctx.uow.form_drafts.begun(ctx.person.id) if draft.proxy]
    if not forms and not helped:
        raise Refusal("form-none-open")
    if len(forms) == 1 and not helped:
        await enter(ctx, forms[0])
        return
    rows = [[await _form_button(ctx, form)] for form in forms]
    rows += [[await _helped_button(ctx, draft)] for draft in helped]
    which = Say(to=ctx.person.id, text=text("form-which"), buttons=keyboard(rows), fleeting=True)
    ctx.put(which)


@routes.button("reg.start", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def start(ctx: Ctx, press: Press) -> None:
    """One form of the list."""
    await enter(ctx, await find_form(ctx, press.number(0)))


@routes.button("reg.resume", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def resume(ctx: Ctx, press: Press) -> None:
    """Goes on with what was begun."""
    form, draft = await own_draft(ctx, press.number(0))
    await ask(ctx, form, draft)


async def _open_forms(ctx: Ctx) -> list[Form]:
    """The forms that somebody may fill in, and those in which an answer was sent back."""
    circles = [m.circle.id for m in ctx.actor.memberships]
    found = await ctx.uow.forms.kept_in(circles)
    return [
        form
        for form in found
        if home_circle(ctx.actor, form) is not None
        and (form.takes_answers(ctx.now) or _is_returned(await _current(ctx, form)))
    ]


async def _current(ctx: Ctx, form: Form) -> Submission | None:
    subject = subject_of(form.definition.per, ctx.person)
    return await ctx.uow.form_answers.current(form.id, subject)


def _is_returned(current: Submission | None) -> bool:
    return current is not None and current.state is AnswerState.RETURNED


async def _form_button(ctx: Ctx, form: Form) -> Button:
    """A form of the list with how far it is."""
    label = text("btn-form", title=form.definition.title, state=await _state(ctx, form))
    return Button(label=label, route="reg.start", args=(form.id,))


async def _state(ctx: Ctx, form: Form) -> Text:
    current = await _current(ctx, form)
    if _is_returned(current):
        return text("form-mine-returned")
    subject = subject_of(form.definition.per, ctx.person)
    if await ctx.uow.form_drafts.of_form(form.id, ctx.person.id, subject) is not None:
        return text("form-mine-begun")
    return text("form-mine-new" if current is None else "form-mine-done")


async def _helped_button(ctx: Ctx, draft: Draft) -> Button:
    form = await find_form(ctx, draft.form_id)
    label = text(
        "btn-form-go-on-for", title=form.definition.title, whose=whose(draft.home, draft.content)
    )
    return Button(label=label, route="reg.resume", args=(draft.id,))
