"""改截止: another deadline for a form that is open."""

from datetime import datetime

from domain.errors import Refusal
from domain.forms.model import Form, FormState
from domain.forms.requests import check_times, usual_erasure
from domain.messages import When, text
from domain.permissions import Permission
from domain.timing import read_moment
from handlers.asking import settled
from handlers.context import Ctx
from handlers.forms.common import erasure_day, find_form, refresh_card, routes, watched
from handlers.forms.deadlines import plan_deadlines
from handlers.incoming import Answer, Press
from handlers.routing import Where
from storage.dialogs import Dialog

UNTIL = "forms.until"


@routes.button("forms.postpone", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def ask_until(ctx: Ctx, press: Press) -> None:
    """Until when?"""
    form = await _own(ctx, press.number(0))
    dialog = Dialog(route=UNTIL, data={"form": form.id})
    await ctx.uow.dialogs.open(ctx.person.id, dialog, ctx.now)
    words = text("form-until", title=form.definition.title, closes=When(at=form.closes_at))
    ctx.say(ctx.person.id, words)


@routes.step(UNTIL, needs=Permission.MAKE_FORMS)
async def until_given(ctx: Ctx, message: Answer) -> None:
    """The new deadline, repeated in full; the erasure stays, unless it would come before."""
    form = await _own(ctx, int(message.data["form"] or 0))
    closes_at = settled(read_moment(message.body, ctx.now, ctx.community.zone))
    moved = _moved(form, closes_at)
    check_times(closes_at, moved.erases_at, ctx.now)
    await ctx.uow.forms.set_times(form.id, closes_at, moved.erases_at)
    await ctx.uow.dialogs.close(ctx.person.id)
    await ctx.uow.audit.add("form.postpone", ctx.person.id, str(form.id), ctx.now)
    await plan_deadlines(ctx, moved)
    for circle in await ctx.uow.form_people.circles(form.id):
        if circle.active:
            await refresh_card(ctx, moved, circle)
    words = text(
        "form-until-kept",
        title=form.definition.title,
        closes=When(at=closes_at),
        erases=erasure_day(ctx, moved),
    )
    ctx.reply(words)


def _moved(form: Form, closes_at: datetime) -> Form:
    erases_at = form.erases_at
    if erases_at <= closes_at:
        erases_at = usual_erasure(form.definition, closes_at)
    return form.model_copy(update={"closes_at": closes_at, "erases_at": erases_at})


async def _own(ctx: Ctx, form_id: int) -> Form:
    """A form that is open, and all of whose circles the actor looks after.

    Raises:
        Refusal: it is not.
    """
    form = await find_form(ctx, form_id)
    if len(await watched(ctx, form)) < len(form.circle_ids):
        raise Refusal("form-not-all-yours")
    if form.state is not FormState.OPEN:
        raise Refusal("form-closed", title=form.definition.title)
    return form
