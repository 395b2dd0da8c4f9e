"""Pictures of telephones (HEIC): what they tell is blotted out, and what they show keeps every bit."""

import io
import struct
from datetime import datetime, timedelta, timezone

import pytest
from PIL import Image

from sopdesk.interchange.boxed_picture import DamagedBoxesError, blotted
from sopdesk.interchange.hidden_data import DamagedPictureError, Told, told_by, without_hidden
from sopdesk.pdf.heic import read_heic_too
from tests.interchange.picture_samples import CAMERA, PLACE, heic


def shown(content: bytes) -> bytes:
    """Give the dots that a picture shows."""
    read_heic_too()
    with Image.open(io.BytesIO(content)) as image:
        return image.size[0].to_bytes(4) + image.tobytes()


def box(kind: bytes, content: bytes) -> bytes:
    """Give a box."""
    return struct.pack(">I", len(content) + 8) + kind + content


def test_what_it_tells_goes_and_what_it_shows_stays() -> None:
    """Camera, place and XMP are gone; size, dots and how it was held are the same; a second time changes nothing."""
    before = heic()
    assert told_by(before) == Told(
        datetime(2026, 5, 3, 14, 20, 5, tzinfo=timezone(timedelta(hours=1))), camera=True, place=True
    )
    after = without_hidden(before)
    assert after is not None
    assert (len(after), told_by(after)) == (len(before), Told())
    for word in (PLACE, CAMERA, b"xmpmeta"):
        assert word in before
        assert word not in after
    assert shown(after) == shown(before)
    assert without_hidden(after) == after
    with Image.open(io.BytesIO(after)) as image:
        assert dict(image.getexif()) == {}


def test_what_lies_between_and_behind_goes_too() -> None:
    """Boxes beside the picture, and bytes in the data that no picture uses, are emptied; nothing moves."""
    behind = heic() + box(b"uuid", b"SECRET uuid") + box(b"free", b"SECRET free") + box(b"mdat", b"SECRET data")
    after = blotted(behind)
    assert after is not None
    assert b"SECRET" not in after
    assert len(after) == len(behind)
    assert shown(after) == shown(behind)


def test_words_of_a_property_go() -> None:
    """A description among the properties becomes free room, so the places of the others still count."""
    content = heic()
    place = content.index(b"pixi") - 4
    size = int.from_bytes(content[place : place + 4])
    worded = content[: place + 4] + b"udes" + b"SECRET".ljust(size - 8, b"x")[: size - 8] + content[place + size :]
    after = blotted(worded)
    assert after is not None
    assert after[place + 4 : place + size] == b"free" + bytes(size - 8)


def test_pictures_that_move_are_not_taken_apart() -> None:
    """Of a sequence it is not known how."""
    assert blotted(heic() + box(b"moov", b"")) is None


def test_any_cut_is_noticed() -> None:
    """However short a file breaks off, nothing is kept as clean that could not be read; no error is another one."""
    content = heic()
    for end in range(12, len(content)):
        with pytest.raises(DamagedPictureError):
            without_hidden(content[:end])
        assert told_by(content[:end]) in {Told(), told_by(content)}


def test_any_wrong_byte_is_borne() -> None:
    """Whatever a byte of its lists is changed to, it is refused, or what lies there is not what is kept."""
    content = heic()
    for place in range(28, 28 + 530):
        for value in (0, 1, 127, 255):
            changed = content[:place] + bytes([value]) + content[place + 1 :]
            try:
                after = without_hidden(changed)
            except DamagedPictureError:
                continue
            assert after is None or len(after) == len(changed)


def test_an_item_that_shares_its_bytes_with_a_picture_is_damage() -> None:
    """Exif that lies within the picture's own bytes cannot be taken out, and is not passed over."""
    content = heic()
    found = content.index(b"iloc")
    version, sizes = content[found + 4], int.from_bytes(content[found + 8 : found + 10])
    assert (version, sizes >> 8) == (content[found + 4], 0x44)
    offsets = [content.index(struct.pack(">I", n), found) for n in sorted(_starts(content))]
    swapped = bytearray(content)
    swapped[offsets[-1] : offsets[-1] + 4] = struct.pack(">I", min(_starts(content)))
    with pytest.raises(DamagedBoxesError):
        blotted(bytes(swapped))


def _starts(content: bytes) -> list[int]:
    """Give where the items of the sample begin."""
    from sopdesk.interchange import boxed_picture

    meta = boxed_picture._meta(content)
    return [extents[0][0] for extents in boxed_picture._places(content, meta).values()]
