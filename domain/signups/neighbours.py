"""A neighbour without Telegram, as the organiser names them: 张奶奶 3-2-501 2人."""

import re

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.people import Address, read_address
from domain.text import normalise

LONGEST_NAME = 20
_PARTY = re.compile(r"[\s,]+(?:[x×*]\s*)?([1-9]\d?)\s*[人位名口]\s*$", re.ASCII)


class Neighbour(BaseModel):
    """Who they are, where they live, and how many come."""

    model_config = ConfigDict(frozen=True)

    name: str
    address: Address
    party: int = 1


def read_neighbour(words: str) -> Neighbour:
    """Name, address, and how many come where it is more than one.

    Raises:
        Refusal: when name and address cannot be told apart.
    """
    told = " ".join(normalise(words).replace("，", " ").replace(",", " ").split())
    party = _PARTY.search(told)
    if party:
        told = told[: party.start()]
    name, _, rest = told.partition(" ")
    if not name or not rest or len(name) > LONGEST_NAME:
        raise Refusal("signup-neighbour-unclear")
    return Neighbour(name=name, address=read_address(rest), party=int(party[1]) if party else 1)
