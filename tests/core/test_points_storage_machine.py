"""Random people press and type, and the process dies now and then: the books are right anyhow."""

import asyncio
from collections import Counter
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.errors import Refusal
from domain.gifts import KEPT
from domain.people import Address, Reach
from domain.points import Award, MovementKind, reversal
from handlers import features
from handlers.context import Ctx
from handlers.gifts.ordering import cancel, code_again, confirm
from handlers.gifts.redeeming import expire, redeem, take_back
from handlers.gifts.stock import restock
from handlers.incoming import Command, DueNow, Place, Press
from handlers.people import bind
from handlers.routing import RouteTable
from storage.migrate import upgrade
from storage.people import Profile
from storage.uow import Database, UnitOfWork
from tests.support.context import NOW, community

ANA, IVO, EVE, LEE, BEN = 30, 31, 32, 33, 20
ADDRESSES = {
    ANA: Address(building="3", unit="2", room="501"),
    IVO: Address(building="3", unit="2", room="501"),
    EVE: Address(building="5", unit="1", room="101"),
}
"""Two who live together and one elsewhere; Lee has bound no address yet, Ben is staff."""

RESIDENTS = (ANA, IVO, EVE, LEE)
PRICES = {"毛巾": 10, "洗衣液": 30}
COMMUNITY = community()
ROUTES = RouteTable(features(), "books_bot")
LONGEST_LIFE = 40
"""Statements; every step is over by then."""
LIVES = st.integers(0, 3 * LONGEST_LIFE).map(lambda n: n if n < LONGEST_LIFE else None)
"""After how many statements the process dies; mostly it does not."""


class Died(Exception):  # noqa: N818 - it is no error but what a kill does
    """The process ended in the middle of a transaction."""


class Mortal:
    """A connection whose process dies at its n-th statement."""

    def __init__(self, connection, life):
        self._connection = connection
        self._life = life

    def __getattr__(self, name):
        found = getattr(self._connection, name)
        return self._counted(found) if name.startswith("execute") else found

    def _counted(self, run):
        def counted(*args):
            self._life -= 1
            if self._life < 0:
                raise Died
            return run(*args)

        return counted


@cache
def _empty():
    """A database with the schema of today and nothing in it, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        upgrade(path)
        return path.read_bytes()


class Books(RuleBasedStateMachine):
    """The handlers on a real database. Beside it an own reckoning of who has what."""

    def __init__(self):
        super().__init__()
        self.now = NOW
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "books.db"
        path.write_bytes(_empty())
        self.runner = asyncio.Runner()
        self.database = Database(path)
        self.runner.run(self.database.__aenter__())
        self.presses = 0
        self.homes = {**dict.fromkeys((ANA, IVO), "3-2-501"), EVE: "5-1-101", LEE: "p33"}
        self.has, self.stock = Counter(), Counter()
        self.orders, self.codes, self.deeds, self.earned = {}, {}, set(), {}

    def teardown(self):
        self.runner.run(self.database.__aexit__())
        self.runner.close()
        self.folder.cleanup()

    @initialize()
    def people_live_there(self):
        async def settle(uow):
            for person in (*RESIDENTS, BEN):
                profile = Profile(id=person, name=f"P{person}", username=None, lang="zh")
                await uow.people.meet(profile)
                await uow.people.set_reach(person, Reach.OPEN)
                await uow.people.bind(person, ADDRESSES.get(person))

        self._do(settle)
        for name in PRICES:
            self.stock_changes(name, 2, None)
        for person in (ANA, EVE, LEE):
            self.somebody_earns(person, -person, 50, None)

    @rule(
        person=st.sampled_from(RESIDENTS),
        deed=st.integers(0, 9),
        points=st.sampled_from([20, 50]),
        life=LIVES,
    )
    def somebody_earns(self, person, deed, points, life):
        award = Award(
            household=self.homes[person],
            points=points,
            kind=MovementKind.HOURS,
            words="守桶",
            source_key=f"deed:{deed}",
        )
        given = self._do(lambda uow: uow.points.award(award, self.now), life)
        if given is None:
            return
        assert given is (deed not in self.deeds)
        if given:
            self.deeds.add(deed)
            self.has[award.household] += points
            self.earned[deed] = (award.household, points)

    @rule(
        person=st.sampled_from(RESIDENTS),
        name=st.sampled_from([*PRICES]),
        again=st.sampled_from([False, False, False, True]),
        life=LIVES,
    )
    def somebody_confirms_an_order(self, person, name, again, life):
        """Perhaps by the same press as the last time."""
        self.presses += 0 if again else 1
        gift = [*PRICES].index(name) + 1
        home, price = self.homes[person], PRICES[name]
        args = (str(gift), str(price), "7")
        ctx = self._do(lambda uow: self._press(uow, person, confirm, *args), life)
        fresh = (person, self.presses) not in {o["press"] for o in self.orders.values()}
        possible = fresh and self.stock[name] > 0 and self.has[home] >= price
        if ctx is None:
            return
        assert ctx.out and possible if not isinstance(ctx, Refusal) else not possible
        if isinstance(ctx, Refusal):
            return
        number = len(self.orders) + 1
        self.orders[number] = {
            "home": home,
            "price": price,
            "gift": name,
            "state": "kept",
            "by": person,
            "press": (person, self.presses),
            "until": self._end_of_order(),
        }
        self.codes[number] = _digits(ctx)
        self.has[home] -= price
        self.stock[name] -= 1

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), life=LIVES)
    def somebody_cancels(self, data, life):
        number, order = self._some_order(data)
        args = (order["by"], cancel, str(number))
        ctx = self._do(lambda uow: self._press(uow, *args), life)
        self._ended(ctx, number, "kept", "cancelled")

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), life=LIVES)
    def staff_enter_a_code(self, data, life):
        number, order = self._some_order(data)
        words = f"/redeem {self.codes[number]}"
        ctx = self._do(lambda uow: self._types(uow, BEN, redeem, words), life)
        in_time = self.now < order["until"]
        if isinstance(ctx, Ctx) and not (order["state"] == "kept" and in_time):
            assert ctx.out[0].text.key in {"code-used", "code-expired", "code-barred"}
            return
        self._ended(ctx, number, "kept", "redeemed")

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), life=LIVES)
    def somebody_wants_a_new_code(self, data, life):
        number, order = self._some_order(data)
        ctx = self._do(lambda uow: self._press(uow, order["by"], code_again, str(number)), life)
        if isinstance(ctx, Ctx):
            assert order["state"] == "kept"
            self.codes[number] = _digits(ctx)

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), life=LIVES)
    def staff_take_a_gift_back(self, data, life):
        number, _ = self._some_order(data)
        ctx = self._do(lambda uow: self._press(uow, BEN, take_back, str(number)), life)
        self._ended(ctx, number, "redeemed", "returned")

    @rule(hours=st.sampled_from([1, 24, 100]), life=LIVES)
    def time_goes_by(self, hours, life):
        """Every deadline is tried, also one that is called off or has been before."""
        self.now += timedelta(hours=hours)
        for number, order in self.orders.items():
            ctx = self._do(lambda uow, n=number: self._due(uow, expire, str(n)), life)
            if order["state"] == "kept" and order["until"] <= self.now:
                if ctx is None:
                    ctx = self._do(lambda uow, n=number: self._due(uow, expire, str(n)))
                self._ended(ctx, number, "kept", "expired")

    @precondition(lambda self: self.earned)
    @rule(data=st.data(), life=LIVES)
    def staff_take_points_back(self, data, life):
        deed = data.draw(st.sampled_from(sorted(self.earned)))
        home, points = self.earned[deed]
        done = self._do(lambda uow: self._reverse(uow, f"deed:{deed}"), life)
        if done is None:
            return
        assert isinstance(done, Refusal) is (self.has[home] < points)
        if not isinstance(done, Refusal):
            self.has[home] -= points
            del self.earned[deed]

    @precondition(lambda self: self.stock.total() < 2)
    @rule(name=st.sampled_from([*PRICES]), pieces=st.sampled_from([-2, -1, 1, 2]), life=LIVES)
    def staff_count(self, name, pieces, life):
        self.stock_changes(name, pieces, life)

    @precondition(lambda self: self.orders)
    @rule(address=st.sampled_from(["3-2-501", "5-1-101"]), life=LIVES)
    def lee_binds_an_address(self, address, life):
        ctx = self._do(lambda uow: self._types(uow, LEE, bind, f"/bind {address}"), life)
        if not isinstance(ctx, Ctx):
            return
        if self.homes[LEE] == "p33":
            self.has[address] += self.has.pop("p33", 0)
            for order in self.orders.values():
                if order["home"] == "p33":
                    order["home"] = address
        self.homes[LEE] = address

    @invariant()
    def all_points_sum_to_zero(self):
        assert self._rows("SELECT COALESCE(SUM(amount), 0) FROM point_entries") == [(0,)]
        wrong = "SELECT 1 FROM point_entries GROUP BY movement_id HAVING SUM(amount) <> 0"
        assert self._rows(wrong) == []

    @invariant()
    def everybody_has_what_they_should_and_nobody_owes(self):
        kept = Counter()
        for order in self.orders.values():
            kept[order["home"]] += order["price"] if order["state"] == "kept" else 0
        assert self._accounts("household") == +self.has
        assert self._accounts("reserved") == +kept
        assert min(self.has.values(), default=0) >= 0

    @invariant()
    def every_piece_is_somewhere(self):
        rows = self._rows(
            "SELECT g.name, g.stock, (SELECT SUM(change) FROM gift_stock WHERE gift_id = g.id)"
            " FROM gifts AS g"
        )
        for name, stock, told in rows:
            assert self.stock[name] == stock == told
            assert stock >= 0

    @invariant()
    def orders_are_as_they_should_be(self):
        rows = self._rows("SELECT id, state FROM gift_orders ORDER BY id")
        assert rows == [(number, order["state"]) for number, order in self.orders.items()]

    def stock_changes(self, name, pieces, life):
        words = f"/gifts {name} {PRICES[name]}分 {pieces}件"
        ctx = self._do(lambda uow: self._types(uow, BEN, restock, words), life)
        if isinstance(ctx, Refusal):
            assert self.stock[name] + pieces < 0
        elif ctx is not None:
            self.stock[name] += pieces

    def _some_order(self, data):
        number = data.draw(st.sampled_from(sorted(self.orders)))
        return number, self.orders[number]

    def _ended(self, done, number, needed, state):
        """Reckon with an order that ended, unless it was refused or the process died."""
        order = self.orders[number]
        if done is None:
            return
        assert isinstance(done, Refusal) is (order["state"] != needed)
        if isinstance(done, Refusal):
            return
        order["state"] = state
        if state != "redeemed":
            self.has[order["home"]] += order["price"]
            self.stock[order["gift"]] += 1

    def _do(self, act, life=None):
        """What an act comes to: what it returns, its refusal, or nothing if the process died."""

        async def run():
            async with self.database.transaction() as uow:
                if life is None:
                    return await act(uow)
                return await act(UnitOfWork(Mortal(uow._connection, life)))

        try:
            return self.runner.run(run())
        except Refusal as refusal:
            return refusal
        except Died:
            return None

    async def _press(self, uow, person, handler, *args):
        place = Place(chat_id=person, private=True)
        event = Press(place=place, callback_id="1", data="", message_id=self.presses, args=args)
        return await self._handle(uow, person, handler, event)

    async def _types(self, uow, person, handler, words):
        name, _, rest = words.removeprefix("/").partition(" ")
        place = Place(chat_id=person, private=True)
        event = Command(place=place, message_id=1, name=name, words=rest, raw=rest)
        return await self._handle(uow, person, handler, event)

    async def _due(self, uow, handler, subject):
        event = DueNow(place=Place(chat_id=ANA, private=True), kind="", subject=subject)
        return await self._handle(uow, ANA, handler, event)

    async def _handle(self, uow, person, handler, event):
        actor = await uow.people.actor(person, frozenset())
        ctx = Ctx(uow, self.now, COMMUNITY, ROUTES, event, actor, None)
        await handler(ctx, event)
        return ctx

    async def _reverse(self, uow, source_key):
        rows = await uow.points._all(
            "SELECT id FROM point_movements WHERE source_key = :key", {"key": source_key}
        )
        posted = await uow.points.find(rows[0]["id"])
        return await uow.points.post(reversal(posted, "记错了", BEN), self.now)

    def _accounts(self, kind):
        rows = self._rows(
            "SELECT a.key, SUM(e.amount) AS has FROM point_entries AS e"
            " JOIN point_accounts AS a ON a.id = e.account_id WHERE a.kind = ?"
            " GROUP BY a.id HAVING has <> 0",
            kind,
        )
        return Counter(dict(rows))

    def _rows(self, sql, *values):
        async def read():
            async with self.database.transaction() as uow:
                return await uow._connection.execute_fetchall(sql, values)

        return [tuple(row) for row in self.runner.run(read())]

    def _end_of_order(self):
        return COMMUNITY.quiet.end_after(self.now + KEPT, COMMUNITY.zone)


def _digits(ctx):
    (said,) = [m for m in ctx.out if m.kind == "say" and m.text.key == "gift-code"]
    return said.text.args["code"]


Books.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
test_the_books_whatever_people_do_and_whenever_the_process_dies = Books.TestCase
