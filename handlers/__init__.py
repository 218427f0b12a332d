"""The features, in the order in which help shows them."""

from handlers import (
    circles,
    duty,
    gifts,
    housekeeping,
    partners,
    people,
    points,
    reports,
    staff,
    stats,
)
from handlers.routing import Routes


def features() -> tuple[Routes, ...]:
    """The routes of every feature."""
    return (
        reports.routes,
        stats.routes,
        duty.routes,
        points.routes,
        gifts.routes,
        people.routes,
        circles.routes,
        staff.routes,
        partners.routes,
        housekeeping.routes,
    )
