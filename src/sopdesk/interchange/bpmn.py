"""BPMN 2.0 (ISO/IEC 19510), read as a chart: any prefix, the picture part may be missing, nothing is dropped.

The words of a branch are the name of the sequence flow that leaves an exclusive gateway; the gateway's own name is the
question. Lanes are roles.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.chart import Arrow, Box, Chart, Shape, Unclear, plain
from sopdesk.interchange.safe_xml import read_xml

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
OWN = "{urn:sopdesk:workflow:1}"
_TASKS = {
    "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask",
    "callActivity", "intermediateCatchEvent", "intermediateThrowEvent",
}  # fmt: skip
_CONTAINERS = {"subProcess", "transaction", "adHocSubProcess"}
_PARALLEL = {"parallelGateway", "complexGateway"}
_GATEWAYS = {"exclusiveGateway", "inclusiveGateway", "eventBasedGateway"} | _PARALLEL
_PLUMBING = {
    "incoming", "outgoing", "sequenceFlow", "laneSet", "extensionElements", "documentation", "ioSpecification",
    "dataInputAssociation", "dataOutputAssociation", "conditionExpression", "flowNodeRef", "lane", "association",
    "textAnnotation", "messageFlow", "collaboration", "process", "participant", "message", "escalation", "signal",
    "error", "itemDefinition", "import", "relationship", "property", "childLaneSet", "boundaryEvent",
}  # fmt: skip
"""Elements that are taken over with what they belong to, or say nothing by themselves."""


def read_bpmn(data: bytes) -> Chart:
    """Give the chart that a BPMN file holds. Raises Refusal when it is none or cannot be read."""
    root, lines = read_xml(data)
    if root.tag != f"{MODEL}definitions":
        raise Refusal("This is no BPMN 2.0 file: its outermost element is not “definitions”.")
    return _Reader(root, lines).read()


class _Reader:
    """Reads one file: first the boxes, then what joins them, then what stands beside them."""

    def __init__(self, root: Element, lines: dict[Element, int]) -> None:
        self._root, self._lines = root, lines
        self.chart = Chart(own=any(key.startswith(OWN) for each in root.iter() for key in each.attrib))
        self._inside: dict[str, tuple[list[str], list[str]]] = {}
        self._hosts: dict[str, tuple[str, str]] = {}
        self._leaving = Counter(each.get("sourceRef", "") for each in root.iter(f"{MODEL}sequenceFlow"))
        self._named: dict[str, str] = {}

    def read(self) -> Chart:
        """Read everything."""
        processes = self._root.findall(f"{MODEL}process")
        shown = self._root.find(f"{MODEL}collaboration")
        names = [each.get("name") or "" for each in (*processes, *([] if shown is None else [shown]))]
        self.chart.title = _line(next(filter(None, names), "") or self._root.get("name") or "")
        for process in processes:
            self._boxes(process)
            self._roles(process)
        self._enter_containers()
        for flow in self._root.iter(f"{MODEL}sequenceFlow"):
            self._arrow(flow)
        self._events_at_edges()
        self._beside()
        return self.chart

    def _boxes(self, parent: Element) -> list[Box]:
        """Take over the boxes of a process, or of a process within it."""
        made = []
        for each in parent:
            kind = each.tag.removeprefix(MODEL)
            if kind == "boundaryEvent":
                self._hosts[each.get("id", "")] = (
                    each.get("attachedToRef", ""),
                    _line(each.get("name") or _event(each)),
                )
            box = self._box(each, kind)
            if box is not None:
                made.append(self.chart.add(box))
                self._named |= {text: box.id for inner in each.iter() if (text := (inner.text or "").strip())}
            if kind in _CONTAINERS and box is not None:
                inner = [each.id for each in self._boxes(each)]
                targets = {flow.get("targetRef") for flow in each.findall(f"{MODEL}sequenceFlow")}
                sources = {flow.get("sourceRef") for flow in each.findall(f"{MODEL}sequenceFlow")}
                self._inside[box.id] = ([n for n in inner if n not in targets], [n for n in inner if n not in sources])
        return made

    def _box(self, each: Element, kind: str) -> Box | None:
        name, text = each.get("id", ""), _line(each.get("name") or "")
        line = self._lines[each]
        if kind in _TASKS | _CONTAINERS:
            box = Box(name, text or _event(each), line=line)
        elif kind in _GATEWAYS:
            joins = self._leaving[name] == 1 and not self.chart.own
            box = Box(name, text, Shape.JUNCTION if joins else Shape.QUESTION, line=line)
            box.text = text or ("" if joins or self.chart.own else "Which way?")
            if kind in _PARALLEL and not joins:
                self._unclear(each, "all ways at once; here one is chosen", name)
        elif kind == "startEvent":
            box = Box(name, text or _event(each), Shape.START, line=line)
        elif kind == "endEvent" and each.get(f"{OWN}go") != "":
            box = Box(name, text or _event(each), Shape.TERMINAL, line=line)
        else:
            return None
        box.notes += [note for doc in each.findall(f"{MODEL}documentation") if (note := plain(doc.text or "").strip())]
        self._own(box, each)
        return box

    def _own(self, box: Box, each: Element) -> None:
        """Take over what this program wrote about a box."""
        box.step, box.role = each.get(f"{OWN}step", ""), each.get(f"{OWN}role", "")
        minutes = each.get(f"{OWN}minutes", "")
        box.minutes, box.must = int(minutes) if minutes.isdigit() else None, each.get(f"{OWN}must") == "true"
        if (go := each.get(f"{OWN}go")) is not None:
            box.shape, box.go, box.text = Shape.ENDING, go, each.get(f"{OWN}action", "")
        elif each.get(f"{OWN}action") is not None:
            box.shape, box.text = Shape.ACTION, each.get(f"{OWN}action", "")
        elif box.step:
            box.text = each.get(f"{OWN}title", box.text)

    def _roles(self, process: Element) -> None:
        """Let the boxes of a lane be done by the role that the lane names; the innermost counts."""
        for lane in process.iter(f"{MODEL}lane"):
            for each in lane.findall(f"{MODEL}flowNodeRef"):
                box = self.chart.boxes.get((each.text or "").strip())
                if box is not None:
                    box.role = _line(lane.get("name") or "") or box.role

    def _enter_containers(self) -> None:
        """Let each process within a process be a step that leads into it; its ends lead on as itself does."""
        for name, (firsts, lasts) in self._inside.items():
            self.chart.arrows += [Arrow(name, each, implied=True) for each in firsts]
            for each in lasts:
                if self.chart.boxes[each].shape is Shape.TERMINAL and self._leaving[name]:
                    self.chart.boxes[each].shape = Shape.JUNCTION
            for each in firsts:
                if self.chart.boxes[each].shape is Shape.START:
                    self.chart.boxes[each].shape = Shape.JUNCTION

    def _arrow(self, flow: Element) -> None:
        source, target = flow.get("sourceRef", ""), flow.get("targetRef", "")
        text = _line(flow.get(f"{OWN}answer") or flow.get("name") or "")
        condition = _line("".join((flow.findtext(f"{MODEL}conditionExpression") or "").split("\n")))
        if condition and text:
            self._unclear(flow, f"condition {condition}", source)
        if self._hosts.get(source):
            host, event = self._hosts[source]
            source, text = host, text or event
        if self.chart.own and source in self.chart.boxes and flow.get(f"{OWN}end"):
            return
        if target not in self.chart.boxes or source not in self.chart.boxes:
            self._unclear(flow, f"a way from {source or 'nowhere'} to {target or 'nowhere'}", source)
            return
        leaving = [each for each in self._inside.get(source, ([], []))[1] if flow.get("sourceRef") == source]
        for each in leaving or [source]:
            self.chart.arrows.append(Arrow(each, target, text or condition, go=flow.get(f"{OWN}go", "")))

    def _events_at_edges(self) -> None:
        """Keep what can happen at a step and leads nowhere."""
        for name, (host, event) in self._hosts.items():
            if not self._leaving[name]:
                element = next(each for each in self._root.iter(f"{MODEL}boundaryEvent") if each.get("id") == name)
                self._unclear(element, event, host)

    def _beside(self) -> None:
        """Take over annotations, and keep what a workflow has no place for."""
        associated: dict[str, str] = {}
        for each in self._root.iter(f"{MODEL}association"):
            ends = each.get("sourceRef", ""), each.get("targetRef", "")
            associated |= {ends[0]: ends[1], ends[1]: ends[0]}
        for each in self._root.iter(f"{MODEL}textAnnotation"):
            text = _line(each.findtext(f"{MODEL}text") or "")
            box = self.chart.boxes.get(associated.get(each.get("id", ""), ""))
            if box is not None:
                box.notes.append(text)
            else:
                self._unclear(each, text, "")
        for each in self._root.iter(f"{MODEL}messageFlow"):
            self._unclear(each, each.get("name") or "", each.get("sourceRef", ""))
        for each, near in self._others():
            self._unclear(each, each.get("name") or each.get("id") or "", near)
        self._extensions()

    def _others(self) -> Iterator[tuple[Element, str]]:
        """Give the elements of a process that no box was made of, each with the box that names it."""
        for parent in self._root.iter():
            if parent.tag.removeprefix(MODEL) not in {"process", "definitions", "collaboration", *_CONTAINERS}:
                continue
            for each in parent:
                kind = each.tag.removeprefix(MODEL)
                known = each.get("id") in self.chart.boxes or kind in _PLUMBING | _CONTAINERS
                known = known or each.get(f"{OWN}go") == ""
                if each.tag.startswith(MODEL) and not known and not kind.endswith("EventDefinition"):
                    yield each, self._named.get(each.get("id", ""), "")

    def _extensions(self) -> None:
        """Say how many extensions of other programs there are; they are kept nowhere but in the file."""
        found: Counter[str] = Counter()
        for each in self._root.iter(f"{MODEL}extensionElements"):
            found.update(inner.tag.rpartition("}")[2] for inner in each)
        if found and not self.chart.own:
            said = ", ".join(f"{name} ({count})" for name, count in sorted(found.items()))
            self.chart.unclear.append(Unclear(1, f"extensions of another program: {said}"))

    def _unclear(self, element: Element, what: str, near: str) -> None:
        kind = element.tag.removeprefix(MODEL)
        self.chart.unclear.append(Unclear(self._lines[element], f"{kind}: {_line(what)}".rstrip(": "), near))


def _event(each: Element) -> str:
    """Name an event without a name after what it waits for; the kind of anything else."""
    definition = next((inner.tag for inner in each if inner.tag.endswith("EventDefinition")), "")
    kind = definition.removeprefix(MODEL).removesuffix("EventDefinition") or each.tag.removeprefix(MODEL)
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind).strip()
    return words[:1].upper() + words[1:]


def _line(text: str) -> str:
    return " ".join(plain(text).split())
