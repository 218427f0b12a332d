"""Random neighbours at random times on one list; whatever they do, seats and queue stay right."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.errors import Refusal
from domain.signups.model import Entry, Shift, Signup
from domain.signups.seating import (
    Growth,
    Room,
    accepted,
    confirm_until,
    declined,
    grow,
    grown,
    join,
    offered,
    promote,
    seated,
    shrunk,
    split,
)
from domain.timing import QuietHours

ZONE = ZoneInfo("Asia/Shanghai")
QUIET = QuietHours.parse("22:00-07:00")
BEGIN = datetime(2026, 11, 24, 9, tzinfo=ZONE).astimezone(UTC)
WITHIN = timedelta(hours=2)
PARTY_MAX = 4


class Listing(RuleBasedStateMachine):
    """One shift and those on its list; beside it the order in which the waiting began to wait."""

    @initialize(
        seats=st.one_of(st.none(), st.integers(1, 5)),
        waiting_max=st.one_of(st.none(), st.integers(0, 4)),
        hours=st.integers(1, 72),
    )
    def it_opens(self, seats, waiting_max, hours):
        self.now = BEGIN
        self.shift = Shift(seats=seats, starts=BEGIN + timedelta(hours=hours))
        self.signup = Signup(title="守桶", shifts=(self.shift,), waiting_max=waiting_max)
        self.entries = {}
        self.count = 0

    @rule(party=st.integers(1, PARTY_MAX), whole=st.booleans())
    def somebody_joins(self, party, whole):
        if not self.signup.joinable(self.shift, self.now):
            return
        before = self._room()
        self.count += 1
        entry = Entry(number=self.count, party=party, whole=whole, queued=self.count)
        try:
            entry = join(before, entry, self.signup.waiting_max)
        except Refusal:
            assert not before.has(party)
            assert before.waiting >= self.signup.waiting_max
            self.count -= 1
            return
        assert entry.seats == party or not before.has(party)
        self.entries[entry.number] = entry

    @precondition(lambda self: self.entries)
    @rule(data=st.data(), whole=st.booleans())
    def one_more_comes(self, data, whole):
        entry = self._somebody(data)
        if not self.signup.joinable(self.shift, self.now):
            return
        try:
            growth = grow(self._room(), entry, PARTY_MAX)
            if growth is Growth.ASK:
                larger = split(self._room(), entry, self.signup.waiting_max, whole=whole)
                self.count += 1
                larger = larger.model_copy(update={"queued": self.count})
            else:
                larger = grown(entry, growth)
        except Refusal:
            return
        assert larger.party == entry.party + 1
        self.entries[entry.number] = larger
        self._fill()

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def one_fewer_comes(self, data):
        entry = self._somebody(data)
        if self._begun():
            return
        try:
            self.entries[entry.number] = shrunk(entry)
        except Refusal:
            return
        self._fill()

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def somebody_leaves(self, data):
        entry = self._somebody(data)
        if not self._begun():
            del self.entries[entry.number]
            self._fill()

    @precondition(lambda self: self._asked())
    @rule(data=st.data(), comes=st.booleans())
    def somebody_answers(self, data, comes):
        entry = data.draw(st.sampled_from(self._asked()))
        if comes and self._begun():
            return
        self._answer(entry, comes=comes)

    @rule(minutes=st.one_of(st.integers(1, 120), st.integers(1, 24 * 60)))
    def time_goes_by(self, minutes):
        self.now += timedelta(minutes=minutes)
        for entry in self._asked():
            if entry.offered_until <= self.now:
                self._answer(entry, comes=False)

    @rule()
    def the_process_begins_anew(self):
        self.entries = {
            number: Entry.model_validate_json(entry.model_dump_json())
            for number, entry in self.entries.items()
        }

    @invariant()
    def no_more_seats_are_given_than_there_are(self):
        if self._opened() and self.shift.seats is not None:
            assert self._room().taken <= self.shift.seats

    @invariant()
    def nobody_has_more_seats_than_people(self):
        for entry in self.entries.values() if self._opened() else ():
            assert 0 <= entry.seats + entry.offered <= entry.party
            if entry.whole:
                assert entry.seats + entry.offered in {0, entry.party}

    @invariant()
    def nobody_waits_for_seats_that_are_free_and_that_they_fit(self):
        if not self._opened() or self._begun():
            return
        free = self._room().free
        for entry in self._queue():
            needed = entry.missing if entry.whole else 1
            assert free is not None
            assert entry.offered or needed > free

    def _opened(self):
        return hasattr(self, "entries")

    def _begun(self):
        return self.signup.begun(self.shift, self.now)

    def _somebody(self, data):
        return self.entries[data.draw(st.sampled_from(sorted(self.entries)))]

    def _asked(self):
        if not self._opened():
            return []
        return [entry for entry in self.entries.values() if entry.offered]

    def _queue(self):
        waiting = [entry for entry in self.entries.values() if entry.waits]
        return sorted(waiting, key=lambda entry: entry.queued)

    def _room(self):
        everybody = self.entries.values()
        return Room(
            seats=self.shift.seats,
            taken=sum(entry.seats + entry.offered for entry in everybody),
            seated=sum(entry.seats for entry in everybody),
            waiting=len(self._queue()),
        )

    def _answer(self, entry, *, comes):
        left = accepted(entry) if comes else declined(entry)
        if left is None:
            del self.entries[entry.number]
        else:
            self.entries[entry.number] = left
        self._fill()

    def _fill(self):
        """What the handlers do with free seats; who is passed over did not fit."""
        if self._begun():
            return
        queue, free = self._queue(), self._room().free
        until = confirm_until(self.shift, self.now, WITHIN, QUIET, ZONE)
        granted = {entry.number: seats for entry, seats in promote(self._room(), queue)}
        for entry in queue:
            got = granted.get(entry.number, 0)
            if not got and not entry.offered:
                assert free is not None
                assert (entry.missing if entry.whole else 1) > free
            if free is not None:
                free -= got
        for number, seats in granted.items():
            entry = self.entries[number]
            given = seated(entry, seats) if until is None else offered(entry, seats, until)
            self.entries[number] = given


Listing.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
test_a_list_whatever_people_do = Listing.TestCase
