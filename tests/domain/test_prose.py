from sopdesk.domain.prose import ListBlock, ListItem, Paragraph, Picture, Quote, Span, pictures_in, words_of


def test_marked_words_read_as_bare_text() -> None:
    """However words are set, they are the same words."""
    assert words_of((Span("Never "), Span("in cash", bold=True), Span("."))) == "Never in cash."
    assert words_of(()) == ""


def test_pictures_are_found_wherever_they_stand() -> None:
    """A picture within a list or a quotation is a picture of the text."""
    one, other, third = Picture("a"), Picture("b"), Picture("c")
    blocks = (one, Paragraph(()), Quote((other,)), ListBlock((ListItem((third,)),)))
    assert tuple(pictures_in(blocks)) == (one, other, third)
