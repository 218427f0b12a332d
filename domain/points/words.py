"""What people type after ``/points``."""

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.people import read_address

MOST_GRANTED = 1000
"""Points by hand at once; more is a slip of the finger."""

LONGEST_WORDS = 60
"""Characters of what points are for."""

_RANKING = re.compile(
    r"(?:排行榜?|排名|rank(?:ing)?)\s*(?P<last>上个?月|last month)?", re.IGNORECASE
)
_GRANT = re.compile(
    r"(?P<address>.+?)\s*\+\s*(?P<points>\d{1,9})\s*(?:积?分|points?|pts?)?(?:[\s,:]+(?P<words>.+))?",
    re.IGNORECASE | re.DOTALL,
)


class RankingAsked(BaseModel):
    """Show the ranking.

    Args:
        back: how many months before the current one.
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["ranking"] = "ranking"
    back: int = 0


class HouseholdAsked(BaseModel):
    """Show the points of a household, for staff."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["household"] = "household"
    household: str


class Grant(BaseModel):
    """Give points by hand, for who has no Telegram."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["grant"] = "grant"
    household: str
    points: int
    words: str


def read_points(words: str) -> RankingAsked | HouseholdAsked | Grant:
    """What ``/points 排行``, ``/points 3-2-501`` and ``/points 3-2-501 +10 交废电池`` ask for.

    Args:
        words: what stands after the command, with full-width signs read as half-width.

    Raises:
        Refusal: it is none of these, or a reason is missing.
    """
    ranking = _RANKING.fullmatch(words)
    if ranking:
        return RankingAsked(back=1 if ranking["last"] else 0)
    grant = _GRANT.fullmatch(words)
    address = _household(grant["address"] if grant else words)
    if grant is None:
        return HouseholdAsked(household=address)
    if not 0 < int(grant["points"]) <= MOST_GRANTED:
        raise Refusal("points-grant-size", most=MOST_GRANTED)
    reason = (grant["words"] or "").strip()
    if not reason:
        raise Refusal("points-grant-why", address=address, points=int(grant["points"]))
    return Grant(household=address, points=int(grant["points"]), words=reason[:LONGEST_WORDS])


def _household(words: str) -> str:
    try:
        return str(read_address(words))
    except Refusal:
        raise Refusal("points-howto") from None
