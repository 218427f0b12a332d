"""The roster: sending a list, looking it over, taking it in; addresses that no list has."""

from handlers.roster import claims, importing, keeping
from handlers.roster.common import routes

PARTS = (keeping, importing, claims)
"""The modules whose routes make up the feature."""

__all__ = ["PARTS", "routes"]
