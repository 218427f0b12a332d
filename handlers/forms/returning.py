"""打回: one question is to be answered again, with a reason; every other answer stands."""

from domain.errors import Refusal
from domain.forms.filling import relevant
from domain.forms.model import Form, Submission
from domain.messages import Button, Edit, Say, text
from domain.people import Reach
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.entry import FORGETS
from handlers.forms.checking import case_card, open_case, show_next
from handlers.forms.common import (
    fill_button,
    find_form,
    place_of_question,
    question_at,
    routes,
    watched,
)
from handlers.forms.drafts import today_of
from handlers.forms.entering import returned_text
from handlers.forms.finishing import whose
from handlers.incoming import Answer, Press
from handlers.routing import Where
from storage.dialogs import Dialog

REASON = "check.reason"
LONGEST_REASON = 200


@routes.button("check.back", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def send_back(ctx: Ctx, press: Press) -> None:
    """打回: which answer is not right?"""
    form, submission, _ = await open_case(ctx, press)
    rows = [
        [
            Button(
                label=text("verbatim", word=question.label),
                route="check.field",
                args=(submission.id, place_of_question(form.definition, question)),
            )
        ]
        for question in relevant(form.definition, submission.content.values, today_of(ctx))
    ]
    ctx.say(ctx.person.id, text("form-check-which-field"), rows)


@routes.button("check.field", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def field_chosen(ctx: Ctx, press: Press) -> None:
    """The answer that is not right; now the reason."""
    form, submission, _ = await open_case(ctx, press)
    place = press.number(1)
    question = question_at(form.definition, place)
    data: dict[str, str | int | None] = {"answer": submission.id, "place": place, FORGETS: 1}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=REASON, data=data), ctx.now)
    ctx.say(ctx.person.id, text("form-check-why", question=question.label))


@routes.step(REASON, needs=Permission.SEE_FORMS)
async def reason_given(ctx: Ctx, message: Answer) -> None:
    """The reason: the answer goes back to who gave it, who is told at once."""
    reason = " ".join(message.body.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise Refusal("form-check-reason-length", allowed=LONGEST_REASON)
    submission = await ctx.uow.form_answers.find(int(message.data["answer"] or 0))
    await ctx.uow.dialogs.close(ctx.person.id)
    if submission is None:
        raise Refusal("form-check-done-before")
    form = await find_form(ctx, submission.form_id)
    if submission.circle_id not in {circle.id for circle in await watched(ctx, form)}:
        raise Refusal("form-not-yours")
    question = question_at(form.definition, int(message.data["place"] or 0))
    await _return(ctx, form, submission, question.name, reason)
    await show_next(ctx, form)


async def _return(ctx: Ctx, form: Form, submission: Submission, question: str, reason: str) -> None:
    if not await ctx.uow.form_answers.send_back(
        submission, question, reason, ctx.person.id, ctx.now
    ):
        raise Refusal("form-check-done-before")
    await ctx.uow.audit.add("form.return", ctx.person.id, f"{form.id}:{submission.id}", ctx.now)
    words = text("form-check-returned", whose=whose(submission.home, submission.content))
    ctx.put(Edit(to=ctx.person.id, card=case_card(submission), text=words, fleeting=True))
    returned = submission.model_copy(
        update={
            "returned": question,
            "content": submission.content.model_copy(update={"reason": reason}),
        }
    )
    await _tell(ctx, form, returned)


async def _tell(ctx: Ctx, form: Form, submission: Submission) -> None:
    """Who filled it in hears why; if the bot cannot write to them, who sent it back is told."""
    person = await ctx.uow.people.find(submission.person_id or 0)
    if person is None or person.reach is not Reach.OPEN:
        who = whose(submission.home, submission.content)
        words = text("form-check-not-reached", whose=who)
        ctx.put(Say(to=ctx.person.id, text=words, fleeting=True))
        return
    if submission.proxy:
        button = Button(label=text("btn-form-mend"), route="reg.mend", args=(submission.id,))
    else:
        button = fill_button(form)
    words = text(
        "form-returned-told",
        whose=whose(submission.home, submission.content),
        why=returned_text(form, submission),
    )
    ctx.put(Say(to=person.id, text=words, buttons=keyboard([[button]]), fleeting=True))
