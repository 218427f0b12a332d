"""Duty: who of the staff gets new reports."""


async def _report(town, name="Ana"):
    person = await town.resident(name)
    await person.types("/report 电梯坏了")


def _alerted(*people):
    return [person.name for person in people if any("电梯" in words for words in person.texts())]


async def test_duty_alone_says_how_it_stands_and_shows_buttons(town):
    ben = await town.steward("Ben")
    await ben.whispers("/duty")
    assert ben.texts()[-1].startswith("您还没说过是不是在值班。")
    await ben.presses("我在值班")
    ben.sees("duty-is-on")
    await ben.whispers("/值班")
    assert ben.texts()[-1].startswith("您在值班")
    await ben.presses("我下班了")
    ben.sees("duty-is-off")
    await ben.whispers("/duty")
    assert ben.texts()[-1].startswith("您下班了")


async def test_reports_go_to_those_on_duty(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await ben.whispers("/duty on")
    await _report(town)
    assert _alerted(ben, mia) == ["Ben"]


async def test_with_nobody_on_duty_they_go_to_all_of_the_grid(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    far = await town.steward("Far", grid="第二网格")
    for person in (ben, mia, far):
        await person.whispers("值班 下班")
    await _report(town)
    assert _alerted(ben, mia, far) == ["Ben", "Mia"]


async def test_with_no_staff_at_all_they_go_to_the_admins(town):
    far = await town.steward("Far", grid="第二网格")
    await far.whispers("/duty on")
    await _report(town)
    assert _alerted(far, town.admin) == ["王主任"]


async def test_a_deputy_gets_them_for_whoever_is_off_and_is_told_so(town):
    ben, mia, eve = [await town.steward(name) for name in ("Ben", "Mia", "Eve")]
    await ben.whispers("/duty off")
    ben.sees("duty-who-stands-in")
    await ben.presses("Mia")
    ben.sees("duty-deputy-set", name="Mia")
    mia.sees("duty-you-stand-in", name="Ben")
    await _report(town)
    assert _alerted(ben, mia, eve) == ["Mia"]
    await ben.whispers("/duty")
    assert ben.texts()[-1].startswith("您下班了，Mia 替您")


async def test_a_deputy_is_told_once_and_released_when_the_other_is_back(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await ben.whispers("/duty off")
    before = len(mia.texts())
    await ben.presses("Mia")
    await ben.presses("Mia")
    assert len(mia.texts()) == before + 1
    await ben.whispers("/duty on")
    mia.sees("duty-back", name="Ben")
    await ben.presses("Mia")
    ben.is_told("duty-on-again", alert=True)
    await _report(town)
    assert _alerted(ben, mia) == ["Ben"]


async def test_only_a_colleague_of_the_grid_can_stand_in(town):
    ben, far = await town.steward("Ben"), await town.steward("Far", grid="第二网格")
    whole = await town.steward("Whole", grid="全部")
    ana = await town.resident("Ana")
    await ben.whispers("/duty off")
    assert ben.buttons() == ["Whole"]
    for person in (far, ana, ben):
        await ben.forges(f"1|duty.deputy|{person.id}")
        ben.is_told("duty-no-colleague", alert=True)
    assert whole


async def test_a_deputy_who_left_the_staff_gets_nothing(town):
    ben, mia, eve = [await town.steward(name) for name in ("Ben", "Mia", "Eve")]
    await ben.whispers("/duty off")
    await ben.presses("Mia")
    await town.admin.whispers("/staff")
    await town.admin.presses("移除 Mia")
    await _report(town)
    assert _alerted(ben, mia, eve) == ["Ben", "Eve"]


async def test_residents_have_no_duty(town):
    ana = await town.resident("Ana")
    await ana.whispers("/duty on")
    ana.sees("no-permission", who="社工 / 楼管家")
    await ana.forges("1|duty.on")
    ana.is_told("no-permission", alert=True)


async def test_words_about_duty_are_just_talk(town):
    ben = await town.steward("Ben")
    await ben.whispers("值班 表在哪")
    ben.sees("not-a-command")


async def test_duty_speaks_english_too(town):
    ben, mia = await town.steward("Ben", lang="en"), await town.steward("Mia", lang="en")
    await ben.whispers("/duty")
    await ben.presses("I am off")
    ben.sees("duty-who-stands-in", lang="en")
    await ben.presses("Mia")
    mia.sees("duty-you-stand-in", lang="en", name="Ben")


async def test_whoever_has_their_data_erased_is_off_duty_and_stands_in_for_nobody(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    await ben.whispers("/duty off")
    await ben.presses("Mia")
    await mia.whispers("/duty on")
    await mia.whispers("/me")
    await mia.presses("删除我的资料")
    await mia.presses("确定删除")
    mia.sees("me-erased")
    assert town.rows("SELECT on_duty, deputy_id FROM duty") == [(0, None)]
