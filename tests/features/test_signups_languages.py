"""Everything that is promised to be said reaches whom it is for, in their language."""

from tests.support.due import go_on_to
from tests.support.signups import DUTY, opened, residents


def _hears(human, key, **args):
    human.sees(key, where=human.id, lang="en", **args)


async def _english(town, words=DUTY):
    cai = await opened(town, words, lang="en")
    return cai, *await residents(town, "Ana", "Ben", "Dan", lang="en")


async def _join(town, *people):
    for person in people:
        await person.presses("报名", where=town.circle)


async def test_offers_and_what_becomes_of_them(town):
    cai, ana, ben, dan = await _english(town)
    await _join(town, ana, ben, dan)
    dan.is_told("signup-waits", place=1, lang="en")
    await ana.presses("取消报名", where=town.circle)
    ana.is_told("signup-left", lang="en")
    _hears(dan, "signup-offer", seats=1)
    await town.passes(hours=2)
    _hears(dan, "signup-offer-lapsed")
    await dan.presses("报名 Join")
    dan.is_told("signup-joined", lang="en")
    await go_on_to(town, "28 6:30")
    await ana.presses("报名", where=town.circle)
    await ben.presses("取消报名", where=town.circle)
    ben.is_told("signup-left-late", lang="en")
    _hears(ana, "signup-seated", seats=1)
    _hears(cai, "signup-left-late-told", name="Ben")


async def test_changes_and_what_the_organiser_hears(town):
    cai, ana, _, _ = await _english(town, f"{DUTY} 截止=周四20:00")
    await _join(town, ana)
    await cai.presses("Add a neighbour")
    await cai.whispers("张奶奶 3-2-501")
    _hears(cai, "signup-neighbour-added", name="张奶奶")
    await cai.presses("Change")
    await cai.presses("Place")
    await cai.whispers("North gate")
    _hears(ana, "signup-ask-again")
    _hears(cai, "signup-pass-on", names="张奶奶")
    ana.sees("signup-changed", where=town.circle, lang="zh")
    await go_on_to(town, "26 20:00")
    _hears(cai, "signup-closed-told", seated=2, waiting=0)
    await go_on_to(town, "28 10:00")
    _hears(cai, "signup-over-told", title="守桶")


async def test_questions_that_were_not_answered(town):
    _, ana, *_ = await _english(town, "/signup 聚餐 人数=1 问=忌口")
    await _join(town, ana)
    _hears(ana, "signup-question", words="忌口")
    await town.passes(minutes=30)
    _hears(ana, "signup-unanswered")


async def test_stand_ins(town):
    cai, ana, ben, dan = await _english(town)
    await _join(town, ana)
    await ana.whispers("/signup 1")
    for neighbour, label in ((ben, "我不行 I cannot"), (dan, "我来替 I stand in")):
        await ana.presses("找人替班 Find a stand-in")
        _hears(ana, "signup-stand-in-who")
        await ana.whispers(neighbour.name)
        await ana.presses(neighbour.name)
        _hears(neighbour, "signup-stand-in-asked", name="Ana")
        await neighbour.presses(label)
    _hears(ana, "signup-stand-in-no", name="Ben")
    _hears(ana, "signup-stand-in-yes", name="Dan")
    _hears(cai, "signup-stand-in-told", name="Dan", before="Ana")


async def test_an_entry_that_is_claimed(town):
    cai, ana, *_ = await _english(town)
    await cai.presses("Add a neighbour")
    await cai.whispers("张奶奶 3-2-501")
    await ana.whispers("/bind 3-2-501")
    _hears(ana, "signup-claimed", titles="守桶")


async def test_in_a_group_that_reads_english_the_card_is_english(town):
    cai, ana, *_ = await _english(town)
    await cai.types("/lang en")
    await _join_english(town, ana, cai)
    assert any("1/2 taken" in words for words in cai.texts(town.circle))


async def _join_english(town, ana, cai):
    await cai.types("/signup Bin duty seats=2 until=Fri 20:00")
    await ana.presses("报名 Join", where=town.circle)
