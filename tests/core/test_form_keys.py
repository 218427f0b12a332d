"""The key of answers: made, lost, changed, cut short; and what the operator is told."""

import base64
import stat

import pytest

from bot.bootstrap import App
from bot.cli import main
from bot.settings import build
from domain.forms.model import Content, Kind
from domain.messages import Say, text
from storage import rotation
from storage.cipher import Cipher, KeyMissingError, new_key, read_keys, write_keys
from storage.database import DatabaseError
from storage.forms import Draft
from storage.inbox import Arrival
from storage.migrate import upgrade
from storage.uow import Database
from tests.support.forms import NOW, PHONE, definition, question

FORM = definition(question("phone", Kind.MOBILE))


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "forms.key"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "forms.db"
    upgrade(made)
    return made


def test_what_is_sealed_can_be_opened_with_the_key_only():
    cipher = Cipher((new_key(),))
    sealed = cipher.seal("张三 138")
    assert "张三" not in sealed
    assert cipher.seal("张三 138") != sealed
    assert cipher.open(sealed) == "张三 138"
    with pytest.raises(DatabaseError, match="another key"):
        Cipher((new_key(),)).open(sealed)


def test_a_token_does_not_tell_when_it_was_made():
    sealed = Cipher((new_key(),)).seal("x")
    assert base64.urlsafe_b64decode(sealed)[1:9] == bytes(8)


def test_equal_words_have_an_equal_hash_that_depends_on_the_key():
    one, other = Cipher((new_key(),)), Cipher((new_key(),))
    assert one.mac(PHONE) == one.mac(PHONE)
    assert one.mac(PHONE) != other.mac(PHONE)
    assert PHONE not in one.mac(PHONE)


def test_a_key_file_is_readable_by_its_owner_only(key_file):
    rotation.make(key_file)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert "apart from the backups" in rotation.state_of(key_file)
    with pytest.raises(DatabaseError, match="is there already"):
        rotation.make(key_file)
    key_file.chmod(0o644)
    assert "chmod 600" in rotation.state_of(key_file)


def test_a_key_file_that_is_no_key_is_said_to_be_damaged(key_file):
    key_file.write_text("not a key\n")
    with pytest.raises(DatabaseError, match="damaged"):
        read_keys(key_file)
    key_file.write_text("")
    with pytest.raises(DatabaseError, match="empty"):
        read_keys(key_file)
    key_file.write_bytes(b"\xff\xfe")
    with pytest.raises(DatabaseError, match="cannot be read"):
        read_keys(key_file)
    assert Cipher.from_file(key_file.with_name("none")) is None


async def _fill(path, cipher, count=3):
    """So many answers with one phone, and a draft."""
    async with Database(path, cipher) as database, database.transaction() as uow:
        await uow.circles.map(-100, "3号楼", "邻里圈", "第一网格", None)
        form = await uow.forms.add(
            FORM, [1], created_by=1, opened_at=NOW, closes_at=NOW, erases_at=NOW
        )
        for number in range(count + 1):
            draft = Draft(
                form_id=form.id,
                circle_id=1,
                person_id=number + 1,
                subject=f"3-1-{number}",
                home=f"3-1-{number}",
                content=Content(values={"phone": PHONE}),
            )
            draft = await uow.form_drafts.keep(draft, NOW)
            if number < count:
                await uow.form_answers.submit(form, draft, (), NOW)
                await uow.form_drafts.drop(draft.id)


async def test_a_new_key_seals_everything_again(path, key_file):
    rotation.make(key_file)
    before = read_keys(key_file)
    await _fill(path, Cipher.from_file(key_file))
    assert await rotation.rotate(path, key_file) == 4
    after = read_keys(key_file)
    assert len(after) == 1
    assert after != before
    async with Database(path, Cipher(after)) as database, database.transaction() as uow:
        await uow.keys.check()
        answer = await uow.form_answers.current(1, "3-1-0")
        assert answer.content.values == {"phone": PHONE}
        assert len(await uow.form_answers.duplicates(1)) == 3, "found by the hash of the new key"
    async with Database(path, Cipher(before)) as database, database.transaction() as uow:
        with pytest.raises(DatabaseError, match="another key"):
            await uow.keys.check()


@pytest.mark.parametrize("sealed_with", ["old", "new"])
async def test_a_change_that_was_cut_short_is_finished_by_doing_it_again(
    path, key_file, sealed_with
):
    old, new = new_key(), new_key()
    await _fill(path, Cipher((old if sealed_with == "old" else new,)))
    write_keys(key_file, (new, old))
    assert "cut short" in rotation.state_of(key_file)
    cipher = Cipher.from_file(key_file)
    async with Database(path, cipher) as database, database.transaction() as uow:
        with pytest.raises(DatabaseError, match="key rotate"):
            await uow.keys.check()
    await rotation.rotate(path, key_file)
    assert read_keys(key_file) == (new,)
    async with Database(path, Cipher((new,))) as database, database.transaction() as uow:
        assert (await uow.form_answers.current(1, "3-1-0")).content.values == {"phone": PHONE}


async def test_there_is_nothing_to_change_without_a_key(path, key_file):
    with pytest.raises(DatabaseError, match="key new"):
        await rotation.rotate(path, key_file)


async def test_without_a_key_nothing_can_be_sealed(path):
    with pytest.raises(KeyMissingError):
        await _fill(path, None)


def _settings(path, key_file):
    return build(
        {
            "telegram": {"token": "42:sandbox"},
            "database": {"url": f"sqlite:///{path}"},
            "registration": {"key_file": str(key_file)},
            "community": {"name": "滨河社区"},
        },
        "test",
    )


async def test_the_bot_does_not_start_without_the_key_of_its_answers(path, key_file):
    rotation.make(key_file)
    await _fill(path, Cipher.from_file(key_file))
    key_file.unlink()
    with pytest.raises(KeyMissingError, match="bring back your copy"):
        async with App(_settings(path, key_file), None):
            pytest.fail("it must not start")
    rotation.make(key_file)
    with pytest.raises(DatabaseError, match="another key"):
        async with App(_settings(path, key_file), None):
            pytest.fail("it must not start with the key of another database")


@pytest.fixture
def config(tmp_path, path, key_file):
    made = tmp_path / "config.toml"
    made.write_text(
        f"""
[telegram]
token = "123456789:AAHsecretsecretsecretsecretsecretse"
[database]
url = "sqlite:///{path}"
[registration]
key_file = "{key_file}"
[community]
name = "滨河社区"
""",
        encoding="utf-8",
    )
    return made


def test_the_operator_makes_and_changes_the_key_by_command(config, key_file, capsys):
    assert main(["check", "--config", str(config)]) == 0
    assert "linliquan key new" in capsys.readouterr().out
    assert main(["key", "new", "--config", str(config)]) == 0
    assert key_file.exists()
    assert main(["key", "new", "--config", str(config)]) == 1
    assert main(["key", "rotate", "--config", str(config)]) == 0
    assert "0 answers and households have a new key" in capsys.readouterr().out
    key_file.write_text("broken")
    assert main(["check", "--config", str(config)]) == 1
    assert "damaged" in capsys.readouterr().out


def test_backup_and_restore_say_where_the_key_is(config, tmp_path, capsys):
    main(["key", "new", "--config", str(config)])
    copy = tmp_path / "copy.db"
    assert main(["backup", str(copy), "--config", str(config)]) == 0
    assert "not in the copy" in capsys.readouterr().out
    assert main(["restore", str(copy), "--config", str(config)]) == 0
    assert "forms.key is there" in capsys.readouterr().out


async def test_what_people_say_in_private_is_sealed_from_its_arrival_on(path):
    words = '{"update_id": 1, "text": "' + PHONE + '", "about": 77}'
    private = Arrival(source="telegram", dedup_key="1", lane=5, sender_id=5, payload=words)
    group = private.model_copy(update={"dedup_key": "2", "lane": -100})
    async with Database(path, Cipher((new_key(),))) as database, database.transaction() as uow:
        await uow.inbox.put([private, group], NOW)
        kept = [row["payload"] for row in await uow.inbox._all("SELECT payload FROM inbox")]
        assert PHONE not in kept[0]
        assert kept[1] == words
        assert [row.payload for row in await uow.inbox.next_batch(NOW, 9)] == [words, words]
        assert [held["update"]["about"] for held in await uow.inbox.held_on(5)] == [77, 77]
        await uow.inbox.handled([(1, "x"), (2, "x")], NOW)
        await uow.inbox.erase_person(77)
        assert [held["update"] for held in await uow.inbox.held_on(5)] == [{}], "they are named"


async def test_a_letter_that_waits_sealed_is_not_given_up_without_its_key(path, key_file):
    rotation.make(key_file)
    arrival = Arrival(source="telegram", dedup_key="1", lane=5, payload='{"update_id": 1}')
    fleeting = Say(to=5, text=text("verbatim", word="李安"), fleeting=True)
    cipher = Cipher.from_file(key_file)
    async with Database(path, cipher) as database, database.transaction() as uow:
        await uow.inbox.put([arrival], NOW)
        await uow.outbox.put([fleeting], NOW)
        kept = await uow.outbox._value("SELECT payload FROM outbox")
        assert "李安" not in kept
    async with Database(path) as database, database.transaction() as uow:
        with pytest.raises(KeyMissingError):
            await uow.keys.check()
        with pytest.raises(KeyMissingError):
            await uow.inbox.next_batch(NOW, 9)
    await rotation.rotate(path, key_file)
    cipher = Cipher.from_file(key_file)
    async with Database(path, cipher) as database, database.transaction() as uow:
        assert (await uow.inbox.next_batch(NOW, 9))[0].payload == arrival.payload
        row = (await uow.outbox.ready(NOW))[0].read()
        assert row.message == fleeting
        await uow.outbox.sent(row, 1, NOW)
        assert await uow.outbox._value("SELECT payload FROM outbox") == "{}"
