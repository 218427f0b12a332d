"""Who works on a ticket, now: whoever left the staff or a partner has no part in it any more."""

from domain.circles import Circle
from domain.duty import on_call
from domain.reports.model import Report
from handlers.context import Ctx


async def staff_ids(ctx: Ctx, circle: Circle) -> frozenset[int]:
    """The staff of a circle's grid, and the admins."""
    people = await ctx.uow.staff.of_grid(circle.grid)
    return ctx.community.admins | {person.id for person in people}


async def partner_ids(ctx: Ctx, report: Report) -> frozenset[int]:
    """The people of the organisation that a ticket was handed to."""
    if report.organisation is None:
        return frozenset()
    return frozenset(person.id for person in await ctx.uow.partners.of(report.organisation))


async def staff_on_call(ctx: Ctx, circle: Circle) -> list[int]:
    """Who gets what happens in a circle: staff on duty, else all of the grid, else the admins."""
    called = on_call(await ctx.uow.duty.of_grid(circle.grid))
    return called or sorted(ctx.community.admins)


async def workers(ctx: Ctx, report: Report) -> list[int]:
    """Who is to act on a ticket now: its owner, whom it was handed to, or staff on call."""
    partners = await partner_ids(ctx, report)
    there = partners | await staff_ids(ctx, report.circle)
    for person_id in (report.owner_id, report.target_id):
        if person_id is not None and person_id in there:
            return [person_id]
    return sorted(partners) or await staff_on_call(ctx, report.circle)
