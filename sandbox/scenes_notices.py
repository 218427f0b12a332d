"""演示: a captain's notice, who has read it, and a correction."""

from typing import Final

from sandbox.play import Play, Scene


async def announce(play: Play) -> None:
    """The captain announces it in one line, and it stands in the group with a button."""
    circle, captain = play.town.story_circle, play.town.captain
    before, listed = play.stage.newest(circle.chat), play.stage.newest(captain.user)
    play.stage.says(captain.user, circle.chat, "/notice 今晚8点到10点停水，请储水")
    play.cards["notice"] = await play.stage.hears(circle.chat, before, "通知")
    play.cards["list"] = await play.stage.hears(captain.user, listed, "还没收到")
    await play.tell(
        f"楼长{captain.name}发通知：一行字，群里就是一张带「收到」的卡片。",
        f"{captain.name}, the captain, announces something: one line, and it is a card.",
        at=(captain.user, circle.chat),
    )


async def confirm(play: Play) -> None:
    """Neighbours press 收到; the captain sees which households are still missing."""
    circle, captain = play.town.story_circle, play.town.captain
    card = play.cards["notice"]
    for neighbour in circle.residents[:3]:
        await play.stage.presses(neighbour.user, circle.chat, "收到", card)
        await play.linger()
    await play.stage.hears_change(circle.chat, card, "3/")
    await play.tell(
        "邻居们按「收到」，按户数数，一家按一次就行。",
        "Neighbours press 收到. Households are counted, so one press each is enough.",
        at=(circle.residents[0].user, circle.chat),
    )
    play.cards["list"] = await play.stage.hears_change(captain.user, play.cards["list"], "3/")
    await play.tell(
        f"还有哪几户没看到，{captain.name}私下看得一清二楚，按单元排好。",
        f"Which households are missing, {captain.name} sees in private, unit by unit.",
        at=(captain.user, captain.user),
    )


async def correct(play: Play) -> None:
    """The hour was wrong: the card is corrected, and who had confirmed is asked again."""
    circle, captain = play.town.story_circle, play.town.captain
    reader = circle.residents[0]
    asked, before = play.stage.newest(reader.user), play.stage.newest(captain.user)
    await play.stage.presses(captain.user, captain.user, "更正", play.cards["list"])
    await play.stage.hears(captain.user, before)
    preview = await play.stage.asks(captain.user, captain.user, "今晚9点到11点停水，请储水")
    await play.stage.presses(captain.user, captain.user, "确认更正", preview)
    await play.stage.hears_change(circle.chat, play.cards["notice"], "更正")
    question = await play.stage.hears(reader.user, asked, "更正")
    await play.tell(
        "时间写错了？更正以后，群里那张卡片跟着变，看过旧的人会再被问一次。",
        "The hour was wrong? The card changes, and only those who had read it are asked again.",
        at=(reader.user, reader.user),
    )
    await play.stage.presses(reader.user, reader.user, "收到", question)
    await play.stage.hears_change(circle.chat, play.cards["notice"], "1/")


SCENES: Final[tuple[Scene, ...]] = (announce, confirm, correct)
