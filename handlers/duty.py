"""Duty: who of the staff gets new reports, and who stands in for whom."""

from domain.errors import Refusal
from domain.messages import Button, text
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.routing import Routes, Where

_ON = {"on", "上", "上班", "值班", "开"}
_OFF = {"off", "下", "下班", "休息", "关"}

routes = Routes("duty")


@routes.command("duty", "值班", needs=Permission.TAKE_DUTY, where=Where.PRIVATE)
async def duty(ctx: Ctx, command: Command) -> None:
    """``/duty on`` and ``/duty off``; alone, buttons."""
    word = command.words.lower()
    if word in _ON:
        await _set(ctx, on_duty=True)
    elif word in _OFF:
        await _go_off(ctx)
    else:
        buttons = [
            Button(label=text("btn-duty-on"), route="duty.on"),
            Button(label=text("btn-duty-off"), route="duty.off"),
        ]
        ctx.reply(text("duty-howto"), [buttons])


@routes.button("duty.on", needs=Permission.TAKE_DUTY)
async def on(ctx: Ctx, _press: Press) -> None:
    """Gets new reports from now on."""
    await _set(ctx, on_duty=True)


@routes.button("duty.off", needs=Permission.TAKE_DUTY)
async def off(ctx: Ctx, _press: Press) -> None:
    """Gets none, and is asked who stands in."""
    await _go_off(ctx)


@routes.button("duty.deputy", needs=Permission.TAKE_DUTY)
async def deputy(ctx: Ctx, press: Press) -> None:
    """A colleague stands in, and is told so."""
    colleagues = {member.person.id: member.person for member in await ctx.uow.staff.all()}
    chosen = colleagues.get(press.number(0))
    if chosen is None or chosen.id == ctx.person.id:
        raise Refusal("report-not-staff")
    await ctx.uow.duty.set(ctx.person.id, on_duty=False, deputy_id=chosen.id)
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, text("duty-deputy-set", name=chosen.name))
    ctx.say(chosen.id, text("duty-you-stand-in", name=ctx.person.name))


async def _set(ctx: Ctx, *, on_duty: bool) -> None:
    await ctx.uow.duty.set(ctx.person.id, on_duty=on_duty)
    ctx.say(ctx.person.id, text("duty-is-on" if on_duty else "duty-is-off"))


async def _go_off(ctx: Ctx) -> None:
    await ctx.uow.duty.set(ctx.person.id, on_duty=False)
    colleagues = [
        member.person
        for member in await ctx.uow.staff.all()
        if member.person.id != ctx.person.id and set(member.grids) & ctx.actor.grids
    ]
    rows = [
        [Button(label=text("verbatim", word=person.name), route="duty.deputy", args=(person.id,))]
        for person in colleagues
    ]
    ctx.say(ctx.person.id, text("duty-who-stands-in" if rows else "duty-is-off"), rows)
