"""Odd Word files and pages come in or are refused with a sentence; none of their words is lost without being told."""

import json
import re
import zipfile
from pathlib import Path

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.document_file import Document, document_of
from sopdesk.interchange.manual_folder import read_manual
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure

WORD = re.compile(r"[^\W_]{2,}")


def words_of(document: Document) -> set[str]:
    """Give the words of a document."""
    return set(WORD.findall(re.sub(r"[*~`\\]", "", "\n".join(each.text for each in document.lines))))


def test_odd_word_files_lose_no_words(corpora: Path) -> None:
    """Every word of every odd Word file stands in its draft; a picture outside the file stands marked at its place."""
    folder = corpora / "badinput" / "mammoth-docx" / "files" / "test" / "test-data"
    files = sorted(folder.glob("*.docx"))
    assert len(files) == 17
    for file in files:
        document = document_of(file.name, file.read_bytes())
        with zipfile.ZipFile(file) as archive:
            texts = [
                archive.read(each).decode("utf-8") for each in archive.namelist() if re.match(r"word/\w+\.xml", each)
            ]
        wanted = {
            word for text in texts for said in re.findall(r"<w:t\b[^>]*>([^<]*)<", text) for word in WORD.findall(said)
        }
        assert wanted <= words_of(document), file.name
        draft = read_manual(file)
        for each in draft.procedures:
            assert parse_procedure(format_procedure(each.procedure)) == each.procedure
    outside = read_manual(folder / "external-picture.docx")
    assert "`not understood: picture a picture outside the Word file`" in format_procedure(
        outside.procedures[0].procedure
    )
    assert len(read_manual(folder / "tiny-picture.docx").procedures[0].pictures) == 1


def test_files_that_are_no_documents_are_refused(corpora: Path) -> None:
    """Whatever else is given as a document is refused with a sentence or comes in; nothing stops the program."""
    folder = corpora / "badinput"
    sentences = []
    for file in sorted(each for each in folder.rglob("*") if each.is_file() and each.stat().st_size < 50_000)[:120]:
        for ending in (".docx", ".html", ".md"):
            try:
                document_of(f"a{ending}", file.read_bytes())
            except Refusal as refusal:
                sentences.append(refusal.sentence)
    assert len(sentences) > 60
    assert all(each.endswith(".") for each in sentences)


def test_naughty_strings_stay_words(corpora: Path) -> None:
    """Every naughty string in a page of HTML is read back as the words that it is."""
    strings = json.loads((corpora / "badinput" / "blns" / "files" / "blns.json").read_text("utf-8"))
    import html

    from sopdesk.interchange.prose import plain_text

    for each in strings:
        document = document_of("a.html", f"<p>x {html.escape(each)} y</p>".encode("utf-8", "replace"))
        read = plain_text("\n".join(line.text for line in document.lines))
        assert WORD.findall(read) == WORD.findall("x " + re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", each) + " y")
