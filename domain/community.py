from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.categories import Danger
from domain.forms.chasing import ChasePolicy
from domain.forms.model import Definition
from domain.reports.clocks import Clocks
from domain.timing import QuietHours


class Community(BaseModel):
    """The residential community that the bot serves, as the config describes it.

    Args:
        name: what people call it.
        grids: the names of its grids.
        admins: Telegram ids of the people who may do everything.
        zone: the time zone in which people's times are meant.
        quiet: the hours in which nobody is disturbed but for urgent things.
        clocks: how long reports may take, by category.
        dangers: words that make a report urgent, and whom to call first.
        organisations: the partner organisations that reports can be handed to.
        forms: the registration forms that staff can send out.
        chase: how often those who have not registered are reminded.
        file_limit: bytes that a file may have that people send.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    name: str
    grids: tuple[str, ...]
    admins: frozenset[int]
    zone: ZoneInfo
    quiet: QuietHours
    clocks: Clocks
    dangers: tuple[Danger, ...]
    organisations: tuple[str, ...]
    file_limit: int
    forms: tuple[Definition, ...] = ()
    chase: ChasePolicy = ChasePolicy()
