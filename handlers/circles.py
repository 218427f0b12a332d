"""Circles: mapping groups, their members and captains."""

from collections.abc import Sequence

from domain.circles import (
    WHOLE_COMMUNITY,
    Circle,
    CircleKind,
    CircleSummary,
    by_grid,
    code_of,
    pick,
    read_grid,
    read_setup,
)
from domain.errors import Refusal
from domain.messages import Button, Mention, Text, text
from domain.people import ALL_GRIDS, Person, Reach, names_apart
from domain.permissions import Permission
from handlers.context import Ctx
from handlers.incoming import BotMoved, Command, Joined, Left, Migrated, Press, Renamed
from handlers.menus import refresh_menu
from handlers.reaching import private_button
from handlers.routing import Routes, Where, nothing

SETUP_CARD = "setup"
CAPTAINS_CARD = "captains"

routes = Routes("circles")


@routes.event("circles.bot_moved", BotMoved, needs=Permission.PUBLIC)
async def bot_moved(ctx: Ctx, moved: BotMoved) -> None:
    """The bot came into a group, came back, or was removed."""
    chat_id = moved.place.chat_id
    if moved.place.private or moved.present == moved.was_present:
        return
    await ctx.uow.circles.set_active(chat_id, active=moved.present)
    if not moved.present:
        return
    await ctx.uow.outbox.release(chat_id)
    await ctx.uow.circles.rename(chat_id, moved.place.title)
    known = await ctx.uow.circles.by_chat(chat_id)
    if known is not None:
        ctx.reply(text("circle-back", circle=known.title))
        return
    greeting = "circle-greeting" if moved.admin else "circle-greeting-no-rights"
    ctx.reply(text(greeting, community=ctx.community.name, grid=ctx.some_grid))


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
    """Who goes is a member no longer; a captain who goes leaves a gap that staff hear of."""
    circle = ctx.circle
    if circle is None or not await ctx.uow.circles.leave(circle.id, event.person.id):
        return
    await refresh_menu(ctx, event.person.id)
    words = text("captain-left", name=event.person.name, circle=circle.title)
    for steward in await ctx.uow.staff.of_grid(circle.grid):
        if steward.id != event.person.id:
            ctx.say(steward.id, words)


@routes.event("circles.migrated", Migrated, needs=Permission.PUBLIC)
async def migrated(ctx: Ctx, event: Migrated) -> None:
    """The circle follows its group to the new chat id."""
    await ctx.uow.move_chat(event.place.chat_id, event.new_chat_id)


@routes.event("circles.renamed", Renamed, needs=Permission.PUBLIC)
async def renamed(ctx: Ctx, event: Renamed) -> None:
    """The circle takes the group's new title."""
    await ctx.uow.circles.rename(event.place.chat_id, event.place.title)


@routes.command("setup", "设圈", needs=Permission.SET_UP_CIRCLE, where=Where.GROUP, unmapped=True)
async def setup(ctx: Ctx, command: Command) -> None:
    """``/setup 第一网格 邻里圈`` maps this group; with less said, buttons ask for the rest."""
    grid, kind = read_setup(command.words, ctx.community.grids)
    if grid is None:
        rows = _grid_buttons(ctx, kind, command.message_id)
        ctx.reply(text("setup-which-grid"), rows, card=_card(SETUP_CARD, command.message_id))
        return
    circle = await _map(ctx, grid, kind or CircleKind.NEIGHBOURS)
    ctx.reply(_mapped(circle))


@routes.button("setup.grid", needs=Permission.SET_UP_CIRCLE, where=Where.GROUP, unmapped=True)
async def setup_grid(ctx: Ctx, press: Press) -> None:
    """The grid was chosen; the kind follows, unless it was typed."""
    grid = pick(press.word(0), _choices(ctx))
    if press.word(1):
        await _finish_setup(ctx, press, grid)
        return
    _check_serves(ctx, grid)
    asked = press.number(2)
    rows = [
        [Button(label=_word(kind), route="setup.kind", args=(code_of(grid), code_of(kind), asked))]
        for kind in CircleKind
    ]
    words = text("setup-which-kind", grid=_word(grid))
    ctx.edit(press.place.chat_id, _card(SETUP_CARD, asked), words, rows)


@routes.button("setup.kind", needs=Permission.SET_UP_CIRCLE, where=Where.GROUP, unmapped=True)
async def setup_kind(ctx: Ctx, press: Press) -> None:
    """Grid and kind are chosen."""
    await _finish_setup(ctx, press, pick(press.word(0), _choices(ctx)))


@routes.command(
    "captain", "楼长", needs=Permission.APPOINT_CAPTAIN, where=Where.GROUP, plainly=nothing
)
async def captain(ctx: Ctx, command: Command) -> None:
    """As a reply, appoints the author of that message; alone, lists the captains."""
    circle = _circle(ctx)
    if command.replied is None:
        words, buttons = await _captains(ctx, circle, command.message_id)
        ctx.reply(words, buttons, card=_card(CAPTAINS_CARD, command.message_id))
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
    await _congratulate(ctx, circle, author.id)


@routes.button("captain.remove", needs=Permission.APPOINT_CAPTAIN, where=Where.GROUP)
async def remove_captain(ctx: Ctx, press: Press) -> None:
    """Dismisses a captain, and thanks them."""
    circle, person_id = _circle(ctx), press.number(0)
    if not await ctx.uow.circles.set_captain(circle.id, person_id, captain=False):
        raise Refusal("captain-already-removed")
    await ctx.uow.audit.add("captain.remove", ctx.person.id, f"{circle.id}:{person_id}", ctx.now)
    await refresh_menu(ctx, person_id)
    person = await ctx.uow.people.find(person_id)
    if person is not None and person.reach is Reach.OPEN:
        ctx.say(person_id, text("captain-removed", circle=circle.title))
    ctx.answer(text("done"))
    asked = press.number(1)
    words, buttons = await _captains(ctx, circle, asked)
    ctx.edit(circle.chat_id, _card(CAPTAINS_CARD, asked), words, buttons)


@routes.command("circles", "圈子", needs=Permission.SEE_CIRCLES, where=Where.PRIVATE)
async def circles(ctx: Ctx, command: Command) -> None:
    """The circles of one's grids, grid by grid; ``/circles 第一网格`` shows those of one grid."""
    grids = frozenset({ALL_GRIDS}) if ctx.actor.admin else ctx.actor.grids
    found = await ctx.uow.circles.summaries(grids)
    if command.words:
        wanted = read_grid(command.words, ctx.community.grids)
        found = [item for item in found if (item.circle.grid or WHOLE_COMMUNITY) == wanted]
    if not found:
        raise Refusal("circles-none")
    groups = by_grid(found, ctx.community.grids)
    lines = [line for grid, group in groups for line in _group_lines(grid, group)]
    ctx.reply(text("circles-list", count=len(found), lines=tuple(lines)))


async def _map(ctx: Ctx, grid: str, kind: CircleKind) -> Circle:
    _check_serves(ctx, grid)
    chat_id = ctx.circle.chat_id if ctx.circle else ctx.place.chat_id
    circle = await ctx.uow.circles.map(
        chat_id,
        ctx.place.title,
        kind,
        None if grid == WHOLE_COMMUNITY else grid,
        ctx.place.thread,
    )
    await ctx.uow.circles.join(circle.id, ctx.person.id)
    await ctx.uow.audit.add("circle.map", ctx.person.id, f"{circle.id}:{grid}:{kind}", ctx.now)
    return circle


async def _finish_setup(ctx: Ctx, press: Press, grid: str) -> None:
    kind = CircleKind(pick(press.word(1), tuple(CircleKind)))
    circle = await _map(ctx, grid, kind)
    ctx.edit(circle.chat_id, _card(SETUP_CARD, press.number(2)), _mapped(circle))


def _check_serves(ctx: Ctx, grid: str) -> None:
    """Staff map groups to their own grids only."""
    if not _serves(ctx, grid):
        raise Refusal("setup-not-your-grid", grid=_word(grid))


def _serves(ctx: Ctx, grid: str) -> bool:
    return ctx.actor.admin or ctx.actor.serves(None if grid == WHOLE_COMMUNITY else grid)


def _choices(ctx: Ctx) -> tuple[str, ...]:
    return (*ctx.community.grids, WHOLE_COMMUNITY)


def _mapped(circle: Circle) -> Text:
    return text(
        "setup-done",
        kind=_word(circle.kind),
        grid=_word(circle.grid or WHOLE_COMMUNITY),
        title=circle.title,
    )


def _grid_buttons(ctx: Ctx, kind: CircleKind | None, asked: int) -> list[list[Button]]:
    typed = code_of(kind) if kind else ""
    return [
        [Button(label=_word(grid), route="setup.grid", args=(code_of(grid), typed, asked))]
        for grid in _choices(ctx)
        if _serves(ctx, grid)
    ]


async def _congratulate(ctx: Ctx, circle: Circle, person_id: int) -> None:
    """Told in the group, and in private where the bot may write to them already."""
    person = await ctx.uow.people.find(person_id)
    if person is None:
        raise LookupError("a person vanished who was met a moment ago")
    who = Mention(person_id=person.id, name=person.name)
    if person.reach is Reach.OPEN:
        ctx.reply(text("captain-appointed", who=who))
        ctx.say(person.id, text("captain-you", circle=circle.title))
        return
    ctx.reply(text("captain-appointed-start", who=who), private_button())


async def _captains(ctx: Ctx, circle: Circle, asked: int) -> tuple[Text, list[list[Button]]]:
    people = await ctx.uow.circles.captains(circle.id)
    if not people:
        return text("captains-none"), []
    names = names_apart(people)
    lines = tuple(text("captains-line", name=names[person.id]) for person in people)
    return text("captains-list", lines=lines), _remove_buttons(people, names, asked)


def _remove_buttons(
    people: Sequence[Person], names: dict[int, str], asked: int
) -> list[list[Button]]:
    return [
        [
            Button(
                label=text("btn-remove", name=names[person.id]),
                route="captain.remove",
                args=(person.id, asked),
            )
        ]
        for person in people
    ]


def _circle(ctx: Ctx) -> Circle:
    if ctx.circle is None:
        raise ctx.not_mapped()
    return ctx.circle


def _card(name: str, asked: int) -> str:
    """A card for each time it was asked for, so that a press changes the one that was pressed."""
    return f"{name}:{asked}"


def _group_lines(grid: str | None, group: Sequence[CircleSummary]) -> list[Text]:
    heading = text("circles-grid", grid=_word(grid or WHOLE_COMMUNITY), count=len(group))
    return [text("verbatim", word=""), heading, *(_line(summary) for summary in group)]


def _line(summary: CircleSummary) -> Text:
    return text(
        "circles-line",
        title=summary.circle.title,
        kind=_word(summary.circle.kind),
        members=summary.members,
        captains=_captain_words(summary.captains),
        reachable="yes" if summary.circle.active else "no",
    )


def _captain_words(names: tuple[str, ...]) -> Text:
    if not names:
        return text("circles-no-captain")
    return text("circles-captains", names="、".join(names))


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
