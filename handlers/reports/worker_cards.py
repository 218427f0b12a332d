"""How a ticket looks to those who work on it, each with what they can do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.messages import Button, Text, When, text
from domain.people import Person
from domain.reports.lifecycle import Party, Step, possible, state_text
from domain.reports.model import Report, ReportState
from handlers.context import Ctx
from handlers.reports.cards import Rows, body_text, yes_or_no
from handlers.reports.workforce import partner_ids, staff_ids

STEPS = (
    {Step.TAKE: "btn-take", Step.RETURN: "btn-return", Step.RESUME: "btn-resume"},
    {Step.REPLY: "btn-reply", Step.TRANSFER: "btn-transfer"},
    {Step.CLOSE: "btn-close", Step.REJECT: "btn-reject"},
    {Step.HOLD: "btn-hold", Step.CLASSIFY: "btn-classify", Step.MERGE: "btn-merge"},
)
"""What stands on a worker's card as far as it is possible, row by row."""


@dataclass(frozen=True)
class Look:
    """A ticket's card as one person gets it."""

    words: Text
    buttons: Rows


def worker_card(report: Report) -> str:
    """The name of a ticket's card in a worker's chat."""
    return f"report:{report.number}:staff"


async def looks(ctx: Ctx, report: Report) -> Callable[[int], Look | None]:
    """How a ticket looks to each person; to one who has no part in it, not at all."""
    staff, partners = await staff_ids(ctx, report.circle), await partner_ids(ctx, report)
    for_staff = await worker_words(ctx, report, for_partner=False)
    for_partner = await worker_words(ctx, report, for_partner=True) if partners else None

    def look(person_id: int) -> Look | None:
        if person_id in staff:
            target = {Party.TARGET} if report.target_id == person_id else set()
            by = frozenset({Party.STAFF, *target})
            return Look(for_staff, _card_buttons(report, by, person_id))
        if person_id in partners and for_partner is not None:
            by = frozenset({Party.TARGET})
            return Look(for_partner, _card_buttons(report, by, person_id))
        return None

    return look


async def refresh_workers(ctx: Ctx, report: Report) -> None:
    """Bring the cards of all who got the ticket up to date; who has no part in it sees no more."""
    look = await looks(ctx, report)
    gone = Look(text("report-not-yours-any-more", number=report.number), [])
    for person in await ctx.uow.report_people.alerts(report.number):
        now = look(person.id) or gone
        ctx.edit(person.id, worker_card(report), now.words, now.buttons)


async def send_to_workers(
    ctx: Ctx, report: Report, people: Sequence[int], news: Text | None
) -> None:
    """Show a ticket to those who can act on it, under what has happened to it.

    An edit of their older card that waits would change the new one; it gets the same words.
    """
    look, card = await looks(ctx, report), worker_card(report)
    for person_id in people:
        now = look(person_id)
        if now is None:
            continue
        words = text("report-news", news=news, card=now.words) if news else now.words
        if await ctx.uow.outbox.has_card(person_id, card):
            ctx.edit(person_id, card, words, now.buttons)
        show_photos(ctx, report, person_id, report.photos[1:])
        photo = report.photos[0] if report.photos else None
        ctx.say(person_id, words, now.buttons, card=card, photo=photo)


async def show_photos_to_workers(ctx: Ctx, report: Report, photos: Iterable[str]) -> None:
    """Show more pictures of a ticket to those who have its card."""
    look, more = await looks(ctx, report), tuple(photos)
    for person in await ctx.uow.report_people.alerts(report.number):
        if look(person.id) is not None:
            show_photos(ctx, report, person.id, more)


def show_photos(ctx: Ctx, report: Report, to: int, photos: Iterable[str]) -> None:
    """Pictures that belong to a ticket, each with its number."""
    for photo in photos:
        ctx.say(to, text("report-more-photos", number=report.number), photo=photo)


def worker_buttons(report: Report, by: frozenset[Party]) -> Rows:
    """All that somebody can do with a ticket now."""
    can = set(possible(report, by))
    rows: Rows = []
    for steps in STEPS:
        row = []
        for step, label in steps.items():
            if step in can:
                words = "btn-take-back" if _takes_back(report, step, by) else label
                button = Button(label=text(words), route=f"report.{step}", args=(report.number,))
                row.append(button)
        rows.append(row)
    return rows


def _takes_back(report: Report, step: Step, by: frozenset[Party]) -> bool:
    handed_on = report.state is ReportState.TRANSFERRED
    return step is Step.TAKE and handed_on and Party.TARGET not in by


def _card_buttons(report: Report, by: frozenset[Party], person_id: int) -> Rows:
    """For whoever has to act, what they can do; for the others one button that opens it."""
    concerned = (
        report.state is ReportState.WAITING
        or person_id in {report.owner_id, report.handed_by_id}
        or (Party.TARGET in by and report.state is ReportState.TRANSFERRED)
    )
    if concerned:
        return worker_buttons(report, by)
    if not report.is_open:
        return []
    label = text("btn-details")
    return [[Button(label=label, route="report.show", args=(report.number,))]]


async def worker_words(ctx: Ctx, report: Report, *, for_partner: bool) -> Text:
    """A ticket as those see it who work on it; partners do not read who wished to stay unnamed."""
    reporter = await ctx.uow.people.find(report.reporter_id) if report.reporter_id else None
    address = str(reporter.address) if reporter and reporter.address else text("me-no-address")
    name = reporter_name(report, reporter, for_partner=for_partner)
    lines = [
        text("report-line-reporter", name=name, address=address),
        *await _filed_by(ctx, report),
        text("report-line-time", at=When(at=report.created_at), households=report.households),
        text(
            "report-line-category", category=report.category, urgent=yes_or_no(value=report.urgent)
        ),
        *_progress_lines(report),
    ]
    return text(
        "report-for-staff",
        number=report.number,
        circle=report.circle.title,
        body=body_text(report.body),
        state=state_text(report),
        lines=tuple(lines),
    )


def reporter_name(report: Report, reporter: Person | None, *, for_partner: bool) -> str | Text:
    """What those who work on a ticket call its reporter."""
    if reporter is None:
        return text("nobody")
    if not report.anonymous:
        return reporter.name
    return text("anonymous") if for_partner else text("anonymous-name", name=reporter.name)


async def _filed_by(ctx: Ctx, report: Report) -> list[Text]:
    if report.filed_by == report.reporter_id:
        return []
    filer = await ctx.uow.people.find(report.filed_by)
    return [text("report-line-filed-by", name=filer.name)] if filer else []


def _progress_lines(report: Report) -> Iterable[Text]:
    if report.is_open and report.respond_due is not None:
        yield text("report-line-respond", at=When(at=report.respond_due))
    elif report.is_open and report.resolve_due is not None:
        yield text("report-line-resolve", at=When(at=report.resolve_due))
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
