-- Points and gifts. The entries of a movement sum to zero, and nothing of the ledger is ever edited.

CREATE TABLE point_accounts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('household', 'reserved', 'community', 'partner', 'gifts')),
    key TEXT NOT NULL,
    ranked INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, key)
) STRICT;
CREATE INDEX point_accounts_ranked ON point_accounts (key) WHERE ranked = 1;

CREATE TABLE point_movements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    source_key TEXT UNIQUE,
    by_id INTEGER,
    reverses INTEGER UNIQUE REFERENCES point_movements (id)
) STRICT;
CREATE INDEX point_movements_at ON point_movements (at);
CREATE INDEX point_movements_by ON point_movements (by_id) WHERE by_id IS NOT NULL;

CREATE TABLE point_entries (
    account_id INTEGER NOT NULL REFERENCES point_accounts (id),
    movement_id INTEGER NOT NULL REFERENCES point_movements (id),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (account_id, movement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX point_entries_movement ON point_entries (movement_id);

CREATE TABLE point_visits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES point_accounts (id),
    person_id INTEGER,
    at INTEGER NOT NULL,
    by_id INTEGER,
    UNIQUE (collection_id, day, account_id),
    UNIQUE (collection_id, day, person_id)
) STRICT;
CREATE INDEX point_visits_person ON point_visits (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX point_visits_by ON point_visits (by_id) WHERE by_id IS NOT NULL;

CREATE TABLE gifts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    price INTEGER NOT NULL CHECK (price > 0),
    stock INTEGER NOT NULL CHECK (stock >= 0),
    photo TEXT,
    offered INTEGER NOT NULL
) STRICT;

CREATE TABLE gift_stock (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    gift_id INTEGER NOT NULL REFERENCES gifts (id),
    at INTEGER NOT NULL,
    change INTEGER NOT NULL CHECK (change <> 0),
    cause TEXT NOT NULL,
    by_id INTEGER
) STRICT;
CREATE INDEX gift_stock_gift ON gift_stock (gift_id);
CREATE INDEX gift_stock_at ON gift_stock (at);
CREATE INDEX gift_stock_by ON gift_stock (by_id) WHERE by_id IS NOT NULL;

CREATE TABLE gift_orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    gift_id INTEGER NOT NULL REFERENCES gifts (id),
    price INTEGER NOT NULL CHECK (price > 0),
    account_id INTEGER NOT NULL REFERENCES point_accounts (id),
    person_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('kept', 'redeemed', 'cancelled', 'expired', 'returned')),
    source TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_by INTEGER
) STRICT;
CREATE INDEX gift_orders_account ON gift_orders (account_id, id);
CREATE INDEX gift_orders_kept ON gift_orders (gift_id) WHERE state = 'kept';
CREATE INDEX gift_orders_person ON gift_orders (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX gift_orders_ended_by ON gift_orders (ended_by) WHERE ended_by IS NOT NULL;

CREATE INDEX people_address ON people (building, unit, room) WHERE room IS NOT NULL;
