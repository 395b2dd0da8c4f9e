"""A PDF that was made to cost more than it brings is refused before any reader of PDFs opens it."""

import tracemalloc
import zlib

import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.pdf.evidence_file import open_file
from sopdesk.pdf.unpacking import OLDER, check_unpacking

MEGABYTE = 1 << 20


def folded(megabytes: int, begin: bytes = b"") -> bytes:
    """Give a stream that unpacks to so many megabytes of zeros."""
    folding = zlib.compressobj(9)
    head = folding.compress(begin) + folding.flush(zlib.Z_FULL_FLUSH)
    first = folding.compress(bytes(MEGABYTE)) + folding.flush(zlib.Z_FULL_FLUSH)
    return head + first * megabytes + folding.flush()


def stream(words: str, content: bytes, number: int = 4) -> bytes:
    """Give an object that is a stream."""
    return b"%d 0 obj\n<<%s /Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number, words.encode(), len(content), content,
    )  # fmt: skip


def pdf(*objects: bytes, trailer: str = "") -> bytes:
    """Give a PDF with these objects, whose table says where each begins."""
    catalogue = (
        b"1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
    )
    body = b"%PDF-1.7\n" + catalogue + b"".join(objects)
    places = [0, body.index(b"1 0 obj"), body.index(b"2 0 obj")]
    rows = b"".join(b"%010d %05d %s \n" % (each, 0 if each else 65535, b"n" if each else b"f") for each in places)
    table = b"xref\n0 3\n%strailer\n<</Size 3 /Root 1 0 R %s>>\n" % (
        rows, trailer.replace("HERE", str(len(body))).encode(),
    )  # fmt: skip
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


TWICE = zlib.compress(folded(1100), 9)
BOMBS = {
    "object-stream": pdf(stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", folded(1100))),
    "table-stream": pdf(stream("/Type /XRef /W [1 1 1] /Size 9999 /Filter /FlateDecode", folded(10))),
    "table-like-a-bundle": pdf(stream("/Type /XRef /W [1 1 1] /Filter /FlateDecode", folded(10, b'{"act":'))),
    "named-otherwise": pdf(stream("/Type /#58Ref /W [1 1 1] /Filter /FlateDecode", folded(10))),
    "without-a-name": pdf(stream("/Filter /FlateDecode", folded(70))),
    "attached": pdf(stream("/Type /EmbeddedFile /Filter /FlateDecode", folded(700, b'{"act":'))),
    "many": pdf(*(stream("/Type /ObjStm /Filter /FlateDecode", folded(60), n) for n in range(4, 25))),
}
PACKED = {
    "twice": pdf(stream("/Type /ObjStm /Filter [/FlateDecode /FlateDecode]", TWICE)),
    "twice-escaped": pdf(stream("/Type /ObjStm /Filter [/Flate#44ecode /#46lateDecode]", TWICE)),
    "twice-hidden": pdf(stream("/Filter [/FlateDecode /FlateDecode] /Note (endobj)", TWICE)),
    "told-elsewhere": pdf(stream("/Type /ObjStm /Filter 9 0 R", TWICE)),
    "half-told-elsewhere": pdf(stream("/Type /ObjStm /Filter [/FlateDecode 9 0 R]", TWICE)),
    "runs": pdf(stream("/Type /ObjStm /Filter [/RunLengthDecode /LZWDecode]", bytes(900))),
    "short": pdf(stream("/Type /ObjStm /Filter [/ASCIIHexDecode /RL]", bytes(900))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_unpacks_to_more_than_any_evidence_is_refused(name: str) -> None:
    """Whatever of a PDF unpacks without end, it is refused without filling the memory."""
    tracemalloc.start()
    with pytest.raises(Refusal, match="unpacks to more than any evidence does"):
        open_file(BOMBS[name])
    assert tracemalloc.get_traced_memory()[1] < 64 * MEGABYTE
    tracemalloc.stop()


@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_twice_is_refused(name: str) -> None:
    """A file of a few kB that unpacks to more than a gigabyte by being packed twice is not even begun."""
    assert len(PACKED[name]) < 10_000
    with pytest.raises(Refusal, match="packed in a way that no evidence is"):
        open_file(PACKED[name])


def test_a_long_way_back_is_not_followed() -> None:
    """A file with more older tables than signatures and stamps add is refused."""
    with pytest.raises(Refusal, match="written over more often"):
        open_file(pdf(b"".join(b"trailer <</Prev %d>>\n" % n for n in range(OLDER + 1))))


@pytest.mark.parametrize("place", ["HERE", "9", "99999999999"])
def test_a_way_back_that_leads_nowhere_ends(place: str) -> None:
    """A table that names itself as the older one, or none, does not keep a reader busy for ever."""
    with pytest.raises(Refusal):
        open_file(pdf(trailer=f"/Prev {place}"))


def test_an_ordinary_file_is_opened() -> None:
    """A file of pictures and prose costs what it costs: only that it is no evidence is said."""
    check_unpacking(pdf(stream("/Filter /FlateDecode", folded(3)), stream("/Filter /DCTDecode", b"\xff\xd8" * 99)))
    with pytest.raises(Refusal, match="no evidence attached"):
        open_file(pdf(stream("/Filter /FlateDecode", folded(3))))
