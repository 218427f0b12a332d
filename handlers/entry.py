"""From an event to the handlers that take it: who acts, where, and may they."""

from datetime import datetime

from domain.circles import Circle
from domain.community import Community
from domain.errors import Refusal
from domain.messages import text
from domain.people import Actor, Reach
from handlers.context import HELLO, NOBODY, Ctx
from handlers.incoming import Answer, Comeback, Command, DueNow, Event, Joined, Message, Press
from handlers.routing import Call, Route, RouteTable, Where, unpack
from storage.people import Profile
from storage.uow import UnitOfWork

RUN = "run-"
"""Deep links ``run-<command>`` run a command in private, for those given in a group."""

ACCEPT = "accept"
"""The command that any other deep link runs: an invite."""

Taken = tuple[Route, Event]


async def open_context(
    uow: UnitOfWork, event: Event, community: Community, routes: RouteTable, now: datetime
) -> Ctx:
    """Who acts and where, learning both on the way."""
    circle = None if event.place.private else await uow.circles.by_chat(event.place.chat_id)
    if circle is not None and not circle.active:
        circle = None
    actor = NOBODY
    if event.sender is not None:
        actor = await _meet(uow, event.sender, event, circle, community)
    return Ctx(
        uow=uow,
        now=now,
        community=community,
        routes=routes,
        event=event,
        actor=actor,
        circle=circle,
    )


async def _meet(
    uow: UnitOfWork, profile: Profile, event: Event, circle: Circle | None, community: Community
) -> Actor:
    """The person behind an event; who speaks in a circle's group is a member of it."""
    actor = await uow.people.actor(profile.id, community.admins)
    if actor is None or (actor.person.name, actor.person.username) != (
        profile.name,
        profile.username,
    ):
        await uow.people.meet(profile)
        actor = await uow.people.actor(profile.id, community.admins) or NOBODY
    speaks = isinstance(event, Message | Press | Joined)
    if circle and speaks and circle.id not in {m.circle.id for m in actor.memberships}:
        await uow.circles.join(circle.id, profile.id)
        actor = await uow.people.actor(profile.id, community.admins) or NOBODY
    if event.place.private and isinstance(event, Message) and actor.person.reach is not Reach.OPEN:
        await uow.people.set_reach(profile.id, Reach.OPEN)
        await uow.outbox.release(profile.id)
        actor = await uow.people.actor(profile.id, community.admins) or NOBODY
    return actor


async def routes_of(ctx: Ctx) -> list[Taken]:
    """The routes that take an event, each with the event as it wants it.

    Raises:
        Refusal: the person may not, or not here, or the word is unknown.
    """
    event, routes = ctx.event, ctx.routes
    if isinstance(event, Message):
        return await _route_of_message(ctx, event)
    if isinstance(event, Press):
        return [_route_of_press(ctx, event)]
    if isinstance(event, DueNow):
        route = routes.named("due", event.kind)
        if route is None:
            raise LookupError(f"nothing takes deadlines of kind {event.kind}")
        return [(route, event)]
    return [(route, event) for route in routes.for_event(event)]


async def _route_of_message(ctx: Ctx, message: Message) -> list[Taken]:
    call = ctx.routes.read(message.body)
    private = message.place.private
    if private and (call is None or not call.slash):
        taken = await _open_question(ctx, message, call)
        if taken is not None:
            return [taken]
    if call is None and message.album is not None and not message.body:
        return [(route, message) for route in ctx.routes.of_kind("album")]
    if call is None:
        comeback = await _comeback(ctx, message)
        return [comeback] if comeback else _small_talk(ctx, message)
    if call.route is not None and call.route.name == "start" and call.words:
        call = _follow_link(call, ctx.routes)
    if call.route is None:
        if private:
            raise _unknown(call, ctx.routes)
        return []
    if not private and not call.slash and not _plainly_meant(ctx, call.route):
        return []
    return [_checked(ctx, message, call, call.route)]


def _follow_link(call: Call, routes: RouteTable) -> Call:
    """What a deep link asks for: a command to run, or an invite to accept."""
    payload = call.raw.strip()
    if payload == HELLO:
        return Call(call.route, call.typed)
    if payload.startswith(RUN):
        name = payload.removeprefix(RUN)
        return Call(routes.named("command", name), name)
    return Call(routes.named("command", ACCEPT), ACCEPT, payload, payload)


async def _open_question(ctx: Ctx, message: Message, call: Call | None) -> Taken | None:
    """An open question takes plain words, even ones that would be a command; "取消" drops it."""
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    route = ctx.routes.named("step", dialog.route) if dialog else None
    if dialog is None or route is None:
        return None
    if call is not None and call.route is not None and call.route.name == "cancel":
        return None
    ctx.actor.require(route.needs, None)
    return route, Answer(**dict(message), data=dialog.data)


async def _comeback(ctx: Ctx, message: Message) -> Taken | None:
    """Words in private that answer one of our cards, for the feature that the card belongs to."""
    if not message.place.private or message.replied is None:
        return None
    card = await ctx.uow.outbox.card_of(message.place.chat_id, message.replied.message_id)
    route = ctx.routes.named("comeback", card.partition(":")[0]) if card else None
    if card is None or route is None:
        return None
    ctx.actor.require(route.needs, None)
    return route, Comeback(**dict(message), card=card)


def _small_talk(ctx: Ctx, message: Message) -> list[Taken]:
    """Ordinary words: left alone in a group; in private, the way to the commands is shown."""
    if message.place.private and (message.body or message.photo):
        ctx.reply(text("not-a-command"))
    return []


def _plainly_meant(ctx: Ctx, route: Route) -> bool:
    """Whether a word without a slash in a group is a command, and not just talk."""
    return route.where is not Where.PRIVATE and ctx.may(route.needs)


def _checked(ctx: Ctx, message: Message, call: Call, route: Route) -> Taken:
    private = message.place.private
    if private and route.where is Where.GROUP:
        raise Refusal("use-in-group", command=route.name)
    if not private:
        if ctx.circle is None and not route.unmapped:
            raise Refusal("group-not-mapped")
        if route.where is Where.PRIVATE:
            raise Refusal("go-private", start=f"{RUN}{route.name}")
    ctx.actor.require(route.needs, ctx.circle)
    command = Command(
        **dict(message), name=route.name, words=call.words.strip(), raw=call.raw.strip()
    )
    return route, command


def _route_of_press(ctx: Ctx, press: Press) -> Taken:
    """Buttons outlive roles: who may is asked again with every press."""
    found = unpack(press.data)
    route = ctx.routes.named("button", found[0]) if found else None
    if found is None or route is None:
        raise Refusal("button-outdated")
    if not press.place.private and ctx.circle is None and not route.unmapped:
        raise Refusal("group-not-mapped")
    ctx.actor.require(route.needs, ctx.circle)
    return route, press.model_copy(update={"args": found[1]})


def _unknown(call: Call, routes: RouteTable) -> Refusal:
    nearest = routes.nearest(call.typed)
    if nearest is None:
        return Refusal("unknown-command")
    return Refusal("unknown-command-nearest", typed=call.typed, nearest=nearest.name)
