"""Whom people may address, on a real database."""

import time

import pytest

from domain.audience import Audience
from domain.circles import CircleKind
from domain.errors import Refusal
from domain.people import ALL_GRIDS, Address, Reach
from handlers.audiences import addressable, choose, count_people
from storage.mapping import HOUSEHOLD
from tests.support.context import ADMIN, context, found, meet

EVERYONE = Audience(everyone=True)
FIRST = Audience(grids=("第一网格",))
PARTY = Audience(kinds=(CircleKind.PARTY,))


@pytest.fixture
async def uow(database):
    """Four circles: two of the first grid, one of the second, one of all."""
    async with database.transaction() as opened:
        await found(opened, 1, "1号楼")
        await found(opened, 2, "2号楼", kind=CircleKind.PARTY)
        await found(opened, 3, "3号楼", grid="第二网格", kind=CircleKind.PARTY)
        await found(opened, 4, "书画社", grid=None, kind=CircleKind.CLUB)
        yield opened


async def _titles(ctx, audience, **more):
    return [circle.title for circle in await choose(ctx, audience, **more)]


async def _refused(ctx, audience):
    with pytest.raises(Refusal) as caught:
        await choose(ctx, audience)
    return caught.value.text


async def test_an_admin_addresses_everyone(uow):
    ctx = context(uow, await meet(uow, ADMIN))
    assert await _titles(ctx, EVERYONE) == ["1号楼", "2号楼", "3号楼", "书画社"]
    assert await _titles(ctx, PARTY) == ["2号楼", "3号楼"]
    assert [circle.title for circle in await addressable(ctx)] == await _titles(ctx, EVERYONE)


async def test_staff_address_the_circles_of_their_grid_and_no_others(uow):
    ctx = context(uow, await meet(uow, 2, grid="第一网格"))
    assert await _titles(ctx, FIRST) == ["1号楼", "2号楼"]
    assert await _titles(ctx, PARTY) == ["2号楼"]
    for audience, named in (
        (EVERYONE, "@全部"),
        (Audience(grids=("第一网格", "第二网格")), "@第二网格"),
        (Audience(circles=(1, 3)), "@3号楼"),
    ):
        refused = await _refused(ctx, audience)
        assert refused.key == "audience-not-yours"
        assert refused.args == {"named": named, "allowed": "@第一网格"}


async def test_staff_of_all_grids_address_the_circles_of_the_whole_community_too(uow):
    ctx = context(uow, await meet(uow, 2, grid=ALL_GRIDS))
    assert await _titles(ctx, EVERYONE) == ["1号楼", "2号楼", "3号楼", "书画社"]


async def test_captains_address_the_circles_that_they_captain(uow):
    one, two, *_ = await uow.circles.all_active()
    await meet(uow, 2, circles=[two])
    ctx = context(uow, await meet(uow, 2, circles=[one], captain=True))
    assert await _titles(ctx, Audience(circles=(1,))) == ["1号楼"]
    assert await _titles(ctx, Audience(kinds=(CircleKind.NEIGHBOURS,))) == ["1号楼"]
    for audience, named in (
        (EVERYONE, "@全部"),
        (FIRST, "@第一网格"),
        (Audience(circles=(2,)), "@2号楼"),
    ):
        refused = await _refused(ctx, audience)
        assert refused.args == {"named": named, "allowed": "@1号楼"}
    assert (await _refused(ctx, PARTY)).key == "audience-empty"


async def test_a_resident_has_nobody_to_address(uow):
    one, *_ = await uow.circles.all_active()
    ctx = context(uow, await meet(uow, 2, circles=[one]))
    assert await addressable(ctx) == []
    assert (await _refused(ctx, FIRST)).key == "audience-none-yours"


async def test_no_circle_at_all_is_said_with_what_there_is(uow):
    ctx = context(uow, await meet(uow, ADMIN))
    refused = await _refused(ctx, Audience(kinds=(CircleKind.GROUP_BUY,)))
    assert refused.key == "audience-empty"
    assert refused.args == {"allowed": "@全部、@第一网格、@第二网格"}


async def test_a_circle_that_the_bot_has_left_is_not_addressed_and_nobody_is_refused_for_it(uow):
    ctx = context(uow, await meet(uow, 2, grid="第一网格"))
    await uow.circles.set_active(-3, active=False)
    await uow.circles.set_active(-2, active=False)
    assert await _titles(ctx, Audience(circles=(1, 2, 3))) == ["1号楼"]
    assert await _titles(ctx, FIRST) == ["1号楼"]


async def test_at_a_deadline_the_rights_of_whoever_asked_count(uow):
    ben = await meet(uow, 2, grid="第一网格")
    assert await _titles(context(uow), FIRST, actor=ben) == ["1号楼", "2号楼"]


async def test_who_is_in_two_circles_is_one_person(uow):
    one, two, three, _ = await uow.circles.all_active()
    await meet(uow, 2, circles=[one, two])
    await meet(uow, 3, circles=[one], reach=Reach.CLOSED)
    await meet(uow, 4, circles=[three])
    assert await count_people(uow, [one, two]) == 2
    assert await count_people(uow, [one, two, three]) == 3
    assert await count_people(uow, []) == 0
    assert [person.id for person in await uow.circles.members(one.id)] == [2, 3]


async def test_the_people_of_a_thousand_circles_are_counted_in_no_time(uow):
    people = [{"id": n, "name": "x"} for n in range(1, 20_001)]
    await uow.people._many("INSERT INTO people (id, name) VALUES (:id, :name)", people)
    rows = [{"chat": -n, "title": f"{n}"} for n in range(1000, 2000)]
    await uow.circles._many(
        "INSERT INTO circles (chat_id, title, kind) VALUES (:chat, :title, '邻里圈')", rows
    )
    circles = await uow.circles.all_active()
    members = [{"c": circles[n % len(circles)].id, "p": n % 20_000 + 1} for n in range(40_000)]
    await uow.circles._many(
        "INSERT INTO members (circle_id, person_id) VALUES (:c, :p) ON CONFLICT DO NOTHING", members
    )
    began = time.perf_counter()
    assert await count_people(uow, circles) == 20_000
    assert time.perf_counter() - began < 1
    plan = await uow.circles._all(
        "EXPLAIN QUERY PLAN SELECT p.* FROM members AS m JOIN people AS p ON p.id = m.person_id"
        " WHERE m.circle_id = 1 ORDER BY m.person_id"
    )
    assert not [row["detail"] for row in plan if "TEMP B-TREE" in row["detail"]]
    assert all(row["detail"].startswith("SEARCH") for row in plan)


@pytest.mark.parametrize("address", [None, Address(building="3", unit="2", room="501")])
async def test_a_household_is_called_the_same_here_and_in_the_database(uow, address):
    await meet(uow, 7)
    await uow.people.bind(7, address)
    person = await uow.people.find(7)
    household = await uow.people._value(f"SELECT {HOUSEHOLD} FROM people AS p")  # noqa: S608 - a constant
    assert person.household == household == ("p7" if address is None else "3-2-501")
