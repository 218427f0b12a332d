"""The whole config: read, checked, and handed to the rules."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.settings.forms import FormSection, RegistrationSection
from bot.settings.sections import (
    BookingsSection,
    CategorySection,
    CollectionsSection,
    CommunitySection,
    DangerSection,
    DatabaseSection,
    FilesSection,
    Health,
    HoursSection,
    LimitsSection,
    LogSection,
    Organisation,
    PointsSection,
    SignupsSection,
    StreamSection,
    Telegram,
    TemplateSection,
    UrgentSection,
    Webhook,
    WorkingHours,
)
from domain.bookings import DoorService
from domain.categories import DEFAULT_CATEGORIES, DEFAULT_DANGERS, Danger
from domain.collections.reading import read_slots
from domain.collections.streams import Stream, with_built_in
from domain.community import Community
from domain.forms.chasing import ChasePolicy
from domain.forms.templates import DEFAULT_TEMPLATES as DEFAULT_FORMS
from domain.notices.templates import DEFAULT_TEMPLATES, Template
from domain.reports.clocks import Clocks
from domain.tables import MEGABYTE
from domain.timing import QuietHours
from domain.workdays import WorkingTime, read_length

_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{20,256}")
"""What Telegram takes (https://core.telegram.org/bots/api#setwebhook), and nobody guesses."""

_SECRET_KEYS = {"token", "token_file", "secret", "proxy"}
_TOKEN = re.compile(r"[0-9]{5,}:[A-Za-z0-9_-]{20,}")


class ConfigError(Exception):
    """The config is wrong; the message names every mistake with its key."""


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
    points: PointsSection = PointsSection()
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
            if not _WEBHOOK_SECRET.fullmatch(given["secret"]):
                raise ValueError("secret must be 20 to 256 of A-Z a-z 0-9 _ -")
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

    @field_validator("organisations")
    @classmethod
    def _give_points_apart(
        cls, organisations: tuple[Organisation, ...], info: ValidationInfo
    ) -> tuple[Organisation, ...]:
        points = info.data.get("points")
        given = [stream for organisation in organisations for stream in organisation.points_for]
        for stream in given:
            if points is not None and stream not in points.streams:
                raise ValueError(f"points_for names {stream}, which points.streams does not have")
            if given.count(stream) > 1:
                raise ValueError(f"points_for names {stream} twice")
        return organisations

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
            points=self.points.model(
                {
                    stream: organisation.name
                    for organisation in self.organisations
                    for stream in organisation.points_for
                }
            ),
            allowances=self.limits.allowances(),
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
