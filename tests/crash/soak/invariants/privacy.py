"""Nothing was said to anyone who may not hear it, nor written to a log."""

import re
from collections import defaultdict

from tests.crash.soak.invariants.effects import MARKS

EVERYWHERE = "*"
"""The grid of staff who serve all of them."""

ROOMS = (
    """SELECT body, circle_id FROM reports""",
    """SELECT e.note, r.circle_id FROM report_events AS e
    JOIN reports AS r ON r.number = e.number""",
    """SELECT m.body, r.circle_id FROM reports AS m
    JOIN reports AS r ON r.number = m.merged_into""",
    """SELECT n.content, c.circle_id FROM notices AS n
    JOIN notice_copies AS c ON c.notice_id = n.id""",
    """SELECT s.title || s.place, c.circle_id FROM signups AS s
    JOIN signup_circles AS c ON c.signup = s.number""",
    """SELECT b.title || b.note, c.circle_id FROM groupbuys AS b
    JOIN groupbuy_circles AS c ON c.number = b.number""",
    """SELECT i.name, c.circle_id FROM groupbuy_items AS i
    JOIN groupbuy_circles AS c ON c.number = i.number""",
    """SELECT o.place || o.payload, c.circle_id FROM collections AS o
    JOIN collection_circles AS c ON c.collection_id = o.id""",
)
"""Words that may hold a mark, with the circles that they are meant for."""


SEALED = (
    "SELECT payload FROM outbox",
    "SELECT data FROM dialogs",
    "SELECT sealed FROM form_drafts",
    "SELECT sealed FROM form_answers",
)
"""Where nobody reads an identity number who looks into the database."""


class Audience:
    """Who may hear what.

    Args:
        evidence: of a run.
    """

    def __init__(self, evidence):
        self._evidence = evidence
        self._circles = {
            circle: (chat, grid)
            for circle, chat, grid in evidence.select("SELECT id, chat_id, grid FROM circles")
        }
        self._staff = defaultdict(set)
        for person, grid in evidence.select("SELECT person_id, grid FROM staff"):
            self._staff[person].add(grid)
        self._captains = defaultdict(set)
        for person, circle in evidence.select(
            "SELECT person_id, circle_id FROM members WHERE captain = 1"
        ):
            self._captains[person].add(circle)
        self._partners = {row[0] for row in evidence.select("SELECT person_id FROM partners")}
        self._admins = evidence.admins
        self._rooms = self._all_rooms()
        self._handed = self._all_handed()
        self._credited = {
            mark
            for (words,) in evidence.select("SELECT words FROM point_movements")
            for mark in MARKS.findall(words)
        }

    @property
    def helpers(self):
        """Everybody who serves a grid, a circle or all."""
        return {*self._staff, *self._captains, *self._partners, *self._admins}

    def may_hear(self, mark, chat):
        """Whether words with a mark may be said in a chat."""
        said = self._evidence.diary.said.get(mark)
        if said is None or chat in {said.who, self._evidence.now_called(said.chat)}:
            return True
        if chat > 0 and (mark in self._credited or chat in self._handed[mark]):
            return True
        rooms = self._rooms[mark] | self._own_rooms(said)
        groups = {self._evidence.now_called(self._circles[room][0]) for room in rooms}
        if chat < 0:
            return chat in groups
        if not rooms or chat in self._partners | self._admins | set(self._captains):
            return chat in self.helpers
        return self._serves(chat, rooms) or any(
            chat in self._evidence.members(group) for group in groups
        )

    def looks_after(self, person, other):
        """Whether somebody is an admin, or staff of a circle that another is or was in."""
        rooms = {
            circle
            for circle, (chat, _) in self._circles.items()
            if other in self._evidence.members(chat)
        }
        return person in self._admins or self._serves(person, rooms)

    def _serves(self, person, rooms):
        grids = self._staff.get(person, set())
        return EVERYWHERE in grids or any(self._circles[room][1] in grids for room in rooms)

    def _own_rooms(self, said):
        """The circles of whoever said it, where they may speak to all of them."""
        if said.who in self._admins:
            return set(self._circles)
        served = {
            circle
            for circle in self._circles
            if self._staff.get(said.who) and self._serves(said.who, {circle})
        }
        group = self._evidence.now_called(said.chat)
        typed = {
            circle
            for circle, (chat, _) in self._circles.items()
            if self._evidence.now_called(chat) == group
        }
        return served | typed | self._captains.get(said.who, set())

    def _all_rooms(self):
        found = defaultdict(set)
        for sql in ROOMS:
            for words, circle in self._evidence.select(sql):
                for mark in MARKS.findall(words or ""):
                    found[mark].add(circle)
        return found

    def _all_handed(self):
        """Who was alerted of, or did something on, a ticket with a mark; other grids' staff too.

        And who booked what was not taken, for a reason with a mark.
        """
        found = defaultdict(set)
        people = defaultdict(set)
        for number, person in evidence_of_hands(self._evidence):
            people[number].add(person)
        for number, words in self._evidence.select(
            "SELECT number, body FROM reports UNION ALL SELECT number, note FROM report_events"
        ):
            for mark in MARKS.findall(words or ""):
                found[mark] |= people[number]
        for person, words in self._evidence.select("SELECT person_id, reason FROM bookings"):
            for mark in MARKS.findall(words):
                found[mark].add(person)
        return found


def evidence_of_hands(evidence):
    """(ticket, person) of everybody whom a ticket has to do with."""
    return evidence.select(
        "SELECT number, person_id FROM report_alerts"
        " UNION SELECT number, person_id FROM report_events WHERE person_id IS NOT NULL"
        " UNION SELECT number, person_id FROM report_households"
        " UNION SELECT number, target_id FROM reports WHERE target_id IS NOT NULL"
    )


def nobody_overhears(evidence):
    """Words with a mark are said only where those may hear them who are meant."""
    audience = Audience(evidence)
    found = []
    for chat, words in evidence.said:
        found += [
            f"chat {chat} heard {evidence.diary.said[mark].words[:60]!r}"
            f" of {evidence.diary.said[mark].who} in {evidence.diary.said[mark].chat}:"
            f" {words[:200]!r}"
            for mark in set(MARKS.findall(words))
            if not audience.may_hear(mark, chat)
        ]
    return found


def nothing_personal_gets_about(evidence):
    """No address or number in a group, nor in private with somebody whom it does not concern."""
    helpers = Audience(evidence).helpers
    owners = defaultdict(set)
    for person, resident in evidence.people.items():
        for secret in resident.secrets:
            owners[secret].add(person)
    pattern = re.compile("|".join(map(re.escape, owners))) if owners else re.compile(r"(?!)")
    return [
        f"chat {chat} was told {secret}: {words[:200]!r}"
        for chat, words in evidence.said
        if chat < 0 or chat not in helpers
        for secret in set(pattern.findall(words))
        if chat < 0 or chat not in owners[secret]
    ]


def identity_numbers_are_for_few(evidence):
    """Whole identity numbers are read by staff of the circle and admins, and are kept sealed."""
    owners = {who.identity: person for person, who in evidence.people.items() if who.identity}
    pattern = re.compile("|".join(map(re.escape, owners)) or r"(?!)")
    audience = Audience(evidence)
    found = [
        f"chat {chat} was told the identity number of {owners[number]}: {words[:200]!r}"
        for chat, words in evidence.said
        for number in set(pattern.findall(words))
        if chat not in {owners[number], *evidence.diary.erased}
        and not audience.looks_after(chat, owners[number])
    ]
    return found + [
        f"{sql} has the identity number of {owners[number]} in the clear"
        for sql in SEALED
        for (words,) in evidence.select(sql)
        for number in set(pattern.findall(words))
    ]


def the_anonymous_stay_so(evidence):
    """No group reads who reported what was reported without a name."""
    audience = Audience(evidence)
    hidden = {
        mark: evidence.people[reporter].name
        for words, reporter in evidence.select(
            "SELECT body, reporter_id FROM reports WHERE anonymous = 1"
        )
        if reporter in evidence.people and reporter not in audience.helpers
        for mark in MARKS.findall(words)
    }
    return [
        f"group {chat} was told that it was {hidden[mark]}: {words[:200]!r}"
        for chat, words in evidence.said
        if chat < 0
        for mark in set(MARKS.findall(words)) & set(hidden)
        if hidden[mark] in words
    ]


def the_logs_tell_nothing(evidence):
    """No log has the token, an address, a number or what somebody said."""
    secrets = {secret for resident in evidence.people.values() for secret in resident.secrets}
    secrets.add(evidence.sandbox.token)
    pattern = re.compile("|".join([*map(re.escape, secrets), MARKS.pattern]))
    return [
        f"{name}: {line[:300]}"
        for name, log in evidence.logs.items()
        for line in log.splitlines()
        if pattern.search(line)
    ]


ALL = (
    nobody_overhears,
    nothing_personal_gets_about,
    identity_numbers_are_for_few,
    the_anonymous_stay_so,
    the_logs_tell_nothing,
)
