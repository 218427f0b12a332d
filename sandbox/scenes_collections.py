"""演示: a Saturday collection, from the notice to the gift."""

from datetime import timedelta
from typing import Final

from sandbox.play import Play, Scene
from sandbox.scenes_points import arrive, redeem
from sandbox.times import forward, saturday


async def announce(play: Play) -> None:
    """Staff set up a weekly collection; a preview comes first, then every circle knows."""
    circle, staff = play.town.story_circle, play.town.story_staff
    await play.tell(
        f"社工{staff.name}安排每周六收有害垃圾：收什么、在哪儿、给哪个网格，一句话。",
        f"{staff.name} sets up a weekly collection of hazardous waste in one line.",
        at=(staff.id, staff.id),
    )
    day = saturday(play).date()
    words = (
        f"/collection 有害垃圾 每周六 9:00-11:00 南门广场 @{circle.grid}"
        f" 物品=废旧电池,过期药品,油漆 起={day.month}月{day.day}日"
    )
    before = play.stage.newest(circle.chat)
    preview = await play.stage.asks(staff.id, staff.id, words)
    await play.linger()
    await play.stage.presses(staff.id, staff.id, "确认", preview)
    play.cards["collection"] = await play.stage.hears(circle.chat, before, "定时定点回收")
    await play.tell(
        "看过日期再按「确认」，网格里的每个群都收到通知。",
        "After a look at the dates, every group of the grid has the notice.",
        at=(play.town.resident.user, circle.chat),
    )


async def evening(play: Play) -> None:
    """On Friday evening the groups are reminded, and a resident means to come."""
    circle, resident = play.town.story_circle, play.town.resident
    before = play.stage.newest(circle.chat)
    forward(play, saturday(play) - timedelta(hours=14))
    reminder = await play.stage.hears(circle.chat, before, "明天回收")
    await play.tell(
        f"时间快进到周五晚上七点：群里提醒明天收什么。{resident.name}按「我要来」。",
        f"Friday at seven: the groups are reminded. {resident.name} will come.",
        at=(resident.user, circle.chat),
    )
    await play.stage.presses(resident.user, circle.chat, "我要来", reminder)
    play.cards["evening"] = await play.stage.sees_change(reminder)
    await play.linger()


async def morning(play: Play) -> None:
    """Half an hour before, only the circles in which somebody comes are reminded again."""
    circle, resident = play.town.story_circle, play.town.resident
    before = play.stage.newest(circle.chat)
    forward(play, saturday(play) - timedelta(minutes=30))
    play.cards["soon"] = await play.stage.hears(circle.chat, before, "马上开始")
    await play.tell(
        "周六早上八点半：有人要来的群再提醒一次，别的群不打扰。",
        "Saturday at half past eight: only groups in which somebody comes hear of it again.",
        at=(resident.user, circle.chat),
    )


async def summary(play: Play) -> None:
    """After the end staff enter what it came to, and the circles are thanked."""
    circle, resident, staff = play.town.story_circle, play.town.resident, play.town.story_staff
    before, asked = play.stage.newest(circle.chat), play.stage.newest(staff.id)
    forward(play, saturday(play) + timedelta(hours=2))
    question = await play.stage.hears(staff.id, asked, "来了多少户")
    await play.stage.presses(staff.id, staff.id, "填写", question)
    await play.stage.hears(staff.id, question, "写几户")
    await play.stage.asks(staff.id, staff.id, "23户 15.5公斤")
    await play.stage.hears(circle.chat, before, "来了 23 户")
    await play.tell(
        f"十一点收摊：{staff.name}填上户数和重量，群里看到小结和下一次的时间。",
        f"At eleven {staff.name} enters households and weight; the groups read the sum.",
        at=(resident.user, circle.chat),
    )


SCENES: Final[tuple[Scene, ...]] = (announce, evening, morning, arrive, summary, redeem)
