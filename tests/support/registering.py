"""People who send out and fill in 返京登记 in the town."""

from tests.support.forms import IDENTITY, PHONE, identity_of, phone_of

FILLED = ("李安", IDENTITY, PHONE, "3", "河北省保定市", "11月20日", "汽车", "跳过")
"""Answers to 返京登记; the last two are buttons."""

BUTTONS = 2


async def sends_out(steward, *, title="返京登记", grid="第一网格", closes="周日20:00"):
    """A form from a template, confirmed."""
    await steward.whispers(f"/form {title} @{grid} 截止={closes}")
    await steward.presses("确认")


async def opens_form(human, address="", *, form=1):
    """去填写, and the address where it is asked for."""
    await human.opens(f"run-register-{form}")
    if address:
        await human.whispers(address)


async def answers_all(human, filled=FILLED, *, begin=0):
    """Every question up to the last look."""
    for place, words in enumerate(filled[begin:], begin):
        if place < len(filled) - BUTTONS:
            await human.whispers(words)
        else:
            await human.presses(words)


async def fills_in(human, address="", *, filled=FILLED, form=1):
    """From the card to 提交."""
    await opens_form(human, address, form=form)
    await human.presses("开始填写")
    await answers_all(human, filled)
    await human.presses("✅ 提交")


def filled_by(number):
    """Answers that differ from person to person."""
    return (f"人{number}", identity_of(number), phone_of(number), *FILLED[3:])
