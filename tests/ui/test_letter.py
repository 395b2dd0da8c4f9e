"""Letters on the file of an incident, on real services."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.attachment import Way
from sopdesk.domain.field_sets.entries import LETTER
from sopdesk.domain.incident import Stage
from sopdesk.domain.party import PartyRole
from sopdesk.interchange.mail_file import read_mail
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.letter import LetterSheet
from sopdesk.ui.main_window import MainWindow
from sopdesk.views.attachments import GivenFile
from tests.services.conftest import House, house
from tests.ui.test_incidents import answer, file_of, logged, window

__all__ = ["house", "window"]
TEXT = "Dear Mrs Nair,\n\nwe know."


def letter_of(screen: FileScreen, purpose: str, party: str = "customer") -> LetterSheet:
    """Begin a letter from the file."""
    press_on(screen, "Letter")
    answer(screen, purpose=purpose)
    QApplication.processEvents()
    answer(screen, party=party)
    QApplication.processEvents()
    assert isinstance(screen.sheet, LetterSheet)
    return screen.sheet


def press_on(screen: FileScreen, word: str) -> None:
    """Press a button of the file or its sheet."""
    next(each for each in screen.findChildren(QPushButton) if each.text() == word).click()
    QApplication.processEvents()


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what the mail program would have opened."""
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def test_an_acknowledgement(window: MainWindow, house: House, look: Callable[..., None], links: list[str]) -> None:
    """Words stand there; with a mark left it goes nowhere; then the mail program opens, and what was sent is kept."""
    case = logged(house)
    screen = file_of(window, house, case, house.ruth)
    sheet = letter_of(screen, "acknowledgement")
    look(window, "letter")
    assert "we have received your complaint" in sheet.form.values()["subject"]
    press_on(screen, "Open in the mail program")
    assert links == []
    assert "Write what belongs" in sheet.wrong.text()
    sheet.form.set_values({"to": "nair@example.org", "text": TEXT})
    press_on(screen, "Open in the mail program")
    assert links[0].startswith("mailto:nair@example.org?subject=")
    assert links[0].endswith("Dear%20Mrs%20Nair%2C%0D%0A%0D%0Awe%20know.")
    press_on(screen, "Copy the text")
    assert QGuiApplication.clipboard().text() == TEXT
    sheet.confirm()
    QApplication.processEvents()
    file = house.desk.incidents.file(case)
    assert file.row.stage is Stage.ACKNOWLEDGED
    assert [each.spec for each in file.entries] == [LETTER]
    look(window, "letter-kept")


def test_saved_as_a_mail(
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter is saved as a file; a bad address gets a sentence."""
    screen = file_of(window, house, logged(house), house.ruth)
    sheet = letter_of(screen, "decision")
    out = tmp_path / "letter.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    sheet.form.set_values({"to": "nair@example.org", "text": TEXT})
    press_on(screen, "Save as a mail")
    qtbot.waitUntil(out.exists, timeout=10_000)
    assert b"X-Unsent: 1" in out.read_bytes()


def test_what_came_is_kept(window: MainWindow, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved mail is taken from a file; a letter on paper is recorded by hand."""
    case, mail = logged(house), tmp_path / "reply.eml"
    mail.write_bytes(b"From: nair@example.org\r\nSubject: No\r\n\r\nI do not agree.")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(mail), ""))
    screen = file_of(window, house, case, house.ruth)
    press_on(screen, "Letter")
    answer(screen, purpose="saved")
    QApplication.processEvents()
    assert [each.name for each in house.desk.incidents.file(case).attachments] == ["reply.eml"]
    press_on(screen, "Letter")
    answer(screen, purpose="other")
    QApplication.processEvents()
    answer(screen, direction="received", way="letter", text="On paper.")
    assert len(house.desk.incidents.file(case).entries) == 2


def test_files_go_with_it(  # noqa: PLR0917 - fixtures
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: list[str],
    look: Callable[..., None],
) -> None:  # fmt: skip
    """To a witness only what is not about the others is offered; the file carries it, the link says that it cannot."""
    case = logged(house)
    entries, files = house.desk.incidents.entries, house.desk.incident_files
    entries.add_party(by=house.leo, incident=case, role=PartyRole.CUSTOMER, personal={"name": "Mrs Nair"})
    entries.add_party(
        by=house.leo, incident=case, role=PartyRole.WITNESS, personal={"name": "Mr Wren", "email": "wren@example.org"}
    )
    digest = files.add(by=house.leo, incident=case, given=GivenFile("plan.txt", b"Where they sat", Way.FILE))
    files.add(by=house.leo, incident=case, given=GivenFile("hers.txt", b"Her words", Way.FILE), party="p1")
    screen = file_of(window, house, case, house.ruth)
    sheet = letter_of(screen, "question", "p2")
    look(window, "letter-to-a-witness")
    assert sheet.form.values()["to"] == "wren@example.org"
    sheet.form.set_values({"text": TEXT, "attached": digest})
    press_on(screen, "Open in the mail program")
    assert links
    assert sheet.by_hand.isVisibleTo(sheet)
    look(window, "letter-files-by-hand")
    out = tmp_path / "letter.eml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    press_on(screen, "Save as a mail")
    qtbot.waitUntil(out.exists, timeout=10_000)
    assert [name for name, _ in read_mail(b"From: x@example.org\r\n" + out.read_bytes()).attached] == ["plan.txt"]
    sheet.confirm()
    QApplication.processEvents()
    told = {spec.name: text for spec, text in house.desk.incidents.file(case).entries[0].fields}
    assert (told["person"], told["attached"]) == ("Mr Wren", f"plan.txt, SHA-256 {digest}")


def test_a_mail_that_was_sent_is_taken(
    window: MainWindow, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the mail program sent is recorded from its file, with what it was for and to whom it went."""
    case, mail = logged(house), tmp_path / "sent.eml"
    mail.write_bytes(b"From: ruth@example.org\r\nTo: nair@example.org\r\nSubject: Yes\r\n\r\nWe know.")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(mail), ""))
    screen = file_of(window, house, case, house.ruth)
    press_on(screen, "Letter")
    answer(screen, purpose="sent")
    QApplication.processEvents()
    answer(screen, purpose="acknowledgement", party="other")
    file = house.desk.incidents.file(case)
    assert [each.name for each in file.attachments] == ["sent.eml"]
    assert file.row.stage is Stage.ACKNOWLEDGED
