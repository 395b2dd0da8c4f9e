"""A canvas that knows what it draws: every stroke belongs to an element of the structure tree or is an artifact."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from sopdesk.pdf.element import Annotation, Content, Element, Headings
from sopdesk.pdf.structure import write_structure

_PRINTED = 4
"""The flag of an annotation that is printed with its page, as PDF/A asks (ISO 32000-1, 12.5.3)."""
_SETTINGS = frozenset({
    "q", "Q", "cm", "w", "J", "j", "M", "d", "i", "gs", "rg", "RG", "g", "G", "k", "K",
})  # fmt: skip
"""Operators that leave nothing on the page."""

Rect = tuple[float, float, float, float]


class TaggedCanvas(Canvas):  # type: ignore[misc] # reportlab ships no types
    """A canvas with a structure tree.

    What is drawn inside `mark` belongs to an element; whatever is drawn outside is decoration, an artifact, and a
    reader passes over it. `titles` are those of named places; `pages_marked` holds the elements of each page's marks.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401 - reportlab's own
        """Begin with an empty document."""
        super().__init__(*arguments, **more)
        self.root = Element("Document")
        self.root.placed = True
        self._around = [self.root]
        self._headings = Headings()
        self._marks: list[tuple[int, int]] = []
        self._marking = False
        self._contents: list[Element] = []
        self._links: list[_Link] = []
        self.pages_marked: list[list[Element]] = []
        self.titles: dict[str, str] = {}
        self.setViewerPreference("DisplayDocTitle", "true")

    @property
    def around(self) -> Element:
        """The element that is open."""
        return self._around[-1]

    @contextmanager
    def inside(self, element: Element | None) -> Iterator[None]:
        """Draw what follows as parts of an element; of the one that is open, when there is none."""
        if element is None:
            yield
            return
        element.place(self.around)
        self._around.append(element)
        try:
            yield
        finally:
            self._around.pop()

    def heading(self, wanted: int) -> str:
        """Give the kind of the next heading: a level is never left out."""
        return f"H{self._headings.level(wanted)}"

    @contextmanager
    def mark(self, element: Element) -> Iterator[None]:
        """Draw what follows as the content of an element; inside another content it belongs to that."""
        if self._marking:
            yield
            return
        element.place(self.around)
        number = len(self._contents)
        element.kids.append(Content(len(self.pages_marked), number))
        self._contents.append(element)
        with self.inside(element), self._marked(f"/{element.kind} <</MCID {number}>> BDC"):
            yield

    @contextmanager
    def furniture(self, kind: str) -> Iterator[None]:
        """Draw what follows as what stands on every page: its "Header" or "Footer"."""
        if self._marking:
            yield
            return
        with self._marked(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC"):
            yield

    @contextmanager
    def spoken(self, text: str) -> Iterator[None]:
        """Draw what follows as the picture of a text: shaping may put other characters on the page."""
        said = text.encode("utf-16-be", "replace").hex().upper()
        self._code.append(f"/Span <</ActualText <FEFF{said}>>> BDC")
        try:
            yield
        finally:
            self._code.append("EMC")

    @contextmanager
    def _marked(self, begin: str) -> Iterator[None]:
        start = len(self._code)
        self._code.append(begin)
        self._marking = True
        try:
            yield
        finally:
            self._marking = False
            self._code.append("EMC")
            self._marks.append((start, len(self._code)))

    def figure(self, alt: str, wide: float, high: float, *, at: tuple[float, float] = (0, 0)) -> Element:
        """Give the element of a picture that is about to be drawn: what it shows, and the room that it takes."""
        corners = [self.absolutePosition(at[0] + x, at[1] + y) for x, y in ((0, 0), (wide, high))]
        (left, bottom), (right, top) = corners
        box = tuple(round(each, 2) for each in (left, bottom, right, top))
        return Element("Figure", alt=alt, attributes={"Layout": {"BBox": box, "Placement": "Block"}})

    def linkURL(self, url: str, rect: Rect, relative: int = 0, **_: object) -> None:  # noqa: N802 - reportlab's own
        """Lead from a place on this page to an address."""
        action = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(url)})
        self._link(rect, relative, url, {"A": action})

    def linkRect(  # noqa: N802 - reportlab's own
        self,
        contents: str,
        destinationname: str,
        Rect: Rect,  # noqa: N803 - as above
        relative: int = 1,
        **_: object,
    ) -> None:
        """Lead from a place on this page to another in the file."""
        self._link(Rect, relative, contents, {"Dest": self._bookmarkReference(destinationname)}, destinationname)

    def _link(self, rect: Rect, relative: int, said: str, target: dict[str, object], place: str = "") -> None:
        element = Element("Link")
        element.place(self.around)
        found = pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("Annot"), "Subtype": pdfdoc.PDFName("Link"), "Border": pdfdoc.PDFArray([0, 0, 0]),
            "Rect": pdfdoc.PDFArray(self._absRect(rect, relative)), "F": _PRINTED, **target,
        })  # fmt: skip
        self._addAnnotation(found)
        name = self._doc.annotationName(f"NUMBER{self._annotationCount}")
        element.kids.append(Annotation(len(self.pages_marked), name))
        self._links.append(_Link(element, found, said, place))

    def showPage(self) -> None:  # noqa: N802 - reportlab calls it
        """End a page: what no element claimed becomes decoration."""
        self._code[:] = _with_artifacts(self._code, self._marks)
        super().showPage()
        self.pages_marked.append(self._contents)
        self._marks, self._contents = [], []

    def save(self) -> None:
        """Write the structure tree, then the file."""
        if len(self._code):
            self.showPage()
        for number, link in enumerate(self._links, len(self.pages_marked)):
            said = link.said or f"To {self.titles.get(link.place) or 'another place in this document'}"
            link.annotation["Contents"] = pdfdoc.PDFString(said)
            link.annotation["StructParent"] = number
        write_structure(self._doc, self.root, self.pages_marked, [each.element for each in self._links])
        super().save()
        self._let_go()

    def _let_go(self) -> None:
        """Drop what is written, so that its memory serves for finishing the file; its parts hold each other."""
        self.root.kids.clear()
        self._links.clear()
        self.pages_marked.clear()
        document = self._doc
        for held in (
            document.idToObject,
            document.idToObjectNumberAndVersion,
            document.numberToId,
            document.idToOffset,
        ):
            held.clear()


@dataclass(frozen=True, slots=True)
class _Link:
    """A link: its element, its annotation, what it says of itself, and the place in the file that it leads to."""

    element: Element
    annotation: Any
    said: str
    place: str


def _with_artifacts(code: list[str], marks: list[tuple[int, int]]) -> list[str]:
    """Give a page's drawing in which whatever stands outside the marked stretches is an artifact."""
    found: list[str] = []
    done = 0
    for start, end in (*marks, (len(code), len(code))):
        between = code[done:start]
        drawn = any(each.rsplit(None, 1)[-1:] and each.rsplit(None, 1)[-1] not in _SETTINGS for each in between)
        found += ["/Artifact BMC", *between, "EMC"] if drawn else between
        found += code[start:end]
        done = end
    return found
