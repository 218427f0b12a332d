"""People are called what they call themselves, whatever that is."""

import pytest


@pytest.mark.parametrize(
    "name",
    [
        '<b>王</b> & "李"',
        "长" * 64,
        "👨‍👩‍👧🇨🇳",
        "O'Brien {name} \\n",
        "a" * 64,
    ],
)
async def test_any_name_is_shown_as_it_is(town, name):
    ana, ben = await town.resident(name), await town.steward("Ben")
    await ana.whispers("/me")
    ana.sees("me", name=name)
    said = await ana.types("大家好")
    await town.admin.types("/captain", where=town.circle, reply_to=said.message_id)
    ana.sees("captain-appointed", who=name, where=town.circle)
    await town.admin.types("/captain", where=town.circle)
    await town.admin.presses(f"移除 {name}", where=town.circle)
    town.admin.sees("captains-none", where=town.circle)
    assert ben


async def test_a_name_that_turns_lines_round_is_kept_apart_from_what_is_next_to_it(town):
    ana = await town.resident("مريم")
    await ana.whispers("/me")
    assert "\u2068مريم\u2069 · 居民" in ana.texts()[-1]
    eve = await town.resident("\u202eevil")
    await eve.whispers("/me")
    assert eve.texts()[-1].startswith("evil · ")


async def test_a_name_of_which_nothing_can_be_seen_gives_way_to_the_number(town):
    ana = await town.resident("\u3164")
    await ana.whispers("/me")
    ana.sees("me", name=str(ana.id))


async def test_a_new_name_is_taken_over(town):
    ana = await town.resident("Ana")
    town.world.user(ana.id).name = "安娜"
    await ana.whispers("/me")
    ana.sees("me", name="安娜")
