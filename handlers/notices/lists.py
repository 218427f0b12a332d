"""``/notices``: past and waiting notices, each with what can be done."""

from domain.errors import Refusal
from domain.messages import Button, Text, When, text
from domain.notices.model import Count, Notice
from domain.permissions import Permission
from handlers.audiences import addressable, choose
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.notices.audience import ask_audience
from handlers.notices.common import draft_name, find, find_own, gist, managed_copies, routes
from handlers.notices.following import show_card
from handlers.notices.preview import show_preview
from handlers.notices.waiting import series_buttons, series_words
from handlers.routing import Where, nothing

SHOWN = 10
A_ROW = 5


@routes.command(
    "notices", "通知记录", needs=Permission.SEND_NOTICES, where=Where.PRIVATE, plainly=nothing
)
async def notices(ctx: Ctx, _command: Command) -> None:
    """The newest notices of one's circles, and one's own that wait; a number opens one."""
    circles = [circle.id for circle in await addressable(ctx)]
    waiting = [n for n in await ctx.uow.notices.waiting() if _is_mine(ctx, n)]
    past = await ctx.uow.notices.in_circles(circles, SHOWN)
    if not waiting and not past:
        raise Refusal("notices-none", grid=ctx.some_grid)
    numbered = list(enumerate([*waiting[:SHOWN], *past], 1))
    lines = [await _line(ctx, number, notice) for number, notice in numbered]
    buttons = [
        Button(label=text("verbatim", word=str(number)), route="notice.open", args=(notice.id,))
        for number, notice in numbered
    ]
    rows = [buttons[at : at + A_ROW] for at in range(0, len(buttons), A_ROW)]
    ctx.reply(text("notices-list", lines=tuple(lines)), rows)


@routes.button("notice.open", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def open_notice(ctx: Ctx, press: Press) -> None:
    """One notice, with what can be done."""
    notice = await find(ctx, press.number(0))
    if notice.waits:
        if not _is_mine(ctx, notice):
            raise Refusal("notice-not-yours")
        ctx.say(
            ctx.person.id,
            series_words(ctx, notice),
            series_buttons(notice),
            card=draft_name(notice.id),
        )
        return
    if not await managed_copies(ctx, notice):
        raise Refusal("notice-not-yours")
    await show_card(ctx, notice)


@routes.button("notice.again", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def again(ctx: Ctx, press: Press) -> None:
    """再发一次: as last time, shown before it goes."""
    notice = await find_own(ctx, press.number(0))
    draft = Notice(
        author_id=ctx.person.id,
        content=notice.content,
        urgent=notice.urgent,
        audience=notice.audience,
        created_at=ctx.now,
    )
    kept = await ctx.uow.notices.add(draft)
    if kept.audience is None:
        await ask_audience(ctx, kept)
        return
    await show_preview(ctx, kept, await choose(ctx, kept.audience))


def _is_mine(ctx: Ctx, notice: Notice) -> bool:
    return ctx.actor.admin or notice.author_id == ctx.person.id


async def _line(ctx: Ctx, number: int, notice: Notice) -> Text:
    at = notice.sent_at or notice.send_at or notice.created_at
    counts = await ctx.uow.notice_receipts.by_circle(notice, ctx.community.admins)
    mine = [counts.get(c.circle.id, Count()) for c in await managed_copies(ctx, notice)]
    return text(
        "notices-line",
        number=number,
        at=When(at=at),
        gist=gist(notice),
        state=notice.state,
        confirmed=sum(count.confirmed for count in mine),
        total=sum(count.total for count in mine),
    )
