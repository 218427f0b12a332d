import struct
from collections.abc import Iterator
from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Image(NamedTuple):
    """A picture's format and its size in pixels."""

    mime_type: str
    width: int
    height: int


def identify(content: bytes) -> Image | None:
    """What a PNG, GIF, JPEG or WebP picture is, by its head; None for anything else."""
    try:
        if content.startswith(_PNG):
            return Image("image/png", *struct.unpack(">II", content[16:24]))
        if content.startswith((b"GIF87a", b"GIF89a")):
            return Image("image/gif", *struct.unpack("<HH", content[6:10]))
        if content.startswith(b"\xff\xd8"):
            height, width = struct.unpack(">HH", next(_jpeg_frames(content))[1:5])
            return Image("image/jpeg", width, height)
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            return Image("image/webp", *_webp_size(content))
    except (struct.error, StopIteration):
        pass
    return None


def _jpeg_frames(content: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(content):
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in _JPEG_FRAMES:
            yield content[at + 4 : at + 2 + length]
        at += 2 + length


def _webp_size(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8X":
        return (
            int.from_bytes(content[24:27], "little") + 1,
            int.from_bytes(content[27:30], "little") + 1,
        )
    if form == b"VP8L":
        bits = struct.unpack("<I", content[21:25])[0]
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF
