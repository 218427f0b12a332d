"""``/signup 周六守桶 人数=6 截止=周五20:00 …``: the title and the options, as they were typed."""

import re
from collections.abc import Mapping

from domain.errors import Refusal

TITLE = "title"
SEATS = "seats"
UNTIL = "until"
WHEN = "when"
PLACE = "place"
SHIFTS = "shifts"
PARTY = "party"
ASK = "ask"
FOR = "for"
WAITING = "waiting"
NAMES = "names"
WEEKLY = "weekly"

YES, NO = "是", "否"

_NAMES = {
    "人数": SEATS,
    "名额": SEATS,
    "seats": SEATS,
    "截止": UNTIL,
    "until": UNTIL,
    "deadline": UNTIL,
    "时间": WHEN,
    "when": WHEN,
    "time": WHEN,
    "地点": PLACE,
    "place": PLACE,
    "where": PLACE,
    "时段": SHIFTS,
    "shifts": SHIFTS,
    "带人": PARTY,
    "party": PARTY,
    "guests": PARTY,
    "问": ASK,
    "ask": ASK,
    "资格": FOR,
    "for": FOR,
    "候补上限": WAITING,
    "waiting": WAITING,
    "公开名单": NAMES,
    "names": NAMES,
    "每周": WEEKLY,
    "weekly": WEEKLY,
}
KNOWN = "人数 截止 时间 地点 时段 带人 问 资格 候补上限 公开名单 每周"
"""The Chinese names of the options, for telling them."""

_KEY = re.compile(r"(?:(?<=\s)|^)([A-Za-z]+|[\u4e00-\u9fff]{1,6})\s*=\s*")
_BARE = re.compile(r"(?:(?<=\s)|^)(?:每周|weekly)(?=\s|$)", re.IGNORECASE)
_QUESTIONS = "\n"

Fields = dict[str, str]


def split_options(words: str) -> Fields:
    """What was typed for each option, and the title, by the names of this module.

    Args:
        words: what stands after the command, with full-width signs read as half-width.

    Raises:
        Refusal: for an option that there is not, or one that is given twice.
    """
    found = list(_KEY.finditer(words))
    first = found[0].start() if found else len(words)
    fields: Fields = {}
    _keep(fields, TITLE, words[:first])
    ends = [*(match.start() for match in found), len(words)][1:]
    for match, end in zip(found, ends, strict=True):
        name = _NAMES.get(match[1].lower())
        if name is None:
            raise Refusal("signup-unknown-option", word=match[1], known=KNOWN)
        _keep(fields, name, words[match.end() : end])
    return fields


def has_options(words: str) -> bool:
    """Whether words after a command without a slash are meant for it; else it is just talk."""
    return not words or any(m[1].lower() in _NAMES for m in _KEY.finditer(words))


def _keep(fields: Fields, name: str, value: str) -> None:
    """Keep what was typed, without the bare word 每周, which may stand anywhere."""
    if name != ASK and _BARE.search(value):
        value = _BARE.sub(" ", value)
        fields[WEEKLY] = YES
    value = value.strip(" \t\n,;；")
    if name == ASK and ASK in fields:
        fields[ASK] += _QUESTIONS + value
    elif name != WEEKLY and name in fields:
        raise Refusal("signup-option-twice", option=_chinese(name))
    else:
        fields[name] = value


def _chinese(name: str) -> str:
    names: Mapping[str, str] = _NAMES
    return next(word for word, meant in names.items() if meant == name)
