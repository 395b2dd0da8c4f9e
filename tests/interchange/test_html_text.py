import pytest

from sopdesk.interchange.html_text import markdown_of
from sopdesk.interchange.html_words import Told
from sopdesk.interchange.prose import plain_text


def read(source: str) -> tuple[str, list[str]]:
    """Give HTML as Markdown, and what was said about it."""
    told: Told = []
    return "\n".join(each.text for each in markdown_of(source, told)), [sentence for _, sentence in told]


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<h2>Open <em>up</em></h2><p>Do <b>this </b>now.</p>", "## Open *up*\n\nDo **this** now."),
        ("<p>one<br>two<br></p>", "one\\\ntwo"),
        ("<ul><li>One<ul><li>sub</ul><li>Two</ul>", "- One\n  - sub\n- Two"),
        ("<ol start=3><li><p>a</p><p>b</p></li></ol>", "3. a\n\n   b"),
        ("<ul><li><input type=checkbox> a<li><input type=checkbox checked>b</ul>", "- [ ] a\n- [x] b"),
        ("<table><tr><th>a<th>b<tr><td>1<td>2|3</table>", "| a | b |\n| --- | --- |\n| 1 | 2\\|3 |"),
        ("<table><tr><td rowspan=2>x<td>1<tr><td>2</table>", "| x | 1 |\n| --- | --- |\n|  | 2 |"),
        ("<table><tr><td><p>laid out</p></table>", "laid out"),
        ("<blockquote><p>q<p>r</blockquote>", "> q\n>\n> r"),
        ("<pre><code class='language-sh'>ls *\n`x`</code></pre>", "```sh\nls *\n`x`\n```"),
        ("<p>a <code>b `c`</code> <q>d</q> <del>e</del></p>", "a `` b `c` `` “d” ~~e~~"),
        ("<details><summary>More</summary>hid</details>", "**More**\n\nhid"),
        ("<dl><dt>Float<dd>The money</dl>", "**Float**\n\nThe money"),
        ("<p><a href='a b.html'>x</a> <a name=n>y</a> <img src='p.png' alt='P [1]'></p>",
         "[x](a%20b.html) y ![P \\[1\\]](p.png)"),
        ("<h1>T <img src=i.png></h1>", "# T\n\n![](i.png)"),
        ("<h2 id=one>One</h2><p id=p>x <a href='#one'>up</a> <a href='#no'>no</a>", "## One\n\nx [up](#one) no"),
        ("<hr>", "---"),
    ],
)  # fmt: skip
def test_what_has_a_meaning_is_kept(source: str, markdown: str) -> None:
    """Headings, lists, tables, links, pictures, boxes and marks of HTML become those of Markdown."""
    assert read(source)[0] == markdown


@pytest.mark.parametrize(
    "text", ["# no heading", "1. no list", "- no", "*a* _b_ `c` [d](e)", "a &lt;b> &amp;amp;", "> q", "| a |"]
)
def test_words_are_words(text: str) -> None:
    """What looks like Markdown in the words of a page stays words."""
    import html

    words, _ = read(f"<p>{html.escape(text, quote=False)}</p>")
    assert plain_text(words) == text


def test_what_has_none_stands_marked_at_its_place() -> None:
    """A film, a form or a drawing in code stands marked where it stood, with where it came from."""
    words, _ = read("<p>a</p><iframe src='https://v.example/1'></iframe><p>Type <input name=n> or <svg><g/></svg></p>")
    assert '> **Not understood:** `<iframe src="https://v.example/1">`' in words
    assert words.endswith('Type `not understood: <input name="n">` or `not understood: <svg>`')


def test_what_is_left_out_is_told() -> None:
    """Scripts, styles and a page's own navigation are left out, and it is said so."""
    words, told = read("<head><style>p{}</style></head><nav>Home</nav><script>alert(1)</script><p>a</p>")
    assert words == "a"
    assert told == [
        "A style sheet was left out.", "The page's own navigation was left out: “Home”.", "A script was left out.",
    ]  # fmt: skip


def test_deep_nesting_is_taken_as_words() -> None:
    """A page that is nested without end neither stops the program nor loses its words."""
    words, told = read("<div>" * 3000 + "at the bottom" + "</div>" * 3000)
    assert "at the bottom" in words
    assert any("nested too deeply" in each for each in told)
    assert "x" in read("<p>" + "<b>" * 3000 + "x")[0]


def test_a_huge_span_is_bounded() -> None:
    """A cell that claims a thousand columns is read as wide as a page can be."""
    words, _ = read("<table><tr><td colspan=9999>x<td>y<tr><td>1<td>2</table>")
    assert words.count("|") < 400
