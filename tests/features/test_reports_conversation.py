"""Worker and reporter talk through the bot, by button, by answering, or by simply writing."""


async def _taken(town, *, started=True):
    ana, ben = await town.resident("Ana", started=started), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await ben.presses("接单")
    return ana, ben


async def _asks(ben, words="几楼？"):
    await ben.presses("回复")
    await ben.whispers(words)


async def test_a_reply_reaches_the_reporter_and_their_plain_words_come_back(town):
    ana, ben = await _taken(town)
    await _asks(ben)
    ana.sees("report-told", number=1, by="Ben", words="几楼？")
    ben.sees("report-reply-sent", number=1)
    await ana.whispers("五楼")
    ben.sees("report-answered", number=1, who="reporter", name="Ana", words="五楼")
    await ana.whispers("按钮不亮")
    ben.sees("report-answered", number=1, who="reporter", name="Ana", words="按钮不亮")
    ana.sees_not("not-a-command")


async def test_the_reporter_answers_by_button_days_later(town):
    ana, ben = await _taken(town)
    await _asks(ben)
    await town.passes(days=8)
    await ana.presses("回话")
    ana.sees("ask-answer", number=1)
    await ana.whispers("五楼")
    ben.sees("report-answered", number=1, who="reporter", words="五楼")


async def test_each_side_answers_the_message_of_the_other(town):
    ana, ben = await _taken(town)
    await ben.answers("几楼？", "#1 ·")
    ana.sees("report-told", number=1, by="Ben", words="几楼？")
    await ana.answers("五楼", "#1 Ben：")
    ben.sees("report-answered", number=1, who="reporter", words="五楼")
    await ben.answers("马上到", "#1 报事人")
    ana.sees("report-told", number=1, by="Ben", words="马上到")


async def test_an_answer_to_one_ticket_does_not_become_the_answer_to_a_question_on_another(town):
    ana, ben = await _taken(town)
    await _asks(ben)
    await ana.whispers("五楼")
    zoe = await town.resident("Zoe")
    await zoe.types("/report 地下车库的路灯不亮")
    await ben.presses("办结")
    await ben.answers("马上到", "#1 报事人")
    ana.sees("report-told", number=1, by="Ben", words="马上到")
    assert town.rows("SELECT state FROM reports WHERE number = 2") == [("waiting",)]
    await ben.whispers("换了灯泡")
    assert town.rows("SELECT state FROM reports WHERE number = 2") == [("review",)]


async def test_an_answer_to_the_card_that_the_bot_asks_about_answers_the_question(town):
    ana, ben = await _taken(town)
    await ben.presses("办结")
    await ben.answers("换了门机", "#1 ·")
    ana.sees("report-closed-group", number=1, words="换了门机")


async def test_pictures_go_both_ways(town):
    ana, ben = await _taken(town)
    await ben.presses("回复")
    await ben.shows("是这个吗？", where=ben.id)
    assert len(ana.photos()) == 1
    await ana.shows(number=2, where=ana.id)
    assert len(ben.photos()) == 1
    ben.sees("report-answered", number=1, who="reporter", words="")
    assert town.rows("SELECT COUNT(*) FROM report_events WHERE photo IS NOT NULL") == [(2,)]


async def test_an_album_goes_whole(town):
    ana, ben = await _taken(town)
    await _asks(ben)
    for number in (1, 2, 3):
        await ana.shows("看" if number == 1 else "", number=number, where=ana.id, album="a")
    assert len(set(ben.photos())) == 3
    await ben.presses("回复")
    for number in (4, 5):
        await ben.shows("请看" if number == 4 else "", number=number, where=ben.id, album="b")
    assert len(set(ana.photos())) == 2


async def test_a_command_is_a_command_though_the_bot_would_take_an_answer(town):
    ana, ben = await _taken(town)
    await _asks(ben)
    await ana.whispers("报修 地下车库的路灯不亮")
    ben.sees("report-for-staff", number=2, body="地下车库的路灯不亮")
    ben.sees_not("report-answered", who="reporter")
    await ana.whispers("五楼")
    ben.sees("report-answered", number=1, who="reporter", words="五楼")


async def test_once_the_ticket_is_over_plain_words_are_not_carried_any_more(town):
    ana, ben = await _taken(town)
    await _asks(ben)
    await ben.presses("办结")
    await ben.whispers("修好了")
    await ana.presses("解决了")
    await ana.presses("满意")
    await ana.whispers("你好")
    ana.sees("report-not-now", number=1)
    await ana.whispers("你好")
    ana.sees("not-a-command")


async def test_the_bot_asks_again_for_words_where_there_are_none(town):
    _, ben = await _taken(town)
    await ben.presses("回复")
    sticker = {"file_id": "s", "file_unique_id": "s", "duration": 3}
    chat = {"id": ben.id, "type": "private", "first_name": "Ben"}
    user = town.world.user(ben.id).data()
    voice = {"message_id": 900, "date": 1_795_000_000, "chat": chat, "from": user, "voice": sticker}
    town.world.inject({"message": voice})
    await town.settle()
    ben.sees("report-needs-words")


async def test_a_question_is_dropped_by_its_own_button_only(town):
    ana, ben = await _taken(town)
    await ben.presses("回复")
    _, drop = ben._button("不写了", ben.id)
    await ben.presses("办结")
    await ben.forges(drop)
    ben.is_told("button-outdated", alert=True)
    await ben.presses("不写了")
    ben.is_told("cancelled")
    await ben.whispers("修好了")
    ben.sees("not-a-command")
    ana.sees_not("report-closed-group")


async def test_a_reporter_without_a_private_chat_is_called_in_the_group_and_reads_it_later(town):
    ana, ben = await _taken(town, started=False)
    await _asks(ben)
    ben.sees("report-reply-waits", number=1)
    ana.sees("please-start", where=town.circle)
    assert "几楼" not in town.admin.texts(town.circle)[-1]
    await ana.opens()
    ana.sees("report-told", number=1, by="Ben", words="几楼？", where=ana.id)


async def test_a_neighbour_who_joined_can_write_too_and_is_called_a_neighbour(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    zoe = await town.resident("Zoe")
    await ana.types("/report 电梯坏了")
    await zoe.presses("我家也是", where=town.circle)
    await ben.presses("办结")
    await ben.whispers("修好了")
    await zoe.answers("还在响", "#1「电梯坏了」，Ben 已经办结")
    ben.sees("report-answered", number=1, who="neighbour", name="Zoe", words="还在响")


async def test_staff_write_to_nobody_once_the_reporter_had_their_data_erased(town):
    ana, ben = await _taken(town)
    await ana.whispers("/me")
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    await ben.presses("回复")
    ben.is_told("report-reporter-gone", number=1, alert=True)


async def test_a_partner_who_hears_from_an_anonymous_reporter_reads_no_name(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    li = await town.partner("李师傅")
    await ana.whispers("/report 楼上天天半夜装修")
    await ana.presses("改为匿名")
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    await li.presses("回复")
    await li.whispers("几点？")
    await ana.whispers("十二点以后")
    li.sees("report-answered", number=1, who="reporter", name="匿名居民", words="十二点以后")
    await li.whispers("#1")
    assert not any("Ana" in words for words in li.texts())
    await ben.whispers("#1")
    assert "Ana（匿名，请保密）" in ben.texts()[-1]
