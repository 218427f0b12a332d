import pytest

from domain.errors import Refusal
from domain.messages import text
from domain.reports.lifecycle import (
    TRANSITIONS,
    Action,
    Party,
    Step,
    apply,
    check,
    parties_of,
    possible,
    state_text,
)
from domain.reports.model import ReportState
from tests.support.tickets import CLOCKS, TUESDAY, actor, at, filed, step, ticket

S, T, R, H, C = Party.STAFF, Party.TARGET, Party.REPORTER, Party.HOUSEHOLD, Party.CLOCK

# Who may do what in which state: Staff of the grid, the Target of a hand-over, the Reporter,
# another Household, the Clock. A dash is nobody.
TABLE = """
          waiting taken transferred held review closed merged rejected withdrawn
take      ST      -     ST          -    -      -      -      -        -
reply     ST      ST    ST          ST   ST     -      -      -        -
answer    RH      RH    RH          RH   RH     -      -      -        -
transfer  S       S     S           S    -      -      -      -        -
return    -       T     T           -    -      -      -      -        -
hold      -       S     -           -    -      -      -      -        -
resume    -       -     -           SC   -      -      -      -        -
close     ST      ST    ST          ST   -      -      -      -        -
reject    S       S     -           -    -      -      -      -        -
contest   -       -     -           -    -      -      -      R        -
merge     S       S     -           -    -      -      -      -        -
withdraw  R       R     R           R    -      -      -      -        -
rate      -       -     -           -    RH     -      -      -        -
reopen    -       -     -           -    RH     -      -      -        -
expire    -       -     -           -    C      -      -      -        -
classify  SR      SR    SR          SR   -      -      -      -        -
"""

LEADS_TO = {
    "take": "taken",
    "transfer": "transferred",
    "return": "taken",
    "hold": "held",
    "resume": "taken",
    "close": "review",
    "reject": "rejected",
    "contest": "waiting",
    "merge": "merged",
    "withdraw": "withdrawn",
    "rate": "closed",
    "reopen": "taken",
    "expire": "closed",
}
"""Where a step leads; those that are not here leave the ticket where it is."""

NEEDS_WORDS = {"reply", "answer", "return", "hold", "close", "reject", "contest", "reopen"}
REACTS = {"take", "reply", "transfer", "close", "reject", "merge"}


def _cells():
    head, *lines = TABLE.strip().splitlines()
    for line in lines:
        name, *cells = line.split()
        for state, letters in zip(head.split(), cells, strict=True):
            for party in Party:
                may = party[0].upper() in letters
                yield pytest.param(name, state, party, may, id=f"{name}-{state}-{party}")


@pytest.mark.parametrize(("name", "state", "party", "may"), [*_cells()])
def test_the_table_of_transitions(name, state, party, may):
    before = ticket(state=state, owner_id=20, owner_name="Ben", first_owner_id=20)
    assert (name in possible(before, frozenset({party}))) is may
    if not may:
        with pytest.raises(Refusal):
            step(before, Step(name), party)
        return
    assert step(before, Step(name), party).state == LEADS_TO.get(name, state)


def test_the_table_has_every_step_but_the_first_and_every_state():
    head, *lines = TABLE.strip().splitlines()
    assert head.split() == [*ReportState]
    assert [line.split()[0] for line in lines] == [*TRANSITIONS]
    assert set(Step) - set(TRANSITIONS) == {Step.FILE}


def test_steps_that_people_have_to_explain():
    assert {name for name, row in TRANSITIONS.items() if row.words} == NEEDS_WORDS
    with pytest.raises(Refusal) as refusal:
        step(ticket(), Step.CLOSE, S, words=" \n")
    assert refusal.value.text == text("report-needs-words")


def test_steps_that_count_as_a_reaction():
    assert {name for name, row in TRANSITIONS.items() if row.responds} == REACTS


def test_nobody_in_particular_can_do_nothing():
    assert possible(ticket(), frozenset()) == ()


def test_an_event_says_who_did_what_when_and_from_where_to_where():
    action = Action(step=Step.TAKE, by={S}, person_id=20, person_name="Ben", words=" 我来 ")
    moved, event = apply(filed(), action, TUESDAY, CLOCKS)
    assert moved.state is ReportState.TAKEN
    assert event.model_dump(exclude_defaults=True) == {
        "at": TUESDAY,
        "person_id": 20,
        "person_name": "Ben",
        "step": Step.TAKE,
        "source": ReportState.WAITING,
        "target": ReportState.TAKEN,
        "words": "我来",
    }


# What a refusal says.


def test_a_step_of_others_says_whose_it_is():
    for name, who in ((Step.CLOSE, "staff"), (Step.RETURN, "target"), (Step.CONTEST, "reporter")):
        with pytest.raises(Refusal) as refusal:
            check(ticket(), name, frozenset({H}))
        told = text("report-not-yours-to-do", number=1, who=text(f"party-{who}"))
        assert refusal.value.text == told


def test_no_person_can_let_a_ticket_expire():
    with pytest.raises(Refusal):
        check(ticket(state="review"), Step.EXPIRE, frozenset({S, T, R, H}))


def test_a_step_that_comes_too_late_says_what_is_possible_now():
    with pytest.raises(Refusal) as refusal:
        check(ticket(state="review"), Step.HOLD, frozenset({S}))
    can = text("report-can", steps=(text("step-reply"),))
    now = text("state-review", owner="")
    assert refusal.value.text == text("report-not-now", number=1, state=now, can=can)


def test_a_step_on_a_ticket_that_is_over_says_that_nothing_is_left_to_do():
    with pytest.raises(Refusal) as refusal:
        check(ticket(state="withdrawn"), Step.CLOSE, frozenset({S}))
    assert refusal.value.text.args["can"] == text("report-can-nothing")


def test_who_comes_second_reads_who_was_first():
    with pytest.raises(Refusal) as refusal:
        check(ticket(state="taken", owner_name="Ben"), Step.TAKE, frozenset({S}))
    assert refusal.value.text == text("report-already-taken", number=1, owner="Ben")


def test_a_ticket_at_a_partner_says_at_which():
    assert state_text(ticket(state="transferred")) == text("state-transferred", owner="")
    at_partner = ticket(state="transferred", organisation="物业")
    assert state_text(at_partner) == text("state-transferred-to", owner="物业")


# Who is what to a ticket.


def test_staff_of_the_grid_and_nobody_elses():
    assert parties_of(ticket(), actor(20, grids={"第一网格"})) == {S}
    assert parties_of(ticket(), actor(20, grids={"*"})) == {S}
    assert parties_of(ticket(), actor(20, grids={"第二网格"})) == set()
    assert parties_of(ticket(), actor(1, admin=True)) == {S}


def test_the_reporter_and_other_households():
    assert parties_of(ticket(), actor(30), household=True) == {R, H}
    assert parties_of(ticket(), actor(31), household=True) == {H}
    assert parties_of(ticket(reporter_id=None), actor(31)) == set()


def test_a_colleague_is_the_target_as_long_as_they_are_staff():
    asked = ticket(state="transferred", target_id=21)
    assert parties_of(asked, actor(21, grids={"第一网格"})) == {S, T}
    assert parties_of(asked, actor(21)) == set()


def test_all_people_of_a_partner_are_the_target_and_no_longer_than_they_work_there():
    asked = ticket(state="transferred", organisation="物业")
    assert parties_of(asked, actor(40, organisations={"物业"})) == {T}
    assert parties_of(asked, actor(41, organisations={"街道"})) == set()
    assert parties_of(ticket(), actor(40, organisations={"物业"})) == set()


def test_an_owner_who_left_the_staff_can_do_nothing_any_more():
    assert parties_of(ticket(state="taken", owner_id=20), actor(20)) == set()


# Who has it.


def test_who_takes_it_first_stays_named():
    taken = step(filed(), Step.TAKE, S, by=20)
    assert (taken.owner_id, taken.owner_name, taken.first_owner_id) == (20, "P20", 20)
    moved = step(taken, Step.TRANSFER, S, by=20, organisation="物业")
    again = step(moved, Step.TAKE, T, by=40)
    assert (again.owner_id, again.first_owner_id, again.first_owner_name) == (40, 20, "P20")


def test_a_hand_over_leaves_it_with_nobody_and_is_counted():
    moved = step(step(filed(), Step.TAKE, S), Step.TRANSFER, S, organisation="物业")
    assert (moved.owner_id, moved.owner_name, moved.handovers) == (None, "", 1)
    assert step(moved, Step.TRANSFER, S, organisation="街道").handovers == 2


def test_it_comes_back_to_who_handed_it_on():
    taken = step(filed(), Step.TAKE, S, by=20)
    moved = step(taken, Step.TRANSFER, S, by=21, organisation="物业")
    back = step(step(moved, Step.TAKE, T, by=40), Step.RETURN, T, by=40)
    assert back.state is ReportState.TAKEN
    assert (back.owner_id, back.owner_name, back.organisation) == (21, "P21", None)
    assert back.handovers == 1


def test_what_nobody_had_taken_waits_again_when_it_comes_back():
    moved = step(filed(), Step.TRANSFER, S, target_id=21)
    back = step(moved, Step.RETURN, T, by=21)
    assert (back.state, back.owner_id, back.target_id) == (ReportState.WAITING, None, None)


def test_a_partner_who_took_it_first_and_returns_it_does_not_keep_it():
    moved = step(filed(), Step.TRANSFER, S, by=20, organisation="物业")
    back = step(step(moved, Step.TAKE, T, by=40), Step.RETURN, T, by=40)
    assert (back.state, back.owner_id, back.first_owner_id) == (ReportState.TAKEN, 20, 40)


def test_staff_who_take_it_back_take_it_from_the_partner():
    moved = step(filed(), Step.TRANSFER, S, organisation="物业")
    taken = step(moved, Step.TAKE, S, by=21)
    assert (taken.owner_id, taken.organisation, taken.handed_by_id) == (21, None, None)


def test_who_closes_what_nobody_had_taken_owns_it():
    closed = step(filed(), Step.CLOSE, S, by=21)
    assert (closed.owner_id, closed.first_owner_id, closed.done_at) == (21, 21, TUESDAY)
    others = step(step(filed(), Step.TAKE, S, by=20), Step.CLOSE, S, by=21)
    assert others.owner_id == 20


def test_a_reopened_ticket_goes_to_the_same_owner_and_is_counted():
    closed = step(step(filed(), Step.TAKE, S, by=20), Step.CLOSE, S, by=20)
    again = step(closed, Step.REOPEN, R, by=30)
    assert (again.state, again.owner_id) == (ReportState.TAKEN, 20)
    assert (again.reopenings, again.done_at) == (1, None)


def test_a_rejection_can_be_contested_once():
    rejected = step(step(filed(), Step.TAKE, S), Step.REJECT, S, out_of_scope=True)
    again = step(rejected, Step.CONTEST, R, by=30)
    assert (again.state, again.owner_id, again.first_owner_id) == (ReportState.WAITING, None, 20)
    assert (again.contested, again.out_of_scope) == (True, False)
    for_good = step(again, Step.REJECT, S)
    assert possible(for_good, frozenset(Party)) == ()
    with pytest.raises(Refusal):
        step(for_good, Step.CONTEST, R)


def test_the_day_of_a_hold_is_forgotten_when_it_is_over():
    held = step(step(filed(), Step.TAKE, S), Step.HOLD, S, held_until=at("2026-11-27 9:00"))
    assert held.held_until == at("2026-11-27 9:00")
    for name in (Step.RESUME, Step.TRANSFER, Step.CLOSE):
        assert step(held, name, S).held_until is None
