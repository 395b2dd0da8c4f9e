"""Statements that are signed on the screen."""

from sopdesk.domain.erasure import Basis
from sopdesk.domain.finger import Hand
from sopdesk.domain.party import PartyRole
from sopdesk.views.incidents import EntryView
from tests.domain.given import refuses
from tests.pdf.reading import text_of
from tests.services.conftest import PASSWORD, House
from tests.services.test_incidents import logged
from tests.services.test_privacy import bytes_of, everything

LINE = ((10, 100), (90, 60), (200, 110))


def stated(house: House) -> str:
    """Log a case with a statement of Ida's."""
    case = logged(house)
    house.desk.incidents.entries.record(
        by=house.leo, incident=case, sort="statement",
        values={"said_by": "Ida Quillfeather", "statement": "She left at nine."},
    )  # fmt: skip
    return case


def statement(house: House, case: str) -> EntryView:
    """Give the statement as it is shown."""
    [found] = house.desk.incidents.file(case).entries
    return found


def sign(house: House, case: str, **how: object) -> None:
    """Have Ida sign, with Leo at the desk."""
    given = {"digest": statement(house, case).digest, "name": "Ida Quillfeather", "strokes": (LINE,), **how}
    house.desk.incidents.entries.sign(by=house.leo, incident=case, entry="e1", **given)  # type: ignore[arg-type] # as given


def test_a_witness_signs_on_the_screen(house: House) -> None:
    """A signature stands for exactly the words that were shown; it is printed, and told in the story."""
    case = stated(house)
    sign(house, case)
    [signed] = statement(house, case).signed
    assert (signed.name, signed.hand, signed.strokes, signed.beside, signed.holds) == (
        "Ida Quillfeather", Hand.DRAWN, (LINE,), "Leo", True
    )  # fmt: skip
    assert "by hand on the screen" in house.desk.incidents.file(case).story[-1].what
    text = " ".join(text_of(house.desk.exports.case_pdf(by=house.sam, incident=case)).split())
    assert "Ida Quillfeather signed by hand on the screen" in text
    assert "corrected since" not in text
    assert "signed this already" in refuses(lambda: sign(house, case))
    assert house.desk.trail.rebuild(check=True).holds


def test_corrected_words_are_signed_no_longer(house: House) -> None:
    """Once the words are corrected the signature says that it stood for others; the new ones can be signed."""
    case = stated(house)
    shown = statement(house, case).digest
    sign(house, case, strokes=())
    house.desk.incidents.entries.correct(
        by=house.ruth, incident=case, entry="e1", field="statement", now="She left at ten.", reason="Misheard"
    )
    assert [each.holds for each in statement(house, case).signed] == [False]
    assert "changed since they were shown" in refuses(lambda: sign(house, case, digest=shown))
    text = " ".join(text_of(house.desk.exports.case_pdf(by=house.sam, incident=case)).split())
    assert "signed by typed name" in text
    assert "no longer stands for them" in text
    sign(house, case)
    assert [each.holds for each in statement(house, case).signed] == [False, True]


def test_who_may_hand_over_the_pad(house: House) -> None:
    """Whoever logs incidents has somebody sign; who only reads does not; there has to be something to sign."""
    case = stated(house)
    entries, digest = house.desk.incidents.entries, statement(house, case).digest

    def ida_signs(by: str, entry: str) -> None:
        entries.sign(by=by, incident=case, entry=entry, digest=digest, name="Ida")

    assert "may not" in refuses(lambda: ida_signs(house.hannah, "e1"))
    assert "no such entry" in refuses(lambda: ida_signs(house.leo, "e7"))


def test_a_signature_is_erased_with_the_words(house: House) -> None:
    """Name and strokes are personal data: found by the name, never by their figures, and gone after an erasure."""
    case = stated(house)
    sign(house, case)
    [found] = house.desk.privacy.about(["Quillfeather"], by=house.ruth)
    fields = {each.field: each.text for each in found.pieces if each.matches}
    assert fields["strokes"] == "Signature by hand"
    assert house.desk.privacy.about(["1010090"], by=house.ruth) == ()
    found = house.desk.privacy.record(case, by=house.ruth)
    erasure = house.desk.privacy.ask(by=house.ruth, basis=Basis.REQUEST, reason="x", **everything(found))
    house.desk.privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    house.desk.privacy.scrub()
    for piece in (b"Quillfeather", b"10,100 90,60"):
        assert [name for name, content in bytes_of(house.desk.folder).items() if piece in content] == []
    [signed] = statement(house, case).signed
    assert (signed.name, signed.strokes, signed.holds) == ("[erased]", (), False)
    house.desk.exports.case_pdf(by=house.sam, incident=case)
    assert house.desk.trail.verify().holds


def test_the_hand_of_somebody_who_is_kept_back_is_not_shown(house: House) -> None:
    """Whoever does not see a confidential person sees neither their name beside the signature nor the strokes."""
    case = stated(house)
    house.desk.incidents.entries.add_party(
        by=house.ruth, incident=case, role=PartyRole.WITNESS, personal={"name": "Ida Quillfeather"}, confidential=True
    )
    sign(house, case)
    [entry] = house.desk.incidents.file(case, by=house.leo).entries
    [signed] = entry.signed
    assert "Quillfeather" not in signed.name
    assert signed.strokes == ()
    [entry] = house.desk.incidents.file(case, by=house.ruth).entries
    assert entry.signed[0].strokes == (LINE,)
