"""What a picture of a telephone (HEIC, AVIF) tells besides what it shows, blotted out where it stands.

Such a file is made of boxes (ISO/IEC 14496-12, 23008-12): a list of items, and where the bytes of each lie. Nothing is
decoded, and nothing moves: every byte that belongs to no picture in the file is set to zero, so what it shows keeps
every bit; Exif data become some that say nothing. How it was held stands beside the picture and stays.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_SHOWING = {b"hvc1", b"hev1", b"lhv1", b"avc1", b"av01", b"vvc1", b"jpeg", b"j2k1", b"unci", b"grid", b"iovl", b"iden",
            b"tmap"}  # fmt: skip
"""Kinds of items that are pictures, or say how pictures make up another; all others tell, such as Exif and XMP."""
_WORDS = {b"udes", b"altt", b"crtt", b"mdft", b"uuid"}
"""Properties of an item that say when it was made, or something in words."""
_MOVING = {b"moov", b"moof"}
_MOST_ITEMS = 2000
_FULL = 4
"""Bytes of version and flags that a full box begins with."""

_SAYS_NOTHING = b"\0\0\0\0MM\0*" + struct.pack(">IHI", 8, 0, 0)
"""Exif data without an entry: programs that look for some are not put off by zeros."""

Range = tuple[int, int]


class DamagedBoxesError(Exception):
    """The boxes of a file do not say where its pictures lie."""


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    inside: int
    end: int


def told_in_boxes(content: bytes) -> bytes:
    """Give the Exif data (TIFF) of a picture in boxes; nothing where it has none. Raises DamagedBoxesError."""
    try:
        meta = _meta(content)
        kinds = _kinds(content, meta)
        for item, extents in _places(content, meta).items():
            if kinds.get(item) == b"Exif":
                whole = b"".join(content[start:end] for start, end in extents)
                [skipped] = struct.unpack_from(">I", whole)
                return whole[4 + skipped :]
    except (struct.error, IndexError) as error:
        raise DamagedBoxesError from error
    return b""


def blotted(content: bytes) -> bytes | None:
    """Give a picture in boxes without what it tells; None where pictures move, of which it is not known how.

    Raises DamagedBoxesError.
    """
    try:
        top = list(_boxes(content, 0, len(content)))
        if any(each.kind in _MOVING for each in top):
            return None
        meta = _meta(content)
        kinds, places = _kinds(content, meta), _places(content, meta)
        kept = [one for item, extents in places.items() if kinds.get(item) in _SHOWING for one in extents]
        gone = [one for item, extents in places.items() if kinds.get(item) not in _SHOWING for one in extents]
        if not kept or any(start < end_ and start_ < end for start, end in gone for start_, end_ in kept):
            raise DamagedBoxesError
        found = bytearray(content)
        for each in top:
            if each.kind not in {b"ftyp", b"meta"}:
                _blot(found, each.inside, each.end, kept)
        for each in _inside(content, meta):
            if each.kind == b"idat":
                _blot(found, each.inside, each.end, kept)
            if each.kind == b"iprp":
                _blot_words(found, content, each)
            if each.kind in {b"uuid", b"free", b"skip", b"udta"}:
                _blot(found, each.inside, each.end, [])
        for item, extents in places.items():
            if kinds.get(item) == b"Exif" and extents and extents[0][1] - extents[0][0] >= len(_SAYS_NOTHING):
                start = extents[0][0]
                found[start : start + len(_SAYS_NOTHING)] = _SAYS_NOTHING
    except (struct.error, IndexError) as error:
        raise DamagedBoxesError from error
    return bytes(found)


def _blot(found: bytearray, start: int, end: int, kept: list[Range]) -> None:
    """Set a stretch to zero, apart from what is kept."""
    place = start
    for first, last in sorted(kept):
        if last <= start or first >= end:
            continue
        if first > place:
            found[place:first] = bytes(first - place)
        place = max(place, min(last, end))
    found[place:end] = bytes(end - place)


def _blot_words(found: bytearray, content: bytes, properties: _Box) -> None:
    """Make free room of properties that say something in words; their places are counted, so they stay."""
    for inner in _boxes(content, properties.inside, properties.end):
        if inner.kind == b"ipco":
            for each in _boxes(content, inner.inside, inner.end):
                if each.kind in _WORDS:
                    found[each.start + 4 : each.start + 8] = b"free"
                    found[each.inside : each.end] = bytes(each.end - each.inside)


def _boxes(content: bytes, start: int, end: int) -> Iterator[_Box]:
    """Give the boxes that follow each other in a stretch."""
    while start < end:
        size, kind = struct.unpack_from(">I4s", content, start)
        inside = start + 8
        if size == 1:
            [size] = struct.unpack_from(">Q", content, inside)
            inside += 8
        last = end if size == 0 else start + size
        if last > end or last < inside:
            raise DamagedBoxesError
        yield _Box(kind, start, inside, last)
        start = last


def _meta(content: bytes) -> _Box:
    found = next((each for each in _boxes(content, 0, len(content)) if each.kind == b"meta"), None)
    if found is None:
        raise DamagedBoxesError
    return found


def _inside(content: bytes, meta: _Box) -> list[_Box]:
    return list(_boxes(content, meta.inside + _FULL, meta.end))


def _one(content: bytes, meta: _Box, kind: bytes) -> _Box:
    found = next((each for each in _inside(content, meta) if each.kind == kind), None)
    if found is None:
        raise DamagedBoxesError
    return found


def _kinds(content: bytes, meta: _Box) -> dict[int, bytes]:
    """Give the kind of each item by its number (the box iinf)."""
    box = _one(content, meta, b"iinf")
    first = box.inside + _FULL + (2 if content[box.inside] == 0 else 4)
    found = {}
    for each in _boxes(content, first, box.end):
        version = content[each.inside]
        if each.kind != b"infe" or version < 2:  # noqa: PLR2004 - earlier ones name no kinds
            raise DamagedBoxesError
        form = ">HH4s" if version == 2 else ">IH4s"  # noqa: PLR2004 - as above
        item, _, kind = struct.unpack_from(form, content, each.inside + _FULL)
        found[item] = kind
    return found


class _Numbers:
    """Reads numbers of several sizes, one after the other."""

    def __init__(self, content: bytes, place: int) -> None:
        self._content, self._place = content, place

    def take(self, size: int) -> int:
        """Give the next number of so many bytes."""
        end = self._place + size
        if end > len(self._content):
            raise DamagedBoxesError
        found = int.from_bytes(self._content[self._place : end])
        self._place = end
        return found


def _places(content: bytes, meta: _Box) -> dict[int, list[Range]]:
    """Give where the bytes of each item lie, by its number (the box iloc)."""
    box = _one(content, meta, b"iloc")
    version, read = content[box.inside], _Numbers(content, box.inside + _FULL)
    sizes = read.take(2)
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15 if version else 0
    wide = 2 if version < 2 else 4  # noqa: PLR2004 - from the second on there are more items
    found: dict[int, list[Range]] = {}
    count = read.take(wide)
    if count > _MOST_ITEMS:
        raise DamagedBoxesError
    for _ in range(count):
        item, method = read.take(wide), read.take(2) & 15 if version else 0
        elsewhere, begin = read.take(2), read.take(base)
        if elsewhere or method > 1:
            raise DamagedBoxesError
        begin += _one(content, meta, b"idat").inside if method else 0
        extents = []
        for _ in range(read.take(2)):
            read.take(index)
            start, size = begin + read.take(offset), read.take(length)
            if not size or start + size > len(content):
                raise DamagedBoxesError
            extents.append((start, start + size))
            if len(extents) > _MOST_ITEMS:
                raise DamagedBoxesError
        found[item] = extents
    return found
