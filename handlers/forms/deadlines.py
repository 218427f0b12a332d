"""A form closes, and later its answers are erased; both happen after any downtime."""

from datetime import datetime

from domain.circles import Circle
from domain.errors import Refusal
from domain.forms.chasing import count_buildings, next_round
from domain.forms.model import AnswerState, Form, FormState
from domain.messages import Button, Text, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.forms.common import (
    card_buttons,
    card_name,
    card_text,
    find_form,
    progress_in,
    progress_text,
    routes,
    standing,
    watched,
)
from handlers.incoming import DueNow, Press
from handlers.routing import Where
from storage.schedules import Due

CLOSE, ERASE, REMIND = "forms.close", "forms.erase", "forms.remind"


async def plan_deadlines(ctx: Ctx, form: Form) -> None:
    """Set when a form closes, when it is erased, and when the bot reminds for the first time."""
    subject = str(form.id)
    dues = [
        Due(kind=CLOSE, subject=subject, due_at=form.closes_at),
        Due(kind=ERASE, subject=subject, due_at=form.erases_at),
    ]
    first = next_round(ctx.now, ctx.community.chase, ctx.community.quiet, ctx.community.zone)
    if ctx.community.chase.most and first < form.closes_at:
        dues.append(remind_due(form, first))
    await ctx.uow.schedules.replace("forms.", subject, dues)


def remind_due(form: Form, at: datetime) -> Due:
    """A round of reminders; pointless once the form has closed."""
    return Due(kind=REMIND, subject=str(form.id), due_at=at, expires_at=form.closes_at)


@routes.due(CLOSE, needs=Permission.PUBLIC)
async def close_due(ctx: Ctx, due: DueNow) -> None:
    """The deadline has come."""
    form = await find_form(ctx, int(due.subject))
    if form.state is FormState.OPEN and form.closes_at <= ctx.now:
        await close(ctx, form)


@routes.button("forms.end", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def ask_to_end(ctx: Ctx, press: Press) -> None:
    """提前结束 asks once more."""
    form = await find_form(ctx, press.number(0))
    await watched(ctx, form)
    if form.state is not FormState.OPEN:
        raise Refusal("form-closed", title=form.definition.title)
    sure = Button(label=text("btn-form-end-sure"), route="forms.end_yes", args=(form.id,))
    ctx.say(ctx.person.id, text("form-end-sure", title=form.definition.title), [[sure]])


@routes.button("forms.end_yes", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def end(ctx: Ctx, press: Press) -> None:
    """Closes the form now; who watches only some of its circles cannot."""
    form = await find_form(ctx, press.number(0))
    if len(await watched(ctx, form)) < len(form.circle_ids):
        raise Refusal("form-not-all-yours")
    if form.state is not FormState.OPEN:
        raise Refusal("form-closed", title=form.definition.title)
    await ctx.uow.audit.add("form.close", ctx.person.id, str(form.id), ctx.now)
    await ctx.uow.schedules.cancel(CLOSE, str(form.id))
    await ctx.uow.schedules.cancel(REMIND, str(form.id))
    await close(ctx, form.model_copy(update={"closes_at": ctx.now}))
    ctx.answer(text("done"))


async def close(ctx: Ctx, form: Form) -> None:
    """Take no answers any more, say so on the cards, and tell who made the form."""
    await ctx.uow.forms.set_state(form.id, FormState.CLOSED, form.closes_at)
    closed = form.model_copy(update={"state": FormState.CLOSED})
    for person_id in await ctx.uow.form_drafts.drop_unreturned(form.id):
        ctx.say(person_id, text("form-closed-on-you", title=form.definition.title))
    circles = await ctx.uow.form_people.circles(form.id)
    lines = [await _close_in(ctx, closed, circle) for circle in circles]
    states = await ctx.uow.form_answers.states(form.id, form.circle_ids)
    words = text(
        "form-closed-summary",
        title=form.definition.title,
        lines=tuple(lines),
        pending=states.get(AnswerState.PENDING, 0),
    )
    manage = Button(label=text("btn-form-manage"), route="forms.open", args=(form.id,))
    ctx.say(form.created_by, words, [[manage]])


async def _close_in(ctx: Ctx, form: Form, circle: Circle) -> Text:
    progress = await progress_in(ctx, form, circle.id)
    if circle.active:
        words = card_text(form, progress)
        ctx.edit(circle.chat_id, card_name(form), words, card_buttons(form))
    return text(
        "form-circle-line",
        circle=circle.title,
        progress=progress_text(form.definition.per, progress),
    )


@routes.due(ERASE, needs=Permission.PUBLIC)
async def erase(ctx: Ctx, due: DueNow) -> None:
    """The day of erasure: all answers with all versions go, the counts stay."""
    form = await find_form(ctx, int(due.subject))
    if form.state is FormState.ERASED or form.erases_at > ctx.now:
        return
    answered = await ctx.uow.form_answers.answered(form.id)
    erased = form.model_copy(update={"state": FormState.ERASED})
    for circle in await ctx.uow.form_people.circles(form.id):
        expected, given = await standing(ctx, form, circle.id, answered)
        counts = count_buildings(expected, given.items())
        await ctx.uow.forms.keep_counts(form.id, [(circle.id, *count) for count in counts])
        await _close_in(ctx, erased, circle)
    await ctx.uow.form_drafts.drop_of_form(form.id)
    await ctx.uow.form_answers.erase_form(form.id)
    await ctx.uow.audit.add("form.erase", None, str(form.id), ctx.now)
    ctx.say(form.created_by, text("form-erased", title=form.definition.title))
