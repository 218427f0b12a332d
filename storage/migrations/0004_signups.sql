-- Sign-ups: lists of seats in shifts, who is on them, and who came.

CREATE TABLE signups (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    organiser_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled', 'over')),
    place TEXT NOT NULL,
    closes_at INTEGER,
    over_at INTEGER,
    party_max INTEGER NOT NULL,
    waiting_max INTEGER,
    public INTEGER NOT NULL,
    weekly INTEGER NOT NULL,
    conditions TEXT NOT NULL,
    questions TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX signups_organiser ON signups (organiser_id);

CREATE TABLE signup_shifts (
    signup INTEGER NOT NULL REFERENCES signups (number),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    seats INTEGER,
    starts_at INTEGER,
    ends_at INTEGER,
    PRIMARY KEY (signup, position)
) STRICT;

CREATE TABLE signup_circles (
    signup INTEGER NOT NULL REFERENCES signups (number),
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    PRIMARY KEY (signup, circle_id)
) STRICT;
CREATE INDEX signup_circles_circle ON signup_circles (circle_id, signup);

-- An entry that has ended stays, as what became of it is told to the organiser.
CREATE TABLE signup_entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    signup INTEGER NOT NULL,
    shift INTEGER NOT NULL,
    person_id INTEGER,
    name TEXT NOT NULL DEFAULT '',
    building TEXT,
    unit TEXT,
    room TEXT,
    household TEXT NOT NULL,
    sole TEXT,
    party INTEGER NOT NULL CHECK (party > 0),
    seats INTEGER NOT NULL CHECK (seats >= 0),
    offered INTEGER NOT NULL DEFAULT 0 CHECK (offered >= 0),
    offered_until INTEGER,
    whole INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    asking INTEGER NOT NULL DEFAULT 0,
    unconfirmed INTEGER NOT NULL DEFAULT 0,
    stands_for_id INTEGER,
    note TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    late INTEGER NOT NULL DEFAULT 0,
    CHECK (seats + offered <= party),
    FOREIGN KEY (signup, shift) REFERENCES signup_shifts (signup, position)
) STRICT;
CREATE UNIQUE INDEX signup_entries_person ON signup_entries (person_id, signup, shift)
    WHERE ended_at IS NULL AND person_id IS NOT NULL;
CREATE UNIQUE INDEX signup_entries_sole ON signup_entries (signup, sole)
    WHERE ended_at IS NULL AND sole IS NOT NULL;
CREATE INDEX signup_entries_room ON signup_entries (signup, shift, seats, offered, party)
    WHERE ended_at IS NULL;
CREATE INDEX signup_entries_queue ON signup_entries (signup, shift, queued)
    WHERE ended_at IS NULL AND party > seats + offered;
CREATE INDEX signup_entries_seated ON signup_entries (signup, number)
    WHERE ended_at IS NULL AND seats > 0;
CREATE INDEX signup_entries_queued ON signup_entries (signup, queued);
CREATE INDEX signup_entries_unclaimed ON signup_entries (building, unit, room)
    WHERE ended_at IS NULL AND person_id IS NULL;
CREATE INDEX signup_entries_of_person ON signup_entries (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE signup_answers (
    entry INTEGER NOT NULL REFERENCES signup_entries (number),
    question INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (entry, question)
) STRICT;

CREATE TABLE signup_attendance (
    entry INTEGER PRIMARY KEY REFERENCES signup_entries (number),
    signup INTEGER NOT NULL,
    shift INTEGER NOT NULL,
    person_id INTEGER,
    household TEXT NOT NULL,
    seats INTEGER NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('present', 'absent', 'excused', 'replaced')),
    minutes INTEGER NOT NULL,
    stand_in_id INTEGER,
    served_at INTEGER NOT NULL,
    marked_by INTEGER
) STRICT;
CREATE INDEX signup_attendance_signup ON signup_attendance (signup, shift);
CREATE INDEX signup_attendance_person ON signup_attendance (person_id, served_at);

-- Who asked not to be named when people are missing.
CREATE TABLE signup_optouts (
    person_id INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE signup_drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    payload TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX signup_drafts_created ON signup_drafts (created_at);
