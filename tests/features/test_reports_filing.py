"""How a report comes in: words, pictures, answers to messages, danger, category, anonymity."""

import pytest


async def test_report_alone_says_how_in_two_lines(town):
    ana = await town.resident("Ana")
    await ana.types("/report")
    ana.sees("report-howto", where=town.circle)


async def test_a_picture_with_the_command_as_its_caption_becomes_the_ticket(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.shows("/report 楼道里堆了杂物")
    ben.sees("report-for-staff", number=1, body="楼道里堆了杂物")
    assert len(ben.photos()) == 1


async def test_a_picture_without_a_word_can_be_reported(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.shows("/report")
    ben.sees("report-for-staff", number=1, body="（见照片）")
    assert len(ben.photos()) == 1


@pytest.mark.parametrize("private", [True, False])
async def test_all_pictures_of_an_album_belong_to_the_ticket_and_reach_staff(town, private):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    where = ana.id if private else town.circle
    await ana.shows("/report 墙皮掉了", where=where, album="a1")
    await ana.shows(number=2, where=where, album="a1")
    await ana.shows(number=3, where=where, album="a1")
    assert len(set(ben.photos())) == 3
    ben.sees("report-more-photos", number=1)
    assert town.rows("SELECT COUNT(*) FROM report_photos WHERE number = 1") == [(3,)]
    ana.sees_not("not-a-command")


async def test_pictures_of_an_album_that_carried_no_command_are_left_alone(town):
    ana = await town.resident("Ana")
    before = town.admin.texts(town.circle)
    await ana.shows("晚霞", album="a2")
    await ana.shows(number=2, album="a2")
    assert town.admin.texts(town.circle) == before


async def test_a_message_that_is_answered_becomes_its_authors_ticket(town):
    ana, cap = await town.resident("Ana"), await town.captain("王楼长")
    ben = await town.steward("Ben")
    said = await ana.shows("三单元的路灯又不亮了")
    await cap.types("/report", reply_to=said.message_id)
    ben.sees("report-for-staff", number=1, body="三单元的路灯又不亮了")
    assert "报事人：Ana" in ben.texts()[-1]
    assert "代报：王楼长" in ben.texts()[-1]
    assert len(ben.photos()) == 1
    ana.sees("report-filed-for-you", by="王楼长", where=ana.id)
    await ana.whispers("/mine")
    assert "#1 三单元的路灯又不亮了" in ana.texts()[-1]


@pytest.mark.parametrize("typed", ["/bind 3-2-501", "绑定 3-2-501"])
async def test_an_address_that_was_typed_in_the_group_is_not_said_again_as_a_report(town, typed):
    ana, cap = await town.resident("Ana"), await town.captain("王楼长")
    said = await ana.types(typed)
    await cap.types("/report", reply_to=said.message_id)
    assert not [words for words in cap.texts(town.circle) if "3-2-501" in words and words != typed]
    await cap.types("/report 门牌掉了", reply_to=said.message_id)
    assert town.rows("SELECT body FROM reports") == [("门牌掉了",)]


async def test_what_the_bot_said_is_not_taken_into_a_report_that_answers_it(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    card = next(m for m in town.world.messages(town.circle) if m.text.startswith("已受理"))
    await ana.types("/report 大门口的地砖松了", reply_to=card.message_id)
    ben.sees("report-for-staff", number=2, body="大门口的地砖松了")


async def test_in_private_a_resident_of_several_circles_picks_one_and_may_stay_unnamed(town):
    club = await town.add_circle("书画社", "第一网格 社团圈")
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    town.world.join(club, ana.id)
    await town.settle()
    await ana.whispers("/report 活动室漏雨")
    ana.sees("report-which-circle")
    assert not town.rows("SELECT 1 FROM reports")
    await ana.presses("⬜ 匿名")
    assert "☑️ 匿名" in ana.buttons()
    await ana.presses("书画社")
    ana.sees("report-circle-picked", circle="书画社")
    assert "匿名" in ana.texts()[-1]
    assert town.admin.texts(club)[-1].startswith("已受理 #1 活动室漏雨")
    assert "Ana（匿名，请保密）" in ben.texts()[-1]


async def test_only_the_reporter_answers_which_circle_it_is(town):
    club = await town.add_circle("书画社", "第一网格 社团圈")
    ana, zoe = await town.resident("Ana"), await town.resident("Zoe")
    town.world.join(club, ana.id)
    await town.settle()
    await ana.whispers("/report 活动室漏雨")
    _, data = ana._button("书画社", ana.id)
    await zoe.forges(data)
    zoe.is_told("report-draft-gone", alert=True)
    await ana.presses("书画社")
    await ana.forges(data)
    ana.is_told("report-draft-gone", alert=True)
    assert len(town.rows("SELECT 1 FROM reports")) == 1


async def test_a_circle_that_was_not_picked_is_asked_for_once_more(town):
    club = await town.add_circle("书画社", "第一网格 社团圈")
    ana = await town.resident("Ana")
    town.world.join(club, ana.id)
    await town.settle()
    await ana.whispers("/report 活动室漏雨")
    await town.passes(minutes=11)
    ana.sees("report-circle-still-open", body="活动室漏雨")
    await ana.presses("书画社")
    ana.sees("report-receipt", number=1, anonymous="no")


async def test_danger_names_the_number_to_call_before_anything_else(town):
    ana = await town.resident("Ana")
    await ana.types("/report 3单元电梯里困人了")
    said = town.admin.texts(town.circle)[-1]
    assert said.startswith("⚠️ 有危险请先打 119 / 12345！\n已受理 #1")
    await ana.whispers("/report 家里闻到燃气味")
    assert ana.texts()[-1].startswith("⚠️ 有危险请先打 119 / 12345！")


async def test_danger_reaches_all_staff_of_the_grid_and_the_admins_even_at_night(town):
    ben, mia = await town.steward("Ben"), await town.steward("Mia")
    far = await town.steward("Far", grid="第二网格")
    ana = await town.resident("Ana")
    await ben.whispers("/duty on")
    await town.passes(hours=15)
    await ana.types("/report 楼道起火了")
    for told in (ben, mia, town.admin):
        told.sees("report-for-staff", number=1, body="楼道起火了")
    far.sees_not("report-for-staff")
    assert "🔴 紧急" in ben.texts()[-1]


async def test_the_danger_line_stays_until_somebody_has_taken_it(town):
    ana, zoe, ben = (
        await town.resident("Ana"),
        await town.resident("Zoe"),
        await town.steward("Ben"),
    )
    await ana.types("/report 楼道起火了")
    await zoe.presses("我家也是", where=town.circle)
    assert "119" in town.admin.texts(town.circle)[-1]
    await ben.presses("接单")
    assert town.admin.texts(town.circle)[-1].startswith("已受理 #1")


async def test_the_category_is_guessed_shown_and_changed_by_the_reporter_with_one_tap(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 楼下太吵了睡不着")
    assert "噪音扰民" in town.admin.texts(town.circle)[-1]
    await ana.presses("类别：噪音扰民", where=town.circle)
    assert "✓ 噪音扰民" in ana.buttons(town.circle)
    await ana.presses("宠物", where=town.circle)
    ana.is_told("report-classified", number=1, category="宠物")
    assert "宠物 · 待接单" in town.admin.texts(town.circle)[-1]
    assert "类别：宠物" in ana.buttons(town.circle)
    assert "类别：宠物" in ben.texts()[-1]


async def test_another_resident_does_not_change_the_category(town):
    ana, zoe = await town.resident("Ana"), await town.resident("Zoe")
    await ana.types("/report 楼下太吵了睡不着")
    await zoe.presses("类别：噪音扰民", where=town.circle)
    zoe.is_told("report-not-yours-to-do", number=1, alert=True)
    assert "✓ 噪音扰民" not in zoe.buttons(town.circle)


async def test_the_reporter_changes_the_category_in_private_too(town):
    ana = await town.resident("Ana")
    await ana.whispers("/report 楼下太吵了睡不着")
    await ana.presses("类别：噪音扰民")
    await ana.presses("✓ 噪音扰民")
    assert ana.buttons() == ["类别：噪音扰民", "改为匿名", "撤回"]
    await ana.presses("类别：噪音扰民")
    await ana.presses("宠物")
    assert "宠物 · 待接单" in ana.texts()[-1]


async def test_words_that_tell_of_nothing_known_are_other(town):
    ana = await town.resident("Ana")
    await ana.types("/report 请问表格在哪里领")
    assert "其他 · 待接单" in town.admin.texts(town.circle)[-1]


async def test_a_category_that_is_urgent_alerts_everybody_at_once(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    mia = await town.steward("Mia")
    await ben.whispers("/duty on")
    await ana.types("/report 东西堆在走廊里")
    mia.sees_not("report-for-staff")
    await ben.presses("改类别")
    await ben.presses("安全消防")
    mia.sees("report-for-staff", number=1)
    town.admin.sees("report-for-staff", number=1)


async def test_households_are_counted_by_address_else_by_person(town):
    ana, zoe, eve = [await town.resident(name) for name in ("Ana", "Zoe", "Eve")]
    for person in (ana, zoe):
        await person.whispers("/bind 3-2-501")
    ben = await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    await zoe.presses("我家也是", where=town.circle)
    zoe.is_told("report-joined", number=1)
    assert "户都遇到了" not in town.admin.texts(town.circle)[-1]
    await eve.presses("我家也是", where=town.circle)
    assert "· 2 户都遇到了" in town.admin.texts(town.circle)[-1]
    assert "共 2 户" in ben.texts()[-1]


async def test_a_household_is_counted_once_and_the_reporter_already_is(town):
    ana, zoe = await town.resident("Ana"), await town.resident("Zoe")
    await ana.types("/report 电梯坏了")
    await ana.presses("我家也是", where=town.circle)
    ana.is_told("report-joined-before", number=1)
    await zoe.presses("我家也是", where=town.circle)
    await zoe.presses("我家也是", where=town.circle)
    zoe.is_told("report-joined-before", number=1)
    assert "· 2 户都遇到了" in town.admin.texts(town.circle)[-1]


async def test_who_joins_without_a_private_chat_is_told_where_they_will_hear(town):
    ana, zoe = await town.resident("Ana"), await town.resident("Zoe", started=False)
    await ana.types("/report 电梯坏了")
    await zoe.presses("我家也是", where=town.circle)
    zoe.is_told("report-joined-group", number=1)


async def test_nobody_joins_what_is_over_or_is_in_another_circle(town):
    ana, zoe, ben = (
        await town.resident("Ana"),
        await town.resident("Zoe"),
        await town.steward("Ben"),
    )
    other = await town.add_circle("5号楼邻里圈")
    eve = await town.resident("Eve", circle=other)
    await ana.types("/report 电梯坏了")
    _, data = zoe._button("我家也是", town.circle)
    await eve.forges(data)
    eve.is_told("report-not-in-circle", alert=True)
    await ben.presses("办结")
    await ben.whispers("修好了")
    await zoe.forges(data, where=town.circle)
    zoe.is_told("report-over", number=1, alert=True)


async def test_without_staff_the_admins_get_it(town):
    ana = await town.resident("Ana")
    await ana.types("/report 电梯坏了")
    town.admin.sees("report-for-staff", number=1)
    await town.admin.presses("接单")
    ana.sees("report-taken", number=1, by="王主任")


async def test_a_report_that_a_steward_cannot_get_goes_to_the_admins(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    town.world.block(ben.id)
    await town.settle()
    await ana.types("/report 电梯坏了")
    town.admin.sees("report-for-staff", number=1)


async def test_too_long_a_report_is_asked_to_be_shorter(town):
    ana = await town.resident("Ana")
    await ana.types("/report " + "长" * 3001)
    ana.sees("report-too-long", length=3001, allowed=3000, where=town.circle)
