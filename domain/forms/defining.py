"""Whether a form can be asked as it is defined, and what is sensitive by its words."""

import re
from collections.abc import Iterator

from domain.forms.expressions import ExpressionError, read_expression
from domain.forms.model import SELECTS, Definition, Kind, Question
from domain.messages import Text, text

MOST_QUESTIONS = 60
MOST_CHOICES = 40
"""Buttons under one message, some of the hundred that Telegram shows are for the way back."""

_PRIVATE_WORDS = re.compile(
    r"身份证|证件号|护照|手机|电话|联系方式|银行卡|病|残疾|\bphone\b|\bmobile\b|\bidentity\b"
    r"|\bpassport\b",
    re.IGNORECASE,
)


def looks_sensitive(label: str) -> bool:
    """Whether a question asks for something that should be masked, by its words."""
    return bool(_PRIVATE_WORDS.search(label))


def faults_of(definition: Definition) -> tuple[Text, ...]:
    """Everything for which a form cannot be asked, each in words that name the question."""
    faults: list[Text] = []
    if not definition.asked:
        faults.append(text("form-fault-empty"))
    if len(definition.questions) > MOST_QUESTIONS:
        faults.append(text("form-fault-too-many", allowed=MOST_QUESTIONS))
    before: set[str] = set()
    for question in definition.questions:
        faults += _faults_of_question(question, before)
        before.add(question.name)
    return tuple(faults)


def _faults_of_question(question: Question, before: set[str]) -> Iterator[Text]:
    label = question.label
    if question.name in before:
        yield text("form-fault-twice", question=label, name=question.name)
    if question.kind in SELECTS:
        yield from _faults_of_choices(question)
    for words, known in (
        (question.relevant, before),
        (question.constraint, before | {question.name}),
    ):
        if words:
            yield from _faults_of_expression(label, words, known)


def _faults_of_choices(question: Question) -> Iterator[Text]:
    names = [choice.name for choice in question.choices]
    if not 1 <= len(names) <= MOST_CHOICES:
        yield text("form-fault-choices", question=question.label, allowed=MOST_CHOICES)
    if len(set(names)) != len(names) or any(len(name.split()) != 1 for name in names):
        yield text("form-fault-choice-names", question=question.label)


def _faults_of_expression(label: str, words: str, known: set[str]) -> Iterator[Text]:
    try:
        wanted = read_expression(words).questions
    except ExpressionError as error:
        yield text("form-fault-expression", question=label, words=words, part=str(error))
        return
    for name in sorted(wanted - known):
        yield text("form-fault-unknown", question=label, name=name)


def guess_kind(label: str) -> Kind | None:
    """The kind that the words of a question all but name: 手机号码, 身份证."""
    if re.search(r"身份证|\bid (?:card|number)\b", label, re.IGNORECASE):
        return Kind.IDENTITY
    if re.search(r"手机|\bmobile\b", label, re.IGNORECASE):
        return Kind.MOBILE
    return None
