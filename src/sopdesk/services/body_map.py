"""The figure on which injuries are marked."""

from functools import cache

from sopdesk.domain.body import FIGURE
from sopdesk.domain.field import APART
from sopdesk.views.body import BodyFigure


@cache
def body_figure() -> BodyFigure:
    """Give the figure, front and back."""
    from sopdesk.drawing.body import body_figure as draw

    return draw()


def figure_for(value: str) -> BodyFigure | None:
    """Give the figure where a record names a place on it; None where there is nothing to be seen on it."""
    return body_figure() if set(value.split(APART)) & set(FIGURE) else None
