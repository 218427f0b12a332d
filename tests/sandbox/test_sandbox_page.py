import asyncio
import json
from datetime import timedelta

import httpx
import pytest

from sandbox.events import Events


@pytest.fixture
def page(sandbox, http):
    async def call(method, path, **options):
        return await http.request(method, sandbox.url + path, **options)

    return call


@pytest.fixture
def act(page):
    async def do(what, **details):
        response = await page("POST", "/api/act", json={"do": what, **details})
        body = response.json()
        assert body["ok"] == (response.status_code == 200)
        return body

    return do


class Stream:
    """An open page that listens to events."""

    def __init__(self, lines):
        self.lines = lines

    async def next(self):
        async for line in self.lines:
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))
        return None


@pytest.fixture
async def stream(sandbox, http):
    async with http.stream("GET", f"{sandbox.url}/api/events", timeout=5) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.aiter_lines()
        assert (await anext(lines)).startswith(":")
        yield Stream(lines)
        await lines.aclose()


async def test_the_state_holds_everything_the_page_shows(page, sandbox, world, ana, ben, group):
    world.describe(ana.id, title="居民 · 3号楼2单元501", color="plum")
    world.start(ana.id)
    sandbox.focus = [ana.id, ben.id]
    sandbox.clock.advance(timedelta(hours=2))
    state = (await page("GET", "/api/state")).json()
    assert state["bot"] == {"id": 42, "username": "linliquan_bot", "name": "邻里圈"}
    assert (state["now"], state["offset_seconds"]) == ("2026-03-02T11:30:00+00:00", 7200)
    assert [user["id"] for user in state["users"]] == [ana.id, ben.id]
    assert state["users"][0]["title"] == "居民 · 3号楼2单元501"
    shown, private = state["chats"]
    assert (shown["id"], shown["members"], shown["admins"]) == (
        group.id,
        [ana.id, ben.id],
        [ana.id],
    )
    assert (shown["type"], shown["bot_status"], shown["topics"]) == ("supergroup", "member", [])
    assert (private["id"], private["type"]) == (ana.id, "private")
    assert state["messages"][str(ana.id)][0]["text"] == "/start"
    assert state["focus"] == [ana.id, ben.id]
    assert state["story"] == {"running": False, "text": ""}


async def test_people_act_through_the_page(act, world, bot):
    ana = (await act("add_user", name="Ana"))["user"]["id"]
    chat = (await act("add_group", title="圈", user=ana))["chat"]["id"]
    ben = (await act("add_user", name="Ben"))["user"]["id"]
    for what in ("join", "add_bot", "promote_bot"):
        assert (await act(what, chat=chat, user=ben if what == "join" else ana))["ok"]
    said = (await act("send", user=ben, chat=chat, text="/help"))["message"]
    reply = await act("send", user=ana, chat=chat, text="how?", reply_to=said["message_id"])
    assert reply["message"]["reply_to_message"]["message_id"] == said["message_id"]
    edited = await act("edit", user=ben, chat=chat, message=said["message_id"], text="/report x")
    assert edited["message"]["text"] == "/report x"
    started = await act("start", user=ben, payload="abc")
    assert started["message"]["text"] == "/start abc"
    sent = await bot.result("sendMessage", chat_id=ben, text="hello")
    pressed = await act("press", user=ben, chat=ben, message=sent["message_id"], data="x")
    assert pressed["callback_query_id"] in world.presses
    for what in ("block", "unblock"):
        assert (await act(what, user=ben))["ok"]
    for what, user in (("leave", ben), ("remove_bot", ana)):
        assert (await act(what, user=user, chat=chat))["ok"]
    small = world.add_group("小", members=[ana], kind="group").id
    assert (await act("upgrade", chat=small))["chat_id"] != small


@pytest.mark.parametrize(
    "what",
    [
        {"do": "fly"},
        {},
        {"do": "send", "user": "Ana", "chat": 1, "text": "x"},
        {"do": "send", "user": 1, "chat": 1, "text": "x"},
        {"do": "send", "user": 1, "chat": 1, "text": 7},
        {"do": "leave", "user": True, "chat": 1},
    ],
)
async def test_what_cannot_be_done_is_refused_in_plain_words(page, what):
    response = await page("POST", "/api/act", json=what)
    assert response.status_code == 400
    assert response.json()["error"]


async def test_bodies_and_numbers_of_the_wrong_kind_are_refused(page):
    for method, path, options in (
        ("POST", "/api/act", {"json": [1]}),
        ("POST", "/api/act", {"content": b"{"}),
        ("POST", "/api/clock", {"json": {"advance_seconds": "1"}}),
        ("POST", "/api/clock", {"json": {"advance_seconds": -1}}),
        ("GET", "/api/commands?user=x&chat=1", {}),
        ("GET", "/api/commands?user=1", {}),
    ):
        response = await page(method, path, **options)
        assert (response.status_code, response.json()["ok"]) == (400, False)


async def test_files_go_up_and_come_down_safely(page, ana, private, png):
    place = f"user={ana.id}&chat={private.id}"
    photo = await page(
        "POST", f"/api/upload?{place}&kind=photo&caption=看", files={"file": ("a.png", png)}
    )
    message = photo.json()["message"]
    assert message["caption"] == "看"
    fetched = await page("GET", f"/api/files/{message['photo'][0]['file_id']}")
    assert fetched.content == png
    assert fetched.headers["content-type"] == "image/png"
    html = await page(
        "POST", f"/api/upload?{place}&kind=document", files={"file": ("a.html", b"<script>")}
    )
    file_id = html.json()["message"]["document"]["file_id"]
    fetched = await page("GET", f"/api/files/{file_id}")
    assert fetched.headers["content-type"] == "application/octet-stream"
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert (await page("GET", "/api/files/none")).status_code == 404
    nothing = await page("POST", f"/api/upload?{place}&kind=photo", data={"x": "y"})
    assert nothing.status_code == 400


async def test_events_tell_what_happens(ana, private, stream, world, bot, act):
    said = world.send(ana.id, private.id, text="hi")
    event = await stream.next()
    assert event == {"type": "message", "chat_id": private.id, "message": said.data}
    world.edit(ana.id, private.id, said.message_id, "ho")
    event = await stream.next()
    assert (event["type"], event["message"]["text"]) == ("edit", "ho")
    await bot.result("sendChatAction", chat_id=private.id, action="typing")
    assert await stream.next() == {"type": "typing", "chat_id": private.id}
    await bot.result("deleteMessage", chat_id=private.id, message_id=said.message_id)
    gone = {"type": "delete", "chat_id": private.id, "message_id": said.message_id}
    assert await stream.next() == gone
    query = world.press(ana.id, private.id, said.message_id, "x")
    await bot.result("answerCallbackQuery", callback_query_id=query, text="ok")
    toast = {"type": "toast", "user_id": ana.id, "text": "ok", "show_alert": False, "url": None}
    assert await stream.next() == toast
    await act("add_user", name="Cem")
    event = await stream.next()
    assert (event["type"], event["user"]["name"]) == ("user", "Cem")
    world.block(ana.id)
    event = await stream.next()
    assert (event["type"], event["chat"]["bot_status"]) == ("chat", "kicked")


async def test_the_clock_is_moved_from_the_page(stream, page, sandbox):
    moves = []
    sandbox.clock.on_change(lambda: moves.append(sandbox.clock.now()))
    answer = await page("POST", "/api/clock", json={"advance_seconds": 3600})
    now = "2026-03-02T10:30:00+00:00"
    assert answer.json() == {"ok": True, "now": now}
    assert await stream.next() == {"type": "clock", "now": now, "offset_seconds": 3600}
    assert moves == [sandbox.clock.now()]


async def test_the_story_is_started_and_stopped_from_the_page(stream, page, sandbox):
    class Story:
        async def start(self):
            sandbox.publish({"type": "story", "running": True, "text": "早上九点"})

        async def stop(self):
            sandbox.publish({"type": "story", "running": False, "text": ""})

    assert (await page("POST", "/api/story")).status_code == 400
    sandbox.story = Story()
    assert (await page("POST", "/api/story")).json() == {"ok": True}
    assert (await stream.next())["text"] == "早上九点"
    state = (await page("GET", "/api/state")).json()
    assert state["story"] == {"running": True, "text": "早上九点"}
    assert (await page("DELETE", "/api/story")).json() == {"ok": True}
    assert not (await stream.next())["running"]


async def test_stopping_ends_the_streams_at_once(stream, sandbox):
    await asyncio.wait_for(sandbox.stop(), 0.5)
    assert await stream.next() is None


async def test_a_page_that_went_away_is_forgotten(sandbox, until):
    events = f"{sandbox.url}/api/events"
    async with httpx.AsyncClient() as client, client.stream("GET", events) as response:
        await anext(response.aiter_lines())
        assert len(sandbox.events._queues) == 1
    await until(lambda: not sandbox.events._queues)


async def test_a_page_that_lags_far_behind_is_cut_off():
    events = Events()
    stream = events.stream()
    await anext(stream)
    for number in range(10_001):
        events.publish({"type": "typing", "chat_id": number})
    assert len([line async for line in stream]) == 10_000


async def test_the_page_itself_is_served(page):
    index = await page("GET", "/")
    assert index.status_code == 200
    assert "text/html" in index.headers["content-type"]
    assert (await page("GET", "/page/index.html")).status_code == 200
    assert (await page("GET", "/page/../core.py")).status_code == 404


async def test_a_stopped_sandbox_starts_again(sandbox, world, bot, ana, private):
    await sandbox.stop()
    await sandbox.stop()
    await sandbox.start()
    assert (await bot.result("getMe"))["username"] == "linliquan_bot"
    world.send(ana.id, private.id, text="hi")
    assert len(await bot.updates(timeout=5)) == 1


async def test_a_silent_stream_is_kept_alive():
    stream = Events(heartbeat_seconds=0).stream()
    lines = [await anext(stream) for _ in range(3)]
    assert all(line.startswith(":") for line in lines)
    await stream.aclose()
