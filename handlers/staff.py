"""Staff: one-time links, the list, removal."""

import secrets

from domain.circles import WHOLE_COMMUNITY
from domain.errors import Refusal
from domain.messages import Button, DeepLink, Text, text
from domain.people import ALL_GRIDS, Reach, names_apart
from domain.permissions import Permission
from domain.staff import (
    TOKEN_BYTES,
    Invite,
    StaffMember,
    check_invite,
    hash_token,
    new_invite,
    read_served,
)
from handlers.codes import barred
from handlers.context import Ctx
from handlers.entry import ACCEPT
from handlers.incoming import Command, Press
from handlers.menus import refresh_menu
from handlers.routing import Routes, Where

LIST_CARD = "staff"

routes = Routes("staff")


@routes.command("staff", "工作人员", needs=Permission.MANAGE_STAFF, where=Where.PRIVATE)
async def staff(ctx: Ctx, command: Command) -> None:
    """``/staff 第一网格`` makes a one-time link; alone, lists staff."""
    if not command.words:
        words, buttons = await _list(ctx, command.message_id)
        ctx.reply(words, buttons, card=_card(command.message_id))
        return
    grid = read_served(command.words, ctx.community.grids)
    token = secrets.token_hex(TOKEN_BYTES)
    await ctx.uow.staff.add_invite(new_invite(token, ctx.person.id, ctx.now, grid=grid))
    await ctx.uow.audit.add("staff.invite", ctx.person.id, grid, ctx.now)
    link = DeepLink(start=token)
    ctx.reply(text("staff-invite", grid=_grid_word(grid), link=link), fleeting=True)


@routes.command(ACCEPT, needs=Permission.PUBLIC, where=Where.PRIVATE, menu=False)
async def accept(ctx: Ctx, command: Command) -> None:
    """The invite behind ``/start <token>``."""
    invite = await _find_invite(ctx, command.raw)
    if invite is None:
        return
    await ctx.uow.staff.use_invite(invite, ctx.person.id, ctx.now)
    what = invite.organisation or invite.grid
    await ctx.uow.audit.add("staff.join", ctx.person.id, what, ctx.now)
    if invite.organisation is not None:
        await ctx.uow.partners.add(ctx.person.id, invite.organisation, ctx.now)
        ctx.reply(text("partner-welcome", organisation=what))
        joined = text("partner-joined", name=ctx.person.name, organisation=what)
    else:
        grid = _grid_word(what)
        ctx.reply(text("staff-welcome", grid=grid))
        joined = text("staff-joined", name=ctx.person.name, grid=grid)
    await refresh_menu(ctx, ctx.person.id)
    if invite.created_by != ctx.person.id:
        ctx.say(invite.created_by, joined)


async def _find_invite(ctx: Ctx, token: str) -> Invite | None:
    """The invite behind a token, or none where it is not taken and they have been told why.

    That leaves a trace in the audit, and a guess counts like one at a code.
    """
    if await barred(ctx, ACCEPT):
        return None
    found = await ctx.uow.staff.find_invite(hash_token(token))
    try:
        return check_invite(found, ctx.now)
    except Refusal as refusal:
        await ctx.uow.audit.add("staff.refused", ctx.person.id, refusal.text.key, ctx.now)
        if found is None:
            await ctx.uow.codes.add_wrong(ctx.person.id, ctx.now)
        ctx.reply(refusal.text)
        return None


@routes.button("staff.remove", needs=Permission.MANAGE_STAFF, where=Where.PRIVATE)
async def remove(ctx: Ctx, press: Press) -> None:
    """Takes all grids from a person and tells them."""
    person_id = press.number(0)
    if not await ctx.uow.staff.remove(person_id):
        raise Refusal("staff-already-removed")
    await ctx.uow.audit.add("staff.remove", ctx.person.id, str(person_id), ctx.now)
    await refresh_menu(ctx, person_id)
    ctx.answer(text("done"))
    ctx.say(person_id, text("staff-removed"))
    asked = press.number(1)
    words, buttons = await _list(ctx, asked)
    ctx.edit(ctx.person.id, _card(asked), words, buttons)


async def _list(ctx: Ctx, asked: int) -> tuple[Text, list[list[Button]]]:
    members = await ctx.uow.staff.all()
    if not members:
        return text("staff-none", grid=ctx.some_grid), []
    names = names_apart([member.person for member in members])
    buttons = [
        [
            Button(
                label=text("btn-remove", name=names[member.person.id]),
                route="staff.remove",
                args=(member.person.id, asked),
            )
        ]
        for member in members
    ]
    lines = tuple(_line(ctx, member, names[member.person.id]) for member in members)
    return text("staff-list", lines=lines, grid=ctx.some_grid), buttons


def _line(ctx: Ctx, member: StaffMember, name: str) -> Text:
    order = (ALL_GRIDS, *ctx.community.grids)
    grids = sorted(
        member.grids, key=lambda grid: order.index(grid) if grid in order else len(order)
    )
    return text(
        "staff-line",
        name=name,
        grids="、".join(WHOLE_COMMUNITY if grid == ALL_GRIDS else grid for grid in grids),
        reachable="yes" if member.person.reach is Reach.OPEN else "no",
    )


def _card(asked: int) -> str:
    """A card for each time it was asked for, so that a press changes the one that was pressed."""
    return f"{LIST_CARD}:{asked}"


def _grid_word(grid: str) -> Text:
    return text("every-grid") if grid == ALL_GRIDS else text("verbatim", word=grid)
