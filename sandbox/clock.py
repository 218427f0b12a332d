from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """The sandbox's idea of now: real time plus an offset, or an instant that stands still.

    Args:
        frozen_at: an aware instant at which the clock stands until it is advanced; None means
            that it runs.

    Raises:
        ValueError: if `frozen_at` has no time zone.
    """

    def __init__(self, frozen_at: datetime | None = None) -> None:
        if frozen_at is not None and frozen_at.tzinfo is None:
            raise ValueError("frozen_at needs a time zone")
        self._frozen_at = frozen_at
        self._offset = timedelta()
        self._callbacks: list[Callable[[], None]] = []

    @property
    def offset(self) -> timedelta:
        """How far the clock was advanced in all."""
        return self._offset

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        base = self._frozen_at or datetime.now(UTC)
        return base.astimezone(UTC) + self._offset

    def advance(self, by: timedelta) -> None:
        """Move time forward and tell everyone who asked.

        Raises:
            ValueError: if `by` is negative; residents' deadlines cannot be taken back.
        """
        if by < timedelta():
            raise ValueError("time only moves forward")
        self._offset += by
        for callback in list(self._callbacks):
            callback()

    def on_change(self, callback: Callable[[], None]) -> None:
        """Have `callback` called, without arguments, after every jump."""
        self._callbacks.append(callback)
