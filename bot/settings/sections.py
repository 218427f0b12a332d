"""The sections of the config, each checked by itself."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from domain.allowance import Allowance, Allowances
from domain.categories import Category
from domain.collections.reading import read_slots
from domain.errors import Refusal
from domain.points.rules import PointsRules, Reward
from domain.timing import QuietHours
from domain.workdays import read_length


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be a time zone such as Asia/Shanghai")
    return name


def _quiet_hours(words: str) -> str:
    QuietHours.parse(words)
    return words


def _length(words: str) -> str:
    read_length(words)
    return words


def _door_slots(words: str) -> str:
    try:
        read_slots(words) if words else ()
    except Refusal as refusal:
        raise ValueError('hours look like "8:00-10:00x5,10:00-12:00x5"') from refusal
    return words


Duration = Annotated[str, AfterValidator(_length)]
"""A length of time in the config, such as 30m, 2h or 7d."""


def _http_url(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


def _proxy_url(url: str) -> str:
    if url and not url.startswith(("http://", "https://", "socks5://", "socks5h://")):
        raise ValueError("must be empty or begin with http:// or socks5://")
    return url


class Section(BaseModel):
    """A part of the config; an unknown key in it is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(Section):
    """How Telegram is reached."""

    token: SecretStr = SecretStr("")
    token_file: Path | None = Field(default=None, validate_default=True)
    base_url: Annotated[str, AfterValidator(_http_url)] = "https://api.telegram.org"
    proxy: Annotated[str, AfterValidator(_proxy_url)] = ""
    mode: Literal["polling", "webhook"] = "polling"
    answer_seconds: float = Field(default=20, gt=0, le=120)

    @field_validator("token_file")
    @classmethod
    def _has_token(cls, file: Path | None, info: ValidationInfo) -> Path | None:
        token = info.data.get("token")
        if token is not None and not _read_token(token, file):
            raise ValueError("token or token_file must be given; @BotFather hands out tokens")
        return file

    def secret(self) -> str:
        """The token itself; never print it."""
        return _read_token(self.token, self.token_file)


def _read_token(token: SecretStr, file: Path | None) -> str:
    if token.get_secret_value().strip() or file is None:
        return token.get_secret_value().strip()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text"
        raise ValueError(f"cannot be read ({reason})") from error


class Webhook(Section):
    """Where Telegram delivers updates, in webhook mode."""

    listen: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    secret: SecretStr = SecretStr("")


class Health(Section):
    """Where health and figures are served, in polling mode; port 0 serves none."""

    listen: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)


class DatabaseSection(Section):
    """Where everything is kept."""

    url: str = Field(default="sqlite:///data/linliquan.db", pattern=r"^sqlite:///.+")


class CommunitySection(Section):
    """The community that is served."""

    name: str = Field(default="", min_length=1)
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    grids: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = ()
    admins: tuple[Annotated[int, Field(gt=0)], ...] = ()
    quiet_hours: Annotated[str, AfterValidator(_quiet_hours)] = "22:00-07:00"


class WorkingHours(Section):
    """When the community's staff work; the clocks of reports that are not urgent run then."""

    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]] = Field(
        default=frozenset({1, 2, 3, 4, 5}), min_length=1
    )
    start: time = time(9, 0)
    end: time = time(18, 0)
    holidays: bool = True


class CategorySection(Section):
    """A kind of report."""

    name: str = Field(min_length=1, max_length=20)
    keywords: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    organisation: str = ""
    urgent: bool = False
    around_the_clock: bool = False
    respond: Duration
    resolve: Duration

    def model(self) -> Category:
        """The category as the rules know it."""
        return Category(
            name=self.name,
            keywords=self.keywords,
            organisation=self.organisation,
            urgent=self.urgent,
            around_the_clock=self.around_the_clock,
            respond=read_length(self.respond),
            resolve=read_length(self.resolve),
        )


class DangerSection(Section):
    """Words that make a report urgent, and whom to call first."""

    words: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    call: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)


class Organisation(Section):
    """A partner organisation that reports can be handed to."""

    name: str = Field(min_length=1, max_length=40)
    points_for: tuple[str, ...] = ()


class PointsSection(Section):
    """What earns points, and where they are spent."""

    streams: dict[
        Annotated[str, Field(min_length=1, max_length=20)], Annotated[int, Field(gt=0, le=1000)]
    ] = {"有害垃圾": 10, "大件垃圾": 20}
    desk: str = Field(default="社区服务站", min_length=1, max_length=60)

    def model(self, issuers: Mapping[str, str]) -> PointsRules:
        """The rules, with the organisation that gives the points for a stream."""
        rewards = tuple(
            Reward(stream=stream, points=points, issuer=issuers.get(stream, ""))
            for stream, points in self.streams.items()
        )
        return PointsRules(rewards=rewards, desk=self.desk)


class TemplateSection(Section):
    """A notice that is often sent."""

    name: str = Field(min_length=1, max_length=20)
    text: str = Field(min_length=1, max_length=1000)


class SignupsSection(Section):
    """How long seats of a sign-up are kept for somebody."""

    confirm: Duration = "2h"
    answer: Duration = "30m"


class StreamSection(Section):
    """Something that is collected at fixed times."""

    name: str = Field(min_length=1, max_length=20)
    aliases: tuple[Annotated[str, Field(min_length=1, max_length=20)], ...] = ()
    takes: tuple[Annotated[str, Field(min_length=1, max_length=30)], ...] = ()
    refuses: tuple[Annotated[str, Field(min_length=1, max_length=30)], ...] = ()
    bulky: bool = False


class CollectionsSection(Section):
    """Reminders of collections."""

    remind_always: bool = False


class BookingsSection(Section):
    """Fetching bulky things at the door."""

    slots: Annotated[str, AfterValidator(_door_slots)] = ""
    organisation: str = ""


class UrgentSection(Section):
    """How fast an urgent report is to be met, day and night."""

    respond: Duration = "30m"
    resolve: Duration = "2h"


class HoursSection(Section):
    """What volunteers get for their hours."""

    points_per_hour: int = Field(default=0, ge=0, le=1000)


class FilesSection(Section):
    """What is taken of the files that people send."""

    largest_megabytes: int = Field(default=5, ge=1, le=20)


SHARES = {
    "commands_per_minute": 3,
    "group_commands_per_minute": 0.75,
    "staff_commands_per_minute": 10,
}
"""How much is taken of one person, by how much may be said in a group in the same minute."""


class LimitsSection(Section):
    """How fast Telegram lets a bot send, and how much is taken of one person.

    The rates of sending are Telegram's
    (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
    """

    messages_per_second: float = Field(default=30, gt=0)
    private_per_second: float = Field(default=1, gt=0)
    group_per_minute: float = Field(default=20, gt=0)
    commands_per_minute: int = Field(default=60, ge=1)
    group_commands_per_minute: int = Field(default=15, ge=1)
    staff_commands_per_minute: int = Field(default=200, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _grow_with_the_group(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Where more may be said in a group, more is taken of a person, unless told otherwise."""
        pace = given.get("group_per_minute")
        if not isinstance(pace, int | float) or pace <= 0:
            return given
        grown = {name: max(1, round(pace * share)) for name, share in SHARES.items()}
        return grown | given

    def allowances(self) -> Allowances:
        """How much is taken of whom, as the rules know it."""
        workers = self.staff_commands_per_minute
        return Allowances(
            residents=Allowance(
                in_all=self.commands_per_minute, in_groups=self.group_commands_per_minute
            ),
            workers=Allowance(in_all=workers, in_groups=workers),
        )


class LogSection(Section):
    """What is written about the work."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"
