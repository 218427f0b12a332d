"""The last look at one's answers, and handing them in."""

from domain.circles import Circle
from domain.errors import Refusal
from domain.forms.filling import flags_of, next_question, relevant, tidy
from domain.forms.model import Content, Definition, Form, Kind, Question
from domain.forms.reading import shown
from domain.messages import Button, Say, Text, When, text
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.forms.common import refresh_card, routes
from handlers.forms.drafts import own_draft, today_of
from handlers.incoming import Press
from handlers.routing import Where
from storage.forms import Draft


async def last_look(ctx: Ctx, form: Form, draft: Draft) -> None:
    """Show the answers, the sensitive ones masked, with 提交 and 修改."""
    kept = await ctx.uow.form_drafts.keep(draft.model_copy(update={"asked": ""}), ctx.now)
    await ctx.uow.dialogs.close(ctx.person.id)
    buttons = [
        Button(label=text("btn-form-submit"), route="reg.submit", args=(kept.id,)),
        Button(label=text("btn-form-change"), route="reg.change", args=(kept.id,)),
    ]
    words = text(
        "form-last-look",
        title=form.definition.title,
        whose=whose(kept.home, kept.content),
        lines=answer_lines(ctx, form.definition, kept.content, full=False),
    )
    ctx.put(
        Say(
            to=ctx.person.id,
            text=words,
            buttons=keyboard([buttons]),
            card=look_card(kept),
            fleeting=True,
        )
    )


@routes.button("reg.submit", needs=Permission.FILL_FORMS, where=Where.PRIVATE)
async def submit(ctx: Ctx, press: Press) -> None:
    """提交: the answers count from now on."""
    form, draft = await own_draft(ctx, press.number(0))
    if next_question(form.definition, draft.content.values, today_of(ctx)) is not None:
        raise Refusal("form-incomplete")
    values = tidy(form.definition, draft.content.values, today_of(ctx))
    done = draft.model_copy(update={"content": Content(values=values, name=draft.content.name)})
    before = await ctx.uow.form_answers.current(form.id, draft.subject)
    other = before is not None and before.person_id not in {None, ctx.person.id}
    flags = flags_of(form.definition, values, other_person=other)
    submission = await ctx.uow.form_answers.submit(form, done, flags, ctx.now)
    await ctx.uow.form_drafts.drop(draft.id)
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.edit(ctx.person.id, look_card(draft), text("form-handed-in", title=form.definition.title))
    _thank(ctx, form, done, submission.version)
    if before is None:
        await _refresh(ctx, form, draft.circle_id)


def _thank(ctx: Ctx, form: Form, draft: Draft, version: int) -> None:
    thanks = text(
        "form-thanks-proxy" if draft.proxy else "form-thanks",
        title=form.definition.title,
        whose=whose(draft.home, draft.content),
        closes=When(at=form.closes_at),
    )
    newer = [text("form-new-version", version=version)] if version > 1 else []
    words = text("form-asking", lines=(thanks, *newer))
    ctx.put(Say(to=ctx.person.id, text=words, fleeting=True))


async def _refresh(ctx: Ctx, form: Form, circle_id: int) -> None:
    circle: Circle | None = await ctx.uow.circles.find(circle_id)
    if circle is not None and circle.active:
        await refresh_card(ctx, form, circle)


def answer_lines(
    ctx: Ctx, definition: Definition, content: Content, *, full: bool
) -> tuple[Text, ...]:
    """A line for each question that was asked, with its answer."""
    return tuple(
        text(
            "form-line",
            question=question.label.rstrip("？?：:"),
            answer=answer_text(question, content.values.get(question.name, ""), full=full),
        )
        for question in relevant(definition, content.values, today_of(ctx))
    )


def answer_text(question: Question, value: str, *, full: bool) -> Text:
    """An answer in words; a picture is only said to be there."""
    if not value:
        return text("form-skipped")
    if question.kind is Kind.PHOTO:
        return text("form-has-photo")
    return text("verbatim", word=shown(question, value, full=full))


def whose(home: str, content: Content) -> Text:
    """Whose answers these are: the address, and the name of a neighbour who was helped."""
    parts = " ".join(part for part in (home, content.name) if part)
    return text("verbatim", word=parts) if parts else text("form-no-address")


def look_card(draft: Draft) -> str:
    """The message of the last look."""
    return f"form:{draft.id}:look"
