"""Who sees and does what: stale cards, wrong people, people who left, names that stay unsaid."""

import pytest

WORKER_STEPS = (
    "take",
    "reply",
    "transfer",
    "close",
    "reject",
    "return",
    "hold",
    "resume",
    "merge",
    "classify",
)


async def _report(town):
    ana, ben = await town.resident("Ana"), await town.steward("Ben")
    await ana.types("/report 电梯坏了")
    return ana, ben


def _life(town):
    return town.rows("SELECT state, owner_id, handovers, reopenings FROM reports"), town.rows(
        "SELECT COUNT(*) FROM report_events"
    )


@pytest.mark.parametrize("step", WORKER_STEPS)
async def test_a_neighbour_and_a_stranger_who_press_a_staff_button_are_told_who_may(town, step):
    await _report(town)
    zoe, eve = await town.resident("Zoe"), await town.person("Eve", started=True)
    before = _life(town)
    for person in (zoe, eve):
        await person.forges(f"1|report.{step}|1")
        person.is_told("no-permission", who="社工 / 楼管家", alert=True)
    assert _life(town) == before


@pytest.mark.parametrize("step", WORKER_STEPS)
async def test_staff_of_another_grid_and_partners_who_were_not_asked_do_nothing(town, step):
    await _report(town)
    far, li = await town.steward("Far", grid="第二网格"), await town.partner("李师傅")
    before = _life(town)
    for person in (far, li):
        await person.forges(f"1|report.{step}|1")
        person.is_told("report-not-yours-to-do", number=1, alert=True)
    assert _life(town) == before


async def test_a_press_on_a_ticket_that_does_not_exist_is_answered(town):
    _, ben = await _report(town)
    for step in WORKER_STEPS:
        await ben.forges(f"1|report.{step}|99")
        ben.is_told("report-unknown", number=99, alert=True)


async def test_whoever_was_removed_from_staff_can_do_nothing_more_with_a_ticket(town):
    ana, ben = await _report(town)
    await ben.presses("接单")
    await ben.presses("办结")
    await _remove(town, "/staff", "Ben")
    before = _life(town)
    await ben.whispers("修好了")
    ben.sees("report-not-yours-to-do", number=1)
    await ben.whispers("修好了")
    ben.sees("not-a-command")
    for step in WORKER_STEPS:
        await ben.forges(f"1|report.{step}|1")
        ben.is_told("no-permission", alert=True)
    await ben.answers("修好了", "#1 ·")
    ben.sees("report-not-yours-to-do", number=1)
    await ben.whispers("#1")
    ben.sees("not-in-a-circle")
    assert _life(town) == before
    assert ana


async def test_the_cards_of_whoever_was_removed_show_nothing_any_more(town):
    ana, ben = await _report(town)
    await town.steward("Mia")
    await ben.presses("接单")
    await _remove(town, "/staff", "Ben")
    await ana.whispers("/bind 3-2-501")
    zoe = await town.resident("Zoe")
    await zoe.presses("我家也是", where=town.circle)
    ben.sees("report-not-yours-any-more", number=1)
    assert not any("电梯" in words for words in ben.texts())


async def test_what_a_removed_owner_had_goes_on_with_those_on_call(town):
    ana, ben = await _report(town)
    mia = await town.steward("Mia")
    await ben.presses("接单")
    await _remove(town, "/staff", "Ben")
    await ana.whispers("#1")
    await ana.forges("1|report.answer|1")
    await ana.whispers("有人来吗")
    mia.sees("report-answered", number=1, who="reporter", words="有人来吗")
    ben.sees_not("report-answered", who="reporter")


async def test_a_partner_who_was_removed_can_do_nothing_more(town):
    _, ben = await _report(town)
    li = await town.partner("李师傅")
    await town.partner("吴师傅")
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    await li.presses("接单")
    await _remove(town, "/partner", "李师傅")
    before = _life(town)
    await li.presses("办结")
    li.is_told("no-permission", alert=True)
    assert _life(town) == before


async def test_the_number_of_a_ticket_opens_it_for_its_staff_and_its_reporter_only(town):
    ana, ben = await _report(town)
    zoe, far = await town.resident("Zoe"), await town.steward("Far", grid="第二网格")
    for person in (ana, ben, town.admin):
        for typed in ("#1", "/ticket 1", "/工单 #1", "＃１"):
            await person.whispers(typed)
            person.sees("ticket", where=person.id)
            assert "报事" in person.texts()[-1]
    for person in (zoe, far):
        for number in (1, 99):
            await person.whispers(f"#{number}")
            person.sees("report-unknown", number=number, where=person.id)
            await person.forges(f"1|report.show|{number}")
            person.is_told("report-unknown", number=number, alert=True)


async def test_a_stranger_learns_nothing_by_a_number(town):
    await _report(town)
    eve = await town.person("Eve", started=True)
    for number in (1, 99):
        await eve.whispers(f"#{number}")
        assert eve.texts()[-1] == eve.texts()[1]
    eve.sees("not-in-a-circle")


async def test_a_ticket_without_a_number_says_how(town):
    _, ben = await _report(town)
    await ben.whispers("/ticket")
    ben.sees("ticket-howto")
    await ben.whispers("/ticket 十二")
    ben.sees("ticket-howto")


async def test_a_reporter_who_left_the_group_still_sees_their_ticket(town):
    ana, _ = await _report(town)
    town.world.leave(town.circle, ana.id)
    await town.settle()
    await ana.whispers("#1")
    ana.sees("ticket", where=ana.id)


async def test_the_whole_life_of_an_anonymous_report_names_its_reporter_to_staff_only(town):
    ana, ben = await town.resident("Anastasia"), await town.steward("Ben")
    zoe, li = await town.resident("Zoe"), await town.partner("李师傅")
    await ana.whispers("/report 楼上天天半夜装修")
    await ana.presses("改为匿名")
    ana.is_told("report-anonymous-now")
    assert "匿名" in ana.texts()[-1]
    await zoe.presses("我家也是", where=town.circle)
    await ben.presses("转派")
    await ben.presses("🏢 物业")
    await li.presses("接单")
    await li.presses("回复")
    await li.whispers("几点？")
    await ana.whispers("十二点")
    await li.presses("办结")
    await li.whispers("说好了")
    await ana.presses("没解决")
    await ana.whispers("又开始了")
    await li.presses("办结")
    await li.whispers("又去说了")
    await ana.presses("解决了")
    await ana.presses("满意")
    await li.whispers("#1")
    said = [*town.admin.texts(town.circle), *zoe.texts(), *li.texts()]
    assert not [words for words in said if "Anastasia" in words]
    assert "Anastasia（匿名，请保密）" in ben.texts()[1]


async def test_only_the_reporter_makes_a_report_anonymous(town):
    _, ben = await _report(town)
    zoe = await town.resident("Zoe")
    await zoe.forges("1|report.anonymous|1")
    zoe.is_told("report-not-yours", alert=True)
    assert ben


async def test_a_reporter_reads_no_names_or_words_of_neighbours(town):
    ana, ben = await _report(town)
    zoe = await town.resident("Zoe")
    await zoe.types("/report 电梯又坏了")
    await zoe.presses("就是这件事 #1", where=town.circle)
    await ben.presses("接单")
    await ana.whispers("#1")
    assert "Ben 接单" in ana.texts()[-1]
    assert "Zoe" not in ana.texts()[-1]
    assert "电梯又坏了" not in ana.texts()[-1]


async def test_the_number_in_a_group_is_just_talk(town):
    await _report(town)
    before = town.admin.texts(town.circle)
    await town.admin.types("#1", where=town.circle)
    assert town.admin.texts(town.circle) == before


async def _remove(town, command, name):
    await town.admin.whispers(command)
    await town.admin.presses(f"移除 {name}")
