"""Pictures as they come in: told apart by their content, never by their name, and looked through before they stay."""

import re
import struct
import zlib
from xml.parsers import expat

LARGEST = 20_000_000
"""The largest picture in bytes that is taken."""
MOST_PIXELS = 50_000_000
"""Width × height; a small file can unfold to far more."""
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_ACTIVE = re.compile(r"on\w+")


class Broken(Exception):  # noqa: N818 - the state of a picture
    """A picture that cannot be shown; the text says why."""


def problem_of(content: bytes) -> str:
    """Give why a picture cannot be taken as one sentence, or "" when it can."""
    if len(content) > LARGEST:
        return f"is larger than {LARGEST // 1_000_000} MB"
    try:
        width, height = _size(content)
    except (Broken, struct.error, IndexError) as broken:
        return str(broken) if isinstance(broken, Broken) else "ends too early"
    if width * height > MOST_PIXELS:
        return f"is {width} × {height} points large, which is too large to show"
    return ""


def ending(content: bytes) -> str:
    """Give the file name's ending that fits a picture's content, with its dot."""
    for start, found in ((_PNG, ".png"), (b"\xff\xd8", ".jpg"), (b"GIF8", ".gif")):
        if content.startswith(start):
            return found
    return ".svg"


def _size(content: bytes) -> tuple[int, int]:
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith((b"GIF87a", b"GIF89a")):
        return _gif(content)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in content[:4000]:
        return _svg(content)
    raise Broken("is no PNG, JPEG, GIF or SVG")


def _png(content: bytes) -> tuple[int, int]:
    at, size, seen = len(_PNG), (0, 0), False
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", content, at + 8 + length)
        if name[:1].isupper() and zlib.crc32(name + data) != check:
            raise Broken("is damaged: a check sum does not hold")
        if name == b"IHDR":
            size = struct.unpack_from(">II", data)
        seen = seen or name == b"IDAT"
        if name == b"IEND":
            break
        at += length + 12
    if not seen or not all(size):
        raise Broken("holds no picture")
    return size


def _jpeg(content: bytes) -> tuple[int, int]:
    at, size = 2, (0, 0)
    while content[at] == 0xFF:  # noqa: PLR2004 - ISO/IEC 10918-1, B.1.1.2: every marker begins so
        marker = content[at + 1]
        if marker in _ALONE or marker == 0xFF:  # noqa: PLR2004 - a fill byte
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        if marker == 0xDA:  # noqa: PLR2004 - start of scan: the picture itself
            break
        (length,) = struct.unpack_from(">H", content, at + 2)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            size = (width, height)
        at += 2 + length
    else:
        raise Broken("is damaged")
    if not all(size):
        raise Broken("holds no picture")
    if b"\xff\xd9" not in content[at:]:
        raise Broken("ends too early")
    return size


def _gif(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", content, 6)
    if not content.rstrip(b"\x00").endswith(b"\x3b"):
        raise Broken("ends too early")
    if not width or not height:
        raise Broken("holds no picture")
    return width, height


def _svg(content: bytes) -> tuple[int, int]:
    """Check a drawing: well formed, no entities of its own, no scripts."""
    parser = expat.ParserCreate()
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > 200:  # noqa: PLR2004 - drawings are flat
            raise Broken("is nested too deeply")
        if name.rpartition(":")[2].lower() in {"script", "foreignobject"} or any(map(_ACTIVE.fullmatch, attributes)):
            raise Broken("holds a script")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_: object) -> None:
        raise Broken("defines entities of its own")

    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, entity
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat knows no keywords
    except expat.ExpatError as error:
        raise Broken("is no well-formed SVG") from error
    return 1, 1
