"""What a list would change, in words, and the rows that are wrong as a sheet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from domain.circles import Circle
from domain.messages import Sheet, Text, text
from domain.roster import Plan, Problem, Reading, Reason, Wrong, order_of
from handlers.roster.common import places

MOST_LINES = 8
"""Rows, circles or changes that are shown one by one; of more, the first."""

_SHOWN = {
    Reason.NO_BUILDING,
    Reason.NO_UNIT,
    Reason.NO_ROOM,
    Reason.UNREADABLE,
    Reason.DATE,
    Reason.CONFLICT,
    Reason.IMPOSSIBLE,
    Reason.DUPLICATE,
}
"""Mistakes in an address; whatever else stands in a row is not repeated in messages."""


def preview(reading: Reading, plan: Plan, circles: Mapping[int, Circle]) -> tuple[Text, ...]:
    """Everything that somebody should know before they say yes."""
    return (*_counts(plan), *_homes(plan, circles), *_asides(reading, plan), *_wrong(reading))


def wrong_rows(reading: Reading) -> tuple[Sheet, ...]:
    """The rows that are wrong, as they stand in their sheets, with their numbers and reasons.

    Mended, it can be sent in again: the headings are those of the list.
    """
    of_sheet: dict[str, list[Wrong]] = {}
    for wrong in reading.wrong:
        of_sheet.setdefault(wrong.sheet, []).append(wrong)
    return tuple(
        _wrong_sheet(name, reading.headings[name], rows) for name, rows in of_sheet.items()
    )


def _wrong_sheet(name: str, headings: Sequence[str], rows: Sequence[Wrong]) -> Sheet:
    width = max(len(headings), *(len(row.cells) for row in rows))
    blank = [""] * width
    return Sheet(
        title=text("verbatim", word=name),
        header=(
            text("roster-column-row"),
            text("roster-column-reason"),
            *(text("verbatim", word=word) for word in [*headings, *blank][:width]),
        ),
        rows=tuple(
            (row.row, _reasons(row.problems), *[*row.cells, *blank][:width]) for row in rows
        ),
    )


def _counts(plan: Plan) -> Iterator[Text]:
    yield text("roster-counts", new=len(plan.new), changed=len(plan.changed), same=plan.same)
    changes = plan.changed[:MOST_LINES]
    if changes:
        lines = tuple(
            text(
                "roster-change",
                address=str(change.after.address),
                fields=_fields(change.fields),
            )
            for change in changes
        )
        yield text("roster-changes", lines=lines, more=len(plan.changed) - len(changes))


def _fields(names: Sequence[str]) -> Text:
    first, *others = names
    told = text(f"roster-field-{first}")
    return text("roster-fields", first=told, others=_fields(others)) if others else told


def _homes(plan: Plan, circles: Mapping[int, Circle]) -> Iterator[Text]:
    """How many households come to which circle, and which come to none."""
    counts = Counter(h.circle_id for h in plan.households if h.circle_id is not None)
    lines = [
        text("roster-home", circle=circles[circle_id].title, count=count)
        for circle_id, count in sorted(counts.items())
        if circle_id in circles
    ]
    if lines:
        more = len(lines) - MOST_LINES
        yield text("roster-homes", lines=tuple(lines[:MOST_LINES]), more=max(0, more))
    if plan.homeless:
        yield text(
            "roster-homeless-here",
            count=len(plan.homeless),
            places=places(plan.homeless),
            building=places(plan.homeless[:1]),
        )


def _asides(reading: Reading, plan: Plan) -> Iterator[Text]:
    if plan.absent:
        first = sorted(plan.absent, key=order_of)[:MOST_LINES]
        named = "、".join(map(str, first)) + ("…" if len(plan.absent) > MOST_LINES else "")
        yield text("roster-absent", count=len(plan.absent), addresses=named)
    if reading.unused:
        yield text("roster-unused", columns="、".join(reading.unused[:MOST_LINES]))
    if reading.unread:
        yield text("roster-unread", sheets="、".join(reading.unread[:MOST_LINES]))


def _wrong(reading: Reading) -> Iterator[Text]:
    """The first rows that are wrong; the sheet has them all."""
    if not reading.wrong:
        return
    several = len(reading.headings) > 1
    lines = tuple(
        text(
            "roster-wrong-line",
            sheet=row.sheet if several else "",
            row=row.row,
            reasons=_reasons(row.problems),
        )
        for row in reading.wrong[:MOST_LINES]
    )
    more = len(reading.wrong) - len(lines)
    yield text("roster-wrong", count=len(reading.wrong), lines=lines, more=more)


def _reasons(problems: Sequence[Problem]) -> Text:
    first, *others = problems
    told = _reason(first)
    return text("roster-reasons", first=told, others=_reasons(others)) if others else told


def _reason(problem: Problem) -> Text:
    given = problem.given if problem.reason in _SHOWN else ""
    return text(f"roster-why-{problem.reason}", given=given, sheet=problem.sheet, row=problem.row)
