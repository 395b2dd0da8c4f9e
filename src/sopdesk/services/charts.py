"""Decision workflows from the charts of other programs, and out again."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sopdesk.domain.person import Right
from sopdesk.domain.problem import Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.role import Roles
from sopdesk.domain.sop import Procedure
from sopdesk.interchange.bpmn_export import write_bpmn
from sopdesk.interchange.chart_file import read_charts
from sopdesk.interchange.chart_workflow import slug, workflow_of
from sopdesk.interchange.mermaid_export import write_mermaid
from sopdesk.interchange.procedure_file import format_procedure
from sopdesk.services.desk import Desk
from sopdesk.services.drafts import Drafts
from sopdesk.services.manual import Manual
from sopdesk.services.page import filler
from sopdesk.views.imports import ChartPreview, Remark


class Charts:
    """Reads and writes flow charts: Mermaid and BPMN 2.0."""

    def __init__(self, desk: Desk, manual: Manual, drafts: Drafts) -> None:
        """Ask the other services."""
        self._desk = desk
        self._manual = manual
        self._drafts = drafts

    def read(self, file: Path, *, which: int = 0) -> ChartPreview:
        """Give what one of the charts in a file would become; nothing is kept."""
        found = read_charts(file)
        if not 0 <= which < len(found.charts):
            raise Refusal(f"{file.name} holds {len(found.charts)} flow charts; choose one from 1 on.")
        roles = self._desk.roles()
        read = workflow_of(found.charts[which], title=found.titles[which], role=lambda name: _role(name, roles))
        remarks = [Remark(file.name, each.line, f"Not understood: {each.what}") for each in read.unclear]
        if found.others:
            said = f"{found.others} diagrams of other kinds are in this file; only flow charts are read."
            remarks.append(Remark(file.name, 1, said, Weight.HINT))
        drawing = self._manual.drawing(read.content, faults=True)
        return ChartPreview(
            file.name, found.titles, which, read.content, drawing, read.boxes, read.arrows, tuple(remarks)
        )

    def keep(self, *, by: str, preview: ChartPreview, number: str) -> str:
        """Keep what was read as somebody's draft, under a number; give the draft's id."""
        self._desk.require(by, Right.WRITE)
        return self._drafts.keep(author=by, text=format_procedure(replace(preview.content, number=number)))

    def mermaid(self, *, sop: str, as_of: datetime | None = None, proposal: int | None = None) -> bytes:
        """Give a workflow as a Mermaid flow chart; reading is open to all, so nothing is recorded."""
        content = self._content(sop, as_of, proposal)
        return write_mermaid(content, filler(self._desk.house()), self._desk.roles().name).encode()

    def bpmn(self, *, sop: str, as_of: datetime | None = None, proposal: int | None = None) -> bytes:
        """Give a workflow as BPMN 2.0 with its picture; reading is open to all, so nothing is recorded."""
        content = self._content(sop, as_of, proposal)
        drawing = self._manual.drawing(content)
        return write_bpmn(content, drawing, filler(self._desk.house()), self._desk.roles().name)

    def _content(self, sop: str, as_of: datetime | None, proposal: int | None) -> Procedure:
        content = self._manual.page(sop, as_of=as_of, proposal=proposal).content
        if not any(each.branches for each in content.steps):
            raise Refusal("This procedure asks no questions, so it is no decision workflow.")
        return content


def _role(name: str, roles: Roles) -> str:
    """Give the id of the role that a chart names; of one that the house has not, its name in the letters of an id."""
    found = roles.find(name)
    return found.id if found else slug(name) or name
