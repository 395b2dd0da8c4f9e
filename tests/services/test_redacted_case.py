"""A case handed over with something kept back: in no byte of the pages can it be read, whichever field it is."""

import re
from dataclasses import replace
from datetime import date

import pytest

from sopdesk.domain.action import ActionSort
from sopdesk.domain.attachment import Way
from sopdesk.domain.cause import CauseClass
from sopdesk.domain.incident import IncidentKind, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.services.parcel import NOTHING, PRINTED, Choice, Parcel, Redaction
from sopdesk.views.attachments import GivenFile
from sopdesk.views.evidence import EvidencePreview
from tests.domain.given import refund, refuses
from tests.interchange.picture_samples import jpeg
from tests.pdf.everything import all_words, pictures_in
from tests.pdf.reading import text_of
from tests.services.case_play import fill_in
from tests.services.conftest import House
from tests.services.test_privacy import erase

_TOKEN = re.compile(r"Q[a-z]+zz")
"""Words that stand in one value each, so that finding one tells which value it is from."""
_STAFF = ("Ruth Adeyemi", "Leo")


def words() -> dict[str, str]:
    """Give unlike words, one for each value of the case."""
    names = (
        "narrative once place witness phone mail home remark birth note statement said strokes cause proof action "
        "criterion shown reason photo caption moved corrected why customer"
    )
    return {each: f"Q{each}zz" for each in names.split()}


@pytest.fixture
def case(house: House) -> str:
    """Give an injury of which every part of a file tells something of its own."""
    house.approved(refund())
    w, incidents = words(), house.desk.incidents
    found = incidents.log(
        by=house.leo, kind=IncidentKind.INJURY, narrative=f"A slip, {w['narrative']}.", place=w["place"],
        done_at_once=w["once"],
    )  # fmt: skip
    incidents.entries.add_party(
        by=house.leo, incident=found, role=PartyRole.WITNESS,
        personal={"name": f"Ida {w['witness']}", "phone": f"0117 {w['phone']}", "email": f"{w['mail']}@example.org",
                  "address": w["home"], "remarks": w["remark"], "organisation": w["birth"]},
    )  # fmt: skip
    party = incidents.file(found).parties[0].party
    incidents.entries.correct_party(
        by=house.ruth, incident=found, party=party, field="name", now=f"Ida {w['customer']}", reason=w["why"]
    )
    incidents.note(by=house.leo, incident=found, text=f"{w['note']}, says Ida {w['customer']}.")
    fill_in(house, found, all_=True)
    incidents.move(by=house.ruth, incident=found, stage=Stage.ACKNOWLEDGED, text=w["moved"])
    incidents.correct(by=house.ruth, incident=found, field="narrative", now=f"{w['corrected']}.", reason=w["reason"])
    incidents.entries.record(
        by=house.leo, incident=found, sort="statement", values={"said_by": w["said"], "statement": w["statement"]}
    )
    said = next(each for each in incidents.file(found).entries if each.spec.label == "Statement")
    strokes = (((40, 100), (90, 20), (140, 180)), ((10, 10),))
    incidents.entries.sign(
        by=house.leo, incident=found, entry=said.entry, digest=said.digest, name=w["strokes"], strokes=strokes
    )
    house.desk.investigations.find_cause(
        by=house.sam, incident=found, cause_class=CauseClass.PEOPLE, because=w["cause"], evidence=w["proof"]
    )
    action = house.desk.actions.plan(
        by=house.ruth, incident=found, sort=ActionSort.CORRECTIVE, what=w["action"], owner=house.leo,
        due=date(2026, 5, 11), criterion=w["criterion"], check_on=date(2026, 6, 8),
    )  # fmt: skip
    house.desk.actions.report_done(by=house.leo, incident=found, action=action, evidence=w["shown"])
    house.desk.incident_files.add(
        by=house.leo, incident=found, given=GivenFile(f"{w['photo']}.jpg", jpeg(), Way.FILE), party=party,
        description=w["caption"],
    )  # fmt: skip
    return found


def chosen(house: House, case: str) -> tuple[Choice, Parcel]:
    """Give what Sam hands over."""
    choice = house.desk.evidence.case(case, by=house.sam)
    return choice, house.desk.evidence.gather(choice, by=house.sam)


def closed_over(house: House, parcel: Parcel, redaction: Redaction) -> tuple[Redaction, EvidencePreview]:
    """Keep back also what says again what is kept back, as the button of the screen does, until nothing does."""
    seen = house.desk.evidence.preview(parcel, redaction)
    while seen.echoes:
        redaction = replace(redaction, values=redaction.values | seen.echoes)
        seen = house.desk.evidence.preview(parcel, redaction)
    return redaction, seen


def tokens_of(seen: EvidencePreview, *, kept: bool) -> set[str]:
    """Give the words of all values that are kept back, or of all that go."""
    return set(_TOKEN.findall(" ".join(each.text for each in seen.values if each.kept_back is kept and not each.fixed)))


def case_file(house: House, choice: Choice, redaction: Redaction = NOTHING) -> bytes:
    """Give the case file as Sam hands it over."""
    return house.desk.evidence.case_file(house.desk.exports, choice, redaction, by=house.sam, reason="For the insurer")


def test_every_field_that_is_kept_back_is_nowhere_in_the_pages(house: House, case: str) -> None:
    """Field by field: what is kept back is in no page, tag, text, stream or metadata; what goes along can be read."""
    choice, parcel = chosen(house, case)
    whole = house.desk.evidence.preview(parcel)
    assert tokens_of(whole, kept=False) == set(words().values())
    fields = {each.field for each in whole.values if not each.fixed and each.field not in PRINTED}
    for field in sorted(fields):
        redaction, seen = closed_over(house, parcel, Redaction(frozenset({field})))
        found = set(_TOKEN.findall(all_words(case_file(house, choice, redaction))))
        assert found == tokens_of(seen, kept=False), field


def test_everything_about_somebody_is_kept_back(house: House, case: str) -> None:
    """Their name is taken out of what others said, and their photo goes neither with the pages nor with the bundle."""
    choice, parcel = chosen(house, case)
    [(party, name)] = house.desk.evidence.preview(parcel).parties
    assert name == f"Ida {words()['witness']}"
    redaction = Redaction(parties=frozenset({party}))
    seen = house.desk.evidence.preview(parcel, redaction)
    [note] = [each for each in seen.values if (each.place, each.field) in seen.echoes]
    assert words()["note"] in note.text
    theirs = tokens_of(seen, kept=True)
    content = case_file(house, choice, redaction)
    assert not set(_TOKEN.findall(all_words(content))) & theirs
    assert words()["note"] in all_words(content)
    assert pictures_in(content) < pictures_in(case_file(house, choice))
    assert not seen.files
    assert [each.kept_back for each in seen.named] == [True]
    redaction, _ = closed_over(house, parcel, redaction)
    pages = house.desk.evidence.pdf(house.desk.exports, choice, redaction, by=house.sam)
    assert not set(_TOKEN.findall(all_words(pages))) & theirs
    assert "JFIF" not in all_words(pages)


def test_signed_pages_hold_no_more_than_their_bundle(house: House, case: str) -> None:
    """All fields at once, and the names of those who work here: neither pages nor attachment tell any of it."""
    choice, parcel = chosen(house, case)
    whole = house.desk.evidence.preview(parcel)
    fields = frozenset(each.field for each in whole.values)
    redaction, seen = closed_over(house, parcel, Redaction(fields, names=True, files=True))
    assert not tokens_of(seen, kept=False)
    for content in (
        house.desk.evidence.pdf(house.desk.exports, choice, redaction, by=house.sam),
        case_file(house, choice, redaction),
    ):
        told = all_words(content)
        assert not _TOKEN.findall(told)
        assert not [each for each in _STAFF if each in told]
        assert "90,20" not in told


def test_a_single_photo_stays(house: House, case: str) -> None:
    """One file is kept back by itself: it goes neither with the pages nor with the bundle."""
    choice, parcel = chosen(house, case)
    [photo] = house.desk.evidence.preview(parcel).named
    assert photo.name == f"{words()['photo']}.jpg"
    redaction = Redaction(single=frozenset({photo.digest}))
    assert house.desk.evidence.preview(parcel, redaction).files == ()
    assert pictures_in(case_file(house, choice, redaction)) < pictures_in(case_file(house, choice))


def test_a_redacted_copy_says_so(house: House, case: str) -> None:
    """It says on its first page how much is kept back, below each entry what; signatures stand; it is recorded."""
    choice, _ = chosen(house, case)
    redaction = Redaction(frozenset({"statement", "narrative", "personal"}))
    text = " ".join(text_of(case_file(house, choice, redaction)).split())
    assert "A redacted copy: " in text
    assert "Kept back of this entry: narrative." in text
    assert "this signature no longer stands" not in text
    assert "Still missing before the next stage What happened" not in text
    last = house.desk.trail.lines()[0]
    assert last.what.startswith("exported incident I-COUN-2026-00001, redacted as PDF")
    assert last.reason == "For the insurer"
    assert "A redacted copy" not in text_of(house.desk.exports.case_pdf(by=house.sam, incident=case))


def test_what_is_erased_and_what_is_kept_back(house: House, case: str) -> None:
    """Where a file holds erased values, too, the copy says that a gap may be either."""
    erase(house, case)
    house.desk.incidents.note(by=house.leo, incident=case, text="Qafterzz")
    choice, _ = chosen(house, case)
    text = text_of(case_file(house, choice, Redaction(frozenset({"text"}))))
    assert "[erased or withheld]" in text
    assert "Qafterzz" not in text


def test_only_a_case_has_a_case_file(house: House, case: str) -> None:
    """A period is no case, and whoever may not take anything along gets none."""
    evidence, exports = house.desk.evidence, house.desk.exports
    everything = evidence.everything(by=house.hannah)
    assert "Only one incident" in refuses(lambda: evidence.case_file(exports, everything, by=house.hannah))
    choice, _ = chosen(house, case)
    assert "may not" in refuses(lambda: evidence.case_file(exports, choice, by=house.leo))
