from dataclasses import replace
from decimal import Decimal

from sopdesk.domain.revision import Significance
from sopdesk.domain.run import RunStage
from tests.domain.given import checklist, refuses
from tests.services.conftest import PASSWORD, House


def done(house: House, by: str, number: str = "SOP-010") -> str:
    """Have the closing checklist done and completed by somebody; give the run."""
    lists = house.desk.checklists
    run = lists.start(by=by, sop=house.approved(replace(checklist(), number=number)))
    lists.tick(by=by, run=run, item="wand")
    lists.count(by=by, run=run, item="fridge", value=Decimal("6.5"), done_about_it="Closed the door.")
    lists.count(by=by, run=run, item="float", value=Decimal(150))
    lists.skip(by=by, run=run, item="stock", reason="no time")
    lists.complete(by=by, run=run, handover="Milk is short.")
    return run


def test_a_checklist_from_start_to_sign_off(house: House) -> None:
    """Staff complete, a supervisor signs exactly what is shown; skipped and out of bounds come first."""
    lists = house.desk.checklists
    run = done(house, house.leo)
    page = lists.run(run)
    assert [item.id for item in page.flagged()] == ["fridge", "stock"]
    assert "changed since" in refuses(lambda: lists.sign_off(by=house.sam, password=PASSWORD, run=run, digest="old"))
    lists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=page.digest)
    signed = lists.run(run)
    assert signed.row.stage is RunStage.SIGNED_OFF
    assert signed.signature is not None
    assert (signed.signature.holds, signed.signature.name) == (True, "Sam")
    assert house.desk.store.head().checkpoint_size == house.desk.store.size


def test_never_the_same_person(house: House) -> None:
    """Whoever worked on a checklist cannot sign it off."""
    run = done(house, house.sam)
    digest = house.desk.checklists.run(run).digest
    said = refuses(lambda: house.desk.checklists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=digest))
    assert "Somebody else" in said


def test_a_run_goes_on_as_it_began(house: House) -> None:
    """A run is pinned to the revision at its start; when a new one becomes effective it says so and goes on."""
    lists, manual = house.desk.checklists, house.desk.manual
    sop = house.approved(checklist())
    run = lists.start(by=house.leo, sop=sop)
    new = replace(checklist(), title="Closing, anew")
    manual.submit(by=house.leo, sop=sop, content=new, reason="better")
    house.approve(sop, 2, Significance.MINOR)
    page = lists.run(run)
    assert (page.content.title, page.newer) == ("Closing", "1.1")


def test_a_refused_sign_off_opens_the_run_again(house: House) -> None:
    """A supervisor refuses with a reason; the shift puts it right and completes again."""
    lists = house.desk.checklists
    run = done(house, house.leo)
    lists.give_back(by=house.sam, run=run, reason="The stock list is needed today.")
    assert lists.run(run).row.stage is RunStage.OPEN
    lists.untick(by=house.leo, run=run, item="stock")
    lists.note(by=house.leo, run=run, item="stock", text="Oat milk")
    lists.complete(by=house.leo, run=run)
    page = lists.run(run)
    assert page.withdrawn_marks == 1
    lists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=page.digest)
    assert house.desk.trail.verify().holds


def test_today_shows_what_waits(house: House) -> None:
    """Today names the run that waits for a signature to a supervisor, and not to the auditor."""
    done(house, house.leo)
    people, today = house.desk.people, house.desk.today
    places = {line.place for line in today.lines(people.person(house.sam))}
    assert {"sign-off", "handover", "checklists"} <= places
    assert "sign-off" not in {line.place for line in today.lines(people.person(house.hannah))}
    assert today.counts(people.person(house.sam))["today"] == 2
    assert today.lines(None)
