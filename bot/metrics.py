"""Figures for Prometheus; one set per running bot."""

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from storage.uow import Database

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)


class Metrics:
    """What an operator watches: is it fetching, is anything piling up, what became of it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.sends = Counter(
            "linliquan_sends",
            "Calls that send or edit, by result",
            ["result"],
            registry=self.registry,
        )
        self.handled = Histogram(
            "linliquan_handler_seconds",
            "Time from taking an inbox row to its effects",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.failures = Counter(
            "linliquan_inbox_failures",
            "Attempts that failed, by result",
            ["result"],
            registry=self.registry,
        )
        self.last_poll = Gauge(
            "linliquan_last_poll_timestamp_seconds",
            "Last answer to getUpdates",
            registry=self.registry,
        )
        self._depth = Gauge(
            "linliquan_queue_depth", "Rows that wait", ["queue"], registry=self.registry
        )
        self._age = Gauge(
            "linliquan_queue_oldest_seconds", "Age of the oldest", ["queue"], registry=self.registry
        )

    async def page(self, database: Database, now: datetime) -> bytes:
        """All figures in Prometheus' text format."""
        async with database.transaction() as uow:
            backlogs = {"inbox": await uow.inbox.backlog(), "outbox": await uow.outbox.backlog()}
        for name, backlog in backlogs.items():
            self._depth.labels(name).set(backlog.depth)
            age = (now - backlog.oldest).total_seconds() if backlog.oldest else 0.0
            self._age.labels(name).set(max(0.0, age))
        return generate_latest(self.registry)
