"""``/form 返京登记 @第一网格 截止=周日20:00``, read."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.forms.model import Definition
from domain.timing.model import moments_at

USUAL_HOUR = time(20)
LONGEST_OPEN = timedelta(days=366)
LONGEST_KEPT = timedelta(days=3660)

_OPTION = re.compile(
    r"(?P<key>截止|deadline|until|清除|erase)\s*=\s*(?P<value>.*?)(?=\s+\S+\s*=|\s*@|$)",
    re.IGNORECASE,
)
_CLOSES = {"截止", "deadline", "until"}


class Request(BaseModel):
    """What was asked for.

    Args:
        words: what is left: the name of a template and the audience.
        closes: the words for the deadline; empty if none.
        erases: the words for the day of erasure; empty if none.
    """

    model_config = ConfigDict(frozen=True)

    words: str
    closes: str = ""
    erases: str = ""


def read_request(words: str) -> Request:
    """Parts the options from the rest.

    Args:
        words: with full-width signs read as half-width.

    Raises:
        Refusal: an option is given twice.
    """
    found: dict[str, str] = {}
    for option in _OPTION.finditer(words):
        key = "closes" if option["key"].lower() in _CLOSES else "erases"
        if key in found:
            raise Refusal("form-option-twice", option=option["key"])
        found[key] = option["value"].strip()
    return Request(words=" ".join(_OPTION.sub(" ", words).split()), **found)


def pick_template(words: str, templates: Sequence[Definition]) -> Definition | None:
    """The template that is named; the beginning of a name will do if it names only one."""
    wanted = words.strip().casefold()
    if not wanted:
        return None
    exact = [t for t in templates if t.title.casefold() == wanted]
    begun = [t for t in templates if t.title.casefold().startswith(wanted)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def usual_deadline(definition: Definition, now: datetime, zone: ZoneInfo) -> datetime:
    """Eight in the evening, as many days on as the form says."""
    day = now.astimezone(zone).date() + timedelta(days=definition.open_days)
    return moments_at(datetime.combine(day, USUAL_HOUR), zone)[0].instant


def usual_erasure(definition: Definition, closes_at: datetime) -> datetime:
    """As long after the deadline as the form says."""
    return closes_at + timedelta(days=definition.keep_days)


def check_times(closes_at: datetime, erases_at: datetime, now: datetime) -> None:
    """Hold the two instants against each other.

    Raises:
        Refusal: it would close in the past or too late, or be erased before that or far too
            late.
    """
    if closes_at <= now:
        raise Refusal("form-deadline-past")
    if closes_at - now > LONGEST_OPEN:
        raise Refusal("form-open-too-long")
    if erases_at <= closes_at:
        raise Refusal("form-erased-too-early")
    if erases_at - closes_at > LONGEST_KEPT:
        raise Refusal("form-kept-too-long")
