"""The whole list for whoever runs a sign-up: as a message, and as a file."""

from collections.abc import Sequence

from domain.circles import Circle
from domain.messages import Sheet, SheetCell, Text, text
from domain.permissions import Role
from domain.signups.model import Entry, Shift, Signup
from handlers.context import Ctx
from handlers.signups.cards import named
from storage.signups import Listed

COLUMNS = ("shift", "name", "address", "party", "seats", "state", "mark", "note")
"""The columns of the file, before the questions."""


async def list_words(ctx: Ctx, signup: Signup, circles: Sequence[Circle]) -> Text:
    """Shift by shift: who has a seat, who waits, who has left."""
    listed = await ctx.uow.signup_lists.listed(signup.number)
    rooms = await ctx.uow.signup_entries.rooms(signup)
    sees = sees_addresses(ctx, circles)
    found: list[Text] = []
    for shift in signup.shifts:
        room = rooms[shift.position]
        head = "signup-list-head" if shift.seats is not None else "signup-list-head-any"
        label = shift.label or signup.title
        seats = shift.seats or 0
        found.append(text(head, label=label, seated=room.seated, seats=seats))
        here = [one for one in listed if one.entry.shift == shift.position and not one.ended]
        found += [_line(signup, one, n, sees=sees) for n, one in enumerate(here, start=1)]
    gone = [one for one in listed if one.ended and (one.person or one.entry.name)]
    if gone:
        key = "signup-list-gone-late" if any(one.late for one in gone) else "signup-list-gone"
        found.append(text(key, names="、".join(map(_gone, gone))))
    if not listed:
        found.append(text("signup-list-nobody"))
    return text("signup-full-list", title=signup.title, lines=tuple(found))


async def name_list(ctx: Ctx, signup: Signup) -> Text:
    """Names, who has a seat and who waits, shift by shift, for everybody."""
    entries = await ctx.uow.signup_lists.all(signup.number)
    found: list[Text] = []
    for shift in signup.shifts:
        here = [entry for entry in entries if entry.shift == shift.position]
        seated = [entry for entry in here if entry.seats]
        waiting = [entry for entry in here if not entry.seats]
        found.append(text("signup-names-head", label=shift.label or signup.title))
        found += _numbered(seated)
        if waiting:
            found += [text("signup-names-waiting"), *_numbered(waiting)]
    return text("signup-full-list", title=signup.title, lines=tuple(found))


def _numbered(entries: Sequence[Entry]) -> list[Text]:
    blank = text("blank")
    return [
        text("signup-list-line", number=i, name=named(entry), state=blank, details=blank)
        for i, entry in enumerate(entries, start=1)
    ]


async def sheets(ctx: Ctx, signup: Signup, circles: Sequence[Circle]) -> tuple[Sheet, ...]:
    """The same as the sheet of a workbook."""
    sees = sees_addresses(ctx, circles)
    columns = [text(f"signup-column-{head}") for head in COLUMNS]
    columns += [text("verbatim", word=question.words) for question in signup.questions]
    rows = tuple(
        _row(signup, one, sees=sees) for one in await ctx.uow.signup_lists.listed(signup.number)
    )
    return (Sheet(title=text("signup-sheet"), header=tuple(columns), rows=rows),)


def sees_addresses(ctx: Ctx, circles: Sequence[Circle]) -> bool:
    """Bound addresses are for community workers; a captain sees those that were typed in."""
    shown = {Role.STAFF, Role.ADMIN}
    return any(shown & ctx.actor.roles_in(circle) for circle in circles)


def address_of(one: Listed, *, sees: bool) -> str:
    """The address of somebody on the list, as far as the reader may know it."""
    typed = one.person is None or not sees
    address = one.entry.address if typed and one.person is None else None
    if address is None and sees and one.person is not None:
        address = one.person.address
    return str(address) if address is not None else ""


def _line(signup: Signup, one: Listed, number: int, *, sees: bool) -> Text:
    entry = one.entry
    answers = "；".join(
        f"{signup.questions[i].words} {words}" for i, words in sorted(one.answers.items())
    )
    details = " · ".join(part for part in (address_of(one, sees=sees), one.note, answers) if part)
    return text(
        "signup-list-line",
        number=number,
        name=named(entry),
        state=_state(entry),
        details=text("signup-list-details", words=details) if details else text("blank"),
    )


def _state(entry: Entry) -> Text:
    if entry.offered:
        return text("signup-state-offered")
    if entry.waits:
        return text("signup-state-waiting")
    if entry.asking:
        return text("signup-state-asking")
    if entry.unconfirmed:
        return text("signup-state-unconfirmed")
    return text("blank")


def _gone(one: Listed) -> str:
    return f"{one.entry.name}⚠️" if one.late else one.entry.name


def _row(signup: Signup, one: Listed, *, sees: bool) -> tuple[SheetCell, ...]:
    entry, shift = one.entry, _shift(signup, one.entry)
    state = text("signup-state-gone") if one.ended else _state(entry)
    mark = text(f"signup-mark-{one.mark}") if one.mark else ""
    answers = [one.answers.get(i, "") for i in range(len(signup.questions))]
    return (
        shift.label,
        entry.name,
        address_of(one, sees=sees),
        entry.party,
        entry.seats,
        state,
        mark,
        one.note,
        *answers,
    )


def _shift(signup: Signup, entry: Entry) -> Shift:
    return signup.shifts[entry.shift]
