"""A form from the template to the answer."""

PHONE, IDENTITY = "13812341234", "11010519491231002X"


async def test_a_form_goes_from_its_template_to_an_answer(town):
    ben = await town.steward("Ben")
    ana = await town.resident("Ana")
    await ben.whispers("/form 返京登记 @第一网格 截止=周日20:00")
    print(ben.texts()[-1])
    await ben.presses("确认")
    print(ben.texts()[-1], ana.texts(town.circle))
    await ana.opens("run-register-1")
    print(ana.texts()[-1], ana.buttons())
    await ana.whispers("3-2-501")
    print(ana.texts()[-1], ana.buttons())
    await ana.presses("开始填写")
    for words in ("李安", IDENTITY, PHONE, "3", "河北省保定市", "11月20日"):
        print(ana.texts()[-1])
        await ana.whispers(words)
    await ana.presses("汽车")
    await ana.presses("跳过")
    print(ana.texts()[-2:], ana.buttons())
    await ana.presses("✅ 提交")
    print(ana.texts()[-2:], ana.texts(town.circle))
    await ben.whispers("/forms")
    print(ben.texts()[-1])
    assert 0
