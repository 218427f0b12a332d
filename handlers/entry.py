"""From an event to the handlers that take it: who acts, where, and may they."""

import re
from datetime import datetime

from domain.circles import Circle
from domain.community import Community
from domain.errors import Refusal
from domain.messages import text
from domain.people import Actor, Reach
from domain.permissions import Permission, Role, allows
from handlers.context import HELLO, NOBODY, Ctx
from handlers.incoming import (
    Answer,
    Comeback,
    Command,
    DueNow,
    Event,
    Fetched,
    Joined,
    Message,
    Press,
)
from handlers.menus import is_special, personal_menu
from handlers.routing import Call, Route, RouteTable, Where, unpack
from storage.people import Profile
from storage.uow import UnitOfWork

RUN = "run-"
"""Deep links ``run-<command>`` run a command in private, for those given in a group.

``run-<command>-<words>`` runs it with words, as far as a link can hold them: ``run-signup-12`` is
``/signup 12``.
"""

_IN_A_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a deep link can bring along (https://core.telegram.org/bots/features#deep-linking)."""

ACCEPT = "accept"
"""The command that any other deep link runs: an invite."""

YIELDS = "yields"
"""In the data of an open question: it gives way to commands, with or without a slash."""

FORGETS = "forgets"
"""In the data of an open question: what is typed in answer is personal and not kept."""

LONGEST_SHOWN = 40
"""Characters of a mistyped command that are shown back."""

Taken = tuple[Route, Event]


async def open_context(
    uow: UnitOfWork, event: Event, community: Community, routes: RouteTable, now: datetime
) -> Ctx:
    """Who acts and where, learning both on the way.

    A deadline is never taken before its time, should the clock have been set back since it fired:
    what sets the next one from this one would set the same again, and that fires only once.
    """
    ctx = Ctx(
        uow=uow,
        now=max(now, event.at or now) if isinstance(event, DueNow) else now,
        community=community,
        routes=routes,
        event=event,
        actor=NOBODY,
        circle=await _circle_of(uow, event),
    )
    if event.sender is not None:
        ctx.actor = await _meet(ctx, event.sender)
    elif isinstance(event, Fetched):
        ctx.actor = await uow.people.actor(event.place.chat_id, community.admins) or NOBODY
    return ctx


async def _circle_of(uow: UnitOfWork, event: Event) -> Circle | None:
    """The circle of the group; a message proves that the bot is in it, whatever came before."""
    if event.place.private:
        return None
    circle = await uow.circles.by_chat(event.place.chat_id)
    if circle is None or circle.active:
        return circle
    if not isinstance(event, Message):
        return None
    await uow.circles.set_active(circle.chat_id, active=True)
    await uow.outbox.release(circle.chat_id)
    return circle.model_copy(update={"active": True})


async def _meet(ctx: Ctx, profile: Profile) -> Actor:
    """The person behind an event, with the names and circles that follow from it."""
    people, admins = ctx.uow.people, ctx.community.admins
    actor = await people.actor(profile.id, admins)
    known = actor.person if actor else None
    changed = known is None or _looks(profile) != (known.name, known.username, known.lang)
    if changed:
        await people.meet(profile)
    joins = _joins(ctx, actor)
    if joins is not None:
        await ctx.uow.circles.join(joins.id, profile.id)
    opens = _shows_open(ctx.event) and (known is None or known.reach is not Reach.OPEN)
    if opens:
        await people.set_reach(profile.id, Reach.OPEN)
        await ctx.uow.outbox.release(profile.id)
    if actor is None or changed or joins or opens:
        actor = await people.actor(profile.id, admins) or NOBODY
    if opens and is_special(actor):
        await ctx.uow.outbox.put([personal_menu(ctx.routes, actor)], ctx.now)
    return actor


def _looks(profile: Profile) -> tuple[str, str | None, str]:
    return profile.name, profile.username, profile.lang


def _joins(ctx: Ctx, actor: Actor | None) -> Circle | None:
    """The circle that this person turns out to be in: who speaks or presses there is a member."""
    if ctx.circle is None or not isinstance(ctx.event, Message | Press | Joined):
        return None
    memberships = actor.memberships if actor else ()
    return None if any(m.circle.id == ctx.circle.id for m in memberships) else ctx.circle


def _shows_open(event: Event) -> bool:
    """Whether this shows that the bot can write to the person in private."""
    return event.place.private and isinstance(event, Message | Press)


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
    if isinstance(event, Fetched):
        return [_route_of_file(ctx, event)]
    return [(route, event) for route in routes.for_event(event)]


async def _route_of_message(ctx: Ctx, message: Message) -> list[Taken]:
    call = ctx.call
    if not message.place.private:
        return _route_in_group(ctx, message, call)
    if call is None or not call.slash:
        taken = await _comeback(ctx, message) if call is None else None
        taken = taken or await _open_question(ctx, message, call)
        if taken is not None:
            return [taken]
    if call is None:
        return _further_picture(ctx, message) or _small_talk(ctx, message)
    if not call.typed:
        return []
    call = _follow_link(call, ctx.routes)
    if call.route is None:
        raise _unknown(ctx, call)
    return [_checked(ctx, message, call, call.route)]


def is_for_us(ctx: Ctx, message: Message) -> bool:
    """Whether a message in a group is clearly for the bot, and not just talk."""
    return _meant(ctx, message, ctx.call) is not None


def _meant(ctx: Ctx, message: Message, call: Call | None) -> Route | None:
    """The command that a message in a group clearly means; nobody is known who hides there."""
    if call is None or call.route is None:
        return None
    plainly = message.sender is not None and _plainly_meant(ctx, call.route)
    return call.route if call.slash or plainly else None


def _route_in_group(ctx: Ctx, message: Message, call: Call | None) -> list[Taken]:
    """In a group, whatever is not clearly for the bot is left alone."""
    if call is None or call.route is None:
        return _further_picture(ctx, message)
    route = _meant(ctx, message, call)
    if route is None:
        return []
    if message.sender is None:
        ctx.reply(text("anonymous-sender"))
        return []
    return [_checked(ctx, message, call, route)]


def _follow_link(call: Call, routes: RouteTable) -> Call:
    """What a deep link asks for: a command to run, or an invite to accept."""
    payload = call.raw
    if call.route is None or call.route.name != "start" or not payload:
        return call
    if payload == HELLO:
        return Call(call.route, call.typed)
    if payload.startswith(RUN):
        name, _, words = payload.removeprefix(RUN).partition("-")
        known = routes.named("command", name) if _IN_A_LINK.fullmatch(payload) else None
        return Call(known, name, words, words)
    return Call(routes.named("command", ACCEPT), ACCEPT, payload, payload)


async def _open_question(ctx: Ctx, message: Message, call: Call | None) -> Taken | None:
    """An open question takes plain words, even ones that would be a command; "取消" drops it.

    One that nobody asked, but that waits in case somebody writes, yields to every command.
    """
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    route = ctx.routes.named("step", dialog.route) if dialog else None
    if dialog is None or route is None:
        return None
    command = call.route if call else None
    if command is not None and (command.name == "cancel" or YIELDS in dialog.data):
        return None
    ctx.actor.require(route.needs, None)
    ctx.forget = FORGETS in dialog.data
    return route, Answer(**dict(message), data=dialog.data)


async def _comeback(ctx: Ctx, message: Message) -> Taken | None:
    """Words in private that answer one of our cards, for the feature that the card belongs to."""
    if message.replied is None:
        return None
    card = await ctx.uow.outbox.card_of(message.place.chat_id, message.replied.message_id)
    route = ctx.routes.named("comeback", card.partition(":")[0]) if card else None
    if card is None or route is None:
        return None
    ctx.actor.require(route.needs, None)
    return route, Comeback(**dict(message), card=card)


def _further_picture(ctx: Ctx, message: Message) -> list[Taken]:
    """One of several pictures that were sent together, for whoever took the first."""
    if message.album is None or message.body or message.sender is None:
        return []
    return [(route, message) for route in ctx.routes.of_kind("album")]


def _small_talk(ctx: Ctx, message: Message) -> list[Taken]:
    """Ordinary words in private: the way to the commands is shown.

    Pictures that are sent together come as one message each; those without words stay unanswered.
    """
    if message.document is not None and ctx.may(Permission.KEEP_ROSTER):
        ctx.reply(text("file-for-what"))
    elif message.wordless:
        ctx.reply(text("not-words"))
    elif message.body or (message.photo and message.album is None):
        ctx.reply(text("not-a-command"))
    return []


def _plainly_meant(ctx: Ctx, route: Route) -> bool:
    """Whether a word without a slash in a group is a command, and not just talk.

    In a group that is no circle yet, nobody's role is known; there it is one if residents may.
    """
    if route.where is Where.PRIVATE:
        return False
    resident = frozenset({Role.RESIDENT})
    return ctx.may(route.needs) or (ctx.circle is None and allows(resident, route.needs))


def _checked(ctx: Ctx, message: Message, call: Call, route: Route) -> Taken:
    """The command, if it may be given here and by this person.

    Raises:
        Refusal: it may not.
    """
    private = message.place.private
    if not private and ctx.circle is None and not route.unmapped:
        raise ctx.not_mapped()
    ctx.actor.require(route.needs, None if route.where is Where.PRIVATE else ctx.circle)
    if private and route.where is Where.GROUP:
        raise Refusal("use-in-group", command=route.name)
    if not private and route.where is Where.PRIVATE:
        raise Refusal("go-private", start=f"{RUN}{route.name}")
    return route, Command(**dict(message), name=route.name, words=call.words, raw=call.raw)


def _route_of_press(ctx: Ctx, press: Press) -> Taken:
    """Buttons outlive roles: who may is asked again with every press.

    Raises:
        Refusal: the button is forged, out of date, or this person may not.
    """
    found = unpack(press.data)
    route = ctx.routes.named("button", found[0]) if found else None
    if found is None or route is None:
        raise Refusal("button-outdated")
    elsewhere = Where.GROUP if press.place.private else Where.PRIVATE
    unmapped = not press.place.private and ctx.circle is None and not route.unmapped
    if route.where is elsewhere or unmapped:
        raise Refusal("button-outdated")
    ctx.actor.require(route.needs, ctx.circle)
    return route, press.model_copy(update={"args": found[1]})


def _route_of_file(ctx: Ctx, fetched: Fetched) -> Taken:
    """Who sent a file may have lost the right to while it was read.

    Raises:
        Refusal: they have.
    """
    route = ctx.routes.named("file", fetched.route)
    if route is None:
        raise LookupError(f"nothing takes files for {fetched.route}")
    ctx.actor.require(route.needs, None)
    return route, fetched


def _unknown(ctx: Ctx, call: Call) -> Refusal:
    nearest = ctx.routes.nearest(call.typed, lambda route: _may_suggest(ctx, route))
    if nearest is None or len(call.typed) > LONGEST_SHOWN:
        return Refusal("unknown-command")
    return Refusal("unknown-command-nearest", typed=call.typed, nearest=nearest.name)


def _may_suggest(ctx: Ctx, route: Route) -> bool:
    return route.name != ACCEPT and ctx.may(route.needs)
