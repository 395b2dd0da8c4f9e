"""Workflows go out as Mermaid and BPMN and come in again as the same workflows."""

import string
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopdesk.domain.sop import Branch, Format, Kind, Procedure, Step
from sopdesk.drawing.workflow import workflow
from sopdesk.interchange.bpmn import read_bpmn
from sopdesk.interchange.bpmn_export import write_bpmn
from sopdesk.interchange.chart_workflow import workflow_of
from sopdesk.interchange.mermaid import read_mermaid
from sopdesk.interchange.mermaid_export import write_mermaid
from sopdesk.interchange.procedure_file import format_procedure, parse_procedure

TEXTS = st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from('"#;|<>&{}[]()\\/`%?-=~@:'), min_size=1,
                max_size=12).map(lambda text: f"a{text}z {text}".strip())  # fmt: skip
IDS = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=6), min_size=1, max_size=6, unique=True).map(
    lambda found: [each for each in found if each not in {"done", "back"}] or ["only"]
)


@st.composite
def workflows(draw: st.DrawFn) -> Procedure:
    """Give a workflow with any ways."""
    ids = draw(IDS)
    goes = st.sampled_from([*ids, "done", "back", "escalate:shift-lead", "escalate:own role", "gone"])
    branches = st.builds(Branch, TEXTS, goes, TEXTS | st.just(""))
    steps = tuple(
        Step(
            each, draw(TEXTS), "", draw(st.sampled_from(["", "shift-lead", "own role"])), draw(st.booleans()),
            minutes=draw(st.none() | st.integers(1, 99)), branches=tuple(draw(st.lists(branches, max_size=4))),
        )
        for each in ids
    )  # fmt: skip
    return Procedure("", draw(TEXTS), Kind.PROCESS, Format.WORKFLOW, "", "", steps=steps)


def by_mermaid(what: Procedure) -> Procedure:
    """Write a workflow as Mermaid and read it back."""
    return workflow_of(read_mermaid(write_mermaid(what))).content


def by_bpmn(what: Procedure) -> Procedure:
    """Write a workflow as BPMN and read it back."""
    return workflow_of(read_bpmn(write_bpmn(what, workflow(what)))).content


@pytest.mark.parametrize("there_and_back", [by_mermaid, by_bpmn])
@settings(max_examples=150, deadline=None)
@given(what=workflows())
def test_a_workflow_comes_back_as_it_went(there_and_back: Callable[[Procedure], Procedure], what: Procedure) -> None:
    """Written and read again a workflow is the same: titles, roles, minutes, answers, actions, where they lead."""
    assert there_and_back(what) == what


def test_texts_of_steps_go_with_bpmn() -> None:
    """BPMN has room for what a step says."""
    step = Step("a", "Look", "Twice.\n\nAnd *again*.")
    what = Procedure("", "T", Kind.PROCESS, Format.WORKFLOW, "", "", steps=(step,))
    assert by_bpmn(what) == what
    assert by_mermaid(what) == replace(what, steps=(replace(step, text=""),))


FOREIGN = """
flowchart TD
    A([Customer asks]) --> B{Is it ours?}
    B -->|Yes| C[Take it back]
    B -- No --> D[Say where to go]
    C --> E[Is it whole?]
    E -- whole --> F[Put it on the shelf] --> Z([End])
    E -. "torn" .-> B
    C -.- note
    click A "https://example.com"
"""


def test_a_foreign_chart_becomes_a_workflow_and_stays_one() -> None:
    """A chart of another program is read; written and read again it is the same workflow."""
    read = workflow_of(read_mermaid(FOREIGN), title="Returns").content
    assert [each.title for each in read.steps] == ["Is it ours?", "Take it back", "Is it whole?"]
    assert read.steps[0].branches == (Branch("Yes", "take-it-back"), Branch("No", "done", "Say where to go"))
    assert read.steps[2].branches == (
        Branch("whole", "done", "Put it on the shelf"), Branch("torn", "is-it-ours"),
    )  # fmt: skip
    assert read.scope == "Begins with: Customer asks."
    bare = replace(read, scope="", steps=tuple(replace(each, text="") for each in read.steps))
    assert by_mermaid(bare) == bare
    assert by_bpmn(bare) == bare


PIECES = st.sampled_from(
    'A|B|end|subgraph x|-->|---|-- text -->|-.->|==>|[|]|{|}|((|))|"|&|;|\n| |:::c|@{ shape: diamond }|click A|%% c|'
    "style A fill:#fff|<br/>|#quot;|`|-|.|~~~|>|title".split("|")
)


@settings(max_examples=300, deadline=None)
@given(body=st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join))
def test_whatever_somebody_writes_is_read_or_kept(body: str) -> None:
    """No chart brings the program down; its workflow can be written as a procedure file and read again."""
    found = workflow_of(read_mermaid(f"flowchart TD\n{body}"))
    titled = replace(found.content, number="SOP-1", title="T")
    assert parse_procedure(format_procedure(titled)) == titled
    workflow(found.content)


KINDS = (
    "task exclusiveGateway startEvent endEvent subProcess boundaryEvent dataObject parallelGateway textAnnotation odd"
).split()


@settings(max_examples=200, deadline=None)
@given(
    kinds=st.lists(st.sampled_from(KINDS), max_size=8),
    ways=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.sampled_from(["", "Yes", "No"])), max_size=12),
)  # fmt: skip
def test_whatever_stands_in_a_bpmn_file_is_read_or_kept(kinds: list[str], ways: list[tuple[int, int, str]]) -> None:
    """No BPMN file brings the program down, however its flows run; every box and flow is read or told."""
    boxes = "".join(f'<{kind} id="n{n}" name="N{n}" attachedToRef="n0"/>' for n, kind in enumerate(kinds))
    flows = "".join(f'<sequenceFlow sourceRef="n{a}" targetRef="n{b}" name="{name}"/>' for a, b, name in ways)
    space = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    found = workflow_of(read_bpmn(f"<definitions {space}><process>{boxes}{flows}</process></definitions>".encode()))
    told = [each.what for each in found.unclear]
    assert found.arrows + sum(each.startswith("sequenceFlow: a way") for each in told) == len(ways)
    assert sum(each.startswith("odd") for each in told) == kinds.count("odd")
    titled = replace(found.content, number="SOP-1", title="T")
    assert parse_procedure(format_procedure(titled)) == titled
    workflow(found.content)
