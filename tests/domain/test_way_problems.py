from sopdesk.domain.problem import Weight
from sopdesk.domain.sop import Branch, Format, Kind, Procedure, Step
from sopdesk.domain.way_problems import way_problems


def found(*steps: Step, form: Format = Format.WORKFLOW) -> dict[str, str]:
    """Give what is wrong by its place; a second sentence about the same place follows a bar."""
    what = Procedure("SOP-1", "T", Kind.PROCESS, form, "", "", steps=steps)
    said: dict[str, str] = {}
    for each in way_problems(what):
        said[each.where] = f"{said[each.where]} | {each.sentence}" if each.where in said else each.sentence
    return said


def step(name: str, *goes: str) -> Step:
    """Give a question with an answer for each place that it leads to."""
    return Step(name, f"{name}?", branches=tuple(Branch(f"answer {n}", go) for n, go in enumerate(goes)))


def test_every_question_has_a_way_out() -> None:
    """A question without answers has no way out."""
    assert found(step("a", "b", "done"), Step("b", "Really?"))["step:b"] == "“Really?” has no way out: give it answers."


def test_every_answer_leads_somewhere() -> None:
    """An answer goes to a step that is there, or ends; where no answer does, the question is a dead end."""
    said = found(step("a", "gone", ""))
    assert said["branch:a:0"] == "“a?” leads to “gone”, which is not a step here."
    assert said["branch:a:1"] == "“a?” has an answer that leads nowhere."
    assert said["step:a"] == "“a?” is a dead end: no way from it is done or escalates."
    assert "branch:a:0" in found(step("a", "gone", "done"), form=Format.ARTICLE)


def test_every_loop_has_an_exit() -> None:
    """Steps that lead round and round never come to an end."""
    said = found(step("a", "b", "done"), step("b", "c", "b"), step("c", "b", "b"), step("d", "done", "a"))
    assert {where for where, text in said.items() if "never comes to an end" in text} == {"step:b", "step:c"}


def test_every_step_is_reached() -> None:
    """A step that no way leads to is told as a warning."""
    said = found(step("a", "done", "c"), step("b", "done", "a"), step("c", "done", "back"))
    assert said == {"step:b": "No way leads to “b?”."}


def test_nothing_lies_before_the_first_question() -> None:
    """From the first question nobody can go back."""
    assert found(step("a", "done", "back")) == {
        "branch:a:1": "“a?” is the first question: nothing lies before it to go back to."
    }


def test_answers_are_told_apart() -> None:
    """An answer has words, and no two answers of a question have the same."""
    ways = (Branch("Yes", "done"), Branch(" yes ", "escalate:manager"), Branch("", "done"))
    assert found(Step("a", "A?", branches=ways)) == {
        "branch:a:1": "“A?” has the answer “ yes ” twice.",
        "branch:a:2": "“A?”: an answer has no words.",
    }


def test_one_answer_is_no_choice() -> None:
    """A question with one answer is worth a hint."""
    what = Procedure("S-1", "T", Kind.PROCESS, Format.WORKFLOW, "", "", steps=(step("a", "done"),))
    assert [(each.where, each.severity) for each in way_problems(what)] == [("step:a", Weight.HINT)]
