"""Playing an incident of any kind through the services, from the first word to the close."""

from sopdesk.domain.field import Asks, FieldSpec
from sopdesk.domain.incident import ORDER, IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from tests.services.conftest import PASSWORD, House

_SAID = {
    Asks.LINE: "The tray slipped",
    Asks.TEXT: "At 14:05 the tray slipped from the pass.\nSaid “mind the floor”.",
    Asks.AMOUNT: "12.50",
    Asks.NUMBER: "3",
    Asks.DATE: "2026-05-03",
    Asks.MOMENT: "about 2026-05-03 14:05",
    Asks.PROCEDURE: "SOP-012",
    Asks.YES_NO: "yes",
}


def answer_to(spec: FieldSpec, person: str) -> str:
    """Give an answer that a field takes; "yes" where that is a choice, so that conditions hold."""
    if spec.asks is Asks.PERSON:
        return person
    if spec.digits:
        return "4" * spec.digits
    return spec.choices[0] if spec.choices else _SAID[spec.asks]


def log(house: House, kind: IncidentKind) -> str:
    """Log an incident of a kind as Leo, with two answers."""
    return house.desk.incidents.log(by=house.leo, kind=kind, narrative="At 14:05 the tray slipped from the pass.")


def fill_in(house: House, case: str, *, all_: bool = False) -> None:
    """Fill in what is missing for the next stage, or everything that is asked, until no answer asks for more."""
    incidents = house.desk.incidents
    for _ in range(len(Asks)):
        file = incidents.file(case)
        asked = [spec for spec, value in file.fields if not value and spec.applies(file.values, file.country)]
        wanted = asked if all_ else list(file.missing)
        if not wanted:
            return
        values = {each.name: answer_to(each, house.sam) for each in wanted}
        incidents.detail(by=house.leo, incident=case, values=values)


def go_on(house: House, case: str) -> None:
    """Take an incident to its next stage as Ruth, with everything that it needs."""
    incidents = house.desk.incidents
    fill_in(house, case)
    if any(each.field is None for each in incidents.file(case).lacks):
        personal = {"name": "Oscar Lindqvist", "guardian": "Karin Lindqvist", "address": "4 Orchard Lane"}
        incidents.entries.add_party(by=house.leo, incident=case, role=PartyRole.MINOR, personal=personal, injured=True)
    stage = ORDER[ORDER.index(incidents.file(case).row.stage) + 1]
    incidents.move(by=house.ruth, incident=case, stage=stage, text="Done as the procedure says.")


def close(house: House, case: str) -> None:
    """Close an incident that was followed up as Sam."""
    fill_in(house, case)
    file = house.desk.incidents.file(case)
    if file.reportable is not None and file.reportable.needed:
        house.desk.reportable.decide(
            by=house.sam, password=PASSWORD, incident=case, reportable=True, reason="As the file says.",
            digest=file.digest,
        )  # fmt: skip
    digest = house.desk.incidents.file(case).digest
    house.desk.incidents.close(by=house.sam, password=PASSWORD, incident=case, outcome="Settled.", digest=digest)


def play(house: House, kind: IncidentKind, until: Stage = Stage.CLOSED) -> str:
    """Play an incident of a kind up to a stage; give its id."""
    case = log(house, kind)
    while house.desk.incidents.file(case).row.stage is not min(until, Stage.FOLLOWED_UP, key=ORDER.index):
        go_on(house, case)
    if until is Stage.CLOSED:
        close(house, case)
    return case
