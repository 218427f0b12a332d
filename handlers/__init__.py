"""The features, in the order in which help shows them."""

from handlers import (
    circles,
    duty,
    forms,
    housekeeping,
    partners,
    people,
    reports,
    roster,
    staff,
    stats,
)
from handlers.routing import Routes


def features() -> tuple[Routes, ...]:
    """The routes of every feature."""
    return (
        reports.routes,
        forms.routes,
        stats.routes,
        duty.routes,
        people.routes,
        circles.routes,
        staff.routes,
        roster.routes,
        partners.routes,
        housekeeping.routes,
    )
