"""Questions: asked in private after the tap, the seat is kept meanwhile."""

from tests.support.signups import card, opened, residents, seats

LINE = "/signup 聚餐 人数=1 问=几个孩子(数字);口味(甜/咸)"


async def test_questions_are_asked_one_by_one_and_answers_are_kept(town):
    cai = await opened(town, LINE)
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    ana.is_told("signup-answer-in-private", count=2)
    ana.sees("signup-question-number", words="几个孩子", number=1, count=2)
    assert "已报 1/1" in card(cai)
    await ana.whispers("两个")
    ana.sees("signup-answer-number")
    await ana.whispers("2")
    ana.sees("signup-question", words="口味", number=2, count=2)
    await ana.whispers("辣")
    ana.sees("signup-answer-choice", choices="甜、咸")
    await ana.presses("咸")
    ana.sees("signup-answered")
    assert town.rows("SELECT answer FROM signup_answers ORDER BY question") == [("2",), ("咸",)]
    assert town.rows("SELECT asking FROM signup_entries") == [(0,)]


async def test_answers_are_never_seen_in_the_group(town):
    cai = await opened(town, "/signup 体检 人数=1 问=病史")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.whispers("高血压")
    assert not any("高血压" in words for words in cai.texts(town.circle))


async def test_in_english(town):
    await opened(town, LINE)
    (eve,) = await residents(town, "Eve", lang="en")
    await eve.presses("报名", where=town.circle)
    eve.sees("signup-question-number", words="几个孩子", lang="en")


async def test_a_seat_of_whom_no_answer_comes_goes_to_the_next(town):
    await opened(town, "/signup 聚餐 人数=1 问=忌口")
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    await ben.presses("报名", where=town.circle)
    await ben.whispers("没有")
    await town.passes(minutes=29)
    assert seats(town)[0] == ("Ana", 1, 1, 0)
    await ana.presses("报名", where=town.circle)
    await town.passes(minutes=1)
    ana.sees("signup-unanswered", where=ana.id)
    ben.sees("signup-offer", where=ben.id)
    await ana.whispers("没有")
    ana.sees("signup-entry-gone", where=ana.id)


async def test_who_has_not_opened_the_private_chat_is_led_there_and_asked(town):
    await opened(town, "/signup 聚餐 人数=1 问=忌口")
    ana = await town.resident("Ana", started=False)
    await ana.presses("报名", where=town.circle)
    assert town.world.toasts(ana.id)[-1].url.endswith("?start=run-signup-1")
    assert seats(town) == [("Ana", 1, 1, 0)]
    await ana.opens("run-signup-1")
    ana.sees("signup-question", words="忌口", where=ana.id)
    await ana.whispers("没有")
    ana.sees("signup-answered", where=ana.id)


async def test_a_forged_choice_is_refused(town):
    await opened(town, LINE)
    ana, ben = await residents(town, "Ana", "Ben")
    await ana.presses("报名", where=town.circle)
    await ana.forges("1|signup.choose|1|9|0")
    ana.is_told("button-outdated", alert=True)
    await ana.forges("1|signup.choose|1|1|9")
    ana.is_told("button-outdated", alert=True)
    await ben.whispers("/signup")
    await ben.forges("1|signup.choose|1|1|0")
    ben.is_told("signup-entry-gone", alert=True)


async def test_an_answer_may_be_put_right_by_its_button(town):
    await opened(town, "/signup 聚餐 人数=1 问=口味(甜/咸)")
    (ana,) = await residents(town, "Ana")
    await ana.presses("报名", where=town.circle)
    await ana.presses("咸")
    await ana.presses("甜")
    assert town.rows("SELECT answer FROM signup_answers") == [("甜",)]
