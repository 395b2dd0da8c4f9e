from sopdesk.store.incidents import in_short


def test_a_narrative_in_short_ends_with_a_word() -> None:
    """A list shows the beginning of a long narrative up to the end of a word, and that there is more."""
    assert in_short("It  fell.\n") == "It fell."
    assert in_short("word " * 40) == f"{'word ' * 30}word…"
    assert in_short("x" * 300) == f"{'x' * 159}…"
