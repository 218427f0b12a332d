"""A captain or staff fills a form in for a neighbour without Telegram."""

import re

from domain.circles import Circle
from domain.errors import Refusal
from domain.forms.model import AnswerState, Content, Form, Per, Submission
from domain.messages import Button, text
from domain.people import Address, read_address
from domain.permissions import Permission
from domain.text import normalise
from handlers.context import Ctx
from handlers.entry import FORGETS
from handlers.forms.asking import ask
from handlers.forms.common import find_form, routes, watched
from handlers.forms.entering import returned_text
from handlers.incoming import Answer, Press
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.forms import Draft

WHO = "forms.whom"
LONGEST_NAME = 20
_NAME_LAST = re.compile(r"(?P<address>.+?)[\s,、:]+(?P<name>[^\s\d,、:-][^\d,、:]*)")


@routes.button("forms.help", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def help_(ctx: Ctx, press: Press) -> None:
    """替邻居填: in which circle, then for whom."""
    form = await find_form(ctx, press.number(0))
    circles = await watched(ctx, form)
    if len(circles) == 1:
        await _ask_whom(ctx, form, circles[0])
        return
    rows = [
        [
            Button(
                label=text("verbatim", word=circle.title),
                route="forms.help_in",
                args=(form.id, circle.id),
            )
        ]
        for circle in circles
    ]
    ctx.say(ctx.person.id, text("form-help-which-circle"), rows)


@routes.button("forms.help_in", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def circle_chosen(ctx: Ctx, press: Press) -> None:
    """The circle in which the answer will count."""
    form = await find_form(ctx, press.number(0))
    await _ask_whom(ctx, form, await _own_circle(ctx, form, press.number(1)))


@routes.step(WHO, needs=Permission.SEE_FORMS)
async def whom(ctx: Ctx, message: Answer) -> None:
    """Address and name of the neighbour; then the questions as for anybody else."""
    form = await find_form(ctx, int(message.data["form"] or 0))
    circle = await _own_circle(ctx, form, int(message.data["circle"] or 0))
    if not form.takes_answers(ctx.now):
        raise Refusal("form-closed", title=form.definition.title)
    address, name = read_neighbour(normalise(message.body).strip())
    draft = await _draft_for(ctx, form, circle, str(address), name)
    words = text("form-help-begin", title=form.definition.title, home=str(address))
    await ask(ctx, form, draft, before=words)


async def _draft_for(ctx: Ctx, form: Form, circle: Circle, home: str, name: str) -> Draft:
    """What was begun for a neighbour, or their answers if the same helper gave them before.

    Raises:
        Refusal: they answered themselves, or somebody else helped them.
    """
    subject = home
    if form.definition.per is Per.PERSON:
        subject = ctx.uow.form_drafts.stand_in(name, home)
    before = await ctx.uow.form_answers.current(form.id, subject)
    if before is not None and not (before.proxy and before.person_id == ctx.person.id):
        raise Refusal("form-help-answered", home=home)
    begun = await ctx.uow.form_drafts.of_form(form.id, ctx.person.id, subject)
    return begun or Draft(
        form_id=form.id,
        circle_id=circle.id,
        person_id=ctx.person.id,
        subject=subject,
        home=home,
        proxy=True,
        content=Content(name=name, values=before.content.values if before else {}),
    )


@routes.button("reg.mend", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def mend(ctx: Ctx, press: Press) -> None:
    """An answer given for a neighbour came back: only that question is asked again."""
    ctx.forget = True
    submission = await ctx.uow.form_answers.find(press.number(0))
    if submission is None or submission.person_id != ctx.person.id:
        raise Refusal("form-check-done-before")
    if submission.state is not AnswerState.RETURNED:
        raise Refusal("form-check-done-before")
    form = await find_form(ctx, submission.form_id)
    draft = await ctx.uow.form_drafts.of_form(form.id, ctx.person.id, submission.subject)
    await ask(ctx, form, draft or _mending(submission, ctx), before=returned_text(form, submission))


def _mending(submission: Submission, ctx: Ctx) -> Draft:
    values = {k: v for k, v in submission.content.values.items() if k != submission.returned}
    return Draft(
        form_id=submission.form_id,
        circle_id=submission.circle_id,
        person_id=ctx.person.id,
        subject=submission.subject,
        home=submission.home,
        proxy=True,
        content=Content(values=values, name=submission.content.name),
    )


def read_neighbour(words: str) -> tuple[Address, str]:
    """``3-2-501 张奶奶``: an address and a name.

    Raises:
        Refusal: one of them cannot be told.
    """
    found = _NAME_LAST.fullmatch(words)
    if found is None or len(found["name"].strip()) > LONGEST_NAME:
        raise Refusal("form-help-whom-again")
    return read_address(found["address"]), found["name"].strip()


async def _ask_whom(ctx: Ctx, form: Form, circle: Circle) -> None:
    if not form.takes_answers(ctx.now):
        raise Refusal("form-closed", title=form.definition.title)
    data: dict[str, str | int | None] = {"form": form.id, "circle": circle.id, FORGETS: 1}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=WHO, data=data), ctx.now)
    ctx.say(ctx.person.id, text("form-help-whom", title=form.definition.title, circle=circle.title))


async def _own_circle(ctx: Ctx, form: Form, circle_id: int) -> Circle:
    found = [circle for circle in await watched(ctx, form) if circle.id == circle_id]
    if not found:
        raise Refusal("form-not-yours")
    return found[0]
