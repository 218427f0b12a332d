"""What people do that nobody planned: old buttons, odd messages, changes of mind."""

from tests.support.forms import PHONE
from tests.support.registering import FILLED, answers_all, fills_in, opens_form, sends_out


async def _begun(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    return ben, ana


async def test_the_deadline_is_moved_and_everybody_sees_the_new_one(town):
    ben, ana = await _begun(town)
    await ben.whispers("/forms")
    await ben.presses("改截止时间")
    ben.sees("form-until", title="返京登记")
    await ben.whispers("周五")
    assert "还差一个钟点" in ben.texts()[-1]
    await ben.whispers("12月5日20:00")
    ben.sees("form-until-kept", title="返京登记")
    assert "截止：12月5日（周六）20:00" in ana.texts(town.circle)[-1]
    await town.passes(days=6)
    assert town.rows("SELECT state FROM forms") == [("open",)]
    await town.passes(days=6)
    assert town.rows("SELECT state FROM forms") == [("closed",)]
    await ben.presses("改截止时间")
    ben.is_told("form-closed", alert=True)


async def test_a_deadline_after_the_erasure_moves_the_erasure_too(town):
    ben, _ = await _begun(town)
    await ben.whispers("/forms")
    await ben.presses("改截止时间")
    await ben.whispers("2027-01-15 20:00")
    assert "2027-02-14 清除" in ben.texts()[-1]


async def test_who_looks_after_a_part_of_the_circles_cannot_move_or_close_it(town):
    await town.add_circle("9号楼邻里圈", setup="第二网格 邻里圈")
    await town.admin.whispers("/form 返京登记 @全部 截止=周日20:00")
    await town.admin.presses("确认")
    ben = await town.steward("Ben")
    await ben.whispers("/forms")
    await ben.presses("改截止时间")
    ben.is_told("form-not-all-yours", alert=True)
    await ben.presses("提前截止")
    await ben.presses("确定截止")
    ben.is_told("form-not-all-yours", alert=True)


async def test_a_club_is_left_out_where_a_whole_grid_is_meant(town):
    await town.add_circle("书画社", setup="第一网格 社团圈")
    ben = await town.steward("Ben")
    await ben.whispers("/form 返京登记 @第一网格")
    ben.sees("form-preview", title="返京登记", per="household", circles=1)
    await ben.whispers("/form 返京登记 @第一网格 @书画社")
    ben.sees("form-preview", title="返京登记", per="household", circles=2)


async def test_all_grids_are_offered_to_the_admin(town):
    await town.admin.whispers("/form 返京登记")
    assert town.admin.buttons()[-4:] == ["第一网格", "第二网格", "第三网格", "全部"]
    await town.admin.presses("全部")
    town.admin.sees("form-preview", title="返京登记", per="household", circles=1)


async def test_words_where_buttons_are_meant_and_pictures_where_words_are(town):
    _, ana = await _begun(town)
    await ana.shows(where=ana.id)
    assert ana.texts()[-1].startswith("这一题请打字回答")
    for words in FILLED[:6]:
        await ana.whispers(words)
    await ana.whispers("走路")
    assert ana.texts()[-1].startswith("请点下面的按钮")
    await ana.whispers("汽车")
    assert "8/8" in ana.texts()[-1]


async def test_further_pictures_of_an_album_are_let_pass(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben, title="装修备案")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    told = len(ana.texts())
    await ana.shows(where=ana.id, number=1, album="a")
    assert len(ana.texts()) == told


async def test_a_reply_to_a_question_when_none_waits_is_explained(town):
    _, ana = await _begun(town)
    await answers_all(ana)
    await ana.presses("✅ 提交")
    await ana.answers("李安", "1/8")
    ana.sees("form-no-question")


async def test_the_first_question_has_nothing_before_it(town):
    _, ana = await _begun(town)
    await ana.forges("1|reg.back|1")
    ana.is_told("form-first-question", alert=True)


async def test_old_buttons_of_the_introduction_start_nothing_twice(town):
    _, ana = await _begun(town)
    await ana.whispers("李安")
    await ana.forges("1|reg.begin|1")
    ana.is_told("form-begun-before", alert=True)
    await ana.forges("1|reg.reuse|1|1")
    ana.is_told("form-nothing-earlier", alert=True)
    await ana.forges("1|reg.submit|1")
    ana.is_told("form-incomplete", alert=True)
    await ana.forges("1|reg.change_one|1|7")
    ana.is_told("button-outdated", alert=True)
    await ana.forges("1|reg.pick|1|1|9")
    ana.is_told("button-outdated", alert=True)
    await ana.forges("1|forms.open|77")
    ana.is_told("no-permission", alert=True)
    await ana.forges("1|reg.start|77")
    ana.is_told("form-unknown", alert=True)


async def test_nothing_ticked_is_no_answer_where_one_is_needed(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben, title="装修备案")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    for words in ("李安", PHONE, "12月5日", "12月20日", "巧手装修", PHONE):
        await ana.whispers(words)
    await ana.presses("选好了")
    ana.is_told("form-tick-one", alert=True)
    await ana.whispers("不动")
    ana.sees("form-last-look", title="装修备案")


async def test_an_address_that_is_none_is_asked_for_again(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await ana.opens("run-register-1")
    await ana.whispers("南门那栋")
    assert "没看懂" in ana.texts()[-1]
    await ana.forges("1|reg.begin|1")
    ana.is_told("form-address-first", alert=True)
    await ana.whispers("3号楼2单元501室")
    ana.sees("form-intro", title="返京登记", per="household")


async def test_a_form_that_closed_in_the_middle_says_so(town):
    _, ana = await _begun(town)
    await town.passes(days=5, hours=11)
    await ana.whispers("李安")
    ana.sees("form-closed-on-you", title="返京登记")
    ana.sees("form-draft-gone")
    await ana.forges("1|reg.start|1")
    ana.is_told("form-closed", alert=True)


async def test_an_answer_that_was_mended_meanwhile_cannot_be_sent_back(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await fills_in(ana, "3-2-501")
    await ben.whispers("/forms")
    await ben.presses("核对（1）")
    await ben.presses("↩️ 打回")
    await ben.presses("手机号码")
    await ana.whispers("/register")
    await ana.presses("✏️ 修改")
    await ana.presses("手机号码")
    await ana.whispers("13912341234")
    await ana.presses("✅ 提交")
    await ben.whispers("打不通")
    ben.sees("form-check-done-before")
    await ana.forges("1|reg.mend|1")
    ana.is_told("form-check-done-before", alert=True)


async def test_helping_in_a_circle_of_somebody_else_is_refused(town):
    cap = await town.captain("老王")
    other = await town.add_circle("5号楼邻里圈")
    ben = await town.steward("Ben")
    await sends_out(ben)
    circle = town.rows("SELECT id FROM circles WHERE chat_id = :chat", chat=other)[0][0]
    await cap.forges(f"1|forms.help_in|1|{circle}")
    cap.is_told("form-not-yours", alert=True)


async def test_nothing_to_pass_at_once_is_said(town):
    ben, _ = await _begun(town)
    await ben.forges("1|check.all|1")
    ben.is_told("form-check-none-plain", alert=True)


async def test_reminders_are_not_sent_for_a_closed_form(town):
    ben, _ = await _begun(town)
    await town.passes(days=6)
    await ben.forges("1|forms.remind|1")
    ben.is_told("form-closed", alert=True)
    await ben.forges("1|forms.help|1")
    ben.is_told("form-closed", alert=True)


async def test_who_gives_up_a_question_may_go_on_later(town):
    _, ana = await _begun(town)
    await ana.whispers("/cancel")
    ana.sees("cancelled")
    await ana.whispers("/register")
    assert "1/8" in ana.texts()[-1]


async def test_a_number_out_of_bounds_is_explained_in_the_words_of_the_form(town):
    _, ana = await _begun(town)
    for words in FILLED[:3]:
        await ana.whispers(words)
    await ana.whispers("40")
    assert ana.texts()[-1].startswith("请写 1 到 30 之间的人数。")
