"""``config.toml`` and the environment, checked all at once."""

import re
import tomllib
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.form_settings import FormSection, RegistrationSection
from domain.bookings import DoorService
from domain.categories import DEFAULT_CATEGORIES, DEFAULT_DANGERS, Category, Danger
from domain.collections.reading import read_slots
from domain.collections.streams import Stream, with_built_in
from domain.community import Community
from domain.errors import Refusal
from domain.forms.chasing import ChasePolicy
from domain.forms.templates import DEFAULT_TEMPLATES as DEFAULT_FORMS
from domain.notices.templates import DEFAULT_TEMPLATES, Template
from domain.reports.clocks import Clocks
from domain.tables import MEGABYTE
from domain.timing import QuietHours
from domain.workdays import WorkingTime, read_length

_SECRET_KEYS = {"token", "token_file", "secret", "proxy"}
_TOKEN = re.compile(r"[0-9]{5,}:[A-Za-z0-9_-]{20,}")


class ConfigError(Exception):
    """The config is wrong; the message names every mistake with its key."""


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


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(_Section):
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


class Webhook(_Section):
    """Where Telegram delivers updates, in webhook mode."""

    listen: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    secret: SecretStr = SecretStr("")


class Health(_Section):
    """Where health and figures are served, in polling mode; port 0 serves none."""

    listen: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)


class DatabaseSection(_Section):
    """Where everything is kept."""

    url: str = Field(default="sqlite:///data/linliquan.db", pattern=r"^sqlite:///.+")


class CommunitySection(_Section):
    """The community that is served."""

    name: str = Field(default="", min_length=1)
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    grids: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = ()
    admins: tuple[Annotated[int, Field(gt=0)], ...] = ()
    quiet_hours: Annotated[str, AfterValidator(_quiet_hours)] = "22:00-07:00"


class WorkingHours(_Section):
    """When the community's staff work; the clocks of reports that are not urgent run then."""

    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]] = Field(
        default=frozenset({1, 2, 3, 4, 5}), min_length=1
    )
    start: time = time(9, 0)
    end: time = time(18, 0)
    holidays: bool = True


class CategorySection(_Section):
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


class DangerSection(_Section):
    """Words that make a report urgent, and whom to call first."""

    words: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    call: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)


class Organisation(_Section):
    """A partner organisation that reports can be handed to."""

    name: str = Field(min_length=1, max_length=40)


class TemplateSection(_Section):
    """A notice that is often sent."""

    name: str = Field(min_length=1, max_length=20)
    text: str = Field(min_length=1, max_length=1000)


class SignupsSection(_Section):
    """How long seats of a sign-up are kept for somebody."""

    confirm: Duration = "2h"
    answer: Duration = "30m"


class StreamSection(_Section):
    """Something that is collected at fixed times."""

    name: str = Field(min_length=1, max_length=20)
    aliases: tuple[Annotated[str, Field(min_length=1, max_length=20)], ...] = ()
    takes: tuple[Annotated[str, Field(min_length=1, max_length=30)], ...] = ()
    refuses: tuple[Annotated[str, Field(min_length=1, max_length=30)], ...] = ()
    bulky: bool = False


class CollectionsSection(_Section):
    """Reminders of collections."""

    remind_always: bool = False


class BookingsSection(_Section):
    """Fetching bulky things at the door."""

    slots: Annotated[str, AfterValidator(_door_slots)] = ""
    organisation: str = ""


class UrgentSection(_Section):
    """How fast an urgent report is to be met, day and night."""

    respond: Duration = "30m"
    resolve: Duration = "2h"


class HoursSection(_Section):
    """What volunteers get for their hours."""

    points_per_hour: int = Field(default=0, ge=0, le=1000)


class FilesSection(_Section):
    """What is taken of the files that people send."""

    largest_megabytes: int = Field(default=5, ge=1, le=20)


class LimitsSection(_Section):
    """How fast Telegram lets a bot send (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""

    messages_per_second: float = Field(default=30, gt=0)
    private_per_second: float = Field(default=1, gt=0)
    group_per_minute: float = Field(default=20, gt=0)


class LogSection(_Section):
    """What is written about the work."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Settings(BaseSettings):
    """Everything in the config; the environment (``LINLIQUAN_TELEGRAM__TOKEN``) overrides it."""

    model_config = SettingsConfigDict(
        env_prefix="LINLIQUAN_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    telegram: Telegram
    webhook: Webhook = Field(default=Webhook(), validate_default=True)
    health: Health = Health()
    database: DatabaseSection = DatabaseSection()
    community: CommunitySection
    working_hours: WorkingHours = WorkingHours()
    urgent: UrgentSection = UrgentSection()
    signups: SignupsSection = SignupsSection()
    categories: tuple[CategorySection, ...] = ()
    dangers: tuple[DangerSection, ...] = ()
    organisations: tuple[Organisation, ...] = (Organisation(name="物业"),)
    templates: tuple[TemplateSection, ...] = ()
    hours: HoursSection = HoursSection()
    streams: tuple[StreamSection, ...] = ()
    collections: CollectionsSection = CollectionsSection()
    bookings: BookingsSection = BookingsSection()
    registration: RegistrationSection = RegistrationSection()
    forms: tuple[FormSection, ...] = ()
    files: FilesSection = FilesSection()
    limits: LimitsSection = LimitsSection()
    log: LogSection = LogSection()

    @field_validator("webhook")
    @classmethod
    def _is_complete(cls, webhook: Webhook, info: ValidationInfo) -> Webhook:
        telegram = info.data.get("telegram")
        if telegram is not None and telegram.mode == "webhook":
            given = {
                "public_url": webhook.public_url,
                "secret": webhook.secret.get_secret_value(),
            }
            missing = [key for key, value in given.items() if not value]
            if missing:
                raise ValueError(f"{' and '.join(missing)} must be given in webhook mode")
        return webhook

    @field_validator("bookings")
    @classmethod
    def _names_a_partner(cls, bookings: BookingsSection, info: ValidationInfo) -> BookingsSection:
        known = {organisation.name for organisation in info.data.get("organisations", ())}
        if bookings.organisation and bookings.organisation not in known:
            raise ValueError("organisation must be one of [[organisations]]")
        if bookings.slots and not bookings.organisation:
            raise ValueError("organisation must be given with slots")
        return bookings

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment override the file."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    def community_model(self) -> Community:
        """The community as the rules know it."""
        zone = ZoneInfo(self.community.timezone)
        return Community(
            name=self.community.name,
            grids=self.community.grids,
            admins=frozenset(self.community.admins),
            zone=zone,
            quiet=QuietHours.parse(self.community.quiet_hours),
            clocks=Clocks(
                categories=tuple(c.model() for c in self.categories) or DEFAULT_CATEGORIES,
                working=WorkingTime(**dict(self.working_hours), zone=zone),
                urgent_respond=read_length(self.urgent.respond),
                urgent_resolve=read_length(self.urgent.resolve),
            ),
            dangers=tuple(Danger(**dict(d)) for d in self.dangers) or DEFAULT_DANGERS,
            organisations=tuple(organisation.name for organisation in self.organisations),
            templates=tuple(Template(**dict(t)) for t in self.templates) or DEFAULT_TEMPLATES,
            confirm_within=_around_the_clock(self.signups.confirm),
            answer_within=_around_the_clock(self.signups.answer),
            points_per_hour=self.hours.points_per_hour,
            streams=with_built_in([Stream(**dict(stream)) for stream in self.streams]),
            door=self._door(),
            remind_always=self.collections.remind_always,
            calendar_url=self.webhook.public_url.rstrip("/") if self._in_webhook_mode() else "",
            forms=tuple(form.model() for form in self.forms) or DEFAULT_FORMS,
            chase=ChasePolicy(
                most=self.registration.reminders,
                apart=timedelta(days=self.registration.reminder_days),
            ),
            file_limit=self.files.largest_megabytes * MEGABYTE,
        )

    def _door(self) -> DoorService:
        slots = read_slots(self.bookings.slots) if self.bookings.slots else ()
        return DoorService(slots=slots, organisation=self.bookings.organisation)

    def _in_webhook_mode(self) -> bool:
        return self.telegram.mode == "webhook"


def _around_the_clock(words: str) -> timedelta:
    length = read_length(words)
    return timedelta(days=length.days, hours=length.hours, minutes=length.minutes)


def load(path: Path) -> Settings:
    """Read the config file and the environment.

    Raises:
        ConfigError: that names every mistake at once.
    """
    try:
        with path.open("rb") as file:
            found = tomllib.load(file)
    except FileNotFoundError as error:
        raise ConfigError(
            f"{path}: there is no such file; copy config.example.toml to begin"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    return build(found, str(path))


def build(values: dict[str, Any], source: str) -> Settings:
    """Settings from values as a config file has them.

    Raises:
        ConfigError: that names every mistake at once.
    """
    values = {"telegram": {}, "community": {}, **values}
    try:
        return Settings(**values)
    except ValidationError as error:
        lines = [f"{source}: {_mistake(dict(item))}" for item in error.errors(include_url=False)]
        raise ConfigError("\n".join(lines)) from None


def _mistake(item: dict[str, Any]) -> str:
    key = ".".join(str(part) for part in item["loc"]) or "config"
    message = item["msg"].removeprefix("Value error, ")
    if item["type"] == "extra_forbidden":
        message = "there is no such key"
    found = f" (found: {item['input']!r})" if _may_be_shown(item) else ""
    return f"{key}: {message}{found}"


def _may_be_shown(item: dict[str, Any]) -> bool:
    """Whether what was found surely is no secret, nor holds one that stands in a wrong place."""
    if item["type"] in {"missing", "extra_forbidden"} or not item["loc"]:
        return False
    if isinstance(item["input"], dict) or _SECRET_KEYS & set(item["loc"]):
        return False
    return len(item["loc"]) > 1 and not _TOKEN.search(str(item["input"]))
