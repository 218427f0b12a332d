"""The history of a ticket, one event a line."""

from collections.abc import Sequence

from domain.messages import Text, When, text
from domain.reports.lifecycle import Event, Step
from domain.reports.model import Report

_BY_WORKERS = frozenset(
    {
        Step.TAKE,
        Step.REPLY,
        Step.TRANSFER,
        Step.RETURN,
        Step.HOLD,
        Step.RESUME,
        Step.CLOSE,
        Step.REJECT,
        Step.MERGE,
    }
)
"""Steps that only those who work on a ticket take, under their names."""

_SOLVED = {"yes": "btn-solved-yes", "partly": "btn-solved-partly", "no": "btn-solved-no"}
_SATISFIED = {
    "yes": "btn-satisfied-yes",
    "fairly": "btn-satisfied-fairly",
    "no": "btn-satisfied-no",
}


def for_staff(events: Sequence[Event]) -> tuple[Text, ...]:
    """The history as staff read it: all of it."""
    return tuple(_line(event, event.person_name, event.words) for event in events)


def for_partner(report: Report, events: Sequence[Event]) -> tuple[Text, ...]:
    """The history as partners read it, without the names of residents who wished to have none."""
    return tuple(
        _line(event, event.person_name if _named(report, event) else "", event.words)
        for event in events
    )


def for_reporter(report: Report, events: Sequence[Event]) -> tuple[Text, ...]:
    """The history as its reporter reads it: no name or words of other residents."""
    return tuple(
        _line(
            event,
            event.person_name if event.step in _BY_WORKERS else "",
            event.words if _readable(report, event) else "",
        )
        for event in events
    )


def _named(report: Report, event: Event) -> bool:
    return not report.anonymous or event.step in _BY_WORKERS


def _readable(report: Report, event: Event) -> bool:
    return event.step in _BY_WORKERS or event.person_id == report.reporter_id


def _line(event: Event, name: str, words: str) -> Text:
    key = "event-line-words" if words else "event-line"
    return text(key, at=When(at=event.at), what=_what(event), name=name, words=words)


def _what(event: Event) -> Text:
    if event.step is not Step.RATE:
        return text(f"event-{event.step}", detail=event.detail)
    solved, _, satisfied = event.detail.partition(" ")
    return text("event-rate", solved=text(_SOLVED[solved]), satisfied=text(_SATISFIED[satisfied]))
