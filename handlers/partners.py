"""Partner organisations: one-time links for their people."""

import secrets

from domain.messages import DeepLink, text
from domain.partners import read_organisation
from domain.permissions import Permission
from domain.staff import INVITE_LIFETIME, TOKEN_BYTES, Invite, hash_token
from handlers.context import Ctx
from handlers.incoming import Command
from handlers.routing import Routes, Where

routes = Routes("partners")


@routes.command("partner", "合作单位", needs=Permission.MANAGE_STAFF, where=Where.PRIVATE)
async def partner(ctx: Ctx, command: Command) -> None:
    """``/partner 物业`` makes a one-time link; alone, shows who acts for whom."""
    if not command.words:
        await _list(ctx)
        return
    organisation = read_organisation(command.words, ctx.community.organisations)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await ctx.uow.staff.add_invite(
        Invite(
            token_hash=hash_token(token),
            grid="",
            organisation=organisation,
            created_by=ctx.person.id,
            expires_at=ctx.now + INVITE_LIFETIME,
        )
    )
    await ctx.uow.audit.add("partner.invite", ctx.person.id, organisation, ctx.now)
    ctx.reply(text("partner-invite", organisation=organisation, link=DeepLink(start=token)))


async def _list(ctx: Ctx) -> None:
    lines = []
    for name in ctx.community.organisations:
        people = await ctx.uow.partners.of(name)
        names = "、".join(person.name for person in people) or "—"
        lines.append(text("partner-line", organisation=name, people=names))
    ctx.reply(text("partner-list", lines=tuple(lines)))
