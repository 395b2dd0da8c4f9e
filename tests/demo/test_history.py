from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sopdesk.demo import cast
from sopdesk.demo.history import DAYS, DemoClock, History
from sopdesk.domain.action import Waits
from sopdesk.domain.deadline import Timing
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.run import RunStage
from sopdesk.domain.sop import Format
from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.workspace import Workspace
from sopdesk.views.checklists import RunPage
from sopdesk.views.past_runs import RunFilter

STARTER = Path(__file__).parents[2] / "manuals" / "starter"
PLANNED = 22
NOW = datetime(2026, 3, 18, 14, 20, tzinfo=UTC)
"""A Wednesday afternoon: what is due at that hour is half done."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Three months at the demo café, the last three weeks of them by the plans."""
    folder = tmp_path_factory.mktemp("demo")
    keys, clock = StationKeys(folder / "keys", use_system=False), DemoClock.before(NOW, DAYS)
    made = Workspace(
        folder / "desk", keys=keys, create=True, station=cast.STATION, clock=clock, strength=Strength.QUICK,
        durable=False,
    )  # fmt: skip
    History(made, clock, NOW, daily=PLANNED).make(STARTER)
    yield made
    made.close()


@pytest.fixture(scope="module")
def runs(desk: Workspace) -> tuple[RunPage, ...]:
    """Every run of the demo café."""
    return tuple(desk.checklists.run(row.id) for row in desk.past_runs.rows(limit=1000))


def test_every_kind_of_line_was_done(runs: tuple[RunPage, ...]) -> None:
    """Lines were ticked, counted, chosen, written, photographed, confirmed by a second person, and left out."""
    marks = [mark for run in runs for mark in run.marks.values()]
    assert {each.how for each in marks} == {
        "ticked", "counted", "noted", "chosen", "photographed", "confirmed", "skipped",
    }  # fmt: skip
    assert any(each.counted and each.expected is not None for each in marks)
    assert any(each.photos and each.how == "ticked" for each in marks)
    assert any(each.how == "skipped" and each.second for each in marks)
    assert all(each.done_about_it for each in marks if each.failed)


def test_most_is_in_order_and_some_is_not(runs: tuple[RunPage, ...]) -> None:
    """One line in twenty at most fails or is left out, but not none: a record in which nothing is, is not believed."""
    marks = [mark for run in runs for mark in run.marks.values()]
    odd = sum(each.failed or each.how == "skipped" for each in marks)
    assert 0.005 < odd / len(marks) < 0.06


def test_nothing_looks_ticked_without_looking(runs: tuple[RunPage, ...]) -> None:
    """Nobody at the demo café ticks a page in one go."""
    assert not [each.row.number for each in runs if each.together]


def test_every_checklist_with_a_plan_is_done(desk: Workspace, runs: tuple[RunPage, ...]) -> None:
    """Each checklist that falls due in three weeks was done, and nearly always before it was late."""
    done = {each.row.sop_number for each in runs}
    seldom = {"SOP-028", "SOP-033", "SOP-040", "SOP-041", "SOP-044"}
    assert {row.number for row in desk.manual.rows(format=Format.CHECKLIST)} - done <= seldom
    timed = [each.row for each in runs if each.row.due is not None and each.row.completed_at is not None]
    assert 0 < sum(each.was_late for each in timed) < len(timed) / 5


def test_a_fridge_was_too_warm(desk: Workspace, runs: tuple[RunPage, ...]) -> None:
    """One round found the milk fridge above the legal limit: food thrown away, a photo, an incident from the run."""
    [run] = [each for each in runs if getattr(each.marks.get("milk-fridge"), "value", None) == Decimal("9.4")]
    assert (run.marks["food"].text, len(run.marks["milk-fridge"].photos)) == ("thrown away", 1)
    cases = [desk.incidents.file(row.id) for row in desk.incidents.rows(limit=200)]
    assert [case.row.kind.value for case in cases if case.run == run.row.id] == ["near-miss"]


def test_a_sign_off_was_refused_and_given(runs: tuple[RunPage, ...]) -> None:
    """A closing was given back, its cash counted again, and then signed; another run was given back and is open."""
    returned = [each for each in runs if each.returned]
    assert {each.row.stage for each in returned} == {RunStage.SIGNED_OFF, RunStage.OPEN}
    [signed] = [each for each in returned if each.row.stage is RunStage.SIGNED_OFF]
    assert [each.item for each in signed.taken_back] == ["drawer"]


def test_nobody_signs_off_their_own_work(runs: tuple[RunPage, ...]) -> None:
    """Whoever signed a run off had no hand in it, not even as the second person."""
    for each in (each for each in runs if each.row.signed_off_by):
        hands = {
            name for mark in each.marks.values() for name in (mark.who, mark.second if mark.how != "skipped" else "")
        }
        assert each.row.signed_off_by not in hands


def test_a_check_was_missed_and_explained(desk: Workspace) -> None:
    """What nobody did stands in the record, and the last round of temperatures that was missed is explained."""
    missed = desk.past_runs.missed(RunFilter(first=NOW.date() - timedelta(days=PLANNED), last=NOW.date()))
    assert missed
    assert [each.number for each in missed if each.explained] == ["SOP-017"]


def test_incidents_have_what_belongs_to_them(desk: Workspace) -> None:
    """A fall is marked on the figure, with a photo and a statement that was signed on the screen; an e-mail is kept."""
    files = [desk.incidents.file(row.id) for row in desk.incidents.rows()]
    names = {each.name for file in files for each in file.attachments}
    assert {"terrace door.svg", "their e-mail.eml"} <= names
    falls = [file for file in files if file.row.kind is IncidentKind.INJURY and file.attachments]
    assert falls
    assert all(file.figure is not None and file.entries[-1].signed[0].holds for file in falls)


def test_a_hand_over_waits_to_be_read(desk: Workspace) -> None:
    """Evening after evening was handed over and read in the morning; what was left in passing nobody has read."""
    assert len(desk.handovers.rows()) > PLANNED
    assert [desk.people.person(row.writer).name for row in desk.handovers.open() if not row.run] == ["Tomasz Zielinski"]


def test_something_is_half_done(desk: Workspace) -> None:
    """Whoever opens the demo finds something begun, with the rest of it to do, and something to sign off."""
    stages = [row.stage for row in desk.checklists.runs()]
    half = [row for row in desk.checklists.runs(stage=RunStage.OPEN) if 0 < row.done < row.total]
    assert len(half) >= 2
    assert 1 <= stages.count(RunStage.COMPLETED) <= 12


def test_a_near_miss_was_looked_into(desk: Workspace) -> None:
    """One near miss has its timeline, five whys, a fishbone and actions: one is verified, one late, one to verify."""
    [row] = [
        row for row in desk.incidents.rows(limit=200) if "espresso machine" in row.summary and "slipped" in row.summary
    ]
    file = desk.incidents.file(row.id)
    assert [each.because for each in file.causes if each.root] == ["No checklist says that the drain is to be cleaned."]
    assert len(file.causes) == 11
    assert [(each.waits, each.timing) for each in desk.actions.of(row.id)] == [
        (Waits.NOTHING, Timing.OK), (Waits.DOING, Timing.LATE), (Waits.VERIFYING, Timing.OK),
    ]  # fmt: skip
    assert any(each.source == "the camera over the till" for each in desk.investigations.timeline(file))
