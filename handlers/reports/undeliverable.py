"""An alert that somebody cannot get goes to the admins instead."""

import re

from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import Unreachable
from handlers.reports.common import alert, find, routes

_WORKER_CARD = re.compile(r"report:(?P<number>\d+):staff")


@routes.event("reports.unreachable", Unreachable, needs=Permission.PUBLIC)
async def alert_unreachable(ctx: Ctx, event: Unreachable) -> None:
    """The admins who have not had the ticket yet get it."""
    card = _WORKER_CARD.fullmatch(event.card or "")
    if card is None:
        return
    found = await find(ctx, int(card["number"]))
    had = {person.id for person in await ctx.uow.report_people.alerts(found.number)}
    await alert(ctx, found, sorted(ctx.community.admins - had))
