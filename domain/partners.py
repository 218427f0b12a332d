"""Partner organisations that reports can be handed to."""

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.people import Person


class PartnerMember(BaseModel):
    """A person and the organisations they act for."""

    model_config = ConfigDict(frozen=True)

    person: Person
    organisations: tuple[str, ...]


def read_organisation(words: str, organisations: tuple[str, ...]) -> str:
    """The organisation that ``/partner`` names.

    Raises:
        Refusal: that lists the organisations of the config.
    """
    name = words.strip()
    if name not in organisations:
        raise Refusal("partner-unknown", word=name, organisations="、".join(organisations) or "—")
    return name
