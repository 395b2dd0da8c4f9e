"""Confidential files: who sees what of them on every path of the services."""

from functools import partial

import pytest

from sopdesk.domain.action import ActionSort
from sopdesk.domain.circle import Circle
from sopdesk.domain.confidence import KEPT_BACK, Sight
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.services.trail import Filter
from tests.domain.given import refuses
from tests.services.case_play import play
from tests.services.conftest import House

CANARY = "zirbelkiefer"
"""A word that stands in nothing else."""


def logged(house: House, kind: IncidentKind = IncidentKind.ABUSE, *, by: str = "", words: str = CANARY) -> str:
    """Log an incident with the canary in it, as Sam unless somebody else does; give its id."""
    return house.desk.incidents.log(
        by=by or house.sam, kind=kind, narrative=f"At the desk a {words} was thrown.", place="Yard"
    )


def confide(house: House, case: str, circle: Circle = Circle.SUPERVISORS, *people: str, by: str = "") -> None:
    """Have Sam make a file confidential."""
    house.desk.confidence.confide(
        by=by or house.sam, incident=case, circle=circle, people=people, reason="A colleague is concerned."
    )


def test_a_kind_is_kept_from_those_who_do_not_handle_it(house: House) -> None:
    """Whoever does not handle incidents knows that there is a confidential file, its number, and nothing else."""
    incidents, case = house.desk.incidents, logged(house)
    number = incidents.file(case, by=house.sam).row.number
    assert (incidents.rows(by=house.leo), incidents.count(by=house.leo), incidents.pressing(by=house.leo)) == (
        (),
        0,
        (),
    )
    assert incidents.count(by=house.leo, text=CANARY) == 0
    assert [(each.id, each.number) for each in house.desk.confidence.hidden(by=house.leo)] == [(case, number)]
    assert number in refuses(lambda: incidents.file(case, by=house.leo))
    assert number in refuses(lambda: incidents.similar(case, by=house.leo))
    for by in (house.sam, house.ruth, house.hannah):
        assert incidents.file(case, by=by).sight is Sight.FULL
        assert incidents.count(by=by, text=CANARY) == 1
        assert house.desk.confidence.hidden(by=by) == ()


def test_nobody_acts_on_what_is_kept_from_them(house: House) -> None:
    """Every act on a hidden file is refused, whichever service brings it; so is what would ask for its contents."""
    desk, case = house.desk, logged(house)
    mine = logged(house, IncidentKind.COMPLAINT, by=house.leo, words="cup")
    acts = [
        lambda: desk.incidents.note(by=house.leo, incident=case, text="x"),
        lambda: desk.incidents.detail(by=house.leo, incident=case, values={"contact_ended": "yes"}),
        lambda: desk.incidents.link(by=house.leo, incident=mine, other=case),
        lambda: desk.incidents.entries.confirm(by=house.leo, pin="1234", incident=case, entry="e1"),
        lambda: desk.incidents.entries.add_party(
            by=house.leo, incident=case, role=PartyRole.STAFF, personal={"name": "x"}
        ),
        lambda: desk.desk.record(house.leo, (case, [object()])),
    ]
    before = desk.store.size
    for act in acts:
        assert "confidential file" in refuses(act)
    assert desk.store.size == before


def test_whoever_logged_it_sees_what_they_wrote(house: House) -> None:
    """The own words of whoever logged a file stay theirs to read; what others wrote in it is kept back."""
    incidents, case = house.desk.incidents, logged(house, by=house.leo, words="cup")
    incidents.note(by=house.sam, incident=case, text=f"Secret {CANARY}")
    incidents.correct(by=house.sam, incident=case, field="narrative", now=f"A {CANARY} flew.", reason=CANARY)
    incidents.detail(by=house.leo, incident=case, values={"said_or_done": "“Get lost”"})
    incidents.detail(by=house.sam, incident=case, values={"warning": CANARY})
    incidents.move(by=house.sam, incident=case, stage=Stage.INVESTIGATING, text=CANARY)
    file = incidents.file(case, by=house.leo)
    assert CANARY not in str(file)
    assert (file.sight, file.row.stage, file.values["said_or_done"]) == (Sight.OWN, Stage.INVESTIGATING, "“Get lost”")
    assert "a cup was thrown" in file.narrative
    assert KEPT_BACK in [each.text for each in file.story]
    [row] = incidents.rows(by=house.leo)
    assert (row.own_words, row.summary) == (True, "At the desk a cup was thrown.")
    assert (incidents.count(by=house.leo, text="cup"), incidents.count(by=house.leo, text=CANARY)) == (1, 0)
    assert incidents.similar(case, by=house.leo) == ()
    incidents.note(by=house.leo, incident=case, text="It was blue.")
    assert CANARY not in str(incidents.file(case, by=house.leo))


def test_a_lead_who_logged_it_may_not_decide_about_what_was_taken_from_them(house: House) -> None:
    """Whoever sees only their own words adds to the file, and corrects, moves or closes nothing of it."""
    mei = house.desk.people.register(
        by=house.ruth, name="Mei", roles=("shift-lead",), pin="1234", password="a long one"
    )
    incidents, case = house.desk.incidents, logged(house, IncidentKind.COMPLAINT, by=mei, words="cup")
    confide(house, case)
    assert incidents.file(case, by=mei).sight is Sight.OWN
    acts = [
        lambda: incidents.correct(by=mei, incident=case, field="narrative", now="x", reason="x"),
        lambda: incidents.move(by=mei, incident=case, stage=Stage.ACKNOWLEDGED),
        lambda: incidents.reopen(by=mei, incident=case, reason="x"),
    ]
    for act in acts:
        assert "confidential file" in refuses(act)
    incidents.note(by=mei, incident=case, text="It was blue.")


def test_one_file_is_for_those_named(house: House) -> None:
    """A file about a supervisor is seen by those named alone, by whoever decided it, and by no other supervisor."""
    incidents, case = house.desk.incidents, logged(house, IncidentKind.INVESTIGATION, by=house.ruth)
    confide(house, case, Circle.NAMED, house.leo, by=house.ruth)
    assert [incidents.file(case, by=each).sight for each in (house.ruth, house.leo)] == [Sight.FULL, Sight.FULL]
    for other in (house.sam, house.hannah):
        assert "confidential file" in refuses(partial(incidents.file, case, by=other))
        assert incidents.rows(by=other) == ()
    confided = incidents.file(case, by=house.leo).confided
    assert confided is not None
    assert (confided.circle, confided.by_kind, confided.own) == (Circle.NAMED, Circle.HANDLERS, Circle.NAMED)
    assert [name for _, name in confided.named] == ["Ruth Adeyemi", "Leo"]
    assert "confidential file" in refuses(lambda: confide(house, case))
    assert "may not" in refuses(lambda: confide(house, case, by=house.leo))
    assert "works here" in refuses(lambda: confide(house, case, Circle.NAMED, "person-0", by=house.ruth))
    confide(house, case, Circle.READERS, by=house.ruth)
    assert incidents.file(case, by=house.sam).sight is Sight.FULL


def test_the_house_says_which_kinds_are_kept(house: House) -> None:
    """The rule of the house holds at once for every file of a kind; by right of deciding about personal data."""
    incidents, confidence = house.desk.incidents, house.desk.confidence
    case = logged(house, IncidentKind.COMPLAINT)
    assert incidents.count(by=house.leo) == 1
    confidence.rule(by=house.sam, kind=IncidentKind.COMPLAINT, circle=Circle.HANDLERS)
    assert incidents.count(by=house.leo) == 0
    assert confidence.sight(house.leo, case) is Sight.HIDDEN
    assert confidence.rules()[IncidentKind.COMPLAINT] is Circle.HANDLERS
    confidence.rule(by=house.sam, kind=IncidentKind.COMPLAINT, circle=Circle.READERS)
    assert incidents.count(by=house.leo) == 1
    assert "may not" in refuses(lambda: confidence.rule(by=house.leo, kind=IncidentKind.ABUSE, circle=Circle.READERS))


def test_parts_of_a_file_are_kept_back(house: House) -> None:
    """Medical details and confidential people are kept back from readers, wherever they stand, and it says so."""
    incidents, case = house.desk.incidents, logged(house, IncidentKind.ACCIDENT, words="cup; Wren Zirbelkiefer fell")
    person = {"name": "Wren Zirbelkiefer", "born_on": "1990-01-02"}
    incidents.entries.add_party(by=house.sam, incident=case, role=PartyRole.MINOR, personal=person, confidential=True)
    incidents.detail(by=house.sam, incident=case, values={"injury": f"A {CANARY}", "cause": "Wren ran."})
    statement = {"said_by": "Ada", "statement": "I saw Wren."}
    incidents.entries.record(by=house.sam, incident=case, sort="statement", values=statement)
    file = incidents.file(case, by=house.leo)
    assert file.sight is Sight.PARTS
    assert not [each for each in (CANARY, "Wren", "Zirbelkiefer", "1990") if each in str(file)]
    values = {spec.name: value for spec, value in file.fields}
    assert (values["injury"], values["cause"]) == (KEPT_BACK, f"{KEPT_BACK} ran.")
    assert file.narrative == f"At the desk a cup; {KEPT_BACK} fell was thrown."
    assert "Wren" in str(incidents.file(case, by=house.ruth))


def test_linked_and_similar_files(house: House) -> None:
    """A linked file that is kept from the reader is named by its number; a similar one is not proposed."""
    incidents, kept = house.desk.incidents, logged(house)
    open_case = logged(house, IncidentKind.COMPLAINT)
    house.desk.finder.catch_up()
    assert [each.row.id for each in incidents.similar(open_case, by=house.sam)] == [kept]
    assert incidents.similar(open_case, by=house.leo) == ()
    incidents.link(by=house.sam, incident=open_case, other=kept)
    file = incidents.file(open_case, by=house.leo)
    assert (file.linked, [each.id for each in file.hidden_links]) == ((), [kept])
    assert [each.id for each in incidents.file(open_case, by=house.sam).linked] == [kept]


@pytest.mark.parametrize("made", ["by kind", "by a decision"])
def test_the_search_shows_nothing_that_somebody_may_not_read(house: House, made: str) -> None:
    """No hit, no snippet, no completion and no suggestion tells a word of a file that is kept from whoever asks."""
    desk = house.desk
    case = logged(house, IncidentKind.ABUSE if made == "by kind" else IncidentKind.COMPLAINT)
    if made != "by kind":
        confide(house, case)
    logged(house, IncidentKind.COMPLAINT, by=house.leo, words="cup")
    desk.finder.catch_up()
    people = {each: desk.desk.person_view(each) for each in (house.leo, house.sam, house.ruth, house.hannah)}
    asked = [CANARY, f"{CANARY} ", CANARY[:5], CANARY[:8], "zirbelkeifer ", "zirbelkieferthrown ", f"cup {CANARY} "]
    for text in asked:
        for person in (None, people[house.leo]):
            found = desk.finder.search(text, person=person)
            assert CANARY not in f"{found.found} {found.did_you_mean}".replace(text, "")
            assert case not in [each.sop for each in found.found]
    for each in (house.sam, house.ruth, house.hannah):
        assert [found.sop for found in desk.finder.search(f"{CANARY} ", person=people[each]).found] == [case]
        assert desk.finder.search("zirbelkeifer ", person=people[each]).did_you_mean == f"{CANARY} "
    assert desk.finder.alike(CANARY, by=house.leo) == []
    assert desk.finder.alike(f"thrown {CANARY}", by=house.sam)[0] == case
    assert desk.finder.propose(f"a {CANARY} was thrown at the desk") == []
    known = [found.group for found in desk.finder.search("thrown ", person=people[house.leo]).found]
    assert known == ["incident"]


def test_a_file_made_confidential_is_not_found_from_that_moment(house: House) -> None:
    """The search asks the record, not only its index: what was confided a second ago is not found."""
    case, desk = logged(house, IncidentKind.COMPLAINT), house.desk
    desk.finder.catch_up()
    leo = desk.desk.person_view(house.leo)
    assert desk.finder.search(f"{CANARY} ", person=leo).found
    confide(house, case)
    assert desk.finder.search(f"{CANARY} ", person=leo).found == ()
    desk.finder.catch_up()
    assert desk.finder.search(f"{CANARY} ", person=leo).found == ()
    confide(house, case, Circle.SUPERVISORS, house.leo)
    desk.finder.catch_up()
    assert [each.sop for each in desk.finder.search(f"{CANARY} ", person=leo).found] == [case]


def test_looks_at_confidential_files_are_recorded(house: House) -> None:
    """Who looked when, once for each sitting; not for files that everybody sees, nor when the program reads."""
    incidents, confidence, case = house.desk.incidents, house.desk.confidence, logged(house)
    digest = incidents.file(case).digest
    plain = logged(house, IncidentKind.COMPLAINT)
    before = house.desk.store.size
    incidents.file(plain, by=house.leo)
    incidents.rows(by=house.sam)
    assert house.desk.store.size == before
    incidents.file(case, by=house.sam)
    incidents.file(case, by=house.sam)
    incidents.file(case, by=house.hannah)
    house.clock.wait(hours=2)
    incidents.file(case, by=house.sam)
    looks = [each.who for each in confidence.looks(case, by=house.ruth)]
    assert looks == ["Sam", "Hannah", "Sam"]
    assert incidents.file(case).digest == digest
    assert "may not" in refuses(lambda: confidence.looks(case, by=house.leo))
    [line, *_] = house.desk.trail.lines(Filter(area="incidents"), by=house.hannah)
    number = incidents.file(case).row.number
    assert (line.who, line.what, line.about) == ("Sam", "looked at the confidential file", number)


def test_looking_does_not_break_a_signature(house: House) -> None:
    """A file is closed over what it says; who has looked at it before and after changes nothing of that."""
    case = play(house, IncidentKind.SECURITY)
    house.desk.incidents.file(case, by=house.hannah)
    signature = house.desk.incidents.file(case, by=house.ruth).signature
    assert signature is not None
    assert signature.holds
    confide(house, case)
    signature = house.desk.incidents.file(case, by=house.ruth).signature
    assert signature is not None
    assert signature.holds


def test_the_trail_keeps_back_what_is_for_those_named(house: House) -> None:
    """Whoever checks the trail sees that somebody acted on a file that is kept from them, and none of its words."""
    case = logged(house, by=house.ruth)
    number = house.desk.incidents.file(case).row.number
    confide(house, case, Circle.NAMED, by=house.ruth)
    house.desk.incidents.note(by=house.ruth, incident=case, text=f"More {CANARY}")
    lines = house.desk.trail.lines(by=house.sam)
    about = [each for each in lines if each.subject == case]
    assert CANARY not in str(lines)
    assert [(each.about, KEPT_BACK in each.what) for each in about] == [(number, True)] * 3
    assert house.desk.trail.lines(by=house.sam, text=CANARY) == ()
    assert CANARY in str(house.desk.trail.lines(by=house.ruth))
    exports = house.desk.exports
    for made in (exports.trail_csv(by=house.hannah), exports.trail_json(by=house.hannah)):
        assert CANARY.encode() not in made
    assert CANARY.encode() in exports.trail_csv(by=house.ruth)


def test_what_leaves_keeps_back_as_much(house: House) -> None:
    """Files, lists and evidence that leave hold what the one who takes them along sees, and count the rest."""
    desk, case = house.desk, logged(house, by=house.ruth)
    confide(house, case, Circle.NAMED, by=house.ruth)
    logged(house, IncidentKind.COMPLAINT, words="cup")
    assert "confidential file" in refuses(lambda: desk.exports.case_pdf(by=house.sam, incident=case))
    assert "confidential file" in refuses(lambda: desk.exports.case_json(by=house.sam, incident=case))
    listed = desk.exports.incidents_csv(by=house.sam)
    assert CANARY.encode() not in listed
    assert b"cup" in listed
    left = desk.trail.lines(by=house.sam, limit=1)[0]
    assert left.kind == "evidence.exported/1"
    bundle = desk.evidence.bundle(desk.exports, desk.evidence.everything(by=house.sam), by=house.sam)
    assert CANARY.encode() not in bundle
    gathered = desk.evidence.gather(desk.evidence.everything(by=house.sam), by=house.sam)
    assert CANARY not in str(desk.evidence.preview(gathered))
    assert desk.privacy.about([CANARY], by=house.sam) == ()
    assert "confidential file" in refuses(lambda: desk.privacy.record(case, by=house.sam))
    assert len(desk.privacy.about([CANARY], by=house.ruth)) == 1


def test_an_action_in_a_hidden_file(house: House) -> None:
    """Whoever is given an action of a file that is kept from them sees the action, and nothing else of the file."""
    desk, case = house.desk, logged(house)
    due = house.clock.instant.date()
    for words, owner in (("Mend the door", house.leo), (CANARY, house.ruth)):
        desk.actions.plan(
            by=house.sam, incident=case, sort=ActionSort.CORRECTION, what=words, owner=owner, due=due,
            verifier=house.sam,
        )  # fmt: skip
    file = desk.incidents.file(case, by=house.leo)
    assert (file.sight, [each.what for each in file.actions]) == (Sight.OWN, ["Mend the door"])
    assert CANARY not in str(file)
    assert [each.what for each in desk.actions.rows(by=house.leo)] == ["Mend the door"]
    assert [each.what for each in desk.actions.of(case, by=house.leo)] == ["Mend the door"]
    assert CANARY not in str(desk.today.lines(desk.desk.person_view(house.leo)))
    desk.actions.report_done(by=house.leo, incident=case, action=file.actions[0].id, evidence="Mended.")
    assert CANARY in str(desk.actions.rows(by=house.sam))
