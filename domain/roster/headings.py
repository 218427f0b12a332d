"""Which column is what, by the words that people write over it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.roster.cells import clean
from domain.roster.model import Column

SEARCHED = 12
"""Rows in which the headings are looked for; titles and explanations stand above them."""

_NUMBERED = r"\.?(?: ?(?:no\.?|number|#))?"
_PATTERNS = {
    Column.ADDRESS: (
        r".{0,6}(?:地址|住址|坐落|座落)|居住地|房屋位置|楼门号|楼房号|楼栋门牌号?"
        r"|(?:楼|栋|幢).{0,3}单元.{0,4}(?:室|户|房).{0,2}|(?:home |full )?address|location"
    ),
    Column.BUILDING: (
        r"(?:所在|住宅|房屋)?(?:楼栋|楼幢|楼座|楼宇|楼房|号楼|楼|栋|幢|座)(?:号|编号|名称|名|次)?"
        rf"|(?:building|bldg|block|tower){_NUMBERED}"
    ),
    Column.UNIT: (
        r"(?:所在)?(?:单元门|单元|楼门|门洞|门栋|门)(?:号|编号)?"
        rf"|(?:unit|entrance|stairwell|stair){_NUMBERED}"
    ),
    Column.ROOM: (
        r"(?:所在)?(?:房间|房屋|房室|户室|住房|门户|门牌|室|户|房)(?:号码|编号|号)?"
        rf"|(?:room|flat|apartment|apt|door){_NUMBERED}"
    ),
    Column.PHONE: (
        r"(?!.*紧急).{0,8}(?:电话|手机|座机|联系方式|联络方式)(?:号码|号)?[0-9一二三]?"
        rf"|(?:.{{1,12}} )?(?:phone|mobile|telephone|tel|cell){_NUMBERED}"
    ),
    Column.PEOPLE: (
        r".{0,6}(?:人数|人口|人口数)|几口人|people|persons|residents|members"
        r"|(?:number|no\.?) of (?:people|persons|residents|members)"
    ),
    Column.HEAD: (
        r"(?:户主|业主|房主|产权人|住户|居民|联系人|承租人|租户|家长)?的?(?:姓名|名字)"
        r"|户主|业主|房主|产权人|住户|居民|联系人|承租人|租户"
        r"|(?:head|owner|householder|resident|tenant|contact)(?:'s)?(?: name)?"
        r"|(?:full )?name|head of (?:the )?household"
    ),
    Column.NOTE: r"备注.{0,4}|备考|说明|附注|特殊情况|其他情况|其他|notes?|remarks?|comments?",
}
_COLUMNS = tuple((column, re.compile(pattern)) for column, pattern in _PATTERNS.items())
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|[*:：\s]+$|^[*\s]+")
_OF_THE_HOUSEHOLD = re.compile("户主|业主|房主|head|owner")
_SEVERAL = {Column.PHONE}
_LONGEST = 40
"""No heading that means something here is longer; what is, is an explanation."""

_PLACES = {Column.ROOM, Column.ADDRESS}


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings of a sheet are and what they say.

    Args:
        place: the index of their row.
        columns: the indexes of the columns that are about something.
        words: the headings as they stand there.
    """

    place: int
    columns: dict[Column, tuple[int, ...]]
    words: tuple[str, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings of columns that say nothing about a household."""
        used = {place for places in self.columns.values() for place in places}
        words = [word for place, word in enumerate(self.words) if word and place not in used]
        return tuple(dict.fromkeys(words))

    def repeated_in(self, row: Sequence[str]) -> bool:
        """Whether a row is these headings once more, as on every page of a printed list."""
        places = [place for found in self.columns.values() for place in found]
        return all(place < len(row) and row[place] == self.words[place] for place in places)


def column_of(words: str) -> Column | None:
    """What a column is about, by what stands over it."""
    if len(words) > _LONGEST:
        return None
    told = _ASIDE.sub("", clean(words).lower()).replace("\n", "")
    told = told if told.isascii() else told.replace(" ", "")
    return next((column for column, pattern in _COLUMNS if pattern.fullmatch(told)), None)


def find_headings(rows: Sequence[Sequence[str]]) -> Headings | None:
    """The row that says most about the columns, if any says where a household is.

    Of headings in two rows, such as 地址 over 楼, 单元 and 室, the lower one says more.
    """
    best: Headings | None = None
    for place, row in enumerate(rows[:SEARCHED]):
        columns = _columns_of(row)
        if _PLACES & columns.keys() and (best is None or len(columns) > len(best.columns)):
            best = Headings(place, columns, tuple(row))
    return best


def _columns_of(row: Sequence[str]) -> dict[Column, tuple[int, ...]]:
    found: dict[Column, list[int]] = {}
    for place, words in enumerate(row):
        column = column_of(words)
        if column is not None:
            found.setdefault(column, []).append(place)
    return {
        column: tuple(places) if column in _SEVERAL else (_one(row, places),)
        for column, places in found.items()
    }


def _one(row: Sequence[str], places: Sequence[int]) -> int:
    """Of several columns of one kind, that of the household's head, else the first."""
    named = [place for place in places if _OF_THE_HOUSEHOLD.search(row[place].lower())]
    return (named or places)[0]
