from typing import Any

import pytest

from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.domain.refusal import Refusal
from tests.domain.given import CARD, refund, refuses
from tests.services.conftest import PASSWORD, House


def logged(house: House, narrative: str = "The customer wanted a refund for items on sale; no receipt.") -> str:
    """Log a complaint as Leo."""
    fits = house.desk.incidents.propose(narrative)
    return house.desk.incidents.log(
        by=house.leo, kind=IncidentKind.COMPLAINT, narrative=narrative, procedures=[each.pinned for each in fits],
        customer={"name": "Mrs Nair", "phone": "0117 496 0177"},
    )  # fmt: skip


def resolved(house: House) -> str:
    """Take a complaint to "resolved"."""
    incidents, case = house.desk.incidents, logged(house)
    incidents.move(by=house.ruth, incident=case, stage=Stage.ACKNOWLEDGED, text="Told her when we call.")
    values = {"category": "quality", "finding": "upheld", "remedy_given": "refund"}
    incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED, text="Paid back.", values=values)
    return case


def close(house: House, case: str, password: str = PASSWORD, values: dict[str, str] | None = None) -> None:
    """Close a case as Sam."""
    digest = house.desk.incidents.file(case).digest
    house.desk.incidents.close(
        by=house.sam, password=password, incident=case, outcome="Content.", digest=digest, values=values
    )


def test_the_revision_in_force_is_pinned(house: House) -> None:
    """The procedures that fit the words are proposed and pinned to the exact revision in force then."""
    sop = house.approved(refund())
    file = house.desk.incidents.file(logged(house))
    [(pinned, title)] = file.procedures
    assert (pinned.sop, pinned.label, title) == (sop, "1.0", "Refund")
    assert house.desk.manual.page_of_digest(sop, pinned.digest).content == refund()
    assert house.desk.incidents.under(sop, by=house.leo) == 1
    assert [each.name for each in file.parties] == ["Mrs Nair"]
    assert next(each.what for each in file.story) == f"logged a complaint ({file.row.number})"


def test_the_gates_of_the_course(house: House) -> None:
    """No stage without what it needs, no closing without signature, supervisor and outcome."""
    incidents, case = house.desk.incidents, logged(house)
    assert "may not" in refuses(lambda: incidents.move(by=house.leo, incident=case, stage=Stage.ACKNOWLEDGED))
    said = refuses(lambda: incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED))
    assert "Category" in said
    assert "resolve it" in refuses(lambda: close(house, case))
    assert "signature" in refuses(lambda: incidents.move(by=house.ruth, incident=case, stage=Stage.CLOSED))


def test_closing_is_signed_and_holds(house: House) -> None:
    """A supervisor signs the file as shown; a wrong password leaves it open; what is missing can come with it."""
    case = resolved(house)
    assert "Accepted by the customer" in refuses(lambda: close(house, case))
    before = house.desk.store.size
    assert "not the password" in refuses(lambda: close(house, case, "wrong", values={"accepted": "yes"}))
    assert house.desk.store.size == before + 1
    close(house, case, values={"accepted": "yes"})
    file = house.desk.incidents.file(case)
    assert file.row.stage is Stage.CLOSED
    assert file.signature is not None
    assert (file.signature.holds, file.signature.name) == (True, "Sam")
    assert "closed" in refuses(lambda: house.desk.incidents.entries.add_party(
        by=house.leo, incident=case, role=PartyRole.WITNESS, personal={"name": "X"}))  # fmt: skip
    house.desk.incidents.reopen(by=house.ruth, incident=case, reason="She called again.")
    assert house.desk.incidents.file(case).row.stage is Stage.INVESTIGATING
    assert house.desk.trail.verify().holds


def test_a_manager_lets_a_file_go_on_although_something_is_missing(house: House) -> None:
    """A gate is overridden only by right, with a reason, and in sight; the close is signed all the same."""
    incidents, case = house.desk.incidents, logged(house)
    why = "The insurer asks for it today."
    refused = refuses(lambda: incidents.move(by=house.sam, incident=case, stage=Stage.RESOLVED, override=why))
    assert "may not" in refused
    assert incidents.file(case).overridden == ()
    incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED, text="Paid.", override=why)
    file = incidents.file(case)
    assert "Category" in file.overridden
    assert "although this was missing: " in file.story[-1].what
    assert file.story[-1].reason == why

    def close_as(person: str, password: str) -> None:
        digest = incidents.file(case).digest
        incidents.close(by=person, password=password, incident=case, outcome="Settled.", digest=digest, override=why)

    assert "may not" in refuses(lambda: close_as(house.sam, PASSWORD))
    assert "not the password" in refuses(lambda: close_as(house.ruth, "wrong"))
    close_as(house.ruth, PASSWORD)
    closed = incidents.file(case)
    assert closed.signature is not None
    assert closed.signature.holds
    assert "Accepted by the customer" in closed.overridden
    assert house.desk.trail.verify().holds


def test_a_correction_stands_beside(house: House) -> None:
    """A correction keeps what it corrects: field, was, now, why, who."""
    incidents, case = house.desk.incidents, logged(house)
    incidents.correct(by=house.ruth, incident=case, field="severity", now="high", reason="She was hurt.")
    file = incidents.file(case)
    assert file.row.severity is Severity.HIGH
    last = file.story[-1]
    assert (last.field, last.was, last.now, last.reason, last.who) == (
        "severity", "low", "high", "She was hurt.", "Ruth Adeyemi")  # fmt: skip
    line = house.desk.trail.lines()[0]
    assert (line.was, line.now, line.reason) == ("low", "high", "She was hurt.")


@pytest.mark.parametrize("where", ["narrative", "place", "customer"])
def test_a_full_card_number_is_refused(house: House, where: str) -> None:
    """A full card number is refused wherever it is typed, and nothing of it is kept."""
    given: dict[str, Any] = {"narrative": "Card declined.", where: CARD}
    if where == "customer":
        given["customer"] = {"remarks": CARD}
    with pytest.raises(Refusal, match="card number"):
        house.desk.incidents.log(by=house.leo, kind=IncidentKind.DISPUTE, **given)
    assert house.desk.incidents.count() == 0


def test_numbers_go_on(house: House) -> None:
    """Every incident has a number of its own: station, year, serial."""
    numbers = [house.desk.incidents.file(logged(house, f"Cold soup {n}.")).row.number for n in range(3)]
    assert numbers == [f"I-COUN-2026-0000{n}" for n in (1, 2, 3)]


def test_incidents_are_found_only_by_who_may(house: House) -> None:
    """Search shows an incident to staff and auditors, and nothing of it to somebody who is not signed in."""
    logged(house, "A peculiar pomegranate stain.")
    house.desk.finder.catch_up()
    people = house.desk.people
    assert house.desk.finder.search("pomegranate", person=people.person(house.leo)).found
    assert house.desk.finder.search("pomegranate", person=people.person(house.hannah)).found
    assert not house.desk.finder.search("pomegranate").found


def test_the_list_is_filtered(house: House) -> None:
    """The list is filtered by stage, kind and words."""
    case = resolved(house)
    close(house, case, values={"accepted": "yes"})
    other = logged(house, "Loud music in 100 % of the room_")
    incidents = house.desk.incidents
    assert [row.id for row in incidents.rows(stage="open")] == [other]
    assert [row.id for row in incidents.rows(stage="closed")] == [case]
    assert [row.id for row in incidents.rows(text="100 %")] == [other]
    assert incidents.count(kind=IncidentKind.ABUSE) == 0
