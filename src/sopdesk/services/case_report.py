"""Gathering everything about one incident for a print that somebody can rely on."""

from dataclasses import replace

from sopdesk.domain.event import ERASED, Recorded, sealed_fields
from sopdesk.services.checklists import Checklists
from sopdesk.services.desk import Desk
from sopdesk.services.incidents import Incidents
from sopdesk.services.investigation import inquiry_of
from sopdesk.services.manual import Manual
from sopdesk.services.redacted_case import Cut, redacted
from sopdesk.views.trail import CaseReport, EntryMark, Printing


def case_report(
    desk: Desk, incidents: Incidents, manual: Manual, checklists: Checklists | None, printing: Printing, *, by: str,
    incident: str, cut: Cut | None = None,
) -> CaseReport:  # fmt: skip
    """Give the file as its reader may see it, the text of each revision that was in force, and its entries.

    With a cut it is a copy for somebody from whom something is kept back (services/redacted_case.py).
    """
    whole = incidents.file(incident, by=by, look=False)
    file = whole if cut is None else incidents.files.file(incident, by=by, seen=cut.over_event)
    held = dict.fromkeys((each.pinned.sop, each.pinned.digest) for each in file.pinned if each.held_here)
    pages = tuple(manual.page_of_digest(sop, digest) for sop, digest in held)
    history = desk.store.history(incident)
    found = zip(history.events, history.leaves, strict=True)
    marks = tuple(
        EntryMark(f"{each.stamp.log}:{each.stamp.seq}", each.stamp.at, desk.store.kind_of(each), leaf, _erased(each))
        for each, leaf in found
    )
    report = CaseReport(printing, file, pages, marks)
    if cut is not None:
        report, checklists = redacted(report, cut, whole), None
    return replace(report, inquiry=inquiry_of(desk, checklists, report.file))


def _erased(each: Recorded) -> int:
    """Count the values of an entry that were erased."""
    return sum(str(getattr(each.what, name)) == ERASED for name in sealed_fields(type(each.what)))
