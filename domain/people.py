"""People: who they are, where they live, what they may do and where."""

import re
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Language, text
from domain.permissions import Permission, Role, allows, holders

ALL_GRIDS = "*"


class Reach(StrEnum):
    """Whether the bot can write to a person in private.

    A bot cannot begin a private chat (https://core.telegram.org/bots/faq#what-messages-will-my-bot-get),
    so everyone starts as ``UNKNOWN``.
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


_ADDRESS = re.compile(
    r"^\s*(?P<building>[0-9A-Za-z]{1,6})\s*(?:号?楼|栋|幢|-|—|–|/|\s)\s*"
    r"(?P<unit>[0-9A-Za-z]{1,4})\s*(?:单元|门|-|—|–|/|\s)\s*"
    r"(?P<room>[0-9A-Za-z]{1,6})\s*(?:室|号|户)?\s*$"
)


def read_address(words: str) -> Address:
    """A household address as typed: ``3-2-501``, ``3号楼2单元501室``, ``3栋 2单元 501``.

    Raises:
        Refusal: when building, unit and room cannot be told apart.
    """
    found = _ADDRESS.match(words)
    if not found:
        raise Refusal("bind-unclear", given=words)
    parts = {name: value.lstrip("0").upper() or "0" for name, value in found.groupdict().items()}
    return Address(**parts)


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
            Refusal: that names who may.
        """
        if not self.may(needed, circle):
            raise no_permission(needed)


def no_permission(needed: Permission) -> Refusal:
    """The "no" for somebody who may not, naming the humblest role that may."""
    return Refusal("no-permission", who=text(f"role-{holders(needed)[0]}"))
