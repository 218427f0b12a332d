"""Everybody of a large circle presses **收到** at once; this takes seconds as there are 500."""

from bot.limits import Limiter, Limits
from sandbox.limits import RateLimits
from tests.support.pacing import most_within

PRESSES = 500
SECONDS = 10


async def test_500_presses_in_ten_seconds_are_each_answered_and_counted_once(town):
    ana = await town.captain("Ana")
    people = [town.world.add_user(f"住户{n}", language_code="zh-hans") for n in range(PRESSES)]
    for user in people:
        town.world.join(town.circle, user.id)
    await town.settle()
    town.sandbox.api.limits = RateLimits(lambda: town.clock.now().timestamp())
    town.app.sender._limiter = Limiter(Limits())
    await ana.types("/notice 今晚8点停水")
    number, data = ana._button("收到", town.circle)
    begun = len(town.sandbox.calls)
    for second in range(SECONDS):
        for user in people[second::SECONDS]:
            town.world.press(user.id, town.circle, number, data)
        await town.passes(seconds=1)
        assert all(len(town.world.toasts(user.id)) == 1 for user in people[second::SECONDS])
    for _ in range(4):
        await town.passes(seconds=1)

    assert f"收到 {PRESSES}/{PRESSES}" in town.world.message(town.circle, number).text
    assert town.rows("SELECT COUNT(*), COUNT(DISTINCT person_id) FROM notice_receipts") == [
        (PRESSES, PRESSES)
    ]
    calls = town.sandbox.calls[begun:]
    assert not [call for call in calls if call.error_code == 429]
    edits = [
        c for c in calls if c.method == "editMessageText" and c.params["chat_id"] == town.circle
    ]
    assert most_within([call.at.timestamp() for call in edits], 60) <= 20
    assert len(edits) <= 5, "every 4 seconds, however many press"
