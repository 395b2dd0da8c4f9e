"""Files attached to an incident, in the desk's window on real services."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.attachment import Hidden, Way
from sopdesk.domain.erasure import Basis
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.party import PartyRole
from sopdesk.ui.house.home import HouseScreen
from sopdesk.ui.incidents.attachment_tile import AttachmentTile
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.incidents.large_pages import LargePages, PageView
from sopdesk.ui.incidents.large_text import LargeText
from sopdesk.ui.incidents.log import LogScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.manual.picture import LargePicture
from sopdesk.views.attachments import GivenFile
from tests.interchange.picture_samples import heic, jpeg
from tests.interchange.test_file_kind import MAIL
from tests.pdf.test_preview import locked, paper
from tests.services.conftest import PASSWORD, House, house
from tests.services.test_privacy import everything
from tests.ui.house_window import keyboard, opened, press, sit
from tests.ui.test_incidents import answer, file_of, is_asking, logged

__all__ = ["house"]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, house: House, dressed: None) -> Iterator[MainWindow]:
    """Give the window of a house, Leo of front of house at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.leo)
        yield made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Give a photo on the disk."""
    path = tmp_path / "floor.jpg"
    path.write_bytes(jpeg())
    return path


def at_rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is done beside the window any more."""
    qtbot.waitUntil(lambda: not window.frame.busy())
    QApplication.processEvents()


def tiles(screen: FileScreen) -> list[AttachmentTile]:
    """Give the attachments as they are shown."""
    lines = screen.attachments.tiles
    found = [item.widget() for n in range(lines.count()) if (item := lines.itemAt(n)) is not None]
    return [each for each in found if isinstance(each, AttachmentTile)]


def offers(tile: AttachmentTile) -> dict[str, QPushButton]:
    """Give what is offered at an attachment, by its words."""
    return {each.text(): each for each in tile.findChildren(QPushButton)}


def with_files(*paths: Path) -> QMimeData:
    """Give what a file manager drags."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    return data


def drop(screen: FileScreen, data: QMimeData) -> bool:
    """Drop something on the card; tell whether it may be dropped."""
    at, copy = QPointF(5, 5), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enters.ignore()
    screen.attachments.dragEnterEvent(enters)
    if enters.isAccepted():
        screen.attachments.dropEvent(QDropEvent(at, copy, data, left, none))
    return enters.isAccepted()


def attached(house: House, case: str, content: bytes, name: str) -> str:
    """Attach a file as Leo."""
    given = GivenFile(name, content, Way.FILE)
    return house.desk.incident_files.add(by=house.leo, incident=case, given=given)


def test_a_photo_is_dropped_with_what_it_shows(
    window: MainWindow, house: House, photo: Path, qtbot: QtBot, look: Callable[..., None]
) -> None:
    """A dropped photo asks what it shows and whom it is about, then stands as a small picture with its digest."""
    case = logged(house, kind=IncidentKind.INJURY, customer={"name": "Ida"})
    screen = file_of(window, house, case, house.leo)
    assert tiles(screen) == []
    assert "25 MB" in screen.attachments.hint.text()
    assert drop(screen, with_files(photo))
    look(screen.window(), "attach", (1280, 860))
    answer(screen, description="The wet floor", about="party:p1")
    at_rest(qtbot, window)
    [found] = house.desk.incidents.file(case).attachments
    assert (found.name, found.way, found.about, found.description) == ("floor.jpg", Way.DROP, "Ida", "The wet floor")
    [tile] = tiles(screen)
    assert tile.picture.accessibleName().startswith("Picture: The wet floor")
    attached(house, case, MAIL, "complaint.eml")
    attached(house, case, b"%PDF-1.7 receipt", "receipt.pdf")
    window.frame.refresh()
    at_rest(qtbot, window)
    look(screen.window(), "attachments", (1280, 1400))
    look(screen.window(), "attachments", (1024, 768), 150)
    tiles(screen)[0].picture.click()
    [over] = window.findChildren(LargePicture)
    assert found.digest in over.accessibleDescription().replace("\u200b", "")
    assert not drop(screen, QMimeData())


def test_bad_files_say_so_and_the_others_stay(
    window: MainWindow, house: House, photo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """A folder and an empty file are refused in a sentence before anything is asked; the photo beside them is taken."""
    case = logged(house)
    screen = file_of(window, house, case, house.leo)
    empty = tmp_path / "empty.pdf"
    empty.touch()
    drop(screen, with_files(tmp_path, empty, photo))
    assert "is a folder" in screen.message.sentence.text()
    assert "is empty" in screen.message.sentence.text()
    answer(screen, scan="yes")
    at_rest(qtbot, window)
    assert [each.way for each in house.desk.incidents.file(case).attachments] == [Way.SCAN]
    drop(screen, with_files(empty))
    assert not is_asking(screen)
    drop(screen, with_files(photo))
    answer(screen)
    at_rest(qtbot, window)
    assert "attached already" in screen.message.sentence.text()


def test_a_picture_is_pasted_and_files_are_chosen(
    window: MainWindow, house: House, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+V takes the picture of the clipboard; the button asks for files; a field keeps Ctrl+V for itself."""
    case = logged(house)
    screen = file_of(window, house, case, house.leo)
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setImage(picture)
    screen.attachments.choose.setFocus()
    press(window, Key.Key_V, CONTROL)
    answer(screen)
    at_rest(qtbot, window)
    assert [each.name for each in house.desk.incidents.file(case).attachments] == ["paste.png"]
    QApplication.clipboard().setText("only words")
    press(window, Key.Key_V, CONTROL)
    assert not is_asking(screen)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(photo)], ""))
    screen.attachments.choose.click()
    assert keyboard(window) is screen.sheet.form.field("description") if screen.sheet else False
    answer(screen)
    at_rest(qtbot, window)
    assert [each.way for each in house.desk.incidents.file(case).attachments] == [Way.PASTE, Way.CAMERA]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    screen.attachments.choose.click()
    assert not is_asking(screen)


def test_an_email_is_read_and_a_copy_is_saved(  # noqa: PLR0917 - fixtures
    window: MainWindow, house: House, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    look: Callable[..., None],
) -> None:  # fmt: skip
    """An e-mail is read over the window; a copy of it is saved with its right ending, and that it left is recorded."""
    case = logged(house)
    digest = attached(house, case, MAIL, "message")
    screen = file_of(window, house, case, house.leo)
    [tile] = tiles(screen)
    assert set(offers(tile)) == {"Read"}
    offers(tile)["Read"].click()
    [over] = window.findChildren(LargeText)
    assert "Good day" in over.text.toPlainText()
    look(window, "email-read")
    press(window, Key.Key_Escape)
    assert not over.isVisible()
    screen = file_of(window, house, case, house.sam)
    place = tmp_path / "message.eml"
    asked: list[str] = []

    def choose(*how: str) -> tuple[str, str]:
        asked.append(how[2])
        return str(place), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    [tile] = tiles(screen)
    offers(tile)["Save a copy"].click()
    at_rest(qtbot, window)
    assert asked == ["message.eml"]
    assert place.read_bytes() == MAIL
    assert digest in screen.message.sentence.text().replace("\u200b", "")


def test_what_is_said_of_a_file_is_corrected(window: MainWindow, house: House) -> None:
    """Whoever handles incidents corrects what a file shows and whom it is about, with a reason."""
    case = logged(house, customer={"name": "Ida"})
    attached(house, case, MAIL, "letter.eml")
    house.desk.incidents.entries.record(by=house.leo, incident=case, sort="evidence", values={"what": "The cup"})
    for field, now in (("description", "Her letter"), ("party", "p1"), ("entry", "e1")):
        screen = file_of(window, house, case, house.sam)
        offers(tiles(screen)[0])["Correct"].click()
        answer(screen, field=field)
        answer(screen, now=now, reason="Looked again")
    [found] = house.desk.incidents.file(case).attachments
    assert (found.description, found.about, found.corrections) == ("Her letter", "Ida, Evidence 1", 3)


def test_what_was_erased_or_kept_back_offers_nothing(
    window: MainWindow, house: House, qtbot: QtBot, look: Callable[..., None]
) -> None:
    """An erased file says so and cannot be opened; one about somebody confidential shows nothing of them."""
    case = logged(house)
    attached(house, case, jpeg(), "face.jpg")
    found = house.desk.privacy.record(case, by=house.ruth)
    erasure = house.desk.privacy.ask(by=house.ruth, basis=Basis.REQUEST, reason="x", **everything(found))
    house.desk.privacy.agree(by=house.sam, password=PASSWORD, erasure=erasure)
    house.desk.incidents.entries.add_party(
        by=house.ruth, incident=case, role=PartyRole.MINOR, personal={"name": "Bo"}, confidential=True
    )
    house.desk.incident_files.add(
        by=house.leo, incident=case, given=GivenFile("bo.jpg", jpeg(b""), Way.FILE), party="p1"
    )
    screen = file_of(window, house, case, house.leo)
    at_rest(qtbot, window)
    erased, kept_back = tiles(screen)
    assert (erased.shown.erased, offers(erased)) == (True, {})
    assert (kept_back.shown.withheld, offers(kept_back)) == (True, {})
    assert not hasattr(kept_back, "picture")
    look(window, "attachment-erased", (1280, 860))
    screen.attachments.acting.open_file(erased.shown)
    assert "erased" in screen.message.sentence.text()


def test_photos_go_along_while_it_is_logged(  # noqa: PLR0917 - fixtures
    window: MainWindow, house: House, photo: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    look: Callable[..., None],
) -> None:  # fmt: skip
    """Photos chosen or dropped while logging are attached to the new file; what cannot be taken is said at once."""
    window.frame.go("incidents.log")
    screen = cast("LogScreen", window.current_screen())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(photo), str(tmp_path)], ""))
    screen.along.add.click()
    assert "is a folder" in screen.message.sentence.text()
    letter = tmp_path / "letter.txt"
    letter.write_text("She waited for an hour.")
    left = tmp_path / "left.txt"
    left.write_text("Not this one.")
    data, none = with_files(letter, left, photo), Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    screen.along.dragEnterEvent(enters)
    screen.along.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))
    screen.along.leave_out(left)
    look(window, "log-along")
    screen.first.set_values({"kind": "complaint", "narrative": "Waited."})
    letter.unlink()
    screen.log()
    at_rest(qtbot, window)
    [row] = house.desk.incidents.rows()
    assert [each.name for each in house.desk.incidents.file(row.id).attachments] == ["floor.jpg"]
    shown = window.current_screen()
    assert shown is not None
    assert "cannot be read" in shown.message.sentence.text()
    assert screen.along.paths == []
    screen.along.paths = [(photo, Way.FILE)]
    sit(window, house, house.sam)
    window.frame.go("incidents.log")
    assert screen.along.paths == []


def test_a_file_as_it_was_takes_nothing_in(window: MainWindow, house: House) -> None:
    """The past and a closed file take nothing in; whoever only reads is offered nothing either."""
    case = logged(house)
    attached(house, case, MAIL, "a.eml")
    screen = file_of(window, house, case, house.leo)
    screen.look_back(house.desk.incidents.file(case).story[0].entry)
    assert screen.attachments.choose.isHidden()
    assert tiles(screen) == []
    assert "Nothing is attached" in screen.attachments.hint.text()
    screen = file_of(window, house, case, house.hannah)
    assert screen.attachments.choose.isHidden()
    assert len(tiles(screen)) == 1


def test_the_rule_of_the_house_is_set(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """A manager says how large a file may be and that places are taken out; it holds from then on."""
    sit(window, house, house.ruth)
    window.frame.go("house")
    screen = cast("HouseScreen", window.current_screen())
    screen.files.click()
    look(window, "attachment-rule")
    assert screen.sheet is not None
    screen.sheet.form.set_values({"megabytes": "10", "hidden": "removed"})
    screen.sheet.confirm()
    rule = house.desk.incident_files.rule()
    assert (rule.megabytes, rule.keeps_hidden) == (10, False)
    case = logged(house)
    attached(house, case, jpeg(), "a.jpg")
    assert [each.hidden for each in house.desk.incidents.file(case).attachments] == [Hidden.REMOVED]


def test_the_pages_of_a_pdf(
    window: MainWindow, house: House, qtbot: QtBot, look: Callable[..., None]
) -> None:  # fmt: skip
    """The first page stands small beside the name, the pages open over the window; a locked one says why not."""
    case = logged(house)
    for name, content in (("bill.pdf", paper("The bill", "Its back")), ("shut.pdf", locked(paper("x")))):
        house.desk.incident_files.add(by=house.leo, incident=case, given=GivenFile(name, content, Way.FILE))
    screen = file_of(window, house, case, house.leo)
    qtbot.waitUntil(lambda: hasattr(tiles(screen)[0], "picture"), timeout=20_000)
    assert not hasattr(tiles(screen)[1], "picture")
    tiles(screen)[0].picture.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(LargePages)), timeout=20_000)
    [over] = window.findChildren(LargePages)
    at_rest(qtbot, window)
    look(window, "pdf-pages")
    look(window, "pdf-pages-large", (1600, 1000))
    assert [each.accessibleDescription() for each in over.findChildren(PageView)] == ["The bill", "Its back"]
    qtbot.keyClick(over.paper, Key.Key_Escape)
    screen.attachments.acting.open_file(tiles(screen)[1].shown)
    qtbot.waitUntil(lambda: "locked with a password" in screen.message.sentence.text(), timeout=20_000)
    look(window, "pdf-locked")


def test_a_photo_of_a_telephone_and_a_film(
    window: MainWindow, house: House, qtbot: QtBot, tmp_path: Path, look: Callable[..., None]
) -> None:
    """A HEIC picture is seen small and large; that a film keeps its place is said before it is attached."""
    house.desk.incident_files.set_rule(by=house.ruth, megabytes=25, keeps_hidden=False)
    case = logged(house)
    given = GivenFile("floor.heic", heic(), Way.FILE)
    house.desk.incident_files.add(by=house.leo, incident=case, given=given)
    screen = file_of(window, house, case, house.leo)
    qtbot.waitUntil(lambda: hasattr(tiles(screen)[0], "picture"), timeout=20_000)
    tiles(screen)[0].picture.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(LargePicture)), timeout=20_000)
    at_rest(qtbot, window)
    look(window, "heic-large")
    qtbot.keyClick(window.findChildren(LargePicture)[0], Key.Key_Escape)
    film = tmp_path / "film.mov"
    film.write_bytes(b"\0\0\0\x18ftypqt  ....")
    screen.attachments.acting.attach([film], Way.FILE)
    assert screen.sheet is not None
    assert "cannot be taken out here" in "\n".join(each.text() for each in screen.sheet.findChildren(QLabel))
    look(window, "film-warning")
