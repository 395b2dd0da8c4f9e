"""The files attached to an incident: dropped, pasted or chosen; small pictures of them, and each of them large."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from sopdesk.domain.attachment import Way
from sopdesk.domain.attachment_words import DRAWN_APART, PAGED, is_picture
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.ui import tokens
from sopdesk.ui.incidents.attachment_acts import AttachmentActs
from sopdesk.ui.incidents.attachment_tile import SMALL, AttachmentTile
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.manual.drawing import draw
from sopdesk.ui.manual.editing.words_field import pictures_in
from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.labels import label, rule
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.attachments import AttachmentView, GivenFile
from sopdesk.views.incidents import IncidentFile

if TYPE_CHECKING:
    from sopdesk.ui.background import IsCancelled, Progress
    from sopdesk.ui.incidents.file import FileScreen

Given = Path | GivenFile


class AttachmentsCard(Card):
    """Shows the attachments of a file, and takes further ones in while it is open."""

    def __init__(self, screen: FileScreen) -> None:
        self.tiles = column(gap=tokens.GAP)
        self.choose = button(tr("Attach files"), None, kind="quiet", icon="plus")
        self.hint = label("", "soft")
        super().__init__(self.tiles, self.hint, row(self.choose, None), title=tr("Attachments"))
        self._screen = screen
        self.acting = AttachmentActs(screen)
        self.choose.clicked.connect(self._choose)
        self._file: IncidentFile | None = None
        self._open = False
        self._images: dict[str, QImage] = {}
        self._paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), screen)
        self._paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._paste.activated.connect(self._paste_in)

    def show_file(self, file: IncidentFile, *, open_: bool) -> None:
        """Show the attachments of a file; the pictures among them come as they are read."""
        if self._file is None or self._file.row.id != file.row.id:
            self._images.clear()
        self._file = file
        may = open_ and self._screen.may(Right.LOG)
        self.setAcceptDrops(may)
        self._paste.setEnabled(may)
        self.choose.setVisible(may)
        self.hint.setText(self._hint(may=may))
        self.hint.setVisible(bool(self.hint.text()))
        self._open = open_
        self._show()
        self._read_pictures()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files and pictures be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what is dropped."""
        event.acceptProposedAction()
        self.acting.attach(given_in(event.mimeData(), Way.DROP), Way.DROP)

    def _choose(self, _checked: object = None) -> None:
        self.acting.choose()

    def _paste_in(self) -> None:
        given = given_in(QApplication.clipboard().mimeData(), Way.PASTE)
        if given:
            self.acting.attach(given, Way.PASTE)

    def _hint(self, *, may: bool) -> str:
        if may:
            most = self._screen.workspace.incident_files.rule().megabytes
            return tr("Drop files here, paste them, or choose them: up to {most} MB each.").format(most=most)
        return "" if self._file is not None and self._file.attachments else tr("Nothing is attached.")

    def _show(self) -> None:
        clear(self.tiles)
        for each in self._file.attachments if self._file else ():
            if self.tiles.count():
                self.tiles.addWidget(rule())
            self.tiles.addWidget(
                AttachmentTile(
                    each, self._images.get(each.digest), self._screen.frame.times, self.acting,
                    may_save=self._screen.may(Right.EXPORT), may_correct=self._open and self._screen.may(Right.HANDLE),
                )
            )  # fmt: skip

    def _read_pictures(self) -> None:
        """Read the pictures that are not at hand beside the window: a photo takes a moment."""
        file, person, screen = self._file, self._screen.person, self._screen
        wanted = [each for each in file.attachments if _can_be_shown(each)] if file else []
        missing = [each.digest for each in wanted if each.digest not in self._images]
        papers = {each.digest for each in wanted if each.media_type in DRAWN_APART}
        if file is None or person is None or not missing:
            return
        files, incident, by = screen.workspace.incident_files, file.row.id, person.id
        previews = screen.workspace.previews

        def read(_progress: Progress, cancelled: IsCancelled) -> dict[str, QImage]:
            found: dict[str, QImage] = {}
            for each in missing:
                if not cancelled() and each not in papers:
                    try:
                        found[each] = draw(files.content(incident, each, by=by), SMALL)
                    except Refusal:
                        found[each] = QImage()  # erased or gone meanwhile: its name is shown without a picture
            pages = [each for each in missing if each in papers]
            firsts = previews.first_pages(incident, pages, 2 * SMALL, by=by, cancelled=cancelled) if pages else {}
            return found | {each: draw(png, SMALL) if png else QImage() for each, png in firsts.items()}

        def show(found: dict[str, QImage]) -> None:
            if self._file is not None and self._file.row.id == incident:
                self._images.update(found)
                self._show()

        screen.frame.run_in_background(tr("Reading pictures"), read, show, quiet=True)


def given_in(source: QMimeData, way: Way) -> Sequence[Given]:
    """Give what is dropped or pasted: files as they are, a picture without a file as PNG."""
    paths = [Path(each.toLocalFile()) for each in source.urls() if each.isLocalFile()]
    if paths:
        return paths
    return [GivenFile("", each, way) for each in pictures_in(source)] if source.hasImage() else []


def _can_be_shown(each: AttachmentView) -> bool:
    return (is_picture(each.media_type) or each.media_type == PAGED) and not each.erased and not each.withheld
