"""Hand-overs as files to print: one, or the book of some days; each is recorded as having left."""

from collections.abc import Sequence

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange import table_export
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.handovers import Handovers
from sopdesk.views.handovers import HandoverPage


class HandoverPrints:
    """Makes PDFs of hand-overs."""

    def __init__(self, desk: Desk, handovers: Handovers) -> None:
        """Work on one desk and its hand-overs."""
        self._desk = desk
        self._handovers = handovers

    def handover_pdf(self, exports: Exports, *, by: str, handover: str) -> bytes:
        """Give one hand-over as PDF, and record with `exports` that it left."""
        from sopdesk.pdf.handover_sheet import print_handover

        self._desk.require(by, Right.RUN, Right.EXPORT)
        page = self._handovers.one(handover)
        content = print_handover(page, exports.printing(by))
        exports.record(by, f"hand-over {page.row.number}", "PDF", content, 1)
        return content

    def book_pdf(self, exports: Exports, *, by: str, handovers: Sequence[str], scope: str) -> bytes:
        """Give these hand-overs as one PDF, in the order given, and record that they left; `scope` says which."""
        from sopdesk.pdf.handover_sheet import print_handover_book

        pages = self._pages(by, handovers)
        content = print_handover_book(pages, exports.printing(by), scope)
        exports.record(by, "hand-over book", "PDF", content, len(pages))
        return content

    def book_json(self, exports: Exports, *, by: str, handovers: Sequence[str]) -> bytes:
        """Give these hand-overs as JSON, one line each, and record that they left."""
        pages = self._pages(by, handovers)
        content = b"".join(table_export.to_json(each) + b"\n" for each in pages)
        exports.record(by, "hand-over book", "JSON", content, len(pages))
        return content

    def _pages(self, by: str, handovers: Sequence[str]) -> list[HandoverPage]:
        self._desk.require(by, Right.RUN, Right.EXPORT)
        if not handovers:
            raise Refusal("There is no hand-over to print.")
        return [self._handovers.one(each) for each in handovers]
