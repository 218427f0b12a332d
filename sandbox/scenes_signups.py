"""演示: a duty roster that fills by itself, and a seat that goes to whoever waits."""

from typing import Final

from sandbox.households import Household
from sandbox.play import Play, Scene

ROSTER: Final = "/signup 周六守桶 人数=2 时段=8:00-10:00,10:00-12:00"
FIRST: Final = "报名 8:00-10:00"
SECOND: Final = "报名 10:00-12:00"


async def open_roster(play: Play) -> None:
    """The captain opens a duty roster with two shifts in one line."""
    circle, captain = play.town.story_circle, _captain(play)
    before, listed = play.stage.newest(circle.chat), play.stage.newest(captain.user)
    play.stage.says(captain.user, circle.chat, ROSTER)
    play.cards["roster"] = await play.stage.hears(circle.chat, before, "周六守桶")
    play.cards["desk"] = await play.stage.hears(captain.user, listed, "管理")
    await play.tell(
        f"楼长{captain.name}发一行字，周六守桶的两个时段就开始报名，不用再抄接龙。",
        f"One line of {captain.name}, the captain, and both shifts of the bin duty are open.",
        at=(captain.user, circle.chat),
    )


async def fill_roster(play: Play) -> None:
    """Neighbours tap themselves onto it; who comes after the last seat waits."""
    circle, resident = play.town.story_circle, play.town.resident
    card, captain = play.cards["roster"], _captain(play)
    first, second, third = circle.residents[1:4]
    for neighbour, label in ((first, FIRST), (second, FIRST), (third, SECOND), (captain, SECOND)):
        await play.stage.presses(neighbour.user, circle.chat, label, card)
        await play.linger()
    await play.stage.hears_change(circle.chat, card, captain.name)
    await play.stage.presses(resident.user, circle.chat, FIRST, card)
    await play.stage.hears_change(circle.chat, card, "候补 1")
    await play.tell(
        f"邻居们点一下就报上，两个时段都满了；{resident.name}来晚一步，排在候补第 1 位。",
        f"One tap each, and both shifts are full; {resident.name} is first in the queue.",
        at=(resident.user, circle.chat),
    )


async def move_up(play: Play) -> None:
    """Somebody cannot come: the seat is offered to whoever waits, who takes it."""
    circle, resident = play.town.story_circle, play.town.resident
    card, leaver = play.cards["roster"], circle.residents[1]
    before = play.stage.newest(resident.user)
    await play.stage.presses(leaver.user, circle.chat, "取消报名", card)
    offer = await play.stage.hears(resident.user, before, "有空位了")
    await play.linger()
    await play.stage.presses(resident.user, resident.user, "我来", offer)
    await play.stage.hears_change(circle.chat, card, resident.name)
    await play.tell(
        f"{leaver.name}家有事取消了，空位先留给{resident.name}，TA 点「我来」就补上。",
        f"{leaver.name} cannot come; the seat is kept for {resident.name}, who takes it.",
        at=(resident.user, resident.user),
    )


async def read_roster(play: Play) -> None:
    """The captain has the whole list in private."""
    captain = _captain(play)
    before = play.stage.newest(captain.user)
    await play.stage.presses(captain.user, captain.user, "名单", play.cards["desk"])
    await play.stage.hears(captain.user, before, "2/2")
    await play.tell(
        f"谁来、谁候补，{captain.name}私下一看便知；到时候在这里点名。",
        f"{captain.name} has the list in private, and calls the roll there on Saturday.",
        at=(captain.user, captain.user),
    )


def _captain(play: Play) -> Household:
    captain = play.town.story_circle.captain
    if captain is None:
        raise ValueError("the building of the story has no captain")
    return captain


SCENES: Final[tuple[Scene, ...]] = (open_roster, fill_roster, move_up, read_roster)
