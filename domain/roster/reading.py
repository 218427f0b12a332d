"""From the sheets of a list to households, and to the rows that are wrong, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import Refusal
from domain.people import Address
from domain.roster import cells as cell
from domain.roster.addresses import Cells, Place, named_building, only_building, read_place
from domain.roster.headings import Headings, find_headings
from domain.roster.model import (
    AddressError,
    Column,
    Entry,
    Household,
    Problem,
    Reading,
    Reason,
    Wrong,
)
from domain.tables import Sheet

FILLED = 0.9
"""A column in which fewer rows than these have something is filled in once per group of rows, so
that an empty cell means the one above; in any other an empty cell was forgotten."""

SPREAD = 3
"""As many cells of one row that all say the same are a title over the rows below."""

ONLY_UNIT = "1"
"""The unit of a building that has no others, as ``/bind`` asks for it too."""

_ENDS = ("合计", "总计", "小计", "共计", "制表", "填表", "说明", "注:", "备注:", "total", "note:")
"""How rows begin that say something about the list."""

_PLACES = (Column.ROOM, Column.ADDRESS)
_WHERE = (Column.BUILDING, Column.UNIT, *_PLACES)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that says something about a household."""

    sheet: str
    number: int
    raw: tuple[str, ...]
    columns: frozenset[Column]
    household: Household
    place: Place | None
    problems: tuple[Problem, ...]


def read_roster(sheets: Sequence[Sheet]) -> Reading:
    """What a list says, whichever way it is laid out.

    Raises:
        Refusal: in no sheet it stands over the columns what they are, or below it nothing.
    """
    found = [(sheet, find_headings(sheet.rows)) for sheet in sheets]
    readers = [_SheetReader(sheet, headings) for sheet, headings in found if headings]
    if not readers:
        raise Refusal("roster-no-headings")
    rows = [row for reader in readers for row in reader.rows()]
    if not rows:
        raise Refusal("roster-no-rows")
    entries, wrong = _sort(rows)
    return Reading(
        entries=entries,
        wrong=wrong,
        headings={sheet.name: headings.words for sheet, headings in found if headings},
        unused=tuple(dict.fromkeys(w for reader in readers for w in reader.headings.unused)),
        unread=tuple(sheet.name for sheet, headings in found if not headings and sheet.rows),
    )


class _SheetReader:
    """Reads one sheet from its headings down.

    Args:
        sheet: the sheet.
        headings: where its headings are.
    """

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        self.headings = headings
        self._sheet = sheet
        self._below = sheet.rows[headings.place + 1 :]
        self._clean = [[cell.clean(words) for words in row] for row in self._below]
        self._elsewhere = self._building_above()
        self._grouped = {c for c in (Column.BUILDING, Column.UNIT) if self._is_grouped(c)}
        self._above = {Column.BUILDING: "", Column.UNIT: ""}

    def rows(self) -> list[_Row]:
        """The rows that say something about a household."""
        found: list[_Row] = []
        for place, (row, clean) in enumerate(zip(self._below, self._clean, strict=True)):
            title = self._title(clean)
            if title is not None:
                self._entitle(title)
            elif not self.headings.repeated_in(row):
                read = self._read(self.headings.place + place + 2, row, clean)
                found.extend([read] if read is not None else [])
        return found

    def _building_above(self) -> str:
        """The building that the name of the sheet or a title above the headings tells."""
        name = cell.clean(self._sheet.name)
        own = only_building(name) or named_building(name)
        titles = [words for row in self._sheet.rows[: self.headings.place] for words in row]
        named = {named_building(cell.clean(words)) for words in titles} - {None}
        return own or (named.pop() or "" if len(named) == 1 else "")

    def _is_grouped(self, column: Column) -> bool:
        """Whether a column is filled in once per group of rows."""
        placed = [row for row in self._clean if any(self._said(row, place) for place in _PLACES)]
        filled = sum(1 for row in placed if self._said(row, column))
        return column in self.headings.columns and filled < len(placed) * FILLED

    def _title(self, row: Sequence[str]) -> str | None:
        """What a row says about the rows below or the list, such as 3号楼 or 合计; none if nothing.

        An empty row says as little as possible.
        """
        words = list(filter(None, row))
        if not words or words[0].lower().replace(" ", "").startswith(_ENDS):
            return ""
        if len(set(words)) > 1:
            return None
        building, only = named_building(words[0]), only_building(words[0])
        spread = len(words) >= SPREAD and only is None
        return words[0] if spread or (building and building == only) else None

    def _entitle(self, title: str) -> None:
        """Keep in mind the building that a title between the rows tells."""
        building = named_building(title)
        if building is not None:
            self._elsewhere = building
            self._remember({Column.BUILDING: building, Column.UNIT: ""})

    def _said(self, row: Sequence[str], column: Column) -> str:
        """What a clean row says in a column; what stands in several, one per line."""
        places = self.headings.columns.get(column, ())
        return "\n".join(cell.said(row[p]) for p in places if p < len(row)).strip()

    def _read(self, number: int, row: Sequence[str], clean: Sequence[str]) -> _Row | None:
        where = {column: self._said(clean, column) for column in _WHERE}
        what = {c: self._said(clean, c) for c in self.headings.columns if c not in _WHERE}
        if not any((*what.values(), *(where[place] for place in _PLACES))):
            self._remember(where)
            return None
        raw = self._carry(where, row)
        household, problems = self._household(row, what)
        place = None
        bad = [words for words in (*where.values(), *what.values()) if cell.broken(words)]
        if bad:
            problems = [Problem(Reason.BROKEN, words) for words in bad]
        else:
            try:
                place = read_place(self._cells(where))
            except AddressError as error:
                problems.insert(0, Problem(error.reason, error.given))
        columns = frozenset(self.headings.columns)
        return _Row(self._sheet.name, number, raw, columns, household, place, tuple(problems))

    def _cells(self, where: dict[Column, str]) -> Cells:
        building, unit, room, address = (where[c].replace("\n", " ") for c in _WHERE)
        told = Column.BUILDING in self.headings.columns
        return Cells(building, unit, room, address, "" if told else self._elsewhere)

    def _remember(self, where: dict[Column, str]) -> None:
        """Keep in mind what the rows below may mean by an empty cell."""
        building = where[Column.BUILDING]
        if building and building != self._above[Column.BUILDING]:
            self._above = {Column.BUILDING: building, Column.UNIT: ""}
        if where[Column.UNIT]:
            self._above[Column.UNIT] = where[Column.UNIT]

    def _carry(self, where: dict[Column, str], row: Sequence[str]) -> tuple[str, ...]:
        """Fill in what the rows above say, and answer with the cells of the row so filled."""
        self._remember(where)
        filled = list(row)
        for column in self._grouped:
            if where[column] or not self._above[column]:
                continue
            where[column] = self._above[column]
            (place,) = self.headings.columns[column]
            filled.extend("" for _ in range(place + 1 - len(filled)))
            filled[place] = self._above[column]
        return tuple(filled)

    def _household(
        self, row: Sequence[str], what: dict[Column, str]
    ) -> tuple[Household, list[Problem]]:
        """Everything but where it is; the name and the note stay as they are written."""
        head, of_head = cell.read_head(self._written(row, what, Column.HEAD))
        phone, of_phone = cell.read_phones(what.get(Column.PHONE, ""))
        people, of_people = cell.read_people(what.get(Column.PEOPLE, ""))
        note, of_note = cell.read_note(self._written(row, what, Column.NOTE))
        household = Household.model_construct(
            address=_NOWHERE, head=head, phone=phone, people=people, note=note, circle_id=None
        )
        return household, [*of_head, *of_phone, *of_people, *of_note]

    def _written(self, row: Sequence[str], what: dict[Column, str], column: Column) -> str:
        """What stands in a cell as it is written, on one line; nothing where it says nothing."""
        if not what.get(column):
            return ""
        (place,) = self.headings.columns[column]
        return " ".join(row[place].split())


_NOWHERE = Address(building="", unit="", room="")


def _at(address: Address, household: Household) -> Household:
    return Household.model_construct(
        address=address,
        head=household.head,
        phone=household.phone,
        people=household.people,
        note=household.note,
        circle_id=None,
    )


def _sort(rows: Sequence[_Row]) -> tuple[tuple[Entry, ...], tuple[Wrong, ...]]:
    """The rows that can be taken over, and those that cannot."""
    with_units = {row.place.building for row in rows if row.place and row.place.unit}
    seen: dict[Address, _Row] = {}
    entries: list[Entry] = []
    wrong: list[Wrong] = []
    for row in rows:
        problems = list(row.problems)
        address = _NOWHERE
        if row.place is not None:
            unit = row.place.unit
            if unit is None and row.place.building in with_units:
                problems.insert(
                    0, Problem(Reason.NO_UNIT, f"{row.place.building}-{row.place.room}")
                )
            else:
                address = row.place.address(unit or ONLY_UNIT)
                first = seen.setdefault(address, row)
                if first is not row:
                    same = Problem(Reason.DUPLICATE, str(address), first.sheet, first.number)
                    problems.insert(0, same)
        if problems:
            wrong.append(Wrong(row.sheet, row.number, row.raw, tuple(problems)))
        else:
            household = _at(address, row.household)
            entries.append(Entry(row.sheet, row.number, household, row.columns))
    return tuple(entries), tuple(wrong)
