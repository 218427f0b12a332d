from datetime import timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.allowance import Allowances
from domain.bookings import DoorService
from domain.categories import Danger
from domain.collections.streams import BUILT_IN, Stream
from domain.forms.chasing import ChasePolicy
from domain.forms.model import Definition
from domain.notices.templates import DEFAULT_TEMPLATES, Template
from domain.points.rules import PointsRules
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
        confirm_within: how long somebody in a queue has to take a seat that became free.
        answer_within: how long a seat is kept for somebody who has questions to answer first.
        organisations: the partner organisations that reports can be handed to.
        templates: notices that are often sent.
        points_per_hour: what an hour of a volunteer is worth; 0 where hours give no points.
        streams: what is collected at fixed times.
        door: fetching at the door, where a schedule says nothing else.
        remind_always: every circle is reminded shortly before a collection, whoever comes.
        calendar_url: where subscribed calendars are served; empty where they are not.
        forms: the registration forms that staff can send out.
        chase: how often those who have not registered are reminded.
        file_limit: bytes that a file may have that people send.
        points: what earns points.
        allowances: how much of one person is taken in a minute.
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
    templates: tuple[Template, ...] = DEFAULT_TEMPLATES
    confirm_within: timedelta
    answer_within: timedelta
    points_per_hour: int = 0
    streams: tuple[Stream, ...] = BUILT_IN
    door: DoorService = DoorService()
    remind_always: bool = False
    calendar_url: str = ""
    file_limit: int
    forms: tuple[Definition, ...] = ()
    chase: ChasePolicy = ChasePolicy()
    points: PointsRules
    allowances: Allowances = Allowances()
