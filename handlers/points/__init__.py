"""Points: earned on site and by hand, looked up, ranked and put right."""

from handlers.points import books, checkin, export, ranking, showing
from handlers.points.common import routes

PARTS = (showing, checkin, ranking, books, export)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
