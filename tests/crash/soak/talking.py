"""How somebody carries a conversation to its end, whatever befalls the bot meanwhile."""

import asyncio
import time

from tests.crash.soak import deeds, words
from tests.support.catalogue import pattern

PATIENCE, STRICT_PATIENCE = 12.0, 30.0
"""Seconds without anything to go on with, after which somebody begins anew."""

OPENINGS = 3
"""How often somebody begins before they give up."""

MOST_STEPS = 40
LOOK = 0.1
"""Seconds between two looks at what the bot has said."""


async def carry_out(soak, conversation, who, chance):
    """All parts of a conversation; none follows one that did not come to its end."""
    soak.diary.begun[conversation.name] += 1
    code = ""
    for part in conversation.parts:
        person = who if who.role in part.roles else _helper(soak, part, chance)
        if person is None:
            return
        soak.busy.add(person.id)
        try:
            end = await Talk(soak, part, person, chance).hold(code)
        except ValueError:  # they cannot write there, such as who has blocked the bot
            return
        finally:
            soak.busy.discard(person.id)
        if end is None:
            return
        code = found[0] if (found := deeds.CODE.search(end)) else ""
    soak.diary.ended[conversation.name] += 1


def _helper(soak, part, chance):
    """Somebody who can do a part and has nothing else to do, if there is anybody."""
    people = [
        person
        for person in soak.village.people
        if person.role in part.roles and person.id not in soak.busy
    ]
    return chance.choice(people) if people else None


class Talk:
    """One part of a conversation.

    Args:
        soak: in which it is held.
        part: what is to be said and pressed.
        who: who does so.
        chance: by which they choose.
    """

    def __init__(self, soak, part, who, chance):
        self._soak = soak
        self._part = part
        self._who = who
        self._chance = chance
        self._patience = STRICT_PATIENCE if soak.conduct.strict else PATIENCE
        self._begun = 0
        self._known = set()
        self._pressed = set()

    async def hold(self, code):
        """The text that the part ended with; none if it did not."""
        for _ in range(OPENINGS):
            self._begun = self._say(self._part.opening.replace("{code}", code)).message_id
            for _ in range(MOST_STEPS):
                end, steps = await self._news()
                if end is not None or not steps:
                    break
                self._take(*self._chance.choice(steps))
            if end is not None:
                return end
        return None

    async def _news(self):
        """The end if it has come, and what can be done next; nothing of either after a while.

        Only what is new or was changed since the last step counts.
        """
        until = time.monotonic() + self._patience
        while time.monotonic() < until:
            await asyncio.sleep(LOOK)
            for message in reversed(self._said()):
                if _state(message) in self._known:
                    continue
                if self._is_end(message):
                    return message.text, []
                if steps := [(message, *step) for step in self._steps(message)]:
                    return None, steps
        return None, []

    def _said(self):
        """What the bot has said since this was begun, as it stands."""
        said = deeds.bot_said(self._soak, self._who.id)
        return [message for message in said if message.message_id > self._begun]

    def _is_end(self, message):
        pressed = not self._part.by or self._pressed.intersection(self._part.by)
        return bool(pressed) and any(self._says(message, key) for key in self._part.ends)

    def _steps(self, message):
        """Buttons to press, and words to answer with."""
        buttons = [
            (button.data, None)
            for button in message.buttons
            if deeds.route_of(button.data) in self._part.presses
        ]
        answers = [
            (None, words.answer_to(message.text) if line is None else line)
            for key, line in self._part.answers
            if self._says(message, key)
        ]
        return [*buttons, *answers]

    def _take(self, message, data, line):
        self._known = {_state(each) for each in self._said()}
        if data is None:
            self._say(line)
        else:
            self._pressed.add(deeds.route_of(data))
            deeds.press_button(self._soak, self._who, self._who.id, message.message_id, data)

    def _say(self, line):
        return deeds.say(self._soak, self._who, self._who.id, line, self._chance)

    def _says(self, message, key):
        """Whether a message says something, in either language."""
        renderer = self._soak.village.app.renderer
        return any(pattern(renderer, key, lang, {}).search(message.text) for lang in ("zh", "en"))


def _state(message):
    """A message as it stands; an edit makes it another."""
    return message.message_id, message.text, tuple(button.data for button in message.buttons)
