"""How much each person gave the bot of late, kept in memory."""

from datetime import datetime

from domain.allowance import Count

SWEEP = 1000
"""People remembered above which those are dropped whose minute is over."""


class Counts:
    """The counts of all people; those of a transaction hold once it is committed.

    So a row that is handled again after a failure counts once, and whoever was told that they
    must wait has a message to that effect in the outbox.
    """

    def __init__(self) -> None:
        self._kept: dict[int, Count] = {}
        self._open: dict[int, Count] = {}
        self._sweep_above = SWEEP

    def begin(self) -> None:
        """A transaction begins; what was counted in one that failed does not hold."""
        self._open = {}

    def of(self, person_id: int) -> Count | None:
        """How somebody stands, if anything is known of them."""
        return self._open.get(person_id) or self._kept.get(person_id)

    def put(self, person_id: int, count: Count) -> None:
        """Count what somebody gave."""
        self._open[person_id] = count

    def keep(self, now: datetime) -> None:
        """The transaction was committed."""
        self._kept |= self._open
        self._open = {}
        if len(self._kept) > self._sweep_above:
            self._kept = {who: count for who, count in self._kept.items() if count.holds(now)}
            self._sweep_above = max(SWEEP, 2 * len(self._kept))
