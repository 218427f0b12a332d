"""Letting tickets come due in the town, and what people were then told."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.catalogue import pattern

SHANGHAI = ZoneInfo("Asia/Shanghai")
RUBBISH, LIFT, DANGER = "/report 楼道垃圾没人清", "/report 电梯有异响", "/report 电梯困人了"

RESPOND_WARN, RESPOND_OVERDUE = "report-respond-warn", "report-respond-overdue"
RESOLVE_WARN, RESOLVE_OVERDUE = "report-resolve-warn", "report-resolve-overdue"
HOLD_OVER, ASK_AGAIN = "report-hold-over", "report-ask-again"
REMINDERS = (RESPOND_WARN, RESPOND_OVERDUE, RESOLVE_WARN, RESOLVE_OVERDUE, HOLD_OVER)


def times_told(human, key):
    """How often somebody was told something in private."""
    expected = pattern(human.town.app.renderer, key, "zh", {})
    return sum(expected.fullmatch(words) is not None for words in human.texts())


def reminded(human):
    """All reminders that somebody got, with how often."""
    return {key: times for key in REMINDERS if (times := times_told(human, key))}


async def go_on_to(town, words):
    """Let the clock go on to a day of this or the next month: ``24 18:00``, ``12-02 9:00``."""
    day, clock = words.split()
    day = day if "-" in day else f"11-{day}"
    when = datetime.fromisoformat(f"2026-{day}T{clock:0>5}").replace(tzinfo=SHANGHAI)
    assert when >= town.clock.now()
    town.clock.advance(when - town.clock.now())
    await town.settle()


async def go_by_the_hour_to(town, words):
    """The same by the hour, so that what comes due on the way does so in time."""
    target = datetime.fromisoformat(f"2026-{words.replace(' ', 'T')}").replace(tzinfo=SHANGHAI)
    while town.clock.now() < target:
        town.clock.advance(min(timedelta(hours=1), target - town.clock.now()))
        await town.settle()


async def a_taken_ticket(town, words=RUBBISH):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types(words)
    await ben.presses("接单")
    return ana, ben


async def closes(ben, words="清好了"):
    await ben.presses("办结")
    await ben.whispers(words)


async def holds(ben, label="3 天"):
    await ben.presses("挂起")
    await ben.whispers("等配件")
    await ben.presses(label)


def state_of(town, number=1):
    return town.rows("SELECT state FROM reports WHERE number = :n", n=number)[0][0]
