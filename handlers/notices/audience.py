"""Whom a notice is for, where its author did not type it."""

from domain.audience import Audience
from domain.circles import Circle, CircleKind, code_of
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.notices.model import Notice, NoticeState
from domain.permissions import Permission
from handlers.audiences import addressable, choose
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.notices.common import draft_name, find_own, one, routes
from handlers.notices.preview import edit_preview, show_preview
from handlers.routing import Where

MOST_CIRCLES = 12
"""Circles that are offered one by one; more are named with ``@``."""

_Choice = tuple[str, Text, Audience]
"""What tells a choice from others, how it is called, and whom it means."""


async def ask_audience(ctx: Ctx, notice: Notice) -> None:
    """Offer the circles that the author may write to; of a single one it is clear.

    Raises:
        Refusal: there is none.
    """
    circles = await addressable(ctx)
    if len(circles) == 1:
        kept = await _keep(ctx, notice, Audience(circles=(circles[0].id,)))
        await show_preview(ctx, kept, circles)
        return
    choices = _choices(ctx, circles)
    if not choices:
        raise Refusal("notice-no-circles")
    rows = [one(label, "notice.for", notice.id, code_of(key)) for key, label, _ in choices]
    words = text("notice-for-whom", grid=ctx.some_grid)
    ctx.reply(words, [*rows, _drop(notice)], card=draft_name(notice.id))


@routes.button("notice.for", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def choose_audience(ctx: Ctx, press: Press) -> None:
    """The audience was chosen; the preview follows in place of the question."""
    notice = await find_own(ctx, press.number(0))
    if notice.state is not NoticeState.DRAFT:
        raise Refusal("notice-settled")
    for key, _, audience in _choices(ctx, await addressable(ctx)):
        if code_of(key) == press.word(1):
            kept = await _keep(ctx, notice, audience)
            await edit_preview(ctx, kept, await choose(ctx, audience))
            return
    raise Refusal("button-outdated")


async def _keep(ctx: Ctx, notice: Notice, audience: Audience) -> Notice:
    kept = notice.model_copy(update={"audience": audience})
    await ctx.uow.notices.save(kept)
    return kept


def _choices(ctx: Ctx, circles: list[Circle]) -> list[_Choice]:
    """All, each grid, the other kinds, and single circles where they are few."""
    actor = ctx.actor
    found: list[_Choice] = []
    if actor.admin or actor.serves(None):
        found.append(("all", text("grid-all"), Audience(everyone=True)))
    found += [
        (f"grid:{grid}", text("verbatim", word=grid), Audience(grids=(grid,)))
        for grid in ctx.community.grids
        if (actor.admin or actor.serves(grid)) and any(c.grid == grid for c in circles)
    ]
    kinds = {circle.kind for circle in circles} - {CircleKind.NEIGHBOURS}
    found += [
        (f"kind:{kind}", text("verbatim", word=kind), Audience(kinds=(kind,)))
        for kind in CircleKind
        if kind in kinds
    ]
    if len(circles) <= MOST_CIRCLES:
        found += [
            (f"circle:{c.id}", text("verbatim", word=c.title), Audience(circles=(c.id,)))
            for c in circles
        ]
    return found


def _drop(notice: Notice) -> list[Button]:
    return one(text("btn-notice-cancel"), "notice.cancel", notice.id)
