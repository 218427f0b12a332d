"""A file that people send comes to the route that asked for it, once, or they are told why not."""

import json
from datetime import timedelta

import pytest

from domain.messages import Fetch
from domain.tables import Sheet
from sandbox import Fault
from tests.support.tables import workbook

ROUTE = "roster.read"
CSV = "楼,单元,室\n3,2,501\n".encode()


@pytest.fixture
async def ben(town):
    return await town.steward("Ben")


def sent_by(town, human, name="户表.csv", content=CSV):
    """A file in the private chat that the bot has not looked at yet."""
    message = town.world.send(human.id, human.id, document=(name, content))
    return message.data["document"]["file_id"]


def fetch(human, file_id, name="户表.csv", route=ROUTE):
    return Fetch(to=human.id, file_id=file_id, filename=name, route=route, data={"about": 7})


async def test_what_a_file_holds_is_kept_and_announced_to_its_route(town, desk, ben):
    await desk.put(fetch(ben, sent_by(town, ben)))
    await desk.sends()
    assert await desk.state() == "sent"
    kept = (await desk.rows("files"))[-1]
    assert "501" not in kept["content"], "it is sealed"
    async with town.app.database.transaction() as uow:
        sheets = await uow.files.read(kept["id"], ben.id, town.clock.now())
    assert sheets == (Sheet(name="户表", rows=(("楼", "单元", "室"), ("3", "2", "501"))),)
    told = (await desk.rows("inbox"))[-1]
    event = json.loads(told["payload"])
    assert (told["source"], told["lane"]) == ("sender", ben.id)
    assert (event["route"], event["file"], event["data"]) == (ROUTE, kept["id"], {"about": 7})
    assert "501" not in told["payload"], "what a file holds stands in no command"


async def test_a_file_is_read_for_who_sent_it_until_it_is_old(town, desk, ben):
    await desk.put(fetch(ben, sent_by(town, ben, "a.xlsx", workbook([["a", "b"]])), "a.xlsx"))
    await desk.sends()
    number = (await desk.rows("files"))[-1]["id"]
    now = town.clock.now()
    async with town.app.database.transaction() as uow:
        assert await uow.files.read(number, town.admin.id, now) is None
        assert (await uow.files.read(number, ben.id, now))[0].rows == (("a", "b"),)
    town.clock.advance(timedelta(days=2))
    async with town.app.database.transaction() as uow:
        assert await uow.files.read(number, ben.id, town.clock.now()) is None
    await town.settle()
    assert not await desk.rows("files"), "housekeeping forgets it"


async def test_a_file_that_cannot_be_read_is_explained_and_announced_to_nobody(town, desk, ben):
    before = len(await desk.rows("inbox"))
    for name, content, key in (
        ("a.xlsx", b"PK\x03\x04 not", "file-damaged"),
        ("a.csv", b" ", "file-empty"),
        ("a.csv", b"x" * (5 * 1024 * 1024 + 1), "file-too-big"),
    ):
        await desk.put(fetch(ben, sent_by(town, ben, name, content), name))
        await desk.sends()
        ben.sees(key)
    assert len(await desk.rows("inbox")) == before
    downloads = [call for call in desk.calls("getFile") if call.ok]
    assert len(downloads) == 3


async def test_a_file_that_telegram_has_lost_is_asked_for_again(desk, ben):
    await desk.put(fetch(ben, "BQACAgQAAx-nothing"))
    await desk.sends()
    ben.sees("file-gone")
    assert (await desk.rows())[-2]["state"] == "dropped"


async def test_a_line_that_breaks_only_delays(town, desk, ben):
    town.sandbox.faults.add(Fault("getFile", "drop_before", times=2))
    await desk.put(fetch(ben, sent_by(town, ben)))
    await desk.sends()
    assert not await desk.rows("files")
    await desk.later(70)
    await desk.later(70)
    assert len(await desk.rows("files")) == 1


async def test_a_download_that_ended_with_the_process_is_made_again(town, desk, ben):
    await desk.put(fetch(ben, sent_by(town, ben)))
    async with town.app.database.transaction() as uow:
        (ready,) = await uow.outbox.ready(town.clock.now())
        await uow.outbox.claim(ready.read())
    await town.app.sender.start()
    await desk.sends()
    assert len(await desk.rows("files")) == 1


async def test_nobody_waits_in_vain_for_a_route_that_is_gone(town, desk, ben):
    await desk.put(fetch(ben, sent_by(town, ben), route="no.such"))
    await town.settle()
    for _ in range(5):
        await town.passes(seconds=61)
    ben.sees("error-apology")
    town.admin.sees("error-alert")
