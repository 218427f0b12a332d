"""Every night: forget what nobody needs any more."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import DueNow
from handlers.routing import Routes
from storage.inbox import DEDUP_WINDOW
from storage.schedules import Due
from storage.uow import UnitOfWork

KIND = "housekeeping"
AT = time(3, 30)
KEEP_SENT = timedelta(days=14)

routes = Routes("housekeeping")


async def plan_housekeeping(uow: UnitOfWork, now: datetime, zone: ZoneInfo) -> None:
    """Set the next night's housekeeping, if it is not set yet."""
    local = now.astimezone(zone)
    tonight = datetime.combine(local.date(), AT, zone)
    due = tonight if tonight > local else tonight + timedelta(days=1)
    await uow.schedules.add(Due(kind=KIND, subject="", due_at=due))


@routes.due(KIND, needs=Permission.PUBLIC)
async def keep_house(ctx: Ctx, _due: DueNow) -> None:
    """Forget handled updates past the window of repeats, and sent messages after two weeks."""
    await ctx.uow.inbox.prune(ctx.now - DEDUP_WINDOW)
    await ctx.uow.outbox.prune(ctx.now - KEEP_SENT)
    await ctx.uow.schedules.prune(ctx.now - KEEP_SENT)
    await ctx.uow.dialogs.prune(ctx.now)
    await ctx.uow.files.prune(ctx.now)
    await ctx.uow.report_drafts.prune(ctx.now)
    await ctx.uow.notices.prune(ctx.now)
    await ctx.uow.signup_drafts.prune(ctx.now)
    await ctx.uow.groupbuys.prune(ctx.now - KEEP_SENT)
    await ctx.uow.forms.prune_plans(ctx.now)
    await ctx.uow.codes.prune(ctx.now - KEEP_SENT)
    await plan_housekeeping(ctx.uow, ctx.now, ctx.community.zone)
