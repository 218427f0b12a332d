"""Writes tickets and their events as a workbook (XLSX), page by page to need little memory."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot import sheets
from domain.messages import Text, text
from storage.stats import EventRow, Page, TicketRow

Words = Callable[[Text], str]

PAGE = 100
"""Tickets that are read at a time, few enough that the event loop hardly notices."""

_TICKETS: tuple[tuple[str, int], ...] = (
    ("export-number", 8),
    ("export-filed", 17),
    ("export-grid", 12),
    ("export-circle", 18),
    ("export-category", 12),
    ("export-urgent", 6),
    ("export-body", 50),
    ("export-state", 10),
    ("export-reporter", 12),
    ("export-address", 12),
    ("export-households", 6),
    ("export-first-owner", 12),
    ("export-owner", 12),
    ("export-organisation", 12),
    ("export-handovers", 9),
    ("export-reopenings", 9),
    ("export-respond-by", 17),
    ("export-responded", 17),
    ("export-done", 17),
    ("export-solved", 10),
    ("export-satisfied", 10),
    ("export-merged", 8),
)
_EVENTS: tuple[tuple[str, int], ...] = (
    ("export-number", 8),
    ("export-at", 17),
    ("export-person", 12),
    ("export-step", 14),
    ("export-from", 10),
    ("export-to", 10),
    ("export-words", 50),
    ("export-detail", 24),
)


async def write(pages: AsyncIterator[Page], words: Words, zone: ZoneInfo) -> bytes:
    """The workbook of tickets and events, written page by page off the event loop.

    Args:
        pages: the tickets with their events.
        words: finds the words of a text, without marks.
        zone: whose wall-clock times stand in the cells.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        book = await asyncio.to_thread(_Book, path, words, zone)
        try:
            async for page in pages:
                await asyncio.to_thread(book.add, page)
        finally:
            await asyncio.to_thread(book.close)
        return await asyncio.to_thread(path.read_bytes)


class _Book:
    """The file that grows.

    Args:
        path: where.
        words: finds the words of a text.
        zone: whose wall-clock times stand in the cells.
    """

    def __init__(self, path: Path, words: Words, zone: ZoneInfo) -> None:
        self._book = sheets.Book(path)
        self._cells = _Cells(words, zone)
        self._tickets = self._sheet(words, "export-tickets", _TICKETS)
        self._events = self._sheet(words, "export-events", _EVENTS)

    def _sheet(self, words: Words, name: str, columns: Sequence[tuple[str, int]]) -> sheets.Sheet:
        headed = [(words(text(key)), width) for key, width in columns]
        return sheets.Sheet(self._book, words(text(name)), headed)

    def add(self, page: Page) -> None:
        """Write some tickets and their events."""
        for ticket in page.tickets:
            self._tickets.add(self._cells.of_ticket(ticket))
        for event in page.events:
            self._events.add(self._cells.of_event(event))

    def close(self) -> None:
        """Finish the file."""
        self._book.close()


class _Cells:
    """Rows of the database as rows of a table.

    Args:
        words: finds the words of a text.
        zone: whose wall-clock times stand in the cells.
    """

    def __init__(self, words: Words, zone: ZoneInfo) -> None:
        self._words = words
        self._zone = zone
        self._known: dict[tuple[str, str], str] = {}

    def of_ticket(self, ticket: TicketRow) -> Sequence[sheets.Cell]:
        """The cells of a ticket; whoever is anonymous has neither name nor address."""
        outcome = ticket.outcome
        return (
            ticket.number,
            self._wall(ticket.created_at),
            ticket.grid or self._word("stats-everywhere"),
            ticket.circle,
            ticket.category,
            self._word("export-yes") if ticket.urgent else None,
            ticket.body,
            self._word("export-state-name", state=ticket.state),
            self._word("export-anonymous") if ticket.anonymous else ticket.reporter,
            None if ticket.address is None else str(ticket.address),
            ticket.households,
            ticket.first_owner,
            ticket.owner,
            ticket.organisation,
            ticket.handovers,
            ticket.reopenings,
            self._wall(ticket.respond_by),
            self._wall(ticket.responded_at),
            self._wall(ticket.done_at),
            None if outcome is None else self._word("export-solved-name", solved=outcome.solved),
            None
            if outcome is None
            else self._word("export-satisfied-name", satisfied=outcome.satisfied),
            ticket.merged_into,
        )

    def of_event(self, event: EventRow) -> Sequence[sheets.Cell]:
        """The cells of an event."""
        return (
            event.number,
            self._wall(event.at),
            self._who(event),
            self._word("export-step-name", step=event.step),
            None if event.source is None else self._word("export-state-name", state=event.source),
            self._word("export-state-name", state=event.target),
            event.words,
            self._detail(event),
        )

    def _who(self, event: EventRow) -> str:
        if event.hidden:
            return self._word("export-anonymous")
        return event.person if event.person is not None else self._word("export-automatic")

    def _detail(self, event: EventRow) -> str:
        """What a step was about besides: a rating and a reason in words, all else as it is."""
        match event.step, event.detail.split():
            case "rate", [solved, satisfied]:
                said = self._word("export-solved-name", solved=solved)
                return f"{said} · {self._word('export-satisfied-name', satisfied=satisfied)}"
            case "reject", ["out_of_scope"]:
                return self._word("export-out-of-scope")
            case _:
                return event.detail

    def _word(self, key: str, **named: str) -> str:
        """A word of the catalogue, looked up once, as the same few stand in every row."""
        ((_, value),) = named.items() if named else (("", ""),)
        found = self._known.get((key, value))
        if found is None:
            found = self._known[key, value] = self._words(text(key, **named))
        return found

    def _wall(self, at: datetime | None) -> datetime | None:
        return None if at is None else at.astimezone(self._zone).replace(tzinfo=None)
