"""People: who they are, where they live, what they may do and where."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Language, text
from domain.permissions import Permission, Role, allows, holders

ALL_GRIDS = "*"

_SHOWN = 40
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_JOINERS = "\u200d"
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_FIRST_STRONG, _END_OF_ISOLATE = "\u2068", "\u2069"


class Reach(StrEnum):
    """Whether the bot can write to a person in private.

    A bot cannot begin a private chat (https://core.telegram.org/bots/faq#what-messages-will-my-bot-get),
    so everyone starts as ``UNKNOWN``; who could not be written to is ``CLOSED`` until they write.
    """

    UNKNOWN = "unknown"
    OPEN = "open"
    CLOSED = "closed"


class Address(BaseModel):
    """A household: building, unit and room, as people say it (3-2-501)."""

    model_config = ConfigDict(frozen=True)

    building: str
    unit: str
    room: str

    def __str__(self) -> str:
        """The short form that people type and read."""
        return f"{self.building}-{self.unit}-{self.room}"


ADDRESS_PART = (
    "(?:[A-Za-z]{0,2}[0-9]{1,5}[A-Za-z]?|[A-Za-z]"
    "|[一二三四五六七八九]?十[一二三四五六七八九]?|[零〇○一二两三四五六七八九]{1,5}"
    "|[甲乙丙丁东西南北中])"
)
"""A building, unit or room without the word for it, as a regular expression."""
_GAP = r"[\s,、./\-—–‐]"
_ADDRESS = re.compile(
    rf"\s*(?:building\s*|bldg\.?\s*)?(?P<building>{ADDRESS_PART})"
    rf"(?:\s*(?:号?楼|[栋幢座号#]){_GAP}*|{_GAP}+)"
    rf"(?:unit\s*)?(?P<unit>{ADDRESS_PART})(?:\s*(?:单元|号?门){_GAP}*|{_GAP}+)"
    rf"(?:(?:room|flat)\s*)?(?P<room>{ADDRESS_PART})\s*[室号户房]?\s*[.。]?\s*",
    re.IGNORECASE,
)
_CHINESE_DIGITS = str.maketrans("零〇○一二两三四五六七八九", "0001223456789")


def read_address(words: str) -> Address:
    """A household address as people write it.

    ``3-2-501``, ``3号楼2单元501室``, ``3栋 2单元 501``, ``三号楼二单元五零一``, ``A座1门12B``,
    ``building 3, unit 2, room 501`` and the like.

    Args:
        words: with full-width digits and signs read as half-width.

    Raises:
        Refusal: when building, unit and room cannot be told apart.
    """
    found = _ADDRESS.fullmatch(words)
    if not found:
        raise Refusal("bind-unclear", given=words[:_SHOWN])
    return Address(**{name: read_part(value) for name, value in found.groupdict().items()})


def read_part(typed: str) -> str:
    """A part of an address, as ``ADDRESS_PART`` matches it, in one spelling.

    十二 and 012 are 12, b is B.
    """
    digits = typed.translate(_CHINESE_DIGITS)
    tens, ten, ones = digits.partition("十")
    number = (tens or "1") + (ones or "0") if ten else digits
    return number.lstrip("0").upper() or "0"


class Membership(BaseModel):
    """One person in one circle."""

    model_config = ConfigDict(frozen=True)

    circle: Circle
    captain: bool = False


class Person(BaseModel):
    """What the bot knows of one Telegram user."""

    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    username: str | None = None
    lang: Language = "zh"
    reach: Reach = Reach.UNKNOWN
    address: Address | None = None

    @property
    def household(self) -> str:
        """What is counted once for all who live together: the bound address, else the person.

        ``storage.mapping.HOUSEHOLD`` is the same in SQL.
        """
        return f"p{self.id}" if self.address is None else str(self.address)


class Actor(BaseModel):
    """The person who acts, with everything that decides what they may do.

    Args:
        person: who it is.
        admin: named in the config.
        grids: the grids they serve as staff; ``*`` for all.
        organisations: the partner organisations they work for.
        memberships: the circles they live or take part in.
    """

    model_config = ConfigDict(frozen=True)

    person: Person
    admin: bool = False
    grids: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    memberships: tuple[Membership, ...] = ()

    def serves(self, grid: str | None) -> bool:
        """Whether this is staff for a grid; no grid means the whole community."""
        return ALL_GRIDS in self.grids or (grid is not None and grid in self.grids)

    def roles_in(self, circle: Circle | None) -> frozenset[Role]:
        """The roles that count here: in a circle, or in private where ``circle`` is none."""
        roles = {Role.STRANGER}
        if self.admin:
            roles.add(Role.ADMIN)
        if self.organisations:
            roles.add(Role.PARTNER)
        if circle is None:
            roles |= {Role.STAFF} if self.grids else set()
            memberships = self.memberships
        else:
            roles |= {Role.STAFF} if self.serves(circle.grid) else set()
            memberships = tuple(m for m in self.memberships if m.circle.id == circle.id)
        if memberships:
            roles.add(Role.RESIDENT)
        if any(m.captain for m in memberships):
            roles.add(Role.CAPTAIN)
        return frozenset(roles)

    def may(self, needed: Permission, circle: Circle | None) -> bool:
        """Whether they hold a permission here."""
        return allows(self.roles_in(circle), needed)

    def require(self, needed: Permission, circle: Circle | None) -> None:
        """Refuse unless they hold a permission here.

        Raises:
            Refusal: that says who may, or how to become one.
        """
        if self.may(needed, circle):
            return
        humblest = holders(needed)[0]
        if humblest is Role.STAFF and self.grids:
            raise Refusal("not-your-grid")
        if humblest is Role.RESIDENT:
            raise Refusal("not-in-a-circle")
        raise Refusal("no-permission", who=text(f"role-{humblest}"))


def tidy_name(name: str, otherwise: str) -> str:
    """A name that can stand in any line without hiding or turning round what is next to it.

    Args:
        name: as the person wrote it.
        otherwise: what to call them when nothing of it can be seen.
    """
    seen = "".join(
        char
        for char in " ".join(name.split())
        if char in _JOINERS or (unicodedata.category(char) not in _INVISIBLE and char not in _BLANK)
    )
    seen = " ".join(seen.split()).strip(_JOINERS)
    if not seen:
        return otherwise
    turns = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in seen)
    return f"{_FIRST_STRONG}{seen}{_END_OF_ISOLATE}" if turns else seen


def names_apart(people: Sequence[Person]) -> dict[int, str]:
    """What to call each of several people, so that two of one name can be told apart."""
    count = Counter(person.name for person in people)
    return {
        person.id: person.name if count[person.name] == 1 else f"{person.name}（{_mark(person)}）"
        for person in people
    }


def _mark(person: Person) -> str:
    return f"@{person.username}" if person.username else f"…{person.id % 10_000:04}"
