"""Duty: who of the staff gets new reports, and who stands in for whom."""

from domain.errors import Refusal
from domain.messages import Button, Text, text
from domain.people import ALL_GRIDS, Person, names_apart
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.routing import Routes, Where

_ON = {"on", "上", "上班", "值班", "开"}
_OFF = {"off", "下", "下班", "休息", "关"}

routes = Routes("duty")


def is_duty(words: str) -> bool:
    """Whether words after 值班 say whether somebody is; "值班 表在哪" is just talk."""
    return not words or words.lower() in _ON | _OFF


@routes.command("duty", "值班", needs=Permission.TAKE_DUTY, where=Where.PRIVATE, plainly=is_duty)
async def duty(ctx: Ctx, command: Command) -> None:
    """``/duty on`` and ``/duty off``; alone, says how it stands, with buttons."""
    word = command.words.lower()
    if word in _ON:
        await _go_on(ctx)
    elif word in _OFF:
        await _go_off(ctx)
    else:
        buttons = [
            Button(label=text("btn-duty-on"), route="duty.on"),
            Button(label=text("btn-duty-off"), route="duty.off"),
        ]
        ctx.reply(text("duty-howto", now=await _state(ctx)), [buttons])


@routes.button("duty.on", needs=Permission.TAKE_DUTY, where=Where.PRIVATE)
async def on(ctx: Ctx, _press: Press) -> None:
    """Gets new reports from now on."""
    await _go_on(ctx)


@routes.button("duty.off", needs=Permission.TAKE_DUTY, where=Where.PRIVATE)
async def off(ctx: Ctx, _press: Press) -> None:
    """Gets none, and is asked who stands in."""
    await _go_off(ctx)


@routes.button("duty.deputy", needs=Permission.TAKE_DUTY, where=Where.PRIVATE)
async def deputy(ctx: Ctx, press: Press) -> None:
    """A colleague stands in, and is told so."""
    chosen = next((p for p in await _colleagues(ctx) if p.id == press.number(0)), None)
    if chosen is None:
        raise Refusal("duty-no-colleague")
    entry = await ctx.uow.duty.find(ctx.person.id)
    if entry is None or entry.on_duty:
        raise Refusal("duty-on-again")
    ctx.answer(text("done"))
    if entry.deputy_id == chosen.id:
        return
    await ctx.uow.duty.set(ctx.person.id, on_duty=False, deputy_id=chosen.id)
    ctx.say(ctx.person.id, text("duty-deputy-set", name=chosen.name))
    ctx.say(chosen.id, text("duty-you-stand-in", name=ctx.person.name))


async def _go_on(ctx: Ctx) -> None:
    """Whoever stood in is told that they need not any more."""
    before = await ctx.uow.duty.find(ctx.person.id)
    await ctx.uow.duty.set(ctx.person.id, on_duty=True)
    ctx.say(ctx.person.id, text("duty-is-on"))
    if before is not None and before.deputy_id is not None:
        ctx.say(before.deputy_id, text("duty-back", name=ctx.person.name))


async def _go_off(ctx: Ctx) -> None:
    await ctx.uow.duty.set(ctx.person.id, on_duty=False)
    colleagues = await _colleagues(ctx)
    names = names_apart(colleagues)
    rows = [
        [Button(label=text("verbatim", word=names[p.id]), route="duty.deputy", args=(p.id,))]
        for p in colleagues
    ]
    ctx.say(ctx.person.id, text("duty-who-stands-in" if rows else "duty-is-off"), rows)


async def _colleagues(ctx: Ctx) -> list[Person]:
    """Who could stand in: staff who share a grid."""
    mine = ctx.actor.grids
    return [
        member.person
        for member in await ctx.uow.staff.all()
        if member.person.id != ctx.person.id
        and (ALL_GRIDS in {*mine, *member.grids} or mine & set(member.grids))
    ]


async def _state(ctx: Ctx) -> Text:
    """What they have said of being on duty."""
    entry = await ctx.uow.duty.find(ctx.person.id)
    if entry is None:
        return text("duty-now-unsaid")
    if entry.on_duty:
        return text("duty-now-on")
    stands_in = await ctx.uow.people.find(entry.deputy_id) if entry.deputy_id else None
    if stands_in is None:
        return text("duty-now-off")
    return text("duty-now-deputy", name=stands_in.name)
