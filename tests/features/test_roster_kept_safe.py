"""Who lives in a household and their phone stand nowhere but sealed: file, log, outbox, groups."""

import io
import json

import pytest

from bot import logs
from storage import rotation
from storage.database import DatabaseError
from tests.features.test_roster import HEAD, files, households, sends
from tests.support.tables import workbook

GOOD = [
    [3, 1, 101, "欧阳端木", "13812345678", 2, "腿脚不便的老人"],
    [3, 1, 102, "司马相如", "13987654321、13755556666", 4, ""],
]
WRONG = [
    [3, 2, "二零l", "诸葛孔明", "13666667777", 1, "白天没人"],
    [3, 2, 202, "慕容云海", "1351112222", 1, ""],
    ["夏侯元让 13444445555", 2, 203, "夏侯元让", "13444445555", 1, ""],
]
SECRETS = (
    *("欧阳端木", "13812345678", "腿脚不便的老人"),
    *("司马相如", "13987654321", "13755556666"),
    *("诸葛孔明", "13666667777", "白天没人"),
    *("慕容云海", "1351112222"),
    *("夏侯元让", "13444445555"),
)


@pytest.fixture
async def ben(town):
    return await town.steward("Ben")


def kept(town):
    """Every byte that the bot keeps: the database with its log, and nothing else is there."""
    return b"".join(path.read_bytes() for path in sorted(town.folder.glob("town.db*")))


def found_in(content):
    """What of the households can be read there."""
    return [
        secret
        for secret in SECRETS
        if secret.encode() in content or json.dumps(secret)[1:-1].encode() in content
    ]


def said_in_groups(town):
    groups = [row[0] for row in town.rows("SELECT chat_id FROM circles")]
    return "\n".join(str(m.data) for chat in groups for m in town.world.messages(chat)).encode()


async def exports(human):
    await human.whispers("/roster")
    await human.presses("导出户表")


async def exports_and_blocks(town, human):
    """Ask for the list, and block the bot before it comes."""
    await human.whispers("/roster")
    message_id, data = human._button("导出户表", human.id)
    town.world.press(human.id, human.id, message_id, data)
    town.world.block(human.id)
    await town.settle()


async def test_a_scan_of_file_log_and_groups_finds_nothing(town, ben):
    log = io.StringIO()
    logs.set_up("debug", "json", ("42:sandbox",), log)
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-1-109")
    await sends(ben, workbook([HEAD, *GOOD, *WRONG]))
    assert found_in(kept(town)) == [], "also while it waits for the yes"
    await ben.presses("跳过错误行，只导入 2 户")
    await sends(ben, workbook([HEAD, [*GOOD[0][:4], "13812345678", 3], GOOD[1]]))
    await ben.presses("确认")
    await exports(ben)
    (wrong, exported) = files(ben)
    assert "诸葛孔明" in str(wrong), "there was something to keep safe"
    assert "欧阳端木" in str(exported)
    await ben.whispers("/roster 删除 3-1-102")
    await town.restart()
    await town.app.database.fold(empty=True)
    assert [row[:4] for row in households(town)] == [("3", "1", "101", "欧阳端木")]
    assert found_in(kept(town)) == []
    assert found_in(said_in_groups(town)) == []
    assert found_in(log.getvalue().encode()) == []
    assert "handled" in log.getvalue(), "there was a log to look at"


async def test_a_file_that_waits_for_who_asked_for_it_is_sealed_and_wiped_once_it_has_gone(
    town, ben
):
    await sends(ben, workbook([HEAD, *GOOD]))
    await ben.presses("确认")
    await exports_and_blocks(town, ben)
    query = "SELECT state, payload FROM outbox WHERE kind = 'spreadsheet'"
    ((state, payload),) = town.rows(query)
    assert state == "held"
    assert not payload.startswith("{"), "sealed"
    assert found_in(kept(town)) == []
    await ben.opens()
    assert town.rows(query) == [("sent", "{}")]
    assert "欧阳端木" in str(files(ben)[-1])


async def test_what_one_asks_to_see_of_oneself_does_not_stay_in_the_outbox(town):
    ana = await town.resident("Ana")
    await ana.whispers("/me")
    await ana.presses("导出我的资料")
    assert town.rows("SELECT payload FROM outbox WHERE kind = 'document'") == [("{}",)]


async def test_a_new_key_opens_households_files_and_messages_that_wait(town, ben):
    await sends(ben, workbook([HEAD, *GOOD]))
    await ben.presses("确认")
    await sends(ben, workbook([HEAD, [3, 1, 103, "东方朔", "13500001111"]]))
    await exports_and_blocks(town, ben)
    await town.stop_bot()
    before = kept(town)
    count = await rotation.rotate(town.folder / "town.db", town.folder / "town.key")
    assert count == len(GOOD)
    assert kept(town) != before
    await town.start_bot()
    await ben.opens()
    assert "欧阳端木" in str(files(ben)[-1])
    await ben.presses("确认")
    assert [row[3] for row in households(town)] == ["欧阳端木", "司马相如", "东方朔"]
    assert found_in(kept(town)) == []


async def test_the_start_without_the_key_is_refused_once_there_are_households(town, ben):
    await sends(ben, workbook([HEAD, *GOOD]))
    await ben.presses("确认")
    await town.stop_bot()
    (town.folder / "town.key").unlink()
    with pytest.raises(DatabaseError, match="bring back your copy"):
        await town.start_bot()


async def test_without_a_key_no_list_is_taken_in(town, ben):
    await ben.whispers("/roster")
    await town.stop_bot()
    (town.folder / "town.key").unlink()
    await town.start_bot()
    await sends(ben, workbook([HEAD, *GOOD]), caption=None)
    ben.sees("roster-no-key")
    await sends(ben, workbook([HEAD, *GOOD]))
    await ben.whispers("/roster")
    assert [words.startswith("户主和电话要加密存放") for words in ben.texts()[-2:]] == [True, True]
    assert not town.rows("SELECT * FROM files")


async def test_a_file_that_comes_after_the_key_has_gone_is_not_kept(town, ben):
    content = workbook([HEAD, *GOOD])
    town.world.send(ben.id, ben.id, document=("户表.xlsx", content), caption="/roster")
    await town.app.poller.step(0)
    await town.app.dispatcher.drain()
    await town.stop_bot()
    (town.folder / "town.key").unlink()
    await town.start_bot()
    ben.sees("roster-no-key")
    assert not town.rows("SELECT * FROM files")
    assert not town.rows("SELECT * FROM households")
