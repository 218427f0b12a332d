-- The full life of a ticket: clocks, hand-overs, conversation, follow-up, duty and partners.

ALTER TABLE reports ADD COLUMN category TEXT NOT NULL DEFAULT '其他';
ALTER TABLE reports ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN first_owner_id INTEGER;
ALTER TABLE reports ADD COLUMN organisation TEXT;
ALTER TABLE reports ADD COLUMN target_id INTEGER;
ALTER TABLE reports ADD COLUMN handed_by_id INTEGER;
ALTER TABLE reports ADD COLUMN handovers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN reopenings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN contested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN out_of_scope INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN merged_into INTEGER;
ALTER TABLE reports ADD COLUMN held_until INTEGER;
ALTER TABLE reports ADD COLUMN respond_by INTEGER;
ALTER TABLE reports ADD COLUMN resolve_from INTEGER;
ALTER TABLE reports ADD COLUMN resolve_due INTEGER;
ALTER TABLE reports ADD COLUMN resolve_used INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN responded_at INTEGER;
ALTER TABLE reports ADD COLUMN done_at INTEGER;
ALTER TABLE reports ADD COLUMN households INTEGER NOT NULL DEFAULT 1;
ALTER TABLE reports ADD COLUMN burning INTEGER NOT NULL DEFAULT 0;

UPDATE reports SET first_owner_id = owner_id,
    households = MAX(1, (
        SELECT COUNT(DISTINCT CASE WHEN p.room IS NULL THEN 'p' || h.person_id
            ELSE 'a' || p.building || '-' || p.unit || '-' || p.room END)
        FROM report_households AS h LEFT JOIN people AS p ON p.id = h.person_id
        WHERE h.number = reports.number));

DROP INDEX reports_open;
CREATE INDEX reports_open ON reports (circle_id, burning)
    WHERE state IN ('waiting', 'taken', 'transferred', 'held');
CREATE INDEX reports_open_burning ON reports (burning)
    WHERE state IN ('waiting', 'taken', 'transferred', 'held');
CREATE INDEX reports_open_similar ON reports (circle_id, category, number)
    WHERE state IN ('waiting', 'taken', 'transferred', 'held');
CREATE INDEX reports_organisation ON reports (organisation, burning)
    WHERE state IN ('waiting', 'taken', 'transferred', 'held') AND organisation IS NOT NULL;
CREATE INDEX reports_created ON reports (created_at);

CREATE TABLE report_photos (
    number INTEGER NOT NULL REFERENCES reports (number),
    file_id TEXT NOT NULL,
    PRIMARY KEY (number, file_id)
) STRICT;
INSERT INTO report_photos (number, file_id) SELECT number, photo FROM reports WHERE photo IS NOT NULL;
ALTER TABLE reports DROP COLUMN photo;

ALTER TABLE report_events ADD COLUMN detail TEXT NOT NULL DEFAULT '';
ALTER TABLE report_events ADD COLUMN photo TEXT;

CREATE TABLE report_albums (
    chat_id INTEGER NOT NULL,
    album TEXT NOT NULL,
    number INTEGER REFERENCES reports (number),
    draft_id INTEGER,
    PRIMARY KEY (chat_id, album)
) STRICT;

CREATE TABLE report_drafts (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    payload TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_drafts_created ON report_drafts (created_at);

CREATE TABLE report_ratings (
    number INTEGER NOT NULL REFERENCES reports (number),
    person_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    solved TEXT,
    satisfied TEXT,
    PRIMARY KEY (number, person_id, round)
) STRICT;

CREATE TABLE duty (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    on_duty INTEGER NOT NULL,
    deputy_id INTEGER
) STRICT;

CREATE TABLE partners (
    person_id INTEGER NOT NULL REFERENCES people (id),
    organisation TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (person_id, organisation)
) STRICT;
CREATE INDEX partners_organisation ON partners (organisation);

ALTER TABLE invites ADD COLUMN organisation TEXT;

CREATE INDEX schedules_subject ON schedules (subject) WHERE state = 'waiting';

CREATE INDEX reports_open_oldest ON reports (number)
    WHERE state IN ('waiting', 'taken', 'transferred', 'held');
CREATE INDEX report_events_outcome ON report_events (number, id) WHERE step IN ('rate', 'reopen');
