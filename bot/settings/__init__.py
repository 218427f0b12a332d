"""``config.toml`` and the environment, checked all at once."""

from bot.settings.loading import ConfigError, Settings, build, load

__all__ = ["ConfigError", "Settings", "build", "load"]
