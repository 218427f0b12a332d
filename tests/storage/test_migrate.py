"""How migrations are applied, whatever the library or SQLite make of it."""

import sqlite3
from contextlib import closing

from storage.migrate import apply

STATEMENTS = """\
CREATE TABLE recipes (name TEXT NOT NULL) STRICT;
SELECT 'an answer that nobody asked for';
ALTER TABLE recipes ADD COLUMN author TEXT NOT NULL DEFAULT '';
"""


def test_what_a_statement_answers_is_not_printed(tmp_path, capfd):
    """What is printed would stand among the lines of the log, and before those of a command."""
    folder, database = tmp_path / "migrations", tmp_path / "town.db"
    folder.mkdir()
    (folder / "0001_recipes.sql").write_text(STATEMENTS, encoding="utf-8")
    apply(folder, database)
    with closing(sqlite3.connect(database)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(recipes)")]
    assert columns == ["name", "author"]
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")
