"""Which question comes next: the way through a form."""

from datetime import date

from domain.forms.expressions import Scope, read_expression
from domain.forms.model import Definition, Kind, Question, Values
from domain.forms.reading import is_unusual


def is_asked(question: Question, values: Values, today: date) -> bool:
    """Whether a question is relevant, after what was answered so far."""
    if not question.relevant:
        return True
    return read_expression(question.relevant).holds(Scope(values=values, today=today))


def relevant(definition: Definition, values: Values, today: date) -> tuple[Question, ...]:
    """The questions that want an answer now, in order.

    What was answered to a question that is no longer asked does not count for those after it.
    """
    found: list[Question] = []
    counted: Values = {}
    for question in definition.asked:
        if is_asked(question, counted, today):
            found.append(question)
            counted[question.name] = values.get(question.name, "")
    return tuple(found)


def tidy(definition: Definition, values: Values, today: date) -> Values:
    """The answers without those to questions that are no longer asked."""
    names = [question.name for question in relevant(definition, values, today)]
    return {name: values[name] for name in names if name in values}


def next_question(definition: Definition, values: Values, today: date) -> Question | None:
    """The first question without an answer; none when everything is answered."""
    for question in relevant(definition, values, today):
        if question.name not in values:
            return question
    return None


def previous_question(
    definition: Definition, values: Values, today: date, asked: str
) -> Question | None:
    """The question before the one that is being asked; none at the first."""
    names = relevant(definition, values, today)
    before = None
    for question in names:
        if question.name == asked:
            return before
        before = question
    return before


def notes_before(
    definition: Definition, values: Values, today: date, asked: str
) -> tuple[Question, ...]:
    """The notes that stand right before a question and are relevant."""
    notes: list[Question] = []
    for question in definition.questions:
        if question.name == asked:
            return tuple(notes)
        if question.kind is not Kind.NOTE:
            notes = []
        elif is_asked(question, values, today):
            notes.append(question)
    return ()


def place_of(definition: Definition, values: Values, today: date, asked: str) -> tuple[int, int]:
    """Which of how many questions one is, as far as one can tell now."""
    names = [question.name for question in relevant(definition, values, today)]
    return (names.index(asked) + 1 if asked in names else 1), len(names)


def reusable(definition: Definition, earlier: dict[str, tuple[Kind, str]]) -> Values:
    """Earlier answers that still fit the questions of a form.

    Args:
        definition: the form to be filled in.
        earlier: kind and value of what the person answered last, by the words that were asked.
    """
    return {
        question.name: earlier[question.label][1]
        for question in definition.asked
        if question.label in earlier and _fits(question, *earlier[question.label])
    }


def _fits(question: Question, kind: Kind, value: str) -> bool:
    """Whether an earlier answer can be given to a question; what was skipped may be skipped."""
    if not value:
        return not question.required
    names = {choice.name for choice in question.choices}
    return kind is question.kind and (not names or set(value.split()) <= names)


def flags_of(definition: Definition, values: Values, *, other_person: bool) -> tuple[str, ...]:
    """What is odd about an answer by itself.

    Args:
        definition: of the form.
        values: the answers.
        other_person: an earlier version came from somebody else of the household.
    """
    unusual = [
        question.name
        for question in definition.asked
        if is_unusual(question, values.get(question.name, ""))
    ]
    return (*(["range"] if unusual else []), *(["other-person"] if other_person else []))
