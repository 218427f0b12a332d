"""Group-buys in the town: opened, ordered from, and what the cards show."""

import io

import openpyxl

EGGS = "/groupbuy 鸡蛋 25元/板 库存=3 限购=2"
BOTH = "/groupbuy 鸡蛋 25元/板 库存=40\n牛奶 58.5元/箱 起购=2"


async def opened(captain, words=EGGS):
    """A captain opens one in their group."""
    await captain.types(words)
    await captain.presses("发布", where=captain.group)


def card(human, where=None, *, number=1):
    """The newest card of a group-buy in a group, as it reads now."""
    mark = f"（团购 {number}）"
    return [words for words in human.texts(where or human.group) if mark in words][-1]


def private(human, *, number=1):
    """The newest card of a group-buy in private: one's order, or the organiser's panel."""
    return [words for words in human.texts() if f"（团购 {number}" in words][-1]


async def orders(human, goods="鸡蛋", times=1):
    """Somebody taps ＋ in their group."""
    for _ in range(times):
        await human.presses(f"＋ {goods}", where=human.group)


def ordered(town):
    """Units ordered by goods, as kept."""
    return dict(town.rows("SELECT name, ordered FROM groupbuy_items ORDER BY id"))


def state(town):
    """How far the newest group-buy is."""
    return town.rows("SELECT state FROM groupbuys ORDER BY number DESC LIMIT 1")[0][0]


def file(human):
    """The newest file that somebody got: its name and the rows of its sheets."""
    message = [m for m in human.town.world.messages(human.id) if "document" in m.data][-1]
    content = human.town.world.files.get(message.data["document"]["file_id"]).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]
    return message.data["document"]["file_name"], sheets
