"""``linliquan check``: is the config right, and what must a person still do."""

from collections.abc import Iterator

from telegram.error import TelegramError

from bot.client import Client
from bot.settings import Settings
from storage import rotation
from storage.database import DatabaseError, check_file, path_of
from storage.migrate import applied, check_not_newer, check_ours, known


async def check(settings: Settings, *, online: bool) -> int:
    """Print one line per finding.

    Args:
        settings: the config, which is valid by now.
        online: ask Telegram whether the token is right and what the bot may see.

    Returns:
        0, or 1 if something is wrong.
    """
    print("config: right")  # noqa: T201 - the answer of a command
    wrong = False
    try:
        print(f"database: {_database(settings)}")  # noqa: T201 - the answer of a command
    except DatabaseError as error:
        wrong = True
        print(f"database: {error}")  # noqa: T201 - the answer of a command
    try:
        print(f"key: {rotation.state_of(settings.registration.key_file)}")  # noqa: T201 - the answer of a command
    except DatabaseError as error:
        wrong = True
        print(f"key: {error}")  # noqa: T201 - the answer of a command
    if online:
        try:
            lines = await _telegram(settings)
        except TelegramError as error:
            wrong = True
            lines = [f"telegram: no answer, or the token is wrong ({type(error).__name__})"]
        print("\n".join(lines))  # noqa: T201 - the answer of a command
    for line in _still_to_do(settings):
        print(f"to do: {line}")  # noqa: T201 - the answer of a command
    return int(wrong)


def _database(settings: Settings) -> str:
    path = path_of(settings.database.url)
    if not path.exists():
        return f"{path} will be made at the first start"
    check_file(path)
    check_not_newer(path)
    check_ours(path)
    missing = len(set(known()) - applied(path))
    return (
        f"{path} is sound, {f'{missing} migrations to apply' if missing else 'schema up to date'}"
    )


async def _telegram(settings: Settings) -> list[str]:
    telegram = settings.telegram
    client = Client(telegram.secret(), telegram.base_url, telegram.proxy, telegram.answer_seconds)
    async with client:
        me = await client.get_me()
        hook = await client.get_webhook_info()
    lines = [f"telegram: this is @{me.username}"]
    if not me.can_join_groups:
        lines.append("to do: let the bot join groups (@BotFather, /setjoingroups)")
    if not me.can_read_all_group_messages:
        lines.append(
            "to do: turn privacy mode off (@BotFather, /setprivacy) or make the bot an admin of"
            " its groups; else only /latin commands reach it"
        )
    if hook.url and settings.telegram.mode == "polling":
        lines.append("note: a webhook is set; it will be removed when the bot starts")
    return lines


def _still_to_do(settings: Settings) -> Iterator[str]:
    if not settings.community.admins:
        yield "community.admins is empty: nobody can set up groups or invite staff"
    if not settings.community.grids:
        yield "community.grids is empty: circles can only belong to the whole community"
