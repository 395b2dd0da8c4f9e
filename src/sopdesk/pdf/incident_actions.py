"""Why it happened and what is done about it, as printed: timeline, whys and fishbone drawn, then each action."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable

from sopdesk.domain.action import ActionSort
from sopdesk.domain.deadline import Timing
from sopdesk.pdf.drawing import drawn
from sopdesk.pdf.style import BODY, LABEL, PART
from sopdesk.pdf.table import Cell, above_table, facts
from sopdesk.pdf.text import Span, paragraph
from sopdesk.pdf.times import as_day, as_second
from sopdesk.pdf.words import many
from sopdesk.views.actions import ActionView, ActView
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.investigation import Inquiry

_SORTS = {
    ActionSort.CORRECTION: "correction", ActionSort.CORRECTIVE: "corrective action",
    ActionSort.PREVENTIVE: "preventive action",
}  # fmt: skip
_LABEL = 130


def inquiry(file: IncidentFile, found: Inquiry | None) -> Iterator[Flowable]:
    """Give what was found out about why it happened; nothing where nobody has looked into it."""
    if found is None:
        return
    roots = [each.because for each in file.causes if each.root]
    if roots:
        yield paragraph("Root causes", PART)
        yield from (paragraph(f"• {each}", BODY) for each in roots)
    for drawing in found.drawings:
        yield from drawn(drawing, drawing.title)


def actions(file: IncidentFile, zone: str) -> Iterator[Flowable]:
    """Give each action with what became of it; nothing where none was planned."""
    if not file.actions:
        return
    yield from above_table(f"Actions ({many(len(file.actions), 'action')})")
    for each in file.actions:
        yield CondPageBreak(96)
        late = ", overdue" if each.timing is Timing.LATE else ""
        yield paragraph(f"Action {each.place}, {_SORTS[each.sort]}: {each.waits}{late}", LABEL)
        yield paragraph((Span(each.what, bold=True),), BODY)
        yield facts(list(_facts(each, zone, _shown_by(each, file))), label=_LABEL)


def _facts(each: ActionView, zone: str, shown_by: str) -> Iterator[tuple[str, Cell]]:
    changed = f", changed by revision {each.label}" if each.label else ", to be changed"
    check = f"{each.criterion} (to be looked at on {as_day(each.check_on, zone)})" if each.check_on else ""
    yield "Who and by when", f"{each.owner_name}, by {as_day(each.due, zone)}"
    yield "Planned", _said(each.planned, zone)
    yield "In place of", f"action {each.follows}, which did not work" if each.follows else ""
    yield "Found", each.question
    yield "Procedure", each.procedure + changed if each.procedure else ""
    yield "It worked if", check
    yield "To be verified by", "" if each.verified else each.verifier_name or "any supervisor"
    yield from (("Found not done", _said(one, zone)) for one in each.refused)
    found = "It worked" if each.effective else "It did not work"
    acts = (("Done", each.done), ("Verified", each.verified), (found, each.checked), ("Dropped", each.dropped))
    for word, act in acts:
        if act is not None:
            yield word, _said(act, zone)
        if word == "Done":
            yield "Shown by", shown_by


def _shown_by(each: ActionView, file: IncidentFile) -> str:
    """Name the attachments that show that an action is done, by their places in the list of attachments."""
    found = [(n, one) for n, one in enumerate(file.attachments, 1) if one.digest in each.files]
    return "\n".join(f"Attachment {n}: {one.name}" for n, one in found)


def _said(act: ActView, zone: str) -> str:
    who = f"{act.who}, {as_second(act.at, zone)}"
    return f"{act.words}\n{who}" if act.words else who
