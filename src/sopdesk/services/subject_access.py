"""Everything that is kept about one person, as files for that person (GDPR article 15)."""

from collections.abc import Collection, Iterable, Sequence

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange import table_export
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.pieces import Pieces
from sopdesk.views.privacy import RecordPieces, SubjectAccess

Place = tuple[str, int, str]
"""Where a piece is: log, number of the entry, field."""


class SubjectAccesses:
    """Makes what a person asks for who wants to know what is kept about them."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk
        self._pieces = Pieces(desk)

    def pdf(self, exports: Exports, *, by: str, name: str, pieces: Collection[Place], subjects: Iterable[str]) -> bytes:
        """Give the chosen pieces of some records as PDF, and record that they left, without the person's name."""
        from sopdesk.pdf.subject_access import print_subject_access

        report = self._report(by, name, pieces, subjects)
        content = print_subject_access(report, exports.printing(by))
        self._record(exports, by, report, "PDF", content)
        return content

    def json(
        self, exports: Exports, *, by: str, name: str, pieces: Collection[Place], subjects: Iterable[str]
    ) -> bytes:
        """Give the chosen pieces of some records as JSON, and record that they left."""
        report = self._report(by, name, pieces, subjects)
        content = table_export.to_json(report) + b"\n"
        self._record(exports, by, report, "JSON", content)
        return content

    def _report(self, by: str, name: str, pieces: Collection[Place], subjects: Iterable[str]) -> SubjectAccess:
        self._desk.require(by, Right.PRIVACY)
        if not name.strip():
            raise Refusal("Say whom it is for.")
        kept = Confidence(self._desk).kept(by)
        wanted, records, withheld = set(pieces), list[RecordPieces](), 0
        for each in dict.fromkeys(subjects):
            if each in kept:
                continue
            record = self._pieces.record(each)
            chosen = tuple(piece for piece in record.pieces if (piece.log, piece.seq, piece.field) in wanted)
            withheld += len(record.pieces) - len(chosen)
            if chosen:
                records.append(RecordPieces(record.subject, record.title, chosen))
        if not records:
            raise Refusal("Choose what is about this person first.")
        return SubjectAccess(name.strip(), tuple(records), withheld)

    @staticmethod
    def _record(exports: Exports, by: str, report: SubjectAccess, form: str, content: bytes) -> None:
        """Record the export by its records; the journal itself never holds a name."""
        titles: Sequence[str] = [each.title for each in report.records]
        count = sum(len(each.pieces) for each in report.records)
        exports.record(by, f"what is kept about one person: {', '.join(titles)}", form, content, count, report.withheld)
