"""Addresses that people bound and no list has: a captain says whether they are theirs."""

from domain.circles import Circle, CircleKind, code_of
from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.people import Actor, Person, Reach
from domain.permissions import Permission
from domain.roster import Household
from handlers.context import Ctx
from handlers.incoming import DueNow, Press
from handlers.reaching import tell
from handlers.roster.common import routes
from handlers.routing import Where
from storage.roster import Claim
from storage.schedules import BOUND


@routes.due(BOUND, needs=Permission.PUBLIC)
async def check_address(ctx: Ctx, due: DueNow) -> None:
    """Looks whether an address that somebody bound is in a list, where there is one."""
    person_id, code = due.subject.split()
    await ctx.uow.roster.drop_claim(int(person_id))
    actor = await ctx.uow.people.actor(int(person_id), ctx.community.admins)
    address = actor.person.address if actor else None
    if actor is None or address is None or code_of(str(address)) != code:
        return
    if await ask_about(ctx, actor):
        ctx.say(actor.person.id, text("roster-claim-asked", address=str(address)))


async def ask_about(ctx: Ctx, actor: Actor) -> bool:
    """Ask the captain about the address of somebody, if there is a list and it is not in it.

    Returns:
        Whether it was asked about.
    """
    address, circle = actor.person.address, await _home(ctx, actor)
    if address is None or circle is None or await ctx.uow.roster.find(address) is not None:
        return False
    claim = Claim(person_id=actor.person.id, circle_id=circle.id, address=address)
    await ctx.uow.roster.claim(claim, ctx.now)
    await _ask(ctx, actor.person, claim, circle)
    return True


@routes.button("roster.ours", needs=Permission.CHECK_ADDRESSES, where=Where.PRIVATE)
async def ours(ctx: Ctx, press: Press) -> None:
    """The address is one of theirs, only the list lacks it: it is added."""
    person, claim, circle = await _claim(ctx, press)
    if await ctx.uow.roster.find(claim.address) is None:
        await ctx.uow.roster.save([Household(address=claim.address, circle_id=circle.id)], ctx.now)
    await _close(ctx, claim, circle, "roster-claim-added", "roster.ours")
    ctx.say(person.id, text("roster-claim-yes", address=str(claim.address)))


@routes.button("roster.not_ours", needs=Permission.CHECK_ADDRESSES, where=Where.PRIVATE)
async def not_ours(ctx: Ctx, press: Press) -> None:
    """There is no such address: it is taken off, and who bound it is asked for theirs again."""
    person, claim, circle = await _claim(ctx, press)
    await ctx.uow.people.bind(person.id, None)
    await _close(ctx, claim, circle, "roster-claim-denied", "roster.not_ours")
    ctx.say(person.id, text("roster-claim-no", address=str(claim.address)))


async def _home(ctx: Ctx, actor: Actor) -> Circle | None:
    """The circle of neighbours that a person is in and that has a list."""
    for membership in actor.memberships:
        circle = membership.circle
        if circle.kind is CircleKind.NEIGHBOURS and await ctx.uow.roster.has_any(circle.id):
            return circle
    return None


async def _ask(ctx: Ctx, person: Person, claim: Claim, circle: Circle) -> None:
    """Ask the captains, or where none can be written to the staff; else it waits for either."""
    captains, staff = await _askable(ctx, circle, person.id)
    reachable = [p for p in captains if p.reach is Reach.OPEN] or [
        p for p in staff if p.reach is Reach.OPEN
    ]
    words = text("roster-claim", name=person.name, address=str(claim.address), circle=circle.title)
    buttons = _buttons(claim)
    tell(ctx, reachable, words, buttons, card=_card(claim))
    if not reachable:
        for waiting in captains or staff:
            ctx.say(waiting.id, words, buttons, card=_card(claim))


async def _askable(ctx: Ctx, circle: Circle, person_id: int) -> tuple[list[Person], list[Person]]:
    """The other captains of a circle, and its staff."""
    captains = [p for p in await ctx.uow.circles.captains(circle.id) if p.id != person_id]
    staff = [p for p in await ctx.uow.staff.of_grid(circle.grid) if p.id != person_id]
    return captains, staff


def _buttons(claim: Claim) -> list[list[Button]]:
    args = (claim.person_id, code_of(str(claim.address)))
    return [
        [Button(label=text("btn-roster-ours"), route="roster.ours", args=args)],
        [Button(label=text("btn-roster-not-ours"), route="roster.not_ours", args=args)],
    ]


async def _claim(ctx: Ctx, press: Press) -> tuple[Person, Claim, Circle]:
    """Who bound what, if that is still to be answered, by whoever presses.

    Raises:
        Refusal: somebody answered, or the person has another address now; or it is not theirs.
    """
    claim = await ctx.uow.roster.claim_of(press.number(0))
    person = await ctx.uow.people.find(press.number(0))
    circle = await ctx.uow.circles.find(claim.circle_id) if claim else None
    if claim is None or person is None or circle is None or person.address != claim.address:
        raise Refusal("roster-claim-over")
    if code_of(str(claim.address)) != press.word(1):
        raise Refusal("roster-claim-over")
    ctx.actor.require(Permission.CHECK_ADDRESSES, circle)
    return person, claim, circle


async def _close(ctx: Ctx, claim: Claim, circle: Circle, key: str, action: str) -> None:
    """Say what was answered on the card of everybody who was asked."""
    await ctx.uow.roster.drop_claim(claim.person_id)
    await ctx.uow.audit.add(action, ctx.person.id, str(claim.person_id), ctx.now)
    ctx.answer(text("done"))
    captains, staff = await _askable(ctx, circle, claim.person_id)
    words = Text(key=key, args={"address": str(claim.address), "by": ctx.person.name})
    for asked in {p.id: p for p in (*captains, *staff)}.values():
        if await ctx.uow.outbox.has_card(asked.id, _card(claim)):
            ctx.edit(asked.id, _card(claim), words)


def _card(claim: Claim) -> str:
    return f"roster-claim:{claim.person_id}:{code_of(str(claim.address))}"
