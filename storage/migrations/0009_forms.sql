-- Registration forms. What people answer is sealed (storage/cipher.py); nothing of it stands here in the clear.

CREATE TABLE forms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    erases_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'erased')),
    columns TEXT NOT NULL DEFAULT '[]',
    headings TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX forms_open ON forms (id) WHERE state = 'open';

CREATE TABLE form_circles (
    form_id INTEGER NOT NULL REFERENCES forms (id),
    circle_id INTEGER NOT NULL REFERENCES circles (id),
    PRIMARY KEY (form_id, circle_id)
) STRICT;
CREATE INDEX form_circles_circle ON form_circles (circle_id, form_id);

CREATE TABLE form_plans (
    person_id INTEGER PRIMARY KEY,
    payload TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX form_plans_changed ON form_plans (changed_at);

CREATE TABLE form_drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form_id INTEGER NOT NULL REFERENCES forms (id),
    circle_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    home TEXT NOT NULL,
    proxy INTEGER NOT NULL,
    asked TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    UNIQUE (form_id, person_id, subject)
) STRICT;
CREATE INDEX form_drafts_person ON form_drafts (person_id, changed_at);

CREATE TABLE form_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form_id INTEGER NOT NULL REFERENCES forms (id),
    circle_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    home TEXT NOT NULL,
    person_id INTEGER,
    proxy INTEGER NOT NULL,
    version INTEGER NOT NULL,
    current INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'passed', 'returned')),
    returned TEXT NOT NULL DEFAULT '',
    flags TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL,
    checked_by INTEGER,
    checked_at INTEGER,
    sealed TEXT NOT NULL,
    UNIQUE (form_id, subject, version)
) STRICT;
CREATE UNIQUE INDEX form_answers_current ON form_answers (form_id, subject) WHERE current = 1;
CREATE INDEX form_answers_circle ON form_answers (form_id, circle_id, state) WHERE current = 1;
CREATE INDEX form_answers_person ON form_answers (person_id, id) WHERE person_id IS NOT NULL;

CREATE TABLE form_numbers (
    form_id INTEGER NOT NULL,
    mac TEXT NOT NULL,
    answer_id INTEGER NOT NULL REFERENCES form_answers (id) ON DELETE CASCADE,
    PRIMARY KEY (form_id, mac, answer_id)
) STRICT;
CREATE INDEX form_numbers_answer ON form_numbers (answer_id);

CREATE TABLE form_reminders (
    form_id INTEGER NOT NULL REFERENCES forms (id),
    subject TEXT NOT NULL,
    times INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (form_id, subject)
) STRICT;
CREATE INDEX form_reminders_subject ON form_reminders (subject);

CREATE TABLE form_counts (
    form_id INTEGER NOT NULL REFERENCES forms (id),
    circle_id INTEGER NOT NULL,
    building TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (form_id, circle_id, building)
) STRICT;
