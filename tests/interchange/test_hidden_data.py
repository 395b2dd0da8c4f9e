import io
import struct
from datetime import datetime, timedelta, timezone

import pytest
from PIL import Image

from sopdesk.interchange.hidden_data import DamagedPictureError, Told, told_by, without_hidden
from tests.interchange.picture_samples import CAMERA, PLACE, chunk, exif, jpeg, plain, png, segment, webp

BST = timezone(timedelta(hours=1))


def dots(content: bytes) -> bytes:
    """Give the dots of a picture as it is seen."""
    with Image.open(io.BytesIO(content)) as opened:
        return opened.convert("RGB").tobytes()


SAMPLES = {
    "jpeg": jpeg(), "png": png(), "webp": webp(), "in passes": jpeg(progressive=True),
    "other order": jpeg(exif(order=">")),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_place_and_camera_go_and_every_dot_stays(name: str) -> None:
    """Without its hidden data a photo shows the same to the last bit, and says nothing more of place and camera."""
    content = SAMPLES[name]
    assert told_by(content) == Told(datetime(2026, 5, 3, 14, 20, 5, tzinfo=BST), camera=True, place=True)
    clean = without_hidden(content)
    assert clean is not None
    assert PLACE not in clean
    assert CAMERA not in clean
    assert dots(clean) == dots(content)
    assert told_by(clean) == Told()
    assert without_hidden(clean) == clean


def test_a_photo_stays_upright() -> None:
    """How the camera was held stays, or the photo would lie on its side; colours and density stay as well."""
    with Image.open(io.BytesIO(without_hidden(jpeg()) or b"")) as opened:
        assert dict(opened.getexif()) == {0x0112: 6}
    content = plain(icc_profile=b"colours" * 20)
    assert without_hidden(content) == content
    assert without_hidden(content[:20] + segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08") + content[20:]) == content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_tells_nothing_keeps_every_byte(form: str) -> None:
    """Where there is nothing to take out, the file is the one that came."""
    content = plain(form)
    assert without_hidden(content) == content
    assert told_by(content) == Told()


def test_other_files_are_left_alone() -> None:
    """Of what is no such picture it is not known how."""
    assert without_hidden(b"%PDF-1.7 and so on") is None
    assert without_hidden(b"") is None


@pytest.mark.parametrize(
    "content",
    [
        jpeg()[:60],
        plain()[:-400],
        plain()[:-2],
        b"\xff\xd8\xff\xfe\x00\x00",
        b"\xff\xd8 not a segment",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xff\xe0",
        png()[:100],
        plain("PNG")[:-12],
        plain("PNG")[:35],
        webp()[:-9],
        webp()[:18],
    ],
)
def test_a_damaged_picture_is_said_to_be_damaged(content: bytes) -> None:
    """A picture that ends too early is not cut about: whoever asks decides what becomes of it."""
    with pytest.raises(DamagedPictureError):
        without_hidden(content)


def test_every_cut_of_a_photo_is_read_without_harm() -> None:
    """However a photo was cut off, nothing but "damaged" comes of it, and never half of what it tells."""
    whole = jpeg()
    for end in range(2, len(whole) - len(PLACE) - 2, 7):
        told_by(whole[:end])
        try:
            clean = without_hidden(whole[:end])
        except DamagedPictureError:
            continue
        assert clean is None or PLACE not in clean


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        (exif(offset=b"?"), datetime(2026, 5, 3, 14, 20, 5)),  # noqa: DTZ001 - a camera without a zone
        (exif(taken=b"0000:00:00 00:00:00"), None),
        (exif(taken=b"    :  :     :  :  "), None),
        (b"II*\0\xff\xff\xff\xff", None),
        (b"XX", None),
        (b"", None),
        (b"II*\0" + struct.pack("<IHHHII", 8, 1, 0x0132, 7, 3, 0), None),
    ],
)
def test_a_camera_may_say_anything(data: bytes, taken: datetime | None) -> None:
    """A clock that was never set, a place beyond the file, and no data at all say nothing; no zone is no zone."""
    assert told_by(jpeg(data)).taken == taken


def test_a_camera_that_does_not_say_how_it_was_held() -> None:
    """Nonsense about how the camera was held is taken for upright."""
    for turned in (0, 9, 77):
        clean = without_hidden(jpeg(exif(turned=turned))) or b""
        with Image.open(io.BytesIO(clean)) as opened:
            assert dict(opened.getexif()) == {}
    assert without_hidden(jpeg(b"II*\0\xff\xff\xff\xff")) is not None


def test_a_chunk_of_its_own_is_exif() -> None:
    """A PNG has its Exif data in a chunk; one without says nothing."""
    content = plain("PNG")
    assert told_by(content[:33] + chunk(b"eXIf", exif(order=">")) + content[33:]).camera
