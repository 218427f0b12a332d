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
    row = ana.locator(".chat-row", has_text=GROUP)
    await expect(ana.locator(".back")).to_be_visible()
    await ana.locator(".back").press("Enter")
    await expect(row).to_be_focused()
    await row.press("Enter")
    await expect(ana.locator(".chat-title h3")).to_be_visible()
    await ana.locator("textarea").focus()
    await screen.page.keyboard.type("在吗")
    await screen.page.keyboard.press("Enter")
    await expect(ana.locator(".message.own .words")).to_have_text("在吗")
    await screen.page.keyboard.press("Escape")
    await expect(row).to_be_focused()
    assert await row.evaluate("(node) => getComputedStyle(node).outlineStyle") == "solid"


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
