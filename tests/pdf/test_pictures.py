import io
import math

import pytest
from PIL import Image
from reportlab.platypus import Flowable

from sopdesk.domain.sop import Picture
from sopdesk.pdf.page import Running, Sheet
from sopdesk.pdf.pictures import picture
from sopdesk.pdf.svg import NotADrawing, draw, transform
from sopdesk.pdf.svg_path import arc, outline
from tests.pdf import samples
from tests.pdf.reading import text_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'


def shown(content: bytes) -> str:
    """Give the words of a sheet with one picture."""
    story: list[Flowable] = picture(Picture("one", "What it shows", "Its caption"), {"one": content})
    return text_of(Sheet(Running("Test"), samples.PRINTING, title="Test").print_story(story))


def bitmap(kind: str, mode: str = "RGB") -> bytes:
    """Give a small bitmap."""
    out = io.BytesIO()
    Image.new(mode, (40, 20)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "CMYK"),
                                            ("JPEG", "L"), ("GIF", "P")])  # fmt: skip
def test_bitmaps_of_every_kind_are_printed(kind: str, mode: str) -> None:
    """A picture is printed with its caption whatever its colours are made of."""
    words = shown(bitmap(kind, mode))
    assert "Its caption" in words
    assert "cannot be shown" not in words


@pytest.mark.parametrize("content", [b"", b"GIF89a", bitmap("PNG")[:60], b"<svg", b"<html></html>", b"\x00" * 99])
def test_a_broken_picture_is_named_with_its_reason(content: bytes) -> None:
    """A picture that cannot be shown leaves its words and the reason on the page."""
    words = shown(content)
    assert "Picture: What it shows" in words
    assert "The picture cannot be shown" in words


def test_a_drawing_is_drawn_with_its_words() -> None:
    """The words in a drawing can be read and searched in the print."""
    words = shown(
        SVG.format('<text x="50" y="20" text-anchor="middle">Press <tspan dx="2">here</tspan></text>').encode()
    )
    assert "Press" in words
    assert "here" in words


def test_what_a_drawing_lacks_in_print_is_named() -> None:
    """Where a part of a drawing cannot be printed, the page says which."""
    words = shown(SVG.format('<image href="/etc/hostname"/><rect width="9" height="9" filter="url(#f)"/>').encode())
    assert "(filter, image)" in words


def test_a_drawing_with_entities_is_refused() -> None:
    """A drawing cannot make the program read files or grow without end."""
    bomb = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + SVG.format("<text>&a;</text>").encode()
    with pytest.raises(NotADrawing, match="entities"):
        draw(bomb)


def test_a_drawing_that_reuses_itself_is_refused() -> None:
    """A drawing that contains itself ends in a sentence, not in a crash."""
    with pytest.raises(NotADrawing, match="too many parts"):
        draw(SVG.format('<g id="a"><use href="#a"/></g>').encode())


def test_outlines_become_lines_and_curves() -> None:
    """Relative and short commands of a path give the same outline as the long ones."""
    assert outline("m1 2l3 0h2v-1z") == [("M", (1, 2)), ("L", (4, 2)), ("L", (6, 2)), ("L", (6, 1)), ("Z", ())]
    assert outline("M0,0 10,10-5.5.5") == [("M", (0, 0)), ("L", (10, 10)), ("L", (-5.5, 0.5))]
    assert outline("M0 0C1 1 2 1 3 0S5-1 6 0")[2] == ("C", (4, -1, 5, -1, 6, 0))
    assert outline("L1 1") == []


def test_an_arc_ends_where_it_should() -> None:
    """A half circle is two curves; its middle lies one radius away from its centre."""
    curves = arc((0, 0), (5, 5), 0, (False, True), (10, 0))
    assert len(curves) == 2
    assert curves[0][1][4:] == pytest.approx((5, -5))
    assert curves[1][1][4:] == pytest.approx((10, 0))


def test_transforms_are_applied_from_the_left() -> None:
    """Moving and then turning is told from turning and then moving."""
    assert transform("translate(3 4) scale(2)") == (2, 0, 0, 2, 3, 4)
    turned = transform("rotate(90 1 1)")
    assert turned[:2] == pytest.approx((math.cos(math.pi / 2), 1))
