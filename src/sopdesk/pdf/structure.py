"""Writing the structure tree (ISO 32000-1, 14.7) into the file that reportlab makes."""

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from sopdesk.pdf.element import Annotation, Content, Element, Value

Document = Any
"""reportlab's document: it ships no types."""
_NAMED = {"Column", "Row", "Block", "Decimal", "Disc"}
"""Values of attributes that are names."""


class _Node(pdfdoc.PDFObject):  # type: ignore[misc] # reportlab ships no types
    """An object of the file that is written out already."""

    content = b""

    def format(self, _: object) -> bytes:
        """Give it as it stands in the file."""
        return self.content


def write_structure(
    document: Document, root: Element, pages: Sequence[Sequence[Element]], links: Sequence[Element]
) -> None:  # fmt: skip
    """Add the tree below `root`; `pages` holds for every page the elements of its marks, in their order."""
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    sheets = [_number(document, page) for page in document.Pages.pages]
    for number, page in enumerate(document.Pages.pages):
        page.StructParents, page.Tabs = number, pdfdoc.PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    tree = _Node()
    document.Catalog.StructTreeRoot = document.Reference(tree)
    top = _number(document, tree)
    numbers = _write_elements(document, root, top, sheets)
    parents = [_array(document, (numbers[each] for each in page)) for page in pages]
    listed = [*parents, *(numbers[each] for each in links)]
    held = _Node()
    held.content = b"<</Nums [%s]>>" % b" ".join(b"%d %d 0 R" % each for each in enumerate(listed))
    tree.content = b"<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>" % (
        numbers[root], _number(document, held), len(listed),
    )  # fmt: skip


def _number(document: Document, node: object) -> int:
    """Give the number under which an object stands in the file."""
    return int(document.idToObjectNumberAndVersion[document.Reference(node).name][0])


def _array(document: Document, numbers: Iterable[int]) -> int:
    found = _Node()
    found.content = b"[%s]" % b" ".join(b"%d 0 R" % each for each in numbers)
    return _number(document, found)


def _write_elements(document: Document, root: Element, top: int, sheets: Sequence[int]) -> dict[Element, int]:
    """Write every element, the outer before the inner; give the number of each."""
    nodes = {root: _Node()}
    numbers = {root: _number(document, nodes[root])}
    waiting = [(root, top)]
    while waiting:
        element, parent = waiting.pop()
        inner = [each for each in element.kids if isinstance(each, Element)]
        for each in inner:
            nodes[each] = _Node()
            numbers[each] = _number(document, nodes[each])
        nodes.pop(element).content = _written(document, element, parent, numbers, sheets)
        waiting += ((each, numbers[element]) for each in reversed(inner))
    return numbers


def _written(
    document: Document, element: Element, parent: int, numbers: dict[Element, int], sheets: Sequence[int]
) -> bytes:  # fmt: skip
    page = next((each.page for each in element.kids if not isinstance(each, Element)), None)
    parts = [b"<</Type /StructElem /S /%s /P %d 0 R" % (element.kind.encode(), parent)]
    if page is not None:
        parts.append(b"/Pg %d 0 R" % sheets[page])
    parts += [b"/%s %s" % (key, _text(said)) for key, said in ((b"Alt", element.alt), (b"ActualText", element.actual))
              if said]  # fmt: skip
    if element.attributes:
        parts.append(b"/A [%s]" % b" ".join(
            b"<</O /%s %s>>" % (owner.encode(), b" ".join(b"/%s %s" % (name.encode(), _value(value))
                                                        for name, value in values.items()))
            for owner, values in element.attributes.items()
        ))  # fmt: skip
    kids = b" ".join(_kid(document, each, page, numbers, sheets) for each in element.kids)
    return b" ".join((*parts, b"/K [%s]>>" % kids))


def _kid(
    document: Document, kid: Element | Content | Annotation, page: int | None, numbers: dict[Element, int],
    sheets: Sequence[int],
) -> bytes:  # fmt: skip
    match kid:
        case Element():
            return b"%d 0 R" % numbers[kid]
        case Content():
            if kid.page == page:
                return b"%d" % kid.number
            return b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (sheets[kid.page], kid.number)
        case _:
            held = document.idToObjectNumberAndVersion[kid.name][0]
            return b"<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>" % (sheets[kid.page], held)


def _value(value: Value) -> bytes:
    if isinstance(value, str):
        return b"/" + value.encode() if value in _NAMED else _text(value)
    if isinstance(value, int):
        return b"%d" % value
    return b"[%s]" % b" ".join(f"{each:g}".encode() for each in value)


def _text(text: str) -> bytes:
    """Give a text in UTF-16, as hex digits, which need no escapes."""
    return b"<feff%s>" % text.encode("utf-16-be", "replace").hex().encode()
