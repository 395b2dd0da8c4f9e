from decimal import Decimal

from sopdesk.domain.conversion import conversions, convert
from sopdesk.domain.problems import Weight, problems
from sopdesk.domain.sop import Answer, Format, Item, Reference
from tests.domain.given import checklist, procedure, step, workflow


def test_an_article_becomes_a_checklist() -> None:
    """Each line of a list becomes a line to tick; a step without one is ticked as a whole."""
    text = "Look first.\n\n1. Wipe it\n2. Dry it\n\n- [ ] Shut it"
    article = procedure(steps=(step("clean", text=text, must=True), step("leave")))
    made = convert(article, Format.CHECKLIST, "SOP-009")
    assert [(each.text, each.must) for each in made.items()] == [
        ("Wipe it", True), ("Dry it", True), ("Shut it", True), ("Leave", False),
    ]  # fmt: skip
    assert made.steps[0].text == "Look first."
    assert len({each.id for each in made.items()}) == 4
    assert (made.number, made.format) == ("SOP-009", Format.CHECKLIST)
    assert made.references == (Reference(article.title, article.number),)


def test_an_article_becomes_the_skeleton_of_a_workflow() -> None:
    """Each step asks whether it is done: yes leads on, no goes up to the owner. Every way comes to an end."""
    article = procedure(steps=(step("look", items=(Item("a", "Seen"),)), step("ask", title="Is it ours?")))
    made = convert(article, Format.WORKFLOW, "SOP-009")
    assert [each.title for each in made.steps] == ["Look?", "Is it ours?"]
    assert [(each.answer, each.go) for each in made.steps[0].branches] == [
        ("Yes", "ask"),
        ("No", "escalate:supervisor"),
    ]
    assert made.steps[0].text == "- Seen"
    assert not [each for each in problems(made) if each.severity is Weight.ERROR]


def test_a_checklist_becomes_an_article() -> None:
    """The lines to tick become a list, with their bounds in words."""
    made = convert(checklist(), Format.ARTICLE, "SOP-009")
    assert made.items() == ()
    assert "- Fridge (2 to 5 °C)" in made.steps[0].text
    assert "- Wipe the steam wand" in made.steps[0].text


def test_any_procedure_can_be_copied() -> None:
    """A copy has a number of its own and names where it comes from, once."""
    source = workflow(step("a"))
    copy = convert(source, Format.WORKFLOW, "SOP-009")
    assert copy.steps == source.steps
    again = convert(copy, Format.WORKFLOW, "SOP-010")
    assert [each.number for each in again.references] == ["SOP-001", "SOP-009"]
    assert convert(again, Format.WORKFLOW, "SOP-011").references[:2] == again.references


def test_a_reference_is_not_made_twice() -> None:
    """A procedure that names its source already names it once in the draft as well."""
    source = procedure(references=(Reference("Me", "SOP-001"),))
    assert convert(source, Format.ARTICLE, "SOP-001").references == source.references


def test_what_a_procedure_can_become() -> None:
    """An article becomes a checklist or a workflow, a checklist an article; everything can be copied."""
    assert conversions(procedure()) == (Format.ARTICLE, Format.CHECKLIST, Format.WORKFLOW)
    assert conversions(checklist()) == (Format.CHECKLIST, Format.ARTICLE)
    assert conversions(procedure(format=Format.FAQ)) == (Format.FAQ,)


def test_a_count_keeps_its_bounds_in_words() -> None:
    """A line that asks for a number says its bounds in the article."""
    item = Item("t", "Oven", Answer.NUMBER, "°C", low=Decimal(63))
    made = convert(checklist(steps=(step("a", text="Read.", items=(item,)),)), Format.ARTICLE, "S")
    assert made.steps[0].text == "Read.\n\n- Oven (63 °C or more)"
