import pytest

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Branch
from sopdesk.interchange.chart import Shape, Unclear
from sopdesk.interchange.chart_workflow import workflow_of
from sopdesk.interchange.mermaid import LONGEST, charts_in, is_flow_chart, read_mermaid


def read(body: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Give the texts of the boxes and the arrows of a chart, of which all has to be understood."""
    chart = read_mermaid(f"flowchart TD\n{body}")
    assert chart.unclear == []
    return {name: box.text for name, box in chart.boxes.items()}, [(a.source, a.target, a.text) for a in chart.arrows]


@pytest.mark.parametrize(
    "shape",
    [
        "A[Hello, you]", "A(Hello, you)", "A([Hello, you])", "A[[Hello, you]]", "A[(Hello, you)]", "A((Hello, you))",
        "A>Hello, you]", "A{Hello, you}", "A{{Hello, you}}", "A[/Hello, you/]", "A[\\Hello, you\\]", "A[/Hello, you\\]",
        "A[\\Hello, you/]", "A(((Hello, you)))", 'A["Hello, you"]', 'A["`Hello, you`"]', "A[Hello,<br/>you]",
        'A["Hello#44; <b>you</b>"]', 'A@{ shape: manual-file, label: "Hello, you"}', "A[Hello, you]:::red",
        'A[\n"\n  Hello,\n  you\n"]', "A [Hello, you fa:fa-check]",
    ],
)  # fmt: skip
def test_every_shape_has_its_text(shape: str) -> None:
    """Whatever its shape, a box says what stands in it."""
    assert read(shape)[0] == {"A": "Hello, you"}


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("-->", ""), ("---", ""), ("-.->", ""), ("==>", ""), ("===", ""), ("--o", ""), ("--x", ""), ("<-->", ""),
        ("o--o", ""), ("x--x", ""), ("---->", ""), ("-..->", ""), ("-->|yes & no|", "yes & no"), ("-- yes -->", "yes"),
        ('-- "yes -->no" -->', "yes -->no"), ("-. yes .->", "yes"), ("== yes ==>", "yes"), ("---|yes|", "yes"),
        ("-- yes ---", "yes"), ("-- yes ---->", "yes"), ('-->|"y|es"|', "y|es"), ("e1@-->", ""), ("e1@==>|yes|", "yes"),
    ],
)  # fmt: skip
def test_every_link_has_its_words(link: str, text: str) -> None:
    """Whatever its line, a link joins two boxes and says what stands on it."""
    assert read(f"A {link} B")[1] == [("A", "B", text)]


def test_chains_and_groups_of_boxes() -> None:
    """Links follow each other in one line, and & joins several boxes."""
    assert read("A & B --> C -- x --> D & E; D-->E")[1] == [
        ("A", "C", ""), ("B", "C", ""), ("C", "D", "x"), ("C", "E", "x"), ("D", "E", ""),
    ]  # fmt: skip


def test_what_only_looks_is_passed_over() -> None:
    """Styles, classes, directions, comments, directives, hidden links and descriptions say nothing about the work."""
    boxes, arrows = read(
        "%% a comment A --> Z\naccTitle: t\naccDescr { many\nlines }\nA:::big --> B\nstyle A fill:#f9f\n"
        "classDef big fill:#f96;\nclass A,B big;\nlinkStyle 0 stroke:#ff3\nA ~~~ B\ne1@{ animate: true }\nA e1@--> B\n"
        "%%{init: {'theme': 'dark'}}%%\n"
    )
    assert boxes == {"A": "A", "B": "B"}
    assert arrows == [("A", "B", ""), ("A", "B", "")]


def test_words_that_mean_something_may_be_names() -> None:
    """A box may be called like a statement."""
    assert read("style[Style it] --> class\nendpoint --> send")[1] == [("style", "class", ""), ("endpoint", "send", "")]


def test_groups_name_their_first_box() -> None:
    """The name of a group stands at its first box; a way to the group leads to that."""
    chart = read_mermaid(
        "graph TD\nsubgraph one [In the shop]\ndirection LR\na --> b\nend\nsubgraph two\nc\nend\none --> two"
    )
    assert chart.boxes["a"].notes == ["*In the shop*"]
    assert set(chart.boxes) == {"a", "b", "c"}
    assert [(each.source, each.target) for each in chart.arrows] == [("a", "b"), ("b", "c")]


def test_what_is_not_understood_stands_beside_the_step() -> None:
    """What has no place in a workflow is kept with its line: at the step that it names, or the one before it."""
    text = 'flowchart TD\nA{Ours?} -->|Yes| B[Take it]\nclick B "https://example.com" "more"\n>>>what\n'
    text += "A -->|No| C[Send on]\n"
    chart = read_mermaid(text, first_line=10)
    assert chart.unclear == [Unclear(13, 'click B "https://example.com" "more"', "B"), Unclear(14, ">>>what", "B")]
    read = workflow_of(chart)
    assert (read.boxes, read.arrows, len(read.unclear)) == (3, 2, 2)
    assert [each.id for each in read.content.steps] == ["ours"]
    assert 'Not understood (line 13): `click B "https://example.com" "more"`' in read.content.steps[0].text


def test_what_lies_near_nothing_becomes_a_part() -> None:
    """What was not understood and lies near no step stands in a part of its own."""
    read = workflow_of(read_mermaid("flowchart TD\n>>>what\nA --> B"))
    assert [(each.title, each.text) for each in read.content.parts] == [
        ("Not understood", "Not understood (line 2): `>>>what`")
    ]


def test_a_way_without_words_is_named_after_where_it_leads() -> None:
    """Where a step leads several ways and says nothing on them, the answers are named after what follows."""
    read = workflow_of(read_mermaid("graph TD\nA[Look] --> B[Left]\nA --> C[Right]\nB --> D[Meet]\nC --> D\nD --> A"))
    assert read.content.steps[0].branches == (Branch("To: Left", "left"), Branch("To: Right", "right"))
    assert {each.id: each.branches for each in read.content.steps}["meet"] == (Branch("Go on", "look"),)


def test_the_title_is_in_the_front_matter() -> None:
    """A chart bears the title that its front matter gives it."""
    assert read_mermaid("---\ntitle: Goods  in\n---\nflowchart LR\nA").title == "Goods in"
    assert read_mermaid("---\n- odd\n---\nflowchart LR\nA").title == ""
    assert read_mermaid("---\n{odd\n---\nflowchart LR\nA").title == ""


def test_charts_in_a_page() -> None:
    """A page of Markdown or HTML may hold several charts; other kinds of diagram are told apart."""
    page = "# Page\n\n```mermaid\nflowchart TD\nA --> B\n```\n\ntext\n\n```mermaid\nstateDiagram-v2\n[*] --> A\n```\n"
    found = charts_in(page)
    assert [line for line, _ in found] == [3, 10]
    assert [is_flow_chart(each) for _, each in found] == [True, False]
    web = '<html><body>\n<pre class="mermaid">\ngraph TD\nA --&gt; B\n</pre></body></html>'
    assert read_mermaid(charts_in(web)[0][1]).arrows[0].target == "B"
    assert charts_in("graph TD\nA") == [(0, "graph TD\nA")]


def test_what_is_no_flow_chart_is_refused() -> None:
    """Other diagrams, and charts beyond all measure, are refused with a sentence."""
    with pytest.raises(Refusal, match="no Mermaid flow chart"):
        read_mermaid("sequenceDiagram\nA->>B: x")
    with pytest.raises(Refusal, match="characters"):
        read_mermaid("x" * (LONGEST + 1))
    with pytest.raises(Refusal, match="boxes"):
        read_mermaid("graph TD\n" + "\n".join(f"a{n}" for n in range(2000)))


def test_shapes_of_the_long_form() -> None:
    """The long form names its shape; a picture that it names is kept as not understood."""
    chart = read_mermaid(
        'graph TD\nA@{ shape: diamond, label: "Ours?" }\nB@{ shape: f-circ }\nC@{ img: "x.png", h: 60 }'
    )
    assert [each.shape for each in chart.boxes.values()] == [Shape.QUESTION, Shape.JUNCTION, Shape.STEP]
    assert [each.what for each in chart.unclear] == ['img: "x.png"']
    assert chart.boxes["B"].text == "B"
