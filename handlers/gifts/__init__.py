"""Gifts: stocked by staff, ordered by residents, handed over for a code."""

from handlers.gifts import listing, ordering, redeeming, stock
from handlers.gifts.common import routes

PARTS = (listing, ordering, redeeming, stock)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
