import zlib
from struct import pack

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="module")

GROUP = "3号楼邻里圈"
BOT = "邻里圈"

CONTRAST = """() => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (color) => { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1); };
  const light = () => {
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => value / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const failures = [];
  for (const node of document.querySelectorAll("body *")) {
    const words = [...node.childNodes].find((each) => each.nodeType === 3 && each.data.trim());
    if (!words || !node.checkVisibility({ opacityProperty: true })) continue;
    const chain = [];
    for (let at = node; at; at = at.parentElement) chain.unshift(at);
    paint("#ffffff");
    for (const each of chain) paint(getComputedStyle(each).backgroundColor);
    const behind = light();
    paint(getComputedStyle(node).color);
    const front = light();
    const ratio = (Math.max(front, behind) + 0.05) / (Math.min(front, behind) + 0.05);
    if (ratio < 4.5) failures.push(`${node.className}: ${words.data.trim()} ${ratio.toFixed(2)}`);
  }
  return failures;
}"""
"""WCAG 2.2, 1.4.3: every text against what lies behind it, at least 4.5 to 1."""

SMALL_TARGETS = """() => [...document.querySelectorAll(
    "button, a.key, a.document, input, textarea")]
  .filter((node) => node.checkVisibility({ opacityProperty: true }) && !node.hidden)
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.left >= 0 && box.right <= innerWidth + 1)
  .filter(([, box]) => Math.round(box.height) < 44 || Math.round(box.width) < 44)
  .map(([node, box]) => `${node.className} ${node.textContent} ${box.width}x${box.height}`)"""

OVERFLOWING = """() => [document.documentElement, ...document.querySelectorAll(
    ".person, .chats, .chat, .scroller, .bubble, .chat-row, .composer")]
  .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
  .map((node) => `${node.className} ${node.scrollWidth} > ${node.clientWidth}`)"""


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


async def test_anyone_can_be_put_beside_the_others(neighbours, open_screen):
    guo = neighbours.world.add_user("郭永福", title="居民 · 5号楼1单元201")
    screen = await open_screen()
    await screen.page.get_by_role("button", name="添加一个人").click()
    await screen.page.get_by_placeholder("搜姓名").fill("5号楼")
    await screen.page.locator("dialog .pick").click()
    await expect(screen.page.locator(".person")).to_have_count(4)
    await screen.phone(guo).get_by_role("button", name="收起这部手机").click()
    await expect(screen.page.locator(".person")).to_have_count(3)


async def test_the_clock_moves_the_time_of_the_sandbox(neighbours, open_screen):
    screen = await open_screen()
    await screen.page.locator(".clock").click()
    await screen.page.get_by_role("menuitem", name="+1 小时").click()
    await expect(screen.page.locator(".menu")).to_have_count(0)
    assert neighbours.sandbox.clock.offset.total_seconds() == 3600


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


@pytest.mark.usefixtures("neighbours")
async def test_the_chrome_speaks_english_too(open_screen):
    screen = await open_screen(locale="en-US")
    await expect(screen.page.get_by_role("button", name="Demo")).to_be_visible()
    await screen.page.get_by_role("button", name="把页面换成中文").click()
    await expect(screen.page.get_by_role("button", name="演示")).to_be_visible()
    await screen.page.reload()
    await expect(screen.page.get_by_role("button", name="演示")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_is_readable_in_both_colour_schemes(neighbours, bot, open_screen, scheme):
    neighbours.world.send(neighbours.ben.id, neighbours.group.id, text="谁在家？#安静 /help")
    screen = await open_screen(scheme=scheme)
    await screen.open_chat(neighbours.ana, GROUP)
    await screen.open_chat(neighbours.ben, GROUP)
    text = "<b>通知</b> <code>3-2-501</code> <blockquote>今晚停水</blockquote>"
    await bot.sends(neighbours.group.id, text, text="收到", callback_data="ack")
    await screen.write(neighbours.ana, "/help 收到 https://example.org")
    await expect(screen.phone(neighbours.ana).locator(".message.own")).to_be_visible()
    assert await screen.page.evaluate(CONTRAST) == []
    await screen.page.get_by_role("button", name="上手指南").click()
    assert await screen.page.evaluate(CONTRAST) == []


async def test_a_narrow_screen_shows_one_person_and_never_scrolls_sideways(
    neighbours, bot, open_screen
):
    long_word = "https://example.org/" + "a" * 200
    neighbours.world.add_user("欧阳娜娜·阿卜杜热西提江·古丽扎尔")
    neighbours.world.send(neighbours.ben.id, neighbours.group.id, text=long_word)
    await bot.sends(neighbours.group.id, long_word, text="很长的按钮" * 8, callback_data="x")
    screen = await open_screen(390, 844)
    await screen.open_chat(neighbours.ana, GROUP)
    assert await screen.page.evaluate(OVERFLOWING) == []
    assert await screen.page.evaluate(SMALL_TARGETS) == []
    await screen.page.get_by_role("tab", name="李敏").click()
    await expect(screen.phone(neighbours.ben)).to_be_in_viewport(ratio=0.9)
    await expect(screen.phone(neighbours.ana)).not_to_be_in_viewport()


async def test_the_page_can_be_used_with_the_keyboard_alone(neighbours, open_screen):
    screen = await open_screen()
    ana = screen.phone(neighbours.ana)
    if await ana.locator(".back").is_visible():
        await ana.locator(".back").press("Enter")
    await ana.locator(".chat-row", has_text=GROUP).press("Enter")
    await ana.locator("textarea").focus()
    await screen.page.keyboard.type("在吗")
    await screen.page.keyboard.press("Enter")
    await expect(ana.locator(".message.own .words")).to_have_text("在吗")
    await screen.page.keyboard.press("Escape")
    row = ana.locator(".chat-row", has_text=GROUP)
    await expect(row).to_be_focused()
    assert await row.evaluate("(node) => getComputedStyle(node).outlineStyle") == "solid"


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


async def test_the_hint_writes_the_first_report_and_can_be_dismissed(neighbours, open_screen):
    screen = await open_screen()
    ana = screen.phone(neighbours.ana)
    await screen.page.get_by_role("button", name="在群里报一件事").click()
    await expect(ana.locator("textarea")).to_have_value("/report 3单元电梯坏了")
    assert await ana.locator("textarea").evaluate("(node) => node.clientHeight") >= 40
    await ana.get_by_role("button", name="发送").click()
    await expect(ana.locator(".message.own .words")).to_have_text("/report 3单元电梯坏了")
    await screen.page.get_by_role("button", name="收起提示").click()
    await screen.page.reload()
    await expect(screen.phone(neighbours.ana)).to_be_visible()
    await expect(screen.page.locator(".hint")).to_have_count(0)


async def test_the_guide_leads_to_the_group_that_is_not_registered_yet(neighbours, open_screen):
    screen = await open_screen()
    await screen.page.get_by_role("button", name="上手指南").click()
    await screen.page.get_by_role("button", name="带我去").first.click()
    chen = screen.phone(neighbours.chen)
    await expect(chen.locator(".chat-title h3")).to_have_text(GROUP)
    await expect(chen.locator("textarea")).to_have_value("/setup 第一网格 邻里圈")


async def test_the_story_shows_its_caption_and_the_phone_it_speaks_of(neighbours, open_screen):
    screen = await open_screen(locale="en-US")
    sandbox, ben = neighbours.sandbox, neighbours.ben
    told = {"type": "story", "kind": "demo", "running": True, "text": "李敏收到私信。"}
    sandbox.publish(told | {"text_en": "A direct message.", "user": ben.id, "chat": ben.id})
    await expect(screen.page.locator(".caption")).to_have_text("A direct message.")
    await expect(screen.phone(ben).locator(".chat-title h3")).to_have_text(BOT)
    sandbox.publish(told | {"running": False, "text": ""})
    await expect(screen.page.locator(".caption")).to_be_hidden()


async def test_what_is_said_while_people_settle_in_is_not_left_unread(neighbours, open_screen):
    screen = await open_screen()
    settling = {"type": "story", "kind": "settling", "running": True, "text": "正在登记群 1/36"}
    neighbours.sandbox.publish(settling)
    neighbours.world.send(neighbours.ana.id, neighbours.group.id, text="大家好")
    badges = screen.phone(neighbours.chen).locator(".chat-row .badge")
    await expect(badges).to_have_count(1)
    await expect(screen.page.locator(".progress")).to_have_text("正在登记群 1/36")
    neighbours.sandbox.publish(settling | {"running": False, "text": ""})
    await expect(badges).to_have_count(0)


async def test_swiping_to_the_next_phone_selects_its_tab(neighbours, open_screen):
    screen = await open_screen(390, 844)
    await screen.page.locator(".board").evaluate("(b) => b.scrollTo({ left: b.clientWidth })")
    tab = screen.page.get_by_role("tab", name=neighbours.ben.name)
    await expect(tab).to_have_attribute("aria-selected", "true")
