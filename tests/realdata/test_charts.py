"""Foreign charts come in whole: boxes and ways are counted here in the files by other means."""

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from sopdesk.drawing.workflow import workflow
from sopdesk.interchange.bpmn import MODEL, read_bpmn
from sopdesk.interchange.bpmn_export import write_bpmn
from sopdesk.interchange.chart_workflow import workflow_of
from sopdesk.interchange.mermaid import charts_in, is_flow_chart, read_mermaid
from sopdesk.interchange.mermaid_export import write_mermaid
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure

BOXES = re.compile(r"(Task|task|Gateway|(start|end|intermediate\w+)Event|subProcess|callActivity)$")


@pytest.mark.parametrize(
    ("name", "boxes", "unclear"),
    [("A.1.0", 5, 0), ("A.2.0", 8, 0), ("A.2.1", 8, 2), ("A.3.0", 8, 0), ("A.4.0", 17, 2), ("A.4.1", 17, 3),
     ("B.1.0", 29, 10)],
)  # fmt: skip
def test_reference_models_of_bpmn(corpora: Path, name: str, boxes: int, unclear: int) -> None:
    """Every box and way of the reference models is read; what a workflow has no place for is told."""
    data = (corpora / f"decisions/bpmn-miwg-A-B1/files/Reference/{name}.bpmn").read_bytes()
    root = fromstring(data)  # noqa: S314 - the reference models, counted by other means
    inside = [each.tag.removeprefix(MODEL) for each in root.iter()]
    found = workflow_of(read_bpmn(data))
    assert found.boxes == boxes == sum(BOXES.search(each) is not None for each in inside if each != "globalTask")
    assert found.arrows == inside.count("sequenceFlow")
    assert len(found.unclear) == unclear
    assert parse_procedure(format_procedure(found.content)) == found.content


@pytest.mark.parametrize(
    ("name", "charts", "boxes", "arrows", "unclear"),
    [("packages/mermaid/src/docs/syntax/flowchart.md", 111, 206, 95, 10), ("demos/flowchart.html", 63, 549, 527, 57)],
)  # fmt: skip
def test_every_chart_of_the_mermaid_reference(  # noqa: PLR0917 - the figures that are expected
    corpora: Path, name: str, charts: int, boxes: int, arrows: int, unclear: int
) -> None:
    """Every example of the reference is read; only links to click on and pictures are not understood."""
    text = (corpora / "decisions/mermaid-flowchart-docs/files" / name).read_text("utf-8")
    found = [workflow_of(read_mermaid(each, line)) for line, each in charts_in(text) if is_flow_chart(each)]
    assert len(found) == charts
    assert (sum(each.boxes for each in found), sum(each.arrows for each in found)) == (boxes, arrows)
    said = [each.what for chart in found for each in chart.unclear]
    assert len(said) == unclear
    assert all(each.startswith(("click ", "icon: ", "img: ")) for each in said)
    for each in found:
        assert parse_procedure(format_procedure(each.content)) == each.content


def test_what_came_in_goes_out_and_in_again(corpora: Path) -> None:
    """Every workflow made of a foreign chart is the same after it went out as Mermaid or BPMN and came in again."""
    folder = corpora / "decisions"
    read = [workflow_of(read_bpmn(each.read_bytes())) for each in sorted(folder.rglob("*.bpmn"))]
    for page in (*folder.rglob("flowchart.md"), *folder.rglob("flowchart.html")):
        read += [
            workflow_of(read_mermaid(each)) for _, each in charts_in(page.read_text("utf-8")) if is_flow_chart(each)
        ]
    assert len(read) == 181
    for each in read:
        steps = each.content.steps
        by_mermaid = workflow_of(read_mermaid(write_mermaid(each.content))).content
        assert [(s.id, s.title, s.role, s.branches) for s in by_mermaid.steps] == [
            (s.id, s.title, s.role, s.branches) for s in steps
        ]
        by_bpmn = workflow_of(read_bpmn(write_bpmn(each.content, workflow(each.content)))).content
        assert by_bpmn.steps == steps


def test_other_diagrams_are_told_apart(corpora: Path) -> None:
    """A state diagram is no flow chart."""
    page = next((corpora / "decisions").rglob("stateDiagram.md")).read_text("utf-8")
    assert not any(is_flow_chart(each) for _, each in charts_in(page))
