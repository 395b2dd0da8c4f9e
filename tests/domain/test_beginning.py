from dataclasses import replace

import pytest

from sopdesk.domain.beginning import begin, turn, untouched
from sopdesk.domain.problems import Weight, problems
from sopdesk.domain.sop import Format, Kind
from tests.domain.given import refund


@pytest.mark.parametrize("which", list(Format))
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_beginning_in_every_format(kind: Kind, which: Format) -> None:
    """A new procedure begins with the parts and steps of its kind; left to write are title, section and pictures."""
    made = begin(kind, which, "SOP-007")
    assert (made.number, made.kind, made.format) == ("SOP-007", kind, which)
    assert made.purpose
    assert made.scope
    assert made.escalation
    left = {each.where for each in problems(made) if each.severity is Weight.ERROR}
    assert left <= {"title", "section", "steps"}
    assert ("steps" in left) == (which is Format.PICTURE_GUIDE)


@pytest.mark.parametrize("kind", list(Kind))
def test_kinds_begin_differently(kind: Kind) -> None:
    """No two kinds of work begin with the same steps."""
    others = [begin(each, Format.ARTICLE, "S").steps for each in Kind if each is not kind]
    assert begin(kind, Format.ARTICLE, "S").steps not in others


def test_the_kind_can_be_chosen_after_the_title() -> None:
    """While only the head is written, another kind or format begins anew and keeps what was filled in there."""
    named = replace(begin(Kind.ADMINISTRATIVE, Format.ARTICLE, "SOP-035"), title="Umbrellas", section="At the counter")
    made = turn(named, Kind.PROCESS, Format.CHECKLIST)
    begun = begin(Kind.PROCESS, Format.CHECKLIST, "SOP-035")
    assert made == replace(begun, title="Umbrellas", section="At the counter")


def test_another_kind_never_throws_written_steps_away() -> None:
    """Once more than the head is written, a change of kind or format leaves the rest as it is."""
    written = replace(begin(Kind.ADMINISTRATIVE, Format.ARTICLE, "SOP-035"), purpose="Guests stay dry.")
    made = turn(written, Kind.PROCESS, Format.CHECKLIST)
    assert made == replace(written, kind=Kind.PROCESS, format=Format.CHECKLIST)


def test_hints_that_are_left_standing_are_named() -> None:
    """What a beginning says is marked until the author writes over it; a procedure of one's own words is not marked."""
    made = begin(Kind.PROCESS, Format.ARTICLE, "SOP-007")
    places = [each.where for each in untouched(made)]
    assert places == ["purpose", "scope", "escalation", "step:ready", "step:do", "step:check", "step:leave"]
    assert {each.severity for each in untouched(made)} == {Weight.WARNING}
    assert [each.where for each in untouched(begin(Kind.PROCESS, Format.FAQ, "S"))][-1] == "question:first"
    assert not list(untouched(refund()))
