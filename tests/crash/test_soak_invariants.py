"""Each invariant of the soak finds what it is there to find, and nothing where all is well."""

import pytest

from tests.crash.soak import invariants
from tests.crash.soak.invariants import books, delivery, effects, privacy
from tests.crash.spoiled import MARK, PHONE, Town, account, entry
from tests.crash.test_soak_conversations import FAILURES as OF_CONVERSATIONS
from tests.crash.troubles.telegram import MADE_UP


@pytest.fixture
def town(tmp_path):
    return Town(tmp_path)


def dangling(town):
    town.row("report_events", number=7, at=0, step="file", to_state="waiting")


def waiting_inbox(town):
    town.arrived(1, "pending")


def dead_inbox(town):
    town.arrived(1, "dead", error="ValueError")


def quarantined_without_a_cause(town):
    town.world.send(town.ana, town.group, "hello")
    town.arrived(max(town.world.updates._history), "quarantined", error="TypeError")


def lost_update(town):
    town.world.send(town.ana, town.group, "lost")


def stuck(town):
    town.promised("sending")


def unexplained(town):
    town.promised("dropped")


def dead_message(town):
    town.promised("dead", error="BadRequest")


def forgotten_deadline(town):
    town.row("schedules", kind="x", subject="1", due_at=0)


def lapsed_without_reason(town):
    town.row("schedules", kind="x", subject="1", due_at=0, state="lapsed")


def never_seen(town):
    town.promised("sent", message_id=9)


def repeated(town):
    town.promised("sent", message_id=1)
    town.says(town.ana, "hello", message_id=1)
    town.says(town.ana, "hello", message_id=2)


def unfiled(town):
    town.reports()


def filed_twice(town):
    town.reports()
    town.ticket(1)
    town.ticket(2)


def receipt_forgotten(town):
    town.pressed("1|notice.seen|4")


def household_forgotten(town):
    town.pressed("1|report.join|4")


def entry_forgotten(town):
    town.pressed("1|signup.join|4|0")


def entry_twice(town):
    town.pressed("1|signup.join|4|0")
    for queued in (1, 2):
        entry(town, queued, ended_at=5)


def unbalanced(town):
    account(town, 1, "household")
    town.row("point_movements", id=1, at=0, kind="award", words="")
    town.row("point_entries", account_id=1, movement_id=1, amount=5)


def indebted(town):
    for number, kind in ((1, "household"), (2, "community")):
        account(town, number, kind)
        town.row("point_movements", id=number, at=0, kind="award", words="")
    for number, amount in ((1, -5), (2, 5)):
        town.row("point_entries", account_id=number, movement_id=1, amount=amount)


def stock_from_nowhere(town):
    town.row("gifts", name="毛巾", price=5, stock=3, offered=1)


def points_reserved_for_nothing(town):
    account(town, 1, "reserved")
    account(town, 2, "household")
    town.row("point_movements", id=1, at=0, kind="award", words="")
    for number, amount in ((1, 5), (2, -5)):
        town.row("point_entries", account_id=number, movement_id=1, amount=amount)


def hours_from_nowhere(town):
    start = {"signup_id": 1, "title": "守桶", "shift_at": 0, "recorded_at": 0}
    town.row("hours_entries", kind="attendance", minutes=60, total=90, **start)


def overbooked(town):
    town.row("signup_shifts", signup=4, position=0, label="", seats=1)
    for person in (town.ana, town.ben):
        entry(town, person, person_id=person)


def oversold(town):
    goods = {"name": "鸡蛋", "unit": "板", "price": 1, "least": 1, "stock": 9, "ordered": 3}
    town.row("groupbuy_items", number=1, **goods)


def ownerless(town):
    town.ticket(state="taken")


def owned_while_waiting(town):
    town.ticket(owner_id=town.ben)


def overheard_in_another_group(town):
    town.reports()
    town.ticket()
    town.says(town.other, f"#1 电梯坏了{MARK}")


def overheard_by_another_resident(town):
    town.reports()
    town.ticket()
    town.says(town.ben, f"#1 电梯坏了{MARK}")


def phone_in_a_group(town):
    town.says(town.group, f"电话 {PHONE}")


def address_to_a_stranger(town):
    town.says(town.ben, "住在 61-1-7001")


def named(town):
    town.reports()
    town.ticket(anonymous=1)
    town.says(town.group, f"Ana：电梯坏了{MARK}")


def told_to_the_log(secret):
    def spoil(town):
        town.evidence.logs = {"process-0.log": f"event=x words={secret}\n"}

    return spoil


FAILURES = [
    (delivery.the_database_is_whole, dangling),
    (delivery.everything_arrived_is_handled, waiting_inbox),
    (delivery.everything_arrived_is_handled, dead_inbox),
    (delivery.everything_arrived_is_handled, quarantined_without_a_cause),
    (delivery.nothing_handed_over_is_lost, lost_update),
    (delivery.everything_promised_is_said_or_has_a_reason, stuck),
    (delivery.everything_promised_is_said_or_has_a_reason, unexplained),
    (delivery.everything_promised_is_said_or_has_a_reason, dead_message),
    (delivery.nothing_due_is_left, forgotten_deadline),
    (delivery.nothing_due_is_left, lapsed_without_reason),
    (delivery.what_counts_as_sent_was_seen, never_seen),
    (delivery.repeats_are_few, repeated),
    (effects.every_report_is_filed_once, unfiled),
    (effects.every_report_is_filed_once, filed_twice),
    (effects.every_receipt_is_kept, receipt_forgotten),
    (effects.every_household_is_counted, household_forgotten),
    (effects.every_entry_is_made_once, entry_forgotten),
    (effects.every_entry_is_made_once, entry_twice),
    (books.points_are_double_entry, unbalanced),
    (books.points_are_double_entry, indebted),
    (books.gifts_are_all_there, stock_from_nowhere),
    (books.gifts_are_all_there, points_reserved_for_nothing),
    (books.hours_add_up, hours_from_nowhere),
    (books.seats_are_enough, overbooked),
    (books.goods_are_enough, oversold),
    (books.tickets_have_one_owner, ownerless),
    (books.tickets_have_one_owner, owned_while_waiting),
    (privacy.nobody_overhears, overheard_in_another_group),
    (privacy.nobody_overhears, overheard_by_another_resident),
    (privacy.nothing_personal_gets_about, phone_in_a_group),
    (privacy.nothing_personal_gets_about, address_to_a_stranger),
    (privacy.the_anonymous_stay_so, named),
    (privacy.the_logs_tell_nothing, told_to_the_log(PHONE)),
    (privacy.the_logs_tell_nothing, told_to_the_log("42:sandbox")),
    (privacy.the_logs_tell_nothing, told_to_the_log(f"电梯坏了{MARK}")),
]


@pytest.mark.parametrize(
    ("holds", "spoil"), FAILURES, ids=[f"{h.__name__}-{s.__name__}" for h, s in FAILURES]
)
def test_what_is_wrong_is_found(town, holds, spoil):
    assert holds(town.evidence) == []
    spoil(town)
    town.look_again()
    assert holds(town.evidence)
    assert any(sentence.startswith(holds.__name__) for sentence in invariants.broken(town.evidence))


def test_every_invariant_is_shown_to_fail():
    shown = {holds for holds, _ in (*FAILURES, *OF_CONVERSATIONS)}
    assert shown == set(invariants.ALL)


def test_a_town_in_which_all_is_well_breaks_nothing(town):
    town.reports()
    town.ticket()
    town.pressed("1|signup.join|4|0")
    town.row("signups", **_signup())
    town.row("signup_shifts", signup=4, position=0, label="", seats=1)
    entry(town)
    town.says(town.group, f"已受理 #1 电梯坏了{MARK}", message_id=1)
    town.promised("sent", chat_id=town.group, message_id=1)
    town.promised("dropped", error="too late to be of use")
    assert invariants.broken(town.evidence) == []


def test_a_lost_answer_and_a_kill_may_repeat_one_message_each(town):
    repeated(town)
    town.says(town.ana, "hello", message_id=3, fault="timeout_after")
    town.evidence.interruptions = 1
    assert delivery.repeats_are_few(town.evidence) == []


def test_nonsense_that_a_trouble_sent_may_be_set_aside(town):
    town.world.updates.inject({"message": [], MADE_UP: 1})
    town.arrived(max(town.world.updates._history), "quarantined")
    assert delivery.everything_arrived_is_handled(town.evidence) == []


def test_a_long_list_of_what_is_wrong_is_cut_short_and_counted(town):
    for _ in range(invariants.SHOWN + 2):
        town.promised("dead", error="BadRequest")
    found = invariants.broken(town.evidence)
    assert len(found) == invariants.SHOWN + 1
    assert found[-1].endswith("and 2 more")


def _signup():
    texts = {"title": "守桶", "place": "", "conditions": "{}", "questions": "[]"}
    numbers = {"party_max": 1, "public": 1, "weekly": 0, "created_at": 0}
    return {"number": 4, "state": "open", **texts, **numbers}
