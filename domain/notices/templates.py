"""Templates of notices: words with blanks, such as ``{日期}停水``."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

_BLANK = re.compile(r"\{([^{}\n]{1,20})\}")


class Template(BaseModel):
    """A notice that is often sent.

    Args:
        name: what it is called on its button.
        text: its words; ``{…}`` are asked for each time.
    """

    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=1, max_length=20)
    text: str = Field(min_length=1, max_length=1000)


DEFAULT_TEMPLATES = (
    Template(name="停水", text="{哪天几点到几点}停水，请您提前储水。原因：{原因}。"),
    Template(name="停电", text="{哪天几点到几点}停电，请您提前安排，乘电梯请留意。原因：{原因}。"),
    Template(name="大扫除", text="{哪天几点}在{地点}大扫除，有空的邻居请来搭把手。"),
)


def blanks(words: str) -> tuple[str, ...]:
    """What has to be asked, each once, in the order of the text."""
    return tuple(dict.fromkeys(_BLANK.findall(words)))


def fill(words: str, filled: Sequence[str]) -> str:
    """The text with its blanks filled in, in the order of ``blanks``."""
    answers = dict(zip(blanks(words), filled, strict=True))
    return _BLANK.sub(lambda found: answers[found[1]], words)
