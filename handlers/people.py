"""People: help, address, language, and what the bot holds on them."""

import json
from datetime import timedelta

from domain.circles import WHOLE_COMMUNITY
from domain.errors import Refusal
from domain.hours import Volunteer
from domain.messages import Button, Document, Language, Mention, Say, Text, text
from domain.people import ALL_GRIDS, Actor, Address, Reach, read_address
from domain.permissions import Permission, Role
from domain.signups.rules import TIDY
from handlers.context import Ctx
from handlers.incoming import BotMoved, Command, DueNow, Press, Unreachable
from handlers.menus import is_special, personal_menu, refresh_menu
from handlers.reaching import private_button
from handlers.routing import Route, Routes, Where, nothing
from storage.personal import erase as erase_person
from storage.personal import held_on
from storage.schedules import Due, bound

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_WORDS_FOR_LANGUAGES: dict[str, Language] = {
    "zh": "zh",
    "中文": "zh",
    "汉语": "zh",
    "普通话": "zh",
    "chinese": "zh",
    "en": "en",
    "英文": "en",
    "英语": "en",
    "english": "en",
}
ADDRESS_CARD = "address"
FORGET = "people.forget"
FORGET_AFTER = timedelta(minutes=5)
"""By then the command to erase has itself been handled, and its answer has gone."""

routes = Routes("people")


def is_language(words: str) -> bool:
    """Whether words name a language; "语言 不通" is just talk."""
    return not words or words.lower() in _WORDS_FOR_LANGUAGES


@routes.command("start", needs=Permission.PUBLIC, menu=False)
async def start(ctx: Ctx, _command: Command) -> None:
    """The first words to a person, and what they can do."""
    if not ctx.place.private:
        ctx.reply(
            text("welcome-group", community=ctx.community.name, help=_help(ctx)),
            private_button(),
        )
        return
    if is_special(ctx.actor):
        ctx.put(personal_menu(ctx.routes, ctx.actor))
    opening = "welcome-stranger" if ctx.roles == {Role.STRANGER} else "welcome"
    ctx.reply(text(opening, community=ctx.community.name, name=ctx.person.name, help=_help(ctx)))


@routes.command("help", "帮助", needs=Permission.PUBLIC, plainly=nothing)
async def help_(ctx: Ctx, _command: Command) -> None:
    """What this person may do in this place."""
    ctx.reply(_help(ctx), [] if ctx.place.private else private_button())


@routes.command("bind", "绑定", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def bind(ctx: Ctx, command: Command) -> None:
    """Keeps the address of a household; alone, shows it."""
    if not command.words:
        address = ctx.person.address
        if address is None:
            raise Refusal("bind-howto")
        ctx.reply(text("bind-shown", address=str(address)), _unbind_button(), card=ADDRESS_CARD)
        return
    address = read_address(command.words)
    await ctx.uow.people.bind(ctx.person.id, address)
    await ctx.uow.schedules.add(bound(ctx.person.id, address, ctx.now))
    if ctx.person.address is None:
        await ctx.uow.move_in(ctx.person.household, str(address), ctx.now)
    ctx.reply(
        text("bind-done", building=address.building, unit=address.unit, room=address.room),
        _unbind_button(),
        card=ADDRESS_CARD,
    )
    await _claim(ctx, address)


async def _claim(ctx: Ctx, address: Address) -> None:
    """What was entered for a neighbour without Telegram at this address is theirs from now on."""
    claimed = await ctx.uow.signup_entries.claim(ctx.person.id, address)
    for name in sorted({entry.name for entry in claimed}):
        volunteer = Volunteer(name=name, household=str(address))
        await ctx.uow.hours.claim(volunteer, ctx.person.id)
    if claimed:
        numbers = sorted({entry.signup for entry in claimed})
        titles = "、".join(await ctx.uow.signups.titles(numbers))
        ctx.say(ctx.person.id, text("signup-claimed", titles=titles))


@routes.button("bind.erase", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def unbind(ctx: Ctx, _press: Press) -> None:
    """Forgets the address."""
    if ctx.person.address is None:
        raise Refusal("bind-erased-before")
    await ctx.uow.people.bind(ctx.person.id, None)
    ctx.answer(text("bind-erased"))
    ctx.edit(ctx.person.id, ADDRESS_CARD, text("bind-erased"))


@routes.command("me", "我的", needs=Permission.PUBLIC, where=Where.PRIVATE, plainly=nothing)
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
            signups=await ctx.uow.signup_lists.running_of(ctx.person.id),
        ),
        [
            [Button(label=text("btn-export-me"), route="me.export")],
            [Button(label=text("btn-erase-me"), route="me.erase")],
        ],
    )


@routes.button("me.export", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def export(ctx: Ctx, _press: Press) -> None:
    """Everything that the bot holds on a person, as JSON."""
    held = await held_on(ctx.uow, ctx.person, ctx.now)
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


@routes.button("me.erase", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def ask_to_erase(ctx: Ctx, _press: Press) -> None:
    """Asks once more, saying what stays."""
    serves = bool(ctx.actor.grids) or any(m.captain for m in ctx.actor.memberships)
    ctx.say(
        ctx.person.id,
        text("me-erase-sure-role" if serves else "me-erase-sure"),
        [[Button(label=text("btn-erase-yes"), route="me.erase_yes")]],
    )


@routes.button("me.erase_yes", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def erase(ctx: Ctx, _press: Press) -> None:
    """Forgets a person; their reports stay without them.

    The answer is said in the language that they had until now.
    """
    person = ctx.person
    await _free_seats(ctx)
    await erase_person(ctx.uow, person)
    await ctx.uow.audit.add("me.erase", person.id, str(person.id), ctx.now)
    await ctx.uow.schedules.add(
        Due(kind=FORGET, subject=str(person.id), due_at=ctx.now + FORGET_AFTER, lane=person.id)
    )
    ctx.answer(text("done"))
    ctx.put(
        Say(to=person.id, text=text("me-erased"), lang=person.lang),
        personal_menu(ctx.routes, Actor(person=person, admin=ctx.actor.admin)),
    )
    for grid in sorted(ctx.actor.grids):
        _tell_admins(ctx, text("staff-erased", grid=_grid_word(grid)))


async def _free_seats(ctx: Ctx) -> None:
    """The seats that become free go to those who wait."""
    person_id, uow = ctx.person.id, ctx.uow
    for number in await uow.signup_lists.erase_person(person_id, ctx.now):
        await uow.schedules.add(Due(kind=TIDY, subject=str(number), due_at=ctx.now))


@routes.due(FORGET, needs=Permission.PUBLIC)
async def forget(ctx: Ctx, due: DueNow) -> None:
    """Forgets the command to erase and what was on its way while it was handled."""
    person_id = int(due.subject)
    await ctx.uow.inbox.erase_person(person_id)
    await ctx.uow.outbox.erase_sent(person_id)


@routes.command("lang", "语言", needs=Permission.PUBLIC, plainly=is_language)
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


@routes.button("lang.choose", needs=Permission.PUBLIC, where=Where.PRIVATE)
async def choose(ctx: Ctx, press: Press) -> None:
    """A language by button."""
    code = _WORDS_FOR_LANGUAGES.get(press.word(0))
    if code is None:
        raise Refusal("button-outdated")
    await _choose_language(ctx, code)


@routes.command(
    "cancel", "取消", needs=Permission.PUBLIC, where=Where.PRIVATE, plainly=nothing, menu=False
)
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
        await refresh_menu(ctx, person_id)


@routes.event("people.unreachable", Unreachable, needs=Permission.PUBLIC)
async def unreachable(ctx: Ctx, event: Unreachable) -> None:
    """A chat turned out to be closed to the bot: said once, where it helps, and to the admins."""
    if not event.news:
        return
    chat_id = event.place.chat_id
    if not event.place.private:
        circle = await ctx.uow.circles.by_chat(chat_id)
        _tell_admins(ctx, text("group-unreachable", title=circle.title if circle else str(chat_id)))
        return
    actor = await ctx.uow.people.actor(chat_id, ctx.community.admins)
    if actor is None:
        return
    if actor.grids and not actor.admin:
        _tell_admins(ctx, text("staff-unreachable", name=actor.person.name))
    elif actor.memberships and not event.blocked:
        who = Mention(person_id=actor.person.id, name=actor.person.name)
        home = actor.memberships[0].circle
        ctx.say(home.chat_id, text("please-start", who=who), private_button())


async def _choose_language(ctx: Ctx, code: Language) -> None:
    if ctx.circle is not None and ctx.may(Permission.SET_CIRCLE_LANGUAGE):
        await ctx.uow.circles.set_language(ctx.circle.id, code)
        ctx.reply(text("lang-circle-done", language=text(f"lang-{code}")))
        return
    await ctx.uow.people.choose_language(ctx.person.id, code)
    ctx.reply(text("lang-done", language=text(f"lang-{code}")))


def _help(ctx: Ctx) -> Text:
    """What this person may do here, a line each; under headings where there is room for them."""
    place = Where.PRIVATE if ctx.place.private else Where.GROUP
    shown: dict[str, list[Text]] = {}
    for route in ctx.routes.commands():
        if route.menu and route.where in {place, Where.ANYWHERE} and ctx.may(route.needs):
            shown.setdefault(route.feature, []).append(_help_line(route))
    lines: list[Text] = []
    for feature, of_feature in shown.items():
        heading = [text(f"help-about-{feature}")] if ctx.place.private else []
        lines += [*heading, *of_feature]
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
    order = (
        Role.ADMIN,
        Role.STAFF,
        Role.PARTNER,
        Role.CAPTAIN,
        Role.RESIDENT,
        Role.STRANGER,
    )
    highest = next(role for role in order if role in ctx.roles)
    role = text(f"role-{highest}")
    if not ctx.actor.grids:
        return role
    grids = sorted(WHOLE_COMMUNITY if grid == ALL_GRIDS else grid for grid in ctx.actor.grids)
    return text("me-role-grids", role=role, grids="、".join(grids))


def _grid_word(grid: str) -> Text:
    return text("every-grid") if grid == ALL_GRIDS else text("verbatim", word=grid)


def _unbind_button() -> list[list[Button]]:
    return [[Button(label=text("btn-unbind"), route="bind.erase")]]


def _tell_admins(ctx: Ctx, words: Text) -> None:
    for admin in sorted(ctx.community.admins):
        if admin != ctx.event.place.chat_id:
            ctx.say(admin, words)
