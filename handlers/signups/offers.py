"""A seat that became free: taken or declined by a tap, or lost when the time has run out."""

from domain.errors import Refusal
from domain.messages import Button, text
from domain.permissions import Permission
from domain.signups.model import Entry, Shift, Signup
from domain.signups.seating import accepted, declined
from handlers.context import Ctx
from handlers.incoming import DueNow, Press
from handlers.signups.cards import shift_words
from handlers.signups.common import (
    OFFER_OVER,
    RUNNING,
    changed,
    fill,
    find,
    find_own_entry,
    routes,
    take_off,
)
from handlers.signups.telling import tell


@routes.button("signup.accept", needs=Permission.PUBLIC)
async def accept(ctx: Ctx, press: Press) -> None:
    """我来: the seats are theirs; a second tap changes nothing."""
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    if entry.seats and not entry.offered:
        ctx.answer(text("signup-joined-before"))
        return
    if signup.state not in RUNNING:
        raise Refusal("signup-is-over", title=signup.title)
    if signup.begun(shift, ctx.now):
        raise Refusal("signup-has-begun", title=signup.title)
    taken = accepted(entry)
    await ctx.uow.signup_entries.save(taken)
    await ctx.uow.schedules.cancel(OFFER_OVER, str(entry.number))
    ctx.answer(text("signup-accepted", about=shift_words(signup, shift)))
    await changed(ctx, signup)


@routes.button("signup.decline", needs=Permission.PUBLIC)
async def decline(ctx: Ctx, press: Press) -> None:
    """不来了: the next in the queue is asked."""
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    await _give_up(ctx, signup, shift, entry)
    ctx.answer(text("signup-declined"))
    await changed(ctx, signup)


@routes.due(OFFER_OVER, needs=Permission.PUBLIC)
async def offer_over(ctx: Ctx, due: DueNow) -> None:
    """Nobody answered in time: the next in the queue is asked."""
    entry = await ctx.uow.signup_entries.find(int(due.subject))
    if entry is None or not entry.offered or (entry.offered_until or ctx.now) > ctx.now:
        return
    signup = await find(ctx, entry.signup)
    shift = signup.shifts[entry.shift]
    await _give_up(ctx, signup, shift, entry)
    if signup.state not in RUNNING:
        return
    person = await ctx.uow.people.find(entry.person_id or 0)
    if person is not None:
        words = text("signup-offer-lapsed", about=shift_words(signup, shift))
        again = Button(
            label=text("btn-signup-join"), route="signup.join", args=(signup.number, entry.shift)
        )
        await tell(ctx, signup, [person], words, [[again]])
    await changed(ctx, signup)


async def _give_up(ctx: Ctx, signup: Signup, shift: Shift, entry: Entry) -> None:
    left = declined(entry)
    if left is None:
        await take_off(ctx, signup, entry)
        return
    await ctx.uow.signup_entries.save(left)
    await ctx.uow.schedules.cancel(OFFER_OVER, str(entry.number))
    await fill(ctx, signup, shift)


@routes.button("signup.stay", needs=Permission.PUBLIC)
async def stay(ctx: Ctx, press: Press) -> None:
    """仍然参加: after time or place have changed."""
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    await ctx.uow.signup_entries.save(entry.model_copy(update={"unconfirmed": False}))
    ctx.answer(text("signup-stays", about=shift_words(signup, shift)))
