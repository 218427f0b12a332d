"""Near-duplicates: offered before a second ticket, joined, or filed after all."""

FIRST, SECOND = "3单元电梯坏了", "三单元的电梯又坏了"


async def _two(town):
    ana, zoe = await town.resident("Ana"), await town.resident("Zoe")
    await ana.types(f"/report {FIRST}")
    return ana, zoe


async def test_the_same_trouble_is_offered_before_a_second_ticket_in_the_group(town):
    _, zoe = await _two(town)
    await zoe.types(f"/report {SECOND}")
    zoe.sees("report-similar", where=town.circle)
    assert "#1 3单元电梯坏了" in zoe.texts(town.circle)[-1]
    assert zoe.buttons(town.circle)[-2:] == ["就是这件事 #1", "不是，新报"]
    assert _numbers(town) == [1]


async def test_joining_counts_the_household_and_gives_staff_the_words_and_pictures(town):
    ben = await town.steward("Ben")
    _, zoe = await _two(town)
    await zoe.shows(f"/report {SECOND}", where=zoe.id)
    zoe.sees("report-similar", where=zoe.id)
    await zoe.presses("就是这件事 #1")
    zoe.sees("report-joined", number=1, where=zoe.id)
    assert zoe.buttons() == []
    assert _numbers(town) == [1]
    assert "共 2 户" in ben.texts()[1]
    assert len(ben.photos()) == 1
    await ben.whispers("#1")
    assert f"Zoe 回话：{SECOND}" in ben.texts()[-1]


async def test_the_pictures_of_an_album_follow_the_choice(town):
    ben = await town.steward("Ben")
    _, zoe = await _two(town)
    await zoe.shows(f"/report {SECOND}", album="a")
    await zoe.shows(number=2, album="a")
    await zoe.presses("就是这件事 #1", where=town.circle)
    await zoe.shows(number=3, album="a")
    assert len(set(ben.photos())) == 3


async def test_a_new_trouble_is_filed_after_all(town):
    _, zoe = await _two(town)
    await zoe.types(f"/report {SECOND}")
    await zoe.presses("不是，新报", where=town.circle)
    zoe.sees("report-filed-new", number=2, where=town.circle)
    assert _numbers(town) == [1, 2]


async def test_somebody_else_does_not_choose(town):
    ana, zoe = await _two(town)
    await zoe.types(f"/report {SECOND}")
    for label in ("就是这件事 #1", "不是，新报"):
        await ana.presses(label, where=town.circle)
        ana.is_told("report-draft-gone", alert=True)
    assert _numbers(town) == [1]


async def test_a_choice_is_made_once(town):
    _, zoe = await _two(town)
    await zoe.types(f"/report {SECOND}")
    _, same = zoe._button("就是这件事 #1", town.circle)
    _, new = zoe._button("不是，新报", town.circle)
    await zoe.presses("不是，新报", where=town.circle)
    for data in (same, new):
        await zoe.forges(data, where=town.circle)
        zoe.is_told("report-draft-gone", alert=True)
    assert _numbers(town) == [1, 2]


async def test_without_a_choice_it_is_filed_after_ten_minutes(town):
    ben = await town.steward("Ben")
    _, zoe = await _two(town)
    await zoe.types(f"/report {SECOND}")
    await town.passes(minutes=9)
    assert _numbers(town) == [1]
    await town.passes(minutes=1)
    assert _numbers(town) == [1, 2]
    ben.sees("report-for-staff", number=2, body=SECOND)
    zoe.sees("report-filed-new", number=2, where=town.circle)
    assert "报事人：Zoe" in ben.texts()[-1]


async def test_a_choice_in_time_is_not_filed_a_second_time(town):
    _, zoe = await _two(town)
    await zoe.types(f"/report {SECOND}")
    await zoe.presses("就是这件事 #1", where=town.circle)
    await town.passes(minutes=11)
    assert _numbers(town) == [1]


async def test_a_reporter_may_repeat_their_own_trouble(town):
    ana, _ = await _two(town)
    await ana.types(f"/report {SECOND}")
    await ana.presses("就是这件事 #1", where=town.circle)
    ana.sees("report-joined-before", number=1, where=town.circle)
    await town.passes(minutes=11)
    assert _numbers(town) == [1]


async def test_what_has_ended_meanwhile_is_not_joined(town):
    ben = await town.steward("Ben")
    _, zoe = await _two(town)
    await zoe.types(f"/report {SECOND}")
    await ben.presses("办结")
    await ben.whispers("修好了")
    await zoe.presses("就是这件事 #1", where=town.circle)
    zoe.is_told("report-over-new", number=1, alert=True)
    await zoe.presses("不是，新报", where=town.circle)
    assert _numbers(town) == [1, 2]


async def test_nothing_is_asked_where_there_is_danger(town):
    ana, zoe = await town.resident("Ana"), await town.resident("Zoe")
    await ana.types("/report 3单元电梯困人了")
    await zoe.types("/report 三单元电梯又困人了")
    assert _numbers(town) == [1, 2]


async def test_other_troubles_other_circles_and_what_is_over_are_not_offered(town):
    ana, zoe = await _two(town)
    await zoe.types("/report 地下车库的路灯不亮")
    other = await town.add_circle("5号楼邻里圈")
    eve = await town.resident("Eve", circle=other)
    await eve.types(f"/report {FIRST}")
    assert _numbers(town) == [1, 2, 3]
    assert ana


def _numbers(town):
    return [number for (number,) in town.rows("SELECT number FROM reports ORDER BY number")]
