-- Cards under pictures, topics for notices; notices and who has confirmed them.

ALTER TABLE cards ADD COLUMN captioned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE circles ADD COLUMN thread INTEGER;
CREATE INDEX outbox_card ON outbox (card) WHERE kind = 'say' AND card IS NOT NULL;

CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author_id INTEGER NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'scheduled', 'paused', 'sent', 'stopped', 'cancelled', 'withdrawn')),
    content TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    audience TEXT,
    version INTEGER NOT NULL,
    pending TEXT,
    created_at INTEGER NOT NULL,
    send_at INTEGER,
    sent_at INTEGER,
    corrected_at INTEGER,
    circles INTEGER NOT NULL,
    over INTEGER NOT NULL,
    recurrence TEXT,
    series_id INTEGER
) STRICT;
CREATE INDEX notices_author ON notices (author_id, id);
CREATE INDEX notices_waiting ON notices (id) WHERE state IN ('scheduled', 'paused');
CREATE INDEX notices_drafts ON notices (created_at) WHERE state = 'draft';

CREATE TABLE notice_copies (
    notice_id INTEGER NOT NULL REFERENCES notices (id),
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'stopped')),
    error TEXT,
    sent_at INTEGER,
    reminded_at INTEGER,
    PRIMARY KEY (notice_id, circle_id)
) STRICT;
CREATE INDEX notice_copies_circle ON notice_copies (circle_id, notice_id);
CREATE INDEX notice_copies_waiting ON notice_copies (notice_id) WHERE state IN ('waiting', 'failed');

CREATE TABLE notice_receipts (
    notice_id INTEGER NOT NULL REFERENCES notices (id),
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    person_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by_id INTEGER,
    how TEXT CHECK (how IN ('phone', 'visit')),
    PRIMARY KEY (notice_id, circle_id, person_id)
) STRICT;
CREATE INDEX notice_receipts_person ON notice_receipts (person_id);
CREATE INDEX notice_receipts_by ON notice_receipts (by_id) WHERE by_id IS NOT NULL;

CREATE TABLE notice_watchers (
    notice_id INTEGER NOT NULL REFERENCES notices (id),
    circle_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    PRIMARY KEY (notice_id, circle_id, person_id)
) STRICT;
CREATE INDEX notice_watchers_person ON notice_watchers (person_id);
