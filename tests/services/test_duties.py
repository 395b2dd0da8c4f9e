import pytest

from sopdesk.domain.answering import GapKind
from sopdesk.domain.refusal import Cancelled
from tests.domain.given import checklist, refund, refuses
from tests.services.conftest import House


def test_the_duties_of_every_role(house: House) -> None:
    """What a role owns, decides and does is gathered from every procedure in force."""
    house.approved(refund())
    whole = house.desk.duties.whole()
    supervisor = whole.of("Supervisor")
    assert supervisor is not None
    assert supervisor.holders == ("Sam",)
    assert [(each.number, each.overdue) for each in supervisor.owns] == [("SOP-012", False)]
    assert [(each.number, [one.letters for one in each.charges]) for each in supervisor.procedures] == [
        ("SOP-012", ["RA"])
    ]
    front = whole.of("front-of-house")
    assert front is not None
    assert [each.words for each in front.limits] == ["up to £25"]
    assert (front.count("R"), front.count("A")) == (1, 0)
    assert whole.of("king") is None
    assert [each.kind for each in whole.gaps] == [GapKind.UNHELD, GapKind.ABOVE]


def test_the_answer_is_kept_until_an_act_concerns_it(house: House) -> None:
    """Asking again costs nothing; a new procedure or a new person asks anew."""
    house.approved(refund())
    first = house.desk.duties.whole()
    assert house.desk.duties.whole() is first
    assert house.desk.duties.is_quick()
    house.approved(checklist())
    assert house.desk.duties.whole() is not first
    house.clock.wait(hours=2)
    again = house.desk.duties.whole()
    house.desk.people.sign_in(house.leo, "1234")
    assert house.desk.duties.whole() is again


def test_reading_the_whole_can_be_cancelled(house: House) -> None:
    """Long reading tells how far it is, and ends when it is cancelled."""
    house.approved(refund())
    told: list[tuple[int, int]] = []
    house.desk.duties.whole(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    house.approved(checklist())
    with pytest.raises(Cancelled):
        house.desk.duties.whole(cancelled=lambda: True)


def test_duties_leave_as_pdf(house: House) -> None:
    """One role's duties, or all of them with the gaps, are printed; a role that there is not is refused."""
    house.approved(refund())
    whole = house.desk.duties.whole()
    for role in ("", "supervisor"):
        assert house.desk.exports.duties_pdf(whole, role=role).startswith(b"%PDF")
    assert "no role king" in refuses(lambda: house.desk.exports.duties_pdf(whole, role="king"))
