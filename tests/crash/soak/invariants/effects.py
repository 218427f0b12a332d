"""What people asked for took effect, once."""

import re
from collections import Counter

from tests.crash.soak.words import MARK, MARK_LENGTH

MARKS = re.compile(rf"{MARK}[a-z]{{{MARK_LENGTH - len(MARK)}}}")

REPORT = re.compile(r"(/report(@\w+)? |报修 )")
LONGEST_REPORT = 500
"""Characters that are surely short enough for a report."""


def every_report_is_filed_once(evidence):
    """A report in a group is a ticket, or waits for the choice that its author was offered."""
    arrived, commands = Counter(), {}
    for number, update in evidence.sandbox.world.updates._history.items():
        if "message" in update:
            marks = set(MARKS.findall(evidence.payload(number)))
            arrived.update(marks)
            commands |= {_place(update): number for _ in marks}
    tickets = _count(evidence, "SELECT body FROM reports")
    elsewhere = _count(evidence, "SELECT note FROM report_events")
    elsewhere += _count(evidence, "SELECT payload FROM report_drafts")
    taken = {
        int(key)
        for (key,) in evidence.select(
            "SELECT dedup_key FROM inbox WHERE source = 'telegram' AND route = 'report'"
        )
        if key and key.isdigit()
    }
    found = [
        f"{mark} is in {times} tickets, but was said {arrived[mark]} times"
        for mark, times in tickets.items()
        if times > max(1, arrived[mark])
    ]
    for mark, said in evidence.diary.said.items():
        update = commands.get((said.chat, said.message_id))
        is_owed = (
            said.chat < 0
            and REPORT.match(said.words)
            and len(said.words) < LONGEST_REPORT
            and update in taken
            and said.who not in evidence.diary.erased
        )
        if is_owed and not tickets[mark] and not elsewhere[mark]:
            found.append(f"no ticket holds {said.words!r}, which update {update} brought")
    return found


def every_receipt_is_kept(evidence):
    """Whoever was told that their 收到 counts is among those who have confirmed."""
    kept = set(evidence.select("SELECT notice_id, person_id FROM notice_receipts"))
    return [
        f"person {person} was told that they confirmed notice {notice}, but did not"
        for person, (notice, *_) in _taken(evidence, "notice.seen")
        if (notice, person) not in kept
    ]


def every_household_is_counted(evidence):
    """Whoever was told that their household counts stands with the ticket."""
    kept = set(evidence.select("SELECT number, person_id FROM report_households"))
    return [
        f"person {person} was told that they joined ticket {number}, but did not"
        for person, (number, *_) in _taken(evidence, "report.join")
        if (number, person) not in kept
    ]


def every_entry_is_made_once(evidence):
    """Nobody is on a list less often than they were told, or more often than they pressed."""
    entries = Counter(
        evidence.select(
            "SELECT person_id, signup, shift FROM signup_entries"
            " WHERE person_id IS NOT NULL AND stands_for_id IS NULL AND name = ''"
        )
    )
    told = Counter((person, *args) for person, args in _taken(evidence, "signup.join"))
    pressed = Counter(
        (press.who, *args)
        for press in evidence.diary.pressed.values()
        if (args := args_of(press.data, "signup.join"))
    )
    erased = evidence.diary.erased
    return [
        f"person {key[0]} was told {told[key]} times that they are on list {key[1:]}, pressed"
        f" {pressed[key]} times, and has {entries[key]} entries"
        for key in {*entries, *told}
        if key[0] not in erased and not told[key] <= entries[key] <= pressed[key]
    ]


def _taken(evidence, route):
    """(person, arguments) of the presses of a route that the bot said it took."""
    toasts = {
        toast.query_id: toast.text or ""
        for person in evidence.people
        for toast in evidence.sandbox.world.toasts(person)
    }
    found = []
    for query, press in evidence.diary.pressed.items():
        args = args_of(press.data, route)
        words = toasts.get(query, "")
        if args and any(p.fullmatch(words) for p in evidence.patterns.get(route, ())):
            found.append((press.who, args))
    return [(person, args) for person, args in found if person not in evidence.diary.erased]


def args_of(data, route):
    """The arguments of a button of a route; none for another, or one that was forged."""
    found = re.fullmatch(rf"1\|{re.escape(route)}((?:\|[0-9]{{1,9}})+)", data)
    return tuple(int(number) for number in found[1][1:].split("|")) if found else ()


def _place(update):
    message = update["message"]
    if not isinstance(message, dict) or "chat" not in message:
        return None
    return message["chat"]["id"], message["message_id"]


def _count(evidence, sql):
    return Counter(
        mark for (words,) in evidence.select(sql) for mark in set(MARKS.findall(words or ""))
    )


ALL = (
    every_report_is_filed_once,
    every_receipt_is_kept,
    every_household_is_counted,
    every_entry_is_made_once,
)
