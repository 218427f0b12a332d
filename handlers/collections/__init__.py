"""Collections at fixed times: proposing, reminders, coming, calendars, managing, summaries."""

from handlers.collections import (
    changes,
    coming,
    managing,
    proposing,
    residents,
    steps,
    subscribing,
    tallying,
)
from handlers.collections.common import routes

PARTS = (proposing, residents, managing, coming, changes, steps, tallying, subscribing)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
