import zlib
from struct import pack

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="module")

GROUP = "3号楼邻里圈"
BOT = "邻里圈"


def picture(width=40, height=30) -> bytes:
    def chunk(kind, content):
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x40\xa0\x80" * width) * height)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


async def test_the_page_loads_without_errors_and_asks_nobody_else(neighbours, open_screen):
    screen = await open_screen()
    await expect(screen.page.locator(".person")).to_have_count(3)
    await expect(screen.phone(neighbours.ben).locator("h2")).to_have_text("李敏")
    assert (screen.errors, screen.strangers) == ([], [])


async def test_what_one_neighbour_writes_the_others_read(neighbours, open_screen):
    screen = await open_screen()
    await screen.open_chat(neighbours.ana, GROUP)
    ben = await screen.open_chat(neighbours.ben, GROUP)
    await screen.write(neighbours.ana, "电梯又坏了")
    await expect(ben.locator(".message.other .words")).to_have_text("电梯又坏了")
    row = screen.phone(neighbours.chen).locator(".chat-row", has_text=GROUP)
    await expect(row.locator(".chat-last")).to_contain_text("电梯又坏了")
    await expect(row.locator(".badge")).to_have_text("1")
    assert screen.errors == []


async def test_entities_become_bold_links_and_quotations(neighbours, bot, open_screen):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    text = (
        "<b>粗</b> <i>斜</i> <code>3-2-501</code> <s>旧</s> "
        '<a href="https://example.org/">看</a>\n<blockquote>引一句</blockquote>\n之后'
    )
    await bot.call("sendMessage", chat_id=neighbours.group.id, text=text, parse_mode="HTML")
    words = ana.locator(".by-bot .words")
    for tag, content in {"strong": "粗", "em": "斜", "code": "3-2-501", "s": "旧"}.items():
        await expect(words.locator(tag)).to_have_text(content)
    await expect(words.locator("a")).to_have_attribute("href", "https://example.org/")
    await expect(words.locator("blockquote")).to_have_text("引一句")


async def test_a_long_quotation_unfolds(neighbours, bot, open_screen):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    lines = "\n".join(f"第{number}条" for number in range(1, 9))
    text = f"<blockquote expandable>{lines}</blockquote>"
    await bot.call("sendMessage", chat_id=neighbours.group.id, text=text, parse_mode="HTML")
    quote = ana.locator("blockquote")
    folded = (await quote.bounding_box())["height"]
    await quote.get_by_role("button").click()
    assert (await quote.bounding_box())["height"] > folded * 2


async def test_a_press_waits_for_its_answer_which_only_that_person_sees(
    neighbours, bot, open_screen
):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    ben = await screen.open_chat(neighbours.ben, GROUP)
    await bot.sends(neighbours.group.id, "工单", text="接单", callback_data="take:12")
    button = ben.get_by_role("button", name="接单")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    query = await bot.next("callback_query")
    assert (query["data"], query["from"]["id"]) == ("take:12", neighbours.ben.id)
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="已接单")
    await expect(ben.locator(".note")).to_have_text("已接单")
    await expect(ben.locator("[aria-busy=true]")).to_have_count(0)
    await expect(ana.locator(".note")).to_have_count(0)


async def test_an_alert_stays_until_it_is_answered(neighbours, bot, open_screen):
    screen = await open_screen()
    ben = await screen.open_chat(neighbours.ben, GROUP)
    await bot.sends(neighbours.group.id, "工单", text="接单", callback_data="take:12")
    await ben.get_by_role("button", name="接单").click()
    query = await bot.next("callback_query")
    answer = {"callback_query_id": query["id"], "text": "已经有人接了", "show_alert": True}
    await bot.call("answerCallbackQuery", **answer)
    await expect(ben.get_by_role("alertdialog")).to_contain_text("已经有人接了")
    await ben.get_by_role("button", name="好", exact=True).click()
    await expect(ben.get_by_role("alertdialog")).to_have_count(0)


async def test_an_edited_card_changes_in_place(neighbours, bot, open_screen):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    card = await bot.sends(neighbours.group.id, "收到 1", text="收到", callback_data="ack")
    place = {"chat_id": neighbours.group.id, "message_id": card["message_id"]}
    await bot.call("editMessageText", **place, text="收到 2")
    await expect(ana.locator(".by-bot .words")).to_have_text("收到 2")
    await bot.call("deleteMessage", **place)
    await expect(ana.locator(".by-bot")).to_have_count(0)


async def test_a_deep_link_opens_the_private_chat_with_a_start_button(neighbours, bot, open_screen):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    link = f"https://t.me/{neighbours.world.bot.username}?start=invite_7"
    await bot.sends(neighbours.group.id, "请打开私聊", text="打开私聊", url=link)
    await ana.get_by_role("link", name="打开私聊").click()
    await expect(ana.locator(".chat-title h3")).to_have_text(BOT)
    await ana.get_by_role("button", name="开始", exact=True).click()
    await expect(ana.locator(".message.own .words")).to_have_text("/start")
    await expect(ana.locator("textarea")).to_be_visible()
    said = neighbours.world.messages(neighbours.ana.id)
    assert [message.text for message in said] == ["/start invite_7"]
    assert neighbours.world.messages(neighbours.ben.id) == []


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'])
async def test_markup_in_names_titles_and_texts_is_only_text(neighbours, bot, open_screen, text):
    world = neighbours.world
    eve = world.add_user(text)
    group = world.add_group(text, members=[eve.id, neighbours.ana.id])
    world.add_bot(group.id, by=eve.id)
    await bot.sends(group.id, text, text=text, callback_data="x")
    world.send(eve.id, group.id, text=text)
    screen = await open_screen()
    dialogs = []
    screen.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    ana = await screen.open_chat(neighbours.ana, text)
    await expect(ana.locator(".message .words")).to_have_text([text, text])
    await expect(ana.locator(".key")).to_have_text(text)
    await expect(screen.page.locator("img[src=x], script:not([src])")).to_have_count(0)
    assert (dialogs, screen.errors) == ([], [])


async def test_a_link_that_runs_script_is_no_link(neighbours, open_screen):
    entity = {"type": "text_link", "offset": 0, "length": 2, "url": "javascript:alert(1)"}
    sent = neighbours.world.send(neighbours.ben.id, neighbours.group.id, text="点我")
    sent.data["entities"] = [entity]
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    await expect(ana.locator(".message .words")).to_have_text("点我")
    await expect(ana.locator(".message a")).to_have_count(0)


async def test_the_command_menu_filters_while_one_types(neighbours, bot, open_screen):
    commands = [
        {"command": "report", "description": "报一件事"},
        {"command": "bind", "description": "绑定住址"},
    ]
    await bot.call("setMyCommands", commands=commands)
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    typed = ana.locator("textarea")
    await typed.press_sequentially("/")
    await expect(ana.get_by_role("option")).to_have_count(2)
    await typed.press_sequentially("bi")
    await expect(ana.get_by_role("option")).to_have_text(["/bind绑定住址"])
    await typed.press("Tab")
    await expect(typed).to_have_value("/bind ")
    await ana.get_by_role("button", name="命令菜单").click()
    await ana.get_by_role("option").first.click()
    await expect(ana.locator(".message.own .words")).to_have_text("/report")


async def test_a_reply_names_what_it_answers(neighbours, open_screen):
    neighbours.world.send(neighbours.ben.id, neighbours.group.id, text="谁在家？")
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    await ana.locator(".message.other .bubble").hover()
    await ana.get_by_role("button", name="回复").click()
    await screen.write(neighbours.ana, "我在")
    await expect(ana.locator(".message.own .quotation")).to_contain_text("谁在家？")
    answer = neighbours.world.messages(neighbours.group.id)[-1]
    assert answer.reply_to == neighbours.world.messages(neighbours.group.id)[-2].message_id


async def test_a_photo_with_words_reaches_the_neighbours(neighbours, open_screen):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    ben = await screen.open_chat(neighbours.ben, GROUP)
    photo = {"name": "门.png", "mimeType": "image/png", "buffer": picture()}
    await ana.locator("input[type=file]").set_input_files(photo)
    await expect(ana.locator(".tray-item")).to_contain_text("门.png")
    await screen.write(neighbours.ana, "门坏了")
    await expect(ben.locator(".message .words")).to_have_text("门坏了")
    await expect(ben.locator(".message .photo img")).to_have_js_property("naturalWidth", 40)
    assert screen.errors == []


async def test_a_file_of_the_bot_can_be_downloaded(neighbours, bot, open_screen):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    await bot.sends_file(neighbours.group.id, "户表.csv", b"a,b\n")
    async with screen.page.expect_download() as started:
        await ana.locator("a.document").click()
    download = await started.value
    assert download.suggested_filename == "户表.csv"


async def test_a_blocked_bot_is_started_again(neighbours, open_screen):
    neighbours.world.start(neighbours.ana.id)
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, BOT)
    await ana.get_by_role("button", name="Ana的菜单").click()
    await screen.page.get_by_role("menuitem", name="拉黑机器人").click()
    await ana.get_by_role("button", name="重新开始").click()
    await expect(ana.locator("textarea")).to_be_visible()
    assert neighbours.world.chat(neighbours.ana.id).has(neighbours.world.bot.id)


async def test_the_group_menu_takes_the_bot_out_and_in(neighbours, open_screen):
    screen = await open_screen()
    chen = await screen.open_chat(neighbours.chen, GROUP)
    for choice, status in {
        "移出机器人": "没有机器人",
        "添加机器人并设为管理员": "机器人是管理员",
    }.items():
        await chen.get_by_role("button", name="群菜单").click()
        await screen.page.get_by_role("menuitem", name=choice, exact=True).click()
        await expect(chen.locator(".chat-title p")).to_contain_text(status)


async def test_whoever_looks_at_a_group_follows_it_when_it_is_upgraded(neighbours, open_screen):
    world = neighbours.world
    old = world.add_group("新楼邻里圈", members=[neighbours.chen.id], kind="group")
    screen = await open_screen()
    chen = await screen.open_chat(neighbours.chen, "新楼邻里圈")
    await chen.get_by_role("button", name="群菜单").click()
    await screen.page.get_by_role("menuitem", name="升级为超级群").click()
    await expect(chen.locator(".service")).to_have_text("本群已升级为超级群")
    await screen.write(neighbours.chen, "还在")
    await expect(chen.locator(".message.own .words")).to_have_text("还在")
    new = world.chats[old.id].migrated_to
    assert world.messages(new)[-1].text == "还在"


async def test_topics_of_a_forum_are_read_one_by_one(neighbours, open_screen):
    world, ana = neighbours.world, neighbours.ana
    forum = world.add_group("书画社", members=[ana.id], is_forum=True)
    works, plans = (world.create_topic(forum.id, ana.id, name) for name in ("作品", "活动"))
    world.send(ana.id, forum.id, text="我画的竹子", thread_id=works)
    world.send(ana.id, forum.id, text="周六写春联", thread_id=plans)
    screen = await open_screen()
    phone = await screen.open_chat(ana, "书画社")
    await phone.get_by_role("button", name="活动", exact=True).click()
    await expect(phone.locator(".message .words")).to_have_text(["周六写春联"])
    await screen.write(ana, "我来磨墨")
    await expect(phone.locator(".message .words")).to_have_text(["周六写春联", "我来磨墨"])
    assert world.messages(forum.id)[-1].thread_id == plans


async def test_the_page_comes_back_by_itself_after_a_lost_connection(neighbours, open_screen):
    screen = await open_screen()
    ana = await screen.open_chat(neighbours.ana, GROUP)
    port = int(neighbours.sandbox.url.rpartition(":")[2])
    await neighbours.sandbox.stop()
    await expect(screen.page.get_by_role("alert")).to_contain_text("正在重新连接")
    neighbours.world.send(neighbours.ben.id, neighbours.group.id, text="断线时说的")
    await neighbours.sandbox.start(port=port)
    await expect(ana.locator(".message .words")).to_have_text("断线时说的")
    await expect(screen.page.get_by_role("alert")).to_have_count(0)


async def test_an_invitation_is_passed_on_to_somebody_else(neighbours, bot, open_screen):
    world, chen = neighbours.world, neighbours.chen
    world.start(chen.id)
    link = f"https://t.me/{world.bot.username}?start=staff_1"
    await bot.call("sendMessage", chat_id=chen.id, text=f"请把链接发给社工 {link}")
    screen = await open_screen()
    phone = await screen.open_chat(chen, BOT)
    await phone.get_by_role("button", name="转给别人打开").click()
    await screen.page.locator("dialog .pick", has_text="李敏").click()
    await screen.phone(neighbours.ben).get_by_role("button", name="开始", exact=True).click()
    await expect(screen.phone(neighbours.ben).locator(".message.own")).to_be_visible()
    assert world.messages(neighbours.ben.id)[0].text == "/start staff_1"
