"""Partner organisations: one-time links for their people, the list, removal."""

import secrets

from domain.errors import Refusal
from domain.messages import Button, DeepLink, Text, text
from domain.partners import PartnerMember, read_organisation
from domain.people import Reach, names_apart
from domain.permissions import Permission
from domain.staff import TOKEN_BYTES, new_invite
from handlers.context import Ctx
from handlers.incoming import Command, Press
from handlers.menus import refresh_menu
from handlers.routing import Routes, Where

routes = Routes("partners")


@routes.command("partner", "合作单位", needs=Permission.MANAGE_STAFF, where=Where.PRIVATE)
async def partner(ctx: Ctx, command: Command) -> None:
    """``/partner 物业`` makes a one-time link; alone, lists who acts for whom."""
    if not command.words:
        words, buttons = await _list(ctx, command.message_id)
        ctx.reply(words, buttons, card=_card(command.message_id))
        return
    organisation = read_organisation(command.words, ctx.community.organisations)
    token = secrets.token_hex(TOKEN_BYTES)
    invite = new_invite(token, ctx.person.id, ctx.now, organisation=organisation)
    await ctx.uow.staff.add_invite(invite)
    await ctx.uow.audit.add("partner.invite", ctx.person.id, organisation, ctx.now)
    link = DeepLink(start=token)
    ctx.reply(text("partner-invite", organisation=organisation, link=link), fleeting=True)


@routes.button("partner.remove", needs=Permission.MANAGE_STAFF, where=Where.PRIVATE)
async def remove(ctx: Ctx, press: Press) -> None:
    """From now on the person acts for no organisation, and is told so."""
    person_id = press.number(0)
    if not await ctx.uow.partners.remove(person_id):
        raise Refusal("partner-already-removed")
    await ctx.uow.audit.add("partner.remove", ctx.person.id, str(person_id), ctx.now)
    await refresh_menu(ctx, person_id)
    ctx.answer(text("done"))
    ctx.say(person_id, text("partner-removed"))
    asked = press.number(1)
    words, buttons = await _list(ctx, asked)
    ctx.edit(ctx.person.id, _card(asked), words, buttons)


async def _list(ctx: Ctx, asked: int) -> tuple[Text, list[list[Button]]]:
    members = await ctx.uow.partners.all()
    some = next(iter(ctx.community.organisations), "—")
    if not members:
        return text("partner-none", organisation=some), []
    names = names_apart([member.person for member in members])
    buttons = [
        [
            Button(
                label=text("btn-remove", name=names[member.person.id]),
                route="partner.remove",
                args=(member.person.id, asked),
            )
        ]
        for member in members
    ]
    lines = tuple(_line(member, names[member.person.id]) for member in members)
    return text("partner-list", lines=lines, organisation=some), buttons


def _line(member: PartnerMember, name: str) -> Text:
    return text(
        "partner-line",
        name=name,
        organisations="、".join(member.organisations),
        reachable="yes" if member.person.reach is Reach.OPEN else "no",
    )


def _card(asked: int) -> str:
    """A card for each time it was asked for, so that a press changes the one that was pressed."""
    return f"partners:{asked}"
