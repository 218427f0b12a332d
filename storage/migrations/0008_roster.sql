-- Tables that people send, between their reading and the answer to what was read.

CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    content BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX files_person ON files (person_id);
CREATE INDEX files_expires ON files (expires_at);
