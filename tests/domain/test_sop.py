from tests.domain.given import checklist, procedure


def test_a_step_is_found_by_its_id() -> None:
    """A step keeps its id over all revisions and is found by it."""
    found = procedure().step("greet")
    assert found is not None
    assert found.title == "Greet"
    assert procedure().step("gone") is None


def test_lines_to_tick_follow_the_steps() -> None:
    """The lines of a checklist come in the order of its steps."""
    assert [each.id for each in checklist().items()] == ["wand", "fridge", "float", "stock"]
