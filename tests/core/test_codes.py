"""Codes are given and entered, on a real database."""

import json
from datetime import timedelta

import pytest

from domain.codes import NewCode, hash_code
from domain.messages import When
from handlers.codes import issue, redeem
from tests.support.context import NOW, context, meet

ANA, BEN, EVE = 11, 12, 13
DAY = timedelta(days=1)


@pytest.fixture
async def uow(database):
    async with database.transaction() as opened:
        yield opened


@pytest.fixture
async def by(uow):
    """What a handler gets when one of three people writes, some time later."""
    actors = {person_id: await meet(uow, person_id) for person_id in (ANA, BEN, EVE)}

    def acts(person_id, **later):
        return context(uow, actors[person_id], later=timedelta(**later))

    return acts


def told(ctx):
    (said,) = ctx.out
    return said.text.key


async def test_a_code_is_entered_once_by_whoever_checks_it(by):
    digits = await issue(by(ANA), "gift", "7", DAY)
    assert len(digits) == 6
    ctx = by(BEN, minutes=1)
    found = await redeem(ctx, "gift", f" {digits[:3]}　{digits[3:]} ")
    assert (found.subject, found.person_id, found.used_by) == ("7", ANA, BEN)
    assert found.used_at == NOW + timedelta(minutes=1)
    assert not ctx.out
    again = by(BEN, minutes=2)
    assert await redeem(again, "gift", digits) is None
    assert told(again) == "code-used"


async def test_a_code_can_be_given_to_somebody_else_than_who_acts(by):
    digits = await issue(by(BEN), "gift", "7", DAY, person_id=ANA)
    assert (await redeem(by(BEN), "gift", digits)).person_id == ANA


async def test_a_code_is_good_for_its_purpose_only(by):
    digits = await issue(by(ANA), "gift", "7", DAY)
    ctx = by(BEN)
    assert await redeem(ctx, "visit", digits) is None
    assert told(ctx) == "code-unknown"
    assert await redeem(by(BEN), "gift", digits)


async def test_a_code_runs_out(by):
    digits = await issue(by(ANA), "gift", "7", timedelta(minutes=10))
    ctx = by(BEN, minutes=10)
    assert await redeem(ctx, "gift", digits) is None
    assert told(ctx) == "code-expired"


async def test_a_new_code_for_the_same_makes_the_earlier_one_void(by):
    first = await issue(by(ANA), "gift", "7", DAY)
    other = await issue(by(ANA), "gift", "8", DAY)
    second = await issue(by(ANA, minutes=1), "gift", "7", DAY)
    ctx = by(BEN, minutes=2)
    assert await redeem(ctx, "gift", first) is None
    assert told(ctx) == "code-expired"
    assert await redeem(by(BEN, minutes=2), "gift", second)
    assert await redeem(by(BEN, minutes=2), "gift", other)


async def test_no_two_live_codes_of_a_purpose_have_the_same_digits(by, uow, monkeypatch):
    drawn = iter([5, 5, 5, 6, 5])
    monkeypatch.setattr("handlers.codes.secrets.randbelow", lambda _below: next(drawn))
    assert await issue(by(ANA), "gift", "7", DAY) == "000005"
    assert await issue(by(BEN), "gift", "8", DAY) == "000006"
    assert await issue(by(EVE), "visit", "9", DAY) == "000005"
    assert len(await uow.codes.with_hash("gift", hash_code("gift", "000005"))) == 1


async def test_where_all_codes_are_taken_none_is_given(by, monkeypatch):
    monkeypatch.setattr("handlers.codes.secrets.randbelow", lambda _below: 5)
    await issue(by(ANA), "gift", "7", DAY)
    with pytest.raises(RuntimeError):
        await issue(by(BEN), "gift", "8", DAY)


async def test_five_wrong_guesses_have_to_be_waited_out(by, uow):
    digits = await issue(by(ANA), "gift", "7", DAY)
    wrong = "000000" if digits != "000000" else "000001"
    for minute in range(5):
        ctx = by(EVE, minutes=minute)
        assert await redeem(ctx, "gift", wrong) is None
        assert told(ctx) == "code-unknown"
    barred = by(EVE, minutes=9)
    assert await redeem(barred, "gift", digits) is None
    assert told(barred) == "code-barred"
    assert barred.out[0].text.args == {"at": When(at=NOW + timedelta(minutes=10))}
    assert await redeem(by(BEN, minutes=9), "gift", digits), "others are not held up"
    actions = [
        row["action"] for row in await uow.audit._all("SELECT action FROM audit ORDER BY id")
    ]
    assert actions == [*["code.wrong"] * 5, "code.barred", "code.use"]
    later = by(EVE, minutes=10)
    assert await redeem(later, "gift", wrong) is None
    assert told(later) == "code-unknown"


async def test_what_is_no_code_and_what_has_run_out_count_as_no_guess(by):
    digits = await issue(by(ANA), "gift", "7", timedelta(minutes=1))
    for _ in range(6):
        ctx = by(BEN, minutes=1)
        assert await redeem(ctx, "gift", "你好") is None
        assert told(ctx) == "code-unreadable"
        ctx = by(BEN, minutes=1)
        assert await redeem(ctx, "gift", digits) is None
        assert told(ctx) == "code-expired"


async def test_neither_the_database_nor_the_audit_holds_the_digits(by, uow):
    digits = await issue(by(ANA), "gift", "7", DAY)
    await redeem(by(BEN), "gift", digits)
    rows = await uow.codes._all("SELECT * FROM codes")
    rows += await uow.audit._all("SELECT * FROM audit")
    assert digits not in {str(value) for row in rows for value in row}


async def test_old_codes_and_guesses_are_forgotten(by, uow):
    await issue(by(ANA), "gift", "7", timedelta(minutes=1))
    live = await issue(by(ANA), "gift", "8", DAY)
    await redeem(by(EVE), "gift", "000000" if live != "000000" else "000001")
    await uow.codes.prune(NOW + timedelta(minutes=1))
    assert [row["subject"] for row in await uow.codes._all("SELECT * FROM codes")] == ["8"]
    assert not await uow.codes._all("SELECT * FROM code_guesses")


async def test_whoever_has_their_data_erased_leaves_no_code_and_no_guess(by, uow):
    mine = await issue(by(EVE), "gift", "7", DAY)
    other = await issue(by(ANA), "gift", "8", DAY)
    await redeem(by(EVE), "gift", other)
    assert [held["subject"] for held in await uow.codes.held_on(EVE)] == ["7"]
    unknown = next(n for n in ("000000", "000001", "000002") if n not in {mine, other})
    await redeem(by(EVE), "gift", unknown)
    await uow.codes.erase_person(EVE)
    (kept,) = await uow.codes._all("SELECT * FROM codes")
    assert (kept["subject"], kept["used_by"]) == ("8", None)
    assert not await uow.codes._all("SELECT * FROM code_guesses")


async def test_housekeeping_forgets_codes_two_weeks_after_they_ran_out(town):
    ana = await town.resident("Ana")
    await _give(town, ana)
    for _ in range(14):
        await town.passes(days=1)
    assert town.rows("SELECT subject FROM codes")
    await town.passes(days=2)
    assert not town.rows("SELECT subject FROM codes")


async def test_codes_are_handed_out_and_erased_with_all_else_that_is_held_on_a_person(town):
    ana = await town.resident("Ana")
    await _give(town, ana)
    await ana.whispers("/me")
    await ana.presses("导出我的资料")
    (sent,) = [m.data["document"] for m in town.world.messages(ana.id) if "document" in m.data]
    held = json.loads(town.world.files.get(sent["file_id"]).content)
    assert [code["subject"] for code in held["codes"]] == ["7"]
    assert "code_hash" not in held["codes"][0]
    await ana.presses("删除我的资料")
    await ana.presses("确定删除")
    assert not town.rows("SELECT * FROM codes")


async def _give(town, human):
    now = town.clock.now()
    code = NewCode(
        purpose="gift",
        subject="7",
        person_id=human.id,
        code_hash=hash_code("gift", "306218"),
        created_at=now,
        expires_at=now + DAY,
    )
    async with town.app.database.transaction() as uow:
        await uow.codes.replace(code)
