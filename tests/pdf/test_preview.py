"""PDFs that somebody attached, drawn as pictures."""

import io
from functools import partial

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from sopdesk.pdf import preview
from sopdesk.pdf.preview import (
    DAMAGED,
    LARGEST,
    LOCKED,
    MOST_PAGES,
    NO_PICTURE,
    TOO_LARGE,
    draw_first_pages,
    draw_pages,
    draw_picture,
)
from tests.domain.given import refuses
from tests.interchange.picture_samples import heic


def paper(*pages: str, size: tuple[float, float] = (300, 400)) -> bytes:
    """Give a PDF with a page for each text, its lower half black."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for each in pages:
        canvas.drawString(20, size[1] - 40, each)
        canvas.rect(0, 0, size[0], size[1] / 2, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def locked(content: bytes) -> bytes:
    """Give a PDF that opens with a password."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="o", user="u"))
    return buffer.getvalue()


def quiet(_done: int, _total: int) -> None:
    """Hear how far it is."""


def test_the_first_pages_are_drawn() -> None:
    """Each page comes as a picture with its words; of a long paper only the first ones do, and it says how many."""
    told: list[tuple[int, int]] = []
    drawn = draw_pages(paper("The bill", "Its back"), largest=200, progress=lambda *how: told.append(how))
    assert drawn.count == 2
    assert [each.words for each in drawn.pages] == ["The bill", "Its back"]
    with Image.open(io.BytesIO(drawn.pages[0].png)) as image:
        assert image.size == (150, 200)
        assert image.convert("L").getpixel((75, 190)) == 0
        assert image.convert("L").getpixel((75, 90)) == 255
    assert told == [(0, 2), (1, 2)]
    many = draw_pages(paper(*map(str, range(30))), largest=50, progress=quiet)
    assert (len(many.pages), many.count) == (MOST_PAGES, 30)


def test_no_page_is_drawn_larger_than_the_bound() -> None:
    """Whatever size a file claims, a page takes no more than so many pixels."""
    [huge] = draw_pages(paper("x", size=(14_000, 200)), largest=10 * LARGEST, progress=quiet).pages
    with Image.open(io.BytesIO(huge.png)) as image:
        assert max(image.size) == LARGEST


def test_what_cannot_be_shown_says_why() -> None:
    """A locked, a damaged and an empty paper are refused in a sentence each; among others they have no picture."""
    good = paper("x")
    for content, sentence in ((locked(good), LOCKED), (good[:60], DAMAGED), (b"%PDF-1.7 rubbish", DAMAGED)):
        assert refuses(partial(draw_pages, content, progress=quiet)) == sentence
    assert [bool(each) for each in draw_first_pages((good, locked(good)), 50, progress=quiet)] == [True, False]


def test_a_picture_of_a_telephone_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """HEIC comes as JPEG, upright and no larger than asked, and tells nothing; a damaged or a huge one is refused."""
    drawn = draw_picture(heic(), 20, progress=quiet)
    with Image.open(io.BytesIO(drawn)) as image:
        assert (max(image.size), dict(image.getexif())) == (20, {})
    assert refuses(partial(draw_picture, heic()[:300], progress=quiet)) == NO_PICTURE
    assert [bool(each) for each in draw_first_pages((heic(), heic()[:300]), 50, progress=quiet)] == [True, False]
    monkeypatch.setattr(preview, "MOST_PIXELS", 100)
    assert refuses(partial(draw_picture, heic(), progress=quiet)) == TOO_LARGE
