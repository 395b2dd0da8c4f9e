from dataclasses import replace

from sopdesk.domain import casework, gates
from sopdesk.domain.case import Incident, fold
from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import IncidentKind, IncidentReopened, Source, Stage
from sopdesk.domain.origin import Sameness, keys_of, origin_keys
from tests.domain.given import at, history, refuses

CAME = casework.log(
    number="T-2026-1", kind=IncidentKind.COMPLAINT, narrative="Cold soup", occurred_at=at(-2), now=at(), zone="UTC",
    source=Source("old.csv", 3, "d1", Stage.CLOSED), source_number=" 250635 ", source_status="Closed",
)  # fmt: skip


def test_a_case_closed_elsewhere_is_closed_and_signed_by_nobody() -> None:
    """A case that comes in as closed is closed without a signature, kept from then on, and can be taken up again."""
    case = fold("inc-1", history(CAME))
    assert (case.stage, case.closed, case.closed_stamp) == (Stage.CLOSED, None, case.recorded)
    assert (case.values["source_number"], case.values["source_status"]) == ("250635", "Closed")
    assert [stage for stage, _ in case.stages] == [Stage.LOGGED, Stage.CLOSED]
    assert "closed" in refuses(lambda: gates.check_open(case))
    again = fold("inc-1", history(CAME, IncidentReopened("Wrong after all")))
    assert (again.stage, again.closed_stamp) == (Stage.INVESTIGATING, None)


def test_an_open_case_comes_in_as_logged() -> None:
    """What was open elsewhere is logged here; a stage between is reached at the import."""
    assert CAME.source is not None
    for stage in (Stage.LOGGED, Stage.RESOLVED):
        case = fold("inc-1", history(replace(CAME, source=replace(CAME.source, stage=stage))))
        assert (case.stage, case.closed_stamp) == (stage, None)


def test_a_row_is_known_by_itself_its_number_and_all_it_says() -> None:
    """A row is told from others by file and row, by its number, and by kind, moment, severity, place and words."""
    assert dict(keys_of(fold("inc-1", history(CAME)))) == dict(origin_keys(CAME)) == {
        Sameness.ROW: "d1:3", Sameness.NUMBER: "complaint:250635",
        Sameness.WORDS: f"complaint:{at(-2).isoformat()}:low::cold soup",
    }  # fmt: skip
    shouted = replace(CAME, narrative="COLD  soup", source=None, source_number=None)
    assert dict(origin_keys(shouted)) == {Sameness.WORDS: dict(origin_keys(CAME))[Sameness.WORDS]}


def test_words_that_were_erased_are_no_key() -> None:
    """What was erased cannot be recognised; the row still is, or the words would come back with the same file."""
    gone = replace(CAME, narrative=ERASED, source_number=ERASED)
    assert list(origin_keys(gone)) == [(Sameness.ROW, "d1:3")]
    assert keys_of(Incident("inc-1")) == []
