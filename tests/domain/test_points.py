from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from domain.errors import Refusal
from domain.points import (
    COMMUNITY,
    GIFTS,
    Account,
    AccountKind,
    Award,
    Entry,
    Movement,
    MovementKind,
    PointsRules,
    Posted,
    Reward,
    Service,
    Site,
    Visit,
    affordable,
    award_at_the_door,
    award_for,
    household,
    is_address,
    issuer,
    moved_in,
    require_open,
    reserved,
    reversal,
    rewards_at,
    service_key,
    settle_service,
    transfer,
)

ANA, BEN = household("3-2-501"), household("3-2-502")
SHANGHAI = ZoneInfo("Asia/Shanghai")
HAZARDOUS = Reward(stream="有害垃圾", points=10)
BULKY = Reward(stream="大件垃圾", points=20, issuer="绿源回收")
RULES = PointsRules(rewards=(HAZARDOUS, BULKY), desk="社区服务站")
SATURDAY = date(2026, 11, 28)
NINE_TO_ELEVEN = Site(
    collection=7,
    day=SATURDAY,
    streams=("有害垃圾", "大件垃圾"),
    start=datetime(2026, 11, 28, 1, tzinfo=UTC),
    end=datetime(2026, 11, 28, 3, tzinfo=UTC),
)
VISIT = Visit(id=1, collection=7, day=SATURDAY, household="3-2-501", person_id=30)


def refusal(act):
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.text


def posted(movement, **more):
    return Posted(id=12, at=datetime(2026, 11, 28, tzinfo=UTC), movement=movement, **more)


def test_a_movement_has_two_sides_that_sum_to_zero():
    movement = award_for(VISIT, "3-2-501", HAZARDOUS, 20).movement
    assert movement.entries == (Entry(account=COMMUNITY, amount=-10), Entry(account=ANA, amount=10))


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (Entry(account=ANA, amount=10),),
        (Entry(account=ANA, amount=10), Entry(account=BEN, amount=-9)),
        (Entry(account=ANA, amount=10), Entry(account=ANA, amount=-10)),
        (Entry(account=ANA, amount=0), Entry(account=BEN, amount=0)),
    ],
)
def test_anything_else_is_no_movement(entries):
    with pytest.raises(ValidationError, match="sum to zero"):
        Movement(kind=MovementKind.GRANT, entries=entries)


def test_points_are_whole_and_more_than_none():
    facts = {"household": "3-2-501", "kind": MovementKind.HOURS, "words": "", "source_key": "x"}
    for points in (0, -1, 1.5):
        with pytest.raises(ValidationError):
            Award(points=points, **facts)


def test_a_partner_gives_points_on_its_own_account_and_the_community_all_others():
    assert issuer("") == COMMUNITY
    assert issuer("绿源回收") == Account(kind=AccountKind.PARTNER, key="绿源回收")
    assert award_for(VISIT, "3-2-501", BULKY, 20).movement.entries[0].account == issuer("绿源回收")


def test_what_a_movement_brought_to_an_account():
    movement = posted(award_for(VISIT, "3-2-501", BULKY, 20).movement)
    assert movement.amount_on(ANA) == 20
    assert movement.amount_on(BEN) == 0


def test_at_the_door_a_deed_is_one_date_one_household_and_one_stream():
    facts = {"collection": 7, "day": SATURDAY, "home": "3-2-501", "reward": BULKY, "by_id": 40}
    given = award_at_the_door(**facts)
    assert (given.kind, given.points, given.issuer) == (MovementKind.BOOKING, 20, "绿源回收")
    for change in ({"collection": 8}, {"day": date(2026, 12, 5)}, {"home": "x"}):
        assert award_at_the_door(**{**facts, **change}).source_key != given.source_key
    assert award_at_the_door(**{**facts, "by_id": 41}).source_key == given.source_key


def test_a_deed_is_one_visit_and_one_stream():
    key = award_for(VISIT, "3-2-501", HAZARDOUS, 20).source_key
    later = VISIT.model_copy(update={"id": 2})
    assert key != award_for(VISIT, "3-2-501", BULKY, 20).source_key
    assert key != award_for(later, "3-2-501", HAZARDOUS, 20).source_key
    assert key == award_for(VISIT, "5-1-101", HAZARDOUS, 21).source_key


def test_nobody_spends_what_they_do_not_have():
    spent = Movement(kind=MovementKind.RESERVE, entries=transfer(ANA, reserved("3-2-501"), 50))
    assert affordable(spent, {ANA: 50}) is spent
    assert refusal(lambda: affordable(spent, {ANA: 49})).args == {"has": 49, "needed": 50}
    assert refusal(lambda: affordable(spent, {})).key == "points-too-few"


def test_who_gives_points_out_may_be_below_zero():
    given = award_for(VISIT, "3-2-501", HAZARDOUS, 20).movement
    assert affordable(given, {COMMUNITY: -1000}) is given


@pytest.mark.parametrize(
    ("key", "answer"), [("3-2-501", True), ("p30", False), ("n:王-大-爷", False), ("", False)]
)
def test_only_an_address_is_an_address(key, answer):
    assert is_address(key) is answer


def test_points_of_a_person_move_in_with_them():
    alone, kept = household("p30"), reserved("p30")
    movement = moved_in("p30", "3-2-501", {alone: 30, kept: 50})
    assert movement.entries == (
        *transfer(alone, ANA, 30),
        *transfer(kept, reserved("3-2-501"), 50),
    )
    assert moved_in("p30", "3-2-501", {alone: 30}).entries == transfer(alone, ANA, 30)


def test_who_has_no_points_moves_in_without_a_movement():
    assert moved_in("p30", "3-2-501", {household("p30"): 0}) is None


def test_a_mistake_is_taken_back_with_a_reason_and_a_name():
    mistake = posted(award_for(VISIT, "3-2-501", HAZARDOUS, 20).movement)
    taken_back = reversal(mistake, " 扫错了码 ", 21)
    assert taken_back.entries == (
        Entry(account=COMMUNITY, amount=10),
        Entry(account=ANA, amount=-10),
    )
    assert (taken_back.words, taken_back.by_id, taken_back.reverses) == ("扫错了码", 21, 12)


def test_it_is_taken_back_once():
    mistake = posted(award_for(VISIT, "3-2-501", HAZARDOUS, 20).movement, taken_back=True)
    assert refusal(lambda: reversal(mistake, "扫错了", 21)).key == "points-reversed-before"


def test_it_is_not_taken_back_without_a_reason():
    mistake = posted(award_for(VISIT, "3-2-501", HAZARDOUS, 20).movement)
    assert refusal(lambda: reversal(mistake, " ", 21)).key == "points-reason-missing"


def test_a_gift_has_its_own_way_back():
    spent = Movement(kind=MovementKind.REDEEM, entries=transfer(reserved("3-2-501"), GIFTS, 50))
    assert refusal(lambda: reversal(posted(spent), "x", 21)).key == "points-not-reversible"


def test_the_streams_of_a_collection_are_rewarded_as_far_as_the_config_says():
    assert rewards_at(
        NINE_TO_ELEVEN.model_copy(update={"streams": ("大件垃圾", "玻璃")}), RULES
    ) == (BULKY,)
    assert rewards_at(NINE_TO_ELEVEN, RULES) == (HAZARDOUS, BULKY)


def test_a_collection_of_which_nothing_is_rewarded_is_told():
    glass, nothing = (NINE_TO_ELEVEN.model_copy(update={"streams": s}) for s in (("玻璃",), ()))
    words = refusal(lambda: rewards_at(glass, RULES))
    assert (words.key, words.args) == ("checkin-not-rewarded", {"streams": "玻璃"})
    assert refusal(lambda: rewards_at(nothing, RULES)).args == {"streams": "—"}


@pytest.mark.parametrize("minutes", [-30, 0, 60, 149])
def test_who_is_on_site_around_its_hours_is_taken_at_their_word(minutes):
    require_open(NINE_TO_ELEVEN, NINE_TO_ELEVEN.start + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("minutes", "key"), [(-31, "checkin-not-yet"), (150, "checkin-over"), (9999, "checkin-over")]
)
def test_nobody_is_on_site_at_other_times(minutes, key):
    at = NINE_TO_ELEVEN.start + timedelta(minutes=minutes)
    assert refusal(lambda: require_open(NINE_TO_ELEVEN, at)).key == key


def _service(**facts):
    usual = {"household": "3-2-501", "words": "守桶", "source_key": service_key(4), "by_id": 20}
    return settle_service(Service(**{**usual, "worth": 20, "given": 0, "has": 0, **facts}))


def test_a_shift_brings_what_it_is_worth():
    movement = _service()
    assert (movement.kind, movement.source_key) == (MovementKind.HOURS, "hours:4")
    assert movement.entries == transfer(COMMUNITY, ANA, 20)


def test_a_shift_that_has_brought_its_worth_brings_no_more():
    assert _service(given=20) is None


def test_what_a_correction_takes_back_never_makes_a_balance_negative():
    assert _service(worth=5, given=20, has=30).entries == transfer(COMMUNITY, ANA, -15)
    assert _service(worth=5, given=20, has=10).entries == transfer(COMMUNITY, ANA, -10)
    assert _service(worth=0, given=20, has=0) is None
