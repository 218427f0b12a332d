"""What people do: type, press, answer, change their minds, and try things on.

Each is a function of the soak, of who does it, and of the chance by which they choose. It raises
ValueError where they cannot, such as in a group that nobody of them is in.
"""

import re

from tests.crash.soak import commands, words
from tests.crash.soak.conversations import BEGUN_BY
from tests.crash.soak.diary import Pressed, Said
from tests.support.town import picture

LATELY = 60
"""How many of the newest cards of a chat are looked at for a button."""

LEFT_ALONE = ("staff.remove", "partner.remove", "captain.remove", "setup.", "me.erase_yes")
"""Buttons that would empty the town; nobody presses them, or rarely."""

ERASING = 0.02
"""How often who could have all of theirs erased does so."""

OF_THEIR_OWN = {"resident", "stranger"}
"""Who is asked about themselves; others answer questions on matters that a group may read."""

_TOKEN = re.compile(r"start=([A-Za-z0-9_-]{16,64})")
CODE = re.compile(r"\b\d{3} \d{3}\b")
"""A code as it is shown."""


def type_in_group(soak, who, chance):
    """A command or talk in one of one's groups."""
    chat = chance.choice(_groups(soak, who))
    say(soak, who, chat, _line(commands.GROUP.get(who.role, commands.IN_GROUP), chance), chance)


def whisper(soak, who, chance):
    """A command or talk in private."""
    say(soak, who, who.id, _line(commands.PRIVATE[who.role], chance), chance)


def show_picture(soak, who, chance):
    """A report with a picture, or several pictures together."""
    chat = chance.choice([who.id, *_groups(soak, who)])
    mark, typed = _filled(soak, who, "/report {trouble} {mark}", chance)
    album = f"album-{mark}" if chance.random() < 0.4 else None
    photo = picture(chance.randrange(10**6))
    message = soak.world.send(who.id, chat, photo=photo, caption=typed, album=album)
    soak.diary.said[mark] = Said(who.id, chat, message.message_id, typed)
    if album:
        soak.world.send(who.id, chat, photo=picture(chance.randrange(10**6)), album=album)


def report_another(soak, who, chance):
    """``/report`` in answer to somebody's words."""
    chat = chance.choice(_groups(soak, who))
    answered = chance.choice([m for m in soak.world.messages(chat)[-20:] if m.text] or [None])
    if answered is None:
        raise ValueError("nobody has said anything")
    soak.world.send(who.id, chat, "/report", reply_to=answered.message_id)


def press(soak, who, chance):
    """A button of a card that stands where they can see it; sooner one that few have pressed."""
    chat = chance.choice([who.id, who.id, *soak.village.groups(who)])
    cards = [m for m in bot_said(soak, chat) if m.buttons][-LATELY:]
    if not cards:
        raise ValueError("there is no button")
    buttons = [(card, button) for card in cards for button in card.buttons]
    rarely = [1 / (1 + soak.diary.routes[route_of(button.data)]) for _, button in buttons]
    card, button = chance.choices(buttons, rarely)[0]
    soak.diary.routes[route_of(button.data)] += 1
    if button.data is None:
        _follow(soak, who, button.url or "")
    elif not any(f"|{route}" in button.data for route in LEFT_ALONE) or _erases(
        soak, who, button.data, chance
    ):
        for _ in range(1 if chance.random() < 0.9 else 3):
            press_button(soak, who, chat, card.message_id, button.data)


def answer(soak, who, chance):
    """Answer what the bot has asked last, sensibly or not."""
    said = bot_said(soak, who.id)
    if not said:
        raise ValueError("the bot has asked nothing")
    hint = words.answer_to(said[-1].text) if chance.random() < 0.9 else chance.choice(words.TALK)
    if who.role not in OF_THEIR_OWN or "#" in said[-1].text:  # a ticket asks for nobody's address
        hint = words.about_nobody(hint)
    reply_to = said[-1].message_id if chance.random() < 0.3 else None
    say(soak, who, who.id, hint, chance, reply_to=reply_to)


def be_odd(soak, who, chance):
    """Nonsense, and commands with what does not belong there."""
    chat = chance.choice([who.id, *soak.village.groups(who)])
    if chance.random() < 0.6:
        soak.world.send(who.id, chat, chance.choice(words.NONSENSE))
    else:
        line = _line(commands.IN_PRIVATE if chat == who.id else commands.IN_GROUP, chance)
        mark, typed = _filled(soak, who, line, chance)
        typed = words.odd(typed, chance)
        message = soak.world.send(who.id, chat, typed)
        soak.diary.said[mark] = Said(who.id, chat, message.message_id, typed)


def forge(soak, who, chance):
    """Press a button that the bot never showed, on any message of its."""
    chat = chance.choice([who.id, *soak.village.groups(who)])
    said = bot_said(soak, chat)
    if not said:
        raise ValueError("the bot has said nothing")
    data = chance.choice(words.FORGED)
    if chance.random() < 0.5 and soak.diary.pressed:
        data = chance.choice(list(soak.diary.pressed.values())[-200:]).data
    if not _erases(soak, who, data, chance) and "me.erase_yes" in data:
        raise ValueError("not this time")
    press_button(soak, who, chat, chance.choice(said[-20:]).message_id, data)


def take_invite(soak, who, chance):
    """Follow an invite that the admin was given, used or not."""
    found = [
        token
        for message in bot_said(soak, soak.village.admin.id)[-40:]
        for token in _TOKEN.findall(message.text)
    ]
    if not found:
        raise ValueError("there is no invite")
    soak.world.start(who.id, chance.choice(found))


def change_words(soak, who, chance):
    """Edit one's newest message, or delete it."""
    chat = chance.choice([who.id, *soak.village.groups(who)])
    own = [m for m in soak.world.messages(chat)[-40:] if m.sender_id == who.id and m.text]
    if not own:
        raise ValueError("nothing was said")
    if chance.random() < 0.5:
        soak.world.delete(who.id, chat, own[-1].message_id)
    else:
        soak.world.edit(who.id, chat, own[-1].message_id, f"{own[-1].text[:3000]} 改")


def come_and_go(soak, who, chance):
    """Leave a group and join again."""
    group = chance.choice(_groups(soak, who))
    soak.world.leave(group, who.id)
    soak.world.join(group, who.id)


def send_table(soak, who, chance):
    """A table of households, good or broken, as staff send it."""
    households = [
        f"{villager.address.replace('-', ',')},{villager.name},{villager.phone},2,"
        for villager in chance.sample(soak.village.people, 3)
    ]
    content = "\n".join(["楼,单元,室,户主,电话,人数,备注", *households]).encode()
    if chance.random() < 0.2:
        content = bytes(range(256))
    soak.world.send(who.id, who.id, document=("户表.csv", content), caption="/roster")


def converse(soak, who, chance):
    """Begin what takes several steps, and leave everything else until it is done."""
    soak.begin(chance.choice(BEGUN_BY[who.role]), who, chance)


EVERYBODY = (
    (20, press),
    (8, whisper),
    (8, answer),
    (2, be_odd),
    (2, forge),
    (1, change_words),
    (1, take_invite),
)
IN_A_CIRCLE = (*EVERYBODY, (10, type_in_group), (2, show_picture), (1, report_another))
DEEDS = {
    "resident": (*IN_A_CIRCLE, (1, come_and_go)),
    "captain": IN_A_CIRCLE,
    "admin": (*IN_A_CIRCLE, (1, send_table)),
    "staff": (*EVERYBODY, (1, send_table)),
    "partner": EVERYBODY,
    "stranger": EVERYBODY,
}


def _line(choices, chance):
    return chance.choices([line for _, line in choices], [weight for weight, _ in choices])[0]


def say(soak, who, chat, line, chance, **more):
    """Type a line with what it asks for; the message that it makes."""
    mark, typed = _filled(soak, who, line, chance)
    message = soak.world.send(who.id, chat, typed, **more)
    if mark in typed:
        soak.diary.said[mark] = Said(who.id, chat, message.message_id, typed)
    return message


def _filled(soak, who, line, chance):
    """A mark, and a line with that mark and whatever else it asks for."""
    mark = words.mark_of(chance)
    grid = chance.choice(words.GRIDS)
    filled = line.format(
        mark=mark,
        trouble=chance.choice(words.TROUBLES),
        talk=chance.choice(words.TALK),
        news=chance.choice(words.NEWS),
        activity=chance.choice(words.ACTIVITIES),
        form=chance.choice(words.FORMS),
        lang=chance.choice(("zh", "en")),
        grid=grid,
        grid_name=grid.removeprefix("@"),
        number=chance.randint(1, 9),
        lane=chance.randint(1, 3),
        hour=chance.randint(8, 20),
        code=_code(soak, chance),
        name=who.name,
        address=who.address,
        phone=who.phone,
        identity=who.identity,
        neighbour=chance.choice(soak.village.people).address,
    )
    return mark, filled


def _code(soak, chance):
    """Six digits that somebody was shown lately, who says them to staff; else a guess."""
    person = chance.choice(soak.village.people)
    if person.id in soak.world.chats:
        for message in reversed(bot_said(soak, person.id)[-10:]):
            if found := CODE.search(message.text):
                return found[0]
    return f"{chance.randrange(10**6):06}"


def _groups(soak, who):
    found = soak.village.groups(who)
    if not found:
        raise ValueError(f"{who.name} is in no group")
    return found


def bot_said(soak, chat):
    """What the bot has said in a chat, oldest first."""
    world = soak.world
    if chat not in world.chats:
        return []
    return [m for m in world.messages(chat) if m.sender_id == world.bot.id]


def _follow(soak, who, url):
    """A deep link; any other link leads away from the bot."""
    _, found, payload = url.partition("start=")
    if found:
        soak.world.start(who.id, payload)


def route_of(data):
    """The route of a button; links have none."""
    return data.split("|")[1] if data and data.count("|") else ""


def _erases(soak, who, data, chance):
    """Whether somebody who could have all of theirs erased does so now."""
    if "me.erase_yes" not in data or chance.random() >= ERASING:
        return False
    soak.diary.erased.add(who.id)
    return True


def press_button(soak, who, chat, message_id, data):
    """Press a button, shown or forged."""
    query = soak.world.press(who.id, chat, message_id, data)
    soak.diary.pressed[query] = Pressed(who.id, chat, data, message_id)
