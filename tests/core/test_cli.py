"""The command line refuses what is wrong, says why, and leaves everything as it was."""

import contextlib
import shutil
import sqlite3

import pytest

from bot.cli import main
from storage.migrate import known, upgrade

TOKEN = "123456789:AAHsecretsecretsecretsecretsecretse"


@pytest.fixture
def database(tmp_path):
    """A database that no bot uses."""
    path = tmp_path / "quiet.db"
    upgrade(path)
    return path


@pytest.fixture
def config(tmp_path, database):
    """A right config for it."""
    path = tmp_path / "config.toml"
    path.write_text(
        f"""
[telegram]
token = "{TOKEN}"
[database]
url = "sqlite:///{database}"
[community]
name = "滨河社区"
""",
        encoding="utf-8",
    )
    return path


def run(*words, config):
    return main([*map(str, words), "--config", str(config)])


def mark_as_newer(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_next')"
        )
        connection.commit()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("newer", "newer version"),
        ("damaged", "damaged or not a database"),
        ("foreign", "no backup of linliquan"),
        ("missing", "there is no backup"),
    ],
)
def test_a_backup_that_cannot_be_used_is_refused_and_the_database_stays(
    tmp_path, database, config, capsys, kind, said
):
    copy = tmp_path / "copy.db"
    if kind == "damaged":
        copy.write_bytes(b"not a database " * 1000)
    elif kind == "foreign":
        sqlite3.connect(copy).close()
    elif kind == "newer":
        shutil.copy(database, copy)
        mark_as_newer(copy)
    before = database.read_bytes()
    assert run("restore", copy, config=config) == 1
    assert said in capsys.readouterr().err
    assert database.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_is_never_written_over_a_file(tmp_path, config, capsys):
    copy = tmp_path / "copy.db"
    assert run("backup", copy, config=config) == 0
    assert run("backup", copy, config=config) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_database_that_a_newer_version_made_is_refused(database, config, capsys):
    mark_as_newer(database)
    for words in (["run"], ["db", "upgrade"]):
        assert run(*words, config=config) == 1
        assert "newer version" in capsys.readouterr().err
    assert run("check", config=config) == 1


def test_a_damaged_database_is_refused_with_the_way_back(database, config, capsys):
    content = bytearray(database.read_bytes())
    content[4096 : 4096 + 8192] = b"\xff" * 8192
    database.write_bytes(bytes(content))
    for words in (["run"], ["db", "upgrade"]):
        assert run(*words, config=config) == 1
        said = capsys.readouterr().err
        assert "quiet.db is damaged" in said
        assert "linliquan restore FILE" in said


def test_what_an_upgrade_that_was_cut_off_left_behind_does_not_matter(tmp_path, config, capsys):
    fresh = tmp_path / "quiet.db"
    fresh.unlink()
    fresh.with_name("quiet.db.part").write_bytes(b"half a file")
    assert run("db", "upgrade", config=config) == 0
    assert capsys.readouterr().out.split() == list(known())
    assert run("db", "upgrade", config=config) == 0
    assert "up to date" in capsys.readouterr().out


def test_a_migration_that_fails_leaves_the_database_as_it_was(database):
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute(  # so that it is applied once more
            "DELETE FROM _yoyo_migration WHERE migration_id = :newest", {"newest": known()[-1]}
        )
        connection.execute("DELETE FROM yoyo_lock")
        connection.commit()
    before = database.read_bytes()
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        upgrade(database)
    assert database.read_bytes() == before


def test_a_wrong_config_lists_every_mistake_and_no_secret(config, capsys):
    config.write_text(
        f"""
[telegram]
token = ["{TOKEN}"]
tokn = "{TOKEN}"
mode = "pigeon"
proxy = "sockz://user:hunter2@proxy"
base_url = "api.telegram.org/bot{TOKEN}"
[database]
url = "mysql://somewhere"
[community]
timezone = "Mars/Phobos"
quiet_hours = "late"
admins = ["me"]
[limits]
messages_per_second = 0
[nonsense]
key = 1
""",
        encoding="utf-8",
    )
    assert run("run", config=config) == 2
    said = capsys.readouterr().err
    for key in (
        "telegram.token",
        "telegram.tokn",
        "telegram.mode",
        "telegram.proxy",
        "telegram.base_url",
        "database.url",
        "community.timezone",
        "community.quiet_hours",
        "community.admins.0",
        "limits.messages_per_second",
        "nonsense",
    ):
        assert f": {key}: " in said
    assert "secretsecret" not in said
    assert "hunter2" not in said
    assert "'pigeon'" in said


@pytest.mark.parametrize("words", ["telegram = '{token}'", "[telegram]\nwebhook = '{token}'"])
def test_a_token_in_a_wrong_place_is_not_shown(config, capsys, words):
    config.write_text(words.format(token=TOKEN), encoding="utf-8")
    assert run("run", config=config) == 2
    assert "secretsecret" not in capsys.readouterr().err


def test_a_missing_token_a_missing_file_and_no_toml_are_said_plainly(config, capsys, tmp_path):
    config.write_text("[community]\nname = 'x'\n", encoding="utf-8")
    assert run("run", config=config) == 2
    assert "telegram.token_file: token or token_file must be given" in capsys.readouterr().err
    config.write_text("[telegram]\ntoken_file = 'nowhere'\n", encoding="utf-8")
    assert run("run", config=config) == 2
    assert "telegram.token_file: cannot be read" in capsys.readouterr().err
    config.write_text("[telegram\n", encoding="utf-8")
    assert run("run", config=config) == 2
    assert "not valid TOML" in capsys.readouterr().err
    assert run("run", config=tmp_path / "none.toml") == 2
    assert "there is no such file" in capsys.readouterr().err


def test_webhook_mode_asks_for_what_it_needs(config, capsys):
    words = f"[telegram]\ntoken = '{TOKEN}'\nmode = 'webhook'\n[community]\nname = 'x'\n"
    config.write_text(words, encoding="utf-8")
    assert run("run", config=config) == 2
    assert "webhook: public_url and secret must be given" in capsys.readouterr().err
    for weak in ("guess", "x" * 19, "x" * 257, "words with spaces in them", "密" * 20):
        hook = f"[webhook]\npublic_url = 'https://x.example'\nsecret = '{weak}'\n"
        config.write_text(words + hook, encoding="utf-8")
        assert run("run", config=config) == 2
        said = capsys.readouterr().err
        assert "webhook: secret must be 20 to 256" in said
        assert weak not in said


def test_the_environment_overrides_the_file(config, monkeypatch, capsys):
    monkeypatch.setenv("LINLIQUAN_TELEGRAM__MODE", "pigeon")
    assert run("check", config=config) == 2
    assert "telegram.mode" in capsys.readouterr().err
    monkeypatch.setenv("LINLIQUAN_TELEGRAM__MODE", "polling")
    assert run("check", config=config) == 0
    assert "is sound, schema up to date" in capsys.readouterr().out
