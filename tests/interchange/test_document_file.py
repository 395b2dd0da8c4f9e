import base64
import io
import zipfile
from pathlib import Path

import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Format
from sopdesk.interchange import archive
from sopdesk.interchange.document_file import document_of
from sopdesk.interchange.document_pages import levels
from sopdesk.interchange.manual_folder import read_manual
from tests.interchange.test_manual_folder import png

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str, style: str = "") -> str:
    """Give a paragraph of Word."""
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{said}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, **parts: str) -> bytes:
    """Give a Word file with this body; "__" in a part's name is a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def words(name: str, content: bytes) -> str:
    """Give a document as Markdown."""
    return "\n".join(each.text for each in document_of(name, content).lines)


def test_a_word_file_becomes_a_procedure(tmp_path: Path) -> None:
    """Headings and text of a Word file come in; what stands in heads and feet of its pages is not lost."""
    body = paragraph("Opening", "Heading1") + paragraph("Unlock &lt;it&gt; *now*.")
    file = tmp_path / "open.docx"
    file.write_bytes(docx(body, word__header1=f"<w:hdr {W}>{paragraph('Version seven')}</w:hdr>"))
    draft = read_manual(file)
    (only,) = draft.procedures
    assert only.procedure.title == "Opening"
    assert "Unlock &lt;it> \\*now\\*." in only.procedure.purpose
    assert "> **Not understood:** `Version seven`" in only.procedure.purpose
    assert any("The header of the pages did not come in" in each.sentence for each in draft.report)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "damaged, or no Word file"),
        (b"PK\x03\x04nonsense", "damaged, or no Word file"),
        (b"\xd0\xcf\x11\xe0old", "locked with a password, or an older Word file"),
        (docx("")[:-40], "damaged, or no Word file"),
        (docx("<w:p>"), "no well-formed XML"),
        (docx("<w:p>" * 500 + "</w:p>" * 500), "nested too deeply"),
        (docx("", word__comments='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "defines entities of its own"),
    ],
)
def test_a_broken_word_file_is_refused(content: bytes, sentence: str) -> None:
    """A file that is none, is locked, damaged or hostile is refused with a sentence that says why."""
    with pytest.raises(Refusal, match=sentence):
        document_of("a.docx", content)


def test_a_file_that_unfolds_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that would unfold to far more is refused before it is opened."""
    content = docx(paragraph("x" * 100_000))
    assert len(content) < 2_000
    monkeypatch.setattr(archive, "MOST_TEXT", 50_000)
    with pytest.raises(Refusal, match="of text; it is not opened"):
        document_of("a.docx", content)
    monkeypatch.setattr(archive, "MOST_BYTES", 50_000)
    with pytest.raises(Refusal, match="unfolds to more than"):
        document_of("a.docx", content)


def test_pictures_in_a_page_come_along_and_those_on_the_web_do_not(tmp_path: Path) -> None:
    """Pictures within an HTML file or beside it are taken; one on the web is named and never fetched."""
    data = base64.b64encode(png()).decode()
    (tmp_path / "beside.png").write_bytes(png(2))
    (tmp_path / "page.html").write_text(
        f"<h1>T</h1><p><img src='data:image/png;base64,{data}' alt=in> <img src=beside.png> <img src=gone.png> "
        "<img src='https://a.example/x.png' alt=far> <img src='../out.png'></p>", "utf-8",
    )  # fmt: skip
    (tmp_path.parent / "out.png").write_bytes(png(3))
    draft = read_manual(tmp_path / "page.html")
    assert {len(each) for each in draft.procedures[0].pictures.values()} == {len(png())}
    assert len(draft.procedures[0].pictures) == 2
    text = draft.procedures[0].procedure.purpose
    assert "[far](https://a.example/x.png)" in text
    assert "`not understood: picture gone.png`" in text
    assert "`not understood: picture ../out.png`" in text
    assert any("was not fetched" in each.sentence for each in draft.report)


BOOK = (
    "<h1>At the till</h1><p>For all.</p><h2>Opening</h2><p>Count. See <a href='#c'>closing</a>.</p>"
    "<h3>More</h3><p>x</p>"
    "<h2 id=c>Closing</h2><ol><li>Lock.<li>Go.</ol><h1>Kitchen</h1><h2>Opening</h2><p>Light.</p>"
)


def test_one_document_is_cut_where_a_person_says(tmp_path: Path) -> None:
    """A document is one procedure, or one for each heading of a level; the heading above is the section."""
    file = tmp_path / "book.html"
    file.write_text(BOOK, "utf-8")
    assert levels(document_of("book.html", BOOK.encode())) == ((0, 1), (1, 2), (2, 4), (3, 5))
    assert len(read_manual(file).procedures) == 1
    found = [each.procedure for each in read_manual(file, level=2).procedures]
    assert [(each.title, each.section) for each in found] == [
        ("At the till", "At the till"), ("Opening", "At the till"), ("Closing", "At the till"), ("Opening", "Kitchen"),
    ]  # fmt: skip
    assert "[closing](IMP-003)" in found[1].purpose
    assert found[1].references[0].number == "IMP-003"
    assert [each.title for each in found[2].steps] == ["Lock.", "Go."]


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("<ul>" + "<li><input type=checkbox> do it" * 4 + "</ul>", Format.CHECKLIST),
        ("<h2>Why?</h2>a<h2>How?</h2>b<h2>When?</h2>c", Format.FAQ),
        ("<h2>A</h2><p>x</p><img src=a.png><h2>B</h2><img src=a.png><h2>C</h2><img src=a.png>", Format.PICTURE_GUIDE),
        ("<h2>A</h2>x<h2>B</h2>y", Format.ARTICLE),
    ],
)
def test_the_format_is_guessed(tmp_path: Path, page: str, form: Format) -> None:
    """Boxes make a checklist, questions an FAQ, a picture in each step a picture guide, all else an article."""
    (tmp_path / "p.html").write_text(f"<h1>T</h1>{page}", "utf-8")
    (tmp_path / "a.png").write_bytes(png())
    (found,) = read_manual(tmp_path / "p.html").procedures
    assert found.procedure.format is form


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    """Only Word, HTML and Markdown are read; too large a file is not."""
    with pytest.raises(Refusal, match="not a document that can be read"):
        document_of("a.pdf", b"%PDF")
    with pytest.raises(Refusal, match="MB of text"):
        document_of("a.html", b"<p>" + b"x" * 4_100_000)
