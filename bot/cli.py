"""The command ``linliquan``."""

import argparse
import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from bot import logs
from bot.bootstrap import App
from bot.check import check
from bot.settings import ConfigError, Settings, load
from bot.try_out import run_sandbox
from storage import rotation
from storage.backup import backup, restore
from storage.database import (
    DatabaseError,
    Lock,
    check_file,
    is_trouble,
    path_of,
    trouble_of,
)
from storage.migrate import upgrade

USAGE_ERROR = 2
PRIVATE = 0o077
"""Database and backups hold addresses: nobody else on the machine reads them."""

FAILURE = 1

COLLECT_AFTER = 20_000
"""New objects after which a running bot looks for cycles among them; Python's own is 700."""


class SystemClock:
    """The time of the machine."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(UTC)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: the words after ``linliquan``; those of the process unless given.

    Returns:
        0 for success, 1 for a failure, 2 for a wrong config.
    """
    os.umask(PRIVATE)
    args = _parser().parse_args(argv)
    try:
        return int(args.act(args) or 0)
    except ConfigError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the answer of a command
        return USAGE_ERROR
    except (DatabaseError, OSError) as error:
        print(f"linliquan: {error}", file=sys.stderr)  # noqa: T201 - the answer of a command
        return FAILURE
    except Exception as error:
        if not is_trouble(error):
            raise
        print(f"linliquan: {trouble_of(error)}", file=sys.stderr)  # noqa: T201 - the answer of a command
        return FAILURE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="linliquan", description="邻里圈, the neighbour circle bot"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "run", _run, "run the bot against Telegram")
    sandbox = _add(commands, "sandbox", _sandbox, "try the bot in a web page, without a token")
    sandbox.add_argument("--port", type=int, default=8765, help="TCP port on the loopback address")
    sandbox.add_argument("--no-browser", action="store_true", help="do not open the page")
    checking = _add(commands, "check", _check, "validate the config and say what is still to do")
    checking.add_argument("--online", action="store_true", help="ask Telegram as well")
    database = commands.add_parser("db", help="look after the database")
    of_database = database.add_subparsers(required=True, metavar="COMMAND")
    _add(of_database, "upgrade", _upgrade, "bring the schema up to date")
    key = commands.add_parser("key", help="look after the key of forms and households")
    of_key = key.add_subparsers(required=True, metavar="COMMAND")
    _add(of_key, "new", _new_key, "make the key that seals answers and households")
    _add(of_key, "rotate", _rotate_key, "change the key; the bot must not be running")
    for name, act, words in (
        ("backup", _backup, "copy the database, while the bot runs"),
        ("restore", _restore, "put a backup in the place of the database"),
    ):
        _add(commands, name, act, words).add_argument("file", type=Path, metavar="FILE")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    act: Callable[[argparse.Namespace], int],
    words: str,
) -> argparse.ArgumentParser:
    found = commands.add_parser(name, help=words, description=words)
    found.set_defaults(act=act)
    found.add_argument("--config", type=Path, default=Path("config.toml"), metavar="FILE")
    return found


def _run(args: argparse.Namespace) -> int:
    settings = load(args.config)
    logs.set_up(settings.log.level, settings.log.format, _secrets(settings))
    _make_ready(path_of(settings.database.url))
    _collect_less()
    uvloop.run(_run_app(settings))
    return 0


def _collect_less() -> None:
    """Look for cycles of garbage less often, and never in what was imported: it stays anyhow."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


async def _run_app(settings: Settings) -> None:
    async with App(settings, SystemClock()) as app:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, app.stop)
        # What is loaded by now stays; looking through it again and again would hold up everybody.
        gc.freeze()
        await app.run()


def _make_ready(database: Path) -> None:
    """Refuse a damaged file and bring the schema up to date, under the lock.

    Raises:
        DatabaseError: the file is damaged, newer than this version, or in use.
    """
    with Lock(database).held():
        check_file(database)
        upgrade(database)


def _sandbox(args: argparse.Namespace) -> int:
    logs.set_up("warning", "text", ())
    return asyncio.run(run_sandbox(args.port, open_page=not args.no_browser))


def _check(args: argparse.Namespace) -> int:
    return asyncio.run(check(load(args.config), online=args.online))


def _upgrade(args: argparse.Namespace) -> int:
    database = path_of(load(args.config).database.url)
    with Lock(database).held():
        check_file(database)
        applied = upgrade(database)
    print("\n".join(applied) or "the schema is up to date")  # noqa: T201 - the answer of a command
    return 0


def _backup(args: argparse.Namespace) -> int:
    settings = load(args.config)
    backup(path_of(settings.database.url), args.file)
    print(f"{args.file}: copied and checked")  # noqa: T201 - the answer of a command
    print(f"the key is not in the copy: {_key_state(settings)}")  # noqa: T201 - the same
    return 0


def _restore(args: argparse.Namespace) -> int:
    settings = load(args.config)
    restore(args.file, path_of(settings.database.url))
    print("restored; start the bot again")  # noqa: T201 - the answer of a command
    print(f"the key is not in a backup: {_key_state(settings)}")  # noqa: T201 - the same
    return 0


def _new_key(args: argparse.Namespace) -> int:
    key_file = load(args.config).registration.key_file
    rotation.make(key_file)
    print(f"{key_file}: made; restart the bot, keep a copy of it apart from the backups")  # noqa: T201 - the answer of a command
    return 0


def _rotate_key(args: argparse.Namespace) -> int:
    settings = load(args.config)
    database, key_file = path_of(settings.database.url), settings.registration.key_file
    _make_ready(database)
    count = asyncio.run(rotation.rotate(database, key_file))
    print(f"{count} answers and households have a new key; keep a new copy of {key_file}")  # noqa: T201 - the answer of a command
    return 0


def _key_state(settings: Settings) -> str:
    return rotation.state_of(settings.registration.key_file)


def _secrets(settings: Settings) -> tuple[str, ...]:
    return (settings.telegram.secret(), settings.webhook.secret.get_secret_value())
