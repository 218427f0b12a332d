"""Random households order, give back and leave: what is kept adds up, and nothing is sold twice."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.groupbuy.model import GroupBuy, GroupBuyState, Item
from storage.groupbuy.orders import Asked, Tick, asks
from storage.uow import Database
from tests.support.context import NOW, found, meet
from tests.support.empty import put_empty

PEOPLE = (1, 2, 3, 4, 5)
STOCK = 6
NEIGHBOUR = Asked(household="3-2-501", name="王阿姨", address="3-2-501")
EGGS = Item(name="鸡蛋", unit="板", price=2500, stock=STOCK)
MILK = Item(name="牛奶", unit="箱", price=6000)


async def prepared(uow, *, people=PEOPLE):
    """A group-buy of two kinds of goods in a circle with some people."""
    circle = await found(uow, 100, "3号楼")
    for number in people:
        await meet(uow, number, circles=[circle])
    buy = GroupBuy(title="x", organiser_id=1, items=(EGGS, MILK), state=GroupBuyState.OPEN)
    return await uow.groupbuys.add(buy, [circle.id], NOW)


class Sold(RuleBasedStateMachine):
    """One group-buy in a database."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "sold.db"
        put_empty(path)
        self.runner = asyncio.Runner()
        self.database = Database(path)
        self.runner.run(self.database.__aenter__())
        self.held, self.gone = {}, set()

    def teardown(self):
        self.runner.run(self.database.__aexit__())
        self.runner.close()
        self.folder.cleanup()

    @initialize()
    def it_is_open(self):
        self.buy = self.run(prepared)

    @rule(who=st.sampled_from((*PEOPLE, 0)), goods=st.integers(0, 1), count=st.integers(0, 4))
    def somebody_orders(self, who, goods, count):
        if who in self.gone:
            return
        key = (self.household(who), goods)
        others = sum(n for (_, of), n in self.held.items() if of == goods) - self.held.get(key, 0)
        fits = goods == 1 or count <= self.held.get(key, 0) or others + count <= STOCK
        assert self.run(self._order, who, goods, count) is fits
        if fits:
            self.held[key] = count

    @rule(who=st.sampled_from(PEOPLE[:3]), room=st.sampled_from(["501", "502"]))
    def somebody_binds_an_address(self, who, room):
        if who not in self.gone and not self.ordered(self.household(who)):
            self.run(self._bind, who, room)

    @rule(who=st.sampled_from(PEOPLE), paid=st.booleans())
    def somebody_has_their_data_erased(self, who, paid):
        if who in self.gone:
            return
        household = self.household(who)
        alone = self.run(self._is_alone, who)
        if paid and alone:
            self.run(self._pay, who)
        self.run(self._erase, who)
        self.gone.add(who)
        if alone and paid:
            self.held = {
                (f"gone{who}" if key[0] == household else key[0], key[1]): n
                for key, n in self.held.items()
            }
        elif alone:
            self.held = {key: n for key, n in self.held.items() if key[0] != household}

    @invariant()
    def what_is_ordered_is_what_households_hold_and_never_more_than_there_is(self):
        if not hasattr(self, "buy"):
            return
        buy, buyers = self.run(self._kept)
        for goods, item in enumerate(buy.items):
            held = sum(n for (_, of), n in self.held.items() if of == goods)
            assert item.ordered == held
            assert sum(buyer.quantities.get(item.id, 0) for buyer in buyers) == held
        assert buy.items[0].ordered <= STOCK
        households = {key[0] for key, n in self.held.items() if n}
        assert len(buyers) == len(households)

    def run(self, work, *args):
        async def do():
            async with self.database.transaction() as uow:
                return await work(uow, *args)

        return self.runner.run(do())

    def household(self, who):
        return self.run(self._household, who)

    def ordered(self, household):
        return any(n for key, n in self.held.items() if key[0] == household)

    async def _asked(self, uow, who):
        return asks(await uow.people.find(who)) if who else NEIGHBOUR

    async def _household(self, uow, who):
        if who in self.gone:
            return f"gone{who}"
        asked = await self._asked(uow, who)
        buyer = await uow.groupbuy_orders.find(self.buy.number, asked)
        return buyer.household if buyer else asked.household

    async def _order(self, uow, who, goods, count):
        asked = await self._asked(uow, who)
        item = self.buy.items[goods].id
        return await uow.groupbuy_orders.order(self.buy.number, asked, item, count)

    async def _bind(self, uow, who, room):
        await uow._connection.execute(
            "UPDATE people SET building = '3', unit = '2', room = ? WHERE id = ?", (room, who)
        )

    async def _is_alone(self, uow, who):
        rows = await uow.groupbuys._all(
            "SELECT COUNT(*) AS people FROM groupbuy_people WHERE buyer_id IN"
            " (SELECT buyer_id FROM groupbuy_people WHERE person_id = :who)",
            {"who": who},
        )
        return rows[0]["people"] == 1

    async def _pay(self, uow, who):
        buyer = await uow.groupbuy_orders.find(self.buy.number, await self._asked(uow, who))
        await uow.groupbuy_orders.tick(self.buy.number, buyer.id, Tick.PAID, 1, NOW)

    async def _erase(self, uow, who):
        await uow.groupbuy_orders.erase_person(who)

    async def _kept(self, uow):
        buy = await uow.groupbuys.find(self.buy.number)
        return buy, await uow.groupbuy_orders.buyers(self.buy.number)


Sold.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestSold = Sold.TestCase


async def test_of_very_many_at_once_just_as_many_get_one_as_there_are(database):
    people = range(1, 41)
    async with database.transaction() as uow:
        buy = await prepared(uow, people=people)

    async def order(who):
        async with database.transaction() as uow:
            asked = asks(await uow.people.find(who))
            return await uow.groupbuy_orders.order(buy.number, asked, buy.items[0].id, 1)

    got = await asyncio.gather(*map(order, people))
    assert sum(got) == STOCK
