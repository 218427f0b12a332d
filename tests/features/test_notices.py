async def test_a_captains_notice_stands_in_the_circle_with_a_button_and_a_count(town):
    ana, ben = await town.captain("Ana"), await town.resident("Ben")
    await ana.types("/notice 今晚8点停水，请储水")
    ben.sees("notice-card", urgent="no", body="今晚8点停水，请储水", confirmed=0, total=1)
    assert "收到" in ben.buttons(town.circle)
