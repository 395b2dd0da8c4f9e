import pytest

from sopdesk.domain.body import BODY, FIGURE
from sopdesk.drawing.body import body_figure

FIGURE_DRAWN = body_figure()


def test_every_place_of_the_record_is_drawn_once() -> None:
    """What the record can name on the figure is on it, front and back, and nothing else."""
    assert sorted(each.name for each in FIGURE_DRAWN.places) == sorted(FIGURE)
    assert len(set(BODY)) == len(BODY)


@pytest.mark.parametrize("place", FIGURE_DRAWN.places, ids=lambda each: each.name)
def test_a_press_in_the_middle_of_a_place_finds_it(place: object) -> None:
    """Each place lies within the drawing and is found at its own middle, also the eyes upon the face."""
    assert place in FIGURE_DRAWN.places
    [found] = [each for each in FIGURE_DRAWN.places if each is place]
    assert FIGURE_DRAWN.at(*found.middle) == found
    assert all(0 <= x <= FIGURE_DRAWN.width and 0 <= y <= FIGURE_DRAWN.height for x, y in found.outline)


def test_left_is_the_left_of_the_person() -> None:
    """Seen from the front the person's left is on the right; seen from the back it is on the left."""
    middle = {each.name: each.middle[0] for each in FIGURE_DRAWN.places}
    assert middle["left knee (front)"] > middle["right knee (front)"]
    assert middle["left knee (back)"] < middle["right knee (back)"]
    assert FIGURE_DRAWN.at(1, 1) is None


def test_the_arrow_keys_reach_every_place() -> None:
    """From the chest the arrow keys lead to every place, and at the edge one stays where one is."""
    reached, open_ = {"chest"}, ["chest"]
    while open_:
        here = open_.pop()
        for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            name = FIGURE_DRAWN.beside(here, across, down).name
            if name not in reached:
                reached.add(name)
                open_.append(name)
    assert reached == set(FIGURE)
    assert FIGURE_DRAWN.beside("head (front)", 0, -1).name == "head (front)"
