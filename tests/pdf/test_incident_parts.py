from reportlab.graphics.shapes import Line, Polygon

from sopdesk.drawing.body import body_figure
from sopdesk.pdf.body_figure import drawn_body


def test_a_body_is_printed_with_its_marks() -> None:
    """Each place is drawn; each marked one bears a cross, so that it is seen without colours too."""
    drawing = drawn_body(body_figure(), ["left knee (front)", "left eye", "inside"])._block
    parts = drawing.contents
    assert sum(isinstance(each, Polygon) for each in parts) == len(body_figure().places)
    assert sum(isinstance(each, Line) for each in parts) == 4
