"""核对: what is odd first, one answer at a time, the rest at once."""

from domain.circles import Circle
from domain.errors import Refusal
from domain.forms.checking import Case, cases_of, plain
from domain.forms.model import AnswerState, Form, Kind, Submission
from domain.messages import Button, Edit, Say, Text, When, text
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.forms.common import find_form, routes, watched
from handlers.forms.finishing import answer_lines, whose
from handlers.forms.progress import expected_in
from handlers.incoming import Press
from handlers.routing import Where


@routes.button("forms.check", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def check(ctx: Ctx, press: Press) -> None:
    """The first answer that waits, what is odd before all others."""
    form = await find_form(ctx, press.number(0))
    await show_next(ctx, form)


@routes.button("check.next", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def skip(ctx: Ctx, press: Press) -> None:
    """先看下一份: this one goes on waiting."""
    form, submission, _ = await open_case(ctx, press)
    _settle(ctx, submission, text("form-check-left"))
    await show_next(ctx, form, after=submission.id)


@routes.button("check.pass", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def pass_one(ctx: Ctx, press: Press) -> None:
    """通过."""
    form, submission, _ = await open_case(ctx, press)
    await ctx.uow.form_answers.pass_all([submission.id], ctx.person.id, ctx.now)
    _settle(ctx, submission, text("form-check-passed", whose=_whose(submission)))
    await show_next(ctx, form)


@routes.button("check.full", needs=Permission.SEE_ANSWERS_IN_FULL, where=Where.PRIVATE)
async def show_in_full(ctx: Ctx, press: Press) -> None:
    """显示完整内容: a look at sensitive data, which is recorded."""
    form, submission, case = await open_case(ctx, press)
    await ctx.uow.audit.add("form.look", ctx.person.id, f"{form.id}:{submission.id}", ctx.now)
    ctx.put(
        Edit(
            to=ctx.person.id,
            card=case_card(submission),
            text=_case_text(ctx, form, case, full=True),
            buttons=keyboard(_case_buttons(ctx, form, submission, full=True)),
            fleeting=True,
        )
    )


@routes.button("check.photo", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def show_photos(ctx: Ctx, press: Press) -> None:
    """看照片: a look at what may be sensitive, recorded as such."""
    form, submission, _ = await open_case(ctx, press)
    values = submission.content.values
    photos = [q for q in form.definition.asked if q.kind is Kind.PHOTO and values.get(q.name)]
    if not photos:
        raise Refusal("button-outdated")
    await ctx.uow.audit.add("form.photo", ctx.person.id, f"{form.id}:{submission.id}", ctx.now)
    for question in photos:
        words = text("verbatim", word=question.label)
        ctx.put(Say(to=ctx.person.id, text=words, photo=values[question.name], fleeting=True))


@routes.button("check.all", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def ask_to_pass_all(ctx: Ctx, press: Press) -> None:
    """全部通过 says how many it would be, and asks."""
    form = await find_form(ctx, press.number(0))
    rest = plain(await cases(ctx, form, await watched(ctx, form)))
    if not rest:
        raise Refusal("form-check-none-plain")
    sure = Button(
        label=text("btn-form-pass-all-sure", count=len(rest)),
        route="check.all_yes",
        args=(form.id, len(rest), rest[-1].submission.id),
    )
    ctx.say(ctx.person.id, text("form-check-all-sure", count=len(rest)), [[sure]])


@routes.button("check.all_yes", needs=Permission.SEE_FORMS, where=Where.PRIVATE)
async def pass_all(ctx: Ctx, press: Press) -> None:
    """Passes those that were counted; if they are others by now, it asks again."""
    form = await find_form(ctx, press.number(0))
    rest = plain(await cases(ctx, form, await watched(ctx, form)))
    if not rest or (len(rest), rest[-1].submission.id) != (press.number(1), press.number(2)):
        raise Refusal("form-check-changed")
    ids = [case.submission.id for case in rest]
    passed = await ctx.uow.form_answers.pass_all(ids, ctx.person.id, ctx.now)
    await ctx.uow.audit.add("form.pass", ctx.person.id, f"{form.id}:{passed}", ctx.now)
    ctx.answer(text("form-check-all-passed", count=passed), alert=True)
    await show_next(ctx, form)


async def show_next(ctx: Ctx, form: Form, after: int = 0) -> None:
    """The next answer that waits, or that there is none.

    Args:
        ctx: of whoever checks.
        form: the form.
        after: the answer that was left for later, and those before it, come last.
    """
    ctx.forget = True
    found = await cases(ctx, form, await watched(ctx, form))
    if not found:
        ctx.say(ctx.person.id, text("form-check-none", title=form.definition.title))
        return
    places = [case.submission.id for case in found]
    start = (places.index(after) + 1) % len(found) if after in places else 0
    _show(ctx, form, found[start], found)


def _show(ctx: Ctx, form: Form, case: Case, found: list[Case]) -> None:
    rows = _case_buttons(ctx, form, case.submission, full=False)
    rest = len(plain(found))
    if rest > 1:
        label = text("btn-form-pass-all", count=rest)
        rows.append([Button(label=label, route="check.all", args=(form.id,))])
    ctx.put(
        Say(
            to=ctx.person.id,
            text=_case_text(ctx, form, case, full=False, waiting=len(found)),
            buttons=keyboard(rows),
            card=case_card(case.submission),
            fleeting=True,
        )
    )


async def cases(ctx: Ctx, form: Form, circles: list[Circle]) -> list[Case]:
    """The answers that wait in some circles, the odd ones first."""
    rows = await ctx.uow.form_answers.sealed_rows(
        form.id, [circle.id for circle in circles], AnswerState.PENDING
    )
    expected = {circle.id: await expected_in(ctx, form, circle) for circle in circles}
    duplicates = await ctx.uow.form_answers.duplicates(form.id)
    return cases_of(ctx.uow.form_answers.opened(rows), expected, duplicates)


async def open_case(ctx: Ctx, press: Press) -> tuple[Form, Submission, Case]:
    """The answer that a button is about.

    Raises:
        Refusal: it was checked or changed meanwhile, or is in a circle of somebody else.
    """
    ctx.forget = True
    submission = await ctx.uow.form_answers.find(press.number(0))
    if submission is None or submission.state is not AnswerState.PENDING:
        raise Refusal("form-check-done-before")
    form = await find_form(ctx, submission.form_id)
    circles = [c for c in await watched(ctx, form) if c.id == submission.circle_id]
    if not circles:
        raise Refusal("form-not-yours")
    expected = {circle.id: await expected_in(ctx, form, circle) for circle in circles}
    duplicates = await ctx.uow.form_answers.duplicates(form.id)
    return form, submission, cases_of([submission], expected, duplicates)[0]


def _case_text(ctx: Ctx, form: Form, case: Case, *, full: bool, waiting: int = 0) -> Text:
    submission = case.submission
    return text(
        "form-check-case",
        title=form.definition.title,
        waiting=waiting,
        whose=_whose(submission),
        at=When(at=submission.at),
        version=submission.version,
        proxy="yes" if submission.proxy else "no",
        lines=(
            *(text(f"form-odd-{oddity}") for oddity in case.oddities),
            text("blank"),
            *answer_lines(ctx, form.definition, submission.content, full=full),
        ),
    )


def _case_buttons(
    ctx: Ctx, form: Form, submission: Submission, *, full: bool
) -> list[list[Button]]:
    at = (submission.id,)
    decide = [
        Button(label=text("btn-form-pass"), route="check.pass", args=at),
        Button(label=text("btn-form-send-back"), route="check.back", args=at),
    ]
    looks = []
    if not full and ctx.may(Permission.SEE_ANSWERS_IN_FULL):
        looks.append(Button(label=text("btn-form-full"), route="check.full", args=at))
    if any(
        question.kind is Kind.PHOTO and submission.content.values.get(question.name)
        for question in form.definition.asked
    ):
        looks.append(Button(label=text("btn-form-photos"), route="check.photo", args=at))
    later = Button(label=text("btn-form-next"), route="check.next", args=at)
    return [decide, [*looks, later]]


def _settle(ctx: Ctx, submission: Submission, words: Text) -> None:
    """The message of an answer that was looked at holds it no longer."""
    ctx.put(Edit(to=ctx.person.id, card=case_card(submission), text=words, fleeting=True))


def _whose(submission: Submission) -> Text:
    return whose(submission.home, submission.content)


def case_card(submission: Submission) -> str:
    """The message of an answer that is checked."""
    return f"form:case{submission.id}"
