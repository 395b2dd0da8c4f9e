import sqlite3
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import zxingcpp
from PIL import Image

from sopdesk.domain.holding import Way
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.person import Role
from sopdesk.domain.refusal import Trouble
from sopdesk.services.second_place import ENDING, SecondPlace
from sopdesk.store.journal import EVERY_ENTRIES
from tests.domain.given import refund, refuses
from tests.pdf.reading import codes_of, pages_of, text_of
from tests.services.conftest import PASSWORD, Clock, House, found_house, open_house
from tests.services.test_checklists import done


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Give the folder of a stick that is plugged in."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def logged(house: House) -> str:
    """Log an incident: something that no signature and no export comes with."""
    return house.desk.incidents.log(
        by=house.sam, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.", place="table 2",
        occurred_at=house.clock(),
    )  # fmt: skip


def covered(house: House) -> bool:
    """Tell whether the newest checkpoint covers everything."""
    head = house.desk.trail.head()
    return head.checkpoint_size == head.size


def lying(folder: Path) -> dict[str, str]:
    """Give what lies at a second place, by its path within."""
    return {each.relative_to(folder).as_posix(): each.read_text() for each in folder.rglob("*") if each.is_file()}


# When a checkpoint is signed


def test_a_few_acts_alone_sign_nothing(house: House) -> None:
    """Between the occasions nothing is signed: the tail is open."""
    house.desk.checkpoints.sign_now()
    logged(house)
    assert not covered(house)


@pytest.mark.parametrize("export", ["trail_pdf", "trail_csv", "trail_json", "incidents_csv"])
def test_every_export_signs(house: House, export: str) -> None:
    """Every export signs a checkpoint, which covers what left and that it left."""
    logged(house)
    getattr(house.desk.exports, export)(by=house.hannah)
    assert covered(house)


def test_the_export_of_a_case_signs(house: House) -> None:
    """A case, as pages and as JSON, signs a checkpoint before it is made and covers that it left."""
    case = logged(house)
    before = house.desk.store.size
    house.desk.exports.case_pdf(by=house.hannah, incident=case)
    assert covered(house)
    with house.desk.store.reading() as connection:
        sizes = connection.exec_driver_sql("SELECT size FROM checkpoint").scalars().all()
    assert before in sizes
    house.desk.exports.case_json(by=house.hannah, incident=case)
    assert covered(house)


def test_every_signature_signs(house: House) -> None:
    """An approval and a sign-off are covered at once: whoever signed can be shown what stood there."""
    house.desk.checkpoints.sign_now()
    run = done(house, house.leo)
    digest = house.desk.checklists.run(run).digest
    house.desk.checklists.sign_off(by=house.sam, password=PASSWORD, run=run, digest=digest)
    assert covered(house)
    house.desk.checkpoints.choose_place(by=house.ruth, folder=house.desk.folder.parent / "keys")
    assert not covered(house)
    house.approved(refund())
    assert covered(house)


def test_closing_signs(tmp_path: Path) -> None:
    """Closing the program signs what is left."""
    clock = Clock()
    with found_house(tmp_path, clock) as house:
        logged(house)
        assert not covered(house)
    desk = open_house(tmp_path, clock)
    head = desk.trail.head()
    desk.close()
    assert head.checkpoint_size == head.size


def test_a_hundred_entries_sign(house: House) -> None:
    """No more than a hundred entries are ever open."""
    house.desk.checkpoints.sign_now()
    while house.desk.store.size - house.desk.trail.head().checkpoint_size < EVERY_ENTRIES - 3:
        house.desk.incidents.note(by=house.sam, incident=logged(house), text="Told the kitchen.")
    open_before = house.desk.trail.head().checkpoint_size
    for _ in range(3):
        logged(house)
    assert house.desk.trail.head().checkpoint_size > open_before


def test_a_quarter_of_an_hour_signs_with_the_next_act(house: House) -> None:
    """After a quarter of an hour the next act is covered at once."""
    house.desk.checkpoints.sign_now()
    logged(house)
    house.clock.wait(minutes=15)
    logged(house)
    assert covered(house)


def test_a_quarter_of_an_hour_signs_while_nobody_acts(house: House) -> None:
    """The last act before a quiet time is covered after a quarter of an hour, and nothing is signed for nothing."""
    house.desk.checkpoints.sign_now()
    assert not house.desk.checkpoints.sign_when_due()
    logged(house)
    assert not house.desk.checkpoints.sign_when_due()
    house.clock.wait(minutes=15)
    assert house.desk.checkpoints.sign_when_due()
    assert covered(house)


# The second place


def test_each_new_checkpoint_is_written_there(house: House, stick: Path) -> None:
    """Every checkpoint lies there exactly as it was signed, the earlier ones too; none is touched again."""
    checkpoints = house.desk.checkpoints
    checkpoints.choose_place(by=house.ruth, folder=stick)
    first = checkpoints.sign_now()
    checkpoints.carry()
    there = lying(stick)
    assert there[f"{first.origin}/{first.size}{ENDING}"] == first.note
    with house.desk.store.reading() as connection:
        assert len(there) == connection.exec_driver_sql("SELECT COUNT(*) FROM checkpoint").scalar()
    logged(house)
    second = checkpoints.sign_now()
    checkpoints.carry()
    later = lying(stick)
    assert {name: later[name] for name in there} == there
    assert set(later) - set(there) == {f"{second.origin}/{second.size}{ENDING}"}
    place = checkpoints.view().place
    assert (place.size, place.failing_since, place.alarm) == (second.size, None, "")


def test_a_stick_that_is_away_stops_nothing(house: House, stick: Path) -> None:
    """While the stick is away work goes on; it is said since when, and what is missing is brought when it is back."""
    checkpoints = house.desk.checkpoints
    checkpoints.choose_place(by=house.ruth, folder=stick)
    checkpoints.carry()
    away = stick.rename(stick.with_name("drawer"))
    logged(house)
    newest = checkpoints.sign_now()
    checkpoints.carry()
    since = checkpoints.view().place.failing_since
    house.clock.wait(hours=2)
    checkpoints.carry()
    place = checkpoints.view().place
    assert (place.failing_since, place.why) == (since, "The folder is not there.")
    assert since is not None
    assert not stick.exists()
    assert checkpoints.carrying.behind()
    away.rename(stick)
    checkpoints.carry()
    assert (checkpoints.view().place.failing_since, checkpoints.view().place.size) == (None, newest.size)
    assert not checkpoints.carrying.behind()


def test_a_full_or_locked_place_is_said(house: House, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, or a folder that can only be read, is told in words; half a file never stays there."""
    checkpoints = house.desk.checkpoints
    checkpoints.choose_place(by=house.ruth, folder=stick)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("sopdesk.services.second_place.os.fsync", full)
        checkpoints.carry()
    assert checkpoints.view().place.why == "Nothing could be written there: No space left on device."
    assert lying(stick) == {}
    checkpoints.carry()
    assert lying(stick)


def test_the_last_checkpoint_is_brought_when_the_program_closes(tmp_path: Path, stick: Path) -> None:
    """What closing signs lies at the second place, too; a place that is away does not keep the program."""
    clock = Clock()
    with found_house(tmp_path, clock) as house:
        house.desk.checkpoints.choose_place(by=house.ruth, folder=stick)
        origin = house.desk.trail.head().origin
    desk = open_house(tmp_path, clock)
    head = desk.trail.head()
    assert f"{origin}/{head.size}{ENDING}" in lying(stick)
    assert desk.checkpoints.view().place.size == head.size
    stick.rename(stick.with_name("drawer"))
    desk.close()


def test_a_dead_network_keeps_nobody(tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in a network that does not answer is waited for some moments, and the desk closes."""
    gate = Event()
    clock = Clock()
    monkeypatch.setattr("sopdesk.services.second_place.AT_THE_END", 0.05)
    with found_house(tmp_path, clock) as house:
        house.desk.checkpoints.choose_place(by=house.ruth, folder=stick)
        monkeypatch.setattr(SecondPlace, "look", lambda _place: gate.wait(20))
        house.desk.checkpoints.carry(lambda: True)
        house.desk.checkpoints.carry_at_the_end()
        assert house.desk.checkpoints.view().place.why == "The folder does not answer."
        gate.set()


def test_a_place_outside_the_desk_is_chosen_once_by_a_manager(house: House, stick: Path) -> None:
    """The second place lies outside the desk; it is chosen or declined by a manager, and never twice."""
    checkpoints = house.desk.checkpoints
    assert not checkpoints.settled()
    assert "is not there" in refuses(lambda: checkpoints.choose_place(by=house.ruth, folder=stick / "none"))
    assert "outside the desk" in refuses(lambda: checkpoints.choose_place(by=house.ruth, folder=house.desk.folder))
    assert "may not" in refuses(lambda: checkpoints.choose_place(by=house.sam, folder=stick))
    checkpoints.decline_place(by=house.ruth)
    assert (checkpoints.settled(), checkpoints.place()) == (True, None)
    checkpoints.carry()
    checkpoints.choose_place(by=house.ruth, folder=stick)
    assert checkpoints.place() == stick
    assert "settled already" in refuses(lambda: checkpoints.choose_place(by=house.ruth, folder=stick))
    told = [each.what for each in house.desk.trail.lines()[:2]]
    assert told == [f"chose the second place for checkpoints: {stick}", "did without a second place for checkpoints"]


# What lies there is compared


def change(folder: Path, *commands: str) -> None:
    """Change a desk's file past the program, as its owner can."""
    with sqlite3.connect(folder / "desk" / "desk.sqlite") as raw:
        for trigger in ("event_keeps", "event_stays", "event_in_order"):
            raw.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for each in commands:
            raw.execute(each)
    raw.close()


def test_a_restored_older_copy_is_found(tmp_path: Path, stick: Path) -> None:
    """An older copy in the desk's place, the later entries gone: the place holds a checkpoint that covers more."""
    clock = Clock()
    with found_house(tmp_path, clock) as house:
        house.desk.checkpoints.choose_place(by=house.ruth, folder=stick)
        ruth = house.ruth
    older = (tmp_path / "desk" / "desk.sqlite").read_bytes()
    desk = open_house(tmp_path, clock)
    for n in range(5):
        desk.people.register(by=ruth, name=f"Temp {n}", roles=(Role.FRONT_OF_HOUSE,), pin="4711")
    desk.close()
    (tmp_path / "desk" / "desk.sqlite").write_bytes(older)
    desk = open_house(tmp_path, clock)
    desk.checkpoints.carry()
    [line] = desk.checkpoints.lines(desk.desk.person_view(ruth))
    assert "are missing at its end" in line.detail
    assert line.urgency == "now"
    desk.close()


def test_a_log_written_anew_is_found(tmp_path: Path, stick: Path) -> None:
    """A log of which an early entry was written anew, with every hash worked out again, contradicts the place."""
    clock = Clock()
    with found_house(tmp_path, clock) as house:
        house.desk.checkpoints.choose_place(by=house.ruth, folder=stick)
        house.desk.checkpoints.sign_now()
        house.desk.checkpoints.carry()
        ruth = house.ruth
    change(tmp_path, "UPDATE event SET nodes = zeroblob(length(nodes)) WHERE seq = 0")
    change(tmp_path, "DELETE FROM checkpoint")
    desk = open_house(tmp_path, clock)
    said = desk.checkpoints.carry().alarm
    assert "covers other entries than those here" in said
    assert desk.checkpoints.carry().alarm == said
    assert any(said == each.detail for each in desk.checkpoints.lines(desk.desk.person_view(ruth)))
    desk.store.close()


def test_what_is_no_checkpoint_there_is_said(house: House, stick: Path) -> None:
    """A file there that bears a checkpoint's name and was not signed by this log is an alarm, and is left alone."""
    checkpoints = house.desk.checkpoints
    checkpoints.choose_place(by=house.ruth, folder=stick)
    file = stick / house.desk.trail.head().origin / f"7{ENDING}"
    file.parent.mkdir(parents=True)
    file.write_text("something else")
    assert "does not count" in checkpoints.carry().alarm
    assert file.read_text() == "something else"
    file.unlink()
    assert checkpoints.carry().alarm == ""


def test_logs_of_other_desks_are_counted(house: House, stick: Path) -> None:
    """A stick that several desks use, or one that knew this desk under a log that was lost, is no alarm; it is told."""
    house.desk.checkpoints.choose_place(by=house.ruth, folder=stick)
    other = stick / "sopdesk" / "aaaa" / "bbbb" / f"7{ENDING}"
    other.parent.mkdir(parents=True)
    other.write_text("of another desk")
    assert house.desk.checkpoints.carry().strangers == 1
    assert SecondPlace(stick).files() == sorted(stick.rglob(f"*{ENDING}"))


# Who holds which checkpoint


def test_who_holds_which_checkpoint_since_when(house: House, stick: Path) -> None:
    """The second place, people to whom one was given, and files that carry one, each with its size and since when."""
    checkpoints = house.desk.checkpoints
    assert checkpoints.view().outside is None
    logged(house)
    given = checkpoints.sign_now()
    checkpoints.hand_over(by=house.hannah, holder="Finch & Co, accountants", way=Way.MAILED, given=given)
    view = checkpoints.view()
    assert view.outside is not None
    assert (view.outside.name, view.outside.size, view.newer) == ("Finch & Co, accountants", given.size, 1)
    house.desk.exports.trail_pdf(by=house.hannah)
    house.desk.exports.trail_csv(by=house.hannah)
    checkpoints.choose_place(by=house.ruth, folder=stick)
    checkpoints.carry()
    holders = checkpoints.holders()
    assert [(each.counts, each.way) for each in holders] == [(True, None), (False, None), (True, Way.MAILED)]
    assert holders[0].name == str(stick)
    assert holders[1].name.startswith("trail: everything")
    assert holders[1].size == given.size + 1
    assert holders[2].recorded_by == "Hannah"
    assert "may not" in refuses(lambda: checkpoints.hand_over(by=house.leo, holder="x", way=Way.COPIED, given=given))


def test_a_manager_is_reminded(house: House) -> None:
    """After a week without a newer checkpoint outside a manager is reminded, and nobody else; the days can be set."""
    checkpoints, ruth = house.desk.checkpoints, house.desk.desk.person_view(house.ruth)
    assert not list(checkpoints.lines(ruth))
    house.clock.wait(days=7)
    logged(house)
    [line] = checkpoints.lines(ruth)
    assert line.what == "Nobody outside holds a checkpoint"
    assert line in house.desk.today.lines(ruth)
    assert not list(checkpoints.lines(house.desk.desk.person_view(house.sam)))
    checkpoints.hand_over(by=house.ruth, holder="the bank's safe", way=Way.PRINTED, given=checkpoints.sign_now())
    assert not list(checkpoints.lines(ruth))
    house.clock.wait(days=3)
    logged(house)
    assert not list(checkpoints.lines(ruth))
    checkpoints.remind_after(by=house.ruth, days=2)
    [line] = checkpoints.lines(ruth)
    assert line.what == "The newest checkpoint outside is older than 2 days"
    assert "the bank's safe holds it" in line.detail


# How one leaves


def test_a_checkpoint_is_mailed(house: House) -> None:
    """The mail is short and holds the note letter by letter (RFC 6068: lines end in CRLF)."""
    given = house.desk.checkpoints.sign_now()
    address = house.desk.checkpoints.mail(given)
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    fields = {name: unquote(value) for name, value in (each.split("=", 1) for each in parts.query.split("&"))}
    assert fields["body"].replace("\r\n", "\n").endswith(f"\n\n{given.note}")
    assert parse_qs(parts.query)["subject"] == ["Checkpoint of Café Meridian"]
    assert len(address) < 2000


def read_code(rows: tuple[tuple[bool, ...], ...]) -> str:
    """Read a code as a camera would."""
    side = len(rows) + 8
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    [found] = zxingcpp.read_barcodes(picture.resize((side * 6, side * 6), Image.Resampling.NEAREST))
    return found.text


def test_the_code_is_read_back(house: House) -> None:
    """The code on the screen says the note, letter by letter."""
    given = house.desk.checkpoints.sign_now()
    assert read_code(house.desk.checkpoints.qr_of(given.note)) == given.note


def test_the_sheet_is_read_back(house: House) -> None:
    """The printed sheet says the note in letters and as a code, and to whom it goes."""
    checkpoints = house.desk.checkpoints
    given = checkpoints.sign_now()
    content = checkpoints.sheet(given, by=house.hannah, holder="Finch & Co")
    assert codes_of(content) == [given.note]
    text = text_of(content)
    assert "Finch & Co" in text
    assert given.origin in text
    assert len(pages_of(content)) == 1


def test_a_desk_without_its_key_hands_out_nothing(tmp_path: Path) -> None:
    """Copied without its key, a desk gives the former log's newest checkpoint; the next act begins a new log."""
    clock = Clock()
    with found_house(tmp_path, clock) as house:
        size = house.desk.store.size
    for each in (tmp_path / "keys").iterdir():
        each.unlink()
    desk = open_house(tmp_path, clock)
    assert desk.checkpoints.sign_now().size == size
    desk.people.sign_in(house.ruth, "1234")
    assert desk.checkpoints.sign_now().origin != desk.checkpoints.carrying.newest()[-1].origin
    desk.close()


def test_a_desk_that_was_never_signed_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no checkpoint is there at all, that is said instead of handing over nothing."""
    monkeypatch.setattr(house.desk.checkpoints, "newest", lambda: None)
    with pytest.raises(Trouble, match="No checkpoint could be signed"):
        house.desk.checkpoints.sign_now()
