"""Registration forms, what is being filled in, what was answered and who is missing."""

from storage.forms.answers import FormAnswers
from storage.forms.catalogue import FormPlan, Forms
from storage.forms.drafts import Draft, FormDrafts
from storage.forms.people import FormPeople

__all__ = ["Draft", "FormAnswers", "FormDrafts", "FormPeople", "FormPlan", "Forms"]
