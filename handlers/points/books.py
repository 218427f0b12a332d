"""What staff do with the ledger: look at a household, give by hand, take back, the totals."""

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.permissions import Permission
from domain.points import (
    EARNED,
    AccountKind,
    Award,
    Grant,
    MovementKind,
    Posted,
    household,
    reversal,
)
from handlers.context import Ctx
from handlers.households import tell_household
from handlers.incoming import Answer, Press
from handlers.points.common import entry_line, household_of, routes, short_day, signed, what
from handlers.routing import Where
from storage.dialogs import Dialog
from storage.points import Total

ENTRIES = 10


async def show_household(ctx: Ctx, key: str) -> None:
    """The points of any household, each earning with a button to take it back."""
    history = await ctx.uow.points.history(key, ENTRIES)
    lines = tuple(_staff_line(ctx, posted, key) for posted in history)
    await ctx.uow.audit.add("points.look", ctx.person.id, key, ctx.now)
    buttons = [
        [
            Button(
                label=text("btn-reverse", number=posted.id, amount=_amount(posted, key)),
                route="points.reverse",
                args=(posted.id,),
            )
        ]
        for posted in history
        if posted.movement.kind in EARNED and not posted.taken_back
    ]
    has = await ctx.uow.points.balance(key)
    shown = lines or (text("points-nothing-of-them"),)
    ctx.reply(text("points-of", household=key, points=has, lines=shown), buttons)


async def give(ctx: Ctx, grant: Grant, message_id: int) -> None:
    """Points by hand, such as for a neighbour who has no Telegram."""
    award = Award(
        household=grant.household,
        points=grant.points,
        kind=MovementKind.GRANT,
        words=grant.words,
        source_key=f"grant:{ctx.place.chat_id}:{message_id}",
        by_id=ctx.person.id,
    )
    await ctx.uow.points.award(award, ctx.now)
    await ctx.uow.audit.add("points.grant", ctx.person.id, grant.household, ctx.now)
    has = await ctx.uow.points.balance(grant.household)
    ctx.reply(text("points-given", household=grant.household, points=grant.points, has=has))
    words = text("points-granted", points=grant.points, words=grant.words, has=has)
    await tell_household(ctx, grant.household, words)


@routes.button("points.reverse", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def ask_why(ctx: Ctx, press: Press) -> None:
    """Asks for the reason before anything is taken back."""
    posted = await _found(ctx, press.number(0))
    reversal(posted, "—", ctx.person.id)
    dialog = Dialog(route="points.reverse_why", data={"movement": posted.id})
    await ctx.uow.dialogs.open(ctx.person.id, dialog, ctx.now)
    ctx.say(ctx.person.id, text("points-why", number=posted.id, what=what(posted)))


@routes.step("points.reverse_why", needs=Permission.MANAGE_POINTS)
async def take_back(ctx: Ctx, answer: Answer) -> None:
    """Takes it back, and tells the household why."""
    posted = await _found(ctx, int(answer.data["movement"] or 0))
    side = household_of(posted)
    movement = reversal(posted, answer.body, ctx.person.id)
    await ctx.uow.dialogs.close(ctx.person.id)
    await ctx.uow.points.post(movement, ctx.now)
    await ctx.uow.audit.add("points.reverse", ctx.person.id, str(posted.id), ctx.now)
    if side is None:
        raise LookupError(f"movement {posted.id} was earned by no household")
    has = await ctx.uow.points.balance(side.account.key)
    ctx.reply(text("points-reversed", number=posted.id, points=side.amount, has=has))
    words = text(
        "points-taken-back", points=side.amount, what=what(posted), words=movement.words, has=has
    )
    await tell_household(ctx, side.account.key, words)


@routes.button("points.books", needs=Permission.MANAGE_POINTS, where=Where.PRIVATE)
async def books(ctx: Ctx, _press: Press) -> None:
    """What all accounts hold together, and the newest movements."""
    lines = tuple(_total_line(total) for total in await ctx.uow.points.totals())
    latest = tuple(_latest_line(ctx, posted) for posted in await ctx.uow.points.latest(ENTRIES))
    ctx.say(
        ctx.person.id,
        text("books", lines=lines, latest=latest or (text("points-nothing-of-them"),)),
        [[Button(label=text("btn-books-export"), route="points.export")]],
    )


def _total_line(total: Total) -> Text:
    match total.account.kind:
        case AccountKind.COMMUNITY:
            return text("books-community", points=-total.points)
        case AccountKind.PARTNER:
            return text("books-partner", name=total.account.key, points=-total.points)
        case AccountKind.HOUSEHOLD:
            return text("books-households", points=total.points, households=total.accounts)
        case AccountKind.RESERVED:
            return text("books-reserved", points=total.points)
        case AccountKind.GIFTS:
            return text("books-gifts", points=total.points)


def _latest_line(ctx: Ctx, posted: Posted) -> Text:
    side = household_of(posted)
    return text(
        "books-line",
        number=posted.id,
        day=short_day(ctx, posted),
        household=side.account.key if side else "—",
        amount=signed(side.amount) if side else "",
        what=what(posted),
        by=posted.by or "—",
    )


def _staff_line(ctx: Ctx, posted: Posted, key: str) -> Text:
    line = entry_line(ctx, posted, key)
    return text("points-staff-line", number=posted.id, line=line, by=posted.by or "—")


def _amount(posted: Posted, key: str) -> str:
    return signed(posted.amount_on(household(key)))


async def _found(ctx: Ctx, number: int) -> Posted:
    posted = await ctx.uow.points.find(number)
    if posted is None:
        raise Refusal("button-outdated")
    return posted
