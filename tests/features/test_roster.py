"""What staff see when they send a list of households."""

import json

import pytest

from storage.cipher import Cipher
from tests.support.tables import opened, workbook

HEAD = ["楼栋", "单元", "室", "户主", "电话", "人数", "备注"]
GOOD = [
    [3, 1, 101, "王秀英", "13812345678", 2, ""],
    [3, 1, 102, "李建国", "13987654321", 4, "空巢老人"],
    [3, 2, 201, "", "", "", ""],
]
WRONG = [[3, 2, "二零l", "赵", "13812345678"], [3, 1, 101, "王秀英", "1381234567"]]


@pytest.fixture
async def ben(town):
    return await town.steward("Ben")


async def sends(human, content, *, name="户表.xlsx", caption="/roster", **more):
    return await human.types(
        None, where=human.id, document=(name, content), caption=caption, **more
    )


def households(town, columns="building, unit, room, head, phone, people, note"):
    """The households as they are kept, with what is sealed in them opened."""
    cipher = Cipher.from_file(town.folder / "town.key")
    found = []
    for *plain, sealed in town.rows(
        "SELECT building, unit, room, people, circle_id, sealed FROM households"
        " ORDER BY building, unit, room"
    ):
        household = {"head": "", "phone": "", "note": ""}
        household |= zip(("building", "unit", "room", "people", "circle_id"), plain, strict=True)
        household |= json.loads(cipher.open(sealed)) if sealed else {}
        found.append(tuple(household[column] for column in columns.split(", ")))
    return found


def files(human):
    """What the bot sent as files, newest last: the sheets of each."""
    world = human.town.world
    sent = [m for m in world.messages(human.id) if "document" in m.data]
    ours = [m for m in sent if m.sender_id == world.bot.id]
    return [opened(world.files.get(m.data["document"]["file_id"]).content) for m in ours]


async def test_a_list_is_looked_over_before_it_is_taken_in(town, ben):
    await sends(ben, workbook([HEAD, *GOOD]))
    ben.sees("roster-reading")
    assert "新增 3 户，有变化 0 户，没变 0 户。" in ben.texts()[-1]
    assert "3号楼邻里圈：3 户" in ben.texts()[-1]
    assert not households(town)
    await ben.presses("确认")
    ben.is_told("done")
    ben.sees("roster-done", new=3, changed=0, same=0, skipped=0, strangers=0)
    assert households(town) == [
        ("3", "1", "101", "王秀英", "13812345678", 2, ""),
        ("3", "1", "102", "李建国", "13987654321", 4, "空巢老人"),
        ("3", "2", "201", "", "", None, ""),
    ]
    circle = town.rows("SELECT id FROM circles")[0]
    assert households(town, "circle_id") == [circle] * 3
    assert ("roster.import", ben.id) in town.audit()
    assert not town.rows("SELECT * FROM files"), "what was sent is forgotten with that"


async def test_a_list_can_be_sent_after_the_command_or_answered_with_it(town, ben):
    await ben.whispers("/户表")
    ben.sees("roster")
    await sends(ben, workbook([HEAD, *GOOD]), caption=None)
    await ben.presses("取消")
    ben.sees("roster-left")
    assert not households(town)
    assert not town.rows("SELECT * FROM files")
    said = await sends(ben, workbook([HEAD, *GOOD]), caption=None)
    ben.sees("file-for-what")
    await ben.whispers("/roster", reply_to=said.message_id)
    await ben.presses("确认")
    assert len(households(town)) == 3


async def test_words_in_place_of_the_file_are_told_what_is_missing_and_commands_go_on(ben):
    await ben.whispers("/roster")
    await ben.whispers("好的")
    ben.sees("roster-send-file")
    await ben.whispers("待办")
    ben.sees("inbox-empty")
    await sends(ben, workbook([HEAD, *GOOD]), caption=None)
    assert "新增 3 户" in ben.texts()[-1]


async def test_wrong_rows_come_back_with_their_numbers_and_reasons(town, ben):
    await sends(ben, workbook([["3号楼户表"], HEAD, *GOOD, *WRONG]))
    (sheets,) = files(ben)
    assert sheets == {
        "Sheet1": [
            ["行号", "哪里不对", *HEAD],
            [6, "住址「3 2 二零l」看不懂", "3", "2", "二零l", "赵", "13812345678", None, None],
            [
                *(7, "3-1-101 重复，和Sheet1第 3 行是同一户；电话少了几位"),
                *("3", "1", "101", "王秀英", "1381234567", None, None),
            ],
        ]
    }
    ben.sees("roster-wrong-caption", count=2)
    assert "确认" not in ben.buttons(), "all or nothing"
    said = "\n".join(ben.texts())
    assert "138" not in said, "a number of a household stands in no message"
    await ben.presses("跳过错误行，只导入 3 户")
    ben.sees("roster-done", new=3, changed=0, same=0, skipped=2, strangers=0)
    assert len(households(town)) == 3


async def test_what_the_bot_sent_back_is_sent_in_again_once_it_is_mended(town, ben):
    await sends(ben, workbook([HEAD, *GOOD, *WRONG[:1]]))
    await ben.presses("跳过错误行，只导入 3 户")
    (sheets,) = files(ben)
    sheets["Sheet1"][1][4] = "202"
    await sends(ben, workbook(sheets["Sheet1"]))
    await ben.presses("确认")
    assert households(town)[-1][:4] == ("3", "2", "202", "赵")


async def test_importing_again_updates_by_address_and_keeps_bindings(town, ben):
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-1-101")
    await sends(ben, workbook([HEAD, *GOOD]))
    await ben.presses("确认")
    newer = [[3, 1, 101, "王秀英", "13800000000", 3, ""], GOOD[1], [3, 2, 202, "孙"]]
    await sends(ben, workbook([HEAD, *newer]))
    words = ben.texts()[-1]
    assert "新增 1 户，有变化 1 户，没变 1 户。" in words
    assert "3-1-101：电话、人数" in words
    assert "3-2-201" in words, "what the list leaves out is named"
    await ben.presses("确认")
    assert [row[:3] for row in households(town)] == [
        *(("3", "1", "101"), ("3", "1", "102"), ("3", "2", "201"), ("3", "2", "202"))
    ]
    assert households(town)[0][4:6] == ("13800000000", 3)
    await ana.whispers("/bind")
    ana.sees("bind-shown", address="3-1-101")
    await ben.whispers("/roster")
    assert "3号楼邻里圈：4 户，已绑定 1 户" in ben.texts()[-1]


async def test_a_list_that_changes_nothing_says_so_and_asks_nothing(town, ben):
    await sends(ben, workbook([HEAD, *GOOD]))
    await ben.presses("确认")
    before = len(ben.buttons())
    await sends(ben, workbook([HEAD, *GOOD]))
    assert "新增 0 户，有变化 0 户，没变 3 户。" in ben.texts()[-1]
    assert len(ben.buttons()) == before
    assert not town.rows("SELECT * FROM files")


async def test_a_confirmation_that_was_overtaken_is_asked_for_again(town, ben):
    cat = await town.steward("Cat")
    await sends(ben, workbook([HEAD, *GOOD]))
    await sends(cat, workbook([HEAD, [3, 1, 101, "别人"]]))
    await cat.presses("确认")
    await ben.presses("确认")
    ben.is_told("roster-outdated", alert=True)
    assert households(town, "head") == [("别人",)]
    assert "新增 2 户，有变化 1 户" in ben.texts()[-1]
    await ben.presses("确认")
    assert len(households(town)) == 3


async def test_a_second_press_and_an_old_file_are_harmless(town, ben):
    await sends(ben, workbook([HEAD, *GOOD]))
    data = ben._buttons(ben.id)[-2][2]
    await ben.forges(data)
    await ben.forges(data)
    ben.is_told("roster-file-gone", alert=True)
    await sends(ben, workbook([HEAD, [3, 3, 301]]))
    await town.passes(hours=25)
    await ben.presses("取消")
    ben.is_told("roster-file-gone", alert=True)
    await ben.forges(data.replace("all", "some"))
    ben.is_told("roster-file-gone", alert=True)


async def test_a_forged_press_takes_in_no_wrong_rows_as_if_they_were_right(town, ben):
    await sends(ben, workbook([HEAD, *GOOD, *WRONG]))
    data = ben._buttons(ben.id)[-2][2]
    await ben.forges(data.replace("right", "all"))
    ben.is_told("roster-outdated", alert=True)
    assert not households(town)


async def test_a_worker_who_was_removed_meanwhile_takes_nothing_in(town, ben):
    await sends(ben, workbook([HEAD, *GOOD]))
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Ben")
    await ben.presses("确认")
    ben.is_told("no-permission", alert=True)
    assert not households(town)


async def test_a_worker_who_was_removed_while_the_file_was_read_is_told_so(town, ben):
    town.world.send(ben.id, ben.id, document=("a.xlsx", workbook([HEAD])), caption="/roster")
    await town.app.poller.step(0)
    await town.app.dispatcher.drain()
    await town.app.sender.drain()
    async with town.app.database.transaction() as uow:
        await uow.staff.remove(ben.id)
    await town.settle()
    ben.sees("no-permission", who="社工 / 楼管家")
    assert not town.rows("SELECT * FROM files")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("户表.xls", b"x", "file-old-kind"),
        ("户表.pdf", b"x", "file-wrong-kind"),
        ("户表.csv", b"x" * (5 * 1024 * 1024 + 1), "file-too-big"),
        ("户表.xlsx", b"PK\x03\x04", "file-damaged"),
        ("户表.csv", "王,李\n".encode(), "roster-no-headings"),
        ("户表.csv", "楼,单元,室\n".encode(), "roster-no-rows"),
    ],
)
async def test_what_is_no_list_is_explained(town, ben, name, content, key):
    await sends(ben, content, name=name)
    ben.sees(key)
    assert not town.rows("SELECT * FROM files")


async def test_residents_and_captains_cannot_send_lists(town):
    captain = await town.captain("Cap")
    await sends(captain, workbook([HEAD, *GOOD]))
    captain.sees("no-permission", who="社工 / 楼管家")
    await captain.whispers("/roster")
    assert not [call for call in town.sandbox.calls if call.method == "getFile"]


async def test_in_a_group_the_way_leads_to_the_private_chat(town, ben):
    town.world.join(town.circle, ben.id)
    await ben.types("/roster", where=town.circle)
    ben.sees("go-private", where=town.circle)


REAL = """\
滨河社区 3号楼 住户登记表,,,
序号,房号,业主姓名,联系方式
1,1-101,王秀英,138 1234 5678
,1-102,李,无
"""


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig"])
async def test_text_as_excel_saves_it_is_taken_in(town, ben, encoding):
    await sends(ben, REAL.encode(encoding), name="导出.csv")
    await ben.presses("确认")
    assert households(town, "building, unit, room, phone") == [
        ("3", "1", "101", "13812345678"),
        ("3", "1", "102", ""),
    ]


async def test_merged_cells_of_a_real_list_are_taken_in(town, ben):
    rows = [
        ["滨河社区户表", *[None] * 4],
        ["序号", "地址", None, None, "户主"],
        [None, "楼栋", "单元", "房号", None],
        [1, "3号楼", "1单元", "101室", "王"],
        [2, None, None, "102室", "李"],
        [3, None, "2单元", "201室", "张"],
        ["合计：3户"],
    ]
    merge = ("A1:E1", "B2:D2", "A2:A3", "E2:E3", "B4:B6", "C4:C5")
    await sends(ben, workbook(rows, merge=merge))
    await ben.presses("确认")
    assert households(town, "building, unit, room, head") == [
        *(("3", "1", "101", "王"), ("3", "1", "102", "李"), ("3", "2", "201", "张"))
    ]
