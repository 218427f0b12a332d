"""How a question looks: its words and its buttons."""

from domain.forms.filling import notes_before, place_of, previous_question
from domain.forms.model import Form, Kind, Question
from domain.forms.reading import shown
from domain.messages import Button, Text, text
from handlers.context import Ctx
from handlers.forms.common import place_of_question
from handlers.forms.drafts import earlier_answers, today_of
from storage.forms import Draft

SHORT_LABEL = 10
"""Choices as short as this stand two in a row."""

_WAYS = {
    Kind.ONE: "form-how-one",
    Kind.SEVERAL: "form-how-several",
    Kind.PHOTO: "form-how-photo",
    Kind.DATE: "form-how-date",
    Kind.INTEGER: "form-how-number",
    Kind.DECIMAL: "form-how-number",
}


def question_text(
    ctx: Ctx, form: Form, draft: Draft, question: Question, before: Text | None
) -> Text:
    """The notes before a question, the question, and how it is answered."""
    values, today = draft.content.values, today_of(ctx)
    place, total = place_of(form.definition, values, today, question.name)
    lines = [] if before is None else [before]
    lines += [
        text("form-note", note=note.label)
        for note in notes_before(form.definition, values, today, question.name)
    ]
    lines.append(text("form-question", place=place, total=total, question=question.label))
    if question.hint:
        lines.append(text("form-hint", hint=question.hint))
    lines.append(text(_WAYS.get(question.kind, "form-how-words")))
    if question.is_sensitive:
        lines.append(text("form-how-sensitive"))
    return text("form-asking", lines=tuple(lines))


async def question_buttons(
    ctx: Ctx, form: Form, draft: Draft, question: Question
) -> list[list[Button]]:
    """The choices, the earlier answer, and the ways back and on."""
    at = (draft.id, place_of_question(form.definition, question))
    rows = _choice_rows(draft, question, at)
    earlier = (await earlier_answers(ctx, form, draft)).get(question.name)
    if earlier and question.kind is not Kind.PHOTO:
        label = text("btn-form-reuse", answer=shown(question, earlier, full=False))
        rows.append([Button(label=label, route="reg.reuse", args=at)])
    foot = []
    if previous_question(form.definition, draft.content.values, today_of(ctx), question.name):
        foot.append(Button(label=text("btn-form-back"), route="reg.back", args=(draft.id,)))
    if question.kind is Kind.SEVERAL:
        foot.append(Button(label=text("btn-form-ticked"), route="reg.ticked", args=at))
    elif not question.required:
        foot.append(Button(label=text("btn-form-skip"), route="reg.skip", args=at))
    return [*rows, foot]


def _choice_rows(draft: Draft, question: Question, at: tuple[int, int]) -> list[list[Button]]:
    ticked = draft.content.values.get(question.name, "").split()
    several = question.kind is Kind.SEVERAL
    labels = [
        text(
            "btn-form-choice",
            label=choice.label,
            tick=("on" if choice.name in ticked else "off") if several else "none",
        )
        for choice in question.choices
    ]
    buttons = [
        Button(label=label, route="reg.pick", args=(*at, place))
        for place, label in enumerate(labels)
    ]
    short = all(len(choice.label) <= SHORT_LABEL for choice in question.choices)
    width = 2 if short else 1
    return [buttons[n : n + width] for n in range(0, len(buttons), width)]
