"""A form made in a dialogue: title, purpose, for whom, and question after question."""

import re

from domain.errors import Refusal
from domain.forms.defining import MOST_CHOICES, MOST_QUESTIONS, guess_kind, looks_sensitive
from domain.forms.model import SELECTS, Choice, Definition, Kind, Per, Question
from domain.messages import Button, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.forms.common import routes
from handlers.forms.making import go_on, own_plan
from handlers.forms.uploading import LONGEST_PURPOSE, check_words
from handlers.incoming import Answer, Press
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.forms import FormPlan

TITLE, REASON, LABEL, CHOICES = "form.title", "form.purpose", "form.label", "form.choices"
CARD = "formquestion"
LONGEST_TITLE = 40
LONGEST_LABEL = 200
LONGEST_CHOICE = 60


@routes.button("form.own", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def begin(ctx: Ctx, _press: Press) -> None:
    """自己做一张: begins with its title."""
    await own_plan(ctx)
    await _ask(ctx, TITLE, "form-guide-title")


@routes.step(TITLE, needs=Permission.MAKE_FORMS)
async def title_given(ctx: Ctx, message: Answer) -> None:
    """The title; then what it is for."""
    title = check_words(message.body, LONGEST_TITLE)
    await _keep(ctx, (await own_plan(ctx)).model_copy(update={"title": title}))
    await _ask(ctx, REASON, "form-guide-purpose")


@routes.step(REASON, needs=Permission.MAKE_FORMS)
async def purpose_given(ctx: Ctx, message: Answer) -> None:
    """The purpose; then one answer for each household, or each person?"""
    plan = await own_plan(ctx)
    purpose = check_words(message.body, LONGEST_PURPOSE)
    definition = Definition(title=plan.title, purpose=purpose)
    await _keep(ctx, plan.model_copy(update={"definition": definition}))
    await ctx.uow.dialogs.close(ctx.person.id)
    buttons = [
        Button(label=text(f"form-per-{per}"), route="form.per", args=(per.value,)) for per in Per
    ]
    ctx.say(ctx.person.id, text("form-guide-per"), [buttons])


@routes.button("form.per", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def per_chosen(ctx: Ctx, press: Press) -> None:
    """By household or by person; then the first question."""
    if press.word(0) not in set(Per):
        raise Refusal("button-outdated")
    plan, definition = await _made(ctx)
    definition = definition.model_copy(update={"per": Per(press.word(0))})
    await _keep(ctx, plan.model_copy(update={"definition": definition}))
    await _ask_label(ctx, definition)


@routes.step(LABEL, needs=Permission.MAKE_FORMS)
async def label_given(ctx: Ctx, message: Answer) -> None:
    """The words of a question; its kind follows, unless the words name it."""
    plan, _ = await _made(ctx)
    label = check_words(message.body, LONGEST_LABEL)
    plan = plan.model_copy(update={"label": label})
    await _keep(ctx, plan)
    await ctx.uow.dialogs.close(ctx.person.id)
    kind = guess_kind(label)
    if kind is not None:
        await _add(ctx, plan, kind, ())
        return
    buttons = [
        Button(label=text(f"form-kind-{kind}"), route="form.kind", args=(kind.value,))
        for kind in Kind
    ]
    rows = [buttons[n : n + 2] for n in range(0, len(buttons), 2)]
    ctx.say(ctx.person.id, text("form-guide-kind", question=label), rows)


@routes.button("form.kind", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def kind_chosen(ctx: Ctx, press: Press) -> None:
    """How it is answered; for choices, which ones."""
    plan, _ = await _made(ctx)
    if press.word(0) not in set(Kind) or not plan.label:
        raise Refusal("button-outdated")
    kind = Kind(press.word(0))
    if kind not in SELECTS:
        await _add(ctx, plan, kind, ())
        return
    data: dict[str, str | int | None] = {"kind": kind.value}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=CHOICES, data=data), ctx.now)
    ctx.say(ctx.person.id, text("form-guide-choices", question=plan.label))


@routes.step(CHOICES, needs=Permission.MAKE_FORMS)
async def choices_given(ctx: Ctx, message: Answer) -> None:
    """What there is to choose from, parted by commas or lines."""
    plan, _ = await _made(ctx)
    labels = [part.strip() for part in re.split(r"[,，、;；\n]", message.body) if part.strip()]
    labels = list(dict.fromkeys(labels))
    fits = all(len(label) <= LONGEST_CHOICE for label in labels)
    if not 1 < len(labels) <= MOST_CHOICES or not fits:
        raise Refusal("form-guide-choices-again", allowed=MOST_CHOICES, length=LONGEST_CHOICE)
    choices = tuple(Choice(name=f"c{n}", label=label) for n, label in enumerate(labels, 1))
    await ctx.uow.dialogs.close(ctx.person.id)
    await _add(ctx, plan, Kind(str(message.data["kind"])), choices)


@routes.button("form.toggle", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def toggle(ctx: Ctx, press: Press) -> None:
    """必填 or 保密 of the newest question, on or off."""
    plan, definition = await _made(ctx)
    if press.word(0) not in {"required", "sensitive"} or not definition.questions:
        raise Refusal("button-outdated")
    *others, newest = definition.questions
    changed = newest.model_copy(update={press.word(0): not getattr(newest, press.word(0))})
    definition = definition.model_copy(update={"questions": (*others, changed)})
    await _keep(ctx, plan.model_copy(update={"definition": definition}))
    _show(ctx, definition, again=True)


@routes.button("form.undo", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def undo(ctx: Ctx, _press: Press) -> None:
    """Takes the newest question away."""
    plan, definition = await _made(ctx)
    definition = definition.model_copy(update={"questions": definition.questions[:-1]})
    await _keep(ctx, plan.model_copy(update={"definition": definition}))
    ctx.edit(ctx.person.id, CARD, text("form-guide-undone"))
    await _ask_label(ctx, definition)


@routes.button("form.more", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def more(ctx: Ctx, _press: Press) -> None:
    """One more question."""
    _, definition = await _made(ctx)
    await _ask_label(ctx, definition)


@routes.button("form.finish", needs=Permission.MAKE_FORMS, where=Where.PRIVATE)
async def finish(ctx: Ctx, _press: Press) -> None:
    """做好了: for whom, or the preview."""
    plan, _ = await _made(ctx)
    await ctx.uow.dialogs.close(ctx.person.id)
    await go_on(ctx, plan)


async def _add(ctx: Ctx, plan: FormPlan, kind: Kind, choices: tuple[Choice, ...]) -> None:
    definition = plan.definition
    if definition is None or len(definition.questions) >= MOST_QUESTIONS:
        raise Refusal("form-guide-full", allowed=MOST_QUESTIONS)
    question = Question(
        name=f"q{len(definition.questions) + 1}",
        label=plan.label,
        kind=kind,
        required=kind is not Kind.NOTE,
        sensitive=looks_sensitive(plan.label),
        choices=choices,
    )
    definition = definition.model_copy(update={"questions": (*definition.questions, question)})
    await _keep(ctx, plan.model_copy(update={"definition": definition, "label": ""}))
    _show(ctx, definition)


def _show(ctx: Ctx, definition: Definition, *, again: bool = False) -> None:
    """The newest question with what can be done about it."""
    newest = definition.questions[-1]
    words = text(
        "form-guide-added",
        place=len(definition.questions),
        question=newest.label,
        kind=text(f"form-kind-{newest.kind}"),
    )
    rows = _question_rows(newest)
    if again:
        ctx.edit(ctx.person.id, CARD, words, rows)
    else:
        ctx.say(ctx.person.id, words, rows, card=CARD)


def _question_rows(newest: Question) -> list[list[Button]]:
    switches = []
    for name, key, on in (
        ("required", "btn-form-required", newest.required),
        ("sensitive", "btn-form-sensitive", newest.is_sensitive),
    ):
        label = text(key, on="yes" if on else "no")
        switches.append(Button(label=label, route="form.toggle", args=(name,)))
    more = [
        Button(label=text("btn-form-more"), route="form.more"),
        Button(label=text("btn-form-undo"), route="form.undo"),
    ]
    last = [Button(label=text("btn-form-finish"), route="form.finish")]
    return [switches if newest.kind is not Kind.NOTE else [], more, last]


async def _made(ctx: Ctx) -> tuple[FormPlan, Definition]:
    plan = await own_plan(ctx)
    if plan.definition is None:
        raise Refusal("form-plan-gone")
    return plan, plan.definition


async def _ask_label(ctx: Ctx, definition: Definition) -> None:
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=LABEL, data={}), ctx.now)
    ctx.say(ctx.person.id, text("form-guide-label", place=len(definition.questions) + 1))


async def _ask(ctx: Ctx, route: str, key: str) -> None:
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=route, data={}), ctx.now)
    ctx.say(ctx.person.id, text(key))


async def _keep(ctx: Ctx, plan: FormPlan) -> None:
    await ctx.uow.forms.keep_plan(ctx.person.id, plan, ctx.now)
