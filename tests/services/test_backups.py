"""Backups: what they hold, when they fail, what is let go, and what restoring one means."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Cancelled, Refusal, Trouble
from sopdesk.domain.rotation import Keep
from sopdesk.journal.keys import StationKeys
from sopdesk.services import backup_making
from sopdesk.services.backup_making import Wish, make_backup
from sopdesk.services.backups import CLOSING, DAY
from sopdesk.services.restoring import check_backup, restore_backup
from sopdesk.services.workspace import Workspace
from sopdesk.store.backup import Backup, write_backup
from sopdesk.views.backups import SUFFIX, BackupMade
from tests.domain.given import refuses
from tests.services.conftest import PIN, House, open_house
from tests.services.test_privacy import erase, told


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give a folder that backups go to."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def keys_in(folder: Path) -> StationKeys:
    """Give the keys of a machine."""
    return StationKeys(folder, use_system=False)


def back_up(house: House, target: Path, keep: Keep | None = None) -> BackupMade:
    """Make a backup as the command line does: the desk may be open elsewhere."""
    folder = house.desk.folder
    return make_backup(folder, Wish(target, "", keep), keys=keys_in(folder.parent / "keys"), clock=house.clock)


def work(house: House, times: int = 1) -> None:
    """Let Leo sign in."""
    for _ in range(times):
        house.desk.people.sign_in(house.leo, PIN)


def restored(house: House, file: Path, folder: Path, keys: Path) -> Workspace:
    """Restore a backup and open its desk."""
    restore_backup(file, folder, keys=keys_in(keys), clock=house.clock)
    return Workspace(folder, keys=keys_in(keys), clock=house.clock)


# Making


def test_a_backup_holds_the_whole_desk(house: House, stick: Path) -> None:
    """A backup by hand is one file with the house's name and the moment by its clock; that it left is recorded."""
    made = house.desk.backups.make(stick, by=house.ruth)
    assert [each.name for each in stick.iterdir()] == [f"Café Meridian 2026-05-04 0900{SUFFIX}"]
    view = house.desk.backups.check(made.file, by=house.ruth)
    assert view.holds
    assert (view.house, view.entries, view.encrypted) == ("Café Meridian", made.entries, False)
    [line] = house.desk.trail.lines(limit=1)
    assert "backup of the whole desk" in line.what
    assert house.desk.backups.state().last_file == str(made.file)
    assert not list(house.desk.folder.glob(".backup-*"))


def test_only_whoever_has_the_right_makes_one(house: House, stick: Path) -> None:
    """A backup holds everything, confidential files as well: managers make it."""
    for who in (house.sam, house.hannah, house.leo):
        with pytest.raises(Refusal, match=Right.BACK_UP.value):
            house.desk.backups.make(stick, by=who)
    assert not list(stick.iterdir())


def test_two_backups_of_a_minute_have_two_names(house: House, stick: Path) -> None:
    """No backup takes the name of another."""
    first, second = back_up(house, stick), back_up(house, stick)
    assert second.file.stem == f"{first.file.stem} (2)"


def test_the_desk_is_used_meanwhile(house: House, stick: Path) -> None:
    """A backup is one state of the desk, though somebody works on it from its beginning to its end."""
    stop, files = [False], []

    def go_on() -> None:
        while not stop[0]:
            work(house)

    worker = Thread(target=go_on)
    worker.start()
    try:
        files = [back_up(house, stick).file for _ in range(3)]
    finally:
        stop[0] = True
        worker.join()
    sizes = [Backup(each).cover.entries for each in files]
    assert sizes == sorted(set(sizes))
    assert house.desk.store.size >= sizes[-1]


def test_what_is_not_in_it(house: House, stick: Path, tmp_path: Path) -> None:
    """The search index and the station's keys stay; what was deleted leaves no byte in it."""
    house.desk.drafts.remember(key="a form", text="Zanzibar half written")
    house.desk.drafts.remember(key="a form", text="")
    made = back_up(house, stick)
    backup = Backup(made.file)
    backup.unpack(tmp_path / "copy")
    content = (tmp_path / "copy").read_bytes()
    assert b"Zanzibar" not in content
    key = next((tmp_path / "keys").glob("*.key")).read_text()
    assert key.split('"')[3].encode() not in content


def test_what_a_power_cut_left_is_cleared(house: House, stick: Path) -> None:
    """A copy that a cut-off backup left beside the desk goes with the next one, or at the next start."""
    for act in (house.desk.backups.clear, lambda: back_up(house, stick)):
        left = house.desk.folder / ".backup-x"
        left.mkdir()
        (left / "desk.sqlite").write_text("words")
        act()
        assert not left.exists()


# What stands in the way


@pytest.mark.parametrize("where", ["the desk", "a folder in it", "nowhere"])
def test_a_place_that_is_none(house: House, tmp_path: Path, where: str) -> None:
    """A folder within the desk's own is refused; one that is not there is said to be missing."""
    inside = house.desk.folder / "backups"
    inside.mkdir()
    target = {"the desk": house.desk.folder, "a folder in it": inside}.get(where, tmp_path / "unplugged")
    with pytest.raises((Refusal, Trouble), match=r"lost with it|Plug in the disk"):
        back_up(house, target)
    assert not list(target.glob(f"*{SUFFIX}"))


@pytest.mark.parametrize("moment", ["write_backup", "_bring_to_disk", "_read_back", "_release"])
def test_a_full_disk_or_a_pulled_stick(house: House, stick: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Whenever writing fails, it is said in a sentence, nothing half is left, and no older backup is lost."""
    old = back_up(house, stick, Keep(0, 0, 0)).file

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_making, moment, fail)
    with pytest.raises(Trouble, match=r"No space left on device\. Older backups are as they were"):
        back_up(house, stick, Keep(0, 0, 0))
    assert list(stick.iterdir()) == [old]
    assert not list(house.desk.folder.glob(".backup-*"))


def test_a_place_that_can_only_be_read(house: House, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only folder is said to be one."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(Trouble, match=r"could not be written to .*Permission denied"):
        back_up(house, stick)


def test_no_room_beside_the_desk(house: House, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the desk's disk has no room for the copy, that is said before anything is written."""
    monkeypatch.setattr(backup_making, "disk_usage", lambda _place: SimpleNamespace(free=0))
    with pytest.raises(Trouble, match=r"only 0\.0 MB are free"):
        back_up(house, stick)


def test_bytes_that_read_back_wrong(house: House, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that keeps other bytes than were written is noticed before the file has a name."""

    def spoil(file: object, *rest: object) -> None:
        write_backup(file, *rest)  # type: ignore[arg-type] # handed on as they came
        file.seek(3000)  # type: ignore[attr-defined] # the file just written
        file.write(b"rust")  # type: ignore[attr-defined] # the same

    monkeypatch.setattr(backup_making, "write_backup", spoil)
    with pytest.raises(Trouble):
        back_up(house, stick)
    assert not list(stick.iterdir())


def test_a_cancel_leaves_nothing(house: House, stick: Path) -> None:
    """Cancel is heard in every stage, and leaves nothing behind."""
    for patience in (0, 3, 20):
        looks = partial(next, iter([False] * patience), True)
        with pytest.raises(Cancelled):
            make_backup(
                house.desk.folder, Wish(stick), keys=keys_in(house.desk.folder.parent / "keys"), clock=house.clock,
                cancelled=looks,
            )  # fmt: skip
        assert not list(stick.iterdir())
        assert not list(house.desk.folder.glob(".backup-*"))


def test_a_damaged_desk_is_not_backed_up(house: House, stick: Path) -> None:
    """A desk whose entries do not hold makes no backup that would take the place of a good one."""
    with sqlite3.connect(house.desk.folder / "desk.sqlite") as file:
        file.execute("DROP TRIGGER event_keeps")
        file.execute("UPDATE event SET body = replace(body, 'Leo', 'Lea') WHERE seq = 3")
        file.execute("UPDATE event SET body = CAST(body || ' ' AS BLOB) WHERE seq = 3")
    with pytest.raises(Trouble, match="does not hold"):
        back_up(house, stick)
    assert not list(stick.iterdir())


# A pass phrase


def test_a_pass_phrase(house: House, stick: Path, tmp_path: Path) -> None:
    """An encrypted backup shows nothing of the house within, and opens with its pass phrase alone."""
    made = house.desk.backups.make(stick, "six wet cats", by=house.ruth)
    assert b"Harbour Street" not in made.file.read_bytes()
    for phrase, said in (("", "Give its pass phrase"), ("six wet dogs", "not the pass phrase")):
        with pytest.raises(Refusal, match=said):
            restore_backup(made.file, tmp_path / "other", phrase, keys=keys_in(tmp_path / "keys"), clock=house.clock)
        assert not (tmp_path / "other").exists()
    found = restore_backup(
        made.file, tmp_path / "other", "six wet cats", keys=keys_in(tmp_path / "keys"), clock=house.clock
    )
    assert found.backup.encrypted
    assert (tmp_path / "other" / "desk.sqlite").is_file()
    with pytest.raises(Refusal, match="at least 8"):
        house.desk.backups.make(stick, "short", by=house.ruth)


# Letting older ones go


def test_older_backups_go_by_the_rule(house: House, stick: Path) -> None:
    """Of thirty days the rule keeps its days, weeks and months; what was made by hand stays, and what is not ours."""
    by_hand = house.desk.backups.make(stick, by=house.ruth).file
    foreign = stick / f"holiday{SUFFIX}"
    foreign.write_text("not a backup")
    last = back_up(house, stick, Keep(3, 2, 1))
    for _ in range(30):
        house.clock.wait(days=1)
        work(house)
        last = back_up(house, stick, Keep(3, 2, 1))
    left = sorted(each.name for each in stick.iterdir())
    assert {by_hand.name, foreign.name, last.file.name} <= set(left)
    assert len(left) == 2 + 3 + 1
    assert check_backup(last.file, keys=keys_in(stick), clock=house.clock).holds


def test_what_this_desk_does_not_hold_stays(house: House, stick: Path, tmp_path: Path) -> None:
    """A backup with entries that this desk does not have, as after restoring an older one, is never let go."""
    early = back_up(house, stick, Keep()).file
    work(house, 3)
    house.clock.wait(days=1)
    late = back_up(house, stick, Keep()).file
    house.clock.wait(days=1)
    desk = restored(house, early, tmp_path / "other", tmp_path / "keys")
    desk.close()
    make_backup(desk.folder, Wish(stick, "", Keep(0, 0, 0)), keys=keys_in(tmp_path / "keys"), clock=house.clock)
    assert late.exists()
    assert not early.exists()


# Restoring


def test_a_restored_desk_goes_on_in_a_new_log(house: House, stick: Path, tmp_path: Path) -> None:
    """On the same machine the former log goes on elsewhere: the restored desk continues it by name and checkpoint."""
    made = house.desk.backups.make(stick, by=house.ruth)
    work(house, 5)
    held = Backup(made.file).held().logs[-1]
    said = restore_backup(
        made.file, tmp_path / "other", keys=keys_in(tmp_path / "keys"), clock=house.clock, present=house.desk.folder
    )
    assert said.former == held.origin != said.origin
    assert held.checkpoint.splitlines()[1] == str(made.entries)
    other = Workspace(tmp_path / "other", keys=keys_in(tmp_path / "keys"), clock=house.clock)
    try:
        other.people.sign_in(house.leo, PIN)
        [opened] = [each.what for each in other.store.whole() if getattr(each.what, "continues", None)]
        assert (opened.continues, opened.checkpoint) == (held.origin, held.checkpoint)
        assert "restored from a backup of 2026-05-04" in opened.reason
        verdict = other.trail.verify()
        assert verdict.holds, verdict.sentence
    finally:
        other.close()
    assert house.desk.trail.verify().holds
    again = Workspace(tmp_path / "other", keys=keys_in(tmp_path / "keys"), clock=house.clock)
    again.people.sign_in(house.leo, PIN)
    assert again.store.head().origin == said.origin  # one new log, not one at each opening
    again.close()


def test_no_fork_even_where_nothing_was_signed_since(house: House, stick: Path, tmp_path: Path) -> None:
    """The former log may have gone on unsigned, so that nothing on the machine tells of it: still a new log begins."""
    made = house.desk.backups.make(stick, by=house.ruth)
    desk = restored(house, made.file, tmp_path / "other", tmp_path / "keys")
    assert desk.store.head().origin != house.desk.store.head().origin
    desk.close()


def test_a_copy_unpacked_by_hand_is_no_fork(house: House, stick: Path, tmp_path: Path) -> None:
    """Who unpacks the zip without the program begins a new log with the first act, too."""
    made = house.desk.backups.make(stick, by=house.ruth)
    shutil.unpack_archive(made.file, tmp_path / "other", "zip")
    desk = Workspace(tmp_path / "other", keys=keys_in(tmp_path / "keys"), clock=house.clock)
    desk.people.sign_in(house.leo, PIN)
    assert desk.store.head().origin != house.desk.store.head().origin
    desk.close()


def test_on_a_new_machine_without_the_keys(house: House, stick: Path, tmp_path: Path) -> None:
    """A new machine has no key of the former log: the new log continues it all the same, and everything holds."""
    made = house.desk.backups.make(stick, by=house.ruth)
    desk = restored(house, made.file, tmp_path / "other", tmp_path / "new machine")
    desk.people.sign_in(house.leo, PIN)
    verdict = desk.trail.verify()
    assert verdict.holds, verdict.sentence
    assert desk.desk.house().name == "Café Meridian"
    desk.close()


def test_what_was_erased_since_is_back_and_named(house: House, stick: Path, tmp_path: Path) -> None:
    """An older backup still holds what was erased later; where the present desk is at hand, its records are named."""
    case = told(house)
    number = house.desk.incidents.file(case).row.number
    made = house.desk.backups.make(stick, by=house.ruth)
    erase(house, case)
    blind = restore_backup(made.file, tmp_path / "blind", keys=keys_in(tmp_path / "keys"), clock=house.clock)
    assert "Whatever was erased after that moment is back" in blind.sentences[-1]
    found = house.desk.backups.restore(made.file, tmp_path / "other", by=house.ruth)
    [again] = found.erase_again
    assert (again.subject, again.name, again.files) == (case, number, 0)
    assert again.values > 5
    assert f"Erase again, as it was erased later in the present desk: {number}" in found.sentences[-1]
    later = house.desk.backups.make(stick, by=house.ruth)
    assert house.desk.backups.restore(later.file, tmp_path / "later", by=house.ruth).erase_again == ()


def test_a_desk_is_never_overwritten(house: House, stick: Path, tmp_path: Path) -> None:
    """A backup is restored into an empty or new folder only."""
    made = back_up(house, stick)
    before = (house.desk.folder / "desk.sqlite").read_bytes()
    with pytest.raises(Refusal, match="is not empty"):
        restore_backup(made.file, house.desk.folder, keys=keys_in(tmp_path / "keys"), clock=house.clock)
    assert (house.desk.folder / "desk.sqlite").read_bytes() == before
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="Nothing can be restored"):
        restore_backup(made.file, tmp_path / "file", keys=keys_in(tmp_path / "keys"), clock=house.clock)


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "text", "cover"])
def test_a_damaged_backup_places_nothing(house: House, stick: Path, tmp_path: Path, harm: str) -> None:
    """Whatever happened to the file, it is said to be damaged, and no folder is made for it."""
    file = back_up(house, stick).file
    content = bytearray(file.read_bytes())
    if harm == "flip":
        content[len(content) // 2] ^= 1
    elif harm == "cover":
        content = content.replace(b'"rotates": false', b'"rotates": true ', 1)
    else:
        content = {"cut": content[: len(content) // 2], "empty": bytearray(), "text": bytearray(b"hello")}[harm]
    file.write_bytes(content)
    with pytest.raises(Trouble, match="is damaged, or no backup"):
        restore_backup(file, tmp_path / "other", keys=keys_in(tmp_path / "keys"), clock=house.clock)
    assert not (tmp_path / "other").exists()


# The plan


def fails(act: Callable[[], object]) -> str:
    """Give the sentence with which an act fails."""
    with pytest.raises((Refusal, Trouble)) as no:
        act()
    return str(no.value)


def test_a_plan_once_a_day(house: House, stick: Path) -> None:
    """A plan of each day wants one backup a day by the house's clock; reopened, the desk remembers it."""
    backups = house.desk.backups
    assert not backups.due()
    backups.plan(stick, DAY, "", "2,0,0", by=house.ruth)
    assert backups.due()
    assert not backups.due(closing=True)
    first = backups.make_planned()
    assert not backups.due()
    house.clock.wait(hours=14)
    assert not backups.due()
    house.clock.wait(hours=10)
    assert backups.due()
    backups.make_planned()
    house.clock.wait(days=1)
    third = backups.make_planned()
    assert third.removed == (first.file.name,)
    house.desk.close()
    house.desk = open_house(house.desk.folder.parent, house.clock)
    state = house.desk.backups.state()
    assert (state.target, state.when, state.keep, state.last_at) == (str(stick), DAY, "2,0,0", third.made_at)
    house.desk.backups.end_plan(by=house.ruth)
    house.clock.wait(days=1)
    assert not house.desk.backups.due()


def test_a_plan_at_closing(house: House, stick: Path) -> None:
    """A plan at closing wants a backup when something was recorded since the last."""
    backups = house.desk.backups
    backups.plan(stick, CLOSING, "", "7,4,12", by=house.ruth)
    assert backups.due(closing=True)
    assert not backups.due()
    backups.make_planned()
    assert not backups.due(closing=True)
    work(house)
    assert backups.due(closing=True)


def test_a_plan_that_fails_is_said(house: House, stick: Path) -> None:
    """A planned backup that fails is said on Today, tried again after an hour, and forgotten once one succeeds."""
    backups, ruth = house.desk.backups, house.desk.desk.person_view(house.ruth)
    backups.plan(stick, DAY, "", "7,4,12", by=house.ruth)
    stick.rename(stick.with_name("away"))
    said = fails(backups.make_planned)
    assert "Plug in the disk" in said
    assert [(each.what, each.detail) for each in backups.lines(ruth)] == [("The last backup failed", said)]
    assert not backups.due()
    house.clock.wait(hours=1, minutes=1)
    assert backups.due()
    stick.with_name("away").rename(stick)
    backups.make_planned()
    assert not list(backups.lines(ruth))


def test_what_is_no_plan_is_refused(house: House, stick: Path) -> None:
    """A plan needs a place outside the desk, a moment, a rule, and somebody who may."""
    backups = house.desk.backups
    assert "may not" in fails(lambda: backups.plan(stick, DAY, "", "7,4,12", by=house.sam))
    assert "lost with it" in fails(lambda: backups.plan(house.desk.folder, DAY, "", "7,4,12", by=house.ruth))
    assert "7,4,12" in fails(lambda: backups.plan(stick, DAY, "", "always", by=house.ruth))
    assert "when" in fails(lambda: backups.plan(stick, "never", "", "7,4,12", by=house.ruth))
    assert "may not" in fails(lambda: backups.end_plan(by=house.leo))
    assert backups.state().target == ""


def test_today_reminds_of_an_old_backup(house: House, stick: Path) -> None:
    """Without a backup Today says so; after a week without a new one again; to nobody who could make none."""
    backups, view = house.desk.backups, house.desk.desk.person_view
    assert [each.what for each in backups.lines(view(house.ruth))] == ["This desk has no backup"]
    assert not list(backups.lines(view(house.sam)))
    backups.make(stick, by=house.ruth)
    assert not list(backups.lines(view(house.ruth)))
    house.clock.instant += timedelta(days=8)
    assert [each.what for each in backups.lines(view(house.ruth))] == ["No backup for a week"]


def test_the_clock_of_a_backup_is_utc(house: House, stick: Path) -> None:
    """The moment in a backup is exact to the second and has its zone."""
    cover = Backup(back_up(house, stick).file).cover
    assert cover.made_at == datetime.fromisoformat(cover.made_at.isoformat())
    assert cover.made_at.utcoffset() == timedelta()


def test_without_a_plan_none_is_made(house: House) -> None:
    """Asked for the planned backup where nobody planned one, it says so."""
    assert "No backup is planned" in refuses(house.desk.backups.make_planned)
