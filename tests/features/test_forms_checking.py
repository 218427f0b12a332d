"""待核, 通过, 打回, and what is odd."""

from tests.support.forms import IDENTITY, PHONE
from tests.support.registering import (
    FILLED,
    answers_all,
    filled_by,
    fills_in,
    opens_form,
    sends_out,
)


async def _answered(town, count=1, *, captain=True):
    """A form with so many answers, and who checks it."""
    checker = await (town.captain("老王") if captain else town.steward("Zhao"))
    await sends_out(await town.steward("Ben"))
    people = []
    for number in range(1, count + 1):
        human = await town.resident(f"R{number}")
        await fills_in(human, f"3-1-10{number}", filled=filled_by(number))
        people.append(human)
    await checker.whispers("/forms")
    return checker, people


async def test_a_captain_passes_an_answer(town):
    cap, _ = await _answered(town)
    await cap.presses("核对（1）")
    assert "待核 1 份" in cap.texts()[-1]
    words = cap.texts()[-1]
    assert "139****0001" in words
    assert "👁 显示完整" not in cap.buttons(), "in full is for staff"
    await cap.presses("✅ 通过")
    cap.sees("form-check-passed")
    cap.sees("form-check-none", title="返京登记")
    assert town.rows("SELECT state FROM form_answers") == [("passed",)]
    await cap.forges("1|check.pass|1")
    cap.is_told("form-check-done-before", alert=True)


async def test_an_answer_that_is_sent_back_asks_only_that_question_again(town):
    cap, (ana,) = await _answered(town)
    await cap.presses("核对（1）")
    await cap.presses("↩️ 打回")
    await cap.presses("手机号码")
    cap.sees("form-check-why", question="手机号码")
    await cap.whispers("打不通")
    cap.sees("form-check-returned")
    told = ana.texts()[-1]
    assert "这一题要改：手机号码" in told
    assert "打不通" in told
    await ana.opens("run-register-1")
    assert "手机号码" in ana.texts()[-1]
    await ana.whispers(PHONE)
    ana.sees("form-last-look", title="返京登记")
    await ana.presses("✅ 提交")
    rows = "SELECT version, state, current FROM form_answers ORDER BY version"
    assert town.rows(rows) == [(1, "returned", 0), (2, "pending", 1)]


async def test_what_was_sent_back_may_be_mended_after_the_deadline(town):
    cap, (ana,) = await _answered(town)
    await town.passes(days=6)
    await cap.presses("核对（1）")
    await cap.presses("↩️ 打回")
    await cap.presses("手机号码")
    await cap.whispers("打不通")
    await ana.whispers("/register")
    assert "手机号码" in ana.texts()[-1]
    await ana.whispers(PHONE)
    await ana.presses("✅ 提交")
    assert town.rows("SELECT state FROM form_answers WHERE current = 1") == [("pending",)]


async def test_who_entered_it_for_a_neighbour_mends_it(town):
    cap = await town.captain("老王")
    ben = await town.steward("Ben")
    await sends_out(ben)
    await cap.whispers("/forms")
    await cap.presses("替邻居填")
    await cap.whispers("3-3-301 张奶奶")
    await answers_all(cap)
    await cap.presses("✅ 提交")
    await ben.whispers("/forms")
    await ben.presses("核对（1）")
    assert "（代填）" in ben.texts()[-1]
    await ben.presses("↩️ 打回")
    await ben.presses("一共几个人返京？")
    await ben.whispers("多写了一个吧")
    await cap.presses("去修改")
    assert "一共几个人返京？" in cap.texts()[-1]
    await cap.whispers("2")
    await cap.presses("✅ 提交")
    assert town.rows("SELECT version, proxy FROM form_answers WHERE current = 1") == [(2, 1)]


async def test_a_reason_is_needed(town):
    cap, _ = await _answered(town)
    await cap.presses("核对（1）")
    await cap.presses("↩️ 打回")
    await cap.presses("手机号码")
    await cap.whispers("长" * 201)
    cap.sees("form-check-reason-length", allowed=200)
    await cap.whispers("少一位")
    cap.sees("form-check-returned")


async def test_who_cannot_be_told_is_named_to_who_sent_it_back(town):
    cap, (ana,) = await _answered(town)
    town.world.block(ana.id)
    await town.settle()
    await cap.presses("核对（1）")
    await cap.presses("↩️ 打回")
    await cap.presses("手机号码")
    await cap.whispers("打不通")
    cap.sees("form-check-not-reached")


async def test_what_is_odd_comes_first_and_says_why(town):
    staff = await _odd(town)
    await staff.presses("核对（4）")
    first = staff.texts()[-1]
    assert "⚠️" in first
    await staff.presses("下一份")
    assert "⚠️" in staff.texts()[-1]
    await staff.presses("下一份")
    assert "⚠️" in staff.texts()[-1]
    await staff.presses("下一份")
    assert "⚠️" not in staff.texts()[-1]


async def _odd(town):
    """Two households with one phone, one with very many people, one plain."""
    ben = await town.steward("Ben")
    await sends_out(ben)
    answers = [
        ("张一", *filled_by(1)[1:2], PHONE, *FILLED[3:]),
        ("张二", *filled_by(2)[1:2], PHONE, *FILLED[3:]),
        (*filled_by(3)[:3], "20", *FILLED[4:]),
        filled_by(4),
    ]
    for number, filled in enumerate(answers, 1):
        human = await town.resident(f"R{number}")
        await fills_in(human, f"3-1-10{number}", filled=filled)
    await ben.whispers("/forms")
    return ben


async def test_all_plain_ones_are_passed_at_once_with_the_count_repeated(town):
    ben = await _odd(town)
    for number in (5, 6):
        human = await town.resident(f"R{number}")
        await fills_in(human, f"3-1-10{number}", filled=filled_by(number))
    await ben.whispers("/forms")
    await ben.presses("核对（6）")
    await ben.presses("其余 3 份全部通过")
    ben.sees("form-check-all-sure", count=3)
    await ben.presses("确定，3 份全部通过")
    ben.is_told("form-check-all-passed", count=3, alert=True)
    states = "SELECT state, COUNT(*) FROM form_answers GROUP BY state ORDER BY state"
    assert town.rows(states) == [("passed", 3), ("pending", 3)]
    await ben.presses("确定，3 份全部通过")
    ben.is_told("form-check-changed", alert=True)


async def test_a_count_that_changed_meanwhile_is_asked_again(town):
    cap, _ = await _answered(town, 2)
    await cap.presses("核对（2）")
    await cap.presses("其余 2 份全部通过")
    human = await town.resident("R9")
    await fills_in(human, "3-1-109", filled=filled_by(9))
    await cap.presses("确定，2 份全部通过")
    cap.is_told("form-check-changed", alert=True)
    assert town.rows("SELECT COUNT(*) FROM form_answers WHERE state = 'passed'") == [(0,)]


async def test_staff_look_in_full_and_every_look_is_recorded(town):
    staff, _ = await _answered(town, captain=False)
    await staff.presses("核对（1）")
    assert "139****0001" in staff.texts()[-1]
    await staff.presses("👁 显示完整")
    assert "13900000001" in staff.texts()[-1]
    assert ("form.look", staff.id) in town.audit()
    await staff.presses("✅ 通过")
    assert not any("13900000001" in words for words in staff.texts()), "it is shown no longer"


async def test_a_captain_cannot_forge_a_look_in_full(town):
    cap, _ = await _answered(town)
    await cap.forges("1|check.full|1")
    cap.is_told("no-permission", alert=True)
    assert not [row for row in town.audit() if row[0] == "form.look"]


async def test_nobody_checks_the_answers_of_another_circle(town):
    ben = await town.steward("Ben")
    other = await town.add_circle("5号楼邻里圈")
    cap = await town.captain("老王")
    zoe = await town.resident("Zoe", circle=other)
    await sends_out(ben)
    await fills_in(zoe, "5-1-101")
    await cap.forges("1|check.pass|1")
    cap.is_told("form-not-yours", alert=True)
    await cap.whispers("/forms")
    assert "核对（0）" in cap.buttons()


async def test_a_photo_is_asked_for_and_shown_to_who_checks(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben, title="装修备案")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    for words in ("李安", PHONE, "12月5日", "12月20日", "巧手装修", PHONE):
        await ana.whispers(words)
    await ana.presses("⬜ 拆改墙体")
    await ana.presses("⬜ 改水路")
    await ana.presses("☑️ 改水路")
    await ana.presses("选好了")
    await ana.whispers("没有")
    assert ana.texts()[-1].startswith("这一题请发一张照片")
    await ana.shows(where=ana.id)
    assert "📷 有照片" in ana.texts()[-1]
    await ana.presses("✅ 提交")
    await ben.whispers("/forms")
    await ben.presses("核对（1）")
    await ben.presses("📷 看照片")
    assert len(ben.photos()) == 1
    assert ("form.photo", ben.id) in town.audit()


async def test_a_date_is_held_against_another_answer(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben, title="装修备案")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    for words in ("李安", PHONE, "12月5日", "12月1日"):
        await ana.whispers(words)
    assert ana.texts()[-1].startswith("完工不能早于开工")
    assert IDENTITY not in ana.texts()[-1]
