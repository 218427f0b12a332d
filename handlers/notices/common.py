"""What every part of the notices feature needs: find a notice, and who may do what with it."""

from collections.abc import Sequence
from datetime import timedelta

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.notices.model import Copy, Notice
from domain.people import Actor
from handlers.context import Ctx
from handlers.routing import Routes

GIST = 24
"""Characters of a notice that tell it from others in a list."""

BROADCAST_PACE = timedelta(seconds=0.04)
"""What a copy takes; until all are out, what goes with them waits, so that the rest go first."""

routes = Routes("notices")


def card_name(notice_id: int) -> str:
    """The notice as it stands in a group."""
    return f"notice:{notice_id}"


def watch_name(notice_id: int) -> str:
    """The card in private on which a notice is followed."""
    return f"notice-watch:{notice_id}"


def ask_name(notice_id: int) -> str:
    """The question in private whether somebody has seen a notice."""
    return f"notice-ask:{notice_id}"


def draft_name(notice_id: int) -> str:
    """The preview of a notice, and what is said of it until it goes."""
    return f"notice-draft:{notice_id}"


async def find(ctx: Ctx, notice_id: int) -> Notice:
    """A notice by its number.

    Raises:
        Refusal: there is none.
    """
    found = await ctx.uow.notices.find(notice_id)
    if found is None:
        raise Refusal("button-outdated")
    return found


async def find_own(ctx: Ctx, notice_id: int) -> Notice:
    """A notice that the actor may change, stop or take back.

    Raises:
        Refusal: there is none, or it is not theirs.
    """
    found = await find(ctx, notice_id)
    if not await may_change(ctx, found):
        raise Refusal("notice-not-yours")
    return found


async def may_change(ctx: Ctx, notice: Notice) -> bool:
    """Whether the actor may change a notice: once it went to circles, they must all be theirs.

    Whoever wrote it may not any more when they have left office.
    """
    copies = await ctx.uow.notice_copies.of(notice.id)
    if ctx.actor.admin or not copies:
        return ctx.actor.admin or notice.author_id == ctx.person.id
    return all(looks_after(ctx.actor, notice, copy.circle) for copy in copies)


def manages(actor: Actor, circle: Circle) -> bool:
    """Whether somebody looks after a circle: its captain, staff of its grid, admins."""
    if actor.admin or actor.serves(circle.grid):
        return True
    return any(m.captain and m.circle.id == circle.id for m in actor.memberships)


def looks_after(actor: Actor, notice: Notice, circle: Circle) -> bool:
    """Whether somebody looks after a notice in a circle.

    Of a circle that the bot was removed from nobody is captain any more, so there its author does.
    """
    return manages(actor, circle) or (notice.author_id == actor.person.id and not circle.active)


async def managed_copies(ctx: Ctx, notice: Notice, actor: Actor | None = None) -> list[Copy]:
    """A notice in those of its circles that somebody looks after."""
    who = actor or ctx.actor
    if who.admin or who.grids or notice.author_id == who.person.id:
        copies = await ctx.uow.notice_copies.of(notice.id)
    else:
        own = [m.circle.id for m in who.memberships if m.captain]
        copies = await ctx.uow.notice_copies.in_circles(notice.id, own)
    return [copy for copy in copies if looks_after(who, notice, copy.circle)]


async def managed_copy(ctx: Ctx, notice: Notice, circle_id: int) -> Copy:
    """A notice in one circle that the actor looks after.

    Raises:
        Refusal: it is not there, or the circle is not theirs.
    """
    copy = await ctx.uow.notice_copies.find(notice.id, circle_id)
    if copy is None:
        raise Refusal("button-outdated")
    if not manages(ctx.actor, copy.circle):
        raise Refusal("notice-not-yours")
    return copy


def gist(notice: Notice) -> str | Text:
    """The beginning of a notice, to tell it from others; what it carries, where it has no words."""
    words = " ".join(notice.content.body.words.split())
    if not words and notice.content.attachment is not None:
        return text(f"notice-gist-{notice.content.attachment.kind}")
    return words if len(words) <= GIST else words[:GIST] + "…"


def titles(circles: Sequence[Circle], limit: int) -> Text:
    """The names of some circles, of many the first ones."""
    names = "、".join(circle.title for circle in circles[:limit])
    return text("notice-circles", names=names, more=max(0, len(circles) - limit))


def one(label: Text, route: str, *args: str | int) -> list[Button]:
    """A row of one button."""
    return [Button(label=label, route=route, args=args)]
