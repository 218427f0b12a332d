"""Reports: filing, alerting, taking, closing, and telling who waits for it."""

import re

from domain.circles import Circle
from domain.errors import Refusal
from domain.messages import Button, Mention, Text, When, text
from domain.people import ALL_GRIDS, Actor, Reach
from domain.permissions import Permission
from domain.reports import Report, ReportState, Step, advance, check_body, possible_steps, shorten
from handlers.context import HELLO, Ctx
from handlers.incoming import Answer, Command, Press, Unreachable
from handlers.routing import Routes, Where
from storage.dialogs import Dialog
from storage.reports import Draft

INBOX_LENGTH = 10
MINE_LENGTH = 10
PICK = "report.pick"
_NUMBER = re.compile(r"[0-9]{1,12}")
_STAFF_CARD = re.compile(r"report:(?P<number>\d+):staff")

routes = Routes("reports")


@routes.command("report", "报修", "报事", "诉求", needs=Permission.REPORT)
async def report(ctx: Ctx, command: Command) -> None:
    """Files a report: one's own words, or the message that is answered."""
    body, photo = _words_and_photo(command)
    if not body and not photo:
        raise Refusal("report-howto")
    if ctx.circle is not None:
        await _file(ctx, await _draft_in_group(ctx, command, ctx.circle, body, photo))
        return
    circles = [m.circle for m in ctx.actor.memberships]
    if not circles:
        raise Refusal("report-no-circle")
    if len(circles) == 1:
        await _file(ctx, _own_draft(ctx, circles[0], body, photo))
        return
    data: dict[str, str | int | None] = {"body": body, "photo": photo, "anonymous": 0}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=PICK, data=data), ctx.now)
    ctx.reply(text("report-which-circle"), _circle_buttons(ctx.actor, anonymous=False), card=PICK)


@routes.step(PICK, needs=Permission.REPORT)
async def pick_by_words(ctx: Ctx, _answer: Answer) -> None:
    """Words do not choose a circle; the buttons do."""
    ctx.reply(text("report-pick-by-button"))


@routes.button("report.hide", needs=Permission.REPORT)
async def hide(ctx: Ctx, _press: Press) -> None:
    """Ticks or unticks 匿名 before the report is filed."""
    dialog = await _open_draft(ctx)
    anonymous = not dialog.data["anonymous"]
    data = {**dialog.data, "anonymous": int(anonymous)}
    await ctx.uow.dialogs.open(ctx.person.id, Dialog(route=PICK, data=data), ctx.now)
    rows = _circle_buttons(ctx.actor, anonymous=anonymous)
    ctx.edit(ctx.person.id, PICK, text("report-which-circle"), rows)


@routes.button("report.pick", needs=Permission.REPORT)
async def pick_circle(ctx: Ctx, press: Press) -> None:
    """Files the report in the circle that was chosen."""
    dialog = await _open_draft(ctx)
    chosen = [m.circle for m in ctx.actor.memberships if m.circle.id == press.number(0)]
    if not chosen:
        raise Refusal("report-not-in-circle")
    await ctx.uow.dialogs.close(ctx.person.id)
    draft = _own_draft(ctx, chosen[0], str(dialog.data["body"]), _optional(dialog.data["photo"]))
    draft = draft.model_copy(update={"anonymous": bool(dialog.data["anonymous"])})
    ctx.edit(ctx.person.id, PICK, text("report-circle-picked", circle=chosen[0].title))
    await _file(ctx, draft)


@routes.button("report.anonymous", needs=Permission.REPORT)
async def make_anonymous(ctx: Ctx, press: Press) -> None:
    """Hides the reporter of a report that was filed in private."""
    found = await _find(ctx, press.number(0))
    if found.reporter_id != ctx.person.id:
        raise Refusal("report-not-yours")
    await ctx.uow.reports.set_anonymous(found.number)
    ctx.answer(text("report-anonymous-now"))
    hidden = found.model_copy(update={"anonymous": True})
    ctx.edit(ctx.person.id, _card(found), _receipt(hidden))
    await _refresh_staff_cards(ctx, hidden)


@routes.button("report.join", needs=Permission.JOIN_REPORT)
async def join(ctx: Ctx, press: Press) -> None:
    """我家也是: counts one more household."""
    found = await _find(ctx, press.number(0))
    if ctx.circle is None or found.circle.id != ctx.circle.id:
        raise Refusal("report-not-in-circle")
    if found.state is ReportState.CLOSED:
        raise Refusal("report-not-now", number=found.number, state=_state(found))
    if not await ctx.uow.reports.join(found.number, ctx.person.id, ctx.now):
        raise Refusal("report-joined-before", number=found.number)
    ctx.answer(text("report-joined", number=found.number))
    joined = await _find(ctx, found.number)
    _refresh_group_card(ctx, joined)
    await _refresh_staff_cards(ctx, joined)


@routes.button("report.take", needs=Permission.HANDLE_REPORTS)
async def take(ctx: Ctx, press: Press) -> None:
    """接单: whoever presses first owns the ticket; the reporter hears of it."""
    found = await _find(ctx, press.number(0))
    target = advance(found, Step.TAKE, ctx.actor)
    taken = await ctx.uow.reports.move(found, Step.TAKE, target, ctx.person.id, ctx.now)
    ctx.answer(text("report-you-took", number=taken.number))
    await _refresh_all(ctx, taken)
    await _tell_households(ctx, taken, "report-taken")


@routes.button("report.close", needs=Permission.HANDLE_REPORTS)
async def close(ctx: Ctx, press: Press) -> None:
    """办结: the trouble is over; everyone who had it hears so."""
    found = await _find(ctx, press.number(0))
    target = advance(found, Step.CLOSE, ctx.actor)
    closed = await ctx.uow.reports.move(found, Step.CLOSE, target, ctx.person.id, ctx.now)
    ctx.answer(text("report-you-closed", number=closed.number))
    await _refresh_all(ctx, closed)
    await _tell_households(ctx, closed, "report-closed")


@routes.command("inbox", "待办", needs=Permission.HANDLE_REPORTS, where=Where.PRIVATE)
async def inbox(ctx: Ctx, _command: Command) -> None:
    """The open tickets of one's grids, the oldest first."""
    every = ctx.actor.admin or ALL_GRIDS in ctx.actor.grids
    waiting = await ctx.uow.reports.open_in(ctx.actor.grids, every=every, limit=INBOX_LENGTH + 1)
    if not waiting:
        ctx.reply(text("inbox-empty"))
        return
    shown = waiting[:INBOX_LENGTH]
    heading = "inbox" if len(waiting) <= INBOX_LENGTH else "inbox-more"
    ctx.reply(text(heading, count=len(shown), lines=_lines(shown)), _number_buttons(shown))


@routes.command("mine", "我的诉求", needs=Permission.SEE_OWN_REPORTS, where=Where.PRIVATE)
async def mine(ctx: Ctx, _command: Command) -> None:
    """One's own tickets and where they stand, the newest first."""
    own = await ctx.uow.reports.of_reporter(ctx.person.id, MINE_LENGTH)
    if not own:
        raise Refusal("mine-none")
    ctx.reply(text("mine", lines=_lines(own)), _number_buttons(own))


@routes.command("ticket", "工单", needs=Permission.SEE_OWN_REPORTS, where=Where.PRIVATE, menu=False)
async def ticket(ctx: Ctx, command: Command) -> None:
    """``#12``: a ticket with its history, for staff of its grid and its reporter."""
    number = command.words.lstrip("#")
    if not _NUMBER.fullmatch(number):
        raise Refusal("ticket-howto")
    await _show(ctx, int(number))


@routes.button("report.show", needs=Permission.SEE_OWN_REPORTS)
async def show(ctx: Ctx, press: Press) -> None:
    """A ticket from a list."""
    await _show(ctx, press.number(0))


@routes.event("reports.unreachable", Unreachable, needs=Permission.PUBLIC)
async def alert_unreachable(ctx: Ctx, event: Unreachable) -> None:
    """An alert that a staff member cannot get goes to the admins instead."""
    card = _STAFF_CARD.fullmatch(event.card or "")
    if card is None:
        return
    found = await _find(ctx, int(card["number"]))
    alerted = set(await ctx.uow.reports.alerts(found.number))
    await _alert(ctx, found, [a for a in sorted(ctx.community.admins) if a not in alerted])


async def _file(ctx: Ctx, draft: Draft) -> None:
    filed = await ctx.uow.reports.file(draft, ctx.now)
    if ctx.circle is None:
        ctx.reply(_receipt(filed), _anonymous_button(filed), card=_card(filed))
        ctx.say(filed.circle.chat_id, _group_words(filed), _join_button(filed), card=_card(filed))
    else:
        ctx.reply(_group_words(filed), _join_button(filed), card=_card(filed))
    staff = [person.id for person in await ctx.uow.staff.of_grid(filed.circle.grid)]
    await _alert(ctx, filed, staff or sorted(ctx.community.admins))


async def _alert(ctx: Ctx, filed: Report, people: list[int]) -> None:
    await ctx.uow.reports.alerted(filed.number, people)
    words = await _staff_words(ctx, filed)
    for person_id in people:
        ctx.say(person_id, words, _step_buttons(filed), card=_staff_card(filed), photo=filed.photo)


def _words_and_photo(command: Command) -> tuple[str, str | None]:
    """The words typed, then those of the message that is answered; a photo of either."""
    parts = [command.raw]
    photo = command.photo
    if command.replied is not None:
        parts.append(command.replied.body)
        photo = photo or command.replied.photo
    return check_body("\n".join(part for part in parts if part)), photo


async def _draft_in_group(
    ctx: Ctx, command: Command, circle: Circle, body: str, photo: str | None
) -> Draft:
    """In a group, a report that answers somebody's message is filed for them."""
    author = command.replied.author if command.replied else None
    if author is not None and author.id != ctx.person.id:
        await ctx.uow.people.meet(author)
        await ctx.uow.circles.join(circle.id, author.id)
    return Draft(
        circle=circle,
        reporter_id=author.id if author else ctx.person.id,
        filed_by=ctx.person.id,
        body=body,
        photo=photo,
    )


def _own_draft(ctx: Ctx, circle: Circle, body: str, photo: str | None) -> Draft:
    person_id = ctx.person.id
    return Draft(circle=circle, reporter_id=person_id, filed_by=person_id, body=body, photo=photo)


async def _open_draft(ctx: Ctx) -> Dialog:
    dialog = await ctx.uow.dialogs.current(ctx.person.id, ctx.now)
    if dialog is None or dialog.route != PICK:
        raise Refusal("button-outdated")
    return dialog


async def _find(ctx: Ctx, number: int) -> Report:
    found = await ctx.uow.reports.find(number)
    if found is None:
        raise Refusal("report-unknown", number=number)
    return found


async def _show(ctx: Ctx, number: int) -> None:
    found = await _find(ctx, number)
    handles = ctx.actor.may(Permission.HANDLE_REPORTS, found.circle)
    if not handles and found.reporter_id != ctx.person.id:
        raise Refusal("report-unknown", number=number)
    events = await ctx.uow.reports.events(number)
    history = tuple(
        text(f"event-{event.step}", at=When(at=event.at), name=event.person_name)
        for event in events
    )
    words = await _staff_words(ctx, found) if handles else _receipt(found)
    ctx.say(
        ctx.person.id,
        text("ticket", ticket=words, history=history),
        _step_buttons(found) if handles else [],
        photo=found.photo,
    )


async def _refresh_all(ctx: Ctx, moved: Report) -> None:
    _refresh_group_card(ctx, moved)
    await _refresh_staff_cards(ctx, moved)


def _refresh_group_card(ctx: Ctx, moved: Report) -> None:
    buttons = [] if moved.state is ReportState.CLOSED else _join_button(moved)
    ctx.edit(moved.circle.chat_id, _card(moved), _group_words(moved), buttons)


async def _refresh_staff_cards(ctx: Ctx, moved: Report) -> None:
    words = await _staff_words(ctx, moved)
    for person_id in await ctx.uow.reports.alerts(moved.number):
        ctx.edit(person_id, _staff_card(moved), words, _step_buttons(moved))


async def _tell_households(ctx: Ctx, moved: Report, key: str) -> None:
    """The reporter and those who joined hear it in private where the bot may write to them.

    A reporter whom it may not write to hears it in the group, unless they wished to stay unnamed.
    """
    for person_id in await ctx.uow.reports.households(moved.number):
        person = await ctx.uow.people.find(person_id)
        if person is None:
            continue
        words = text(key, number=moved.number, by=ctx.person.name, body=shorten(moved.body))
        if person.reach is Reach.OPEN:
            ctx.say(person_id, words)
        elif person_id == moved.reporter_id and not moved.anonymous:
            who = Mention(person_id=person_id, name=person.name)
            ctx.say(
                moved.circle.chat_id,
                text("told-in-group", who=who, words=words),
                [[Button(label=text("btn-open-private"), start=HELLO)]],
            )


async def _staff_words(ctx: Ctx, filed: Report) -> Text:
    reporter = await ctx.uow.people.find(filed.reporter_id) if filed.reporter_id else None
    name = reporter.name if reporter else text("nobody")
    return text(
        "report-for-staff",
        number=filed.number,
        state=_state(filed),
        circle=filed.circle.title,
        body=filed.body or text("report-photo-only"),
        reporter=text("anonymous-name", name=name) if filed.anonymous else name,
        address=str(reporter.address) if reporter and reporter.address else text("me-no-address"),
        at=When(at=filed.created_at),
        households=filed.households,
    )


def _group_words(filed: Report) -> Text:
    return text(
        "report-accepted",
        number=filed.number,
        body=shorten(filed.body) or text("report-photo-only"),
        state=_state(filed),
        households=filed.households,
    )


def _receipt(filed: Report) -> Text:
    return text(
        "report-receipt",
        number=filed.number,
        circle=filed.circle.title,
        body=shorten(filed.body) or text("report-photo-only"),
        state=_state(filed),
        anonymous="yes" if filed.anonymous else "no",
    )


def _state(filed: Report) -> Text:
    return text(f"state-{filed.state}", owner=filed.owner_name)


def _lines(reports: list[Report]) -> tuple[Text, ...]:
    return tuple(
        text(
            "ticket-line",
            number=item.number,
            state=_state(item),
            circle=item.circle.title,
            body=shorten(item.body) or text("report-photo-only"),
        )
        for item in reports
    )


def _number_buttons(reports: list[Report]) -> list[list[Button]]:
    buttons = [
        Button(
            label=text("btn-number", number=item.number), route="report.show", args=(item.number,)
        )
        for item in reports
    ]
    return [buttons[i : i + 5] for i in range(0, len(buttons), 5)]


def _step_buttons(filed: Report) -> list[list[Button]]:
    return [
        [
            Button(label=text(f"btn-{step}"), route=f"report.{step}", args=(filed.number,))
            for step in possible_steps(filed)
        ]
    ]


def _join_button(filed: Report) -> list[list[Button]]:
    return [[Button(label=text("btn-join"), route="report.join", args=(filed.number,))]]


def _anonymous_button(filed: Report) -> list[list[Button]]:
    if filed.anonymous:
        return []
    label = text("btn-hide-me")
    return [[Button(label=label, route="report.anonymous", args=(filed.number,))]]


def _circle_buttons(actor: Actor, *, anonymous: bool) -> list[list[Button]]:
    rows = [
        [Button(label=text("verbatim", word=m.circle.title), route=PICK, args=(m.circle.id,))]
        for m in actor.memberships
    ]
    tick = text("btn-anonymous-on" if anonymous else "btn-anonymous-off")
    return [*rows, [Button(label=tick, route="report.hide")]]


def _card(filed: Report) -> str:
    return f"report:{filed.number}"


def _staff_card(filed: Report) -> str:
    return f"report:{filed.number}:staff"


def _optional(value: str | int | None) -> str | None:
    return None if value is None else str(value)
