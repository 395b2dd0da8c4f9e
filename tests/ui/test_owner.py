"""Who looks after a file, on its page in the desk's window."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from sopdesk.domain.incident import Stage
from sopdesk.ui.incidents.file import FileScreen
from sopdesk.ui.main_window import MainWindow
from tests.services.conftest import PASSWORD, House, house
from tests.ui.test_incidents import answer, file_of, logged, window

__all__ = ["house", "window"]


def said(screen: FileScreen) -> list[str]:
    """Give what stands in the row, with what it offers."""
    QApplication.processEvents()
    return [each.text() for each in screen.owner.pieces() if isinstance(each, QLabel | QPushButton)]


def press(screen: FileScreen, word: str) -> None:
    """Press an act of the row."""
    next(each for each in screen.owner.pieces() if isinstance(each, QPushButton) and each.text() == word).click()
    QApplication.processEvents()


def test_a_file_is_taken_and_given(window: MainWindow, house: House, look: Callable[..., None]) -> None:
    """Whoever handles incidents takes it, or gives it to somebody; the row says who has it, and offers no more."""
    case = logged(house)
    screen = file_of(window, house, case, house.sam)
    assert said(screen) == ["Nobody looks after it yet", "Take it", "Give to…"]
    press(screen, "Take it")
    assert said(screen) == ["Looks after it: Sam", "Give to…"]
    press(screen, "Give to…")
    answer(screen, owner=house.ruth, reason="I am away.")
    assert said(screen) == ["Looks after it: Ruth Adeyemi", "Take it", "Give to…"]
    look(window, "owner")
    look(window, "owner-large", text=200)
    window.frame.go("incidents.file", case, upto=screen.file.story[1].entry if screen.file else "")
    assert said(screen) == ["Looks after it: Sam"]


def test_it_is_offered_to_who_may_and_while_the_file_is_open(window: MainWindow, house: House) -> None:
    """Front of house reads who has it; a closed file is nobody's work any more."""
    case = logged(house)
    assert said(file_of(window, house, case, house.leo)) == ["Nobody looks after it yet"]
    incidents = house.desk.incidents
    incidents.move(by=house.ruth, incident=case, stage=Stage.RESOLVED, override="She waits.")
    incidents.close(
        by=house.ruth, password=PASSWORD, incident=case, outcome="Settled.",
        digest=incidents.files.digest(case), override="She waits.",
    )  # fmt: skip
    assert said(file_of(window, house, case, house.sam)) == ["Nobody was named to look after it"]
