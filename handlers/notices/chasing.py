"""Reminding those who have not confirmed: by hand, and up the ladder of an urgent notice."""

from dataclasses import dataclass

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Pin, Priority, text
from domain.notices.ladder import may_remind
from domain.notices.model import Copy, CopyState, Notice, missing
from domain.people import Person, Reach
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import DueNow, Press
from handlers.notices.cards import households_of, roster_lines
from handlers.notices.common import (
    ask_name,
    card_name,
    find,
    find_own,
    gist,
    managed_copies,
    one,
    routes,
)
from handlers.notices.following import follow_soon
from handlers.notices.sending import CALL, OVER, REMIND
from handlers.reaching import call_out, tell
from handlers.routing import Where


@dataclass
class _Reminded:
    """How many people were reminded, and how many circles had been already today."""

    private: int = 0
    called: int = 0
    rested: int = 0


@routes.button("notice.remind", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def remind(ctx: Ctx, press: Press) -> None:
    """提醒未读: in private where the bot may, else by name in the group, once a day."""
    notice = await find(ctx, press.number(0))
    await ctx.uow.notice_copies.follow(notice.id, card_name(notice.id))
    copies = await managed_copies(ctx, notice)
    if not copies:
        raise Refusal("notice-not-yours")
    if not notice.is_out:
        raise Refusal("notice-gone")
    if not notice.urgent and ctx.community.quiet.contains(ctx.now, ctx.community.zone):
        raise Refusal("notice-remind-quiet")
    done = _Reminded()
    for copy in copies:
        if copy.state is CopyState.SENT and copy.circle.active:
            await _remind_circle(ctx, notice, copy, done)
    ctx.answer(
        text(
            "notice-reminded",
            private=done.private,
            called=done.called,
            rested=done.rested,
            people=done.private + done.called,
        ),
        alert=True,
    )


async def _remind_circle(ctx: Ctx, notice: Notice, copy: Copy, done: _Reminded) -> None:
    circle = copy.circle
    last = await ctx.uow.notice_copies.reminded_at(notice.id, circle.id)
    if not may_remind(last, ctx.now):
        done.rested += 1
        return
    people = await _absent(ctx, notice, copy)
    if not people:
        return
    unreached = ask(ctx, notice, copy, people, "notice-ask")
    call_out(ctx, circle, unreached, "notice-call-out", gist=gist(notice))
    await ctx.uow.notice_copies.set_reminded(notice.id, circle.id, ctx.now)
    done.private += len(people) - len(unreached)
    done.called += len(unreached)


@routes.due(REMIND, needs=Permission.PUBLIC)
async def climb(ctx: Ctx, due: DueNow) -> None:
    """Two hours after an urgent notice: those who have not confirmed are asked in private."""
    notice, copy = await _step(ctx, due)
    if copy is None:
        return
    people = await _absent(ctx, notice, copy)
    ask(ctx, notice, copy, people, "notice-ask-urgent")


@routes.due(CALL, needs=Permission.PUBLIC)
async def call_list(ctx: Ctx, due: DueNow) -> None:
    """Next the captain gets the list of those who are to be called; without one, the staff."""
    notice, copy = await _step(ctx, due)
    if copy is None:
        return
    absent = missing(await households_of(ctx, notice, copy.circle))
    if not absent:
        return
    words = text(
        "notice-call-list",
        gist=gist(notice),
        circle=copy.circle.title,
        missing=len(absent),
        lines=roster_lines(absent),
    )
    buttons = [one(text("btn-notice-record"), "notice.record", notice.id, copy.circle.id, 0)]
    for person_id in await _callers(ctx, copy.circle):
        ctx.say(person_id, words, buttons)


async def _callers(ctx: Ctx, circle: Circle) -> list[int]:
    """Who can call: the captains whom the bot can write to, else staff of the grid, else admins."""
    captains = await ctx.uow.circles.captains(circle.id)
    staff = await ctx.uow.staff.of_grid(circle.grid)
    for people in (captains, staff):
        if reached := [person.id for person in people if person.reach is Reach.OPEN]:
            return reached
    return sorted(ctx.community.admins)


@routes.due(OVER, needs=Permission.PUBLIC)
async def run_out(ctx: Ctx, due: DueNow) -> None:
    """A day after an urgent notice: it is over."""
    notice = await find(ctx, int(due.subject))
    await end(ctx, notice)


@routes.button("notice.over", needs=Permission.SEND_NOTICES, where=Where.PRIVATE)
async def over(ctx: Ctx, press: Press) -> None:
    """It is over: no pin and no more reminders."""
    notice = await find_own(ctx, press.number(0))
    await end(ctx, notice)
    ctx.answer(text("notice-over-done"))


async def end(ctx: Ctx, notice: Notice) -> None:
    """Unpin an urgent notice everywhere and leave the rest of its ladder out."""
    if notice.over or not notice.urgent:
        return
    ended = notice.model_copy(update={"over": True})
    await ctx.uow.notices.save(ended)
    await ctx.uow.schedules.cancel(OVER, str(notice.id))
    for copy in await ctx.uow.notice_copies.of(notice.id):
        subject = f"{notice.id}:{copy.circle.id}"
        await ctx.uow.schedules.cancel(REMIND, subject)
        await ctx.uow.schedules.cancel(CALL, subject)
        ctx.put(
            Pin(
                to=copy.circle.chat_id,
                card=card_name(notice.id),
                pinned=False,
                priority=Priority.BACKGROUND,
            )
        )
    await follow_soon(ctx, ended, 0)


def ask(ctx: Ctx, notice: Notice, copy: Copy, people: list[Person], key: str) -> list[Person]:
    """Ask people in private for 收到.

    Returns:
        Those to whom the bot cannot write.
    """
    words = text(key, circle=copy.circle.title, body=notice.content.body)
    buttons = [one(text("btn-seen"), "notice.seen", notice.id, copy.circle.id)]
    priority = Priority.URGENT if notice.urgent else Priority.BROADCAST
    return tell(ctx, people, words, buttons, card=ask_name(notice.id), priority=priority)


async def _absent(ctx: Ctx, notice: Notice, copy: Copy) -> list[Person]:
    households = missing(await households_of(ctx, notice, copy.circle))
    return [person for household in households for person in household.people]


async def _step(ctx: Ctx, due: DueNow) -> tuple[Notice, Copy | None]:
    """A step of the ladder in one circle; nothing where there is no need any more."""
    notice_id, circle_id = map(int, due.subject.split(":"))
    notice = await find(ctx, notice_id)
    copy = await ctx.uow.notice_copies.find(notice_id, circle_id)
    if copy is None or notice.over or not notice.is_out:
        return notice, None
    wanted = copy.circle.active and copy.state is not CopyState.STOPPED
    return notice, copy if wanted else None
