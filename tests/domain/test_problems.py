from decimal import Decimal

import pytest

from sopdesk.domain.flow import flow
from sopdesk.domain.person import Role
from sopdesk.domain.problems import Problem, Weight, problems
from sopdesk.domain.role import HouseRole, Roles
from sopdesk.domain.sop import (
    Answer,
    Branch,
    Duty,
    Format,
    Item,
    Limit,
    Part,
    Per,
    Picture,
    Procedure,
    Question,
    Reference,
)
from tests.domain.given import checklist, procedure, refund, step, ways, workflow


def sentences(content: Procedure) -> dict[str, str]:
    """Give the sentences by place."""
    return {each.where: each.sentence for each in problems(content)}


@pytest.mark.parametrize(
    "sound", [procedure(), checklist(), refund(), workflow(ways("works", "done", "escalate:manager"))]
)
def test_a_sound_procedure_has_no_problems(sound: Procedure) -> None:
    """Nothing is found where nothing is wrong."""
    assert problems(sound) == []


def test_a_procedure_says_what_it_is() -> None:
    """Number, title, owner, purpose and review cycle are there and sound."""
    bare = sentences(procedure(number="SOP 1", title=" ", owner="", purpose="", review_months=0))
    assert set(bare) == {"number", "title", "owner", "purpose", "review"}
    assert "number" in sentences(procedure(number=""))


def test_a_checklist_says_when_it_is_done() -> None:
    """When a checklist is done can be read as a plan; nothing else than a checklist has such a time."""
    assert sentences(checklist(when="every weekday by 09:30")) == {}
    assert "not understood" in sentences(checklist(when="now and then"))["when"]
    assert "Only a checklist" in sentences(procedure(when="every weekday by 09:30"))["when"]


@pytest.mark.parametrize("wrong", ["", "Look", "two words", "a--b", "-a", "a.b", "done", "back"])
def test_an_id_is_lower_case_letters_digits_and_dashes(wrong: str) -> None:
    """Ids are kept over all revisions, so they are simple, and never a word that ends a workflow."""
    assert "cannot be an id" in sentences(procedure(steps=(step(wrong, title="Look"),)))[f"step:{wrong}"]


def test_an_id_is_used_once() -> None:
    """Steps and questions share one set of ids, lines to tick have another."""
    twice = procedure(
        steps=(step("look", items=(Item("look", "Look"), Item("count", "Count"))), step("look")),
        questions=(Question("look", "Look?", "Yes."),),
    )
    assert set(sentences(twice)) == {"step:look", "question:look"}
    assert "3 times" in sentences(twice)["step:look"]
    again = checklist(steps=(step("a", items=(Item("x", "X"),)), step("b", items=(Item("x", "X"),))))
    assert "2 times" in sentences(again)["item:x"]


@pytest.mark.parametrize(
    ("kind", "where", "words"),
    [
        (Format.CHECKLIST, "steps", "lines to tick"),
        (Format.FAQ, "questions", "needs questions"),
        (Format.WORKFLOW, "steps", "question with its answers"),
        (Format.PICTURE_GUIDE, "steps", "needs pictures"),
        (Format.ARTICLE, "steps", "no steps"),
    ],
)
def test_each_format_has_its_parts(kind: Format, where: str, words: str) -> None:
    """A checklist has lines, an FAQ questions, a workflow answers, a picture guide pictures, an article steps."""
    assert words in sentences(procedure(format=kind, steps=()))[where]


def test_an_article_may_consist_of_other_parts() -> None:
    """An imported page without steps is an article too."""
    assert sentences(procedure(steps=(), parts=(Part("Notes", "Text"),))) == {}


def test_a_picture_guide_has_a_picture_for_each_step() -> None:
    """A step without a picture is pointed out; a picture says what it shows and where it lies."""
    shown = step("a", pictures=(Picture("a.svg", "A door"),))
    assert sentences(procedure(format=Format.PICTURE_GUIDE, steps=(shown,))) == {}
    found = sentences(procedure(format=Format.PICTURE_GUIDE, steps=(shown, step("b"))))
    assert "no picture" in found["step:b"]
    blind = problems(procedure(steps=(step("a", pictures=(Picture("a.svg"),)), step("b", pictures=(Picture(" "),)))))
    assert [(each.where, each.severity) for each in blind] == [("step:a", Weight.HINT), ("step:b", Weight.ERROR)]


def test_a_question_has_an_answer() -> None:
    """An FAQ entry has both its halves."""
    content = procedure(
        format=Format.FAQ,
        questions=(
            Question("a", "Why?", " "),
            Question("b", " ", "So."),
        ),
    )
    assert set(sentences(content)) == {"question:a", "question:b"}


def test_a_step_has_a_title_and_a_possible_time() -> None:
    """A step is named; its time limit is at least a minute."""
    found = sentences(procedure(steps=(step("a", title=" "), step("b", minutes=0), step("c", minutes=1))))
    assert set(found) == {"step:a", "step:b"}


def test_bounds_are_numbers_in_order() -> None:
    """A line has a text; its bounds are numbers, the lower below the upper, and bound something that is counted."""
    number = Answer.NUMBER
    items = (
        Item("a", " "),
        Item("b", "B", number, low=Decimal("NaN")),
        Item("c", "C", number, low=Decimal(5), high=Decimal(2)),
        Item("d", "D", low=Decimal(1)),
        Item("e", "E", Answer.AMOUNT, low=Decimal(1), high=Decimal(1)),
    )
    assert set(sentences(checklist(steps=(step(items=items),)))) == {"item:a", "item:b", "item:c", "item:d"}


def test_a_branch_leads_somewhere() -> None:
    """A way out goes to a step that is there, to the end, back, or to a role; in any format."""
    content = procedure(steps=(ways("works", "greet", "gone", "done", "back", "escalate:manager", "escalate:"), step()))
    assert list(sentences(content)) == ["branch:works:1", "branch:works:5"]
    assert "“gone”" in sentences(content)["branch:works:1"]


def test_every_step_of_a_workflow_can_be_reached() -> None:
    """A step to which no way leads is pointed out."""
    found = sentences(workflow(ways("works", "done", "fix"), ways("lost", "done", "fix"), step("fix")))
    assert list(found) == ["step:lost"]
    assert "No way leads" in found["step:lost"]


def test_a_workflow_has_no_dead_end() -> None:
    """A question without an answer ends the way; what leads only there never ends either."""
    found = sentences(workflow(ways("works", "done", "why"), step("why"), step("who", title="Who?")))
    assert "never comes to an end" in found["step:why"]
    assert "no way out" in found["step:who"]


def test_a_workflow_does_not_go_round_for_ever() -> None:
    """A loop has a way out."""
    found = sentences(workflow(ways("a", "b", "c"), ways("b", "a", "c"), ways("c", "b", "back")))
    assert set(found) == {"step:a", "step:b", "step:c"}
    assert sentences(workflow(ways("a", "b", "c"), ways("b", "a", "c"), ways("c", "b", "done"))) == {}


def test_back_leads_to_where_one_came_from() -> None:
    """A step from which one can only go back is no trap while the question before has another answer."""
    graph = flow(workflow(ways("a", "b", "done"), ways("b", "back", "back")))
    assert graph.ways == {"a": ("b",), "b": ("a",)}
    assert graph.trapped() == set()
    assert flow(procedure(steps=())).reachable() == set()


def test_one_answer_is_no_choice() -> None:
    """A question with one answer only is hinted at."""
    assert "one answer" in sentences(workflow(ways("a", "done")))["step:a"]


def test_every_step_has_one_accountable_and_somebody_responsible() -> None:
    """In the responsibilities each step has exactly one A and at least one R."""
    steps = (step("look"), step("pay"), step("sign"), step("file"))
    duties = (
        Duty("look", "manager", "R"),
        Duty("pay", "manager", "RA"), Duty("pay", "supervisor", "A"),
        Duty("sign", "manager", "A"),
    )  # fmt: skip
    found = sentences(procedure(steps=steps, duties=duties))
    assert "Nobody is accountable" in found["duty:look"]
    assert "2 roles are accountable" in found["duty:pay"]
    assert "Nobody is responsible" in found["duty:sign"]
    assert "say nothing" in found["duty:file"]


@pytest.mark.parametrize("letters", ["", "X", "RAR", "ra"])
def test_duties_are_r_a_c_and_i(letters: str) -> None:
    """A cell of the responsibilities holds R, A, C and I, each once."""
    content = procedure(duties=(Duty("greet", "manager", "RA"), Duty("greet", "supervisor", letters)))
    assert any("only R, A, C and I" in each.sentence for each in problems(content))


def test_responsibilities_name_steps_that_are_there_and_each_role_once() -> None:
    """A cell for a step that is not there, or a second one for the same role, is pointed out."""
    duties = (Duty("greet", "manager", "RA"), Duty("greet", "manager", "C"), Duty("gone", "manager", "R"))
    found = sentences(procedure(duties=duties))
    assert "stands twice" in found["duty:greet"]
    assert "“gone”" in found["duty:gone"]


def test_limits_are_amounts() -> None:
    """A limit names act and role, is an amount or none, stands once, and says whose authority is needed above."""
    content = procedure(
        limits=(
            Limit("refund", "supervisor", Decimal("NaN"), "manager"),
            Limit("discount", "supervisor", Decimal(-5), "manager"),
            Limit("gift", "supervisor", Decimal(5)),
            Limit("", "supervisor"),
            Limit("voucher", "manager"),
            Limit("voucher", "manager"),
        )
    )
    found = sentences(content)
    assert [*found] == ["limit:0", "limit:1", "limit:2", "limit:3", "limit:5"]
    assert "whose authority" in found["limit:2"]
    assert "two limits" in found["limit:5"]


def test_a_limit_says_who_and_counts_something() -> None:
    """A limit leads to another role, counts an amount, stands at a step that is there, and its words are its own."""
    content = procedure(
        limits=(
            Limit("refund", "front-of-house", Decimal(0), "shift-lead", also=("money back",)),
            Limit("refund", "shift-lead", Decimal(0), together="supervisor"),
            Limit("refund", "supervisor", Decimal(50), "supervisor", also=("Money back", "refund")),
            Limit("voucher", "supervisor", per=Per.DAY, also=("money back",)),
            Limit("exchange", "supervisor", step="gone"),
            Limit("exchange", "manager", step="greet", together="manager"),
        )
    )
    found = [(each.where, each.sentence) for each in problems(content)]
    assert [where for where, _ in found] == ["limit:1", "limit:1", "limit:2", "limit:3", "limit:3", "limit:4"]
    assert [sentence.split(":")[0] for _, sentence in found] == [
        "Say who may “refund” where shift-lead may not.",
        "“refund” is not for shift-lead, so nobody is needed with them.",
        "Above the limit of supervisor stands supervisor again.",
        "“voucher” counts per day, and has no amount to count up to.",
        "“money back” stands for “refund” and for “voucher”",
        "“exchange” names the step “gone”, which is not here.",
    ]


def test_a_broken_reference_is_found() -> None:
    """References lead to another procedure, to a step of this one, or outside."""
    content = procedure(
        references=(
            Reference("Nowhere"), Reference("Law", url="https://example.org"), Reference("Known", "SOP-002", "warn"),
            Reference("Here", step="greet"), Reference("Not here", "SOP-001", "gone"),
        )
    )  # fmt: skip
    assert list(sentences(content)) == ["reference:0", "reference:4"]


def test_a_broken_link_in_a_text_is_found() -> None:
    """Links within texts are followed too; addresses and pictures are not the manual's."""
    text = "[a](SOP-099) [b](#gone) [c](#greet) [d](SOP-002#x) [e](https://example.org/#x) ![f](step-1.png) [g](a.md)"
    found = [each.sentence for each in problems(procedure(scope=text))]
    assert found == ["There is no step “gone” in this procedure."]


def test_an_unknown_role_is_hinted_at() -> None:
    """A house may have roles of its own; a mistyped one is hinted at, once, wherever it stands."""
    content = procedure(
        owner="chef", steps=(step(role="chef", branches=(Branch("x", "escalate:owner"), Branch("y", "done"))),),
        duties=(Duty("greet", "waiter", "RA"),), limits=(Limit("refund", "baker", Decimal(1), "miller"),),
    )  # fmt: skip
    found = problems(content)
    assert {each.severity for each in found} == {Weight.HINT}
    assert [(each.where, each.sentence.split("”")[0]) for each in found] == [
        ("owner", "“chef"), ("step:greet", "“owner"), ("duty:greet", "“waiter"), ("limit:0", "“baker"),
        ("limit:0", "“miller"),
    ]  # fmt: skip
    assert Problem("x", "y").severity is Weight.ERROR


def test_a_retired_role_is_warned_of() -> None:
    """A role that the house has no longer is named to the author; one of the house's own is as good as a level."""
    roles = Roles.of([
        HouseRole("barista", "Barista", Role.FRONT_OF_HOUSE), HouseRole("porter", "Porter", Role.MANAGER, retired=True),
    ])  # fmt: skip
    found = problems(procedure(owner="porter", steps=(step(role="barista"),)), roles)
    assert [(each.where, each.sentence) for each in found] == [("owner", "Porter is no role of this house any more.")]
