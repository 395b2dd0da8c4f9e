import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.refusal import Cancelled
from sopdesk.services.tlog_proofs import check_tlog_proof
from sopdesk.services.trail import EVERYTHING
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.trail.check import CheckScreen
from sopdesk.ui.trail.entries import PAGE, TrailScreen
from sopdesk.views.trail import Check, Verdict
from tests.domain.given import checklist
from tests.services.conftest import House, house
from tests.ui.house_window import Key, keyboard, opened, press, shown_lines, sit, write

__all__ = ["house"]


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Hannah, the auditor, at the desk; the house has a checklist and an incident."""
    sop = house.approved(checklist())
    run = house.desk.checklists.start(by=house.leo, sop=sop)
    house.desk.checklists.tick(by=house.leo, run=run, item="wand")
    house.clock.wait(days=3)
    incident = house.desk.incidents.log(
        by=house.sam, kind=IncidentKind.COMPLAINT, narrative="The soup was cold.", place="table 2",
        occurred_at=house.clock(),
    )  # fmt: skip
    house.desk.incidents.correct(by=house.sam, incident=incident, field="place", now="table 3", reason="I misheard.")
    with opened(qtbot, house) as made:
        sit(made, house, house.hannah)
        yield made


def trail(window: MainWindow, **more: str) -> TrailScreen:
    """Go to the trail; give its page."""
    window.frame.go("trail", **more)
    keyboard(window)
    screen = window.current_screen()
    assert isinstance(screen, TrailScreen)
    return screen


def checked(window: MainWindow, qtbot: QtBot) -> CheckScreen:
    """Go to the record and wait until it is verified; give its page."""
    window.frame.go("trail.check")
    screen = window.current_screen()
    assert isinstance(screen, CheckScreen)
    qtbot.waitUntil(lambda: screen.job is None, timeout=10_000)
    return screen


def said(within: QWidget) -> str:
    """Give every word that is shown."""
    return "\n".join(each.text().replace("\u200b", "") for each in within.findChildren(QLabel) if each.isVisible())


def chosen(screen: TrailScreen, words: str) -> None:
    """Press the line that has these words."""
    screen.open_entry(next(each for each in screen.entries if words in each.what))
    screen.repaint()


def test_the_trail_is_for_those_who_may_read_it(window: MainWindow, house: House) -> None:
    """Staff do not see the trail; an auditor does."""
    assert len(trail(window).entries) > 10
    sit(window, house, house.leo)
    assert window.pages.currentWidget() is window.locked
    window.lock()
    assert window.pages.currentWidget() is window.locked


def test_newest_first_under_their_days(window: MainWindow) -> None:
    """Entries stand newest first under the day of their recording, with old and new value and the reason."""
    screen = trail(window)
    lines = shown_lines(screen.list)
    assert lines[0].heading
    assert "7 May 2026" in lines[0].title
    assert "4 May 2026" in [each.title for each in lines if each.heading][-1]
    assert [each.seq for each in screen.entries] == sorted((each.seq for each in screen.entries), reverse=True)
    line = next(each for each in lines if "corrected" in each.title)
    assert line.title.startswith("Sam corrected place")
    assert "table 2 → table 3" in line.detail
    assert "Why: I misheard." in line.detail
    assert any("Happened 7 May 2026" in each.detail for each in lines)


def test_one_press_shows_everything(window: MainWindow) -> None:
    """An entry in full has its number, both times, old and new value, reason, and the signature with its meaning."""
    screen = trail(window)
    chosen(screen, "corrected place")
    keyboard(window)
    text = said(screen.entry)
    entry = next(each for each in screen.entries if "corrected place" in each.what)
    assert f"Entry {entry.seq}" in text
    assert all(each in text for each in (entry.entry, "table 2", "table 3", "I misheard.", "incident.corrected/1"))
    chosen(screen, "approved revision")
    keyboard(window)
    text = said(screen.entry)
    assert "✓ signature holds" in text
    signed = next(each.signature for each in screen.entries if each.signature)
    assert signed.digest in text
    assert "approval" in text


def test_the_trail_by_keyboard(window: MainWindow) -> None:
    """Arrows and Enter open an entry, Escape closes it and the list has the keyboard again."""
    screen = trail(window)
    assert keyboard(window) is screen.list
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    assert screen.entry.isVisible()
    press(window, Key.Key_Escape)
    assert not screen.entry.isVisible()
    assert keyboard(window) is screen.list


def test_filters_narrow_and_are_taken_away(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Period, person, part and words each leave only what fits all of them."""
    screen = trail(window)
    whole = len(screen.entries)
    screen.filters.area.set_value("incidents")
    screen.refresh()
    assert {each.area for each in screen.entries} == {"incidents"}
    screen.filters.who.set_value(house.leo)
    screen.refresh()
    assert screen.entries == []
    assert screen.empty.isVisible()
    screen.empty.act.click()
    assert len(screen.entries) == whole
    screen.filters.period.set_value("today")
    screen.refresh()
    assert {each.recorded_at.date().day for each in screen.entries} == {7}
    screen.filters.clear()
    screen.filters.words.setText("SOUP cold")
    qtbot.waitUntil(lambda: len(screen.entries) == 1)
    assert screen.count.text() == "With these words: 1"


def test_from_one_day_to_another(window: MainWindow) -> None:
    """A period of chosen days holds both of them, on the house's clock, whichever was chosen first."""
    screen = trail(window)
    screen.filters.period.set_value("between")
    screen.filters.first.setDate(screen.filters.first.date().fromString("2026-05-04", "yyyy-MM-dd"))
    screen.filters.last.setDate(screen.filters.first.date().fromString("2026-05-01", "yyyy-MM-dd"))
    which = screen.filters.chosen(screen.workspace.now(), "")
    assert which.first is not None
    assert which.last is not None
    assert f"{which.first:%Y-%m-%d %H:%M}" == "2026-04-30 23:00"
    assert f"{which.last:%Y-%m-%d %H:%M}" == "2026-05-04 22:59"
    screen.refresh()
    assert screen.entries
    assert {each.recorded_at.date().day for each in screen.entries} == {4}


def test_one_record_alone(window: MainWindow, house: House) -> None:
    """Other screens lead to the trail of one record, named above the list; a press shows every record again."""
    run = house.desk.checklists.runs()[0]
    screen = trail(window, subject=run.id)
    assert {each.subject for each in screen.entries} == {run.id}
    assert run.number in screen.subject.text()
    chosen(screen, "ticked")
    screen.entry.opened.emit(run.id)
    assert window.frame.here is not None
    assert (window.frame.here.screen, window.frame.here.id) == ("checklists.run", run.id)
    window.frame.back()
    screen.subject.click()
    assert len({each.subject for each in screen.entries}) > 1


def test_older_entries_come_while_scrolling(window: MainWindow, house: House) -> None:
    """A long trail is asked for piece by piece; what was there stays where it is."""
    run = house.desk.checklists.runs()[0].id
    for _ in range(PAGE):
        house.desk.checklists.untick(by=house.leo, run=run, item="wand")
        house.desk.checklists.tick(by=house.leo, run=run, item="wand")
    screen = trail(window)
    assert len(screen.entries) == PAGE
    bar = screen.list.verticalScrollBar()
    at = bar.maximum()
    bar.setValue(at)
    keyboard(window)
    assert len(screen.entries) == 2 * PAGE
    assert bar.value() == at
    while len(screen.entries) < house.desk.trail.count():
        bar.setValue(bar.maximum())
        keyboard(window)
    seqs = [each.seq for each in screen.entries]
    assert seqs == list(range(len(seqs) - 1, -1, -1))


def test_verifying_says_what_holds(window: MainWindow, qtbot: QtBot) -> None:
    """The verdict is in plain words, each check with a sign beside its word; nothing is called secure."""
    screen = checked(window, qtbot)
    text = said(screen)
    assert screen.verdict.title.text().startswith("Unbroken since the checkpoint of 7 May 2026")
    assert "✓ holds" in text
    assert "? cannot be told" in text
    assert "secure" not in text.lower()


def test_what_does_not_hold_comes_first(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """A failed check is the first one, and the sum says that the record does not hold."""
    checks = (
        Check("numbers", holds=True, sentence="The entries are numbered without a gap."),
        Check("hashes", holds=False, sentence="Entry 7 is not as it was recorded."),
    )
    verdict = Verdict(holds=False, sentence="Entry 7 is not as it was recorded.", checks=checks, entries=9, seconds=0.1)
    screen = checked(window, qtbot)
    screen.verdict.show_verdict(verdict, house.desk.trail.head(), house.desk.now())
    keyboard(window)
    text = said(screen.verdict)
    assert screen.verdict.title.text() == "The record does not hold"
    assert text.index("✕ does not hold") < text.index("✓ holds")


def test_a_verification_is_cancelled(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is shown; after a cancel the page says so and another one can begin."""

    def endless(*, progress: Callable[[int, int], None], cancelled: Callable[[], bool], **_how: object) -> Verdict:
        progress(30, 100)
        while not cancelled():
            pass
        raise Cancelled

    monkeypatch.setattr(window.workspace.trail, "verify", endless)
    window.frame.go("trail.check")
    screen = window.current_screen()
    assert isinstance(screen, CheckScreen)
    qtbot.waitUntil(lambda: screen.working.stand.text() == "30 of 100")
    screen.verify_button.click()
    screen.working.cancel.click()
    qtbot.waitUntil(lambda: screen.job is None)
    assert "Cancelled" in screen.message.sentence.text()
    assert not screen.working.isVisible()


def test_a_checkpoint_kept_outside_is_compared(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """A checkpoint from outside that fits is named in the verdict; one that is none does not hold."""
    note = house.desk.trail.head().checkpoint
    screen = checked(window, qtbot)
    for text, holds in ((note, True), ("nonsense", False)):
        screen.compare()
        assert screen.sheet is not None
        screen.sheet.form.set_values({"note": text})
        screen.sheet.act.click()
        qtbot.waitUntil(lambda: screen.job is None, timeout=10_000)
        keyboard(window)
        assert ("Unbroken since" in screen.verdict.sentence.text()) is holds
        assert screen.verdict.title.text().startswith("Unbroken") is holds


def test_the_head_is_copied(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """Entries, root, checkpoint and fingerprint stand on the page, each to be copied."""
    screen = checked(window, qtbot)
    head = house.desk.trail.head()
    text = said(screen)
    assert head.root in text
    assert head.fingerprint in text
    for word, copied in (("Root", head.root), ("Newest", head.checkpoint), ("Fingerprint", head.fingerprint)):
        buttons = screen.findChildren(QAbstractButton)
        next(each for each in buttons if each.accessibleName().startswith(f"Copy: {word}")).click()
        assert QGuiApplication.clipboard().text() == copied


def test_the_log_gets_another_key(window: MainWindow, house: House, qtbot: QtBot) -> None:
    """A manager gives the log another key where its fingerprint stands; the new one stands there at once."""
    sit(window, house, house.ruth)
    screen = checked(window, qtbot)
    before = house.desk.trail.head().fingerprint
    screen.key_change.ask()
    assert screen.sheet is not None
    screen.sheet.form.set_values({"reason": "Each January."})
    screen.sheet.act.click()
    qtbot.waitUntil(lambda: screen.job is None, timeout=10_000)
    keyboard(window)
    assert house.desk.trail.head().fingerprint != before
    assert house.desk.trail.head().fingerprint in said(screen)
    assert "Write down its fingerprint" in said(screen)


@pytest.mark.parametrize("form", ["pdf", "csv", "json"])
def test_the_trail_is_taken_along(  # noqa: PLR0917 - fixtures
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """What the filter shows leaves as a file; the page says what left with its SHA-256, which can be copied."""
    file = tmp_path / f"trail.{form}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    screen = trail(window)
    screen.filters.area.set_value("incidents")
    screen.refresh()
    shown = {each.entry for each in screen.entries}
    screen.exporting.ask()
    assert screen.sheet is not None
    keyboard(window)
    assert f"Entries: {len(shown)}, everything in incidents." in said(screen.sheet)
    screen.sheet.form.set_values({"form": form})
    screen.sheet.act.click()
    qtbot.waitUntil(lambda: not screen.message.isHidden(), timeout=10_000)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert digest in screen.message.sentence.text().replace("\u200b", "")
    assert "everything in incidents" in screen.message.sentence.text()
    screen.message.offer.click()
    assert QGuiApplication.clipboard().text() == digest
    assert digest in house.desk.trail.lines(limit=1)[0].what
    if form == "json":
        assert {json.loads(line)["entry"] for line in file.read_text("utf-8").splitlines()} == shown


def test_words_do_not_narrow_an_export(window: MainWindow, qtbot: QtBot) -> None:
    """The sheet says that the words looked for do not count, before anything leaves."""
    screen = trail(window)
    screen.filters.words.setText("soup")
    qtbot.waitUntil(lambda: len(screen.entries) == 1)
    screen.exporting.ask()
    assert screen.sheet is not None
    keyboard(window)
    assert "The words in the field do not count" in said(screen.sheet)


def test_staff_cannot_take_the_trail_along(window: MainWindow, house: House) -> None:
    """Export asks for somebody who may; the window asks who is here."""
    screen = trail(window)
    sit(window, house, house.leo)
    screen.exporting.ask()
    assert screen.sheet is None


def test_every_control_of_the_trail_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    """A screen reader gets a name for every button, field and list."""
    kinds: tuple[type[Any], ...] = (QAbstractButton, QLineEdit, QComboBox)
    for screen in (trail(window), checked(window, qtbot)):
        for kind in kinds:
            for each in screen.findChildren(kind):
                if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert each.accessibleName() or each.parent().accessibleName(), each


def test_pictures(window: MainWindow, qtbot: QtBot, look: Callable[..., None]) -> None:
    """The pages stand as pictures to be looked at, with and without an entry open."""
    screen = trail(window)
    look(window, "trail")
    chosen(screen, "approved revision")
    look(window, "trail-entry", (1920, 1080))
    window.resize(1920, 1080)
    keyboard(window)
    assert screen.list.isVisible()
    window.resize(1024, 768)
    keyboard(window)
    assert not screen.list.isVisible()
    checked(window, qtbot)
    look(window, "trail-check")


def test_typing_in_the_trail_searches_the_manual(window: MainWindow) -> None:
    """A letter that no field wanted goes to the search field, also from the list of entries."""
    trail(window)
    write(window, "m")
    assert window.top.search.text() == "m"


def test_an_entry_is_proved_to_other_tools(
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry's proof and its bytes are saved from its page; together they hold, and that one left is recorded."""
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _screen, _asked, name, _kinds: (str(tmp_path / name), "")
    )
    screen = trail(window)
    chosen(screen, "approved revision")
    seq = next(each.seq for each in screen.entries if "approved revision" in each.what)
    proof, body = tmp_path / f"{seq}.tlog-proof", tmp_path / f"{seq}.json"
    for words in ("Save its proof", "Save its bytes"):
        QTest.mouseClick(
            next(each for each in screen.entry.findChildren(QAbstractButton) if each.text() == words),
            Qt.MouseButton.LeftButton,
        )
    qtbot.waitUntil(lambda: proof.exists() and body.exists(), timeout=10_000)
    assert check_tlog_proof(proof.read_bytes(), body.read_bytes()).holds
    qtbot.waitUntil(lambda: not window.frame.busy(), timeout=10_000)
    assert f":{seq}" in next(each.what for each in house.desk.trail.lines(EVERYTHING) if "proof of entry" in each.what)
    assert not screen.proving.has("ffffffff:1")
