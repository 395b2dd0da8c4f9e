"""Wrapping a signature: the bytes that it covers stay as they were, and a reader finds other ones between them."""

import io
import re

import pikepdf

_RANGE = re.compile(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]")
_FIELD = re.compile(rb"(\d+) 0 obj\s*<<\s*/Contents <")
_ROOT = re.compile(rb"/Root (\d+ 0 R)")


def wrapped(pdf: bytes) -> bytes:
    """Give a file whose first page is hidden; what was signed is still there, and its signature says where.

    The second part that was signed goes to the end. In its place stand a table of contents (where the old end of the
    file says that one is), a tree of pages, and the signature with the places of its parts made to fit.
    """
    before, after, length = _numbers(pdf)
    xref = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    fields = _FIELD.findall(pdf)
    number = int(fields[-1])
    tree, pages = _pages(pdf)
    pad = b"\n>>\nendobj\n".ljust(xref - after)

    def inside(end: int) -> bytes:
        said = pdf[after : pdf.index(b"endobj", after)].partition(b"]")[2]
        signature = b"%d 0 obj\n<<\n/Contents " % number + pdf[before:after]
        signature += b"\n/ByteRange [0 %010d %010d %010d]" % (before, end, length) + said + b"endobj\n"
        trailer = b"trailer\n<< /Size %d /Root %s /Prev %010d >>\n" % (
            number + 2, _ROOT.findall(pdf)[-1], end + xref - after,
        )  # fmt: skip
        table = b"xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n"
        start = xref + len(table % (pages, 0, number, 0)) + len(trailer)
        return table % (pages, start, number, start + len(tree)) + trailer + tree + signature

    end = xref + len(inside(0))
    return pdf[:after] + pad + inside(end) + pdf[after:]


def _numbers(pdf: bytes) -> tuple[int, int, int]:
    found = _RANGE.search(pdf)
    assert found is not None
    before, after, length = map(int, found.groups())
    return before, after, length


def _pages(pdf: bytes) -> tuple[bytes, int]:
    """Give a tree of pages without the first one, and its number."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        number = opened.Root.Pages.objgen[0]
        kids = [opened.Root.Pages.Kids[n].objgen[0] for n in range(1, len(opened.Root.Pages.Kids))]
    shown = b" ".join(b"%d 0 R" % each for each in kids)
    return b"%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] >>\nendobj\n" % (number, len(kids), shown), number
