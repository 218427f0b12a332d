"""演示: a broken lift, from the report to the day it is really mended."""

from typing import Final

from sandbox.play import Play, Scene
from sandbox.seed import PARTNER


async def report(play: Play) -> None:
    """A resident reports in the group, and the staff of the grid has it at once."""
    circle, resident, staff = play.town.story_circle, play.town.resident, play.town.story_staff
    await play.tell(
        f"{resident.name}发现电梯坏了，在「{circle.title}」里说一声。",
        f"{resident.name} finds the lift broken and says so in the group.",
        at=(resident.user, circle.chat),
    )
    before = play.stage.newest(staff.id)
    report = "/report 3单元电梯坏了"
    play.cards["group"] = await play.stage.asks(resident.user, circle.chat, report)
    play.cards["staff"] = await play.stage.hears(staff.id, before)
    await play.linger()
    await play.tell(
        f"同一时刻，{circle.grid}的社工{staff.name}收到私信。",
        f"At once {staff.name}, who looks after this grid, has a direct message.",
        at=(staff.id, staff.id),
    )


async def join(play: Play) -> None:
    """A neighbour has the same trouble; the card in the group counts them."""
    circle, resident, neighbour = play.town.story_circle, play.town.resident, play.town.neighbour
    card = play.cards["group"]
    await play.tell(
        f"楼上的{neighbour.name}家也一样，按「我家也是」，不用再报一遍。",
        f"{neighbour.name} upstairs has it too: one press instead of a second report.",
        at=(resident.user, circle.chat),
    )
    await play.stage.presses(neighbour.user, circle.chat, "我家也是", card)
    await play.stage.sees_change(card)
    await play.linger()


async def take(play: Play) -> None:
    """The staff member takes the report, and the resident hears of it."""
    resident, staff = play.town.resident, play.town.story_staff
    before = play.stage.newest(resident.user)
    await play.stage.presses(staff.id, staff.id, "接单", play.cards["staff"])
    await play.stage.hears(resident.user, before)
    await play.tell(
        f"{staff.name}按「接单」，{resident.name}马上知道有人管了。",
        f"{staff.name} takes it with one press, and {resident.name} knows that somebody is on it.",
        at=(resident.user, resident.user),
    )


async def transfer(play: Play) -> None:
    """The staff member hands it on to the partner, who takes it."""
    staff, partner = play.town.story_staff, play.town.partner
    before, asked = play.stage.newest(partner.id), play.stage.newest(staff.id)
    await play.stage.presses(staff.id, staff.id, "转派", play.cards["staff"])
    choice = await play.stage.hears(staff.id, asked, "转给谁")
    await play.tell(
        f"这要请{PARTNER}来修，{staff.name}按「转派」。",
        f"This is for {partner.name} of the partner company: {staff.name} hands it on.",
        at=(staff.id, staff.id),
    )
    await play.stage.presses(staff.id, staff.id, PARTNER, choice)
    play.cards["partner"] = await play.stage.hears(partner.id, before)
    await play.stage.presses(partner.id, partner.id, "接单", play.cards["partner"])
    await play.tell(
        f"{partner.name}收到同样的卡片，接了单。首接的{staff.name}一直写在上面。",
        f"{partner.name} gets the same card and takes it; {staff.name} stays named on it.",
        at=(partner.id, partner.id),
    )


async def close(play: Play) -> None:
    """The partner says what was done, and the resident is asked whether it is solved."""
    resident, partner = play.town.resident, play.town.partner
    before = play.stage.newest(resident.user)
    await _close_with(play, "换了门机，试了三趟。")
    play.cards["question"] = await play.stage.hears(resident.user, before, "办结")
    await play.tell(
        f"修好了，{partner.name}写下怎么修的。{resident.name}被问一句：解决了吗？",
        f"Mended: {partner.name} says how, and {resident.name} is asked whether it is solved.",
        at=(resident.user, resident.user),
    )


async def reopen(play: Play) -> None:
    """It is not solved: the report is open again and back with the same person."""
    resident, partner = play.town.resident, play.town.partner
    before = play.stage.newest(partner.id)
    asked = play.stage.newest(resident.user)
    await play.stage.presses(resident.user, resident.user, "没解决", play.cards["question"])
    await play.stage.hears(resident.user, asked)
    await play.stage.asks(resident.user, resident.user, "五楼的门还是关不上。")
    play.cards["partner"] = await play.stage.hears(partner.id, before, "重开")
    await play.tell(
        f"五楼还是关不上，{resident.name}按「没解决」。",
        f"On the fifth floor it still sticks: {resident.name} presses 没解决.",
        at=(resident.user, resident.user),
    )
    await play.tell(
        f"这件事重新打开，回到{partner.name}手里。",
        f"The report is open again, and back with {partner.name}.",
        at=(partner.id, partner.id),
    )


async def settle(play: Play) -> None:
    """It is mended for good, and the resident is content."""
    circle, resident = play.town.story_circle, play.town.resident
    before = play.stage.newest(resident.user)
    await _close_with(play, "五楼的层门也调好了。")
    question = await play.stage.hears(resident.user, before, "办结")
    await play.stage.presses(resident.user, resident.user, "解决了", question)
    await play.stage.presses(resident.user, resident.user, "满意", question)
    await play.stage.hears_change(circle.chat, play.cards["group"], "已办结")
    await play.tell(
        f"这回真好了。{resident.name}按「解决了」「满意」，事情才算办结。",
        f"Solved at last. Only now that {resident.name} says so is the report closed.",
        at=(resident.user, resident.user),
    )


async def _close_with(play: Play, words: str) -> None:
    partner = play.town.partner.id
    before = play.stage.newest(partner)
    await play.stage.presses(partner, partner, "办结", play.cards["partner"])
    await play.stage.hears(partner, before)
    await play.linger()
    await play.stage.asks(partner, partner, words)


SCENES: Final[tuple[Scene, ...]] = (report, join, take, transfer, close, reopen, settle)
