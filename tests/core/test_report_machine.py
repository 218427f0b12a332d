"""Random people at random times on one ticket; whatever they try, what is promised holds."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.errors import Refusal
from domain.reports.lifecycle import TRANSITIONS, Action, Party, Step, apply, parties_of, possible
from domain.reports.model import ReportState
from tests.support.tickets import CLOCKS, GENERAL, LONG, TUESDAY, actor, filed

GRID = frozenset({"第一网格"})
PEOPLE = {
    "Ben": actor(20, grids=GRID),
    "Cai": actor(21, grids=GRID),
    "Li of the partner": actor(40, organisations=frozenset({"物业"})),
    "the reporter": actor(30),
    "a household": actor(31),
    "a stranger": actor(50),
}
BY_ID = {who.person.id: who for who in PEOPLE.values()}
CLOCK = "the clock"

RUNNING = {ReportState.WAITING, ReportState.TAKEN, ReportState.TRANSFERRED}
OWNED = {ReportState.TAKEN, ReportState.HELD, ReportState.REVIEW}
FREE = {ReportState.WAITING, ReportState.TRANSFERRED}
ENDINGS = {Step.REJECT, Step.MERGE, Step.WITHDRAW, Step.RATE, Step.EXPIRE}
REACTIONS = {Step.TAKE, Step.REPLY, Step.TRANSFER, Step.CLOSE, Step.REJECT, Step.MERGE}

CHANGES = {
    Step.TRANSFER: st.sampled_from(
        [
            {"target_id": 20, "organisation": None},
            {"target_id": 21, "organisation": None},
            {"target_id": None, "organisation": "物业"},
        ]
    ),
    Step.HOLD: st.integers(1, 30).map(lambda days: {"held_until": TUESDAY + timedelta(days=days)}),
    Step.MERGE: st.just({"merged_into": 2}),
    Step.REJECT: st.booleans().map(lambda scope: {"out_of_scope": scope}),
    Step.CLASSIFY: st.sampled_from([{"category": GENERAL.name}, {"category": LONG.name}]),
}
"""What handlers hand to a step besides words."""


class Life(RuleBasedStateMachine):
    """One ticket. Beside it an own stopwatch, and its own reading of the history."""

    @initialize(minutes=st.integers(0, 7 * 24 * 60))
    def report_it(self, minutes):
        self.now = TUESDAY + timedelta(minutes=minutes)
        self.report = filed(created_at=self.now)
        self.events = []
        self.used = timedelta()

    @rule(minutes=st.one_of(st.integers(1, 600), st.integers(1, 20 * 24 * 60)))
    def time_goes_by(self, minutes):
        before, self.now = self.now, self.now + timedelta(minutes=minutes)
        if self.report.state in RUNNING:
            self.used += CLOCKS.working.between(before, self.now)

    @rule(
        data=st.data(),
        who=st.sampled_from([*PEOPLE, CLOCK]),
        name=st.sampled_from([*TRANSITIONS]),
        words=st.sampled_from(["", "  ", "写几个字"]),
    )
    def somebody_tries_something(self, data, who, name, words):
        self._try(who, name, words, data.draw(CHANGES.get(name, st.just({}))))

    @precondition(lambda self: self._can())
    @rule(data=st.data())
    def somebody_does_what_they_can(self, data):
        can = self._can()
        who = data.draw(st.sampled_from([*can]))
        name = data.draw(st.sampled_from([n for n in can[who] for _ in range(_weight(n))]))
        self._try(who, name, "写几个字", data.draw(CHANGES.get(name, st.just({}))))

    @invariant()
    def it_has_one_owner_who_may_or_none(self):
        report = self.report
        if report.state in OWNED:
            assert self._parties_of(report.owner_id) & {Party.STAFF, Party.TARGET}
        if report.state in FREE:
            assert (report.owner_id, report.owner_name) == (None, "")

    @invariant()
    def what_is_over_has_no_running_clock(self):
        report = self.report
        if not report.is_open:
            assert report.respond_due is report.resolve_due is report.resolve_from is None
        kinds = {due.kind for due in CLOCKS.deadlines(report)}
        held, review = (report.state is s for s in (ReportState.HELD, ReportState.REVIEW))
        assert (kinds == {"report.hold_over"}) is held
        assert ({"report.ask_again", "report.unrated"} == kinds) is review
        assert ("report.resolve_overdue" in kinds) is (report.state in RUNNING)

    @invariant()
    def the_second_clock_shows_what_the_stopwatch_shows(self):
        report = self.report
        if report.state not in RUNNING:
            return
        left = CLOCKS.resolve_within(report) - self.used
        if left > timedelta():
            assert CLOCKS.working.between(self.now, report.resolve_due) == left
        else:
            assert report.resolve_due <= self.now

    @invariant()
    def the_history_tells_it_all(self):
        report, told = self.report, _replay(self.events)
        assert {name: getattr(report, name) for name in told} == told

    def _try(self, who, name, words, changes):
        by = self._parties(who)
        before, open_to_them = self.report, possible(self.report, by)
        person = PEOPLE[who].person if who in PEOPLE else None
        action = Action(
            step=name,
            by=by,
            person_id=person and person.id,
            person_name=person.name if person else "",
            words=words,
            changes=changes,
        )
        try:
            self.report, event = apply(before, action, self.now, CLOCKS)
        except Refusal:
            assert name not in open_to_them or (TRANSITIONS[name].words and not words.strip())
            assert self.report == before
            return
        assert name in open_to_them
        self._check_step(before, event)
        self.events.append(event)
        if name in {Step.REOPEN, Step.CONTEST}:
            self.used = timedelta()

    def _check_step(self, before, event):
        after = self.report
        assert (event.source, event.target, event.at) == (before.state, after.state, self.now)
        if before.first_owner_id is not None:
            assert after.first_owner_id == before.first_owner_id
        if before.respond_due is None:
            assert after.respond_due is None
        assert after.handovers - before.handovers == (event.step is Step.TRANSFER)
        assert after.reopenings - before.reopenings == (event.step is Step.REOPEN)

    def _parties(self, who):
        return frozenset({Party.CLOCK}) if who == CLOCK else self._parties_of(PEOPLE[who].person.id)

    def _parties_of(self, person_id):
        return parties_of(self.report, BY_ID[person_id], household=person_id in {30, 31})

    def _can(self):
        found = {who: possible(self.report, self._parties(who)) for who in (*PEOPLE, CLOCK)}
        return {who: names for who, names in found.items() if names}


def _weight(name):
    """Steps that end a ticket are tried less often, so that there is a life before."""
    return 1 if name in ENDINGS else 4


def _replay(events):
    """What a ticket must be like after these steps; written apart from the rules."""
    found = {
        "state": ReportState.WAITING,
        "owner_id": None,
        "first_owner_id": None,
        "handovers": sum(event.step is Step.TRANSFER for event in events),
        "reopenings": sum(event.step is Step.REOPEN for event in events),
        "contested": any(event.step is Step.CONTEST for event in events),
        "responded_at": next((event.at for event in events if event.step in REACTIONS), None),
        "done_at": None,
    }
    handed_by = None
    for event in events:
        assert event.source is found["state"]
        found["state"] = event.target
        if event.step is Step.TAKE or (event.step is Step.CLOSE and found["owner_id"] is None):
            found["owner_id"] = event.person_id
            found["first_owner_id"] = found["first_owner_id"] or event.person_id
        if event.step is Step.RETURN:
            found["owner_id"] = handed_by if event.target is ReportState.TAKEN else None
        if event.step in {Step.TRANSFER, Step.CONTEST}:
            handed_by, found["owner_id"] = event.person_id, None
        if event.step in {Step.CLOSE, Step.REOPEN}:
            found["done_at"] = event.at if event.step is Step.CLOSE else None
    return found


Life.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
test_a_ticket_whatever_people_do = Life.TestCase
