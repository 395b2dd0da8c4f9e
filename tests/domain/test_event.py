import pytest

from sopdesk.domain import house, incident, mark, party, person, revision, run
from sopdesk.domain.event import KINDS, event, in_clock_order, kind_of, sealed_fields
from sopdesk.domain.refusal import Cancelled, Refusal, Trouble
from tests.domain.given import recorded


def test_every_event_names_its_kind_and_version() -> None:
    """An event kind carries its version, so that a changed meaning is a new kind."""
    assert kind_of(mark.ItemTicked("wand")) == "item.ticked/1"
    assert KINDS["incident.logged/1"] is incident.IncidentLogged
    assert all(kind.rpartition("/")[2].isdigit() for kind in KINDS)
    homes = {shape.__module__ for shape in KINDS.values()}
    assert {module.__name__ for module in (house, incident, mark, party, person, revision, run)} <= homes
    assert all(home.startswith("sopdesk.domain.") for home in homes)


def test_a_kind_is_declared_once() -> None:
    """Two shapes cannot share one event kind."""
    with pytest.raises(ValueError, match="declared twice"):
        event("item.ticked/1")(str)


def test_what_is_personal_is_sealed() -> None:
    """Names, telephone numbers and free text about people are sealed; kinds, numbers and times are not."""
    assert set(sealed_fields(party.PartyAdded)) == {"name", "phone", "email", "address", "remarks", "further"}
    assert set(sealed_fields(incident.IncidentLogged)) == {
        "place", "narrative", "done_at_once", "source_number", "source_status",
    }  # fmt: skip
    assert list(sealed_fields(mark.ItemTicked)) == []


def test_events_of_all_stations_have_one_order() -> None:
    """The hybrid clock orders events; where it is the same, the station's log and the number there do."""
    first = recorded("a", hours=0, log="till", seq=9)
    second = recorded("b", hours=1, log="bar", seq=2)
    third = recorded("c", hours=1, log="till", seq=1)
    fourth = recorded("d", hours=1, log="till", seq=3)
    assert in_clock_order([fourth, third, second, first]) == [first, second, third, fourth]


@pytest.mark.parametrize("kind", [Refusal, Trouble])
def test_whoever_is_refused_reads_a_sentence(kind: type[Refusal] | type[Trouble]) -> None:
    """A refusal, or what stood in the way, is one sentence, shown as it stands."""
    assert kind("The disk is full.").sentence == "The disk is full."
    assert issubclass(Cancelled, Exception)
