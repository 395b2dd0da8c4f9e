"""Photos and files that go along with an incident while it is being logged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from sopdesk.domain.attachment import Way
from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.ui import tokens
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.rows import Flow, column, row

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.screen import Screen


class FilesAlong(QWidget):
    """Files chosen or dropped, each with a press to leave it out again; they are attached once there is a file."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._owner = ""
        self.paths: list[tuple[Path, Way]] = []
        self.shown = Flow(tokens.HAIR)
        self.add = button(tr("Add photos or files"), self.choose, kind="quiet", icon="photo")
        self.setLayout(column(row(self.add, None), self.shown, gap=tokens.HAIR))
        self.setAcceptDrops(True)
        self._show()

    def turn_to(self, person: str) -> None:
        """Belong to whoever is at the desk: what somebody else chose does not go along."""
        if person and person != self._owner:
            self._owner = person
            self.paths.clear()
            self._show()

    def choose(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add photos or files"), "")
        self.take([Path(each) for each in names], Way.FILE)

    def take(self, paths: Sequence[Path], way: Way) -> None:
        """Take files along; what cannot be attached is said at once."""
        wrong, told, files = list[str](), list[str](), self._screen.workspace.incident_files
        for each in paths:
            try:
                files.check(each)
                told += filter(None, [files.warning(each)])
            except Refusal as no:
                wrong.append(no.sentence)
            else:
                self.paths += [] if each in [path for path, _ in self.paths] else [(each, way)]
        if wrong:
            self._screen.message.fail(" ".join([*wrong, *told]))
        elif told:
            self._screen.message.warn(" ".join(told))
        self._show()

    def leave_out(self, path: Path) -> None:
        """Take a file along no longer."""
        self.paths = [each for each in self.paths if each[0] != path]
        self._show()

    def attach(self, by: str, incident: str) -> None:
        """Attach the files beside the window to what was just logged, and begin anew."""
        given, self.paths = self.paths, []
        self._show()
        if not given:
            return
        files, frame = self._screen.workspace.incident_files, self._screen.frame

        def work(progress: Progress, _cancelled: IsCancelled) -> list[str]:
            wrong = []
            for n, (path, way) in enumerate(given):
                progress(n, len(given))
                try:
                    files.add(by=by, incident=incident, given=files.read(path, way))
                except (Refusal, Trouble) as no:
                    wrong.append(no.sentence)
            return wrong

        def tell(wrong: list[str]) -> None:
            frame.refresh()
            if wrong:
                frame.say(" ".join(wrong))

        frame.run_in_background(tr("Attaching files"), work, tell)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped."""
        if any(each.isLocalFile() for each in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take along what is dropped."""
        event.acceptProposedAction()
        self.take([Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()], Way.DROP)

    def _show(self) -> None:
        self.shown.clear()
        for path, _ in self.paths:
            made = button(path.name, partial(self.leave_out, path), kind="quiet", icon="close")
            made.setAccessibleName(tr("Leave out {name}").format(name=path.name))
            self.shown.add(made)
        self.shown.arrange()
        self.shown.setVisible(bool(self.paths))
