import asyncio
import re
from collections import Counter
from contextlib import asynccontextmanager

import pytest

from sandbox.households import Household
from sandbox.scenes_reports import SCENES as REPORTS
from sandbox.seed import populate, settle_in
from sandbox.story import READING_SECONDS, Story

LINK = "https://t.me/linliquan_bot?start=token"
JOIN, TAKE, TRANSFER, TO, CLOSE, YES, NO, CONTENT = (
    {"text": text, "callback_data": text}
    for text in ("我家也是", "接单", "转派", "🏢 物业", "办结", "解决了", "没解决", "满意")
)


class ScriptedBot:
    """Answers each command and press with one line, as the real bot would with better ones."""

    def __init__(self, call, town):
        self._call = call
        self._town = town
        self._group_card = None
        self._asked = None

    async def run(self):
        offset = 0
        while True:
            for update in await self._call.result("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                if "message" in update:
                    await self._hear(update["message"])
                elif "callback_query" in update:
                    await self._pressed(update["callback_query"])

    async def _hear(self, message):
        command, _, rest = message.get("text", "").partition(" ")
        chat, staff = message["chat"]["id"], self._town.story_staff.id
        answers = {
            "/setup": f"本群已登记为{rest}",
            "/staff": f"{rest}的邀请 {LINK}{len(rest)}",
            "/partner": f"{rest}的邀请 {LINK}p",
            "/captain": "是本圈的楼长了",
            "/start": "您好",
            "/bind": f"记住了 {rest}",
        }
        if command in answers:
            await self._say(chat, answers[command])
        elif command == "/report":
            self._group_card = await self._say(chat, "已受理 #1", JOIN)
            await self._say(staff, "#1", TAKE)
        elif chat == self._asked:
            await self._answered(chat)

    async def _answered(self, chat):
        """Words for 办结 or 没解决."""
        self._asked = None
        resident, partner = self._town.resident.user, self._town.partner.id
        await self._say(chat, "好的")
        if chat == partner:
            await self._say(resident, "办结", YES, NO)
        else:
            await self._say(partner, "重开", CLOSE)

    async def _pressed(self, query):
        await self._call.result("answerCallbackQuery", callback_query_id=query["id"])
        chat, resident = query["message"]["chat"]["id"], self._town.resident.user
        match query["data"]:
            case "我家也是":
                await self._edit(self._group_card, "已受理 #1 · 2 户", JOIN)
            case "接单":
                await self._edit(query["message"], "#1 处理中", TRANSFER, CLOSE)
                await self._say(resident, "接单")
            case "转派":
                await self._say(chat, "转给谁？", TO)
            case "🏢 物业":
                await self._say(self._town.partner.id, "#1", TAKE)
            case "办结" | "没解决":
                self._asked = chat
                await self._say(chat, "请写一句")
            case "解决了":
                await self._edit(query["message"], "满意吗？", CONTENT)
            case "满意":
                await self._edit(query["message"], "谢谢您")
                await self._edit(self._group_card, "已受理 #1 · 已办结")

    async def _edit(self, card, text, *row):
        place = {"chat_id": card["chat"]["id"], "message_id": card["message_id"]}
        markup = {"reply_markup": {"inline_keyboard": [list(row)]}} if row else {}
        await self._call.result("editMessageText", **place, text=text, **markup)

    async def _say(self, chat, text, *row):
        markup = {"reply_markup": {"inline_keyboard": [list(row)]}} if row else {}
        return await self._call.result("sendMessage", chat_id=chat, text=text, **markup)


@asynccontextmanager
async def answering(bot, town):
    running = asyncio.create_task(ScriptedBot(bot, town).run())
    yield
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
def town(world):
    return populate(world)


@pytest.fixture
def told(sandbox, monkeypatch):
    """The captions and progress lines, as the page hears them."""
    heard = []
    publish = sandbox.events.publish

    def listen(event):
        if event["type"] == "story":
            heard.append(event)
        publish(event)

    monkeypatch.setattr(sandbox.events, "publish", listen)
    return heard


def test_the_town_has_its_grids_and_circles(town):
    kinds = Counter(circle.kind for circle in (*town.circles, town.fresh))
    assert kinds == {"邻里圈": 28, "党员圈": 2, "社团圈": 5, "团购圈": 1}
    assert list(town.staff) == ["第一网格", "第二网格", "第三网格"]
    assert {circle.grid for circle in town.circles} == {*town.staff, "全部"}


def test_every_building_has_a_captain_and_neighbours_with_names_of_their_own(town, world):
    buildings = [circle for circle in (*town.circles, town.fresh) if circle.captain]
    people: list[Household] = [
        person for circle in buildings for person in (circle.captain, *circle.residents)
    ]
    assert all(3 <= len(circle.residents) <= 5 for circle in buildings)
    assert len({person.name for person in people}) == len(people)
    assert len({person.address for person in people}) == len(people)
    assert world.chat(town.fresh.chat).type == "group"


def test_the_town_is_the_same_every_time_and_takes_the_admins_id(world):
    town = populate(world, admin_id=987654321)
    assert town.admin == 987654321
    assert (town.resident.name, town.resident.address) == ("王秀英", "3-3-501")


async def test_people_settle_in_and_leave_one_group_to_the_newcomer(bot, sandbox, town, world):
    async with answering(bot, town):
        await settle_in(sandbox, town)
    for circle in town.circles:
        texts = [message.text for message in world.messages(circle.chat)]
        assert f"/setup {circle.grid} {circle.kind}" in texts
        assert ("/captain" in texts) == (circle.captain is not None)
    assert not any(m.text.startswith("/setup") for m in world.messages(town.fresh.chat))
    for staff in town.staff.values():
        assert re.match(r"/start token\d", world.messages(staff.id)[0].text)


async def test_captains_are_appointed_in_reply_to_their_own_words(bot, sandbox, town, world):
    async with answering(bot, town):
        await settle_in(sandbox, town)
    circle = town.story_circle
    messages = {message.message_id: message for message in world.messages(circle.chat)}
    appointed = next(m for m in messages.values() if m.text == "/captain")
    assert appointed.sender_id == town.story_staff.id
    assert messages[appointed.reply_to].sender_id == circle.captain.user


async def test_the_page_is_told_how_far_the_settling_is(bot, sandbox, town, told):
    async with answering(bot, town):
        await settle_in(sandbox, town)
    assert {event["kind"] for event in told} == {"settling"}
    assert told[-1]["running"] is False
    assert "正在登记群 36/36" in [event["text"] for event in told]


async def test_a_bot_that_does_not_answer_is_named_in_the_error(sandbox, town):
    problem = re.escape("within 0.05 s the bot has said nothing after “/start” in 陈建国")
    with pytest.raises(TimeoutError, match=problem):
        await settle_in(sandbox, town, patience=0.05)
    assert sandbox.events.story["running"] is False


@pytest.fixture
async def settled(bot, sandbox, town):
    async with answering(bot, town):
        await settle_in(sandbox, town)
        yield town


async def test_the_story_goes_from_the_report_to_its_end(sandbox, settled, told, world):
    story = Story(sandbox, settled, scenes=REPORTS, pace=0)
    await story.start()
    await story.finished()
    captions = [event["text"] for event in told if event["kind"] == "demo"]
    assert captions[0].startswith("王秀英发现电梯坏了")
    assert captions[-1] == ""
    assert _said(world, settled.resident.user) == [
        "接单",
        "接单",
        "办结",
        "请写一句",
        "五楼的门还是关不上。",
        "好的",
        "谢谢您",
    ]
    assert _said(world, settled.partner.id)[-2:] == ["五楼的层门也调好了。", "好的"]


async def test_the_story_tells_of_a_transfer_and_a_re_opening_in_about_a_minute(
    sandbox, settled, told
):
    story = Story(sandbox, settled, scenes=REPORTS, pace=0)
    await story.start()
    await story.finished()
    captions = [event["text"] for event in told if event["kind"] == "demo" and event["text"]]
    for word in ("接单", "转派", "首接", "没解决", "重新打开", "满意"):
        assert any(word in caption for caption in captions)
    assert 45 <= len(captions) * READING_SECONDS <= 70


async def test_the_story_can_be_played_again(sandbox, settled, world):
    story = Story(sandbox, settled, scenes=REPORTS, pace=0)
    for _ in range(2):
        await story.start()
        await story.finished()
    assert _said(world, settled.resident.user).count("谢谢您") == 2


async def test_a_stopped_story_says_no_more(sandbox, settled, told):
    begun = asyncio.Event()

    async def endless(play):
        await play.tell("…", "…")
        begun.set()
        await asyncio.Event().wait()

    story = Story(sandbox, settled, scenes=[endless], pace=0)
    await story.start()
    await begun.wait()
    await story.stop()
    await story.stop()
    assert [event["running"] for event in told if event["kind"] == "demo"] == [True, False]


async def test_a_story_that_cannot_go_on_says_why(sandbox, settled, world):
    world.block(settled.story_staff.id)
    story = Story(sandbox, settled, scenes=REPORTS, pace=0, patience=0.05)
    await story.start()
    with pytest.raises(TimeoutError, match="said nothing after “您好” in 李敏"):
        await story.finished()
    assert sandbox.events.story["text"].startswith("演示停在这里")


def _said(world, chat):
    """What was said in a private chat since the settling."""
    texts = [message.text for message in world.messages(chat)]
    since = max(number for number, text in enumerate(texts) if text.startswith(("记住了", "您好")))
    return texts[since + 1 :]
