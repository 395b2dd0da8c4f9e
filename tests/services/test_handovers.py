from datetime import timedelta
from decimal import Decimal

from sopdesk.domain.handing import HandedThing, Leaving, LeftItem
from sopdesk.domain.handover import About, Sort, Tick
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.rota import Shift, Turn
from tests.domain.given import refuses
from tests.services.conftest import PASSWORD, PIN, House
from tests.services.test_checklists import done

FULL = Leaving(
    "Milk is short.", "A bang behind the oven.", (LeftItem("Ring the dairy"), LeftItem("Mend the lamp")),
    (HandedThing("Safe", Sort.KEYS, Decimal(2)), HandedThing("Float", Sort.CASH, Decimal(150))),
)  # fmt: skip


def test_a_note_at_the_end_of_a_run_is_handed_over(house: House) -> None:
    """Completing a run with a note writes a hand-over in the same act, bound to what the supervisor signs."""
    run = done(house, house.leo)
    page = house.desk.checklists.run(run)
    assert page.handover is not None
    assert (page.handover.notes, page.handover.row.run, page.handover.run_number) == (
        "Milk is short.", run, page.row.number,
    )  # fmt: skip
    events = house.desk.store.history(page.handover.row.id).events
    ended = house.desk.store.history(run).events[-1]
    assert events[0].stamp.at == ended.stamp.at
    assert ended.what.handover_digest == page.handover.digest


def test_it_is_shown_until_somebody_acknowledges_it(house: House) -> None:
    """A hand-over is shown to everybody but its writer until somebody has read it, by name."""
    handovers, people = house.desk.handovers, house.desk.people
    new = handovers.write(by=house.leo, leaving=FULL)
    assert [row.id for row in handovers.to_read(people.person(house.sam))] == [new]
    assert handovers.to_read(people.person(house.leo)) == ()
    assert "next shift" in refuses(lambda: handovers.acknowledge(by=house.leo, handover=new))
    handovers.acknowledge(by=house.sam, handover=new)
    handovers.acknowledge(by=house.sam, handover=new)
    assert handovers.open() == ()
    assert handovers.to_read(people.person(house.sam)) == ()
    assert [who for who, _ in handovers.one(new).acknowledged] == ["Sam"]


def test_several_people_read_it(house: House) -> None:
    """Who is on duty has to read it too, after somebody else did; who is not on duty has not."""
    handovers, people = house.desk.handovers, house.desk.people
    new = handovers.write(by=house.sam, leaving=FULL)
    handovers.acknowledge(by=house.ruth, handover=new)
    assert handovers.to_read(people.person(house.leo)) == ()
    house.desk.duty.start(by=house.leo)
    assert [row.id for row in handovers.to_read(people.person(house.leo))] == [new]
    handovers.acknowledge(by=house.leo, handover=new)
    assert handovers.one(new).row.readers == ("Ruth Adeyemi", "Leo")


def test_what_nobody_reads_is_shown_to_the_supervisor(house: House) -> None:
    """Without a rota it is the supervisor's business after some hours, with who was on duty and has not read it."""
    handovers = house.desk.handovers
    new = handovers.write(by=house.sam, leaving=FULL)
    assert handovers.overdue() == ()
    house.clock.instant += timedelta(hours=11)
    house.desk.duty.start(by=house.leo)
    house.clock.instant += timedelta(hours=2)
    assert [(row.id, missing) for row, missing in handovers.overdue()] == [(new, ("Leo",))]
    places = [line.what for line in house.desk.today.lines(house.desk.people.person(house.ruth))]
    assert "Nobody has read the hand-over from Sam" in places


def test_items_are_ticked_and_go_on(house: House) -> None:
    """An open item is taken over or done; one that is still open goes on into the next one."""
    handovers = house.desk.handovers
    first = handovers.write(by=house.leo, leaving=FULL)
    handovers.tick(by=house.sam, handover=first, item="2", to=Tick.DONE)
    still = handovers.open_items()
    assert [(each.text, each.carried_from, each.carried_item) for each in still] == [("Ring the dairy", first, "1")]
    second = handovers.write(by=house.sam, leaving=Leaving(items=still))
    assert handovers.one(first).items[0].carried_into == second
    assert handovers.one(second).items[0].carried_from == first
    assert "Tick it there" in refuses(lambda: handovers.tick(by=house.leo, handover=first, item="1", to=Tick.DONE))
    assert [each.carried_from for each in handovers.open_items()] == [second]
    assert "meanwhile" in refuses(lambda: handovers.write(by=house.leo, leaving=Leaving(items=still)))


def test_keys_and_cash_are_signed_for_with_a_pin(house: House) -> None:
    """Who receives counts and signs with their own PIN; a difference is said and stays in the record."""
    handovers = house.desk.handovers
    new = handovers.write(by=house.leo, leaving=FULL)
    counts = {"1": Decimal(2), "2": Decimal("148.50")}
    assert "not the PIN" in refuses(
        lambda: handovers.receive(receiver=house.sam, pin="999999", handover=new, counts={"1": Decimal(2)})
    )
    assert "difference" in refuses(lambda: handovers.receive(receiver=house.sam, pin=PIN, handover=new, counts=counts))
    assert "receiver signs" in refuses(
        lambda: handovers.receive(receiver=house.leo, pin=PIN, handover=new, counts=counts)
    )
    handovers.receive(receiver=house.sam, pin=PIN, handover=new, counts=counts, about_it="Counted twice.")
    keys, cash = handovers.one(new).things
    assert (keys.by, keys.received, keys.difference) == ("Sam", Decimal(2), Decimal(0))
    assert (cash.difference, cash.about_it, cash.currency) == (Decimal("-1.50"), "Counted twice.", "GBP")
    assert (handovers.one(new).row.unsigned, handovers.one(new).row.differing) == (0, 1)


def test_a_correction_stands_beside(house: House) -> None:
    """Whoever wrote it adds to it; what was written stays, and so does its digest."""
    handovers = house.desk.handovers
    new = handovers.write(by=house.leo, leaving=FULL)
    before = handovers.one(new)
    assert "Only whoever wrote" in refuses(lambda: handovers.add(by=house.sam, handover=new, text="x"))
    handovers.add(by=house.leo, handover=new, text="It was the tray.")
    after = handovers.one(new)
    assert (after.notes, after.digest) == (before.notes, before.digest)
    assert [text for text, _, _ in after.additions] == ["It was the tray."]


def test_the_book_is_searched(house: House) -> None:
    """The book is searched by words, also of whom, by person and by days."""
    handovers = house.desk.handovers
    old = handovers.write(by=house.leo, leaving=FULL)
    house.clock.instant += timedelta(days=2)
    new = handovers.write(by=house.sam, leaving=Leaving("All quiet."))
    assert [row.id for row in handovers.rows()] == [new, old]
    assert [row.id for row in handovers.rows("DAIRY milk")] == [old]
    assert [row.id for row in handovers.rows("sam quiet")] == [new]
    assert [row.id for row in handovers.rows(first=house.clock.instant - timedelta(days=1))] == [new]
    assert [row.id for row in handovers.rows(last=house.clock.instant - timedelta(days=1))] == [old]
    handovers.acknowledge(by=house.ruth, handover=old)
    assert [row.id for row in handovers.rows(person=house.ruth)] == [old]
    assert [row.id for row in handovers.rows(unread_only=True)] == [new]


def test_a_desk_with_hand_overs_is_whole(house: House) -> None:
    """Checking the desk finds every hand-over as it was recorded, and the trail tells each act."""
    handovers = house.desk.handovers
    new = handovers.write(by=house.leo, leaving=FULL)
    handovers.receive(receiver=house.sam, pin=PIN, handover=new, counts={"1": Decimal(1)}, about_it="One is lost")
    handovers.tick(by=house.sam, handover=new, item="1", to=Tick.TAKEN)
    handovers.write(by=house.sam, leaving=Leaving(items=handovers.open_items()))
    handovers.add(by=house.leo, handover=new, text="More")
    assert house.desk.trail.verify().holds
    told = [line.what for line in house.desk.trail.lines()]
    assert "ticked “Ring the dairy”: taken over" in told
    assert "signed with the PIN for what was handed over, counted 1, a difference of -1" in told


def test_what_a_shift_leaves_is_proposed(house: House) -> None:
    """Skipped and odd lines, incidents of the shift, runs under way and missed checks are proposed, each once."""
    run = done(house, house.leo)
    other = house.desk.checklists.start(by=house.leo, sop=house.desk.checklists.run(run).row.sop)
    case = house.desk.incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.")
    found = house.desk.leavings.proposals(house.sam)
    assert {(each.item.about, each.item.subject) for each in found} == {
        (About.RUN, other), (About.LINE, run), (About.INCIDENT, case),
    }  # fmt: skip
    assert not any("soup" in each.item.text for each in found)
    assert {each.item.about for each in house.desk.leavings.proposals(house.sam, run=other)} == {
        About.LINE, About.INCIDENT,
    }  # fmt: skip
    house.desk.handovers.write(by=house.sam, leaving=Leaving(items=tuple(each.item for each in found)))
    assert not any(each.fresh for each in house.desk.leavings.proposals(house.leo))
    house.clock.wait(hours=13)
    assert {each.item.about for each in house.desk.leavings.proposals(house.leo) if each.fresh} == set()


def test_the_usual_keys_and_cash_are_proposed(house: House) -> None:
    """What was handed over last is at hand: each key and each float once."""
    house.desk.handovers.write(by=house.leo, leaving=FULL)
    house.desk.handovers.write(by=house.sam, leaving=FULL)
    assert [(each.sort, each.what) for each in house.desk.leavings.things()] == [
        (Sort.KEYS, "Safe"), (Sort.CASH, "Float"),
    ]  # fmt: skip


def test_the_next_shift_comes_by_the_rota(house: House) -> None:
    """What the early shift leaves is for who goes on; from its beginning on it is late, until that shift has ended."""
    early, late = Shift("e", "Early", 8 * 60, 14 * 60), Shift("l", "Late", 13 * 60, 20 * 60)
    week = tuple(range(7))
    house.desk.duty.change_rota(
        by=house.ruth, shifts=(early, late), turns=(Turn(house.leo, "e", week), Turn(house.sam, "l", week))
    )
    house.clock.wait(hours=1)
    new = house.desk.handovers.write(by=house.leo, leaving=FULL)
    page = house.desk.handovers.one(new)
    assert (page.for_whom, page.row.shift) == (("Sam",), "Early")
    assert page.due.astimezone(house.desk.desk.zone()).hour == 14
    assert house.desk.handovers.overdue() == ()
    house.clock.wait(hours=6)
    assert [(row.id, missing) for row, missing in house.desk.handovers.overdue()] == [(new, ("Sam",))]
    house.desk.handovers.acknowledge(by=house.ruth, handover=new)
    assert house.desk.handovers.overdue() == ()
    assert [row.id for row in house.desk.handovers.to_read(house.desk.people.person(house.sam))] == [new]
    house.clock.wait(hours=6)
    assert house.desk.handovers.to_read(house.desk.people.person(house.sam)) == ()


def test_a_run_given_back_keeps_what_was_handed_over(house: House) -> None:
    """A run completed anew without a note still shows what was handed over with it, and holds when it is checked."""
    lists, run = house.desk.checklists, done(house, house.leo)
    lists.give_back(by=house.sam, run=run, reason="Count again")
    lists.complete(by=house.leo, run=run)
    page = lists.run(run)
    assert page.handover is not None
    assert page.handover.notes == "Milk is short."
    lists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=page.digest)
    assert house.desk.trail.verify().holds
