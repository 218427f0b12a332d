"""How a ticket looks: to the group, to its reporter, to those who work on it."""

from collections.abc import Iterable, Sequence

from domain.circles import code_of
from domain.messages import Button, Mention, Text, When, text
from domain.people import Person
from domain.reports.lifecycle import Event, Party, Step, possible, state_text
from domain.reports.model import Report, ReportState
from domain.reports.words import shorten
from handlers.context import HELLO, Ctx

Rows = list[list[Button]]

WORKER_STEPS = (
    (Step.TAKE, Step.RETURN, Step.RESUME, Step.REPLY),
    (Step.TRANSFER, Step.CLOSE, Step.REJECT),
    (Step.HOLD, Step.CLASSIFY, Step.MERGE),
)
"""The buttons of a worker's card, as far as they are possible, row by row."""


def group_card(report: Report) -> str:
    """The name of a ticket's card in the group and in its reporter's chat."""
    return f"report:{report.number}"


def worker_card(report: Report) -> str:
    """The name of a ticket's card in a worker's chat."""
    return f"report:{report.number}:staff"


def talk_card(report: Report, event_id: str) -> str:
    """The name of a message of the conversation, so that an answer to it finds the ticket."""
    return f"report:{report.number}:talk:{event_id}"


async def refresh(ctx: Ctx, report: Report) -> None:
    """Bring all cards of a ticket up to date."""
    ctx.edit(report.circle.chat_id, group_card(report), group_words(report), group_buttons(report))
    for alerted in await ctx.uow.report_people.alerts(report.number):
        ctx.edit(
            alerted.person.id,
            worker_card(report),
            await worker_words(ctx, report),
            worker_buttons(report, _side(report, alerted.person.id, alerted.organisation)),
        )


async def send_to_worker(
    ctx: Ctx, report: Report, person_id: int, organisation: str | None
) -> None:
    """Show a ticket to somebody who can act on it."""
    for photo in report.photos[1:]:
        ctx.say(person_id, text("report-more-photos", number=report.number), photo=photo)
    ctx.say(
        person_id,
        await worker_words(ctx, report),
        worker_buttons(report, _side(report, person_id, organisation)),
        card=worker_card(report),
        photo=report.photos[0] if report.photos else None,
    )


def say_in_group(ctx: Ctx, report: Report, words: Text, person: Person) -> None:
    """Tell somebody in the group what could not be told in private."""
    who = Mention(person_id=person.id, name=person.name)
    ctx.say(
        report.circle.chat_id,
        text("told-in-group", who=who, words=words),
        [[Button(label=text("btn-open-private"), start=HELLO)]],
    )


def _side(report: Report, person_id: int, organisation: str | None) -> frozenset[Party]:
    """What the reader of a card is to the ticket, for its buttons; a press is checked anew."""
    asked = report.target_id == person_id or (
        organisation is not None and report.organisation == organisation
    )
    found = {Party.HANDLER} if report.owner_id == person_id or asked else set()
    found |= {Party.TARGET} if asked else set()
    found |= {Party.STAFF} if organisation is None else set()
    return frozenset(found)


def worker_buttons(report: Report, by: frozenset[Party]) -> Rows:
    """What a worker can do with a ticket now."""
    can = set(possible(report, by))
    return [[_step_button(report, step) for step in row if step in can] for row in WORKER_STEPS]


def group_buttons(report: Report) -> Rows:
    """我家也是, while it is not over."""
    if not report.is_open:
        return []
    label = text("btn-join")
    return [[Button(label=label, route="report.join", args=(report.number,))]]


def reporter_buttons(report: Report) -> Rows:
    """What the reporter can do with their ticket."""
    rows: Rows = []
    if report.is_open and not report.anonymous:
        rows.append([_button("btn-hide-me", "report.anonymous", report.number)])
    if report.is_open:
        rows.append([_button("btn-withdraw", "report.withdraw", report.number)])
    return rows


async def worker_words(ctx: Ctx, report: Report) -> Text:
    """A ticket as those see it who work on it."""
    reporter = await ctx.uow.people.find(report.reporter_id) if report.reporter_id else None
    name = reporter.name if reporter else text("nobody")
    lines = [
        text("report-line-reporter", name=_maybe_hidden(report, name), address=_address(reporter)),
        text("report-line-time", at=When(at=report.created_at), households=report.households),
        text("report-line-category", category=report.category, urgent=_yes(report.urgent)),
        *_progress_lines(report),
    ]
    return text(
        "report-for-staff",
        number=report.number,
        circle=report.circle.title,
        body=report.body or text("report-photo-only"),
        state=state_text(report),
        lines=tuple(lines),
    )


def _progress_lines(report: Report) -> Iterable[Text]:
    due = report.respond_due or report.resolve_due
    if report.is_open and due is not None:
        key = "report-line-respond" if report.respond_due else "report-line-resolve"
        yield text(key, at=When(at=due))
    if report.state is ReportState.HELD and report.held_until is not None:
        yield text("report-line-held", at=When(at=report.held_until))
    if report.first_owner_name:
        yield text("report-line-first", name=report.first_owner_name)
    if report.handovers:
        yield text("report-line-handovers", count=report.handovers)
    if report.reopenings:
        yield text("report-line-reopenings", count=report.reopenings)
    if report.merged_into is not None:
        yield text("report-line-merged", number=report.merged_into)


def group_words(report: Report) -> Text:
    """A ticket as the group sees it: what and how far, never who."""
    return text(
        "report-accepted",
        number=report.number,
        body=shorten(report.body) or text("report-photo-only"),
        state=state_text(report),
        category=report.category,
        households=report.households,
        first=_first(report),
        handovers=report.handovers,
    )


def receipt(report: Report) -> Text:
    """A ticket as its reporter sees it."""
    return text(
        "report-receipt",
        number=report.number,
        circle=report.circle.title,
        body=shorten(report.body) or text("report-photo-only"),
        state=state_text(report),
        category=report.category,
        anonymous=_yes(report.anonymous),
    )


def line(report: Report) -> Text:
    """A ticket on one line of a list."""
    return text(
        "ticket-line",
        number=report.number,
        state=state_text(report),
        circle=report.circle.title,
        body=shorten(report.body) or text("report-photo-only"),
        urgent=_yes(report.urgent),
    )


def history(events: Sequence[Event], *, for_worker: bool) -> tuple[Text, ...]:
    """The events of a ticket, one a line; residents read no names but those of staff."""
    return tuple(
        text(
            "event-line-words" if event.words else "event-line",
            at=When(at=event.at),
            what=text(f"event-{event.step}", detail=event.detail),
            name=event.person_name if for_worker or event.step is not Step.FILE else "",
            words=event.words,
        )
        for event in events
    )


def number_buttons(reports: Sequence[Report]) -> Rows:
    """Buttons that open tickets, five a row."""
    buttons = [
        Button(
            label=text("btn-number", number=report.number),
            route="report.show",
            args=(report.number,),
        )
        for report in reports
    ]
    return [buttons[i : i + 5] for i in range(0, len(buttons), 5)]


def category_buttons(ctx: Ctx, report: Report) -> Rows:
    """Buttons that change the category, three a row."""
    buttons = [
        Button(
            label=text("verbatim", word=category.name),
            route="report.classify_as",
            args=(report.number, code_of(category.name)),
        )
        for category in ctx.community.clocks.categories
        if category.name != report.category
    ]
    return [buttons[i : i + 3] for i in range(0, len(buttons), 3)]


def _step_button(report: Report, step: Step) -> Button:
    return _button(f"btn-{step}", f"report.{step}", report.number)


def _button(label: str, route: str, *args: str | int) -> Button:
    return Button(label=text(label), route=route, args=args)


def _maybe_hidden(report: Report, name: str | Text) -> str | Text:
    return text("anonymous-name", name=name) if report.anonymous else name


def _address(person: Person | None) -> str | Text:
    return str(person.address) if person and person.address else text("me-no-address")


def _first(report: Report) -> Text:
    """Who took it first, where that is not who has it now."""
    if report.first_owner_id is None or report.first_owner_id == report.owner_id:
        return text("blank")
    return text("report-first", name=report.first_owner_name)


def _yes(value: bool) -> str:  # noqa: FBT001 - turns the flag into the word that catalogues select on
    return "yes" if value else "no"
