"""Everything that arrived was handled, and everything that was promised was said, once."""

from bisect import bisect_left
from collections import Counter, defaultdict

from tests.crash.troubles.telegram import MADE_UP

SAYS_NOTHING_NEW = {"edit", "pin", "delete", "menu", "fetch"}
"""Kinds of the outbox that put no new message into a chat."""


def the_database_is_whole(evidence):
    """SQLite finds no fault with the file, nor with its references."""
    found = [words for (words,) in evidence.select("PRAGMA integrity_check") if words != "ok"]
    return found + [
        f"{table} row {row} refers to a row of {other} that is not there"
        for table, row, other, _ in evidence.select("PRAGMA foreign_key_check")
    ]


def everything_arrived_is_handled(evidence):
    """No row of the inbox waits, none is dead, and only nonsense is set aside."""
    history = evidence.sandbox.world.updates._history
    return [
        f"inbox row {row} ({key}, {route}) is {state}: {error}"
        for row, key, state, route, error in evidence.select(
            "SELECT id, dedup_key, state, route, error FROM inbox WHERE state <> 'handled'"
        )
        if not (state == "quarantined" and _is_made_up(history, key))
    ]


def nothing_handed_over_is_lost(evidence):
    """Every update that Telegram had for the bot is in the inbox."""
    kept = {key for (key,) in evidence.select("SELECT dedup_key FROM inbox")}
    return [
        f"update {number} never reached the inbox: {evidence.payload(number)[:200]}"
        for number in evidence.sandbox.world.updates._history
        if str(number) not in kept
    ]


def everything_promised_is_said_or_has_a_reason(evidence):
    """Messages have gone, or say why not; none failed by a fault of ours."""
    return [
        f"outbox row {row} ({kind} to {chat}) is {state}: {error}"
        for row, kind, chat, state, error in evidence.select(
            "SELECT id, kind, chat_id, state, error FROM outbox WHERE state <> 'sent'"
            " AND NOT (state IN ('dropped', 'held') AND error IS NOT NULL)"
        )
    ]


def nothing_due_is_left(evidence):
    """Whatever was due has fired or lapsed, the latter with a reason."""
    now = int(evidence.sandbox.clock.now().timestamp() * 1000)
    return [
        f"{kind} of {subject} is {state} though it was due"
        for kind, subject, state in evidence.select(
            "SELECT kind, subject, state FROM schedules WHERE (state = 'waiting' AND due_at < ?)"
            " OR (state = 'lapsed' AND reason IS NULL)",
            now - 60_000,
        )
    ]


def what_counts_as_sent_was_seen(evidence):
    """No message is marked as sent that Telegram did not get."""
    return [
        f"outbox row {row} says it is message {message} of {chat}, which Telegram never saw"
        for row, kind, chat, message in evidence.select(
            "SELECT id, kind, chat_id, message_id FROM outbox"
            " WHERE state = 'sent' AND message_id IS NOT NULL"
        )
        if kind not in SAYS_NOTHING_NEW and message not in _seen_in(evidence, chat)
    ]


def repeats_are_few(evidence):
    """What goes twice is no more than what a kill or a lost answer left in the dark."""
    left_out = evidence.diary.erased
    seen = sum(
        len(messages) for chat, messages in evidence.new_messages.items() if chat not in left_out
    )
    promised = sum(
        part + (state == "sent")
        for kind, chat, part, state in evidence.select(
            "SELECT kind, chat_id, part, state FROM outbox"
        )
        if kind not in SAYS_NOTHING_NEW and chat not in left_out
    )
    allowed = evidence.interruptions + evidence.lost_answers
    if seen - promised <= allowed:
        return []
    return [f"{seen - promised} messages went once too often; {allowed} may"]


def every_repeat_has_a_cause(evidence):
    """Whatever went beside what is noted as sent was in the dark for a reason of its own.

    Its answer was lost, or it was the last to its chat before the bot was interrupted. So no
    message is said more often than once and once for each time that it was on its way then.
    """
    noted, parts = defaultdict(set), Counter()
    for kind, chat, part, message in evidence.select(
        "SELECT kind, chat_id, part, message_id FROM outbox"
    ):
        if kind not in SAYS_NOTHING_NEW:
            noted[evidence.now_called(chat)].add(message)
            parts[evidence.now_called(chat)] += part
    found = []
    for chat, sends in evidence.sends.items():
        dark = {send.message_id for send in sends if send.is_lost} | _last(sends, evidence.breaks)
        unknown = {send.message_id for send in sends} - noted[chat] - dark
        if chat not in evidence.diary.erased and len(unknown) > parts[chat]:
            found.append(
                f"chat {chat} got {sorted(unknown)} for no reason; {parts[chat]} are parts"
            )
    return found


def _last(sends, breaks):
    """The messages that were the last ones when the bot was interrupted."""
    places = [send.place for send in sends]
    return {
        sends[before - 1].message_id for at in breaks if (before := bisect_left(places, at)) > 0
    }


def _is_made_up(history, key):
    """Whether a trouble sent it; what has no number of Telegram's is known by a hash."""
    return key is None or not key.isdigit() or MADE_UP in history.get(int(key), {MADE_UP: 0})


def _seen_in(evidence, chat):
    """The numbers of the messages of a chat, by whatever id it had then."""
    return evidence.new_messages.get(evidence.now_called(chat), set())


ALL = (
    the_database_is_whole,
    everything_arrived_is_handled,
    nothing_handed_over_is_lost,
    everything_promised_is_said_or_has_a_reason,
    nothing_due_is_left,
    what_counts_as_sent_was_seen,
    repeats_are_few,
    every_repeat_has_a_cause,
)
