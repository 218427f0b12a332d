"""A community with so many rows of history: what nobody works on any more, and all older than it.

Everything is made inside SQLite, so that a million rows take seconds. No statistics are gathered
(``ANALYZE``), as the bot gathers none.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.migrate import upgrade

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ADMIN, STAFF, RESIDENT = 1, 101, 10_000
GRIDS = tuple(f"第{n}网格" for n in "一二三四五六")
CIRCLES, RESIDENTS = 60, 20_000
OPEN_TICKETS = 100
"""Filed this week, and not over yet; as many whatever lies behind."""

REGULARS, PAGE = 300, 12
"""So many residents have a full page of own reports and of points, whatever lies behind."""

LONG_AGO = timedelta(days=60)
"""How old the newest of the history is, but for what is kept for days only."""

EVENTS = ("file", "take", "close", "rate")
PARTS = {
    "tickets": (0.30, 2 + len(EVENTS)),
    "inbox": (0.15, 1),
    "outbox": (0.15, 1),
    "cards": (0.05, 1),
    "schedules": (0.03, 1),
    "audit": (0.02, 1),
    "receipts": (0.10, 1),
    "entries": (0.10, 1),
    "movements": (0.10, 3),
}
"""What share of the rows each part has, and how many rows belong to one of its things.

A ticket has a household and events, and a movement of points two entries.
"""

FROM_ONE = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"

COMMUNITY = (
    f"INSERT INTO people (id, name, reach) VALUES ({ADMIN}, '王主任', 'open')",
    f"{FROM_ONE} INSERT INTO people (id, name, reach)"
    f" SELECT {STAFF} + i - 1, '网格员' || i, 'open' FROM n WHERE i <= {len(GRIDS)}",
    f"{FROM_ONE} INSERT INTO people (id, name, reach)"
    f" SELECT {RESIDENT} + i - 1, '居民' || i, 'open' FROM n WHERE i <= {RESIDENTS}",
    f"{FROM_ONE} INSERT INTO circles (id, chat_id, title, kind, grid)"
    f" SELECT i, -1000 - i, i || '号楼邻里圈', '邻里圈', 'g' || (i % {len(GRIDS)}) FROM n"
    f" WHERE i <= {CIRCLES}",
    *(f"UPDATE circles SET grid = '{grid}' WHERE grid = 'g{n}'" for n, grid in enumerate(GRIDS)),
    "INSERT INTO members (circle_id, person_id)"
    f" SELECT 1 + id % {CIRCLES}, id FROM people WHERE id >= {RESIDENT}",
    *(f"INSERT INTO staff VALUES ({STAFF + n}, '{grid}', 0)" for n, grid in enumerate(GRIDS)),
)

_WHO = f"{RESIDENT} + i * 7919 % {RESIDENTS}"
"""The resident of the row ``i``: all in turn, and far apart."""

_CIRCLE = f"1 + ({_WHO}) % {CIRCLES}"
_AT = ":then - (:count - i) * 1000"
_PAYLOAD = """printf('{"text": "%0300d"}', i)"""
"""As long as what was typed or said is in the mean."""


HISTORY = {
    "tickets": (
        "INSERT INTO reports (number, circle_id, reporter_id, filed_by, body, state, category,"
        " owner_id, first_owner_id, created_at, respond_by, responded_at, done_at, burning)"
        f" SELECT i, {_CIRCLE}, {_WHO}, {_WHO}, i || '号楼电梯坏了', 'closed', '电梯', {STAFF},"
        f" {STAFF}, {_AT}, {_AT}, {_AT}, {_AT}, {_AT} FROM n",
        "INSERT INTO report_households (number, person_id, at)"
        " SELECT number, reporter_id, created_at FROM reports",
        *(
            "INSERT INTO report_events (number, at, person_id, step, to_state, detail)"
            f" SELECT number, created_at, reporter_id, '{step}', 'closed',"
            f" '{'yes yes' if step == 'rate' else ''}' FROM reports"
            for step in EVENTS
        ),
    ),
    "inbox": (
        "INSERT INTO inbox (source, dedup_key, lane, sender_id, payload, received_at, state,"
        " handled_at, route)"
        f" SELECT 'telegram', 'old:' || i, {_WHO}, {_WHO}, {_PAYLOAD}, :now - i, 'handled', :now - i, 'help'"
        " FROM n",
    ),
    "outbox": (
        "INSERT INTO outbox (chat_id, priority, kind, card, payload, state, attempts, created_at,"
        " finished_at, message_id)"
        f" SELECT {_WHO}, 10, 'say', 'old:' || i, {_PAYLOAD}, 'sent', 1, :then + i, :then + i, i"
        " FROM n",
    ),
    "cards": (
        "INSERT INTO cards (chat_id, name, message_id)"
        " SELECT CASE WHEN i % 2 THEN -1000 - i % 60 ELSE"
        f" {_WHO} END, 'old:' || i, i FROM n",
    ),
    "schedules": (
        "INSERT INTO schedules (kind, subject, due_at, state)"
        f" SELECT 'report.resolve_overdue', i, {_AT}, 'fired' FROM n",
    ),
    "audit": (
        "INSERT INTO audit (at, actor_id, action, subject)"
        f" SELECT {_AT}, {STAFF}, 'test', i FROM n",
    ),
    "receipts": (
        "INSERT INTO notices (id, author_id, state, content, urgent, audience, version,"
        " created_at, sent_at, circles, over)"
        f" SELECT i, {ADMIN}, 'sent', '{{\"body\": {{\"words\": \"今晚停水\"}}}}', 0, NULL, 1, {_AT},"
        f" {_AT}, {CIRCLES}, 1 FROM n WHERE i <= 1 + :count / {RESIDENTS}",
        "INSERT INTO notice_copies (notice_id, circle_id, state, sent_at)"
        " SELECT n.id, c.id, 'sent', n.sent_at FROM notices AS n JOIN circles AS c",
        "INSERT INTO notice_receipts (notice_id, circle_id, person_id, version, at)"
        f" SELECT 1 + (i - 1) / {RESIDENTS}, {_CIRCLE}, {_WHO}, 1, {_AT} FROM n",
    ),
    "entries": (
        "INSERT INTO signups (number, title, organiser_id, state, place, closes_at, over_at,"
        " party_max, public, weekly, conditions, questions, created_at)"
        f" SELECT i, '守桶' || i, {ADMIN}, 'over', '', {_AT}, {_AT}, 1, 1, 0, '{{}}', '[]', {_AT}"
        " FROM n WHERE i <= 1 + :count / 20",
        "INSERT INTO signup_shifts (signup, position, label, seats, starts_at, ends_at)"
        " SELECT number, 0, '', 20, over_at, over_at FROM signups",
        "INSERT INTO signup_circles (signup, circle_id)"
        f" SELECT number, 1 + number % {CIRCLES} FROM signups",
        "INSERT INTO signup_entries (signup, shift, person_id, household, party, seats, whole,"
        " queued, created_at)"
        f" SELECT 1 + i / 20, 0, {_WHO}, 'p' || ({_WHO}), 1, 1, 0, i, {_AT} FROM n",
    ),
    "movements": (
        "INSERT INTO point_accounts (id, kind, key) VALUES (1, 'community', '')",
        "INSERT INTO point_accounts (id, kind, key) SELECT id, 'household', 'p' || id FROM people"
        f" WHERE id >= {RESIDENT}",
        "INSERT INTO point_movements (id, at, kind, words, source_key, by_id)"
        f" SELECT i, {_AT}, 'checkin', '有害垃圾', 'old:' || i, {STAFF} FROM n",
        f"INSERT INTO point_entries SELECT {_WHO}, i, 2 FROM n",
        "INSERT INTO point_entries SELECT 1, i, -2 FROM n",
    ),
}

_REGULAR = f"{RESIDENT} + i / {PAGE}"
"""Each regular has a page of everything, whatever lies behind it."""

PRESENT = (
    "INSERT INTO reports (circle_id, reporter_id, filed_by, body, state, category, created_at,"
    " respond_by, resolve_due, burning)"
    f" SELECT {_CIRCLE}, {_WHO}, {_WHO}, i || '号楼信箱锁丢了', 'waiting', '其他',"
    " :now - i * 600000, :now + i * 60000, :now + i * 6000000, :now + i * 60000 FROM n"
    f" WHERE i <= {OPEN_TICKETS}",
    "INSERT INTO reports (circle_id, reporter_id, filed_by, body, state, category, created_at)"
    f" SELECT 1, {_REGULAR}, {_REGULAR}, i || '号楼停水了', 'closed', '其他', :then + i FROM n",
    "INSERT INTO point_movements (at, kind, words, source_key)"
    " SELECT :then + i, 'checkin', '有害垃圾', 'new:' || i FROM n",
    f"INSERT INTO point_entries SELECT {_REGULAR}, m.id, 2 FROM n"
    " JOIN point_movements AS m ON m.source_key = 'new:' || i",
    "INSERT INTO point_entries SELECT 1, id, -2 FROM point_movements"
    " WHERE source_key LIKE 'new:%'",
)


def fill(path: Path, rows: int) -> None:
    """Make a database with so many rows of history in all.

    Args:
        path: a new file.
        rows: how many; the people and the open tickets are not among them.
    """
    upgrade(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        for statement in COMMUNITY:
            connection.execute(statement, {"count": RESIDENTS})
        for part, (share, each) in PARTS.items():
            for statement in HISTORY[part]:
                _run(connection, statement, max(1, round(rows * share / each)))
        for statement in PRESENT:
            _run(connection, statement, REGULARS * PAGE)


def _run(connection: sqlite3.Connection, statement: str, count: int) -> None:
    now, then = (round(at.timestamp() * 1000) for at in (NOW, NOW - LONG_AGO))
    connection.execute(f"{FROM_ONE} {statement}", {"count": count, "now": now, "then": then})
