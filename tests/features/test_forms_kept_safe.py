"""Nothing of what people answer stands anywhere but sealed: file, log, outbox, groups."""

import io
import json

import pytest

from bot import logs
from storage.database import DatabaseError
from tests.support.forms import IDENTITY, PHONE, identity_of, phone_of
from tests.support.registering import (
    FILLED,
    answers_all,
    filled_by,
    fills_in,
    opens_form,
    sends_out,
)

NAME, PLACE = "欧阳端木", "黑龙江省大兴安岭地区呼玛县"
PRIVATE = (NAME, IDENTITY, PHONE, "3", PLACE, *FILLED[5:])


def _files(town):
    """Every byte that the bot keeps: the database with its log, and nothing else is there."""
    return b"".join(path.read_bytes() for path in sorted(town.folder.glob("town.db*")))


def _everything_in_groups(town):
    return "\n".join(str(m.data) for chat in _groups(town) for m in town.world.messages(chat))


def _groups(town):
    return [row[0] for row in town.rows("SELECT chat_id FROM circles")]


async def _life_of_an_answer(town):
    """Filled in, wrong at first, changed, looked at in full, sent back, mended, exported."""
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers(NAME)
    await ana.whispers(IDENTITY[:-1] + "1")
    await ana.answers(IDENTITY, "这个号码")
    await answers_all(ana, PRIVATE, begin=2)
    await ana.presses("✏️ 修改")
    await ana.presses("手机号码")
    await ana.whispers(PHONE)
    await ana.presses("✅ 提交")
    await ben.whispers("/forms")
    await ben.presses("核对（1）")
    await ben.presses("👁 显示完整")
    await ben.presses("↩️ 打回")
    await ben.presses("手机号码")
    await ben.whispers(f"不是 {PHONE}")
    await ana.whispers("/register")
    await ana.whispers(PHONE)
    await ana.presses("✅ 提交")
    await ben.whispers("/forms")
    await ben.presses("📄 导出")
    await ben.presses("🔓 XLSX 完整号码")
    return ben, ana


async def test_a_scan_of_file_log_and_groups_finds_nothing(town):
    log = io.StringIO()
    logs.set_up("debug", "json", ("42:sandbox",), log)
    await _life_of_an_answer(town)
    await town.app.database.fold(empty=True)
    kept, said, logged = _files(town), _everything_in_groups(town), log.getvalue()
    for secret in (IDENTITY, PHONE, NAME, PLACE):
        assert secret.encode() not in kept, secret
        assert json.dumps(secret)[1:-1].encode() not in kept, secret
        assert secret not in said
        assert secret not in logged
    assert "3-2-501" not in said
    assert "handled" in logged, "there was a log to look at"


async def test_it_is_not_in_the_file_either_while_it_is_being_filled_in(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await answers_all(ana, PRIVATE)
    await town.app.database.fold(empty=True)
    kept = _files(town)
    for secret in (IDENTITY, PHONE, NAME, PLACE):
        assert secret.encode() not in kept, secret


async def test_many_who_answer_at_once_leave_nothing_behind(town):
    ben = await town.steward("Ben")
    await sends_out(ben)
    people = [await town.resident(f"R{number}") for number in range(20)]
    for number, human in enumerate(people):
        await opens_form(human, f"3-1-1{number:02}")
        await human.presses("开始填写")
    for place in range(6):
        for number, human in enumerate(people):
            town.world.send(human.id, human.id, filled_by(number)[place])
        await town.settle()
    for human in people:
        await human.presses("汽车")
        await human.presses("跳过")
        await human.presses("✅ 提交")
    await town.app.database.fold(empty=True)
    kept = _files(town)
    left = [
        number
        for number in range(20)
        if identity_of(number).encode() in kept or phone_of(number).encode() in kept
    ]
    assert left == []


async def test_an_answer_that_failed_for_good_is_not_kept_for_a_look(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers(NAME)
    async with town.app.database.transaction() as uow:
        await uow.forms._run("UPDATE forms SET definition = 'broken'")
    await ana.whispers(IDENTITY)
    for _ in range(8):
        await town.passes(minutes=1)
    ana.sees("error-apology")
    await town.app.database.fold(empty=True)
    assert IDENTITY.encode() not in _files(town)


async def test_dialogues_hold_no_answer(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await opens_form(ana, "3-2-501")
    await ana.presses("开始填写")
    await ana.whispers(NAME)
    data = town.rows("SELECT data FROM dialogs WHERE person_id = :id", id=ana.id)[0][0]
    assert json.loads(data) == {"draft": 1, "forgets": 1}


async def test_an_erased_form_leaves_no_byte_of_its_addresses(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await fills_in(ana, "3-2-501")
    await ana.whispers("/bind")
    await ana.presses("删掉住址")
    await town.passes(days=60)
    await town.app.database.fold(empty=True)
    assert b"3-2-501" not in _files(town)


async def test_the_start_without_the_key_is_refused_once_there_are_answers(town):
    ben, ana = await town.steward("Ben"), await town.resident("Ana")
    await sends_out(ben)
    await fills_in(ana, "3-2-501")
    await town.stop_bot()
    key = town.folder / "town.key"
    kept = key.read_bytes()
    key.unlink()
    with pytest.raises(DatabaseError, match="bring back your copy"):
        await town.start_bot()
    key.write_bytes(kept)
    await town.start_bot()
    await ana.whispers("/register")
    assert "138****1234" in ana.texts()[-1]
