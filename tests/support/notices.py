"""Notices in the town: composed, with formatting, and what became of them in the circles."""

from sandbox.markup import parse_html

WATER = "今晚8点停水，请储水"


async def writes(human, html, *, where=None, **more):
    """Send words with Telegram's formatting, written as HTML."""
    formatted = parse_html(html)
    return await human.types(formatted.text, where=where, entities=formatted.entities, **more)


async def sends(human, words, label="确认发送"):
    """Write a notice in private and confirm its preview."""
    await human.whispers(words)
    await human.presses(label)


def cards(town, chat=None, beginning=("📢", "🚨 紧急通知")):
    """The notices that stand in a group, oldest first: the first circle's unless told."""
    where = chat or town.circle
    return [m for m in town.world.messages(where) if m.text.startswith(beginning)]


def card(town, chat=None):
    """The newest of them."""
    return cards(town, chat)[-1]


def marked(message):
    """What is formatted in a message: the kind of each entity with the words it covers."""
    units = message.text.encode("utf-16-le")
    return [
        (e["type"], units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in message.entities
    ]


async def three_circles(town):
    """Two more circles: one of the same grid, a party circle of the second grid."""
    same = await town.add_circle("5号楼邻里圈")
    party = await town.add_circle("党员先锋", "第二网格 党员圈")
    return town.circle, same, party


async def binds(human, address):
    """Tell the bot the address."""
    await human.whispers(f"/bind {address}")


async def watches(town, human, minutes=1):
    """What a follower's card says after a moment."""
    await town.passes(minutes=minutes)
    return [words for words in human.texts() if words.startswith(("📋", "📣"))][-1]
