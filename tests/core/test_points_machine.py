"""Random people earn, order, fetch and take back; whatever they try, no point is lost or made."""

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

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
    redeemed,
    reservation,
    returned,
    stocked,
)
from domain.points import Award, MovementKind, Posted, affordable, household, reserved, reversal
from tests.support.context import NOW

ANA, BEN = 30, 20
HOUSEHOLDS = ["3-2-501", "5-1-101", "p33"]
GIVES_BACK = {OrderState.CANCELLED, OrderState.EXPIRED, OrderState.RETURNED}
ENDS = {
    "cancelled": lambda order: cancelled(order, ANA),
    "expired": expired,
    "redeemed": lambda order: redeemed(order, BEN),
    "returned": lambda order: returned(order, BEN),
}


class Rules(RuleBasedStateMachine):
    """The rules alone: every movement they make is tried on accounts that only add up."""

    @initialize()
    def begin(self):
        self.accounts = Counter()
        self.posted = []
        self.gift = Gift(id=1, name="洗衣液", price=30, stock=2)
        self.orders = {}

    @rule(home=st.sampled_from(HOUSEHOLDS), points=st.integers(1, 60))
    def somebody_earns(self, home, points):
        award = Award(
            household=home, points=points, kind=MovementKind.GRANT, words="", source_key="x"
        )
        self._post(award.movement)

    @rule(home=st.sampled_from(HOUSEHOLDS), shown=st.sampled_from([30, 40]))
    def somebody_orders(self, home, shown):
        has = self.accounts[household(home)]
        try:
            gift = orderable(self.gift, shown, has)
        except Refusal:
            assert has < self.gift.price or self.gift.stock == 0 or shown != self.gift.price
            return
        order = Order(
            id=len(self.orders) + 1,
            gift_id=1,
            gift=gift.name,
            price=gift.price,
            household=home,
            person_id=ANA,
            created_at=NOW,
            expires_at=NOW + KEPT,
        )
        self._post(reservation(order, ANA))
        self.orders[order.id] = order
        self.gift = self.gift.model_copy(update={"stock": self.gift.stock - 1})

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), end=st.sampled_from([*ENDS]))
    def an_order_ends(self, data, end):
        order = self.orders[data.draw(st.sampled_from([*self.orders]))]
        needed = OrderState.REDEEMED if end == "returned" else OrderState.KEPT
        try:
            ended, movement = ENDS[end](order)
        except Refusal:
            assert order.state is not needed
            return
        assert (order.state, ended.state) == (needed, OrderState(end))
        self._post(movement)
        self.orders[order.id] = ended
        if ended.state in GIVES_BACK:
            self.gift = self.gift.model_copy(update={"stock": self.gift.stock + 1})

    @precondition(lambda self: self.posted)
    @rule(data=st.data())
    def staff_take_back(self, data):
        place = data.draw(st.integers(0, len(self.posted) - 1))
        try:
            movement = reversal(self.posted[place], "记错了", BEN)
            affordable(movement, self.accounts)
        except Refusal:
            return
        self._post(movement)
        self.posted[place] = self.posted[place].model_copy(update={"taken_back": True})

    @rule(price=st.sampled_from([None, 30, 40]), pieces=st.integers(-2, 2))
    def staff_count(self, price, pieces):
        try:
            self.gift = stocked(self.gift, Offer(name="洗衣液", price=price, pieces=pieces), None)
        except Refusal:
            assert self.gift.stock + pieces < 0

    @invariant()
    def all_points_sum_to_zero_and_nobody_owes_any(self):
        assert sum(self.accounts.values()) == 0
        for home in HOUSEHOLDS:
            assert self.accounts[household(home)] >= 0
            kept = [o.price for o in self.orders.values() if self._is_kept(o, home)]
            assert self.accounts[reserved(home)] == sum(kept)

    @invariant()
    def there_are_never_fewer_gifts_than_none(self):
        assert self.gift.stock >= 0

    def _is_kept(self, order, home):
        return order.household == home and order.state is OrderState.KEPT

    def _post(self, movement):
        affordable(movement, self.accounts)
        for entry in movement.entries:
            self.accounts[entry.account] += entry.amount
        self.posted.append(Posted(id=len(self.posted) + 1, at=NOW, movement=movement))


Rules.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
test_the_rules_whatever_people_do = Rules.TestCase
