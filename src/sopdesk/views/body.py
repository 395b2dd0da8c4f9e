"""A figure of a body on which places can be marked, as screens and pages draw it alike."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """One place: its name in the record, from where it is seen, and its outline as a closed line of points."""

    name: str
    view: str
    outline: tuple[Point, ...]

    @property
    def middle(self) -> Point:
        """Give the middle of the box around it."""
        across, down = [x for x, _ in self.outline], [y for _, y in self.outline]
        return ((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)

    @property
    def cross(self) -> float:
        """Give how far the cross of a mark reaches from the middle, so that it stays within the place."""
        across = [x for x, _ in self.outline]
        return min(2.4, (max(across) - min(across)) / 5)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies within the outline (by how often a ray to the right crosses it)."""
        inside = False
        for (ax, ay), (bx, by) in zip(self.outline, (*self.outline[1:], self.outline[0]), strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside


@dataclass(frozen=True, slots=True)
class BodyFigure:
    """The figure from the front and from the back beside each other, within a width and a height.

    y grows downwards. `titles` are the words above each view, with the middle of their line. Places drawn later lie
    above earlier ones.
    """

    width: float
    height: float
    places: tuple[BodyPlace, ...]
    titles: tuple[tuple[str, float, float], ...]

    def at(self, x: float, y: float) -> BodyPlace | None:
        """Give the topmost place at a point, or None."""
        return next((each for each in reversed(self.places) if each.holds(x, y)), None)

    def beside(self, name: str, across: int, down: int) -> BodyPlace:
        """Give the nearest place in a direction (one of the two is 1 or -1), or the place itself at the edge."""
        here = next(each for each in self.places if each.name == name)
        x, y = here.middle

        def far(other: BodyPlace) -> float:
            ox, oy = other.middle
            along, aside = (ox - x) * across + (oy - y) * down, abs((ox - x) * down) + abs((oy - y) * across)
            return along + 2 * aside if along > 0 else float("inf")

        nearest = min(self.places, key=far)
        return here if far(nearest) == float("inf") else nearest
