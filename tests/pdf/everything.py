"""Everything that can be read in a PDF, wherever it lies: on its pages, in any stream, in any text of any object."""

import io

import pikepdf
import pypdfium2

from sopdesk.domain.refusal import Trouble
from sopdesk.journal.bundle import read_bundle
from sopdesk.journal.sealed import reveal


def all_words(content: bytes) -> str:
    """Give the words of the pages, the texts of all objects (tags, outline, metadata), and all streams.

    Of a bundle that is attached to the file also what it discloses.
    """
    found = [content.decode("latin-1"), *_pages(content)]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            found += _texts(each)
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != pikepdf.Name.Image:
                data = each.read_bytes()
                found += [data.decode("latin-1"), data.decode("utf-8", "ignore"), *_disclosed(data)]
    return "\n".join(found)


def pictures_in(content: bytes) -> int:
    """Count the pictures in a file, those of the pages and any other."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image" for each in pdf.objects)


def _pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        words = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [each for text in words for each in (text, " ".join(text.split()))]


def _texts(value: object) -> list[str]:
    """Give every text of an object that stands in it itself; other objects come by themselves."""
    match value:
        case pikepdf.String():
            return [str(value), bytes(value).decode("latin-1")]
        case pikepdf.Array():
            return [text for each in value if _lies_within(each) for text in _texts(each)]
        case pikepdf.Dictionary() | pikepdf.Stream():
            return [text for each in value.values() if _lies_within(each) for text in _texts(each)]
        case _:
            return []


def _lies_within(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _disclosed(data: bytes) -> list[str]:
    """Give what a bundle discloses, which stands encoded in it, and the files that it carries."""
    try:
        bundle = read_bundle(data)
    except (Trouble, ValueError):
        return []
    values = [str(reveal(each)[1]) for each in bundle.disclosures]
    return [*values, *(each.decode("latin-1") for each in bundle.attachments)]
