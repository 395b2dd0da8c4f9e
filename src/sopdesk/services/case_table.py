"""All incidents of one kind as a table with every field that the kind asks for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sopdesk.domain.field_words import said
from sopdesk.domain.fields import fields_for
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.listed import WHOLE_LIST, Listed
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled
from sopdesk.interchange.table_export import table_csv, with_kept_back
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.incidents import Incidents
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.pinned import PinnedView, now_words, reading_words, then_words

FIRST = (
    "number", "stage", "severity", "could have been", "occurred at", "about", "reported at", "recorded at",
    "recorded by", "imported from", "number there", "status there", "looked after by",
    "went on without",
    "place", "channel", "what happened", "done at once", "people", "procedures",
    "revisions in force",
)  # fmt: skip


def case_row(file: IncidentFile) -> tuple[object, ...]:
    """Give one file as a row: what every incident has, then the fields of its kind in the order of the form."""
    row, values = file.row, file.values
    people = "; ".join(f"{each.role.value}: {each.name}" if each.name else each.role.value for each in file.parties)
    first = (
        row.number, row.stage, row.severity, file.potential or "", row.occurred_at,
        "yes" if file.occurred_about else "no", file.reported_at, row.recorded_at, row.recorder,
        f"{file.source.file}, row {file.source.row}" if file.source else "", values.get("source_number", ""),
        values.get("source_status", ""), row.owner_name, "; ".join(file.overridden), file.place,
        file.channel, file.narrative, file.done_at_once, people, ", ".join(row.procedures),
        "; ".join(_revision(each) for each in file.pinned),
    )  # fmt: skip
    return (*first, *(said(each, values.get(each.name, ""), file.people) for each in fields_for(row.kind)))


def _revision(each: PinnedView) -> str:
    """Say which revision of a procedure is pinned, how it stood then, and what its recorder knew of it."""
    step = f", step {each.step}" if each.step else ""
    number, label = each.pinned.number, each.pinned.label
    return f"{number} revision {label}{step} ({then_words(each)}; {now_words(each)}; {reading_words(each)})"


def cases_csv(
    desk: Desk, exports: Exports, incidents: Incidents, *, by: str, kind: IncidentKind, which: Listed = WHOLE_LIST,
    progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> bytes:  # fmt: skip
    """Give every incident of a kind as CSV, formulas neutralised, and record that it left. Raises Cancelled.

    `which` narrows them down further. What is kept from the reader is counted, and not among them.
    """
    desk.require(by, Right.EXPORT)
    rows, kept = incidents.listed(replace(which, kind=kind), by=by), incidents.kept_from(by)

    def files() -> Iterator[Sequence[object]]:
        for done, each in enumerate(rows):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, len(rows))
            yield case_row(incidents.file(each.id, by=by, look=False))

    content = table_csv((*FIRST, *(each.label for each in fields_for(kind))), files())
    content, what = with_kept_back(content, kept), f"incidents of the kind {kind.value} with every field"
    exports.record(by, which.scope(what), "CSV", content, len(rows), kept)
    return content
