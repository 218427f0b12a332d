"""Making a form, and the way from its card to an answer."""

import pytest

from tests.support.forms import IDENTITY, PHONE
from tests.support.registering import FILLED, answers_all, fills_in, opens_form, sends_out


async def test_a_form_goes_from_its_template_to_the_groups(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await ben.whispers("/form 返京登记 @第一网格 截止=周日20:00")
    ben.sees("form-preview", title="返京登记", per="household", circles=1, total=1)
    assert "11月29日（周日）20:00" in ben.texts()[-1], "what was understood is said in full"
    assert not any("返京登记" in words for words in ana.texts(town.circle)), "not before 确认"
    await ben.presses("确认")
    ben.sees("form-opened", title="返京登记", circles=1)
    ana.sees("form-card", title="返京登记")
    assert "已登记 0/1 户" in ana.texts(town.circle)[-1]
    assert ana.buttons(town.circle)[-1] == "去填写"


async def test_a_resident_fills_in_and_the_card_counts_them(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    intro = ana.texts()[-1]
    assert "用途：掌握返京人员情况" in intro
    assert "2026-12-29" in intro, "the day of erasure is said before the first question"
    await ana.presses("开始填写")
    await answers_all(ana)
    ana.sees("form-last-look", title="返京登记")
    assert "138****1234" in ana.texts()[-1]
    assert PHONE not in ana.texts()[-1]
    assert IDENTITY not in ana.texts()[-1]
    await ana.presses("✅ 提交")
    ana.sees("form-handed-in", title="返京登记")
    assert "已登记 1/1 户" in ana.texts(town.circle)[-1]
    assert "3-2-501" not in "".join(ana.texts(town.circle))


async def test_the_card_is_a_link_into_the_private_chat(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    url = ana._buttons(town.circle)[-1][2]
    assert url.endswith("start=run-register-1")


async def test_an_answer_that_is_wrong_is_explained_and_asked_again(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers("李安")
    for words, why in (
        ("110105491231002", "form-old-identity"),
        ("11010519491231002", "form-bad-identity-length"),
        ("110105194912310021", "form-bad-identity-check"),
    ):
        await ana.whispers(words)
        assert "2/8　身份证号码" in ana.texts()[-1]
        assert words not in ana.texts()[-1], "what was typed is not repeated"
        first = ana.texts()[-1].splitlines()[0]
        assert first.startswith(("这是 15 位", "身份证号是 18 位", "这个号码有一位")), why
    await ana.whispers(IDENTITY)
    assert "3/8　手机号码" in ana.texts()[-1]


async def test_one_step_back_asks_the_question_before(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers("李安")
    await ana.whispers(IDENTITY)
    await ana.presses("⬅️ 上一步")
    assert "2/8" in ana.texts()[-1]
    await ana.presses("⬅️ 上一步")
    assert "1/8" in ana.texts()[-1]
    await ana.whispers("李平安")
    assert "3/8" in ana.texts()[-1], "what was answered stays answered"


async def test_an_answer_is_changed_before_it_is_handed_in(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await answers_all(ana)
    await ana.presses("✏️ 修改")
    await ana.presses("从哪里回来？")
    await ana.whispers("山东省济南市")
    assert "从哪里回来：山东省济南市" in ana.texts()[-1]
    await ana.presses("✏️ 修改")
    await ana.presses("不改了，回去看")
    ana.sees("form-last-look", title="返京登记")


async def test_a_relevant_question_comes_and_goes_with_the_answer_before_it(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    for words in FILLED[:6]:
        await ana.whispers(words)
    await ana.presses("火车")
    assert "8/9　车次或航班号" in ana.texts()[-1]
    await ana.presses("⬅️ 上一步")
    await ana.presses("汽车")
    assert "8/8　需要社区帮忙吗？" in ana.texts()[-1]


async def test_a_draft_outlives_restarts_and_days(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben, closes="12月20日20:00")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers("李安")
    await town.restart()
    await ana.whispers(IDENTITY)
    assert "3/8" in ana.texts()[-1], "the question is still open after the restart"
    await town.passes(days=9)
    await ana.whispers(PHONE)
    assert "3/8" not in ana.texts()[-1], "the dialogue is over after a week"
    await ana.whispers("/register")
    assert ana.texts()[-1].startswith("接着填「返京登记」")
    assert "3/8" in ana.texts()[-1]
    await answers_all(ana, begin=2)
    await ana.presses("✅ 提交")
    ana.sees("form-thanks", title="返京登记")


async def test_a_second_press_of_submit_is_harmless(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await fills_in(ana, "3-2-501")
    await ana.forges("1|reg.submit|1")
    ana.is_told("form-draft-gone", alert=True)
    assert town.rows("SELECT COUNT(*) FROM form_answers") == [(1,)]


async def test_an_old_button_gets_a_word_and_changes_nothing(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    for words in FILLED[:6]:
        await ana.whispers(words)
    await ana.presses("汽车")
    await ana.forges("1|reg.pick|1|6|0")
    ana.is_told("form-answered-before", alert=True)
    await ana.forges("1|reg.skip|1|0")
    ana.is_told("form-answered-before", alert=True)
    await ana.forges("1|reg.pick|1|77|0")
    ana.is_told("button-outdated", alert=True)


async def test_nobody_touches_the_draft_of_another(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    eve = await town.resident("Eve")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await eve.forges("1|reg.submit|1")
    eve.is_told("form-draft-gone", alert=True)
    await eve.forges("1|reg.look|1")
    eve.is_told("form-draft-gone", alert=True)


async def test_a_required_question_cannot_be_skipped(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.forges("1|reg.skip|1|0")
    ana.is_told("form-required", alert=True)


async def test_a_form_of_another_circle_is_not_for_everybody(town):
    ben = await town.steward("Ben")
    other = await town.add_circle("9号楼邻里圈", setup="第二网格 邻里圈")
    zoe = await town.resident("Zoe", circle=other)
    await sends_out(ben)
    await zoe.opens("run-register-1")
    zoe.sees("form-not-for-you", title="返京登记")
    await zoe.whispers("/register")
    zoe.sees("form-none-open")


async def test_residents_cannot_send_out_forms(town):
    ana = await town.resident("Ana")
    await ana.whispers("/form 返京登记 @第一网格")
    ana.sees("no-permission")


async def test_the_command_alone_shows_how_and_the_templates(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form")
    ben.sees("form-howto", grid="第一网格")
    assert ben.buttons()[-6:] == [
        "返京登记",
        "住户信息",
        "疫苗接种",
        "装修备案",
        "✏️ 自己做一张",
        "📎 用 XLSForm 表格",
    ]
    await ben.presses("装修备案")
    ben.sees("form-for-whom", title="装修备案")
    await ben.presses("第一网格")
    ben.sees("form-preview", title="装修备案", per="household")


async def test_a_name_that_no_form_has_offers_those_there_are(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form 返乡 @第一网格")
    ben.sees("form-no-template", word="返乡", grid="第一网格")


async def test_the_deadline_may_stand_anywhere_and_is_asked_back_if_unclear(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form 截止=周日20:00 返京登记 @第一网格")
    ben.sees("form-preview", title="返京登记", per="household")
    await ben.whispers("/form 返京登记 @第一网格 截止=周五")
    assert "还差一个钟点" in ben.texts()[-1]
    await ben.whispers("/form 返京登记 @第一网格 截止=周日20:00 清除=11月28日")
    ben.sees("form-erased-too-early")


async def test_staff_cannot_send_a_form_to_another_grid(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form 返京登记 @第二网格")
    assert "不归您管" in ben.texts()[-1]


async def test_a_form_that_is_not_wanted_after_all_is_dropped(town):
    ben = await town.steward("Ben")
    await ben.whispers("/form 返京登记 @第一网格")
    await ben.presses("取消")
    ben.sees("cancelled")
    await ben.forges("1|form.confirm")
    ben.is_told("form-plan-gone", alert=True)


async def test_without_a_key_no_form_is_sent_out(town):
    ben = await town.steward("Ben")
    await town.stop_bot()
    (town.folder / "town.key").unlink()
    await town.start_bot()
    await ben.whispers("/form 返京登记 @第一网格")
    ben.sees("form-no-key")


@pytest.mark.parametrize("lang", ["en"])
async def test_it_speaks_english_too(town, lang):
    ben, ana = await town.steward("Ben"), await town.resident("Ana", lang=lang)
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("Begin")
    assert "1/8" in ana.texts()[-1]
    assert "Please type your answer." in ana.texts()[-1]
