"""The way into a form: what it is for, one's address, and what was answered before."""

from domain.errors import Refusal
from domain.forms.filling import next_question, reusable
from domain.forms.model import AnswerState, Content, Form, Per, Submission, Values
from domain.messages import Button, Say, Text, When, text
from domain.people import read_address
from domain.permissions import Permission
from domain.text import normalise
from handlers.context import Ctx, keyboard
from handlers.entry import FORGETS
from handlers.forms.asking import ask
from handlers.forms.changing import offer_change
from handlers.forms.common import erasure_day, find_form, home_circle, routes
from handlers.forms.drafts import today_of
from handlers.forms.finishing import answer_lines, whose
from handlers.incoming import Answer, Press
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.forms import Draft
from storage.forms.people import subject_of

ADDRESS = "reg.address"


async def enter(ctx: Ctx, form: Form) -> None:
    """Go to where somebody is in a form: before it, in the middle of it, or done."""
    await _check_in(ctx, form)
    current = await _current(ctx, form)
    if current is not None and current.state is AnswerState.RETURNED:
        await _mend(ctx, form, current)
        return
    if not form.takes_answers(ctx.now):
        raise Refusal("form-closed", title=form.definition.title)
    if form.definition.per is Per.HOUSEHOLD and ctx.person.address is None:
        await _ask_address(ctx, form)
        return
    subject = subject_of(form.definition.per, ctx.person)
    draft = await ctx.uow.form_drafts.of_form(form.id, ctx.person.id, subject)
    if draft is not None:
        await ask(ctx, form, draft, before=_resumed(form))
    elif current is not None:
        _show_handed_in(ctx, form, current)
    else:
        await _introduce(ctx, form)


@routes.step(ADDRESS, needs=Permission.FILL_FORMS)
async def address(ctx: Ctx, message: Answer) -> None:
    """The address, asked for before a form of the household."""
    form = await find_form(ctx, int(message.data["form"] or 0))
    try:
        found = read_address(normalise(message.body))
    except Refusal as refusal:
        ctx.say(ctx.person.id, refusal.text)
        return
    await ctx.uow.people.bind(ctx.person.id, found)
    await ctx.uow.dialogs.close(ctx.person.id)
    person = ctx.person.model_copy(update={"address": found})
    ctx.actor = ctx.actor.model_copy(update={"person": person})
    await enter(ctx, form)


@routes.button("reg.begin", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def begin(ctx: Ctx, press: Press) -> None:
    """开始填写: the first question; an answer of somebody else of the household is not shown."""
    form = await _may_begin(ctx, press)
    await ask(ctx, form, await _new_draft(ctx, form, {}))


@routes.button("reg.same", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def same(ctx: Ctx, press: Press) -> None:
    """与上次相同: all earlier answers that fit; what is left is asked, then the last look."""
    form = await _may_begin(ctx, press)
    ctx.forget = True
    await ask(ctx, form, await _new_draft(ctx, form, await _earlier(ctx, form)))


@routes.button("reg.redo", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def redo(ctx: Ctx, press: Press) -> None:
    """修改 of what was handed in: one answer at a time."""
    form = await _may_begin(ctx, press)
    ctx.forget = True
    current = await _current(ctx, form)
    if current is None or current.person_id != ctx.person.id:
        raise Refusal("button-outdated")
    draft = await _new_draft(ctx, form, current.content.values)
    offer_change(ctx, form, draft)


async def _may_begin(ctx: Ctx, press: Press) -> Form:
    """The form of a button, if it can be filled in now.

    Raises:
        Refusal: it cannot, or there is something begun already, which is not thrown away.
    """
    form = await find_form(ctx, press.number(0))
    await _check_in(ctx, form)
    if not form.takes_answers(ctx.now):
        raise Refusal("form-closed", title=form.definition.title)
    if form.definition.per is Per.HOUSEHOLD and ctx.person.address is None:
        raise Refusal("form-address-first")
    subject = subject_of(form.definition.per, ctx.person)
    if await ctx.uow.form_drafts.of_form(form.id, ctx.person.id, subject) is not None:
        raise Refusal("form-begun-before")
    return form


async def _check_in(ctx: Ctx, form: Form) -> None:
    if home_circle(ctx.actor, form) is None:
        raise Refusal("form-not-for-you", title=form.definition.title)


async def _new_draft(ctx: Ctx, form: Form, values: Values) -> Draft:
    circle = home_circle(ctx.actor, form)
    draft = Draft(
        form_id=form.id,
        circle_id=circle.id if circle else 0,
        person_id=ctx.person.id,
        subject=subject_of(form.definition.per, ctx.person),
        home=str(ctx.person.address or ""),
        content=Content(values=values),
    )
    return await ctx.uow.form_drafts.keep(draft, ctx.now)


async def _mend(ctx: Ctx, form: Form, current: Submission) -> None:
    """Ask the one question again that was sent back; every other answer stands."""
    subject = subject_of(form.definition.per, ctx.person)
    draft = await ctx.uow.form_drafts.of_form(form.id, ctx.person.id, subject)
    if draft is None:
        values = {k: v for k, v in current.content.values.items() if k != current.returned}
        own = current.person_id == ctx.person.id
        draft = await _new_draft(ctx, form, values if own else {})
    await ask(ctx, form, draft, before=returned_text(form, current))


def returned_text(form: Form, current: Submission) -> Text:
    """Which answer was sent back, and why."""
    question = form.definition.question(current.returned)
    return text(
        "form-returned",
        title=form.definition.title,
        question=question.label if question else current.returned,
        reason=current.content.reason,
    )


async def _ask_address(ctx: Ctx, form: Form) -> None:
    data: dict[str, str | int | None] = {"form": form.id, FORGETS: 1}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=ADDRESS, data=data), ctx.now)
    ctx.say(ctx.person.id, text("form-which-address", title=form.definition.title))


async def _introduce(ctx: Ctx, form: Form) -> None:
    """What it is for and when it is erased comes before the first question."""
    begin_button = Button(label=text("btn-form-begin"), route="reg.begin", args=(form.id,))
    rows = [[begin_button]]
    values = await _earlier(ctx, form)
    if values and next_question(form.definition, values, today_of(ctx)) is None:
        rows.append([Button(label=text("btn-form-reuse-all"), route="reg.same", args=(form.id,))])
    ctx.say(ctx.person.id, _introduction(ctx, form), rows)


def _introduction(ctx: Ctx, form: Form) -> Text:
    return text(
        "form-intro",
        per=form.definition.per.value,
        title=form.definition.title,
        purpose=form.definition.purpose,
        erases=erasure_day(ctx, form),
        closes=When(at=form.closes_at),
        count=len(form.definition.asked),
        address=str(ctx.person.address or ""),
    )


async def _earlier(ctx: Ctx, form: Form) -> Values:
    return reusable(form.definition, await ctx.uow.form_answers.earlier(ctx.person.id))


async def _current(ctx: Ctx, form: Form) -> Submission | None:
    subject = subject_of(form.definition.per, ctx.person)
    return await ctx.uow.form_answers.current(form.id, subject)


def _resumed(form: Form) -> Text:
    return text("form-resumed", title=form.definition.title)


def _show_handed_in(ctx: Ctx, form: Form, current: Submission) -> None:
    """Their own answers, masked; of somebody else's only that they are there."""
    ctx.forget = True
    if current.person_id != ctx.person.id:
        again = Button(label=text("btn-form-fill-again"), route="reg.begin", args=(form.id,))
        words = text("form-done-by-other", title=form.definition.title, at=When(at=current.at))
        ctx.say(ctx.person.id, words, [[again]])
        return
    change = Button(label=text("btn-form-change"), route="reg.redo", args=(form.id,))
    words = text(
        "form-handed-in-before",
        title=form.definition.title,
        whose=whose(current.home, current.content),
        at=When(at=current.at),
        state=text(f"form-state-{current.state}"),
        lines=answer_lines(ctx, form.definition, current.content, full=False),
    )
    ctx.put(Say(to=ctx.person.id, text=words, buttons=keyboard([[change]]), fleeting=True))
