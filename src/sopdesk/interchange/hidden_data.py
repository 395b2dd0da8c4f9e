"""What a picture tells besides what it shows: when it was taken, with which camera, where; and taking that out.

Nothing is decoded and encoded anew: only segments are left out, so what the picture shows keeps every bit. Known are
JPEG (ITU-T T.81), PNG (ISO/IEC 15948), WebP (RFC 9649), and HEIC and AVIF (boxed_picture.py); what they carry is Exif
(CIPA DC-008), XMP and IPTC.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sopdesk.interchange.boxed_picture import DamagedBoxesError, blotted, told_in_boxes
from sopdesk.interchange.file_kind import media_type

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SOS, _EOI, _COMMENT = 0xDA, 0xD9, 0xFE
_APPLICATION = range(0xE0, 0xF0)
_ALONE = {0x01, *range(0xD0, 0xD9)}
_KEPT_APPLICATION = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""What a picture needs to look right: its density, its colours, how they are mixed."""
_TOLD_BY_PNG = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_TOLD_BY_WEBP = {b"EXIF": 0x08, b"XMP ": 0x04}
_EXIF = b"Exif\0\0"
_ORIENTATION, _DATE, _MAKE, _EXIF_PLACE, _GPS = 0x0112, 0x0132, 0x010F, 0x8769, 0x8825
_ORIGINAL, _OFFSET = 0x9003, 0x9011
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}
_MOST = 500
"""More entries than that has no directory of a camera: the file is damaged."""


class DamagedPictureError(Exception):
    """The segments of a picture do not follow each other as they should."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a picture tells of its making: the camera's clock (with its zone where it says one), camera, place."""

    taken: datetime | None = None
    camera: bool = False
    place: bool = False


def told_by(content: bytes) -> Told:
    """Read what the Exif data of a picture says; of a damaged or missing one, nothing. Any kind that holds it as is."""
    exif = _exif_of(content)
    try:
        return _told(exif) if exif else Told()
    except (struct.error, ValueError, IndexError):
        return Told()


def without_hidden(content: bytes) -> bytes | None:
    """Give a picture without what it tells besides what it shows; None for a kind of which it is not known how.

    The same bytes come back where there is nothing to take out. Raises DamagedPictureError.
    """
    try:
        if content.startswith(_JPEG):
            return b"".join(_jpeg_without(content))
        if content.startswith(_PNG):
            return b"".join(_png_without(content))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp_without(content)
        if _is_boxed(content):
            return blotted(content)
    except (struct.error, IndexError, DamagedBoxesError) as error:
        raise DamagedPictureError from error
    return content if content[:6] in {b"GIF87a", b"GIF89a"} else None


def plain_picture(content: bytes) -> bytes:
    """Give a picture without what it tells besides what it shows, or, of another kind or damaged, as it is."""
    try:
        return without_hidden(content) or content
    except DamagedPictureError:
        return content


def _jpeg_without(content: bytes) -> Iterator[bytes]:
    """Give the pieces of a JPEG that stay. An upright mark that the camera made stays too, or it would lie down."""
    yield _JPEG
    turned = _orientation(content)
    if turned != 1:
        yield _upright(turned)
    for marker, start, end in _segments(content):
        if marker in _APPLICATION:
            if content[start + 4 : end].startswith(_KEPT_APPLICATION.get(marker, b"\0none")):
                yield content[start:end]
        elif marker != _COMMENT:
            yield content[start:end]


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Give marker, start and end of each segment, each scan with its picture data, up to the end of the picture.

    What lies behind the end is left out: further pictures and films of telephones, each with its own data.
    """
    place = 2
    while place < len(content):
        if content[place] != 0xFF:  # noqa: PLR2004 - the byte that begins each marker
            raise DamagedPictureError
        marker = content[place + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a byte that fills
            place += 1
            continue
        start, end = place, place + 2
        if marker not in _ALONE and marker != _EOI:
            end += int.from_bytes(content[place + 2 : place + 4])
            if end == place + 2 or end > len(content):
                raise DamagedPictureError
        if marker == _SOS:
            end = _end_of_scan(content, end)
        yield marker, start, end
        if marker == _EOI:
            return
        place = end
    raise DamagedPictureError


def _end_of_scan(content: bytes, place: int) -> int:
    """Find the next marker behind picture data, where FF stands before 00 or a restart."""
    while (place := content.find(b"\xff", place)) >= 0:
        after = content[place + 1]
        if after and after not in _ALONE and after != 0xFF:  # noqa: PLR2004 - as above
            return place
        place += 1 if after == 0xFF else 2  # noqa: PLR2004 - as above
    raise DamagedPictureError


def _orientation(content: bytes) -> int:
    """Give how the camera was held (1 to 8); 1 where nothing is said."""
    exif = _exif_of(content)
    try:
        turned = _directory(exif).get(_ORIENTATION, 1) if exif else 1
    except (struct.error, ValueError, IndexError):
        return 1
    return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1  # noqa: PLR2004 - as Exif counts


def _upright(turned: int) -> bytes:
    """Give an Exif segment that says nothing but how the camera was held."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff


def _png_without(content: bytes) -> Iterator[bytes]:
    yield _PNG
    place = len(_PNG)
    while place < len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content):
            raise DamagedPictureError
        if name not in _TOLD_BY_PNG:
            yield content[place:end]
        if name == b"IEND":
            return
        place = end
    raise DamagedPictureError


def _webp_without(content: bytes) -> bytes:
    kept, place, gone = [], 12, 0
    while place < len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        end = place + 8 + length + length % 2
        if end > len(content):
            raise DamagedPictureError
        if name in _TOLD_BY_WEBP:
            gone |= _TOLD_BY_WEBP[name]
        else:
            kept.append(content[place:end])
        place = end
    if gone and kept and kept[0].startswith(b"VP8X"):
        first = bytearray(kept[0])
        first[8] &= ~gone
        kept[0] = bytes(first)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _is_boxed(content: bytes) -> bool:
    """Tell whether a picture is one of boxes, as telephones make them."""
    return media_type(content[:64]) in {"image/heic", "image/avif"}


def _exif_of(content: bytes) -> bytes:
    """Find the Exif data of a picture: behind its mark or, in a PNG or a file of boxes, in a place of its own."""
    if _is_boxed(content):
        try:
            return told_in_boxes(content)[:65536]
        except DamagedBoxesError:
            return b""
    place = content.find(_EXIF)
    if place >= 0:
        return content[place + len(_EXIF) :][:65536]
    place = content.find(b"eXIf") if content.startswith(_PNG) else -1
    if place < 0 and content[8:12] == b"WEBP":
        place = content.find(b"EXIF") + 4 if b"EXIF" in content else -1
    return content[place + 4 :][:65536] if place >= 0 else b""


def _told(exif: bytes) -> Told:
    first = _directory(exif)
    deeper = first.get(_EXIF_PLACE)
    second = _directory(exif, deeper) if isinstance(deeper, int) else {}
    when, offset = second.get(_ORIGINAL) or first.get(_DATE), second.get(_OFFSET)
    place = first.get(_GPS)
    has_place = isinstance(place, int) and bool(_directory(exif, place))
    return Told(_instant(when, offset), bool(first.get(_MAKE)), has_place)


def _instant(when: object, offset: object) -> datetime | None:
    """Read a camera's clock, "2026:05:03 14:20:05" with "+01:00" or nothing beside it."""
    if not isinstance(when, str):
        return None
    zone = offset if isinstance(offset, str) else ""
    for text, form in ((when + zone, "%Y:%m:%d %H:%M:%S%z"), (when, "%Y:%m:%d %H:%M:%S")):
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - a camera without a zone says local time
        except ValueError:
            continue
    return None


def _directory(exif: bytes, place: int | None = None) -> dict[int, int | str]:
    """Read the numbers and texts of one directory (TIFF 6.0, section 2). Raises struct.error, ValueError."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return {}
    if place is None:
        [place] = struct.unpack_from(f"{order}I", exif, 4)
    [count] = struct.unpack_from(f"{order}H", exif, place)
    found: dict[int, int | str] = {}
    for n in range(min(count, _MOST)):
        tag, sort, many = struct.unpack_from(f"{order}HHI", exif, place + 2 + 12 * n)
        at = place + 2 + 12 * n + 8
        size = _SIZES.get(sort, 8) * many
        if size > 4:  # noqa: PLR2004 - longer values lie elsewhere
            [at] = struct.unpack_from(f"{order}I", exif, at)
        if sort in {1, 3, 4} and many:
            [found[tag]] = struct.unpack_from(f"{order}{'?B?HI'[sort]}", exif, at)
        elif sort == 2:  # noqa: PLR2004 - text
            found[tag] = exif[at : at + size].split(b"\0")[0].decode("latin-1").strip()
        else:
            found[tag] = 1
    return found
