from dataclasses import replace

import pytest

from sopdesk.domain.problem import Weight
from sopdesk.domain.problems import problems
from sopdesk.domain.sop import Format, Kind, Part, Procedure, Question, Step
from sopdesk.domain.unclear import (
    LONGEST,
    contacts_named,
    marked,
    marked_block,
    not_understood,
    unclear,
    unknown_places,
    without_marks,
)

EMPTY = Procedure("SOP-1", "T", Kind.PROCESS, Format.ARTICLE, "S", "manager", purpose="P")


def test_the_contacts_that_a_procedure_names() -> None:
    """A procedure names each contact of the house once, wherever it stands; other fields are none."""
    said = replace(EMPTY, contact="{{contact:manager}} of {{house}}, or {{ contact:front desk }}",
                   steps=(Step("call", "Call {{contact:manager}}"),))  # fmt: skip
    assert contacts_named(said) == ("front desk", "manager") or contacts_named(said) == ("manager", "front desk")
    assert contacts_named(EMPTY) == ()


@pytest.mark.parametrize("raw", ['<video src="x">', "{% include `a` %}", "``", "`x", "a  b"])
@pytest.mark.parametrize("mark", [marked, marked_block])
def test_what_was_not_understood_is_found_again(raw: str, mark: type[str]) -> None:
    """Whatever stood in the source, its mark is found with what it holds, wherever it stands."""
    assert list(not_understood(f"Before\n\n{mark(raw)}\n\nafter")) == [" ".join(raw.split())]


def test_a_long_piece_is_cut() -> None:
    """What stands in a text and was not understood stays short enough to read."""
    (found,) = not_understood(marked("x" * 9_000))
    assert len(found) == LONGEST + 2


def test_a_title_is_no_place_for_a_mark() -> None:
    """A mark is taken out of a title, and kept beside it."""
    assert without_marks(f"Ask {marked('{% chat %}')} first") == ("Ask first", ("{% chat %}",))
    assert without_marks("Ask  first") == ("Ask  first", ())


def test_an_author_is_told_what_was_not_understood() -> None:
    """Every mark of an import is a warning at its place until somebody puts it right or takes it out."""
    what = replace(
        EMPTY, steps=(Step("a", "A", marked("<form>"), tips=(marked_block("<svg>"),)),),
        questions=(Question("q", "Q?", " ".join(map(marked, "abcde"))),), parts=(Part("P", "`not this`"),),
    )  # fmt: skip
    found = {each.where: each for each in unclear(what)}
    assert set(found) == {"step:a", "question:q"}
    assert found["step:a"].sentence.startswith("“<form>”, “<svg>” was not understood when this was imported.")
    assert found["question:q"].sentence.startswith("“a”, “b”, “c” and 2 more was not")
    assert found["step:a"].severity is Weight.WARNING
    assert set(found.values()) <= set(problems(what))


def test_a_placeholder_that_nobody_fills_is_told() -> None:
    """A placeholder that is no field of the house is a hint; the house's own fields and code are none."""
    text = "{{ house }} {{site}} {{contact:chief}} {{ meta.owner }} and `{{ shown }}`"
    assert list(unknown_places(text)) == ["{{ meta.owner }}"]
    (found,) = unclear(replace(EMPTY, scope=text))
    assert (found.where, found.severity) == ("scope", Weight.HINT)
    assert "“{{ meta.owner }}” is no field of the house" in found.sentence
