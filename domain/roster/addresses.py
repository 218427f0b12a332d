"""Where a household is, put together from the cells of a row."""

import re
from dataclasses import dataclass

from domain.people import ADDRESS_PART, Address, read_part
from domain.roster.model import AddressError, Reason

_GAP = r"[\s,、./\-—–‐_~]"
_OF_BUILDING = r"(?:号?楼|[栋幢座号#]楼?)"
_OF_UNIT = r"(?:单元|号?门)"
_BUILDING_WORD = r"(?:building\s*|bldg\.?\s*|block\s*)"
_ADDRESS = re.compile(
    rf"第?(?:(?P<word>{_BUILDING_WORD})?(?P<building>{ADDRESS_PART})"
    rf"(?:\s*(?P<sign>{_OF_BUILDING}){_GAP}*|{_GAP}+))?"
    rf"(?:(?:unit\s*)?(?P<unit>{ADDRESS_PART})(?:\s*{_OF_UNIT}{_GAP}*|{_GAP}+))?"
    rf"(?:(?:room|flat|apt\.?)\s*)?(?P<room>{ADDRESS_PART})\s*[室号户房]?\s*[.。]?",
    re.IGNORECASE,
)
_NAMED_BUILDING = re.compile(
    rf"(?<![0-9A-Za-z零〇一二两三四五六七八九十百]){ADDRESS_PART}\s*{_OF_BUILDING}"
    rf"|{_BUILDING_WORD}{ADDRESS_PART}",
    re.IGNORECASE,
)
_IN_A_TITLE = re.compile(
    rf"(?<![0-9A-Za-z零〇一二两三四五六七八九十百\-~—至到、,])(?P<building>{ADDRESS_PART})\s*"
    rf"(?:号楼|[栋幢座]|#楼?)|{_BUILDING_WORD}(?P<numbered>{ADDRESS_PART})",
    re.IGNORECASE,
)
"""Less than in an address: a title may hold a date, as 12月5号, or several buildings."""

_ONLY_BUILDING = re.compile(rf"第?(?P<building>{ADDRESS_PART})\s*{_OF_BUILDING}?", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]{5,8})?")
_LARGEST_UNIT = 60
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household is, as far as a row says it; the unit may be left to be found out."""

    building: str
    unit: str | None
    room: str

    def address(self, unit: str) -> Address:
        """The address, with this unit."""
        return Address.model_construct(building=self.building, unit=unit, room=self.room)


@dataclass(frozen=True, slots=True)
class Cells:
    """What a row says of where its household is; empty where it says nothing.

    Args:
        building: the cell for it.
        unit: the cell for it.
        room: the cell for it.
        address: the cell for all of it.
        elsewhere: the building that a title or the name of the sheet tells.
    """

    building: str = ""
    unit: str = ""
    room: str = ""
    address: str = ""
    elsewhere: str = ""

    def texts(self) -> tuple[str, ...]:
        """What the row itself says."""
        return tuple(t for t in (self.building, self.unit, self.room, self.address) if t)


def read_place(cells: Cells) -> Place:
    """Where a household is.

    Any cell may say more than what stands over it: 3-2-501 in the column of rooms is a whole
    address, and 2-501 a unit and a room.

    Raises:
        AddressError: it does not say so, or not plainly.
    """
    for words in cells.texts():
        if len(words) > _LONGEST:
            raise AddressError(Reason.UNREADABLE, f"{words[:_LONGEST]}…")
        if _DATE.fullmatch(words):
            raise AddressError(Reason.DATE, words)
    whole = _whole(cells)
    if whole is not None:
        return _checked(whole, cells)
    own = cells.room or cells.address
    if not own:
        raise AddressError(Reason.NO_ROOM, " ".join(cells.texts()))
    buildings = _buildings(cells)
    if not buildings:
        return _alone(own, cells)
    for building in buildings:
        found = _match("-".join(part for part in (building, cells.unit, own) if part))
        if found is not None and found["building"]:
            return _possible(_place(found), cells)
    raise AddressError(Reason.UNREADABLE, " ".join(cells.texts()))


def only_building(words: str) -> str | None:
    """The building that words name and nothing else, in one spelling: 3, 3号楼, 第3栋."""
    found = _ONLY_BUILDING.fullmatch(words)
    return read_part(found["building"]) if found else None


def named_building(words: str) -> str | None:
    """The one building that a title or a name tells, as in 滨河社区3号楼户表."""
    found = {m["building"] or m["numbered"] for m in _IN_A_TITLE.finditer(words)}
    return read_part(found.pop()) if len(found) == 1 else None


def _buildings(cells: Cells) -> list[str]:
    """Where the building may be told: its own cell alone, else an address without a room."""
    if cells.building:
        return [cells.building]
    others = (cells.address if cells.room else "", cells.elsewhere)
    return [words for words in others if words]


def _whole(cells: Cells) -> Place | None:
    """A whole address in one cell, or in that of the unit with the room's."""
    for words in (cells.room or cells.address, f"{cells.unit}-{cells.room}"):
        found = _match(words) if words else None
        if found is not None and found["building"] and found["unit"]:
            return _place(found)
    return None


def _checked(whole: Place, cells: Cells) -> Place:
    """A whole address, if the cell for the building says no other one."""
    told = only_building(cells.building) if cells.building else whole.building
    if told != whole.building:
        raise AddressError(Reason.CONFLICT, " ".join(cells.texts()))
    return _possible(whole, cells)


def _alone(own: str, cells: Cells) -> Place:
    """A cell that says the building in words, as 3号楼501 does and 3-501 does not."""
    found = _match(own)
    if found is None:
        raise AddressError(Reason.UNREADABLE, " ".join(cells.texts()))
    if found["building"] is None:
        raise AddressError(Reason.NO_BUILDING, " ".join(cells.texts()))
    if cells.room and not (found["sign"] or found["word"]):
        raise AddressError(Reason.NO_BUILDING, " ".join(cells.texts()))
    if not (found["sign"] or found["word"]):
        raise AddressError(Reason.NO_UNIT, own)
    return _possible(_place(found), cells)


def _match(words: str) -> re.Match[str] | None:
    """An address, also after the name of a street or an estate."""
    found = _ADDRESS.fullmatch(words)
    if found is not None:
        return found
    starts = (m.start() for m in _NAMED_BUILDING.finditer(words) if m.start())
    tries = (_ADDRESS.fullmatch(words, start) for start in starts)
    return next((m for m in tries if m is not None and m["building"]), None)


def _place(found: re.Match[str]) -> Place:
    unit = found["unit"]
    return Place(
        building=read_part(found["building"]),
        unit=None if unit is None else read_part(unit),
        room=read_part(found["room"]),
    )


def _possible(place: Place, cells: Cells) -> Place:
    """A place that there can be: no number is zero, and no building has very many units."""
    unit = place.unit or ""
    many = unit.isdecimal() and int(unit) > _LARGEST_UNIT
    if many or "0" in {place.building, unit, place.room}:
        raise AddressError(Reason.IMPOSSIBLE, " ".join(cells.texts()))
    return place
