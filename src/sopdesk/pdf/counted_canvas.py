"""The canvas of long documents: numbers of pages and codes are drawn once, pages are pressed as they are made."""

from typing import Any
from zlib import compress

from reportlab.pdfbase import pdfdoc

from sopdesk.pdf.control import CODE_SIDE, draw_code
from sopdesk.pdf.fonts import REGULAR
from sopdesk.pdf.style import INK
from sopdesk.pdf.tagged_canvas import TaggedCanvas

TOTAL = "total"
FORM_WIDTH = 60.0
NUMBER_SIZE = 9.4


class CountedCanvas(TaggedCanvas):
    """A canvas that writes numbers of pages at the end, into forms that earlier pages show already: one pass is enough.

    `places` holds the page on which each named place was found.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401 - reportlab's own
        """Begin without any place."""
        super().__init__(*arguments, **more)
        self.places: dict[str, int] = {}
        self.codes: set[str] = set()

    def showPage(self) -> None:  # noqa: N802 - reportlab calls it
        """End a page; what it draws is pressed at once, so that a long book takes little memory."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        drawn = pdfdoc.PDFStream(content=compress(page.stream.encode("latin-1")))
        drawn.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        page.Contents, page.stream = self._doc.Reference(drawn), None

    def save(self) -> None:
        """Write the numbers, then the file; a link to a step that is not there leads to its procedure."""
        for name, aim in list(self._destinations.items()):
            if aim.fmt is None:
                found = self._bookmarkReference(name.partition(".")[0])
                aim.fmt, aim.page = found.fmt, found.page
        self._write_form(TOTAL, f"of {self._pageNumber - 1}", REGULAR, 8, right=False)
        for name, number in self.places.items():
            self._write_form(page_form(name), str(number), REGULAR, NUMBER_SIZE, right=True)
        for code in sorted(self.codes):
            self.beginForm(code_form(code), 0, 0, CODE_SIDE, CODE_SIDE)
            draw_code(self, code, 0, 0, CODE_SIDE)
            self.endForm()
        super().save()

    def _write_form(self, name: str, text: str, font: str, size: float, *, right: bool) -> None:
        self.beginForm(name, 0, -3, FORM_WIDTH, 12)
        self.setFillColor(INK)
        self.setFont(font, size)
        (self.drawRightString if right else self.drawString)(FORM_WIDTH if right else 0, 0, text)
        self.endForm()


def page_form(place: str) -> str:
    """Name the form that shows the page of a place."""
    return f"page-{place.encode('utf-8', 'surrogatepass').hex()}"


def code_form(code: str) -> str:
    """Name the form that shows a code."""
    return f"code-{code}"
