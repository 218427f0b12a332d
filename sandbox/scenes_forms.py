"""演示: a registration, from the form over one answer to the check."""

from datetime import timedelta
from typing import Final

from sandbox.play import Play, Scene

FORM: Final = "疫苗接种"
_ANSWERS: Final = ("13812345678", "67")
_OPEN: Final = timedelta(days=3)


async def send_out(play: Play) -> None:
    """The staff member sends a form to the building, after a look at it."""
    circle, staff = play.town.story_circle, play.town.story_staff
    await play.tell(
        f"要登记了：{staff.name}发一张「{FORM}」，先看预览，再确认。",
        f"A registration is due: {staff.name} sends out a form, looks it over and confirms.",
        at=(staff.id, staff.id),
    )
    day = play.stage.sandbox.clock.now() + _OPEN
    command = f"/form {FORM} @{circle.title} 截止={day.month}月{day.day}日20:00"
    preview = await play.stage.asks(staff.id, staff.id, command, hears=FORM)
    await play.linger()
    before = play.stage.newest(circle.chat)
    await play.stage.presses(staff.id, staff.id, "确认", preview)
    play.cards["form"] = await play.stage.hears(circle.chat, before, FORM)


async def fill_in(play: Play) -> None:
    """A resident fills it in in private, one question at a time."""
    circle, resident = play.town.story_circle, play.town.resident
    await play.tell(
        f"群里只有一个「去填写」和进度。{resident.name}点进去，私下填。",
        f"The group has a button and the count. {resident.name} fills it in in private.",
        at=(resident.user, circle.chat),
    )
    user = resident.user
    await play.stage.starts(user, play.stage.link(play.cards["form"]))
    await play.tell(
        "填之前先说明用途，和哪天清除。一次只问一题，填错了马上提醒。",
        "Before the first question: what it is for, and when it is erased. One question at a time.",
        at=(user, user),
    )
    before = play.stage.newest(user)
    await play.stage.presses(user, user, "开始填写")
    await play.stage.hears(user, before)
    await play.stage.asks(user, user, resident.name)
    await play.stage.asks(user, user, "1381234567", hears="11 位")
    await play.linger()
    for words in _ANSWERS:
        await play.stage.asks(user, user, words)
        await play.linger()
    before = play.stage.newest(user)
    await play.stage.presses(user, user, "否")
    await play.stage.hears(user, before)
    before = play.stage.newest(user)
    await play.stage.presses(user, user, "想打，还没约上")
    look = await play.stage.hears(user, before, "138****5678")
    await play.linger()
    await play.stage.presses(user, user, "提交", look)
    await play.stage.sees_change(play.cards["form"])


async def check(play: Play) -> None:
    """The staff member checks it; the group saw nothing but the count."""
    staff = play.town.story_staff
    await play.tell(
        f"{staff.name}核对：手机号遮着，没有疑问就通过。群里看到的只是多了一户。",
        f"{staff.name} checks it, the number masked. The group saw nothing but the count.",
        at=(staff.id, staff.id),
    )
    panel = await play.stage.asks(staff.id, staff.id, "/forms", hears=FORM)
    await play.linger()
    before = play.stage.newest(staff.id)
    await play.stage.presses(staff.id, staff.id, "核对", panel)
    case = await play.stage.hears(staff.id, before, "138****5678")
    await play.linger()
    await play.stage.presses(staff.id, staff.id, "通过", case)
    await play.stage.hears_change(staff.id, case, "通过了")


SCENES: Final[tuple[Scene, ...]] = (send_out, fill_in, check)
