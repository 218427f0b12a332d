"""The cards in private on which a notice is followed, kept right a few seconds behind."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.circles import Circle
from domain.messages import Edit, Priority, Say, text
from domain.notices.model import Copy, Notice, missing
from domain.people import Actor
from domain.permissions import Permission
from handlers.context import Ctx, keyboard
from handlers.incoming import DueNow, Press
from handlers.notices.cards import (
    confirmed_lines,
    households_of,
    roster_lines,
    watch_buttons,
    watch_words,
)
from handlers.notices.common import (
    BROADCAST_PACE,
    card_name,
    find,
    managed_copies,
    managed_copy,
    may_change,
    routes,
    watch_name,
)
from handlers.routing import Where
from storage.schedules import Due

FOLLOW = "notice.follow_due"
CAPTAINS = "notice.captains_due"
CAPTAINS_AT_ONCE = 20
"""Circles whose captains get their cards in one step, so that nobody else has to wait for them."""

PAUSE = timedelta(seconds=1)
"""Between two such steps."""

ALL = 0
"""In place of a circle: the figures of all of them."""

SOON = timedelta(seconds=3)
"""How far behind a card may be that one circle's captain or the sender looks at."""

LATER = timedelta(seconds=30)
"""The same for the captains of a notice to many circles, so that their cards stay few."""


async def start_following(ctx: Ctx, notice: Notice, circles: Sequence[Circle]) -> None:
    """Give the sender and the captains their cards; those of many captains take a while."""
    alone = len(circles) == 1
    await _watch(ctx, notice, circles[0].id if alone else ALL, notice.author_id)
    if len(circles) > CAPTAINS_AT_ONCE:
        await _plan_captains(ctx, notice, 0, ctx.now + BROADCAST_PACE * len(circles))
    else:
        await _give_captains(ctx, notice, after=0)
    await follow_soon(ctx, notice, ALL)
    if alone:
        await follow_soon(ctx, notice, circles[0].id)


@routes.due(CAPTAINS, needs=Permission.PUBLIC)
async def give_captains(ctx: Ctx, due: DueNow) -> None:
    """The captains of some more circles get their cards."""
    notice_id, circle_id = map(int, due.subject.split(":"))
    notice = await find(ctx, notice_id)
    if notice.is_out:
        await _give_captains(ctx, notice, after=circle_id)


async def _give_captains(ctx: Ctx, notice: Notice, *, after: int) -> None:
    """The captains of the next circles get their cards, those of the circles after them later."""
    copies = await ctx.uow.notice_copies.after(notice.id, after, CAPTAINS_AT_ONCE)
    for copy in copies:
        for captain in await ctx.uow.circles.captains(copy.circle.id):
            if captain.id != notice.author_id:
                await _watch(ctx, notice, copy.circle.id, captain.id)
    if len(copies) == CAPTAINS_AT_ONCE:
        await _plan_captains(ctx, notice, copies[-1].circle.id, ctx.now + PAUSE)


async def _plan_captains(ctx: Ctx, notice: Notice, after: int, at: datetime) -> None:
    due = Due(kind=CAPTAINS, subject=f"{notice.id}:{after}", due_at=at)
    await ctx.uow.schedules.add(due)


async def show_card(ctx: Ctx, notice: Notice) -> None:
    """Show somebody who asks for it a fresh card of a notice."""
    await ctx.uow.notice_copies.follow(notice.id, card_name(notice.id))
    copies = await managed_copies(ctx, notice)
    circle_id = copies[0].circle.id if len(copies) == 1 else ALL
    await ctx.uow.notices.watch(notice.id, circle_id, ctx.person.id)
    words = await watch_words(ctx, notice, copies)
    buttons = watch_buttons(notice, copies, own=await may_change(ctx, notice))
    ctx.say(ctx.person.id, words, buttons, card=watch_name(notice.id))


async def follow_soon(ctx: Ctx, notice: Notice, *circle_ids: int) -> None:
    """Have the cards made right in a moment; many news in between cost one time only."""
    soon, later = _next(ctx.now, SOON), _next(ctx.now, LATER)
    dues = [
        Due(
            kind=FOLLOW,
            subject=f"{notice.id}:{circle_id}",
            due_at=soon if circle_id == ALL or notice.circles == 1 else later,
        )
        for circle_id in circle_ids
    ]
    await ctx.uow.schedules.add(*dues)


async def news_in(ctx: Ctx, notice: Notice, *circles: Circle) -> None:
    """Something changed in some circles: whoever follows them sees it soon."""
    everywhere = [ALL] if notice.circles != 1 else []
    await follow_soon(ctx, notice, *(circle.id for circle in circles), *everywhere)


@routes.due(FOLLOW, needs=Permission.PUBLIC)
async def follow(ctx: Ctx, due: DueNow) -> None:
    """Takes over what the outbox knows, and edits the cards."""
    notice_id, circle_id = map(int, due.subject.split(":"))
    notice = await find(ctx, notice_id)
    waiting = await ctx.uow.notice_copies.follow(notice.id, card_name(notice.id))
    for person_id in await ctx.uow.notices.watchers(notice.id, circle_id):
        await refresh(ctx, notice, person_id)
    if waiting and (circle_id == ALL or notice.circles == 1):
        await follow_soon(ctx, notice, circle_id)


async def refresh(ctx: Ctx, notice: Notice, person_id: int) -> None:
    """Make the card of one follower right."""
    actor = await ctx.uow.people.actor(person_id, ctx.community.admins)
    if actor is None:
        return
    copies = await managed_copies(ctx, notice, actor)
    if not copies:
        return
    ctx.put(
        Edit(
            to=person_id,
            card=watch_name(notice.id),
            text=await watch_words(ctx, notice, copies),
            buttons=keyboard(watch_buttons(notice, copies, own=_may_change(notice, actor, copies))),
            priority=Priority.REPLY if person_id == notice.author_id else Priority.CARD,
        )
    )


@routes.button("notice.roster", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def show_roster(ctx: Ctx, press: Press) -> None:
    """全部名单: everybody by name, in as many messages as it takes."""
    notice = await find(ctx, press.number(0))
    copy = await managed_copy(ctx, notice, press.number(1))
    households = await households_of(ctx, notice, copy.circle)
    absent = missing(households)
    ctx.say(
        ctx.person.id,
        text(
            "notice-roster",
            circle=copy.circle.title,
            confirmed=len(households) - len(absent),
            missing=len(absent),
            done=confirmed_lines(households) or (text("notice-nobody"),),
            absent=roster_lines(absent) or (text("notice-nobody"),),
        ),
    )
    await ctx.uow.audit.add("notice.roster", ctx.person.id, f"{notice.id}", ctx.now)


async def _watch(ctx: Ctx, notice: Notice, circle_id: int, person_id: int) -> None:
    actor = await ctx.uow.people.actor(person_id, ctx.community.admins)
    if actor is None or not await ctx.uow.notices.watch(notice.id, circle_id, person_id):
        return
    copies = await managed_copies(ctx, notice, actor)
    own = _may_change(notice, actor, copies)
    author = person_id == notice.author_id
    ctx.put(
        Say(
            to=person_id,
            text=await watch_words(ctx, notice, copies),
            buttons=keyboard(watch_buttons(notice, copies, own=own)),
            card=watch_name(notice.id),
            priority=Priority.REPLY if author else Priority.BACKGROUND,
            quietly=not author,
        )
    )


def _may_change(notice: Notice, actor: Actor, copies: Sequence[Copy]) -> bool:
    """Whether a follower may change the notice, from the copies that they look after."""
    return actor.admin or len(copies) == notice.circles


def _next(now: datetime, pace: timedelta) -> datetime:
    """The end of the stretch of time that an instant is in, which takes its news together."""
    seconds = pace.total_seconds()
    return datetime.fromtimestamp((math.floor(now.timestamp() / seconds) + 1) * seconds, UTC)
