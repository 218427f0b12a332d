"""The features, in the order in which help shows them."""

from handlers import circles, housekeeping, people, reports, staff
from handlers.routing import Routes


def features() -> tuple[Routes, ...]:
    """The routes of every feature."""
    return (reports.routes, people.routes, circles.routes, staff.routes, housekeeping.routes)
