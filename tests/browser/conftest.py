"""A sandbox with three neighbours, their page in a real browser, and the bot's side by hand."""

import shutil
from dataclasses import dataclass, field

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from sandbox import Sandbox

_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in _NAMES if (path := shutil.which(name))), None)


@dataclass
class Screen:
    """A page in the browser, with what must not happen on it."""

    page: Page
    home: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.home, "blob:")):
            self.strangers.append(url)

    def phone(self, person) -> Locator:
        return self.page.locator(f'.person[data-user="{person.id}"]')

    async def open_chat(self, person, title: str) -> Locator:
        phone = self.phone(person)
        if await phone.locator(".back").is_visible():
            await phone.locator(".back").click()
        await phone.locator(".chat-row", has=self.page.get_by_text(title, exact=True)).click()
        await expect(phone.locator(".chat-title h3")).to_have_text(title)
        return phone

    async def write(self, person, text: str) -> None:
        field_ = self.phone(person).locator("textarea")
        await field_.fill(text)
        await field_.press("Enter")


@dataclass
class BotSide:
    """The bot's requests, made by hand."""

    client: httpx.AsyncClient
    address: str

    async def call(self, method: str, **params):
        response = await self.client.post(f"{self.address}/{method}", json=params)
        answer = response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def sends(self, chat, words, **button):
        keyboard = {"inline_keyboard": [[button]]}
        mode = {"parse_mode": "HTML"} if "<b>" in words else {}
        return await self.call(
            "sendMessage", chat_id=chat, text=words, reply_markup=keyboard, **mode
        )

    async def sends_file(self, chat, name, content):
        await self.client.post(
            f"{self.address}/sendDocument",
            data={"chat_id": str(chat)},
            files={"document": (name, content)},
        )

    async def next(self, kind) -> dict:
        """The next update of a kind; everything before it is confirmed."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", timeout=5, offset=offset):
                offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]


@dataclass
class Neighbours:
    """Who lives in the test."""

    sandbox: Sandbox
    ana: object
    ben: object
    chen: object
    group: object

    @property
    def world(self):
        return self.sandbox.world


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox():
    sandbox = Sandbox(privacy=False)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
def neighbours(sandbox):
    world = sandbox.world
    ana = world.add_user("Ana", title="居民 · 3号楼3单元501")
    ben = world.add_user("李敏", title="社工 · 第一网格")
    chen = world.add_user("陈建国", title="管理员 · 滨河社区")
    group = world.add_group("3号楼邻里圈", members=[chen.id, ana.id, ben.id])
    world.add_bot(group.id, by=chen.id, as_admin=True)
    sandbox.focus = [ana.id, ben.id, chen.id]
    return Neighbours(sandbox, ana, ben, chen, group)


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox):
    async with httpx.AsyncClient(trust_env=False) as client:
        yield BotSide(client, f"{sandbox.url}/bot{sandbox.token}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install Debian's chromium to run these tests")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def open_screen(browser: Browser, sandbox):
    """Opens the page at a width, in a colour scheme and a language."""

    contexts = []

    async def open_at(width=1440, height=900, *, scheme="light", locale="zh-CN") -> Screen:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=locale,
            reduced_motion="reduce",
            has_touch=width < 720,
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        screen = Screen(page, sandbox.url)
        screen.listen()
        await page.goto(sandbox.url)
        await expect(page.locator(".person").first).to_be_visible()
        return screen

    yield open_at
    for context in contexts:
        await context.close()
