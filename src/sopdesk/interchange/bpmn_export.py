"""A decision workflow as BPMN 2.0 with its picture, which reads back as the same workflow.

Questions are exclusive gateways, answers the names of their flows, what is done a task, endings end events. What BPMN
has no word for stands in attributes of a namespace of our own, which other programs pass over.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from sopdesk.domain.flow import BACK, ESCALATE, asks
from sopdesk.domain.role import BUILT_IN
from sopdesk.domain.sop import Branch, Procedure, Step
from sopdesk.interchange.bpmn import MODEL, OWN
from sopdesk.interchange.mermaid_export import ending
from sopdesk.views.drawing import Drawing, Edge, Node

_DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_DC = "{http://www.omg.org/spec/DD/20100524/DC}"
_DD = "{http://www.omg.org/spec/DD/20100524/DI}"
_GATEWAY, _EVENT = 50.0, 36.0
"""The sizes that other programs expect."""


@dataclass(slots=True)
class _File:
    """The file while it is written; `names` holds the id of each box by its node in the drawing."""

    process: Element
    plane: Element
    drawing: Drawing
    names: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, Element] = field(default_factory=dict)
    flows: int = 0


def write_bpmn(
    procedure: Procedure, drawing: Drawing, fill: Callable[[str], str] = str, role: Callable[[str], str] = BUILT_IN.name
) -> bytes:
    """Give a workflow as a BPMN file; `drawing` is the drawing of the same procedure."""
    for prefix, space in (("bpmn", MODEL), ("bpmndi", _DI), ("dc", _DC), ("di", _DD), ("sopdesk", OWN)):
        register_namespace(prefix, space.strip("{}"))
    root = Element(f"{MODEL}definitions", {"id": "definitions", "targetNamespace": "urn:sopdesk"})
    title = _plain(fill(procedure.title))
    process = SubElement(root, f"{MODEL}process", {"id": "process", "name": title, "isExecutable": "false"})
    plane = SubElement(SubElement(root, f"{_DI}BPMNDiagram", {"id": "diagram"}), f"{_DI}BPMNPlane",
                       {"id": "plane", "bpmnElement": "process"})  # fmt: skip
    file = _File(process, plane, drawing)
    steps = [each for each in drawing.nodes if each.number]
    for node, step in zip(steps, procedure.steps, strict=True):
        _step(file, node, step, fill)
        for n, branch in enumerate(step.branches):
            _answer(file, f"{node.id}:{n}", branch, fill, role)
    ends = [each for each in drawing.nodes if each.id not in file.names]
    for node in ends:
        _box(file, node, "endEvent", {"name": "Done", f"{OWN}go": ""})
    for edge in drawing.edges:
        _flow(file, edge, procedure, fill)
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _step(file: _File, node: Node, step: Step, fill: Callable[[str], str]) -> None:
    kind = "exclusiveGateway" if step.branches or asks(step) else "task"
    given = {"name": _plain(fill(step.title)), f"{OWN}step": _plain(step.id)}
    given |= {f"{OWN}role": _plain(step.role)} if step.role else {}
    given |= {f"{OWN}minutes": str(step.minutes)} if step.minutes is not None else {}
    given |= {f"{OWN}must": "true"} if step.must else {}
    made = _box(file, node, kind, given)
    if step.text.strip():
        SubElement(made, f"{MODEL}documentation").text = _plain(fill(step.text), lines=True)


def _answer(file: _File, key: str, branch: Branch, fill: Callable[[str], str], role: Callable[[str], str]) -> None:
    """Write what an answer leads to, besides a step."""
    node = file.drawing.node(key)
    if node is None:
        return
    action = _plain(fill(branch.action))
    if any(each.source == key for each in file.drawing.edges):
        _box(file, node, "task", {"name": action, f"{OWN}action": action})
        return
    words = _plain(ending(branch.go, role))
    made = _box(file, node, "endEvent", {"name": f"{action} {words}".strip(), f"{OWN}action": action,
                                         f"{OWN}go": _plain(branch.go)})  # fmt: skip
    if branch.go.startswith(ESCALATE):
        SubElement(made, f"{MODEL}escalationEventDefinition")


def _box(file: _File, node: Node, kind: str, given: dict[str, str]) -> Element:
    name = f"box-{len(file.names) + 1}"
    file.names[node.id] = name
    made = SubElement(file.process, f"{MODEL}{kind}", {"id": name, **given})
    file.boxes[node.id] = made
    shape = SubElement(file.plane, f"{_DI}BPMNShape", {"id": f"{name}-shape", "bpmnElement": name})
    side = {"exclusiveGateway": _GATEWAY, "endEvent": _EVENT}.get(kind)
    if kind == "exclusiveGateway":
        shape.set("isMarkerVisible", "true")
    _bounds(shape, node, side)
    if side:
        _bounds(SubElement(shape, f"{_DI}BPMNLabel"), node, None)
    return made


def _bounds(parent: Element, node: Node, side: float | None) -> None:
    wide, high = (side, side) if side else (node.width, node.height)
    x, y = node.x + (node.width - wide) / 2, node.y + (node.height - high) / 2
    given = {"x": x, "y": y, "width": wide, "height": high}
    SubElement(parent, f"{_DC}Bounds", {key: f"{value:.1f}" for key, value in given.items()})


def _flow(file: _File, edge: Edge, procedure: Procedure, fill: Callable[[str], str]) -> None:
    file.flows += 1
    name = f"flow-{file.flows}"
    given = {"id": name, "sourceRef": file.names[edge.source], "targetRef": file.names[edge.target]}
    branch = _branch_of(file.drawing, edge, procedure)
    source, target = file.drawing.node(edge.source), file.drawing.node(edge.target)
    if branch is not None and source is not None and source.number:
        given["name"] = _plain(fill(branch.answer))
    if branch is not None and branch.go == BACK and target is not None and target.number:
        given[f"{OWN}go"] = BACK
    if file.boxes[edge.target].get(f"{OWN}go") == "":
        given[f"{OWN}end"] = "true"
    SubElement(file.process, f"{MODEL}sequenceFlow", given)
    _mention(file.boxes[edge.source], "outgoing", name)
    _mention(file.boxes[edge.target], "incoming", name)
    drawn = SubElement(file.plane, f"{_DI}BPMNEdge", {"id": f"{name}-edge", "bpmnElement": name})
    for x, y in edge.points:
        SubElement(drawn, f"{_DD}waypoint", {"x": f"{x:.1f}", "y": f"{y:.1f}"})


def _branch_of(drawing: Drawing, edge: Edge, procedure: Procedure) -> Branch | None:
    """Give the answer on whose way an edge lies."""
    steps = [each.id for each in drawing.nodes if each.number]
    step = edge.source if edge.source in steps else edge.source.rpartition(":")[0]
    return procedure.steps[steps.index(step)].branches[edge.branch] if edge.branch >= 0 else None


def _mention(box: Element, way: str, flow: str) -> None:
    """Name a flow in a box, in the order that the standard asks for: documentation, incoming, outgoing, event."""
    before = {"incoming": ("documentation", "incoming"), "outgoing": ("documentation", "incoming", "outgoing")}[way]
    place = sum(each.tag.removeprefix(MODEL) in before for each in box)
    made = Element(f"{MODEL}{way}")
    made.text = flow
    box.insert(place, made)


def _plain(text: str, *, lines: bool = False) -> str:
    """Give a text without what XML 1.0 cannot hold."""
    kept = "".join(each for each in text if each >= " " or each in "\n\t")
    kept = kept.encode("utf-8", "ignore").decode().replace("\ufffe", "").replace("\uffff", "")
    return kept if lines else " ".join(kept.split())
