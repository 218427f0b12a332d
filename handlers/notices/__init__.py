"""Notices: composing, sending, confirming, reminding, correcting, lists."""

from handlers.notices import (
    audience,
    chasing,
    composing,
    correcting,
    following,
    lists,
    receipts,
    recording,
    sending,
    templates,
    waiting,
)
from handlers.notices.common import routes

PARTS = (
    composing,
    audience,
    templates,
    sending,
    waiting,
    receipts,
    following,
    chasing,
    recording,
    correcting,
    lists,
)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
