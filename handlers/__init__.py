"""The features, in the order in which help shows them."""

from handlers import (
    circles,
    duty,
    gifts,
    groupbuy,
    hours,
    housekeeping,
    notices,
    partners,
    people,
    points,
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
        points.routes,
        gifts.routes,
        stats.routes,
        duty.routes,
        people.routes,
        circles.routes,
        staff.routes,
        partners.routes,
        housekeeping.routes,
    )
