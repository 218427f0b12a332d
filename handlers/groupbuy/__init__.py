"""Group-buys: opening, ordering, running and ending them."""

from handlers.groupbuy import ending, guiding, opening, ordering, pasting, running
from handlers.groupbuy.common import routes

PARTS = (opening, guiding, ordering, running, pasting, ending)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
