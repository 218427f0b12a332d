"""Points in the town: who gets some, codes that people show, and what the ledger holds."""

import io
import re

import openpyxl

TODAY = "2026-11-24"
"""The day on which a town begins."""

_CODE = re.compile(r"码：(\d{3} \d{3})")


async def neighbour(town, name, address="3-2-501", **more):
    """A resident who has bound an address."""
    human = await town.resident(name, **more)
    await human.whispers(f"/bind {address}")
    return human


async def endow(town, address, points):
    """An admin credits a household by hand."""
    while points > 0:
        await town.admin.whispers(f"/points {address} +{min(points, 1000)} 起步分")
        points -= 1000


COLLECTION = "/collection 有害垃圾 大件垃圾 每天 8:00-22:00 南门广场 @全部"


async def arrives(human, *, day=TODAY, where=None):
    """Somebody presses 我已到场 on the day of a collection, which there is every day."""
    town = human.town
    if not town.rows("SELECT 1 FROM collections WHERE state = 'active'"):
        await town.admin.whispers(COLLECTION)
        await town.admin.presses("确认")
    ((number,),) = town.rows("SELECT id FROM collections WHERE state = 'active'")
    await human.forges(f"1|checkin.here|{number}|{day}", where=where)


def code_of(human):
    """The digits of the newest code that somebody was shown."""
    said = [m.data.get("caption") or m.text for m in human.town.world.messages(human.id)]
    return [found[1] for words in said if (found := _CODE.search(words or ""))][-1]


def ledger(town):
    """What every account that is not empty holds."""
    return dict(
        town.rows(
            "SELECT a.kind || ':' || a.key, SUM(e.amount) FROM point_entries AS e"
            " JOIN point_accounts AS a ON a.id = e.account_id GROUP BY a.id"
            " HAVING SUM(e.amount) <> 0 ORDER BY a.id"
        )
    )


def balance(town, address="3-2-501"):
    """What a household can spend."""
    return ledger(town).get(f"household:{address}", 0)


def workbook(human):
    """The rows of every sheet of the newest file that somebody was sent."""
    said = human.town.world.messages(human.id)
    document = [m.data["document"] for m in said if "document" in m.data][-1]
    content = human.town.world.files.get(document["file_id"]).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book]
