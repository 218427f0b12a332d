"""Partner organisations: invites, the list, removal, and what their people see."""


async def _link(town, organisation="物业"):
    await town.admin.whispers(f"/partner {organisation}")
    return town.admin.texts()[-1].split("start=")[1].split()[0]


async def test_a_one_time_link_makes_somebody_act_for_an_organisation(town):
    token = await _link(town)
    town.admin.sees("partner-invite", organisation="物业")
    li = await town.person("李师傅")
    await li.opens(token)
    li.sees("partner-welcome", organisation="物业")
    town.admin.sees("partner-joined", name="李师傅", organisation="物业")
    assert ("partner.invite", town.admin.id) in town.audit()
    assert ("staff.join", li.id) in town.audit()


async def test_a_link_works_once_and_for_a_week(town):
    token = await _link(town)
    li, wu = await town.person("李师傅"), await town.person("吴师傅")
    await li.opens(token)
    await wu.opens(token)
    wu.sees("invite-used")
    assert ("staff.refused", wu.id) in town.audit()
    late = await _link(town)
    await town.passes(days=7)
    await wu.opens(late)
    wu.sees("invite-expired")
    assert town.rows("SELECT person_id FROM partners") == [(li.id,)]


async def test_the_organisation_must_be_in_the_config(town):
    await town.admin.whispers("/partner 派出所")
    town.admin.sees("partner-unknown", word="派出所", organisations="物业")


async def test_only_an_admin_invites_and_removes(town):
    ben, li = await town.steward("Ben"), await town.partner("李师傅")
    ana = await town.resident("Ana")
    for person in (ben, li, ana):
        await person.whispers("/partner 物业")
        person.sees("no-permission", who="管理员", where=person.id)
        await person.forges(f"1|partner.remove|{li.id}|1")
        person.is_told("no-permission", alert=True)
    assert town.rows("SELECT person_id FROM partners") == [(li.id,)]


async def test_the_list_shows_who_acts_for_whom_and_whether_they_can_be_reached(town):
    await town.admin.whispers("/partner")
    town.admin.sees("partner-none", organisation="物业")
    li, wu = await town.partner("李师傅"), await town.partner("吴师傅")
    town.world.block(wu.id)
    await town.settle()
    await town.admin.whispers("/合作单位")
    assert "• 李师傅 · 物业\n• 吴师傅 · 物业 ⚠️ 收不到私信" in town.admin.texts()[-1]
    assert town.admin.buttons()[-2:] == ["移除 李师傅", "移除 吴师傅"]
    assert li


async def test_a_removal_is_told_recorded_and_done_once(town):
    li = await town.partner("李师傅")
    await town.admin.whispers("/partner")
    _, data = town.admin._button("移除 李师傅", town.admin.id)
    await town.admin.presses("移除 李师傅")
    li.sees("partner-removed")
    town.admin.sees("partner-none", organisation="物业")
    assert ("partner.remove", town.admin.id) in town.audit()
    await town.admin.forges(data)
    town.admin.is_told("partner-already-removed", alert=True)
    await li.whispers("/inbox")
    li.sees("no-permission", who="社工 / 楼管家")


async def test_the_menu_of_a_partner_has_their_inbox_as_long_as_they_are_one(town):
    li = await town.partner("李师傅")
    assert "inbox" in li.menu()
    assert not {"duty", "staff", "partner", "report"} & set(li.menu())
    await town.admin.whispers("/partner")
    await town.admin.presses("移除 李师傅")
    assert "inbox" not in li.menu()


async def test_what_a_partner_is_stands_in_their_own_page(town):
    li = await town.partner("李师傅")
    await li.whispers("/me")
    li.sees("me", name="李师傅", role="合作单位的师傅")
    await li.presses("导出我的资料")
    li.sees("me-exported")


async def test_a_partner_who_has_their_data_erased_acts_for_nobody(town):
    li = await town.partner("李师傅")
    await li.whispers("/me")
    await li.presses("删除我的资料")
    await li.presses("确定删除")
    li.sees("me-erased")
    assert town.rows("SELECT * FROM partners") == []


async def test_partners_speak_english_too(town):
    li = await town.partner("Li", lang="en")
    li.sees("partner-welcome", lang="en", organisation="物业")
