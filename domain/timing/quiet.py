"""The hours in which ordinary messages wait for the morning."""

from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, model_validator

from domain.timing.model import Moment, moments_at
from domain.timing.scanning import pattern

_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_FORM = pattern(rf"({_TIME}) ?[-–] ?({_TIME})")
_ONE_DAY = timedelta(days=1)


class QuietHours(BaseModel):
    """A daily span of quiet, over midnight when it ends before it starts; none at all when empty.

    `parse` reads the form in the config, "22:00-07:00", or "" for none.
    """

    model_config = ConfigDict(frozen=True)

    start: time | None = None
    end: time | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("quiet hours need both a start and an end")
        if self.start is not None and self.start == self.end:
            raise ValueError("quiet hours must not end when they start")
        return self

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads "22:00-07:00", or "" for none.

        Raises:
            ValueError: The text is neither, or both times are the same.
        """
        if not text.strip():
            return cls()
        match = _FORM.fullmatch(text.strip())
        if match is None or match[1] == match[2]:
            raise ValueError('quiet hours look like "22:00-07:00", or "" for none')
        start, end = map(time.fromisoformat, match.groups())
        return cls(start=start, end=end)

    def contains(self, instant: datetime, zone: ZoneInfo) -> bool:
        """Tells whether clocks in the zone show a quiet hour at an aware instant."""
        if self.start is None or self.end is None:
            return False
        shown = Moment.at(instant, zone).wall.time()
        if self.start < self.end:
            return self.start <= shown < self.end
        return shown >= self.start or shown < self.end

    def end_after(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """Gives the first instant, in UTC, from this one on that is not quiet.

        That is the instant itself where it is not quiet. An end that the clocks skip is moved
        forward with them.
        """
        if self.end is None or not self.contains(instant, zone):
            return instant.astimezone(UTC)
        today = Moment.at(instant, zone).wall.date()
        return min(
            moment.instant
            for day in (today, today + _ONE_DAY)
            for moment in moments_at(datetime.combine(day, self.end), zone)
            if moment.instant > instant
        )
