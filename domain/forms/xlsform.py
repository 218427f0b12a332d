"""Workbooks in the XLSForm standard as forms (https://xlsform.org/en/).

Whatever the bot cannot do is named: what would change the meaning of the form makes it wrong, what
the form can do without is left out and said so. Two type words of our own, ``mobile`` and
``identity``, and a column ``sensitive`` go beyond the standard.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.forms.defining import faults_of, looks_sensitive
from domain.forms.model import Choice, Definition, Kind, Per, Question
from domain.messages import Text, text

Rows = Sequence[Sequence[str]]

LONGEST_LABEL = 200
NOT_SAID = "—"
"""Stands for a purpose until somebody is asked for it."""

_KINDS = {kind.value: kind for kind in Kind} | {
    "select one": Kind.ONE,
    "select multiple": Kind.SEVERAL,
    "string": Kind.TEXT,
    "int": Kind.INTEGER,
    "photo": Kind.PHOTO,
    "手机": Kind.MOBILE,
    "手机号": Kind.MOBILE,
    "身份证": Kind.IDENTITY,
}
_DISPENSABLE = {
    *("start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber"),
    *("username", "email", "audit", "start-geopoint", "begin group", "end group"),
    *("begin_group", "end_group"),
}
"""Types that only gather facts of a device, or put questions on one page."""

_USED = {
    *("type", "name", "label", "hint", "required", "constraint", "constraint_message"),
    *("relevant", "sensitive"),
}
_ALIASES = {
    "relevance": "relevant",
    "constraint message": "constraint_message",
    "constraint-message": "constraint_message",
    "list name": "list_name",
}
_CHANGES_MEANING = {"choice_filter", "calculation", "repeat_count"}
_YES = {"yes", "true", "true()", "1", "是", "y"}
_NO = {"", "no", "false", "false()", "0", "否", "n"}
_SELECT = re.compile(r"(select[_ ]one|select[_ ]multiple)\s+(\S+)(\s+\S.*)?", re.IGNORECASE)


@dataclass
class Reading:
    """What came of a workbook.

    Args:
        definition: the form, as far as it could be read.
        wrong: why it cannot be used.
        left_out: what it will do without.
        needs_purpose: the workbook does not say what the answers are for.
    """

    definition: Definition | None = None
    wrong: list[Text] = field(default_factory=list)
    left_out: list[Text] = field(default_factory=list)
    needs_purpose: bool = False


@dataclass(frozen=True)
class _Line:
    """A row of a sheet by its headings."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


def read_xlsform(sheets: Mapping[str, Rows], title: str) -> Reading:
    """The form in a workbook.

    Args:
        sheets: rows of text by the name of the sheet.
        title: what to call it unless the workbook says.
    """
    named = {name.strip().lower(): rows for name, rows in sheets.items()}
    reading = Reading()
    if "survey" not in named:
        reading.wrong.append(text("xlsform-no-survey", sheets="、".join(sheets) or "—"))
        return reading
    for name in sorted(set(named) - {"survey", "choices", "settings"}):
        reading.left_out.append(text("xlsform-sheet", sheet=name))
    settings = _settings(named.get("settings", ()), reading)
    choices = _choices(named.get("choices", ()), reading)
    questions = tuple(_questions(named["survey"], choices, reading))
    purpose = settings.get("purpose", "")
    reading.needs_purpose = not purpose
    reading.definition = Definition(
        title=(settings.get("form_title") or title)[:40],
        purpose=purpose[:300] or NOT_SAID,
        per=Per(settings.get("per") or Per.HOUSEHOLD),
        questions=questions,
    )
    reading.wrong += faults_of(reading.definition)
    return reading


def _lines(rows: Rows) -> list[_Line]:
    """The rows of a sheet under its first row; of several languages, the first or the Chinese."""
    if not rows:
        return []
    headings = [_heading(cell) for cell in rows[0]]
    chosen = _one_language(headings)
    lines = []
    for number, row in enumerate(rows[1:], 2):
        cells = {
            heading: " ".join(cell.split())
            for heading, cell in zip(chosen, row, strict=False)
            if heading and cell.strip()
        }
        if cells:
            lines.append(_Line(number, cells))
    return lines


def _heading(cell: str) -> str:
    bare = cell.strip().lower()
    return _ALIASES.get(bare, bare)


def _one_language(headings: Sequence[str]) -> list[str]:
    """``label::中文 (zh)`` is the label, unless there is a plain one; others keep their name."""
    chosen = list(headings)
    for base in ("label", "hint", "constraint_message"):
        places = [n for n, heading in enumerate(headings) if heading.split("::")[0] == base]
        if not places or base in headings:
            continue
        chinese = [n for n in places if re.search(r"zh|中文|chinese", headings[n])]
        chosen[(chinese or places)[0]] = base
    return chosen


def _settings(rows: Rows, reading: Reading) -> dict[str, str]:
    found = {}
    for line in _lines(rows)[:1]:
        for heading, value in line.cells.items():
            usable = heading in {"form_title", "purpose"}
            if usable or (heading == "per" and value in set(Per)):
                found[heading] = value
            else:
                reading.left_out.append(text("xlsform-setting", setting=heading))
    return found


def _choices(rows: Rows, reading: Reading) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, tuple[Choice, ...]] = {}
    for line in _lines(rows):
        if not (line["list_name"] and line["name"]):
            reading.wrong.append(text("xlsform-choice", row=line.number))
            continue
        label = line["label"] or line["name"]
        choice = Choice(name=line["name"], label=label[:LONGEST_LABEL])
        lists[line["list_name"]] = (*lists.get(line["list_name"], ()), choice)
        for heading in sorted(set(line.cells) - {"list_name", "name", "label"}):
            _note(reading, text("xlsform-column", sheet="choices", column=heading))
    return lists


def _questions(
    rows: Rows, choices: Mapping[str, tuple[Choice, ...]], reading: Reading
) -> Iterator[Question]:
    for line in _lines(rows):
        kind = line["type"].lower()
        if kind in _DISPENSABLE and not (line["relevant"] and "group" in kind):
            reading.left_out.append(text("xlsform-type", row=line.number, type=line["type"]))
            continue
        question = _question(line, choices, reading)
        if question is not None:
            yield question


def _question(
    line: _Line, choices: Mapping[str, tuple[Choice, ...]], reading: Reading
) -> Question | None:
    kind, offered = _kind(line, choices, reading)
    if not line["name"] or not line["label"]:
        reading.wrong.append(text("xlsform-incomplete", row=line.number))
        return None
    if kind is None or not _fits(line, reading):
        return None
    _name_columns(line, reading)
    return Question(
        name=line["name"],
        label=line["label"],
        kind=kind,
        required=_flag(line, "required", reading),
        hint=line["hint"],
        constraint=line["constraint"],
        constraint_message=line["constraint_message"],
        relevant=line["relevant"],
        sensitive=_flag(line, "sensitive", reading) or looks_sensitive(line["label"]),
        choices=offered,
    )


def _kind(
    line: _Line, choices: Mapping[str, tuple[Choice, ...]], reading: Reading
) -> tuple[Kind | None, tuple[Choice, ...]]:
    typed = line["type"]
    select = _SELECT.fullmatch(typed)
    if select and not select[3]:
        if select[2] not in choices:
            reading.wrong.append(text("xlsform-no-list", row=line.number, list=select[2]))
            return None, ()
        return _KINDS[select[1].lower().replace("_", " ")], choices[select[2]]
    kind = _KINDS.get(typed.lower())
    if kind is None or kind in {Kind.ONE, Kind.SEVERAL}:
        reading.wrong.append(text("xlsform-wrong-type", row=line.number, type=typed or "—"))
        return None, ()
    return kind, ()


def _fits(line: _Line, reading: Reading) -> bool:
    """Whether every text is short enough to be asked in one message."""
    allowed = {
        "name": 40,
        "label": LONGEST_LABEL,
        "hint": LONGEST_LABEL,
        "constraint": 300,
        "constraint_message": LONGEST_LABEL,
        "relevant": 300,
    }
    long = [name for name, length in allowed.items() if len(line[name]) > length]
    for name in long:
        reading.wrong.append(
            text("xlsform-too-long", row=line.number, column=name, allowed=allowed[name])
        )
    return not long


def _name_columns(line: _Line, reading: Reading) -> None:
    for heading in sorted(set(line.cells) - _USED):
        if heading in _CHANGES_MEANING:
            reading.wrong.append(text("xlsform-wrong-column", row=line.number, column=heading))
        else:
            _note(reading, text("xlsform-column", sheet="survey", column=heading))


def _flag(line: _Line, heading: str, reading: Reading) -> bool:
    value = line[heading].lower()
    if value not in _YES | _NO:
        reading.wrong.append(text("xlsform-flag", row=line.number, column=heading))
    return value in _YES


def _note(reading: Reading, words: Text) -> None:
    if words not in reading.left_out:
        reading.left_out.append(words)
