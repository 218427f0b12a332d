-- The ledger of volunteers' hours, and group-buys.

-- Entries are only added; root is the first entry of the same volunteer in the same shift.
CREATE TABLE hours_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    root INTEGER REFERENCES hours_entries (id),
    kind TEXT NOT NULL CHECK (kind IN ('attendance', 'correction')),
    person_id INTEGER,
    name TEXT NOT NULL DEFAULT '',
    household TEXT NOT NULL DEFAULT '',
    signup_id INTEGER NOT NULL,
    circle_id INTEGER REFERENCES circles (id),
    title TEXT NOT NULL,
    shift_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    points INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    recorded_by INTEGER,
    recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX hours_entries_person ON hours_entries (person_id, shift_at);
CREATE INDEX hours_entries_shift ON hours_entries (signup_id, shift_at);
CREATE INDEX hours_entries_root ON hours_entries (root);
CREATE INDEX hours_entries_circle ON hours_entries (circle_id) WHERE root IS NULL;
CREATE INDEX hours_entries_year ON hours_entries (shift_at);
CREATE INDEX hours_entries_unclaimed ON hours_entries (household, name) WHERE person_id IS NULL;
CREATE INDEX hours_entries_recorded_by ON hours_entries (recorded_by);
