import pytest

from sopdesk.domain.beginning import begin
from sopdesk.domain.problems import Weight, problems
from sopdesk.domain.sop import Format, Kind


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
