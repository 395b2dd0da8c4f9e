"""The figure on which injuries are marked."""

from functools import cache

from sopdesk.views.body import BodyFigure


@cache
def body_figure() -> BodyFigure:
    """Give the figure, front and back."""
    from sopdesk.drawing.body import body_figure as draw

    return draw()
