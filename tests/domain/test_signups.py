"""Seats, queue, offers and turns: the rules of a sign-up."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.circles import Circle, CircleKind
from domain.errors import Refusal
from domain.people import Actor, Address, Membership, Person
from domain.signups.model import (
    Conditions,
    Entry,
    Question,
    QuestionKind,
    Shift,
    Signup,
    SignupState,
)
from domain.signups.rotation import Volunteer, fair
from domain.signups.rules import (
    CLOSES,
    NEXT,
    OVER,
    REMIND_DAY,
    REMIND_HOUR,
    SHORT,
    check_fit,
    check_joinable,
    deadlines,
    may_run,
    overlapping,
    read_answer,
)
from domain.signups.seating import (
    Growth,
    Room,
    accepted,
    confirm_until,
    declined,
    grow,
    grown,
    is_late,
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
HOURS = timedelta(hours=2)
NOON = datetime(2026, 11, 27, 12, tzinfo=ZONE)
CIRCLE = Circle(id=1, chat_id=-100, title="3号楼", kind=CircleKind.NEIGHBOURS, grid="第一网格")
CLUB = Circle(id=2, chat_id=-200, title="书社", kind=CircleKind.CLUB, grid=None)


def on(hour, minute=0, day=28):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


SHIFT = Shift(seats=2, starts=on(8), ends=on(10))
SIGNUP = Signup(number=1, title="守桶", shifts=(SHIFT,), closes_at=on(20, day=27), over_at=on(10))


def refused(function, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        function(*args, **kwargs)
    return refusal.value.text.key


def waiting(number, party=1, *, whole=True, seats=0):
    return Entry(number=number, party=party, whole=whole, seats=seats, queued=number)


class TestJoining:
    def test_there_is_a_seat_as_long_as_one_is_free(self):
        assert join(Room(seats=2, taken=1), Entry(), None).seats == 1
        assert join(Room(seats=None, taken=999), Entry(), None).seats == 1

    def test_the_last_seat_goes_to_one_and_the_next_waits(self):
        entry = join(Room(seats=2, taken=2), Entry(), None)
        assert (entry.seats, entry.waits) == (0, True)

    def test_a_party_comes_whole_or_as_far_as_there_is_room(self):
        room = Room(seats=4, taken=2)
        assert join(room, Entry(party=3), None).seats == 0
        assert join(room, Entry(party=3, whole=False), None).seats == 2

    def test_the_queue_may_be_limited(self):
        full = {"seats": 2, "taken": 2}
        assert refused(join, Room(**full, waiting=3), Entry(), 3) == "signup-queue-full"
        assert refused(join, Room(**full), Entry(), 0) == "signup-full"
        assert join(Room(**full, waiting=2), Entry(), 3).waits


class TestParties:
    def test_one_more_takes_a_free_seat(self):
        entry = waiting(1, seats=1)
        growth = grow(Room(seats=2, taken=1), entry, 3)
        assert growth is Growth.SEATED
        assert (grown(entry, growth).party, grown(entry, growth).seats) == (2, 2)

    def test_one_more_of_a_party_that_waits_waits_too(self):
        entry = waiting(1)
        growth = grow(Room(seats=2, taken=2), entry, 3)
        assert growth is Growth.WAITS
        assert (grown(entry, growth).party, grown(entry, growth).seats) == (2, 0)

    def test_without_a_seat_they_are_asked_which(self):
        entry, room = waiting(1, seats=1), Room(seats=1, taken=1)
        assert grow(room, entry, 3) is Growth.ASK
        whole = split(room, entry, None, whole=True)
        assert (whole.party, whole.seats, whole.whole) == (2, 0, True)
        partly = split(room, entry, None, whole=False)
        assert (partly.party, partly.seats, partly.whole) == (2, 1, False)
        assert refused(split, room, entry, 0, whole=True) == "signup-full"

    def test_a_party_has_its_limit_and_answers_an_offer_first(self):
        room = Room(seats=9, taken=1)
        assert refused(grow, room, waiting(1, party=3, seats=3), 3) == "signup-party-full"
        asked = offered(waiting(1), 1, NOON)
        assert refused(grow, room, asked, 3) == "signup-answer-first"
        assert refused(shrunk, asked) == "signup-answer-first"

    def test_one_fewer_frees_a_seat_unless_one_of_them_waited(self):
        assert shrunk(waiting(1, party=3, seats=3)).seats == 2
        assert shrunk(waiting(1, party=3, seats=2, whole=False)).seats == 2
        assert refused(shrunk, waiting(1, seats=1)) == "signup-party-one"


class TestTheQueue:
    def test_the_first_whole_party_that_fits_is_next(self):
        queue = [waiting(1, 3), waiting(2, 1), waiting(3, 2), waiting(4, 1)]
        grants = promote(Room(seats=5, taken=3, waiting=4), queue)
        assert [(g.entry.number, g.seats) for g in grants] == [(2, 1), (4, 1)]

    def test_as_many_as_can_come_of_a_party_that_may_be_split(self):
        queue = [waiting(1, 3, whole=False), waiting(2)]
        grants = promote(Room(seats=2, taken=0, waiting=2), queue)
        assert [(g.entry.number, g.seats) for g in grants] == [(1, 2)]

    def test_nobody_moves_up_without_a_free_seat_and_everybody_without_a_limit(self):
        queue = [waiting(1), waiting(2, 4)]
        assert promote(Room(seats=2, taken=3), queue) == []
        assert len(promote(Room(seats=None), queue)) == 2

    def test_who_has_an_offer_already_is_not_asked_twice(self):
        asked = offered(waiting(1, 3, whole=False), 1, NOON)
        assert promote(Room(seats=3, taken=1), [asked]) == []

    def test_an_offer_is_taken_or_declined(self):
        asked = offered(waiting(1, 2), 2, NOON)
        assert (asked.missing, asked.waits) == (0, False)
        assert (accepted(asked).seats, accepted(asked).offered) == (2, 0)
        assert declined(asked) is None
        part = offered(waiting(2, 3, whole=False, seats=1), 2, NOON)
        assert (declined(part).party, declined(part).seats) == (1, 1)
        assert refused(accepted, waiting(1)) == "signup-offer-gone"
        assert refused(declined, waiting(1)) == "signup-offer-gone"
        assert seated(waiting(1), 1).seats == 1

    @pytest.mark.parametrize(
        ("now", "until"),
        [
            (on(12, day=27), on(14, day=27)),
            (on(21, day=26), on(7, day=27)),
            (on(23, day=26), on(9, day=27)),
            (on(4, 1), None),
            (on(20, 30, day=27), None),
        ],
    )
    def test_nobody_has_to_answer_at_night_nor_shortly_before_the_start(self, now, until):
        assert confirm_until(SHIFT, now, HOURS, QUIET, ZONE) == until

    def test_what_has_no_start_is_never_near(self):
        late = on(12)
        assert confirm_until(Shift(), late, HOURS, QUIET, ZONE) == late + HOURS

    def test_giving_up_a_seat_in_the_last_day_is_late(self):
        has_seat = waiting(1, seats=1)
        assert is_late(SHIFT, has_seat, on(8, 1, day=27))
        assert not is_late(SHIFT, has_seat, on(8, day=27))
        assert not is_late(SHIFT, waiting(1), on(7))
        assert not is_late(Shift(), has_seat, on(7))


class TestWhoMay:
    def test_nobody_joins_what_is_closed_cancelled_begun_or_over(self):
        check_joinable(SIGNUP, SHIFT, on(19, day=27))
        assert refused(check_joinable, SIGNUP, SHIFT, on(20, day=27)) == "signup-is-closed"
        assert refused(check_joinable, SIGNUP, SHIFT, on(8)) == "signup-has-begun"
        for state, key in (
            (SignupState.CLOSED, "signup-is-closed"),
            (SignupState.CANCELLED, "signup-is-cancelled"),
            (SignupState.OVER, "signup-has-begun"),
        ):
            signup = SIGNUP.model_copy(update={"state": state})
            assert refused(check_joinable, signup, SHIFT, NOON) == key

    def test_without_an_hour_it_begins_when_its_day_is_over(self):
        signup = Signup(title="守桶", shifts=(Shift(),), over_at=on(0, day=29))
        assert signup.joinable(signup.shifts[0], on(23))
        assert not signup.joinable(signup.shifts[0], on(0, day=29))

    def test_conditions(self):
        def actor(*circles, address=None):
            person = Person(id=7, name="Ana", address=address)
            return Actor(person=person, memberships=tuple(Membership(circle=c) for c in circles))

        home = Address(building="3", unit="2", room="501")
        check_fit(SIGNUP, actor(CIRCLE), [CIRCLE, CLUB])
        assert refused(check_fit, SIGNUP, actor(CLUB), [CIRCLE]) == "signup-not-your-circle"
        club = SIGNUP.model_copy(update={"conditions": Conditions(kind=CircleKind.CLUB)})
        assert refused(check_fit, club, actor(CIRCLE), [CIRCLE]) == "signup-only-kind"
        check_fit(club, actor(CIRCLE, CLUB), [CIRCLE])
        for conditions in (Conditions(address=True), Conditions(household=True)):
            bound = SIGNUP.model_copy(update={"conditions": conditions})
            assert refused(check_fit, bound, actor(CIRCLE), [CIRCLE]) == "signup-needs-address"
            check_fit(bound, actor(CIRCLE, address=home), [CIRCLE])

    def test_a_captain_of_one_of_its_circles_or_their_staff_runs_it(self):
        person = Person(id=7, name="Ana")
        captain = Actor(person=person, memberships=(Membership(circle=CLUB, captain=True),))
        assert may_run(captain, [CIRCLE, CLUB])
        assert not may_run(captain, [CIRCLE])
        assert may_run(Actor(person=person, grids=frozenset({"第一网格"})), [CIRCLE])

    def test_two_at_the_same_time_are_noticed(self):
        assert overlapping(SHIFT, [("巡逻", Shift(starts=on(9, 59), ends=on(11)))]) == "巡逻"
        assert overlapping(SHIFT, [("巡逻", Shift(starts=on(10), ends=on(11)))]) is None
        assert overlapping(SHIFT, [("巡逻", Shift(starts=on(7, 30)))]) == "巡逻"
        assert overlapping(SHIFT, [("聚餐", Shift())]) is None
        assert overlapping(Shift(), [("巡逻", SHIFT)]) is None
        assert overlapping(Shift(starts=on(8)), [("巡逻", SHIFT)]) == "巡逻"


class TestAnswers:
    def test_words_numbers_and_choices(self):
        number = Question(words="几个", kind=QuestionKind.NUMBER)
        choice = Question(words="口味", kind=QuestionKind.CHOICE, choices=("甜", "咸"))
        assert read_answer(Question(words="备注"), " 靠 窗 ") == "靠 窗"
        assert read_answer(number, "2") == "2"
        assert read_answer(choice, "咸") == "咸"
        assert refused(read_answer, number, "两个") == "signup-answer-number"
        assert refused(read_answer, choice, "辣") == "signup-answer-choice"
        assert refused(read_answer, number, " ") == "signup-answer-length"
        assert refused(read_answer, Question(words="备注"), "长" * 201) == "signup-answer-length"


class TestDeadlines:
    def test_reminders_the_evening_and_the_hour_before_the_deadline_and_the_end(self):
        found = {d.kind: d.at for d in deadlines(SIGNUP, NOON - timedelta(days=1), ZONE)}
        assert found == {
            CLOSES: on(20, day=27),
            REMIND_DAY: on(18, day=27),
            SHORT: on(18, day=27),
            REMIND_HOUR: on(7),
            OVER: on(10),
        }

    def test_what_is_past_or_over_comes_due_no_more(self):
        assert {d.kind for d in deadlines(SIGNUP, on(7, 30), ZONE)} == {OVER}
        over = SIGNUP.model_copy(update={"state": SignupState.OVER})
        assert deadlines(over, NOON, ZONE) == []
        closed = SIGNUP.model_copy(update={"state": SignupState.CLOSED})
        assert CLOSES not in {d.kind for d in deadlines(closed, NOON, ZONE)}

    def test_a_weekly_one_opens_the_next_once_it_is_over_or_closed(self):
        weekly = SIGNUP.model_copy(update={"weekly": True})
        assert (NEXT, on(10)) in [(d.kind, d.at) for d in deadlines(weekly, NOON, ZONE)]
        bare = Signup(title="守桶", shifts=(Shift(),), closes_at=on(20), weekly=True)
        assert [(d.kind, d.at) for d in deadlines(bare, NOON, ZONE)] == [
            (CLOSES, on(20)),
            (NEXT, on(20)),
        ]
        open_end = Signup(title="守桶", shifts=(Shift(),), weekly=True)
        assert deadlines(open_end, NOON, ZONE) == []


def test_who_served_least_lately_is_named_first_and_who_asked_not_to_be_is_not():
    people = [
        Volunteer(person_id=1, name="昨天", last=NOON, times=9),
        Volunteer(person_id=2, name="上月", last=NOON - timedelta(days=30), times=2),
        Volunteer(person_id=3, name="从没", times=0),
        Volunteer(person_id=4, name="别点我", opted_out=True),
        Volunteer(person_id=5, name="上月少", last=NOON - timedelta(days=30), times=1),
    ]
    assert [v.name for v in fair(people, 3)] == ["从没", "上月少", "上月"]


def test_how_long_a_shift_takes():
    assert SHIFT.minutes == 120
    assert Shift(starts=on(8)).minutes == 0
