"""Whether something is still taken of a person who gives the bot very much to do."""

from datetime import datetime

from domain.allowance import Count, Verdict, Way, judge
from domain.categories import danger_in
from domain.messages import Say, text
from domain.people import Reach
from domain.reports.words import shorten
from handlers.context import Ctx
from handlers.entry import is_for_us
from handlers.incoming import Message, Press
from handlers.menus import is_special

LOOKED_AT = 500
"""Characters that are searched for danger, so that what is refused costs next to nothing."""

LONGEST_SHOWN = 40
"""Characters of what was not taken that are shown back."""


def admit(ctx: Ctx, count: Count | None, at: datetime) -> Verdict | None:
    """Take an event or refuse it, and tell the person where it is refused.

    Args:
        ctx: of what came in.
        count: how the person stood; none if nothing is known of them.
        at: when it arrived.

    Returns:
        What was decided; none for what does not count, such as talk in a group.
    """
    way = _way(ctx)
    if way is None:
        return None
    allowances = ctx.community.allowances
    allowance = allowances.workers if is_special(ctx.actor) else allowances.residents
    verdict = judge(count, at, allowance, way)
    if verdict.wait and _tells_of_danger(ctx):
        verdict = judge(count, at, allowance, way, urgent=True)
    if verdict.wait:
        _tell(ctx, verdict)
    return verdict


def _way(ctx: Ctx) -> Way | None:
    event = ctx.event
    if isinstance(event, Press):
        return Way.PRESS
    if not isinstance(event, Message):
        return None
    if event.place.private:
        return Way.PRIVATE
    return Way.GROUP if is_for_us(ctx, event) else None


def _tells_of_danger(ctx: Ctx) -> bool:
    """Whether the words, or the words that they answer, tell of danger."""
    if not isinstance(ctx.event, Message):
        return False
    words = [ctx.event.body, ctx.event.replied.body if ctx.event.replied else ""]
    return any(danger_in(told[:LOOKED_AT], ctx.community.dangers) for told in words if told)


def _tell(ctx: Ctx, verdict: Verdict) -> None:
    """In private, below the first message that was not taken; else where the command was given."""
    if isinstance(ctx.event, Press):
        ctx.answer(text("limited-press", seconds=verdict.wait))
    if not (verdict.tell and isinstance(ctx.event, Message)):
        return
    if ctx.place.private:
        words = text("limited", seconds=verdict.wait)
        ctx.put(Say(to=ctx.place.chat_id, text=words, reply_to=ctx.event.message_id))
    elif ctx.person.reach is Reach.OPEN:
        words = text(
            "limited-in-group",
            group=ctx.place.title,
            words=shorten(ctx.event.body, LONGEST_SHOWN),
            seconds=verdict.wait,
        )
        ctx.say(ctx.person.id, words)
    else:
        ctx.reply(text("limited", seconds=verdict.wait))
