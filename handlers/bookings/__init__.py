"""Bulky things fetched at the door: asking, a resident's bookings, the round of who fetches."""

from handlers.bookings import asking, deadlines, own, rounds
from handlers.bookings.common import routes

PARTS = (asking, own, rounds, deadlines)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
