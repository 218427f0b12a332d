"""One line per thing that happened, without words or data of people and without the token."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

import structlog

_NOISY = ("aiohttp", "telegram", "apscheduler", "uvicorn", "yoyo", "aiosqlite", "asyncio")


def set_up(level: str, form: str, secrets: tuple[str, ...], stream: TextIO | None = None) -> None:
    """Configure logging for the process.

    Args:
        level: ``debug``, ``info``, ``warning`` or ``error``.
        form: ``text`` or ``json``.
        secrets: strings that are replaced wherever they would appear, such as the token.
        stream: where the lines go; standard error unless told.
    """
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _Redact(tuple(secret for secret in secrets if secret)),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.processors.LogfmtRenderer(
            key_order=["timestamp", "level", "event"], drop_missing=True, bool_as_flag=False
        )
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def where(error: BaseException) -> str:
    """What failed and where, on one line and without the values that were at hand."""
    frames = traceback.extract_tb(error.__traceback__)
    path = " > ".join(f"{Path(f.filename).stem}.{f.name}:{f.lineno}" for f in frames)
    return f"{type(error).__name__} at {path}"


class _Redact:
    """Replaces secrets in every value of a log line.

    python-telegram-bot repeats the token in some of its errors, and aiohttp may in its URLs.
    """

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = secrets

    def __call__(
        self, _logger: object, _method: str, line: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        for key, value in line.items():
            if not (value is None or key.startswith("_") or isinstance(value, int | float)):
                line[key] = self._clean(str(value))
        return line

    def _clean(self, words: str) -> str:
        for secret in self._secrets:
            words = words.replace(secret, "[token]").replace(quote(secret, safe=""), "[token]")
        return words.replace("\n", " ⏎ ")
