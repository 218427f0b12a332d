"""The command menus that Telegram shows, per audience."""

from domain.messages import Menu
from domain.people import Actor, Reach
from domain.permissions import Role, allows
from handlers.context import Ctx
from handlers.routing import RouteTable, Where

EVERYONE = frozenset({Role.RESIDENT})


def general_menus(routes: RouteTable) -> list[Menu]:
    """The menus of residents: in any private chat and in any group."""
    return [
        Menu(to=0, audience="private", commands=_commands(routes, EVERYONE, Where.PRIVATE)),
        Menu(to=0, audience="groups", commands=_commands(routes, EVERYONE, Where.GROUP)),
    ]


async def refresh_menu(ctx: Ctx, person_id: int) -> None:
    """Show a person the commands that they have now, where the bot can reach them."""
    actor = await ctx.uow.people.actor(person_id, ctx.community.admins)
    if actor is not None and actor.person.reach is Reach.OPEN:
        ctx.put(personal_menu(ctx.routes, actor))


def is_special(actor: Actor) -> bool:
    """Whether somebody sees more commands in private than residents do."""
    return bool(actor.roles_in(None) & {Role.ADMIN, Role.STAFF, Role.PARTNER, Role.CAPTAIN})


def personal_menu(routes: RouteTable, actor: Actor) -> Menu:
    """The menu of one person's private chat; for a resident the general one shows again."""
    special = is_special(actor)
    commands = _commands(routes, actor.roles_in(None), Where.PRIVATE) if special else ()
    return Menu(to=actor.person.id, audience="person", commands=commands)


def _commands(routes: RouteTable, roles: frozenset[Role], place: Where) -> tuple[str, ...]:
    return tuple(
        route.name
        for route in routes.commands()
        if route.menu and route.where in {place, Where.ANYWHERE} and allows(roles, route.needs)
    )
