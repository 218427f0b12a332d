"""How words and presses find their way, and who is let through."""

from handlers.routing import CALLBACK_VERSION


async def test_full_width_signs_are_read_as_their_half_width_twins(town):
    ana = await town.resident("Ana")
    await ana.types("／report　３单元电梯坏了！")
    assert _reports(town) == ["３单元电梯坏了！"]
    group = await town.add_group("9号楼")
    await town.admin.types("／setup　第一网格，邻里圈", where=group)
    assert town.admin.texts(group)[-1].startswith("本群已登记为")


SPELLINGS = (
    "/report 电梯坏了",
    "/report@linliquan_bot 电梯坏了",
    "/REPORT@Linliquan_Bot 电梯坏了",
    "/report@linliquan_bot电梯坏了",
    "/report电梯坏了",
    "/报修 电梯坏了",
    "/报修电梯坏了",
    "/报修：电梯坏了",
    "报修 电梯坏了",
    "报修，电梯坏了",
    "诉求\n电梯坏了",
)


async def test_latin_and_chinese_names_work_with_or_without_slash_and_space(town):
    ana = await town.resident("Ana")
    for count, words in enumerate(SPELLINGS, start=1):
        await ana.types(f"{words}{count}")
        assert _reports(town) == [f"电梯坏了{n}" for n in range(1, count + 1)], words


TALK = (
    "/report@other_bot 电梯坏了",
    "/report@linliquan_bot2 电梯坏了",
    "/nonsense",
    "/报 电梯坏了",
    "//report",
    "/ report 电梯坏了",
    "/reports 电梯坏了",
    "报修了吗 谁知道",
    "电梯坏了 报修",
    "我的 快递到了吗",
    "我的",
    "取消 吧",
    "取消",
    "帮助 一下",
    "语言 不通怎么办",
    "楼长 在吗",
    "楼长",
    "设圈",
    "待办 真多",
    "圈子 不大",
    "绑定 3-2-501",
    "help",
    "#1",
    "大家好",
)


async def test_talk_in_a_group_is_left_alone(town):
    ana = await town.resident("Ana")
    before = ana.texts(ana.group)
    for words in TALK:
        await ana.types(words)
        assert ana.texts(ana.group) == before, words
    assert not _reports(town)


async def test_staff_can_say_captain_in_a_sentence(town):
    ben = await town.steward("Ben")
    town.world.join(town.circle, ben.id)
    before = ben.texts(town.circle)
    await ben.types("楼长 在吗", where=town.circle)
    assert ben.texts(town.circle) == before
    await ben.types("楼长", where=town.circle)
    ben.sees("captains-none", where=town.circle)


async def test_plain_chinese_words_that_can_only_be_a_command_are_answered_in_a_group(town):
    ana = await town.resident("Ana")
    await ana.types("帮助")
    ana.sees("help", where=town.circle)
    await ana.types("语言 英语")
    ana.sees("lang-done", language="English", where=town.circle)


async def test_an_unknown_command_in_private_suggests_the_nearest(town):
    ana = await town.resident("Ana")
    await ana.whispers("/repotr 电梯坏了")
    ana.sees("unknown-command-nearest", typed="repotr", nearest="report")
    await ana.whispers("/报休 电梯坏了")
    ana.sees("unknown-command-nearest", typed="报休", nearest="report")
    await ana.whispers("/cancle")
    ana.sees("unknown-command-nearest", typed="cancle", nearest="cancel")


async def test_nothing_is_suggested_that_the_person_may_not_do(town):
    ana = await town.resident("Ana")
    await ana.whispers("/staf 第一网格")
    ana.sees_not("unknown-command-nearest", nearest="staff")
    await town.admin.whispers("/staf 第一网格")
    town.admin.sees("unknown-command-nearest", typed="staf", nearest="staff")


async def test_an_unknown_command_like_no_other_points_to_help(town):
    ana = await town.resident("Ana")
    await ana.whispers("/xyzxyzxyz")
    ana.sees("unknown-command")
    await ana.whispers("/" + "长" * 4000)
    assert ana.texts()[-1] == ana.texts()[-2]


async def test_a_command_for_another_bot_is_ignored_in_private_too(town):
    ana = await town.resident("Ana")
    before = ana.texts()
    await ana.whispers("/help@other_bot")
    assert ana.texts() == before


async def test_ordinary_words_in_private_are_shown_the_way_to_the_commands(town):
    ana = await town.resident("Ana")
    for words in ("你好", "我的 快递到了吗", "取消 吧", "帮助 一下"):
        before = len(ana.texts())
        await ana.whispers(words)
        assert len(ana.texts()) == before + 1
        ana.sees("not-a-command")
    await ana.whispers("我的")
    ana.sees("me", name="Ana")


async def test_a_voice_message_or_sticker_in_private_is_answered_kindly(town):
    ana = await town.resident("Ana")
    town.world.inject(
        {"message": _private(ana, voice={"file_id": "v", "file_unique_id": "v", "duration": 3})}
    )
    await town.settle()
    ana.sees("not-words")


async def test_pictures_without_words_are_answered_once_alone_and_not_at_all_in_an_album(town):
    ana = await town.resident("Ana")
    picture = [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]
    town.world.inject({"message": _private(ana, photo=picture, media_group_id="7")})
    await town.settle()
    ana.sees_not("not-a-command")
    town.world.inject({"message": _private(ana, photo=picture)})
    await town.settle()
    ana.sees("not-a-command")


async def test_an_edited_message_repeats_no_command(town):
    ana = await town.resident("Ana")
    said = await ana.types("/report 电梯坏了")
    town.world.edit(ana.id, town.circle, said.message_id, "/report 三单元的电梯坏了")
    await town.settle()
    assert _reports(town) == ["电梯坏了"]


async def test_a_repeated_update_takes_effect_once(town):
    ana = await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    update = max(town.world.updates._history)
    town.world.redeliver(update)
    await town.settle()
    assert _reports(town) == ["电梯坏了"]


async def test_in_a_forum_answers_go_to_the_topic_asked_in(town):
    forum = await town.add_group("书画社", is_forum=True)
    topic = town.world.create_topic(forum, town.admin.id, "活动")
    await town.admin.types("/setup", where=forum, thread_id=topic)
    await town.admin.presses("全部", where=forum)
    await town.admin.presses("社团圈", where=forum)
    await town.admin.types("/captain", where=forum, thread_id=topic)
    await town.admin.types("/me", where=forum, thread_id=topic)
    bot = town.world.bot.id
    said = [m for m in town.world.messages(forum) if m.sender_id == bot]
    said = [m for m in said if not m.text.startswith("大家好")]
    assert len(said) == 3
    assert {m.data.get("message_thread_id") for m in said} == {topic}
    await town.admin.types("/help", where=forum)
    newest = [m for m in town.world.messages(forum) if m.sender_id == bot][-1]
    assert "message_thread_id" not in newest.data


async def test_a_topic_is_not_a_reply_to_whoever_opened_it(town):
    forum = await town.add_circle("书画社", "全部 社团圈", is_forum=True)
    topic = town.world.create_topic(forum, town.admin.id, "活动")
    await town.admin.types("/captain", where=forum, thread_id=topic)
    town.admin.sees("captains-none", where=forum)


async def test_personal_matters_go_from_the_group_to_private_and_go_on_there(town):
    ana = await town.resident("Ana")
    await ana.types("/bind 3-2-501")
    ana.sees("go-private", where=town.circle)
    message, link = ana._button("打开私聊", town.circle)
    assert link == "https://t.me/linliquan_bot?start=run-bind"
    await ana.opens("run-bind")
    ana.sees("bind-howto")
    assert message


async def test_a_link_can_bring_words_along_for_the_command_that_it_runs(town):
    ana = await town.resident("Ana")
    await ana.opens("run-bind-3-2-501")
    ana.sees("bind-done")
    assert town.rows("SELECT unit, room FROM people WHERE id = :id", id=ana.id) == [("2", "501")]
    await ana.opens("run-lang-en")
    ana.sees("lang-done", lang="en")


async def test_a_link_runs_nothing_that_the_person_may_not_and_nothing_that_is_no_command(town):
    ana = await town.resident("Ana")
    await ana.opens("run-staff-1")
    ana.sees("no-permission", who="管理员")
    for payload in ("run-nothing-12", "run--12", "run-"):
        before = len(ana.texts())
        await ana.opens(payload)
        assert len(ana.texts()) == before + 1
        assert "没" in ana.texts()[-1], payload


async def test_what_no_link_can_hold_is_not_run_when_it_is_typed_as_one(town):
    ana = await town.resident("Ana")
    await ana.whispers("/start run-report-电梯坏了")
    assert not _reports(town)


async def test_who_may_not_is_told_who_may_rather_than_sent_away(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/staff 第一网格")
    ana.sees("no-permission", who="管理员", where=town.circle)
    await ana.whispers("/setup")
    ana.sees("no-permission", who="社工 / 楼管家")
    await ben.whispers("/staff")
    ben.sees("no-permission", who="管理员")
    await ben.whispers("/setup")
    ben.sees("use-in-group", command="setup")


async def test_a_stranger_is_told_how_to_be_known(town):
    zoe = await town.person("Zoe", started=True)
    await zoe.whispers("/report 电梯坏了")
    zoe.sees("not-in-a-circle")
    eve = await town.person("Eve", started=True, lang="en")
    await eve.whispers("/mine")
    eve.sees("not-in-a-circle", lang="en")


async def test_an_anonymous_admin_is_asked_to_show_themselves(town):
    town.world.inject({"message": _anonymous(town.circle, "/report 电梯坏了")})
    town.world.inject({"message": _anonymous(town.circle, "报修 电梯坏了")})
    await town.settle()
    told = [words for words in town.admin.texts(town.circle) if "匿名" in words]
    assert len(told) == 1
    town.admin.sees("anonymous-sender", where=town.circle)
    assert not _reports(town)


async def test_a_channel_behind_a_group_is_nobody(town):
    post = _anonymous(town.circle, "/report 电梯坏了") | {
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        "sender_chat": {"id": -1_001_234_567_890, "type": "channel", "title": "新闻"},
    }
    before = town.admin.texts(town.circle)
    town.world.inject({"message": post})
    await town.settle()
    assert town.admin.texts(town.circle) == before
    assert not town.rows("SELECT 1 FROM people WHERE id = 777000")


FORGED = (
    "",
    "x",
    "|",
    "1|",
    "0|lang.choose|en",
    "2|lang.choose|en",
    f"{CALLBACK_VERSION}|no.such.route|1",
    f"{CALLBACK_VERSION}|lang.choose",
    f"{CALLBACK_VERSION}|lang.choose|fr",
    f"{CALLBACK_VERSION}|report.take",
    f"{CALLBACK_VERSION}|staff.remove",
    f"{CALLBACK_VERSION}|staff.remove|" + "9" * 40,
    f"{CALLBACK_VERSION}|staff.remove|-{'9' * 19}",
    f"{CALLBACK_VERSION}|staff.remove|１２",
    f"{CALLBACK_VERSION}|setup.grid|0|0|0",
    f"{CALLBACK_VERSION}|captain.remove|1|1",
    f"{CALLBACK_VERSION}|report.show|x",
    "电梯坏了" * 5,
)


async def test_a_forged_button_gets_a_short_answer_and_does_nothing(town):
    people = town.rows("SELECT * FROM people")
    for count, data in enumerate(FORGED, start=1):
        await town.admin.forges(data)
        assert len(town.world.toasts(town.admin.id)) == count, data
        town.admin.is_told("button-outdated", alert=True)
    assert town.rows("SELECT * FROM people") == people


async def test_a_group_button_pressed_in_private_cannot_map_the_private_chat(town):
    ben = await town.steward("Ben")
    group = await town.add_group("9号楼")
    town.world.join(group, ben.id)
    await ben.types("/setup", where=group)
    _, data = ben._button("第一网格", group)
    await ben.forges(data)
    ben.is_told("button-outdated")
    await ben.forges(data.replace("setup.grid|", "setup.kind|"))
    ben.is_told("button-outdated")
    assert len(town.rows("SELECT 1 FROM circles")) == 1


async def test_private_buttons_do_nothing_in_a_group(town):
    ana = await town.resident("Ana")
    await ana.whispers("/bind 3-2-501")
    for route in ("bind.erase", "me.export", "me.erase_yes", "lang.choose|en"):
        await ana.forges(f"{CALLBACK_VERSION}|{route}", where=town.circle)
        ana.is_told("button-outdated")
    assert town.rows("SELECT building FROM people WHERE id = :id", id=ana.id) == [("3",)]


async def test_a_stranger_who_presses_a_staff_button_is_told_who_may(town):
    ana, zoe = await town.resident("Ana"), await town.person("Zoe", started=True)
    await ana.types("/report 电梯坏了")
    await zoe.forges(f"{CALLBACK_VERSION}|report.take|1")
    zoe.is_told("no-permission", who="社工 / 楼管家", alert=True)
    await zoe.forges(f"{CALLBACK_VERSION}|report.show|1")
    zoe.is_told("not-in-a-circle", alert=True)


async def test_a_press_on_a_message_that_is_gone_is_answered(town):
    ana = await town.resident("Ana")
    await ana.whispers("/lang")
    message_id, data = ana._button("English", ana.id)
    town.world.erase(town.world.chat(ana.id), message_id)
    town.world.press(ana.id, ana.id, message_id, data)
    await town.settle()
    ana.sees("lang-done", lang="en")


async def test_a_press_that_tells_no_place_is_answered(town):
    ana = await town.resident("Ana")
    query = {"id": "77", "from": town.world.user(ana.id).data(), "chat_instance": "1", "data": "x"}
    town.world.inject({"callback_query": query})
    await town.settle()
    answered = [call for call in town.sandbox.calls if call.method == "answerCallbackQuery"]
    assert answered[-1].params["callback_query_id"] == "77"


async def test_numbers_that_no_database_holds_are_set_aside_and_hold_up_nobody(town):
    ana = await town.resident("Ana")
    message = _private(ana, text="/help")
    town.world.inject({"message": message | {"from": message["from"] | {"id": 2**70}}})
    town.world.inject({"message": message | {"message_id": 2**64}})
    await ana.types("/report 电梯坏了")
    assert _reports(town) == ["电梯坏了"]
    assert town.rows("SELECT state FROM inbox WHERE state <> 'handled'") == [("quarantined",)] * 2


def _reports(town):
    return [body for (body,) in town.rows("SELECT body FROM reports ORDER BY number")]


def _private(human, **content):
    chat = {"id": human.id, "type": "private", "first_name": human.name}
    user = human.town.world.user(human.id).data()
    return {"message_id": 900, "date": 1_795_000_000, "chat": chat, "from": user, **content}


def _anonymous(chat_id, words):
    chat = {"id": chat_id, "type": "supergroup", "title": "3号楼邻里圈"}
    return {
        "message_id": 900,
        "date": 1_795_000_000,
        "chat": chat,
        "from": {
            "id": 1087968824,
            "is_bot": True,
            "first_name": "Group",
            "username": "GroupAnonymousBot",
        },
        "sender_chat": chat,
        "text": words,
    }
