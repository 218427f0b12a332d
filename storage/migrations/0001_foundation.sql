-- Instants are milliseconds since 1970 UTC; ids of people and chats are Telegram's, 64 bits.

CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL CHECK (source IN ('telegram', 'schedule', 'sender')),
    dedup_key TEXT,
    lane INTEGER NOT NULL,
    sender_id INTEGER,
    payload TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'handled', 'dead', 'quarantined')),
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    handled_at INTEGER,
    route TEXT,
    error TEXT
) STRICT;
CREATE UNIQUE INDEX inbox_dedup ON inbox (source, dedup_key) WHERE dedup_key IS NOT NULL;
CREATE INDEX inbox_pending ON inbox (id) WHERE state = 'pending';
CREATE INDEX inbox_pending_lane ON inbox (lane, id) WHERE state = 'pending';
CREATE INDEX inbox_not_before ON inbox (not_before) WHERE state = 'pending';
CREATE INDEX inbox_handled_at ON inbox (handled_at) WHERE handled_at IS NOT NULL;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    kind TEXT NOT NULL,
    card TEXT,
    payload TEXT NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'sending', 'unknown', 'held', 'sent', 'dead', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    message_id INTEGER,
    error TEXT
) STRICT;
CREATE INDEX outbox_ready ON outbox (priority, id) WHERE state IN ('waiting', 'unknown');
CREATE INDEX outbox_chat ON outbox (chat_id, priority, id) WHERE state IN ('waiting', 'unknown', 'sending');
CREATE INDEX outbox_not_before ON outbox (not_before) WHERE state IN ('waiting', 'unknown');
CREATE INDEX outbox_held ON outbox (chat_id, id) WHERE state = 'held';
CREATE INDEX outbox_finished_at ON outbox (finished_at) WHERE finished_at IS NOT NULL;
CREATE UNIQUE INDEX outbox_coalesced ON outbox (chat_id, card) WHERE state = 'waiting' AND kind IN ('edit', 'menu');

CREATE TABLE cards (
    chat_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (chat_id, name)
) STRICT;

CREATE INDEX cards_message ON cards (chat_id, message_id);

CREATE TABLE schedules (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    expires_at INTEGER,
    lane INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fired', 'lapsed', 'cancelled')),
    reason TEXT,
    UNIQUE (kind, subject, due_at)
) STRICT;
CREATE INDEX schedules_due ON schedules (due_at) WHERE state = 'waiting';

CREATE TABLE dialogs (
    person_id INTEGER PRIMARY KEY,
    route TEXT NOT NULL,
    data TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id INTEGER,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    username TEXT,
    lang TEXT NOT NULL DEFAULT 'zh',
    lang_chosen INTEGER NOT NULL DEFAULT 0,
    reach TEXT NOT NULL DEFAULT 'unknown' CHECK (reach IN ('unknown', 'open', 'closed')),
    building TEXT,
    unit TEXT,
    room TEXT
) STRICT;

CREATE TABLE circles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL UNIQUE,
    former_chat_id INTEGER,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    grid TEXT,
    lang TEXT NOT NULL DEFAULT 'zh',
    active INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX circles_grid ON circles (grid);
CREATE INDEX circles_former_chat ON circles (former_chat_id) WHERE former_chat_id IS NOT NULL;

CREATE TABLE members (
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    captain INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (circle_id, person_id)
) STRICT;
CREATE INDEX members_person ON members (person_id);

CREATE TABLE staff (
    person_id INTEGER NOT NULL REFERENCES people (id),
    grid TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (person_id, grid)
) STRICT;
CREATE INDEX staff_grid ON staff (grid);

CREATE TABLE invites (
    token_hash TEXT PRIMARY KEY,
    grid TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    used_by INTEGER
) STRICT;

CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    reporter_id INTEGER,
    filed_by INTEGER NOT NULL,
    body TEXT NOT NULL,
    photo TEXT,
    anonymous INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    owner_id INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_reporter ON reports (reporter_id, number);
CREATE INDEX reports_open ON reports (circle_id, number) WHERE state <> 'closed';

CREATE TABLE report_events (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES reports (number),
    at INTEGER NOT NULL,
    person_id INTEGER,
    step TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX report_events_number ON report_events (number, id);

CREATE TABLE report_households (
    number INTEGER NOT NULL REFERENCES reports (number),
    person_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (number, person_id)
) STRICT;

CREATE TABLE report_alerts (
    number INTEGER NOT NULL REFERENCES reports (number),
    person_id INTEGER NOT NULL,
    PRIMARY KEY (number, person_id)
) STRICT;
