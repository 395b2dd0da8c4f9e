from sopdesk.domain.prose import Span, words_of


def test_marked_words_read_as_bare_text() -> None:
    """However words are set, they are the same words."""
    assert words_of((Span("Never "), Span("in cash", bold=True), Span("."))) == "Never in cash."
    assert words_of(()) == ""
