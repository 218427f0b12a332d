import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sandbox.images import identify

PHOTO_LIMIT = 10 * 1024 * 1024
DOCUMENT_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes a bot may send as a photo, as a document, and fetch with getFile (Bot API manual)."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that someone sent, with the JSON object by which a message names it."""

    content: bytes
    mime_type: str
    path: str
    kind: str
    data: dict[str, Any]

    @property
    def file_id(self) -> str:
        """The id by which the bot asks for it."""
        return str(self.data["file_id"])


class FileStore:
    """Every photo and document that was ever sent, by file id and by download path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with this `file_path`."""
        return self._by_path.get(path)

    def add_photo(self, content: bytes) -> StoredFile:
        """Keep a picture.

        Raises:
            ValueError: if it is not a PNG, JPEG, GIF or WebP image.
        """
        image = identify(content)
        if image is None:
            raise ValueError("this is not a PNG, JPEG, GIF or WebP image")
        data = self._identity("AgACAgQAAx", content) | {
            "width": image.width,
            "height": image.height,
        }
        return self._keep(content, image.mime_type, f"photos/file_{len(self._by_id)}.jpg", data)

    def add_document(self, name: str, content: bytes, mime_type: str | None = None) -> StoredFile:
        """Keep a file under its name; the type is guessed from the name where none is given."""
        kind = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        data = self._identity("BQACAgQAAx", content) | {"file_name": name, "mime_type": kind}
        suffix = PurePath(name).suffix
        return self._keep(content, kind, f"documents/file_{len(self._by_id)}{suffix}", data)

    def _identity(self, prefix: str, content: bytes) -> dict[str, Any]:
        digest = hashlib.sha256(content).hexdigest()
        return {
            "file_id": f"{prefix}{len(self._by_id):08d}{digest[:40]}",
            "file_unique_id": f"AQAD{digest[:12]}",
            "file_size": len(content),
        }

    def _keep(self, content: bytes, mime: str, path: str, data: dict[str, Any]) -> StoredFile:
        file = StoredFile(content, mime, path, path.partition("/")[0], data)
        self._by_id[file.file_id] = file
        self._by_path[path] = file
        return file
