"""What people ask of the bot around a trouble, and what must have come of it afterwards."""

import asyncio
from collections import Counter

import httpx

URGENT = "今晚8点停水"
LATER = "明早9点检修电梯"


class Errands:
    """Reports, presses and a notice that are under way while something goes wrong."""

    def __init__(self, village):
        self._village = village
        self._asked = []
        self._begun = self._confirmed = False

    async def begin(self):
        """A process that is up and works, a notice that can be confirmed, one to be sent."""
        village = self._village
        await village.run()
        await self._preview(URGENT)
        self._press(village.admin, village.admin.id, "确认发送")
        await village.until(lambda: self._has(URGENT), "the first notice is there")
        await self._preview(LATER)
        self._begun = True

    def ask(self, number=6):
        """So many residents report something."""
        for _ in range(number):
            words = f"第{len(self._asked)}件事"
            human = self._village.residents[len(self._asked) % len(self._village.residents)]
            self._village.world.send(human.id, human.group, f"/report {words}")
            self._asked.append((human.group, words))

    def press(self):
        """Everybody confirms the first notice; the second goes out."""
        village = self._village
        for human in village.residents:
            self._press(human, human.group, "收到")
        self._press(village.admin, village.admin.id, "确认发送")
        self._confirmed = True

    async def during(self, trouble, chance):
        """All of this while a trouble strikes, and some of it after."""
        self.ask()
        strike = asyncio.ensure_future(trouble.strike(self._village, chance))
        await asyncio.sleep(0.2)
        self.ask()
        self.press()
        await strike
        self.ask(3)

    async def done(self, repeats=0):
        """Wait until all was answered; hold it against what was asked.

        Args:
            repeats: how many messages may have gone twice at most.
        """
        village = self._village
        await village.until(self._all_said, "all was said")
        await village.until(lambda: not self._waiting(), "nothing waits")
        assert [row[0] for row in village.select("SELECT body FROM reports ORDER BY body")] == (
            sorted(words for _, words in self._asked)
        )
        assert self._receipts() == len(village.residents) * self._confirmed
        said = Counter(self._said())
        wanted = set(self._wanted())
        twice = sum(count - 1 for key, count in said.items() if key in wanted)
        assert twice <= repeats, f"{twice} messages went again"
        assert not village.select("SELECT error FROM inbox WHERE state = 'dead'")
        assert not village.select("SELECT error FROM outbox WHERE state = 'dead'")

    async def _preview(self, words):
        village, admin = self._village, self._village.admin
        village.world.send(admin.id, admin.id, f"/notice! @第一网格 {words}")
        await village.until(
            lambda: any(words in text for text in admin.texts()) and "确认发送" in admin.buttons(),
            "there is a preview",
        )

    def _press(self, human, chat, label):
        message_id, data = human._button(label, chat)
        self._village.world.press(human.id, chat, message_id, data)

    def _has(self, words):
        return all(
            any(words in message.text for message in self._village.said(chat))
            for chat in self._groups()
        )

    def _groups(self):
        return sorted({human.group for human in self._village.residents})

    def _wanted(self):
        for group, words in self._asked:
            yield group, words
            for steward in self._village.stewards:
                yield steward.id, words
        for group in self._groups():
            yield from [(group, URGENT)] * self._begun + [(group, LATER)] * self._confirmed

    def _said(self):
        """(chat, errand) of everything that was said about one."""
        errands = [*(words for _, words in self._asked), URGENT, LATER]
        for chat, text in self._village.said_everywhere():
            yield from ((chat, words) for words in errands if words in text)

    def _all_said(self):
        return set(self._wanted()) <= set(self._said())

    def _waiting(self):
        return self._village.select(
            "SELECT id FROM inbox WHERE state = 'pending' UNION ALL SELECT id FROM outbox"
            " WHERE state IN ('waiting', 'unknown', 'sending') AND kind <> 'menu'"
        )

    def _receipts(self):
        return self._village.select("SELECT COUNT(*) FROM notice_receipts")[0][0]


async def ready(port):
    """Whether the bot says that it is, and its own words for it."""
    async with httpx.AsyncClient(trust_env=False, timeout=8) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/readyz")
    return answer.status_code == 200, answer.text
