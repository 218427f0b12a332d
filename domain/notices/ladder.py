"""What follows an urgent notice that not everybody has confirmed."""

from datetime import datetime, timedelta

REMIND_AFTER = timedelta(hours=2)
"""Then those who have not confirmed are reminded in private."""

CALL_AFTER = timedelta(hours=4)
"""Then the captain gets the list of those who are to be called."""

OVER_AFTER = timedelta(hours=24)
"""Then an urgent notice is over and no longer pinned."""

ASK_AGAIN_AFTER = timedelta(hours=20)
"""How long a circle is left in peace after a reminder: once a day, with some room for the hour."""


def may_remind(last: datetime | None, now: datetime) -> bool:
    """Whether a circle may be reminded again."""
    return last is None or now - last >= ASK_AGAIN_AFTER
