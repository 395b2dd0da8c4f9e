"""Investigations: the causes of an incident, found by five whys and fishbone, and its timeline from many sources."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sopdesk.domain import investigating
from sopdesk.domain.case import Incident
from sopdesk.domain.cause import CauseClass, Method
from sopdesk.domain.field_sets.entries import INQUIRY
from sopdesk.domain.person import Right
from sopdesk.drawing.fishbone import fishbone
from sopdesk.drawing.timeline import timeline
from sopdesk.drawing.whys import whys
from sopdesk.services.checklists import Checklists
from sopdesk.services.desk import Desk
from sopdesk.services.timeline import moments_of, of_runs
from sopdesk.services.told import day_words
from sopdesk.views.checklists import RunPage
from sopdesk.views.drawing import Drawing
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.investigation import Inquiry, Moment


class Investigations:
    """Acts and questions about why an incident happened."""

    def __init__(self, desk: Desk, checklists: Checklists, load: Callable[[str], Incident]) -> None:
        """Work on one desk; `load` gives an incident's state."""
        self._desk = desk
        self._checklists = checklists
        self._load = load

    def ask_why(self, *, by: str, incident: str, why: str, because: str, evidence: str = "") -> str:
        """Add the next link to the chain of whys; gives its id."""
        cause = self._desk.new_id("cause")
        self._act(by, incident, lambda state: investigating.ask_why(
            state, cause, why=why, because=because, evidence=evidence))  # fmt: skip
        return cause

    def find_cause(
        self, *, by: str, incident: str, cause_class: CauseClass, because: str, evidence: str = "", under: str = ""
    ) -> str:
        """Add a cause to the fishbone, or a sub-cause `under` one; gives its id."""
        cause = self._desk.new_id("cause")
        self._act(by, incident, lambda state: investigating.find_cause(
            state, cause, cause_class=cause_class, because=because, evidence=evidence, under=under))  # fmt: skip
        return cause

    def correct(
        self, *, by: str, incident: str, cause: str, because: str, reason: str, why: str = "", evidence: str = ""
    ) -> None:
        """Correct how a cause reads; what it said stays beside it."""
        self._act(by, incident, lambda state: investigating.correct_cause(
            state, cause, why=why, because=because, evidence=evidence, reason=reason))  # fmt: skip

    def mark_root(self, *, by: str, incident: str, cause: str, root: bool) -> None:
        """Hold a cause to be a root cause, or no longer."""
        self._act(by, incident, lambda state: investigating.mark_root(state, cause, root=root))

    def strike(self, *, by: str, incident: str, cause: str, reason: str) -> None:
        """Give a cause up, with all that hangs under it."""
        self._act(by, incident, lambda state: investigating.strike(state, cause, reason=reason))

    def timeline(self, file: IncidentFile) -> tuple[Moment, ...]:
        """Give what is known of the course in order: what was told, what the desk recorded, what checklists say."""
        return timeline_of(self._desk, self._checklists, file)

    def whys_drawing(self, file: IncidentFile) -> Drawing:
        """Give the chain of whys as a drawing."""
        return whys(file.narrative, file.causes)

    def fishbone_drawing(self, file: IncidentFile) -> Drawing:
        """Give the fishbone as a drawing."""
        return fishbone(file.narrative, file.causes)

    def timeline_drawing(self, moments: tuple[Moment, ...]) -> Drawing:
        """Give the timeline as a drawing, in the house's time."""
        return draw_timeline(self._desk, moments)

    def _act(self, by: str, incident: str, decide: Callable[[Incident], Any]) -> None:
        self._desk.require(by, Right.HANDLE)
        self._desk.record(by, (incident, [decide(self._load(incident))]))


def timeline_of(desk: Desk, checklists: Checklists | None, file: IncidentFile) -> tuple[Moment, ...]:
    """Give the moments that a file and the checklists that belong to it know, in order; without those the file's."""
    pages = _runs_of(checklists, file) if checklists is not None else []
    found = [*moments_of(file, desk.zone()), *(each for page in pages for each in of_runs(page))]
    moments = [each for each in found if file.past is None or each.at <= file.past]
    return tuple(sorted(moments, key=lambda each: each.at))


def _runs_of(checklists: Checklists, file: IncidentFile) -> list[RunPage]:
    runs = [each.id for each in checklists.of_incident(file.row.id)]
    if file.run.startswith("run-"):
        runs.append(file.run)
    return [checklists.run(each) for each in dict.fromkeys(runs)]


def draw_timeline(desk: Desk, moments: tuple[Moment, ...]) -> Drawing:
    """Give moments as a drawing, in the house's time."""
    zone = desk.zone()

    def clock(instant: datetime) -> str:
        return f"{instant.astimezone(zone):%H:%M}"

    return timeline(moments, lambda instant: day_words(instant.astimezone(zone)), clock)


def inquiry_of(desk: Desk, checklists: Checklists | None, file: IncidentFile) -> Inquiry | None:
    """Give what was found out about an incident, to be printed; None where nobody has looked into it."""
    told = any(each.spec in INQUIRY for each in file.entries)
    if not told and not file.causes:
        return None
    moments = timeline_of(desk, checklists, file)
    methods = {each.method for each in file.causes}
    drawings = [draw_timeline(desk, moments)]
    drawings += [whys(file.narrative, file.causes)] if Method.WHYS in methods else []
    drawings += [fishbone(file.narrative, file.causes)] if Method.FISHBONE in methods else []
    return Inquiry(moments, tuple(drawings))
