"""Circles: mapping groups, their members and captains."""

from domain.circles import (
    WHOLE_COMMUNITY,
    Circle,
    CircleKind,
    CircleSummary,
    code_of,
    pick,
    read_setup,
)
from domain.errors import Refusal
from domain.messages import Button, Mention, Text, text
from domain.people import ALL_GRIDS, no_permission
from domain.permissions import Permission
from handlers.context import HELLO, Ctx
from handlers.incoming import BotMoved, Command, Joined, Left, Migrated, Press, Renamed
from handlers.menus import refresh_menu
from handlers.routing import Routes, Where

SETUP_CARD = "setup"

routes = Routes("circles")


@routes.event("circles.bot_moved", BotMoved, needs=Permission.PUBLIC)
async def bot_moved(ctx: Ctx, moved: BotMoved) -> None:
    """The bot came into a group, came back, or was removed."""
    chat_id = moved.place.chat_id
    if moved.place.private or moved.present == moved.was_present:
        return
    known = await ctx.uow.circles.by_chat(chat_id)
    await ctx.uow.circles.set_active(chat_id, active=moved.present)
    if not moved.present:
        return
    await ctx.uow.outbox.release(chat_id)
    if known is None:
        ctx.reply(text("circle-greeting", community=ctx.community.name))
    else:
        ctx.reply(text("circle-back", circle=known.title))


@routes.event("circles.joined", Joined, needs=Permission.PUBLIC)
async def joined(ctx: Ctx, event: Joined) -> None:
    """Members are learned as they come."""
    if ctx.circle is None:
        return
    for profile in event.people:
        await ctx.uow.people.meet(profile)
        await ctx.uow.circles.join(ctx.circle.id, profile.id)


@routes.event("circles.left", Left, needs=Permission.PUBLIC)
async def left(ctx: Ctx, event: Left) -> None:
    """Who goes is a member no longer."""
    if ctx.circle is not None:
        await ctx.uow.circles.leave(ctx.circle.id, event.person.id)


@routes.event("circles.migrated", Migrated, needs=Permission.PUBLIC)
async def migrated(ctx: Ctx, event: Migrated) -> None:
    """The circle follows its group to the new chat id."""
    await ctx.uow.move_chat(event.place.chat_id, event.new_chat_id)
    await ctx.uow.circles.set_active(event.new_chat_id, active=True)


@routes.event("circles.renamed", Renamed, needs=Permission.PUBLIC)
async def renamed(ctx: Ctx, event: Renamed) -> None:
    """The circle takes the group's new title."""
    await ctx.uow.circles.rename(event.place.chat_id, event.place.title)


@routes.command("setup", "设圈", needs=Permission.SET_UP_CIRCLE, where=Where.GROUP, unmapped=True)
async def setup(ctx: Ctx, command: Command) -> None:
    """``/setup 第一网格 邻里圈`` maps this group; with less said, buttons ask for the rest."""
    grid, kind = read_setup(command.words, ctx.community.grids)
    if grid is None:
        ctx.reply(text("setup-which-grid"), _grid_buttons(ctx, kind), card=SETUP_CARD)
        return
    circle = await _map(ctx, grid, kind or CircleKind.NEIGHBOURS)
    ctx.reply(_mapped(circle))


@routes.button("setup.grid", needs=Permission.SET_UP_CIRCLE, unmapped=True)
async def setup_grid(ctx: Ctx, press: Press) -> None:
    """The grid was chosen; the kind follows, unless it was typed."""
    grid = pick(press.word(0), (*ctx.community.grids, WHOLE_COMMUNITY))
    _check_serves(ctx, grid)
    if press.word(1):
        await _finish_setup(ctx, grid, CircleKind(pick(press.word(1), tuple(CircleKind))))
        return
    rows = [
        [Button(label=_word(kind), route="setup.kind", args=(code_of(grid), code_of(kind)))]
        for kind in CircleKind
    ]
    ctx.edit(press.place.chat_id, SETUP_CARD, text("setup-which-kind", grid=grid), rows)


@routes.button("setup.kind", needs=Permission.SET_UP_CIRCLE, unmapped=True)
async def setup_kind(ctx: Ctx, press: Press) -> None:
    """Grid and kind are chosen."""
    grid = pick(press.word(0), (*ctx.community.grids, WHOLE_COMMUNITY))
    await _finish_setup(ctx, grid, CircleKind(pick(press.word(1), tuple(CircleKind))))


@routes.command("captain", "楼长", needs=Permission.APPOINT_CAPTAIN, where=Where.GROUP)
async def captain(ctx: Ctx, command: Command) -> None:
    """As a reply, appoints the author of that message; alone, lists the captains."""
    circle = _circle(ctx)
    if command.replied is None:
        await _list_captains(ctx, circle)
        return
    author = command.replied.author
    if author is None:
        raise Refusal("captain-needs-person")
    await ctx.uow.people.meet(author)
    await ctx.uow.circles.join(circle.id, author.id)
    if not await ctx.uow.circles.set_captain(circle.id, author.id, captain=True):
        raise Refusal("captain-already", name=author.name)
    await ctx.uow.audit.add("captain.appoint", ctx.person.id, f"{circle.id}:{author.id}", ctx.now)
    await refresh_menu(ctx, author.id)
    ctx.reply(
        text("captain-appointed", who=Mention(person_id=author.id, name=author.name)),
        [[Button(label=text("btn-open-private"), start=HELLO)]],
    )


@routes.button("captain.remove", needs=Permission.APPOINT_CAPTAIN)
async def remove_captain(ctx: Ctx, press: Press) -> None:
    """Dismisses a captain."""
    circle, person_id = _circle(ctx), press.number(0)
    if not await ctx.uow.circles.set_captain(circle.id, person_id, captain=False):
        raise Refusal("captain-already-removed")
    await ctx.uow.audit.add("captain.remove", ctx.person.id, f"{circle.id}:{person_id}", ctx.now)
    await refresh_menu(ctx, person_id)
    ctx.answer(text("done"))
    words, buttons = await _captains(ctx, circle)
    ctx.edit(circle.chat_id, "captains", words, buttons)


@routes.command("circles", "圈子", needs=Permission.SEE_CIRCLES, where=Where.PRIVATE)
async def circles(ctx: Ctx, _command: Command) -> None:
    """The circles of one's grids, each on a line."""
    grids = frozenset({ALL_GRIDS}) if ctx.actor.admin else ctx.actor.grids
    found = await ctx.uow.circles.summaries(grids)
    if not found:
        raise Refusal("circles-none")
    lines: list[Text] = []
    grid: object = ""
    for summary in found:
        if summary.circle.grid != grid:
            grid = summary.circle.grid
            lines.append(text("circles-grid", grid=_grid_word(summary.circle)))
        lines.append(_line(summary))
    ctx.reply(text("circles-list", count=len(found), lines=tuple(lines)))


async def _map(ctx: Ctx, grid: str, kind: CircleKind) -> Circle:
    _check_serves(ctx, grid)
    place = ctx.place
    circle = await ctx.uow.circles.map(
        place.chat_id, place.title, kind, None if grid == WHOLE_COMMUNITY else grid
    )
    await ctx.uow.circles.join(circle.id, ctx.person.id)
    await ctx.uow.audit.add("circle.map", ctx.person.id, f"{circle.id}", ctx.now)
    return circle


async def _finish_setup(ctx: Ctx, grid: str, kind: CircleKind) -> None:
    circle = await _map(ctx, grid, kind)
    ctx.edit(circle.chat_id, SETUP_CARD, _mapped(circle))


def _check_serves(ctx: Ctx, grid: str) -> None:
    """Staff map groups to their own grids only."""
    wanted = None if grid == WHOLE_COMMUNITY else grid
    if not ctx.actor.admin and not ctx.actor.serves(wanted):
        raise no_permission(Permission.MANAGE_STAFF)


def _mapped(circle: Circle) -> Text:
    return text("setup-done", kind=_word(circle.kind), grid=_grid_word(circle), title=circle.title)


def _grid_buttons(ctx: Ctx, kind: CircleKind | None) -> list[list[Button]]:
    choices = [
        grid
        for grid in (*ctx.community.grids, WHOLE_COMMUNITY)
        if ctx.actor.admin or ctx.actor.serves(None if grid == WHOLE_COMMUNITY else grid)
    ]
    typed = code_of(kind) if kind else ""
    return [
        [Button(label=_word(grid), route="setup.grid", args=(code_of(grid), typed))]
        for grid in choices
    ]


async def _list_captains(ctx: Ctx, circle: Circle) -> None:
    words, buttons = await _captains(ctx, circle)
    ctx.reply(words, buttons, card="captains")


async def _captains(ctx: Ctx, circle: Circle) -> tuple[Text, list[list[Button]]]:
    people = await ctx.uow.circles.captains(circle.id)
    if not people:
        return text("captains-none"), []
    lines = tuple(text("captains-line", name=person.name) for person in people)
    buttons = [
        [
            Button(
                label=text("btn-remove", name=person.name),
                route="captain.remove",
                args=(person.id,),
            )
        ]
        for person in people
    ]
    return text("captains-list", lines=lines), buttons


def _circle(ctx: Ctx) -> Circle:
    if ctx.circle is None:
        raise Refusal("group-not-mapped")
    return ctx.circle


def _line(summary: CircleSummary) -> Text:
    return text(
        "circles-line",
        title=summary.circle.title,
        kind=_word(summary.circle.kind),
        members=summary.members,
        captains="、".join(summary.captains) or "—",
        reachable="yes" if summary.circle.active else "no",
    )


def _grid_word(circle: Circle) -> Text:
    return _word(circle.grid or WHOLE_COMMUNITY)


def _word(word: str) -> Text:
    """A word of the config or a kind of circle; kinds and "all" have their own English."""
    known = {
        CircleKind.NEIGHBOURS: "kind-neighbours",
        CircleKind.PARTY: "kind-party",
        CircleKind.CLUB: "kind-club",
        CircleKind.GROUP_BUY: "kind-group-buy",
        WHOLE_COMMUNITY: "grid-all",
    }
    return text(known[word]) if word in known else text("verbatim", word=word)
