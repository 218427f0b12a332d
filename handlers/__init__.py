"""The features, in the order in which help shows them."""

from handlers import (
    bookings,
    circles,
    collections,
    duty,
    forms,
    gifts,
    groupbuy,
    hours,
    housekeeping,
    notices,
    partners,
    people,
    points,
    reports,
    roster,
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
        points.routes,
        gifts.routes,
        forms.routes,
        stats.routes,
        duty.routes,
        people.routes,
        circles.routes,
        roster.routes,
        staff.routes,
        partners.routes,
        housekeeping.routes,
    )
