-- Tables that people send, between their reading and the answer to what was read; sealed (storage/sealing.py).

CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    content TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX files_person ON files (person_id);
CREATE INDEX files_expires ON files (expires_at);

-- Which households there are. A building that nobody knows the circle of has none. Who lives there, their phone and
-- the note are sealed in one column, which is empty where nothing of that is known.
CREATE TABLE households (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    building TEXT NOT NULL,
    unit TEXT NOT NULL,
    room TEXT NOT NULL,
    circle_id INTEGER REFERENCES circles (id),
    people INTEGER,
    sealed TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (building, unit, room)
) STRICT;
CREATE INDEX households_circle ON households (circle_id);

-- Who has bound an address that is in no list, until a captain says whether it is theirs.
CREATE TABLE household_claims (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    building TEXT NOT NULL,
    unit TEXT NOT NULL,
    room TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX household_claims_circle ON household_claims (circle_id);
