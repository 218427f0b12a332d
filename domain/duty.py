"""Who is called when something is reported."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict


class DutyEntry(BaseModel):
    """What a staff member said of being on duty.

    Args:
        person_id: who.
        on_duty: none while they never said.
        deputy_id: the colleague who stands in while they are off.
    """

    model_config = ConfigDict(frozen=True)

    person_id: int
    on_duty: bool | None = None
    deputy_id: int | None = None


def on_call(staff: Sequence[DutyEntry]) -> list[int]:
    """Who of a grid's staff gets a new report.

    Those on duty and the deputies of those who are off, as long as these are of the staff
    themselves; if nobody is, all of them.
    """
    everyone = {entry.person_id for entry in staff}
    called = {entry.person_id for entry in staff if entry.on_duty}
    called |= {entry.deputy_id for entry in staff if entry.on_duty is False and entry.deputy_id}
    return sorted(called & everyone or everyone)
