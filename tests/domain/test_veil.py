from sopdesk.domain.attachment import AttachmentAdded, AttachmentCorrected, Way
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.confidence import KEPT_BACK, own_events
from sopdesk.domain.entry import EntryCorrected, EntryRecorded
from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import IncidentCorrected, IncidentDetailed, IncidentKind, IncidentLogged, IncidentNoted
from sopdesk.domain.party import Party, PartyAdded, PartyCorrected, PartyRole
from sopdesk.domain.veil import Veil, guarded_in, veil_of
from tests.domain.given import at, history, recorded

LOGGED = IncidentLogged("T-1", IncidentKind.ACCIDENT, at(), at(), "UTC", narrative="Wren fell.")
WREN = PartyAdded("p1", PartyRole.WITNESS, "Wren", further=(("born_on", "1990-01-02"),), confidential=True)
BO = PartyAdded("p2", PartyRole.CUSTOMER, "Bo", further=(("born_on", "1991-01-02"), ("occupation", "Cook")))
HURT = IncidentDetailed((("first_aid", "given"),), (("injury", "A broken wrist"), ("occupation", "Cook")))


def veil(*events: object, reader: str = "leo") -> tuple[Veil, Incident]:
    """Give what is kept back of an accident from a reader, and the accident."""
    told = history(LOGGED, *events)
    whole = fold("inc-1", told)
    return veil_of(whole, fold("inc-1", own_events(told, reader)), reader), whole


def test_what_is_medical_is_kept_back() -> None:
    """Medical details, dates of birth and conflicts of interest are seen by those alone who handle incidents."""
    found, _ = veil(HURT, WREN, BO)
    assert {"injury", "body_parts", "absence_days", "born_on"} <= guarded_in(IncidentKind.ACCIDENT)
    assert {"conflict", "conflict_words"} <= guarded_in(IncidentKind.COMPLAINT)
    assert found.fields == {"injury"}
    assert found.people == {"p1"}
    assert found.over_field("injury", "A broken wrist") == KEPT_BACK
    assert found.over_field("body_parts", "") == ""
    assert found.over_field("cause", "Wren pushed") == f"{KEPT_BACK} pushed"
    assert found.over("Wrens and Wren") == f"Wrens and {KEPT_BACK}"


def test_what_the_reader_wrote_is_shown() -> None:
    """Whoever wrote it themselves may still see it, as long as nobody has changed it."""
    found, _ = veil(("leo", HURT), ("leo", WREN))
    assert (found.fields, found.people, found.names) == (frozenset(), frozenset(), ())
    changed, _ = veil(("leo", HURT), ("leo", WREN), PartyCorrected("p1", "phone", None, "555", "Said so."))
    assert changed.people == {"p1"}


def test_people_are_kept_back() -> None:
    """Of somebody confidential the role alone is seen; of others all but their date of birth."""
    found, whole = veil(WREN, BO)
    wren, bo = whole.parties
    assert found.over_party(wren, None) == Party("p1", PartyRole.WITNESS, confidential=True)
    assert found.over_party(bo, None).further == {"born_on": KEPT_BACK, "occupation": "Cook"}
    assert found.over_party(bo, bo) == bo


def test_the_story_keeps_back_the_same() -> None:
    """An entry of the story shows no more than the file: neither old nor new values of what is kept back."""
    found, _ = veil(HURT, WREN, BO)

    def over(what: object, actor: str = "sam") -> object:
        return found.over_event(recorded(what, actor)).what

    assert over(HURT) == IncidentDetailed(HURT.plain, (("injury", KEPT_BACK), ("occupation", "Cook")))
    assert over(HURT, "leo") == HURT
    assert over(IncidentDetailed((("first_aid", "given"),))) == IncidentDetailed((("first_aid", "given"),))
    erased = IncidentDetailed((), ERASED)  # type: ignore[arg-type] # what stands where a value was erased
    assert over(erased) == erased
    unsaid = (KEPT_BACK, KEPT_BACK, KEPT_BACK)
    assert over(IncidentCorrected("injury", "a", "b", "c")) == IncidentCorrected("injury", *unsaid)
    assert over(IncidentCorrected("cause", "a", "b", "c")) == IncidentCorrected("cause", "a", "b", "c")
    assert over(WREN) == PartyAdded("p1", PartyRole.WITNESS, KEPT_BACK, confidential=True)
    assert over(BO) == PartyAdded(
        "p2", PartyRole.CUSTOMER, "Bo", further=(("born_on", KEPT_BACK), ("occupation", "Cook"))
    )
    assert over(PartyAdded("p3", PartyRole.STAFF)) == PartyAdded("p3", PartyRole.STAFF)
    assert over(PartyCorrected("p1", "phone", "a", "b", "c")) == PartyCorrected("p1", "phone", *unsaid)
    assert over(PartyCorrected("p2", "born_on", "a", "b", "c")) == PartyCorrected("p2", "born_on", *unsaid)
    assert over(PartyCorrected("p2", "phone", "a", "b", "c")) == PartyCorrected("p2", "phone", "a", "b", "c")
    about = AttachmentAdded("d", "image/png", 1, Way.FILE, party="p1", name="wren.png", description="Wren")
    assert over(about) == AttachmentAdded("d", "image/png", 1, Way.FILE, party="p1", name=KEPT_BACK)
    other = AttachmentAdded("d", "image/png", 1, Way.FILE, name="floor.png")
    assert over(other) == other
    assert over(AttachmentCorrected("d", "description", "a", "b", "c")) == AttachmentCorrected(
        "d", "description", *unsaid
    )
    assert over(IncidentNoted("x")) == IncidentNoted("x")
    assert over(EntryCorrected("e1", "statement", "a", "b", "c")) == EntryCorrected("e1", "statement", "a", "b", "c")


def test_guarded_fields_of_entries() -> None:
    """A dissent stands in the file for those who handle it."""
    logged = IncidentLogged("T-1", IncidentKind.INVESTIGATION, at(), at(), "UTC", narrative="x")
    state = fold("inc-1", history(logged))
    found = veil_of(state, state, "leo")
    what = EntryRecorded("e1", "finding", (), (("dissent", "No."), ("question", "Who?")))
    assert found.over_event(recorded(what, "sam")).what.personal == (("dissent", KEPT_BACK), ("question", "Who?"))
    plain = veil_of(fold("inc-1", history(LOGGED)), Incident("inc-1"), "leo")
    corrected = AttachmentCorrected("d", "description", "a", "b", "c")
    assert plain.over_event(recorded(corrected, "sam")).what == corrected
