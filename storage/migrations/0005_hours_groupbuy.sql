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
    shift INTEGER NOT NULL DEFAULT 0,
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

-- Prices are in 分.
CREATE TABLE groupbuys (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    organiser_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'failed', 'cancelled')),
    deadline INTEGER,
    pickup_at INTEGER,
    pickup_until TEXT NOT NULL,
    pickup_place TEXT NOT NULL,
    goal_portions INTEGER NOT NULL,
    goal_fen INTEGER NOT NULL,
    public INTEGER NOT NULL,
    note TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX groupbuys_organiser ON groupbuys (organiser_id, number);
CREATE INDEX groupbuys_drafts ON groupbuys (created_at) WHERE state = 'draft';

CREATE TABLE groupbuy_circles (
    number INTEGER NOT NULL REFERENCES groupbuys (number),
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    PRIMARY KEY (number, circle_id)
) STRICT;
CREATE INDEX groupbuy_circles_circle ON groupbuy_circles (circle_id, number);

CREATE TABLE groupbuy_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL REFERENCES groupbuys (number),
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price > 0),
    stock INTEGER,
    least INTEGER NOT NULL,
    most INTEGER,
    ordered INTEGER NOT NULL DEFAULT 0 CHECK (ordered >= 0),
    CHECK (stock IS NULL OR ordered <= stock)
) STRICT;
CREATE INDEX groupbuy_items_number ON groupbuy_items (number, id);

CREATE TABLE groupbuy_buyers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL REFERENCES groupbuys (number),
    household TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    paid_by INTEGER,
    paid_at INTEGER,
    collected_by INTEGER,
    collected_at INTEGER,
    UNIQUE (number, household)
) STRICT;

-- Who of a household with Telegram ordered, and so is told.
CREATE TABLE groupbuy_people (
    number INTEGER NOT NULL REFERENCES groupbuys (number),
    person_id INTEGER NOT NULL,
    buyer_id INTEGER NOT NULL REFERENCES groupbuy_buyers (id),
    PRIMARY KEY (number, person_id)
) STRICT;
CREATE INDEX groupbuy_people_buyer ON groupbuy_people (buyer_id);
CREATE INDEX groupbuy_people_person ON groupbuy_people (person_id);

CREATE TABLE groupbuy_orders (
    buyer_id INTEGER NOT NULL REFERENCES groupbuy_buyers (id),
    item_id INTEGER NOT NULL REFERENCES groupbuy_items (id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (buyer_id, item_id)
) STRICT;
CREATE INDEX groupbuy_orders_item ON groupbuy_orders (item_id);

-- Lists that an organiser pasted and has not confirmed yet.
CREATE TABLE groupbuy_pastes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL REFERENCES groupbuys (number),
    person_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX groupbuy_pastes_created ON groupbuy_pastes (created_at);
CREATE INDEX groupbuy_pastes_number ON groupbuy_pastes (number);
