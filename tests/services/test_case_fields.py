import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from sopdesk.domain.field_sets.entries import ENTRIES, FOLLOW_UP, LETTER
from sopdesk.domain.fields import fields_for
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.domain.refusal import Cancelled
from sopdesk.services.case_table import FIRST, cases_csv
from tests.domain.given import CARD, refund, refuses
from tests.services.case_play import answer_to, fill_in, log, play
from tests.services.conftest import PASSWORD, House

COUNTRIES = ["GB", "US", ""]


def in_country(house: House, country: str) -> None:
    """Let the house stand in a country."""
    now = house.desk.people.house()
    house.desk.people.change_house(by=house.ruth, name=now.name, site=now.site, contacts=(), country=country)


@pytest.mark.parametrize("kind", list(IncidentKind))
@pytest.mark.parametrize("country", COUNTRIES)
def test_every_kind_is_played_to_its_close(house: House, kind: IncidentKind, country: str) -> None:
    """A file of each kind, in each country, reaches its close with what its gates ask for, and is signed."""
    in_country(house, country)
    case = play(house, kind)
    file = house.desk.incidents.file(case)
    assert (file.row.stage, file.country, file.lacks) == (Stage.CLOSED, country, ())
    assert file.signature is not None
    assert file.signature.holds


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_no_stage_is_reached_with_something_missing(house: House, kind: IncidentKind) -> None:
    """On every path a stage waits for what it needs: going on, closing, and with values given in the same act."""
    in_country(house, "US")
    case = log(house, kind)
    incidents = house.desk.incidents
    for stage in (Stage.RESOLVED, Stage.FOLLOWED_UP):
        assert "Before this incident is" in refuses(lambda stage=stage: incidents.move(  # type: ignore[misc] # lambda's default
            by=house.ruth, incident=case, stage=stage))  # fmt: skip
    assert "resolve it" in refuses(lambda: incidents.close(
        by=house.sam, password=PASSWORD, incident=case, outcome="x", digest=incidents.file(case).digest))  # fmt: skip
    assert incidents.file(case).row.stage is Stage.LOGGED


@pytest.mark.parametrize("kind", list(IncidentKind))
@pytest.mark.parametrize("country", COUNTRIES)
def test_every_field_takes_an_answer(house: House, kind: IncidentKind, country: str) -> None:
    """Every field that a kind asks for takes its answer, is shown and printed, and is corrected beside what it said."""
    in_country(house, country)
    house.approved(refund())
    case = log(house, kind)
    fill_in(house, case, all_=True)
    incidents = house.desk.incidents
    file = incidents.file(case)
    filled = {spec.name for spec, value in file.fields if value}
    assert len(filled) >= len(fields_for(kind)) / 2
    first = next(spec for spec, value in file.fields if value and spec.sealed)
    incidents.correct(by=house.ruth, incident=case, field=first.name, now="Other words", reason="Misheard.")
    assert incidents.file(case).values[first.name] == "Other words"
    assert house.desk.exports.case_pdf(by=house.ruth, incident=case).startswith(b"%PDF")
    assert house.desk.exports.case_json(by=house.ruth, incident=case)


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_sort_of_entry_is_recorded(house: House, kind: IncidentKind) -> None:
    """Each sort of entry is recorded several times over, filled in later, corrected, and tells who wrote it when."""
    case, entries = log(house, kind), house.desk.incidents.entries
    sorts = [each for each in ENTRIES[kind] if each is not FOLLOW_UP]  # a follow-up moves the file on
    for spec in sorts:
        who, named = (house.ruth, "Ruth") if spec is LETTER else (house.leo, "Leo")
        needed = {each.name: answer_to(each, house.sam) for each in spec.fields if each.name in spec.needed}
        entries.record(by=who, incident=case, sort=spec.name, values=needed)
        entries.record(by=who, incident=case, sort=spec.name, values=needed)
        made = house.desk.incidents.file(case).entries[-1]
        rest = {each.name: answer_to(each, house.sam) for each, value in made.fields if not value}
        entries.record(by=who, incident=case, sort=spec.name, values=rest, entry=made.entry)
        now = house.desk.incidents.file(case).entries[-1]
        assert all(value for _, value in now.fields)
        assert now.who.startswith(named)
        text = next(each for each in spec.fields if each.sealed)
        entries.correct(
            by=house.ruth, incident=case, entry=made.entry, field=text.name, now="Other words", reason="Misheard."
        )
        assert house.desk.incidents.file(case).entries[-1].corrections == 1
    assert len(house.desk.incidents.file(case).entries) == 2 * len(sorts)


def test_a_statement_is_confirmed_with_a_pin(house: House) -> None:
    """Whoever gave a statement confirms it with their own PIN; a wrong one confirms nothing."""
    case, entries = log(house, IncidentKind.ABUSE), house.desk.incidents.entries
    said = {"said_by": "Leo", "statement": "He said “you are useless” at 14:05."}
    entries.record(by=house.ruth, incident=case, sort="statement", values=said)
    assert "not the PIN" in refuses(lambda: entries.confirm(by=house.leo, pin="0000", incident=case, entry="e1"))
    entries.confirm(by=house.leo, pin="1234", incident=case, entry="e1")
    [entry] = house.desk.incidents.file(case).entries
    assert [who for who, _ in entry.confirmed] == ["Leo"]
    assert "no such entry" in refuses(lambda: entries.confirm(by=house.leo, pin="1234", incident=case, entry="e9"))


def test_a_confidential_person_is_kept_back(house: House) -> None:
    """Who is confidential is seen by those who handle incidents; others see the role alone, in the story too."""
    case, incidents = log(house, IncidentKind.COMPLAINT), house.desk.incidents
    incidents.entries.add_party(
        by=house.sam, incident=case, role=PartyRole.WITNESS, personal={"name": "Wren", "occupation": "Nurse"},
        confidential=True,
    )  # fmt: skip
    incidents.entries.correct_party(
        by=house.ruth, incident=case, party="p1", field="occupation", now="Doctor", reason="Wren said so."
    )
    seen, kept = incidents.file(case, by=house.ruth), incidents.file(case, by=house.leo)
    assert seen.concerned[0].facts == (("Occupation", "Doctor"),)
    assert (kept.concerned[0].withheld, kept.concerned[0].party.name, kept.parties[0].name) == (True, "", "")
    words = " ".join(f"{each.text} {each.was} {each.now} {each.reason}" for each in kept.story)
    assert not [each for each in ("Wren", "Nurse", "Doctor") if each in words]


def test_times_are_kept_in_their_zone(house: House) -> None:
    """A time is recorded with the zone of the house; an hour that the clocks left out does not exist."""
    case, incidents = log(house, IncidentKind.COMPLAINT), house.desk.incidents
    incidents.detail(by=house.leo, incident=case, values={"told_at": "2026-07-03 14:05"})
    assert incidents.file(case).values["told_at"] == "2026-07-03T14:05+01:00[Europe/London]"
    gap = {"acknowledged_at": "2026-03-29 01:30"}
    assert "clocks went forward" in refuses(lambda: incidents.detail(by=house.leo, incident=case, values=gap))
    before = incidents.file(case).row.occurred_at
    typed = f"about {(before - timedelta(hours=3)).astimezone(house.desk.desk.zone()):%Y-%m-%d %H:%M}"
    incidents.correct(by=house.ruth, incident=case, field="occurred_at", now=typed, reason="The till says so.")
    file = incidents.file(case)
    assert file.occurred_about
    assert abs(file.row.occurred_at - before + timedelta(hours=3)) < timedelta(minutes=1)


def test_the_file_is_seen_as_it_was(house: House) -> None:
    """The file is seen as at any entry of its story: fields, people and stage as they were then."""
    incidents, case = house.desk.incidents, play(house, IncidentKind.SECURITY)
    story = incidents.file(case).story
    first = incidents.file(case, upto=story[0].entry)
    assert (first.row.stage, len(first.story), first.past) == (Stage.LOGGED, 1, story[0].at)
    assert not any(value for _, value in first.fields)
    last = incidents.file(case, upto=story[-1].entry)
    assert last.row.stage is Stage.CLOSED
    assert incidents.file(case).past is None


def test_a_late_entry_says_how_late(house: House) -> None:
    """What is entered days after it was told says how late; what came in time does not."""
    incidents = house.desk.incidents
    told = house.desk.now() - timedelta(days=3)
    late = incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative="x", occurred_at=told, reported_at=told)
    assert incidents.file(late).late // timedelta(days=1) == 3  # type: ignore[operator] # it is late
    assert incidents.file(log(house, IncidentKind.COMPLAINT)).late is None


def test_similar_cases_are_proposed_and_linked(house: House) -> None:
    """The same reference, telephone, place or words propose a link with the reason; linked, each names the other."""
    incidents = house.desk.incidents
    told = "The flat white was cold when the waiter brought it over to the window table."
    known = {"name": "Mrs Nair", "phone": "0117 496 0177"}
    one = incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative=told, place="Terrace", customer=known)
    two = incidents.log(by=house.leo, kind=IncidentKind.DISPUTE, narrative="Wants the money back.", place="terrace ",
                        customer={"name": "P. Nair", "phone": "+44 117 4960177"})  # fmt: skip
    three = incidents.log(by=house.leo, kind=IncidentKind.COMPLAINT, narrative=f"{told} Again.")
    incidents.detail(by=house.leo, incident=three, values={"reference": "R-1881"})
    incidents.detail(by=house.leo, incident=two, values={"transaction": "r-1881"})
    house.desk.finder.catch_up()
    found = {each.row.id: each.why for each in incidents.similar(two, by=house.leo)}
    assert found == {one: ("same place, within a week", "same telephone number"), three: ("same reference",)}
    assert {each.row.id: each.why for each in incidents.similar(one, by=house.leo)}[three] == ("alike words",)
    incidents.link(by=house.leo, incident=two, other=one, reason="Same customer")
    assert [each.id for each in incidents.file(one).linked] == [two]
    assert [each.id for each in incidents.file(two).linked] == [one]
    assert one not in {each.row.id for each in incidents.similar(two, by=house.leo)}
    assert "already" in refuses(lambda: incidents.link(by=house.leo, incident=one, other=two))


def test_the_cases_of_a_kind_are_a_table_with_every_field(house: House) -> None:
    """A kind's cases leave the house as CSV with a column for every field, and it is recorded that they left."""
    incidents, exports = house.desk.incidents, house.desk.exports
    case = log(house, IncidentKind.DISPUTE)
    incidents.detail(
        by=house.leo, incident=case, values={"cashier": house.sam, "customer_claim": "=2+3", "amount": "7"}
    )
    log(house, IncidentKind.ABUSE)

    def save(**more: Any) -> bytes:  # noqa: ANN401 - a signal
        return cases_csv(house.desk.desk, exports, incidents, by=house.ruth, kind=IncidentKind.DISPUTE, **more)

    head, row = csv.reader(io.StringIO(save(progress=lambda _done, _of: None).decode("utf-8-sig")))
    assert len(head) == len(row) == len(FIRST) + len(fields_for(IncidentKind.DISPUTE))
    said = dict(zip(head, row, strict=True))
    assert (said["Cashier"], said["What the customer says"], said["Amount in dispute"]) == ("Sam", "'=2+3", "7.00 GBP")
    assert "with every field" in house.desk.trail.lines()[0].what
    with pytest.raises(Cancelled):
        save(cancelled=lambda: True)


def test_what_is_wrong_in_an_entry_is_said(house: House) -> None:
    """A sort that is not known, a card number and a file that is not there are refused in words."""
    case, entries = log(house, IncidentKind.DISPUTE), house.desk.incidents.entries
    assert "holds no “soup”" in refuses(lambda: entries.record(by=house.leo, incident=case, sort="soup", values={}))
    assert "card number" in refuses(lambda: entries.record(
        by=house.leo, incident=case, sort="claim", values={"side": "customer", "claim": CARD}))  # fmt: skip
    assert "no such entry" in refuses(lambda: entries.correct(
        by=house.ruth, incident=case, entry="e7", field="claim", now="x", reason="x"))  # fmt: skip
    assert "no such incident" in refuses(lambda: entries.record(
        by=house.leo, incident="incident-x", sort="claim", values={}))  # fmt: skip


def test_the_country_is_that_of_the_day(house: House) -> None:
    """A file keeps the country in which it was logged, when the house moves on; a country has two letters."""
    in_country(house, "US")
    case = log(house, IncidentKind.INJURY)
    in_country(house, "GB")
    assert house.desk.incidents.file(case).country == "US"
    assert "two letters" in refuses(lambda: in_country(house, "Britain"))
