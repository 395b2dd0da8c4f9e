"""Gathering everything about one incident for a print that somebody can rely on."""

from sopdesk.domain.event import ERASED, Recorded, sealed_fields
from sopdesk.services.checklists import Checklists
from sopdesk.services.desk import Desk
from sopdesk.services.incidents import Incidents
from sopdesk.services.investigation import inquiry_of
from sopdesk.services.manual import Manual
from sopdesk.views.trail import CaseReport, EntryMark, Printing


def case_report(
    desk: Desk, incidents: Incidents, manual: Manual, checklists: Checklists, printing: Printing, *, by: str,
    incident: str,
) -> CaseReport:  # fmt: skip
    """Give the file as its reader may see it, the text of each revision that was in force, and its entries."""
    file = incidents.file(incident, by=by, look=False)
    held = dict.fromkeys((each.pinned.sop, each.pinned.digest) for each in file.pinned if each.held_here)
    pages = tuple(manual.page_of_digest(sop, digest) for sop, digest in held)
    history = desk.store.history(incident)
    found = zip(history.events, history.leaves, strict=True)
    marks = tuple(
        EntryMark(f"{each.stamp.log}:{each.stamp.seq}", each.stamp.at, desk.store.kind_of(each), leaf, _erased(each))
        for each, leaf in found
    )
    return CaseReport(printing, file, pages, marks, inquiry_of(desk, checklists, file))


def _erased(each: Recorded) -> int:
    """Count the values of an entry that were erased."""
    return sum(str(getattr(each.what, name)) == ERASED for name in sealed_fields(type(each.what)))
