"""Answers as rows of a table, in our own order or that of the superior office."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from domain.forms.chasing import in_order, parts_of
from domain.forms.model import AnswerState, Definition, Kind, Question, Submission
from domain.forms.reading import shown
from domain.text import normalise

NUMBER, ADDRESS, BUILDING, UNIT, ROOM = "@number", "@address", "@building", "@unit", "@room"
NAME, STATE, AT, BLANK = "@name", "@state", "@at", "@blank"
FIXED = (NUMBER, ADDRESS, BUILDING, UNIT, ROOM, NAME, STATE, AT)

CLOSE_ENOUGH = 75
"""How alike a heading and a question must be, of 100; people see what was matched."""

_BY_HEADING = {
    NUMBER: ("序号", "编号", "no", "number"),
    ADDRESS: ("地址", "住址", "家庭住址", "房间号", "门牌号", "address"),
    BUILDING: ("楼", "楼号", "楼栋", "栋", "building"),
    UNIT: ("单元", "单元号", "门", "unit"),
    ROOM: ("室", "房号", "户号", "室号", "room"),
    AT: ("登记时间", "填写时间", "提交时间", "submitted"),
    STATE: ("状态", "核对", "state"),
}
_BY_KIND = {
    Kind.MOBILE: ("电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "phone", "mobile"),
    Kind.IDENTITY: ("身份证", "身份证号", "身份证号码", "证件号码", "证件号", "identity"),
}
_NAMES = ("姓名", "名字", "户主", "户主姓名", "name")


def all_columns(definition: Definition) -> tuple[str, ...]:
    """Every column there is, in our own order."""
    return (NUMBER, ADDRESS, NAME, *(q.name for q in definition.asked), STATE, AT)


def match_headings(headings: Sequence[str], definition: Definition) -> tuple[str, ...]:
    """The column for each heading of the superior office's table; ``@blank`` for none.

    A question is used once; where the words do not match, the kind of a question may.
    """
    left = list(definition.asked)
    found: list[str] = []
    for heading in headings:
        column = _fixed(_bare(heading)) or _question(_bare(heading), left)
        left = [question for question in left if question.name != column]
        found.append(column or BLANK)
    return tuple(found)


def read_headings(words: str) -> tuple[str, ...]:
    """A heading row as people type or paste it: parted by commas, tabs, bars or spaces."""
    told = normalise(words).strip()
    parted = re.split(r"[\t|,、;；\n]", told)
    parts = parted if len(parted) > 1 else told.split()
    return tuple(part.strip() for part in parts if part.strip())


def _fixed(heading: str) -> str:
    return next((column for column, words in _BY_HEADING.items() if heading in words), "")


def _question(heading: str, left: Sequence[Question]) -> str:
    for question in left:
        if heading in {_bare(question.label), question.name.lower()}:
            return question.name
    for kind, words in _BY_KIND.items():
        of_kind = [q for q in left if q.kind is kind]
        if heading in words and of_kind:
            return of_kind[0].name
    if heading in _NAMES:
        named = [q for q in left if re.search(r"姓名|名字|\bname\b", q.label.lower())]
        return named[0].name if named else ""
    scored = [(fuzz.ratio(heading, _bare(q.label)), q.name) for q in left]
    best, name = max(scored, default=(0, ""))
    return name if best >= CLOSE_ENOUGH else ""


def _bare(words: str) -> str:
    return re.sub(r"[\s*?？:：()（）/]", "", normalise(words)).lower()


@dataclass(frozen=True)
class Wording:
    """How cells are put that are no answers.

    Args:
        states: words for where an answer is in its checking.
        photo: what stands for a picture.
        zone: whose wall-clock times are shown.
    """

    states: Mapping[AnswerState, str]
    photo: str
    zone: ZoneInfo


def rows_of(
    submissions: Iterable[Submission],
    definition: Definition,
    columns: Sequence[str],
    wording: Wording,
    *,
    full: bool,
) -> Iterator[tuple[str, ...]]:
    """Rows of cells, household by household.

    Args:
        submissions: current answers.
        definition: of the form.
        columns: which cells, in their order.
        wording: how what is no answer is put.
        full: sensitive answers are not masked.
    """
    ordered = sorted(submissions, key=lambda s: (in_order(s.home), s.id))
    for number, submission in enumerate(ordered, 1):
        fixed = {NUMBER: str(number), **_fixed_cells(submission, wording)}
        yield tuple(
            fixed[column]
            if column in fixed
            else _answer(definition.question(column), submission, wording, full=full)
            for column in columns
        )


def _fixed_cells(submission: Submission, wording: Wording) -> dict[str, str]:
    building, unit, room = parts_of(submission.home)
    return {
        ADDRESS: submission.home,
        BUILDING: building,
        UNIT: unit,
        ROOM: room,
        NAME: submission.content.name,
        STATE: wording.states[submission.state],
        AT: submission.at.astimezone(wording.zone).strftime("%Y-%m-%d %H:%M"),
        BLANK: "",
    }


def _answer(
    question: Question | None, submission: Submission, wording: Wording, *, full: bool
) -> str:
    """The cell of a question; empty if the form has no such question any more."""
    value = "" if question is None else submission.content.values.get(question.name, "")
    if question is None or not value:
        return ""
    return wording.photo if question.kind is Kind.PHOTO else shown(question, value, full=full)
