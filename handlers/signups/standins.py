"""替班: somebody on the list names a neighbour who takes their place, if that one accepts."""

from domain.errors import Refusal
from domain.messages import Button, text
from domain.people import Person, Reach, names_apart
from domain.permissions import Permission
from domain.signups.model import Entry, Mark, Shift, Signup
from domain.signups.rules import check_fit
from domain.text import normalise
from handlers.context import Ctx
from handlers.incoming import Answer, Press
from handlers.signups.cards import Rows, shift_words
from handlers.signups.common import changed, find, find_own_entry, routes
from handlers.signups.rollcall import keep
from handlers.signups.telling import call, tell, tell_organiser
from storage.dialogs import Dialog

WHO = "signup.stand_in_name"
SHOWN = 6


@routes.button("signup.stand_in", needs=Permission.PUBLIC)
async def ask_who(ctx: Ctx, press: Press) -> None:
    """找人替班: asks who."""
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    _check(ctx, signup, shift, entry)
    data: dict[str, str | int | None] = {"entry": entry.number}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=WHO, data=data), ctx.now)
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, text("signup-stand-in-who", about=shift_words(signup, shift)))


@routes.step(WHO, needs=Permission.PUBLIC)
async def take_name(ctx: Ctx, answer: Answer) -> None:
    """A name: those of the circle who are called so are shown."""
    signup, shift, entry = await find_own_entry(ctx, int(answer.data["entry"] or 0))
    _check(ctx, signup, shift, entry)
    found = await _named(ctx, signup, answer.body)
    if not found:
        raise Refusal("signup-stand-in-nobody")
    names = names_apart(found)
    rows = [
        [
            Button(
                label=text("verbatim", word=names[person.id]),
                route="signup.stand_in_ask",
                args=(entry.number, person.id),
            )
        ]
        for person in found[:SHOWN]
    ]
    await ctx.uow.dialogs.close(ctx.person.id)
    ctx.reply(text("signup-stand-in-which"), rows)


@routes.button("signup.stand_in_ask", needs=Permission.PUBLIC)
async def ask_them(ctx: Ctx, press: Press) -> None:
    """Asks the neighbour; until they accept, the place is still one's own."""
    signup, shift, entry = await find_own_entry(ctx, press.number(0))
    _check(ctx, signup, shift, entry)
    found = await _neighbours(ctx, signup)
    person = next((one for one in found if one.id == press.number(1)), None)
    if person is None:
        raise Refusal("signup-stand-in-nobody")
    about = shift_words(signup, shift)
    args = (entry.number, person.id)
    rows: Rows = [
        [
            Button(label=text("btn-signup-i-stand-in"), route="signup.stand_in_yes", args=args),
            Button(label=text("btn-signup-not-me"), route="signup.stand_in_no", args=args),
        ]
    ]
    # Who cannot be written to yet gets the very question once they can, as it has the buttons.
    ctx.say(person.id, text("signup-stand-in-asked", about=about, name=ctx.person.name), rows)
    if person.reach is Reach.CLOSED:
        await call(ctx, signup, [person])
    ctx.answer(text("signup-stand-in-waits", name=person.name), alert=True)


@routes.button("signup.stand_in_yes", needs=Permission.SIGN_UP)
async def accept(ctx: Ctx, press: Press) -> None:
    """我来替: the place is theirs, and all three hear of it."""
    signup, shift, entry, before = await _asked(ctx, press)
    check_fit(signup, ctx.actor, await ctx.uow.signups.circles(signup.number))
    mine = await ctx.uow.signup_entries.of_person(signup.number, ctx.person.id)
    if any(own.shift == shift.position for own in mine):
        raise Refusal("signup-joined-before")
    await keep(ctx, signup, entry, Mark.REPLACED, stand_in_id=ctx.person.id)
    await ctx.uow.signup_entries.end(entry, ctx.now)
    update = {"person_id": ctx.person.id, "address": ctx.person.address, "unconfirmed": False}
    taken = entry.model_copy(update={**update, "stands_for_id": before.id})
    household = ctx.person.household
    await ctx.uow.signup_entries.add(taken, household, ctx.now, sole=signup.conditions.household)
    await _tell_all(ctx, signup, shift, before)
    await changed(ctx, signup)


async def _tell_all(ctx: Ctx, signup: Signup, shift: Shift, before: Person) -> None:
    about, name = shift_words(signup, shift), ctx.person.name
    ctx.answer(text("signup-stand-in-yours", about=about), alert=True)
    await tell(ctx, signup, [before], text("signup-stand-in-yes", about=about, name=name))
    words = text("signup-stand-in-told", about=about, name=name, before=before.name)
    await tell_organiser(ctx, signup, words)


@routes.button("signup.stand_in_no", needs=Permission.PUBLIC)
async def refuse(ctx: Ctx, press: Press) -> None:
    """不行: who asked is told, and is still on the list."""
    signup, shift, _, before = await _asked(ctx, press)
    about = shift_words(signup, shift)
    ctx.answer(text("done"))
    words = text("signup-stand-in-no", about=about, name=ctx.person.name)
    await tell(ctx, signup, [before], words)


async def _asked(ctx: Ctx, press: Press) -> tuple[Signup, Shift, Entry, Person]:
    """What the actor was asked to take over, if it is still to be had."""
    entry = await ctx.uow.signup_entries.find(press.number(0))
    if entry is None or press.number(1) != ctx.person.id:
        raise Refusal("signup-entry-gone")
    signup = await find(ctx, entry.signup)
    shift = signup.shifts[entry.shift]
    before = await ctx.uow.people.find(entry.person_id or 0)
    if before is None or before.id == ctx.person.id:
        raise Refusal("signup-entry-gone")
    _check(ctx, signup, shift, entry)
    return signup, shift, entry, before


def _check(ctx: Ctx, signup: Signup, shift: Shift, entry: Entry) -> None:
    if signup.begun(shift, ctx.now):
        raise Refusal("signup-has-begun", title=signup.title)
    if not entry.seats:
        raise Refusal("signup-not-on-list")


async def _named(ctx: Ctx, signup: Signup, words: str) -> list[Person]:
    """Members of the circles whose name holds these words."""
    wanted = normalise(words).strip().lstrip("@").lower()
    return [
        person
        for person in await _neighbours(ctx, signup)
        if wanted and wanted in f"{person.name} {person.username or ''}".lower()
    ]


async def _neighbours(ctx: Ctx, signup: Signup) -> list[Person]:
    """Everybody else in the circles."""
    found: dict[int, Person] = {}
    for circle in await ctx.uow.signups.circles(signup.number):
        found |= {person.id: person for person in await ctx.uow.circles.members(circle.id)}
    found.pop(ctx.person.id, None)
    return list(found.values())
