"""How a ticket looks to residents: in the group, and to its reporter in private."""

from collections.abc import Sequence

from domain.categories import danger_in
from domain.circles import code_of
from domain.messages import Button, Text, When, text
from domain.people import Person
from domain.reports.lifecycle import state_text
from domain.reports.model import Report, ReportState
from domain.reports.words import shorten
from handlers.context import Ctx

Rows = list[list[Button]]


def group_card(report: Report) -> str:
    """The name of a ticket's card in the group and in its reporter's chat."""
    return f"report:{report.number}"


def talk_card(report: Report, key: str) -> str:
    """The name of a message about a ticket, so that an answer to it finds the ticket."""
    return f"report:{report.number}:talk:{key}"


async def refresh_residents(ctx: Ctx, report: Report) -> None:
    """Bring the group's card and that of the reporter up to date."""
    name = group_card(report)
    ctx.edit(report.circle.chat_id, name, group_words(ctx, report), group_buttons(report))
    if report.reporter_id is None:
        return
    if await ctx.uow.outbox.has_card(report.reporter_id, name):
        ctx.edit(report.reporter_id, name, receipt(ctx, report), reporter_buttons(report))


def group_words(ctx: Ctx, report: Report) -> Text:
    """A ticket as the group sees it: what and how far, never who."""
    words = text(
        "report-accepted",
        number=report.number,
        body=short_body(report),
        state=state_text(report),
        category=report.category,
        households=report.households,
        first=_first(report),
        handovers=report.handovers,
    )
    return _with_danger(ctx, report, words)


def group_buttons(report: Report) -> Rows:
    """我家也是 while it is not over; the category while nobody has taken it."""
    if not report.is_open:
        return []
    join = Button(label=text("btn-join"), route="report.join", args=(report.number,))
    return [[join], *_category_row(report)]


def receipt(ctx: Ctx, report: Report) -> Text:
    """A ticket as its reporter sees it."""
    words = text(
        "report-receipt" if report.is_open else "report-receipt-over",
        number=report.number,
        body=short_body(report),
        circle=report.circle.title,
        state=state_text(report),
        category=report.category,
        anonymous=yes_or_no(value=report.anonymous),
    )
    return _with_danger(ctx, report, words)


def reporter_buttons(report: Report) -> Rows:
    """What the reporter can do with their ticket."""
    if not report.is_open:
        return []
    number = (report.number,)
    hide = Button(label=text("btn-hide-me"), route="report.anonymous", args=number)
    drop = Button(label=text("btn-withdraw"), route="report.withdraw", args=number)
    return [*_category_row(report), [*([] if report.anonymous else [hide]), drop]]


def category_buttons(ctx: Ctx, report: Report) -> Rows:
    """All categories to choose from, three a row, the present one marked."""
    buttons = [
        Button(
            label=text(
                "btn-category-now" if category.name == report.category else "verbatim",
                word=category.name,
            ),
            route="report.classify_as",
            args=(report.number, code_of(category.name)),
        )
        for category in ctx.community.clocks.categories
    ]
    return [buttons[i : i + 3] for i in range(0, len(buttons), 3)]


def number_buttons(reports: Sequence[Report]) -> Rows:
    """Buttons that open tickets, four a row."""
    buttons = [
        Button(
            label=text("btn-number", number=report.number),
            route="report.show",
            args=(report.number,),
        )
        for report in reports
    ]
    return [buttons[i : i + 4] for i in range(0, len(buttons), 4)]


def line(report: Report) -> Text:
    """A ticket on one line of its reporter's list."""
    return text(
        "ticket-line", number=report.number, state=state_text(report), body=short_body(report)
    )


def inbox_line(ctx: Ctx, report: Report) -> Text:
    """A ticket in the list of those who work on it, with what it is due for."""
    due = report.respond_due or report.resolve_due or report.held_until
    late = due is not None and due <= ctx.now and report.state is not ReportState.HELD
    return text(
        "inbox-line",
        number=report.number,
        state=state_text(report),
        circle=report.circle.title,
        body=short_body(report),
        urgent=yes_or_no(value=report.urgent),
        due=text("inbox-late" if late else "inbox-due", at=When(at=due)) if due else text("blank"),
    )


def neighbour_or_reporter(report: Report, person: Person) -> str:
    """Which of the two a resident is to a ticket, as the word that catalogues select on."""
    return "reporter" if person.id == report.reporter_id else "neighbour"


def short_body(report: Report) -> str | Text:
    """The first words of a ticket."""
    return shorten(report.body) or text("report-photo-only")


def body_text(body: str) -> str | Text:
    """The words of a ticket, if it has any."""
    return body or text("report-photo-only")


def yes_or_no(*, value: bool) -> str:
    """A flag as the word that catalogues select on."""
    return "yes" if value else "no"


def _category_row(report: Report) -> Rows:
    if report.state is not ReportState.WAITING:
        return []
    label = text("btn-category", category=report.category)
    return [[Button(label=label, route="report.recategorise", args=(report.number,))]]


def _with_danger(ctx: Ctx, report: Report, words: Text) -> Text:
    """Whom to call comes first, until somebody has taken the ticket."""
    if not report.urgent or report.state is not ReportState.WAITING:
        return words
    danger = danger_in(report.body, ctx.community.dangers)
    if danger is None:
        return words
    call = text("report-danger", call=" / ".join(danger.call))
    return text("report-with-danger", danger=call, words=words)


def _first(report: Report) -> Text:
    """Who took it first (首接负责), unless the state says that it is still them."""
    still = report.state is ReportState.TAKEN and report.owner_id == report.first_owner_id
    if report.first_owner_id is None or still:
        return text("blank")
    return text("report-first", name=report.first_owner_name)
