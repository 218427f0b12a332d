"""Registration forms as the config describes them."""

from pathlib import Path

from pydantic import ConfigDict, Field, field_validator

from bot.settings.sections import Section
from domain.forms.defining import faults_of
from domain.forms.model import Choice, Definition, Per, Question


class ChoiceSection(Choice):
    """One of the answers to choose from."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=40)
    label: str = Field(min_length=1, max_length=60)


class QuestionSection(Question):
    """A question of a form."""

    model_config = ConfigDict(extra="forbid")

    choices: tuple[ChoiceSection, ...] = ()


class FormSection(Section):
    """A registration form that staff can send out."""

    title: str = Field(min_length=1, max_length=40)
    purpose: str = Field(min_length=1, max_length=300)
    per: Per = Per.HOUSEHOLD
    open_days: int = Field(default=7, ge=1, le=365)
    keep_days: int = Field(default=30, ge=1, le=3650)
    questions: tuple[QuestionSection, ...] = Field(min_length=1)

    @field_validator("questions")
    @classmethod
    def _can_be_asked(cls, questions: tuple[QuestionSection, ...]) -> tuple[QuestionSection, ...]:
        form = Definition.model_validate(
            {"title": "-", "purpose": "-", "questions": [q.model_dump() for q in questions]}
        )
        faults = [
            f"{fault.args.get('question', '')}: {fault.key.removeprefix('form-fault-')}"
            f" {fault.args.get('part', fault.args.get('name', ''))}".strip()
            for fault in faults_of(form)
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return questions

    def model(self) -> Definition:
        """The form as the rules know it."""
        return Definition.model_validate(self.model_dump())


class RegistrationSection(Section):
    """How answers to registration forms are kept safe, and how those who are missing are chased."""

    key_file: Path = Path("data/linliquan.key")
    reminders: int = Field(default=3, ge=0, le=20)
    reminder_days: int = Field(default=2, ge=1, le=60)
