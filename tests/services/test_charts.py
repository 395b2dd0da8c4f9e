from pathlib import Path

import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Branch, Format, Kind, Procedure, Step
from tests.services.conftest import House

CHART = """flowchart TD
    A{Is it ours?} -->|Yes| B[Take it]
    A -->|No| C([End])
    click A "https://example.com"
"""
WORKFLOW = Procedure(
    "SOP-005", "Goods back at {{house}}", Kind.PROCESS, Format.WORKFLOW, "Counter", "shift-lead",
    purpose="One answer.",
    steps=(
        Step("ours", "Is it from {{house}}?", role="front-of-house", branches=(
            Branch("Yes", "done", "Take it."), Branch("No", "escalate:shift-lead"),
        )),
    ),
)  # fmt: skip


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    """Give a file with a chart."""
    (tmp_path / "back.mmd").write_text(CHART, "utf-8")
    return tmp_path / "back.mmd"


def test_a_chart_is_looked_over_and_then_kept_as_a_draft(house: House, chart: Path) -> None:
    """Reading keeps nothing; what is accepted is a draft of whoever accepts it, with what was not understood in it."""
    found = house.desk.charts.read(chart)
    assert (found.boxes, found.arrows, [each.line for each in found.remarks]) == (3, 2, [4])
    assert found.content.title == "back"
    assert found.drawing.node("is-it-ours") is not None
    assert house.desk.drafts.of(house.leo) == ()
    draft = house.desk.drafts.get(house.desk.charts.keep(by=house.leo, preview=found, number="SOP-009"))
    content, errors = house.desk.drafts.read(draft.text)
    assert errors == ()
    assert content is not None
    assert (content.number, content.steps[0].branches[1].go) == ("SOP-009", "done")
    assert "Not understood (line 4)" in content.steps[0].text


def test_lanes_are_the_roles_of_the_house(house: House, tmp_path: Path) -> None:
    """A lane that bears the name of a role is that role."""
    space = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    lane = '<laneSet><lane name="Shift lead"><flowNodeRef>t</flowNodeRef></lane></laneSet><task id="t" name="Look"/>'
    file = tmp_path / "look.bpmn"
    file.write_text(f"<definitions {space}><process>{lane}</process></definitions>", "utf-8")
    assert house.desk.charts.read(file).content.steps[0].role == "shift-lead"


def test_a_file_may_hold_several_charts(house: House, tmp_path: Path) -> None:
    """Of several charts one is chosen; diagrams of other kinds are mentioned."""
    file = tmp_path / "page.md"
    file.write_text(f"```mermaid\n{CHART}```\n```mermaid\ngraph TD\nX --> Y\n```\n```mermaid\npie\n```\n", "utf-8")
    second = house.desk.charts.read(file, which=1)
    assert len(second.titles) == 2
    assert [each.title for each in second.content.steps] == ["X", "Y"]
    assert "1 diagrams of other kinds" in second.remarks[0].sentence
    with pytest.raises(Refusal, match="2 flow charts"):
        house.desk.charts.read(file, which=2)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"\xff\xfe\x00", "no text"), (b"pie title x", "no flow chart"), (b"<a/>", "no flow chart")],
)
def test_what_is_no_chart_is_refused(house: House, tmp_path: Path, content: bytes, why: str) -> None:
    """A file without a flow chart is refused with a sentence."""
    (tmp_path / "odd.txt").write_bytes(content)
    with pytest.raises(Refusal, match=why):
        house.desk.charts.read(tmp_path / "odd.txt")
    with pytest.raises(Refusal, match="could not be read"):
        house.desk.charts.read(tmp_path / "gone.txt")


def test_a_workflow_goes_out_with_the_names_of_the_house(house: House, tmp_path: Path) -> None:
    """What goes out says the house's name, and comes in again; a procedure that asks nothing has no chart."""
    sop = house.approved(WORKFLOW)
    for name, content in (
        ("out.mmd", house.desk.charts.mermaid(sop=sop)), ("out.bpmn", house.desk.charts.bpmn(sop=sop)),
    ):  # fmt: skip
        assert "Café Meridian" in content.decode()
        (tmp_path / name).write_bytes(content)
        again = house.desk.charts.read(tmp_path / name).content
        assert again.title == "Goods back at Café Meridian"
        assert again.steps[0].branches == WORKFLOW.steps[0].branches
    assert house.desk.exports.drawing_pdf(sop=sop).startswith(b"%PDF")
    plain = Procedure("SOP-6", "P", Kind.PROCESS, Format.ARTICLE, "C", "shift-lead", steps=(Step("a", "A"),))
    with pytest.raises(Refusal, match="no decision workflow"):
        house.desk.charts.mermaid(sop=house.approved(plain))
    assert house.desk.manual.drawn(house.desk.manual.page(sop)).drawing is not None
