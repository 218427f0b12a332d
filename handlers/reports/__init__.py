"""Reports: reporting, offering, dispatch, conversation, closing, follow-up, deadlines, lists."""

from handlers.reports import (
    closing,
    conversation,
    deadlines,
    dispatch,
    followup,
    lists,
    offering,
    reporting,
    undeliverable,
)
from handlers.reports.common import routes

PARTS = (
    reporting,
    offering,
    lists,
    dispatch,
    conversation,
    closing,
    followup,
    deadlines,
    undeliverable,
)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
