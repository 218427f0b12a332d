import asyncio
import re
from collections import Counter
from contextlib import asynccontextmanager

import pytest

from sandbox.households import Household
from sandbox.seed import populate, settle_in
from sandbox.story import Story

LINK = "https://t.me/linliquan_bot?start=token"
TAKE, CLOSE = {"text": "接单", "callback_data": "take"}, {"text": "办结", "callback_data": "close"}
JOIN = {"text": "我家也是", "callback_data": "join"}


class ScriptedBot:
    """Answers each command and press with one line, as the real bot would with better ones."""

    def __init__(self, call, town):
        self._call = call
        self._town = town

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
        answers = {
            "/setup": f"本群已登记为{rest}",
            "/staff": f"{rest}的邀请 {LINK}{len(rest)}",
            "/captain": "是本圈的楼长了",
            "/start": "您好",
            "/bind": f"记住了 {rest}",
            "/report": "已受理 #1",
        }
        if command in answers:
            row = [JOIN] if command == "/report" else []
            await self._say(message["chat"]["id"], answers[command], *row)
        if command == "/report":
            await self._say(self._town.story_staff.id, "#1", TAKE)

    async def _pressed(self, query):
        await self._call.result("answerCallbackQuery", callback_query_id=query["id"])
        card, next_button = query["message"], {"join": JOIN, "take": CLOSE}.get(query["data"])
        if next_button:
            await self._call.result(
                "editMessageText",
                chat_id=card["chat"]["id"],
                message_id=card["message_id"],
                text=f"{card['text']} {query['data']}",
                reply_markup={"inline_keyboard": [[next_button]]},
            )
        if query["data"] != "join":
            await self._say(self._town.resident.user, query["data"])

    async def _say(self, chat, text, *row):
        markup = {"reply_markup": {"inline_keyboard": [list(row)]}} if row else {}
        await self._call.result("sendMessage", chat_id=chat, text=text, **markup)


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
    story = Story(sandbox, settled, pace=0)
    await story.start()
    await story.finished()
    captions = [event["text"] for event in told if event["kind"] == "demo"]
    assert captions[0].startswith("王秀英发现电梯坏了")
    assert captions[-1] == ""
    heard = [message.text for message in world.messages(settled.resident.user)]
    assert heard[-2:] == ["take", "close"]


async def test_the_story_can_be_played_again(sandbox, settled, world):
    story = Story(sandbox, settled, pace=0)
    for _ in range(2):
        await story.start()
        await story.finished()
    heard = [message.text for message in world.messages(settled.resident.user)]
    assert heard[-4:] == ["take", "close"] * 2


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
    story = Story(sandbox, settled, pace=0, patience=0.05)
    await story.start()
    with pytest.raises(TimeoutError, match="said nothing after “您好” in 李敏"):
        await story.finished()
    assert sandbox.events.story["text"].startswith("演示停在这里")
