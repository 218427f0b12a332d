"""演示: on site at a collection, from a code of six digits to a gift."""

import re
from datetime import timedelta
from typing import Final

from sandbox.model import Message
from sandbox.play import Play
from sandbox.times import forward, saturday

_CODE: Final = re.compile(r"\d{3} \d{3}")


async def arrive(play: Play) -> None:
    """A resident on site shows a code, and the household has its points."""
    circle, resident, staff = play.town.story_circle, play.town.resident, play.town.story_staff
    forward(play, saturday(play) + timedelta(minutes=5))
    before = play.stage.newest(resident.user)
    await play.stage.presses(resident.user, circle.chat, "我已到场", play.cards["soon"])
    shown = await play.stage.hears(resident.user, before, "签到码")
    await play.tell(
        f"{resident.name}到了南门广场，按「我已到场」，私下收到一个签到码。",
        f"{resident.name} is there, presses 我已到场 and has a code in private.",
        at=(resident.user, resident.user),
    )
    await play.stage.asks(staff.id, staff.id, f"/checkin {_code(shown)}")
    await play.stage.hears(resident.user, shown, "分")
    await play.tell(
        f"{staff.name}输入签到码，积分马上记到{resident.name}家。",
        f"{staff.name} enters it, and the household has its points at once.",
        at=(resident.user, resident.user),
    )


async def redeem(play: Play) -> None:
    """Points become a gift: ordered with two taps, handed over once."""
    resident, staff = play.town.resident, play.town.story_staff
    await play.stage.asks(staff.id, staff.id, "/gifts 环保袋 10分 20件")
    shelf = await play.stage.asks(resident.user, resident.user, "/gifts")
    await play.stage.presses(resident.user, resident.user, "兑换 环保袋", shelf)
    await play.stage.presses(resident.user, resident.user, "确认兑换")
    ordered = await play.stage.hears(resident.user, shelf, "领取码")
    await play.tell(
        f"攒够了分，{resident.name}兑换一个环保袋，拿到领取码，东西给他留七天。",
        f"With enough points {resident.name} orders a bag and has a code; it is kept for a week.",
        at=(resident.user, resident.user),
    )
    await play.stage.asks(staff.id, staff.id, f"/redeem {_code(ordered)}")
    await play.tell(
        f"{staff.name}核对领取码，把礼品交给{resident.name}。",
        f"{staff.name} checks the code and hands the gift over.",
        at=(staff.id, staff.id),
    )


def _code(message: Message) -> str:
    """The six digits that a message shows.

    Raises:
        ValueError: it shows none.
    """
    found = _CODE.search(message.text)
    if found is None:
        raise ValueError(f"no code in “{message.text}”")
    return found[0]
