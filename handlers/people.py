"""People: help, address, language, and what the bot holds on them."""

import json

from domain.errors import Refusal
from domain.messages import Button, Document, Mention, Text, text
from domain.people import ALL_GRIDS, Reach, read_address
from domain.permissions import Permission, Role
from handlers.context import HELLO, Ctx
from handlers.incoming import BotMoved, Command, Press, Unreachable
from handlers.menus import personal_menu
from handlers.routing import Route, Routes, Where

LANGUAGES = ("zh", "en")
_WORDS_FOR_LANGUAGES = {
    "zh": "zh",
    "中文": "zh",
    "chinese": "zh",
    "en": "en",
    "英文": "en",
    "英语": "en",
    "english": "en",
}

routes = Routes("people")


@routes.command("start", needs=Permission.PUBLIC, where=Where.ANYWHERE, unmapped=True, menu=False)
async def start(ctx: Ctx, _command: Command) -> None:
    """The first words to a person, and what they can do."""
    if ctx.place.private and ctx.roles & {Role.ADMIN, Role.STAFF, Role.CAPTAIN}:
        ctx.put(personal_menu(ctx.routes, ctx.actor))
    opening = "welcome" if ctx.place.private else "welcome-group"
    ctx.reply(
        text(opening, community=ctx.community.name, name=ctx.person.name, help=_help(ctx)),
        _way_to_private(ctx),
    )


@routes.command("help", "帮助", needs=Permission.PUBLIC, unmapped=True)
async def help_(ctx: Ctx, _command: Command) -> None:
    """What this person may do in this place."""
    ctx.reply(_help(ctx), _way_to_private(ctx))


@routes.command("bind", "绑定", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def bind(ctx: Ctx, command: Command) -> None:
    """Keeps the address of a household; alone, shows it."""
    if not command.words:
        address = ctx.person.address
        if address is None:
            raise Refusal("bind-howto")
        ctx.reply(text("bind-shown", address=str(address)), _unbind_button())
        return
    address = read_address(command.words)
    await ctx.uow.people.bind(ctx.person.id, address)
    ctx.reply(
        text("bind-done", building=address.building, unit=address.unit, room=address.room),
        _unbind_button(),
    )


@routes.button("bind.erase", needs=Permission.PUBLIC)
async def unbind(ctx: Ctx, _press: Press) -> None:
    """Forgets the address."""
    await ctx.uow.people.bind(ctx.person.id, None)
    ctx.answer(text("done"))
    ctx.say(ctx.person.id, text("bind-erased"))


@routes.command("me", "我的", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def me(ctx: Ctx, _command: Command) -> None:
    """Role, address and open reports of a person, with export and erasure."""
    address = ctx.person.address
    ctx.reply(
        text(
            "me",
            name=ctx.person.name,
            role=_role(ctx),
            address=str(address) if address else text("me-no-address"),
            circles="、".join(m.circle.title for m in ctx.actor.memberships) or "—",
            reports=await ctx.uow.reports.open_of_reporter(ctx.person.id),
        ),
        [
            [Button(label=text("btn-export-me"), route="me.export")],
            [Button(label=text("btn-erase-me"), route="me.erase")],
        ],
    )


@routes.button("me.export", needs=Permission.PUBLIC)
async def export(ctx: Ctx, _press: Press) -> None:
    """Everything that the bot holds on a person, as JSON."""
    reports = await ctx.uow.reports.of_reporter(ctx.person.id, limit=10_000)
    held = {
        "person": ctx.person.model_dump(mode="json"),
        "grids": sorted(ctx.actor.grids),
        "circles": [m.model_dump(mode="json") for m in ctx.actor.memberships],
        "reports": [report.model_dump(mode="json") for report in reports],
    }
    await ctx.uow.audit.add("me.export", ctx.person.id, str(ctx.person.id), ctx.now)
    ctx.answer(text("done"))
    ctx.put(
        Document(
            to=ctx.person.id,
            filename="linliquan-me.json",
            content=json.dumps(held, ensure_ascii=False, indent=2),
            caption=text("me-exported"),
        )
    )


@routes.button("me.erase", needs=Permission.PUBLIC)
async def ask_to_erase(ctx: Ctx, _press: Press) -> None:
    """Asks once more, saying what stays."""
    ctx.say(
        ctx.person.id,
        text("me-erase-sure"),
        [[Button(label=text("btn-erase-yes"), route="me.erase_yes")]],
    )


@routes.button("me.erase_yes", needs=Permission.PUBLIC)
async def erase(ctx: Ctx, _press: Press) -> None:
    """Forgets a person; their reports stay without them."""
    person_id = ctx.person.id
    await ctx.uow.reports.erase_person(person_id)
    await ctx.uow.outbox.erase_person(person_id)
    await ctx.uow.inbox.erase_person(person_id)
    await ctx.uow.dialogs.close(person_id)
    await ctx.uow.people.erase(person_id)
    await ctx.uow.audit.add("me.erase", person_id, str(person_id), ctx.now)
    ctx.answer(text("done"))
    ctx.say(person_id, text("me-erased"))


@routes.command("lang", "语言", needs=Permission.PUBLIC)
async def lang(ctx: Ctx, command: Command) -> None:
    """The language for a person; in a group, a captain or staff chooses the group's."""
    word = command.words.lower()
    if not word:
        buttons = [
            Button(label=text(f"lang-{code}"), route="lang.choose", args=(code,))
            for code in LANGUAGES
        ]
        ctx.reply(text("lang-howto"), [buttons] if ctx.place.private else [])
        return
    if word not in _WORDS_FOR_LANGUAGES:
        raise Refusal("lang-unknown", word=command.words)
    await _choose_language(ctx, _WORDS_FOR_LANGUAGES[word])


@routes.button("lang.choose", needs=Permission.PUBLIC)
async def choose(ctx: Ctx, press: Press) -> None:
    """A language by button."""
    if press.word(0) not in LANGUAGES:
        raise Refusal("button-outdated")
    ctx.answer(text("done"))
    await _choose_language(ctx, press.word(0))


@routes.command("cancel", "取消", needs=Permission.PUBLIC, where=Where.PRIVATE, menu=False)
async def cancel(ctx: Ctx, _command: Command) -> None:
    """Drops the open question."""
    was_open = await ctx.uow.dialogs.close(ctx.person.id)
    ctx.reply(text("cancelled" if was_open else "nothing-to-cancel"))


@routes.event("people.bot_moved", BotMoved, needs=Permission.PUBLIC)
async def bot_moved(ctx: Ctx, moved: BotMoved) -> None:
    """A person blocked the bot, or let it write again."""
    if not moved.place.private:
        return
    person_id = moved.place.chat_id
    await ctx.uow.people.set_reach(person_id, Reach.OPEN if moved.present else Reach.CLOSED)
    if moved.present:
        await ctx.uow.outbox.release(person_id)


@routes.event("people.unreachable", Unreachable, needs=Permission.PUBLIC)
async def unreachable(ctx: Ctx, event: Unreachable) -> None:
    """A chat is closed to the bot: say so where it helps, and to the admins."""
    if not event.place.private:
        circle = await ctx.uow.circles.by_chat(event.place.chat_id)
        title = circle.title if circle else str(event.place.chat_id)
        _tell_admins(ctx, text("group-unreachable", title=title))
        return
    actor = await ctx.uow.people.actor(event.place.chat_id, ctx.community.admins)
    if actor is None:
        return
    if actor.grids and not actor.admin:
        _tell_admins(ctx, text("staff-unreachable", name=actor.person.name))
    elif actor.memberships and not event.blocked:
        circle = actor.memberships[0].circle
        who = Mention(person_id=actor.person.id, name=actor.person.name)
        ctx.say(circle.chat_id, text("please-start", who=who), _private_button())


async def _choose_language(ctx: Ctx, code: str) -> None:
    if ctx.circle is not None and ctx.may(Permission.SET_CIRCLE_LANGUAGE):
        await ctx.uow.circles.set_language(ctx.circle.id, code)
        ctx.reply(text("lang-circle-done", language=text(f"lang-{code}")))
        return
    await ctx.uow.people.choose_language(ctx.person.id, code)
    ctx.reply(text("lang-done", language=text(f"lang-{code}")))


def _help(ctx: Ctx) -> Text:
    place = Where.PRIVATE if ctx.place.private else Where.GROUP
    shown: dict[str, list[Text]] = {}
    for route in ctx.routes.commands():
        if route.menu and route.where in {place, Where.ANYWHERE} and ctx.may(route.needs):
            shown.setdefault(route.feature, []).append(_help_line(route))
    lines: list[Text] = []
    for feature, of_feature in shown.items():
        lines += [text(f"help-about-{feature}"), *of_feature]
    return text("help", lines=tuple(lines))


def _help_line(route: Route) -> Text:
    aliases = " · ".join(f"/{alias}" for alias in route.aliases)
    return text(
        "help-line" if aliases else "help-line-plain",
        name=route.name,
        aliases=aliases,
        what=text(f"help-{route.name}"),
    )


def _role(ctx: Ctx) -> Text:
    order = (Role.ADMIN, Role.STAFF, Role.CAPTAIN, Role.RESIDENT, Role.STRANGER)
    highest = next(role for role in order if role in ctx.roles)
    grids = "、".join(sorted(ctx.actor.grids - {ALL_GRIDS}))
    role = text(f"role-{highest}")
    return text("me-role-grids", role=role, grids=grids) if grids else role


def _way_to_private(ctx: Ctx) -> list[list[Button]]:
    return [] if ctx.place.private else _private_button()


def _private_button() -> list[list[Button]]:
    return [[Button(label=text("btn-open-private"), start=HELLO)]]


def _unbind_button() -> list[list[Button]]:
    return [[Button(label=text("btn-unbind"), route="bind.erase")]]


def _tell_admins(ctx: Ctx, words: Text) -> None:
    for admin in sorted(ctx.community.admins):
        if admin != ctx.event.place.chat_id:
            ctx.say(admin, words)
