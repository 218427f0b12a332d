from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict


class Community(BaseModel):
    """The residential community that the bot serves, as the config describes it.

    Args:
        name: what people call it.
        grids: the names of its grids.
        admins: Telegram ids of the people who may do everything.
        zone: the time zone in which people's times are meant.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    name: str
    grids: tuple[str, ...]
    admins: frozenset[int]
    zone: ZoneInfo
