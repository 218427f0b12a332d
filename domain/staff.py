"""Staff and the one-time links that make them so."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from domain.circles import WHOLE_COMMUNITY, read_grid
from domain.errors import Refusal
from domain.people import ALL_GRIDS, Person

INVITE_LIFETIME = timedelta(days=7)
TOKEN_BYTES = 16
"""128 bits, so that nobody guesses a link; in hexadecimal, so that no other link looks like one."""


class Invite(BaseModel):
    """A one-time link; the token itself is never stored, only its hash."""

    model_config = ConfigDict(frozen=True)

    token_hash: str
    grid: str
    organisation: str | None = None
    created_by: int
    expires_at: datetime
    used_at: datetime | None = None


def new_invite(
    token: str, created_by: int, now: datetime, *, grid: str = "", organisation: str | None = None
) -> Invite:
    """The invite behind a new token, for a grid or for a partner organisation."""
    return Invite(
        token_hash=hash_token(token),
        grid=grid,
        organisation=organisation,
        created_by=created_by,
        expires_at=now + INVITE_LIFETIME,
    )


class StaffMember(BaseModel):
    """A person and the grids they serve."""

    model_config = ConfigDict(frozen=True)

    person: Person
    grids: tuple[str, ...]


def read_served(words: str, grids: Sequence[str]) -> str:
    """The grid that ``/staff`` names; ``全部`` means all.

    Raises:
        Refusal: that lists the grids of the config.
    """
    grid = read_grid(words, grids)
    return ALL_GRIDS if grid == WHOLE_COMMUNITY else grid


def hash_token(token: str) -> str:
    """The form in which a token is stored and looked up."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_invite(invite: Invite | None, now: datetime) -> Invite:
    """The invite, if it may still be taken.

    Raises:
        Refusal: unknown, used or expired.
    """
    if invite is None:
        raise Refusal("invite-unknown")
    if invite.used_at is not None:
        raise Refusal("invite-used")
    if now >= invite.expires_at:
        raise Refusal("invite-expired")
    return invite
