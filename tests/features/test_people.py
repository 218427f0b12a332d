"""Help, address, language, and what the bot holds on people."""

import json
import sqlite3
from contextlib import closing

import pytest

from domain.messages import Say, text

WORDS = "邻居家的狗半夜一直在叫"


async def test_a_resident_is_welcomed_with_what_they_can_do(town):
    ana = await town.resident("Ana")
    await ana.opens()
    ana.sees("welcome", name="Ana", community="滨河社区")
    lines = ana.texts()[-1].split("\n")
    assert "/report · /报修 · /报事 · /诉求 — 报修、报事，例如 /report 电梯坏了" in lines
    assert not any(line.startswith(("/inbox", "/staff", "/setup", "/circles")) for line in lines)


async def test_a_stranger_is_welcomed_and_told_the_next_step(town):
    zoe = await town.person("Zoe", lang="en")
    await zoe.opens()
    zoe.sees("welcome-stranger", name="Zoe", community="滨河社区", lang="en")


@pytest.mark.parametrize("words", ["/help", "/帮助", "帮助", "/help@linliquan_bot"])
async def test_help_in_private_is_grouped_one_line_each(town, words):
    ben = await town.steward("Ben")
    await ben.whispers(words)
    ben.sees("help")
    lines = ben.texts()[-1].split("\n")
    assert [line for line in lines[1:] if not line.startswith("/")] == [
        "报事",
        "通知",
        "报名、接龙",
        "团购",
        "志愿时长",
        "定时定点回收",
        "大件上门",
        "积分",
        "礼品",
        "登记",
        "统计",
        "值班",
        "我自己",
        "圈子",
        "户表",
    ]
    assert "/circles · /圈子 — 我管的圈子" in lines
    assert not any(line.startswith("/staff") for line in lines)


async def test_help_for_an_admin_has_everything(town):
    await town.admin.whispers("/help")
    shown = town.admin.texts()[-1]
    private = {"inbox", "circles", "staff", "bind", "me", "lang", "report"}
    assert all(f"\n/{name} " in shown for name in private)
    await town.admin.types("/help", where=town.circle)
    shown = town.admin.texts(town.circle)[-1]
    assert all(f"\n/{name} " in shown for name in ("setup", "captain", "report", "lang"))
    assert "/staff" not in shown


async def test_help_in_a_group_is_short_and_leads_to_private(town):
    ana = await town.resident("Ana")
    await ana.types("/help")
    assert len(ana.texts(town.circle)[-1].split("\n")) <= 8
    assert ana.buttons(town.circle)[-1] == "打开私聊"
    await ana.types("/start")
    ana.sees("welcome-group", where=town.circle)


async def test_help_follows_the_language(town):
    eve = await town.resident("Eve", lang="en")
    await eve.whispers("/help")
    eve.sees("help", lang="en")
    assert "我" not in eve.texts()[-1].replace("/我的诉求", "").replace("/我的", "")


ADDRESSES = (
    "/bind 3-2-501",
    "/绑定 3-2-501",
    "绑定 3-2-501",
    "/bind ３－２－５０１",
    "/bind 3号楼2单元501室",
    "/bind 三号楼二单元五零一",
    "/bind 3栋 2单元 501",
    "/bind building 3, unit 2, room 501",
)


async def test_an_address_is_kept_however_it_is_written(town):
    for typed in ADDRESSES:
        ana = await town.resident("Ana")
        await ana.whispers(typed)
        ana.sees("bind-done", building="3", unit="2", room="501")
        await ana.whispers("/bind")
        ana.sees("bind-shown", address="3-2-501")


async def test_an_address_is_asked_for_refused_changed_and_erased(town):
    ana = await town.resident("Ana")
    await ana.whispers("/bind")
    ana.sees("bind-howto")
    await ana.whispers("/bind 3-501")
    ana.sees("bind-unclear", given="3-501")
    await ana.whispers("/bind 3-2-501")
    await ana.whispers("/bind 4-1-202")
    ana.sees("bind-done", building="4", unit="1", room="202")
    await ana.presses("删掉住址")
    ana.is_told("bind-erased")
    ana.sees("bind-erased")
    await ana.whispers("/bind")
    assert ana.texts()[-1].startswith("请告诉我您的楼号")


async def test_an_address_that_is_erased_twice_harms_nothing(town):
    eve = await town.resident("Eve", lang="en")
    await eve.whispers("/bind 3-2-501")
    message_id, data = eve._button("Erase my address", eve.id)
    await eve.presses("Erase my address")
    town.world.press(eve.id, eve.id, message_id, data)
    await town.settle()
    eve.is_told("bind-erased-before", lang="en", alert=True)


async def test_the_address_reaches_staff_and_never_the_group(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.whispers("/bind 3-2-501")
    await ana.types("/report 电梯坏了")
    assert "3-2-501" in ben.texts()[-1]
    assert not any("501" in words for words in ana.texts(town.circle))


@pytest.mark.parametrize("words", ["/me", "/我的", "我的"])
async def test_me_shows_role_address_circles_and_open_reports(town, words):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.whispers(words)
    ana.sees("me", name="Ana", role="居民", address="没有绑定", circles="3号楼邻里圈", reports=0)
    await ana.whispers("/bind 3-2-501")
    await ana.types("/report 电梯坏了")
    await ana.types("/report 灯坏了")
    await ben.presses("办结")
    await ben.whispers("换了灯泡")
    await ana.whispers("/me")
    ana.sees("me", name="Ana", address="3-2-501", reports=1)


async def test_me_knows_every_role(town):
    await town.admin.whispers("/me")
    town.admin.sees("me", role="管理员")
    ben, all_grids = await town.steward("Ben"), await town.steward("Al", grid="全部")
    await ben.whispers("/me")
    ben.sees("me", role="社工 / 楼管家（第一网格）", circles="—")
    await all_grids.whispers("/me")
    all_grids.sees("me", role="社工 / 楼管家（全部）")
    cai, zoe = await town.captain("Cai"), await town.person("Zoe", started=True, lang="en")
    await cai.whispers("/me")
    cai.sees("me", role="楼长")
    await zoe.whispers("/me")
    zoe.sees("me", role="not in a circle yet", lang="en")


async def test_everything_that_is_held_on_a_person_is_handed_to_them_as_a_file(town):
    ana = await town.captain("Ana")
    await ana.opens(await town.invite("第二网格"))
    await ana.whispers("/bind 3-2-501")
    await ana.types(f"/report {WORDS}")
    await ana.whispers("/me")
    await ana.presses("导出我的资料")
    held = json.loads(_document(town, ana))
    assert held["person"]["name"] == "Ana"
    assert held["person"]["room"] == "501"
    assert held["circles"] == [
        {"title": "3号楼邻里圈", "grid": "第一网格", "kind": "邻里圈", "active": 1, "captain": 1}
    ]
    assert [row["grid"] for row in held["staff"]] == ["第二网格"]
    assert [row["body"] for row in held["reports"]] == [WORDS]
    assert {row["action"] for row in held["audit"]} == {"staff.join"}
    assert any(WORDS in json.dumps(row, ensure_ascii=False) for row in held["updates"])
    assert town.audit()[-1] == ("me.export", ana.id)


async def test_the_file_has_nothing_of_other_people(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.whispers("/bind 3-2-ZQ501")
    assert town.rows("SELECT room FROM people WHERE id = :id", id=ana.id) == [("ZQ501",)]
    await ana.types("/report 电梯坏了")
    await ben.whispers("/me")
    await ben.presses("导出我的资料")
    assert "Ana" not in _document(town, ben)
    assert "ZQ501" not in _document(town, ben)  # no file id, which is random, holds these letters


async def test_the_file_has_nothing_of_others_whom_one_answered_or_whose_card_one_pressed(town):
    ana, ben = await town.resident("Ana"), await town.resident("Ben")
    said = await ana.types("/bind 3-2-ZQ501")
    await ben.types("/report", reply_to=said.message_id)
    await ana.types(f"/report {WORDS}")
    await ben.presses("我家也是", where=town.circle)
    await ben.whispers("/me")
    await ben.presses("导出我的资料")
    held = json.loads(_document(town, ben))
    assert '"/report"' in _document(town, ben)
    assert "report.join" in _document(town, ben)
    assert "ZQ501" not in _document(town, ben)
    assert not any(WORDS in json.dumps(row, ensure_ascii=False) for row in held["updates"])


@pytest.mark.parametrize(("lang", "erase"), [("zh-hans", "删除我的资料"), ("en", "Erase my data")])
async def test_erasing_asks_first_and_then_nothing_of_the_person_is_left(town, lang, erase):
    name = 'O"Hara_100% <b>'
    ana, ben = await town.resident(name, lang=lang), await town.steward("Ben")
    await ana.whispers("/bind 31-7-4499")
    await ana.types("秘密的闲话")
    await ana.types(f"/report {WORDS}")
    await ben.types("收到", where=ben.id)
    await ana.whispers("/me")
    await ana.presses(erase)
    ana.sees("me-erase-sure", lang=lang[:2])
    assert all(part in _everything(town) for part in ("Hara", "4499", "秘密的闲话"))
    assert town.rows("SELECT 1 FROM people WHERE id = :id", id=ana.id)
    await ana.presses("确定删除" if lang != "en" else "Yes, erase")
    ana.sees("me-erased", lang=lang[:2])
    await town.passes(minutes=6)
    left = _everything(town)
    for part in ("Hara", "4499", "秘密的闲话"):
        assert part not in left
    assert WORDS in left, "the report itself stays"
    assert town.rows("SELECT reporter_id FROM reports") == [(None,)]
    assert ("me.erase", ana.id) in town.audit()


async def test_a_person_who_was_erased_and_comes_back_is_met_anew(town):
    ana = await town.resident("Ana")
    await ana.whispers("/lang en")
    await ana.whispers("/bind 3-2-501")
    await _erase(ana, "Erase my data", "Yes, erase")
    await ana.opens()
    ana.sees("welcome-stranger", name="Ana")
    await town.passes(minutes=6)
    await ana.whispers("/me")
    ana.sees("me", name="Ana", address="没有绑定", reports=0)
    await ana.types("我又来了")
    await ana.whispers("/me")
    ana.sees("me", circles="3号楼邻里圈")


async def test_staff_who_erase_themselves_are_staff_no_longer_and_the_admin_hears(town):
    ben = await town.steward("Ben")
    await ben.whispers("/me")
    await ben.presses("删除我的资料")
    ben.sees("me-erase-sure-role")
    await ben.presses("确定删除")
    ben.sees("me-erased")
    town.admin.sees("staff-erased", grid="第一网格")
    assert not town.rows("SELECT 1 FROM staff")
    assert not town.world.menus.get(("chat", ben.id, 0), "zh")


async def test_an_admin_who_erases_themselves_stays_admin(town):
    await _erase(town.admin, "删除我的资料", "确定删除")
    await town.admin.whispers("/staff 第一网格")
    assert "start=" in town.admin.texts()[-1]
    assert "staff" in town.admin.menu()


async def test_erasing_drops_the_open_question_and_what_waited(town):
    ana = await town.resident("Ana")
    ben = await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("回复")
    await ben.whispers("几点方便？")
    assert town.rows("SELECT 1 FROM dialogs")
    await _erase(ana, "删除我的资料", "确定删除")
    assert not town.rows("SELECT 1 FROM dialogs")


async def test_a_language_is_chosen_by_word_or_button(town):
    ana = await town.resident("Ana")
    await ana.whispers("/lang")
    ana.sees("lang-howto")
    await ana.presses("English")
    ana.sees("lang-done", language="English", lang="en")
    await ana.whispers("/help")
    ana.sees("help", lang="en")
    for words in ("/lang zh", "/语言 中文", "语言 中文", "/lang CHINESE"):
        await ana.whispers("/lang en")
        await ana.whispers(words)
        assert ana.texts()[-1] == "好的，以后我对您说中文。"
    await ana.whispers("/lang fr")
    ana.sees("lang-unknown", word="fr")


async def test_a_chosen_language_outlives_the_one_of_telegram_and_that_is_followed_else(town):
    ana, eve = await town.resident("Ana"), await town.resident("Eve")
    await ana.whispers("/lang zh")
    for human in (ana, eve):
        town.world.user(human.id).language_code = "en"
        await human.whispers("/help")
    ana.sees_not("help", lang="en")
    eve.sees("help", lang="en")


async def test_a_resident_in_a_group_changes_their_own_language_and_a_captain_the_groups(town):
    ana, cai = await town.resident("Ana"), await town.captain("Cai")
    await ana.types("/lang en")
    ana.sees("lang-done", language="English", where=town.circle)
    await ana.whispers("/me")
    ana.sees("me", name="Ana", lang="en")
    await cai.types("/lang en")
    cai.sees("lang-circle-done", language="English", where=town.circle, lang="en")
    await cai.whispers("/me")
    cai.sees("me", name="Cai")


async def test_cancel_drops_the_open_question(town):
    ana = await town.resident("Ana")
    await ana.whispers("/cancel")
    ana.sees("nothing-to-cancel")
    ben = await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("回复")
    await ben.whispers("几点方便？")
    await ana.presses("回话")
    ana.sees("ask-answer", number=1)
    await ana.whispers("取消")
    ana.sees("cancelled")
    assert not town.rows("SELECT 1 FROM dialogs")


async def test_what_could_not_be_said_is_said_when_a_person_unblocks_the_bot(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    town.world.block(ben.id)
    await town.settle()
    await ana.types("/report 电梯坏了")
    assert not any("#1" in words for words in ben.texts())
    town.world.unblock(ben.id)
    await town.settle()
    assert any("#1" in words for words in ben.texts())


async def test_a_person_who_never_started_the_bot_is_told_once_by_the_group_how_to(town):
    ana = await town.resident("Ana", started=False)
    await _say(town, ana.id, "done")
    await _say(town, ana.id, "cancelled")
    ana.sees("please-start", who="Ana", where=town.circle)
    assert ana.buttons(town.circle) == ["打开私聊"]
    await ana.opens()
    ana.sees("done")
    ana.sees("cancelled")


async def test_a_person_who_blocked_the_bot_is_not_called_out_in_the_group(town):
    ana = await town.resident("Ana")
    town.world.block(ana.id)
    await town.settle()
    await _say(town, ana.id, "done")
    ana.sees_not("please-start", where=town.circle)


async def _erase(human, first, second):
    await human.whispers("/me")
    await human.presses(first)
    await human.presses(second)


async def _say(town, chat_id, key):
    async with town.app.database.transaction() as uow:
        await uow.outbox.put([Say(to=chat_id, text=text(key))], town.clock.now())
    await town.settle()


def _document(town, human):
    documents = [m for m in town.world.messages(human.id) if "document" in m.data]
    stored = town.world.files.get(documents[-1].data["document"]["file_id"])
    return stored.content.decode()


def _everything(town):
    with closing(sqlite3.connect(f"file:{town.folder / 'town.db'}?mode=ro", uri=True)) as reader:
        return "\n".join(reader.iterdump())
