import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.services.evidence_check import check_evidence
from sopdesk.ui.evidence.checked import CheckedScreen
from sopdesk.ui.evidence.give import GiveScreen
from sopdesk.ui.main_window import MainWindow
from sopdesk.ui.trail.entries import TrailScreen
from tests.domain.given import refund
from tests.journal.evidence_vectors import FOLDER
from tests.pdf.everything import all_words
from tests.services.conftest import House, house
from tests.services.test_incidents import close, logged, resolved
from tests.ui.house_window import keyboard, opened, shown_lines, sit

__all__ = ["house"]


@pytest.fixture
def case(house: House) -> str:
    """Give a closed complaint under a procedure."""
    house.approved(refund())
    found = resolved(house)
    close(house, found, values={"accepted": "yes"})
    return found


@pytest.fixture
def window(qtbot: QtBot, house: House, case: str, dressed: None) -> Iterator[MainWindow]:
    """Give the window with Hannah, the auditor, at the desk."""
    with opened(qtbot, house) as made:
        sit(made, house, house.hannah)
        yield made


def giving(qtbot: QtBot, window: MainWindow, record: str = "", **more: str) -> GiveScreen:
    """Go to what would be handed over."""
    window.frame.go("trail.give", record, **more)
    keyboard(window)
    return shown(qtbot, window)


def shown(qtbot: QtBot, window: MainWindow) -> GiveScreen:
    """Give the page that shows what would leave, once it was read."""
    screen = window.current_screen()
    assert isinstance(screen, GiveScreen)
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=10_000)
    return screen


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Give what has the file dialogs give a file."""

    def choose(file: Path) -> Path:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_args: (str(file), ""))
        return file

    return choose


def said(screen: CheckedScreen) -> str:
    """Give everything that the page says."""
    return "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisibleTo(screen))


def test_one_case_is_handed_over(  # noqa: PLR0917 - fixtures
    window: MainWindow, case: str, tmp_path: Path, qtbot: QtBot, chosen: Callable[[Path], Path],
    look: Callable[..., None],
) -> None:  # fmt: skip
    """What will be readable is seen value by value; what is kept back is in no byte of the file."""
    screen = giving(qtbot, window, case)
    assert "Mrs Nair" in "\n".join(each.spoken() for each in shown_lines(screen.list))
    name = next(each for each in screen.preview.values if each.text == "Mrs Nair") if screen.preview else None
    screen.list.chosen.emit(name)
    screen._turn_field("narrative")
    screen.reason.setText("For the insurer")
    look(screen.window(), "evidence give")
    file = chosen(tmp_path / "evidence.json")
    screen.hand_over_bundle()
    qtbot.waitUntil(file.exists, timeout=10_000)
    found = check_evidence(file.read_bytes())
    assert {each.name: each.holds for each in found.questions}["bytes"] is True
    assert {field for _, field in found.withheld} >= {"name", "narrative"}
    assert "Nair" not in "".join(each.text for each in found.story)


def test_a_case_file_without_what_is_kept_back(  # noqa: PLR0917 - fixtures
    window: MainWindow, house: House, case: str, tmp_path: Path, qtbot: QtBot, chosen: Callable[[Path], Path],
    look: Callable[..., None],
) -> None:  # fmt: skip
    """Everything about somebody stays by one press; what says their name again is named, and stays by another."""
    house.desk.incidents.link(by=house.leo, incident=case, other=logged(house), reason="Mrs Nair rang again.")
    screen = giving(qtbot, window, case)
    [party] = [chip for chip in screen.findChildren(QPushButton) if chip.text() == "Everything about Mrs Nair"]
    qtbot.mouseClick(party, Qt.MouseButton.LeftButton)
    assert screen.echoes.text() == "Values that go along and still say what is kept back elsewhere: 1."
    look(screen.window(), "evidence give case")
    qtbot.mouseClick(screen.keep_echoes, Qt.MouseButton.LeftButton)
    assert not screen.echoes.isVisibleTo(screen)
    file = chosen(tmp_path / "case.pdf")
    screen.hand_over_case()
    qtbot.waitUntil(file.exists, timeout=10_000)
    assert "Nair" not in all_words(file.read_bytes())
    assert not giving(qtbot, window).case_act.isVisibleTo(window)


def test_names_and_files_stay(qtbot: QtBot, window: MainWindow, case: str) -> None:
    """Names of those who work here, and one value after all, follow the ticks."""
    screen = giving(qtbot, window, case)
    before = screen.preview.kept_back if screen.preview else 0
    screen.names.setChecked(False)
    screen.files.setChecked(False)
    assert screen.preview is not None
    assert screen.preview.kept_back > before
    kept = next(each for each in screen.preview.values if each.field == "narrative")
    screen.list.chosen.emit(kept)
    again = next(each for each in screen.preview.values if each.field == "narrative")
    assert again.kept_back
    screen.list.chosen.emit(again)
    assert not next(each for each in screen.preview.values if each.field == "narrative").kept_back
    screen.list.chosen.emit(None)
    other = giving(qtbot, window)
    assert other.names.isChecked()
    assert other.choice is not None
    assert other.choice.words == "everything"


def test_the_trail_hands_over_what_it_shows(qtbot: QtBot, window: MainWindow, house: House, case: str) -> None:
    """From the trail one record, one person or a period is handed over; a part of the desk is not."""
    window.frame.go("trail", subject=case)
    screen = window.current_screen()
    assert isinstance(screen, TrailScreen)
    screen.hand_over()
    give = shown(qtbot, window)
    assert give.choice is not None
    assert give.choice.subjects == (case,)
    give = giving(qtbot, window, house.sam)
    assert give.choice is not None
    assert give.choice.words == f"acts of {house.sam}"
    give = giving(qtbot, window, first="2020-01-01T00:00:00+00:00")
    assert give.choice is not None
    assert give.choice.spans


def test_pages_are_handed_over_and_checked(  # noqa: PLR0917 - fixtures
    window: MainWindow, case: str, tmp_path: Path, qtbot: QtBot, chosen: Callable[[Path], Path],
    look: Callable[..., None],
) -> None:  # fmt: skip
    """Signed pages leave; dropped on the desk, their signature, their pages and their bundle are checked."""
    giving(qtbot, window, case)
    file = chosen(tmp_path / "evidence.pdf")
    shown(qtbot, window).hand_over()
    qtbot.waitUntil(file.exists, timeout=20_000)
    window.frame.go("trail.evidence")
    screen = window.current_screen()
    assert isinstance(screen, CheckedScreen)
    screen.take(file)
    qtbot.waitUntil(lambda: "Sealed values" in said(screen), timeout=20_000)
    look(screen.window(), "evidence pages checked")
    assert "The pages were made again of the evidence" in said(screen)


def test_the_verifier_is_saved(
    window: MainWindow, case: str, tmp_path: Path, qtbot: QtBot, chosen: Callable[[Path], Path]
) -> None:
    """The page for whoever gets the evidence is saved beside it."""
    screen = giving(qtbot, window, case)
    file = chosen(tmp_path / "verifier.html")
    screen.save_verifier()
    qtbot.waitUntil(file.exists, timeout=10_000)
    assert "default-src 'none'" in file.read_text("utf-8")


def test_a_file_is_checked(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, chosen: Callable[[Path], Path], look: Callable[..., None]
) -> None:
    """A file that is chosen gets four answers and tells its story; a key and a checkpoint answer more."""
    window.frame.go("trail.evidence")
    screen = window.current_screen()
    assert isinstance(screen, CheckedScreen)
    chosen(FOLDER / "erased.json")
    screen.choose()
    qtbot.waitUntil(lambda: "Sealed values" in said(screen), timeout=10_000)
    look(screen.window(), "evidence checked")
    assert "Ruth Adeyemi" in "\n".join(each.spoken() for each in shown_lines(screen.list))
    case = next(each for each in json.loads((FOLDER / "index.json").read_text()) if each["name"] == "held-earlier")
    screen.key.setText(case["keys"][0])
    screen.note.setPlainText(case["checkpoints"][0])
    screen.take(FOLDER / "good.json")
    qtbot.waitUntil(lambda: "is the one that you gave" in said(screen), timeout=10_000)
    assert "unbroken since the checkpoint over 6 entries" in said(screen)


def test_a_spoilt_file_is_refused(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """What is no bundle, and what cannot be read, gets a sentence."""
    window.frame.go("trail.evidence")
    screen = window.current_screen()
    assert isinstance(screen, CheckedScreen)
    screen.check()
    screen.take(FOLDER / "spaces.json")
    qtbot.waitUntil(lambda: "canonical" in said(screen), timeout=10_000)
    screen.take(tmp_path)
    assert "cannot be read" in said(screen)
