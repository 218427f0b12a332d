"""Codes and links: nobody guesses them, and nobody who reads the database has them."""

import re

import pytest

from domain.staff import TOKEN_BYTES, hash_token
from storage.dialogs import Dialog
from tests.support.points import code_of

session = pytest.mark.asyncio(loop_scope="session")

WRONG = ("000000", "000001", "000002", "000003", "000004")
BITS = 128


async def _audited(probe, action):
    return len(await probe.rows("SELECT 1 FROM audit WHERE action = :action", action=action))


async def _enters(played, purpose, code):
    """A code entered by whoever checks codes of this purpose."""
    probe = played.probe
    if purpose == "gift":
        return await probe.types(played.ben, f"/redeem {code}")
    if purpose == "checkin":
        return await probe.types(played.ben, f"/checkin {code}")
    await probe.asks(played.cai, Dialog(route="signup.codes", data={"signup": 1, "shift": 0}))
    return await probe.types(played.cai, code)


@session
@pytest.mark.parametrize("purpose", ["gift", "checkin", "signup"])
async def test_codes_of_every_purpose_are_guessed_at_five_times_and_that_is_recorded(
    played, purpose
):
    probe = played.probe
    async with probe.undone():
        for code in WRONG:
            assert "code-unknown" in (await _enters(played, purpose, code)).texts()
        before = await _audited(probe, "code.wrong")
        for code in ("000005", code_of(played.ana)):
            effect = await _enters(played, purpose, code)
            assert (effect.texts(), effect.changed) == ({"code-barred"}, set())
        assert (before, await _audited(probe, "code.wrong")) == (5, 5)
        assert await _audited(probe, "code.barred") == 2


@session
async def test_every_purpose_of_codes_is_in_the_list(played):
    async with played.probe.undone():
        found = {row["purpose"] for row in await played.probe.rows("SELECT purpose FROM codes")}
    assert found <= {"gift", "checkin", "signup"}, "let the test above enter these as well"


@session
async def test_links_are_guessed_at_five_times_and_that_is_recorded(played):
    probe = played.probe
    async with probe.undone():
        for number in range(5):
            effect = await probe.types(played.zoe, f"/start {number:032x}")
            assert (effect.texts(), effect.changed) == ({"invite-unknown"}, set())
        effect = await probe.types(played.zoe, f"/start {5:032x}")
        assert (effect.texts(), effect.changed) == ({"code-barred"}, set())
        assert await _audited(probe, "staff.refused") == 5
        assert await _audited(probe, "code.barred") == 1


def test_tokens_are_too_long_to_be_guessed():
    assert TOKEN_BYTES * 8 >= BITS


def _secrets(played):
    """Every token and code that anybody was shown."""
    world, bot = played.town.world, played.town.world.bot.id
    for human in played.people.values():
        for message in world.messages(human.id):
            said = message.data.get("caption") or message.text
            if message.sender_id == bot:
                yield from re.findall(r"(?:start=|/)([0-9a-f]{32})", said)
                yield from re.findall(r"码：(\d{3} \d{3})", said)


def _rows(played):
    """All that the database holds, as words."""
    tables = played.town.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables:
        for row in played.town.rows(f"SELECT * FROM {table}"):  # noqa: S608 - names of our own
            yield table, " ".join(map(str, row))


@session
async def test_no_token_or_code_stands_in_the_database(played):
    """Not even in what was sent and received."""
    secrets = set(_secrets(played))
    assert len(secrets) > 5
    secrets |= {code.replace(" ", "") for code in secrets}
    found = {(t, words) for t, words in _rows(played) for s in secrets if s in words}
    assert not found


@session
async def test_what_a_column_calls_a_token_is_a_hash(played):
    for (table,) in played.town.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for _, column, *_ in played.town.rows(f"PRAGMA table_info({table})"):
            if re.search(r"token|secret|code", column):
                assert column.endswith("_hash"), (table, column)


@session
async def test_a_link_is_found_by_its_hash_alone(played):
    (token, *_) = [s for s in _secrets(played) if len(s) == TOKEN_BYTES * 2]
    found = played.town.rows("SELECT 1 FROM invites WHERE token_hash = :h", h=hash_token(token))
    assert found == [(1,)]


@session
@pytest.mark.parametrize(
    ("name", "data"),
    [("bea", "1|signup.code|4"), ("cai", "1|collection.new_address|1"), ("ana", "1|gift.code|2")],
)
async def test_a_code_or_address_is_forgotten_once_it_was_said(played, name, data):
    async with played.probe.undone():
        effect = await played.probe.presses(played.people[name], data)
        assert effect.said
        assert all(message.fleeting for message in effect.said)
