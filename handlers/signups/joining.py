"""Joining and leaving by a tap, alone or with one's household."""

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.people import Reach
from domain.permissions import Permission
from domain.signups.model import Entry, Shift, Signup
from domain.signups.rules import check_fit, check_joinable, overlapping
from domain.signups.seating import Growth, Room, grow, grown, is_late, join, shrunk, split
from handlers.context import Ctx
from handlers.incoming import Press
from handlers.signups.cards import refresh, shift_words
from handlers.signups.common import (
    RUNNING,
    changed,
    fill,
    find_own_entry,
    find_shift,
    routes,
    take_off,
)
from handlers.signups.questions import ask_first, hold
from handlers.signups.telling import link_to, tell_organiser


@routes.button("signup.join", needs=Permission.SIGN_UP)
async def join_by_tap(ctx: Ctx, press: Press) -> None:
    """报名: a seat, or a place in the queue; a second tap changes nothing."""
    signup, shift = await find_shift(ctx, press)
    mine = await ctx.uow.signup_entries.of_person(signup.number, ctx.person.id)
    before = next((entry for entry in mine if entry.shift == shift.position), None)
    if before is not None and signup.state in RUNNING:
        await _say_again(ctx, signup, before)
        return
    check_joinable(signup, shift, ctx.now)
    circles = await ctx.uow.signups.circles(signup.number)
    check_fit(signup, ctx.actor, circles)
    await check_household(ctx, signup, ctx.person.household)
    room = (await ctx.uow.signup_entries.rooms(signup))[shift.position]
    entry = await _seat(ctx, signup, shift, room)
    if entry.asking:
        await hold(ctx, entry)
        await ask_first(ctx, signup, entry)
    else:
        ctx.answer(await _joined(ctx, signup, shift, entry))
    await refresh(ctx, signup, circles)


@routes.button("signup.leave", needs=Permission.SIGN_UP)
async def leave_by_tap(ctx: Ctx, press: Press) -> None:
    """取消报名: the seats are passed on; in the last 24 hours it is marked as late."""
    signup, shift = await find_shift(ctx, press)
    entry = await _own(ctx, signup, shift)
    if entry is None:
        raise Refusal("signup-not-on-list")
    if signup.begun(shift, ctx.now):
        raise Refusal("signup-has-begun", title=signup.title)
    late = is_late(shift, entry, ctx.now)
    await take_off(ctx, signup, entry, late=late)
    if late:
        about = shift_words(signup, shift)
        words = text("signup-left-late-told", about=about, name=ctx.person.name)
        await tell_organiser(ctx, signup, words)
    ctx.answer(text("signup-left-late" if late else "signup-left"))
    await changed(ctx, signup)


@routes.button("signup.more", needs=Permission.SIGN_UP)
async def one_more(ctx: Ctx, press: Press) -> None:
    """+1: somebody of the household comes too, if there is room; else they are asked what then."""
    signup, shift = await find_shift(ctx, press)
    check_joinable(signup, shift, ctx.now)
    entry = await _own(ctx, signup, shift)
    if entry is None:
        raise Refusal("signup-join-first")
    room = (await ctx.uow.signup_entries.rooms(signup))[shift.position]
    growth = grow(room, entry, signup.party_max)
    if growth is Growth.ASK:
        await _ask_which(ctx, signup, shift, entry)
        return
    larger = grown(entry, growth)
    await ctx.uow.signup_entries.save(larger)
    key = "signup-more" if growth is Growth.SEATED else "signup-more-waiting"
    ctx.answer(text(key, party=larger.party))
    await changed(ctx, signup)


@routes.button("signup.whole", needs=Permission.SIGN_UP)
async def come_whole(ctx: Ctx, press: Press) -> None:
    """都能来才来: the party gives up its seats and waits until there are enough."""
    await _choose(ctx, press, whole=True)


@routes.button("signup.partly", needs=Permission.SIGN_UP)
async def come_partly(ctx: Ctx, press: Press) -> None:
    """来几个算几个: who has a seat keeps it, the others wait."""
    await _choose(ctx, press, whole=False)


@routes.button("signup.less", needs=Permission.SIGN_UP)
async def one_fewer(ctx: Ctx, press: Press) -> None:
    """−1: one of the household stays at home, and the seat is passed on."""
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    if signup.begun(shift, ctx.now):
        raise Refusal("signup-has-begun", title=signup.title)
    smaller = shrunk(entry)
    await ctx.uow.signup_entries.save(smaller)
    await fill(ctx, signup, shift)
    ctx.answer(text("signup-less", party=smaller.party))
    await changed(ctx, signup)


async def check_household(ctx: Ctx, signup: Signup, household: str) -> None:
    """Refuse a second entry of a household where the list takes one of each.

    Raises:
        Refusal: somebody of the household is on the list.
    """
    if signup.conditions.household and await ctx.uow.signup_entries.household_is_on(
        signup.number, household
    ):
        raise Refusal("signup-household-on")


async def _own(ctx: Ctx, signup: Signup, shift: Shift) -> Entry | None:
    mine = await ctx.uow.signup_entries.of_person(signup.number, ctx.person.id)
    return next((entry for entry in mine if entry.shift == shift.position), None)


async def _say_again(ctx: Ctx, signup: Signup, entry: Entry) -> None:
    """A second tap: how it stands; who still has questions to answer is asked again."""
    if entry.asking:
        await ask_first(ctx, signup, entry)
        return
    if entry.waits:
        place = await ctx.uow.signup_entries.place(entry)
        ctx.answer(text("signup-waits-before", place=place))
    else:
        ctx.answer(text("signup-joined-before"))


async def _seat(ctx: Ctx, signup: Signup, shift: Shift, room: Room) -> Entry:
    entry = Entry(
        signup=signup.number,
        shift=shift.position,
        person_id=ctx.person.id,
        address=ctx.person.address,
        asking=bool(signup.questions),
    )
    placed = join(room, entry, signup.waiting_max)
    return await ctx.uow.signup_entries.add(
        placed, ctx.person.household, ctx.now, sole=signup.conditions.household
    )


async def _joined(ctx: Ctx, signup: Signup, shift: Shift, entry: Entry) -> Text:
    """The few words after a tap: seat or place in the queue, and what it clashes with."""
    if entry.waits:
        place = await ctx.uow.signup_entries.place(entry)
        return text("signup-waits", about=shift_words(signup, shift), place=place)
    clash = await _clash(ctx, signup, shift)
    return text("signup-joined", about=shift_words(signup, shift), clash=clash)


async def _clash(ctx: Ctx, signup: Signup, shift: Shift) -> Text:
    if shift.starts is None:
        return text("blank")
    others = await ctx.uow.signup_entries.other_shifts(ctx.person.id, signup.number, ctx.now)
    title = overlapping(shift, others)
    return text("signup-clash", title=title) if title else text("blank")


async def _ask_which(ctx: Ctx, signup: Signup, shift: Shift, entry: Entry) -> None:
    """No seat for one more: what is to be done is asked in private."""
    if ctx.person.reach is not Reach.OPEN:
        ctx.lead(link_to(signup))
        return
    args = (entry.number, entry.party)
    whole = Button(label=text("btn-signup-whole"), route="signup.whole", args=args)
    partly = Button(label=text("btn-signup-partly"), route="signup.partly", args=args)
    words = text("signup-which", about=shift_words(signup, shift), party=entry.party + 1)
    ctx.say(ctx.person.id, words, [[whole], [partly]])
    ctx.answer(text("signup-which-private"), alert=True)


async def _choose(ctx: Ctx, press: Press, *, whole: bool) -> None:
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    check_joinable(signup, shift, ctx.now)
    if entry.party != press.number(1):
        raise Refusal("button-outdated")
    room = (await ctx.uow.signup_entries.rooms(signup))[shift.position]
    growth = grow(room, entry, signup.party_max)
    if growth is Growth.ASK:
        larger = split(room, entry, signup.waiting_max, whole=whole)
        await ctx.uow.signup_entries.requeue(larger)
    else:
        larger = grown(entry, growth)
    await ctx.uow.signup_entries.save(larger)
    await fill(ctx, signup, shift)
    await _say_choice(ctx, larger)
    await changed(ctx, signup)


async def _say_choice(ctx: Ctx, entry: Entry) -> None:
    if not entry.waits:
        ctx.answer(text("signup-more", party=entry.party))
        return
    kept = await ctx.uow.signup_entries.find(entry.number)
    place = await ctx.uow.signup_entries.place(kept or entry)
    words = text("signup-party-waits", party=entry.party, seats=entry.seats, place=place)
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, words)
