import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Branch, Format, Kind, Procedure, Step
from sopdesk.drawing.workflow import workflow
from sopdesk.interchange.bpmn import read_bpmn
from sopdesk.interchange.bpmn_export import write_bpmn
from sopdesk.interchange.chart_workflow import Reading, workflow_of

SPACE = 'xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"'


def flow(source: str, target: str, name: str = "") -> str:
    """Give a sequence flow."""
    return f'<b:sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}" name="{name}"/>'


def read(body: str, around: str = "") -> Reading:
    """Give the workflow of a file with one process."""
    text = f'<b:definitions {SPACE}><b:process id="p" name="Goods in">{body}</b:process>{around}</b:definitions>'
    return workflow_of(read_bpmn(text.encode()))


def test_a_gateway_asks_and_its_flows_answer() -> None:
    """The gateway's name is the question, the flows' names are the answers; a gateway that only joins is passed."""
    found = read(
        '<b:startEvent id="s" name="A van arrives"/><b:userTask id="t" name="Count"/>'
        '<b:exclusiveGateway id="g" name="All there?"/><b:task id="note" name="Note what is missing"/>'
        '<b:exclusiveGateway id="j"/><b:task id="sign" name="Sign"/><b:endEvent id="e" name="End"/>'
        + flow("s", "t") + flow("t", "g") + flow("g", "j", "Yes") + flow("g", "note", "No") + flow("note", "j")
        + flow("j", "sign") + flow("sign", "e")
    )  # fmt: skip
    assert found.unclear == ()
    assert (found.boxes, found.arrows) == (7, 7)
    content = found.content
    assert (content.title, content.scope) == ("Goods in", "Begins with: A van arrives.")
    steps = {each.id: each for each in content.steps}
    assert steps["all-there"].branches == (Branch("Yes", "sign"), Branch("No", "note-what-is-missing"))
    assert steps["sign"].branches == (Branch("Go on", "done"),)
    assert [each.id for each in content.steps] == ["count", "all-there", "sign", "note-what-is-missing"]


def test_lanes_are_roles() -> None:
    """Who does a step is the lane in which it lies."""
    found = read(
        '<b:laneSet><b:lane name="Shift lead"><b:flowNodeRef>t</b:flowNodeRef></b:lane></b:laneSet>'
        '<b:task id="t" name="Count"><b:documentation>Twice.</b:documentation></b:task>'
    )
    (step,) = found.content.steps
    assert (step.role, step.text) == ("shift-lead", "Twice.")


def test_what_can_happen_at_a_step_is_an_answer() -> None:
    """An event at the edge of a task is a way out of it; one that leads nowhere is not understood, and kept."""
    found = read(
        '<b:task id="t" name="Wait"/><b:boundaryEvent id="late" attachedToRef="t"><b:timerEventDefinition/>'
        '</b:boundaryEvent><b:boundaryEvent id="odd" name="Alarm" attachedToRef="t"/><b:task id="go" name="Go"/>'
        '<b:task id="ring" name="Ring"/>' + flow("t", "go") + flow("late", "ring")
    )
    (wait,) = found.content.steps
    assert wait.branches == (Branch("To: Go", "done", "Go"), Branch("Timer", "done", "Ring"))
    assert [each.what for each in found.unclear] == ["boundaryEvent: Alarm"]


def test_a_process_within_is_a_step_and_its_steps() -> None:
    """A process within a process is a step that leads into its own steps; their end leads on."""
    found = read(
        '<b:subProcess id="sub" name="Unpack"><b:startEvent id="i"/><b:task id="open" name="Open"/><b:endEvent id="o"/>'
        + flow("i", "open") + flow("open", "o") + '</b:subProcess><b:task id="after" name="Shelve"/>'
        + flow("sub", "after")
    )  # fmt: skip
    assert [(each.title, each.branches) for each in found.content.steps] == [
        ("Unpack", ()),
        ("Open", ()),
        ("Shelve", ()),
    ]
    assert found.arrows == 3


def test_what_has_no_place_is_kept() -> None:
    """Data, messages, conditions and foreign extensions are told where they stand; a note goes to its step."""
    found = read(
        '<b:task id="t" name="Ask"><b:dataInputAssociation><b:sourceRef>d</b:sourceRef></b:dataInputAssociation>'
        "</b:task>"
        '<b:dataObjectReference id="d" name="Slip"/><b:parallelGateway id="g"/><b:task id="x" name="X"/>'
        '<b:task id="y" name="Y"/><b:textAnnotation id="n"><b:text>By phone</b:text></b:textAnnotation>'
        '<b:textAnnotation id="m"><b:text>Alone</b:text></b:textAnnotation>'
        '<b:association sourceRef="t" targetRef="n"/><b:sequenceFlow sourceRef="g" targetRef="x" name="Now">'
        '<b:conditionExpression>a &gt; b</b:conditionExpression></b:sequenceFlow>' + flow("g", "y") + flow("t", "g")
        + flow("t", "gone"),
        '<b:extensionElements><look xmlns="urn:other"/></b:extensionElements><b:collaboration><b:messageFlow '
        'name="Mail" sourceRef="t" targetRef="p"/></b:collaboration>',
    )  # fmt: skip
    said = sorted(each.what for each in found.unclear)
    assert said == [
        "dataObjectReference: Slip", "extensions of another program: look (1)", "messageFlow: Mail",
        "parallelGateway: all ways at once; here one is chosen", "sequenceFlow: a way from t to gone",
        "sequenceFlow: condition a > b", "textAnnotation: Alone",
    ]  # fmt: skip
    ask, which = found.content.steps
    assert "By phone" in ask.text
    assert "`dataObjectReference: Slip`" in ask.text
    assert which.title == "Which way?"
    assert "Alone" in found.content.parts[0].text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>', "document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        (b"<a>", "no element found in line 1"),
        (b"PK\x03\x04", "no XML"),
        (b"", "no XML"),
        (b'<?xml version="1.0" encoding="odd"?><a/>', "no XML|encoding"),
        (b"<a/>", "no BPMN"),
        (b"<a>" * 300, "nested too deeply"),
        (
            f"<b:definitions {SPACE}><b:process>".encode() + b'<b:task id="x"/>' * 1 + b"</b:process>",
            "no XML|no element",
        ),
    ],
)
def test_dangerous_and_broken_files_are_refused(data: bytes, why: str) -> None:
    """What declares entities, is broken, or is no BPMN is refused with a sentence; nothing outside is read."""
    with pytest.raises(Refusal, match=why):
        read_bpmn(data)


def test_too_many_boxes_are_refused() -> None:
    """A file with more boxes than a person can follow is refused."""
    with pytest.raises(Refusal, match="boxes"):
        read("".join(f'<b:task id="t{n}"/>' for n in range(1001)))


def test_the_file_has_its_picture() -> None:
    """A workflow goes out with the places of its drawing; all that people wrote is escaped."""
    step = Step("a", 'Is <it> & "ours"?', branches=(Branch("Yes", "done", "Say <so>."), Branch("No", "b", "Wait"),
                                                     Branch("Up", "escalate:shift-lead")))  # fmt: skip
    what = Procedure("", "T & U", Kind.PROCESS, Format.WORKFLOW, "", "", steps=(step, Step("b", "Go")))
    text = write_bpmn(what, workflow(what)).decode()
    for part in (
        "<bpmn:exclusiveGateway", "&lt;it&gt; &amp; &quot;ours&quot;?", "<bpmndi:BPMNShape", "<dc:Bounds",
        "<di:waypoint", '<bpmn:endEvent id="box-2" name="Say &lt;so&gt;. Done"', "<bpmn:escalationEventDefinition",
        "<bpmn:incoming>flow-",
    ):  # fmt: skip
        assert part in text
    assert text.count("<bpmndi:BPMNEdge") == text.count("<bpmn:sequenceFlow") == 5
    assert text.count("<bpmndi:BPMNShape") == 6
