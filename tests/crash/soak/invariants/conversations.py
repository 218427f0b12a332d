"""What people carried to its end is kept, once, and as they were told."""

from collections import Counter, defaultdict

from domain.forms.model import Content
from tests.crash.soak.invariants.effects import args_of

ENDS = {"booking.take": "taken", "booking.miss": "missed", "booking.refuse": "refused"}
"""What is recorded when a booking ends at the door, and how it stands then."""

OFFERED = {
    "booking.cancel": "SELECT id FROM bookings",
    "gift.cancel": "SELECT id FROM gift_orders",
    "gift.return": "SELECT id FROM gift_orders WHERE state IN ('redeemed', 'returned')",
    "checkin.brought": "SELECT id FROM point_visits",
    "forms.open": "SELECT id FROM forms",
}
"""Buttons that are shown when something is done, with the numbers of all that was done."""


def every_answer_handed_in_is_kept(evidence):
    """Nobody has fewer answers to forms than they were thanked for, or more than they handed in."""
    pressed, thanked = defaultdict(set), defaultdict(set)
    for press in evidence.diary.pressed.values():
        if draft := args_of(press.data, "reg.submit"):
            pressed[press.who].add(draft)
            if _is_thanked(evidence, press):
                thanked[press.who].add(draft)
    kept = Counter(
        person
        for (person,) in evidence.select(
            "SELECT person_id FROM form_answers WHERE person_id IS NOT NULL"
        )
    )
    erased = evidence.select("SELECT id FROM forms WHERE state = 'erased'")
    return [
        f"person {person} handed in {len(pressed[person])} answers, was thanked for"
        f" {len(thanked[person])}, and has {kept[person]}"
        for person in sorted({*pressed, *kept})
        if person not in evidence.diary.erased
        and not (0 if erased else len(thanked[person])) <= kept[person] <= len(pressed[person])
    ]


def answers_are_of_whoever_gave_them(evidence):
    """Nobody's answers hold the identity number of somebody else."""
    if evidence.cipher is None:
        return []
    owners = {who.identity: person for person, who in evidence.people.items() if who.identity}
    found = []
    for number, person, sealed in evidence.select(
        "SELECT id, person_id, sealed FROM form_answers WHERE proxy = 0 AND person_id IS NOT NULL"
    ):
        content = Content.model_validate_json(evidence.cipher.open(sealed))
        found += [
            f"answer {number} of person {person} has the number of {owners[value]}"
            for value in content.values.values()
            if owners.get(value, person) != person
        ]
    return found


def bookings_end_once(evidence):
    """Who has booked has pressed for it, and what became of it at the door was recorded once."""
    recorded = Counter(
        evidence.select(
            "SELECT subject, action FROM audit WHERE action IN"
            " ('booking.take', 'booking.miss', 'booking.refuse')"
        )
    )
    found = [
        f"booking {number} is {state}, but {action} was recorded {times} times"
        for number, state in evidence.select("SELECT id, state FROM bookings")
        for action, end in ENDS.items()
        if (times := recorded[str(number), action]) != (state == end)
    ]
    pressed = Counter(
        press.who
        for press in evidence.diary.pressed.values()
        if press.data.startswith("1|booking.confirm")
    )
    return found + [
        f"person {person} has {bookings} bookings, but confirmed {pressed[person]}"
        for person, bookings in evidence.select(
            "SELECT person_id, COUNT(*) FROM bookings GROUP BY person_id"
        )
        if bookings > pressed[person]
    ]


def codes_are_used_once(evidence):
    """No code was taken twice, and no gift handed over or taken back twice."""
    recorded = Counter(
        evidence.select(
            "SELECT action, subject FROM audit"
            " WHERE action IN ('code.use', 'gift.redeem', 'gift.return')"
        )
    )
    found = [
        f"code {subject} was taken {times} times"
        for (action, subject), times in recorded.items()
        if action == "code.use" and times > 1
    ]
    for number, state in evidence.select("SELECT id, state FROM gift_orders"):
        over, back = recorded["gift.redeem", str(number)], recorded["gift.return", str(number)]
        if (over, back) != (state in {"redeemed", "returned"}, state == "returned"):
            found.append(
                f"order {number} is {state}; it was handed over {over} times, taken back {back}"
            )
    return found


def what_is_offered_is_there(evidence):
    """A button that is shown when something is done belongs to something that was done."""
    there = {
        route: {number for (number,) in evidence.select(sql)} for route, sql in OFFERED.items()
    }
    return [
        f"chat {chat} was shown {route} of {args[0]}, which is not there"
        for chat, data in _buttons(evidence)
        for route in OFFERED
        if (args := args_of(data, route)) and args[0] not in there[route]
    ]


def _is_thanked(evidence, press):
    """Whether the message that a button stood under says by now that it was handed in."""
    chat = evidence.sandbox.world.chats.get(press.chat)
    words = chat.messages.get(press.message_id, {}).get("text", "") if chat else ""
    return any(p.fullmatch(words) for p in evidence.patterns.get("reg.submit", ()))


def _buttons(evidence):
    """(chat, data) of all buttons in the private chats of people who were not forgotten."""
    world = evidence.sandbox.world
    return [
        (chat.id, button.data or "")
        for chat in world.chats.values()
        if chat.is_private and chat.id not in evidence.diary.erased
        for message in world.messages(chat.id)
        for button in message.buttons
    ]


ALL = (
    every_answer_handed_in_is_kept,
    answers_are_of_whoever_gave_them,
    bookings_end_once,
    codes_are_used_once,
    what_is_offered_is_there,
)
