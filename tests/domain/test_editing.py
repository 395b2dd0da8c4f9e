from dataclasses import replace

import pytest

from sopdesk.domain import editing
from sopdesk.domain.sop import Branch, Duty, Item, Part, Picture, Procedure, Question
from tests.domain.given import checklist, procedure, refund, step


def steps(*levels: int) -> Procedure:
    """Give a procedure of steps a, b, c … at these depths."""
    return procedure(steps=tuple(step(chr(97 + n), level=level) for n, level in enumerate(levels)))


def order(content: Procedure) -> str:
    """Give the ids of the steps, sub-steps in brackets."""
    return "".join(f"({each.id})" if each.level else each.id for each in content.steps)


def test_steps_are_numbered_with_their_sub_steps() -> None:
    """The third step's first sub-step is 3.1; a sub-step without a step above it counts as a step."""
    assert list(steps(0, 1, 1, 0, 1).numbers().values()) == ["1", "1.1", "1.2", "2", "2.1"]
    assert list(steps(1, 0).numbers().values()) == ["1", "2"]


def test_an_id_is_never_given_twice() -> None:
    """A new id is free among all that were ever used, of steps, lines, questions and parts."""
    content = replace(checklist(), questions=(Question("q", "?", "!"),), parts=(Part("T", "x", "p"), Part("U", "y")))
    assert editing.ids_of(content) == {"close", "wand", "fridge", "float", "stock", "q", "p"}
    assert editing.new_id("step", {"step-1", "step-2"}) == "step-3"


@pytest.mark.parametrize(
    ("after", "expected"), [("", "a(b)cn"), ("a", "a(b)nc"), ("b", "a(b)(n)c"), ("nowhere", "a(b)cn")]
)
def test_a_step_is_put_in_behind_another(after: str, expected: str) -> None:
    """A new step stands behind the one named and its sub-steps, as deep as that one; else at the end."""
    assert order(editing.add_step(steps(0, 1, 0), "n", after)) == expected


def test_removing_a_step_keeps_its_sub_steps() -> None:
    """A step goes with its row of responsibilities; the first step left is never a sub-step."""
    content = replace(steps(0, 1, 0), duties=(Duty("a", "manager", "R"), Duty("b", "manager", "A")))
    gone = editing.remove_step(content, "a")
    assert order(gone) == "bc"
    assert gone.duties == (Duty("b", "manager", "A"),)
    assert order(editing.remove_step(steps(0), "a")) == ""


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [("a", 4, "cda(b)"), ("a", 3, "ca(b)d"), ("d", 0, "da(b)c"), ("a", 1, "a(b)cd"), ("b", 4, "acd(b)"),
     ("x", 0, "a(b)cd")],
)  # fmt: skip
def test_a_step_moves_with_its_sub_steps(name: str, place: int, expected: str) -> None:
    """Moving a step takes its sub-steps along; moving it onto itself changes nothing."""
    assert order(editing.move_step(steps(0, 1, 0, 0), name, place)) == expected


@pytest.mark.parametrize(
    ("name", "by", "expected"),
    [
        ("a", 1, "ca(b)d"), ("c", -1, "ca(b)d"), ("a", -1, "a(b)cd"), ("d", 1, "a(b)cd"), ("d", -1, "a(b)dc"),
        ("x", 1, "a(b)cd"),
    ],
)  # fmt: skip
def test_a_step_moves_over_its_neighbour(name: str, by: int, expected: str) -> None:
    """Up and down go over the whole neighbour; the first does not go up, nor the last down."""
    assert order(editing.move_step_by(steps(0, 1, 0, 0), name, by)) == expected


def test_a_sub_step_moves_among_its_own() -> None:
    """A sub-step goes over the sub-step before it."""
    assert order(editing.move_step_by(steps(0, 1, 1), "c", -1)) == "a(c)(b)"


def test_steps_are_one_level_deep() -> None:
    """A step becomes a sub-step and a step again; the first one stays, and nothing goes deeper."""
    assert order(editing.indent_step(steps(0, 0), "b", 1)) == "a(b)"
    assert order(editing.indent_step(steps(0, 1), "b", 1)) == "a(b)"
    assert order(editing.indent_step(steps(0, 1), "b", -1)) == "ab"
    assert order(editing.indent_step(steps(0, 0), "a", 1)) == "ab"
    assert order(editing.indent_step(steps(0, 0), "x", 1)) == "ab"


def test_a_step_is_split_at_the_cursor() -> None:
    """What stands behind the cursor becomes a step of its own; its first line is the title, without its bullet."""
    content = procedure(steps=(step("a", text="Look.\n\n1. Then pay\nAt once.", role="manager", level=0),))
    split = editing.split_step(content, "a", 6, "b")
    assert [(each.id, each.title, each.text, each.role) for each in split.steps] == [
        ("a", "A", "Look.", "manager"), ("b", "Then pay", "At once.", "manager"),
    ]  # fmt: skip
    assert editing.split_step(content, "x", 0, "b") == content


def test_two_steps_are_joined() -> None:
    """Nothing of either step is lost; the row of responsibilities of the second goes."""
    one = step("a", text="Look.", tips=("t",), evidence="slip")
    two = step("b", text="Pay.", must=True, warnings=("w",), evidence="photo", branches=(Branch("Yes", "done"),))
    content = procedure(steps=(one, two), duties=(Duty("a", "manager", "RA"), Duty("b", "manager", "RA")))
    [whole] = editing.join_step(content, "b").steps
    assert (whole.id, whole.text, whole.must) == ("a", "Look.\n\n**B**\n\nPay.", True)
    assert (whole.tips, whole.warnings, whole.evidence) == (("t",), ("w",), "slip; photo")
    assert whole.branches == two.branches
    assert editing.join_step(content, "b").duties == (Duty("a", "manager", "RA"),)
    assert editing.join_step(content, "a") == content
    assert editing.join_step(content, "x") == content


def test_a_line_to_tick_is_added() -> None:
    """A new line stands at the end of its step."""
    assert [each.id for each in editing.add_item(checklist(), "close", "n").items()][-1] == "n"
    assert editing.add_item(checklist(), "x", "n") == checklist()


def test_a_cell_of_the_matrix_is_written() -> None:
    """Letters stand in the order R, A, C, I; anything else is left out; an empty cell is no duty."""
    content = refund()
    assert Duty("look", "manager", "RA") in editing.set_letters(content, "look", "manager", "ar!").duties
    assert [each.role for each in editing.set_letters(content, "look", "front-of-house", "").duties] == [
        "shift-lead", "supervisor",
    ]  # fmt: skip


def test_entries_change_places() -> None:
    """An entry moves as far as there are places."""
    assert editing.moved("abc", 0, 1) == ("b", "a", "c")
    assert editing.moved("abc", 2, 5) == ("a", "b", "c")
    assert editing.moved("abc", 2, -9) == ("c", "a", "b")


def test_a_line_follows_the_title_that_it_repeats() -> None:
    """The only line to tick of a step goes on saying its title; one with words of its own keeps them."""
    told = checklist(steps=(step("wipe", title="Wipe", items=(Item("line-1", "Wipe"),)),))
    renamed = editing.rename_step(told, "wipe", "Wipe twice")
    assert [renamed.steps[0].title, renamed.items()[0].text] == ["Wipe twice", "Wipe twice"]
    own = checklist(steps=(step("wipe", title="Wipe", items=(Item("line-1", "The bar"),)),))
    assert editing.rename_step(own, "wipe", "Wipe twice").items()[0].text == "The bar"
    assert editing.rename_step(own, "nowhere", "X") == own


def test_figures_and_parts_have_ids_too() -> None:
    """Everything that bears an id counts among those given, pictures too."""
    given = procedure(steps=(step("greet", pictures=(Picture("a.png", id="figure-1"), Picture("b.png"))),))
    assert editing.ids_of(given) == {"greet", "figure-1"}
