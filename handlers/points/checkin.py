"""On site: a resident shows a code, staff or a captain enters it, the household gets its points."""

from datetime import date, timedelta

from domain.circles import code_of, pick
from domain.errors import Refusal
from domain.messages import Button, QrCode, Text, text
from domain.people import Person
from domain.permissions import Permission
from domain.points import Reward, Visit, award_for, brought_key, require_open, rewards_at
from handlers import codes
from handlers.context import Ctx
from handlers.entry import RUN
from handlers.households import tell_household
from handlers.incoming import Command, Press
from handlers.on_the_day import offered_on_the_day
from handlers.points.common import read_day, require_served, routes, site_of
from handlers.routing import Where
from storage.points import Arriving

PURPOSE = "checkin"
LIFETIME = timedelta(minutes=10)


@offered_on_the_day
def here_button(collection: int, day: date) -> Button:
    """我已到场, under what is said about a collection."""
    args = (collection, day.isoformat())
    return Button(label=text("btn-here"), route="checkin.here", args=args)


@routes.button("checkin.here", needs=Permission.EARN_POINTS)
async def here(ctx: Ctx, press: Press) -> None:
    """我已到场: a code of six digits, and the same as a picture to scan; never in the group."""
    collection, day = press.number(0), read_day(press.word(1))
    site = await site_of(ctx, collection, day)
    await require_served(ctx, site)
    require_open(site, ctx.now)
    rewards_at(site, ctx.community.points)
    digits = await codes.issue(ctx, PURPOSE, f"{collection}:{day.isoformat()}", LIFETIME)
    if not press.place.private:
        ctx.answer(text("checkin-code-in-private"), alert=True)
    ctx.put(
        QrCode(
            to=ctx.person.id,
            start=f"{RUN}checkin-{digits}",
            caption=text("checkin-code", code=f"{digits[:3]} {digits[3:]}"),
            until=ctx.now + LIFETIME,
        )
    )


@routes.command("checkin", "签到", needs=Permission.CHECK_IN, where=Where.PRIVATE)
async def checkin(ctx: Ctx, command: Command) -> None:
    """``/checkin 482913``: who stands there gets their points, or is asked what they brought."""
    if not command.words:
        raise Refusal("checkin-howto")
    code = await codes.redeem(ctx, PURPOSE, command.words)
    if code is None:
        return
    person = await ctx.uow.people.find(code.person_id)
    if person is None:
        raise Refusal("button-outdated")
    collection, _, day = code.subject.partition(":")
    visit = await _arrived(ctx, person, int(collection), day)
    rewards = rewards_at(await site_of(ctx, visit.collection, visit.day), ctx.community.points)
    if not await _left(ctx, visit, rewards):
        ctx.say(person.id, text("checkin-had-it"))
    elif len(rewards) == 1:
        await _give(ctx, visit, person, rewards[0])
    words, buttons = await _card(ctx, visit, person, rewards)
    ctx.say(ctx.person.id, words, buttons, card=_card_name(visit))


@routes.button("checkin.brought", needs=Permission.CHECK_IN, where=Where.PRIVATE)
async def brought(ctx: Ctx, press: Press) -> None:
    """What they brought, where the collection takes several streams."""
    visit = await ctx.uow.visits.find(press.number(0))
    person = await ctx.uow.people.find(visit.person_id) if visit and visit.person_id else None
    if visit is None or person is None:
        raise Refusal("button-outdated")
    site = await site_of(ctx, visit.collection, visit.day)
    require_open(site, ctx.now)
    rewards = rewards_at(site, ctx.community.points)
    stream = pick(press.word(1), tuple(reward.stream for reward in rewards))
    reward = next(reward for reward in rewards if reward.stream == stream)
    given = await _give(ctx, visit, person, reward)
    ctx.answer(text("checkin-given" if given else "checkin-given-before", stream=stream))
    words, buttons = await _card(ctx, visit, person, rewards)
    ctx.edit(ctx.person.id, _card_name(visit), words, buttons)


async def _arrived(ctx: Ctx, person: Person, collection: int, day: str) -> Visit:
    arriving = Arriving(
        collection=collection,
        day=read_day(day),
        account_id=await ctx.uow.points.account_id(person.household),
        person_id=person.id,
        by_id=ctx.person.id,
    )
    return await ctx.uow.visits.arrive(arriving, ctx.now)


async def _give(ctx: Ctx, visit: Visit, person: Person, reward: Reward) -> bool:
    """The points, told to the household; nothing where it has had them before."""
    award = award_for(visit, person.household, reward, ctx.person.id)
    if not await ctx.uow.points.award(award, ctx.now):
        return False
    has = await ctx.uow.points.balance(person.household)
    stream, points = reward.stream, reward.points
    ctx.say(person.id, text("checkin-rewarded", stream=stream, points=points, has=has))
    others = text("checkin-rewarded-other", name=person.name, stream=stream, points=points, has=has)
    await tell_household(ctx, person.household, others, besides=person.id)
    return True


async def _left(ctx: Ctx, visit: Visit, rewards: tuple[Reward, ...]) -> list[Reward]:
    """What the household has not had points for on this visit."""
    keys = {brought_key(visit.id, reward.stream): reward for reward in rewards}
    had = await ctx.uow.points.caused([*keys])
    return [reward for key, reward in keys.items() if key not in had]


async def _card(
    ctx: Ctx, visit: Visit, person: Person, rewards: tuple[Reward, ...]
) -> tuple[Text, list[list[Button]]]:
    """What whoever entered the code sees: who it is, what they had, what they can still get."""
    left = await _left(ctx, visit, rewards)
    lines = tuple(
        text("checkin-had-line", stream=reward.stream, points=reward.points)
        for reward in rewards
        if reward not in left
    )
    buttons = [
        [
            Button(
                label=text("btn-brought", stream=reward.stream, points=reward.points),
                route="checkin.brought",
                args=(visit.id, code_of(reward.stream)),
            )
        ]
        for reward in left
    ]
    ask = text("checkin-what" if left else "checkin-all-had")
    return text("checkin-card", name=person.name, lines=(*lines, ask)), buttons


def _card_name(visit: Visit) -> str:
    return f"visit:{visit.id}"
