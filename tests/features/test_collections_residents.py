"""``/collect`` and calendars: what residents see, take along and subscribe to."""

from datetime import UTC, datetime

import httpx
import icalendar
import pytest
import recurring_ical_events

from bot.server import WebServer
from domain.messages import text as plain_text
from handlers import on_the_day
from tests.support.collecting import WORDS, a_collection, files, go_to

WEBHOOK = {
    "webhook": {"public_url": "https://bot.example.org/", "secret": "abc"},
}


def dates(content, day):
    calendar = icalendar.Calendar.from_ical(content)
    found = recurring_ical_events.of(calendar).between(
        datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, day[0], day[1], tzinfo=UTC)
    )
    return sorted(f"{event['DTSTART'].dt:%m-%d %H:%M}" for event in found)


async def test_residents_see_the_next_times_of_their_circle_and_get_a_calendar(town):
    _, ana = await a_collection(town)
    await ana.types("/collect")
    ana.sees("collect-list", where=town.circle)
    assert "有害垃圾 · 11月28日（周六）09:00-11:00" in ana.texts(town.circle)[-2]
    ((name, content),) = files(town, town.circle)
    assert name == "collections.ics"
    assert dates(content, (12, 13)) == ["11-28 09:00", "12-05 09:00", "12-12 09:00"]
    calendar = icalendar.Calendar.from_ical(content)
    (event,) = calendar.events
    assert str(event["SUMMARY"]) == "回收有害垃圾 · 南门广场"
    assert str(event["UID"]) == "collection-1@linliquan_bot.t.me"
    assert len(event.alarms.times) >= 2


@pytest.mark.parametrize("words", ["/回收", "回收"])
async def test_it_has_a_chinese_name(town, words):
    _, ana = await a_collection(town)
    await ana.types(words)
    ana.sees("collect-list", where=town.circle)


async def test_the_calendar_button_leads_to_the_private_chat(town):
    _, ana = await a_collection(town)
    (link,) = [b["url"] for b in _keyboard(town, town.circle) if b["text"] == "加入日历"]
    stranger = await town.person("Eve")
    for human in (ana, stranger):
        await human.opens(link.partition("start=")[2])
        human.sees("collect-list")
        assert files(town, human.id)


async def test_a_change_raises_the_sequence_and_keeps_the_name(town):
    ben, ana = await a_collection(town)
    await ben.whispers("/collections")
    await ben.presses("#1 有害垃圾")
    await ben.presses("跳过一次")
    await ben.presses("11月28日（周六）09:00-11:00")
    await ben.presses("放假")
    await ana.whispers("/collect")
    ((_, content),) = files(town, ana.id)
    assert dates(content, (12, 13)) == ["12-05 09:00", "12-12 09:00"]
    (event,) = icalendar.Calendar.from_ical(content).events
    assert (event["SEQUENCE"], str(event["UID"])) == (1, "collection-1@linliquan_bot.t.me")


async def test_only_schedules_of_ones_own_circles_are_shown(town):
    other = await town.add_circle("9号楼邻里圈", "第二网格 邻里圈")
    await a_collection(town)
    bob = await town.resident("Bob", circle=other)
    await bob.whispers("/collect")
    bob.sees("collect-none")
    stranger = await town.person("Eve", started=True)
    await stranger.whispers("/collect")
    stranger.sees("not-in-a-circle")


async def test_a_long_list_is_cut_with_a_count(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    for hour in range(8, 16):
        await ben.whispers(f"/collection 有害垃圾 每天 {hour}:00-{hour}:30 南门 @第一网格")
        await ben.presses("确认")
    await ana.whispers("/collect")
    assert "还有 2 个安排" in ana.texts()[-2]


async def test_what_a_stream_of_the_config_takes_is_shown(town):
    town.sections = {
        "streams": [{"name": "旧衣物", "takes": ["干净衣服"], "refuses": ["棉被"]}, {"name": "书"}]
    }
    await town.restart()
    _, ana = await a_collection(town, WORDS.replace("有害垃圾", "旧衣物、书"))
    said = ana.texts(town.circle)[-1]
    assert "旧衣物、书" in said
    assert "✅ 收：干净衣服" in said
    assert "❌ 不收：棉被" in said


async def test_other_features_offer_their_buttons_on_the_day(town, monkeypatch):
    def offer(schedule_id, day):
        label = plain_text("verbatim", word=f"{schedule_id} {day}")
        return on_the_day.Button(label=label, route="collection.come", args=(schedule_id,))

    monkeypatch.setattr(on_the_day, "_OFFERS", [])
    assert on_the_day.offered_on_the_day(offer) is offer
    _, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await ana.whispers("/collect")
    assert "1 2026-11-28" not in ana.buttons()
    await go_to(town, "11-28 8:30")
    assert ana.buttons(town.circle)[-1] == "1 2026-11-28"
    await ana.whispers("/collect")
    assert "1 2026-11-28" in ana.buttons()


@pytest.fixture
async def feed(town):
    """The town's bot as it serves calendars in webhook mode."""
    town.sections = WEBHOOK
    await town.restart()
    app = town.app
    app.community = app.community.model_copy(update={"calendar_url": "https://bot.example.org"})
    app.dispatcher._community = app.community
    server = WebServer(
        app.database, town.clock, app.metrics, lambda: None, "abc", app._find_calendar
    )
    port = await server.start("127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client
    await server.stop()


async def test_a_captain_hands_out_an_address_that_calendars_can_subscribe_to(town, feed):
    captain = await town.captain("Li")
    await a_collection(town)
    await captain.whispers("/collect")
    await captain.presses("订阅日历 · 3号楼邻里圈")
    path = _path(captain)
    assert len(path.split("/")[2].removesuffix(".ics")) >= 32
    answer = await feed.get(path)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert dates(answer.content, (12, 6)) == ["11-28 09:00", "12-05 09:00"]
    assert "Li" not in answer.text
    again = await feed.get(path, headers={"If-None-Match": f'W/{answer.headers["etag"]}, "x"'})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_change_is_in_the_subscribed_calendar_at_once(town, feed):
    captain = await town.captain("Li")
    ben, _ = await a_collection(town)
    await captain.whispers("/collect")
    await captain.presses("订阅日历 · 3号楼邻里圈")
    before = await feed.get(_path(captain))
    await ben.whispers("/collections")
    await ben.presses("#1 有害垃圾")
    await ben.presses("结束")
    await ben.presses("真的结束")
    after = await feed.get(_path(captain), headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert not icalendar.Calendar.from_ical(after.content).events


async def test_an_address_is_shown_once_and_a_new_one_ends_the_old(town, feed):
    captain = await town.captain("Li")
    await a_collection(town)
    await captain.whispers("/collect")
    await captain.presses("订阅日历 · 3号楼邻里圈")
    old = _path(captain)
    assert old.split("/")[2].removesuffix(".ics") not in str(
        town.rows("SELECT * FROM calendar_addresses")
    )
    await captain.presses("订阅日历 · 3号楼邻里圈")
    captain.sees("calendar-address-exists")
    await captain.presses("换一个新地址")
    assert (await feed.get(old)).status_code == 404
    assert (await feed.get(_path(captain))).status_code == 200


@pytest.mark.usefixtures("feed")
async def test_only_captains_and_staff_hand_out_addresses(town):
    _, ana = await a_collection(town)
    await ana.whispers("/collect")
    assert not any("订阅" in label for label in ana.buttons())
    await ana.forges("1|collection.new_address|1")
    ana.is_told("no-permission")
    other = await town.add_circle("9号楼邻里圈", "第二网格 邻里圈")
    captain = await town.captain("Li")
    number = town.rows("SELECT id FROM circles WHERE chat_id = :chat", chat=other)[0][0]
    await captain.forges(f"1|collection.new_address|{number}")
    captain.is_told("no-permission")
    await captain.forges("1|collection.new_address|99")
    captain.is_told("button-outdated")


async def test_where_nothing_is_served_no_address_is_offered(town):
    captain = await town.captain("Li")
    await a_collection(town)
    await captain.whispers("/collect")
    assert not any("订阅" in label for label in captain.buttons())
    await captain.forges("1|collection.subscribe|1")
    captain.is_told("button-outdated")


async def test_a_person_takes_their_traces_along(town):
    _, ana = await a_collection(town)
    await ana.presses("我要来", where=town.circle)
    await ana.whispers("/me")
    await ana.presses("导出我的资料")
    assert b'"2026-11-28"' in files(town, ana.id)[-1][1]
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    assert town.rows("SELECT COUNT(*) FROM collection_comers") == [(0,)]


def _path(human):
    said = [words for words in human.texts() if "https://bot.example.org" in words][-1]
    return next(
        line.removeprefix("https://bot.example.org")
        for line in said.splitlines()
        if line.startswith("https://bot.example.org")
    )


def _keyboard(town, chat):
    return [
        button
        for message in town.world.messages(chat)
        for row in message.data.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    ]
