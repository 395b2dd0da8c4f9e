import pytest

from sopdesk.domain.attachment_words import is_picture, kind_words, saved_name, size_words


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ("image/jpeg", "Picture (JPEG)"),
        ("video/x-msvideo", "Film (MSVIDEO)"),
        ("audio/mpeg", "Recording (MPEG)"),
        ("application/pdf", "PDF"),
        ("message/rfc822", "E-mail"),
        ("application/octet-stream", "File of an unknown kind"),
    ],
)
def test_a_file_is_named_in_words(media: str, words: str) -> None:
    """Nobody has to know what a media type is."""
    assert kind_words(media) == words
    assert is_picture(media) == words.startswith("Picture")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (3_400_000, "3.4 MB"),
    ],
)
def test_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    """Small files in bytes, larger ones in KB and MB."""
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("name", "media", "saved"),
    [
        ("floor.JPG", "image/jpeg", "floor.JPG"),
        ("../../floor.pdf", "image/jpeg", "floor.pdf.jpg"),
        ("message", "message/rfc822", "message.eml"),
        ("data.bin", "application/octet-stream", "data.bin"),
    ],
)
def test_a_copy_is_called_what_it_is(name: str, media: str, saved: str) -> None:
    """A copy bears the ending of what the file is, and no folder."""
    assert saved_name(name, media) == saved
