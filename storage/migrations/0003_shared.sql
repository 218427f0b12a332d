-- Six-digit codes that are entered once, and the wrong guesses at them.

CREATE TABLE codes (
    id INTEGER PRIMARY KEY,
    purpose TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    code_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    used_by INTEGER
) STRICT;
CREATE INDEX codes_hash ON codes (purpose, code_hash);
CREATE INDEX codes_person ON codes (person_id, purpose, subject);
CREATE INDEX codes_expires ON codes (expires_at);
CREATE INDEX codes_used_by ON codes (used_by) WHERE used_by IS NOT NULL;

CREATE TABLE code_guesses (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX code_guesses_person ON code_guesses (person_id, at);
CREATE INDEX code_guesses_at ON code_guesses (at);
