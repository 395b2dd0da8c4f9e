import io
from itertools import pairwise

import pypdf
import pytest

from sopdesk.drawing.procedure import draw
from sopdesk.pdf.drawing import LEAST
from sopdesk.pdf.drawing_parts import Piece, pieces
from sopdesk.pdf.drawing_sheet import print_chart, print_drawing
from sopdesk.pdf.style import HEIGHT, WIDTH
from sopdesk.views.drawing import Drawing
from tests.drawing.given import by_chance, workflow_of
from tests.pdf import samples
from tests.pdf.golden import CHART
from tests.pdf.reading import pages_of, text_of


@pytest.mark.parametrize("seed", range(6))
def test_every_part_fits_its_page(seed: int) -> None:
    """A large drawing is cut into parts that fit the page with letters of six points; each node is in one part."""
    drawing = draw(by_chance(seed, 10 + 4 * seed))
    found = pieces(drawing, WIDTH / LEAST, HEIGHT / LEAST)
    assert sorted(node.id for piece in found for node in piece.nodes) == sorted(each.id for each in drawing.nodes)
    assert drawing.nodes[0] in found[0].nodes
    for piece in found:
        left, top, right, bottom = piece.frame
        assert right - left <= 1.15 * WIDTH / LEAST
        assert bottom - top <= 1.15 * HEIGHT / LEAST


@pytest.mark.parametrize("seed", range(6))
def test_a_way_that_is_cut_has_a_letter_on_both_sides(seed: int) -> None:
    """Where a way goes on in another part stands a letter, twice in all; nothing of a way is lost."""
    drawing = draw(by_chance(seed, 10 + 4 * seed))
    found = pieces(drawing, WIDTH / LEAST, HEIGHT / LEAST)
    letters = [joint.letter for piece in found for joint in piece.joints]
    assert all(letters.count(each) == 2 for each in letters)
    assert sum(map(_drawn, found)) == pytest.approx(_long(drawing))
    labels = [stretch.edge for piece in found for stretch in piece.stretches if stretch.label]
    assert len(labels) == len([each for each in drawing.edges if each.label])
    arrows = [stretch for piece in found for stretch in piece.stretches if stretch.arrow]
    assert len(arrows) == len(drawing.edges)


def _drawn(piece: Piece) -> float:
    return sum(_length(each.points) for each in piece.stretches)


def _long(drawing: Drawing) -> float:
    return sum(_length(each.points) for each in drawing.edges)


def _length(points: tuple[tuple[float, float], ...]) -> float:
    return sum(abs(ax - bx) + abs(ay - by) for (ax, ay), (bx, by) in pairwise(points))


def test_a_wide_drawing_lies_across() -> None:
    """A drawing is printed upright or across, whichever takes fewer pages."""
    wide = print_drawing(samples.page(), draw(by_chance(5, 14)), samples.PRINTING)
    sheets = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(wide)).pages]
    assert {(each.width > each.height) for each in sheets[1:]} <= {True, False}
    assert len(pages_of(wide)) > 2
    assert "goes on at the same letter" in text_of(wide)


def test_a_small_drawing_stands_in_the_text() -> None:
    """What fits the page takes no page of its own."""
    assert len(pages_of(print_chart(CHART, samples.PRINTING, "Organisation chart"))) == 1


def test_nothing_to_draw_is_said() -> None:
    """An empty drawing says so."""
    assert "nothing to draw" in text_of(print_chart(draw(workflow_of()), samples.PRINTING, "Chart"))
    assert "no steps" in text_of(print_drawing(samples.page(), draw(workflow_of()), samples.PRINTING))
