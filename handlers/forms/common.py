"""What all routes of forms share: loading, rights, progress and the card in the group."""

from domain.circles import Circle, CircleKind
from domain.errors import Refusal
from domain.forms.chasing import Expected, Progress, progress_of
from domain.forms.model import Definition, Form, FormState, Per, Question
from domain.messages import Button, Text, When, text
from domain.people import Actor
from handlers.context import Ctx
from handlers.routing import Routes

routes = Routes("forms")

FILL_LINK = "run-register-"
"""Deep link that runs ``/register`` with the number of a form."""


async def find_form(ctx: Ctx, form_id: int) -> Form:
    """A form by its number.

    Raises:
        Refusal: there is none, as in a forged button.
    """
    form = await ctx.uow.forms.find(form_id)
    if form is None:
        raise Refusal("form-unknown")
    return form


async def watched(ctx: Ctx, form: Form, actor: Actor | None = None) -> list[Circle]:
    """The circles of a form that somebody looks after.

    Raises:
        Refusal: none of them is theirs.
    """
    actor = actor or ctx.actor
    found = [c for c in await ctx.uow.form_people.circles(form.id) if looks_after(actor, c)]
    if not found:
        raise Refusal("form-not-yours")
    return found


def looks_after(actor: Actor, circle: Circle) -> bool:
    """Whether a circle is in the grids of staff, or one that they captain."""
    captain = any(m.captain and m.circle.id == circle.id for m in actor.memberships)
    return actor.admin or captain or (bool(actor.grids) and actor.serves(circle.grid))


def home_circle(actor: Actor, form: Form) -> Circle | None:
    """The circle in which somebody's answer counts: that of their building before others."""
    own = [m.circle for m in actor.memberships if m.circle.id in form.circle_ids]
    neighbours = [circle for circle in own if circle.kind is CircleKind.NEIGHBOURS]
    return next(iter(neighbours or own), None)


Given = dict[int, list[tuple[str, str]]]
"""Household or person, and address, of each answer, by circle."""


async def standing(
    ctx: Ctx, form: Form, circle_id: int, answered: Given | None = None
) -> tuple[Expected, dict[str, str]]:
    """Who is to answer in a circle, and who has, with their addresses.

    Who is expected here counts as having answered wherever they did.

    Args:
        ctx: of whoever looks.
        form: the form.
        circle_id: where.
        answered: all answers, where they were read already.
    """
    if answered is None:
        answered = await ctx.uow.form_answers.answered(form.id)
    admins = ctx.community.admins
    expected = await ctx.uow.form_people.expected(form.definition.per, circle_id, admins)
    wanted = expected.subjects
    everywhere = [pair for of_circle in answered.values() for pair in of_circle]
    given = {subject: home for subject, home in everywhere if subject in wanted}
    return expected, given | dict(answered.get(circle_id, []))


async def progress_in(
    ctx: Ctx, form: Form, circle_id: int, answered: Given | None = None
) -> Progress:
    """How far a circle is."""
    return progress_of(*await standing(ctx, form, circle_id, answered))


def progress_text(per: Per, progress: Progress) -> Text:
    """已登记 86/120 户."""
    key = "form-progress-households" if per is Per.HOUSEHOLD else "form-progress-people"
    return text(key, done=progress.done, total=progress.total)


def card_name(form: Form) -> str:
    """The card of a form in a group."""
    return f"formcard:{form.id}"


def card_text(form: Form, progress: Progress) -> Text:
    """What a group sees of a form: nothing of any household but the count."""
    key = {
        FormState.OPEN: "form-card",
        FormState.CLOSED: "form-card-closed",
        FormState.ERASED: "form-card-erased",
    }[form.state]
    return text(
        key,
        title=form.definition.title,
        purpose=form.definition.purpose,
        closes=When(at=form.closes_at),
        progress=progress_text(form.definition.per, progress),
    )


def card_buttons(form: Form) -> list[list[Button]]:
    """The way to fill it in, while it is open."""
    if form.state is not FormState.OPEN:
        return []
    return [[fill_button(form)]]


def fill_button(form: Form) -> Button:
    """去填写: opens the private chat at this form."""
    return Button(label=text("btn-form-fill"), start=f"{FILL_LINK}{form.id}")


async def refresh_card(ctx: Ctx, form: Form, circle: Circle) -> None:
    """Show the newest count in a group."""
    progress = await progress_in(ctx, form, circle.id)
    ctx.edit(circle.chat_id, card_name(form), card_text(form, progress), card_buttons(form))


def question_at(definition: Definition, place: int) -> Question:
    """A question by its place, as buttons carry it.

    Raises:
        Refusal: there is none, as in a forged or old button.
    """
    if not 0 <= place < len(definition.questions):
        raise Refusal("button-outdated")
    return definition.questions[place]


def place_of_question(definition: Definition, question: Question) -> int:
    """The place of a question, for buttons."""
    return definition.questions.index(question)


def erasure_day(ctx: Ctx, form: Form) -> str:
    """The day on which the answers go, as 2026-12-31."""
    return form.erases_at.astimezone(ctx.community.zone).date().isoformat()
