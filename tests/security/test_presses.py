"""Every button that anybody is shown is pressed by everybody else, while it is good."""

from collections import defaultdict

import pytest

from domain.messages import Edit
from domain.permissions import GRANTS, Role
from tests.support.played import FOREIGN, PRIVATE_WORDS, SHARED
from tests.support.walk import Shown, Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")

OWN = {
    "bind.erase": "one's own address",
    "duty.off": "one's own duty",
    "duty.on": "one's own duty",
    "form.upload": "begins a form of one's own",
    "groupbuy.new": "begins a group-buy of one's own",
    "lang.choose": "one's own language",
    "me.erase_yes": "what is held on oneself",
    "notice.template": "begins a notice of one's own",
    "points.take_part": "one's own household in the ranking",
    "signup.new": "begins a sign-up of one's own",
}
"""What these change is the presser's own, whoever it was shown to."""

COMMUNITY = {
    "gift.return_yes": "any of the staff takes a gift back",
    "gift.withdraw": "gifts are those of the whole community",
    "gifts.manage": "gifts are those of the whole community",
    "points.books": "the books are those of the whole community",
    "points.export": "the books are those of the whole community",
    "points.reverse": "the books are those of the whole community",
}
"""What staff of every grid share: points and gifts have no grid."""

CIRCLE = {
    "booking.start": "begins a booking of one's own",
    "checkin.here": "a code of one's own",
    "collection.come": "one comes oneself",
    "groupbuy.less": "one's own order",
    "groupbuy.more": "one's own order",
    "notice.seen": "one's own receipt",
    "reg.begin": "one's own answers",
    "reg.same": "one's own answers",
    "report.satisfied": "one's own rating, if one was asked",
    "report.solved": "one's own rating, if one was asked",
    "signup.join": "one's own place",
    "signup.leave": "one's own place",
}
"""What everybody of a circle may do with what the circle has, each for themselves."""


def _forgers(played, shown):
    """Who is not shown a button, each with where they can press: in private, in their group."""
    for name, human in played.people.items():
        if human is not shown.viewer and (shown.chat > 0 or name in FOREIGN):
            yield name, human, {None, human.group}


async def _may_change(played, name, route):
    """Whether somebody who was not shown a button may change something by it."""
    if route.name in OWN:
        return True
    if name not in FOREIGN:
        shared = route.needs not in GRANTS[Role.RESIDENT] and name not in {"ana", "bea"}
        return shared or route.name in CIRCLE or await _may_classify(name, route)
    if name == "fay":
        return route.name in COMMUNITY
    return name == "gus" and await _handed_to_gus(played)


async def _may_classify(name, route):
    """A report is put into another category by who filed it and by its workers."""
    return route.name == "report.classify_as" and name != "bea"


async def _handed_to_gus(played):
    return await played.probe.rows("SELECT 1 FROM reports WHERE organisation = '绿化'")


async def _wrongs(played, shown, name, human, where):
    """What went wrong when somebody pressed what they were not shown."""
    route = played.town.app.routes.named("button", shown.route)
    effect = await played.probe.presses(human, shown.data, where=where)
    told = effect.told(human.id, human.group)
    private = [w for w in PRIVATE_WORDS if w in told]
    if effect.changed and not await _may_change(played, name, route):
        yield f"changes {sorted(effect.changed)}"
    if name in FOREIGN and (private or SHARED in told):
        ours = name == "fay" and route.name in COMMUNITY
        if not ours and not (name == "gus" and await _handed_to_gus(played)):
            yield "hears what is the circle's"
    if name == "bea" and private:
        yield "hears what is a neighbour's"
    if any(w in m.model_dump_json() for m in effect.said if m.to < 0 for w in PRIVATE_WORDS):
        yield "makes it known to a group"


GUESSES = (("1",), ("1", "1"), ("1", "1", "1"), ("3", "3"), ("4", "4", "1"))
"""What somebody would try who knows that things are numbered from one."""


@pytest.mark.parametrize("name", FOREIGN)
async def test_guessed_numbers_lead_nowhere(played, name):
    wrong = defaultdict(set)
    human = played.people[name]
    async with played.probe.undone():
        for route in played.town.app.routes.of_kind("button"):
            for args in GUESSES:
                shown = Shown(route.name, "|".join(("1", route.name, *args)), 0, None)
                async with played.probe.undone():
                    async for what in _wrongs(played, shown, name, human, human.group):
                        wrong[route.name, what].add(args)
    assert not wrong


async def test_a_button_does_nothing_for_who_was_not_shown_it(played):
    wrong, walked = defaultdict(set), set()
    async for shown in Walk(played):
        if not isinstance(shown, Shown):
            continue
        walked.add(shown.route)
        for name, human, places in _forgers(played, shown):
            for where in places:
                async with played.probe.undone():
                    async for what in _wrongs(played, shown, name, human, where):
                        wrong[shown.route, what].add(name)
    assert not wrong
    assert len(walked) > 200, "the walk leads past fewer buttons than it did"


async def _told_to_groups(played, effect):
    """What an effect puts into groups: a card that does not stand there cannot be changed."""
    for message in effect.said:
        if message.to > 0:
            continue
        if isinstance(message, Edit):
            card = {"chat": message.to, "name": message.card}
            stands = "SELECT 1 FROM cards WHERE chat_id = :chat AND name = :name"
            if not await played.probe.rows(stands, **card):
                continue
        yield message.to, message.model_dump_json()


def _claimants(played, shown):
    """Who may press a button, or much else, with every chat that they could say it stands in."""
    for human in {id(h): h for h in (shown.viewer, played.joy, played.admin)}.values():
        for where in {None, played.here, played.there, played.club} - {shown.where}:
            yield human, where


async def test_a_press_that_comes_from_another_chat_makes_nothing_known_there(played):
    """Where a button stands, a press can only claim."""
    title = played.town.world.chat(played.club).title
    wrong, pressed = defaultdict(set), 0
    async for shown in Walk(played):
        for human, where in _claimants(played, shown) if isinstance(shown, Shown) else ():
            pressed += 1
            async with played.probe.undone():
                effect = await played.probe.presses(human, shown.data, where=where)
                async for chat, told in _told_to_groups(played, effect):
                    foreign = chat != played.here and SHARED in told.replace(title, "")
                    if foreign or any(w in told for w in PRIVATE_WORDS):
                        wrong[shown.route].add((human.name, where, chat))
    assert not wrong
    assert pressed > 1000
