from collections.abc import Sequence
from datetime import timedelta

from sopdesk.domain.event import Stamp
from sopdesk.domain.hints import Together, out_of_order, ticked_together
from sopdesk.domain.mark import Mark
from tests.domain.given import at


def marked(*lines: tuple[str, float], actor: str = "leo", how: str = "ticked") -> list[Mark]:
    """Give marks: each line's id and the seconds after which it was recorded."""
    return [
        Mark(item, how, Stamp("log", n, int(seconds * 1000), at(1) + timedelta(seconds=seconds), actor))
        for n, (item, seconds) in enumerate(lines)
    ]


def steps(*ids: Sequence[str]) -> dict[str, int]:
    """Give the place of each line's step."""
    return {item: n for n, those in enumerate(ids) for item in those}


def test_within_a_step_the_order_is_free() -> None:
    """Whoever does the lines of one step in another order has done nothing out of order."""
    assert out_of_order(marked(("b", 1), ("a", 2), ("c", 3)), steps("ab", "c")) == ()


def test_a_line_done_after_a_later_step_is_out_of_order() -> None:
    """The one line that was done last is named, not all those that came before it."""
    assert out_of_order(marked(("b", 1), ("c", 2), ("d", 3), ("a", 9)), steps("a", "b", "c", "d")) == ("a",)
    assert out_of_order(marked(("d", 1), ("a", 2), ("b", 3), ("c", 4)), steps("a", "b", "c", "d")) == ("d",)
    assert out_of_order([], {}) == ()


def test_a_line_that_the_checklist_has_no_more_is_left_out() -> None:
    """A line that the revision does not know has no order."""
    assert out_of_order(marked(("b", 1), ("gone", 2)), steps("a", "b")) == ()


def test_lines_ticked_in_one_go_are_told() -> None:
    """Four ticks by one person, each within three seconds of the one before, are told with their span."""
    found = ticked_together(marked(("a", 0), ("b", 2), ("c", 4), ("d", 6.5), ("e", 60)))
    assert found == (Together(("a", "b", "c", "d"), "leo", at(1), at(1) + timedelta(seconds=6.5)),)
    assert found[0].seconds == 7


def test_three_lines_are_no_hint() -> None:
    """Three ticks in a row happen to anybody."""
    assert ticked_together(marked(("a", 0), ("b", 1), ("c", 2))) == ()


def test_another_person_or_a_pause_begins_anew() -> None:
    """Two people at work together, or somebody who walks between the lines, do not tick in one go."""
    others = marked(("a", 0), ("c", 2)) + marked(("b", 1), ("d", 3), actor="sam")
    assert ticked_together(others) == ()
    assert ticked_together(marked(("a", 0), ("b", 2), ("c", 20), ("d", 22))) == ()


def test_a_line_that_asks_for_more_is_never_counted() -> None:
    """A reading, a text or a reason between ticks shows that somebody stood there."""
    between = marked(("x", 3), how="counted")
    assert ticked_together([*marked(("a", 0), ("b", 1), ("c", 4), ("d", 5)), *between]) == ()
