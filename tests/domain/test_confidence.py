from sopdesk.domain import casework
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.circle import Circle, ConfidenceRuled, ConfidenceSet, circle_of
from sopdesk.domain.confidence import (
    EVERYWHERE,
    KEPT_BACK,
    Reach,
    Sight,
    confide,
    list_words,
    masked,
    own_events,
    reach_of,
    rule,
)
from sopdesk.domain.house import fold as fold_house
from sopdesk.domain.incident import (
    IncidentClosed,
    IncidentDetailed,
    IncidentKind,
    IncidentLogged,
    IncidentMoved,
    IncidentNoted,
    IncidentReopened,
    Stage,
)
from sopdesk.domain.party import PartyAdded, PartyRole
from sopdesk.domain.person import Person, Role
from tests.domain.given import CARD, at, history, refuses, signature

LOGGED = IncidentLogged("T-1", IncidentKind.INJURY, at(), at(), "UTC", narrative="Ida Moss slipped; Ida was helped.")


def given(*events: object) -> Incident:
    """Give an injury after these events."""
    return fold("inc-1", history(LOGGED, *events))


def reach(role: Role, **rules: Circle) -> Reach:
    """Give how far somebody with a role sees."""
    return reach_of(Person("ben", roles=(role,)), {IncidentKind[kind]: circle for kind, circle in rules.items()})


def test_kinds_are_seen_by_need_to_know() -> None:
    """Injuries, abuse, security and investigations are kept from those who do not handle incidents; a house may say."""
    front, lead, auditor = (reach(each) for each in (Role.FRONT_OF_HOUSE, Role.SHIFT_LEAD, Role.AUDITOR))
    kept = {IncidentKind.ABUSE, IncidentKind.INJURY, IncidentKind.INVESTIGATION, IncidentKind.SECURITY}
    assert front.kinds == kept
    assert not front.parts
    assert (lead.kinds, lead.parts, auditor.kinds, auditor.parts) == (frozenset(), True, frozenset(), True)
    assert Circle.SUPERVISORS not in lead.circles
    assert Circle.SUPERVISORS in auditor.circles
    assert Circle.NAMED not in reach(Role.MANAGER).circles
    assert reach(Role.FRONT_OF_HOUSE, INJURY=Circle.READERS).kinds == kept - {IncidentKind.INJURY}
    assert reach(Role.SHIFT_LEAD, COMPLAINT=Circle.SUPERVISORS).kinds == {IncidentKind.COMPLAINT}
    assert EVERYWHERE.sight(IncidentKind.INJURY, Circle.NAMED, (), own=False) is Sight.FULL


def test_how_much_of_a_file_somebody_sees() -> None:
    """All of it; all but its confidential parts; what they wrote; or that it is there. Whoever is named sees it all."""
    front, lead = reach(Role.FRONT_OF_HOUSE), reach(Role.SHIFT_LEAD)
    complaint, injury = IncidentKind.COMPLAINT, IncidentKind.INJURY
    assert front.sight(complaint, Circle.READERS, (), own=False) is Sight.PARTS
    assert front.sight(injury, Circle.READERS, (), own=False) is Sight.HIDDEN
    assert front.sight(injury, Circle.READERS, (), own=True) is Sight.OWN
    assert front.sight(injury, Circle.READERS, ("ben",), own=False) is Sight.FULL
    assert front.sight(complaint, Circle.HANDLERS, (), own=False) is Sight.HIDDEN
    assert lead.sight(injury, Circle.READERS, (), own=False) is Sight.FULL
    assert lead.sight(complaint, Circle.SUPERVISORS, (), own=False) is Sight.HIDDEN
    assert lead.sight(complaint, Circle.SUPERVISORS, ("ben",), own=False) is Sight.FULL


def test_the_rule_of_the_house_for_a_kind() -> None:
    """A kind is seen by a circle; a rule that is so already, and one that leaves nobody, are refused."""
    what = rule({}, IncidentKind.COMPLAINT, Circle.HANDLERS)
    assert what == ConfidenceRuled(IncidentKind.COMPLAINT, Circle.HANDLERS)
    house = fold_house("house", history(what))
    assert circle_of(IncidentKind.COMPLAINT, house.circles) is Circle.HANDLERS
    assert circle_of(IncidentKind.COMPLAINT, house.circles, Circle.READERS) is Circle.HANDLERS
    assert circle_of(IncidentKind.COMPLAINT, house.circles, Circle.NAMED) is Circle.NAMED
    assert "already" in refuses(lambda: rule(house.circles, IncidentKind.COMPLAINT, Circle.HANDLERS))
    assert "already" in refuses(lambda: rule({}, IncidentKind.INJURY, Circle.HANDLERS))
    assert "Name people" in refuses(lambda: rule({}, IncidentKind.INJURY, Circle.NAMED))


def test_one_file_is_made_confidential() -> None:
    """With a reason, for a circle and people by name; where only those named see it, whoever decides is named too."""
    what = confide(given(), Circle.SUPERVISORS, ("ben", "ben"), by="ana", reason=" A colleague. ")
    assert what == ConfidenceSet(Circle.SUPERVISORS, ("ben",), "A colleague.")
    file = given(what)
    assert (file.circle, file.named) == (Circle.SUPERVISORS, ("ben",))
    assert confide(file, Circle.NAMED, ("ben",), by="ana", reason="x").people == ("ana", "ben")
    assert "already" in refuses(lambda: confide(file, Circle.SUPERVISORS, ("ben",), by="ana", reason="x"))
    assert "Say why" in refuses(lambda: confide(file, Circle.NAMED, (), by="ana", reason=" "))
    assert "card" in refuses(lambda: confide(file, Circle.NAMED, (), by="ana", reason=CARD))
    assert "no such" in refuses(lambda: confide(Incident("x"), Circle.NAMED, (), by="ana", reason="x"))


def test_what_somebody_wrote_themselves() -> None:
    """Of a file that is kept from them, people see what they wrote and how far it has come, without others' words."""
    sign = IncidentClosed("d", signature(), "Settled.")
    events = history(
        LOGGED, ("sam", IncidentNoted("Secret")), ("sam", IncidentMoved(Stage.RESOLVED, "Secret")), ("sam", sign),
        ("sam", IncidentReopened("Secret")), ("sam", IncidentMoved(Stage.RESOLVED, "Secret")),
    )  # fmt: skip
    own = list(own_events(events, "ana"))
    assert "Secret" not in str(own)
    assert "Settled" not in str(own)
    state = fold("inc-1", own)
    assert (state.stage, state.values["narrative"]) == (Stage.RESOLVED, LOGGED.narrative)
    assert "Secret" in str(list(own_events(events, "sam")))
    assert "Ida" not in str(list(own_events(events, "sam")))


def test_lists_do_not_name_who_is_confidential() -> None:
    """Lists show what happened without the names of confidential people, nor of the injured in a privacy case."""
    hurt = PartyAdded("p1", PartyRole.STAFF, "Ida Moss", injured=True)
    nameless = PartyAdded("p2", PartyRole.WITNESS, confidential=True)
    assert list_words(given(hurt, nameless)) == LOGGED.narrative
    private = IncidentDetailed((("privacy_case", "yes"),))
    without = f"{KEPT_BACK} slipped; {KEPT_BACK} was helped."
    assert list_words(given(hurt, private)) == without
    assert list_words(given(PartyAdded("p1", PartyRole.STAFF, "Ida Moss", confidential=True))) == without
    assert masked("", ("Ida",)) == ""
    assert masked("de Moss", ()) == "de Moss"


def test_a_new_file_is_seen_as_its_kind_says() -> None:
    """Nobody has to decide about a file before it is kept: the rule for its kind holds from its first word."""
    what = casework.log(
        number="T-1", kind=IncidentKind.ABUSE, narrative="He shouted.", occurred_at=at(), now=at(), zone="UTC"
    )
    assert fold("inc-1", history(what)).circle is Circle.READERS
    assert circle_of(IncidentKind.ABUSE, {}) is Circle.HANDLERS
