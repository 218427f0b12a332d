-- Fixed-time collections, who comes to them, what came of them; bookings at the door; calendars.

CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'active', 'ended')),
    place TEXT NOT NULL,
    payload TEXT NOT NULL,
    done_until INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX collections_place ON collections (place) WHERE state = 'active';
CREATE INDEX collections_active ON collections (id) WHERE state = 'active';
CREATE INDEX collections_drafts ON collections (created_at) WHERE state = 'draft';

CREATE TABLE collection_circles (
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    collection_id INTEGER NOT NULL REFERENCES collections (id),
    PRIMARY KEY (circle_id, collection_id)
) STRICT;
CREATE INDEX collection_circles_collection ON collection_circles (collection_id);

CREATE TABLE collection_comers (
    collection_id INTEGER NOT NULL REFERENCES collections (id),
    day TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    circle_id INTEGER NOT NULL,
    PRIMARY KEY (collection_id, day, person_id)
) STRICT;
CREATE INDEX collection_comers_person ON collection_comers (person_id);

CREATE TABLE collection_tallies (
    collection_id INTEGER NOT NULL REFERENCES collections (id),
    day TEXT NOT NULL,
    households INTEGER,
    weights TEXT NOT NULL DEFAULT '{}',
    entered_by INTEGER,
    PRIMARY KEY (collection_id, day)
) STRICT;

CREATE TABLE calendar_addresses (
    circle_id INTEGER PRIMARY KEY REFERENCES circles (id),
    token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE bookings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection_id INTEGER NOT NULL REFERENCES collections (id),
    day TEXT NOT NULL,
    slot INTEGER NOT NULL,
    seat INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    building TEXT NOT NULL,
    unit TEXT NOT NULL,
    room TEXT NOT NULL,
    things TEXT NOT NULL,
    photo TEXT,
    floor INTEGER NOT NULL,
    lift INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'booked'
        CHECK (state IN ('booked', 'on_way', 'taken', 'missed', 'refused', 'cancelled')),
    reason TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
) STRICT;
-- A seat of a slot belongs to one booking at a time, whatever the code above it gets wrong.
CREATE UNIQUE INDEX bookings_seat ON bookings (collection_id, day, slot, seat) WHERE state <> 'cancelled';
CREATE INDEX bookings_collection ON bookings (collection_id, day);
CREATE INDEX bookings_person ON bookings (person_id, id);
