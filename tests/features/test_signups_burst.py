"""500 people press 报名 for 100 seats: whatever is counted here is counted from the database.

It takes some seconds, as 500 real updates are fetched, handled and answered; how fast is measured
by ``benchmarks/bench_signups.py``.
"""

from tests.support.signups import card, opened

PEOPLE, SEATS = 500, 100


async def test_a_hundred_are_seated_and_four_hundred_wait_in_the_order_of_their_presses(town):
    cai = await opened(town, f"/signup 团购券 人数={SEATS}")
    message, data = cai._button("报名", town.circle)
    users = [town.world.add_user(f"居民{i:03}").id for i in range(PEOPLE)]
    for user in users:
        town.world.join(town.circle, user)
    await town.settle()
    for user in users:
        town.world.press(user, town.circle, message, data)
    await town.settle()

    rows = town.rows("SELECT person_id, seats FROM signup_entries ORDER BY queued")
    assert [person for person, _ in rows] == users
    assert [seats for _, seats in rows] == [1] * SEATS + [0] * (PEOPLE - SEATS)
    assert f"已报 {SEATS}/{SEATS} · 候补 {PEOPLE - SEATS}" in card(cai)
    last = town.world.toasts(users[-1])[-1].text
    assert f"候补第 {PEOPLE - SEATS} 位" in last
    assert all(len(town.world.toasts(user)) == 1 for user in users)


async def test_a_press_that_is_delivered_twice_counts_once(town):
    cai = await opened(town, "/signup 守桶 人数=1")
    message, data = cai._button("报名", town.circle)
    for _ in range(2):
        town.world.press(cai.id, town.circle, message, data)
    await town.settle()
    assert town.rows("SELECT COUNT(*), SUM(seats) FROM signup_entries") == [(1, 1)]
