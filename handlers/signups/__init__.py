"""Sign-ups: opening, joining, the queue, questions, running one, the roll-call, deadlines."""

from handlers.signups import (
    deadlines,
    drafting,
    joining,
    listing,
    neighbours,
    offers,
    questions,
    rollcall,
    running,
    standins,
)
from handlers.signups.common import routes

PARTS = (
    listing,
    drafting,
    joining,
    offers,
    questions,
    running,
    neighbours,
    rollcall,
    standins,
    deadlines,
)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
