from functools import partial

import pytest

from sopdesk.domain import investigating
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.cause import (
    CauseClass,
    CauseCorrected,
    CauseFound,
    CauseMarked,
    CauseStruck,
    Method,
    standing,
)
from sopdesk.domain.incident import IncidentClosed, IncidentKind, IncidentLogged
from tests.domain.given import CARD, at, history, refuses, signature

LOGGED = IncidentLogged("T-1", IncidentKind.ACCIDENT, at(), at(), "UTC")
SLIPPED = CauseFound("c1", Method.WHYS, "", None, "Why did she slip?", "The floor was wet.")
LEAKED = CauseFound("c2", Method.WHYS, "c1", None, "Why was it wet?", "The machine leaks.", "Photo")
WORN = CauseFound("c3", Method.FISHBONE, "", CauseClass.EQUIPMENT, None, "The seal is worn")
OLD = CauseFound("c4", Method.FISHBONE, "c3", CauseClass.EQUIPMENT, None, "Nobody replaces it")
ALL = (SLIPPED, LEAKED, WORN, OLD)


def given(*events: object) -> Incident:
    """Give the file of an accident after these events."""
    return fold("inc-1", history(LOGGED, *events))


def names(file: Incident, method: Method) -> list[str]:
    """Give the causes of a method that stand."""
    return list(standing(file.causes, method))


def test_the_chain_of_whys_goes_on_from_its_last_answer() -> None:
    """Each why hangs under the answer before it; question and answer are needed, the evidence may follow."""
    first = investigating.ask_why(given(), "c1", why=" Why did she slip? ", because=" The floor was wet. ")
    assert first == SLIPPED
    second = investigating.ask_why(
        given(*ALL[:1]), "c2", why="Why was it wet?", because="The machine leaks.", evidence=" Photo "
    )
    assert second == LEAKED
    assert names(given(*ALL), Method.WHYS) == ["c1", "c2"]
    assert "question" in refuses(lambda: investigating.ask_why(given(), "c", why=" ", because="x"))
    assert "what the cause is" in refuses(lambda: investigating.ask_why(given(), "c", why="Why?", because=" "))
    assert "card number" in refuses(lambda: investigating.ask_why(given(), "c", why=CARD, because="x"))


def test_the_fishbone_has_classes_causes_and_sub_causes() -> None:
    """A cause belongs to one of the six classes, a sub-cause to that of its cause; there is no third depth."""
    found = partial(investigating.find_cause, because="Nobody replaces it")
    assert found(given(WORN), "c4", cause_class=CauseClass.PEOPLE, under="c3") == OLD
    seal = investigating.find_cause(
        given(), "c3", cause_class=CauseClass.EQUIPMENT, because=" The seal is worn ", evidence=" "
    )
    assert seal == WORN
    assert len(CauseClass) == 6
    assert "ask why" in refuses(lambda: found(given(*ALL), "c5", cause_class=CauseClass.PLACE, under="c4"))
    assert "of the fishbone" in refuses(lambda: found(given(*ALL), "c5", cause_class=CauseClass.PLACE, under="c1"))
    assert "no such cause" in refuses(lambda: found(given(), "c5", cause_class=CauseClass.PLACE, under="c9"))
    loose = given(CauseFound("c3", Method.FISHBONE, because="x"))
    assert found(loose, "c4", cause_class=CauseClass.PLACE, under="c3").cause_class is CauseClass.PLACE


def test_a_cause_is_corrected_beside_what_it_said() -> None:
    """What it said before stays, with the reason."""
    what = investigating.correct_cause(
        given(*ALL), "c2", why="Why was it wet?", because="The pipe leaks.", reason=" Looked again "
    )
    assert what == CauseCorrected(
        "c2", "Why was it wet?", "The pipe leaks.", None, "The machine leaks.", "Looked again"
    )
    cause = given(*ALL, what).causes["c2"]
    assert (cause.because, cause.evidence, cause.corrections) == ("The pipe leaks.", "", 1)
    bone = investigating.correct_cause(given(*ALL), "c3", because="Worn through", reason="x", evidence="Photo")
    assert (bone.why, bone.evidence) == (None, "Photo")
    same = partial(investigating.correct_cause, given(*ALL), "c3", because="The seal is worn")
    assert "already" in refuses(lambda: same(reason="x"))
    assert "Say why" in refuses(lambda: same(reason=" "))
    assert "question" in refuses(lambda: investigating.correct_cause(given(*ALL), "c1", because="x", reason="x"))
    assert "card number" in refuses(lambda: same(reason=CARD))


def test_root_causes_are_marked() -> None:
    """A cause is held to be a root cause, and no longer when more is known."""
    marked = investigating.mark_root(given(*ALL), "c2", root=True)
    assert marked == CauseMarked("c2", root=True)
    assert given(*ALL, marked).causes["c2"].root
    assert not given(*ALL, marked, investigating.mark_root(given(*ALL, marked), "c2", root=False)).causes["c2"].root
    assert "already" in refuses(lambda: investigating.mark_root(given(*ALL), "c2", root=False))


def test_what_hangs_under_a_cause_is_given_up_with_it() -> None:
    """A struck answer takes the chain below it along, a cause its sub-causes; the chain goes on above."""
    struck = investigating.strike(given(*ALL), "c1", reason=" She tripped ")
    assert struck == CauseStruck("c1", "She tripped")
    assert names(given(*ALL, struck), Method.WHYS) == []
    assert names(given(*ALL, CauseStruck("c2")), Method.WHYS) == ["c1"]
    assert investigating.ask_why(given(*ALL, CauseStruck("c2")), "c5", why="Why?", because="x").under == "c1"
    assert names(given(*ALL, CauseStruck("c3")), Method.FISHBONE) == []
    assert "Say why" in refuses(lambda: investigating.strike(given(*ALL), "c1", reason=""))
    assert "no such cause" in refuses(lambda: investigating.strike(given(*ALL, struck), "c2", reason="x"))
    assert "card number" in refuses(lambda: investigating.strike(given(*ALL), "c1", reason=CARD))


@pytest.mark.parametrize("stray", [CauseMarked("c9", root=True), CauseFound("c1", Method.WHYS, because="Another")])
def test_of_causes_recorded_apart_the_first_stands(stray: object) -> None:
    """What is not known is passed over, and a second event of the same id changes nothing."""
    assert given(*ALL, stray).causes == given(*ALL).causes


def test_a_closed_file_is_not_investigated_further() -> None:
    """Causes are found, corrected, marked and given up while the file is open."""
    file = given(*ALL, IncidentClosed("d", signature()))
    acts = (
        partial(investigating.ask_why, file, "c", why="Why?", because="x"),
        partial(investigating.find_cause, file, "c", cause_class=CauseClass.PLACE, because="x"),
        partial(investigating.correct_cause, file, "c1", because="x", reason="x"),
        partial(investigating.mark_root, file, "c1", root=True),
        partial(investigating.strike, file, "c1", reason="x"),
    )
    assert all("closed" in refuses(act) for act in acts)
