"""After an answer was handed in: versions, households, deadline, erasure."""

from datetime import timedelta

from tests.support.forms import IDENTITY, PHONE
from tests.support.registering import answers_all, filled_by, fills_in, opens_form, sends_out


async def _a_form(town, **more):
    ben = await town.steward("Ben")
    await sends_out(ben, **more)
    return ben


async def test_a_change_until_the_deadline_is_a_new_version(town):
    await _a_form(town)
    ana = await town.resident("Ana")
    await fills_in(ana, "3-2-501")
    await ana.whispers("/register")
    ana.sees("form-handed-in-before", title="返京登记")
    await ana.presses("✏️ 修改")
    await ana.presses("从哪里回来？")
    await ana.whispers("山东省济南市")
    await ana.presses("✅ 提交")
    assert "这是第 2 版" in ana.texts()[-1]
    rows = "SELECT version, current FROM form_answers ORDER BY version"
    assert town.rows(rows) == [(1, 0), (2, 1)]


async def test_a_household_gives_one_answer_and_does_not_see_the_others(town):
    await _a_form(town)
    ana, bob = await town.resident("Ana"), await town.resident("Bob")
    await fills_in(ana, "3-2-501")
    await opens_form(bob, "3-2-501")
    bob.sees("form-done-by-other", title="返京登记")
    assert "李安" not in "".join(bob.texts())
    await bob.forges("1|reg.redo|1")
    bob.is_told("button-outdated", alert=True)
    await bob.presses("重新填一份")
    await answers_all(bob, filled_by(7))
    await bob.presses("✅ 提交")
    assert town.rows("SELECT COUNT(*) FROM form_answers WHERE current = 1") == [(1,)]
    assert town.rows("SELECT flags FROM form_answers WHERE current = 1") == [("other-person",)]


async def test_who_mends_their_address_is_not_counted_twice(town):
    await _a_form(town)
    ana = await town.resident("Ana")
    await fills_in(ana, "3-2-501")
    await ana.whispers("/bind 3-2-601")
    await ana.whispers("/register")
    await ana.presses("与上次相同")
    await ana.presses("✅ 提交")
    current = "SELECT subject FROM form_answers WHERE current = 1"
    assert town.rows(current) == [("3-2-601",)]
    assert "已登记 1/1 户" in ana.texts(town.circle)[-1]


async def test_the_same_as_last_time_is_offered_as_a_whole_and_question_by_question(town):
    ben = await _a_form(town)
    ana = await town.resident("Ana")
    await fills_in(ana, "3-2-501")
    await sends_out(ben)
    await ana.opens("run-register-2")
    assert ana.buttons()[-2:] == ["开始填写", "与上次相同"]
    await ana.presses("开始填写")
    await ana.presses("与上次相同：李安")
    assert "与上次相同：1101**********002X" in ana.buttons()
    await ana.presses("与上次相同：1101**********002X")
    await ana.presses("与上次相同：138****1234")
    assert "4/8" in ana.texts()[-1]


async def test_all_at_once_leads_to_the_last_look(town):
    ben = await _a_form(town)
    ana = await town.resident("Ana")
    await fills_in(ana, "3-2-501")
    await sends_out(ben)
    await ana.opens("run-register-2")
    await ana.presses("与上次相同")
    ana.sees("form-last-look", title="返京登记")
    await ana.presses("✅ 提交")
    assert town.rows("SELECT COUNT(*) FROM form_answers WHERE current = 1") == [(2,)]


async def test_several_open_forms_are_listed_with_how_far_one_is(town):
    ben = await _a_form(town)
    await sends_out(ben, title="疫苗接种")
    ana = await town.resident("Ana")
    await fills_in(ana, "3-2-501")
    await ana.whispers("/register")
    ana.sees("form-which")
    assert set(ana.buttons()[-2:]) == {"疫苗接种 · 还没填", "返京登记 · 已提交"}
    await ana.presses("疫苗接种 · 还没填")
    await ana.presses("开始填写")
    await ana.whispers("/register")
    assert "疫苗接种 · 填了一半" in ana.buttons()


async def test_a_person_without_an_address_answers_for_themselves(town):
    ana = await town.resident("Ana")
    await _a_form(town, title="疫苗接种")
    await ana.opens("run-register-1")
    ana.sees("form-intro", title="疫苗接种", per="person")
    assert "已登记 0/1 人" in ana.texts(town.circle)[-1]


async def test_after_the_deadline_nothing_is_taken(town):
    ben = await _a_form(town)
    ana, bob = await town.resident("Ana"), await town.resident("Bob")
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers("李安")
    await fills_in(bob, "3-2-502")
    await town.passes(days=6)
    ben.sees("form-closed-summary", title="返京登记", pending=1)
    ana.sees("form-closed-on-you", title="返京登记")
    ana.sees("form-card-closed", title="返京登记")
    assert town.rows("SELECT COUNT(*) FROM form_drafts") == [(0,)]
    await ana.opens("run-register-1")
    ana.sees("form-closed", title="返京登记")
    await bob.forges("1|reg.redo|1")
    bob.is_told("form-closed", alert=True)


async def test_staff_close_a_form_early_after_being_asked_once_more(town):
    ben = await _a_form(town)
    ana = await town.resident("Ana")
    await ben.whispers("/forms")
    await ben.presses("提前截止")
    ben.sees("form-end-sure", title="返京登记")
    await ben.presses("确定截止")
    ana.sees("form-card-closed", title="返京登记")
    await ben.presses("确定截止")
    ben.is_told("form-closed", alert=True)


async def test_on_the_day_of_erasure_answers_go_and_counts_stay(town):
    ben = await _a_form(town)
    ana, bob = await town.resident("Ana"), await town.resident("Bob")
    await fills_in(ana, "3-2-501")
    await ana.whispers("/register")
    await ana.presses("✏️ 修改")
    await ana.presses("从哪里回来？")
    await ana.whispers("山东省济南市")
    await ana.presses("✅ 提交")
    await town.passes(days=40)
    for table in ("form_answers", "form_drafts", "form_numbers", "form_reminders"):
        assert town.rows(f"SELECT COUNT(*) FROM {table}") == [(0,)], table  # noqa: S608 - constants
    assert town.rows("SELECT building, done, total FROM form_counts ORDER BY building") == [
        ("", 0, 1),
        ("3", 1, 1),
    ]
    ben.sees("form-erased", title="返京登记")
    bob.sees("form-card-erased", title="返京登记")
    await ben.whispers("/forms")
    ben.sees("forms-panel-erased", title="返京登记")
    assert "已登记 1/2 户" in ben.texts()[-1]
    await ben.forges("1|forms.file|1|xlsx|0")
    ben.is_told("button-outdated", alert=True)


async def test_deadline_and_erasure_happen_after_downtime(town):
    ben = await _a_form(town)
    ana = await town.resident("Ana")
    await fills_in(ana, "3-2-501")
    await town.stop_bot()
    town.clock.advance(timedelta(days=60))
    await town.start_bot()
    ben.sees("form-erased", title="返京登记")
    assert town.rows("SELECT COUNT(*) FROM form_answers") == [(0,)]


async def test_who_has_their_data_erased_takes_their_answers_along(town):
    await _a_form(town)
    ana = await town.resident("Ana")
    await fills_in(ana, "3-2-501")
    await ana.whispers("/me")
    await ana.presses("导出我的资料")
    sent = [m for m in town.world.messages(ana.id) if "document" in m.data][-1]
    held = town.world.files.get(sent.data["document"]["file_id"]).content.decode()
    assert PHONE in held
    assert IDENTITY in held
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    assert town.rows("SELECT COUNT(*) FROM form_answers") == [(0,)]
    assert town.rows("SELECT COUNT(*) FROM form_numbers") == [(0,)]
