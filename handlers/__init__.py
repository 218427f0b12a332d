"""The features, in the order in which help shows them."""

from handlers import (
    bookings,
    circles,
    collections,
    duty,
    groupbuy,
    hours,
    housekeeping,
    notices,
    partners,
    people,
    reports,
    signups,
    staff,
    stats,
)
from handlers.routing import Routes


def features() -> tuple[Routes, ...]:
    """The routes of every feature."""
    return (
        reports.routes,
        notices.routes,
        signups.routes,
        groupbuy.routes,
        hours.routes,
        collections.routes,
        bookings.routes,
        stats.routes,
        duty.routes,
        people.routes,
        circles.routes,
        staff.routes,
        partners.routes,
        housekeeping.routes,
    )
