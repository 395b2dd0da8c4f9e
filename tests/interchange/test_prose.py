import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopdesk.domain.prose import (
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
    words_of,
)
from sopdesk.interchange import prose
from sopdesk.interchange.prose import plain_text, read_prose


def paragraph(text: str) -> Paragraph:
    """Give a paragraph of plain words."""
    return Paragraph((Span(text),))


def test_plain_text_is_paragraphs() -> None:
    """Text without marks is paragraphs; a line end within one is a space."""
    assert read_prose("One.\nTwo.\n\n\nThree.") == (paragraph("One. Two."), paragraph("Three."))
    assert read_prose("") == ()


def test_marks_become_spans() -> None:
    """Bold, italic, code and links are spans; neighbours set alike are one."""
    assert read_prose("Say **no *never*** to `rm` and [SOP 3](SOP-003#warn)\\\nagain") == (
        Paragraph((
            Span("Say "), Span("no ", bold=True), Span("never", bold=True, italic=True), Span(" to "),
            Span("rm", code=True), Span(" and "), Span("SOP 3", link="SOP-003#warn"), Span("\nagain"),
        )),
    )  # fmt: skip


def test_blocks_are_told_apart() -> None:
    """Lists, boxes to tick, tables, code, quotes, headings, rules and pictures are blocks of their own."""
    text = (
        "# A\n\n3. x\n   - [x] y\n   - [ ] z\n\n> q\n\n```sh\nls\n```\n\n---\n\n"
        '| a | b |\n| :-: | --- |\n| 1 | **2** |\n\nsee ![alt](p.svg "cap") there'
    )
    boxes = ListBlock((ListItem((paragraph("y"),), ticked=True), ListItem((paragraph("z"),), ticked=False)))
    assert read_prose(text) == (
        Heading(1, (Span("A"),)),
        ListBlock((ListItem((paragraph("x"), boxes)),), ordered=True, start=3),
        Quote((paragraph("q"),)),
        Code("ls", "sh"),
        Rule(),
        Table(((Span("a"),), (Span("b"),)), (((Span("1"),), (Span("2", bold=True),)),), ("center", "")),
        paragraph("see "),
        Picture("p.svg", "alt", "cap"),
        paragraph(" there"),
    )


def test_html_is_shown_not_run() -> None:
    """Raw HTML in a text is words like any other."""
    assert plain_text("<script>alert(1)</script>\n\n<b>x</b>") == "<script>alert(1)</script>\n<b>x</b>"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "../secret.md",
        "/etc/passwd",
        "page.md",
        "//x.example",
    ],
)
def test_links_lead_nowhere_else(target: str) -> None:
    """A link to anything but the web, mail or the manual is plain words."""
    assert not any(
        span.link for block in read_prose(f"[a]({target})") if isinstance(block, Paragraph) for span in block.spans
    )


@pytest.mark.parametrize("target", ["https://a.example/b?c=d", "mailto:a@b.example", "#look", "SOP-003", "IMP-1.2#a-b"])
def test_links_that_are_kept(target: str) -> None:
    """Links to the web, to mail, to a procedure and to a step are kept."""
    assert read_prose(f"[a]({target})") == (Paragraph((Span("a", link=target),)),)


def test_pictures_from_the_web_are_links() -> None:
    """A picture that lies on the web is never loaded: what it shows is a link."""
    shown = (Paragraph((Span("cat", link="https://a.example/cat.png"),)),)
    assert read_prose("![cat](https://a.example/cat.png)") == shown


@pytest.mark.parametrize(
    "hostile", [">" * 5000, "[" * 20000, "*a " * 5000, "- " * 3000 + "x", "`" * 9999, "![" * 5000 + "](a)"]
)
def test_hostile_texts_are_read_soon(hostile: str) -> None:
    """Texts made to break a reader of Markdown are read like any other."""
    assert isinstance(read_prose(hostile), tuple)


def test_words_nested_too_deep_are_shown() -> None:
    """Words in a hundred quotes are shown with their marks, not left out."""
    assert "deep" in plain_text("> " * 100 + "deep")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab .,!?\n\n'\"é3(-"), max_size=60))
def test_the_short_way_reads_the_same(text: str) -> None:
    """Text without marks is read without the Markdown reader, with the same result."""
    tokens = prose._Tokens(prose._markdown().parse(text))
    assert read_prose(text) == tuple(prose._blocks(tokens))


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('ab []()*_`<>!#-|\\\n\n1.~&:"x'), max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes the reader fail, and every table is rectangular."""
    for block in read_prose(text):
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} <= {len(block.header)}
    assert words_of(()) == ""
