"""Points in the database: the ledger, and who came to which collection."""

from storage.points.ledger import LedgerError, Points, Total
from storage.points.visits import Arriving, Visits

__all__ = ["Arriving", "LedgerError", "Points", "Total", "Visits"]
