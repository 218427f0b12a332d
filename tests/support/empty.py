"""A database with the schema of today and nothing in it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.migrate import upgrade


@cache
def _content():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        upgrade(path)
        return path.read_bytes()


def put_empty(path):
    """Put one there; it is made once for all."""
    path.write_bytes(_content())
