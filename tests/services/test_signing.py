import json
from dataclasses import replace

import pytest

from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import Stage
from sopdesk.domain.person import fold as fold_person
from sopdesk.domain.revision import ProcedureWithdrawn
from sopdesk.services.checking import check_desk
from sopdesk.services.signatures import stands
from sopdesk.services.trail import Filter
from sopdesk.views.trail import Check
from tests.domain.given import procedure, refund, refuses, step
from tests.services.conftest import PASSWORD, House
from tests.services.test_checklists import done
from tests.services.test_incidents import logged
from tests.services.test_manual import PNG


def found(house: House, what: str) -> Check:
    """Give one result of a full check."""
    verdict = check_desk(house.desk.desk, full=True, checkpoints=(), progress=None, cancelled=None)
    return next(each for each in verdict.checks if each.what == what)


def test_an_approval_is_no_withdrawal(house: House) -> None:
    """The signature under an approval cannot be put under a withdrawal of the same procedure."""
    sop = house.approved(refund())
    approval = house.desk.store.history(sop).events[-1].what
    forged = ProcedureWithdrawn(
        approval.effective_from, approval.signature, "forged", approval.printed_name, approval.name_salt
    )
    house.desk.desk.record(house.sam, (sop, [forged]))
    assert not found(house, "signatures").holds


def test_a_signed_approval_says_from_when(house: House) -> None:
    """The signature under an approval covers its date and label: with another date it does not hold."""
    sop = house.desk.manual.submit(by=house.leo, content=refund(), reason="new")
    house.approved(procedure(number="SOP-001"))
    approval = house.desk.store.history(house.desk.manual.find_number("SOP-001") or "").events[-1].what
    house.desk.desk.record(house.sam, (sop, [replace(approval, label="9.0")]))
    assert not found(house, "signatures").holds


def test_a_signature_stands_for_what_was_done(house: House) -> None:
    """A run that says something else than what was signed does not hold, however well its hashes fit."""
    run = done(house, house.leo)
    state = house.desk.store.history(run).events
    signed = house.desk.checklists.run(run)
    house.desk.checklists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=signed.digest)
    assert found(house, "signatures").holds
    other = house.desk.desk.new_id("run")
    events = [replace(each.what, handover_digest="00") if hasattr(each.what, "handover") else each.what
              for each in (*state, house.desk.store.history(run).events[-1])]  # fmt: skip
    events[0] = replace(events[0], number="C-COUN-2026-00099")
    house.desk.desk.record(house.leo, (other, events[:-1]))
    house.desk.desk.record(house.sam, (other, events[-1:]))
    assert not found(house, "signatures").holds


def test_nobody_withdraws_from_a_day_that_has_passed(house: House) -> None:
    """A withdrawal is not dated back, and its reason holds no card number."""
    sop = house.approved(refund())
    before = house.clock.instant
    assert "passed" in refuses(
        lambda: house.desk.manual.withdraw(
            by=house.sam, password=PASSWORD, sop=sop, effective_from=before, reason="Sold."
        )
    )


def test_pictures_are_checked(house: House) -> None:
    """A picture that was exchanged or taken away in the file is found."""
    from sopdesk.domain.sop import Picture

    content = replace(refund(), steps=(step("look", pictures=(Picture("cup.png", "A cup"),)),), duties=())
    house.desk.manual.submit(by=house.leo, content=content, reason="new", pictures={"cup.png": PNG})
    assert found(house, "pictures").holds
    with house.desk.store.writing() as connection:
        connection.exec_driver_sql("UPDATE attachment SET content = ?", (b"GIF89a",))
    assert "not the ones" in found(house, "pictures").sentence
    with house.desk.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM attachment")
    assert "missing" in found(house, "pictures").sentence


def test_no_name_in_what_an_export_records(house: House) -> None:
    """That the trail of one person left is recorded with their id: a name in the journal could never be erased."""
    house.desk.exports.trail_csv(by=house.hannah, which=Filter(who=house.leo))
    with house.desk.store.reading() as connection:
        body = connection.exec_driver_sql("SELECT body FROM event ORDER BY seq DESC LIMIT 1").scalar_one()
    scope = json.loads(body)["payload"]["scope"]
    assert house.leo in scope
    assert "Leo" not in scope


def test_an_auditor_prints_a_run(house: House) -> None:
    """Whoever may export evidence may print a checklist run, without being allowed to do one."""
    run = done(house, house.leo)
    assert house.desk.exports.run_pdf(by=house.hannah, run=run).startswith(b"%PDF")


def test_who_listens_cannot_undo_an_act(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """An act that is recorded is done, also when the window cannot show it: nobody does it twice."""

    def fail(_done: object) -> None:
        raise RuntimeError("gone")

    seen: list[object] = []
    house.desk.desk.changed[:0] = [fail]
    house.desk.desk.changed.append(seen.append)
    house.desk.manual.submit(by=house.leo, content=refund(), reason="new")
    assert "could not be shown" in caplog.text
    caplog.clear()
    assert len(seen) == 1
    assert [row.number for row in house.desk.manual.rows()] == ["SOP-012"]


def closed_all_the_same(house: House) -> str:
    """Close an incident although something is missing, for a reason; give its id."""
    case, incidents = logged(house), house.desk.incidents
    incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED, text="Paid.", override="She waits.")
    incidents.close(
        by=house.ruth, password=PASSWORD, incident=case, outcome="Settled.", digest=incidents.files.digest(case),
        override="The insurer cannot wait.",
    )  # fmt: skip
    return case


def test_a_close_is_signed_with_what_was_missing_and_why(house: House) -> None:
    """Another reason, or another list of what was missing, is not what was signed; nor is a close without either."""
    case = closed_all_the_same(house)
    store = house.desk.store
    signed = store.history(case).events[-1]
    key = house.desk.desk.load(house.ruth, fold_person).key_at(signed.stamp)
    assert stands(store, signed, key)
    assert signed.what.overridden
    for other in (
        {"reason": "Nobody asked."}, {"reason": None}, {"overridden": ("Category",)}, {"overridden": ()},
        {"outcome": "Refused."},
    ):  # fmt: skip
        assert not stands(store, replace(signed, what=replace(signed.what, **other)), key), other
    assert house.desk.incidents.file(case).signature == house.desk.desk.signature_view(signed)
    assert found(house, "signatures").holds


def test_the_signature_outlives_the_reason(house: House) -> None:
    """Once the reason is erased by right, what is left still holds: the rest of the record tells that it went."""
    case = closed_all_the_same(house)
    signed = house.desk.store.history(case).events[-1]
    key = house.desk.desk.load(house.ruth, fold_person).key_at(signed.stamp)
    assert stands(house.desk.store, replace(signed, what=replace(signed.what, reason=ERASED)), key)
