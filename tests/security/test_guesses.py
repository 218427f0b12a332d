"""Codes and links: nobody guesses them, and nobody who reads the database has them."""

import ast
import re

import pytest

from domain.staff import TOKEN_BYTES, hash_token
from storage.dialogs import Dialog
from tests.architecture.source import modules, short
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


SECRET = re.compile(r"(^|_)(secret|token|digits|token_hash|code_hash)$")


def _secrets_in(comparison):
    """What a comparison with the usual signs has of secrets, by their names."""
    for operand in (comparison.left, *comparison.comparators):
        name = getattr(operand, "attr", getattr(operand, "id", ""))
        if SECRET.search(name):
            yield name


def test_no_secret_is_compared_in_a_time_that_tells_of_it():
    """It is looked up by its hash, or goes through ``hmac.compare_digest``."""
    found = [
        (short(module.path), node.lineno, name)
        for module in modules("bot", "domain", "handlers", "storage")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Compare)
        and any(isinstance(sign, ast.Eq | ast.NotEq) for sign in node.ops)
        for name in _secrets_in(node)
    ]
    assert not found


def _rows(played):
    """All that the database holds, as words."""
    tables = played.town.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables:
        for row in played.town.rows(f"SELECT * FROM {table}"):  # noqa: S608 - names of our own
            yield table, " ".join(map(str, row))


@session
async def test_no_token_or_code_stands_in_the_database(played):
    """Not even in what was sent and received."""
    secrets = set(played.secrets())
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
async def test_the_address_of_a_calendar_is_kept_as_a_hash(played):
    async with played.probe.undone():
        effect = await played.probe.presses(played.cai, "1|collection.new_address|1")
        (token,) = set(re.findall(r"[0-9a-f]{32}", effect.told(played.cai.id)))
        kept = await played.probe.rows("SELECT token_hash FROM calendar_addresses")
        assert [row["token_hash"] for row in kept] == [hash_token(token)]


@session
async def test_a_link_is_found_by_its_hash_alone(played):
    (token, *_) = [s for s in played.secrets() if len(s) == TOKEN_BYTES * 2]
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
