from datetime import UTC, datetime

import pytest

from domain.errors import Refusal
from domain.gifts import (
    KEPT,
    Gift,
    Offer,
    Order,
    OrderState,
    cancelled,
    expired,
    orderable,
    read_offer,
    redeemed,
    reservation,
    returned,
    stocked,
)
from domain.points import GIFTS, MovementKind, household, reserved, transfer

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SOAP = Gift(id=1, name="洗衣液", price=50, stock=20, photo="p1")
HOME, KEPT_FOR_HOME = household("3-2-501"), reserved("3-2-501")
ORDER = Order(
    id=4,
    gift_id=1,
    gift="洗衣液",
    price=50,
    household="3-2-501",
    person_id=30,
    created_at=NOW,
    expires_at=NOW + KEPT,
)


def refusal(act, *args):
    with pytest.raises(Refusal) as refused:
        act(*args)
    return refused.value.text


@pytest.mark.parametrize(
    ("words", "offer"),
    [
        ("洗衣液 50分 20件", Offer(name="洗衣液", price=50, pieces=20)),
        ("洗衣液 20件 50积分", Offer(name="洗衣液", price=50, pieces=20)),
        ("洗衣液50分20件", Offer(name="洗衣液", price=50, pieces=20)),
        ("洗衣液, 50 分, 20 瓶", Offer(name="洗衣液", price=50, pieces=20)),
        ("Washing liquid 50 points 20 pieces", Offer(name="Washing liquid", price=50, pieces=20)),
        ("5个装鸡蛋 30分 10件", Offer(name="5个装鸡蛋", price=30, pieces=10)),
        ("洗衣液2L 60分", Offer(name="洗衣液2L", price=60, pieces=0)),
        ("洗衣液 5件", Offer(name="洗衣液", price=None, pieces=5)),
        ("洗衣液 -3件", Offer(name="洗衣液", price=None, pieces=-3)),
    ],
)
def test_what_staff_say_of_a_gift_is_read(words, offer):
    assert read_offer(words) == offer


def test_a_picture_can_come_with_the_name_alone():
    assert read_offer("洗衣液", pictured=True) == Offer(name="洗衣液", price=None, pieces=0)
    assert refusal(lambda: read_offer("", pictured=True)).key == "gifts-howto-stock"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("洗衣液", "gifts-howto-stock"),
        ("50分 20件", "gifts-howto-stock"),
        ("洗" * 31 + " 50分 20件", "gifts-name-long"),
        ("洗衣液 0分 20件", "gifts-price-bounds"),
        ("洗衣液 100001分 20件", "gifts-price-bounds"),
        ("洗衣液 50分 0件", "gifts-pieces-bounds"),
        ("洗衣液 50分 10001件", "gifts-pieces-bounds"),
    ],
)
def test_what_cannot_be_meant_is_refused(words, key):
    assert refusal(read_offer, words).key == key


def test_a_new_gift_has_price_pieces_and_perhaps_a_picture():
    new = stocked(None, Offer(name="洗衣液", price=50, pieces=20), "p1")
    assert new == SOAP.model_copy(update={"id": 0})


@pytest.mark.parametrize(("price", "pieces"), [(None, 20), (50, 0), (50, -1)])
def test_a_new_gift_needs_both(price, pieces):
    offer = Offer(name="洗衣液", price=price, pieces=pieces)
    assert refusal(stocked, None, offer, None).key == "gifts-new-incomplete"


def test_said_again_there_is_more_of_it_at_a_new_price_and_it_is_offered_again():
    withdrawn = SOAP.model_copy(update={"offered": False})
    again = stocked(withdrawn, Offer(name="洗衣液", price=40, pieces=5), "p2")
    assert again == Gift(id=1, name="洗衣液", price=40, stock=25, photo="p2")


def test_what_is_not_said_again_stays():
    assert stocked(SOAP, Offer(name="洗衣液", price=None, pieces=-20), None) == SOAP.model_copy(
        update={"stock": 0}
    )


def test_there_are_never_fewer_than_none():
    offer = Offer(name="洗衣液", price=None, pieces=-21)
    assert refusal(stocked, SOAP, offer, None).args == {"name": "洗衣液", "stock": 20}


def test_a_gift_can_be_ordered_by_who_has_the_points():
    assert orderable(SOAP, 50, 50) is SOAP


@pytest.mark.parametrize(
    ("change", "has", "key"),
    [
        ({"offered": False}, 50, "gift-withdrawn"),
        ({"stock": 0}, 50, "gift-gone"),
        ({"price": 40}, 50, "gift-price-changed"),
        ({}, 49, "gift-too-dear"),
    ],
)
def test_a_gift_cannot_be_ordered_otherwise(change, has, key):
    assert refusal(orderable, SOAP.model_copy(update=change), 50, has).key == key


def test_an_order_sets_points_aside():
    movement = reservation(ORDER, 30)
    assert movement.entries == transfer(HOME, KEPT_FOR_HOME, 50)
    assert (movement.kind, movement.by_id) == (MovementKind.RESERVE, 30)


@pytest.mark.parametrize(
    ("end", "state", "kind"),
    [
        (lambda order: cancelled(order, 30), OrderState.CANCELLED, MovementKind.CANCEL),
        (expired, OrderState.EXPIRED, MovementKind.EXPIRE),
    ],
)
def test_an_order_that_comes_to_nothing_gives_its_points_back(end, state, kind):
    order, movement = end(ORDER)
    assert order.state is state
    assert (movement.kind, movement.entries) == (kind, transfer(KEPT_FOR_HOME, HOME, 50))


def test_a_gift_that_is_handed_over_is_paid():
    order, movement = redeemed(ORDER, 20)
    assert order.state is OrderState.REDEEMED
    assert movement.entries == transfer(KEPT_FOR_HOME, GIFTS, 50)


def test_whatever_ends_an_order_has_one_cause():
    ends = [cancelled(ORDER, 30), expired(ORDER), redeemed(ORDER, 20)]
    assert len({movement.source_key for _, movement in ends}) == 1


@pytest.mark.parametrize("state", [state for state in OrderState if state is not OrderState.KEPT])
def test_an_order_ends_once(state):
    over = ORDER.model_copy(update={"state": state})
    for end in (lambda: cancelled(over, 30), lambda: expired(over), lambda: redeemed(over, 20)):
        assert refusal(end).args == {"name": "洗衣液", "state": state}


def test_a_gift_that_was_handed_over_can_come_back_once():
    order, movement = returned(ORDER.model_copy(update={"state": OrderState.REDEEMED}), 20)
    assert order.state is OrderState.RETURNED
    assert movement.entries == transfer(GIFTS, HOME, 50)
    assert refusal(returned, order, 20).key == "gift-not-returnable"
    assert refusal(returned, ORDER, 20).key == "gift-not-returnable"
